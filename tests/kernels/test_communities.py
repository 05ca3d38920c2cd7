import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.communities import communities, modularity
from coopnet.kernels.compiled import plainly


def test_modularity_equals_its_definition_and_agrees_with_igraph(graph, rng):
    labels = rng.integers(0, 3, graph.n)
    ours = modularity(graph.indptr, graph.indices, graph.weights, labels)
    if not graph.edges:
        assert np.isnan(ours)
        return
    a, k = graph.matrix, graph.matrix.sum(axis=1)
    same = labels[:, None] == labels[None, :]
    assert ours == pytest.approx(((a - np.outer(k, k) / k.sum()) * same).sum() / k.sum(), abs=1e-12)
    theirs = igraph.Graph(graph.n, list(graph.edges)).modularity(labels.tolist(), weights=graph.edge_weights.tolist())
    assert ours == pytest.approx(theirs, abs=1e-10)


def test_no_single_move_raises_modularity_and_communities_are_connected(graph, rng):
    labels, highest = communities(graph.indptr, graph.indices, graph.weights, rng, 1)
    if not graph.edges:
        assert np.isnan(highest)
        assert labels.tolist() == list(range(graph.n))
        return
    assert highest == pytest.approx(modularity(graph.indptr, graph.indices, graph.weights, labels))
    assert [int(np.argmax(labels == c)) for c in range(labels.max() + 1)] == sorted(
        int(np.argmax(labels == c)) for c in range(labels.max() + 1)
    )
    for c in range(labels.max() + 1):
        assert nx.is_connected(graph.networkx.subgraph(np.flatnonzero(labels == c).tolist()))
    for v in range(graph.n):
        for c in range(labels.max() + 2):
            moved = labels.copy()
            moved[v] = c
            assert modularity(graph.indptr, graph.indices, graph.weights, moved) <= highest + 1e-9


def partitions(n):
    if n == 0:
        yield []
        return
    for smaller in partitions(n - 1):
        for c in range(max(smaller, default=-1) + 2):
            yield [*smaller, c]


@pytest.mark.parametrize("seed", range(12))
def test_several_searches_find_the_best_of_all_partitions_of_eight_actors(seed):
    rng = np.random.default_rng(seed)
    ends = np.array([(a, b) for a in range(8) for b in range(a + 1, 8) if rng.random() < 0.4]).reshape(-1, 2)
    csr = undirected_adjacency(ends[:, 0], ends[:, 1], None, 8)
    k = np.diff(csr.indptr)
    surplus = np.zeros((8, 8))
    surplus[np.repeat(np.arange(8), k), csr.indices] = 1
    surplus = (surplus - np.outer(k, k) / k.sum()) / k.sum()
    every = np.array(list(partitions(8)))
    exact = max(float((surplus * (one[:, None] == one[None, :])).sum()) for one in every)
    assert communities(csr.indptr, csr.indices, csr.counts, rng, 20)[1] == pytest.approx(exact, abs=1e-12)


def test_the_karate_club_has_its_known_optimum(rng):
    """0.4198 in four communities is proved optimal (Brandes et al. 2008)."""
    ends = np.array(nx.karate_club_graph().edges)
    csr = undirected_adjacency(ends[:, 0], ends[:, 1], None, 34)
    labels, highest = communities(csr.indptr, csr.indices, csr.counts, rng, 30)
    assert round(highest, 4) == 0.4198
    assert labels.max() == 3


def test_a_ring_of_cliques_falls_into_its_cliques(rng):
    theirs = nx.ring_of_cliques(8, 6)
    ends = np.array(theirs.edges)
    csr = undirected_adjacency(ends[:, 0], ends[:, 1], None, 48)
    labels, _ = communities(csr.indptr, csr.indices, csr.counts, rng, 3)
    np.testing.assert_array_equal(labels, np.repeat(np.arange(8), 6))


def test_the_same_seed_gives_the_same_compiled_and_plain(graph):
    def found():
        return communities(graph.indptr, graph.indices, graph.weights, np.random.default_rng(1), 3)

    fast = found()
    with plainly():
        slow = found()
    np.testing.assert_array_equal(fast[0], slow[0])
    np.testing.assert_array_equal(fast[1], slow[1])
