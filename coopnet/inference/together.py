"""Several numbers of one pole against the same draws: one draw, and every measure looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coopnet.errors import NullRefused
from coopnet.inference.comparison import NullComparison, refuse_constant
from coopnet.inference.ensemble import ensemble
from coopnet.inference.evaluation import Asked, Given
from coopnet.inference.pvalues import Reals
from coopnet.multiplex import Multiplex
from coopnet.nulls import Draw, Null


@dataclass(frozen=True)
class _MeasureEach:
    """Draw once, measure everything; picklable, so that any worker can run it."""

    questions: tuple[Asked, ...]
    given: tuple[Given, ...]
    draw: Draw
    labels_only: bool

    def __call__(self, rng: np.random.Generator) -> Reals:
        drawn = self.draw(rng)
        seen: dict[object, Given] = {}  # each view of a draw is collapsed once
        values = []
        for question, given in zip(self.questions, self.given, strict=True):
            key = (question.measure.takes, question.view, question.kinds)
            if key not in seen:
                seen[key] = question.relabelled(given, drawn) if self.labels_only else question.given(drawn)
            values.append(question.values(seen[key], None)[0])
        return np.array(values)


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
        One child is spawned per draw.
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
    given = tuple(question.given(multiplex) for question in questions)
    observed = [float(question.result(one)) for question, one in zip(questions, given, strict=True)]
    draw = _MeasureEach(tuple(questions), given, null.drawing_from(multiplex, **options), null.moves_labels)
    drawn = np.vstack(ensemble(draw, n_draws, rng=rng))
    entropy = str(getattr(rng.bit_generator.seed_seq, "entropy", ""))
    answers: list[NullComparison | NullRefused] = []
    for k, question in enumerate(questions):
        try:
            refuse_constant(question, null, np.array([observed[k]]), drawn[:, [k]])
        except NullRefused as refusal:
            answers.append(refusal)
        else:
            scope = multiplex.scope.name
            answers.append(
                NullComparison(question, null, options, "two-sided", observed[k], drawn[:, k], scope, entropy)
            )
    return answers
