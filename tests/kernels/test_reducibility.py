"""Entropy of graphs, distances between layers, merging them."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from coopnet.kernels.reducibility import density_matrix, layer_distances, reduction, von_neumann_entropy

TOLERANCE = 1e-10  # entropies come from eigenvalues known to 1e-15, distances from the square root of their differences


def adjacency(n, pairs):
    matrix = np.zeros((n, n))
    for a, b in pairs:
        matrix[a, b] = matrix[b, a] = 1
    return matrix


@pytest.fixture
def layers(rng):
    return [np.triu(rng.random((9, 9)) < d, 1).astype(float) for d in (0.3, 0.3, 0.5, 0.2, 0.6)]


@pytest.fixture
def symmetric(layers):
    return [layer + layer.T for layer in layers]


def test_density_matrix_is_the_laplacian_of_trace_one(symmetric):
    for layer in symmetric:
        density = density_matrix(layer)
        assert np.trace(density) == pytest.approx(1)
        assert density.sum(axis=0) == pytest.approx(np.zeros(9))


@pytest.mark.parametrize(
    ("n", "pairs", "entropy"),
    [
        (2, [(0, 1)], 0),  # eigenvalues 0 and 1
        (4, [(0, 1), (2, 3)], 1),  # 1/2 twice
        (3, [(0, 1), (0, 2), (1, 2)], 1),  # 1/2 twice
        (3, [(0, 1), (1, 2)], -(3 / 4 * np.log2(3 / 4) + 1 / 4 * np.log2(1 / 4))),  # 3/4 and 1/4
    ],
    ids=["one link", "two links apart", "triangle", "path"],
)
def test_entropy_by_hand(n, pairs, entropy):
    assert von_neumann_entropy(density_matrix(adjacency(n, pairs))) == pytest.approx(entropy, abs=TOLERANCE)


def test_entropy_of_a_complete_graph_is_the_logarithm_of_one_less_than_its_size():
    for n in (2, 5, 12):
        assert von_neumann_entropy(density_matrix(np.ones((n, n)) - np.eye(n))) == pytest.approx(np.log2(n - 1))


def test_distances_are_a_metric_between_0_and_1(symmetric):
    apart = layer_distances(symmetric)
    assert (np.diag(apart) == 0).all()
    assert (apart == apart.T).all()
    assert ((apart >= 0) & (apart <= 1)).all()
    for a in range(5):
        for b in range(5):
            assert (apart[a, b] <= apart[a] + apart[:, b] + TOLERANCE).all()


def test_equal_layers_are_at_0_and_layers_without_common_actor_at_1(symmetric):
    n, half = 6, np.ones((3, 3)) - np.eye(3)
    left, right = np.zeros((n, n)), np.zeros((n, n))
    left[:3, :3], right[3:, 3:] = half, half
    assert layer_distances([symmetric[0], symmetric[0]])[0, 1] == 0
    assert layer_distances([left, right])[0, 1] == pytest.approx(1, abs=TOLERANCE)


def test_a_weighted_layer_has_the_distance_of_its_shape_only(symmetric):
    first, second = symmetric[:2]
    assert layer_distances([first, second]) == pytest.approx(layer_distances([7 * first, second]), abs=TOLERANCE)


def test_layers_are_merged_as_scipy_links_them_by_ward(symmetric):
    expected = linkage(squareform(layer_distances(symmetric)), method="ward")
    clusters = [{k} for k in range(5)]
    for a, b, _, _ in expected:
        clusters.append(clusters[int(a)] | clusters[int(b)])
    merged = [set(first) | set(second) for first, second in reduction(symmetric).merged]
    assert merged == clusters[5:]


def test_quality_compares_the_mean_entropy_of_layers_with_that_of_their_sum(symmetric):
    found = reduction(symmetric)
    whole = von_neumann_entropy(density_matrix(np.sum(symmetric, axis=0)))
    groups = [(k,) for k in range(5)]
    for step, quality in enumerate(found.quality):
        entropies = [von_neumann_entropy(density_matrix(sum(symmetric[k] for k in group))) for group in groups]
        assert quality == pytest.approx(1 - np.mean(entropies) / whole)
        if step < len(found.merged):
            first, second = found.merged[step]
            groups = [group for group in groups if group not in (first, second)] + [tuple(sorted(first + second))]
    assert found.quality[-1] == pytest.approx(0, abs=TOLERANCE)


def test_best_prefers_the_fewest_layers_among_equals(symmetric):
    assert reduction([symmetric[0]] * 3).best == 1
    first, second = np.zeros((6, 6)), np.zeros((6, 6))
    first[:3, :3] = second[3:, 3:] = np.ones((3, 3)) - np.eye(3)
    assert reduction([first, first, second]).best == 2
    assert reduction([first, second]).best == 2


def test_a_single_link_in_all_has_no_quality():
    link = adjacency(2, [(0, 1)])
    assert np.isnan(reduction([link, link]).quality).all()
