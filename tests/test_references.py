"""The references: every DOI of the package was looked up, with its author and year, and none is kept for nothing."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOOKED_UP = json.loads((ROOT / "tests" / "golden" / "references.json").read_text(encoding="utf-8"))
SOURCES = sorted(path for path in (ROOT / "coopnet").rglob("*") if path.suffix in {".py", ".toml"})
A_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"'`,;>]+")
A_YEAR = re.compile(r"(?<![\d.–/-])(?:18|19|20)\d\d(?![\d–])")
REACH = 450  # characters before a DOI in which its reference stands


def trimmed(found: str) -> str:
    """Return a DOI without the punctuation of the sentence round it; its own parentheses come in pairs."""
    doi = found.rstrip(".:")
    while doi.endswith((")", "]", "}")) and doi.count("(") < doi.count(")") + doi.count("]") + doi.count("}"):
        doi = doi[:-1].rstrip(".:")
    return doi


def cited() -> list[tuple[str, str, str]]:
    """Return each DOI of the package, where it stands, and the text just before it."""
    found = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        for match in A_DOI.finditer(text):
            place = f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"
            found.append((trimmed(match.group()), place, text[max(0, match.start() - REACH) : match.start()]))
    return found


CITED = cited()


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1016/0378-8733(78)90021-7", "10.1016/0378-8733(78)90021-7"),
        ("10.1016/0378-8733(83)90028-X.", "10.1016/0378-8733(83)90028-X"),
        ("10.1038/30918).", "10.1038/30918"),
        ("10.1016/0020-0190(89)90102-6)", "10.1016/0020-0190(89)90102-6"),
    ],
)
def test_a_doi_ends_before_the_punctuation_of_its_sentence(written, doi):
    assert trimmed(written) == doi


def test_every_doi_of_the_package_was_looked_up():
    assert [f"{place}: {doi}" for doi, place, _ in CITED if doi not in LOOKED_UP] == []


def test_no_reference_is_listed_that_the_package_does_not_cite():
    assert sorted(set(LOOKED_UP) - {doi for doi, _, _ in CITED}) == []


def test_every_doi_follows_the_first_author_and_the_year_it_was_looked_up_with():
    wrong = []
    for doi, place, before in CITED:
        known = LOOKED_UP.get(doi)
        if known is None:
            continue
        first = re.split(r",| & | et al\.", known["author"])[0]
        years = A_YEAR.findall(A_DOI.sub("", before))
        if first not in before or not years or int(years[-1]) != known["year"]:
            wrong.append(f"{place}: {doi} is {known['author']} {known['year']}, not {years[-1:]}")
    assert wrong == []


def test_every_reference_says_whose_it_is_and_how_it_was_confirmed():
    fields = {"author": str, "year": int, "title": str, "confirmed_by": str}
    assert [doi for doi, known in LOOKED_UP.items() if {name: type(v) for name, v in known.items()} != fields] == []
    assert [doi for doi, known in LOOKED_UP.items() if not all(known.values())] == []
