"""Reports opened in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopnet.exchange import read_pole
from coopnet.report.cooperation_report import write_report
from tests.browser.chromium import NAMES, Browser, Page, chromium, running_browser

DRAWS = 19


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser, and say so, where there is none."""
    if chromium() is None:
        reason = f"no browser on this machine (looked for {', '.join(NAMES)})"
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One report per shipped dataset, one in English, one for publication."""
    folder = tmp_path_factory.mktemp("reports")
    sud, large = read_pole("datasets/sud_aquitaine"), read_pole("datasets/pole_simule")
    return {
        "sud": write_report(sud, folder / "sud", seed=1, n_draws=DRAWS).html,
        "english": write_report(sud, folder / "english", seed=1, n_draws=DRAWS, language="en").html,
        "public": write_report(sud, folder / "public", seed=1, n_draws=DRAWS, public=True).html,
        "large": write_report(large, folder / "large", seed=1, n_draws=DRAWS).html,
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser started once for all tests."""
    with running_browser() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own for one test."""
    with browser.page() as opened:
        yield opened


@pytest.fixture
def sud(page: Page, reports: dict[str, Path]) -> Page:
    """The report of the documented pole, opened."""
    page.open(reports["sud"])
    return page
