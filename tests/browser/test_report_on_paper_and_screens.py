"""The report on sheets of paper and on screens of several widths: nothing too wide, nothing out of order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import Page

SHEET = 688
"""Pixels between the margins of an A4 sheet, at 96 to the inch."""


@pytest.mark.parametrize("name", ["sud", "large", "public"])
def test_nothing_is_wider_than_a_sheet_of_paper(page: Page, reports: dict[str, Path], name: str) -> None:
    """Browsers shrink every page of a print by as much as the widest table passes the margins."""
    page.open(reports[name])
    page.resize(SHEET, 1000)
    page.media("print")
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET


@pytest.mark.parametrize("name", ["sud", "large"])
def test_on_paper_a_drawing_keeps_nine_tenths_of_its_size(page: Page, reports: dict[str, Path], name: str) -> None:
    """Names in a drawing are of six points and a half: shrunk more to fit a sheet, they could not be read."""
    page.open(reports[name])
    page.resize(SHEET, 1000)
    page.media("print")
    shares = page.evaluate(
        "[...document.querySelectorAll('svg.drawing')].map((drawing) => { const box = drawing.getBoundingClientRect();"
        "const wanted = drawing.viewBox.baseVal;"
        "return Math.min(box.width / wanted.width, box.height / wanted.height) * 72 / 96; })"
    )
    assert len(shares) == 3
    assert min(shares) >= 0.9


@pytest.mark.parametrize(("width", "beside"), [(1366, True), (1200, False)])
def test_what_is_told_of_an_actor_stands_beside_the_graph_where_there_is_room(
    sud: Page, width: int, beside: bool
) -> None:
    sud.resize(width, 700)
    found = sud.evaluate(
        "(() => { const [graph, panel] = ['.canvas', '.panel'].map((one) => document.querySelector(one)"
        ".getBoundingClientRect()); return [panel.left >= graph.right, panel.top >= graph.bottom]; })()"
    )
    assert found == [beside, not beside]


@pytest.mark.parametrize("width", [1024, 390])
def test_on_a_narrow_screen_the_keyboard_goes_down_the_page_as_the_eye_does(sud: Page, width: int) -> None:
    sud.resize(width, 700)
    heights = sud.evaluate(
        "[...document.querySelectorAll('.board > *')].map((part) => part.getBoundingClientRect().top)"
    )
    assert len(heights) == 3
    assert heights == sorted(heights)


def test_names_of_all_partners_are_shown_unless_they_would_cover_each_other(
    page: Page, reports: dict[str, Path]
) -> None:
    page.open(reports["large"])
    told = (
        "(() => {{ const nodes = coopnetGraph.nodes('.structure').filter((node) => {}); nodes[0].emit('tap');"
        "const nameless = nodes[0].closedNeighborhood().nodes('.nameless').length;"
        "return [nameless, coopnetGraph.nodes('.near').length > 0]; }})()"
    )
    size = "node.closedNeighborhood(':visible').nodes().length"
    for condition, named in ((f"{size} > 41", False), (f"{size} > 5 && {size} < 40", True)):
        nameless, near = page.evaluate(told.format(condition))
        assert nameless > 0
        assert near is named
