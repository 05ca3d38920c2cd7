"""What the interactive graph holds: the nodes and edges of the printed figure, at the same places."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup
from matplotlib.markers import MarkerStyle

from coopnet.dates import active
from coopnet.drawing.layout import FONT_SIZE, Layout
from coopnet.drawing.legend import IDENTITY_STYLE, MEMBERSHIP_STYLE
from coopnet.drawing.picture import Picture
from coopnet.drawing.routes import bends_of
from coopnet.drawing.style import NO_SECTOR_STYLE, Marker, link_styles, sector_styles, structure_letters
from coopnet.errors import Language
from coopnet.report.typography import spaced

NO_SECTOR = "—"


def graph_data(everything: Picture, layout: Layout, shown_now: Picture, language: Language) -> dict[str, Any]:
    """Return the interactive graph as plain data.

    Parameters
    ----------
    everything : Picture
        Every nature at every date.
    layout : Layout
        The one of the printed figure.
    shown_now : Picture
        What the printed figure shows.
    language : {"fr", "en"}

    Returns
    -------
    dict
        ``nodes``, ``edges``, ``sectors``, ``kinds``, ``at``, ``years`` and the size of the picture. Positions have y
        downwards, as screens do. What goes without saying is left out, since a page has a thousand edges: that an edge
        is straight, a link, certain; that it or a node is there at the reference date.
    """
    years = sorted(_years(everything))
    return {
        "width": layout.width,
        "height": layout.height,
        "font": FONT_SIZE,
        "at": shown_now.at or "",
        "years": list(range(years[0], years[-1] + 1)) if years else [],
        "sectors": _sectors(everything, language),
        "kinds": _kinds(everything, language),
        "membership": {"colour": MEMBERSHIP_STYLE.colour, "width": MEMBERSHIP_STYLE.width},
        "identity": {"colour": IDENTITY_STYLE.colour, "width": IDENTITY_STYLE.width},
        "nodes": _nodes(everything, layout, set(shown_now.nodes.index), language),
        "edges": _edges(everything, layout, shown_now.at),
    }


def embedded(data: Any) -> Markup:
    r"""Return data as JSON that may stand inside a script element: nothing in it can end the element or begin another.

    >>> str(embedded({"name": "</script><b>"}))
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


def polygon(marker: Marker) -> list[float] | None:
    """Return the outline of a marker as corners between −1 and 1, y downwards, x and y in turn; None for a circle."""
    if marker == "o":
        return None
    style = MarkerStyle(marker)
    outline = np.asarray(style.get_path().transformed(style.get_transform()).to_polygons()[0], dtype=np.float64)
    centred = outline[:-1] * np.array([1.0, -1.0])
    largest = float(np.abs(centred).max())
    return [round(float(value), 3) for value in (centred / largest).ravel()]


def _sectors(picture: Picture, language: Language) -> list[dict[str, Any]]:
    words = picture.vocabulary
    styles = sector_styles(picture.sectors, words)
    sectors = [
        {
            "code": code,
            "label": spaced(words.label("sectors", code, language), language),
            "colour": style.colour,
            "shape": polygon(style.marker),
            "dotted": style.dotted,
        }
        for code, style in styles.items()
    ]
    if picture.actors["sector"].isna().any():
        label = {"fr": "Secteur non renseigné", "en": "Sector not given"}[language]
        look = {"colour": NO_SECTOR_STYLE.colour, "shape": None, "dotted": False}
        sectors.append({"code": NO_SECTOR, "label": label, **look})
    return sectors


def _kinds(picture: Picture, language: Language) -> list[dict[str, Any]]:
    words = picture.vocabulary
    letters = structure_letters(picture.structure_kinds, words)
    styles = link_styles(picture.link_kinds, words)
    kinds: list[dict[str, Any]] = []
    for code in (code for code in words.kinds if code in letters or code in styles):
        kind: dict[str, Any] = {
            "code": code,
            "label": spaced(words.kind_label(code, language), language),
            "nature": words.nature(code),
        }
        if code in letters:
            kind["letter"] = letters[code]
        if code in styles:
            style = styles[code]
            kind["line"] = {"colour": style.colour, "dashes": list(style.dashes), "width": style.width}
            kind["directed"] = words.kinds[code].directed
        kinds.append(kind)
    return kinds


def _nodes(picture: Picture, layout: Layout, now: set[str], language: Language) -> list[dict[str, Any]]:
    words = picture.vocabulary
    nodes: list[dict[str, Any]] = []
    places: dict[Any, Any] = layout.nodes.to_dict("index")
    for index, node in picture.nodes.iterrows():
        place = places[index]
        entry: dict[str, Any] = {
            "id": str(index),
            "name": str(node["name"]),
            "what": node["what"],
            "x": round(float(place["x"]), 2),
            "y": round(layout.height - float(place["y"]), 2),
            "size": float(place["marker"]),
            "label": str(place["label"]),
            **_dated(node),
        }
        if index not in now:
            entry["now"] = False
        if node["what"] == "actor":
            entry["sector"] = NO_SECTOR if pd.isna(node["sector"]) else str(node["sector"])
            if not pd.isna(node["type"]):
                entry["type"] = spaced(words.label("actor_types", str(node["type"]), language), language)
        else:
            entry["kind"] = str(node["kind"])
            if not pd.isna(node["size"]):
                entry["declared"] = int(node["size"])
            if not pd.isna(node["itself"]):
                entry["itself"] = str(node["itself"])
        nodes.append(entry)
    return nodes


def _edges(picture: Picture, layout: Layout, at: str | None) -> list[dict[str, Any]]:
    bends = bends_of(picture, layout)
    nodes, edges = picture.nodes, picture.edges
    now = active(edges["since"], edges["until"], at)
    for end in ("source", "target"):
        own = nodes.loc[edges[end]]
        now = now & active(own["since"], own["until"], at)
    entries: list[dict[str, Any]] = []
    for position, edge in enumerate(edges.to_dict("records")):
        entry: dict[str, Any] = {
            "source": edge["source"],
            "target": edge["target"],
            "kind": edge["kind"],
            **_dated(edge),
        }
        if edge["what"] == "membership":
            entry["member"] = True
        if bends.iloc[position]:  # to the left with y upwards is to the right with y downwards
            entry["bend"] = -float(bends.iloc[position])
        if not now[position]:
            entry["now"] = False
        if not pd.isna(edge["role"]):
            entry["role"] = edge["role"]
        if not pd.isna(edge["certainty"]) and edge["certainty"] != "certain":
            entry["certainty"] = edge["certainty"]
        entries.append(entry)
    return entries


def _dated(row: Any) -> dict[str, str]:
    return {key: str(row[key]) for key in ("since", "until") if not pd.isna(row[key])}


def _years(picture: Picture) -> set[int]:
    columns = [table[key] for table in (picture.nodes, picture.edges) for key in ("since", "until")]
    return {int(str(date)[:4]) for column in columns for date in column.dropna().unique()}
