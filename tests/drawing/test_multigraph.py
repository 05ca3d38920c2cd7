from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from coopnet.drawing.layout import Layout, layout_of
from coopnet.drawing.legend import FONT, SIGN, legend_columns, legend_groups
from coopnet.drawing.lettering import COLUMN, text_size
from coopnet.drawing.multigraph import Structures, draw_multigraph
from coopnet.drawing.picture import picture_of
from coopnet.multiplex import multiplex_of
from coopnet.pole import Pole


def _drawn(
    pole: Pole, layout: Layout | None = None, *, inches: tuple[float, float] = (9.5, 7.0), **options: object
) -> Figure:
    figure = Figure(figsize=inches)
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1))
    assert draw_multigraph(ax, pole, layout, legend=False, **options) is ax  # type: ignore[arg-type]
    return figure


def _lines(figure: Figure) -> int:
    """Return how many lines were drawn: strokes of shapes without fill."""
    patches = (patch for patch in figure.axes[0].patches if isinstance(patch, PathPatch))
    shapes = [patch for patch in patches if patch.get_facecolor()[3] == 0]
    return sum(int((shape.get_path().codes == Path.MOVETO).sum()) for shape in shapes)


@pytest.mark.parametrize("name", ["sud", "large", "parallel"])
def test_every_link_and_every_membership_is_a_line_of_its_own(name: str, request: pytest.FixtureRequest) -> None:
    pole = request.getfixturevalue(name)
    layout = None if name == "parallel" else request.getfixturevalue(f"{name}_layout")
    picture = picture_of(pole)
    assert _lines(_drawn(pole, layout)) == len(picture.edges) + picture.structures["itself"].notna().sum()


def test_every_name_is_written_once(sud: Pole) -> None:
    picture, layout = picture_of(sud), layout_of(sud)
    texts = [text.get_text() for text in _drawn(sud).axes[0].texts]
    for node in picture.nodes.index:
        assert layout.nodes.loc[node, "label"] in texts


@pytest.mark.parametrize("inches", [(9.5, 7.0), (5.0, 4.0), (16.0, 9.0)])
def test_names_as_drawn_never_overlap_whatever_the_size_of_the_axes(sud: Pole, inches: tuple[float, float]) -> None:
    figure = _drawn(sud, inches=inches)
    labels = set(layout_of(sud).nodes["label"])
    boxes = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text() in labels]
    assert len(boxes) == len(picture_of(sud).nodes)
    for one, other in combinations(boxes, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        upwards = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert min(across, upwards) <= 1.0, (one, other)  # in pixels


def test_nothing_is_drawn_outside_the_axes(sud: Pole) -> None:
    figure = _drawn(sud)
    frame = figure.axes[0].get_window_extent()
    for text in figure.axes[0].texts:
        box = text.get_window_extent()
        assert frame.x0 - 1 <= box.x0 <= box.x1 <= frame.x1 + 1
        assert frame.y0 - 1 <= box.y0 <= box.y1 <= frame.y1 + 1


def test_actors_without_links_are_announced_in_the_language_asked_for(parallel: Pole) -> None:
    for language, words in (("fr", "Sans lien documenté"), ("en", "Without a documented link")):
        texts = [text.get_text() for text in _drawn(parallel, language=language).axes[0].texts]
        assert words in texts  # at any date: a layout serves all of them


def test_a_multiplex_can_be_drawn(sud: Pole) -> None:
    multiplex = multiplex_of(sud)
    figure = Figure()
    FigureCanvasAgg(figure)
    draw_multigraph(figure.add_subplot(), multiplex)
    assert _lines(figure) == len(picture_of(multiplex).edges)


def test_the_legend_names_every_sector_and_kind_drawn_and_no_other(sud: Pole) -> None:
    picture, words = picture_of(sud), sud.vocabulary
    said = [entry.label for group in legend_groups(picture, "fr") for entry in group.entries]
    for sector in picture.actors["sector"].dropna().unique():
        assert words.label("sectors", str(sector), "fr") in said
    for kind in picture.edges["kind"].unique():
        assert any(label.startswith(words.kind_label(str(kind), "fr")) for label in said)
    assert words.label("sectors", "health", "fr") not in said
    assert "Secteur non renseigné" in said


def test_a_legend_with_many_sectors_is_written_whole(large: Pole, large_layout: Layout) -> None:
    figure = Figure(figsize=(14, 12))
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 0.6, 1))
    draw_multigraph(ax, large, large_layout)
    beside = ax.child_axes[0]
    expected = {entry.lines for group in legend_groups(picture_of(large), "fr") for entry in group.entries}
    assert expected <= {text.get_text() for text in beside.texts}


@pytest.mark.parametrize("structures", ["nodes", "hulls"])
@pytest.mark.parametrize("inches", [(4.0, 3.0), (6.5, 4.2), (14.0, 5.0), (5.0, 9.0)])
def test_a_legend_stands_within_any_axes_and_none_of_its_lines_covers_another(
    sud: Pole, sud_layout: Layout, inches: tuple[float, float], structures: Structures
) -> None:
    figure = Figure(figsize=inches)
    FigureCanvasAgg(figure)
    ax = draw_multigraph(figure.add_subplot(), sud, sud_layout, structures=structures)
    figure.draw_without_rendering()
    (beside,) = ax.child_axes
    frame, boxes = ax.get_window_extent(), [text.get_window_extent() for text in beside.texts]
    names = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) > 20
    for box in boxes + names:
        assert frame.x0 - 1 <= box.x0 <= box.x1 <= frame.x1 + 1
        assert frame.y0 - 1 <= box.y0 <= box.y1 <= frame.y1 + 1
    assert max(box.x1 for box in names) < min(box.x0 for box in boxes)
    lines = sorted(boxes, key=lambda box: -box.y1)
    for upper, lower in pairwise(lines):
        if upper.y1 - lower.y1 > 0.5 * upper.height:  # a letter and its label stand on one line
            assert upper.y0 - lower.y1 > -0.35 * lower.height


def test_the_columns_of_a_legend_below_a_figure_never_touch(large: Pole) -> None:
    for language in ("fr", "en"):
        groups = legend_groups(picture_of(large), language)
        ends = [
            (SIGN + 4.0 if entry else 4.0) + text_size(words, FONT, bold=entry is None)[0]
            for group in groups
            for entry, words in ((None, group.title), *((one, one.lines) for one in group.entries))
        ]
        assert len(legend_columns(groups, COLUMN)) == 4
        assert max(ends) <= COLUMN / 4


def test_a_dark_figure_is_given_the_white_of_paper_and_any_other_is_left_as_it_is(sud: Pole) -> None:
    for before, after in (("black", "white"), ("#fff5e0", "#fff5e0")):
        figure = Figure(facecolor=before)
        FigureCanvasAgg(figure)
        draw_multigraph(figure.add_subplot(facecolor=before), sud)
        assert to_hex(figure.get_facecolor()) == to_hex(after)


def test_a_group_cut_in_two_says_so_above_its_second_half(large: Pole) -> None:
    for language, again in (("fr", "Secteurs (suite)"), ("en", "Sectors (continued)")):
        columns = legend_columns(legend_groups(picture_of(large), language), COLUMN)
        titles = [group.title for column in columns for group in column]
        assert titles[1] == again


def test_pale_letters_are_never_used_for_names(sud: Pole) -> None:
    for text in _drawn(sud).axes[0].texts:
        assert np.mean([int(str(text.get_color())[i : i + 2], 16) for i in (1, 3, 5)]) < 100
