"""Figures of the benchmarks: as wide as a column, in letters that a page need not shrink."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from coopnet.drawing.frame import FONT
from coopnet.drawing.lettering import COLUMN

_POINT = 1 / 72


def column_figure(height: float) -> Figure:
    """Return an empty figure as wide as a column and of a height in points."""
    return Figure(figsize=(COLUMN * _POINT, height * _POINT), layout="constrained")


def lettered(axes: Axes, sizes: Iterable[float], **words: Any) -> None:
    """Write what a panel with two logarithmic scales shows: its words, the sizes timed along it, plain numbers."""
    axes.set(**words)
    for text in (axes.title, axes.xaxis.label, axes.yaxis.label):
        text.set_fontsize(FONT)
    axes.set_xticks(sorted(set(sizes)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:,.0f}"))
    # powers of ten written as such would have their exponents in letters too small to read
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.tick_params(which="both", labelsize=FONT)
    axes.tick_params(axis="x", which="minor", length=0)
    axes.grid(which="major", alpha=0.3)


def legend_over(figure: Figure) -> None:
    """Draw one legend above all panels, each line once."""
    found = {
        label: handle
        for axes in figure.axes
        for handle, label in zip(*axes.get_legend_handles_labels(), strict=True)
    }  # fmt: skip
    figure.legend(
        found.values(), found.keys(), loc="outside upper center", ncols=min(len(found), 5), frameon=False, fontsize=FONT
    )
