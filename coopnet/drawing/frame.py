"""What charts share: axes without a box, ticks written as the language writes them, a legend outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.container import Container

from coopnet.drawing.lettering import FONT_FAMILY, PLAIN, wrapped
from coopnet.drawing.style import GRID, INK, PAPER
from coopnet.errors import Language
from coopnet.numbers import percent, written

FONT = 7.0
TEXT: Mapping[str, Any] = {**PLAIN, "fontsize": FONT, "color": INK}


def bare(ax: Axes, *, grid: str = "") -> None:
    """Take the box and the tick marks off some axes; keep thin lines across one direction where asked to."""
    on_paper(ax)
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.tick_params(length=0)
    ax.set_axisbelow(True)
    if grid:
        ax.grid(axis="x" if grid == "x" else "y", color=GRID, linewidth=0.5)


def on_paper(ax: Axes) -> None:
    """Give a dark figure, and these axes, the white of paper: what coopnet draws is in dark ink."""
    figure = ax.get_figure(root=True)
    for part in (figure, ax):
        if part is not None and np.mean(mpl.colors.to_rgb(part.get_facecolor())) < 0.5:
            part.set_facecolor(PAPER)


def shares_along(ax: Axes, direction: str, language: Language) -> None:
    """Write quarters from 0 to 100 % along one direction of some axes."""
    axis = ax.xaxis if direction == "x" else ax.yaxis
    ticks = (0.0, 0.25, 0.5, 0.75, 1.0)
    axis.set_ticks(ticks, [percent(tick, language) for tick in ticks], **TEXT)


def counts_along(ax: Axes, direction: str, highest: float, language: Language) -> None:
    """Write at most six whole numbers from 0 to the highest along one direction of some axes."""
    axis = ax.xaxis if direction == "x" else ax.yaxis
    ticks = [float(tick) for tick in range(0, int(highest) + 1, step_of(highest))]
    axis.set_ticks(ticks, [written(tick, language, 0) for tick in ticks], **TEXT)


def step_of(highest: float, most: int = 5) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, 50 … that cuts a length in at most so many steps.

    >>> step_of(4), step_of(9), step_of(23), step_of(240)
    (1, 2, 5, 50)
    """
    size = 1
    while True:
        for digit in (1, 2, 5):
            if highest <= most * digit * size:
                return digit * size
        size *= 10


def rows_down(ax: Axes, labels: Sequence[str]) -> None:
    """Write one label per row, the first at the top, each row one unit high."""
    ax.set_yticks(range(len(labels)), list(labels), linespacing=1.05, **TEXT)
    ax.set_ylim(len(labels) - 0.5, -0.5)


def whole_ties(values: pd.Series, first: int) -> int:
    """Return how many of the first values to keep so that equal ones are all kept or all left out.

    Values are in order. Where the very first ones are more equals than that, they are kept as they come.

    >>> whole_ties(pd.Series([9, 5, 5, 5]), 3), whole_ties(pd.Series([9, 5, 5, 1]), 3), whole_ties(pd.Series([2, 2]), 1)
    (1, 3, 1)
    """
    if len(values) <= first:
        return len(values)
    kept = int((values.iloc[:first] != values.iloc[first]).sum())
    return kept or first


def names_of(items: pd.Index, names: pd.Series | None) -> list[str]:
    """Return the names of actors on at most two lines; their identifiers where no name is known."""
    known = {} if names is None else names.dropna().to_dict()
    return [wrapped(str(known.get(item, item)), width=30, lines=2) for item in items]


def legend_above(ax: Axes, handles: Sequence[Artist | Container], labels: Sequence[str], *, columns: int) -> None:
    """Draw a legend outside of some axes, above their left corner."""
    legend = ax.legend(
        list(handles), list(labels), loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=columns, frameon=False,
        prop={"family": FONT_FAMILY, "size": FONT}, labelcolor=INK, borderaxespad=0.3, borderpad=0.0,
        handlelength=2.6, columnspacing=1.4, handletextpad=0.5,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_parse_math(False)
