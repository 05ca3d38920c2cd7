"""Distances: mean, diameter, global efficiency."""

from itertools import combinations

import networkx as nx
import pytest

from coopnet.errors import UndefinedMeasure
from coopnet.measures.centrality import actor_harmonic_closeness
from coopnet.measures.cohesion import pole_connectedness, pole_density
from coopnet.measures.distances import pole_diameter, pole_global_efficiency, pole_mean_distance
from coopnet.network import network_of


def distances(network, simple_networkx):
    lengths = dict(nx.all_pairs_shortest_path_length(simple_networkx(network)))
    return [lengths[a].get(b) for a, b in combinations(network.actors, 2)]


def test_mean_distance_and_diameter_leave_out_pairs_without_path(any_pole, simple_networkx):
    network = network_of(any_pole)
    found = [d for d in distances(network, simple_networkx) if d is not None]
    assert pole_mean_distance(network) == pytest.approx(sum(found) / len(found), rel=1e-12)
    assert pole_diameter(network) == max(found)


def test_global_efficiency_counts_pairs_without_path_as_zero(any_pole, simple_networkx):
    network = network_of(any_pole)
    found = distances(network, simple_networkx)
    expected = sum(1 / d for d in found if d) / len(found)
    assert pole_global_efficiency(network) == pytest.approx(expected, rel=1e-12)
    assert pole_global_efficiency(network) == pytest.approx(nx.global_efficiency(simple_networkx(network)), rel=1e-12)


def test_by_hand_on_a_disconnected_pole(two_components):
    """Distances 1, 1, 1 and 2 among fifteen pairs."""
    network = network_of(two_components)
    assert pole_mean_distance(network) == 5 / 4
    assert pole_diameter(network) == 2
    assert pole_global_efficiency(network) == pytest.approx(3.5 / 15)


def test_global_efficiency_is_the_mean_harmonic_closeness(any_pole):
    network = network_of(any_pole)
    assert pole_global_efficiency(network) == pytest.approx(actor_harmonic_closeness(network).mean(), rel=1e-12)


def test_global_efficiency_lies_between_density_and_connectedness(any_pole):
    network = network_of(any_pole)
    assert pole_density(network) <= pole_global_efficiency(network) <= pole_connectedness(network)


def test_global_efficiency_runs_from_zero_to_one(isolates, pole_of):
    assert pole_global_efficiency(network_of(isolates)) == 0
    assert pole_global_efficiency(network_of(pole_of(combinations("abcd", 2)))) == 1


def test_isolates_change_neither_mean_distance_nor_diameter(f2, pole_of):
    wider = pole_of(list(zip(f2.links["source"], f2.links["target"], strict=True)), actors=["n6"])
    for measure in (pole_mean_distance, pole_diameter):
        assert measure(network_of(wider)) == measure(network_of(f2))


@pytest.mark.parametrize("measure", [pole_mean_distance, pole_diameter])
def test_distances_are_refused_without_links(measure, isolates):
    with pytest.raises(UndefinedMeasure, match="no two actors are linked"):
        measure(network_of(isolates))


def test_global_efficiency_is_refused_for_a_single_actor(pole_of):
    with pytest.raises(UndefinedMeasure, match="at least 2 actors"):
        pole_global_efficiency(network_of(pole_of(actors="a")))
