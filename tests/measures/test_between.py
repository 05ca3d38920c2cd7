"""Standing between sectors, and at narrow passages."""

import json
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from coopnet.errors import CostRefused, ViewRefused
from coopnet.measures.between import (
    actor_between_sectors,
    actor_between_sectors_sample_table,
    actor_bridging_centrality,
)
from coopnet.network import network_of

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "gefura_global.json").read_text())
SECTORS = ("housing", "food", "culture")


def between_in_loops(network, graph, by="sector"):
    groups = network.groups(by)
    label = dict(zip(network.actors, groups.codes, strict=True))
    values = {}
    for v in network.actors:
        ends = [(s, t) for s, t in combinations(network.actors, 2) if v not in (s, t)]
        ends = [(s, t) for s, t in ends if label[s] >= 0 and label[t] >= 0 and label[s] != label[t]]
        total = 0.0
        for s, t in ends:
            if nx.has_path(graph, s, t):
                paths = list(nx.all_shortest_paths(graph, s, t))
                total += sum(v in path for path in paths) / len(paths)
        values[v] = total / len(ends) if ends else np.nan
    return values


@pytest.mark.parametrize("by", ["sector", "type"])
def test_is_the_share_of_shortest_paths_between_sectors(any_pole, simple_networkx, by):
    network = network_of(any_pole)
    expected = between_in_loops(network, simple_networkx(network), by)
    assert actor_between_sectors(network, by=by).to_dict() == pytest.approx(expected, nan_ok=True)


def test_agrees_with_gefura(pole_of):
    actors = [f"actor{number:02d}" for number in range(len(GOLDEN["groups"]))]
    sectors = {actor: SECTORS[group] for actor, group in zip(actors, GOLDEN["groups"], strict=True)}
    pole = pole_of([(actors[a], actors[b]) for a, b in GOLDEN["ties"]], actors=actors, sectors=sectors)
    np.testing.assert_allclose(actor_between_sectors(network_of(pole)), GOLDEN["values"], rtol=1e-10, atol=1e-15)


def test_path_of_two_sectors_by_hand(pole_of):
    """Path a-b-c-d, sectors {a, b} and {c, d}. Without b: a–c and a–d cross, both through b."""
    sectors = dict.fromkeys("ab", "food") | dict.fromkeys("cd", "health")
    values = actor_between_sectors(network_of(pole_of(["ab", "bc", "cd"], sectors=sectors)))
    assert values.tolist() == [0, 1, 1, 0]


def test_equals_betweenness_when_every_actor_is_a_sector(pole_of, simple_networkx):
    pole = pole_of(
        ["ab", "bc", "cd", "be", "ef", "cf"],
        sectors=dict(zip("abcdef", ("food", "health", "culture", "housing", "mobility", "digital"), strict=True)),
    )
    network = network_of(pole)
    expected = nx.betweenness_centrality(simple_networkx(network), normalized=True)
    assert actor_between_sectors(network).to_dict() == pytest.approx(expected)


def test_unlabelled_actors_may_be_passed_through_but_are_no_ends(pole_of):
    network = network_of(pole_of(["ax", "xb", "by"], sectors={"a": "food", "b": "health"}))
    values = actor_between_sectors(network)
    assert values["x"] == 1
    assert values["y"] == 0
    assert values[["a", "b"]].isna().all()
    assert values.attrs["n_unknown"] == 2


def test_one_sector_has_nothing_between(pole_of):
    network = network_of(pole_of(["ab", "bc"], sectors=dict.fromkeys("abc", "food")))
    assert actor_between_sectors(network).isna().all()


def test_pairs_that_no_path_joins_count_in_the_denominator(pole_of):
    sectors = {"a": "food", "b": "food", "c": "health", "d": "health"}
    network = network_of(pole_of(["ab", "bc"], actors="abcd", sectors=sectors))
    assert actor_between_sectors(network)["b"] == pytest.approx(1 / 2)


def test_bridging_centrality_is_betweenness_times_the_bridging_coefficient(any_pole, simple_networkx):
    graph = simple_networkx(network_of(any_pole))
    between = nx.betweenness_centrality(graph)
    values = actor_bridging_centrality(network_of(any_pole))
    for v in graph:
        if graph.degree(v):
            coefficient = (1 / graph.degree(v)) / sum(1 / graph.degree(u) for u in graph[v])
            assert values[v] == pytest.approx(between[v] * coefficient)
        else:
            assert np.isnan(values[v])


def test_the_narrow_passage_is_above_the_hubs_it_joins(pole_of):
    """Two stars of four leaves, their hubs joined through m: Ψ_m = (1/2)/(2/5), Ψ_hub = (1/5)/(4 + 1/2)."""
    links = [("left", leaf) for leaf in "abcd"] + [("right", leaf) for leaf in "efgh"] + [("left", "m"), ("right", "m")]
    values = actor_bridging_centrality(network_of(pole_of(links)))
    pairs = 45
    assert values["m"] == pytest.approx(25 / pairs * 5 / 4)
    assert values["left"] == pytest.approx((6 + 4 * 6) / pairs * 2 / 45)
    assert values["m"] > values["left"] > values["a"] == 0


def test_two_actors_have_nothing_between_them(pole_of):
    assert actor_bridging_centrality(network_of(pole_of(["ab"]))).isna().all()


@pytest.mark.parametrize("measure", [actor_between_sectors, actor_bridging_centrality])
def test_views_of_weights_are_refused(f1, measure):
    with pytest.raises(ViewRefused, match="pairs"):
        measure(network_of(f1, view="newman"))


def test_a_sample_of_all_labelled_actors_is_exact(any_pole, rng):
    network = network_of(any_pole)
    table = actor_between_sectors_sample_table(network, n_sources=10_000, rng=rng)
    assert table["between_sectors"].to_dict() == pytest.approx(actor_between_sectors(network).to_dict(), nan_ok=True)
    assert (table["standard_error"].dropna() == 0).all()
    assert table.attrs["n_sources"] == (network.groups("sector").codes >= 0).sum()
    assert table.attrs["largest_error"] == 0


def test_a_sample_is_unbiased_with_the_standard_error_it_says_and_seldom_errs_by_more_than_it_says(any_pole, rng):
    network, n_draws = network_of(any_pole), 300
    exact = actor_between_sectors(network)
    draws = [actor_between_sectors_sample_table(network, n_sources=6, rng=rng) for _ in range(n_draws)]
    estimates = np.array([table["between_sectors"] for table in draws])
    true_error = estimates.std(axis=0) / n_draws**0.5
    assert (abs(estimates.mean(axis=0) - exact) <= 5 * true_error + 1e-12).all()
    variances = np.array([table["standard_error"] ** 2 for table in draws])
    assert variances.mean(axis=0) == pytest.approx(estimates.var(axis=0), rel=0.5, abs=1e-6)
    assert sum(abs(table["between_sectors"] - exact).max() > table.attrs["largest_error"] for table in draws) <= 15


@pytest.mark.parametrize(
    ("measure", "instead"),
    [
        (actor_between_sectors, "actor_between_sectors_sample_table"),
        (actor_bridging_centrality, "actor_betweenness_sample_table"),
    ],
)
def test_what_would_take_too_long_is_refused_with_what_to_use_instead(any_pole, measure, instead):
    with pytest.raises(CostRefused, match=instead):
        measure(network_of(any_pole), budget=10)
