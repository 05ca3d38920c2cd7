"""The report on sheets of paper and on screens of several widths: nothing too wide, nothing out of order."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopnet.pole import Pole
from coopnet.report.cooperation_report import write_report
from tests.browser.chromium import Page

# the canvas follows its window at the next frame
WHOLE = (
    "(() => { const box = coopnetGraph.elements(':visible').renderedBoundingBox();"
    "const canvas = document.querySelector('.canvas');"
    "return Math.abs(coopnetGraph.width() - canvas.clientWidth) < 2"
    " && Math.abs(coopnetGraph.height() - canvas.clientHeight) < 2"
    " && box.x1 >= 0 && box.x2 <= coopnetGraph.width() && box.y1 >= 0 && box.y2 <= coopnetGraph.height(); })()"
)
SHEET = 688
"""Pixels between the margins of an A4 sheet, at 96 to the inch."""


@pytest.mark.parametrize("name", ["sud", "large", "public"])
def test_nothing_is_wider_than_a_sheet_of_paper(page: Page, reports: dict[str, Path], name: str) -> None:
    """Browsers shrink every page of a print by as much as the widest table passes the margins."""
    page.open(reports[name])
    page.resize(SHEET, 1000)
    page.media("print")
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET


def test_a_name_without_a_space_widens_no_sheet(page: Page, tmp_path: Path) -> None:
    ids = ["a", "b", "c"]
    pole = Pole.from_tables(
        {
            "actors": {"id": ids, "name": ["x" * 60, "Bêta", "Gamma"]},
            "structures": {"id": ["s"], "name": ["y" * 60], "kind": ["scic"]},
            "memberships": {"actor": ids, "structure": ["s"] * 3},
        }
    )
    page.open(write_report(pole, tmp_path, seed=1, n_draws=19).html)
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


@pytest.mark.parametrize(("width", "beside"), [(1366, True), (1093, True), (900, False)])
def test_what_is_told_of_an_actor_stands_beside_the_graph_where_there_is_room(
    sud: Page, width: int, beside: bool
) -> None:
    sud.resize(width, 700)
    found = sud.evaluate(
        "(() => { const [graph, panel] = ['.canvas', '.panel'].map((one) => document.querySelector(one)"
        ".getBoundingClientRect()); return [panel.left >= graph.right, panel.top >= graph.bottom]; })()"
    )
    assert found == [beside, not beside]


@pytest.mark.parametrize("width", [1366, 1024, 900, 390])
def test_the_keyboard_goes_from_part_to_part_as_the_eye_does(sud: Page, width: int) -> None:
    sud.resize(width, 700)
    corners = sud.evaluate(
        "['.choices', '.middle', '.panel'].map((one) => document.querySelector(one)).map((part) => "
        "[Math.round(part.getBoundingClientRect().left), Math.round(part.getBoundingClientRect().top)])"
    )
    order = "[...document.querySelectorAll('.choices, .middle, .panel')].map((part) => part.classList[0])"
    assert sud.evaluate(order) == ["choices", "middle", "panel"]
    along = 0 if width >= 1000 else 1
    assert [corner[along] for corner in corners] == sorted(corner[along] for corner in corners)
    assert sud.evaluate("document.querySelector('.choices').open") is (width >= 1000)


@pytest.mark.parametrize(("width", "height"), [(1366, 625), (1093, 600), (900, 700)])
def test_an_actor_clicked_stays_in_the_window_with_what_is_told_of_it(sud: Page, width: int, height: int) -> None:
    sud.resize(width, height)
    sud.evaluate("document.querySelector('#explorer').scrollIntoView({ behavior: 'instant' })")
    sud.wait(WHOLE)
    out = sud.evaluate(
        "(() => { const box = (one) => document.querySelector(one).getBoundingClientRect();"
        "const inside = (y) => y >= 0 && y <= innerHeight;"
        "return coopnetGraph.nodes(':visible').filter((node) => { node.emit('tap');"
        "const title = box('.panel h3');"
        "return ![box('.canvas').top + node.renderedPosition().y, title.top, title.bottom].every(inside);"
        "}).map((node) => node.id()); })()"
    )
    assert out == []


def test_the_wheel_scrolls_the_page_and_with_ctrl_zooms(sud: Page) -> None:
    sud.evaluate("document.querySelector('.canvas').scrollIntoView({ behavior: 'instant', block: 'center' })")
    turned = (
        "(() => { const before = coopnetGraph.zoom(); const canvas = document.querySelector('.canvas canvas');"
        "const box = canvas.getBoundingClientRect(); const event = new WheelEvent('wheel', { deltaY: 120,"
        "bubbles: true, cancelable: true, ctrlKey: CTRL,"
        "clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 });"
        "canvas.dispatchEvent(event); return [coopnetGraph.zoom() !== before, event.defaultPrevented]; })()"
    )
    assert sud.evaluate(turned.replace("CTRL", "false")) == [False, False]
    sud.wait(turned.replace("CTRL", "true").replace("return [", "return ").replace(", event.defaultPrevented]", ""))


def test_keys_held_with_ctrl_are_those_of_the_browser(sud: Page) -> None:
    pressed = (
        "(() => { const before = coopnetGraph.zoom(); document.querySelector('.canvas').dispatchEvent("
        "new KeyboardEvent('keydown', { key: '+', ctrlKey: CTRL })); return coopnetGraph.zoom() !== before; })()"
    )
    assert sud.evaluate(pressed.replace("CTRL", "true")) is False
    assert sud.evaluate(pressed.replace("CTRL", "false")) is True


def test_in_a_window_of_another_size_the_whole_graph_is_shown_again(sud: Page) -> None:
    sud.resize(500, 700)
    sud.wait(WHOLE)
    sud.evaluate("coopnetGraph.panBy({ x: 300, y: 0 }); true")
    sud.resize(700, 700)
    sud.wait("coopnetGraph.width() > 500")
    assert sud.evaluate(WHOLE) is False  # who has moved it keeps it there


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
