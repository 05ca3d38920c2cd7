from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.cuts import CUT, NO_CUT, OUT_OF_BUDGET, small_cuts


def dense_graphs():
    """Connected graphs of 7 to 12 actors, some made of two halves that share few."""
    rng = np.random.default_rng(8)
    for _ in range(60):
        n, shared = int(rng.integers(7, 13)), int(rng.integers(1, 4))
        side = rng.permutation(n) < n // 2
        both = rng.permutation(n) < shared
        graph = nx.Graph()
        graph.add_nodes_from(range(n))
        for a, b in combinations(range(n), 2):
            if (side[a] == side[b] or both[a] or both[b]) and rng.random() < 0.8:
                graph.add_edge(a, b)
        if nx.is_connected(graph):
            yield graph


def csr(graph):
    ends = np.array(graph.edges)
    return undirected_adjacency(ends[:, 0], ends[:, 1], None, len(graph))


@pytest.mark.parametrize("every", [True, False])
def test_a_cut_is_found_exactly_when_there_is_one_and_each_is_a_cut(every):
    outcomes = set()
    for graph in dense_graphs():
        exact = nx.node_connectivity(graph)
        fewest = min(dict(graph.degree).values())
        adjacency = csr(graph)
        for k in range(2, fewest + 1):
            outcome, side, smallest, _ = small_cuts(adjacency.indptr, adjacency.indices, k, every, 10**9)
            outcomes.add(outcome)
            assert outcome == (CUT if exact < k else NO_CUT)
            if outcome == NO_CUT:
                assert not side.any()
                assert smallest == k
                continue
            assert exact <= smallest < k
            gone = set()
            for number in range(1, side.max() + 1):
                far = set(np.flatnonzero(side == number).tolist())
                cut = {w for v in far for w in graph[v]} - far - gone
                assert far
                assert len(cut) < k
                assert len(far | cut | gone) < len(graph)  # somebody stays
                gone |= far
    assert outcomes == {CUT, NO_CUT}


def test_compiled_is_the_plain_one():
    for graph in dense_graphs():
        adjacency = csr(graph)
        k = min(dict(graph.degree).values())
        if k >= 2:
            arguments = (adjacency.indptr, adjacency.indices, k, True, 10**9)
            for fast, slow in zip(small_cuts(*arguments), small_cuts.plain(*arguments), strict=True):
                np.testing.assert_array_equal(fast, slow)


def test_without_budget_nothing_is_claimed():
    adjacency = csr(nx.random_regular_graph(4, 20, seed=1))
    assert small_cuts(adjacency.indptr, adjacency.indices, 4, True, 0)[0] == OUT_OF_BUDGET


def test_a_disconnected_graph_needs_nobody_to_leave():
    graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(5))
    adjacency = csr(graph)
    outcome, side, smallest, _ = small_cuts(adjacency.indptr, adjacency.indices, 3, True, 10**9)
    assert (outcome, smallest) == (CUT, 0)
    assert side.tolist() == [0] * 4 + [1] * 5
