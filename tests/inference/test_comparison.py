"""A measure against a null model: what is printed follows from the draws, and the draws from the seed alone."""

import pickle
from dataclasses import replace

import joblib
import numpy as np
import pytest

from coopnet.catalogue import MEASURES
from coopnet.errors import CoopnetError, NullRefused, UndefinedMeasure, UnknownWord
from coopnet.inference import comparison as room
from coopnet.inference.comparison import NullComparison, NullComparisons, compare_to_null, seed_of
from coopnet.inference.evaluation import asked
from coopnet.inference.results import TIDY
from coopnet.measures.declaration import Measure
from coopnet.multiplex import multiplex_of
from coopnet.network import Network
from coopnet.nulls import NULLS, Null, rewire_links, shuffle_sectors
from coopnet.pole import Pole
from coopnet.printing.result import stacked
from coopnet.synthetic import homophilous_pole, random_pole, simulated_pole
from coopnet.vocabulary import vocabulary
from tests.nulls.conftest import built_multiplex, pairs_of

POLE = simulated_pole(rng=np.random.default_rng(2), n_actors=40, n_ess=6)
HOMOPHILOUS = homophilous_pole(rng=np.random.default_rng(3))


def compared(measure="pole_ei", null="shuffle_sectors", pole=POLE, *, seed=1, n_draws=99, **options):
    return compare_to_null(measure, pole, null, rng=np.random.default_rng(seed), n_draws=n_draws, **options)


@pytest.fixture(scope="module")
def one():
    return compared(pole=HOMOPHILOUS, n_draws=999)


@pytest.fixture(scope="module")
def many():
    return compared("sector_mixing", pole=HOMOPHILOUS, n_draws=999)


def test_what_is_printed_follows_from_the_draws(one):
    draws = one.draws
    assert one.observed == asked("pole_ei").result(asked("pole_ei").given(multiplex_of(HOMOPHILOUS)))
    assert one.expected == pytest.approx(draws.mean())
    assert one.sd == pytest.approx(draws.std(ddof=1))
    assert one.z == pytest.approx((one.observed - draws.mean()) / draws.std(ddof=1))
    extreme = min((draws <= one.observed + 1e-9).sum(), (draws >= one.observed - 1e-9).sum())
    assert one.p_value == pytest.approx(min(1, 2 * (1 + extreme) / 1000))
    assert one.interval() == pytest.approx(tuple(np.quantile(draws, [0.025, 0.975])))
    assert one.verdict == "well_below"


def test_every_item_is_compared_with_its_own_draws(many):
    for place, (item, row) in enumerate(many.table.iterrows()):
        draws = many.draws[:, place]
        assert row["observed"] == many.observed[item]
        assert row["expected"] == pytest.approx(draws.mean())
        assert row["sd"] == pytest.approx(draws.std(ddof=1))
        low, high = (draws <= row["observed"] + 1e-9).sum(), (draws >= row["observed"] - 1e-9).sum()
        assert row["p"] == pytest.approx(min(1, 2 * (1 + min(low, high)) / 1000))
    assert (many.table["q"] >= many.table["p"]).all()
    assert many.n_comparisons == len(many.table) == 6


def test_links_are_drawn_again_where_links_are_moved():
    """The share of linked pairs under random_links, measured on draws made by hand from the same seeds."""
    found = compared("pole_mean_kinds", "random_links", seed=8, n_draws=5)
    multiplex, rng = multiplex_of(POLE), np.random.default_rng(8)
    rng.spawn(2)  # one for measures that take chance, one for walks
    question = asked("pole_mean_kinds")
    null = NULLS["random_links"].function
    expected = [question.result(question.given(null(multiplex, rng=child))) for child in rng.spawn(5)]
    np.testing.assert_allclose(found.draws, expected)


@pytest.mark.parametrize("null", [shuffle_sectors, rewire_links], ids=lambda null: null.__name__)
@pytest.mark.parametrize(
    "workers", [{"n_jobs": 2}, {"n_jobs": 2, "backend": "threading"}], ids=["processes", "threads"]
)
def test_same_seed_same_numbers_on_any_workers(null, workers):
    alone = compared(null=null, n_draws=600)
    with joblib.parallel_config(**workers):
        np.testing.assert_array_equal(compared(null=null, n_draws=600).draws, alone.draws)


def test_another_seed_gives_other_draws():
    assert (compared(seed=1).draws != compared(seed=2).draws).any()


@pytest.mark.parametrize("measure", ["pole_ei", "sector_mixing", "actor_brokerage_table"])
def test_results_travel_to_other_processes(measure):
    found = compared(measure)
    again = pickle.loads(pickle.dumps(found))
    assert again.table.equals(found.table)
    assert again.summary("fr") == found.summary("fr")


def test_the_data_is_one_of_the_draws_that_a_walk_could_have_made():
    """Two links: the data is one of three pairings, and must look like any other even after a single attempt."""
    multiplex = built_multiplex([("a", "b"), ("c", "d")])
    null = NULLS["rewire_links"]

    def barely(multiplex, **options):
        ready = null.drawing_from(multiplex, **options)
        return replace(ready, walks={kind: replace(walk, attempts=1) for kind, walk in ready.walks.items()})

    lazy = replace(null, ready=barely)
    has_ab = Measure(**{**{field: getattr(MEASURES["pole_density"], field) for field in Measure.__slots__},
                        "function": links_a_and_b})  # fmt: skip
    p = [
        compare_to_null(
            has_ab, multiplex, lazy, rng=np.random.default_rng(seed), n_draws=9, alternative="greater"
        ).p_value
        for seed in range(200)
        if any_varies(has_ab, multiplex, lazy, seed)
    ]
    assert np.mean(np.array(p) <= 0.2) <= 0.2 + 3 * np.sqrt(0.2 * 0.8 / len(p))


def links_a_and_b(network: Network) -> float:
    """Whether the first two actors are linked."""
    return float(network.matrix[0, 1])


links_a_and_b.__dict__.update(takes="network", views=("pairs",))


def any_varies(measure, multiplex, null, seed):
    try:
        compare_to_null(measure, multiplex, null, rng=np.random.default_rng(seed), n_draws=9)
    except NullRefused:
        return False
    return True


def test_parallel_links_stay_possible_when_a_walk_has_left_them():
    """The walk first goes somewhere without a doubled pair; draws from there must double pairs again."""
    multiplex = built_multiplex([("a", "b"), ("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")])
    ready = NULLS["rewire_links"].drawing_from(multiplex)
    rng = np.random.default_rng(1)
    start = next(
        drawn for drawn in (ready(rng) for _ in range(100)) if max(pairs_of(drawn.links["convention"]).values()) == 1
    )
    elsewhere = ready.starting_from(start)
    assert any(max(pairs_of(elsewhere(rng).links["convention"]).values()) > 1 for _ in range(100))


def test_a_measure_that_the_null_holds_is_refused():
    for null in ("rewire_links", "shuffle_sectors"):
        with pytest.raises(NullRefused, match="holds pole_link_intensity constant"):
            compared("pole_link_intensity", null, view="links")


def test_a_measure_that_no_draw_defines_is_refused_as_such():
    def nowhere(multiplex, *, rng):
        return built_multiplex(actors=list(multiplex.actors))

    null = Null(nowhere, fr="rien", en="nothing", sentence_fr="On ôte tout.", sentence_en="Hold nothing; break all.")
    with pytest.raises(NullRefused, match="undefined in every draw"):
        compared("pole_transitivity", null)


def test_items_that_the_null_holds_are_no_comparisons():
    """An actor linked with everybody brokers the same pairs in all, whatever the labels: no p-value for that total."""
    found = compared("actor_brokerage_table", n_draws=199)
    totals = found.table.xs("total", level="column")
    assert totals["p"].isna().all()
    assert (totals["verdict"] == "cannot_tell").all()
    assert 0 < found.n_comparisons < len(found.table)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.name)
@pytest.mark.parametrize("null", ["shuffle_sectors", "rewire_links", "rewire_memberships"])
def test_every_measure_is_compared_or_refused_in_words(measure, null):
    try:
        found = compared(measure, null, n_draws=3)
    except CoopnetError as caught:
        refusal = caught
    else:
        assert found.tidy()["p"].dropna().between(0, 1, inclusive="right").all()
        assert found.summary("fr") != found.summary("en")
        return
    assert refusal.en != refusal.fr


def test_a_measure_undefined_on_the_data_says_so_itself():
    with pytest.raises(UndefinedMeasure):
        compared("pole_ei", pole=built_multiplex(actors="abc", sectors={"a": "food", "b": "culture"}))


def test_draws_are_enough_for_one_item_alone_to_be_told():
    found = compare_to_null("sector_mixing", HOMOPHILOUS, "shuffle_sectors", rng=np.random.default_rng(1))
    assert len(found.draws) == 999
    assert found.smallest_q <= 0.05
    for n_items, n_draws in ((1, 999), (6, 999), (100, 14_799), (10_000, 20_000)):
        assert room._known_draws(None, MEASURES["pole_ei"], n_items) == n_draws
        assert n_items > 135 or n_items * 2 * (1 - 0.025 ** (1 / n_draws)) <= 0.05
    assert room._known_draws(None, MEASURES["actor_betweenness"], 100) == 999


def test_too_few_draws_cannot_tell_and_say_what_could_be_reached():
    found = compared(pole=HOMOPHILOUS, n_draws=19)
    assert found.attainable_p > 0.05
    assert found.verdict == "cannot_tell"
    assert "Even the most extreme" in found.summary("en")
    assert "Même l’observation la plus extrême" in found.summary("fr")
    assert "More draws are needed to be sure: about 150." in found.summary("en")
    one_draw = compared(pole=HOMOPHILOUS, n_draws=1)
    assert one_draw.verdict == "cannot_tell"
    assert np.isnan(one_draw.sd)
    with pytest.raises(UnknownWord, match="at least one draw"):
        compared(n_draws=0)


def test_one_sided_p_values_look_one_way(one):
    less, greater = (compared(pole=HOMOPHILOUS, n_draws=999, alternative=side) for side in ("less", "greater"))
    assert less.p_value == one.p_value / 2 == 1 / 1000
    assert greater.p_value == 1
    assert greater.verdict == "as_expected"
    # none of 999 draws is as extreme; two-sided, both the p-value and its error are doubled
    assert less.p_error == pytest.approx(np.sqrt(0.001 * 0.999 / 1000))
    assert one.p_error == pytest.approx(2 * less.p_error)


def test_a_one_sided_p_value_is_printed_as_one_sided(one, many):
    less = compared(pole=HOMOPHILOUS, n_draws=99, alternative="less")
    several = compared("sector_mixing", pole=HOMOPHILOUS, n_draws=99, alternative="greater")
    for found, english, french in (
        (less, "one-sided, below chance", "unilatérale, moins que le hasard"),
        (several, "one-sided, above chance", "unilatérale, plus que le hasard"),
    ):
        assert english in found.summary("en")
        assert french in found.summary("fr")
        assert english in found.to_latex("en")
        assert french in found.to_latex("fr")
    for found in (one, many):
        assert "one-sided" not in found.summary("en")
        assert "p: two-sided, twice the smaller tail" in " ".join(found.notes("en"))


def test_a_sequential_test_is_printed_as_one():
    found = compared(n_draws=99, stop_after=5)
    assert "drawing stops at draw number 5 as extreme as the data, else at 99 draws" in " ".join(found.notes("en"))
    assert "arrêt au 5e tirage aussi extrême" in " ".join(found.notes("fr"))


def test_the_error_of_p_is_that_of_the_side_tested_in_tables_too(many):
    one_sided = compared("sector_mixing", pole=HOMOPHILOUS, n_draws=999, alternative="less")
    for found, sides in ((many, 2), (one_sided, 1)):
        tail = found.table["p"] / sides
        assert found.table["p_error"].to_numpy() == pytest.approx(sides * np.sqrt(tail * (1 - tail) / 1000).to_numpy())


def test_a_sequential_test_stops_where_nothing_is_left_to_learn():
    nothing_there = random_pole(rng=np.random.default_rng(7))
    found = compared(pole=nothing_there, n_draws=5000, stop_after=10)
    assert found.n_draws < 1000
    low, high = (found.draws <= found.observed + 1e-9).sum(), (found.draws >= found.observed - 1e-9).sum()
    assert min(low, high) == 10
    assert found.p_value == min(1.0, 2 * 10 / found.n_draws)
    assert found.verdict == "as_expected"
    assert found.attainable_p < 0.01


def test_a_sequential_test_goes_on_where_the_data_is_extreme():
    found = compared(pole=HOMOPHILOUS, n_draws=999, stop_after=10)
    assert found.n_draws == 999
    assert found.p_value == 2 / 1000
    assert found.verdict == "well_below"


def test_a_sequential_test_gives_the_same_on_any_workers():
    with joblib.parallel_config(n_jobs=2):
        two = compared(null="rewire_links", n_draws=300, stop_after=5)
    assert compared(null="rewire_links", n_draws=300, stop_after=5).draws.tolist() == two.draws.tolist()


def test_sequential_tests_are_for_one_number():
    with pytest.raises(UnknownWord, match="one number"):
        compared("sector_mixing", stop_after=10)
    with pytest.raises(UnknownWord, match="stop_after is 0"):
        compared(stop_after=0)


def test_tidy_tables_have_the_same_columns_and_stack(one, many):
    assert isinstance(one, NullComparison)
    assert isinstance(many, NullComparisons)
    assert tuple(one.tidy().columns) == tuple(many.tidy().columns) == TIDY
    assert len(many.tidy()) == 6
    assert one.tidy()["q"].item() == one.p_value
    assert "housing × " in many.tidy()["item"].str.cat() or " × " in many.tidy()["item"].iloc[0]


def test_latex_has_rules_numbers_and_the_hypothesis(one, many):
    for result in (one, many):
        text = result.to_latex(decimal=",")
        assert text.count("\\toprule") == text.count("\\bottomrule") == 1
        assert "Hold every link" in text
        assert f"{result.table['expected'].iloc[0]:.3f}".replace(".", ",") in text
        assert text.count("{") == text.count("}")
    assert "Openness of sectors (E--I index) & $-$" in one.to_latex()
    assert "Ouverture des secteurs" in one.to_latex("fr")


def test_summaries_speak_both_languages(one, many):
    assert "well below chance" in one.summary("en")
    assert "nettement moins que le hasard" in one.summary("fr")
    assert "\u202f; on redistribue" in one.summary("fr")
    assert "0," in one.summary("fr")
    least = f"6 comparisons; the smallest q-value that one item alone could reach: q = {many.smallest_q:.4f}"
    assert least in many.summary("en")
    assert "6 comparaisons\u202f; plus petite valeur q" in many.summary("fr")
    assert str(many.table["q"].idxmin()[0]) in many.summary("en")


def test_the_seed_is_told_with_the_child_that_drew(one):
    assert one.seed == "1"
    rng = np.random.default_rng(7)
    assert seed_of(rng.spawn(3)[2]) == "7, child 2"
    assert seed_of(rng) == "7, after 3 children"


def test_null_models_take_their_options_and_the_column():
    found = compared("pole_ei", "shuffle_sectors_within", strata="commune", by="type")
    assert found.options == {"by": "type", "strata": "commune"}
    found = compared("pole_transitivity", "random_links_between_sectors", by="type")
    assert found.options == {"by": "type"}


def test_placing_links_between_the_same_sectors_holds_what_sectors_have_with_each_other():
    with pytest.raises(NullRefused, match="holds pole_ei constant"):
        compared("pole_ei", "random_links_between_sectors", HOMOPHILOUS, view="links")


def test_stacked_comparisons_say_of_which_measure_each_note_speaks(one, many):
    """Both have the view, the null and the draws; only one has q-values."""
    for language in ("en", "fr"):
        notes = stacked([one, many]).notes(language)
        (of_q,) = [note for note in notes if "Benjamini" in note]
        assert of_q.startswith(f"{many.title(language)} — q")
        assert one.notes(language)[1] in notes
        assert stacked([many]).notes(language) == tuple(many.notes(language))


def test_items_bear_french_labels_where_people_read_french_and_their_codes_in_tidy_tables():
    found = compared("sector_ei_each", n_draws=19)
    code = next(one for one in found.observed.index if found.item_label(one, "fr") != one)
    label = vocabulary().label("sectors", code, "fr")
    assert label in found.shown("fr")["item"].tolist()
    assert code in found.shown("en")["item"].tolist()
    assert code in found.tidy()["item"].tolist()
    assert label.split()[0] in found.to_latex("fr")
    kinds = compared("kind_overlap", "rewire_links", n_draws=19)
    pair = kinds.observed.index[1]
    assert kinds.shown("fr")["item"][1] == " × ".join(vocabulary().kind_label(kind, "fr") for kind in pair)
    types = compared("sector_ei_each", by="type", n_draws=19)
    assert vocabulary().label("actor_types", types.observed.index[0], "fr") in types.shown("fr")["item"].tolist()
    communes = compared("actor_degree", "random_links", n_draws=19)
    assert communes.shown("fr")["item"].tolist() == communes.tidy()["item"].tolist()


def test_roles_of_brokers_are_told_in_french_and_an_actor_named_like_a_role_keeps_its_name():
    pole = Pole.from_tables(
        {
            "actors": {"id": ["liaison", *"bcde"], "sector": ["food", "food", "housing", "food", "housing"]},
            "links": {"source": ["liaison", *"bcd"], "target": [*"bcde"], "kind": ["convention"] * 4},
        }
    )
    found = compare_to_null("actor_brokerage_table", pole, "shuffle_sectors", rng=np.random.default_rng(1), n_draws=19)

    assert ("liaison", "boundary") in found.observed.index
    assert found.item_label(("liaison", "boundary"), "fr") == "liaison × passeur"
    assert found.item_label(("b", "liaison"), "fr") == "b × agent de liaison"
    assert found.item_label(("b", "liaison"), "en") == "b × liaison"
