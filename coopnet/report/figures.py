"""Whole figures of a pole against chance, and its multigraph: axes of the right size, legend, caption, notice.

The recipes of :mod:`coopnet.report.figure_recipes` and the report call them.
"""

from __future__ import annotations

from dataclasses import replace

from matplotlib.figure import Figure

from coopnet.drawing.layout import Layout, layout_of
from coopnet.drawing.legend import draw_legend, legend_groups, legend_height, width_with_legend
from coopnet.drawing.lettering import COLUMN, text_size
from coopnet.drawing.mixing import FONT, draw_sector_mixing, sector_names, sectors_of
from coopnet.drawing.multigraph import Structures, draw_multigraph
from coopnet.drawing.null_distribution import draw_null
from coopnet.drawing.picture import Picture, picture_of
from coopnet.drawing.profile import ROW_HEIGHT, draw_profile, drawn_indicators
from coopnet.errors import Language
from coopnet.inference.comparison import NullComparison, NullComparisons
from coopnet.multiplex import Multiplex
from coopnet.pole import Pole
from coopnet.referentiel.profile import Profile
from coopnet.report.sheet import Margins, sheet_of
from coopnet.vocabulary import Vocabulary

GAP = 12.0
_NONE = Margins()


def multigraph_figure(
    pole: Pole | Multiplex | Picture,
    layout: Layout | None = None,
    margins: Margins = _NONE,
    *,
    structures: Structures = "nodes",
    language: Language = "fr",
) -> Figure:
    """Return the multigraph of a pole with its legend below, and its notice."""
    picture = picture_of(pole)
    where = layout if layout is not None else layout_of(pole)
    groups = legend_groups(picture, language, hulls=structures == "hulls")
    width = width_with_legend(where.width)
    legend = legend_height(groups, width)
    around = replace(margins, notice=margins.notice or picture.notice(language))
    sheet = sheet_of(width, where.height + GAP + legend, around, language=language)
    ax = sheet.axes((width - where.width) / 2, GAP + legend, where.width, where.height)
    draw_multigraph(ax, picture, where, structures=structures, language=language, legend=False)
    draw_legend(sheet.axes(0, 0, width, legend), groups, width=width)
    return sheet.figure


def profile_figure(profile: Profile, margins: Margins = _NONE, *, language: Language = "fr") -> Figure:
    """Return the profile of a pole as dots and intervals."""
    rows = max(len(drawn_indicators(profile)), 1)
    bottom, top, left, right = 38.0, 6.0, 178.0, 138.0
    around = replace(margins, notice=margins.notice or profile.notice(language))
    sheet = sheet_of(COLUMN, rows * ROW_HEIGHT + bottom + top, around, language=language)
    ax = sheet.axes(left, bottom, COLUMN - left - right, rows * ROW_HEIGHT)
    draw_profile(ax, profile, language=language)
    return sheet.figure


def mixing_figure(
    mixing: NullComparisons, words: Vocabulary, notice: str = "", margins: Margins = _NONE, *, language: Language = "fr"
) -> Figure:
    """Return sector mixing against chance as a heat map."""
    order, by = sectors_of(mixing.table), mixing.asked.by
    sectors = len(order)
    names = max((text_size(name, FONT)[0] for name in sector_names(order, words, by, language)), default=0.0)
    left, low, right, top = names + 10.0, names + 10.0, 8.0, 26.0
    # two numbers in each cell take forty points at best
    side = min(max(190.0, 40.0 * sectors), COLUMN - left - right)
    around = replace(margins, notice=margins.notice or notice)
    sheet = sheet_of(left + side + right, low + side + top, around, language=language)
    draw_sector_mixing(sheet.axes(left, low, side, side), mixing.table, words, by=by, language=language)
    return sheet.figure


def null_figure(
    comparison: NullComparison, notice: str = "", margins: Margins = _NONE, *, language: Language = "fr"
) -> Figure:
    """Return the distribution of a measure under its null, with the value observed."""
    width = 400.0
    around = replace(margins, notice=margins.notice or notice)
    sheet = sheet_of(width, 170.0, around, language=language)
    draw_null(sheet.axes(0.05 * width, 40.0, 0.9 * width, 108.0), comparison, language=language)
    return sheet.figure
