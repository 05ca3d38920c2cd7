"""The door from a path to raw tables, files of graph tools included; standard library only."""

from __future__ import annotations

from pathlib import Path

from coopnet.errors import UnreadableInput
from coopnet.tables.columns import RawTables
from coopnet.tables.reading import read_tables


def read_raw(path: str | Path, *, encoding: str | None = None) -> RawTables:
    """Return the tables of a pole as text from a folder of CSV files, a workbook, a GraphML or a GEXF file.

    Parameters are those of :func:`coopnet.read_pole`.

    Raises
    ------
    UnreadableInput
        When nothing can be read.
    """
    path = Path(path)
    ending = path.suffix.casefold()
    if ending in (".graphml", ".gexf") and path.is_file():
        return _read_graph(path, ending)
    if ending == ".net" and path.is_file():
        raise UnreadableInput(
            f"{path.name} is a Pajek file: coopnet writes this format but does not read it, since it holds neither "
            "columns nor dates. Give the workbook, the folder, the GraphML or the GEXF file.",
            f"{path.name} est un fichier Pajek : coopnet écrit ce format mais ne le lit pas, car il ne contient "
            "ni colonnes ni dates. Donnez le classeur, le dossier, le fichier GraphML ou le fichier GEXF.",
        )
    return read_tables(path, encoding=encoding)


def _read_graph(path: Path, ending: str) -> RawTables:
    # most poles are tables: only those that are graphs wait for readers of XML
    from coopnet.exchange.gexf import read_gexf
    from coopnet.exchange.graphml import read_graphml
    from coopnet.exchange.two_mode import raw_tables_of

    return raw_tables_of((read_graphml if ending == ".graphml" else read_gexf)(path), str(path))
