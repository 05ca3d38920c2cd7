"""Structural cohesion: k-components and node connectivity, against exhaustive search."""

from itertools import combinations

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.errors import CostRefused, UndefinedMeasure
from coopnet.measures.blocks import actor_core_number
from coopnet.measures.structural_cohesion import actor_cohesion, cohesive_blocks_of, pole_node_connectivity
from coopnet.network import network_of

# two graphs on which released libraries miss a k-component, written as pairs of actors
MISSED_BY_NETWORKX = "02 03 04 05 12 13 23 24 34 45"
MISSED_BY_IGRAPH = "02 13 24 25 34 35"


def pairs_in(text):
    return [tuple(pair) for pair in text.split()]


def connectivity(linked, members):
    """Fewest members whose loss leaves the others in pieces, or one alone, by trying every set."""
    for size in range(len(members)):
        for gone in combinations(members, size):
            left = [one for one in members if one not in gone]
            graph = nx.Graph([(a, b) for a, b in combinations(left, 2) if frozenset((a, b)) in linked])
            graph.add_nodes_from(left)
            if len(left) == 1 or not nx.is_connected(graph):
                return size
    return 0


def k_components(actors, linked, k):
    """Every largest set of more than k actors whose connectivity is k or more, by trying every set."""
    found = []
    for size in range(len(actors), k, -1):
        for members in map(frozenset, combinations(actors, size)):
            if not any(members < larger for larger in found) and connectivity(linked, sorted(members)) >= k:
                found.append(members)
    return found


def linked_pairs(graph):
    return {frozenset(pair) for pair in graph.edges}


def random_graph(seed):
    rng = np.random.default_rng(seed)
    return nx.gnp_random_graph(int(rng.integers(5, 8)), float(rng.uniform(0.3, 0.7)), seed=int(rng.integers(1 << 30)))


@pytest.fixture(
    params=[MISSED_BY_NETWORKX, MISSED_BY_IGRAPH, *range(6)], ids=["missed_1", "missed_2", *map(str, range(6))]
)
def graph(request):
    graph = random_graph(request.param) if isinstance(request.param, int) else nx.Graph(pairs_in(request.param))
    return nx.relabel_nodes(graph, str)


@pytest.fixture
def network(graph, pole_of):
    return network_of(pole_of(graph.edges, actors=sorted(graph)))


def test_blocks_are_the_largest_sets_of_each_connectivity(graph, network):
    found = cohesive_blocks_of(network)
    actors = sorted(graph)
    assert found.exact
    for k in range(1, len(actors)):
        blocks = [frozenset(block.members) for block in found.blocks if block.lowest <= k <= block.highest]
        assert sorted(map(sorted, blocks)) == sorted(map(sorted, k_components(actors, linked_pairs(graph), k)))


def test_cohesion_is_the_depth_of_the_innermost_block(graph, network):
    linked, actors = linked_pairs(graph), sorted(graph)
    depth = dict.fromkeys(actors, 0)
    for k in range(1, len(actors)):
        for block in k_components(actors, linked, k):
            depth |= dict.fromkeys(block, k)
    assert actor_cohesion(network).to_dict() == depth
    assert actor_cohesion(network).attrs["n_undecided"] == 0


def test_every_block_lies_inside_its_parent_and_is_as_connected_as_it_says(graph, network):
    found = cohesive_blocks_of(network)
    for block in found.blocks:
        assert connectivity(linked_pairs(graph), block.members) == block.highest
        if block.parent is not None:
            parent = found.blocks[block.parent]
            assert set(block.members) < set(parent.members)
            assert parent.highest < block.lowest


def test_cohesion_never_exceeds_the_core_number(any_pole):
    network = network_of(any_pole)
    assert (actor_cohesion(network) <= actor_core_number(network)).all()


def test_networkx_misses_a_complete_group_of_four(pole_of):
    """0, 2, 3 and 4 are all linked: a 3-component that networkx 3.6.1 does not report."""
    network = network_of(pole_of(pairs_in(MISSED_BY_NETWORKX)))
    assert actor_cohesion(network)[["0", "2", "3", "4"]].tolist() == [3, 3, 3, 3]
    if nx.__version__ == "3.6.1":
        assert max(nx.k_components(nx.Graph(pairs_in(MISSED_BY_NETWORKX)))) == 2


def test_igraph_misses_a_ring_of_four(pole_of):
    """2–4–3–5–2 is a ring, hence a 2-component that igraph 1.0 does not report."""
    network = network_of(pole_of(pairs_in(MISSED_BY_IGRAPH)))
    assert actor_cohesion(network)[["2", "3", "4", "5"]].tolist() == [2, 2, 2, 2]
    if igraph.__version__.startswith("1.0."):
        graph = igraph.Graph(edges=[tuple(map(int, pair)) for pair in pairs_in(MISSED_BY_IGRAPH)])
        assert max(graph.cohesive_blocks().cohesions()) == 1


def test_members_of_a_structure_of_four_have_a_cohesion_of_three(pole_of):
    pole = pole_of([("d", "e")], structures={"G": "abcd"})
    assert actor_cohesion(network_of(pole)).to_dict() == {"a": 3, "b": 3, "c": 3, "d": 3, "e": 1}


def test_parallel_links_do_not_change_cohesion(f1, pole_of):
    single = pole_of([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e")])
    assert (actor_cohesion(network_of(f1)) == actor_cohesion(network_of(single))).all()


def test_node_connectivity_is_the_fewest_departures_that_disconnect(graph, network):
    assert pole_node_connectivity(network) == connectivity(linked_pairs(graph), sorted(graph))


def test_node_connectivity_agrees_with_networkx(any_pole, simple_networkx):
    network = network_of(any_pole)
    assert pole_node_connectivity(network) == nx.node_connectivity(simple_networkx(network))


def test_node_connectivity_by_hand(star, two_components, pole_of):
    assert pole_node_connectivity(network_of(star)) == 1
    assert pole_node_connectivity(network_of(two_components)) == 0
    assert pole_node_connectivity(network_of(pole_of(combinations("abcde", 2)))) == 4


def test_node_connectivity_is_refused_for_a_single_actor(pole_of):
    with pytest.raises(UndefinedMeasure, match="at least 2 actors"):
        pole_node_connectivity(network_of(pole_of(actors="a")))


@pytest.fixture
def hard_network(pole_of):
    """Give two rings of overlapping triples that share two actors: cuts must be searched for."""
    one, other = "abcdefgh", "abqrstuv"
    return network_of(
        pole_of([(ring[i], ring[(i + step) % 8]) for ring in (one, other) for i in range(8) for step in (1, 2)])
    )


def test_a_search_that_stops_says_so_and_gives_bounds(hard_network):
    found = cohesive_blocks_of(hard_network, budget=0)
    full = cohesive_blocks_of(hard_network)
    assert full.exact
    assert not found.exact
    assert (found.cohesion <= full.cohesion).all()
    assert (full.cohesion <= found.upper).all()
    assert (found.upper <= actor_core_number(hard_network)).all()
    assert "bounds" in found.sentence("en")
    assert full.sentence("fr") == "Cohésion exacte."


def test_cohesion_is_nan_exactly_where_it_was_not_proved(hard_network):
    bounds = cohesive_blocks_of(hard_network, budget=0)
    cohesion = actor_cohesion(hard_network, budget=0)
    assert (cohesion.isna() == (bounds.cohesion < bounds.upper)).all()
    assert cohesion.attrs["n_undecided"] == cohesion.isna().sum() > 0


def test_node_connectivity_refuses_to_guess(hard_network):
    with pytest.raises(CostRefused, match="lies between 1 and 4"):
        pole_node_connectivity(hard_network, budget=0)


def test_the_table_of_blocks_has_one_row_per_block(network):
    found = cohesive_blocks_of(network)
    table = found.table()
    assert len(table) == len(found.blocks)
    assert table["size"].tolist() == [len(block.members) for block in found.blocks]


def test_a_pole_without_links_has_no_block(isolates):
    network = network_of(isolates)
    assert cohesive_blocks_of(network).blocks == ()
    assert (actor_cohesion(network) == 0).all()
