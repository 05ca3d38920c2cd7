"""Whole figures of kinds and structures: small multiples, the two-mode picture, which kinds go together."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.figure import Figure

from coopnet.drawing.combinations import MOST, draw_kind_combinations
from coopnet.drawing.kinds import TITLE_HEIGHT, draw_kind, drawn_kinds
from coopnet.drawing.layout import Layout, layout_of
from coopnet.drawing.legend import draw_legend, legend_groups, legend_height, width_with_legend
from coopnet.drawing.lettering import COLUMN
from coopnet.drawing.multigraph import draw_multigraph
from coopnet.drawing.picture import Picture, picture_of
from coopnet.drawing.two_mode import two_mode_layout_of, two_mode_of
from coopnet.errors import Language
from coopnet.pole import Pole
from coopnet.report.sheet import Margins, sheet_of
from coopnet.vocabulary import Vocabulary

PANELS = 4
_NONE = Margins()
_GAP = 10.0


def kinds_figure(
    pole: Pole | Picture, layout: Layout | None = None, margins: Margins = _NONE, *, language: Language = "fr"
) -> Figure:
    """Return one panel per kind, four in a row, every actor at the same place in each."""
    picture = picture_of(pole)
    where = layout if layout is not None else layout_of(pole)
    kinds = list(drawn_kinds(picture).index)
    n_rows = -(-len(kinds) // PANELS)
    width = (COLUMN - (PANELS + 1) * _GAP) / PANELS
    height = width * where.height / where.width
    step = height + TITLE_HEIGHT + _GAP
    around = replace(margins, notice=margins.notice or picture.notice(language))
    sheet = sheet_of(COLUMN, n_rows * step, around, language=language)
    for place, kind in enumerate(kinds):
        row, column = divmod(place, PANELS)
        left, low = _GAP + column * (width + _GAP), sheet.height - (row + 1) * step + _GAP
        draw_kind(sheet.axes(left, low, width, height), picture, kind, where, language=language)
    return sheet.figure


def two_mode_figure(
    pole: Pole | Picture, layout: Layout | None = None, margins: Margins = _NONE, *, language: Language = "fr"
) -> Figure:
    """Return actors and structures joined by memberships, with the legend below."""
    picture = two_mode_of(pole)
    where = layout if layout is not None else two_mode_layout_of(picture)
    groups = legend_groups(picture, language)
    width = width_with_legend(where.width)
    legend = legend_height(groups, width)
    around = replace(margins, notice=margins.notice or picture.notice(language))
    sheet = sheet_of(width, where.height + _GAP + legend, around, language=language)
    ax = sheet.axes((width - where.width) / 2, _GAP + legend, where.width, where.height)
    draw_multigraph(ax, picture, where, language=language, legend=False)
    draw_legend(sheet.axes(0, 0, width, legend), groups, width=width)
    return sheet.figure


def combinations_figure(
    table: pd.DataFrame, words: Vocabulary, margins: Margins = _NONE, *, language: Language = "fr"
) -> Figure:
    """Return how many pairs are joined by exactly each set of kinds, as an UpSet plot."""
    n_kinds = table.shape[1] - 1
    height = 108.0 + 20.0 * n_kinds
    sheet = sheet_of(COLUMN, height + 12.0, margins, language=language)
    ax = sheet.axes(0, 4.0, COLUMN - 8.0, height)
    draw_kind_combinations(ax, table, words, most=MOST, language=language)
    return sheet.figure
