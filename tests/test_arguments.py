"""What is handed over in place of a pole, a generator, a number or a table is refused in words, or understood."""

import numpy as np
import pandas as pd
import pytest

import coopnet as cn
from coopnet.chance import known_draws, known_generator
from coopnet.errors import NullRefused, UnknownWord, ViewRefused
from coopnet.measures.examples import example_multiplex, example_pole
from coopnet.nulls import NULLS

POLE = example_pole(
    {"convention": "ab bc cd de ef ac bd", "joint_bid": "ab ae"},
    structures={"G": "abc", "H": "cdf"},
    sectors={"food": "abc", "culture": "def"},
)
NETWORK = cn.network_of(POLE)
TYPED = cn.Pole.from_tables(
    {
        **{name: getattr(POLE, name).reset_index() for name in ("structures", "memberships", "links")},
        "actors": POLE.actors.reset_index().assign(type=["ess", "firm"] * 3),
    }
)


def rng():
    return np.random.default_rng(1)


def refused(kind, call):
    with pytest.raises(kind) as caught:
        call()
    assert caught.value.fr
    assert caught.value.fr != caught.value.en
    return caught.value.en


TAKING_CHANCE = {
    "compare_to_null": lambda given: cn.compare_to_null("pole_ei", POLE, "shuffle_sectors", rng=given),
    "compare_all_to_null": lambda given: cn.compare_all_to_null(["pole_ei"], POLE, "shuffle_sectors", rng=given),
    "missing_data_of": lambda given: cn.missing_data_of("pole_density", POLE, rng=given),
    "vertex_bootstrap_of": lambda given: cn.vertex_bootstrap_of("pole_density", POLE, rng=given),
    "dyadic_model_of": lambda given: cn.dyadic_model_of(POLE, "same_sector", rng=given),
    "small_world_of": lambda given: cn.small_world_of(POLE, rng=given),
    "participation": lambda given: cn.actor_participation_corrected_table(POLE, rng=given),
    "rewire_links": lambda given: cn.rewire_links(cn.multiplex_of(POLE), rng=given),
    "random_links": lambda given: cn.random_links(cn.multiplex_of(POLE), rng=given),
    "shuffle_kinds": lambda given: cn.shuffle_kinds(cn.multiplex_of(POLE), rng=given),
    "shuffle_sectors": lambda given: cn.shuffle_sectors(cn.multiplex_of(POLE), rng=given),
    "rewire_memberships": lambda given: cn.rewire_memberships(cn.multiplex_of(POLE), rng=given),
    "mixing_of": lambda given: cn.mixing_of("rewire_links", POLE, rng=given),
    "communities_of": lambda given: cn.communities_of(NETWORK, rng=given),
    "random_structure_removal": lambda given: cn.pole_random_structure_removal_table(cn.multiplex_of(POLE), rng=given),
    "measure_all": lambda given: cn.measure_all(POLE, rng=given),
}


@pytest.mark.parametrize("call", TAKING_CHANCE.values(), ids=TAKING_CHANCE)
def test_a_seed_in_place_of_a_generator_is_told_how_to_become_one(call):
    assert "np.random.default_rng(42)" in refused(UnknownWord, lambda: call(42))


@pytest.mark.parametrize(
    "given", [None, np.random.RandomState(1), "42", -1], ids=["None", "RandomState", "text", "negative"]
)
def test_what_is_no_generator_is_refused_by_what_it_is(given):
    assert "rng=np.random.default_rng(1)" in refused(UnknownWord, lambda: known_generator(given))


def test_a_whole_number_of_draws_may_be_written_as_a_float():
    found = cn.compare_to_null("pole_ei", POLE, "shuffle_sectors", rng=rng(), n_draws=2e1)
    assert len(found.draws) == 20


def test_whole_numbers_of_numpy_are_whole_numbers():
    found = cn.compare_to_null(
        "pole_ei", POLE, "shuffle_sectors", rng=rng(), n_draws=np.int64(50), stop_after=np.int64(3)
    )
    assert 3 <= len(found.draws) <= 50
    assert len(cn.key_players(NETWORK, np.int64(1), rng=rng()).actors) == 1
    assert cn.multiplex_of(POLE, limit=np.int64(2)).scope.limit == 2


@pytest.mark.parametrize("n_draws", [0, -3, 10.5, "999", float("nan"), float("inf")])
def test_a_number_of_draws_that_is_none_is_refused(n_draws):
    assert repr(n_draws) in refused(UnknownWord, lambda: known_draws(n_draws, 999))


@pytest.mark.parametrize(
    "call",
    [
        lambda: cn.compare_all_to_null(["pole_ei"], POLE, "shuffle_sectors", rng=rng(), n_draws=0),
        lambda: cn.compare_to_null("pole_ei", POLE, "shuffle_sectors", rng=rng(), stop_after=2.5),
        lambda: cn.key_players(NETWORK, 2.0, rng=rng()),
        lambda: cn.multiplex_of(POLE, limit=None),
        lambda: cn.compare_to_null("pole_ei", POLE, "shuffle_sectors", rng=rng(), n_draws=20).interval(95),
        lambda: cn.compare_to_null("pole_ei", POLE, "shuffle_sectors", rng=rng(), n_draws=20).p_interval(95),
        lambda: cn.missing_data_of("pole_density", POLE, rng=rng(), shares=[]),
        lambda: cn.missing_data_of("pole_density", POLE, rng=rng(), shares="a tenth"),
        lambda: cn.missing_data_of("pole_density", POLE, rng=rng(), shares=["0.1"]),
        lambda: cn.small_world_of(POLE, rng=rng(), n_draws=5, n_lattices="ten"),
        lambda: cn.small_world_of(POLE, rng=rng(), n_draws=5, n_lattices=-1),
        lambda: cn.rewire_links(POLE, rng=rng(), attempts_per_link=-5),
        lambda: cn.shuffle_kinds(POLE, rng=rng(), attempts_per_link="ten"),
        lambda: cn.rewire_memberships(POLE, rng=rng(), trades_per_row=float("nan")),
    ],
)
def test_numbers_out_of_place_are_refused(call):
    refused(UnknownWord, call)


@pytest.mark.parametrize("given", [NETWORK, cn.affiliation_of(POLE), None, "datasets/pole_simule"], ids=repr)
def test_what_is_no_pole_is_refused_with_what_to_give(given):
    for call in (cn.multiplex_of, cn.network_of, cn.affiliation_of, cn.measure_all):
        assert "cn.read_pole(" in refused(ViewRefused, lambda call=call: call(given))
    refused(ViewRefused, lambda: cn.compare_to_null("pole_ei", given, "shuffle_sectors", rng=rng()))


@pytest.mark.parametrize(
    "call",
    [
        lambda kinds: cn.network_of(POLE, kinds=kinds),
        lambda kinds: cn.permutation_moments_of("pole_ei", POLE, kinds=kinds).expected,
        lambda kinds: cn.leave_one_actor_out("pole_density", POLE, kinds=kinds).without,
        lambda kinds: cn.compare_to_null("pole_ei", POLE, "shuffle_sectors", kinds=kinds, rng=rng(), n_draws=9).draws,
        lambda kinds: cn.multiplex_of(POLE).restricted(kinds).links["convention"].source,
    ],
)
def test_one_kind_may_be_given_by_its_name_alone(call):
    alone, listed = call("convention"), call(["convention"])
    if isinstance(alone, cn.Network):
        assert alone.view == listed.view
    else:
        np.testing.assert_array_equal(alone, listed)


def test_keeping_no_kind_is_refused_since_its_view_would_bear_the_name_of_all():
    assert "convention" in refused(UnknownWord, lambda: cn.network_of(POLE, kinds=[]))


@pytest.mark.parametrize("at", ["2012-13", "2012-00", "2011-02-29", "0x12", "2012-1"])
def test_a_date_that_no_calendar_has_is_refused(at):
    assert "not a date" in refused(UnknownWord, lambda: cn.multiplex_of(POLE, at=at))


def test_a_year_may_be_a_number():
    assert cn.multiplex_of(POLE, at=2012).scope == cn.multiplex_of(POLE, at="2012").scope


def test_an_argument_that_a_null_model_does_not_take_is_refused_with_those_it_takes():
    said = refused(
        UnknownWord, lambda: cn.compare_to_null("pole_ei", POLE, "shuffle_sectors", rng=rng(), strata="type")
    )
    assert said.endswith("it takes by.")
    options = {"draws": 9}
    said = refused(UnknownWord, lambda: cn.compare_to_null("pole_ei", POLE, "random_links", rng=rng(), **options))
    assert said.endswith("it takes none.")


def test_a_small_world_is_refused_where_the_null_moves_neither_clustering_nor_distance():
    for null in ("shuffle_sectors", "shuffle_kinds"):
        assert "constant" in refused(NullRefused, lambda null=null: cn.small_world_of(POLE, rng=rng(), null=null))


def test_corrected_participation_shuffles_the_column_that_it_counts_by():
    types = cn.Pole.from_tables(
        {
            "actors": {"id": list("abcd"), "type": ["ess", "firm", "ess", "firm"], "sector": ["food"] * 4},
            "links": {"source": list("abc"), "target": list("bcd"), "kind": ["convention"] * 3},
        }
    )
    table = cn.actor_participation_corrected_table(types, rng=rng(), null="shuffle_sectors", by="type", n_draws=50)
    assert (table["corrected"] < 1).any()


def test_a_share_of_missing_actors_may_be_given_alone():
    found = cn.missing_data_of("pole_density", POLE, rng=rng(), shares=0.2, n_draws=9)
    assert found.shares == (0.2,)


def test_measures_without_a_structure_are_functions_in_a_list():
    multiplex = example_multiplex("ad", structures={"G": "abc"})
    for given in (["pole_density"], "pole_density", cn.pole_density, [cn.actor_degree], [len]):
        refused(UnknownWord, lambda given=given: cn.pole_without_structure_table(multiplex, measures=given))


@pytest.mark.parametrize("null", [getattr(cn, name) for name in NULLS], ids=NULLS)
def test_a_null_model_takes_a_pole_as_well_as_its_multiplex(null):
    options = {"within_kinds": False} if null is cn.rewire_memberships else {}
    drawn, same = (null(given, rng=rng(), **options) for given in (TYPED, cn.multiplex_of(TYPED)))
    np.testing.assert_array_equal(cn.network_of(drawn).indices, cn.network_of(same).indices)
    assert drawn.attributes["sector"].tolist() == same.attributes["sector"].tolist()
    assert "cn.read_pole(" in refused(ViewRefused, lambda: null("datasets/pole_simule", rng=rng()))


@pytest.mark.parametrize("terms", [[], 42, None, ["same_sector", 3]], ids=repr)
def test_terms_that_are_no_names_are_refused_with_an_example(terms):
    assert "same_sector" in refused(UnknownWord, lambda: cn.dyadic_model_of(POLE, terms, rng=rng()))


def test_one_measure_may_be_compared_by_its_name_alone_and_none_is_refused():
    (alone,) = cn.compare_all_to_null("pole_ei", POLE, "shuffle_sectors", rng=rng(), n_draws=9)
    assert alone.measure.name == "pole_ei"
    assert "empty" in refused(UnknownWord, lambda: cn.compare_all_to_null([], POLE, "shuffle_sectors", rng=rng()))


SQUARE = pd.DataFrame([[0, 1, 2, 3], [1, 0, 4, 5], [2, 4, 0, 6], [3, 5, 6, 0]], list("abcd"), list("abcd"), dtype=float)


def half_empty():
    table = SQUARE.copy()
    table.loc["a", "b"] = np.nan
    return table


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SQUARE + np.triu(np.ones((4, 4)), 1), id="not symmetric"),
        pytest.param(half_empty(), id="a pair without value"),
        pytest.param(SQUARE.rename(columns={"a": "z"}), id="other columns"),
        pytest.param(SQUARE.to_numpy(), id="no labels"),
        pytest.param(SQUARE.loc[list("aabcd"), list("aabcd")], id="an actor twice"),
    ],
)
def test_a_correlation_refuses_tables_of_which_it_would_read_a_half(other):
    refused(UnknownWord, lambda: cn.dyadic_correlation_of(SQUARE, other, rng=rng(), n_draws=9))
    refused(UnknownWord, lambda: cn.dyadic_correlation_of(other, SQUARE, rng=rng(), n_draws=9))


def test_a_correlation_does_not_depend_on_the_order_of_rows_or_columns():
    turned = SQUARE.loc[list("dbca"), list("cabd")]
    found = [cn.dyadic_correlation_of(one, SQUARE**2, rng=rng(), n_draws=9).observed for one in (SQUARE, turned)]
    assert found[0] == pytest.approx(found[1])
