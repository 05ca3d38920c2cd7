"""Pajek: written only, because a .net file has no place for columns, dates or sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coopnet.exchange.two_mode import EDGE_TYPE, NODE_TYPE, Edge, TwoMode

_MEMBERSHIP = "membership"


def pajek_lines(graph: TwoMode, *, directed_kinds: Collection[str]) -> Iterator[str]:
    """Yield the lines of a Pajek file: actors as ellipses, then structures as boxes; arcs for kinds with a direction.

    Kept: ids, in quotation marks (those inside an id become apostrophes, and its line breaks spaces); for each link its
    kind, as the label of its line, and its weight, 1 where it has none; who is a member of what. Lost: every other
    column, and what the pole says of itself.

    Parameters
    ----------
    graph : TwoMode
    directed_kinds : collection of str
        Kinds of link written as arcs; the others are edges.
    """
    yield f"*Vertices {len(graph.nodes)}\r\n"
    numbers = {}
    for number, node in enumerate(graph.nodes, start=1):
        numbers[node.id] = number
        shape = "box" if node.values[NODE_TYPE] == "structure" else "ellipse"
        yield f"{number} {_quoted(node.id)} {shape}\r\n"
    sections: dict[str, list[Edge]] = {"*Arcs": [], "*Edges": []}
    for edge in graph.edges:
        sections["*Arcs" if edge.values.get("kind") in directed_kinds else "*Edges"].append(edge)
    for section, edges in sections.items():
        if edges:
            yield f"{section}\r\n"
        for edge in edges:
            kind = edge.values["kind"] if edge.values[EDGE_TYPE] == "link" else _MEMBERSHIP
            ends = f"{numbers[edge.source]} {numbers[edge.target]}"
            yield f"{ends} {edge.values.get('weight', '1')} l {_quoted(kind)}\r\n"


def _quoted(text: str) -> str:
    return '"' + " ".join(text.replace('"', "'").split()) + '"'
