"""A battery of measures as files: a workbook, a long CSV, a LaTeX table, Stata files; and as lines to be read."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from coopnet.catalogue.battery import Battery
from coopnet.catalogue.battery_sheets import captioned, further_notes, pole_table, tables_of
from coopnet.catalogue.battery_tables import ENTRIES, LONG, parts_of, values_of
from coopnet.errors import Language, UnknownWord
from coopnet.multiplex import Multiplex
from coopnet.pole import About
from coopnet.printing.latex import latex_table
from coopnet.printing.naming import plain_names
from coopnet.printing.result import Result
from coopnet.printing.stata import stata_bytes
from coopnet.printing.table import cell_text, shown_columns
from coopnet.printing.workbook import workbook_bytes
from coopnet.tables.writing import put_in_place
from coopnet.typography import typeset
from coopnet.vocabulary import Vocabulary

_PRINTED = (0, 2, 3, 4)  # label, view, grouping and value: what a page holds
_VALUE: dict[Language, str] = {"fr": "valeur", "en": "value"}
ENDINGS = (".xlsx", ".csv", ".tex", ".dta")


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
        belongs; ``.tex``: the measures of the whole pole, for booktabs, and beside it in ``NAME_tables`` one file per
        table of roles, sectors or kinds (:func:`latex_files`); ``.dta``: the same rows as ``.csv`` for Stata, and
        beside it ``NAME_actors.dta`` and ``NAME_structures.dta``, one row per actor or structure and one variable per
        measure (:func:`stata_files`).
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
    path = known_target(path)
    ending = path.suffix.casefold()
    words = multiplex.vocabulary
    first = [*read_first(about, multiplex, language), *further_notes(battery, words, language)]
    if ending == ".dta":
        return stata_files(battery, path, title=about.name, language=language)[0]
    if ending == ".xlsx":
        content = workbook_bytes(about.name, first, tables_of(battery, words, language), language)
    elif ending == ".csv":
        content = long_csv(battery, language).encode("utf-8-sig" if language == "fr" else "utf-8")
    else:
        return latex_files(battery, path, title=about.name, first=first, words=words, language=language)[0]
    put_in_place(path, content)
    return path


def known_target(path: str | Path) -> Path:
    """Return where measures are to be written, refused before any work where its ending names no format.

    Raises
    ------
    UnknownWord
    """
    path = Path(path)
    if path.suffix.casefold() not in ENDINGS:
        raise UnknownWord(
            f"Measures are not written to “{path.name}”; its ending says the format, one of {', '.join(ENDINGS)}.",
            f"Les mesures ne s’écrivent pas dans « {path.name} » ; la fin du nom dit le format, parmi "
            f"{', '.join(ENDINGS)}.",
        )
    return path


def latex_files(
    battery: Battery,
    path: str | Path,
    *,
    title: str,
    first: Sequence[str],
    words: Vocabulary,
    language: Language = "fr",
) -> list[Path]:
    """Write a battery to files for LaTeX: the measures of the whole pole, then every table that a page can hold.

    Parameters
    ----------
    battery : Battery
    path : str or Path
        ``NAME.tex``: the measures of the whole pole; the others stand in the folder ``NAME_tables``, each under the
        name of its measure and view. Actors, structures and links one by one are no tables for a page: they are in
        ``.xlsx`` and ``.csv``.
    title : str
        Name of the pole, before each caption.
    first : sequence of str
        What must be read with every number, under each table.
    words : Vocabulary
    language : {"fr", "en"}

    Returns
    -------
    list of Path
        The files, the same bytes every time.

    Raises
    ------
    WriteRefused
        When one cannot be written.
    """
    path = Path(path)
    whole = pole_table(battery, words, language)
    reasons = [f"{row[0]} : {row[-1]}" if language == "fr" else f"{row[0]}: {row[-1]}" for row in whole.rows if row[-1]]
    made = [(path, shown_columns(whole, _PRINTED), battery.title(language), "tab:coopnet", [*first, *reasons])]
    folder = path.with_name(f"{path.stem}_tables")
    paged = [table for table in tables_of(battery, words, language) if _on_a_page(table.key)]
    for table, name in zip(paged, plain_names([table.key for table in paged]), strict=True):
        caption, reading = captioned(battery, table.key, words, language)
        short = [replace(one, header=_VALUE[language]) if table.key in one.header else one for one in table.columns]
        shown = replace(table, columns=short)  # its caption names the measure and the view
        made.append((folder / f"{name}.tex", shown, caption, f"tab:{table.key}", [reading, *first]))
    for target, table, caption, label, notes in made:
        said = " — ".join(part for part in (title, caption) if part)
        text = latex_table(table, language, caption=said, label=label, notes=notes)
        if target.parent == folder:
            with contextlib.suppress(
                OSError
            ):  # what follows refuses, in one sentence, to write where there is no folder
                folder.mkdir(exist_ok=True)
        put_in_place(target, text.encode("utf-8"))
    return [target for target, *_ in made]


def _on_a_page(key: str) -> bool:
    """Return whether a table has one row per role, sector, kind or step, and not one per actor, structure or link."""
    entry = ENTRIES.get(parts_of(key)[0])
    return entry is not None and entry.level in ("pole", "sector", "kind")


def stata_files(battery: Battery, path: str | Path, *, title: str, language: Language = "fr") -> list[Path]:
    """Write a battery to three Stata files, named after the first: every value, the actors, the structures.

    Parameters
    ----------
    battery : Battery
    path : str or Path
        ``NAME.dta``: one row per value; ``NAME_actors.dta`` and ``NAME_structures.dta`` stand beside it.
    title : str
        Name of the pole, in the label of the data.
    language : {"fr", "en"}
        Of the labels.

    Returns
    -------
    list of Path
        The files, the same bytes every time.

    Raises
    ------
    WriteRefused
        When one cannot be written.
    """
    path, written = Path(path), []
    parts: list[tuple[str, Result]] = [("", battery)]
    parts += [(f"_{level}", battery.part(level)) for level in ("actors", "structures")]
    for ending, part in parts:
        name = " — ".join(one for one in (title, part.title(language)) if one)
        target = path.with_name(f"{path.stem}{ending}{path.suffix}")
        put_in_place(target, stata_bytes(part.tidy(), labels=part.labels(language), title=name))
        written.append(target)
    return written


def read_first(about: About, multiplex: Multiplex, language: Language) -> list[str]:
    """Return what must be read before any number: the notice of the pole, and which rows counted."""
    scope, words = multiplex.scope, multiplex.vocabulary
    natures = " + ".join(words.label("natures", nature, language) for nature in scope.natures)
    if language == "fr":
        when = f"à la date {scope.at}" if scope.at else "toutes dates"
        said = f"Liens comptés : {natures}, {when} ; structures de {scope.limit} membres nommés au plus."
    else:
        when = f"at {scope.at}" if scope.at else "all dates"
        said = f"Links that count: {natures}, {when}; structures of at most {scope.limit} named members."
    notice = about.printed_notice(language)
    return [*([notice] if notice else []), typeset(said) if language == "fr" else said]


def shown_measures(battery: Battery, *, about: About, multiplex: Multiplex, language: Language = "fr") -> str:
    """Return the measures of the whole pole as lines to be read: label, view, value, or why there is none."""
    first = [*read_first(about, multiplex, language), *further_notes(battery, multiplex.vocabulary, language)]
    lines = [*([about.name] if about.name else []), *first, ""]
    for label, _, view, by, value, *_, reason in pole_table(battery, multiplex.vocabulary, language).rows:
        said = f"{label} [{view}{f', {by}' if by else ''}]"
        shown = reason if value is None and reason else cell_text(value, "number", language)
        lines.append(f"{said}{' : ' if language == 'fr' else ': '}{shown}")
    text = "\n".join(lines) + "\n"
    return typeset(text) if language == "fr" else text


def long_csv(battery: Battery, language: Language) -> str:
    """Return every value as one row: level, measure, view, by, of (and with) whom, value, why there is none.

    French files have semicolons and decimal commas, as a French Excel expects.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "fr" else ",", lineterminator="\n")
    writer.writerow(LONG)
    for *place, value, undefined in values_of(battery, language):
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
