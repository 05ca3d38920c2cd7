from collections import Counter
from itertools import permutations

import numpy as np
from scipy import stats

from coopnet.kernels.dealing import dealt_labels


def test_every_deal_is_as_likely(rng):
    labels = [0, 0, 1, 2]
    possible = sorted(set(permutations(labels)))
    deals = dealt_labels(labels, rng.random((1200, 3)))
    counts = Counter(map(tuple, deals.tolist()))
    assert set(counts) == set(possible)
    assert stats.chisquare([counts[deal] for deal in possible]).pvalue > 0.001


def test_each_row_of_chances_deals_for_itself(rng):
    labels, chances = rng.integers(-1, 5, 20), rng.random((6, 19))
    together = dealt_labels(labels, chances)
    alone = np.vstack([dealt_labels(labels, chances[[row]]) for row in range(6)])
    np.testing.assert_array_equal(together, alone)
    assert all(sorted(deal) == sorted(labels) for deal in together.tolist())


def test_deals_are_the_same_compiled_and_plain(rng):
    labels, chances = rng.integers(-1, 5, 12), rng.random((4, 11))
    np.testing.assert_array_equal(dealt_labels(labels, chances), dealt_labels.plain(labels, chances))


def test_one_label_and_none_are_dealt_too(rng):
    assert dealt_labels([3], np.zeros((2, 0))).tolist() == [[3], [3]]
    assert dealt_labels([], np.zeros((2, 0))).shape == (2, 0)
