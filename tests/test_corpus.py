"""Many poles: the same numbers on any number of processes, and a broken pole costs nothing."""

import joblib
import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from coopnet.catalogue.battery import measure_all
from coopnet.corpus import measure_corpus, poles_in, profile_corpus
from coopnet.errors import UnknownWord, UnreadableInput
from coopnet.exchange import read_pole, write_pole
from coopnet.measures.examples import example_pole
from coopnet.referentiel.profile import profile_of
from coopnet.synthetic import simulated_pole

SEED = 5
DRAWS = 19


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three poles, a folder of CSV and two workbooks, one of them broken; and files that are no poles."""
    place = tmp_path_factory.mktemp("corpus")
    for rank, name in enumerate(("adour", "bresse.xlsx")):
        write_pole(simulated_pole(rng=np.random.default_rng(rank), n_actors=9 + rank, n_ess=3), place / name)
    (place / "dombes.xlsx").write_bytes(b"not a workbook")
    (place / "README.md").write_text("These are simulated poles.")
    (place / "~$bresse.xlsx").write_bytes(b"left by a spreadsheet")
    (place / ".hidden").mkdir()
    return place


@pytest.fixture(scope="module")
def measured(folder):
    return measure_corpus(folder, rng=np.random.default_rng(SEED))


@pytest.fixture(scope="module")
def profiled(folder):
    return profile_corpus(folder, rng=np.random.default_rng(SEED), n_draws=DRAWS)


def test_a_broken_pole_has_its_sentence_and_the_others_come_out(measured, profiled):
    for result, names in ((measured, measured.poles["pole"]), (profiled, profiled.table["pole"])):
        assert list(dict.fromkeys(names)) == ["adour", "bresse"]
        assert list(result.refused.index) == ["dombes"]
        (row,) = result.refused.to_dict("records")
        assert row["place"].endswith("dombes.xlsx")
        assert "dombes.xlsx" in row["refusal_fr"]
        assert "dombes.xlsx" in row["refusal_en"]
        assert "\n" not in row["refusal_fr"]


def test_each_pole_has_the_numbers_that_it_has_alone_with_its_own_generator(folder, measured, profiled):
    children = np.random.default_rng(SEED).spawn(3)
    pole = read_pole(folder / "bresse.xlsx")
    alone = measure_all(pole, rng=np.random.default_rng(SEED).spawn(3)[1])
    here = measured.poles[measured.poles["pole"] == "bresse"].drop(columns="pole").reset_index(drop=True)
    assert_frame_equal(here, alone.pole)
    assert_frame_equal(measured.actors.loc["bresse"], alone.actors, check_names=False)
    mine = profiled.table[profiled.table["pole"] == "bresse"].drop(columns="pole").reset_index(drop=True)
    assert_frame_equal(mine, profile_of(pole, rng=children[1], n_draws=DRAWS).table)


def test_two_processes_give_the_numbers_of_one(folder, profiled):
    with joblib.parallel_config(backend="loky", n_jobs=2):
        together = profile_corpus(folder, rng=np.random.default_rng(SEED), n_draws=DRAWS)
    assert together.seed == profiled.seed == str(SEED)
    assert_frame_equal(together.table, profiled.table)
    assert_frame_equal(together.refused, profiled.refused)


def test_wide_has_one_row_per_pole_and_one_column_per_measure(measured):
    wide = measured.wide()

    assert list(wide.index) == ["adour", "bresse"]
    rows = measured.poles.query("pole == 'bresse' and measure == 'pole_ei'").set_index("by")["value"]
    assert wide.loc["bresse", "pole_ei[pairs]"] == rows["sector"]
    assert wide.loc["bresse", "pole_ei[pairs; type]"] == rows["type"]
    assert wide.size == len(measured.poles)


def test_poles_can_be_compared_by_the_way_one_enters_them(folder, measured, profiled):
    entries = ("sector_based", "multi_activity", "shared_place", "authority_led")
    poles = {name: simulated_pole(rng=np.random.default_rng(8), n_actors=8, n_ess=3, approach=name) for name in entries}
    found = measure_corpus(poles, rng=np.random.default_rng(SEED))
    density = found.wide()["pole_density[pairs]"].groupby(found.about["approach"]).mean()

    assert dict(found.about["approach"]) == {name: name for name in entries}
    assert sorted(density.index) == sorted(entries)
    assert list(profiled.about.index) == list(measured.about.index) == ["adour", "bresse"]
    assert profiled.about.loc["adour", "status"] == read_pole(folder / "adour").about.status


def test_takes_poles_their_paths_and_names(folder):
    pole = example_pole("ab bc ca")
    given = [("mine", pole), folder / "adour", ("renamed", folder / "bresse.xlsx")]
    found = measure_corpus(given, rng=np.random.default_rng(1), by="sector")

    assert list(found.wide().index) == ["mine", "adour", "renamed"]
    assert found.refused.empty
    assert set(found.poles["by"]) == {"", "sector"}


def test_refuses_two_poles_of_one_name():
    poles = [("one", example_pole("ab")), ("one", example_pole("bc"))]
    with pytest.raises(UnknownWord, match="“one”"):
        measure_corpus(poles, rng=np.random.default_rng(1))


def test_a_corpus_of_broken_poles_is_a_table_of_refusals(tmp_path):
    found = measure_corpus([tmp_path / "nowhere"], rng=np.random.default_rng(1))

    assert list(found.refused.index) == ["nowhere"]
    assert found.poles.empty
    assert found.actors.empty
    assert profile_corpus([tmp_path / "nowhere"], rng=np.random.default_rng(1)).table.empty


@pytest.mark.parametrize("make", [measure_corpus, profile_corpus])
def test_a_corpus_of_which_nothing_could_be_read_still_prints_why(make):
    found = make([("ici", "no/such/place")], rng=np.random.default_rng(SEED))

    assert "no/such/place" in found.summary("fr")
    assert r"\bottomrule" in found.to_latex("en")
    assert list(found.about.columns) == ["name", "territory", "approach", "status", "reference_date"]


@pytest.mark.parametrize("place", [".", "missing"])
def test_a_folder_without_pole_is_refused(tmp_path, place):
    (tmp_path / "acteurs.csv").write_text("identifiant\na\n")
    with pytest.raises(UnreadableInput, match="no pole"):
        poles_in(tmp_path / place)


def test_a_folder_and_a_workbook_of_one_name_keep_their_endings(tmp_path):
    (tmp_path / "adour").mkdir()
    (tmp_path / "adour.xlsx").write_bytes(b"")
    (tmp_path / "bresse.ods").write_bytes(b"")
    assert list(poles_in(tmp_path)) == ["adour", "adour.xlsx", "bresse"]
