import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.betweenness import (
    ALL_PAIRS,
    BETWEEN_GROUPS,
    WITHIN_GROUPS,
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
