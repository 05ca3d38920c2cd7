import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.compiled import plainly
from coopnet.kernels.departures import (
    component_sizes_without,
    distances_from_set,
    inverse_distances_without,
    largest_as_actors_leave,
    most_linked_first,
)


@pytest.fixture(params=[0.0, 0.3, 1.0])
def flags(request, graph, rng):
    return rng.random(graph.n) < request.param


def left(graph, flags):
    return graph.networkx.subgraph(np.flatnonzero(~flags).tolist())


def test_components_of_those_who_stay(graph, flags):
    sizes = component_sizes_without(graph.indptr, graph.indices, flags)
    assert sorted(sizes) == sorted(map(len, nx.connected_components(left(graph, flags))))


def test_inverse_distances_of_those_who_stay(graph, flags):
    lengths = dict(nx.all_pairs_shortest_path_length(left(graph, flags)))
    expected = sum(1 / d for found in lengths.values() for d in found.values() if d)
    assert inverse_distances_without(graph.indptr, graph.indices, flags) == pytest.approx(expected, rel=1e-12)


def test_distances_from_the_nearest_of_a_set(graph, flags):
    found = distances_from_set(graph.indptr, graph.indices, flags)
    nearest = graph.distances[flags].min(axis=0, initial=np.inf)
    np.testing.assert_array_equal(np.where(found < 0, np.inf, found), nearest)


def test_plain_source_gives_the_same(graph, flags):
    for kernel in (component_sizes_without, inverse_distances_without, distances_from_set):
        with plainly():
            plain = kernel(graph.indptr, graph.indices, flags)
        np.testing.assert_array_equal(kernel(graph.indptr, graph.indices, flags), plain)


def test_largest_component_after_each_departure(graph, rng):
    order = rng.permutation(graph.n).astype(np.int32)
    expected = [
        max(map(len, nx.connected_components(graph.networkx.subgraph(order[q:].tolist()))), default=0)
        for q in range(graph.n + 1)
    ]
    assert largest_as_actors_leave(graph.indptr, graph.indices, order).tolist() == expected
    with plainly():
        assert largest_as_actors_leave(graph.indptr, graph.indices, order).tolist() == expected


def test_the_most_linked_of_those_left_goes_first(graph):
    left, expected = graph.networkx.copy(), []
    while left:
        expected.append(max(sorted(left), key=left.degree))
        left.remove_node(expected[-1])
    assert most_linked_first(graph.indptr, graph.indices).tolist() == expected
    with plainly():
        assert most_linked_first(graph.indptr, graph.indices).tolist() == expected
