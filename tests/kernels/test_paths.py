import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.paths import (
    distance_sums,
    distances,
    global_efficiency,
    harmonic_closeness,
    mean_distance,
    wasserman_faust_closeness,
)


def test_sums_over_sources_equal_their_definition_on_all_distances(graph):
    d = graph.distances.copy()
    np.fill_diagonal(d, np.inf)
    joined = np.isfinite(d)
    found = distances(graph.indptr, graph.indices)
    np.testing.assert_allclose(found.inverse_sum, (1 / d).sum(axis=1), rtol=1e-12)
    np.testing.assert_array_equal(found.sum, np.where(joined, d, 0).sum(axis=1))
    np.testing.assert_array_equal(found.reached, joined.sum(axis=1))
    np.testing.assert_array_equal(found.eccentricity, np.where(joined, d, 0).max(axis=1, initial=0))
    np.testing.assert_array_equal(found.pairs_at, np.bincount(d[joined].astype(int), minlength=1))


def test_compiled_distances_are_the_plain_ones(graph):
    sources = np.arange(graph.n)
    fast, slow = (run(graph.indptr, graph.indices, sources) for run in (distance_sums, distance_sums.plain))
    for a, b in zip(fast, slow, strict=True):
        assert a.dtype == b.dtype
        np.testing.assert_array_equal(a, b)


def test_sums_over_disjoint_sources_add_up(graph):
    everyone = np.arange(graph.n)
    whole = distance_sums(graph.indptr, graph.indices, everyone)
    parts = [distance_sums(graph.indptr, graph.indices, everyone[k::3]) for k in range(3)]
    for field in (0, 1, 2):
        np.testing.assert_allclose(sum(part[field] for part in parts), whole[field], rtol=1e-12)
    np.testing.assert_array_equal(np.max([part[3] for part in parts], axis=0), whole[3])


def test_closenesses_and_efficiency_agree_with_networkx(graph):
    found = distances(graph.indptr, graph.indices)
    if graph.n < 2:
        assert np.isnan(harmonic_closeness(found)).all()
        assert np.isnan(global_efficiency(found))
        return
    theirs = nx.harmonic_centrality(graph.networkx)
    np.testing.assert_allclose(
        harmonic_closeness(found) * (graph.n - 1), [theirs[v] for v in range(graph.n)], rtol=1e-10
    )
    theirs = nx.closeness_centrality(graph.networkx)
    ours = wasserman_faust_closeness(found)
    np.testing.assert_allclose(np.nan_to_num(ours), [theirs[v] for v in range(graph.n)], rtol=1e-10)
    assert global_efficiency(found) == pytest.approx(nx.global_efficiency(graph.networkx), rel=1e-10)


def test_closeness_is_nan_exactly_for_isolates(graph):
    found = distances(graph.indptr, graph.indices)
    isolated = np.array([not near for near in graph.neighbours], dtype=bool)
    np.testing.assert_array_equal(np.isnan(wasserman_faust_closeness(found)), isolated)


def test_the_worked_example_of_two_components_and_an_isolate():
    """Links 0–1, 2–3, 3–4; actor 5 alone: the improved closeness of actors 0 and 3 is 0.2 and 0.4."""
    csr = undirected_adjacency([0, 2, 3], [1, 3, 4], None, 6)
    found = distances(csr.indptr, csr.indices)
    np.testing.assert_allclose(wasserman_faust_closeness(found), [0.2, 0.2, 4 / 15, 0.4, 4 / 15, np.nan])
    np.testing.assert_allclose(harmonic_closeness(found), [0.2, 0.2, 0.3, 0.4, 0.3, 0.0])
    assert mean_distance(found) == (2 + 4 + 4) / 8


def test_a_long_chain_has_its_ends_at_n_minus_one():
    n = 300
    csr = undirected_adjacency(np.arange(n - 1), np.arange(1, n), None, n)
    found = distances(csr.indptr, csr.indices)
    assert found.pairs_at.size == n
    assert found.pairs_at[n - 1] == 2
    np.testing.assert_array_equal(found.pairs_at[1:], 2 * np.arange(n - 1, 0, -1))
    assert mean_distance(found) == pytest.approx((n + 1) / 3)


def test_mean_distance_is_nan_without_links():
    assert np.isnan(mean_distance(distances([0, 0, 0], [])))
