"""The profile of a pole: a dot per indicator against the interval that chance gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from coopnet.catalogue import MEASURES
from coopnet.drawing.frame import on_paper
from coopnet.drawing.lettering import PLAIN, wrapped
from coopnet.drawing.style import GRID, INK, PAPER, SOFT_INK
from coopnet.errors import Language
from coopnet.numbers import NARROW, written
from coopnet.referentiel.profile import Profile
from coopnet.referentiel.wording import against, decimals_apart, printed

REACH = 6.0
"""Beyond so many standard deviations from chance a dot stands at the edge, as an arrow."""
INTERVAL = "#c6c6c6"
DOT = "#00507f"
ROW_HEIGHT = 30.0
"""Height of one indicator in points, for who chooses the size of the figure."""

_WORDS: dict[str, dict[Language, str]] = {
    "axis": {
        "fr": f"écart à ce que le hasard donnerait (0{NARROW}: comme le hasard), en écarts-types",
        "en": "distance from what chance would give (0: as chance), in standard deviations",
    },
    "expected": {"fr": "attendu {}, de {} à {}", "en": "expected {}, {} to {}"},
    "cannot_tell": {"fr": "on ne peut pas conclure", "en": "cannot be told"},
}


def drawn_indicators(profile: Profile) -> pd.DataFrame:
    """Return the rows of a profile that have a value and what chance would give, in the order drawn."""
    table = profile.table
    return table[table["observed"].notna() & table["expected"].notna()].reset_index(drop=True)


def draw_profile(ax: Axes, profile: Profile, *, language: Language = "fr") -> Axes:
    """Draw each indicator of a profile as a dot, against the central 95 % of its null as a band.

    Parameters
    ----------
    ax : Axes
    profile : Profile
    language : {"fr", "en"}

    Returns
    -------
    Axes
        One row per indicator compared with chance: its criterion and label on the left, its value and the expectation
        on the right. No colour says good or bad: no direction is agreed.
    """
    on_paper(ax)
    rows = drawn_indicators(profile)
    for line, row in rows.iterrows():
        _draw_row(ax, float(str(line)), row, language)
    ax.axvline(0, color=SOFT_INK, linewidth=0.8, zorder=1)
    ax.set_xlim(-REACH - 0.3, REACH + 0.3)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    labels = [_row_label(row, language) for _, row in rows.iterrows()]
    ax.set_yticks(range(len(rows)), labels, fontsize=6.8, **PLAIN, color=INK)
    ticks = range(-6, 7, 2)
    ax.set_xticks(
        list(ticks),
        [written(float(tick), language, 0) for tick in ticks],
        fontsize=6.5,
        **PLAIN,
        color=INK,
    )
    ax.set_xlabel(_WORDS["axis"][language], fontsize=7, **PLAIN, color=INK)
    ax.grid(axis="x", color=GRID, linewidth=0.5)
    ax.set_axisbelow(True)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return ax


def _row_label(row: pd.Series, language: Language) -> str:
    return wrapped(f"{row['criterion']} · {row[f'label_{language}']}" + _by(row, language), width=42, lines=2)


def _by(row: pd.Series, language: Language) -> str:
    names = {
        "sector": {"fr": "secteurs", "en": "sectors"},
        "type": {"fr": "types d’acteurs", "en": "types of actor"},
        "commune": {"fr": "communes", "en": "communes"},
    }
    column = str(row.get("by", ""))
    said = names.get(column, {"fr": column, "en": column})[language]
    label = str(row[f"label_{language}"])
    # most labels name the groups already, those of another column in place of sectors
    named = said in label or label != MEASURES[str(row["indicator"])].label(language)
    return f" ({said})" if column and not named else ""


def _draw_row(ax: Axes, line: float, row: pd.Series, language: Language) -> None:
    numbers = {str(name): cell for name, cell in row.items()}
    spread = _spread(row)
    # as many decimals as its interval: “75 %” beside “75,0 % to 75,4 %” would not say whether it is within
    more = 0 if spread is None else decimals_apart(numbers)
    value = printed(float(row["observed"]), str(row["written"]), language, more)
    beside: dict[str, Any] = {
        "fontsize": 6.5,
        **PLAIN,
        "va": "center",
        "transform": ax.get_yaxis_transform(),
    }
    ax.text(1.02, line - 0.17, value, color=INK, fontweight="bold", **beside)
    if spread is None:
        ax.text(1.02, line + 0.19, _WORDS["cannot_tell"][language], color=SOFT_INK, **beside)
        return
    low, high = ((float(row[end]) - float(row["expected"])) / spread for end in ("low", "high"))
    ax.plot(
        [max(low, -REACH), min(high, REACH)], [line, line], color=INTERVAL, linewidth=7, solid_capstyle="butt", zorder=2
    )
    z = (float(row["observed"]) - float(row["expected"])) / spread
    marker = "o" if abs(z) <= REACH else (">" if z > 0 else "<")
    ax.plot(
        [float(np.clip(z, -REACH, REACH))], [line], marker=marker, markersize=6.5, markerfacecolor=DOT,
        markeredgecolor=PAPER, markeredgewidth=0.8, linestyle="none", zorder=4, clip_on=False,
    )  # fmt: skip
    said = _WORDS["expected"][language].format(*against(numbers, language))
    ax.text(1.02, line + 0.19, said, color=SOFT_INK, **beside)


def _spread(row: pd.Series) -> float | None:
    """Return the standard deviation of the draws, None where there is no null or the draws do not vary."""
    effect, away = float(row["effect"]), float(row["observed"]) - float(row["expected"])
    if np.isfinite(effect) and effect != 0:
        return away / effect
    half = (float(row["high"]) - float(row["low"])) / 2
    return half / 1.96 if np.isfinite(half) and half > 0 else None
