import numpy as np
import pytest

from coopnet.kernels.adjacency import links_of
from coopnet.kernels.mixing import ends_between, ends_of_draws, own_ends_of_draws

N_GROUPS = 3


@pytest.fixture
def draws(graph, rng):
    return rng.integers(-1, N_GROUPS, (6, graph.n))


def test_ends_of_ties_equal_their_count_in_plain_loops(graph, draws):
    source, target, position = links_of(graph.indptr, graph.indices)
    expected = np.zeros((6, N_GROUPS, N_GROUPS))
    for ends, groups in zip(expected, draws, strict=True):
        for (a, b), w in zip(graph.edges, graph.edge_weights, strict=True):
            if groups[a] >= 0 and groups[b] >= 0:
                ends[groups[a], groups[b]] += w
                ends[groups[b], groups[a]] += w
    arguments = (source, target, graph.weights[position], draws, N_GROUPS)
    np.testing.assert_allclose(ends_of_draws(*arguments), expected, rtol=1e-12)
    np.testing.assert_array_equal(ends_of_draws(*arguments), ends_of_draws.plain(*arguments))
    for ends, groups in zip(expected, draws, strict=True):
        for run in (ends_between, ends_between.plain):
            found = run(graph.indptr, graph.indices, graph.weights, groups, N_GROUPS)
            np.testing.assert_allclose(found, ends, rtol=1e-12)
            np.testing.assert_array_equal(found, found.T)


def test_own_and_known_ties_equal_their_count_in_plain_loops(graph, draws):
    own, known = np.zeros((6, graph.n)), np.zeros((6, graph.n))
    for d, groups in enumerate(draws):
        for i in range(graph.n):
            for j in graph.neighbours[i]:
                if groups[j] >= 0:
                    known[d, i] += graph.matrix[i, j]
                    own[d, i] += graph.matrix[i, j] * (groups[j] == groups[i])
    arguments = (graph.indptr, graph.indices, graph.weights, draws)
    for run in (own_ends_of_draws, own_ends_of_draws.plain):
        found = run(*arguments)
        np.testing.assert_allclose(found[0], own, rtol=1e-12)
        np.testing.assert_allclose(found[1], known, rtol=1e-12)
