"""The two-mode picture: actors, structures, and who takes part in what; no direct link."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from coopnet.drawing.layout import STRUCTURE, Layout, layout_of
from coopnet.drawing.multigraph import draw_multigraph
from coopnet.drawing.picture import Picture, picture_of
from coopnet.errors import Language
from coopnet.multiplex import Multiplex
from coopnet.pole import Pole

LARGEST = 26.0
"""Width of the square of the structure that has most members, in points."""


def two_mode_of(pole: Pole | Multiplex | Picture) -> Picture:
    """Return the picture of a pole's memberships alone: structures, those who take part in one, no direct link."""
    picture = picture_of(pole)
    memberships = picture.edges[picture.edges["what"] == "membership"].reset_index(drop=True)
    joined = set(memberships["source"])
    is_structure = picture.nodes["what"] == "structure"
    nodes = picture.nodes[is_structure | picture.nodes.index.isin(joined)].copy()
    # a structure may also be an actor that takes part in nothing: that actor is not here
    nodes["itself"] = nodes["itself"].where(nodes["itself"].isin(nodes.index), None)
    return replace(picture, nodes=nodes, edges=memberships)


def members_of(picture: Picture) -> pd.Series:
    """Return the number of members shown of each structure."""
    members = picture.edges.loc[picture.edges["what"] == "membership", ["target", "source"]].drop_duplicates()
    return members["target"].value_counts().reindex(picture.structures.index, fill_value=0)


def two_mode_layout_of(pole: Pole | Multiplex | Picture) -> Layout:
    """Return where actors and structures stand in the two-mode picture, which has a layout of its own.

    Squares grow with the square root of the number of members, so that their area tells it; below some eighth of the
    largest they would be too small for their letter, and stay of one size.
    """
    picture = two_mode_of(pole)
    members = members_of(picture).astype(float)
    most = max(float(members.max()), 1.0) if len(members) else 1.0
    widths = (LARGEST * (members / most) ** 0.5).clip(lower=STRUCTURE * 0.8)
    return layout_of(picture, markers=widths.round(3))


def draw_two_mode(
    ax: Axes,
    pole: Pole | Multiplex | Picture,
    layout: Layout | None = None,
    *,
    language: Language = "fr",
    legend: bool = True,
) -> Axes:
    """Draw actors and structures, joined by memberships alone.

    Parameters
    ----------
    ax : Axes
        Its limits, aspect and frame are set.
    pole : Pole, Multiplex or Picture
    layout : Layout, optional
        By default :func:`two_mode_layout_of` the same pole.
    language : {"fr", "en"}
        Of the legend.
    legend : bool
        Whether a legend is drawn on the right, within the axes.

    Returns
    -------
    Axes
        Structures are squares whose area goes with the number of named members; the letter gives their kind. Actors
        that take part in no structure are left out.
    """
    picture = two_mode_of(pole)
    where = layout if layout is not None else two_mode_layout_of(picture)
    return draw_multigraph(ax, picture, where, language=language, legend=legend)
