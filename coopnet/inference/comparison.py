"""A measure against a null model: as many draws as asked for, or until enough of them are as extreme as the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from coopnet.chance import known_draws, known_generator
from coopnet.errors import NullRefused, UnknownWord
from coopnet.inference.ensemble import drawn_in_order
from coopnet.inference.evaluation import Asked, asked
from coopnet.inference.pvalues import Alternative, Reals, known_alternative, stops_at
from coopnet.inference.redrawing import Redrawing, ready_to_redraw
from coopnet.inference.results import NullComparison, NullComparisons, held_constant
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import ViewName
from coopnet.nulls import Null, null_named
from coopnet.pole import Pole
from coopnet.waiting import ProgressBar

__all__ = ["NullComparison", "NullComparisons", "compare_to_null", "refuse_constant", "seed_of"]

DEFAULT_DRAWS = 999
# so that one item alone among m could be told: at best the Monte-Carlo interval of its q ends at
# m · 2 · (1 − 0.025^(1/draws)), and that has to be 0.05 or below
DRAWS_PER_ITEM = 148
LARGEST_DEFAULT = 20_000
LARGEST_COSTLY_DEFAULT = 999
LOOKED_AT_FIRST = 16  # draws
WAVE = 64  # draws made between two looks at whether a sequential test may stop


def compare_to_null(
    measure: str | Measure | Callable[..., Any],
    pole: Pole | Multiplex,
    null: str | Null | Callable[..., Multiplex],
    *,
    rng: np.random.Generator,
    n_draws: int | None = None,
    stop_after: int | None = None,
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
    alternative: str = "two-sided",
    **options: Any,
) -> NullComparison | NullComparisons:
    """Compare a measure of a pole with what a null model gives.

    p = (1 + draws as extreme) / (1 + draws): the data counts among the draws, ties count as extreme, and two-sided
    p-values double the smaller tail, up to 1.

    Parameters
    ----------
    measure : str, Measure or function of the catalogue
    pole : Pole or Multiplex
        Make the multiplex first (``multiplex_of``) to choose natures, date or limit.
    null : str, Null or function of ``coopnet.nulls``
    rng : numpy.random.Generator
        Children are spawned, one per draw or per 250 label shuffles: same seed, same numbers, on any number of
        processes.
    n_draws : int, optional
        999 for one number; for many, enough for one alone to be told at q ≤ 0.05 (148 per item), at most 20,000, or
        999 where the measure is costly.
    stop_after : int, optional
        Stop once this many draws are as extreme as the data (on both sides when either counts); 10 is usual. For one
        number only. p is then ``stop_after`` / draws (Besag & Clifford 1991): no larger p-value is worth more draws.
    view, kinds : optional
        The view of the network, the measure's own default if not given, and the kinds kept.
    by : str
        Column that plays the sector, for the measure and for nulls that use it.
    alternative : {"two-sided", "greater", "less"}
    **options
        Further arguments of the null model (``strata="commune"``).

    Returns
    -------
    NullComparison or NullComparisons
        One number for a pole-level measure; a table otherwise, with Benjamini–Hochberg q-values.

    Raises
    ------
    UndefinedMeasure
        When the measure has no value on the data.
    NullRefused
        When the null leaves a single arrangement, holds the measure constant, or leaves it undefined in every draw.

    Notes
    -----
    Draws in which the measure is undefined do not count; ``n_draws`` of the result says how many did. Values closer
    than 10⁻⁹ (of themselves, where they exceed 1) are ties: give weights in a unit in which they are not that small.

    References
    ----------
    Besag, J. & Clifford, P. (1989). Generalized Monte Carlo significance tests. Biometrika, 76(4), 633–642.
    https://doi.org/10.1093/biomet/76.4.633

    Besag, J. & Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika, 78(2), 301–304.
    https://doi.org/10.1093/biomet/78.2.301

    Examples
    --------
    A pole made so that links keep to their sector:

    >>> from coopnet.synthetic import homophilous_pole
    >>> pole = homophilous_pole(rng=np.random.default_rng(1))
    >>> found = compare_to_null("pole_ei", pole, "shuffle_sectors", rng=np.random.default_rng(2), n_draws=999)
    >>> found.verdict, found.p_value
    ('well_below', 0.002)
    """
    question = asked(measure, view=view, kinds=kinds, by=by)
    chosen, side = null_named(null), known_alternative(alternative)
    multiplex = multiplex_of(pole)
    settings = {**({"by": by} if chosen.by else {}), **options}
    seed = seed_of(rng)
    redrawing = ready_to_redraw([question], multiplex, chosen, settings, rng=rng)
    (observed,), (layout,) = redrawing.observed, redrawing.layouts
    draws = _known_draws(n_draws, question.measure, layout.size)
    if stop_after is not None:
        _refuse_sequence(stop_after, layout.items)
        drawn = _until(redrawing, float(observed[0]), draws, stop_after, side, rng)
    else:
        (drawn,) = redrawing.drawn(draws, rng=rng)
    refuse_constant(question, chosen, observed, drawn)
    shared = (question, chosen, settings, side)
    scope = multiplex.scope.name
    if layout.items is not None:
        return NullComparisons(*shared, pd.Series(observed, index=layout.items), drawn, scope, seed)
    most = None if stop_after is None else draws
    return NullComparison(*shared, float(observed[0]), drawn[:, 0], scope, seed, stop_after, most)


def _until(
    redrawing: Redrawing, observed: float, n_draws: int, stop_after: int, side: Alternative, rng: np.random.Generator
) -> Reals:
    """Draw in waves, and keep the draws up to the one after which the test stops."""
    made = np.empty((0, 1))
    with ProgressBar(n_draws) as bar:
        while len(made) < n_draws:
            size = min(WAVE, n_draws - len(made))
            batches = redrawing.batches(size, rng=rng)
            made = np.vstack([made, *drawn_in_order(redrawing, batches, bar=bar)])
            end = stops_at(observed, made[:, 0], stop_after, side)
            if end is not None:
                return made[:end]
    return made


def _known_draws(n_draws: int | None, measure: Measure, n_items: int) -> int:
    if n_draws is None:
        most = LARGEST_COSTLY_DEFAULT if measure.costly else LARGEST_DEFAULT
        return DEFAULT_DRAWS if n_items == 1 else min(most, max(DEFAULT_DRAWS, DRAWS_PER_ITEM * n_items - 1))
    return known_draws(n_draws, DEFAULT_DRAWS)


def _refuse_sequence(stop_after: int, items: pd.Index | None) -> None:
    if not isinstance(stop_after, int | np.integer) or stop_after < 1:
        raise UnknownWord(
            f"stop_after is {stop_after}; it is a whole number of draws, and 10 is usual.",
            f"stop_after vaut {stop_after} ; c’est un nombre entier de tirages, et 10 est l’usage.",
        )
    if items is not None:
        raise UnknownWord(
            "stop_after serves one number, and this measure has many; leave it out, and give n_draws.",
            "stop_after sert pour un seul nombre, et cette mesure en donne plusieurs ; retirez-le, et donnez n_draws.",
        )


def refuse_constant(question: Asked, null: Null, observed: Reals, draws: Reals) -> None:
    """Raise :class:`NullRefused` when no draw is defined, or when every draw has the observed value."""
    head = draws[:LOOKED_AT_FIRST]
    if np.isfinite(head).any() and not held_constant(observed, head).all():
        return  # most often a few draws tell, and looking at all of them would cost more than making them
    if not np.isfinite(draws).any():
        raise NullRefused(
            f"Under {null.name}, {question.measure.name} is undefined in every draw: there is nothing to compare with. "
            "Choose another null model.",
            f"Sous {null.name}, {question.measure.name} n’est définie dans aucun tirage : il n’y a rien à quoi "
            "comparer. Choisissez un autre modèle nul.",
        )
    if held_constant(observed, draws).all():
        raise NullRefused(
            f"{null.name} holds {question.measure.name} constant: every draw has the observed value, so there is "
            "nothing to compare. Choose a null model that breaks what the measure looks at.",
            f"{null.name} laisse {question.measure.name} inchangée : chaque tirage donne la valeur observée, il n’y a "
            "rien à comparer. Choisissez un modèle nul qui défait ce que la mesure regarde.",
        )


def seed_of(rng: np.random.Generator) -> str:
    """Return where a generator comes from: the entropy of its seed, and which child of it it is.

    >>> seed_of(np.random.default_rng(7)), seed_of(np.random.default_rng(7).spawn(2)[1])
    ('7', '7, child 1')
    """
    sequence = known_generator(rng).bit_generator.seed_seq
    if not isinstance(sequence, np.random.SeedSequence):
        return ""
    path = ".".join(str(step) for step in sequence.spawn_key)
    after = f", after {sequence.n_children_spawned} children" if sequence.n_children_spawned else ""
    return f"{sequence.entropy}{f', child {path}' if path else ''}{after}"
