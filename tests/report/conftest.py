"""Reports that tests read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from coopnet.exchange import read_pole
from coopnet.pole import Pole
from coopnet.report.cooperation_report import write_report

DRAWS = 39


@dataclass(frozen=True)
class Read:
    """A written report as a reader has it."""

    html: str
    page: Path
    workbook: Path


Writing = Callable[..., Read]


@pytest.fixture(scope="package")
def sud() -> Pole:
    """The documented pole."""
    return read_pole("datasets/sud_aquitaine")


@pytest.fixture(scope="package")
def written(tmp_path_factory: pytest.TempPathFactory) -> Writing:
    """Write a report in a folder of its own and read it back."""

    def write(pole: Pole, **options: object) -> Read:
        done = write_report(pole, tmp_path_factory.mktemp("report"), **{"seed": 1, "n_draws": DRAWS, **options})  # type: ignore[arg-type]
        return Read(done.html.read_text(encoding="utf-8"), done.html, done.workbook)

    return write


@pytest.fixture(scope="package")
def french(sud: Pole, written: Writing) -> Read:
    """The report of the documented pole in French."""
    return written(sud)


@pytest.fixture(scope="package")
def english(sud: Pole, written: Writing) -> Read:
    """The report of the documented pole in English."""
    return written(sud, language="en")


@pytest.fixture(scope="package")
def public(sud: Pole, written: Writing) -> Read:
    """The report of the documented pole for publication."""
    return written(sud, public=True)


HOSTILE = (
    "</script><script>window.harmed=1</script>",
    '"><img src=x onerror="window.harmed=1">',
    "' onmouseover='window.harmed=1",
    "<!--<script>",
    "{{ 7 * 7 }}",
    '=HYPERLINK("http://example.org")',
    "$x^2$ \\frac{1}{2}",
    "&lt;b&gt; &amp;",
)


@pytest.fixture(scope="package")
def hostile_pole() -> Pole:
    """A pole whose every text tries to be something else than text."""
    size = len(HOSTILE)
    ids = [f"{number} {text}" for number, text in enumerate(HOSTILE)]
    return Pole.from_tables(
        {
            "about": {"name": HOSTILE[0], "territory": HOSTILE[1], "notice": HOSTILE[0], "source": HOSTILE[5]},
            "actors": {
                "id": ids,
                "name": list(HOSTILE),
                "type": ["ess", "firm"] * (size // 2),
                "sector": ["food", "training"] * (size // 2),
            },
            "structures": {"id": ["s"], "name": [HOSTILE[0]], "kind": ["scic"]},
            "memberships": {"actor": ids[:4], "structure": ["s"] * 4, "role": [HOSTILE[0], HOSTILE[1], "", ""]},
            "links": {"source": ids[:-1], "target": ids[1:], "kind": ["convention"] * (size - 1)},
        }
    )


@pytest.fixture(scope="package")
def hostile(hostile_pole: Pole, written: Writing) -> Read:
    """The report of the hostile pole."""
    return written(hostile_pole)
