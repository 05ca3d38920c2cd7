"""Pajek: written only, because a .net file has no place for columns, dates or sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coopnet.exchange.two_mode import EDGE_TYPE, NODE_TYPE, Edge, TwoMode

_MEMBERSHIP = "membership"


def pajek_lines(graph: TwoMode, *, directed_kinds: Collection[str]) -> Iterator[str]:
    """Yield the lines of a Pajek file: actors then structures, one relation per kind of link and one of memberships.

    Lost: every column but the id (in quotation marks, those inside it turned into apostrophes), the weight of links,
    and which kind each link is of. Structures are drawn as boxes, actors as ellipses.

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
    relations: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        kind = edge.values["kind"] if edge.values[EDGE_TYPE] == "link" else _MEMBERSHIP
        relations.setdefault(kind, []).append(edge)
    for number, (kind, edges) in enumerate(relations.items(), start=1):
        yield f"*{'Arcs' if kind in directed_kinds else 'Edges'} :{number} {_quoted(kind)}\r\n"
        for edge in edges:
            yield f"{numbers[edge.source]} {numbers[edge.target]} {edge.values.get('weight', '1')}\r\n"


def _quoted(text: str) -> str:
    return '"' + " ".join(text.replace('"', "'").split()) + '"'
