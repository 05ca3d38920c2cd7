import igraph
import networkx as nx
import numpy as np

from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.compiled import plainly
from coopnet.kernels.structural_holes import constraint, effective_size


def shares(graph, matrix):
    strength = matrix.sum(axis=1, keepdims=True)
    return np.divide(matrix, strength, out=np.zeros_like(matrix), where=strength > 0)


def test_constraint_equals_burts_formula_in_plain_loops(graph):
    w = graph.matrix
    p = shares(graph, w)
    dyadic = np.zeros_like(w)
    for i in range(graph.n):
        for j in graph.neighbours[i]:
            through = sum(p[i, q] * p[q, j] for q in range(graph.n) if q not in (i, j))
            dyadic[i, j] = (p[i, j] + through) ** 2
    found = constraint(graph.indptr, graph.indices, graph.weights)
    np.testing.assert_allclose(found.dyadic, dyadic[rows_of(graph.indptr), graph.indices], rtol=1e-10)
    linked = [bool(near) for near in graph.neighbours]
    np.testing.assert_allclose(found.total, np.where(linked, dyadic.sum(axis=1), np.nan), rtol=1e-10)
    for i in range(graph.n):
        c, k = dyadic[i][sorted(graph.neighbours[i])], len(graph.neighbours[i])
        if k < 2:
            assert np.isnan(found.hierarchy[i])
        else:
            r = c / (c.sum() / k)
            np.testing.assert_allclose(found.hierarchy[i], (r * np.log(r)).sum() / (k * np.log(k)), atol=1e-10)


def test_constraint_agrees_with_igraph_and_networkx(graph):
    ours = constraint(graph.indptr, graph.indices, graph.weights).total
    theirs = igraph.Graph(graph.n, list(graph.edges))
    if graph.n:  # networkx refuses a graph without nodes
        np.testing.assert_allclose(ours, theirs.constraint(weights=graph.edge_weights.tolist()), rtol=1e-10)
        theirs = nx.constraint(graph.networkx, weight="weight")
        np.testing.assert_allclose(ours, [theirs[v] for v in range(graph.n)], rtol=1e-10)


def test_effective_size_equals_burts_formula_in_plain_loops(graph):
    w = graph.matrix
    p = shares(graph, w)
    found = effective_size(graph.indptr, graph.indices, graph.weights)
    for i in range(graph.n):
        if not graph.neighbours[i]:
            assert np.isnan(found.size[i])
            assert np.isnan(found.efficiency[i])
            continue
        expected = sum(
            1 - sum(p[i, q] * w[j, q] / w[j].max() for q in range(graph.n) if q not in (i, j))
            for j in graph.neighbours[i]
        )
        np.testing.assert_allclose(found.size[i], expected, rtol=1e-10)
        np.testing.assert_allclose(found.efficiency[i], expected / len(graph.neighbours[i]), rtol=1e-10)


def test_effective_size_agrees_with_networkx(graph):
    theirs = nx.effective_size(graph.networkx, nodes=list(graph.networkx), weight="weight")
    ours = effective_size(graph.indptr, graph.indices, graph.weights).size
    np.testing.assert_allclose(ours, [theirs[v] for v in range(graph.n)], rtol=1e-10)


def test_with_equal_weights_effective_size_is_borgattis_degree_minus_mean_ties_among_contacts(graph):
    ours = effective_size(graph.indptr, graph.indices, np.ones(graph.indices.size)).size
    for i, near in enumerate(graph.neighbours):
        if near:
            among = sum(b in near for a in near for b in graph.neighbours[a])  # each link twice
            np.testing.assert_allclose(ours[i], len(near) - among / len(near), rtol=1e-10)


def test_the_unit_of_weight_does_not_matter(graph):
    for one, other in zip(
        (
            *constraint(graph.indptr, graph.indices, graph.weights),
            *effective_size(graph.indptr, graph.indices, graph.weights),
        ),
        (
            *constraint(graph.indptr, graph.indices, graph.weights * 1e3),
            *effective_size(graph.indptr, graph.indices, graph.weights * 1e3),
        ),
        strict=True,
    ):
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-12)


def test_compiled_is_the_plain_one(graph):
    arguments = (graph.indptr, graph.indices, graph.weights)
    fast = (*constraint(*arguments), *effective_size(*arguments))
    with plainly():
        slow = (*constraint(*arguments), *effective_size(*arguments))
    for a, b in zip(fast, slow, strict=True):
        np.testing.assert_array_equal(a, b)


FIXTURE = ([0, 2, 4, 7, 9, 10], [1, 2, 0, 2, 0, 1, 3, 2, 4, 3])


def test_the_fixture_of_five_on_pairs_and_on_links():
    """Actor a of ab, bc, ac, cd, de; then with a–b doubled.

    By hand when doubled: p_ab = 2/3, p_ac = 1/3, b's strongest tie is 2 and c's is 1, so that the effective size of a
    is 2 − 1/3 · 1/2 − 2/3 · 1/1 = 7/6. networkx's default path gives 4/3: it divides by the strongest tie of the other
    end.
    """
    pairs = np.ones(10)
    links = np.array([2.0, 1, 2, 1, 1, 1, 1, 1, 1, 1])
    assert round(constraint(*FIXTURE, pairs).total[0], 4) == 1.0069
    assert round(constraint(*FIXTURE, links).total[0], 4) == 0.9136
    assert effective_size(*FIXTURE, pairs).size[0] == 1.0
    np.testing.assert_allclose(effective_size(*FIXTURE, links).size[0], 7 / 6)
