"""One kind of link or of structure alone, where the multigraph has it: a panel of small multiples."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from coopnet.drawing.frame import on_paper
from coopnet.drawing.layout import Layout, layout_of
from coopnet.drawing.lettering import LINE_SPACING, PLAIN, SMALLEST, fitted, text_size
from coopnet.drawing.lines import add_lines, axes_scale, axes_width, bezier
from coopnet.drawing.picture import Picture, picture_of
from coopnet.drawing.routes import bends_of
from coopnet.drawing.style import INK, PAPER, SOFT_INK, LineStyle
from coopnet.errors import Language
from coopnet.multiplex import Multiplex
from coopnet.numbers import written
from coopnet.pole import Pole
from coopnet.typography import typeset

FONT = 6.5
TITLE_HEIGHT = 40.0
"""Room that the title of a panel takes above its axes, in points, for who chooses the size of the figure."""
_PALE = "#d0d0d0"
_ACTOR = "#00507f"
_LINE = LineStyle("#00507f", (), 0.8)
_NOT_COUNTED = LineStyle("#6f6f6f", (3.0, 1.2), 0.8)
_MEMBERSHIP = LineStyle("#8a8a8a", (), 0.6)
_WORDS: dict[str, dict[Language, str]] = {
    "links": {"fr": "liens :\u00a0{}", "en": "links:\u00a0{}"},
    "structures": {"fr": "structures :\u00a0{}", "en": "structures:\u00a0{}"},
    "actors": {"fr": "acteurs :\u00a0{}", "en": "actors:\u00a0{}"},
    "not_counted": {"fr": "hors coopération", "en": "not cooperation"},
}


def drawn_kinds(picture: Picture) -> pd.DataFrame:
    """Return what each kind of a picture joins, cooperation first, then in the order of the vocabulary.

    Returns
    -------
    DataFrame (kinds)
        ``nature``; ``links``, ``structures`` and ``memberships``: how many are shown; ``actors``: how many it touches.
    """
    words, edges = picture.vocabulary, picture.edges
    standing = [code for code in words.kinds if code in set(edges["kind"])]
    rows = []
    for kind in sorted(standing, key=lambda code: words.nature(code) != "cooperation"):
        own = edges[edges["kind"] == kind]
        is_link = own["what"] == "link"
        rows.append(
            {
                "kind": kind,
                "nature": words.nature(kind),
                "links": int(is_link.sum()),
                "structures": own.loc[~is_link, "target"].nunique(),
                "memberships": int((~is_link).sum()),
                "actors": len(_touched(own)),
            }
        )
    columns = ["kind", "nature", "links", "structures", "memberships", "actors"]
    return pd.DataFrame(rows, columns=columns).set_index("kind")


def draw_kind(
    ax: Axes,
    pole: Pole | Multiplex | Picture,
    kind: str,
    layout: Layout | None = None,
    *,
    language: Language = "fr",
) -> Axes:
    """Draw one kind alone: what it joins in dark, all other actors as pale dots where the multigraph has them.

    Parameters
    ----------
    ax : Axes
        Its limits, aspect and frame are set.
    pole : Pole, Multiplex or Picture
    kind : str
        A kind of direct link, of structure, or of both.
    layout : Layout, optional
        Where the nodes stand; the same for every panel; by default :func:`coopnet.drawing.layout.layout_of` the pole.
    language : {"fr", "en"}

    Returns
    -------
    Axes
        Its title gives the kind, how many links and structures of that kind there are and how many actors they touch.
        Structures are squares joined to their members by thin grey lines. What does not count as cooperation is dashed.
    """
    picture = picture_of(pole)
    where = layout if layout is not None else layout_of(pole)
    ax.set_xlim(0, where.width)
    ax.set_ylim(0, where.height)
    ax.set_aspect("equal")
    ax.set_axis_off()
    on_paper(ax)
    # marks keep a size that can be seen, whatever the size of the panel
    scale = max(axes_scale(ax, where.width, where.height), 0.25)
    own = picture.edges["kind"] == kind
    edges = picture.edges[own]
    bends = bends_of(picture, where)[own]
    spots = {node: np.array([x, y]) for node, x, y in where.nodes[["x", "y"]].itertuples()}
    routes = [(spots[a], spots[b], bend) for a, b, bend in zip(edges["source"], edges["target"], bends, strict=True)]
    is_link = (edges["what"] == "link").to_numpy()
    counts = picture.vocabulary.nature(kind) == "cooperation"
    lines = _eased(_LINE if counts else _NOT_COUNTED, int(is_link.sum()))
    shapes = np.array([bezier(*route) for route in routes], dtype=object)
    add_lines(ax, list(shapes[~is_link]), _MEMBERSHIP, 1.0, order=1.0)
    add_lines(ax, list(shapes[is_link]), lines, 1.0, order=1.2)
    touched = _touched(edges)
    actors = picture.actors.index
    _dots(ax, where, actors.difference(touched, sort=False), _PALE, 9.0 * scale, order=0.5)
    _dots(ax, where, touched, _ACTOR if counts else SOFT_INK, 14.0 * scale, order=2.0)
    squares = where.nodes.loc[list(dict.fromkeys(edges.loc[~is_link, "target"]))]
    ax.scatter(
        squares["x"], squares["y"], s=(12.0 * max(scale, 0.4)) ** 2, marker="s", facecolor=PAPER, edgecolor=INK,
        linewidth=0.7, zorder=3.0,
    )  # fmt: skip
    _draw_title(ax, drawn_kinds(picture).loc[[kind]].iloc[0], picture, kind, language)
    return ax


def _eased(style: LineStyle, n_lines: int) -> LineStyle:
    """Return a style whose lines are thinner in a crowd, down to half their width."""
    return replace(style, width=style.width * max(0.5, min(1.0, (40 / max(n_lines, 1)) ** 0.5)))


def _touched(edges: pd.DataFrame) -> pd.Index:
    """Return the actors that some edges touch, in the order met."""
    links = edges[edges["what"] == "link"]
    found: pd.Index = pd.Index(dict.fromkeys([*edges["source"], *links["target"]]), dtype="str")
    return found


def _dots(ax: Axes, layout: Layout, nodes: pd.Index, colour: str, width: float, *, order: float) -> None:
    here = layout.nodes.loc[nodes]
    ax.scatter(here["x"], here["y"], s=width**2, marker="o", facecolor=colour, edgecolor="none", zorder=order)


def _draw_title(ax: Axes, row: pd.Series, picture: Picture, kind: str, language: Language) -> None:
    counts = {name: int(row[name]) for name in ("links", "structures", "actors")}
    said = [_WORDS[name][language].format(written(number, language, 0)) for name, number in counts.items() if number]
    if row["nature"] != "cooperation":
        said.append(_WORDS["not_counted"][language])
    counted = ", ".join(said)
    # what stands in brackets explains the word, and the legend of the multigraph has it
    short = picture.vocabulary.kind_label(kind, language).partition(" (")[0]
    room = axes_width(ax)
    below = fitted(typeset(counted) if language == "fr" else counted, room, SMALLEST)
    text: dict[str, Any] = {**PLAIN, "xycoords": "axes fraction", "textcoords": "offset points", "va": "bottom",
                            "linespacing": LINE_SPACING}  # fmt: skip
    above = 4.0 + text_size(below, SMALLEST)[1]
    name = fitted(short, room, FONT, bold=True)
    ax.annotate(name, (0, 1), xytext=(0, above), fontsize=FONT, color=INK, fontweight="bold", **text)
    ax.annotate(below, (0, 1), xytext=(0, 2), fontsize=SMALLEST, color=SOFT_INK, **text)
