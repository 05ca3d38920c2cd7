"""GraphML ↔ the two-mode picture: what Gephi, yEd, igraph and networkx write, and what they open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coopnet.errors import UnreadableInput
from coopnet.exchange.markup import attribute_text, element_text, plain_number, read_markup
from coopnet.exchange.painted import without_paint
from coopnet.exchange.two_mode import Edge, Node, TwoMode, formats_of

_NUMBERS = ("int", "long", "float", "double")
_TYPES = {"integer": "long", "number": "double"}


@dataclass(slots=True)
class _Key:
    """A declared column: its name, whether it holds numbers, and the value of whoever has none."""

    name: str
    numeric: bool
    default: str = ""


class _Reading:
    """What has been read of a GraphML file so far."""

    def __init__(self, name: str) -> None:
        self.file = name
        self.keys: dict[tuple[str, str], _Key] = {}
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._key: _Key | None = None
        self._data = ""

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        if name == "key":
            kind, title = attributes.get("for", "all"), attributes.get("attr.name") or attributes.get("id", "")
            self._key = _Key(title, attributes.get("attr.type", "string") in _NUMBERS)
            self.keys[kind, attributes.get("id", "")] = self._key
        elif name == "data":
            self._data = attributes.get("key", "")
        elif name == "graph":
            self._open.append(("graph", {}))
        elif name == "node":
            node = Node(self._required(name, attributes, "id"), {})
            self.nodes.append(node)
            self._open.append(("node", node.values))
        elif name == "edge":
            source, target = (self._required(name, attributes, end) for end in ("source", "target"))
            edge = Edge(source, target, {})
            self.edges.append(edge)
            self._open.append(("edge", edge.values))
        elif name == "hyperedge":
            raise UnreadableInput(
                f"{self.file} holds hyperedges, which coopnet does not read: make each one a node whose node_type is "
                "structure.",
                f"{self.file} contient des hyperarêtes, que coopnet ne lit pas : faites de chacune un nœud dont "
                "le node_type est structure.",
            )

    def closed(self, name: str, text: str) -> None:
        """Take note of an element that ends."""
        if name == "default" and self._key:
            self._key.default = text
        elif name == "key":
            self._key = None
        elif name in ("node", "edge", "graph"):
            self._open.pop()
        elif name == "data" and self._open:
            what, values = self._open[-1]
            key = self.keys.get((what, self._data)) or self.keys.get(("all", self._data))
            value = (plain_number(text) if key and key.numeric else text).strip()
            if value:
                values[key.name if key else self._data] = value

    def _required(self, element: str, attributes: dict[str, str], name: str) -> str:
        if name in attributes:
            return attributes[name]
        raise UnreadableInput(
            f"{self.file}: an element <{element}> has no attribute “{name}”. Export the file again.",
            f"{self.file} : un élément <{element}> n’a pas d’attribut « {name} ». Exportez de nouveau le fichier.",
        )

    def give_defaults(self) -> None:
        """Give the declared value to whoever has none."""
        for (kind, _), key in self.keys.items():
            for values in (one.values for one in (self.nodes if kind == "node" else self.edges)):
                if key.default and kind in ("node", "edge"):
                    values.setdefault(key.name, key.default)


def read_graphml(path: Path) -> TwoMode:
    """Return the nodes and edges of a GraphML file.

    Raises
    ------
    UnreadableInput
        When it is not GraphML, or is damaged.
    """
    reading = _Reading(path.name)
    read_markup(path, "graphml", opened=reading.opened, closed=reading.closed)
    reading.give_defaults()
    return without_paint(TwoMode(reading.nodes, reading.edges), path.name)


def graphml_lines(graph: TwoMode, *, directed: bool) -> Iterator[str]:
    """Yield the lines of a GraphML file.

    Parameters
    ----------
    graph : TwoMode
    directed : bool
        Whether the order of the two ends means something: one file is directed or not as a whole, since several tools
        refuse a mixture.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    keys: dict[tuple[str, str], str] = {}
    for what, element in (("nodes", "node"), ("edges", "edge")):
        for name, column_format in formats_of(graph, what).items():
            written = _label(name)
            keys[element, name] = key = written if written == "weight" else f"{element[0]}{len(keys)}"
            yield (
                f'  <key id={attribute_text(key)} for="{element}" attr.name={attribute_text(written)} '
                f'attr.type="{_TYPES.get(column_format, "string")}"/>\n'
            )
    yield f'  <graph edgedefault="{"directed" if directed else "undirected"}">\n'
    for node in graph.nodes:
        yield f"    <node id={attribute_text(node.id)}>{_data(node.values, keys, 'node')}</node>\n"
    for number, edge in enumerate(graph.edges):
        ends = f"source={attribute_text(edge.source)} target={attribute_text(edge.target)}"
        yield f'    <edge id="e{number}" {ends}>{_data(edge.values, keys, "edge")}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _label(name: str) -> str:
    return "label" if name == "name" else name  # what tools print beside a node


def _data(values: dict[str, str], keys: dict[tuple[str, str], str], element: str) -> str:
    return "".join(
        f"<data key={attribute_text(keys[element, name])}>{element_text(value)}</data>"
        for name, value in values.items()
    )
