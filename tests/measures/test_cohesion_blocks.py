"""Cores, articulation actors and bridges."""

from itertools import combinations

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure
from coopnet.measures.blocks import (
    actor_core_number,
    actor_is_articulation,
    link_is_bridge,
    pole_articulation_share,
    pole_bridge_share,
    pole_core_table,
)
from coopnet.network import network_of


def core_of(linked, k):
    """Peel off whoever has fewer than k partners left, until nobody does."""
    left = set(range(len(linked)))
    while True:
        weak = {i for i in left if sum(linked[i, j] for j in left) < k}
        if not weak:
            return left
        left -= weak


def test_core_number_is_the_innermost_core_that_holds_the_actor(any_pole):
    network = network_of(any_pole)
    linked = network.matrix.toarray() > 0
    numbers = actor_core_number(network)
    for i, actor in enumerate(network.actors):
        assert numbers[actor] == max(k for k in range(network.n_actors) if i in core_of(linked, k))


def test_core_number_agrees_with_networkx(any_pole, simple_networkx):
    network = network_of(any_pole)
    assert actor_core_number(network).to_dict() == nx.core_number(simple_networkx(network))


def test_two_actors_joined_by_four_links_are_of_core_one(pole_of):
    """Igraph counts parallel links, and says 4."""
    assert list(actor_core_number(network_of(pole_of([("a", "b")] * 4)))) == [1, 1]
    assert igraph.Graph(edges=[(0, 1)] * 4).coreness() == [4, 4]


def test_core_table_counts_the_actors_and_pairs_of_each_core(any_pole):
    network = network_of(any_pole)
    linked = network.matrix.toarray() > 0
    table = pole_core_table(network)
    assert list(table.index) == list(range(int(actor_core_number(network).max()) + 1))
    for k, row in table.iterrows():
        core = core_of(linked, k)
        assert row["actors"] == len(core)
        assert row["share"] == pytest.approx(len(core) / network.n_actors)
        assert row["pairs"] == sum(linked[i, j] for i, j in combinations(core, 2))


def components(linked, left):
    graph = nx.Graph([(i, j) for i, j in combinations(left, 2) if linked[i, j]])
    graph.add_nodes_from(left)
    return nx.number_connected_components(graph)


def test_articulation_actors_are_those_whose_loss_separates_others(any_pole):
    network = network_of(any_pole)
    linked = network.matrix.toarray() > 0
    everyone = set(range(network.n_actors))
    whole = components(linked, everyone)
    expected = [components(linked, everyone - {i}) > whole for i in everyone]
    assert actor_is_articulation(network).tolist() == expected
    assert pole_articulation_share(network) == pytest.approx(np.mean(expected))


def test_bridges_are_pairs_whose_separation_separates_others(any_pole, simple_networkx):
    network = network_of(any_pole)
    graph = simple_networkx(network)
    whole = nx.number_connected_components(graph)
    bridges = link_is_bridge(network)
    assert len(bridges) == network.n_pairs
    for (a, b), is_bridge in bridges.items():
        without = graph.copy()
        without.remove_edge(a, b)
        assert is_bridge == (nx.number_connected_components(without) > whole)
    assert pole_bridge_share(network) == pytest.approx(bridges.mean())


def test_every_link_of_a_tree_is_a_bridge_and_none_of_a_ring(star, pole_of):
    ring = network_of(pole_of([("a", "b"), ("b", "c"), ("c", "a")]))
    assert pole_bridge_share(network_of(star)) == 1
    assert pole_articulation_share(network_of(star)) == 1 / 6
    assert pole_bridge_share(ring) == 0
    assert pole_articulation_share(ring) == 0


def test_articulation_share_is_largest_on_a_chain(pole_of):
    chain = pole_of([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    assert pole_articulation_share(network_of(chain)) == 3 / 5


def test_members_of_one_structure_never_depend_on_each_other(pole_of):
    network = network_of(pole_of(structures={"G": "abcd"}))
    assert not actor_is_articulation(network).any()
    assert not link_is_bridge(network).any()


def test_a_pole_without_links_has_neither_articulation_nor_bridge(isolates):
    network = network_of(isolates)
    assert not actor_is_articulation(network).any()
    assert (actor_core_number(network) == 0).all()
    assert link_is_bridge(network).empty
    with pytest.raises(UndefinedMeasure):
        pole_bridge_share(network)
