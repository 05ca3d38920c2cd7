"""What measures of paths cost on large poles: refused beyond a budget, or estimated from some starting points."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import numpy.typing as npt

from coopnet.errors import CostRefused, UnknownWord
from coopnet.kernels.compiled import Reals
from coopnet.numbers import written

PATHS_BUDGET = 1_000_000_000  # starting points × links: some eight seconds on one core
_SECONDS = 8e-9  # per starting point and link, as long as actors fit in the processor's cache
_CACHED = 20_000  # actors; far above, five times dearer
_WEIGHTED = 5  # times dearer where links have lengths
SOURCES = 256  # starting points of an estimate: some twenty seconds on 100,000 actors and two million links

SAMPLE_EN, SAMPLE_FR = "use actor_betweenness_sample_table", "prenez actor_betweenness_sample_table"


def refuse_costly_paths(
    name: str,
    starts: int,
    links: int,
    budget: float,
    *,
    instead: tuple[str, str] = (SAMPLE_EN, SAMPLE_FR),
    weighted: bool = False,
) -> None:
    """Refuse a measure that starts from each of many actors and walks along every link, when that is too many.

    Parameters
    ----------
    name : str
        The measure.
    starts, links : int
        How many starting points, and how many linked pairs are walked along from each.
    budget : float
        Largest product of the two.
    instead : pair of str
        What to use instead, in English and in French, as the end of a sentence.
    weighted : bool
        Whether links have lengths, which makes each step five times dearer.

    Raises
    ------
    CostRefused
        When the product exceeds the budget.

    Examples
    --------
    >>> refuse_costly_paths("actor_betweenness", 1_000, 20_000, PATHS_BUDGET)
    >>> refuse_costly_paths("actor_betweenness", 100_000, 2_000_000, PATHS_BUDGET)
    Traceback (most recent call last):
    coopnet.errors.CostRefused: actor_betweenness would walk along 2,000,000 links from each of 100,000 starting \
points: about 133 minutes, beyond its budget; raise budget to 200,000,000,000, or use actor_betweenness_sample_table.
    """
    work = float(starts) * links * (_WEIGHTED if weighted else 1)
    if work <= budget:
        return
    minutes = max(work * _SECONDS / 60 * min(max(starts / _CACHED, 1.0), 5.0), 1.0)
    numbers = {lang: [written(x, lang, 0) for x in (links, starts, minutes, work)] for lang in ("en", "fr")}
    walked, points, lasting, needed = numbers["en"]
    en = (
        f"{name} would walk along {walked} links from each of {points} starting points: about {lasting} minutes, "
        f"beyond its budget; raise budget to {needed}, or {instead[0]}."
    )
    walked, points, lasting, needed = numbers["fr"]
    fr = (
        f"{name} parcourrait {walked} liens depuis chacun de {points} points de départ, soit environ {lasting} "
        f"minutes, au-delà de sa limite ; relevez budget à {needed}, ou {instead[1]}."
    )
    raise CostRefused(en, fr)


def drawn_sources(actors: npt.NDArray[np.int64], n_sources: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return some of the actors, without replacement; all of them where they are no more than asked for."""
    if n_sources < 1:
        raise UnknownWord(
            f"Betweenness cannot be estimated from {n_sources} sources; n_sources is 1 or more.",
            f"Impossible d’estimer à partir de {n_sources} départs ; n_sources vaut 1 ou plus.",
        )
    return rng.choice(actors, size=min(n_sources, len(actors)), replace=False)


def estimated(
    first: Reals, second: Reals, drawn: int, possible: int, scale: Reals, most: float
) -> tuple[tuple[Reals, Reals], float]:
    """Return estimates from a sample of sources without replacement, their standard errors and the largest error.

    Parameters
    ----------
    first, second : float64 arrays (n)
        Sums over the sources drawn of what each contributes, and of its square.
    drawn, possible : int
        How many sources were drawn, of how many.
    scale : float64 array (n)
        What the mean contribution is multiplied by.
    most : float
        The most that one source can contribute, the least being 0.

    Returns
    -------
    pair of float64 arrays (n), float
        The error that no estimate exceeds in 95 samples out of 100 at least: Hoeffding's inequality, which holds
        without replacement too, either side, over all n.

    Examples
    --------
    >>> one = np.ones(2)
    >>> estimated(2 * one, 2 * one, 2, 4, one, 3.0)[0]
    (array([1., 1.]), array([0., 0.]))
    """
    n = len(first)
    if drawn > 1:
        spread = np.maximum(second - first**2 / drawn, 0) / (drawn - 1) * (1 - drawn / possible) / drawn
    else:
        spread = np.full(n, np.nan)
    mean = first / drawn if drawn else np.full(n, np.nan)
    if drawn == possible:
        return (scale * mean, scale * np.sqrt(spread)), 0.0
    known = scale[np.isfinite(scale)]
    error = float(known.max(initial=0.0)) * most * sqrt(log(2 * n / 0.05) / (2 * drawn))
    return (scale * mean, scale * np.sqrt(spread)), error
