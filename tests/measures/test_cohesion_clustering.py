"""Clustering, without and with weights."""

from itertools import combinations

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure
from coopnet.measures.clustering import (
    actor_barrat_clustering,
    actor_clustering,
    actor_onnela_clustering,
    pole_clustering_undefined,
    pole_mean_clustering,
    pole_transitivity,
)
from coopnet.network import network_of


def closed_and_all_pairs(network):
    """For each actor, how many pairs of partners are partners, and how many pairs there are."""
    linked = network.matrix.toarray() > 0
    for i in range(network.n_actors):
        pairs = list(combinations(np.flatnonzero(linked[i]), 2))
        yield sum(linked[j, h] for j, h in pairs), len(pairs)


def test_clustering_is_the_share_of_pairs_of_partners_that_are_partners(any_pole):
    network = network_of(any_pole)
    expected = [closed / pairs if pairs else np.nan for closed, pairs in closed_and_all_pairs(network)]
    assert actor_clustering(network).tolist() == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_clustering_is_nan_exactly_for_actors_of_fewer_than_two_partners(any_pole):
    network = network_of(any_pole)
    clustering = actor_clustering(network)
    assert (clustering.isna() == (network.degrees < 2)).all()
    assert clustering.attrs["n_undefined"] == pole_clustering_undefined(network) == (network.degrees < 2).sum()


def test_mean_clustering_leaves_undefined_actors_out(any_pole):
    network = network_of(any_pole)
    assert pole_mean_clustering(network) == pytest.approx(actor_clustering(network).mean(), rel=1e-12)


def test_transitivity_is_the_share_of_all_pairs_of_partners(any_pole, simple_networkx):
    network = network_of(any_pole)
    closed, pairs = map(sum, zip(*closed_and_all_pairs(network), strict=True))
    assert pole_transitivity(network) == pytest.approx(closed / pairs, rel=1e-12)
    assert pole_transitivity(network) == pytest.approx(nx.transitivity(simple_networkx(network)), rel=1e-12)


def test_f1_by_hand(f1):
    network = network_of(f1)
    clustering = actor_clustering(network)
    assert clustering[["a", "b", "c", "d"]].tolist() == pytest.approx([1, 1, 1 / 3, 0])
    assert np.isnan(clustering["e"])
    assert pole_transitivity(network) == 0.5
    assert pole_mean_clustering(network) == pytest.approx((1 + 1 + 1 / 3 + 0) / 4)


def test_clustering_is_zero_on_a_ring_and_one_on_a_complete_pole(pole_of):
    ring = network_of(pole_of([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]))
    complete = network_of(pole_of(combinations("abcd", 2)))
    for measure in (pole_transitivity, pole_mean_clustering):
        assert measure(ring) == 0
        assert measure(complete) == 1


def test_clustering_agrees_with_igraph_on_the_simple_graph(any_pole):
    network = network_of(any_pole)
    graph = igraph.Graph.Adjacency((network.matrix.toarray() > 0).tolist(), mode="undirected")
    expected = graph.transitivity_local_undirected(mode="nan")
    assert actor_clustering(network).tolist() == pytest.approx(expected, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("measure", [pole_transitivity, pole_mean_clustering])
def test_clustering_of_a_pole_is_refused_when_nobody_has_two_partners(measure, pole_of):
    with pytest.raises(UndefinedMeasure, match="two partners"):
        measure(network_of(pole_of([("a", "b"), ("c", "d")])))


def weighted_triangles(network, i):
    w = network.matrix.toarray()
    for j, h in combinations(np.flatnonzero(w[i]), 2):
        if w[j, h]:
            yield w[i, j], w[i, h], w[j, h]


@pytest.mark.parametrize("view", ["newman", "links", "kinds"])
class TestWeightedClustering:
    def test_onnela_is_the_mean_geometric_weight_of_triangles(self, any_pole, view):
        network = network_of(any_pole, view=view)
        expected = [
            sum((a * b * c) ** (1 / 3) for a, b, c in weighted_triangles(network, i))
            / network.weights.max()
            / (k * (k - 1) / 2)
            if k > 1
            else np.nan
            for i, k in enumerate(network.degrees)
        ]
        assert actor_onnela_clustering(network).tolist() == pytest.approx(expected, rel=1e-12, nan_ok=True)

    def test_onnela_agrees_with_networkx_where_defined(self, any_pole, view, simple_networkx):
        network = network_of(any_pole, view=view)
        expected = nx.clustering(simple_networkx(network), weight="weight")
        defined = actor_onnela_clustering(network).dropna()
        assert defined.to_dict() == pytest.approx({actor: expected[actor] for actor in defined.index}, rel=1e-10)

    def test_barrat_weighs_each_pair_of_partners_by_the_two_links_to_them(self, any_pole, view):
        network = network_of(any_pole, view=view)
        strength = network.matrix.toarray().sum(axis=1)
        expected = [
            sum((a + b) / 2 for a, b, _ in weighted_triangles(network, i)) * 2 / (strength[i] * (k - 1))
            if k > 1
            else np.nan
            for i, k in enumerate(network.degrees)
        ]
        assert actor_barrat_clustering(network).tolist() == pytest.approx(expected, rel=1e-12, nan_ok=True)

    def test_barrat_agrees_with_igraph(self, any_pole, view):
        network = network_of(any_pole, view=view)
        graph = igraph.Graph.Weighted_Adjacency(network.matrix.toarray().tolist(), mode="undirected")
        expected = graph.transitivity_local_undirected(mode="nan", weights="weight")
        assert actor_barrat_clustering(network).tolist() == pytest.approx(expected, rel=1e-10, nan_ok=True)


def test_weighted_clustering_ignores_the_unit_of_weight_and_equal_weights(pole_of):
    links = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    plain = actor_clustering(network_of(pole_of(links))).tolist()
    for unit in (1.0, 2.5):
        weighed = network_of(pole_of([(*pair, "convention", unit) for pair in links]), view="newman")
        for measure in (actor_onnela_clustering, actor_barrat_clustering):
            assert measure(weighed).tolist() == pytest.approx(plain, nan_ok=True)


def test_weighted_clustering_is_nan_everywhere_without_links(isolates):
    for measure in (actor_onnela_clustering, actor_barrat_clustering):
        assert measure(network_of(isolates, view="newman")).isna().all()
