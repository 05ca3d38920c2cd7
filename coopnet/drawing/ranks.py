"""Ranks of actors with their doubt: a dot at the observed rank, a line over the ranks that draws give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from coopnet.drawing.frame import FONT, TEXT, bare, names_of, rows_down, step_of, whole_ties
from coopnet.drawing.lettering import PLAIN
from coopnet.drawing.style import INK, PAPER, SOFT_INK
from coopnet.errors import Language
from coopnet.inference.ranks import Ranks
from coopnet.numbers import NARROW, written

FIRST = 20
"""How many actors are drawn unless asked otherwise: the highest ranked."""
INTERVAL = "#9a9a9a"
DOT = "#00507f"
_WORDS: dict[str, dict[Language, str]] = {
    "axis": {"fr": f"rang (1{NARROW}: la plus grande valeur)", "en": "rank (1: the highest value)"},
    "value": {"fr": "valeur", "en": "value"},
    "unknown": {"fr": "on ne peut pas dire", "en": "cannot tell"},
}


def drawn_ranks(ranks: Ranks, *, first: int = FIRST) -> pd.DataFrame:
    """Return the rows of a table of ranks that are drawn: the highest ranked ones; equal ones all, or none."""
    return ranks.table.head(whole_ties(ranks.table["rank"], first))


def draw_ranks(
    ax: Axes,
    ranks: Ranks,
    *,
    names: pd.Series | None = None,
    first: int = FIRST,
    digits: int = 2,
    language: Language = "fr",
) -> Axes:
    """Draw the rank of each actor as a dot, and the ranks between which it stands in 95 % of the draws as a line.

    Parameters
    ----------
    ax : Axes
    ranks : Ranks
        ``missing_data_of(measure, …).ranks(share)`` or ``vertex_bootstrap_of(measure, …).ranks()``.
    names : Series, optional
        Name of each actor; identifiers otherwise.
    first : int
        How many actors, the highest ranked first.
    digits : int
        Decimals of the values written on the right.
    language : {"fr", "en"}

    Returns
    -------
    Axes
        Rank 1 on the left. Where too few draws hold an actor, its dot is hollow and no line is drawn: its rank cannot
        be told.
    """
    rows = drawn_ranks(ranks, first=first)
    beside: dict[str, Any] = {"va": "center", "transform": ax.get_yaxis_transform(), **TEXT}
    for line, (observed, rank, low, high) in enumerate(rows[["observed", "rank", "rank_low", "rank_high"]].to_numpy()):
        known = bool(np.isfinite(low))
        if known:
            ax.plot([low, high], [line, line], color=INTERVAL, linewidth=3.2, solid_capstyle="butt", zorder=2)
        ax.plot(
            [rank], [line], marker="o", markersize=5.4, markerfacecolor=DOT if known else PAPER, markeredgecolor=INK,
            markeredgewidth=0.6, linestyle="none", zorder=3, clip_on=False,
        )  # fmt: skip
        said = written(float(observed), language, digits) if known else _WORDS["unknown"][language]
        ax.text(1.02, line, said, ha="left", **beside)
    rows_down(ax, names_of(rows.index, names))
    ax.text(
        1.02, 1.0, _WORDS["value"][language], ha="left", va="bottom", transform=ax.transAxes, fontsize=FONT,
        **PLAIN, color=SOFT_INK, style="italic",
    )  # fmt: skip
    furthest = float(np.nanmax(rows[["rank", "rank_high"]].to_numpy(), initial=2.0))
    step = step_of(furthest, most=8)
    ticks = [1.0, *(float(tick) for tick in range(step, int(furthest) + 1, step) if tick > 1)]
    ax.set_xticks(ticks, [written(tick, language, 0) for tick in ticks], **TEXT)
    ax.set_xlim(1 - 0.03 * furthest, furthest * 1.02)
    ax.set_xlabel(_WORDS["axis"][language], **TEXT)
    bare(ax, grid="x")
    return ax
