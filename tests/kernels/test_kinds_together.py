from itertools import product

import numpy as np
import pytest

from coopnet.kernels.kinds_together import MOST_ACTORS, MOST_KINDS, fits, shared_pairs


@pytest.mark.parametrize("n_kinds", [1, 3, 31])
def test_counts_the_pairs_that_both_kinds_join(n_kinds):
    rng = np.random.default_rng(n_kinds)
    source, steps = rng.integers(0, 9, 200), rng.integers(1, 9, 200)
    target, kind = (source + steps) % 9, rng.integers(0, n_kinds, 200)
    pairs = [
        {frozenset(pair) for pair in zip(source[kind == k], target[kind == k], strict=True)} for k in range(n_kinds)
    ]
    expected = np.array([len(a & b) for a, b in product(pairs, repeat=2)]).reshape(n_kinds, n_kinds)
    for run in (shared_pairs, shared_pairs.plain):
        np.testing.assert_array_equal(run(source, target, kind, 9, n_kinds), expected)


def test_no_link_is_nothing_in_common():
    assert shared_pairs([], [], [], 4, 2).tolist() == [[0, 0], [0, 0]]


def test_large_tables_are_left_to_others():
    assert fits(MOST_ACTORS, MOST_KINDS)
    assert not fits(MOST_ACTORS + 1, 2)
    assert not fits(10, MOST_KINDS + 1)
