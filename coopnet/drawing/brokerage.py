"""Brokerage roles per actor: stacked bars, told apart by colour and by hatching."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from coopnet.drawing.frame import TEXT, bare, counts_along, legend_above, names_of, rows_down, whole_ties
from coopnet.drawing.style import INK
from coopnet.errors import Language
from coopnet.numbers import written
from coopnet.typography import typeset

FIRST = 20
"""How many actors are drawn unless asked otherwise: those who stand between most pairs."""

# from dark to light, so that neighbours of a bar differ in grey too
_LOOKS: dict[str, tuple[str, str]] = {
    "coordinator": ("#00507f", ""),
    "itinerant": ("#e69f00", "///"),
    "boundary": ("#56b4e9", "..."),
    "liaison": ("#f5f0c0", "xxx"),
}
ROLE_LABELS: dict[str, dict[Language, str]] = {
    "coordinator": {"fr": "coordinateur : les trois du même secteur", "en": "coordinator: all three of one sector"},
    "itinerant": {
        "fr": "consultant : les deux autres d’un même secteur",
        "en": "itinerant: the two others of one sector",
    },
    "boundary": {"fr": "passeur : du secteur d’un seul des deux", "en": "boundary: of the sector of one of the two"},
    "liaison": {"fr": "agent de liaison : trois secteurs", "en": "liaison: three sectors"},
}
_AXIS: dict[Language, str] = {
    "fr": "paires d’acteurs non liés entre eux, que l’acteur relie",
    "en": "pairs of actors not linked to each other, between whom the actor stands",
}


def drawn_brokers(table: pd.DataFrame, *, first: int = FIRST) -> pd.DataFrame:
    """Return the rows of a table of roles that are drawn: the first ones by total, those of total 0 left out.

    Equal actors are all drawn or all left out.
    """
    some = table[table["total"] > 0].sort_values("total", ascending=False, kind="stable")
    return some.head(whole_ties(some["total"], first))


def draw_brokerage(
    ax: Axes, table: pd.DataFrame, *, names: pd.Series | None = None, first: int = FIRST, language: Language = "fr"
) -> Axes:
    """Draw between how many pairs each actor stands, by role, as stacked bars.

    Parameters
    ----------
    ax : Axes
    table : DataFrame
        ``actor_brokerage_table(network)``: indexed by actor, a column per role and their ``total``.
    names : Series, optional
        Name of each actor; identifiers otherwise.
    first : int
        How many actors, those of largest total first.
    language : {"fr", "en"}

    Returns
    -------
    Axes
        A bar per actor, the total at its end; the legend stands above the axes. Gatekeeper and representative, which
        only direction tells apart, are one role: boundary.
    """
    rows = drawn_brokers(table, first=first)
    left = pd.Series(0.0, index=rows.index)
    handles = []
    for role, (colour, hatch) in _LOOKS.items():
        bars = ax.barh(
            range(len(rows)), rows[role], left=left, height=0.72, facecolor=colour, hatch=hatch, edgecolor=INK,
            linewidth=0.4, zorder=2,
        )  # fmt: skip
        bars.set_label(role)
        handles.append(bars)
        left = left + rows[role]
    for line, total in enumerate(rows["total"]):
        ax.annotate(
            written(float(total), language, 0), (float(total), line), xytext=(3, 0), textcoords="offset points",
            va="center", ha="left", **TEXT,
        )  # fmt: skip
    rows_down(ax, names_of(rows.index, names))
    highest = float(rows["total"].max()) if len(rows) else 1.0
    ax.set_xlim(0, 1.06 * highest)
    counts_along(ax, "x", highest, language)
    ax.set_xlabel(_AXIS[language], **TEXT)
    bare(ax, grid="x")
    legend_above(ax, handles, [_label(role, language) for role in _LOOKS], columns=1)
    return ax


def _label(role: str, language: Language) -> str:
    text = ROLE_LABELS[role][language]
    return typeset(text) if language == "fr" else text
