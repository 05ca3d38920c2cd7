"""Which kinds of link go together: the pairs of partners by the exact set of kinds that join them (an UpSet plot)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from coopnet.drawing.frame import FONT, TEXT, bare, on_paper, rows_down
from coopnet.drawing.lettering import PLAIN, wrapped
from coopnet.drawing.style import GRID, INK, SOFT_INK
from coopnet.errors import Language
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.numbers import written
from coopnet.pole import Pole
from coopnet.vocabulary import Vocabulary

MOST = 18
"""How many combinations are drawn unless asked otherwise: the most frequent."""
BAR = "#00507f"
_LABELS_WIDE = 0.27
_SETS_WIDE = 0.15
_BARS_HIGH = 0.46
_WORDS: dict[str, dict[Language, str]] = {
    "pairs": {"fr": "paires d’acteurs", "en": "pairs of actors"},
    "all": {"fr": "en tout", "en": "in all"},
}


def kind_combinations_of(pole: Pole | Multiplex) -> pd.DataFrame:
    """Return how many pairs of actors are joined by exactly each set of kinds.

    Parameters
    ----------
    pole : Pole or Multiplex

    Returns
    -------
    DataFrame (combinations)
        A boolean column per kind that joins somebody, those that join most pairs first, and ``pairs``: the number of
        pairs joined by those kinds and no other. The most frequent combination first, then the smaller sets. Every
        linked pair counts once, so that ``pairs`` sums to the number of linked pairs.

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> found = kind_combinations_of(example_multiplex({"convention": "ab bc", "joint_bid": "ab ac"}))
    >>> found["pairs"].tolist(), found.iloc[0, :2].tolist()
    ([1, 1, 1], [True, False])
    """
    multiplex = multiplex_of(pole)
    joined = []
    for kind in multiplex.kinds:
        counts = multiplex.pair_counts(kind).tocoo()
        upper = (counts.row < counts.col) & (counts.data > 0)
        ends = pd.MultiIndex.from_arrays([counts.row[upper], counts.col[upper]])
        joined.append(pd.Series(True, index=ends, name=kind))
    wide = pd.concat(joined, axis=1).notna() if joined else pd.DataFrame()
    wide = wide.loc[:, wide.any(axis=0)]
    order = wide.sum(axis=0).sort_values(ascending=False, kind="stable").index
    kinds = [str(kind) for kind in order]
    if not kinds:
        return pd.DataFrame({"pairs": pd.Series(dtype=np.int64)})
    table = wide[kinds].groupby(kinds, sort=True).size().rename("pairs").reset_index()
    table["size"] = table[kinds].sum(axis=1)
    # True before False among combinations of one size, so that the order does not hang on that of the rows
    table = table.iloc[::-1].sort_values(["pairs", "size"], ascending=[False, True], kind="stable")
    return table.drop(columns="size").reset_index(drop=True)


def draw_kind_combinations(
    ax: Axes, table: pd.DataFrame, words: Vocabulary, *, most: int = MOST, language: Language = "fr"
) -> Axes:
    """Draw how many pairs of actors are joined by exactly each set of kinds: a bar per set, a row of dots per kind.

    Parameters
    ----------
    ax : Axes
        Its own frame is hidden; three smaller axes are put inside.
    table : DataFrame
        :func:`kind_combinations_of` a pole.
    words : Vocabulary
        Of the pole, for the labels.
    most : int
        How many combinations at most, the most frequent first.
    language : {"fr", "en"}

    Returns
    -------
    Axes
        Above, the number of pairs of each combination; below, the kinds that make it, joined by a line; on the left,
        the number of pairs of each kind in all.
    """
    kinds = [str(column) for column in table.columns if column != "pairs"]
    shown = table.head(most)
    ax.set_axis_off()
    on_paper(ax)
    left = _LABELS_WIDE + _SETS_WIDE
    bars = ax.inset_axes((left + 0.02, 1 - _BARS_HIGH, 0.98 - left, _BARS_HIGH))
    grid = ax.inset_axes((left + 0.02, 0.0, 0.98 - left, 1 - _BARS_HIGH - 0.03))
    sets = ax.inset_axes((_LABELS_WIDE, 0.0, _SETS_WIDE, 1 - _BARS_HIGH - 0.03))
    _draw_bars(bars, shown["pairs"], language)
    _draw_grid(grid, shown[kinds].to_numpy(dtype=bool))
    totals = [int(table.loc[table[kind], "pairs"].sum()) for kind in kinds]
    _draw_sets(sets, totals, [wrapped(words.kind_label(kind, language), width=26, lines=2) for kind in kinds], language)
    return ax


def _draw_bars(ax: Axes, pairs: pd.Series, language: Language) -> None:
    ax.bar(range(len(pairs)), pairs, width=0.62, facecolor=BAR, edgecolor=INK, linewidth=0.4)
    upright = bool(pairs.max() >= 1000)  # long numbers side by side would run into each other
    for place, number in enumerate(pairs):
        ax.annotate(
            written(float(number), language, 0), (place, float(number)), xytext=(0, 2), textcoords="offset points",
            ha="center", va="bottom", rotation=90 if upright else 0, **TEXT,
        )  # fmt: skip
    ax.set_xlim(-0.5, len(pairs) - 0.5)
    ax.set_ylim(0, (1.25 if upright else 1.12) * float(pairs.max()))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_ylabel(_WORDS["pairs"][language], **TEXT)
    bare(ax)


def _draw_grid(ax: Axes, present: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> None:
    n_sets, n_kinds = present.shape
    for row in range(0, n_kinds, 2):
        ax.axhspan(row - 0.5, row + 0.5, color="#f2f2f2", zorder=0, linewidth=0)
    for place, member in enumerate(present):
        rows = np.flatnonzero(member)
        ax.plot([place, place], [rows[0], rows[-1]], color=INK, linewidth=1.3, zorder=2)
        _dots(ax, place, np.flatnonzero(~member), GRID)
        _dots(ax, place, rows, INK)
    ax.set_xlim(-0.5, n_sets - 0.5)
    ax.set_ylim(n_kinds - 0.5, -0.5)
    ax.set_xticks([])
    ax.set_yticks([])
    bare(ax)


def _dots(ax: Axes, place: int, rows: Iterable[int], colour: str) -> None:
    where = list(rows)
    ax.plot([place] * len(where), where, linestyle="none", marker="o", markersize=4.6, color=colour, zorder=3)


def _draw_sets(ax: Axes, totals: list[int], labels: list[str], language: Language) -> None:
    ax.barh(range(len(totals)), totals, height=0.5, facecolor="#bdbdbd", edgecolor=INK, linewidth=0.4)
    for row, total in enumerate(totals):
        ax.annotate(
            written(float(total), language, 0), (float(total), row), xytext=(2, 0), textcoords="offset points",
            ha="left", va="center", **TEXT,
        )  # fmt: skip
    rows_down(ax, labels)
    ax.set_xlim(0, 1.45 * max(totals))
    ax.set_xticks([])
    ax.set_title(_WORDS["all"][language], fontsize=FONT, **PLAIN, color=SOFT_INK, pad=2, loc="left")
    bare(ax)
