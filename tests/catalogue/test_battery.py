"""Everything at once."""

import numpy as np
import pytest

from coopnet.catalogue import MEASURES
from coopnet.catalogue.battery import measure_all
from coopnet.errors import UnknownWord
from coopnet.measures.examples import example_pole
from coopnet.multiplex import multiplex_of

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
