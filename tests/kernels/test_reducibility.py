"""Entropy of graphs, distances between layers, merging them."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage
from scipy.sparse import csr_array
from scipy.spatial.distance import squareform

from coopnet.kernels.reducibility import layer_distances, normalised_laplacian_eigenvalues, reduction
from coopnet.kernels.reducibility import von_neumann_entropy as entropy_of

TOLERANCE = 1e-10  # entropies come from eigenvalues known to 1e-15, distances from the square root of their differences


def density_matrix(adjacency):
    return (np.diag(adjacency.sum(axis=0)) - adjacency) / adjacency.sum()


def entropy_in_full(density):
    """−Tr ρ log₂ ρ from all eigenvalues of the whole matrix."""
    values = np.linalg.eigvalsh(density)
    return -sum(value * np.log2(value) for value in values if value > TOLERANCE)


def adjacency(n, pairs):
    matrix = np.zeros((n, n))
    for a, b in pairs:
        matrix[a, b] = matrix[b, a] = 1
    return csr_array(matrix)


def distances(layers):
    return layer_distances(layers, [entropy_of(layer) for layer in layers])


@pytest.fixture
def layers(rng):
    """Five random graphs on nine actors, the sparser ones in several components."""
    upper = [np.triu(rng.random((9, 9)) < d, 1).astype(float) for d in (0.3, 0.3, 0.5, 0.12, 0.6)]
    return [csr_array(half + half.T) for half in upper]


def triangles():
    """Two triangles without common actor, each on six actors."""
    return adjacency(6, [(0, 1), (0, 2), (1, 2)]), adjacency(6, [(3, 4), (3, 5), (4, 5)])


def test_eigenvalues_are_those_of_the_density_matrix_above_0(layers):
    for layer in layers:
        whole = np.linalg.eigvalsh(density_matrix(layer.toarray()))
        found = np.sort(normalised_laplacian_eigenvalues(layer))
        np.testing.assert_allclose(found, whole[-len(found) :], atol=TOLERANCE)
        np.testing.assert_allclose(whole[: -len(found)], 0, atol=TOLERANCE)
        assert found.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("n", "pairs", "entropy"),
    [
        (2, [(0, 1)], 0),  # eigenvalues 0 and 1
        (4, [(0, 1), (2, 3)], 1),  # 1/2 twice
        (5, [(0, 1), (0, 2), (1, 2)], 1),  # 1/2 twice
        (3, [(0, 1), (1, 2)], -(3 / 4 * np.log2(3 / 4) + 1 / 4 * np.log2(1 / 4))),  # 3/4 and 1/4
    ],
    ids=["one link", "two links apart", "triangle and isolates", "path"],
)
def test_entropy_by_hand(n, pairs, entropy):
    assert entropy_of(adjacency(n, pairs)) == pytest.approx(entropy, abs=TOLERANCE)


def test_entropy_of_a_complete_graph_is_the_logarithm_of_one_less_than_its_size():
    for n in (2, 5, 12):
        assert entropy_of(csr_array(np.ones((n, n)) - np.eye(n))) == pytest.approx(np.log2(n - 1))


def test_distances_are_the_entropy_of_the_mixture_less_the_mean_entropy(layers):
    apart = distances(layers)
    for a, first in enumerate(layers):
        for b, second in enumerate(layers):
            rho, sigma = density_matrix(first.toarray()), density_matrix(second.toarray())
            divergence = entropy_in_full((rho + sigma) / 2) - (entropy_in_full(rho) + entropy_in_full(sigma)) / 2
            assert apart[a, b] ** 2 == pytest.approx(divergence, abs=TOLERANCE)


def test_distances_are_a_metric_between_0_and_1(layers):
    apart = distances(layers)
    assert (np.diag(apart) == 0).all()
    assert (apart == apart.T).all()
    assert ((apart >= 0) & (apart <= 1)).all()
    for a in range(5):
        for b in range(5):
            assert (apart[a, b] <= apart[a] + apart[:, b] + TOLERANCE).all()


def test_equal_layers_are_at_0_and_layers_without_common_actor_at_1(layers):
    assert distances([layers[0], layers[0]])[0, 1] == 0
    assert distances(triangles())[0, 1] == pytest.approx(1, abs=TOLERANCE)


def test_a_weighted_layer_has_the_distance_of_its_shape_only(layers):
    first, second = layers[:2]
    assert distances([first, second]) == pytest.approx(distances([7 * first, second]), abs=TOLERANCE)


def test_layers_are_merged_as_scipy_links_them_by_ward(layers):
    expected = linkage(squareform(distances(layers)), method="ward")
    clusters = [{k} for k in range(5)]
    for a, b, _, _ in expected:
        clusters.append(clusters[int(a)] | clusters[int(b)])
    merged = [set(first) | set(second) for first, second in reduction(layers).merged]
    assert merged == clusters[5:]


def test_quality_compares_the_mean_entropy_of_layers_with_that_of_their_sum(layers):
    found = reduction(layers)
    dense = [layer.toarray() for layer in layers]
    whole = entropy_in_full(density_matrix(sum(dense)))
    groups = [(k,) for k in range(5)]
    for step, quality in enumerate(found.quality):
        entropies = [entropy_in_full(density_matrix(sum(dense[k] for k in group))) for group in groups]
        assert quality == pytest.approx(1 - np.mean(entropies) / whole, abs=TOLERANCE)
        if step < len(found.merged):
            first, second = found.merged[step]
            groups = [group for group in groups if group not in (first, second)] + [tuple(sorted(first + second))]
    assert found.quality[-1] == pytest.approx(0, abs=TOLERANCE)


def test_best_prefers_the_fewest_layers_among_equals(layers):
    first, second = triangles()
    assert reduction([layers[0]] * 3).best == 1
    assert reduction([first, first, second]).best == 2
    assert reduction([first, second]).best == 2


def test_a_single_link_in_all_has_no_quality():
    link = adjacency(2, [(0, 1)])
    assert np.isnan(reduction([link, link]).quality).all()
