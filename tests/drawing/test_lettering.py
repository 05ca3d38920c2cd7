import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopnet.drawing.lettering import text_size, wrapped


def test_short_names_are_left_alone() -> None:
    assert wrapped("SCIC Éole") == "SCIC Éole"


def test_a_compound_place_name_is_not_cut_where_it_fits_the_slack() -> None:
    assert wrapped("Commune de Saint-Martin-de-Seignanx") == "Commune de\nSaint-Martin-de-Seignanx"


def test_no_line_ends_at_a_no_break_space() -> None:
    for width in range(7, 20):  # narrower, words themselves are cut
        shown = wrapped("Le «\u202fFil\u202f» de 1\u202f200\u00a0m² \n à  Tarnos", width=width, lines=9)
        assert "«\u202fFil\u202f»" in shown
        assert "1\u202f200\u00a0m²" in shown
        assert "  " not in shown


def test_a_name_too_long_for_its_lines_ends_with_an_ellipsis() -> None:
    shown = wrapped("Pôle " * 40)
    assert shown.count("\n") == 2
    assert shown.endswith("…")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_never_more_lines_nor_wider_lines_than_asked(name: str) -> None:
    lines = wrapped(name, width=20, lines=3).split("\n")
    assert len(lines) <= 3
    assert all(len(line) <= 26 for line in lines)


@given(st.lists(st.text("abcé-", min_size=1, max_size=12), min_size=1, max_size=4))
def test_a_name_that_fits_loses_no_letter(words: list[str]) -> None:
    name = " ".join(words)
    shown = wrapped(name, width=30, lines=5)
    assert shown.replace("\n", "").replace(" ", "") == name.replace(" ", "")


def test_size_grows_with_the_longest_line_and_the_number_of_lines() -> None:
    one, two = text_size("Comité", 7.0), text_size("Comité\nComité de coopération", 7.0)
    assert two[0] > one[0]
    assert two[1] == pytest.approx(2 * one[1])


def test_an_empty_label_takes_no_room() -> None:
    assert text_size("", 7.0) == (0.0, 0.0)
