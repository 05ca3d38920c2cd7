"""The two-mode picture as text: actors and structures are nodes, links and memberships are edges.

Every file of a graph tool is read into it and written from it. Its columns are those of the tables, under the same
names, but for what graph tools keep for themselves: a structure's size is ``declared_size``, because ``size`` is how
large Gephi draws a node, and a pole's own column that bears a name in use is written after ``own:``. What concerns the
whole pole stands on the first node, in the column ``coopnet``: graph tools drop the rest when they save a file again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coopnet.errors import UnreadableInput
from coopnet.exchange.card import Card, card_of
from coopnet.tables.cells import cell_text
from coopnet.tables.columns import CheckedTables, RawTable, RawTables
from coopnet.tables.findings import Finding
from coopnet.tables.headers import answered
from coopnet.tables.writing import Sheet, sheets_of
from coopnet.vocabulary import folded, vocabulary

NODE_TYPE, EDGE_TYPE, ROW, CARD = "node_type", "edge_type", "coopnet_row", "coopnet"
_TYPES = {
    "": "",
    **dict.fromkeys(("actor", "actors", "acteur", "acteurs"), "actors"),
    **dict.fromkeys(("structure", "structures"), "structures"),
    **dict.fromkeys(("membership", "memberships", "adhesion", "adhesions"), "memberships"),
    **dict.fromkeys(("link", "links", "lien", "liens"), "links"),
}
SINGULAR = {"actors": "actor", "structures": "structure", "memberships": "membership", "links": "link"}
DRAWN = frozenset(("r", "g", "b", "x", "y", "z", "size"))
_ENDS = {"memberships": ("actor", "structure"), "links": ("source", "target")}
_RENAMED = {("structures", "size"): "declared_size"}
_OWN = "own:"
_TOOLS = (
    "id",
    "label",
    "name",
    "source",
    "target",
    "weight",
    "key",
    "kind",
    "directed",
    "type",
    "timeset",
    "start",
    "end",
)
_TAKEN = frozenset(map(folded, (NODE_TYPE, EDGE_TYPE, ROW, CARD, "declared_size", *_TOOLS, *DRAWN)))
_ACTOR, _STRUCTURE = "actor:", "structure:"


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or a structure: its id in the graph and its non-empty values by column."""

    id: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A link or a membership: the ids of its two ends, in the order of its row, and its non-empty values by column."""

    source: str
    target: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class TwoMode:
    """Nodes, edges, and what concerns the whole.

    Attributes
    ----------
    nodes, edges : sequence
        In the order of the tables: actors then structures, memberships then links.
    own : mapping of table to sequence of str
        The columns that the vocabulary does not know.
    findings : sequence of Finding
        What reading the file has to say.
    """

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


def two_mode_of(checked: CheckedTables) -> TwoMode:
    """Return checked tables as nodes and edges."""
    nodes, edges, own = [], [], {}
    sheets = {sheet.table: sheet for sheet in sheets_of(checked, "en")}
    for table, said in SINGULAR.items():
        for values in _rows(sheets[table], table) if table in sheets else ():
            if table in _ENDS:
                source, target = (values.pop(name, "") for name in _ENDS[table])
                last = _structure_node(target) if table == "memberships" else _actor_node(target)
                edges.append(Edge(_actor_node(source), last, {EDGE_TYPE: said, **values}))
            else:
                named = _actor_node if table == "actors" else _structure_node
                name = named(values.pop("id", ""))
                nodes.append(Node(name, {NODE_TYPE: said, **values}))
        if checked.tables[table].attributes:
            own[table] = checked.tables[table].attributes
    if nodes:
        apart = {
            name: (sheet.headers, [list(map(cell_text, column)) for column in sheet.columns])
            for name, sheet in sheets.items()
            if name not in SINGULAR
        }
        nodes[0].values[CARD] = Card(apart, own).written()
    return TwoMode(nodes, edges, own)


def _rows(sheet: Sheet, table: str) -> Iterator[dict[str, str]]:
    """Yield the non-empty values of each row, by the name that each column bears in a graph."""
    known = vocabulary().tables[table].columns
    names = [_RENAMED.get((table, name), name) if name in known else own_name(name) for name in sheet.headers]
    columns = [[cell_text(value) for value in column] for column in sheet.columns]
    for cells in zip(*columns, strict=True):
        yield {name: cell for name, cell in zip(names, cells, strict=True) if cell}


def own_name(header: str) -> str:
    """Return the name in a graph of a column that the vocabulary does not know.

    >>> own_name("Budget 2023"), own_name("Size"), own_name("own:x")
    ('Budget 2023', 'own:Size', 'own:own:x')
    """
    return _OWN + header if folded(header) in _TAKEN or header.startswith(_OWN) else header


def _actor_node(name: str) -> str:
    return _ACTOR + name if name.startswith((_ACTOR, _STRUCTURE)) else name


def _structure_node(name: str) -> str:
    return _STRUCTURE + name


def raw_tables_of(graph: TwoMode, place: str) -> RawTables:
    """Return the tables that nodes and edges describe.

    A node without ``node_type`` is an actor; an edge without ``edge_type`` is a membership when one end is a structure.

    Raises
    ------
    UnreadableInput
        When a node or an edge is of a type that is not one of a pole.
    """
    tables: dict[str, list[dict[str, str]]] = {table: [] for table in SINGULAR}
    where: dict[str, str] = {}
    names: dict[str, str] = {}
    labelled = not any("name" in node.values for node in graph.nodes)
    card = card_of(next((node.values[CARD] for node in graph.nodes if CARD in node.values), ""))
    for node in graph.nodes:
        values = dict(node.values)
        table = _type_of(_taken(values, NODE_TYPE), ("actors", "structures"), f"“{node.id}”", place) or "actors"
        label = values.pop("label", "")
        values.pop(CARD, None)
        if labelled and label:
            values["name"] = label
        where[node.id], names[node.id] = table, _own_id(node.id, table)
        tables[table].append({"id": names[node.id], **_beside(values, ("id",))})
    for edge in _in_order(graph.edges):
        values = {name: value for name, value in edge.values.items() if name != ROW}
        ends = f"“{edge.source}” – “{edge.target}”"
        table = _type_of(_taken(values, EDGE_TYPE), ("memberships", "links"), ends, place)
        joined = [where.get(end, "actors") for end in (edge.source, edge.target)]
        table = table or ("memberships" if sorted(joined) == ["actors", "structures"] else "links")
        first, last = (edge.source, edge.target)
        if table == "memberships" and joined[0] == "structures":
            first, last = last, first
        if table == "memberships" and values.get("weight") == "1":
            del values["weight"]  # what graph tools write on every edge
        ends_of = dict(zip(_ENDS[table], (names.get(first, first), names.get(last, last)), strict=True))
        tables[table].append({**ends_of, **_beside(values, _ENDS[table])})
    raw = {table: _table(table, rows, card.own.get(table, ()), place) for table, rows in tables.items()}
    raw.update((name, table) for name, table in card.raw_tables(place).items() if name not in raw)
    return RawTables(place, raw, tuple(graph.findings))


def _taken(values: dict[str, str], name: str) -> str:
    """Remove a value by its name, however tools spell it (Node Type, node_type), and return it."""
    spelt = [key for key in values if folded(key) == folded(name)]
    found = [values.pop(key) for key in spelt]
    return found[0] if found else ""


def _type_of(text: str, known: tuple[str, str], what: str, place: str) -> str:
    found = _TYPES.get(folded(text))
    if found is None or (found and found not in known):
        words = " or ".join(SINGULAR[table] for table in known)
        fr_words = {"actors": "acteur ou structure", "memberships": "adhésion ou lien"}[known[0]]
        raise UnreadableInput(
            f"{place}: {what} is of type “{text}”, which is not part of a pole; write {words} in the column "
            f"{NODE_TYPE if known[0] == 'actors' else EDGE_TYPE}.",
            f"{place} : {what} est de type « {text} », qui n’existe pas dans un pôle ; écrivez "
            f"{fr_words} dans la colonne {NODE_TYPE if known[0] == 'actors' else EDGE_TYPE}.",
        )
    return found


def _beside(values: Mapping[str, str], ids: Sequence[str]) -> dict[str, str]:
    """Return values whose names leave the ids of nodes and edges alone."""
    return {f"{name} (attribute)" if name in ids else name: value for name, value in values.items()}


def _own_id(node: str, table: str) -> str:
    if table == "structures":
        return node.removeprefix(_STRUCTURE)
    rest = node.removeprefix(_ACTOR)
    return rest if rest.startswith((_ACTOR, _STRUCTURE)) else node


def _in_order(edges: Sequence[Edge]) -> Sequence[Edge]:
    """Return edges by the number of their row where each has one: libraries of graphs keep no order of edges."""
    if edges and all(edge.values.get(ROW, "").isdecimal() for edge in edges):
        return sorted(edges, key=lambda edge: int(edge.values[ROW]))
    return edges


def _table(name: str, rows: Sequence[Mapping[str, str]], own: Sequence[str], place: str) -> RawTable:
    """Return rows as one table: the vocabulary's columns that some row fills, then the pole's own, in their order."""
    named = {_RENAMED.get((name, column), column): column for column in vocabulary().tables[name].columns}
    present = dict.fromkeys(column for row in rows for column in row)
    claimed = answered(name, present)
    required = [c.name for c in vocabulary().tables[name].columns.values() if c.required and c.name not in claimed]
    # a column of its own may bear a name that also means a known one: it must find that place taken, as it did before
    known = [column for column in named if own or column in present or column in required]
    declared = [own_name(header) for header in own]
    others = [*declared, *(column for column in present if column not in named and column not in declared)]
    headers = [named[column] for column in known] + [column.removeprefix(_OWN) for column in others]
    columns = [[row.get(column, "") for row in rows] for column in (*known, *others)]
    # numbered as in a sheet whose first row is its headers
    return RawTable(name, place, headers, columns, range(2, 2 + len(rows)))


def typed(value: str, column_format: str) -> Any:
    """Return a value as a number where its column is one, else as text.

    >>> typed("12", "integer"), typed("0.5", "number"), typed("012", "text")
    (12, 0.5, '012')
    """
    return int(value) if column_format == "integer" else float(value) if column_format == "number" else value


def formats_of(graph: TwoMode, what: str) -> dict[str, str]:
    """Return the format of each column that nodes or edges fill: a number only where every table that has it says so.

    Parameters
    ----------
    graph : TwoMode
    what : {"nodes", "edges"}
    """
    tables = ("actors", "structures") if what == "nodes" else ("memberships", "links")
    found: dict[str, set[str]] = {}
    for table in tables:
        for name, column in vocabulary().tables[table].columns.items():
            found.setdefault(_RENAMED.get((table, name), name), set()).add(column.format)
        for header in graph.own.get(table, ()):
            found.setdefault(own_name(header), set()).add("text")
    present = dict.fromkeys(name for one in getattr(graph, what) for name in one.values)
    kinds = {name: found.get(name, {"text"}) for name in present}
    return {name: next(iter(kind)) if len(kind) == 1 else "text" for name, kind in kinds.items()}
