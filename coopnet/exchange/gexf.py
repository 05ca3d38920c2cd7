"""GEXF ↔ the two-mode picture: Gephi's own format, read in all its versions and written in 1.3."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coopnet.errors import UnreadableInput
from coopnet.exchange.markup import attribute_text, plain_number, read_markup
from coopnet.exchange.two_mode import Edge, Node, TwoMode, formats_of
from coopnet.tables.findings import Finding
from coopnet.typography import typeset

_NUMBERS = ("integer", "long", "short", "byte", "float", "double", "biginteger", "bigdecimal")
_TYPES = {"integer": "long", "number": "double"}


class _Reading:
    """What has been read of a GEXF file so far."""

    def __init__(self, name: str) -> None:
        self.file = name
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.dated = 0
        self._titles: dict[tuple[str, str], tuple[str, bool]] = {}
        self._defaults: dict[tuple[str, str], str] = {}
        self._class, self._column = "node", ""
        self._open: list[tuple[str, dict[str, str], set[str]]] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        if name == "attributes":
            self._class = attributes.get("class", "node")
        elif name == "attribute":
            self._column = attributes.get("id", "")
            title = attributes.get("title") or self._column
            self._titles[self._class, self._column] = (title, attributes.get("type", "string") in _NUMBERS)
        elif name == "node":
            self.nodes.append(Node(self._required(name, attributes, "id"), {}))
            self._begin(name, self.nodes[-1].values, attributes)
        elif name == "edge":
            source, target = (self._required(name, attributes, end) for end in ("source", "target"))
            self.edges.append(Edge(source, target, {}))
            self._begin(name, self.edges[-1].values, attributes)
        elif name == "attvalue" and self._open:
            self._value(attributes)

    def closed(self, name: str, text: str) -> None:
        """Take note of an element that ends."""
        if name == "default":
            self._defaults[self._class, self._column] = text.strip()
        elif name in ("node", "edge"):
            what, values, _ = self._open.pop()
            for (kind, column), value in self._defaults.items():
                if kind == what and value:
                    values.setdefault(self._titles[kind, column][0], value)

    def _begin(self, what: str, values: dict[str, str], attributes: dict[str, str]) -> None:
        self._open.append((what, values, set()))
        if label := attributes.get("label", "").strip():
            values["label"] = label
        if what == "edge":  # an edge's type and weight stand on the edge itself
            for name in ("kind", "weight"):
                if value := attributes.get(name, "").strip():
                    values[name] = plain_number(value) if name == "weight" else value

    def _value(self, attributes: dict[str, str]) -> None:
        what, values, seen = self._open[-1]
        column = attributes.get("for") or attributes.get("id", "")
        title, numeric = self._titles.get((what, column), (column, False))
        value = attributes.get("value", "").strip()
        self.dated += column in seen
        seen.add(column)
        value = plain_number(value) if numeric else value
        if value and title != "networkx_key":  # the place of an edge among parallel ones, which networkx adds
            values[title] = value

    def _required(self, element: str, attributes: dict[str, str], name: str) -> str:
        if name in attributes:
            return attributes[name]
        raise UnreadableInput(
            f"{self.file}: an element <{element}> has no attribute “{name}”. Export the file again.",
            f"{self.file} : un élément <{element}> n’a pas d’attribut « {name} ». Exportez de nouveau le fichier.",
        )

    def findings(self) -> tuple[Finding, ...]:
        """Return what there is to say of the reading."""
        if not self.dated:
            return ()
        return (
            Finding(
                severity="warning",
                code="several_dated_values",
                table="",
                place=self.file,
                row=None,
                column=None,
                value=str(self.dated),
                reason_en="Some values change over time in this file; only the last one of each was read.",
                reason_fr=typeset(
                    "Certaines valeurs changent au cours du temps dans ce fichier ; seule la dernière de "
                    "chacune a été lue."
                ),
                suggestion_en="Write one row per period, with its dates.",
                suggestion_fr=typeset("Écrivez une ligne par période, avec ses dates."),
            ),
        )


def read_gexf(path: Path) -> TwoMode:
    """Return the nodes and edges of a GEXF file; positions, sizes and colours of its drawing are left out.

    Raises
    ------
    UnreadableInput
        When it is not GEXF, or is damaged.
    """
    reading = _Reading(path.name)
    read_markup(path, "gexf", opened=reading.opened, closed=reading.closed)
    return TwoMode(reading.nodes, reading.edges, findings=reading.findings())


def gexf_lines(graph: TwoMode, *, directed: bool) -> Iterator[str]:
    """Yield the lines of a GEXF file.

    Parameters
    ----------
    graph : TwoMode
    directed : bool
        Whether the order of the two ends means something: one file is directed or not as a whole, since several tools
        refuse a mixture.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield "  <meta><creator>coopnet</creator></meta>\n"
    yield f'  <graph defaultedgetype="{"directed" if directed else "undirected"}" mode="static">\n'
    keys: dict[tuple[str, str], str] = {}
    for what, element, itself in (("nodes", "node", ("name",)), ("edges", "edge", ("weight",))):
        yield f'    <attributes class="{element}" mode="static">\n'
        for name, column_format in formats_of(graph, what).items():
            if name not in itself:
                keys[element, name] = key = f"{element[0]}{len(keys)}"
                yield (
                    f'      <attribute id="{key}" title={attribute_text(name)} '
                    f'type="{_TYPES.get(column_format, "string")}"/>\n'
                )
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for node in graph.nodes:
        label = f" label={attribute_text(node.values['name'])}" if "name" in node.values else ""
        yield f"      <node id={attribute_text(node.id)}{label}>{_values(node.values, keys, 'node')}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, edge in enumerate(graph.edges):
        ends = f"source={attribute_text(edge.source)} target={attribute_text(edge.target)}"
        # Gephi tells parallel edges apart by their kind, and merges those of one kind
        kind = f" kind={attribute_text(edge.values['kind'])}" if "kind" in edge.values else ""
        weight = f" weight={attribute_text(edge.values['weight'])}" if "weight" in edge.values else ""
        yield f'      <edge id="{number}" {ends}{kind}{weight}>{_values(edge.values, keys, "edge")}</edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _values(values: dict[str, str], keys: dict[tuple[str, str], str], element: str) -> str:
    inside = "".join(
        f'<attvalue for="{keys[element, name]}" value={attribute_text(value)}/>'
        for name, value in values.items()
        if (element, name) in keys
    )
    return f"<attvalues>{inside}</attvalues>" if inside else ""
