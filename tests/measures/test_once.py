"""What several measures read off one graph is worked out once."""

import gc
import weakref

import pytest

from coopnet.kernels.betweenness import betweenness
from coopnet.kernels.paths import distance_sums, distances
from coopnet.measures import once as module
from coopnet.measures.once import betweenness_in, distances_in, once, two_mode_distances_in, two_mode_graph_of
from coopnet.measures.twomode_centralisation import (
    pole_two_mode_betweenness_centralisation,
    pole_two_mode_closeness_centralisation,
)
from coopnet.measures.twomode_centrality import (
    actor_two_mode_betweenness,
    actor_two_mode_closeness,
    structure_two_mode_betweenness,
    structure_two_mode_closeness,
)
from coopnet.network import affiliation_of, network_of


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


def test_memberships_are_walked_once_for_all_who_read_distances_or_betweenness(pole_of, monkeypatch):
    walked = []
    monkeypatch.setattr(module, "distance_sums", lambda *graph: walked.append("far") or distance_sums(*graph))
    monkeypatch.setattr(module, "betweenness", lambda *graph: walked.append("between") or betweenness(*graph))
    affiliation = affiliation_of(pole_of([("a", "z", "convention")], structures={"G": "abc", "H": "cd"}))
    actor_two_mode_closeness(affiliation)
    structure_two_mode_closeness(affiliation)
    pole_two_mode_closeness_centralisation(affiliation)
    actor_two_mode_betweenness(affiliation)
    structure_two_mode_betweenness(affiliation)
    pole_two_mode_betweenness_centralisation(affiliation)
    assert walked == ["far", "between"]
    found, whole = two_mode_distances_in(affiliation), distances(*two_mode_graph_of(affiliation))
    assert (found.sum == whole.sum).all()
    assert (found.reached == whole.reached).all()
