"""A folder of CSV files ↔ tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

from coopnet.errors import Language, UnreadableInput, WriteRefused, cause
from coopnet.tables.cleaning import Field
from coopnet.tables.columns import CheckedTables, RawTable, RawTables
from coopnet.tables.decoding import NotText, Records, encoding_of, separator_of
from coopnet.tables.headers import near_table, table_named
from coopnet.tables.messages import Collector
from coopnet.tables.sheets import both_names, table_of_rows
from coopnet.tables.writing import Sheet, Value, put_in_place, refuse_existing, sheets_of
from coopnet.vocabulary import folded, vocabulary
from coopnet.waiting import ProgressBar

CSV_ENDINGS = (".csv", ".tsv", ".tab")


def read_folder(path: Path, *, encoding: str | None = None) -> RawTables:
    """Return the tables of a folder of CSV files, named in French or in English.

    Raises
    ------
    UnreadableInput
        When the folder holds no table of a pole.
    """
    found = Collector()
    places: dict[str, list[Path]] = {}
    others: list[Path] = []
    for file in _files(path):
        if file.suffix.casefold() in CSV_ENDINGS and not file.name.startswith((".", "~")):
            name = table_named(file.stem)
            places.setdefault(name, []).append(file) if name else others.append(file)
    if not places:
        raise _no_table(path, others)
    for file in others:
        say_ignored("file_ignored", file.name, file.stem, found)
    tables = {}
    for name, candidates in places.items():
        if len(candidates) > 1:
            say_twice(name, str(path), [file.name for file in candidates], found)
            continue
        table = read_csv(name, candidates[0], found, encoding=encoding)
        if table is not None:
            tables[name] = table
    return RawTables(str(path), tables, found.findings())


def say_ignored(code: str, place: str, text: str, found: Collector) -> None:
    """Say that a file or a sheet is none of the tables, with the table its name recalls."""
    tables = vocabulary().tables.values()
    near = near_table(text)
    word = vocabulary().tables[near] if near else None
    found.add(
        code,
        table="",
        place=place,
        advice="near_table" if word else None,
        fields={
            "tables_en": ", ".join(table.en for table in tables),
            "tables_fr": ", ".join(table.fr for table in tables),
            "word_en": word.en if word else "",
            "word_fr": word.fr if word else "",
        },
    )


def say_twice(name: str, place: str, places: list[str], found: Collector) -> None:
    """Say that two files or two sheets give the same table: neither is read."""
    fields: dict[str, Field] = {"table": both_names(name), "first": places[0], "second": places[1]}
    found.add("two_places", table=name, place=place, fields=fields)


def _files(path: Path) -> list[Path]:
    try:
        return sorted(file for file in path.iterdir() if file.is_file())
    except OSError as error:
        raise UnreadableInput(
            f"The folder {path} cannot be read ({error.strerror}).",
            f"Le dossier {path} ne peut pas être lu ({cause(error)}).",
        ) from error


def _no_table(path: Path, others: list[Path]) -> UnreadableInput:
    books = [file for file in _files(path) if file.suffix.casefold() in (".xlsx", ".xlsm", ".xls", ".ods")]
    expected_en = ", ".join(f"{table.file}.csv" for table in vocabulary().tables.values())
    if books:
        return UnreadableInput(
            f"The folder {path} holds no CSV table but a workbook: give the workbook itself, {books[0].name}.",
            f"Le dossier {path} ne contient pas de table CSV mais un classeur\u202f: "
            f"donnez le classeur lui-même, {books[0].name}.",
        )
    seen = ", ".join(file.name for file in others[:5])
    return UnreadableInput(
        f"The folder {path} holds none of the tables of a pole ({expected_en})"
        + (f"; files found: {seen}." if seen else "."),
        f"Le dossier {path} ne contient aucune table d’un pôle (acteurs.csv, structures.csv, adhésions.csv, liens.csv)"
        + (f"\u202f; fichiers trouvés\u202f: {seen}." if seen else "."),
    )


def read_csv(name: str, file: Path, found: Collector, *, encoding: str | None = None) -> RawTable | None:
    """Return the table of one CSV file, or None when it cannot be read at all (and that is said)."""
    try:
        text = encoding_of(_bytes(file), encoding)
    except NotText as error:
        found.add(error.code, table=name, place=file.name, fields=error.fields)
        return None
    if text.assumed:
        found.add("encoding_assumed", table=name, place=file.name)
    with ProgressBar(text.n_lines) as bar:
        records = Records(text.lines(), separator_of(text.start(), name), bar)
        table = table_of_rows(name, file.name, records, found)
    if records.unclosed is not None:
        found.add("unclosed_quote", table=name, place=file.name, row=records.unclosed)
    return table


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            f"The file {file} cannot be read ({error.strerror}).",
            f"Le fichier {file} ne peut pas être lu ({cause(error)}).",
        ) from error


Dialect = Literal["lab", "staff"]
DIALECTS: dict[Dialect, tuple[str, str, str, str]] = {
    "lab": ("utf-8", ",", ".", "\n"),
    "staff": ("utf-8-sig", ";", ",", "\r\n"),
}
"""Encoding, separator, decimal mark and end of line: what a laboratory's software and a French Excel each expect."""


def write_tables(
    checked: CheckedTables,
    path: str | Path,
    language: Language = "en",
    dialect: Dialect = "lab",
    *,
    overwrite: bool = False,
) -> list[Path]:
    """Write checked tables as a folder of CSV files, one per table that has columns.

    Parameters
    ----------
    checked : CheckedTables
        Kept rows are written; what was rejected is not.
    path : str or Path
        The folder, made if it does not exist.
    language : {"en", "fr"}
        Language of file names, headers and words.
    dialect : {"lab", "staff"}
        ``lab``: plain UTF-8, commas, decimal points; ``staff``: what French Excel opens with a double click.
    overwrite : bool
        Whether files that exist may be replaced.

    Returns
    -------
    list of Path
        The files written. Reading them gives the same tables.

    Raises
    ------
    WriteRefused
        When a file exists, or cannot be written.
    """
    path = Path(path)
    if path.exists() and not path.is_dir():
        raise WriteRefused(f"{path} is a file, not a folder.", f"{path} est un fichier, pas un dossier.")
    files = {path / _file_name(sheet.table, language): sheet for sheet in sheets_of(checked, language)}
    for file in files:
        refuse_existing(file, overwrite=overwrite)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteRefused(
            f"The folder {path} cannot be made ({error.strerror}).",
            f"Le dossier {path} ne peut pas être créé ({cause(error)}).",
        ) from error
    for file, sheet in files.items():
        put_in_place(file, _csv(sheet, dialect))
    return list(files)


def _file_name(table: str, language: Language) -> str:
    words = vocabulary().tables[table]
    return f"{words.file if language == 'en' else folded(words.fr)}.csv"


def _csv(sheet: Sheet, dialect: Dialect) -> bytes:
    encoding, separator, mark, end = DIALECTS[dialect]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerow(sheet.headers)
    columns = [
        [_number(value, mark) for value in column] if numeric else column
        for column, numeric in zip(sheet.columns, sheet.numeric, strict=True)
    ]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode(encoding)


def _number(value: Value, mark: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value).replace(".", mark)
