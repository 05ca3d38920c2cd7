"""Kinds laid over each other."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr

from coopnet.kernels import overlap as module
from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.overlap import (
    average_ranks,
    coverage,
    degree_correlations,
    degrees_by_kind,
    jaccard,
    kinds_of_pairs,
    shared_items,
)

N = 9


def layer(pairs):
    ends = [np.array([pair[end] for pair in pairs], dtype=np.int32) for end in (0, 1)]
    found = undirected_adjacency(*ends, None, N)
    return found.indptr, found.indices


@pytest.fixture
def sets(rng):
    """Three random kinds, and one that joins nobody."""
    pairs = list(combinations(range(N), 2))
    return [{pair for pair in pairs if rng.random() < d} for d in (0.4, 0.25, 0.1)] + [set()]


@pytest.mark.parametrize("word", [1, 3, 50])
def test_every_pair_stands_once_with_its_kinds_however_many_fit_a_word(sets, monkeypatch, word):
    monkeypatch.setattr(module, "WORD", word)
    found = kinds_of_pairs([layer(sorted(one)) for one in sets], N)
    pairs = list(zip(found.source.tolist(), found.target.tolist(), strict=True))
    assert pairs == sorted(set().union(*sets))
    assert found.present.tolist() == [[pair in one for one in sets] for pair in pairs]


def test_shares_are_those_of_sets(sets):
    shared = shared_items(kinds_of_pairs([layer(sorted(one)) for one in sets], N).present)
    for a, first in enumerate(sets):
        for b, second in enumerate(sets):
            assert shared[a, b] == len(first & second)
            union = len(first | second)
            assert jaccard(shared)[a, b] == pytest.approx(len(first & second) / union if union else np.nan, nan_ok=True)
            covered = len(first & second) / len(first) if first else np.nan
            assert coverage(shared)[a, b] == pytest.approx(covered, nan_ok=True)


def test_degrees_count_neighbours_of_each_kind(sets):
    degrees = degrees_by_kind([layer(sorted(one)) for one in sets], N)
    assert degrees.tolist() == [[sum(i in pair for pair in one) for one in sets] for i in range(N)]


def test_correlations_are_those_of_numpy_and_scipy(sets):
    degrees = degrees_by_kind([layer(sorted(one)) for one in sets], N)
    pearson = degree_correlations(degrees, ranks=False, active=False)
    ranks = degree_correlations(degrees, ranks=True, active=False)
    assert pearson[:3, :3] == pytest.approx(np.corrcoef(degrees[:, :3].T))
    assert ranks[:3, :3] == pytest.approx(spearmanr(degrees[:, :3]).statistic)
    assert np.isnan(pearson[3]).all()


def test_correlations_among_active_leave_out_those_absent_from_either_kind():
    degrees = np.array([[1, 2], [2, 4], [3, 0], [0, 5], [4, 9]])
    both = degrees[[0, 1, 4]]
    found = degree_correlations(degrees, ranks=False, active=True)
    assert found[0, 1] == pytest.approx(np.corrcoef(both.T)[0, 1])


def test_average_ranks_are_those_of_scipy(rng):
    values = rng.integers(0, 6, 40).astype(float)
    assert average_ranks(values).tolist() == rankdata(values).tolist()


def test_no_kind_at_all_joins_no_pair():
    found = kinds_of_pairs([], N)
    assert found.present.shape == (0, 0)
    assert shared_items(found.present).shape == (0, 0)
