"""Sector mixing as a heat map: ties observed between sectors, over what chance would make."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coopnet.drawing.frame import on_paper
from coopnet.drawing.lettering import PLAIN, text_size, wrapped
from coopnet.drawing.lines import axes_scale
from coopnet.drawing.style import GRID, INK, PAPER, SOFT_INK
from coopnet.errors import Language
from coopnet.numbers import written
from coopnet.vocabulary import Vocabulary

SIGNIFICANT = 0.05
FONT = 7.0
"""Largest size of the names of sectors, in points."""
_BLACK = "#000000"
_HALFWAY = 0.179
"""Luminance against which black and white stand out equally: by 4.6 to 1, where 4.5 is asked of a text."""
_TWOFOLD = 2.0
"""The colours span from a quarter of what chance makes to four times as much."""
_LARGE = 120.0
"""On axes less wide the scale has no room for five marks."""
CROWD = 13
"""Above so many sectors a page has no room for two numbers in a cell: colour alone tells the ratio."""
MULTITUDE = 24
"""Above so many it has none for a number either, and names take one line."""

_WORDS: dict[str, dict[Language, str]] = {
    "scale": {"fr": "observé / attendu au hasard", "en": "observed / expected by chance"},
    "caption": {
        "fr": "Dans chaque case : le nombre de paires liées{ratio}. ● : se distingue du hasard (q ≤ 0,05). Case "
        "hachurée : trop peu d’acteurs ou de tirages pour pouvoir conclure. Case barrée : aucune paire possible.",
        "en": "In each cell: the number of linked pairs{ratio}. ●: stands out from chance (q ≤ 0.05). Hatched: too "
        "few actors or draws to be able to tell. Crossed: no pair is possible.",
    },
    "bare": {
        "fr": "La couleur de chaque case dit le rapport du nombre de paires liées à ce que le hasard donnerait. ● : se "
        "distingue du hasard (q ≤ 0,05). Case hachurée : trop peu d’acteurs ou de tirages pour pouvoir conclure. Case "
        "barrée : aucune paire possible.",
        "en": "The colour of each cell tells the ratio of the number of linked pairs to what chance would make. ●: "
        "stands out from chance (q ≤ 0.05). Hatched: too few actors or draws to be able to tell. Crossed: no pair is "
        "possible.",
    },
    "number": {
        "fr": ", puis son rapport à ce que le hasard donnerait",
        "en": ", then its ratio to what chance would make",
    },
    "colour": {
        "fr": " ; sa couleur dit le rapport à ce que le hasard donnerait",
        "en": "; its colour tells the ratio to what chance would make",
    },
}


def draw_sector_mixing(
    ax: Axes, table: pd.DataFrame, words: Vocabulary, *, by: str = "sector", language: Language = "fr"
) -> Axes:
    """Draw how many ties join each sector to each other, against chance.

    Parameters
    ----------
    ax : Axes
    table : DataFrame
        ``compare_to_null("sector_mixing", …).table``: indexed by (row, column), one row per unordered pair of sectors,
        with columns ``observed``, ``expected`` and ``q``; with ``verdict``, cells that cannot tell are hatched.
    words : Vocabulary
        Of the pole, for the labels.
    by : str
        The column that played the sector.
    language : {"fr", "en"}

    Returns
    -------
    Axes
        Each cell bears the number of ties up to 24 sectors and, up to 13, its ratio to the expectation; a dot where
        q ≤ 0.05. Colour goes with the ratio, from dark (fewer) to light (more), so that it survives grey printing. A
        cell that could not stand out from chance whatever was observed is hatched; one where no pair is possible is
        empty and crossed.
    """
    on_paper(ax)
    sectors = sectors_of(table)
    place = {sector: position for position, sector in enumerate(sectors)}
    colours = mpl.colormaps["cividis"]
    size = len(sectors)
    room = axes_scale(ax, size, size)  # of a cell: names take two lines of it, what it bears two or three
    usual = float(np.clip(84.0 / max(size, 1), 6.5, FONT))
    font = min(usual, room / (1.15 if size > MULTITUDE else 2.4))
    inside = min(0.93 * usual, room * (0.2 if size <= CROWD else 0.39 if size <= MULTITUDE else 0.8))
    for pair, row in table.iterrows():
        assert isinstance(pair, tuple)
        column, line = sorted((place[pair[0]], place[pair[1]]))
        _draw_cell(ax, column, line, row, colours, inside, language, size=size)
    names = sector_names(sectors, words, by, language)
    ax.set_xlim(-0.5, size - 0.5)
    ax.set_ylim(size - 0.5, -0.5)
    ax.set_aspect("equal")
    ax.set_xticks(range(size), names, rotation=90, fontsize=font, **PLAIN, color=INK)
    ax.set_yticks(range(size), names, fontsize=font, **PLAIN, color=INK)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    _draw_scale(ax, colours, room * size, room * (size - 1), language)
    return ax


def mixing_caption(table: pd.DataFrame, language: Language) -> str:
    """Return the sentence that explains what stands in a cell."""
    size = len(sectors_of(table))
    if size > MULTITUDE:
        return _WORDS["bare"][language]
    ratio = _WORDS["colour" if size > CROWD else "number"][language]
    return _WORDS["caption"][language].format(ratio=ratio)


def sectors_of(table: pd.DataFrame) -> list[str]:
    """Return the sectors of a table of couples, in the order drawn."""
    return [str(one) for one in dict.fromkeys([*table.index.get_level_values(0), *table.index.get_level_values(1)])]


def sector_names(sectors: Sequence[str], words: Vocabulary, by: str, language: Language) -> list[str]:
    """Return how each sector is written beside the map: on two lines at most, on one where there are many."""
    column = {"sector": "sectors", "type": "actor_types"}.get(by, by)
    lines = 1 if len(sectors) > MULTITUDE else 2
    return [wrapped(words.label(column, sector, language), width=24, lines=lines) for sector in sectors]


def _level(ratio: float) -> float:
    """Return where a ratio stands between 0 (a quarter or less) and 1 (four times or more)."""
    if ratio <= 0:
        return 0.0
    return float(np.clip((np.log2(ratio) + _TWOFOLD) / (2 * _TWOFOLD), 0.0, 1.0))


def _draw_cell(
    ax: Axes,
    column: int,
    line: int,
    row: pd.Series,
    colours: mpl.colors.Colormap,
    font: float,
    language: Language,
    *,
    size: int,
) -> None:
    expected = float(row["expected"])
    corner = (column - 0.5, line - 0.5)
    if not expected > 0:
        ax.add_patch(Rectangle(corner, 1, 1, facecolor=PAPER, edgecolor=GRID, linewidth=0.6))
        ax.plot(
            [corner[0], corner[0] + 1], [corner[1] + 1, corner[1]], color=GRID, linewidth=0.8, solid_capstyle="butt"
        )
        return
    ratio = float(row["observed"]) / expected
    shade = colours(_level(ratio))
    ax.add_patch(Rectangle(corner, 1, 1, facecolor=shade, edgecolor=PAPER, linewidth=0.8))
    light = _luminance(shade) > _HALFWAY
    if row.get("verdict") == "cannot_tell":
        _draw_hatching(ax, corner, _mixed(shade, INK if light else PAPER, 0.32))
    ink = _BLACK if light else PAPER  # whichever has the better contrast
    told = float(row["q"]) <= SIGNIFICANT and row.get("verdict") != "cannot_tell"
    count = float(row["observed"])
    text = written(count, language, 0 if count.is_integer() else 1)
    if size > MULTITUDE:
        said = "●" if told else ""
    elif size > CROWD:  # beside a number there is no room for a dot: it stands above
        said = f"●\n{text}" if told else text
    else:
        said = f"{text}{' ●' if told else ''}\n{f'×{written(ratio, language, 1)}' if ratio else ''}".strip()
    # the lines of a hatching stop around the number; a plain cell needs no room, and a long number may pass its edge
    room = {"facecolor": shade, "edgecolor": "none", "pad": 0.8} if row.get("verdict") == "cannot_tell" else None
    ax.text(
        column, line, said, ha="center", va="center", fontsize=font,
        **PLAIN, color=ink, linespacing=1.15, zorder=3, bbox=room,
    )  # fmt: skip


def _draw_hatching(ax: Axes, corner: tuple[float, float], colour: tuple[float, ...]) -> None:
    """Draw five slanted lines across a cell: lines of its own rather than a hatch, whose step viewers choose."""
    left, top = corner
    x: list[float] = []
    y: list[float] = []
    for step in range(1, 6):
        reach = step / 3.0
        near, far = max(0.0, reach - 1.0), min(1.0, reach)
        x += [left + near, left + far, np.nan]  # what is missing ends a stroke: five as one line weigh less
        y += [top + far, top + near, np.nan]
    ax.plot(x, y, color=colour, linewidth=0.7, solid_capstyle="butt", zorder=2)


def _mixed(shade: tuple[float, ...], other: str, part: float) -> tuple[float, ...]:
    return tuple((1 - part) * own + part * to for own, to in zip(shade[:3], mpl.colors.to_rgb(other), strict=True))


def _luminance(colour: tuple[float, ...]) -> float:
    channels: npt.NDArray[np.float64] = np.array(colour[:3])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def _draw_scale(ax: Axes, colours: mpl.colors.Colormap, width: float, free: float, language: Language) -> None:
    """Draw the scale of ratios in the empty triangle, at the top right.

    A width is that of the map in points, and ``free`` what its first row leaves.
    """
    scale = ax.inset_axes((0.62, 0.93, 0.36, 0.035))
    steps = np.linspace(0, 1, 49)
    # each step runs under the next ones, or viewers show thin white gaps between them
    scale.bar(steps[:-1], 1, 1 - steps[:-1], align="edge", color=colours((steps[:-1] + steps[1:]) / 2), linewidth=0)
    scale.set_xlim(0, 1)
    scale.set_ylim(0, 1)
    part = 0.36 * width
    marks = (0.25, 0.5, 1.0, 2.0, 4.0) if part >= _LARGE else (0.25, 1.0, 4.0)
    small = min(1.0, part / 65.0)
    labels = [f"×{written(mark, language, 0 if mark >= 1 else 2)}" for mark in marks]
    labels[0], labels[-1] = f"≤ {labels[0]}", f"≥ {labels[-1]}"  # beyond, colours are those of the ends
    scale.set_xticks([_level(mark) for mark in marks], labels, fontsize=6.0 * small, **PLAIN, color=INK)
    scale.set_yticks([])
    scale.tick_params(length=2, width=0.5)
    title, font = _WORDS["scale"][language], 6.5 * small
    if text_size(title, font)[0] > 0.95 * free:  # on two lines it does not cover the first of a few large cells
        title = wrapped(title, width=19, lines=2)
    scale.set_title(title, fontsize=font, **PLAIN, color=SOFT_INK, pad=3, loc="right", linespacing=1.1)
    for spine in scale.spines.values():
        spine.set_visible(False)
