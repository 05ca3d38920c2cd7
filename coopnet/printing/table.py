"""A table as readers see it: the same rows on a page, on a terminal, in LaTeX and in a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from coopnet.errors import Language
from coopnet.numbers import MISSING, percent, written
from coopnet.typography import dated

Form = Literal["text", "count", "number", "figure", "percent", "p", "date", "verbatim"]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """One column: its header and the form of its cells.

    Attributes
    ----------
    header : str
        In the language of the report; a measured column names its view.
    form : str
        ``text``; ``count`` (no decimal); ``number`` (about three figures); ``figure`` (as many decimals as the column
        needs); ``percent`` (a share); ``p`` (a p- or q-value); ``date`` (kept with the year first, shown with the day
        first in French); ``verbatim``: text that must stay as it was read.
    """

    header: str
    form: Form = "text"

    @property
    def is_number(self) -> bool:
        """Whether cells are numbers, hence to the right."""
        return self.form in ("count", "number", "figure", "percent", "p")


@dataclass(frozen=True)
class ReportTable:
    """One table of a report.

    Attributes
    ----------
    key : str
        Short name: the anchor on the page.
    sheet : str
        Name of the sheet in the workbook, at most 31 characters.
    title : str
    note : str
        What the table is and on which view its numbers were measured.
    columns : sequence of ReportColumn
    rows : sequence of tuple
        One value per column: text, number, or None where there is none.
    """

    key: str
    sheet: str
    title: str
    note: str
    columns: Sequence[ReportColumn]
    rows: Sequence[tuple[Any, ...]]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise AssertionError(f"table {self.key}: a row has not one value per column")


def shown_columns(table: ReportTable, places: Sequence[int]) -> ReportTable:
    """Return a table with some of its columns only."""
    rows = [tuple(row[place] for place in places) for row in table.rows]
    return replace(table, columns=[table.columns[place] for place in places], rows=rows)


def cell_text(value: Any, form: Form, language: Language) -> str:
    """Return a value as the page shows it.

    >>> cell_text(0.0421, "p", "fr"), cell_text(12.0, "count", "fr"), cell_text(None, "text", "fr")
    ('0,042', '12', '—')

    Among numbers with decimals, one that counts something has none.

    >>> cell_text(7, "number", "fr"), cell_text(7.0, "number", "fr")
    ('7', '7,00')
    """
    if is_missing(value):
        return MISSING
    if form in ("text", "verbatim"):
        return str(value)
    if form == "date":
        return dated(str(value), language)
    if form == "count":
        return written(float(value), language, 0)
    if form == "percent":
        return percent(float(value), language)
    if form == "p":
        return f"< {written(0.001, language, 3)}" if float(value) < 0.001 else written(float(value), language, 3)
    if isinstance(value, int):
        return written(float(value), language, 0)
    return number_text(float(value), language)


def number_text(value: float, language: Language) -> str:
    """Return a number with as many decimals as its size deserves: about three significant figures.

    >>> number_text(0.01234, "en"), number_text(1.5, "en"), number_text(12.0, "en"), number_text(123.4, "en")
    ('0.012', '1.50', '12.0', '123')
    """
    size = abs(value)
    digits = 3 if size < 0.1 else 2 if size < 10 else 1 if size < 100 else 0
    return written(0.0 if size == 0 else value, language, 2 if size == 0 else digits)


def is_missing(value: Any) -> bool:
    """Return whether a cell has no value."""
    if value is None or value is pd.NA or value is pd.NaT or value == "":
        return True
    return isinstance(value, float | np.floating) and not np.isfinite(value)
