"""Where each node stands: one layout for the printed figure and the interactive graph, in points.

A layout reserves the room of each label under its node, so that no name hides another. Components are laid side by
side, and what has no edge at all stands apart, in rows below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from coopnet.drawing.lettering import COLUMN, text_size, wrapped
from coopnet.drawing.picture import Picture, picture_of
from coopnet.drawing.separation import FloatArray, separated
from coopnet.drawing.stress import settled
from coopnet.errors import CostRefused
from coopnet.multiplex import Multiplex
from coopnet.numbers import written
from coopnet.pole import Pole

MARKER = 8.5
STRUCTURE = 10.5
SMALL_MARKER = 5.0
FONT_SIZE = 6.5
GAP = 2.4
MARGIN = 8.0
ASPECT = 1.45
FILLING = 0.45
CROWD_FILLING = 0.7
CROWD = 90
"""Above this many nodes, only structures and the main actors bear their name."""
NAMED_ACTORS = 24
LARGEST = 3_000  # nodes of a drawing in which an eye still tells one from another
STRESS_LIMIT = 120
EVENING = 0.75
"""How much a large component is spread evenly over its rectangle, between 0 (as the forces left it) and 1."""
FAN = 22.0
"""Distance in points between the control points of two parallel edges: twice that between their middles."""
SAME_ORGANISATION = 0.45
"""Distance of a structure from the actor that it also is, a link being 1."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Where each node of a picture stands.

    Attributes
    ----------
    nodes : DataFrame (nodes)
        Indexed by node. Columns: ``x``, ``y`` (centre of the marker, in points, y upwards, rounded to 3 decimals),
        ``marker`` (its width, in points), ``label`` (the name cut into lines, empty where it is not written),
        ``label_width``, ``label_height`` (in points) and ``apart`` (whether the node has no edge). The label stands
        centred under the marker.
    width, height : float
        Size of the picture, in points.
    apart_top : float or None
        Height above which the connected part stands; None when no node stands apart.
    """

    nodes: pd.DataFrame
    width: float
    height: float
    apart_top: float | None

    @property
    def positions(self) -> dict[str, tuple[float, float]]:
        """The centre of each node, as networkx takes it."""
        return {str(node): (float(x), float(y)) for node, x, y in self.nodes[["x", "y"]].itertuples()}

    @property
    def unlabelled(self) -> int:
        """Number of nodes whose name is not written."""
        return int((self.nodes["label"] == "").sum())


def layout_of(
    pole: Pole | Multiplex | Picture, *, named_actors: int | None = None, markers: pd.Series | None = None
) -> Layout:
    """Return where each actor and structure of a pole stands in every drawing of it.

    Parameters
    ----------
    pole : Pole, Multiplex or Picture
        A Pole is laid out with all its natures at all its dates, so that the same positions serve every selection.
    named_actors : int, optional
        How many actors bear their name, those with most partners first; by default all of them up to
        90 nodes, 24 beyond. Structures always bear theirs.
    markers : Series, optional
        Width in points of the markers of some nodes, where the usual one is not wanted.

    Returns
    -------
    Layout
        The same for the same input, on every machine.

    Raises
    ------
    CostRefused
        Above 3,000 actors and structures, which no page can show.

    Notes
    -----
    Kamada and Kawai (1989), doi:10.1016/0020-0190(89)90102-6, on each component, brought to rest and rounded; boxes
    that hold a marker and its label are then moved apart until none covers another. Beyond 120 nodes in one component
    the layout is that of Jacomy et al. (2014), doi:10.1371/journal.pone.0098679, whose cost grows more slowly; its
    coordinates are mostly replaced by their ranks, so that the middle is no crowd: near stays near, but distances are
    no longer to scale.
    """
    picture = picture_of(pole, at=None)
    _refuse_blot(len(picture.actors) + len(picture.structures))
    nodes = _boxes(picture, named_actors, markers)
    graph = _simple_graph(picture)
    apart = [node for node in graph if graph.degree(node) == 0]
    components = [sorted(part, key=list(graph).index) for part in nx.connected_components(graph) if len(part) > 1]
    components.sort(key=lambda part: (-len(part), list(graph).index(part[0])))
    width = COLUMN - 2 * MARGIN - 0.01  # what rounding may add
    blocks = [_component_layout(graph.subgraph(part), part, nodes, width) for part in components]
    placed, floor = _shelved(blocks, width)
    apart_top: float | None = None
    if apart:
        apart_top = floor - 14.0 - (2 * GAP if blocks else 0.0)  # a line of text announces them
        rows = [_Block([node], np.zeros((1, 2)), nodes.loc[[node]]) for node in apart]
        shelved, floor = _shelved(rows, width, top=apart_top)
        placed += shelved
    frame = pd.concat(placed).reindex(nodes.index) if placed else nodes.assign(x=0.0, y=0.0)
    low, high = _fans(picture, frame)
    bottom, top = min(floor, low), max(0.0, high)
    nodes = nodes.assign(x=(frame["x"] + MARGIN).round(3), y=(frame["y"] - bottom + MARGIN).round(3))
    nodes["apart"] = nodes.index.isin(apart)
    reach = (nodes["x"] + nodes["half"]).max() if len(nodes) else 0.0
    return Layout(
        nodes=nodes.drop(columns=["half", "below", "above"]),
        width=round(float(reach) + MARGIN, 3),
        height=round(top - bottom + 2 * MARGIN, 3),
        apart_top=None if apart_top is None else round(apart_top - bottom + MARGIN, 3),
    )


@dataclass(frozen=True, eq=False)
class _Block:
    """Some nodes and where they stand relative to each other, with the room that each takes."""

    nodes: Sequence[str]
    centres: FloatArray
    boxes: pd.DataFrame


def _refuse_blot(nodes: int) -> None:
    """Refuse to lay out more nodes than a page can show."""
    if nodes > LARGEST:
        raise CostRefused(
            f"A drawing of {written(nodes, 'en', 0)} actors and structures would show a blot, and take hours; the "
            f"limit is {written(LARGEST, 'en', 0)}. Draw a part of the pole, or open the whole in Gephi: coopnet "
            "convert POLE POLE.gexf.",
            f"Un dessin de {written(nodes, 'fr', 0)} acteurs et structures ne montrerait qu’une tache, au bout "
            f"d’heures ; la limite est de {written(LARGEST, 'fr', 0)}. Dessinez une partie du pôle, ou ouvrez le tout "
            "dans Gephi : coopnet convert PÔLE PÔLE.gexf.",
        )


def _fans(picture: Picture, placed: pd.DataFrame) -> tuple[float, float]:
    """Return how low and how high parallel edges run; zeros where there is none."""
    ends = np.sort(picture.edges[["source", "target"]].to_numpy(dtype=str), axis=1)
    many = pd.DataFrame(ends, columns=["one", "other"]).value_counts().reset_index(name="edges")
    many = many[(many["edges"] > 1) & (many["one"] != many["other"])]
    if many.empty:
        return 0.0, 0.0
    one, other = (placed.loc[many[end], ["x", "y"]].to_numpy(dtype=np.float64) for end in ("one", "other"))
    along = other - one
    # a curve runs half as far from the straight line as its control point
    half = (many["edges"].to_numpy() - 1) / 4 * FAN * np.abs(along[:, 0]) / np.maximum(np.hypot(*along.T), 1e-9)
    middle = (one + other)[:, 1] / 2
    return float((middle - half).min()), float((middle + half).max())


def _boxes(picture: Picture, named_actors: int | None, markers: pd.Series | None) -> pd.DataFrame:
    """Return the room that each node takes: its marker, and the name under it where it is written."""
    nodes = picture.nodes
    crowded = len(nodes) > CROWD
    limit = named_actors if named_actors is not None else (NAMED_ACTORS if crowded else len(nodes))
    order = picture.partners[nodes["what"] == "actor"].sort_values(ascending=False, kind="stable")
    named = set(order.index[:limit]) | set(picture.structures.index)
    labels = [wrapped(str(name)) if node in named else "" for node, name in nodes["name"].items()]
    is_structure = (nodes["what"] == "structure").to_numpy()
    marker = np.where(is_structure, STRUCTURE, np.where([label == "" for label in labels], SMALL_MARKER, MARKER))
    if markers is not None:
        marker = markers.reindex(nodes.index).fillna(pd.Series(marker, index=nodes.index)).to_numpy(dtype=np.float64)
    sizes = np.array(
        [
            text_size(label, FONT_SIZE, italic=bool(structure))
            for label, structure in zip(labels, is_structure, strict=True)
        ]
    ).reshape(-1, 2)
    return pd.DataFrame(
        {
            "marker": marker,
            "label": labels,
            "label_width": sizes[:, 0],
            "label_height": sizes[:, 1],
            "half": np.maximum(marker, sizes[:, 0]) / 2 + GAP,
            "above": marker / 2 + GAP,
            "below": marker / 2 + sizes[:, 1] + GAP,
        },
        index=nodes.index,
    )


def _simple_graph(picture: Picture) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(picture.nodes.index)
    same = picture.structures["itself"].dropna()
    graph.add_edges_from(zip(same.index, same, strict=True), length=SAME_ORGANISATION)
    graph.add_edges_from(zip(picture.edges["source"], picture.edges["target"], strict=True), length=1.0)
    return graph


def _component_layout(graph: nx.Graph[str], part: Sequence[str], boxes: pd.DataFrame, width: float) -> _Block:
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(part)
    pairs = sorted((min(a, b), max(a, b)) for a, b in graph.edges)
    ordered.add_edges_from((a, b, {"length": graph.edges[a, b]["length"]}) for a, b in pairs)
    large = len(part) > STRESS_LIMIT
    rough = np.array(list((_forces(ordered) if large else _springs(ordered)).values()))
    own = boxes.loc[list(part)]
    sizes = np.column_stack([2 * own["half"], own["above"] + own["below"]])
    points = np.round(rough if large else settled(rough, _lengths(ordered)), 3)
    room = float((sizes[:, 0] * sizes[:, 1]).sum()) / (CROWD_FILLING if large else FILLING)
    wide = min((room * ASPECT) ** 0.5, width - float(np.median(sizes[:, 0])))
    tall = room / wide
    unit = _evened(points) if large else _turned(points, wide / tall)
    spread = np.maximum(np.ptp(unit, axis=0), 1e-3)
    centres = (unit - (unit.max(axis=0) + unit.min(axis=0)) / 2) * np.array([wide, tall]) / spread
    if len(part) == 2:  # on a line both extents matter, and one of them is zero
        centres = np.array([[0.0, 0.0], [70.0, 0.0]])
    # the box hangs lower than its marker, because the name is below
    shift = np.column_stack([np.zeros(len(part)), (own["above"] - own["below"]) / 2])
    return _Block(part, separated(centres + shift, sizes, width) - shift, own)


def _springs(graph: nx.Graph[str]) -> dict[str, Any]:
    return dict(nx.kamada_kawai_layout(graph, weight="length"))


def _lengths(graph: nx.Graph[str]) -> FloatArray:
    """Return the length of the shortest path between every two nodes, in their order."""
    found = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    return np.array([[found[one][other] for other in graph] for one in graph])


def _forces(graph: nx.Graph[str]) -> dict[str, Any]:
    return dict(nx.forceatlas2_layout(graph, max_iter=300, seed=1))


def _evened(points: FloatArray) -> FloatArray:
    """Return points whose coordinates are mostly their ranks, so that they fill their rectangle evenly."""
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable") / len(points)
    spread = np.maximum(np.ptp(points, axis=0), 1e-3)
    evened: FloatArray = EVENING * ranks + (1 - EVENING) * (points - points.min(axis=0)) / spread
    return evened.round(3)


def _turned(points: FloatArray, aspect: float) -> FloatArray:
    """Return the points turned, among 24 angles, so that width over height is nearest to an aspect."""
    best, found = -np.inf, points
    for step in range(24):
        angle = np.pi * step / 24
        turned = points @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        extent = np.maximum(np.ptp(turned, axis=0), 1e-3)
        score = -round(abs(float(np.log(extent[0] / extent[1] / aspect))), 3)
        if score > best:
            best, found = score, np.round(turned, 3)
    return found


def _extent(block: _Block) -> tuple[float, float]:
    left, right, low, high = _edges(block)
    return right - left, high - low


def _edges(block: _Block) -> tuple[float, float, float, float]:
    x, y, boxes = block.centres[:, 0], block.centres[:, 1], block.boxes
    return (
        float((x - boxes["half"]).min()),
        float((x + boxes["half"]).max()),
        float((y - boxes["below"]).min()),
        float((y + boxes["above"]).max()),
    )


def _shelved(blocks: Sequence[_Block], width: float, *, top: float = 0.0) -> tuple[list[pd.DataFrame], float]:
    """Put blocks side by side in rows no wider than a width, downwards; return them placed, and the lowest height."""
    placed: list[pd.DataFrame] = []
    left, row_top, row_floor = 0.0, top, top
    for block in blocks:
        wide, high = _extent(block)
        if left and left + wide > width:
            left, row_top = 0.0, row_floor - 2 * GAP
        x0, _, _, y1 = _edges(block)
        x = block.centres[:, 0] - x0 + left
        y = block.centres[:, 1] - y1 + row_top
        placed.append(pd.DataFrame({"x": x, "y": y}, index=list(block.nodes)))
        left += wide + 4 * GAP
        row_floor = min(row_floor, row_top - high)
    return placed, row_floor
