"""The only door from tables to everything above."""

import numpy as np
import pandas as pd
import pytest

from coopnet.errors import PoleRefused, UnknownWord
from coopnet.pole import Pole

TABLES = {
    "actors": {
        "id": ["a", "b", "c"],
        "name": ["Éole", "", None],
        "type": ["ess", "firm", ""],
        "employees": [3, None, 0],
    },
    "structures": {"id": ["g"], "kind": ["GEIQ"], "size": [210]},
    "memberships": {"actor": ["a", "b"], "structure": ["g", "g"]},
    "links": {"source": ["a"], "target": ["b"], "kind": ["convention"], "weight": [2.5], "since": ["2012"]},
    "about": {"name": "Essai", "reference_date": "2013"},
}


def test_tables_become_typed_columns():
    pole = Pole.from_tables(TABLES)

    assert list(pole.actors.index) == ["a", "b", "c"]
    assert pole.actors.loc["a", "name"] == "Éole"
    assert pole.actors["name"].isna().sum() == 2
    assert pole.actors.loc["a", "employees"] == 3
    assert pd.isna(pole.actors.loc["b", "employees"])
    assert pole.links["weight"].dtype == np.float64
    assert pole.structures.loc["g", "kind"] == "geiq"
    assert pole.about.name == "Essai"


def test_every_column_of_the_vocabulary_is_there_even_when_the_file_has_none():
    pole = Pole.from_tables({"actors": {"id": ["a"]}})

    assert set(pole.vocabulary.tables["actors"].columns) - {"id"} <= set(pole.actors.columns)
    assert len(pole.links) == len(pole.memberships) == len(pole.structures) == 0
    assert list(pole.links.columns) == list(pole.vocabulary.tables["links"].columns)


def test_unknown_columns_of_actors_are_kept_as_attributes():
    pole = Pole.from_tables({"actors": {"id": ["a", "b"], "réseau": ["nord", "sud"]}})

    assert pole.attributes == ("réseau",)
    assert list(pole.actors["réseau"]) == ["nord", "sud"]


def test_editing_a_table_leaves_the_pole_as_it_is():
    pole = Pole.from_tables(TABLES)

    actors, links = pole.actors, pole.links
    actors.loc["a", "name"] = "autre"
    links["weight"] = 0.0

    assert pole.actors.loc["a", "name"] == "Éole"
    assert pole.links["weight"].iloc[0] == 2.5


def test_a_pole_cannot_be_reassigned():
    with pytest.raises(AttributeError):
        Pole.from_tables(TABLES).about = None


def test_data_frames_meet_the_same_checks_as_files():
    actors = pd.DataFrame({"id": ["a", "b"]})
    links = pd.DataFrame({"source": ["a"], "target": ["z"], "kind": ["convention"]})

    with pytest.raises(PoleRefused) as refusal:
        Pole.from_tables({"actors": actors, "links": links})

    assert "z" in {finding.value for finding in refusal.value.findings}
    assert "target" in str(refusal.value)


def test_a_data_frame_indexed_by_id_is_understood():
    pole = Pole.from_tables({"actors": pd.DataFrame({"name": ["A"]}, index=pd.Index(["a"], name="id"))})

    assert list(pole.actors.index) == ["a"]


def test_rows_with_errors_can_be_dropped_and_are_then_counted():
    faulty = {**TABLES, "links": {"source": ["a", "a"], "target": ["b", "a"], "kind": ["convention", "convention"]}}

    pole = Pole.from_tables(faulty, on_error="drop")

    assert len(pole.links) == 1
    assert (pole.counts["links"].read, pole.counts["links"].rejected) == (2, 1)


def test_a_pole_without_actors_is_refused_in_one_sentence():
    with pytest.raises(PoleRefused) as refusal:
        Pole.from_tables({"actors": {"id": []}})

    assert "\n" not in refusal.value.fr
    assert refusal.value.fr != refusal.value.en


@pytest.mark.parametrize(
    ("tables", "named"),
    [
        ({"acteur": {"id": ["a"]}}, "acteur"),
        ({"actors": {"id": ["a", "b"], "name": ["A"]}}, "different lengths"),
    ],
)
def test_tables_that_are_not_tables_are_refused(tables, named):
    with pytest.raises(UnknownWord, match=named):
        Pole.from_tables(tables)


def test_an_unknown_way_with_errors_is_refused():
    with pytest.raises(UnknownWord, match="ignore"):
        Pole.from_tables(TABLES, on_error="ignore")


def test_numbers_of_any_type_are_read_as_a_spreadsheet_would_write_them():
    pole = Pole.from_tables(
        {
            "actors": pd.DataFrame(
                {"id": [1, 2], "employees": [3.0, np.nan], "joined": pd.to_datetime(["2012-05-01"] * 2)}
            ),
            "links": {"source": [1], "target": [2.0], "kind": ["convention"], "weight": [np.float64(0.1)]},
        }
    )

    assert list(pole.actors.index) == ["1", "2"]
    assert pole.actors.loc["1", "joined"] == "2012-05-01"
    assert pole.links["weight"].iloc[0] == 0.1


def test_what_is_printed_first_says_what_one_would_ask_first():
    assert repr(Pole.from_tables(TABLES)) == "<Pole 'Essai': 3 actors, 1 structures, 2 memberships, 1 links>"


RATINGS = {
    "evaluator": ["Anne", "Bachir", "Anne"],
    "criterion": ["A", "a", "b."],
    "rating": [3, 4, 1],
    "comment": ["", "utile", ""],
}


def test_evaluators_are_numbered_and_their_names_stay_in_the_file():
    pole = Pole.from_tables({**TABLES, "ratings": RATINGS})

    assert list(pole.ratings["evaluator"]) == ["E1", "E2", "E1"]
    assert list(pole.ratings["criterion"]) == ["a", "a", "b"]
    assert list(pole.ratings["rating"]) == [3, 4, 1]
    assert "Anne" not in repr(vars(pole))


def test_an_evaluator_is_one_in_capitals_or_not():
    typed = {**RATINGS, "evaluator": ["Élodie Martin", "Bachir", "ÉLODIE MARTIN"]}
    pole = Pole.from_tables({**TABLES, "ratings": typed})

    assert list(pole.ratings["evaluator"]) == ["E1", "E2", "E1"]


@pytest.mark.parametrize(
    "name", ["ZÃ©nobie", "Z\ufffdnobie", "Zéno\x07bie", "zenobie@pole.fr", "Zénobie 06 12 34 56 78"]
)
def test_no_finding_quotes_the_name_of_an_evaluator_however_badly_it_reads(name):
    pole = Pole.from_tables({**TABLES, "ratings": {**RATINGS, "evaluator": [name, "Bachir", name]}}, on_error="drop")
    told = repr([finding for finding in pole.findings if finding.table == "ratings"])

    for part in (name, name[:4], name[-4:]):
        assert part not in told


def test_no_column_that_could_tell_who_rated_is_kept_beside_the_ratings():
    typed = {**RATINGS, "fonction": ["directrice", "élu", "directrice"], "structure": ["CBE", "", "CBE"]}
    pole = Pole.from_tables({**TABLES, "ratings": typed})

    assert list(pole.ratings.columns) == ["evaluator", "criterion", "rating", "comment"]
    assert "directrice" not in repr(vars(pole))
    said = [finding.reason_fr for finding in pole.findings if finding.code == "personal_column"]
    assert len(said) == 2
    assert "de quoi reconnaître qui a noté" in said[0]


@pytest.mark.parametrize("letters", [["a", "a", "a"], ["A", "a", "a"], ["a", "a.", "a"]])
def test_a_criterion_rated_twice_by_the_same_evaluator_is_an_error(letters):
    twice = {**RATINGS, "evaluator": ["Anne", "ANNE", "Bachir"], "criterion": letters}

    with pytest.raises(PoleRefused, match="already rated"):
        Pole.from_tables({**TABLES, "ratings": twice})


@pytest.mark.parametrize("rating", ["5", "0", "beaucoup", "2,5"])
def test_a_rating_outside_one_to_four_is_an_error(rating):
    with pytest.raises(PoleRefused) as refusal:
        Pole.from_tables({**TABLES, "ratings": {"evaluator": ["Anne"], "criterion": ["a"], "rating": [rating]}})

    assert refusal.value.findings[-1].value == rating


def test_a_pole_without_ratings_has_none():
    assert len(Pole.from_tables(TABLES).ratings) == 0
