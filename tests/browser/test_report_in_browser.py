"""The report as somebody uses it: opened by double-click, searched, filtered, clicked, sorted, copied, printed."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from coopnet.drawing.picture import picture_of
from coopnet.exchange import read_pole
from coopnet.pole import Pole
from coopnet.report.cooperation_report import write_report
from tests.browser.chromium import Page
from tests.browser.explorer import ESCAPE, TAB, counted, panel, search, shown, tick

# the canvas follows its data at the next frame: what is drawn is waited for, what the page says is read at once
EDGES = "coopnetGraph.edges().filter((edge) => !edge.hasClass('identity') && edge.visible())"


@pytest.mark.parametrize("name", ["sud", "english", "public", "large"])
def test_a_report_opens_without_error_and_asks_nothing_of_the_network(
    page: Page, reports: dict[str, Path], name: str
) -> None:
    page.open(reports[name])
    page.wait("typeof coopnetGraph === 'object'")
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in page.requests if url.startswith("file:")]) == 1
    assert page.problems == []


def test_the_page_itself_forbids_the_network(sud: Page) -> None:
    answer = sud.evaluate("fetch('https://example.org/').then(() => 'reached', () => 'refused')")
    assert answer == "refused"
    assert any("Content Security Policy" in problem for problem in sud.problems)


@pytest.mark.parametrize("name", ["sud", "large"])
def test_it_first_shows_what_the_printed_figure_shows(page: Page, reports: dict[str, Path], name: str) -> None:
    page.open(reports[name])
    pole = read_pole({"sud": "datasets/sud_aquitaine", "large": "datasets/pole_simule"}[name])
    picture = picture_of(pole)
    links = int((picture.edges["what"] == "link").sum())
    assert shown(page) == [len(picture.actors), len(picture.structures), links, len(picture.edges) - links]
    page.wait(f"{EDGES}.length === {len(picture.edges)}")


def test_nodes_stand_where_the_printed_figure_has_them(sud: Page) -> None:
    """Distances between three nodes of the canvas and of the drawing are in one proportion."""
    names = ["Mecadaq", "Tec Ge Coop", "SCIC Légumes Pro"]
    canvas = sud.evaluate(
        f"{json.dumps(names)}.map((name) => "
        "coopnetGraph.nodes('.actor').filter((node) => node.data('name') === name).position())"
    )
    sud.evaluate("document.getElementById('toggle-printed').click()")
    drawing = sud.evaluate(
        f"{json.dumps(names)}.map((name) => {{ const text = [...document.querySelectorAll('svg.multigraph text')]"
        ".find((one) => one.textContent === name).getBoundingClientRect();"
        "return { x: text.x + text.width / 2, y: text.y }; })"
    )
    spans = [
        [
            abs(one["x"] - other["x"])
            for one, other in ((points[0], points[1]), (points[0], points[2]), (points[1], points[2]))
        ]
        for points in (canvas, drawing)
    ]
    proportions = [drawn / placed for placed, drawn in zip(*spans, strict=True)]
    assert max(proportions) / min(proportions) == pytest.approx(1.0, abs=0.03)


def test_parallel_links_are_apart_on_the_canvas(page: Page, reports: dict[str, Path]) -> None:
    page.open(reports["large"])
    groups = page.evaluate(
        "Object.values(coopnetGraph.edges('.link').filter((edge) => edge.visible()).toArray().reduce((all, edge) => {"
        "const key = [edge.source().id(), edge.target().id()].sort().join(' ');"
        "(all[key] = all[key] || []).push(edge.midpoint()); return all; }, {})).filter((group) => group.length > 1)"
    )
    assert len(groups) > 20
    for group in groups:
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                assert abs(one["x"] - other["x"]) + abs(one["y"] - other["y"]) > 4


def test_the_search_finds_an_actor_without_its_accents_and_shows_its_links_roles_and_structures(sud: Page) -> None:
    search(sud, "scic eole")
    told = panel(sud)
    assert told.startswith("SCIC Éole")
    assert "Restauration" in told
    assert "Restaurant interentreprises du Seignanx — exploitant" in told
    assert "Comité de bassin d’emploi du Seignanx — Cofondation, depuis 2006" in told
    assert "SCIC Légumes Pro — Contrat, depuis 2016" in told
    assert sud.evaluate("coopnetGraph.nodes('.chosen').map((node) => node.data('name'))") == ["SCIC Éole"]


def test_a_search_that_finds_nothing_says_so(sud: Page) -> None:
    search(sud, "zzzz")
    assert sud.evaluate("document.querySelector('.answer').textContent") == "Aucun nom ne correspond."


def test_a_click_on_an_actor_shows_its_links(sud: Page) -> None:
    sud.evaluate("document.querySelector('.canvas').scrollIntoView({ behavior: 'instant', block: 'center' })")
    place = sud.evaluate(
        "(() => { const box = document.querySelector('.canvas').getBoundingClientRect();"
        "const node = coopnetGraph.nodes('.actor').filter((n) => n.data('name') === 'Mecadaq').renderedPosition();"
        "return { x: box.x + node.x, y: box.y + node.y }; })()"
    )
    sud.click(place["x"], place["y"])
    sud.wait("document.querySelector('.panel h3') !== null")
    assert panel(sud).startswith("Mecadaq")
    assert "Pôle aéronautique (Espace technologique Jean-Bertin) — membre" in panel(sud)


@pytest.mark.parametrize(("width", "height"), [(1366, 625), (1024, 600), (390, 700)])
def test_on_a_small_screen_what_is_asked_of_an_actor_comes_into_the_window(sud: Page, width: int, height: int) -> None:
    """A laptop's browser shows some 625 pixels: below the graph, the panel would be out of sight."""
    sud.resize(width, height)
    sud.evaluate("document.querySelector('#explorer').scrollIntoView({ behavior: 'instant' })")
    sud.evaluate("coopnetGraph.resize(); coopnetGraph.fit(); true")
    sud.evaluate("coopnetGraph.nodes('.actor').filter((n) => n.data('name') === 'Mecadaq').emit('tap').length")
    sud.wait(
        "(() => { const title = document.querySelector('.panel h3');"
        "const box = title && title.getBoundingClientRect();"
        "return box && box.top >= 0 && box.bottom <= innerHeight; })()"
    )
    assert panel(sud).startswith("Mecadaq")


def test_typing_a_whole_name_leaves_the_search_where_it_is(sud: Page) -> None:
    sud.resize(1366, 625)
    sud.evaluate("document.querySelector('#explorer').scrollIntoView({ behavior: 'instant' })")
    sud.evaluate("document.querySelector('[name=search]').focus({ preventScroll: true })")
    before = sud.evaluate("scrollY")
    sud.write("Mecadaq")
    sud.wait("document.querySelector('.panel h3') !== null")
    assert sud.evaluate("scrollY") == before


def test_a_name_in_the_panel_leads_to_that_actor(sud: Page) -> None:
    search(sud, "Mecadaq")
    sud.evaluate(
        "[...document.querySelectorAll('.panel button')].find((b) => b.textContent.startsWith('Pôle aéro')).click()"
    )
    told = panel(sud)
    assert told.startswith("Pôle aéronautique")
    assert "Commune de Tarnos — porteur" in told


def test_of_the_links_shown_the_page_says_how_many_are_cooperation(sud: Page) -> None:
    edges = picture_of(read_pole("datasets/sud_aquitaine")).edges
    links = edges[edges["what"] == "link"]
    assert counted(sud)[2:4] == [len(links), int((links["nature"] == "cooperation").sum())]
    tick(sud, "kind", "link political_support")
    assert counted(sud)[2:4] == [int((links["kind"] != "political_support").sum()), counted(sud)[3]]


def test_a_kind_unticked_hides_its_links_and_no_other(sud: Page) -> None:
    actors, structures, links, memberships = shown(sud)
    tick(sud, "kind", "link co_founding")
    assert shown(sud) == [actors, structures, links - 8, memberships]
    sud.wait(f"{EDGES}.filter((edge) => edge.data('kind') === 'co_founding').length === 0")
    tick(sud, "kind", "link co_founding")
    assert shown(sud) == [actors, structures, links, memberships]


def test_a_kind_of_structure_unticked_hides_its_structures_and_memberships(sud: Page) -> None:
    actors, structures, links, memberships = shown(sud)
    tick(sud, "kind", "member joint_governance")
    assert shown(sud) == [actors, structures - 1, links, memberships - 8]


def test_a_sector_unticked_hides_its_actors_and_their_links(sud: Page) -> None:
    """Aeronautics: Safran and Mecadaq, with three memberships and no direct link."""
    actors, structures, links, memberships = shown(sud)
    tick(sud, "sector", "aeronautics")
    assert shown(sud) == [actors - 2, structures, links, memberships - 3]


def test_all_or_none_of_the_sectors(sud: Page) -> None:
    every = "document.querySelector('input[name=sector]').closest('fieldset').querySelector('[data-every]')"
    sud.evaluate(f"{every}.click()")
    assert shown(sud)[0] == 0
    sud.evaluate(f"{every}.click()")
    assert shown(sud)[0] == 30


@pytest.mark.parametrize("year", ["all", "2019", "2012", "2000"])
def test_a_date_shows_what_was_active_then(sud: Page, year: str) -> None:
    sud.evaluate(f"(() => {{ const s = document.querySelector('[name=moment]'); s.value = '{year}';"
                 "s.dispatchEvent(new Event('change', { bubbles: true })); })()")  # fmt: skip
    pole = read_pole("datasets/sud_aquitaine")
    picture = picture_of(pole, at=None if year == "all" else year)
    links = int((picture.edges["what"] == "link").sum())
    assert shown(sud) == [len(picture.actors), len(picture.structures), links, len(picture.edges) - links]


def test_what_is_hidden_by_a_choice_is_counted_in_the_panel(sud: Page) -> None:
    search(sud, "Mecadaq")
    tick(sud, "kind", "member thematic_cluster")
    assert "Masqués par la date ou par vos choix\u202f: 1." in panel(sud)


def test_start_again_shows_everything_again(sud: Page) -> None:
    before = shown(sud)
    tick(sud, "sector", "aeronautics")
    search(sud, "Éole")
    sud.evaluate("document.querySelector('[data-action=reset]').click()")
    assert shown(sud) == before
    assert panel(sud).startswith("Choisissez un acteur")


def test_everything_can_be_reached_by_keyboard(sud: Page) -> None:
    reached = set()
    sud.evaluate("document.querySelector('.skip').focus()")
    for _ in range(140):
        reached.add(
            sud.evaluate(
                "document.activeElement.name || document.activeElement.classList[0] || document.activeElement.tagName"
            )
        )
        sud.press(*TAB)
    assert {"search", "moment", "sector", "kind", "canvas", "sort", "tool"} <= reached


def test_arrows_plus_minus_and_zero_move_the_canvas(sud: Page) -> None:
    sud.evaluate("document.querySelector('.canvas').focus()")
    before = sud.evaluate("[coopnetGraph.pan().x, coopnetGraph.zoom()]")
    sud.press("ArrowLeft", 37)
    sud.press("+", 187, "+")
    after = sud.evaluate("[coopnetGraph.pan().x, coopnetGraph.zoom()]")
    assert after[1] > before[1]
    assert after[0] != before[0]
    sud.press("0", 48, "0")
    assert sud.evaluate("coopnetGraph.zoom()") == pytest.approx(before[1], rel=1e-6)


def test_escape_deselects(sud: Page) -> None:
    search(sud, "Mecadaq")
    sud.evaluate("document.querySelector('.canvas').focus()")
    sud.press(*ESCAPE)
    assert sud.evaluate("coopnetGraph.elements('.chosen').length") == 0


def test_a_click_on_a_header_sorts_numbers_as_numbers_and_back(sud: Page) -> None:
    column = (
        "[...document.querySelectorAll('#table-actors tbody tr')].map((row) => row.cells[3])"
        ".map((cell) => cell.dataset.sort || cell.textContent)"
    )
    header = "document.querySelectorAll('#table-actors th')[3]"
    sud.evaluate(f"{header}.querySelector('button').click()")
    rising = [float(value) for value in sud.evaluate(column)]
    assert rising == sorted(rising)
    assert sud.evaluate(f"{header}.getAttribute('aria-sort')") == "ascending"
    sud.evaluate(f"{header}.click()")
    falling = [float(value) for value in sud.evaluate(column)]
    assert falling == sorted(falling, reverse=True)


def test_names_sort_as_the_language_sorts_them_and_missing_values_stay_last(sud: Page) -> None:
    sud.evaluate("document.querySelectorAll('#table-actors th')[0].click()")
    names = sud.evaluate(
        "[...document.querySelectorAll('#table-actors tbody tr')].map((row) => row.cells[0].textContent)"
    )
    assert names.index("Éco-lieu Lacoste") < names.index("Groupement d’employeurs multisectoriel")
    for _ in range(2):  # one way, then the other
        sud.evaluate("document.querySelectorAll('#table-actors th')[1].click()")
        types = sud.evaluate(
            "[...document.querySelectorAll('#table-actors tbody tr')].map((row) => row.cells[1].textContent)"
        )
        assert types[-1] == "—"


def test_a_table_is_copied_with_tabs_and_decimal_commas(sud: Page) -> None:
    sud.evaluate(
        "Object.defineProperty(navigator, 'clipboard', "
        "{ value: { writeText: (text) => { window.taken = text; return Promise.resolve(); } } })"
    )
    sud.evaluate(
        "document.querySelector('#table-actors').closest('.table-box').previousElementSibling.querySelector('button').click()"
    )
    sud.wait("window.taken !== undefined")
    lines = sud.evaluate("window.taken").split("\r\n")
    assert len(lines) == 31
    assert lines[0].split("\t")[0] == "Nom"
    first = lines[1].split("\t")
    assert first[:4] == [
        "Comité de bassin d’emploi du Seignanx",
        "Organisation de l’ESS",
        "Animation et appui territorial",
        "14",
    ]
    assert re.fullmatch(r"0,\d+", first[7])
    assert "Copié" in sud.evaluate(
        "document.querySelector('#table-actors').closest('.table-box').previousElementSibling.textContent"
    )


def test_each_button_that_copies_says_which_table(sud: Page) -> None:
    said = sud.evaluate("[...document.querySelectorAll('.table-tools button')].map((one) => one.ariaLabel)")
    titles = sud.evaluate("[...document.querySelectorAll('table.data .table-title')].map((one) => one.textContent)")
    assert said == [f"Copier\u202f: {title}" for title in titles]
    assert len(set(said)) == len(said)


def test_nothing_is_wider_than_the_window_but_tables_that_scroll(sud: Page) -> None:
    for width in (1400, 1024, 600, 380):
        sud.resize(width, 900)
        assert sud.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on a pole of odd names: a ligature, decomposed accents, no space in two hundred letters."""
    names = ["Œuvre de l’Été", unicodedata.normalize("NFD", "Fédération d’Orthe"), "x" * 200]
    pole = Pole.from_tables(
        {
            "about": {"name": "y" * 200, "source": "https://exemple.fr/" + "z" * 200},
            "actors": {"id": ["a", "b", "c"], "name": names},
            "links": {"source": ["a", "b"], "target": ["b", "c"], "kind": ["convention", "convention"]},
        }
    )
    return write_report(pole, tmp_path_factory.mktemp("odd"), seed=1, n_draws=19).html


@pytest.mark.parametrize(
    ("typed", "found"), [("oeuvre de l'ete", "Œuvre de l’Été"), ("federation d'orthe", "Fédération d’Orthe")]
)
def test_names_are_found_as_a_keyboard_types_them(page: Page, odd: Path, typed: str, found: str) -> None:
    page.open(odd)
    search(page, typed)
    assert unicodedata.normalize("NFC", panel(page)).startswith(found)


def test_a_few_actors_are_drawn_whole_and_not_huge(page: Page, odd: Path) -> None:
    page.open(odd)
    assert page.evaluate("coopnetGraph.zoom()") <= 2.4
    inside = page.evaluate(
        "(() => { const box = coopnetGraph.elements().renderedBoundingBox();"
        "return box.x1 >= 0 && box.y1 >= 0 && box.x2 <= coopnetGraph.width() && box.y2 <= coopnetGraph.height(); })()"
    )
    assert inside


@pytest.mark.parametrize("width", [1366, 800, 390])
def test_a_name_without_a_space_does_not_widen_the_page(page: Page, odd: Path, width: int) -> None:
    page.open(odd)
    page.resize(width, 700)
    search(page, "xxx")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["sud", "english", "large"])
def test_no_name_of_the_drawing_is_cut_or_covered(page: Page, reports: dict[str, Path], name: str) -> None:
    """With the fonts of this browser: the names of nodes do not overlap, and stay inside the drawing."""
    page.open(reports[name])
    page.evaluate("document.getElementById('toggle-printed').click()")
    found = page.evaluate(
        "(() => { const svg = document.querySelector('svg.multigraph'); const frame = svg.getBoundingClientRect();"
        "const boxes = [...svg.querySelectorAll('text')].map((t) => [t.textContent, t.getBoundingClientRect()]);"
        "const outside = boxes.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1"
        "  || b.top < frame.top - 1 || b.bottom > frame.bottom + 1).map(([t]) => t);"
        "const over = []; boxes.forEach(([t, a], i) => boxes.slice(i + 1).forEach(([u, b]) => {"
        "  const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);"
        "  const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);"
        "  if (x > 3 && y > 0.5 * Math.min(a.height, b.height)) { over.push([t, u]); } }));"
        "return { outside, over, texts: boxes.length }; })()"
    )
    assert found["texts"] > 40
    assert found["outside"] == []
    assert found["over"] == []


def test_the_printed_page_shows_the_drawing_and_none_of_the_controls(sud: Page) -> None:
    sud.media("print")
    assert sud.evaluate("getComputedStyle(document.querySelector('figure.printed')).display") != "none"
    for selector in ("#explorer", ".contents", ".table-tools", "button.sort"):
        assert sud.evaluate(f"getComputedStyle(document.querySelector('{selector}')).display") == "none"
    assert sud.pdf().startswith(b"%PDF")


def test_on_paper_what_introduces_a_drawing_or_a_table_stays_with_it(sud: Page) -> None:
    sud.media("print")
    for selector in ("#graph > h2", "#graph > p", "#mixing > p", "#tables > p", "caption", "thead", "dt"):
        style = sud.evaluate(f"getComputedStyle(document.querySelector('{selector}')).breakAfter")
        assert style == "avoid", selector
    first = sud.evaluate("getComputedStyle(document.querySelector('#table-findings tbody tr')).breakBefore")
    assert first == "avoid"  # or the headers of a table could stand alone at the bottom of a page


def test_dates_of_the_panel_have_the_day_first_in_french(sud: Page) -> None:
    search(sud, "Pôle de services Jean-Bertin (locaux du pôle)")
    assert "depuis le 21/11/2014" in panel(sud)
    assert "2014-11-21" not in panel(sud)


def test_dates_of_a_table_are_written_as_in_the_panel_and_sort_in_time(sud: Page) -> None:
    """In French the day comes first; what sorts is the year, then the month, then the day."""
    column = "[...document.querySelectorAll('#table-structures tbody tr')].map((row) => row.cells[5].textContent)"
    sud.evaluate("document.querySelectorAll('#table-structures th')[5].click()")
    shown = [date for date in sud.evaluate(column) if date != "—"]
    assert "21/11/2014" in shown
    in_time = sorted(shown, key=lambda date: date.split("/")[::-1])
    assert shown == in_time


def test_without_scripts_the_drawing_the_sentences_and_the_tables_are_there(
    page: Page, reports: dict[str, Path]
) -> None:
    page.disable_scripts()
    page.open_blindly(reports["sud"])
    shown = page.evaluate("getComputedStyle(document.querySelector('figure.printed')).display")
    assert shown != "none"
    assert page.evaluate("document.getElementById('explorer').hidden") is True
    assert page.evaluate("document.querySelectorAll('#table-actors tbody tr').length") == 30


def test_the_public_report_names_nobody_on_screen(page: Page, reports: dict[str, Path]) -> None:
    page.open(reports["public"])
    names = page.evaluate("coopnetGraph.nodes().map((node) => node.data('name'))")
    assert all(re.fullmatch(r"(Acteur|Structure) \d+", name) for name in names)
    text = page.evaluate("document.body.innerText")
    assert "Éole" not in text
    assert "Mecadaq" not in text
