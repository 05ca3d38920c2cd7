"""Edges as lines on axes: curves, their widths on paper, arrow heads."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Shape

from coopnet.drawing.routes import FloatArray, control_point, curve
from coopnet.drawing.style import LineStyle


def axes_scale(ax: Axes, width: float, height: float) -> float:
    """Return how many points of paper one unit takes on axes that hold a drawing of some size, its shape kept."""
    figure = ax.get_figure(root=True)
    if figure is None:
        return 1.0
    box = ax.get_window_extent()
    across, upwards = box.width / width, box.height / height
    return float(min(across, upwards)) * 72.0 / figure.dpi


def axes_width(ax: Axes) -> float:
    """Return the width of some axes in points of paper."""
    figure = ax.get_figure(root=True)
    return float(ax.get_window_extent().width) * 72.0 / (72.0 if figure is None else figure.dpi)


def ease_of(n_edges: int) -> float:
    """Return how much lines keep of their width: all of it up to 150 lines, less in a crowd, never under two fifths."""
    return max(0.4, min(1.0, float(np.sqrt(150 / max(n_edges, 1)))))


def bezier(start: FloatArray, end: FloatArray, bend: float) -> Shape:
    """Return an edge as a shape: a straight line where it does not bend."""
    if bend == 0:
        return Shape(np.vstack([start, end]))
    middle = control_point(start, end, bend)
    return Shape(np.vstack([start, middle, end]), [Shape.MOVETO, Shape.CURVE3, Shape.CURVE3])


def add_lines(ax: Axes, shapes: list[Shape], style: LineStyle, scale: float, *, order: float) -> None:
    """Draw the lines of one style as one shape of several strokes: a tenth of the bytes of as many shapes."""
    if shapes:
        ax.add_patch(
            PathPatch(
                Shape.make_compound_path(*shapes),
                facecolor="none",
                edgecolor=style.colour,
                linewidth=style.width * scale,
                linestyle=style.matplotlib,
                zorder=order,
            )
        )


def draw_arrow(ax: Axes, start: FloatArray, end: FloatArray, bend: float, reach: float, colour: str) -> None:
    """Draw an arrow head where an edge meets the marker of its target."""
    points = curve(start, end, bend, np.linspace(0.0, 1.0, 201))
    outside = np.flatnonzero(np.hypot(*(points - end).T) >= reach + 1.0)
    if not outside.size:
        return
    tip = points[outside[-1]]
    back = points[np.flatnonzero(np.hypot(*(points - tip).T)[: outside[-1] + 1] >= 5.0)[-1:]]
    if not back.size:
        return
    along = (tip - back[0]) / np.hypot(*(tip - back[0]))
    across = np.array([-along[1], along[0]])
    corners = np.vstack([tip, tip - 5.0 * along + 2.0 * across, tip - 5.0 * along - 2.0 * across, tip])
    ax.add_patch(PathPatch(Shape(corners, closed=True), facecolor=colour, edgecolor="none", zorder=1.5))
