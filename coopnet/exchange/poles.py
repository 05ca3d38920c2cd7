"""The door from a path to a pole, and back."""

from __future__ import annotations

from pathlib import Path

from coopnet.exchange.raw import read_raw
from coopnet.pole import OnError, Pole


def read_pole(path: str | Path, *, on_error: OnError = "refuse", encoding: str | None = None) -> Pole:
    """Return the pole that a file or a folder describes.

    Parameters
    ----------
    path : str or Path
        A folder of CSV files, an .xlsx, .xls or .ods workbook, a .graphml or a .gexf file.
    on_error : {"refuse", "drop"}
        What to do when rows contain errors: refuse the pole, or keep the rows without error. The pole's ``findings``
        say what was left out either way.
    encoding : str, optional
        Encoding of CSV files; by default a byte-order mark decides, else UTF-8, else Windows-1252.

    Returns
    -------
    Pole

    Raises
    ------
    UnreadableInput
        When nothing can be read: missing, empty, truncated, encrypted, not a spreadsheet, not a graph.
    PoleRefused
        When a row contains an error and ``on_error`` is ``"refuse"``, or when no actor is left.

    Examples
    --------
    >>> read_pole("datasets/sud_aquitaine").about.territory
    'Seignanx (Landes) et ses environs'
    """
    return Pole.from_tables(read_raw(path, encoding=encoding), on_error=on_error)
