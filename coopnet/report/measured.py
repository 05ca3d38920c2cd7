"""Measures of one multiplex for a report: each view made once, each refusal kept as its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.errors import CoopnetError
from coopnet.inference.evaluation import Asked, Given, asked
from coopnet.multiplex import Multiplex
from coopnet.network import ViewName


@dataclass(frozen=True, eq=False)
class Measured:
    """What the measures of the catalogue say of one multiplex.

    Attributes
    ----------
    multiplex : Multiplex
    """

    multiplex: Multiplex
    _views: dict[tuple[str, str | None], Given] = field(default_factory=dict, repr=False)

    def ask(self, name: str, *, view: ViewName | None = None, by: str = "sector") -> Asked:
        """Return the question that a measure of the catalogue puts, its view settled."""
        return asked(MEASURES[name], view=view, by=by)

    def result(self, question: Asked) -> Any:
        """Return the measure's own result; an undefined measure refuses in its own words."""
        key = (question.measure.takes, question.view)
        if key not in self._views:
            self._views[key] = question.given(self.multiplex)
        return question.result(self._views[key])

    def number(self, name: str, *, view: ViewName | None = None, by: str = "sector") -> float | CoopnetError:
        """Return a pole-level measure, or the refusal that says why it has no value."""
        try:
            return float(self.result(self.ask(name, view=view, by=by)))
        except CoopnetError as refusal:
            return refusal

    def series(self, name: str, *, view: ViewName | None = None, by: str = "sector") -> pd.Series:
        """Return a measure with one number per actor or structure; all missing where it refuses."""
        question = self.ask(name, view=view, by=by)
        try:
            found = self.result(question)
        except CoopnetError:
            return pd.Series(dtype="float64")
        assert isinstance(found, pd.Series)
        return found
