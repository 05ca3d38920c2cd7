"""Several measures of one pole against the same draws: one draw, and every measure looks at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from coopnet.chance import known_draws
from coopnet.errors import NullRefused, UnknownWord
from coopnet.inference.comparison import NullComparison, NullComparisons, refuse_constant, seed_of
from coopnet.inference.evaluation import Asked, Layout, asked
from coopnet.inference.pvalues import Reals
from coopnet.inference.redrawing import ready_to_redraw
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.nulls import Null, null_named
from coopnet.pole import Pole

Answer = NullComparison | NullComparisons | NullRefused


def compare_all_to_null(
    measures: str | Sequence[str | Measure | Callable[..., Any] | Asked],
    pole: Pole | Multiplex,
    null: str | Null | Callable[..., Multiplex],
    *,
    rng: np.random.Generator,
    n_draws: int = 999,
    by: str = "sector",
    **options: Any,
) -> list[Answer]:
    """Compare several measures of a pole with one null model, on the same draws.

    What :func:`coopnet.compare_to_null` does for one measure, for the cost of drawing once.

    Parameters
    ----------
    measures : sequence of str, Measure or function of the catalogue
        One that is ``Asked`` already keeps its view, kinds and column.
    pole : Pole or Multiplex
    null : str, Null or function of ``coopnet.nulls``
    rng : numpy.random.Generator
        Children are spawned, one per draw or per 250 label shuffles.
    n_draws : int
        The same for all.
    by : str
        Column that plays the sector, for measures and nulls that use it.
    **options
        Further arguments of the null model (``strata="commune"``).

    Returns
    -------
    list of NullComparison, NullComparisons or NullRefused
        In the order of the measures; a refusal where the null holds that measure constant.

    Raises
    ------
    UndefinedMeasure
        When a measure has no value on the data.
    NullRefused
        When the null itself cannot be drawn on this multiplex.

    Examples
    --------
    >>> from coopnet.synthetic import homophilous_pole
    >>> pole = homophilous_pole(rng=np.random.default_rng(1))
    >>> found = compare_all_to_null(
    ...     ["pole_ei", "actor_ei"], pole, "shuffle_sectors", rng=np.random.default_rng(2), n_draws=99
    ... )
    >>> [type(one).__name__ for one in found]
    ['NullComparison', 'NullComparisons']
    """
    named = [measures] if isinstance(measures, str) else list(measures)
    if not named:
        raise UnknownWord(
            'measures is empty; name at least one, "pole_ei" for instance.',
            "measures est vide ; nommez au moins une mesure, « pole_ei » par exemple.",
        )
    questions = [one if isinstance(one, Asked) else asked(one, by=by) for one in named]
    chosen = null_named(null)
    settings = {**({"by": by} if chosen.by else {}), **options}
    return _compared(questions, multiplex_of(pole), chosen, settings, rng, n_draws)


def compare_together(
    questions: Sequence[Asked],
    multiplex: Multiplex,
    null: Null,
    *,
    rng: np.random.Generator,
    n_draws: int = 999,
    **options: Any,
) -> list[NullComparison | NullRefused]:
    """Compare several pole-level measures with one null model, on the same draws.

    Parameters
    ----------
    questions : sequence of Asked
        Pole-level measures that are defined on the multiplex.
    multiplex : Multiplex
    null : Null
    rng : numpy.random.Generator
        Children are spawned, one per draw or per 250 label shuffles.
    n_draws : int
    **options
        Arguments of the null model (``by``, ``strata`` …).

    Returns
    -------
    list of NullComparison or NullRefused
        In the order of the questions; a refusal where the null holds that measure constant.

    Raises
    ------
    NullRefused
        When the null itself cannot be drawn on this multiplex.
    """
    answers = _compared(questions, multiplex, null, options, rng, n_draws)
    return [one for one in answers if not isinstance(one, NullComparisons)]


def _compared(
    questions: Sequence[Asked],
    multiplex: Multiplex,
    null: Null,
    options: dict[str, Any],
    rng: np.random.Generator,
    n_draws: int,
) -> list[Answer]:
    seed = seed_of(rng)
    redrawing = ready_to_redraw(questions, multiplex, null, options, rng=rng)
    drawn = redrawing.drawn(known_draws(n_draws, 999), rng=rng)
    answers: list[Answer] = []
    for question, layout, observed, draws in zip(questions, redrawing.layouts, redrawing.observed, drawn, strict=True):
        try:
            refuse_constant(question, null, observed, draws)
        except NullRefused as refusal:
            answers.append(refusal)
        else:
            answers.append(_answer(question, layout, observed, draws, (null, options, multiplex.scope.name, seed)))
    return answers


def _answer(
    question: Asked, layout: Layout, observed: Reals, draws: Reals, setting: tuple[Null, dict[str, Any], str, str]
) -> NullComparison | NullComparisons:
    null, options, scope, seed = setting
    if layout.items is None:
        return NullComparison(question, null, options, "two-sided", float(observed[0]), draws[:, 0], scope, seed)
    values = pd.Series(observed, index=layout.items)
    return NullComparisons(question, null, options, "two-sided", values, draws, scope, seed)
