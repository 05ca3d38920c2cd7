"""A battery of measures as one long table: one row per value; and what the names of its columns hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.errors import Language
from coopnet.measures.declaration import Measure

if TYPE_CHECKING:
    from coopnet.catalogue.battery import Battery

LONG = ("level", "measure", "view", "by", "of", "with", "column", "value", "undefined")
# a measure that a sample estimates bears the words of the exact one
ENTRIES: Mapping[str, Measure] = {
    **{measure.sampled.__name__: measure for measure in MEASURES.values() if measure.sampled is not None},
    **MEASURES,
}


def values_of(battery: Battery, language: Language = "en") -> Iterator[tuple[Any, ...]]:
    """Yield every value with its place, the columns of ``LONG``; why there is none, in the language asked for."""
    why = "" if language == "en" else "_fr"
    for row in battery.pole.to_dict("records"):
        yield "pole", row["measure"], row["view"], row["by"], "", "", "", row["value"], row[f"undefined{why}"]
    for level, wide in (("actor", battery.actors), ("structure", battery.structures)):
        for name, series in wide.items():
            measure, column, view, by = parts_of(str(name))
            for index, value in zip(wide.index, series, strict=True):
                yield level, measure, view, by, str(index), "", column, value, ""
    for name, result in battery.others.items():
        measure, _, view, by = parts_of(name)
        level = MEASURES[measure].level
        frame = result.to_frame("") if isinstance(result, pd.Series) else result
        square = not MEASURES[measure].is_table and isinstance(result, pd.DataFrame)
        for index, values in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
            first, last = (*labels_of_row(index), "")[:2]
            for column, value in zip(frame.columns, values, strict=True):
                other, inside = (str(column), "") if square else (last, str(column))
                yield level, measure, view, by, first, other, inside, value, ""
    have_rows = set(battery.pole["measure"])
    for row in battery.left_out.to_dict("records"):
        if row["measure"] not in have_rows:
            place = (ENTRIES[row["measure"]].level, row["measure"], row["view"], row["by"], "", "", "")
            yield *place, math.nan, row[f"reason{why}"]


def long_table(battery: Battery) -> pd.DataFrame:
    """Return every value as one row: ``value`` where it is a number, ``text`` where it is a word."""
    frame = pd.DataFrame(list(values_of(battery)), columns=list(LONG))
    words = [value if isinstance(value, str) else "" for value in frame["value"]]
    numbers = [math.nan if isinstance(value, str) or pd.isna(value) else float(value) for value in frame["value"]]
    frame = frame.assign(value=numbers)
    frame.insert(LONG.index("value") + 1, "text", words)
    return frame


def labels_of_row(index: Any) -> tuple[str, ...]:
    """Return the labels of a row: one, or those of a pair.

    >>> labels_of_row("a"), labels_of_row(("a", "b"))
    (('a',), ('a', 'b'))
    """
    return tuple(map(str, index)) if isinstance(index, tuple) else (str(index),)


def parts_of(name: str) -> tuple[str, str, str, str]:
    """Return the measure, the column within its table, the view and the grouping that a column name holds.

    A measure by group whose name tells no grouping was taken by sector.

    >>> parts_of("actor_degree[pairs]"), parts_of("actor_brokerage.liaison[pairs; type]")
    (('actor_degree', '', 'pairs', ''), ('actor_brokerage_table', 'liaison', 'pairs', 'type'))
    >>> parts_of("actor_ei[pairs]")
    ('actor_ei', '', 'pairs', 'sector')
    """
    measure, _, rest = name.partition("[")
    view, _, by = rest.removesuffix("]").partition("; ")
    measure, _, column = measure.partition(".")
    measure = f"{measure}_table" if column else measure
    entry = ENTRIES.get(measure)
    return measure, column, view, by or ("sector" if entry and entry.by else "")


def full_name(name: str, language: Language) -> str:
    """Return the name of a column with its label: measure, view and grouping are in the name.

    >>> full_name("actor_degree[pairs]", "en")
    'actor_degree[pairs] — Number of partners'
    """
    measure = ENTRIES.get(parts_of(name)[0])
    return f"{name} — {measure.label(language)}" if measure else name
