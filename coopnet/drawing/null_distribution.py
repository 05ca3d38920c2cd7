"""The distribution of a measure under a null model, with the value observed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from coopnet.drawing.frame import on_paper
from coopnet.drawing.lettering import PLAIN
from coopnet.drawing.style import GRID, INK, SOFT_INK
from coopnet.errors import Language
from coopnet.inference.comparison import NullComparison
from coopnet.numbers import NARROW, p_written, written
from coopnet.printing.views import view_label

MOST_BARS = 40
BAR = "#9ecae1"
OBSERVED = "#b04000"
_WORDS: dict[str, dict[Language, str]] = {
    "observed": {"fr": "observé", "en": "observed"},
    "title": {
        "fr": f"attendu {{expected}}{NARROW}; de {{low}} à {{high}} dans 95{NARROW}% des {{draws}} tirages",
        "en": "expected {expected}; {low} to {high} in 95% of {draws} draws",
    },
}


def draw_null(ax: Axes, comparison: NullComparison, *, language: Language = "fr") -> Axes:
    """Draw what chance gives as bars, its central 95 % as a line below them, and the observed value as a dashed line.

    Parameters
    ----------
    ax : Axes
    comparison : NullComparison
    language : {"fr", "en"}

    Returns
    -------
    Axes
    """
    on_paper(ax)
    draws = comparison.draws[np.isfinite(comparison.draws)]
    heights, lefts, rights = _bars(draws)
    top = float(heights.max())
    ax.bar(lefts, heights, rights - lefts, align="edge", facecolor=BAR, edgecolor="white", linewidth=0.4, zorder=2)
    low, high = comparison.interval()
    ax.plot([low, high], [-0.05 * top] * 2, color=SOFT_INK, linewidth=2.2, solid_capstyle="butt", zorder=3)
    ax.plot([comparison.expected], [-0.05 * top], marker="|", color=INK, markersize=7, zorder=4)
    ax.axvline(comparison.observed, color=OBSERVED, linewidth=1.6, linestyle=(0, (4, 2)), zorder=5)
    observed = f"{_WORDS['observed'][language]} {_short(comparison.observed, language)}"
    span = _span(float(lefts[0]), float(rights[-1]), comparison.observed)
    right = comparison.observed > (span[0] + span[1]) / 2
    ax.text(
        comparison.observed,
        top * 1.42,
        f" {observed} \n {p_written(comparison.p_value, language)} ",
        ha="right" if right else "left",
        va="top",
        color=OBSERVED,
        fontsize=7,
        **PLAIN,
    )
    ax.set_xlim(*span)
    ax.set_ylim(-0.12 * top, 1.45 * top)  # bars never reach the words
    ax.set_yticks([])
    ticks = [tick for tick in ax.get_xticks() if span[0] <= tick <= span[1]]
    ax.set_xticks(ticks, [_short(float(tick), language) for tick in ticks], fontsize=6.6, **PLAIN)
    ax.set_xlabel(
        f"{comparison.measure.label(language)} [{view_label(comparison.view, language)}]", fontsize=7.2,
        **PLAIN, color=INK,
    )  # fmt: skip
    title = _WORDS["title"][language].format(
        expected=_short(comparison.expected, language),
        low=_short(low, language),
        high=_short(high, language),
        draws=written(comparison.n_draws, language, 0),
    )
    ax.set_title(title, fontsize=7, **PLAIN, color=SOFT_INK, loc="left")
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color(GRID)
    return ax


def _bars(
    draws: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return heights, left and right ends: a bar on each value where the measure takes few, else forty bars."""
    values = np.unique(np.round(draws, 10))
    if len(values) == 1:
        edges = np.array([values[0] - 0.5, values[0] + 0.5]) if values[0] == 0 else values[0] * np.array([0.95, 1.05])
        edges = np.sort(edges)
        return np.array([float(len(draws))]), edges[:1], edges[1:]
    if len(values) > MOST_BARS:
        edges = np.linspace(values[0], values[-1], MOST_BARS + 1)
        heights, _ = np.histogram(draws, bins=edges)
        return heights.astype(np.float64), edges[:-1], edges[1:]
    gaps = np.diff(values)
    between = (values[:-1] + values[1:]) / 2
    heights, _ = np.histogram(draws, bins=np.concatenate([[-np.inf], between, [np.inf]]))
    # around its own value alone: a bar that ran to the next one would show values that cannot be
    half = np.minimum(gaps, min(float(np.median(gaps)), float(values[-1] - values[0]) / 12)) / 2
    lefts, rights = np.append(half[0], half), np.append(half, half[-1])
    return heights.astype(np.float64), values - lefts, values + rights


def _span(low: float, high: float, observed: float) -> tuple[float, float]:
    low, high = min(low, observed), max(high, observed)
    margin = 0.06 * (high - low)
    return low - margin, high + margin


def _short(value: float, language: Language) -> str:
    digits = 0 if abs(value) >= 100 else 2 if abs(value) >= 0.1 or value == 0 else 3
    return written(value, language, digits)
