import pytest

from coopnet.numbers import NARROW
from coopnet.report.typography import NO_BREAK, counted, listed, spaced


@pytest.mark.parametrize("mark", list(";:!?»%"))
def test_a_narrow_space_stands_before_a_double_mark(mark: str) -> None:
    assert spaced(f"mot {mark} suite", "fr") == f"mot{NARROW}{mark} suite"


def test_a_narrow_space_stands_after_an_opening_guillemet() -> None:
    assert spaced("« mot »", "fr") == f"«{NARROW}mot{NARROW}»"


def test_addresses_and_hours_keep_their_marks() -> None:
    for text in ("https://exemple.fr/a?b=c", "à 10:30", "a;b"):
        assert spaced(text, "fr") == text


def test_english_is_left_alone() -> None:
    assert spaced("What ? « this » : that", "en") == "What ? « this » : that"


def test_spacing_twice_changes_nothing_more() -> None:
    once = spaced("Pourquoi ? « Voilà » : 95 %", "fr")
    assert spaced(once, "fr") == once


@pytest.mark.parametrize(
    ("number", "language", "expected"), [(0, "fr", "lien"), (1, "fr", "lien"), (1.5, "fr", "lien"), (2, "fr", "liens"),
                                         (0, "en", "liens"), (1, "en", "lien"), (2, "en", "liens")],
)  # fmt: skip
def test_plural_begins_at_two_in_french_and_spares_one_in_english(number: float, language: str, expected: str) -> None:
    assert counted(number, "lien", "liens", language).split(NO_BREAK)[1] == expected  # type: ignore[arg-type]


def test_an_enumeration_ends_with_and() -> None:
    assert [listed(list("abc")[:n], "fr") for n in range(4)] == ["", "a", "a et b", "a, b et c"]
