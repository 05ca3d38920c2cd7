"""How each edge bends: parallel links fan out, and an edge goes round the nodes and the names that it does not join."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.drawing.layout import FAN, Layout
from coopnet.drawing.picture import Picture, parallel_ranks

FloatArray = npt.NDArray[np.float64]
_DETOURS: FloatArray = np.array([0.0, 10.0, -10.0, 20.0, -20.0, 34.0, -34.0, 50.0, -50.0])
_REACH = 75.0
"""Half the longest detour, and half the widest name: nothing beyond can be in the way."""
_STEPS = np.linspace(0.04, 0.96, 24)
_CLEARANCE = 3.0
_BEYOND = 40.0
"""What it costs to leave the picture, a marker crossed costing ten."""


def bends_of(picture: Picture, layout: Layout) -> pd.Series:
    """Return how far the control point of each edge stands from its straight line, in points.

    The edge is the quadratic Bézier curve from source to target whose control point stands at that distance from the
    middle, to the left of somebody who goes from source to target. Parallel edges differ by 22 points, less where the
    picture ends. A single one takes, of a few detours within the picture, that which crosses fewest markers and names,
    the smallest first.

    Returns
    -------
    Series (edges)
        Float, rounded to three decimals.
    """
    edges, nodes = picture.edges, layout.nodes
    ranks = parallel_ranks(edges)
    spots = nodes[["x", "y"]].to_numpy(dtype=np.float64)
    place = {str(node): position for position, node in enumerate(nodes.index)}
    reach = nodes["marker"].to_numpy(dtype=np.float64) / 2 + _CLEARANCE
    names = _name_boxes(nodes)
    widest: dict[frozenset[str], float] = {}
    for source, target, rank in zip(edges["source"], edges["target"], ranks, strict=True):
        pair = frozenset((source, target))
        widest[pair] = max(widest.get(pair, 0.0), abs(float(rank)))
    found: list[float] = []
    for source, target, rank in zip(edges["source"], edges["target"], ranks, strict=True):
        a, b = place[source], place[target]
        # counted from the first node of the pair, so that opposite links of one pair do not lie on each other
        fan = rank * FAN * (1.0 if a < b else -1.0)
        start, end = spots[a], spots[b]
        if rank != 0:
            found.append(round(fan * _share(start, end, widest[frozenset((source, target))], layout), 3))
            continue
        # no detour goes farther than its control point: only what stands there can be in the way
        low, high = np.minimum(start, end) - _REACH, np.maximum(start, end) + _REACH
        close = ((spots >= low) & (spots <= high)).all(axis=1)
        close[[a, b]] = False
        costs = _obstacles(start, end, spots[close], reach[close], names[close]) + np.abs(_DETOURS) / 60
        costs += _BEYOND * _leaves(start, end, layout)
        found.append(float(_DETOURS[int(np.argmin(np.round(costs, 6)))]))
    return pd.Series(found, index=edges.index, dtype=np.float64, name="bend")


def control_point(start: FloatArray, end: FloatArray, bend: float) -> FloatArray:
    """Return the control point of an edge that bends to its left by so much."""
    along = end - start
    length = max(float(np.hypot(*along)), 1e-9)
    left = np.array([-along[1], along[0]]) / length
    point: FloatArray = (start + end) / 2 + left * bend
    return point


def curve(start: FloatArray, end: FloatArray, bend: float, steps: FloatArray) -> FloatArray:
    """Return points of an edge at some steps between 0 and 1."""
    middle, t = control_point(start, end, bend), steps[:, None]
    points: FloatArray = (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end
    return points


def _name_boxes(nodes: pd.DataFrame) -> FloatArray:
    """Return the box of each written name: left, right, low, high; an empty box where none is written."""
    half = nodes["label_width"].to_numpy(dtype=np.float64) / 2
    high = (nodes["y"] - nodes["marker"] / 2).to_numpy(dtype=np.float64)
    x = nodes["x"].to_numpy(dtype=np.float64)
    return np.column_stack([x - half, x + half, high - nodes["label_height"].to_numpy(dtype=np.float64), high])


def _obstacles(
    start: FloatArray, end: FloatArray, spots: FloatArray, reach: FloatArray, names: FloatArray
) -> FloatArray:
    """Return how much each detour crosses: a marker weighs ten, each of its steps that lies on a name a quarter."""
    points = np.stack([curve(start, end, bend, _STEPS) for bend in _DETOURS])
    x, y = points[:, :, 0, None], points[:, :, 1, None]
    near = (x - spots[:, 0]) ** 2 + (y - spots[:, 1]) ** 2 < reach**2
    on_name = (x > names[:, 0]) & (x < names[:, 1]) & (y > names[:, 2]) & (y < names[:, 3])
    costs: FloatArray = 10.0 * near.any(axis=1).sum(axis=1) + 0.25 * on_name.sum(axis=(1, 2))
    return costs


def _leaves(start: FloatArray, end: FloatArray, layout: Layout) -> npt.NDArray[np.bool_]:
    """Return whether each detour runs out of the picture."""
    points = np.stack([curve(start, end, bend, _STEPS) for bend in _DETOURS])
    inside = (points >= 1.0) & (points <= np.array([layout.width, layout.height]) - 1.0)
    leaves: npt.NDArray[np.bool_] = np.logical_not(np.all(inside, axis=(1, 2)))
    return leaves


def _share(start: FloatArray, end: FloatArray, widest: float, layout: Layout) -> float:
    """Return how much of its width the fan of a pair keeps, so that its outermost edges stay in the picture."""
    middle, along = (start + end) / 2, end - start
    across = np.abs(np.array([along[1], along[0]])) / max(float(np.hypot(*along)), 1e-9)
    room = np.minimum(middle, np.array([layout.width, layout.height]) - middle) - 1.0
    reach = np.maximum(widest * FAN / 2 * across, 1e-9)
    return float(np.clip((room / reach).min(), 0.1, 1.0))
