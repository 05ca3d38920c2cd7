from itertools import combinations

import igraph
import numpy as np
import pytest

from coopnet.kernels import triangles as module
from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.compiled import plainly
from coopnet.kernels.triangles import actor_triangles, clustering, link_triangles, transitivity, triangle_blocks


def triangles_of(graph):
    links = {frozenset(edge) for edge in graph.edges}
    return [
        three
        for three in combinations(range(graph.n), 3)
        if all(frozenset(two) in links for two in combinations(three, 2))
    ]


@pytest.mark.parametrize("block", [1, 5, 4_000_000])
def test_every_triangle_is_listed_once_whatever_the_block(graph, monkeypatch, block):
    monkeypatch.setattr(module, "BLOCK", block)
    rows, found = rows_of(graph.indptr), []
    for part in triangle_blocks(graph.indptr, graph.indices):
        for ab, ac, bc in zip(*part, strict=True):
            a, b, c = rows[ab], rows[bc], graph.indices[bc]
            assert (rows[ac], graph.indices[ab], graph.indices[ac]) == (a, b, c)
            found.append(tuple(sorted((a, b, c))))
    assert sorted(found) == triangles_of(graph)


def test_counts_per_actor_and_per_link_equal_their_definition(graph):
    per_actor = actor_triangles(graph.indptr, graph.indices)
    per_entry = link_triangles(graph.indptr, graph.indices)
    three = triangles_of(graph)
    assert per_actor.tolist() == [sum(v in t for t in three) for v in range(graph.n)]
    common = [
        len(graph.neighbours[u] & graph.neighbours[v])
        for u, v in zip(rows_of(graph.indptr), graph.indices, strict=True)
    ]
    assert per_entry.tolist() == common


def test_clustering_and_transitivity_agree_with_igraph(graph):
    theirs = igraph.Graph(graph.n, list(graph.edges))
    per_actor = actor_triangles(graph.indptr, graph.indices)
    local = theirs.transitivity_local_undirected(mode="nan")
    np.testing.assert_allclose(clustering(graph.indptr, per_actor), local, rtol=1e-10)
    whole = theirs.transitivity_undirected(mode="nan")
    np.testing.assert_allclose(transitivity(graph.indptr, per_actor), whole, rtol=1e-10)


def test_clustering_is_nan_exactly_below_two_neighbours(graph):
    per_actor = actor_triangles(graph.indptr, graph.indices)
    few = np.array([len(near) < 2 for near in graph.neighbours], dtype=bool)
    np.testing.assert_array_equal(np.isnan(clustering(graph.indptr, per_actor)), few)


@pytest.mark.parametrize("bits", [0, 4_096])
def test_compiled_is_the_plain_one_with_bits_and_without(graph, monkeypatch, bits):
    expected = [sum(actor in three for three in triangles_of(graph)) for actor in range(graph.n)]
    monkeypatch.setattr(module, "MOST_BITS", bits)
    assert actor_triangles(graph.indptr, graph.indices).tolist() == expected
    for count in (actor_triangles, link_triangles):
        fast = count(graph.indptr, graph.indices)
        with plainly():
            slow = count(graph.indptr, graph.indices)
        assert fast.dtype == slow.dtype
        np.testing.assert_array_equal(fast, slow)


def test_the_fixture_of_five():
    """Links ab, bc, ac, cd, de: clustering 1, 1, 1/3, 0 and undefined; transitivity 1/2."""
    indptr, indices = [0, 2, 4, 7, 9, 10], [1, 2, 0, 2, 0, 1, 3, 2, 4, 3]
    per_actor = actor_triangles(indptr, indices)
    np.testing.assert_allclose(clustering(indptr, per_actor), [1, 1, 1 / 3, 0, np.nan])
    assert transitivity(indptr, per_actor) == 0.5
