import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.betweenness import betweenness
from coopnet.kernels.lengths import length_betweenness_sums, length_sums
from coopnet.kernels.paths import distances


def inverse_lengths(graph):
    """Networkx's copy of the graph with the length 1/weight on each link, and ours."""
    copy = graph.networkx.copy()
    for _, _, attributes in copy.edges(data=True):
        attributes["length"] = 1 / attributes["weight"]
    return copy, 1 / graph.weights


def test_distances_agree_with_networkx(graph):
    theirs, lengths = inverse_lengths(graph)
    inverse, total, reached, farthest = length_sums(graph.indptr, graph.indices, lengths, np.arange(graph.n))
    for v, far in nx.all_pairs_dijkstra_path_length(theirs, weight="length"):
        others = [d for u, d in far.items() if u != v]
        assert inverse[v] == pytest.approx(sum(1 / d for d in others), rel=1e-12)
        assert total[v] == pytest.approx(sum(others), rel=1e-12)
        assert reached[v] == len(others)
        assert farthest[v] == pytest.approx(max(others, default=0), rel=1e-12)


def test_betweenness_agrees_with_networkx_on_whole_lengths(graph):
    """Whole numbers, so that networkx, which compares exactly, sees the same ties."""
    theirs = nx.betweenness_centrality(graph.networkx, weight="weight", normalized=False)
    ours = length_betweenness_sums(graph.indptr, graph.indices, graph.weights, np.arange(graph.n))[0] / 2
    np.testing.assert_allclose(ours, [theirs[v] for v in range(graph.n)], rtol=1e-10, atol=1e-10)


def test_the_unit_of_length_does_not_matter_to_betweenness(graph):
    sources = np.arange(graph.n)
    one = length_betweenness_sums(graph.indptr, graph.indices, graph.weights, sources)[0]
    for unit in (1 / 3, 1e-6, 7.7e5):
        other = length_betweenness_sums(graph.indptr, graph.indices, graph.weights * unit, sources)[0]
        np.testing.assert_allclose(other, one, rtol=1e-10, atol=1e-10)


def test_equal_lengths_give_what_links_give(graph):
    equal = np.full(graph.indices.size, 0.1)
    sources = np.arange(graph.n)
    through = length_betweenness_sums(graph.indptr, graph.indices, equal, sources)[0] / 2
    np.testing.assert_allclose(through, betweenness(graph.indptr, graph.indices), atol=1e-9)
    total = length_sums(graph.indptr, graph.indices, equal, sources)[1]
    np.testing.assert_allclose(total, 0.1 * distances(graph.indptr, graph.indices).sum, rtol=1e-12)


def test_compiled_is_the_plain_one(graph):
    arguments = (graph.indptr, graph.indices, 1 / graph.weights, np.arange(graph.n))
    for kernel in (length_sums, length_betweenness_sums):
        for fast, slow in zip(kernel(*arguments), kernel.plain(*arguments), strict=True):
            np.testing.assert_array_equal(fast, slow)


def test_two_thirds_is_as_short_as_one_third_twice():
    """A square 0-1-3, 0-2-3: one way of 1/3 + 1/3, the other of 1/2 + 1/6, different sums to a computer."""
    csr = undirected_adjacency([0, 1, 0, 2], [1, 3, 2, 3], [3.0, 3.0, 2.0, 6.0], 4)
    through = length_betweenness_sums(csr.indptr, csr.indices, 1 / csr.sums, [0])[0]
    np.testing.assert_allclose(through, [0, 0.5, 0.5, 0])
