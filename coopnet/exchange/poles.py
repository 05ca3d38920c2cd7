"""The door from a path to a pole, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coopnet.errors import Language, UnknownWord
from coopnet.exchange.gexf import gexf_lines
from coopnet.exchange.graphml import graphml_lines
from coopnet.exchange.pajek import pajek_lines
from coopnet.exchange.raw import read_raw
from coopnet.exchange.text import checked_tables_of
from coopnet.exchange.two_mode import two_mode_of
from coopnet.pole import OnError, Pole
from coopnet.tables.columns import CheckedTables
from coopnet.tables.folder import write_tables
from coopnet.tables.workbook import write_workbook
from coopnet.tables.writing import put_in_place, refuse_existing


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


def write_pole(pole: Pole, path: str | Path, *, language: Language = "en", overwrite: bool = False) -> Path:
    """Write a pole in the format that the ending of a path names; reading it back makes the same pole.

    Parameters
    ----------
    pole : Pole
    path : str or Path
        A name without ending for a folder of CSV files; ``.xlsx`` for a workbook; ``.graphml`` or ``.gexf`` for a file
        of nodes and edges, structures being nodes with a ``node_type``; ``.net`` for Pajek, which keeps ids, kinds and
        weights only, and is not read back.
    language : {"en", "fr"}
        Language of headers and words in a folder or a workbook. French CSV files are those that a French Excel opens:
        semicolons and decimal commas.
    overwrite : bool
        Whether files that exist may be replaced.

    Returns
    -------
    Path
        The file or the folder written; the same bytes every time.

    Raises
    ------
    UnknownWord
        When the ending names no format.
    WriteRefused
        When the place exists already or cannot be written.
    """
    path = Path(path)
    ending = path.suffix.casefold()
    if ending and ending not in ENDINGS and not path.is_dir():
        raise UnknownWord(
            f"coopnet writes no file ending in “{path.suffix}”. Endings: {', '.join(ENDINGS)}, or none for a folder.",
            f"coopnet n’écrit pas de fichier finissant par « {path.suffix} ». Fins possibles : {', '.join(ENDINGS)}, "
            "ou aucune pour un dossier.",
        )
    checked = checked_tables_of(pole)
    if ending == ".xlsx":
        return write_workbook(checked, path, language, overwrite=overwrite)
    if ending not in GRAPH_ENDINGS:
        write_tables(checked, path, language, "staff" if language == "fr" else "lab", overwrite=overwrite)
        return path
    refuse_existing(path, overwrite=overwrite)
    put_in_place(path, "".join(_graph_lines(checked, ending)).encode("utf-8"))
    return path


GRAPH_ENDINGS = (".graphml", ".gexf", ".net")
ENDINGS = (".xlsx", *GRAPH_ENDINGS)


def _graph_lines(checked: CheckedTables, ending: str) -> Iterator[str]:
    picture = two_mode_of(checked)
    directed_kinds = {kind.code for kind in checked.vocabulary.kinds.values() if kind.directed}
    if ending == ".net":
        return pajek_lines(picture, directed_kinds=directed_kinds)
    directed = bool(directed_kinds.intersection(checked.tables["links"].columns["kind"]))
    return (graphml_lines if ending == ".graphml" else gexf_lines)(picture, directed=directed)
