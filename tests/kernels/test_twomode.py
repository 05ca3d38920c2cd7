from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import directed_adjacency
from coopnet.kernels.betweenness import betweenness
from coopnet.kernels.compiled import plainly
from coopnet.kernels.components import component_labels
from coopnet.kernels.paths import distances
from coopnet.kernels.twomode import (
    four_paths,
    two_mode_betweenness_maximum,
    two_mode_closeness,
    two_mode_graph,
    two_mode_normalised_betweenness,
)


def memberships(matrix):
    actor, structure = np.nonzero(matrix)
    csr = directed_adjacency(actor, structure, None, *matrix.shape)
    return csr.indptr, csr.indices, matrix.shape[1]


def random_matrix(seed):
    rng = np.random.default_rng(seed)
    shape = rng.integers(1, 9, 2)
    return (rng.random(shape) < rng.uniform(0.2, 0.8)).astype(int)


matrices = pytest.mark.parametrize(
    "matrix",
    [
        *(random_matrix(seed) for seed in range(25)),
        np.zeros((0, 0), dtype=int),
        np.zeros((3, 0), dtype=int),
        np.zeros((0, 2), dtype=int),
        np.zeros((2, 3), dtype=int),
        np.ones((1, 1), dtype=int),
        np.ones((4, 3), dtype=int),
    ],
)


def four_paths_by_definition(matrix):
    """Enumerate i–p–j–q–k, i < k, and look for a third structure of i and k."""
    n, m = matrix.shape
    total, closed = np.zeros(n, int), np.zeros(n, int)
    for j in range(n):
        for i in range(n):
            for k in range(i + 1, n):
                for p in range(m):
                    for q in range(m):
                        path = matrix[i, p] and matrix[j, p] and matrix[j, q] and matrix[k, q]
                        if j not in (i, k) and p != q and path:
                            total[j] += 1
                            closed[j] += any(matrix[i, r] and matrix[k, r] for r in range(m) if r not in (p, q))
    return total, closed


@matrices
def test_four_paths_equal_their_definition(matrix):
    found = four_paths(*memberships(matrix))
    total, closed = four_paths_by_definition(matrix)
    np.testing.assert_array_equal(found.total, total)
    np.testing.assert_array_equal(found.closed, closed)
    with plainly():
        plain = four_paths(*memberships(matrix))
    np.testing.assert_array_equal(plain, found)


def test_three_actors_who_meet_two_by_two_in_three_structures_close_every_four_path():
    found = four_paths(*memberships(np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]])))
    assert found.total.tolist() == found.closed.tolist() == [1, 1, 1]


def bipartite(matrix):
    n, m = matrix.shape
    graph = nx.Graph()
    graph.add_nodes_from(range(n + m))
    graph.add_edges_from((i, n + s) for i, s in zip(*np.nonzero(matrix), strict=True))
    return graph, list(range(n))


def closeness_of(matrix):
    indptr, indices = two_mode_graph(*memberships(matrix))
    labels, _ = component_labels(indptr, indices)
    return two_mode_closeness(distances(indptr, indices), labels, matrix.shape[0])


@matrices
def test_closeness_and_betweenness_agree_with_networkx(matrix):
    indptr, indices = two_mode_graph(*memberships(matrix))
    graph, actors = bipartite(matrix)
    n, m = matrix.shape
    assert [sorted(graph[v]) for v in graph] == [indices[a:b].tolist() for a, b in pairwise(indptr)]
    if n == 0 or m == 0:
        assert np.isnan(closeness_of(matrix)).all()
        assert np.isnan(two_mode_normalised_betweenness(betweenness(indptr, indices), n)).all()
        return
    ours = closeness_of(matrix)
    for part in nx.connected_components(graph):  # networkx exceeds 1 on small components of a large graph
        theirs = nx.bipartite.closeness_centrality(graph.subgraph(part), part.intersection(actors))
        share = (len(part) - 1) / max(n + m - 1, 1)
        if share:
            np.testing.assert_allclose([ours[v] for v in part], [theirs[v] * share for v in part], rtol=1e-10)
    np.testing.assert_array_equal(np.isnan(ours), [graph.degree(v) == 0 for v in range(n + m)])
    assert (ours[~np.isnan(ours)] <= 1).all()
    ours = two_mode_normalised_betweenness(betweenness(indptr, indices), n)
    defined = ~np.isnan(ours)
    if defined.all():  # networkx divides by zero otherwise
        theirs = nx.bipartite.betweenness_centrality(graph, actors)
        np.testing.assert_allclose(ours, [theirs[v] for v in range(n + m)], rtol=1e-10, atol=1e-12)


def best_possible(n_own, n_other):
    """Betweenness of an actor tied to every structure, the other actors spread evenly, one structure each."""
    matrix = np.zeros((n_own, n_other), dtype=int)
    matrix[0] = 1
    for other in range(1, n_own):
        matrix[other, (other - 1) % n_other] = 1
    indptr, indices = two_mode_graph(*memberships(matrix))
    return betweenness(indptr, indices)[0]


@pytest.mark.parametrize("n_own", range(1, 8))
@pytest.mark.parametrize("n_other", range(1, 6))
def test_the_maximum_of_betweenness_is_reached_by_the_centre_of_an_even_spread(n_own, n_other):
    assert two_mode_betweenness_maximum(n_own, n_other) == best_possible(n_own, n_other)
