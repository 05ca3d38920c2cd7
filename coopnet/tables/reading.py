"""The door from a path to raw tables: a folder of CSV files, or one workbook."""

from __future__ import annotations

from pathlib import Path

from coopnet.errors import UnreadableInput
from coopnet.tables.columns import RawTables
from coopnet.tables.folder import CSV_ENDINGS, read_folder
from coopnet.tables.memory import collector_paused
from coopnet.tables.workbook import read_workbook


def read_tables(path: str | Path, *, encoding: str | None = None) -> RawTables:
    """Return the tables of a pole as text, exactly as read.

    Parameters
    ----------
    path : str or Path
        A folder of CSV files, or an .xlsx, .xlsm, .xls or .ods workbook.
    encoding : str, optional
        Encoding of the CSV files; by default a byte-order mark decides, else UTF-8, else Windows-1252.

    Returns
    -------
    RawTables
        The tables found, with what the reading itself has to say. Nothing is modified on disk.

    Raises
    ------
    UnreadableInput
        When nothing can be read: missing, empty, truncated, encrypted, not a spreadsheet, a folder without tables.
    """
    with collector_paused():
        return _read(Path(path), encoding)


def _read(path: Path, encoding: str | None) -> RawTables:
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"The path {path} cannot be read.", f"Le chemin {path} ne peut pas être lu.") from error
    if not exists:
        raise UnreadableInput(
            f"There is no file or folder called {path}.", f"Il n’y a ni fichier ni dossier nommé {path}."
        )
    if is_folder:
        return read_folder(path, encoding=encoding)
    if path.suffix.casefold() in CSV_ENDINGS:
        raise UnreadableInput(
            f"{path.name} is a single CSV file, and a pole has several tables: give the folder that holds them.",
            f"{path.name} est un fichier CSV isolé, et un pôle a plusieurs tables\u202f: "
            "donnez le dossier qui les contient.",
        )
    return read_workbook(path)
