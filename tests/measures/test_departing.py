"""States of a pole along an order of departure, when it is too large for all distances."""

import numpy as np
import pytest

from coopnet.errors import CostRefused
from coopnet.kernels.paths import distances
from coopnet.measures import departing
from coopnet.measures.departing import STATES_BUDGET, Scale, nearness, refuse_costly_curve, states_as_actors_leave
from coopnet.network import network_of
from coopnet.synthetic import random_pole


@pytest.fixture
def many(rng):
    """A pole of more actors than are sampled."""
    return network_of(random_pole(rng=rng, n_actors=700, n_links=2100))


def test_nearness_of_few_actors_is_exact_whoever_may_choose(any_pole, rng):
    network = network_of(any_pole)
    exact = distances(network.indptr, network.indices).inverse_sum.sum()
    assert nearness(network.indptr, network.indices, rng) == exact


def test_nearness_of_many_actors_is_estimated_without_bias(many, rng):
    each = distances(many.indptr, many.indices).inverse_sum
    n, size = many.n_actors, departing.SOURCES
    found = [nearness(many.indptr, many.indices, rng) for _ in range(200)]
    # the standard deviation of a total estimated from a sample without replacement
    spread = n * each.std(ddof=1) * np.sqrt((1 - size / n) / size)
    assert np.mean(found) == pytest.approx(each.sum(), abs=4 * spread / np.sqrt(200))
    assert np.std(found) == pytest.approx(spread, rel=0.25)


def test_largest_component_stays_exact_where_nearness_is_estimated(many, rng):
    order, at = rng.permutation(700), np.array([0, 100, 150, 700])
    exact, sampled = states_as_actors_leave(many, order, at), states_as_actors_leave(many, order, at, rng)
    assert (exact[:, 0] == sampled[:, 0]).all()
    assert (exact[:3, 1] != sampled[:3, 1]).any()
    assert exact[3, 1] == sampled[3, 1] == 0


def test_a_curve_beyond_the_budget_is_refused_before_any_work():
    refuse_costly_curve("curve", Scale(51, 20_000, 300_000, 20_000))
    with pytest.raises(CostRefused, match=r"51 times among 100,000 actors, .* fewer points"):
        refuse_costly_curve("curve", Scale(51, 100_000, int(STATES_BUDGET), 100_000))
