"""Every number quoted in prose is true: each claim names its page, the words as they are written, and how to count.

To quote a number of a shipped pole in a page, add a line to ``CLAIMS``: the page, the words around the number exactly
as they stand there (line breaks do not matter) with ``{}`` in place of each number, and a function of no argument that
returns the numbers as the page writes them. A number that an example of the same page prints needs no claim: examples
(``>>>``) are run as they are.

A claim fails when its words are no longer in the page, and when a number has changed. So does a number with decimals or
thousands that neither a claim nor an example of the page covers.
"""

import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

import coopnet as cn
from coopnet.synthetic import links as drawn_links
from coopnet.synthetic import poles as drawn_poles

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", *(f"datasets/{name}/README.md" for name in ("sud_aquitaine", "pole_simule")))
PAGES += tuple(sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")))
# what looks like a measured number and is none: versions, licences, thresholds of a test
NO_CLAIM = re.compile(r"Python 3\.\d+|CC BY 4\.0|CC0 1\.0|version \d[\d.]*|[≤<≥>]\s*\d[\d.,]*")
FLAGS = re.DOTALL | re.MULTILINE
EXAMPLE = r"^```python\n>>> .*?^```"
NUMBER = r"[−-]?\d[\d.,\u202f]*"


class Claim(NamedTuple):
    """Words of a page with ``{}`` in place of numbers, and the numbers."""

    page: str
    words: str
    numbers: Callable[[], tuple[str, ...]]


@cache
def pole(name: str) -> cn.Pole:
    return cn.read_pole(ROOT / "datasets" / name)


def n_pairs(name: str) -> int:
    """Return the number of pairs that count."""
    return cn.network_of(pole(name), view="pairs").n_pairs


@cache
def openness() -> tuple[str, ...]:
    rng = np.random.default_rng(2012)
    found = cn.compare_to_null("pole_ei", pole("sud_aquitaine"), "shuffle_sectors", rng=rng, n_draws=999)
    assert isinstance(found, cn.NullComparison)
    assert found.verdict == "as_expected"
    return f"{found.observed:.2f}", f"{found.expected:.2f}"


def rows(name: str, *tables: str) -> tuple[str, ...]:
    return tuple(str(len(getattr(pole(name), table))) for table in tables)


def committee() -> tuple[str, ...]:
    """Return the pairs that the cooperation committee joins, and all those that count."""
    joined = cn.multiplex_of(pole("sud_aquitaine")).pair_counts("joint_governance")
    return str((joined.toarray() > 0).sum() // 2), str(n_pairs("sud_aquitaine"))


def two_largest() -> tuple[str, ...]:
    """Return the pairs that the two structures of most named members join, and all those that count."""
    sizes = pole("pole_simule").memberships["structure"].value_counts()
    multiplex = cn.multiplex_of(pole("pole_simule"))
    joined = np.zeros((multiplex.n_actors, multiplex.n_actors), dtype=bool)
    for layer in multiplex.affiliations.values():
        for structure in set(sizes.index[:2]) & set(layer.structures):
            members = layer.incidence.toarray()[:, list(layer.structures).index(structure)] > 0
            joined |= np.outer(members, members)
    return f"{int(np.triu(joined, 1).sum()):,}", f"{n_pairs('pole_simule'):,}"


def types(name: str, kind: str) -> str:
    return str((pole(name).actors["type"] == kind).sum())


README, SUD, SIMULATED = PAGES[0], PAGES[2], PAGES[3]
CLAIMS = (
    Claim(README, "An index of {} looks open; with that many small sectors, chance alone gives {}", openness),
    Claim(
        SUD,
        "{} acteurs nommés, {} structures, {} participations et {} liens directs",
        lambda: rows("sud_aquitaine", "actors", "structures", "memberships", "links"),
    ),
    Claim(SUD, "alone makes {} of the {} pairs that count in 2025", committee),
    Claim(SUD, "`reference_date` is {},", lambda: (str(pole("sud_aquitaine").about.reference_date),)),
    Claim(
        SUD,
        "{} firms in the GEIQ BTP",
        lambda: (str(int(pole("sud_aquitaine").structures["size"].max())),),
    ),
    Claim(SIMULATED, "| actors | {} |", lambda: rows("pole_simule", "actors")),
    Claim(SIMULATED, "| ESS organisations | {} |", lambda: (types("pole_simule", "ess"),)),
    Claim(SIMULATED, "| local authorities | {}:", lambda: (types("pole_simule", "local_authority"),)),
    Claim(SIMULATED, "| linked pairs | {} per actor |", lambda: (str(drawn_poles.PAIRS_PER_ACTOR),)),
    Claim(
        SIMULATED,
        "| evaluators | {}, who gave {} ratings |",
        lambda: (str(pole("pole_simule").ratings["evaluator"].nunique()), *rows("pole_simule", "ratings")),
    ),
    Claim(SIMULATED, "within a sector, {} times within a commune", lambda: (str(drawn_links.SAME_COMMUNE),)),
    Claim(SIMULATED, "members of a same structure of at most {};", lambda: (str(drawn_links.SMALL_STRUCTURE),)),
    Claim(SIMULATED, "Reference date: {}.", lambda: (str(pole("pole_simule").about.reference_date),)),
    Claim(SIMULATED, "outweigh everything else ({} of the {} pairs that count)", two_largest),
)


def text_of(page: str) -> str:
    """Return a page with every run of spaces and line breaks as one space."""
    return " ".join((ROOT / page).read_text(encoding="utf-8").split())


def pattern_of(words: str) -> str:
    return NUMBER.join(re.escape(part) for part in words.split("{}"))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.words)
def test_the_words_of_a_claim_stand_in_its_page_with_the_right_numbers(claim):
    text = text_of(claim.page)
    assert re.search(pattern_of(claim.words), text), f"{claim.page} no longer says “{claim.words}”"
    assert claim.words.format(*claim.numbers()) in text


@pytest.mark.parametrize("page", PAGES)
def test_no_number_with_decimals_or_thousands_goes_without_a_claim(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    printed = [float(one) for block in re.findall(EXAMPLE, text, FLAGS) for one in re.findall(r"\d+\.\d+|\d+", block)]
    for aside in (
        EXAMPLE,
        r"^(?:```+|:::+).*?^(?:```+|:::+)",
        r"`[^`]*`",
        r"\$\$.*?\$\$",
        r"\$[^$]+\$",
        r"\]\([^)]*\)",
    ):
        text = re.sub(aside, " ", text, flags=FLAGS)
    prose = NO_CLAIM.sub(" ", " ".join(text.split()))
    for claim in CLAIMS:
        if claim.page == page:
            prose = re.sub(pattern_of(claim.words), " ", prose)
    found = re.findall(r"(?<![\d.])\d+[.,]\d+(?![\d.]*\w)", prose)
    assert [number for number in found if not _is_printed(number, printed)] == []


def test_the_manifest_knows_every_committed_figure_and_the_tables_that_it_was_made_from():
    figures = json.loads((ROOT / "figures" / "MANIFEST.json").read_text(encoding="utf-8"))["figures"]
    outputs = {f"figures/{name}": known for one in figures.values() for name, known in one["outputs"].items()}
    inputs = {name: known for one in figures.values() for name, known in one["inputs"].items()}
    there = {path.relative_to(ROOT).as_posix() for pole in ("sud_aquitaine", "pole_simule")
             for path in (ROOT / "figures" / pole).iterdir()}  # fmt: skip

    assert there == set(outputs)
    for name, known in {**inputs, **outputs}.items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == known, f"{name}: run python -m analyses"


def test_a_number_is_covered_by_an_example_that_rounds_to_it_and_by_no_other():
    assert _is_printed("0.21", [0.206])
    assert _is_printed("9,686", [9686.0])
    assert not _is_printed("0.21", [0.216, 21.0])


def _is_printed(number: str, printed: list[float]) -> bool:
    plain = number.replace(",", "")
    decimals = len(plain.partition(".")[2])
    return any(f"{value:.{decimals}f}" == plain for value in printed)
