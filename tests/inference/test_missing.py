"""Hiding a share of a pole: what is hidden, what is read on the rest, and when one cannot tell."""

from functools import partial
from itertools import combinations

import joblib
import numpy as np
import pandas as pd
import pytest

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.ensemble import ensemble
from coopnet.inference.evaluation import asked
from coopnet.inference.hiding import Hide, hiding_of
from coopnet.inference.missing import missing_data_of, missing_interval, missing_intervals
from coopnet.inference.retaken import retaken
from coopnet.inference.telling import cannot_tell, told
from coopnet.measures.centralisation import pole_degree_centralisation
from coopnet.measures.cohesion import pole_density
from coopnet.measures.examples import example_multiplex, example_pole
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.reduction import n_links, without_actors, without_links, without_memberships
from coopnet.synthetic import homophilous_pole, lead_organisation_pole, simulated_pole

MULTIPLEX = multiplex_of(simulated_pole(rng=np.random.default_rng(4), n_actors=40, n_ess=8))
MIXED = example_multiplex({"convention": "ab bc cd ef", "joint_bid": "ab de"}, structures={"G": "acf", "H": "bcd"})


def _rng(seed=20261123):
    return np.random.default_rng(seed)


def _exact(measure, multiplex, n, number, cut):
    """Every way of hiding that many, each as likely."""
    return np.array([measure(network_of(cut(multiplex, ways))) for ways in combinations(range(n), number)])


@pytest.mark.parametrize(
    ("missing", "n", "cut"),
    [
        ("actors", 6, partial(without_actors, declared="same")),
        ("links", 6, without_links),
        ("memberships", 6, partial(without_memberships, declared="same")),
    ],
)
@pytest.mark.parametrize("measure", [pole_density, pole_degree_centralisation])
def test_draws_are_all_ways_of_hiding_so_many_equally_often(missing, n, cut, measure):
    """Exact enumeration: same values, and frequencies within four standard errors."""
    exact = _exact(measure, MIXED, n, 2, cut).round(9)
    draws = 3000

    found = missing_data_of(measure, MIXED, rng=_rng(), shares=[1 / 3], n_draws=draws, missing=missing)

    assert found.n == n
    assert found.n_missing == (2,)
    values, counts = np.unique(found.draws[0].round(9), return_counts=True)
    expected, ways = np.unique(exact, return_counts=True)
    np.testing.assert_allclose(values, expected)
    share = ways / len(exact)
    assert (np.abs(counts / draws - share) < 4 * np.sqrt(share * (1 - share) / draws) + 1e-12).all()


def test_the_table_is_what_the_draws_say():
    found = missing_data_of("pole_ei", MULTIPLEX, rng=_rng(), shares=[0.1, 0.3], n_draws=99)

    assert found.n_missing == (4, 12)
    row, draws = found.table.loc[0.3], found.draws[1]
    low, high = np.quantile(draws, [0.025, 0.975])
    assert [row["mean"], row["sd"], row["low"], row["high"], row["shift"]] == pytest.approx(
        [draws.mean(), draws.std(ddof=1), low, high, draws.mean() - found.observed]
    )
    assert found.interval(0.3) == (row["low"], row["high"])


def test_hidden_actors_have_no_number_and_the_others_theirs_on_the_rest():
    found = missing_data_of("actor_degree", MULTIPLEX, rng=_rng(), shares=[0.25], n_draws=20)

    assert (np.isnan(found.draws[0]).sum(axis=1) == 10).all()
    for draw in found.draws[0]:
        left = without_actors(MULTIPLEX, np.flatnonzero(np.isnan(draw)))
        np.testing.assert_array_equal(draw[np.isfinite(draw)], network_of(left).degrees)


def test_structures_still_declare_the_members_who_are_not_in_the_file():
    """Four members of a structure that declares ten: each pair weighs 1/9, whoever is missing."""
    tables = {
        "actors": {"id": list("abcd")},
        "structures": {"id": ["G"], "kind": ["employers_group"], "size": [10]},
        "memberships": {"actor": list("abcd"), "structure": ["G"] * 4},
    }
    found = missing_data_of("actor_strength", Pole.from_tables(tables), rng=_rng(), shares=[0.5], n_draws=30)

    assert np.nanmax(np.abs(found.draws - 1 / 9)) < 1e-12


@pytest.mark.parametrize(("bias", "weight"), [("degree", 6.0), ("inverse_degree", 1 / 6)])
def test_who_is_likelier_to_be_hidden_is_the_most_or_the_least_linked(bias, weight):
    """A star of a hub and five leaves: the hub weighs 1 + 5 partners, each leaf 1 + 1."""
    hiding = hiding_of(multiplex_of(example_pole("ab ac ad ae af")), "actors", bias)
    leaf = 2.0 if bias == "degree" else 1 / 2

    np.testing.assert_allclose(hiding.chances, np.array([weight] + [leaf] * 5) / (weight + 5 * leaf))
    rng = _rng()
    hub = np.mean([0 in hiding.positions(1, rng) for _ in range(4000)])
    expected = weight / (weight + 5 * leaf)
    assert abs(hub - expected) < 4 * np.sqrt(expected * (1 - expected) / 4000)


def test_chances_of_links_and_memberships_follow_the_actors_they_join():
    partners = 1.0 + network_of(MIXED).degrees
    links = hiding_of(MIXED, "links", "degree")
    ends = [(layer.source, layer.target) for layer in MIXED.links.values()]
    weights = np.concatenate([(partners[source] + partners[target]) / 2 for source, target in ends])
    np.testing.assert_allclose(links.chances, weights / weights.sum())

    memberships = hiding_of(MIXED, "memberships", "degree")
    members = np.array([partners["abcdef".index(actor)] for actor in ("a", "b", "c", "c", "d", "f")])
    np.testing.assert_allclose(memberships.chances, members / members.sum())


def test_rankings_are_robust_and_pole_level_indices_are_not():
    """At 30 % missing the order of degrees holds, while openness and centralisation move by a third of a point."""
    grouped = homophilous_pole(rng=_rng(), sizes=(10, 8, 7), p_in=0.3, p_out=0.15)
    led = lead_organisation_pole(rng=_rng(), n_actors=25)
    degree = missing_data_of("actor_degree", MULTIPLEX, rng=_rng(), shares=[0.1, 0.3]).table
    ei = missing_data_of("pole_ei", grouped, rng=_rng(), shares=[0.1, 0.3]).table
    centralisation = missing_data_of("pole_degree_centralisation", led, rng=_rng(), shares=[0.1, 0.3]).table

    assert degree.loc[0.1, "rank_correlation"] > 0.97
    assert degree.loc[0.3, "rank_correlation"] > 0.9
    assert ei.loc[0.3, "high"] - ei.loc[0.3, "low"] > 0.33 > ei.loc[0.1, "high"] - ei.loc[0.1, "low"]
    assert (centralisation["high"] - centralisation["low"] > 0.5).all()


def test_the_lead_organisation_drives_everything():
    """With two of 25 hidden, the lead is among them in 8 draws out of 100, and centralisation collapses in these."""
    found = missing_data_of("pole_degree_centralisation", lead_organisation_pole(rng=_rng()), rng=_rng(), shares=[0.08])

    low, high = found.interval(0.08)
    assert found.observed > 0.9
    assert low < 0.1
    assert high > 0.9
    collapsed = (found.draws[0] < 0.5).mean()
    assert abs(collapsed - 2 / 25) < 4 * np.sqrt(0.08 * 0.92 / 199)


def test_hiding_the_most_linked_first_is_worse_than_hiding_at_random():
    tables = {
        bias: missing_data_of("pole_density", MULTIPLEX, rng=_rng(), shares=[0.1, 0.2, 0.3], bias=bias).table
        for bias in ("none", "degree", "inverse_degree")
    }

    assert (tables["degree"]["mean"] < tables["none"]["mean"]).all()
    assert (tables["inverse_degree"]["mean"] > tables["none"]["mean"]).all()
    assert (tables["degree"]["shift"].abs() > tables["none"]["shift"].abs()).all()


def test_density_without_actors_at_random_is_right_on_average():
    """Every pair is as likely to stay: the mean over draws is the density of the pole."""
    found = missing_data_of("pole_density", MULTIPLEX, rng=_rng(), shares=[0.3], n_draws=1500)

    assert abs(found.table.loc[0.3, "shift"]) < 4 * found.table.loc[0.3, "sd"] / np.sqrt(1500)


def test_the_numbers_do_not_depend_on_the_number_of_processes():
    alone = missing_data_of("pole_ei", MULTIPLEX, rng=_rng(), shares=[0.2], n_draws=40)
    with joblib.parallel_config(n_jobs=2):
        together = missing_data_of("pole_ei", MULTIPLEX, rng=_rng(), shares=[0.2], n_draws=40)

    np.testing.assert_array_equal(alone.draws, together.draws)
    assert alone.seed == together.seed == str(_rng().bit_generator.seed_seq.entropy)


def test_intervals_of_several_measures_are_those_of_each():
    questions = [
        asked("pole_density"),
        asked("pole_ei"),
        asked("pole_ei", by="type"),
        asked("pole_edge_overlap"),
        asked("pole_density", kinds=("convention",)),
        asked("pole_link_intensity"),
    ]

    together = missing_intervals(questions, MULTIPLEX, rng=_rng(), n_draws=99)

    for question, interval in zip(questions, together, strict=True):
        each = missing_data_of(
            question.measure, MULTIPLEX, rng=_rng(), shares=[0.1], n_draws=99, view=question.view,
            kinds=question.kinds, by=question.by,
        )  # fmt: skip
        assert interval == each.interval(0.1)
        assert interval == missing_interval(question, MULTIPLEX, rng=_rng(), n_draws=99)


def test_a_measure_without_value_has_no_interval_and_the_others_keep_theirs():
    multiplex = multiplex_of(example_pole(actors="abcdefghijklmnop"))

    unknown, known = missing_intervals(
        [asked("pole_mean_distance"), asked("pole_density")], multiplex, rng=_rng(), share=0.2
    )

    assert np.isnan(unknown).all()
    assert known == (0.0, 0.0)


def test_one_cannot_tell_where_so_few_can_be_missing():
    """One of 14: 14 ways. Two of 15: 105 ways."""
    ring = "abcdefghijklmno"
    small, large = (
        example_pole(" ".join(ring[k] + ring[(k + 1) % n] for k in range(n)), actors=ring[:n]) for n in (14, 15)
    )
    unsure = missing_data_of("pole_density", small, rng=_rng(), shares=[0.1])
    sure = missing_data_of("pole_density", large, rng=_rng(), shares=[0.1])

    assert unsure.doubt(0.1) == "few_ways"
    assert np.isnan(unsure.interval(0.1)).all()
    assert "Cannot tell" in unsure.summary()
    assert "On ne peut pas dire\u202f:" in unsure.summary("fr")
    assert sure.doubt(0.1) == ""
    assert np.isfinite(sure.interval(0.1)).all()
    assert np.isnan(missing_interval(asked("pole_density"), multiplex_of(small), rng=_rng())).all()


def test_one_cannot_tell_where_the_measure_has_often_no_value():
    """One link among ten actors: with three hidden, it is gone in 8 cases out of 15."""
    found = missing_data_of("pole_mean_distance", example_pole("ab", actors="abcdefghij"), rng=_rng(), shares=[0.3])

    assert found.doubt(0.3) == "undefined"
    assert abs(found.table.loc[0.3, "undefined"] - 8 / 15) < 4 * np.sqrt(0.25 / 199)


def test_an_item_seen_in_few_draws_has_no_interval():
    found = missing_data_of("actor_degree", MULTIPLEX, rng=_rng(), shares=[0.3], n_draws=50)
    items = found.items(0.3)

    assert (items["draws"] == np.isfinite(found.draws[0]).sum(axis=0)).all()
    assert (items["doubt"] == np.where(items["draws"] < 40, "undefined", "")).all()
    assert items.loc[items["doubt"] != "", ["low", "high"]].isna().all(axis=None)


def test_ranks_under_missing_data_are_those_of_the_draws():
    found = missing_data_of("actor_degree", MULTIPLEX, rng=_rng(), shares=[0.1, 0.2])
    ranks = found.ranks(0.2)

    np.testing.assert_array_equal(ranks.draws, found.draws[1])
    assert found.table.loc[0.2, "pairs_ranked"] == ranks.share_ranked
    assert ranks.table["rank_low"].le(ranks.table["rank"]).mean() > 0.9


def test_columns_of_a_table_are_ranked_one_at_a_time():
    found = missing_data_of("actor_brokerage_table", MULTIPLEX, rng=_rng(), shares=[0.1], n_draws=60)

    roles = list(found.table.index.get_level_values("column"))
    assert roles == list(found.observed.index.get_level_values(1).unique())
    liaison = found.ranks(0.1, column="liaison")
    pd.testing.assert_series_equal(liaison.observed, found.observed.xs("liaison", level=1))
    assert found.table.loc[(0.1, "liaison"), "pairs_ranked"] == liaison.share_ranked
    with pytest.raises(UnknownWord, match="liaison"):
        found.ranks(0.1)
    assert "liaison — Were 10%" in found.summary()


def test_a_single_item_is_not_ranked():
    pole = example_pole("ab bc ca", sectors={"food": "abc"})
    found = missing_data_of("sector_ei_each", pole, rng=_rng(), shares=[0.3], n_draws=5)

    assert found.table["pairs_ranked"].isna().all()


@pytest.mark.parametrize(
    ("options", "refusal", "named"),
    [
        ({"shares": [1.0]}, UnknownWord, "1.0"),
        ({"shares": [0]}, UnknownWord, "0"),
        ({"bias": "some"}, UnknownWord, "inverse_degree"),
        ({"missing": "sectors"}, UnknownWord, "memberships"),
        ({"n_draws": 0}, UnknownWord, "n_draws"),
        ({"missing": "memberships"}, UndefinedMeasure, "memberships"),
    ],
)
def test_what_cannot_be_hidden_is_refused_in_both_languages(options, refusal, named):
    with pytest.raises(refusal, match=named) as caught:
        missing_data_of("pole_density", example_pole("ab bc cd"), rng=_rng(), **options)
    assert caught.value.fr != caught.value.en


def test_shares_that_were_not_drawn_and_measures_of_actors_are_refused():
    found = missing_data_of("pole_density", MULTIPLEX, rng=_rng(), shares=[0.1], n_draws=9)
    with pytest.raises(UnknownWord, match=r"0\.2"):
        found.interval(0.2)
    with pytest.raises(UnknownWord, match="missing_data_of"):
        missing_interval(asked("actor_degree"), MULTIPLEX, rng=_rng())


def test_summaries_say_what_they_are_not():
    number = missing_data_of("pole_density", MULTIPLEX, rng=_rng(), shares=[0.1], bias="degree")
    each = missing_data_of("actor_degree", MULTIPLEX, rng=_rng(), shares=[0.1])

    assert "Were 10% of the actors missing (4 of 40), mostly among the most linked: " in number.summary()
    assert "S’il manquait 10\u202f% des acteurs (4 sur 40), au hasard\u202f: corrélation" in each.summary("fr")
    for found in (number, each):
        assert "not a correction" in found.summary()
        assert "non une correction" in found.summary("fr")


def test_every_doubt_has_its_sentence_in_both_languages():
    for doubt in ("few_actors", "few_ways", "few_draws", "undefined", "wide"):
        assert cannot_tell(doubt, "en").startswith("Cannot tell: ")
        assert cannot_tell(doubt, "fr").startswith("On ne peut pas dire\u202f: ")
    assert cannot_tell("", "fr") == ""


def test_numbers_in_sentences_keep_two_figures_that_count():
    assert [told(value, "fr") for value in (0.0004321, 12.3456, -3.0)] == ["0,00043", "12,35", "−3"]


def test_measures_that_take_the_same_thing_are_given_it_once():
    """What makes ten indicators of a pole affordable: a view is cut once per draw."""
    taken = [retaken(name, MULTIPLEX) for name in ("pole_density", "pole_degree_gini")]
    assert taken[0].asked.source == taken[1].asked.source

    hiding = hiding_of(MULTIPLEX, "actors", "none")
    values = ensemble(Hide(tuple(taken), hiding, 4), 5, rng=_rng())

    for rank, child in enumerate(_rng().spawn(5)):
        left = network_of(without_actors(MULTIPLEX, hiding.positions(4, child)))
        assert values[rank][0][0] == pole_density(left)


def test_links_are_counted_through_all_kinds():
    found = missing_data_of("pole_density", MULTIPLEX, rng=_rng(), shares=[0.1], n_draws=5, missing="links")

    assert found.n == n_links(MULTIPLEX) == sum(layer.source.size for layer in MULTIPLEX.links.values())
    assert isinstance(found.table, pd.DataFrame)


def test_one_cannot_tell_from_a_handful_of_draws():
    """The central 95 % of 39 draws leaves none outside."""
    ring = example_pole(" ".join(a + b for a, b in zip("abcdefghijkl", "bcdefghijkla", strict=True)))
    few, enough = (
        missing_data_of("pole_density", ring, rng=np.random.default_rng(1), shares=[0.2], n_draws=n) for n in (39, 40)
    )
    assert few.doubt(0.2) == "few_draws"
    assert np.isnan(few.interval(0.2)).all()
    assert "Cannot tell: an interval needs at least 40 draws." in few.summary("en")
    assert "il faut au moins 40 tirages" in few.summary("fr")
    assert enough.doubt(0.2) == ""
