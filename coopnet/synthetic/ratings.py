"""Simulated ratings: members who agree more on some criteria than on others, and leave some unrated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coopnet.errors import UnknownWord
from coopnet.synthetic.actors import Columns
from coopnet.vocabulary import vocabulary

LENIENCY = 0.4  # standard deviations, in steps of the scale: between evaluators,
DISAGREEMENT = 0.6  # and between the ratings of one criterion
UNRATED = 0.1


def simulated_ratings(criteria: Sequence[str], *, rng: np.random.Generator, n_evaluators: int = 12) -> Columns:
    """Return a table of ratings as columns of text: what evaluators who do not exist think of each criterion.

    Each criterion has a level of its own, each evaluator is more or less lenient; a tenth of the ratings are missing.

    Parameters
    ----------
    criteria : sequence of str
        Their letters.
    rng : numpy.random.Generator
    n_evaluators : int
        At least 1.

    Returns
    -------
    dict of column name to list of str
        Columns ``evaluator``, ``criterion`` and ``rating``, one row per rating given.

    Raises
    ------
    UnknownWord
        When there is no criterion or no evaluator.

    Examples
    --------
    Two evaluators of two criteria, one of whom leaves a criterion unrated:

    >>> table = simulated_ratings("ab", rng=np.random.default_rng(1), n_evaluators=2)
    >>> table["criterion"], set(table["rating"]) <= set("1234")
    (['a', 'a', 'b'], True)
    """
    if not len(criteria) or n_evaluators < 1:
        raise UnknownWord(
            f"Ratings need at least 1 criterion and 1 evaluator, not {len(criteria)} and {n_evaluators}.",
            f"Des notes demandent au moins 1 critère et 1 évaluateur, et non {len(criteria)} et {n_evaluators}.",
        )
    scale = vocabulary().tables["ratings"].columns["rating"]
    low, high = float(scale.minimum or 0), float(scale.maximum or 0)
    level = rng.uniform(low + 0.5, high - 0.2, len(criteria))
    leniency = rng.normal(0.0, LENIENCY, n_evaluators)
    thought = level + leniency[:, None] + rng.normal(0.0, DISAGREEMENT, (n_evaluators, len(criteria)))
    rating = np.clip(np.rint(thought), low, high).astype(int)
    given = rng.random(rating.shape) >= UNRATED
    rows = [(f"E{who + 1}", criteria[what], str(rating[who, what])) for who, what in np.argwhere(given)]
    return {name: [row[place] for row in rows] for place, name in enumerate(("evaluator", "criterion", "rating"))}
