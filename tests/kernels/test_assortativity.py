"""Assortativity by group and by strength."""

import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.assortativity import assortativity, assortativity_error, degree_assortativity


def ends_of(ties, n_groups):
    ends = np.zeros((n_groups, n_groups))
    for s, t in ties:
        ends[s, t] += 1
        ends[t, s] += 1
    return ends


def coefficient_in_loops(ties, n_groups):
    e = [
        [sum((s, t) == (a, b) for a, b in ties + [(b, a) for a, b in ties]) for t in range(n_groups)]
        for s in range(n_groups)
    ]
    whole = 2 * len(ties)
    held = [sum(row) / whole for row in e]
    by_chance = sum(a * a for a in held)
    return (sum(e[s][s] for s in range(n_groups)) / whole - by_chance) / (1 - by_chance)


@pytest.fixture
def ties(rng):
    return [(int(s), int(t)) for s, t in rng.integers(0, 3, (25, 2))]


def test_coefficient_and_error_are_their_definitions(ties):
    r = coefficient_in_loops(ties, 3)
    without = [coefficient_in_loops(ties[:k] + ties[k + 1 :], 3) for k in range(len(ties))]
    assert assortativity(ends_of(ties, 3)) == pytest.approx(r)
    assert assortativity_error(ends_of(ties, 3)) == pytest.approx(sum((r - one) ** 2 for one in without) ** 0.5)


def test_is_nan_without_ties_or_with_a_single_group():
    for ties in ([], [(1, 1), (1, 1)]):
        assert np.isnan(assortativity(ends_of(ties, 3)))
        assert np.isnan(assortativity_error(ends_of(ties, 3)))


def test_error_is_nan_when_the_coefficient_hangs_on_one_tie():
    assert np.isnan(assortativity_error(ends_of([(0, 0), (0, 0), (0, 1)], 2)))


def test_degree_assortativity_is_that_of_networkx_on_simple_graphs(graph):
    ours = degree_assortativity(graph.indptr, graph.indices, np.ones(len(graph.indices)))
    degrees = {degree for _, degree in graph.networkx.degree if degree}
    if len(degrees) < 2:
        assert np.isnan(ours)
    else:
        assert ours == pytest.approx(nx.degree_pearson_correlation_coefficient(graph.networkx), rel=1e-10, abs=1e-12)


def test_a_weight_counts_as_so_many_ties(graph):
    x, y = [], []
    strength = graph.matrix.sum(axis=0)
    for i, j in zip(*np.nonzero(graph.matrix), strict=True):
        x += [strength[i]] * int(graph.matrix[i, j])
        y += [strength[j]] * int(graph.matrix[i, j])
    ours = degree_assortativity(graph.indptr, graph.indices, graph.weights)
    if len(set(x)) < 2:
        assert np.isnan(ours)
    else:
        assert ours == pytest.approx(np.corrcoef(x, y)[0, 1], rel=1e-10, abs=1e-12)
