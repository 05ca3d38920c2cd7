"""Moments of brokerage under independent ties: every graph of five actors, then simulation."""

from itertools import combinations

import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.brokerage import ROLES, brokerage_counts
from coopnet.kernels.moments import brokerage_moments, brokerage_total_moments

# a simulated mean lies within a few of its standard errors; the variance of 4,000 skewed counts is known to a tenth
STANDARD_ERRORS = 4.5
VARIANCE_TOLERANCE = 0.2


def groups_of(sizes):
    return np.repeat(np.arange(len(sizes)), sizes)


def counts_of(pairs, groups):
    source, target = (np.array([pair[end] for pair in pairs], dtype=np.int32) for end in (0, 1))
    graph = undirected_adjacency(source, target, None, len(groups))
    return brokerage_counts(graph.indptr, graph.indices, groups, groups.max() + 1)


@pytest.fixture(scope="module")
def every_graph():
    """Return a function giving all 1,024 graphs on five actors: their number of ties, and their counts of roles."""

    def enumerated(sizes):
        groups, possible = groups_of(sizes), list(combinations(range(5), 2))
        ties = np.array([bin(code).count("1") for code in range(1 << 10)])
        counts = np.array(
            [
                counts_of([pair for bit, pair in enumerate(possible) if code >> bit & 1], groups)
                for code in range(1 << 10)
            ]
        )
        return groups, ties, counts

    return enumerated


@pytest.mark.parametrize("sizes", [(5,), (4, 1), (3, 2), (2, 2, 1), (1, 1, 1, 1, 1)])
def test_moments_are_those_of_all_graphs_on_five_actors(every_graph, sizes):
    groups, ties, counts = every_graph(sizes)
    for d in (0.1, 0.5, 0.8):
        chance = (d**ties * (1 - d) ** (10 - ties))[:, None]
        moments = brokerage_moments(np.array(sizes), d)
        for actor, group in enumerate(groups):
            mean = (chance * counts[:, actor]).sum(axis=0)
            assert moments.mean[group] == pytest.approx(mean)
            assert moments.variance[group] == pytest.approx((chance * (counts[:, actor] - mean) ** 2).sum(axis=0))
        whole = counts.sum(axis=1)
        mean = (chance * whole).sum(axis=0)
        total = brokerage_total_moments(np.array(sizes), d)
        assert total.mean == pytest.approx(mean)
        assert total.variance == pytest.approx((chance * (whole - mean) ** 2).sum(axis=0))


@pytest.mark.parametrize(("sizes", "d"), [((12, 10, 6), 0.15), ((9, 9), 0.3), ((8, 5, 3, 1), 0.1)])
def test_moments_are_those_of_simulated_ties(sizes, d, rng):
    groups, n, draws = groups_of(sizes), sum(sizes), 4000
    possible = np.array(list(combinations(range(n), 2)))
    counts = np.array([counts_of(possible[rng.random(len(possible)) < d], groups) for _ in range(draws)])
    moments = brokerage_moments(np.array(sizes), d)
    for group in range(len(sizes)):
        own = counts[:, groups == group]  # actors of one group share their law
        error = np.sqrt(moments.variance[group] / draws)
        assert (np.abs(own.mean(axis=(0, 1)) - moments.mean[group]) <= STANDARD_ERRORS * error).all()
        spread = own.var(axis=0).mean(axis=0)
        assert spread == pytest.approx(moments.variance[group], rel=VARIANCE_TOLERANCE)
    whole, total = counts.sum(axis=1), brokerage_total_moments(np.array(sizes), d)
    error = np.sqrt(total.variance / draws)
    assert (np.abs(whole.mean(axis=0) - total.mean) <= STANDARD_ERRORS * error).all()
    assert whole.var(axis=0) == pytest.approx(total.variance, rel=VARIANCE_TOLERANCE)


def test_roles_add_up_to_the_total_in_mean():
    sizes = np.array([7, 4, 2, 1])
    assert brokerage_moments(sizes, 0.3).mean[:, :4].sum(axis=1) == pytest.approx(
        brokerage_moments(sizes, 0.3).mean[:, 4]
    )
    assert len(ROLES) == 5


def test_the_sum_over_actors_has_the_sum_of_their_means():
    sizes = np.array([7, 4, 2, 1])
    assert brokerage_total_moments(sizes, 0.3).mean == pytest.approx(sizes @ brokerage_moments(sizes, 0.3).mean)


@pytest.mark.parametrize("density", [0.0, 1.0])
def test_nothing_is_brokered_and_nothing_varies_without_ties_or_with_all(density):
    for moments in (brokerage_moments(np.array([3, 2]), density), brokerage_total_moments(np.array([3, 2]), density)):
        assert (moments.mean == 0).all()
        assert (moments.variance == 0).all()


def test_no_group_at_all_gives_empty_moments():
    assert brokerage_moments(np.zeros(0, int), 0.2).mean.shape == (0, 5)
    assert brokerage_total_moments(np.zeros(0, int), 0.2).mean.tolist() == [0] * 5
