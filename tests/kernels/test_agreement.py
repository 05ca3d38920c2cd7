"""Krippendorff's alpha against its author's worked examples and its definition."""

import itertools

import numpy as np
import pytest

from coopnet.kernels.agreement import krippendorff_alpha

N = np.nan
# Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): four observers and twelve units, sections C and D
FOUR_OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    ]
).T
# two observers, binary: section A
BINARY = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float).T
# two observers, five names a–e: section B
NAMES = np.array([[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]], dtype=float).T


@pytest.mark.parametrize(
    ("ratings", "scale", "published"),
    [
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
        (BINARY, "nominal", 0.095),
        (NAMES, "nominal", 0.692),
    ],
)
def test_equals_the_published_worked_examples(ratings, scale, published):
    assert krippendorff_alpha(ratings, scale) == pytest.approx(published, abs=5e-4)


def _by_definition(ratings, scale):
    """Observed disagreement within units over expected disagreement among all pairable ratings, read aloud."""
    units = [[r for r in unit if not np.isnan(r)] for unit in ratings]
    units = [unit for unit in units if len(unit) >= 2]
    pooled = [r for unit in units for r in unit]

    def difference(a, b):
        if scale == "nominal":
            return float(a != b)
        if scale == "interval":
            return (a - b) ** 2
        low, high = min(a, b), max(a, b)
        between = sum(low <= r <= high for r in pooled)
        return (between - (pooled.count(a) + pooled.count(b)) / 2) ** 2 if a != b else 0.0

    n = len(pooled)
    observed = sum(
        sum(difference(a, b) for a, b in itertools.permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    expected = sum(difference(a, b) for a, b in itertools.permutations(pooled, 2)) / (n - 1)
    return 1 - observed / expected


@pytest.mark.parametrize("scale", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("seed", range(5))
def test_equals_its_definition_in_plain_loops(scale, seed):
    rng = np.random.default_rng(seed)
    ratings = rng.integers(1, 5, (8, 4)).astype(float)
    ratings[rng.random(ratings.shape) < 0.3] = np.nan

    assert krippendorff_alpha(ratings, scale) == pytest.approx(_by_definition(ratings, scale), rel=1e-12)


def test_ignores_the_order_of_units_and_of_evaluators():
    rng = np.random.default_rng(1)
    shuffled = FOUR_OBSERVERS[rng.permutation(12)][:, rng.permutation(4)]

    assert krippendorff_alpha(shuffled) == pytest.approx(krippendorff_alpha(FOUR_OBSERVERS))


def test_a_unit_rated_once_changes_nothing():
    more = np.vstack([FOUR_OBSERVERS, [5, N, N, N]])

    assert krippendorff_alpha(more, "nominal") == pytest.approx(krippendorff_alpha(FOUR_OBSERVERS, "nominal"))


@pytest.mark.parametrize("ratings", [np.full((3, 2), 2.0), np.array([[1.0, N], [N, 2.0]]), np.full((2, 2), N)])
def test_is_nan_when_nothing_can_differ(ratings):
    assert np.isnan(krippendorff_alpha(ratings))
