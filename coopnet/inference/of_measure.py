"""What results that speak of one measure share: its name, its view, the rows that counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from coopnet.errors import Language
from coopnet.inference.evaluation import Asked, Reals
from coopnet.measures.declaration import Measure
from coopnet.nulls import Null
from coopnet.printing.result import Result, flat
from coopnet.printing.words import HEADERS, draws_note, said, scope_text, view_note, view_text
from coopnet.vocabulary import vocabulary

_WORD_LISTS = {"sector": "sectors", "type": "actor_types"}  # by column that plays the sector


class OfMeasure(Result):
    """A result about one measure on one view.

    Attributes
    ----------
    asked : Asked
        The measure, its view, its kinds and its column.
    scope : str
        Which rows of the pole counted.
    """

    asked: Asked
    scope: str

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.asked.measure

    @property
    def view(self) -> str:
        """Short name of the view."""
        return self.asked.view_name

    @property
    def key(self) -> str:
        """Name of the measure."""
        return self.measure.name

    @property
    def quantity(self) -> str:
        """Name and view of the measure, ``pole_ei[pairs]``."""
        return f"{self.measure.name}[{self.view}]"

    def title(self, language: Language) -> str:
        """Return the label of the measure with its view."""
        return f"{self.measure.label(language)} [{view_text(self.view, language)}]"

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the view and the rows that counted."""
        return (view_note(self.view, self.scope, language),)

    def headline(self, language: Language) -> str:
        """Return the first line of a summary: measure, view, rows that counted."""
        return f"{self.title(language)} — {scope_text(self.scope, language)}"

    def item_label(self, item: object, language: Language) -> str:
        """Return an item in words: sectors, types, kinds and columns by French labels; in English, codes are words.

        The last part of an item of a table with named columns is the column: a role of brokerage, say.
        """
        parts = item if isinstance(item, tuple) else (item,)
        named = parts[-1:] if self.measure.name.endswith("_table") and len(parts) > 1 else ()
        rows = [self.part_label(part, language) for part in parts[: len(parts) - len(named)]]
        columns = [HEADERS[str(one)].text(language) if str(one) in HEADERS else str(one) for one in named]
        return " × ".join((*rows, *columns))

    def part_label(self, part: object, language: Language) -> str:
        """Return one part of the label of an item."""
        words, code = vocabulary(), str(part)
        if language != "fr" or self.measure.level not in ("sector", "kind"):
            return code
        if self.measure.level == "kind":
            return words.kind_label(code, language)
        return words.label(_WORD_LISTS.get(self.asked.by, ""), code, language)

    def of_measure(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table without index, its first columns the measure and the view."""
        frame = flat(table).drop(columns=["measure", "view"], errors="ignore")
        frame.insert(0, "measure", self.measure.name)
        frame.insert(1, "view", self.view)
        return frame

    def shown(self, language: Language) -> pd.DataFrame:
        """Return what stands in a printed table: the title says which measure on which view."""
        return self.tidy().drop(columns=["measure", "view"])


class AgainstNull(OfMeasure):
    """A result about one measure against draws of a null model.

    Attributes
    ----------
    null : Null
        The null model, with its sentence.
    options : mapping
        What the null model was given besides the multiplex (``by``, ``strata`` …).
    draws : float64 array (draws, …)
    seed : str
        Where the generator of the draws came from.
    """

    null: Null
    options: Mapping[str, Any]
    draws: Reals
    seed: str

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return len(self.draws)

    def sentence(self, language: Language) -> str:
        """Return the null's hypothesis, in terms of what it was given."""
        given = {name: self.options[name] for name in ("by", "strata", "within_kinds") if name in self.options}
        return self.null.sentence(language, **given)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, hypothesis, number of draws and seed, and what the interval is."""
        return (
            *super().notes(language),
            said(self.sentence("fr"), self.sentence("en"), language),
            draws_note(self.n_draws, self.seed, language),
            said(
                "Bas et haut : 95 % des tirages entre les deux.",
                "Low and high: the central 95% of the draws.",
                language,
            ),
        )
