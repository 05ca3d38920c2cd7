"""A battery of measures as tables: one row per value, or one table per level as people read them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.errors import Language
from coopnet.printing.table import ReportColumn, ReportTable
from coopnet.printing.views import grouping_label, view_label
from coopnet.vocabulary import Vocabulary

if TYPE_CHECKING:
    from coopnet.catalogue.battery import Battery

LONG = ("level", "measure", "view", "by", "of", "with", "column", "value", "undefined")
_LONGEST = 31  # characters in the name of a sheet
_POLE_HEADERS: dict[Language, tuple[str, ...]] = {
    "fr": ("Mesure", "Nom", "Vue", "Par", "Valeur", "Minimum", "Maximum", "Pourquoi sans valeur"),
    "en": ("Measure", "Name", "View", "By", "Value", "Lowest", "Highest", "Why no value"),
}
_SHEETS: dict[Language, dict[str, str]] = {
    "fr": {
        "pole": "Pôle",
        "actors": "Acteurs",
        "structures": "Structures",
        "sampled": "Estimations",
        "left_out": "Sans valeur",
    },
    "en": {
        "pole": "Pole",
        "actors": "Actors",
        "structures": "Structures",
        "sampled": "Estimates",
        "left_out": "Without value",
    },
}
_SAMPLED_HEADERS: dict[Language, tuple[str, ...]] = {
    "fr": ("Mesure", "Estimée par", "Vue", "Par", "Points de départ", "Écart maximal (95 %)"),
    "en": ("Measure", "Estimated by", "View", "By", "Starting points", "Largest error (95%)"),
}
_LEFT_OUT_HEADERS: dict[Language, tuple[str, ...]] = {
    "fr": ("Mesure", "Vue", "Par", "Pourquoi"),
    "en": ("Measure", "View", "By", "Why"),
}


def values_of(battery: Battery) -> Iterator[tuple[Any, ...]]:
    """Yield every value with its place: the columns of ``LONG``."""
    for row in battery.pole.to_dict("records"):
        yield "pole", row["measure"], row["view"], row["by"], "", "", "", row["value"], row["undefined"]
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
            first, last = (*_key(index), "")[:2]
            for column, value in zip(frame.columns, values, strict=True):
                other, inside = (str(column), "") if square else (last, str(column))
                yield level, measure, view, by, first, other, inside, value, ""


def long_table(battery: Battery) -> pd.DataFrame:
    """Return every value as one row: ``value`` where it is a number, ``text`` where it is a word."""
    frame = pd.DataFrame(list(values_of(battery)), columns=list(LONG))
    words = [value if isinstance(value, str) else "" for value in frame["value"]]
    numbers = [math.nan if isinstance(value, str) or pd.isna(value) else float(value) for value in frame["value"]]
    frame = frame.assign(value=numbers)
    frame.insert(LONG.index("value") + 1, "text", words)
    return frame


def parts_of(name: str) -> tuple[str, str, str, str]:
    """Return the measure, the column within its table, the view and the grouping that a column name holds.

    >>> parts_of("actor_degree[pairs]"), parts_of("actor_brokerage.liaison[pairs; type]")
    (('actor_degree', '', 'pairs', ''), ('actor_brokerage_table', 'liaison', 'pairs', 'type'))
    """
    measure, _, rest = name.partition("[")
    view, _, by = rest.removesuffix("]").partition("; ")
    measure, _, column = measure.partition(".")
    return (f"{measure}_table" if column else measure), column, view, by


def full_name(name: str, language: Language) -> str:
    """Return the name of a column with its label: measure, view and grouping are in the name.

    >>> full_name("actor_degree[pairs]", "en")
    'actor_degree[pairs] — Number of partners'
    """
    measure = MEASURES.get(parts_of(name)[0])
    return f"{name} — {measure.label(language)}" if measure else name


def pole_table(battery: Battery, words: Vocabulary, language: Language) -> ReportTable:
    """Return the measures of the whole pole, one row each."""
    forms = {4: "number", 5: "figure", 6: "figure"}
    columns = [
        ReportColumn(header, forms.get(place, "text"))  # type: ignore[arg-type]
        for place, header in enumerate(_POLE_HEADERS[language])
    ]
    title = _SHEETS[language]["pole"]
    return ReportTable("pole", title, title, title, columns, list(_pole_rows(battery, words, language)))


def tables_of(battery: Battery, words: Vocabulary, language: Language) -> list[ReportTable]:
    """Return one table for the pole, its actors, its structures, and for each measure that fits none of them.

    Then what was estimated because it was too dear, and what has no value and why, where there is any.
    """
    tables = [pole_table(battery, words, language)]
    for key in ("actors", "structures"):
        title = _SHEETS[language][key]
        tables.append(_wide(key, title, title, getattr(battery, key)))
    taken = {name.casefold() for name in _SHEETS[language].values()}
    for name, result in battery.others.items():
        sheet = _sheet_name(name, taken)
        tables.append(_wide(name, sheet, name, result.to_frame("value") if isinstance(result, pd.Series) else result))
    return [*tables, *_told_apart(battery, words, language)]


def _told_apart(battery: Battery, words: Vocabulary, language: Language) -> Iterator[ReportTable]:
    reason = "reason" if language == "en" else "reason_fr"
    sampled = [
        (row["measure"], row["estimate"], *_seen(row, words, language), row["n_sources"], row["largest_error"])
        for row in battery.sampled.to_dict("records")
    ]
    without = [
        (row["measure"], *_seen(row, words, language), row[reason]) for row in battery.left_out.to_dict("records")
    ]
    for key, headers, rows in (
        ("sampled", _SAMPLED_HEADERS[language], sampled),
        ("left_out", _LEFT_OUT_HEADERS[language], without),
    ):
        if rows:
            title = _SHEETS[language][key]
            forms = [{int: "count", float: "number"}.get(type(value), "text") for value in rows[0]]
            columns = [ReportColumn(header, form) for header, form in zip(headers, forms, strict=True)]  # type: ignore[arg-type]
            yield ReportTable(key, title, title, title, columns, rows)


def _seen(row: dict[Any, Any], words: Vocabulary, language: Language) -> tuple[str, str]:
    """Return the labels of a row's view and grouping."""
    by = grouping_label(row["by"], words, language) if row["by"] else ""
    return view_label(row["view"], language), by


def _pole_rows(battery: Battery, words: Vocabulary, language: Language) -> Iterator[tuple[Any, ...]]:
    for row in battery.pole.to_dict("records"):
        value, *bounds = (x if math.isfinite(x) else None for x in (row["value"], row["lowest"], row["highest"]))
        reason = row["undefined" if language == "en" else "undefined_fr"]
        yield row[f"label_{language}"], row["measure"], *_seen(row, words, language), value, *bounds, reason


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and that no other one has."""
    plain = "".join("(" if c == "[" else ")" if c == "]" else "-" if c in ":*?/\\" else c for c in name)
    found, number = plain[:_LONGEST], 2
    while found.casefold() in taken:
        found, number = f"{plain[: _LONGEST - 3]}~{number}", number + 1
    taken.add(found.casefold())
    return found


def _wide(key: str, sheet: str, title: str, frame: pd.DataFrame) -> ReportTable:
    labels = [str(name or "") for name in frame.index.names]
    numeric = [pd.api.types.is_numeric_dtype(dtype) for dtype in frame.dtypes]
    columns = [ReportColumn(label, "verbatim") for label in labels]
    columns += [
        ReportColumn(str(name), "number" if number else "verbatim")
        for name, number in zip(frame.columns, numeric, strict=True)
    ]
    rows = [
        (
            *_key(index),
            *(
                float(v) if number and not pd.isna(v) else None if number else v
                for v, number in zip(values, numeric, strict=True)
            ),
        )
        for index, values in zip(frame.index, frame.itertuples(index=False, name=None), strict=True)
    ]
    return ReportTable(key, sheet, title, title, columns, rows)


def _key(index: Any) -> tuple[str, ...]:
    return tuple(map(str, index)) if isinstance(index, tuple) else (str(index),)
