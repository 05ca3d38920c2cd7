import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.betweenness import (
    ALL_PAIRS,
    BETWEEN_GROUPS,
    DEEPEST,
    FEWEST,
    LANES,
    WITHIN_GROUPS,
    _side_by_side,
    betweenness,
    betweenness_sums,
    group_betweenness,
)


def dependencies(distances, matrix_of_links):
    """δ_s(v) by the definition: count the shortest paths of every pair, and those through v."""
    n = len(distances)
    paths = np.zeros((n, n))
    for s in range(n):
        paths[s, s] = 1
        for t in np.argsort(distances[s], kind="stable"):
            if t != s and np.isfinite(distances[s, t]):
                before = (matrix_of_links[t] > 0) & (distances[s] + 1 == distances[s, t])
                paths[s, t] = paths[s, before].sum()
    through = np.zeros((n, n, n))
    for s in range(n):
        for t in range(n):
            for v in range(n):
                on_the_way = distances[s, v] + distances[v, t] == distances[s, t]
                if len({s, t, v}) == 3 and np.isfinite(distances[s, t]) and on_the_way:
                    through[s, t, v] = paths[s, v] * paths[v, t] / paths[s, t]
    return through


def groups_of(n):
    return np.array([v % 4 - 1 for v in range(n)], dtype=np.int32)


def test_equals_the_definition_on_every_pair_of_ends(graph):
    through = dependencies(graph.distances, graph.matrix)
    np.testing.assert_allclose(betweenness(graph.indptr, graph.indices), through.sum(axis=(0, 1)) / 2, atol=1e-10)
    groups = groups_of(graph.n)
    known = (groups[:, None] >= 0) & (groups[None, :] >= 0)
    same = groups[:, None] == groups[None, :]
    for pairs, counted in ((BETWEEN_GROUPS, known & ~same), (WITHIN_GROUPS, known & same)):
        expected = (through * counted[:, :, None]).sum(axis=(0, 1)) / 2
        ours = group_betweenness(graph.indptr, graph.indices, groups, pairs)
        np.testing.assert_allclose(ours, expected, atol=1e-10)


def test_agrees_with_networkx(graph):
    theirs = nx.betweenness_centrality(graph.networkx, normalized=False)
    ours = betweenness(graph.indptr, graph.indices)
    np.testing.assert_allclose(ours, [theirs[v] for v in range(graph.n)], rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("pairs", [ALL_PAIRS, BETWEEN_GROUPS, WITHIN_GROUPS])
def test_compiled_is_the_plain_one(graph, pairs):
    arguments = (graph.indptr, graph.indices, np.arange(graph.n), groups_of(graph.n), pairs)
    for fast, slow in zip(betweenness_sums(*arguments), betweenness_sums.plain(*arguments), strict=True):
        np.testing.assert_array_equal(fast, slow)


LARGER = {
    "one block": nx.gnp_random_graph(50, 0.15, seed=1),
    "three blocks, isolates": nx.gnp_random_graph(150, 0.02, seed=2),
    "two components": nx.disjoint_union(nx.gnp_random_graph(60, 0.2, seed=3), nx.gnp_random_graph(40, 0.3, seed=4)),
    "too deep": nx.path_graph(2 * DEEPEST + FEWEST),
    "deep in its second component": nx.disjoint_union(nx.complete_graph(LANES), nx.path_graph(LANES)),
}


@pytest.fixture(params=LARGER, ids=lambda name: name.replace(" ", "_"))
def larger(request):
    graph = LARGER[request.param]
    source, target = (np.array([edge[end] for edge in graph.edges], dtype=np.int32) for end in (0, 1))
    return graph, undirected_adjacency(source, target, np.ones(len(source)), len(graph))


@pytest.mark.parametrize("pairs", [ALL_PAIRS, BETWEEN_GROUPS, WITHIN_GROUPS])
def test_sources_side_by_side_give_what_they_give_one_by_one(larger, pairs):
    graph, csr = larger
    n, groups = len(graph), groups_of(len(graph))
    together = betweenness_sums(csr.indptr, csr.indices, np.arange(n), groups, pairs)
    apart = np.sum([betweenness_sums(csr.indptr, csr.indices, [s], groups, pairs) for s in range(n)], axis=0)
    np.testing.assert_allclose(together, apart, rtol=1e-12, atol=1e-12)


def test_many_sources_agree_with_networkx(larger):
    graph, csr = larger
    theirs = nx.betweenness_centrality(graph, normalized=False)
    np.testing.assert_allclose(betweenness(csr.indptr, csr.indices), [theirs[v] for v in graph], rtol=1e-10, atol=1e-10)


def test_long_paths_are_left_to_searches_one_by_one():
    for n_steps, able in ((DEEPEST - 1, True), (DEEPEST, False)):
        csr = undirected_adjacency(np.arange(n_steps), np.arange(1, n_steps + 1), np.ones(n_steps), n_steps + 1)
        sums = np.zeros((2, n_steps + 1))
        none = np.zeros(n_steps + 1, dtype=np.int32)
        start = np.zeros(1, dtype=np.int32)
        assert _side_by_side.function(csr.indptr, csr.indices, start, none, ALL_PAIRS, *sums) == able
        assert sums.any() == able


def test_compiled_lanes_are_the_plain_ones():
    graph = nx.gnp_random_graph(FEWEST + 4, 0.2, seed=5)
    source, target = (np.array([edge[end] for edge in graph.edges], dtype=np.int32) for end in (0, 1))
    csr = undirected_adjacency(source, target, np.ones(len(source)), len(graph))
    arguments = (csr.indptr, csr.indices, np.arange(len(graph)), groups_of(len(graph)), BETWEEN_GROUPS)
    for fast, slow in zip(betweenness_sums(*arguments), betweenness_sums.plain(*arguments), strict=True):
        np.testing.assert_array_equal(fast, slow)


def test_between_and_within_groups_add_up_when_every_group_is_known(graph):
    groups = np.abs(groups_of(graph.n))
    parts = [group_betweenness(graph.indptr, graph.indices, groups, p) for p in (BETWEEN_GROUPS, WITHIN_GROUPS)]
    np.testing.assert_allclose(sum(parts), betweenness(graph.indptr, graph.indices), atol=1e-10)


def test_squares_are_those_of_each_source(graph):
    none = np.zeros(graph.n, dtype=np.int32)
    each = [betweenness_sums(graph.indptr, graph.indices, [s], none, ALL_PAIRS)[0] for s in range(graph.n)]
    first, second = betweenness_sums(graph.indptr, graph.indices, np.arange(graph.n), none, ALL_PAIRS)
    if graph.n:
        np.testing.assert_allclose(first, np.sum(each, axis=0), rtol=1e-12)
        np.testing.assert_allclose(second, np.sum(np.square(each), axis=0), rtol=1e-12)


def test_the_centre_of_a_star_stands_between_all_others():
    indptr = np.array([0, 5, 6, 7, 8, 9, 10])
    indices = np.array([1, 2, 3, 4, 5, 0, 0, 0, 0, 0])
    assert betweenness(indptr, indices).tolist() == [10.0, 0, 0, 0, 0, 0]
