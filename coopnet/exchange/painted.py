"""What tools of graphs add to draw: positions, sizes and colours, which say nothing of cooperation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from coopnet.exchange.two_mode import DRAWN, Edge, Node, TwoMode
from coopnet.tables.findings import Finding
from coopnet.typography import typeset

_COLOURS = frozenset("rgb")


def without_paint(graph: TwoMode, place: str) -> TwoMode:
    """Return a graph without the columns of its drawing, saying so, where all three colours show that it was painted.

    Without colours, ``x`` and ``y`` are somebody's coordinates and ``size`` is somebody's size: they stay.
    """
    if not _painted(node.values for node in graph.nodes) and not _painted(edge.values for edge in graph.edges):
        return graph
    rows = chain((node.values for node in graph.nodes), (edge.values for edge in graph.edges))
    left = sorted({name for values in rows for name in values if name in DRAWN})
    finding = Finding(
        severity="information",
        code="drawing_ignored",
        table="",
        place=place,
        row=None,
        column=", ".join(left),
        value=None,
        reason_en="These columns are the drawing of a graph tool (colours, sizes, positions); they were not read.",
        reason_fr=typeset(
            "Ces colonnes sont le dessin d’un logiciel de graphes (couleurs, tailles, positions) ; "
            "elles n’ont pas été lues."
        ),
    )
    return replace(
        graph,
        nodes=[Node(node.id, _bare(node.values)) for node in graph.nodes],
        edges=[Edge(edge.source, edge.target, _bare(edge.values)) for edge in graph.edges],
        findings=(*graph.findings, finding),
    )


def _painted(rows: Iterable[dict[str, str]]) -> bool:
    return {name for values in rows for name in values if name in _COLOURS} == _COLOURS


def _bare(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name not in DRAWN}
