"""Everything at once."""

import dataclasses
import functools

import numpy as np
import pytest

from coopnet import waiting
from coopnet.catalogue import MEASURES
from coopnet.catalogue import battery as battery_room
from coopnet.catalogue.battery import measure_all
from coopnet.catalogue.battery_tables import tables_of
from coopnet.errors import UnknownWord
from coopnet.measures.centrality import actor_betweenness
from coopnet.measures.examples import example_pole
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
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
