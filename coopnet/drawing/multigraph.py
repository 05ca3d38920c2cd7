"""The multigraph of a pole on axes: every link and every membership is a line of its own, every structure a node."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path as Shape

from coopnet.drawing.frame import on_paper
from coopnet.drawing.hulls import draw_hulls
from coopnet.drawing.layout import FONT_SIZE, Layout, layout_of
from coopnet.drawing.legend import (
    IDENTITY_STYLE,
    MEMBERSHIP_STYLE,
    draw_legend,
    legend_groups,
    legend_height,
)
from coopnet.drawing.lettering import LINE_SPACING, PLAIN, SMALLEST
from coopnet.drawing.lines import add_lines, axes_scale, bezier, draw_arrow, ease_of
from coopnet.drawing.picture import Picture, picture_of
from coopnet.drawing.routes import bends_of
from coopnet.drawing.style import (
    DOT,
    INK,
    NO_SECTOR_STYLE,
    PAPER,
    SOFT_INK,
    NodeStyle,
    link_styles,
    sector_styles,
    structure_letters,
)
from coopnet.errors import Language
from coopnet.multiplex import Multiplex
from coopnet.pole import Pole

Structures: TypeAlias = Literal["nodes", "hulls"]
"""How structures are shown: as nodes joined to their members, or as outlines around them."""

LEGEND, LEGEND_GAP = 124.0, 12.0
"""Width of a legend beside a drawing, and of what stands between them, in points of the layout."""

_APART: dict[Language, str] = {
    "fr": "Sans lien documenté",
    "en": "Without a documented link",
}


def draw_multigraph(
    ax: Axes,
    pole: Pole | Multiplex | Picture,
    layout: Layout | None = None,
    *,
    structures: Structures = "nodes",
    language: Language = "fr",
    legend: bool = True,
) -> Axes:
    """Draw the multigraph of a pole: actors by sector, structures as squares, one line per link and per membership.

    Sectors are told apart by colour and marker, kinds of structure by the letter in their square, kinds of link by
    dashes, width and colour; parallel links fan out; links that are not cooperation are thin and grey, with an arrow
    where they have a direction. Letters and signs are made for the axes as they are at the call, so that names never
    overlap: give axes their size before (with ``layout="constrained"``, after everything else is drawn).

    Parameters
    ----------
    ax : Axes
        Its limits, aspect and frame are set.
    pole : Pole, Multiplex or Picture
        A Pole is drawn at its reference date with every nature; see :func:`coopnet.picture_of` to
        choose.
    layout : Layout, optional
        Where the nodes stand; by default :func:`coopnet.layout_of` the same pole.
    structures : {"nodes", "hulls"}
        Whether members are joined to the sign of their structure by lines, or held with it in an outline.
    language : {"fr", "en"}
        Of the legend.
    legend : bool
        Whether a legend is drawn on the right, within the axes.

    Returns
    -------
    Axes
    """
    picture = picture_of(pole)
    where = layout if layout is not None else layout_of(pole)
    groups = legend_groups(picture, language, hulls=structures == "hulls") if legend else ()
    beside = legend_height(groups, LEGEND)
    width, height = where.width + (LEGEND_GAP + LEGEND if groups else 0.0), max(where.height, beside)
    ax.set_xlim(0, width)
    ax.set_ylim(where.height - height, where.height)
    ax.set_aspect("equal")
    ax.set_axis_off()
    on_paper(ax)
    scale = axes_scale(ax, width, height)
    ease = ease_of(len(picture.edges))
    placed = where.nodes.loc[picture.nodes.index]
    _draw_identities(ax, picture, placed, scale)
    if structures == "hulls":
        draw_hulls(ax, picture, placed, scale=scale)
    _draw_edges(ax, picture, where, scale, ease, memberships=structures == "nodes")
    _draw_actors(ax, picture, placed, scale)
    _draw_structures(ax, picture, placed, scale)
    _draw_names(ax, picture, placed, scale)
    if where.apart_top is not None and placed["apart"].any():
        ax.text(
            8.0, where.apart_top + 8.0, _APART[language], fontsize=FONT_SIZE * scale, **PLAIN,
            color=SOFT_INK, style="italic", va="center",
        )  # fmt: skip
    if groups:
        place = (where.width + LEGEND_GAP, where.height - beside, LEGEND, beside)
        draw_legend(ax.inset_axes(place, transform=ax.transData), groups, width=LEGEND, scale=scale)
    return ax


def _draw_identities(ax: Axes, picture: Picture, placed: pd.DataFrame, scale: float) -> None:
    same = picture.structures["itself"].dropna()
    shapes = [
        Shape(placed.loc[[node, str(actor)], ["x", "y"]].to_numpy(dtype=np.float64)) for node, actor in same.items()
    ]
    add_lines(ax, shapes, IDENTITY_STYLE, scale, order=1.0)


def _draw_edges(ax: Axes, picture: Picture, layout: Layout, scale: float, ease: float, *, memberships: bool) -> None:
    edges = picture.edges
    bends = bends_of(picture, layout)
    spots = {node: np.array([x, y]) for node, x, y in layout.nodes[["x", "y"]].itertuples()}
    routes = pd.Series(
        [(spots[a], spots[b], bend) for a, b, bend in zip(edges["source"], edges["target"], bends, strict=True)],
        index=edges.index,
        dtype=object,
    )
    is_link = edges["what"] == "link"
    members = routes[~is_link]
    if memberships:
        add_lines(ax, [bezier(*route) for route in members], MEMBERSHIP_STYLE, scale * ease, order=1.2)
    for kind, style in link_styles(picture.link_kinds, picture.vocabulary).items():
        own = is_link & (edges["kind"] == kind)
        order = 1.4 if picture.vocabulary.nature(kind) == "cooperation" else 1.1
        add_lines(ax, [bezier(*route) for route in routes[own]], style, scale * ease, order=order)
        if picture.vocabulary.kinds[kind].directed:
            reaches = layout.nodes.loc[edges.loc[own, "target"], "marker"] / 2
            for (start, end, bend), reach in zip(routes[own], reaches, strict=True):
                draw_arrow(ax, start, end, bend, float(reach), style.colour)


def _draw_actors(ax: Axes, picture: Picture, placed: pd.DataFrame, scale: float) -> None:
    actors = picture.actors
    sectors = actors["sector"]
    looks: dict[str | None, NodeStyle] = {None: NO_SECTOR_STYLE}
    looks.update(sector_styles(picture.sectors, picture.vocabulary))
    for sector, look in looks.items():
        own = placed.loc[actors.index[sectors.isna() if sector is None else sectors == sector]]
        if len(own):
            ax.scatter(
                own["x"],
                own["y"],
                s=(own["marker"] * scale * 0.92) ** 2,
                marker=MarkerStyle(look.marker),
                facecolor=look.colour,
                edgecolor=INK,
                linewidth=0.7 * scale,
                zorder=3,
            )
        if len(own) and look.dotted:
            dots = (own["marker"] * scale * DOT) ** 2
            ax.scatter(own["x"], own["y"], s=dots, marker="o", facecolor=INK, edgecolor="none", zorder=3.1)


def _draw_structures(ax: Axes, picture: Picture, placed: pd.DataFrame, scale: float) -> None:
    structures = picture.structures
    own = placed.loc[structures.index]
    ax.scatter(
        own["x"], own["y"], s=(own["marker"] * scale * 0.92) ** 2, marker="s", facecolor=PAPER, edgecolor=SOFT_INK,
        linewidth=1.0 * scale, zorder=3.2,
    )  # fmt: skip
    letters = structure_letters(picture.structure_kinds, picture.vocabulary)
    for (x, y), kind in zip(own[["x", "y"]].to_numpy(), structures["kind"], strict=True):
        ax.text(
            x, y, letters[str(kind)], ha="center", va="center_baseline", fontsize=SMALLEST * scale, **PLAIN,
            color=INK, zorder=3.4,
        )  # fmt: skip


def _draw_names(ax: Axes, picture: Picture, placed: pd.DataFrame, scale: float) -> None:
    is_structure = (picture.nodes["what"] == "structure").to_dict()
    for node, row in placed[placed["label"] != ""].iterrows():
        ax.text(
            row["x"], row["y"] - row["marker"] / 2 - 1.0, row["label"], ha="center", va="top",
            fontsize=FONT_SIZE * scale, **PLAIN, linespacing=LINE_SPACING, color=INK,
            style="italic" if is_structure[node] else "normal", zorder=4,
            bbox={"facecolor": PAPER, "edgecolor": "none", "alpha": 0.78, "pad": 0.4 * scale},
        )  # fmt: skip
