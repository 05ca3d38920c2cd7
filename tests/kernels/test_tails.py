import numpy as np
import pytest

from coopnet.kernels.tails import extremes_of_draws, tails_of_draws


@pytest.fixture
def draws(rng):
    """Whole numbers, so that ties are many; some undefined, and one item whose draws all are."""
    made = rng.integers(-3, 4, (40, 6)).astype(float)
    made[rng.random(made.shape) < 0.2] = np.nan
    made[3, 1], made[4, 1] = np.inf, -np.inf
    made[:, 5] = np.nan
    return made


def test_draws_below_above_and_tied_equal_their_count_in_plain_loops(draws):
    low = np.array([-1.0, 0.0, 1.0, -3.5, np.nan, 0.0])
    high = low + 0.5
    expected = [
        [sum(holds(value, k) for value in draws[:, k] if np.isfinite(value)) for k in range(6)]
        for holds in (
            lambda value, k: True,
            lambda value, k: value <= high[k],
            lambda value, k: value >= low[k],
            lambda value, k: low[k] <= value <= high[k],
        )
    ]
    for run in (tails_of_draws, tails_of_draws.plain):
        np.testing.assert_array_equal(run(draws, low, high), expected)


def test_the_smallest_and_the_largest_draw_are_those_that_are_finite(draws):
    finite = [column[np.isfinite(column)] for column in draws.T]
    least = [values.min() if values.size else np.nan for values in finite]
    greatest = [values.max() if values.size else np.nan for values in finite]
    for run in (extremes_of_draws, extremes_of_draws.plain):
        np.testing.assert_array_equal(run(draws), (least, greatest))


def test_no_draw_at_all_counts_nothing(draws):
    counted = tails_of_draws(draws[:0], np.zeros(6), np.zeros(6))
    assert not np.any(counted)
    assert np.isnan(extremes_of_draws(draws[:0])).all()
