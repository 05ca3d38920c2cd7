"""A pole's tables as checked columns again: what every writer starts from."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pandas as pd

from coopnet.pole import About, Pole
from coopnet.tables.columns import CheckedTable, CheckedTables
from coopnet.vocabulary import TABLES, vocabulary


def checked_tables_of(pole: Pole) -> CheckedTables:
    """Return the tables of a pole as they were when they had just been checked.

    Columns that are empty throughout are left out, unless the table has columns of its own: those must find the places
    of known columns taken, as they did when they were read.
    """
    items = {item.name: getattr(pole.about, item.name) for item in fields(About) if item.name != "simulated"}
    return CheckedTables(
        place=pole.place,
        tables={name: _table(name, getattr(pole, name)) for name in TABLES if name != "about"},
        about={
            **{item: text for item, text in items.items() if text},
            **({"simulated": "yes"} if pole.about.simulated else {}),
        },
        vocabulary=pole.vocabulary,
        findings=pole.findings,
        counts=pole.counts,
    )


def _table(name: str, table: pd.DataFrame) -> CheckedTable:
    frame = table.reset_index() if table.index.name == "id" else table
    rows = range(2, 2 + len(frame)) if table.index.name == "id" else frame.index.tolist()
    known = vocabulary().tables[name].columns
    own = tuple(column for column in frame.columns if column not in known)
    # a CSV file of one column would not show which sign separates its cells
    always = {column.name for column in known.values() if column.required or column.name == "name"}
    kept = [column for column in frame.columns if own or column in always or frame[column].notna().any()]
    return CheckedTable(name, {column: _values(frame[column]) for column in kept}, rows, own)


def _values(column: pd.Series) -> list[Any]:
    empty = None if pd.api.types.is_numeric_dtype(column.dtype) else ""
    return [value if there else empty for value, there in zip(column.tolist(), column.notna(), strict=True)]
