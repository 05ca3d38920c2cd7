"""Density, intensity, components, connectedness and Krackhardt's efficiency."""

from fractions import Fraction
from itertools import combinations

import networkx as nx
import pytest

from coopnet.errors import UndefinedMeasure, ViewRefused
from coopnet.measures.cohesion import (
    pole_components,
    pole_connectedness,
    pole_density,
    pole_efficiency,
    pole_largest_component_share,
    pole_link_intensity,
    pole_mean_multiplicity,
)
from coopnet.network import network_of


def reached_from(start, pairs):
    """Everybody whom a chain of linked pairs joins to ``start``."""
    known, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for pair in pairs:
            if here in pair:
                waiting += [other for other in pair if other not in known]
                known |= set(pair)
    return known


def linked_pairs(network):
    dense = network.matrix.toarray()
    return {
        frozenset((network.nodes[i], network.nodes[j]))
        for i, j in combinations(range(network.n_nodes), 2)
        if dense[i, j]
    }


def test_density_is_the_share_of_pairs_that_are_linked(any_pole):
    network = network_of(any_pole)
    pairs = list(combinations(any_pole.actors.index, 2))
    expected = Fraction(sum(frozenset(pair) in linked_pairs(network) for pair in pairs), len(pairs))
    assert pole_density(network) == float(expected)


def test_f1_by_hand(f1):
    """Five of ten pairs, six links."""
    assert pole_density(network_of(f1)) == 0.5
    assert pole_link_intensity(network_of(f1, view="links")) == 0.6
    assert pole_mean_multiplicity(network_of(f1, view="links")) == 6 / 5


def test_density_stays_a_share_where_multigraph_libraries_exceed_one(pole_of):
    """All six pairs of four actors, and ten links parallel to one of them: 16/6 to a library of multigraphs."""
    links = [*combinations("abcd", 2), *[("a", "b")] * 10]
    assert pole_density(network_of(pole_of(links))) == 1
    assert nx.density(nx.MultiGraph(links)) == pytest.approx(16 / 6)
    assert pole_link_intensity(network_of(pole_of(links), view="links")) == pytest.approx(16 / 6)


def test_density_refuses_a_weighted_view_and_says_what_to_type(f1):
    with pytest.raises(ViewRefused, match=r"cn\.pole_density\(cn\.network_of\(pole, view='pairs'\)\)"):
        pole_density(network_of(f1, view="links"))


def test_intensity_is_density_times_multiplicity(any_pole):
    pairs, links = network_of(any_pole), network_of(any_pole, view="links")
    product = pole_density(pairs) * pole_mean_multiplicity(links)
    assert pole_link_intensity(links) == pytest.approx(product, rel=1e-12)


@pytest.mark.parametrize("measure", [pole_density, pole_connectedness])
def test_shares_of_pairs_run_from_zero_to_one(measure, isolates, pole_of):
    assert measure(network_of(isolates)) == 0
    assert measure(network_of(pole_of(combinations("abcde", 2)))) == 1


@pytest.mark.parametrize("measure", [pole_density, pole_connectedness])
def test_shares_of_pairs_are_refused_for_a_single_actor(measure, pole_of):
    with pytest.raises(UndefinedMeasure, match="at least 2 actors"):
        measure(network_of(pole_of(actors="a")))


def test_mean_multiplicity_is_refused_without_links(isolates):
    with pytest.raises(UndefinedMeasure, match="no two actors are linked"):
        pole_mean_multiplicity(network_of(isolates, view="links"))


def test_components_and_connectedness_follow_their_definitions(any_pole):
    network = network_of(any_pole)
    actors, pairs = list(any_pole.actors.index), linked_pairs(network)
    reach = {actor: frozenset(reached_from(actor, pairs)) for actor in actors}
    assert pole_components(network) == len(set(reach.values()))
    assert pole_largest_component_share(network) == max(map(len, reach.values())) / len(actors)
    joined = sum(b in reach[a] for a, b in combinations(actors, 2))
    assert pole_connectedness(network) == pytest.approx(joined / (len(actors) * (len(actors) - 1) / 2), rel=1e-12)


def test_components_by_hand(two_components, isolates):
    network = network_of(two_components)
    assert pole_components(network) == 3
    assert pole_largest_component_share(network) == 1 / 2
    assert pole_connectedness(network) == pytest.approx(8 / 30)
    assert pole_components(network_of(isolates)) == 4
    assert pole_largest_component_share(network_of(isolates)) == 1 / 4


def test_components_see_structures_too_large_to_be_projected(two_mode):
    pairs = network_of(two_mode, limit=2)
    structures = network_of(two_mode, limit=2, view="structures")
    assert pole_components(pairs) == 6
    assert pole_components(structures) == 3
    assert pole_connectedness(structures) == pytest.approx(12 / 30)


def test_components_do_not_count_structures_without_a_named_member(pole_of):
    network = network_of(pole_of([("a", "b")], structures={"G": ""}), view="structures")
    assert network.n_nodes == 3
    assert pole_components(network) == 1


def test_connectedness_agrees_with_networkx(any_pole, simple_networkx):
    graph = simple_networkx(network_of(any_pole))
    n = len(graph)
    expected = sum(len(c) * (len(c) - 1) for c in nx.connected_components(graph)) / (n * (n - 1))
    assert pole_connectedness(network_of(any_pole)) == pytest.approx(expected, rel=1e-12)


def test_efficiency_is_one_minus_the_share_of_spare_links(any_pole, simple_networkx):
    graph = simple_networkx(network_of(any_pole))
    spare = room = 0
    for part in nx.connected_components(graph):
        size = len(part)
        spare += graph.subgraph(part).number_of_edges() - (size - 1)
        room += size * (size - 1) // 2 - (size - 1)
    assert pole_efficiency(network_of(any_pole)) == pytest.approx(1 - spare / room, rel=1e-12)


def test_efficiency_is_one_on_every_tree_and_zero_on_complete_parts(pole_of, star):
    path = pole_of([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    complete = pole_of([*combinations("abcd", 2), *combinations("efg", 2)], actors="h")
    assert pole_efficiency(network_of(path)) == 1
    assert pole_efficiency(network_of(star)) == 1
    assert pole_efficiency(network_of(complete)) == 0


def test_efficiency_of_f2_is_not_what_the_directed_formula_gives(f2):
    """One spare link of six. The package sna counts each link twice and prints 0.625, and 0.75 for a path of five."""
    assert pole_efficiency(network_of(f2)) == pytest.approx(5 / 6)
    n, ties = 5, 2 * 5
    assert 1 - (ties - (n - 1)) / (n * (n - 1) - (n - 1)) == 0.625


def test_efficiency_ignores_isolates(f2, pole_of):
    wider = pole_of(list(zip(f2.links["source"], f2.links["target"], strict=True)), actors=["n6", "n7"])
    assert pole_efficiency(network_of(wider)) == pole_efficiency(network_of(f2))


def test_efficiency_is_refused_when_no_component_exceeds_two_actors(pole_of):
    with pytest.raises(UndefinedMeasure, match="more than two actors"):
        pole_efficiency(network_of(pole_of([("a", "b"), ("c", "d")])))
