import igraph
import networkx as nx
import numpy as np

from coopnet.kernels.adjacency import mirrored_entries, rows_of
from coopnet.kernels.compiled import plainly
from coopnet.kernels.components import biconnected_blocks, component_labels, core_numbers, cut_points


def test_labels_are_the_same_exactly_where_a_path_joins(graph):
    labels, sizes = component_labels(graph.indptr, graph.indices)
    np.testing.assert_array_equal(labels[:, None] == labels[None, :], np.isfinite(graph.distances))
    np.testing.assert_array_equal(sizes, np.bincount(labels))
    first_seen = [int(np.argmax(labels == label)) for label in range(len(sizes))]
    assert first_seen == sorted(first_seen)


def test_each_entry_finds_its_mirror(graph):
    rows = rows_of(graph.indptr)
    mirror = mirrored_entries(graph.indptr, graph.indices)
    np.testing.assert_array_equal(rows[mirror], graph.indices)
    np.testing.assert_array_equal(graph.indices[mirror], rows)


def n_components(graph, without_actor=None, without_link=None):
    copy = graph.networkx.copy()
    if without_actor is not None:
        copy.remove_node(without_actor)
    if without_link is not None:
        copy.remove_edge(*without_link)
    return nx.number_connected_components(copy)


def test_cut_points_are_the_actors_whose_loss_splits_a_component(graph):
    blocks = biconnected_blocks(graph.indptr, graph.indices)
    before = n_components(graph) if graph.n else 0
    for v in range(graph.n):
        assert blocks.cut_points[v] == (n_components(graph, without_actor=v) > before)
    for run in (cut_points, cut_points.plain):
        np.testing.assert_array_equal(run(graph.indptr, graph.indices), blocks.cut_points)


def test_bridges_are_the_links_whose_loss_splits_a_component(graph):
    blocks = biconnected_blocks(graph.indptr, graph.indices)
    before = n_components(graph) if graph.n else 0
    for e, (u, v) in enumerate(zip(rows_of(graph.indptr), graph.indices, strict=True)):
        assert blocks.bridges[e] == (n_components(graph, without_link=(u, v)) > before)


def test_blocks_are_those_of_networkx(graph):
    blocks = biconnected_blocks(graph.indptr, graph.indices)
    ours = {}
    for u, v, block in zip(rows_of(graph.indptr), graph.indices, blocks.of_entry, strict=True):
        ours.setdefault(int(block), set()).update((int(u), int(v)))
    assert len(ours) == blocks.n_blocks
    theirs = nx.biconnected_components(graph.networkx)
    assert sorted(map(sorted, ours.values())) == sorted(map(sorted, theirs))


def test_core_numbers_agree_with_their_definition_and_with_igraph(graph):
    """Peel actors of fewer than k neighbours until none is left; who remains is in the k-core."""
    expected = np.zeros(graph.n, dtype=int)
    for k in range(1, graph.n):
        kept = set(range(graph.n))
        while any(len(graph.neighbours[v] & kept) < k for v in kept):
            kept = {v for v in kept if len(graph.neighbours[v] & kept) >= k}
        expected[sorted(kept)] = k
    ours = core_numbers(graph.indptr, graph.indices)
    np.testing.assert_array_equal(ours, expected)
    assert ours.tolist() == igraph.Graph(graph.n, list(graph.edges)).coreness()


def test_compiled_is_the_plain_one(graph):
    def everything():
        blocks = biconnected_blocks(graph.indptr, graph.indices)
        return (*component_labels(graph.indptr, graph.indices), *blocks, core_numbers(graph.indptr, graph.indices))

    fast = everything()
    with plainly():
        slow = everything()
    for a, b in zip(fast, slow, strict=True):
        np.testing.assert_array_equal(a, b)
