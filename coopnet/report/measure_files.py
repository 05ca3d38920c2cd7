"""A battery of measures as files: one workbook, one long CSV, or one LaTeX table; and as lines to be read."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.catalogue.battery import Battery
from coopnet.errors import Language, UnknownWord
from coopnet.multiplex import Multiplex
from coopnet.numbers import MISSING
from coopnet.pole import About
from coopnet.printing.table import ReportColumn, ReportTable, number_text
from coopnet.printing.workbook import workbook_bytes
from coopnet.report.words import grouping_label, view_label
from coopnet.tables.writing import put_in_place
from coopnet.typography import typeset
from coopnet.vocabulary import Vocabulary

ENDINGS = (".xlsx", ".csv", ".tex")
_LONGEST = 31  # characters in the name of a sheet
_POLE_HEADERS = {
    "fr": ("Mesure", "Nom", "Vue", "Par", "Valeur", "Minimum", "Maximum", "Pourquoi sans valeur"),
    "en": ("Measure", "Name", "View", "By", "Value", "Lowest", "Highest", "Why no value"),
}
_SHEETS = {
    "fr": {"pole": "Pôle", "actors": "Acteurs", "structures": "Structures"},
    "en": {"pole": "Pole", "actors": "Actors", "structures": "Structures"},
}


def write_measures(
    battery: Battery, path: str | Path, *, about: About, multiplex: Multiplex, language: Language = "fr"
) -> Path:
    """Write a battery of measures; a file already there is replaced.

    Parameters
    ----------
    battery : Battery
        From ``coopnet.measure_all``.
    path : str or Path
        ``.xlsx``: one sheet per table; ``.csv``: one row per value, with its level, measure, view and to what it
        belongs; ``.tex``: the measures of the whole pole, for booktabs.
    about : About
        Of the pole: its name and notice are printed in the workbook and in LaTeX.
    multiplex : Multiplex
        What was measured: which rows counted is printed too.
    language : {"fr", "en"}

    Returns
    -------
    Path
        The file; the same bytes every time.

    Raises
    ------
    UnknownWord
        When the ending names no format.
    WriteRefused
        When the file cannot be written.
    """
    path = Path(path)
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise UnknownWord(
            f"Measures are not written to a file ending in “{path.suffix}”. Endings: {', '.join(ENDINGS)}.",
            f"Les mesures ne s’écrivent pas dans un fichier finissant par « {path.suffix} ». Fins possibles : "
            f"{', '.join(ENDINGS)}.",
        )
    words = multiplex.vocabulary
    if ending == ".xlsx":
        content = workbook_bytes(
            about.name, read_first(about, multiplex, language), list(_tables(battery, words, language)), language
        )
    elif ending == ".csv":
        content = long_csv(battery, language).encode("utf-8-sig" if language == "fr" else "utf-8")
    else:
        content = pole_latex(
            battery, words, language, caption=[about.name, *read_first(about, multiplex, language)]
        ).encode("utf-8")
    put_in_place(path, content)
    return path


def read_first(about: About, multiplex: Multiplex, language: Language) -> list[str]:
    """Return what must be read before any number: the notice of the pole, and which rows counted."""
    scope, words = multiplex.scope, multiplex.vocabulary
    natures = " + ".join(words.label("natures", nature, language) for nature in scope.natures)
    if language == "fr":
        when = f"au {scope.at}" if scope.at else "toutes dates"
        said = f"Liens comptés : {natures}, {when} ; structures de {scope.limit} membres nommés au plus."
    else:
        when = f"at {scope.at}" if scope.at else "all dates"
        said = f"Links that count: {natures}, {when}; structures of at most {scope.limit} named members."
    notice = about.printed_notice(language)
    return [*([notice] if notice else []), typeset(said) if language == "fr" else said]


def shown_measures(battery: Battery, *, about: About, multiplex: Multiplex, language: Language = "fr") -> str:
    """Return the measures of the whole pole as lines to be read: label, view, value."""
    lines = [*([about.name] if about.name else []), *read_first(about, multiplex, language), ""]
    for row in battery.pole.to_dict("records"):
        by = f", {grouping_label(row['by'], multiplex.vocabulary, language)}" if row["by"] else ""
        said = f"{row[f'label_{language}']} [{view_label(row['view'], language)}{by}]"
        value = number_text(row["value"], language) if math.isfinite(row["value"]) else MISSING
        lines.append(f"{said} : {value}" if language == "fr" else f"{said}: {value}")
    text = "\n".join(lines) + "\n"
    return typeset(text) if language == "fr" else text


def _pole_rows(battery: Battery, words: Vocabulary, language: Language) -> Iterator[tuple[Any, ...]]:
    for row in battery.pole.to_dict("records"):
        value, *bounds = (x if math.isfinite(x) else None for x in (row["value"], row["lowest"], row["highest"]))
        by = grouping_label(row["by"], words, language) if row["by"] else ""
        yield (
            row[f"label_{language}"],
            row["measure"],
            view_label(row["view"], language),
            by,
            value,
            *bounds,
            row["undefined"],
        )


def _tables(battery: Battery, words: Vocabulary, language: Language) -> Iterator[ReportTable]:
    columns = [
        ReportColumn(header, "number" if i in (4, 5, 6) else "text") for i, header in enumerate(_POLE_HEADERS[language])
    ]
    title = _SHEETS[language]["pole"]
    yield ReportTable("pole", title, title, title, columns, list(_pole_rows(battery, words, language)))
    for key in ("actors", "structures"):
        title = _SHEETS[language][key]
        yield _wide(key, title, title, getattr(battery, key))
    taken = {name.casefold() for name in _SHEETS[language].values()}
    for name, result in battery.others.items():
        sheet = _sheet_name(name, taken)
        yield _wide(name, sheet, name, result.to_frame("value") if isinstance(result, pd.Series) else result)


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


_LONG_HEADERS = ("level", "measure", "view", "by", "of", "with", "column", "value", "undefined")


def long_csv(battery: Battery, language: Language) -> str:
    """Return every value as one row: level, measure, view, by, of (and with) whom, value, why there is none.

    French files have semicolons and decimal commas, as a French Excel expects.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "fr" else ",", lineterminator="\n")
    writer.writerow(_LONG_HEADERS)
    for *place, value, undefined in _values(battery):
        writer.writerow((*place, _plain(value, "," if language == "fr" else "."), undefined))
    return text.getvalue()


def _plain(value: Any, decimal: str) -> str:
    """Return a value as text: numbers in full, nothing where there is none.

    >>> _plain(0.25, ","), _plain(3.0, ","), _plain(True, ","), _plain(float("nan"), ","), _plain("texte", ",")
    ('0,25', '3', '1', '', 'texte')
    """
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return ""
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number).replace(".", decimal)


def _values(battery: Battery) -> Iterator[tuple[Any, ...]]:
    for row in battery.pole.to_dict("records"):
        yield "pole", row["measure"], row["view"], row["by"], "", "", "", row["value"], row["undefined"]
    for level, wide in (("actor", battery.actors), ("structure", battery.structures)):
        for name, series in wide.items():
            measure, column, view, by = _named(str(name))
            for index, value in zip(wide.index, series, strict=True):
                yield level, measure, view, by, str(index), "", column, value, ""
    for name, result in battery.others.items():
        measure, _, view, by = _named(name)
        level = MEASURES[measure].level
        frame = result.to_frame("") if isinstance(result, pd.Series) else result
        square = not MEASURES[measure].is_table and isinstance(result, pd.DataFrame)
        for index, values in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
            first, last = (*_key(index), "")[:2]
            for column, value in zip(frame.columns, values, strict=True):
                other, inside = (str(column), "") if square else (last, str(column))
                yield level, measure, view, by, first, other, inside, value, ""


def _named(name: str) -> tuple[str, str, str, str]:
    """Return the measure, the column within its table, the view and the grouping that a column name holds.

    >>> _named("actor_degree[pairs]"), _named("actor_brokerage.liaison[pairs; type]")
    (('actor_degree', '', 'pairs', ''), ('actor_brokerage_table', 'liaison', 'pairs', 'type'))
    """
    measure, _, rest = name.partition("[")
    view, _, by = rest.removesuffix("]").partition("; ")
    measure, _, column = measure.partition(".")
    return (f"{measure}_table" if column else measure), column, view, by


def pole_latex(battery: Battery, words: Vocabulary, language: Language, *, caption: Sequence[str]) -> str:
    """Return the measures of the whole pole in LaTeX (booktabs), with a caption of several sentences."""
    frame = pd.DataFrame(list(_pole_rows(battery, words, language)), columns=list(_POLE_HEADERS[language]))
    shown = frame.iloc[:, [0, 2, 3, 4]].astype({frame.columns[4]: float})
    said = " ".join(f"{part.rstrip('.')}." for part in caption if part)
    decimal = "," if language == "fr" else "."
    styled = shown.style.hide(axis="index").format(precision=3, decimal=decimal, na_rep="—", escape="latex")
    table = styled.to_latex(hrules=True, caption=_escaped(said), label="tab:coopnet", position="htbp")
    return str(table).replace("\u202f", r"\,")  # pdflatex does not know the narrow no-break space


def _escaped(text: str) -> str:
    r"""Return a text that LaTeX prints as it is.

    >>> print(_escaped("50 % de A & B_1"))
    50 \% de A \& B\_1
    """
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(special.get(sign, f"\\{sign}" if sign in "&%$#_{}" else sign) for sign in text)
