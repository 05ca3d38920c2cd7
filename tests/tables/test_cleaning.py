"""Numbers, dates, codes and marks: what French spreadsheets write, and what it means."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopnet.tables.cells import cell_text, is_formula_error, is_missing_mark, is_mojibake, mended, trimmed
from coopnet.tables.cleaning import date_of, earliest, latest, number_of
from coopnet.tables.communes import commune_name, departement_of, epci_name, epci_of
from coopnet.tables.headers import claims_of, header_row, near_table, table_named
from coopnet.tables.identifiers import siren_of, siret_of
from coopnet.tables.personal import personal_column, personal_header
from coopnet.vocabulary import vocabulary

SPACES = [" ", "\u00a0", "\u202f", "\u2009", "'", "’"]


@pytest.mark.parametrize("space", SPACES)
def test_any_space_groups_thousands(space: str) -> None:
    assert number_of(f"1{space}234") == 1234
    assert number_of(f"1{space}234{space}567,89") == 1234567.89
    assert number_of(f"-12{space}345.5") == -12345.5


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1.234.567", 1234567),
        (",5", 0.5),
        ("5,", 5),
        ("+3", 3),
        ("−3", -3),
        ("1e3", 1000),
        ("007", 7),
        ("0", 0),
    ],
)
def test_a_comma_and_a_point_are_read_as_decimal_marks_unless_they_group(text: str, number: float) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text", ["", "douze", "1 2", "12 34", "1 2345", "1e999", "nan", "inf", "12 €", "50 %", "1,2,3", "--1", "²"]
)
def test_what_is_not_a_number_is_not_guessed(text: str) -> None:
    assert number_of(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_with_a_point_or_a_comma_is_read_as_it_was(number: float) -> None:
    for text in (repr(number), repr(number).replace(".", ",")):
        assert number_of(text) == number


@given(st.integers(-(10**12), 10**12), st.sampled_from(SPACES))
def test_a_number_with_its_thousands_apart_is_read_as_it_was(number: int, space: str) -> None:
    assert number_of(f"{number:,}".replace(",", space)) == number


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31)))
def test_a_date_is_read_alike_in_every_accepted_form(day: datetime.date) -> None:
    forms = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day.isoformat()} 00:00:00"]
    assert {date_of(text).value for text in forms} == {day.isoformat()}
    assert date_of(f"{day:%Y-%m}").value == f"{day:%Y-%m}"
    assert date_of(f"{day:%Y}").value == date_of(f"{day.year}.0").value == f"{day:%Y}"


@given(st.text(max_size=20))
def test_no_text_whatever_breaks_the_reading_of_a_date_or_of_a_number(text: str) -> None:
    said = date_of(text)
    assert (said.value == "") <= (said.note is not None)
    number = number_of(text)
    assert number is None or math.isfinite(number)


@pytest.mark.parametrize(
    "text", ["31/02/2024", "29/02/2023", "00/01/2024", "2024-00", "2024-02-30", "2024-13-01", "0000", "0012"]
)
def test_dates_that_the_calendar_does_not_have_are_impossible(text: str) -> None:
    note = date_of(text).note
    assert note is not None
    assert note.code == "impossible_date"


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("1er mars 2012", "2012-03-01"),
        ("Août 2012", "2012-08"),
        ("3-5-2012", "2012-05-03"),
        ("05/2012", "2012-05"),
        ("2012/05/03", "2012-05-03"),
        ("3 févr. 2012", "2012-02-03"),
        ("le 3 mai 2012", "2012-05-03"),
    ],
)
def test_a_date_in_another_form_is_not_read_but_the_right_form_is_suggested(text: str, guess: str) -> None:
    said = date_of(text)
    assert said.value == ""
    assert said.note is not None
    assert (said.note.code, said.note.fields["word"]) == ("unreadable_date", guess)


def test_a_date_known_to_the_year_spans_the_year() -> None:
    assert (earliest("2012"), latest("2012")) == ("2012-01-01", "2012-12-31")
    assert earliest("2012-05") <= "2012-05-03" <= latest("2012-05")
    assert not earliest("2013") <= latest("2012-12")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (1, "1"),
        (0.1, "0.1"),
        (73282932000074.0, "73282932000074"),
        (True, "VRAI"),
        (None, ""),
        (math.nan, ""),
        (datetime.date(2012, 5, 3), "2012-05-03"),
        (datetime.datetime(2012, 5, 3, 8, 30), "2012-05-03 08:30:00"),
        (datetime.time(8, 30), "08:30:00"),
        (math.inf, "inf"),
        (1e300, "1e+300"),
    ],
)
def test_typed_cells_become_text(value: Any, text: str) -> None:
    assert cell_text(value) == text


def test_what_nobody_sees_is_left_out_and_accents_are_composed() -> None:
    assert trimmed(" \u00a0\ufeffE\u0301ole\u200b\u202f") == "Éole"
    assert trimmed("a\r\nb\rc") == "a\nb\nc"
    assert trimmed("a\x00b\x07") == "ab"


@given(st.text(max_size=15))
def test_trimming_twice_is_trimming_once(text: str) -> None:
    assert trimmed(trimmed(text)) == trimmed(text)


def test_failed_formulas_and_marks_of_absence_are_recognised_in_both_languages() -> None:
    assert all(
        map(
            is_formula_error,
            ["#N/A", "#n/a", "#REF!", "#VALEUR!", "#VALUE!", "#DIV/0!", "#NOM?", "########", "Err:502"],
        )
    )
    assert not any(map(is_formula_error, ["", "#", "# 1", "Emmaüs", "Éole", "E"]))
    assert all(map(is_missing_mark, ["NC", "n/a", "-", "—", "?", "Néant", "non renseigné"]))
    assert not any(map(is_missing_mark, ["non", "oui", "Nantes", "0"]))


@given(st.text(st.sampled_from("éèêàùçôîœÉÈÀ’« »abc"), min_size=1))
def test_accents_read_in_the_wrong_encoding_are_recognised_and_mended(text: str) -> None:
    broken = text.encode("utf-8").decode("cp1252", "replace")
    if "\ufffd" not in broken and not text.isascii():
        assert is_mojibake(broken)
        assert mended(broken) == text
    assert not is_mojibake(text)


@given(st.from_regex(r"\A[0-9]{14}\Z"))
def test_one_wrong_digit_of_a_siret_is_always_found(digits: str) -> None:
    if siret_of(digits).value and not digits.startswith("356000000"):
        for i in range(14):
            wrong = digits[:i] + str((int(digits[i]) + 1) % 10) + digits[i + 1 :]
            assert siret_of(wrong).value == ""


@given(st.text(st.sampled_from("0123456789 .,'E+-abé"), max_size=18))
def test_what_is_kept_as_a_number_of_organisation_is_always_valid_and_the_rest_is_explained(text: str) -> None:
    for said, length in ((siret_of(text), 14), (siren_of(text), 9)):
        assert (len(said.value), said.note is None) in ((length, True), (0, False))


@pytest.mark.parametrize("digits", ["7,32829E+13", "7.32829e13", "35181600000000", "73282932000000", "7328293200000"])
def test_a_siret_that_a_spreadsheet_rounded_is_destroyed_even_when_its_key_is_right(digits: str) -> None:
    note = siret_of(digits).note
    assert note is not None
    assert note.code == "destroyed_siret"


def test_the_communes_of_the_seignanx_belong_to_their_epci() -> None:
    codes = ["40273", "40042", "40044", "40209", "40248", "40251", "40268", "40312"]
    assert {epci_of(code) for code in codes} == {"244000659"}
    assert epci_name("244000659") == "CC du Seignanx"
    assert commune_name("40312") == "Tarnos"
    assert [departement_of(code) for code in ("40312", "2A004", "97411", "75101")] == ["40", "2A", "974", "75"]
    assert commune_name("00000") is None
    assert epci_of("29155") is None  # Ouessant belongs to none


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("ACTEURS", "actors"),
        ("Adhésions", "memberships"),
        ("adhesions", "memberships"),
        ("Liens ", "links"),
        ("Pôle", "about"),
        ("Structures", "structures"),
        ("links", "links"),
        ("Budget", None),
        ("", None),
    ],
)
def test_tables_are_recognised_by_name_in_any_case_accent_and_language(text: str, table: str | None) -> None:
    assert table_named(text) == table


def test_the_table_that_a_name_recalls_is_suggested() -> None:
    assert near_table("acteurs_2023") == "actors"
    assert near_table("Acteur s") == "actors"
    assert near_table("Budget") is None


@pytest.mark.parametrize("table", vocabulary().tables)
def test_every_column_answers_to_its_own_names(table: str) -> None:
    for column in vocabulary().tables[table].columns.values():
        assert claims_of(table, column.name)[0][1] == column.name
        assert column.name in [name for _, name in claims_of(table, f"{column.fr.upper()} *")]


def test_an_explanation_after_a_header_is_passed_over_but_not_a_number() -> None:
    assert claims_of("actors", "Nom (obligatoire) *")[0][1] == "name"
    assert claims_of("links", "source (2)") == ()  # what a second column of that name is called once read


def test_headers_are_the_first_row_that_names_all_required_columns() -> None:
    rows = [["Acteur 1"], ["liens", "poids"], ["acteur 1", "acteur 2", "nature du lien"], ["source", "target", "kind"]]
    assert header_row("links", rows) == 2
    assert header_row("links", rows[:2]) == 0
    assert header_row("links", [["a"], ["b"]]) is None


@pytest.mark.parametrize(
    "header", ["Mél", "E-mail", "adresse électronique", "Tél.", "Téléphone (fixe)", "NIR", "N° sécurité sociale"]
)
def test_headers_that_announce_personal_data_are_recognised(header: str) -> None:
    assert personal_header(header)


@pytest.mark.parametrize(
    "header", ["Hôtel", "Contacté en", "Unir", "Mobilité", "Emailleur", "Télétravail", "notes", "Insee"]
)
def test_headers_that_only_look_like_it_are_not(header: str) -> None:
    assert personal_header(header) is None


def test_a_few_numbers_that_look_like_telephones_are_not_enough_to_drop_a_column() -> None:
    assert personal_column(["0559640012", "A", "B", "C"]) is None
    assert personal_column(["0559640012", "05 59 64 00 13", "C"]) is not None
    assert personal_column(["73282932000074", "40312", "2012-05-03"]) is None
