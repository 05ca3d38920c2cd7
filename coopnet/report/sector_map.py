"""Sector mixing against chance, with enough draws to tell one couple of sectors among all of them."""

from __future__ import annotations

import numpy as np

from coopnet.inference.comparison import DEFAULT_DRAWS, DRAWS_PER_ITEM, NullComparisons, compare_to_null
from coopnet.multiplex import Multiplex

MOST_DRAWS = 60_000
"""Enough for 27 sectors; beyond, only couples that stand out together can be told."""


def sector_map_of(multiplex: Multiplex, *, rng: np.random.Generator, n_draws: int = DEFAULT_DRAWS) -> NullComparisons:
    """Return how many ties join each couple of sectors, against sectors dealt at random.

    One comparison per couple: with the draws of a single one, none of them could be told from chance. Labels are
    shuffled in no time, so there are as many draws as it takes.

    Parameters
    ----------
    multiplex : Multiplex
    rng : numpy.random.Generator
    n_draws : int
        At least so many.

    Raises
    ------
    NullRefused
        When dealing the sectors again would change nothing.
    """
    n_sectors = int(multiplex.attributes["sector"].nunique())
    enough = DRAWS_PER_ITEM * (n_sectors * (n_sectors + 1) // 2) - 1
    found = compare_to_null(
        "sector_mixing", multiplex, "shuffle_sectors", rng=rng, n_draws=max(n_draws, min(enough, MOST_DRAWS))
    )
    assert isinstance(found, NullComparisons)  # mixing is a table, one number per couple of sectors
    return found


def stands_out(mixing: NullComparisons) -> bool:
    """Return whether some couple of sectors is told from chance."""
    return bool((~mixing.table["verdict"].isin(["as_expected", "cannot_tell"]) & mixing.table["q"].notna()).any())
