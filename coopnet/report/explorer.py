"""The graph to explore: its data, its choices with their signs, and its words."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from coopnet.drawing.layout import Layout
from coopnet.drawing.legend import title_of
from coopnet.drawing.picture import Picture
from coopnet.errors import Language
from coopnet.report.graph_data import embedded, graph_data
from coopnet.report.typography import spaced
from coopnet.report.words import texts
from coopnet.typography import dated
from coopnet.vocabulary import Vocabulary

_GRAPH_WORDS = (
    *("shown", "choose", "since", "since_day", "until", "until_day", "given", "received", "structure", "declared"),
    *("declared_one", "same", "takes_part"),
    *("members", "cooperates", "other_links", "no_link", "hidden", "none_found", "found", "found_one", "found_hidden"),
    *("show_printed", "show_interactive"),
)


def explorer_content(everything: Picture, layout: Layout, shown_now: Picture, language: Language) -> dict[str, Any]:
    """Return what the template of the explorer is filled with.

    Parameters
    ----------
    everything : Picture
        Every nature at every date.
    layout : Layout
        The one of the printed figure.
    shown_now : Picture
        What the printed figure shows, hence what the explorer shows first.
    language : {"fr", "en"}
    """
    heading = {key: spaced(text, language) for key, text in texts(language).items()}
    data = graph_data(everything, layout, shown_now, language)
    words = {name: heading[f"graph_{name}"] for name in _GRAPH_WORDS}
    return {
        "explorer": {
            "names": sorted({str(name) for name in everything.nodes["name"]}),
            "at": dated(data["at"], language),
            "years": data["years"],
            "groups": _groups(data, heading),
            "signs": _signs(everything, data, language),
        },
        "graph_json": embedded(data),
        "graph_words": embedded({**words, "certainties": _doubts(everything.vocabulary, language)}),
        "table_words": embedded({name: heading[name] for name in ("copy", "copied", "not_copied", "sort_by")}),
    }


def _signs(picture: Picture, data: dict[str, Any], language: Language) -> list[dict[str, Any]]:
    """Return what lines that are no kind of link mean: a membership, and a structure that is an actor too."""
    shown = {
        "membership": (picture.edges["what"] == "membership").any(),
        "identity": picture.structures["itself"].notna().any(),
    }
    lines = {"membership": [], "identity": [1.5, 2.5]}
    return [
        {"sign": _line_sign({**data[key], "dashes": lines[key]}), "label": title_of(key, language)}
        for key, there in shown.items()
        if there
    ]


def _doubts(words: Vocabulary, language: Language) -> dict[str, str]:
    """Return the labels of the certainties that are worth saying: all but certain."""
    return {
        code: words.label("certainties", code, language) for code in words.words("certainties") if code != "certain"
    }


def _groups(data: dict[str, Any], heading: dict[str, str]) -> list[dict[str, Any]]:
    kinds = data["kinds"]
    lines = [kind for kind in kinds if "line" in kind]
    groups = [
        ("group_sectors", "sector", [_entry(one["code"], one["label"], _sector_sign(one)) for one in data["sectors"]]),
        (
            "group_structures",
            "kind",
            [_entry(f"member {one['code']}", one["label"], _letter_sign(one)) for one in kinds if "letter" in one],
        ),
        ("group_links", "kind", [_line_entry(one) for one in lines if one["nature"] == "cooperation"]),
        ("group_other", "kind", [_line_entry(one) for one in lines if one["nature"] != "cooperation"]),
    ]
    return [{"title": heading[title], "name": name, "entries": entries} for title, name, entries in groups if entries]


def _entry(code: str, label: str, sign: Markup) -> dict[str, Any]:
    return {"code": code, "label": label, "sign": sign}


def _line_entry(kind: dict[str, Any]) -> dict[str, Any]:
    return _entry(f"link {kind['code']}", kind["label"], _line_sign(kind["line"]))


def _svg(width: int, inside: Markup) -> Markup:
    return Markup('<svg width="{}" height="16" viewBox="0 0 {} 16" aria-hidden="true">{}</svg>').format(
        width, width, inside
    )


def _sector_sign(sector: dict[str, Any]) -> Markup:
    if sector["shape"] is None:
        inside = Markup('<circle cx="8" cy="8" r="5.6" fill="{}" stroke="#1b1b1b"/>').format(sector["colour"])
    else:
        pairs = zip(sector["shape"][::2], sector["shape"][1::2], strict=True)
        points = " ".join(f"{8 + 6 * x:.1f},{8 + 6 * y:.1f}" for x, y in pairs)
        inside = Markup('<polygon points="{}" fill="{}" stroke="#1b1b1b"/>').format(points, sector["colour"])
    if sector["dotted"]:
        inside += Markup('<circle cx="8" cy="8" r="1.9" fill="#1b1b1b"/>')
    return _svg(16, inside)


def _letter_sign(kind: dict[str, Any]) -> Markup:
    return _svg(
        16,
        Markup(
            '<rect x="1" y="1" width="14" height="14" fill="#fff" stroke="#5a5a5a"/>'
            '<text x="8" y="11.6" font-size="10" text-anchor="middle" fill="#1b1b1b">{}</text>'
        ).format(escape(kind["letter"])),
    )


def _line_sign(line: dict[str, Any]) -> Markup:
    dashes = " ".join(f"{length:g}" for length in line["dashes"]) or "none"
    inside = Markup('<path d="M1 8H33" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>')
    return _svg(34, inside.format(line["colour"], max(line["width"], 1.2), dashes))
