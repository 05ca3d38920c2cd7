"""The door from a path to a pole, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from coopnet.errors import UnknownWord, WriteRefused
from coopnet.exchange.gexf import gexf_lines
from coopnet.exchange.graphml import graphml_lines
from coopnet.exchange.pajek import pajek_lines
from coopnet.exchange.raw import read_raw
from coopnet.exchange.text import text_tables_of
from coopnet.exchange.two_mode import two_mode_of
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


def write_pole(pole: Pole, path: str | Path) -> Path:
    """Write a pole in the format that the ending of a path names; reading it back makes the same pole.

    Parameters
    ----------
    pole : Pole
    path : str or Path
        ``.graphml`` or ``.gexf`` for a file of nodes and edges, structures being nodes with a ``node_type``; ``.net``
        for Pajek, which keeps ids and kinds only and is not read back. What exists is never overwritten.

    Returns
    -------
    Path
        The file written; the same bytes every time.

    Raises
    ------
    UnknownWord
        When the ending names no format.
    WriteRefused
        When the place exists already or cannot be written.
    """
    path = Path(path)
    ending = path.suffix.casefold()
    if ending not in GRAPH_ENDINGS:
        raise UnknownWord(
            f"coopnet writes no file ending in “{path.suffix}”. Endings: {', '.join(GRAPH_ENDINGS)}.",
            f"coopnet n’écrit pas de fichier finissant par « {path.suffix} ». Fins possibles : "
            f"{', '.join(GRAPH_ENDINGS)}.",
        )
    return _write_lines(path, _graph_lines(pole, ending))


GRAPH_ENDINGS = (".graphml", ".gexf", ".net")


def _graph_lines(pole: Pole, ending: str) -> Iterator[str]:
    picture = two_mode_of(text_tables_of(pole))
    directed_kinds = {kind.code for kind in pole.vocabulary.kinds.values() if kind.directed}
    if ending == ".net":
        return pajek_lines(picture, directed_kinds=directed_kinds)
    directed = bool(directed_kinds.intersection(pole.links["kind"]))
    return (graphml_lines if ending == ".graphml" else gexf_lines)(picture, directed=directed)


def _write_lines(path: Path, lines: Iterable[str]) -> Path:
    content = "".join(lines).encode("utf-8")  # whole before the file is opened: a refusal leaves nothing behind
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise WriteRefused(
            f"{path} exists already and is left as it is; choose another name.",
            f"{path} existe déjà et n’est pas modifié ; choisissez un autre nom.",
        ) from error
    except OSError as error:
        raise WriteRefused(
            f"{path} cannot be written ({error.strerror}).", f"Impossible d’écrire {path} ({error.strerror})."
        ) from error
    return path
