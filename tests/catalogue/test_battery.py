"""Everything at once."""

import dataclasses
import functools

import numpy as np
import pytest

from coopnet import waiting
from coopnet.catalogue import MEASURES
from coopnet.catalogue import battery as battery_room
from coopnet.catalogue.battery import measure_all
from coopnet.catalogue.battery_sheets import tables_of
from coopnet.errors import UnknownWord
from coopnet.exchange import read_pole
from coopnet.measures.centrality import actor_betweenness
from coopnet.measures.examples import example_pole
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.vocabulary import vocabulary

SECTORS = {"food": "ab", "housing": "cd"}
POLE = example_pole("ab bc ca cd", structures={"G": "abd"}, sectors=SECTORS, actors="e")


def test_every_measure_is_there_or_said_to_be_left_out():
    directed = example_pole({"convention": "ab bc ca cd", "funding": "ab"}, structures={"G": "abd"}, sectors=SECTORS)
    battery = measure_all(multiplex_of(directed, natures="all"), by="sector", rng=np.random.default_rng(1))
    columns = {column.split("[")[0].split(".")[0] for column in (*battery.actors, *battery.structures)}
    names = {*battery.pole["measure"], *(key.split("[")[0] for key in battery.others), *battery.left_out["measure"]}

    missing = [name for name in MEASURES if not {name, name.removesuffix("_table")} & (columns | names)]
    assert missing == []


def test_an_undefined_measure_keeps_its_row_and_its_reason():
    table = measure_all(POLE).pole
    undefined = table[table["value"].isna()]

    assert len(undefined)
    assert (undefined["undefined"] != "").all()
    assert (table.loc[table["value"].notna(), "undefined"] == "").all()


def test_rows_are_the_actors_and_structures_of_the_pole():
    battery = measure_all(POLE)

    assert list(battery.actors.index) == list("abcde")
    assert list(battery.structures.index) == ["G"]


def test_a_battery_opens_into_its_three_tables():
    pole, actors, structures = battery = measure_all(POLE)

    assert pole is battery.pole
    assert actors is battery.actors
    assert structures is battery.structures


def test_each_column_names_its_view():
    for column in measure_all(POLE, views="all").actors:
        assert column.endswith("]")


def test_all_views_hold_the_default_ones():
    default, every = measure_all(POLE).pole, measure_all(POLE, views="all").pole

    assert len(every) > len(default)
    merged = default.merge(every, on=["measure", "view", "by"], suffixes=("", "_every"))
    assert len(merged) == len(default)
    np.testing.assert_array_equal(merged["value"], merged["value_every"])


def test_measures_in_which_chance_enters_wait_for_a_generator():
    chance = {name for name, measure in MEASURES.items() if measure.chance}
    without = measure_all(POLE).left_out

    assert set(without.loc[without["reason"].str.contains("rng"), "measure"]) == chance


@pytest.mark.parametrize(("options", "named"), [({"by": "colour"}, "colour"), ({"views": "some"}, "some")])
def test_an_unknown_option_is_refused_before_any_work(options, named):
    with pytest.raises(UnknownWord, match=named):
        measure_all(POLE, **options)


def refusing(measure):
    """Return an entry whose function refuses its cost, as it does on a pole of tens of thousands of actors."""
    function = functools.partial(measure.function, budget=0)
    function.__name__, function.__dict__["takes"] = measure.name, measure.takes
    function.__dict__["views"] = measure.views
    return dataclasses.replace(measure, function=function)


@pytest.fixture
def too_large(monkeypatch):
    """Every pole is too large for exact betweenness."""
    names = ("actor_betweenness", "actor_between_sectors", "pole_betweenness_centralisation")
    families = {
        family: tuple(refusing(one) if one.name in names else one for one in measures)
        for family, measures in battery_room.FAMILIES.items()
    }
    monkeypatch.setattr(battery_room, "FAMILIES", families)


@pytest.mark.usefixtures("too_large")
def test_what_is_too_dear_is_estimated_and_says_from_how_many_actors_and_with_what_error():
    battery = measure_all(POLE, by="sector", rng=np.random.default_rng(1))
    sampled = battery.sampled.set_index("measure")

    assert sorted(sampled.index) == ["actor_between_sectors", "actor_betweenness"]
    assert sampled.loc["actor_betweenness", "estimate"] == "actor_betweenness_sample_table"
    assert sampled.loc["actor_betweenness", "n_sources"] == 5  # all five actors, hence no error
    assert sampled.loc["actor_betweenness", "largest_error"] == 0
    assert battery.actors["actor_betweenness_sample.betweenness[pairs]"].equals(
        actor_betweenness(network_of(POLE)).rename("actor_betweenness_sample.betweenness[pairs]")
    )
    assert "actor_betweenness[pairs]" not in battery.actors
    reasons = battery.left_out.set_index("measure")["reason"]
    assert "actor_betweenness_sample_table" in reasons["actor_betweenness"]
    assert "actor_betweenness_sample_table" in reasons["pole_betweenness_centralisation"]


@pytest.mark.usefixtures("too_large")
def test_the_workbook_says_what_was_estimated_and_what_has_no_value_in_the_reader_s_language():
    battery = measure_all(POLE, by="sector", rng=np.random.default_rng(1))
    for language, why in (("fr", "n’a pas de valeur"), ("en", "has no value")):
        tables = {table.key: table for table in tables_of(battery, vocabulary(), language)}
        assert {row[0] for row in tables["sampled"].rows} == {"actor_between_sectors", "actor_betweenness"}
        assert [column.form for column in tables["sampled"].columns][-2:] == ["count", "number"]
        assert any(why in row[-1] for row in tables["left_out"].rows)
        assert len(tables["left_out"].rows) == len(battery.left_out)


@pytest.mark.usefixtures("too_large")
def test_nothing_is_estimated_without_a_generator():
    battery = measure_all(POLE, by="sector")

    assert battery.sampled.empty
    assert "actor_betweenness_sample_table" in set(battery.left_out["measure"])


def test_nothing_is_estimated_where_the_exact_measure_can_be_had():
    assert measure_all(POLE, rng=np.random.default_rng(1)).sampled.empty


def test_a_bar_names_the_measure_at_hand_on_a_terminal_and_nowhere_else(capsys, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    measure_all(POLE)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(waiting.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    measure_all(POLE)
    assert "pole_" in capsys.readouterr().err


def test_every_row_of_a_measure_by_group_names_its_grouping_at_every_level():
    tidy = measure_all(POLE, by=("sector", "type")).tidy()
    grouped = tidy["measure"].map(lambda name: MEASURES[name].by)

    assert set(tidy.loc[grouped, "by"]) == {"sector", "type"}
    assert set(tidy.loc[~grouped, "by"]) == {""}


def test_a_measure_that_has_no_value_at_all_has_one_row_that_says_why():
    tidy = measure_all(POLE).tidy()
    without = tidy[tidy["measure"] == "pole_random_removal_table"]  # chance enters, and there is no generator

    assert without[["level", "view"]].to_numpy().tolist() == [["pole", "pairs"]]
    assert "rng" in without["undefined"].item()
    assert np.isnan(without["value"].item())


def test_directed_kinds_are_taken_whatever_their_nature_from_a_pole_and_as_they_are_from_a_multiplex():
    pole = example_pole({"convention": "ab bc", "funding": "ab ca"})
    whole, cooperation = measure_all(pole), measure_all(multiplex_of(pole))

    assert whole.actors["actor_directed_degree.funding_out[directed]"].to_dict() == {"a": 1, "b": 0, "c": 1}
    assert list(whole.others["kind_reciprocity_table[directed]"].index) == ["funding"]
    assert whole.pole.equals(cooperation.pole)  # all else counts cooperation only
    assert not any("directed" in name for name in (*cooperation.actors, *cooperation.others))
    reasons = cooperation.left_out.set_index("measure")["reason"]
    assert 'natures="all"' in reasons["kind_reciprocity_table"]


def test_a_pole_where_no_link_has_a_direction_is_told_so_and_asked_for_nothing():
    left_out = measure_all(POLE).left_out.set_index("measure")

    assert "no link goes from one actor to another" in left_out.loc["actor_directed_degree_table", "reason"]
    assert "natures" not in left_out.loc["actor_directed_degree_table", "reason"]
    assert "d’un acteur vers un autre" in left_out.loc["kind_reciprocity_table", "reason_fr"]


def test_notes_say_how_many_actors_have_no_label_and_which_kinds_have_a_direction():
    notes = " ".join(
        measure_all(example_pole({"convention": "ab", "funding": "ca"}, sectors={"food": "ab"})).notes("en")
    )

    assert "Actors without sector, left out of measures by sector: 1 of 3." in notes
    assert "Directed links, whatever their nature: Funding." in notes


def test_every_sheet_names_its_view_and_explains_itself():
    battery = measure_all(POLE, by=("sector", "type"), rng=np.random.default_rng(1))
    for language, label in (("fr", "Liens entre secteurs"), ("en", "Ties between sectors")):
        tables = tables_of(battery, vocabulary(), language)
        sheets = [table.sheet for table in tables]
        others = {table.key: table for table in tables if table.key in battery.others}

        assert len({sheet.casefold() for sheet in sheets}) == len(sheets)
        assert max(map(len, sheets)) <= 31
        for name, table in others.items():
            assert table.sheet.endswith(f"({name.partition('[')[2].removesuffix(']')})")
            assert table.note.startswith(name)
        assert others["sector_mixing[pairs]"].note.startswith(f"sector_mixing[pairs] — {label}. ")


def test_a_sheet_says_among_whom_against_what_chance_and_without_which_structure_it_was_taken():
    for language, among, chance, left_out in (
        ("fr", "Parmi tous les acteurs du pôle.", "Le hasard redistribue", "Structure mise de côté\u202f: G."),
        ("en", "Among all actors of the pole.", "Chance hands the labels out", "Structure left out: G."),
    ):
        notes = {table.key: table.note for table in measure_all(POLE).sheets(language)}

        for name in ("kind_density_each", "kind_centralisation_each", "kind_degree_correlation"):
            assert among in notes[f"{name}[multiplex]"]
        assert chance in notes["sector_mixing_ratio[pairs]"]
        assert notes["pole_without_structure_table[multiplex]"].endswith(left_out)


def test_a_column_of_a_long_name_keeps_the_name_of_its_sheet_within_what_a_workbook_takes():
    long = "réseau_national_d_appartenance_principale"
    pole = Pole.from_tables({
        "actors": {"id": ["a", "b", "c"], long: ["x", "y", "x"]},
        "links": {"source": ["a", "b"], "target": ["b", "c"], "kind": ["convention", "convention"]},
    })  # fmt: skip
    sheets = [table.sheet for table in measure_all(pole, by=("sector", long)).sheets("fr")]

    assert max(map(len, sheets)) <= 31
    assert len({sheet.casefold() for sheet in sheets}) == len(sheets)


def test_sheets_tell_codes_in_words_and_columns_of_values_by_the_name_of_the_measure():
    tables = {table.key: table for table in tables_of(measure_all(POLE), vocabulary(), "fr")}
    mixing, brokerage = tables["sector_mixing[pairs]"], tables["pole_brokerage_table[pairs]"]

    assert [column.header for column in mixing.columns] == [
        "secteur",
        *(row[0] for row in mixing.rows),
    ]
    assert {row[0] for row in mixing.rows} == {vocabulary().label("sectors", code, "fr") for code in SECTORS}
    assert [row[0] for row in brokerage.rows] == ["coordinateur", "consultant", "passeur", "agent de liaison", "total"]
    assert tables["sector_ei_each[pairs]"].columns[1].header.startswith("sector_ei_each[pairs] — Ouverture")
    assert tables["actors"].columns[1].header == "actor_degree[pairs] — Nombre de partenaires"
    english = {table.key: table for table in tables_of(measure_all(POLE), vocabulary(), "en")}
    assert english["pole_brokerage_table[pairs]"].columns[0].header == "role"


def test_the_codebook_holds_every_measure_with_what_it_promises():
    for language, none in (("fr", "pas de sens convenu"), ("en", "no agreed direction")):
        book = next(table for table in measure_all(POLE).sheets(language) if table.key == "codebook")
        rows = {row[0]: row for row in book.rows}

        assert list(rows) == list(MEASURES)
        assert rows["pole_ei"][3:6] == (-1, 1, none)
        assert rows["actor_degree"][4] is None
        assert rows["kind_density_each"][2] == MEASURES["kind_density_each"].reading(language)


def test_measures_that_count_are_whole_numbers_in_the_table_of_the_pole():
    table = next(table for table in measure_all(POLE).sheets("en") if table.key == "pole")
    values = {row[1]: row[4] for row in table.rows if row[4] is not None}
    whole = {name for name, value in values.items() if isinstance(value, int)}

    assert whole == {name for name, measure in MEASURES.items() if measure.counts} & set(values)
    assert values["pole_components"] == 2


@pytest.mark.parametrize("name", ["sud_aquitaine", "pole_simule"])
def test_a_measure_that_counts_is_whole_on_every_shipped_pole(name):
    table = measure_all(read_pole(f"datasets/{name}"), by="sector").pole
    counts = table["measure"].map(lambda one: MEASURES[one].counts)

    assert (table.loc[counts, "value"].dropna() % 1 == 0).all()
