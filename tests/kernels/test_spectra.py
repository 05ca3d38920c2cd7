import time

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.kernels import spectra as module
from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.compiled import plainly
from coopnet.kernels.spectra import (
    algebraic_connectivity,
    current_flow_betweenness,
    eigenvector_centrality,
    katz_centrality,
    pagerank,
    spectral_radius,
    weighted_degrees,
)


def laplacian(graph):
    return np.diag(graph.matrix.sum(axis=1)) - graph.matrix


def components(graph):
    return [sorted(part) for part in nx.connected_components(graph.networkx)]


@pytest.mark.parametrize("way", ["powers", "dense", "lanczos"])
def test_eigenvectors_solve_their_equation_in_each_component(graph, monkeypatch, way):
    if way != "powers":
        quick = module._powers
        monkeypatch.setattr(module, "_powers", lambda *a: (*quick(*a)[:2], np.full(quick(*a)[2].size, np.inf)))
        monkeypatch.setattr(module, "DENSE", 200 if way == "dense" else 2)
    found = eigenvector_centrality(graph.indptr, graph.indices, graph.weights)
    for part in components(graph):
        if len(part) == 1:
            assert np.isnan(found.unit[part]).all()
            assert np.isnan(found.relative[part]).all()
            assert found.eigenvalue[part] == 0
            continue
        x = found.unit[part]
        block = graph.matrix[np.ix_(part, part)]
        np.testing.assert_allclose(block @ x, found.eigenvalue[part] * x, atol=1e-9)
        np.testing.assert_allclose(found.eigenvalue[part], np.linalg.eigvalsh(block)[-1])
        assert (x > 0).all()
        assert np.sum(x**2) == pytest.approx(1)
        np.testing.assert_allclose(found.relative[part], x / x.max())


def test_compiled_is_the_plain_one(graph):
    arguments = (graph.indptr, graph.indices, graph.weights)
    fast = (*eigenvector_centrality(*arguments), pagerank(*arguments))
    with plainly():
        slow = (*eigenvector_centrality(*arguments), pagerank(*arguments))
    for a, b in zip(fast, slow, strict=True):
        np.testing.assert_array_equal(a, b)


def test_eigenvectors_of_a_connected_graph_agree_with_igraph(graph):
    if len(components(graph)) == 1 and graph.n > 1:
        theirs = igraph.Graph(graph.n, list(graph.edges)).eigenvector_centrality(weights=graph.edge_weights.tolist())
        ours = eigenvector_centrality(graph.indptr, graph.indices, graph.weights).relative
        np.testing.assert_allclose(ours, theirs, atol=1e-8)


@pytest.mark.parametrize("damping", [0.5, 0.85])
def test_pagerank_solves_its_equation_and_agrees_with_igraph(graph, damping):
    ours = pagerank(graph.indptr, graph.indices, graph.weights, damping)
    if not graph.n:
        assert ours.size == 0
        return
    strength = graph.matrix.sum(axis=1)
    moves = np.where(strength[:, None] > 0, graph.matrix / np.where(strength > 0, strength, 1)[:, None], 1 / graph.n)
    np.testing.assert_allclose(ours, damping * moves.T @ ours + (1 - damping) / graph.n, atol=1e-12)
    theirs = igraph.Graph(graph.n, list(graph.edges))
    theirs = theirs.pagerank(weights=graph.edge_weights.tolist(), damping=damping)
    np.testing.assert_allclose(ours, theirs, atol=1e-10)


def test_pagerank_follows_directions():
    """0 → 1 → 2, with 2 without a way out, agrees with the equation solved by hand."""
    ours = pagerank([0, 1, 2, 2], [1, 2], [1.0, 1.0])
    moves = np.array([[0, 1, 0], [0, 0, 1], [1 / 3, 1 / 3, 1 / 3]])
    exact = np.linalg.solve(np.eye(3) - 0.85 * moves.T, np.full(3, 0.05))
    np.testing.assert_allclose(ours, exact, atol=1e-12)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.95])
def test_katz_solves_its_equation(graph, share):
    ours = katz_centrality(graph.indptr, graph.indices, graph.weights, share)
    radius = spectral_radius(graph.indptr, graph.indices, graph.weights)
    if graph.n:
        assert radius == pytest.approx(np.linalg.eigvalsh(graph.matrix)[-1], abs=1e-12)
    alpha = share / radius if radius else 0
    np.testing.assert_allclose(ours, np.linalg.solve(np.eye(graph.n) - alpha * graph.matrix, np.ones(graph.n)))
    isolated = np.array([not near for near in graph.neighbours], dtype=bool)
    np.testing.assert_allclose(ours[isolated], 1)


def test_algebraic_connectivity_is_the_second_eigenvalue(graph):
    ours = algebraic_connectivity(graph.indptr, graph.indices, graph.weights)
    if graph.n < 2:
        assert np.isnan(ours)
    else:
        assert ours == pytest.approx(np.linalg.eigvalsh(laplacian(graph))[1], abs=1e-10)
        assert (ours == 0) == (len(components(graph)) > 1)


@pytest.mark.parametrize(("n", "mean_degree"), [(400, 6), (400, 2.2), (250, 40)])
def test_algebraic_connectivity_of_larger_graphs_agrees_with_a_dense_solution(n, mean_degree, monkeypatch):
    monkeypatch.setattr(module, "DENSE_SECOND", 2)
    theirs = nx.gnm_random_graph(n, int(n * mean_degree / 2), seed=4)
    theirs = theirs.subgraph(max(nx.connected_components(theirs), key=len))
    theirs = nx.convert_node_labels_to_integers(theirs)
    ends = np.array(theirs.edges)
    csr = undirected_adjacency(ends[:, 0], ends[:, 1], None, len(theirs))
    exact = np.linalg.eigvalsh(nx.laplacian_matrix(theirs).toarray().astype(float))[1]
    assert algebraic_connectivity(csr.indptr, csr.indices, csr.counts) == pytest.approx(exact, rel=1e-8)


def test_algebraic_connectivity_of_a_long_path_is_two_minus_two_cosines():
    n = 1500
    csr = undirected_adjacency(np.arange(n - 1), np.arange(1, n), None, n)
    exact = 4 * np.sin(np.pi / (2 * n)) ** 2  # 2 − 2 cos(π/n), without the subtraction
    assert algebraic_connectivity(csr.indptr, csr.indices, csr.counts) == pytest.approx(exact, rel=1e-10, abs=0)


@pytest.mark.parametrize(("spread", "tolerance"), [(1, 1e-9), (1e8, 1e-6)])
def test_algebraic_connectivity_is_found_for_a_clique_with_a_tail_of_weights_far_apart(spread, tolerance):
    """λ₂ is below rounding beside the largest eigenvalue: compare with the pseudo-inverse, whose largest is 1/λ₂."""
    ends = np.array(nx.lollipop_graph(300, 260).edges)
    n = 560
    weights = spread ** np.random.default_rng(2).uniform(-0.5, 0.5, len(ends))
    csr = undirected_adjacency(ends[:, 0], ends[:, 1], weights, n)
    dense = np.zeros((n, n))
    dense[ends[:, 0], ends[:, 1]] = dense[ends[:, 1], ends[:, 0]] = weights
    held = np.linalg.inv((np.diag(dense.sum(axis=1)) - dense)[1:, 1:])  # an actor of the clique at potential 0
    centre = (np.eye(n) - 1 / n)[:, 1:]
    exact = 1 / np.linalg.eigvalsh(centre @ held @ centre.T)[-1]
    found = algebraic_connectivity(csr.indptr, csr.indices, csr.sums)
    assert found == pytest.approx(exact, rel=tolerance, abs=0)


def test_a_doubled_link_in_the_path_of_four_is_worth_its_weight():
    csr = undirected_adjacency([0, 1, 2], [1, 2, 3], None, 4)
    assert algebraic_connectivity(csr.indptr, csr.indices, csr.counts) == pytest.approx(2 - np.sqrt(2))
    doubled = undirected_adjacency([0, 0, 1, 2], [1, 1, 2, 3], None, 4)
    assert round(algebraic_connectivity(doubled.indptr, doubled.indices, doubled.counts), 3) == 0.657


def current_by_definition(matrix):
    """Solve the potentials of every pair."""
    n = len(matrix)
    through = np.zeros(n)
    inverse = np.linalg.pinv(np.diag(matrix.sum(axis=1)) - matrix)
    for s in range(n):
        for t in range(s + 1, n):
            v = inverse[:, s] - inverse[:, t]
            current = (matrix * np.abs(v[:, None] - v[None, :])).sum(axis=1) / 2
            current[[s, t]] = 0
            through += current
    return through


@pytest.mark.parametrize("at_once", [1, 4_000_000])
def test_current_flow_equals_its_definition_on_every_pair(graph, monkeypatch, at_once):
    monkeypatch.setattr(module, "LINKS_AT_ONCE", at_once)
    ours = current_flow_betweenness(graph.indptr, graph.indices, graph.weights)
    for part in components(graph):
        np.testing.assert_allclose(ours[part], current_by_definition(graph.matrix[np.ix_(part, part)]), atol=1e-9)


def test_current_flow_agrees_with_networkx_on_connected_graphs(graph):
    if graph.n > 2 and len(components(graph)) == 1:
        theirs = nx.current_flow_betweenness_centrality(graph.networkx, weight="weight", solver="full")
        ours = current_flow_betweenness(graph.indptr, graph.indices, graph.weights)
        ours = ours * 2 / ((graph.n - 1) * (graph.n - 2))
        np.testing.assert_allclose(ours, [theirs[v] for v in range(graph.n)], atol=1e-10)


def test_strength_is_the_sum_of_weights(graph):
    np.testing.assert_allclose(weighted_degrees(graph.indptr, graph.weights), graph.matrix.sum(axis=1))


def test_pagerank_of_a_very_large_star_stops_where_rounding_keeps_the_hub_moving():
    """The sum over 50,000 leaves is never stiller than its rounding: x_hub = d (1 − x_hub) + (1 − d)/n."""
    n = 50_001
    csr = undirected_adjacency(np.zeros(n - 1, int), np.arange(1, n), None, n)
    pagerank(*undirected_adjacency([0], [1], None, 2)[:3])  # compiling is not timed
    started = time.process_time()
    ours = pagerank(csr.indptr, csr.indices, csr.counts, 0.85)
    assert time.process_time() - started < 2  # 10,000 steps take six
    assert ours[0] == pytest.approx((0.85 + 0.15 / n) / 1.85, rel=1e-10)
