"""Perception beside the network: how members rate each criterion, and what links say of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from coopnet.drawing.frame import FONT, TEXT, bare, rows_down
from coopnet.drawing.lettering import PLAIN, SMALLEST, wrapped
from coopnet.drawing.style import GRID, INK, PAPER, SOFT_INK
from coopnet.errors import Language
from coopnet.numbers import written
from coopnet.referentiel.coevaluation import HIGHEST, LOWEST, Coevaluation, discussion_table
from coopnet.referentiel.profile import Profile
from coopnet.referentiel.wording import VERDICT_LABELS
from coopnet.typography import typeset

ROW_HEIGHT = 27.0
"""Height of one criterion in points, for who chooses the size of the figure."""
MEDIAN = "#b04000"
_SPREAD = 0.30
_SIGNS = {
    "well_above": "▲▲",
    "above": "▲",
    "as_expected": "=",
    "below": "▼",
    "well_below": "▼▼",
    "cannot_tell": "?",
    "descriptive": "·",
}
_WORDS: dict[str, dict[Language, str]] = {
    "axis": {"fr": "notes des membres (trait : médiane)", "en": "ratings by members (bar: median)"},
    "links": {"fr": "ce que montrent les liens", "en": "what links show"},
    "unrated": {"fr": "non noté", "en": "not rated"},
}


def draw_coevaluation(ax: Axes, coevaluation: Coevaluation, profile: Profile, *, language: Language = "fr") -> Axes:
    """Draw how each criterion is rated by members, and beside it what its indicators say against chance.

    Parameters
    ----------
    ax : Axes
    coevaluation : Coevaluation
    profile : Profile
        Of the same pole, on the same grid.
    language : {"fr", "en"}

    Returns
    -------
    Axes
        One row per criterion of the grid: a disc per rating given, whose area goes with the number of members who gave
        it, that number inside; the median as a bar. On the right, one line per distinct verdict, with its sign. ◆ marks
        criteria where perception and links differ clearly enough to be discussed.
    """
    discussed = discussion_table(coevaluation, profile)
    most = float(_counts(coevaluation).to_numpy().max(initial=1))
    labels = []
    counts = _counts(coevaluation).reindex(discussed.index)
    for line, (letter, row) in enumerate(discussed.iterrows()):
        _draw_ratings(ax, line, counts.iloc[line], float(row["median"]), most, language)
        _draw_verdicts(ax, line, _verdicts(str(row["verdicts"])), language)
        mark = " ◆" if row["differs"] else ""
        labels.append(wrapped(f"{letter} · {row[f'label_{language}']}", width=38, lines=2) + mark)
    rows_down(ax, labels)
    ax.set_xlim(LOWEST - 0.5, HIGHEST + 0.5)
    ax.set_xticks(range(LOWEST, HIGHEST + 1), [str(rating) for rating in range(LOWEST, HIGHEST + 1)], **TEXT)
    ax.set_xlabel(_spaced(_WORDS["axis"][language], language), **TEXT)
    ax.text(
        1.03, 1.0, _WORDS["links"][language], transform=ax.transAxes, ha="left", va="bottom", fontsize=FONT,
        **PLAIN, color=SOFT_INK, style="italic",
    )  # fmt: skip
    bare(ax, grid="x")
    return ax


def ratings_given(coevaluation: Coevaluation, profile: Profile) -> pd.DataFrame:
    """Return the numbers drawn: per criterion, how many members gave each rating, the median and the verdicts."""
    discussed = discussion_table(coevaluation, profile)
    counts = _counts(coevaluation).add_prefix("rated_")
    return counts.join(discussed[["median", "verdicts", "differs"]]).rename_axis("criterion").reset_index()


def _counts(coevaluation: Coevaluation) -> pd.DataFrame:
    """Return how many members gave each rating to each criterion."""
    ratings = range(LOWEST, HIGHEST + 1)
    return pd.DataFrame({rating: (coevaluation.ratings == rating).sum(axis=1) for rating in ratings})


def _verdicts(joined: str) -> list[str]:
    """Return the distinct verdicts of a criterion; those that say something of chance before those that do not."""
    found = list(dict.fromkeys(word for word in joined.split(", ") if word))
    return sorted(found, key=lambda word: word in ("descriptive", "cannot_tell", "not_measured"))[:2]


def _draw_ratings(ax: Axes, line: int, counts: pd.Series, median: float, most: float, language: Language) -> None:
    if not counts.sum():
        ax.text((LOWEST + HIGHEST) / 2, line, _WORDS["unrated"][language], ha="center", va="center", **TEXT)
        return
    ax.plot([LOWEST, HIGHEST], [line, line], color=GRID, linewidth=0.8, zorder=1)
    for rating, number in counts.items():
        if number:
            size = 15.0 * float(np.sqrt(number / most))
            ax.plot(
                [float(str(rating))], [line], marker="o", markersize=max(size, 7.0), markerfacecolor=PAPER,
                markeredgecolor=INK, markeredgewidth=0.8, linestyle="none", zorder=2,
            )  # fmt: skip
            ax.text(
                float(str(rating)), line, written(float(number), language, 0), ha="center", va="center_baseline",
                fontsize=SMALLEST, **PLAIN, color=INK, zorder=4,
            )  # fmt: skip
    for side in (-1, 1):  # the number in the disc stays legible
        ends = [line + side * 0.20, line + side * (0.20 + _SPREAD * 0.8)]
        ax.plot([median, median], ends, color=MEDIAN, linewidth=2.4, solid_capstyle="butt", zorder=3)


def _draw_verdicts(ax: Axes, line: int, verdicts: list[str], language: Language) -> None:
    beside: dict[str, Any] = {"ha": "left", "va": "center", "transform": ax.get_yaxis_transform(), **TEXT}
    step = 0.34
    for place, word in enumerate(verdicts):
        height = line + (place - (len(verdicts) - 1) / 2) * step
        text = f"{_SIGNS.get(word, '–')}  {VERDICT_LABELS[word][language]}"
        ax.text(1.03, height, text, **beside)


def _spaced(text: str, language: Language) -> str:
    return typeset(text) if language == "fr" else text
