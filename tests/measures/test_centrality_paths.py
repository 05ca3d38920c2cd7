"""Betweenness and closeness, and centralisation."""

from itertools import combinations, pairwise

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.errors import CostRefused, UndefinedMeasure, UnknownWord, ViewRefused
from coopnet.measures.centralisation import (
    pole_betweenness_centralisation,
    pole_closeness_centralisation,
    pole_degree_centralisation,
)
from coopnet.measures.centrality import (
    actor_betweenness,
    actor_betweenness_sample_table,
    actor_closeness,
    actor_harmonic_closeness,
)
from coopnet.network import network_of


def shortest_paths(graph, weight=None):
    """Every shortest path between every two actors, by exhaustive enumeration of simple paths."""
    for s, t in combinations(graph, 2):
        paths = list(nx.all_simple_paths(graph, s, t))
        if paths:
            lengths = [sum(1 / graph[a][b]["weight"] if weight else 1 for a, b in pairwise(path)) for path in paths]
            yield [path for path, length in zip(paths, lengths, strict=True) if length <= min(lengths) * (1 + 1e-10)]


@pytest.fixture
def small_pole(random_pole, rng):
    return random_pole(rng, n_actors=8, n_links=9, n_structures=1)


@pytest.mark.parametrize("view", ["pairs", "newman", "links"])
def test_betweenness_is_the_share_of_shortest_paths_of_others(small_pole, simple_networkx, view):
    network = network_of(small_pole, view=view)
    n = network.n_actors
    through = dict.fromkeys(network.actors, 0.0)
    for paths in shortest_paths(simple_networkx(network), weight=view != "pairs"):
        for path in paths:
            for inner in path[1:-1]:
                through[inner] += 1 / len(paths)
    expected = {actor: count / ((n - 1) * (n - 2) / 2) for actor, count in through.items()}
    assert actor_betweenness(network).to_dict() == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_betweenness_agrees_with_networkx(any_pole, simple_networkx):
    graph = simple_networkx(network_of(any_pole))
    expected = nx.betweenness_centrality(graph)
    assert actor_betweenness(network_of(any_pole)).to_dict() == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_weighted_betweenness_agrees_with_networkx_on_inverse_weights(any_pole, simple_networkx):
    network = network_of(any_pole, view="kinds")
    graph = simple_networkx(network)
    for _, _, link in graph.edges(data=True):
        # a whole multiple of 1/w, so that networkx compares lengths exactly
        link["length"] = round(2520 / link["weight"])
    expected = nx.betweenness_centrality(graph, weight="length")
    assert actor_betweenness(network).to_dict() == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_betweenness_ignores_the_unit_of_weight(any_pole, pole_of):
    rows = [(row.source, row.target, row.kind, row.weight) for row in any_pole.links.itertuples()]
    once = pole_of(rows, actors=any_pole.actors.index)
    tripled = pole_of([(*row[:3], row[3] * 3) for row in rows], actors=any_pole.actors.index)
    first, second = (actor_betweenness(network_of(pole, view="newman")) for pole in (once, tripled))
    assert second.to_dict() == pytest.approx(first.to_dict(), rel=1e-10)


def test_betweenness_is_one_for_the_hub_of_a_star_and_zero_for_the_leaves(star):
    assert actor_betweenness(network_of(star)).to_dict() == {"hub": 1, "a": 0, "b": 0, "c": 0, "d": 0, "e": 0}


def test_betweenness_is_nan_with_fewer_than_three_actors(pole_of):
    assert actor_betweenness(network_of(pole_of([("a", "b")]))).isna().all()


def test_f2_betweenness_by_hand(f2):
    """Only node 2 lies between others: all of the six pairs but 3–5, so 5 of 6."""
    assert actor_betweenness(network_of(f2)).to_dict() == pytest.approx(
        {"n1": 0, "n2": 5 / 6, "n3": 0, "n4": 0, "n5": 0}
    )


def test_closeness_measures_follow_their_definitions(any_pole, simple_networkx):
    network = network_of(any_pole)
    n, lengths = network.n_actors, dict(nx.all_pairs_shortest_path_length(simple_networkx(network)))
    harmonic, closeness = actor_harmonic_closeness(network), actor_closeness(network)
    for actor in network.actors:
        others = [d for other, d in lengths[actor].items() if other != actor]
        assert harmonic[actor] == pytest.approx(sum(1 / d for d in others) / (n - 1), rel=1e-12)
        if others:
            assert closeness[actor] == pytest.approx(len(others) ** 2 / ((n - 1) * sum(others)), rel=1e-12)
        else:
            assert np.isnan(closeness[actor])


def test_closeness_on_a_disconnected_pole_by_hand(pole_of):
    """The table of the definitions: 0–1, 2–3–4 and 5 alone."""
    network = network_of(pole_of([("0", "1"), ("2", "3"), ("3", "4")], actors="012345"))
    closeness, harmonic = actor_closeness(network), actor_harmonic_closeness(network)
    assert closeness[["0", "3"]].tolist() == pytest.approx([1 / 5, 2 / 5])
    assert np.isnan(closeness["5"])
    assert harmonic[["0", "2", "3", "5"]].tolist() == pytest.approx([1 / 5, 3 / 10, 2 / 5, 0])


def test_closeness_agrees_with_networkx_but_for_isolates(any_pole, simple_networkx):
    network = network_of(any_pole)
    expected = nx.closeness_centrality(simple_networkx(network))
    near = actor_closeness(network).dropna()
    assert near.to_dict() == pytest.approx({actor: expected[actor] for actor in near.index}, rel=1e-12)


def test_igraph_closeness_is_no_oracle_on_a_disconnected_pole(two_components):
    """It stays within components, so that a couple apart from the rest looks as close as can be."""
    network = network_of(two_components)
    graph = igraph.Graph.Adjacency((network.matrix.toarray() > 0).tolist(), mode="undirected")
    assert graph.closeness()[0] == 1
    assert actor_closeness(network)["a"] == 1 / 5


def test_harmonic_closeness_agrees_with_igraph(any_pole):
    network = network_of(any_pole)
    graph = igraph.Graph.Adjacency((network.matrix.toarray() > 0).tolist(), mode="undirected")
    expected = graph.harmonic_centrality(normalized=True)
    assert actor_harmonic_closeness(network).tolist() == pytest.approx(expected, rel=1e-12, abs=1e-14)


def test_harmonic_closeness_is_nan_for_a_single_actor(pole_of):
    assert actor_harmonic_closeness(network_of(pole_of(actors="a"))).isna().all()


def test_adding_an_isolate_scales_harmonic_closeness(f2, pole_of):
    wider = pole_of(list(zip(f2.links["source"], f2.links["target"], strict=True)), actors=[*f2.actors.index, "n6"])
    before, after = actor_harmonic_closeness(network_of(f2)), actor_harmonic_closeness(network_of(wider))
    assert after[before.index].to_numpy() * 5 == pytest.approx(before.to_numpy() * 4)


@pytest.mark.parametrize(
    ("measure", "of_f2"),
    [
        (pole_degree_centralisation, 10 / 12),
        (pole_betweenness_centralisation, (4 * 5 / 6) / 4),
        # closenesses 4/7, 1, 4/6, 4/7, 4/6
        (pole_closeness_centralisation, (2 * 3 / 7 + 2 * 1 / 3) / (4 * 3 / 7)),
    ],
)
class TestCentralisation:
    def test_is_one_on_a_star(self, measure, of_f2, star):
        assert measure(network_of(star)) == pytest.approx(1)

    def test_is_zero_on_a_ring(self, measure, of_f2, pole_of):
        ring = pole_of([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "a")])
        assert measure(network_of(ring)) == pytest.approx(0)

    def test_of_f2_by_hand(self, measure, of_f2, f2):
        assert measure(network_of(f2)) == pytest.approx(of_f2)

    def test_is_refused_with_two_actors(self, measure, of_f2, pole_of):
        with pytest.raises(UndefinedMeasure, match="at least 3 actors"):
            measure(network_of(pole_of([("a", "b")])))

    def test_is_refused_on_parallel_links(self, measure, of_f2, star):
        with pytest.raises(ViewRefused, match="view='pairs'"):
            measure(network_of(star, view="links"))


def test_centralisations_of_f2_are_those_that_sna_prints(f2):
    """The R package sna, centralization(mode = "graph"), prints 0.8333, 0.8333 and 0.8889 on the 0/1 matrix."""
    network = network_of(f2)
    printed = [
        round(measure(network), 4)
        for measure in (pole_degree_centralisation, pole_betweenness_centralisation, pole_closeness_centralisation)
    ]
    assert printed == [0.8333, 0.8333, 0.8889]


def test_closeness_centralisation_is_refused_in_several_parts(two_components):
    with pytest.raises(UndefinedMeasure, match="3 parts"):
        pole_closeness_centralisation(network_of(two_components))


def test_centralisations_follow_freeman_on_networkx_values(any_pole, simple_networkx):
    network = network_of(any_pole)
    graph = simple_networkx(network)
    n, degree, between = len(graph), dict(graph.degree), nx.betweenness_centrality(graph)
    assert pole_degree_centralisation(network) == pytest.approx(
        sum(max(degree.values()) - k for k in degree.values()) / ((n - 1) * (n - 2)), rel=1e-12
    )
    assert pole_betweenness_centralisation(network) == pytest.approx(
        sum(max(between.values()) - b for b in between.values()) / (n - 1), rel=1e-10
    )


class TestSampledBetweenness:
    def test_is_exact_with_every_actor_as_a_source(self, any_pole, rng):
        network = network_of(any_pole)
        table = actor_betweenness_sample_table(network, n_sources=10_000, rng=rng)
        assert table["betweenness"].to_dict() == pytest.approx(actor_betweenness(network).to_dict(), rel=1e-12)
        assert (table["standard_error"] == 0).all()
        assert table.attrs["n_sources"] == network.n_actors
        assert table.attrs["largest_error"] == 0

    def test_is_unbiased_with_the_standard_error_it_says(self, any_pole, rng):
        network, n_draws = network_of(any_pole), 400
        draws = [actor_betweenness_sample_table(network, n_sources=5, rng=rng) for _ in range(n_draws)]
        estimates = np.array([table["betweenness"] for table in draws])
        variances = np.array([table["standard_error"] ** 2 for table in draws])
        true_error = estimates.std(axis=0) / n_draws**0.5
        assert (abs(estimates.mean(axis=0) - actor_betweenness(network)) <= 5 * true_error + 1e-12).all()
        # the variance of 400 draws is itself known to a few tenths
        assert variances.mean(axis=0) == pytest.approx(estimates.var(axis=0), rel=0.4, abs=1e-6)

    def test_never_errs_by_more_than_it_says_in_19_draws_of_20(self, any_pole, rng):
        network = network_of(any_pole)
        exact = actor_betweenness(network)
        tables = [actor_betweenness_sample_table(network, n_sources=6, rng=rng) for _ in range(100)]
        assert sum((abs(table["betweenness"] - exact).max() > table.attrs["largest_error"]) for table in tables) <= 5

    def test_refuses_no_source_and_is_nan_with_two_actors(self, pole_of, f1, rng):
        with pytest.raises(UnknownWord, match="n_sources"):
            actor_betweenness_sample_table(network_of(f1), n_sources=0, rng=rng)
        table = actor_betweenness_sample_table(network_of(pole_of([("a", "b")])), n_sources=2, rng=rng)
        assert table["betweenness"].isna().all()


class TestCostOfPaths:
    @pytest.mark.parametrize("measure", [actor_betweenness, pole_betweenness_centralisation])
    def test_exact_betweenness_beyond_its_budget_names_the_estimate_to_use_instead(self, f1, measure):
        with pytest.raises(CostRefused, match="actor_betweenness_sample_table") as refusal:
            measure(network_of(f1), budget=10)
        assert measure.__name__ in refusal.value.fr

    def test_the_budget_to_raise_is_the_one_that_suffices(self, f1):
        network = network_of(f1)
        needed = network.n_actors * network.n_pairs
        with pytest.raises(CostRefused, match=f"raise budget to {needed:,}"):
            actor_betweenness(network, budget=needed - 1)
        assert actor_betweenness(network, budget=needed).equals(actor_betweenness(network))
