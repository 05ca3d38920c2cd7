"""Who is searched for, who is found, and what is told of who is chosen."""

from __future__ import annotations

from pathlib import Path

from coopnet.pole import Pole
from coopnet.report.cooperation_report import write_report
from tests.browser.chromium import Page
from tests.browser.explorer import ENTER, panel, search


def test_all_that_a_search_finds_stays_in_sight_and_asking_again_leads_to_the_next(sud: Page) -> None:
    search(sud, "saint")
    found = sud.evaluate("coopnetGraph.nodes('.found').filter((node) => !node.hasClass('faded')).length")
    assert found == 4
    first = panel(sud)
    seen = {first}
    for _ in range(3):
        sud.press(*ENTER)
        seen.add(panel(sud))
    assert len(seen) == 4
    sud.press(*ENTER)
    assert panel(sud) == first


def test_a_search_without_answer_leaves_nobody_chosen(sud: Page) -> None:
    search(sud, "Mecadaq")
    search(sud, "zzzz")
    assert panel(sud).startswith("Choisissez")


def test_an_actor_is_found_by_its_code(sud: Page) -> None:
    search(sud, "cbe")
    assert panel(sud).startswith("Comité de bassin d’emploi")


def test_who_hears_the_page_is_told_who_is_chosen_and_not_every_link(sud: Page) -> None:
    search(sud, "Mecadaq")
    told = "document.querySelector('.told').textContent"
    assert sud.evaluate(told) == "Mecadaq, Participe à (1)."
    assert sud.evaluate("document.querySelector('.panel').getAttribute('aria-live')") is None


def test_every_structure_that_an_actor_is_leads_to_it(page: Page, tmp_path: Path) -> None:
    pole = Pole.from_tables(
        {
            "actors": {"id": ["a", "b"], "name": ["Alpha", "Bêta"]},
            "structures": {
                "id": ["g", "s"], "name": ["GEIQ Alpha", "SCIC Alpha"], "kind": ["geiq", "scic"], "actor": ["a", "a"],
                "size": [1250, 1], "founded": ["2012-03-15", "2012"],
            },
            "memberships": {"actor": ["b"], "structure": ["g"]},
        }
    )  # fmt: skip
    page.open(write_report(pole, tmp_path, seed=1, n_draws=19).html)
    search(page, "Alpha")
    assert "GEIQ Alpha" in panel(page)
    assert "SCIC Alpha" in panel(page)
    search(page, "GEIQ Alpha")
    assert "1\u202f250 membres déclarés · depuis le 15/03/2012" in panel(page)
    search(page, "SCIC Alpha")
    assert "1 membre déclaré · depuis 2012" in panel(page)
