"""Ranks with their doubt, against plain loops and scipy."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import rankdata, spearmanr

from coopnet.errors import CostRefused, UndefinedMeasure
from coopnet.inference.ranks import Ranks, rank_correlation, scaled_ranks


@pytest.fixture
def rng():
    return np.random.default_rng(20261123)


def _drawn(rng, n_items=8, n_draws=120, missing=0.2, noise=1.0):
    observed = pd.Series(rng.integers(0, 6, n_items).astype(float), index=[f"a{k}" for k in range(n_items)])
    draws = np.round(observed.to_numpy() + noise * rng.normal(size=(n_draws, n_items)))
    return observed, np.where(rng.random(draws.shape) < missing, np.nan, draws)


def test_ranks_are_those_of_scipy_where_everything_is_there(rng):
    for _ in range(20):
        values = rng.integers(0, 5, 12).astype(float)
        np.testing.assert_allclose(scaled_ranks(values), rankdata(-values))


def test_ranks_of_a_draw_that_misses_some_run_from_one_to_the_number_of_all():
    found = scaled_ranks(np.array([8.0, np.nan, 2.0, np.nan, 5.0]))
    np.testing.assert_allclose(found, [1.0, np.nan, 5.0, np.nan, 3.0])


def test_values_closer_than_rounding_share_their_rank():
    np.testing.assert_array_equal(scaled_ranks(np.array([0.1 + 0.2, 0.3, 0.0])), [1.5, 1.5, 3.0])


def test_rank_correlation_is_that_of_scipy_over_items_that_have_both_values(rng):
    for _ in range(20):
        one, other = rng.normal(size=15), np.round(rng.normal(size=15), 1)
        one[rng.random(15) < 0.2] = np.nan
        both = np.isfinite(one)
        assert rank_correlation(one, other) == pytest.approx(spearmanr(one[both], other[both]).statistic)


@pytest.mark.parametrize("other", [[1.0, 1.0, 1.0], [np.nan, 2.0, 3.0]], ids=["without variation", "two in common"])
def test_rank_correlation_is_nan_exactly_where_undefined(other):
    assert np.isnan(rank_correlation(np.array([1.0, 2.0, 3.0]), np.array(other)))


def test_the_order_of_two_items_is_how_often_it_holds(rng):
    """The definition in plain loops: equal draws count for half, draws that miss one do not count."""
    observed, draws = _drawn(rng)
    order = Ranks(observed, draws).order
    for i in range(len(observed)):
        for j in range(len(observed)):
            held = []
            for row in draws:
                if np.isfinite(row[i]) and np.isfinite(row[j]):
                    sign = np.sign(observed.iloc[i] - observed.iloc[j]) * np.sign(row[i] - row[j])
                    held.append(0.5 + 0.5 * sign)
            assert order[i, j] == pytest.approx(np.mean(held) if observed.iloc[i] != observed.iloc[j] else 0.5)
    np.testing.assert_allclose(order, order.T)


def test_pairs_that_cannot_be_ranked_are_those_whose_order_fails_too_often(rng):
    observed, draws = _drawn(rng, noise=1.5)
    ranks = Ranks(observed, draws, held=0.8)
    names = list(observed.index)

    unranked = {frozenset(pair) for pair in zip(ranks.unranked["first"], ranks.unranked["second"], strict=True)}

    expected = {frozenset((names[i], names[j])) for j in range(8) for i in range(j) if not ranks.order[i, j] >= 0.8}
    assert unranked == expected
    assert 0 < len(expected) < 28  # the case has both
    assert ranks.share_ranked == pytest.approx(1 - len(expected) / 28)
    assert ranks.table["unranked"].sum() == 2 * len(expected)
    assert (observed[ranks.unranked["first"]].to_numpy() >= observed[ranks.unranked["second"]].to_numpy()).all()


def test_well_separated_items_are_all_ranked_and_each_keeps_its_rank(rng):
    observed = pd.Series([30.0, 20.0, 10.0, 0.0], index=list("abcd"))
    ranks = Ranks(observed, observed.to_numpy() + rng.normal(size=(100, 4)))

    assert ranks.share_ranked == 1.0
    assert ranks.table[["rank", "rank_low", "rank_high"]].to_numpy().tolist() == [[k, k, k] for k in (1, 2, 3, 4)]


def test_items_that_differ_by_chance_only_cannot_be_ranked(rng):
    observed = pd.Series(rng.normal(size=10) / 100)
    ranks = Ranks(observed, rng.normal(size=(199, 10)))

    assert ranks.share_ranked == 0.0
    assert (ranks.table["rank_high"] - ranks.table["rank_low"] >= 7).all()


def test_equal_items_cannot_be_ranked_however_sure_their_values():
    ranks = Ranks(pd.Series([2.0, 2.0, 1.0], index=list("abc")), np.tile([2.0, 2.0, 1.0], (50, 1)))

    assert ranks.unranked[["first", "second"]].to_numpy().tolist() == [["a", "b"]]


def test_an_increasing_transformation_changes_no_rank(rng):
    observed, draws = _drawn(rng)
    plain, stretched = Ranks(observed, draws), Ranks(np.exp(observed), np.exp(draws))

    columns = ["rank", "rank_low", "rank_high", "unranked"]
    pd.testing.assert_frame_equal(plain.table[columns], stretched.table[columns])


def test_items_seen_in_too_few_draws_have_no_interval_and_no_order():
    draws = np.tile([3.0, 2.0, 1.0], (60, 1))
    draws[39:, 1] = np.nan  # 39 draws hold b
    ranks = Ranks(pd.Series([3.0, 2.0, 1.0], index=list("abc")), draws)

    assert ranks.table["rank_low"].isna().to_dict() == {"a": False, "b": True, "c": False}
    assert ranks.unranked["held"].isna().all()
    assert len(ranks.unranked) == 2


def test_items_without_observed_value_are_not_ranked(rng):
    observed, draws = _drawn(rng)
    observed.iloc[2] = np.nan

    assert "a2" not in Ranks(observed, draws).table.index


def test_too_few_and_too_many_items_are_refused():
    with pytest.raises(UndefinedMeasure, match="Fewer than two"):
        _ = Ranks(pd.Series([1.0, np.nan]), np.ones((50, 2))).table
    with pytest.raises(CostRefused, match="limit"):
        _ = Ranks(pd.Series(np.arange(6000.0)), np.zeros((1, 6000))).order


def test_the_summary_speaks_both_languages(rng):
    ranks = Ranks(*_drawn(rng))

    assert "of the pairs can be ranked" in ranks.summary()
    french = ranks.summary("fr")
    assert "On peut classer" in french
    assert "\u202f%" in french
    assert "\u202f:" in french
