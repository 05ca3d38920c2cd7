"""Recipes of whole figures: axes of the right size, legend, notice. Scripts, commands and the report call them."""

from __future__ import annotations

from matplotlib.figure import Figure

from coopnet.drawing.layout import Layout, layout_of
from coopnet.drawing.legend import draw_legend, legend_groups, legend_height
from coopnet.drawing.lettering import FONT_FAMILY, LINE_SPACING, text_size
from coopnet.drawing.mixing import draw_sector_mixing
from coopnet.drawing.multigraph import draw_multigraph
from coopnet.drawing.null_distribution import draw_null
from coopnet.drawing.picture import Picture, picture_of
from coopnet.drawing.profile import ROW_HEIGHT, draw_profile, drawn_indicators
from coopnet.drawing.style import SOFT_INK
from coopnet.errors import Language
from coopnet.inference.comparison import NullComparison, NullComparisons
from coopnet.multiplex import Multiplex
from coopnet.pole import Pole
from coopnet.referentiel.profile import Profile
from coopnet.report.typography import spaced
from coopnet.vocabulary import Vocabulary

POINT = 1 / 72
NOTICE_FONT = 6.4
GAP = 12.0


def multigraph_figure(
    pole: Pole | Multiplex | Picture, layout: Layout | None = None, *, language: Language = "fr"
) -> Figure:
    """Return the multigraph of a pole with its legend below, and its notice."""
    picture = picture_of(pole)
    where = layout if layout is not None else layout_of(pole)
    groups = legend_groups(picture, language)
    width, legend = where.width, legend_height(groups, where.width)
    notice = _notice_lines(picture.notice(language), width, language)
    below = text_size(notice, NOTICE_FONT)[1] + GAP / 2 if notice else 0.0
    height = where.height + GAP + legend + below
    figure = Figure(figsize=(width * POINT, height * POINT))
    ax = figure.add_axes((0, 1 - where.height / height, 1, where.height / height))
    draw_multigraph(ax, picture, where, language=language, legend=False)
    key = figure.add_axes((0, below / height, 1, legend / height))
    draw_legend(key, groups, width=width)
    _print_notice(figure, notice)
    return figure


def profile_figure(profile: Profile, *, language: Language = "fr") -> Figure:
    """Return the profile of a pole as dots and intervals."""
    rows = max(len(drawn_indicators(profile)), 1)
    width, bottom, top = 660.0, 38.0, 6.0
    notice = _notice_lines(profile.notice(language), width, language)
    below = text_size(notice, NOTICE_FONT)[1] + GAP / 2 if notice else 0.0
    height = rows * ROW_HEIGHT + bottom + top + below
    figure = Figure(figsize=(width * POINT, height * POINT))
    ax = figure.add_axes((0.31, (bottom + below) / height, 0.44, rows * ROW_HEIGHT / height))
    draw_profile(ax, profile, language=language)
    _print_notice(figure, notice)
    return figure


def mixing_figure(mixing: NullComparisons, words: Vocabulary, notice: str = "", *, language: Language = "fr") -> Figure:
    """Return sector mixing against chance as a heat map."""
    sectors = len({*mixing.table.index.get_level_values(0), *mixing.table.index.get_level_values(1)})
    side = float(min(640.0, max(190.0, 40.0 * sectors if sectors <= 11 else 440.0 + 20.0 * (sectors - 11))))
    left, low, right, top = 118.0, 112.0, 16.0, 26.0
    width = left + side + right
    lines = _notice_lines(notice, width, language)
    below = text_size(lines, NOTICE_FONT)[1] + GAP / 2 if lines else 0.0
    height = below + low + side + top
    figure = Figure(figsize=(width * POINT, height * POINT))
    ax = figure.add_axes((left / width, (low + below) / height, side / width, side / height))
    draw_sector_mixing(ax, mixing.table, words, by=mixing.asked.by, language=language)
    _print_notice(figure, lines)
    return figure


def null_figure(comparison: NullComparison, notice: str = "", *, language: Language = "fr") -> Figure:
    """Return the distribution of a measure under its null, with the value observed."""
    width = 400.0
    lines = _notice_lines(notice, width, language)
    below = text_size(lines, NOTICE_FONT)[1] + GAP / 2 if lines else 0.0
    height = 170.0 + below
    figure = Figure(figsize=(width * POINT, height * POINT))
    ax = figure.add_axes((0.05, (40.0 + below) / height, 0.9, 108.0 / height))
    draw_null(ax, comparison, language=language)
    _print_notice(figure, lines)
    return figure


def _notice_lines(notice: str, width: float, language: Language) -> str:
    """Return the notice cut to a width in points."""
    words, lines = spaced(notice, language).split(" "), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if text_size(longer, NOTICE_FONT, italic=True)[0] <= width - 16.0 or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines) if notice else ""


def _print_notice(figure: Figure, notice: str) -> None:
    if notice:
        figure.text(
            8.0 * POINT / figure.get_figwidth(),
            4.0 * POINT / figure.get_figheight(),
            notice,
            fontsize=NOTICE_FONT,
            fontfamily=FONT_FAMILY,
            linespacing=LINE_SPACING,
            style="italic",
            color=SOFT_INK,
            va="bottom",
        )
