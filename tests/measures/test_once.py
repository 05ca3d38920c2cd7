"""What several measures read off one graph is worked out once."""

import gc
import weakref

import pytest

from coopnet.kernels.betweenness import betweenness
from coopnet.kernels.paths import distances
from coopnet.measures.once import betweenness_in, distances_in, once
from coopnet.network import network_of


def test_is_worked_out_once_per_graph_and_afresh_for_another(any_pole):
    asked = []
    counted = once(lambda network: asked.append(network) or network.degrees)
    first, second = network_of(any_pole), network_of(any_pole)
    assert counted(first) is counted(first)
    assert (counted(second) == counted(first)).all()
    assert asked == [first, second]


def test_keeps_no_graph_alive(any_pole):
    network = network_of(any_pole)
    distances_in(network)
    alive = weakref.ref(network)
    del network
    gc.collect()
    assert alive() is None


def test_what_is_kept_is_what_the_kernels_give_and_cannot_be_written(any_pole):
    network = network_of(any_pole)
    assert (betweenness_in(network) == betweenness(network.indptr, network.indices)).all()
    assert (distances_in(network).sum == distances(network.indptr, network.indices).sum).all()
    with pytest.raises(ValueError, match="read-only"):
        betweenness_in(network)[:] = 0
