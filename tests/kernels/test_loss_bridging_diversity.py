"""What goes with a node or a structure, the bridging coefficient, diversity of amounts."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.bridging import bridging_coefficient
from coopnet.kernels.diversity import blau, shannon, shares, simpson_without_replacement
from coopnet.kernels.loss import pairs_only_through, pieces_without_each

AMOUNTS = np.array([[3.0, 1.0, 0.0], [0.0, 0.0, 0.0], [2.0, 2.0, 2.0], [1.0, 0.0, 0.0]])


def test_pieces_are_the_components_left_of_the_node_s_own(graph):
    found = pieces_without_each(graph.indptr, graph.indices)
    for v in graph.networkx:
        own = nx.node_connected_component(graph.networkx, v) - {v}
        assert found[v] == nx.number_connected_components(graph.networkx.subgraph(own))


def test_bridging_coefficient_is_its_definition(graph):
    found = bridging_coefficient(graph.indptr, graph.indices)
    for v, near in enumerate(graph.neighbours):
        if near:
            around = sum(1 / len(graph.neighbours[u]) for u in near)
            assert found[v] == pytest.approx(1 / len(near) / around)
        else:
            assert np.isnan(found[v])


def test_pairs_only_through_a_structure_have_one_link_in_all():
    """Structure 0 holds actors 0, 1, 2, structure 1 holds 1, 2; 0–1 has a link of its own."""
    total = np.array([[0, 2, 1], [2, 0, 2], [1, 2, 0]], dtype=float)
    indptr, indices = np.array([0, 2, 4, 6]), np.array([1, 2, 0, 2, 0, 1])
    weights = np.array([total[i, j] for i in range(3) for j in range(3) if i != j])
    member_of = np.array([0, 1, 3, 5]), np.array([0, 0, 1, 0, 1])
    source, target, structure, alone = pairs_only_through(indptr, indices, weights, member_of, 2, 10)
    found = list(zip(structure.tolist(), source.tolist(), target.tolist(), alone.tolist(), strict=True))
    assert found == [(0, 0, 1, False), (0, 0, 2, True), (0, 1, 2, False), (1, 1, 2, False)]


def test_diversity_by_hand():
    np.testing.assert_allclose(shares(AMOUNTS)[0], [3 / 4, 1 / 4, 0])
    np.testing.assert_allclose(blau(AMOUNTS), [1 - 10 / 16, np.nan, 2 / 3, 0])
    np.testing.assert_allclose(simpson_without_replacement(AMOUNTS), [1 - 6 / 12, np.nan, 1 - 6 / 30, np.nan])
    expected = [-(3 / 4 * np.log(3 / 4) + 1 / 4 * np.log(1 / 4)), np.nan, np.log(3), 0]
    np.testing.assert_allclose(shannon(AMOUNTS), expected, atol=1e-15)


def test_simpson_counts_unlike_couples(rng):
    amounts = rng.integers(0, 4, (20, 4)).astype(float)
    for row, value in zip(amounts, simpson_without_replacement(amounts), strict=True):
        items = [k for k, amount in enumerate(row) for _ in range(int(amount))]
        couples = list(combinations(items, 2))
        expected = sum(a != b for a, b in couples) / len(couples) if couples else np.nan
        assert value == pytest.approx(expected, nan_ok=True)


def test_without_categories_nothing_is_diverse():
    for measure in (blau, shannon, simpson_without_replacement):
        assert np.isnan(measure(np.zeros((3, 0)))).all()
