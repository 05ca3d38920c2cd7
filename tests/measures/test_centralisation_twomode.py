"""Two-mode centralisation, against its definition on every small table of memberships."""

from itertools import product

import networkx as nx
import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure
from coopnet.measures.twomode_centralisation import (
    pole_two_mode_betweenness_centralisation,
    pole_two_mode_closeness_centralisation,
    pole_two_mode_degree_centralisation,
    two_mode_closeness_spread,
)
from coopnet.network import affiliation_of

ALL = (
    pole_two_mode_degree_centralisation,
    pole_two_mode_closeness_centralisation,
    pole_two_mode_betweenness_centralisation,
)


def graphs(n, m):
    """Every connected two-mode graph of n actors (0 …) and m structures (n …)."""
    cells = list(product(range(n), range(n, n + m)))
    for chosen in range(2 ** len(cells)):
        graph = nx.Graph()
        graph.add_nodes_from(range(n + m))
        graph.add_edges_from(cell for place, cell in enumerate(cells) if chosen >> place & 1)
        if nx.is_connected(graph):
            yield graph


def spread(values):
    values = np.array(list(values))
    return float((values.max() - values).sum())


def closenesses(graph, n, m):
    for actor in range(n):
        yield (m + 2 * (n - 1)) / sum(nx.single_source_shortest_path_length(graph, actor).values())


@pytest.mark.parametrize(("n", "m"), [(2, 2), (3, 2), (2, 3), (3, 3), (5, 2)])
def test_no_connected_table_of_that_size_has_a_larger_sum_and_one_reaches_it(n, m):
    largest = {"degree": 0.0, "closeness": 0.0, "betweenness": 0.0}
    for graph in graphs(n, m):
        raw = nx.betweenness_centrality(graph, normalized=False)
        found = {
            "degree": spread(graph.degree(actor) for actor in range(n)),
            "closeness": spread(closenesses(graph, n, m)),
            "betweenness": spread(raw[actor] for actor in range(n)),
        }
        largest = {name: max(value, found[name]) for name, value in largest.items()}
    assert largest["degree"] == (n - 1) * (m - 1)
    assert largest["closeness"] == pytest.approx(two_mode_closeness_spread(n, m), rel=1e-12)
    top = max(max(nx.betweenness_centrality(graph, normalized=False)[i] for i in range(n)) for graph in graphs(n, m))
    assert largest["betweenness"] == pytest.approx(top * (n - 1))


@pytest.mark.parametrize("seed", range(3))
def test_follows_the_definition_on_random_memberships(random_pole, seed):
    pole = random_pole(np.random.default_rng(seed), n_actors=9, n_links=0, n_structures=4, structure_size=5)
    graph = nx.Graph(zip(pole.memberships["actor"], pole.memberships["structure"], strict=True))
    assert nx.is_connected(graph)
    actors = [node for node in graph if node in pole.actors.index]
    n, m = len(actors), len(graph) - len(actors)
    affiliation = affiliation_of(pole)
    assert pole_two_mode_degree_centralisation(affiliation) == pytest.approx(
        spread(graph.degree(actor) for actor in actors) / ((n - 1) * (m - 1))
    )
    near = [(m + 2 * (n - 1)) / sum(nx.single_source_shortest_path_length(graph, actor).values()) for actor in actors]
    assert pole_two_mode_closeness_centralisation(affiliation) == pytest.approx(
        spread(near) / two_mode_closeness_spread(n, m)
    )
    between = nx.bipartite.betweenness_centrality(graph, actors)
    assert pole_two_mode_betweenness_centralisation(affiliation) == pytest.approx(
        spread(between[actor] for actor in actors) / (n - 1)
    )


def test_is_one_when_one_actor_joins_structures_that_share_nobody_else(pole_of):
    affiliation = affiliation_of(pole_of([], structures={"G": "hab", "H": "hcd", "I": "hef"}))
    assert [measure(affiliation) for measure in ALL] == pytest.approx([1, 1, 1])


def test_is_zero_when_all_members_belong_alike(pole_of):
    affiliation = affiliation_of(pole_of([], structures={"G": "ab", "H": "bc", "I": "ca"}))
    assert [measure(affiliation) for measure in ALL] == pytest.approx([0, 0, 0])


def test_actors_of_no_structure_change_nothing(pole_of):
    without = pole_of([], structures={"G": "abc", "H": "cd"})
    with_one = pole_of([("a", "z", "convention")], structures={"G": "abc", "H": "cd"})
    for measure in ALL:
        assert measure(affiliation_of(with_one)) == measure(affiliation_of(without))


def test_is_refused_with_a_single_structure(pole_of):
    for measure in ALL:
        with pytest.raises(UndefinedMeasure, match="two structures"):
            measure(affiliation_of(pole_of([], structures={"G": "abc"})))


def test_closeness_is_refused_where_structures_leave_two_groups_apart(pole_of):
    with pytest.raises(UndefinedMeasure, match="hold all members together"):
        pole_two_mode_closeness_centralisation(affiliation_of(pole_of([], structures={"G": "ab", "H": "cd"})))
