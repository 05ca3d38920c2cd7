"""p- and q-values, by hand, by their definition in loops, and by what they promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coopnet.errors import UnknownWord
from coopnet.inference.pvalues import (
    ALTERNATIVES,
    attainable_p,
    benjamini_hochberg,
    known_alternative,
    p_error,
    p_values,
    sequential_attainable_p,
    sequential_error,
    sequential_p,
    stopped_early,
    stops_at,
)

NAN = float("nan")
SMALL_NUMBERS = st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=12)


@pytest.fixture
def rng():
    """Return a generator seeded anew for every test."""
    return np.random.default_rng(20261123)


def p_of(observed, draws, alternative="two-sided"):
    return float(p_values(np.array([observed]), np.array(draws, dtype=float)[:, None], alternative)[0])


def test_by_hand():
    assert p_of(3, [0, 1, 2], "greater") == 1 / 4
    assert p_of(3, [0, 1, 2], "less") == 1
    assert p_of(3, [0, 1, 2]) == 1 / 2
    assert p_of(1, [0, 1, 2], "greater") == 3 / 4  # a tie is as extreme
    assert p_of(1, [0, 1, 2]) == 1  # both tails hold 3/4: doubled, capped


@given(st.integers(-3, 3), SMALL_NUMBERS, st.sampled_from(ALTERNATIVES))
def test_is_its_definition(observed, draws, alternative):
    """The share of draws at least as extreme, the data being one of them."""
    low = sum(draw <= observed for draw in [*draws, observed]) / (len(draws) + 1)
    high = sum(draw >= observed for draw in [*draws, observed]) / (len(draws) + 1)
    expected = {"less": low, "greater": high, "two-sided": min(1.0, 2 * min(low, high))}[alternative]
    assert p_of(observed, draws, alternative) == pytest.approx(expected)


@given(st.integers(-3, 3), SMALL_NUMBERS)
def test_is_never_0_nor_above_1_and_the_tails_complete_each_other(observed, draws):
    low, high = p_of(observed, draws, "less"), p_of(observed, draws, "greater")
    assert min(low, high) > 0
    assert max(low, high, p_of(observed, draws)) <= 1
    ties = sum(draw == observed for draw in draws)
    assert low + high == pytest.approx(1 + (1 + ties) / (1 + len(draws)))


def test_rounding_makes_ties_not_extremes():
    observed = 0.1 + 0.2
    assert p_of(observed, [0.3] * 9, "less") == p_of(observed, [0.3] * 9, "greater") == 1
    assert p_of(1e12 + 0.1, [1e12] * 9, "greater") == 1


def test_undefined_draws_do_not_count():
    assert p_of(3, [0, NAN, 1, NAN], "greater") == 1 / 3
    assert np.isnan(p_of(3, [NAN, NAN]))
    assert np.isnan(p_of(NAN, [0, 1]))


def test_items_are_compared_each_with_its_own_draws():
    found = p_values(np.array([3.0, 0.0]), np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]), "greater")
    np.testing.assert_allclose(found, [1 / 4, 1])


def test_the_smallest_attainable_p_counts_how_often_the_null_itself_is_most_extreme():
    assert attainable_p(np.array([[0.0], [1.0], [2.0]]))[0] == 1.0  # 2 · 2/4
    assert attainable_p(np.arange(99.0)[:, None], "greater")[0] == pytest.approx(2 / 100)
    assert attainable_p(np.array([[0.0]] * 50 + [[1.0]] * 50), "two-sided")[0] == 1.0
    mostly = np.array([[0.0]] * 2 + [[1.0]] * 97)
    assert attainable_p(mostly, "less")[0] == pytest.approx(3 / 100)
    assert np.isnan(attainable_p(np.array([[NAN]]))[0])


def test_what_the_data_reached_could_be_reached():
    """Half the draws share the largest value among them, and the data goes beyond."""
    draws = np.array([[0.0]] * 50 + [[1.0]] * 49)
    assert attainable_p(draws, "greater")[0] == 50 / 100
    assert attainable_p(draws, "greater", np.array([2.0]))[0] == 1 / 100
    assert attainable_p(draws, "greater", np.array([0.5]))[0] == 50 / 100


@given(st.integers(-3, 3), SMALL_NUMBERS, st.sampled_from(ALTERNATIVES))
def test_no_p_value_is_below_the_smallest_attainable(observed, draws, alternative):
    column = np.array(draws, dtype=float)[:, None]
    assert attainable_p(column, alternative, np.array([float(observed)]))[0] <= p_of(observed, draws, alternative)


def test_the_monte_carlo_error_is_that_of_a_share(rng):
    """Spread of p over many runs of 99 draws, the true p being 0.2."""
    runs = [p_of(0.8, (rng.random(99)).tolist(), "greater") for _ in range(2000)]
    assert np.std(runs) == pytest.approx(float(p_error(np.array([0.2]), 99, "greater")[0]), rel=0.08)


def test_the_error_of_a_doubled_tail_is_twice_that_of_the_tail(rng):
    """Spread of two-sided p over many runs, a tenth of the null being above the data: the true p is 0.2."""
    runs = [p_of(0.9, (rng.random(99)).tolist(), "two-sided") for _ in range(2000)]
    assert np.std(runs) == pytest.approx(float(p_error(np.array([0.2]), 99)[0]), rel=0.08)
    assert float(p_error(np.array([0.2]), 99)[0]) == 2 * float(p_error(np.array([0.1]), 99, "less")[0])


@given(st.lists(st.floats(1e-6, 1.0), min_size=1, max_size=30))
def test_q_values_are_those_of_scipy(p):
    np.testing.assert_allclose(benjamini_hochberg(np.array(p)), stats.false_discovery_control(p), rtol=1e-12)


def test_a_q_value_is_never_below_its_p_value_not_even_in_the_last_bit():
    for p in np.arange(1, 1000) / 1000:
        for n in (3, 6, 7, 49):
            assert (benjamini_hochberg(np.full(n, p)) == p).all()


def test_undefined_p_values_are_no_comparisons():
    q = benjamini_hochberg(np.array([0.01, NAN, 0.04]))
    np.testing.assert_allclose(q, [0.02, NAN, 0.04])
    assert np.isnan(benjamini_hochberg(np.array([NAN]))).all()


def test_a_sequence_stops_at_the_draw_that_makes_it_enough():
    draws = np.array([2.0, 0.0, 3.0, 5.0])
    assert stops_at(1.0, draws, 2, "greater") == 3
    assert stops_at(1.0, draws, 4, "greater") is None
    assert stops_at(1.0, draws, 1, "two-sided") == 2  # 2 is above at once, 0 is the first below
    assert stops_at(1.0, np.array([NAN, 2.0]), 1, "greater") == 2


def test_a_sequential_p_is_the_share_up_to_where_it_stopped():
    draws = np.array([2.0, 0.0, 3.0])
    assert sequential_p(1.0, draws, 2, 999, "greater") == 2 / 3
    assert sequential_p(1.0, np.array([0.0] * 9), 2, 9, "greater") == 1 / 10
    assert sequential_p(1.0, np.array([0.0] * 8 + [2.0]), 2, 9, "greater") == 2 / 10
    assert sequential_p(1.0, np.array([NAN, 2.0, NAN, 2.0]), 2, 9, "greater") == 1.0
    assert sequential_p(1.0, draws, 1, 999) == 1.0  # above after 1 draw, below after 2: min(1, 2 · 1/2)
    assert np.isnan(sequential_p(1.0, np.array([NAN]), 2, 9))


@pytest.mark.parametrize("alternative", ALTERNATIVES)
def test_a_sequential_p_is_valid_when_data_and_draws_are_alike(rng, alternative):
    """P(p ≤ α) ≤ α, within the binomial band of 4,000 runs."""
    found = []
    for _ in range(4000):
        values = rng.integers(0, 40, 100).astype(float)
        end = stops_at(values[0], values[1:], 5, alternative)
        found.append(sequential_p(values[0], values[1:][:end], 5, 99, alternative))
    for alpha in (0.01, 0.05, 0.1, 0.3):
        assert np.sum(np.array(found) <= alpha) <= stats.binom.ppf(0.999, 4000, alpha)


def test_a_sequential_p_says_how_sure_it_is(rng):
    """Spread over many runs that stop at the tenth extreme draw, the true p being 0.2: p·√((1 − p)/10)."""
    runs = []
    for _ in range(3000):
        draws = rng.random(2000)
        runs.append(sequential_p(0.8, draws[: stops_at(0.8, draws, 10, "greater")], 10, 2000, "greater"))
    assert np.std(runs) == pytest.approx(sequential_error(0.2, 10, 50, "greater"), rel=0.2)
    assert sequential_error(0.001, 10, 999) == pytest.approx(float(p_error(np.array([0.001]), 999)[0]))


def test_a_two_sided_sequential_p_says_how_sure_it_is(rng):
    """The same, a tenth of the null being above the data."""
    runs = []
    for _ in range(3000):
        draws = rng.random(2000)
        runs.append(sequential_p(0.9, draws[: stops_at(0.9, draws, 10)], 10, 2000))
    assert np.std(runs) == pytest.approx(sequential_error(0.2, 10, 100), rel=0.2)


def test_a_sequence_that_went_to_its_end_is_not_taken_for_one_that_stopped():
    """Six of 999 draws in the smaller tail, ten asked for: p = 2 · 7/1000, which looks like more than ten."""
    assert not stopped_early(14 / 1000, 10, 999)
    assert stopped_early(2 * 10 / 500, 10, 500)
    assert sequential_error(14 / 1000, 10, 999) == pytest.approx(2 * np.sqrt(0.007 * 0.993 / 1000))


def test_a_sequence_that_stopped_early_could_have_gone_further():
    assert sequential_attainable_p(np.arange(20.0), 999, "greater") == pytest.approx(1 / 1000)
    assert sequential_attainable_p(np.array([0.0, 1.0, 1.0, 1.0]), 999, "greater") == pytest.approx(1 / 1000 + 2 / 4)
    assert sequential_attainable_p(np.arange(20.0), 999) == pytest.approx(2 / 1000)
    assert np.isnan(sequential_attainable_p(np.array([]), 999))


def test_an_unknown_alternative_is_refused_with_the_list():
    assert known_alternative("less") == "less"
    with pytest.raises(UnknownWord, match="two-sided, greater, less"):
        known_alternative("larger")
