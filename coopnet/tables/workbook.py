"""A workbook (.xlsx, .xls, .ods) ↔ tables."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from coopnet.errors import Language, UnreadableInput, WriteRefused, cause
from coopnet.tables.archive import LARGEST, book_kind, ods_extents, xlsx_extents
from coopnet.tables.biff import xls_extents
from coopnet.tables.cells import cell_text
from coopnet.tables.columns import CheckedTables, RawTable, RawTables
from coopnet.tables.extents import CELLS, Cell, Extent, NotABook, cell_name
from coopnet.tables.folder import say_ignored, say_twice
from coopnet.tables.headers import header_row, table_named
from coopnet.tables.messages import Collector
from coopnet.tables.quiet import standard_error_closed
from coopnet.tables.sheets import HEADER_ROWS, table_of_rows
from coopnet.tables.writing import Sheet, Value, put_in_place, refuse_existing, sheets_of
from coopnet.vocabulary import folded, vocabulary

NOT_TABLES = frozenset(
    map(folded, ("Mode d’emploi", "Guide", "How to fill in", "Listes", "Lists", "Lisez-moi", "Readme"))
)
"""Sheets of the template that explain or serve drop-down lists."""

_WHY = {
    "not_a_book": ("it is not a spreadsheet", "ce n’est pas un classeur"),
    "document": (
        "it is another kind of document, not a spreadsheet",
        "c’est un autre type de document, pas un classeur",
    ),
    "damaged": ("the workbook is truncated or damaged", "le classeur est tronqué ou endommagé"),
    "encrypted": ("it is protected by a password", "il est protégé par un mot de passe"),
    "xlsb": ("it is a binary .xlsb workbook", "c’est un classeur binaire .xlsb"),
    "too_big": ("it is far too big for a pole", "il est beaucoup trop gros pour un pôle"),
    "empty": ("it is empty", "il est vide"),
}
_THEN = {
    "not_a_book": (
        "give an .xlsx, .xls or .ods workbook, or a folder of CSV files",
        "donnez un classeur .xlsx, .xls ou .ods, ou un dossier de fichiers CSV",
    ),
    "damaged": ("save it again from your spreadsheet", "enregistrez-le de nouveau depuis votre tableur"),
    "encrypted": ("save a copy without a password", "enregistrez une copie sans mot de passe"),
    "xlsb": ("save it as .xlsx", "enregistrez-le au format .xlsx"),
    "too_big": ("keep only the sheets of the pole", "ne gardez que les feuilles du pôle"),
}
_THEN["document"] = _THEN["empty"] = _THEN["not_a_book"]


def read_workbook(path: Path) -> RawTables:
    """Return the tables of a workbook, its sheets named in French or in English.

    Raises
    ------
    UnreadableInput
        When the file is no workbook, is damaged or protected, or holds no table of a pole.
    """
    data = _bytes(path)
    try:
        kind = book_kind(data)
        # before the reader opens anything: it loads the sheets of an .ods or .xls file at once, however large
        extents = {"ods": ods_extents, "xls": xls_extents}[kind](data) if kind != "xlsx" else {}
        _refuse_too_large(path, extents)
        with standard_error_closed(), CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _tables(path, book, kind, data, extents)
    except NotABook as error:
        raise _refusal(path, error.code) from error
    except PasswordError as error:
        raise _refusal(path, "encrypted") from error
    except CalamineError as error:
        raise _refusal(path, "damaged") from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":  # a damaged file may stop the reader short of an error of its own
            raise
        raise _refusal(path, "damaged") from None


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if not size:
            raise _refusal(path, "empty")
        if size > LARGEST:
            raise _refusal(path, "too_big")
        with path.open("rb") as file:
            start = file.read(8)
            return start + file.read() if start[:2] in (b"PK", b"\xd0\xcf") else start
    except OSError as error:
        raise UnreadableInput(
            f"The file {path} cannot be read ({error.strerror}).",
            f"Le fichier {path} ne peut pas être lu ({cause(error)}).",
        ) from error


def _refusal(path: Path, why: str) -> UnreadableInput:
    (en, fr), (then_en, then_fr) = _WHY[why], _THEN[why]
    return UnreadableInput(
        f"{path.name} cannot be read: {en}; {then_en}.",
        f"{path.name} ne peut pas être lu\u202f: {fr}\u202f; {then_fr}.",
    )


def _tables(path: Path, book: CalamineWorkbook, kind: str, data: bytes, extents: dict[str, Extent]) -> RawTables:
    found = Collector()
    places: dict[str, list[str]] = {}
    for sheet in book.sheet_names:
        name = table_named(sheet)
        if name:
            places.setdefault(name, []).append(sheet)
        elif folded(sheet) not in NOT_TABLES:
            say_ignored("sheet_ignored", f"{path.name} › {sheet}", sheet, found)
    if not places:
        seen = ", ".join(book.sheet_names[:8])
        raise UnreadableInput(
            f"{path.name} has none of the sheets of a pole (Actors, Structures, Memberships, Links, About); "
            f"its sheets: {seen}.",
            f"{path.name} n’a aucune des feuilles d’un pôle (Acteurs, Structures, Adhésions, Liens, Pôle)\u202f; "
            f"ses feuilles\u202f: {seen}.",
        )
    if kind == "xlsx":
        extents = xlsx_extents(data, [sheet for sheets in places.values() for sheet in sheets])
        _refuse_too_large(path, extents)
    tables = {}
    for name, sheets in places.items():
        if len(sheets) > 1:
            say_twice(name, path.name, sheets, found)
            continue
        extent = extents.get(sheets[0], Extent())
        table = _table(name, f"{path.name} › {sheets[0]}", book.get_sheet_by_name(sheets[0]), extent, found)
        if table is not None:
            tables[name] = table
    return RawTables(str(path), tables, found.findings())


def _refuse_too_large(path: Path, extents: dict[str, Extent]) -> None:
    """Refuse the sheets whose rectangle of cells would not fit in memory, where the reader would simply abort."""
    for sheet, extent in extents.items():
        if extent.cells() > CELLS:
            raise UnreadableInput(
                f"The sheet {sheet} of {path.name} reaches as far as cell {extent.corner()}: "
                "delete the rows and columns that are not part of the table.",
                f"La feuille {sheet} de {path.name} va jusqu’à la cellule {extent.corner()}\u202f: "
                "supprimez les lignes et les colonnes qui ne font pas partie du tableau.",
            )


def _table(name: str, place: str, sheet: CalamineSheet, extent: Extent, found: Collector) -> RawTable | None:
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (row, column), error in extent.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error  # the reader leaves a failed formula empty
    merged = sheet.merged_cell_ranges
    _say_merged(name, place, rows, extent.merged if merged is None else merged, found)
    return table_of_rows(name, place, _Sheet(rows), found)


class _Sheet:
    """The rows of a sheet, taken a few at a time."""

    def __init__(self, rows: list[list[Any]]) -> None:
        self._rows = rows
        self._taken = 0

    def take(self, number: int) -> list[list[Any]]:
        """Return the next rows, fewer than the number asked for when no more are left."""
        start, self._taken = self._taken, self._taken + number
        return self._rows[start : self._taken]


def _say_merged(
    name: str, place: str, rows: list[list[Any]], merged: Sequence[tuple[Cell, Cell]], found: Collector
) -> None:
    """Refuse the cells merged in the headers or below; a title merged above the headers does no harm."""
    position = header_row(name, [[cell_text(cell) for cell in row] for row in rows[:HEADER_ROWS]])
    ranges = [
        f"{cell_name(first)}:{cell_name(last)}"
        for first, last in sorted(merged)
        if first != last and last[0] >= (position or 0)
    ]
    if ranges:
        listed = ", ".join(ranges[:5]) + (" …" if len(ranges) > 5 else "")
        found.add("merged_cells", table=name, place=place, value=ranges[0], fields={"range": listed})


LONGEST, MOST_ROWS = 32_767, 1_048_575
"""Characters that a cell of an .xlsx file can hold, and rows below the headers of a sheet."""
_MADE = datetime.datetime(2000, 1, 1)
_BOLD, _AS_TEXT = {"bold": True, "bottom": 1}, {"num_format": "@"}


def write_workbook(
    checked: CheckedTables, path: str | Path, language: Language = "fr", *, overwrite: bool = False
) -> Path:
    """Write checked tables as one .xlsx workbook, one sheet per table that has columns.

    Texts are written as texts, whatever they begin with: never as formulas, never as numbers. Dates keep the precision
    they were given with. The same tables give the same bytes.

    Parameters
    ----------
    checked : CheckedTables
        Kept rows are written; what was rejected is not.
    path : str or Path
        The file to make.
    language : {"fr", "en"}
        Language of sheet names, headers and words.
    overwrite : bool
        Whether a file that exists may be replaced.

    Returns
    -------
    Path
        The file written. Reading it gives the same tables.

    Raises
    ------
    WriteRefused
        When the file exists, cannot be written, or a table does not fit in a sheet.
    """
    path = Path(path)
    refuse_existing(path, overwrite=overwrite)
    sheets = sheets_of(checked, language)
    for sheet in sheets:
        _refuse_overflow(sheet, language)
    import xlsxwriter  # whoever only reads does not wait for it

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"created": _MADE})
    bold, as_text = book.add_format(_BOLD), book.add_format(_AS_TEXT)
    for sheet in sheets:
        page = book.add_worksheet(vocabulary().tables[sheet.table].label(language))
        page.freeze_panes(1, 0)
        for j, (header, numeric, column) in enumerate(zip(sheet.headers, sheet.numeric, sheet.columns, strict=True)):
            page.set_column(j, j, min(40, 4 + max(len(header), *(len(str(v)) for v in column[:200]), 0)))
            page.write_string(0, j, header, bold)
            for i, value in enumerate(column, start=1):
                if value is None or value == "":
                    continue
                if numeric and _fits(value):
                    page.write_number(i, j, value)
                else:
                    page.write_string(i, j, value if isinstance(value, str) else repr(value), as_text)
    book.close()
    put_in_place(path, held.getvalue())
    return path


def _fits(number: Value) -> bool:
    """Return whether XlsxWriter, which writes sixteen digits, writes the number whole."""
    return not isinstance(number, str | None) and float(f"{number:.16G}") == number


def _refuse_overflow(sheet: Sheet, language: Language) -> None:
    """Refuse what a sheet cannot hold; XlsxWriter would leave it out."""
    name = vocabulary().tables[sheet.table].label(language)
    if len(sheet.columns[0]) > MOST_ROWS:
        raise WriteRefused(
            f"The table {name} has more rows than a sheet can hold ({MOST_ROWS:,}); write a folder of CSV files.",
            f"La table {name} a plus de lignes qu’une feuille ne peut en contenir\u202f; "
            "écrivez un dossier de fichiers CSV.",
        )
    for header, column in zip(sheet.headers, sheet.columns, strict=True):
        if any(isinstance(value, str) and len(value) > LONGEST for value in column):
            raise WriteRefused(
                f"A text of the column “{header}” ({name}) is longer than a cell can hold ({LONGEST:,} characters).",
                f"Un texte de la colonne «\u202f{header}\u202f» ({name}) est plus long que ce qu’une cellule "
                f"peut contenir ({LONGEST} caractères).",
            )
