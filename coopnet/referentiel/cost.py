"""How many times chance may be asked on a large pole: fewer draws than wanted where each takes seconds, and said so."""

from __future__ import annotations

from coopnet.multiplex import Multiplex
from coopnet.numbers import written

DRAWS_BUDGET = 250_000_000  # linked pairs, drawn anew: some minutes for a whole profile
FEWEST = 99


def affordable_draws(n_draws: int, links: Multiplex) -> int:
    """Return the number of draws per null model that a pole of this size can be given.

    Parameters
    ----------
    n_draws : int
        Draws wanted.
    links : Multiplex

    Returns
    -------
    int
        The number wanted, or, where so many draws of so many linked pairs exceed the budget, what it allows: 99 at
        least, unless fewer were wanted.
    """
    allowed = max(FEWEST, DRAWS_BUDGET // max(_pairs(links), 1))
    return min(n_draws, allowed)


def fewer_draws_sentences(wanted: int, given: int, links: Multiplex) -> tuple[str, str]:
    """Return the sentence that says that a pole was given fewer draws than wanted; empty where it was not."""
    if given >= wanted:
        return "", ""
    pairs = _pairs(links)
    return (
        f" {written(given, 'fr', 0)} tirages par modèle nul au lieu de {written(wanted, 'fr', 0)} : le pôle compte "
        f"{written(pairs, 'fr', 0)} paires liées.",
        f" {written(given, 'en', 0)} draws per null model instead of {written(wanted, 'en', 0)}: the pole has "
        f"{written(pairs, 'en', 0)} linked pairs.",
    )


def _pairs(links: Multiplex) -> int:
    return len(links.combined.indices) // 2
