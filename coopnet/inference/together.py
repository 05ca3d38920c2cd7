"""Several numbers of one pole against the same draws: one draw, and every measure looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coopnet.errors import NullRefused
from coopnet.inference.comparison import NullComparison, refuse_constant, seed_of
from coopnet.inference.evaluation import Asked
from coopnet.inference.redrawing import ready_to_redraw
from coopnet.multiplex import Multiplex
from coopnet.nulls import Null


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
    seed = seed_of(rng)
    redrawing = ready_to_redraw(questions, multiplex, null, options, rng=rng)
    drawn = redrawing.drawn(n_draws, rng=rng)
    answers: list[NullComparison | NullRefused] = []
    for question, observed, draws in zip(questions, redrawing.observed, drawn, strict=True):
        try:
            refuse_constant(question, null, observed, draws)
        except NullRefused as refusal:
            answers.append(refusal)
        else:
            scope = multiplex.scope.name
            answers.append(
                NullComparison(question, null, options, "two-sided", float(observed[0]), draws[:, 0], scope, seed)
            )
    return answers
