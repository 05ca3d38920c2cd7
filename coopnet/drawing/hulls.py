"""Structures as areas: a rounded outline around the members of each, and around its sign."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Shape

from coopnet.drawing.picture import Picture
from coopnet.drawing.separation import FloatArray
from coopnet.drawing.style import LINK_COLOURS, LineStyle
from coopnet.vocabulary import Vocabulary

ROOM = 7.0
"""How far an outline stands from the markers it holds, in points."""
_CORNERS = 24
_FILL = 0.07


def hull_styles(kinds: tuple[str, ...], vocabulary: Vocabulary) -> dict[str, LineStyle]:
    """Return the outline of each kind of structure, in the order of the vocabulary: a thin full line of some colour.

    Dashes tell kinds of link apart: an outline that had some would pass for one of them. The letter that it holds says
    the kind of structure.
    """
    order = [code for code in vocabulary.kinds if code in set(kinds)]
    return {kind: LineStyle(LINK_COLOURS[rank % len(LINK_COLOURS)], (), 0.9) for rank, kind in enumerate(order)}


def hull_of(centres: FloatArray, reach: FloatArray) -> FloatArray:
    """Return the corners of the smallest convex outline that holds discs, counter-clockwise.

    Parameters
    ----------
    centres : float64 array (discs, 2)
    reach : float64 array (discs)
        Radius of each disc, drawn as a polygon of 24 corners.

    Returns
    -------
    float64 array (corners, 2)
        Rounded to three decimals.

    Examples
    --------
    >>> hull_of(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.5, 0.5]]), np.zeros(5)).tolist()
    [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]
    """
    angles = 2 * np.pi * np.arange(_CORNERS) / _CORNERS
    around = np.column_stack([np.cos(angles), np.sin(angles)])
    points = (centres[:, None, :] + reach[:, None, None] * around).reshape(-1, 2).round(3)
    # from left to right along the bottom, then back along the top: what turns right is inside (Andrew 1979)
    ordered = np.unique(points, axis=0)
    lower, upper = _half(ordered), _half(ordered[::-1])
    corners: FloatArray = np.array([*lower[:-1], *upper[:-1]])
    return corners


def draw_hulls(ax: Axes, picture: Picture, placed: pd.DataFrame, *, scale: float) -> None:
    """Draw the outline of each structure that has members shown, the largest first, below everything else."""
    members = picture.edges[picture.edges["what"] == "membership"].groupby("target", sort=False)["source"].agg(list)
    styles = hull_styles(picture.structure_kinds, picture.vocabulary)
    kinds = picture.structures["kind"]
    for structure in sorted(members.index, key=lambda node: -len(members[node])):
        held = placed.loc[list(dict.fromkeys([structure, *members[structure]]))]
        corners = hull_of(
            held[["x", "y"]].to_numpy(dtype=np.float64), held["marker"].to_numpy(dtype=np.float64) / 2 + ROOM
        )
        style = styles[str(kinds[structure])]
        ax.add_patch(
            PathPatch(
                Shape(np.vstack([corners, corners[:1]]), closed=True),
                facecolor=to_rgba(style.colour, _FILL),
                edgecolor=style.colour,
                linewidth=style.width * scale,
                linestyle=style.matplotlib,
                zorder=0.5,
            )
        )


def _half(points: FloatArray) -> list[FloatArray]:
    kept: list[FloatArray] = []
    for point in points:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept


def _turn(a: FloatArray, b: FloatArray, c: FloatArray) -> float:
    """Return a positive number when going from a by b to c turns left."""
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
