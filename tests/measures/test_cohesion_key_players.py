"""Key players, against exhaustive search."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.measures import key_players as module
from coopnet.measures.cohesion import pole_connectedness
from coopnet.measures.distances import pole_global_efficiency
from coopnet.measures.key_players import fragmentation_without, key_players, reach_of
from coopnet.network import network_of

CRITERIA = ("fragmentation", "distance_fragmentation", "reach")


def achieved(graph, actors, criterion):
    """Read the definition of each criterion off networkx distances."""
    if criterion == "reach":
        lengths = nx.multi_source_dijkstra_path_length(graph, set(actors), weight=None)
        return sum(1 / max(d, 1) for d in lengths.values()) / len(graph)
    left = graph.copy()
    left.remove_nodes_from(actors)
    pairs = list(combinations(left, 2))
    lengths = dict(nx.all_pairs_shortest_path_length(left))
    if criterion == "fragmentation":
        return 1 - sum(b in lengths[a] for a, b in pairs) / len(pairs)
    return 1 - sum(1 / lengths[a][b] for a, b in pairs if b in lengths[a]) / len(pairs)


@pytest.fixture
def network(random_pole):
    return network_of(random_pole(np.random.default_rng(8), n_actors=10, n_links=13, n_structures=1))


def test_values_follow_their_definitions(network, simple_networkx):
    graph = simple_networkx(network)
    for actors in combinations(network.actors, 2):
        assert fragmentation_without(network, actors) == pytest.approx(achieved(graph, actors, "fragmentation"))
        by_distance = fragmentation_without(network, actors, by_distance=True)
        assert by_distance == pytest.approx(achieved(graph, actors, "distance_fragmentation"))
        assert reach_of(network, actors) == pytest.approx(achieved(graph, actors, "reach"))


def test_fragmentation_of_the_whole_pole_completes_connectedness_and_efficiency(any_pole):
    network = network_of(any_pole)
    assert fragmentation_without(network) == pytest.approx(1 - pole_connectedness(network))
    assert fragmentation_without(network, by_distance=True) == pytest.approx(1 - pole_global_efficiency(network))


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_small_poles_are_searched_exhaustively(network, simple_networkx, rng, criterion, size):
    graph = simple_networkx(network)
    found = key_players(network, size, criterion=criterion, rng=rng)
    best = max(achieved(graph, actors, criterion) for actors in combinations(network.actors, size))
    assert found.exact
    assert found.value == pytest.approx(best)
    assert achieved(graph, found.actors, criterion) == pytest.approx(best)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_exchanges_find_the_best_set_of_a_small_pole_and_say_they_are_not_exact(network, monkeypatch, criterion):
    best = key_players(network, 3, criterion=criterion, rng=np.random.default_rng(1))
    monkeypatch.setattr(module, "EXHAUSTIVE", 0)
    found = key_players(network, 3, criterion=criterion, rng=np.random.default_rng(1), n_starts=10)
    assert not found.exact
    assert found.value == pytest.approx(best.value)


def test_the_best_set_is_not_the_set_of_the_best(pole_of, rng):
    """Each of the hubs a and b can stand in for the other; alone, c holds together the most, a star apart."""
    links = [(hub, leaf) for hub in "ab" for leaf in "vwxyz"]
    network = network_of(pole_of([*links, *(("c", tip) for tip in "defg")]))
    alone = {actor: fragmentation_without(network, [actor]) for actor in network.actors}
    assert max(alone, key=alone.get) == "c"
    assert set(key_players(network, 2, rng=rng).actors) == {"a", "b"}


def test_a_hub_reaches_everybody_and_holds_everybody(star, rng):
    network = network_of(star)
    assert reach_of(network, ["hub"]) == 1
    assert fragmentation_without(network, ["hub"]) == 1
    for criterion in CRITERIA:
        found = key_players(network, 1, criterion=criterion, rng=rng)
        assert found.actors == ("hub",)
        assert found.value == 1


def test_before_is_the_value_of_the_empty_set(network, rng):
    assert key_players(network, 1, rng=rng).before == pytest.approx(fragmentation_without(network))
    assert key_players(network, 1, criterion="reach", rng=rng).before == 0


def test_wrong_requests_are_refused_in_a_sentence(f1, rng):
    network = network_of(f1)
    with pytest.raises(UnknownWord, match="No actor “zz”"):
        fragmentation_without(network, ["zz"])
    with pytest.raises(UnknownWord, match="size"):
        key_players(network, 0, rng=rng)
    with pytest.raises(UnknownWord, match="fragmentation, distance_fragmentation, reach"):
        key_players(network, 1, criterion="fame", rng=rng)
    with pytest.raises(UndefinedMeasure, match="at least 6 actors"):
        key_players(network, 4, rng=rng)
