"""Two-mode centrality and clustering: actors and structures without projection."""

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest

from coopnet.errors import CostRefused, UndefinedMeasure, ViewRefused
from coopnet.measures.clustering import pole_transitivity
from coopnet.measures.twomode_centrality import (
    actor_two_mode_betweenness,
    actor_two_mode_closeness,
    actor_two_mode_degree,
    structure_two_mode_betweenness,
    structure_two_mode_closeness,
    structure_two_mode_degree,
)
from coopnet.measures.twomode_clustering import actor_two_mode_clustering, pole_two_mode_clustering
from coopnet.network import affiliation_of, network_of


def bipartite(pole):
    """Actors and structures as one simple graph."""
    graph = nx.Graph()
    graph.add_nodes_from([*pole.actors.index, *pole.structures.index])
    graph.add_edges_from(zip(pole.memberships["actor"], pole.memberships["structure"], strict=True))
    return graph


@pytest.fixture(params=range(4))
def memberships_pole(request, random_pole):
    rng = np.random.default_rng(request.param)
    return random_pole(rng, n_actors=9, n_links=0, n_structures=3 + request.param, structure_size=5)


def test_degrees_are_shares_of_the_other_side(memberships_pole):
    graph, affiliation = bipartite(memberships_pole), affiliation_of(memberships_pole)
    actors, structures = list(affiliation.actors), list(affiliation.structures)
    expected = {actor: graph.degree(actor) / len(structures) for actor in actors}
    assert actor_two_mode_degree(affiliation).to_dict() == pytest.approx(expected, rel=1e-12)
    expected = {structure: graph.degree(structure) / len(actors) for structure in structures}
    assert structure_two_mode_degree(affiliation).to_dict() == pytest.approx(expected, rel=1e-12)


def closeness_by_hand(graph, node, own_side):
    """Best sum of distances to those within reach, over their sum; times the share within reach."""
    lengths = nx.single_source_shortest_path_length(graph, node)
    reached = [other for other in lengths if other != node]
    if not reached:
        return np.nan
    nearest = sum(2 if other in own_side else 1 for other in reached)
    return nearest / sum(lengths.values()) * len(reached) / (len(graph) - 1)


def test_closeness_is_the_best_sum_of_distances_over_their_sum(memberships_pole):
    graph, affiliation = bipartite(memberships_pole), affiliation_of(memberships_pole)
    for side, measure in (
        (set(affiliation.actors), actor_two_mode_closeness),
        (set(affiliation.structures), structure_two_mode_closeness),
    ):
        expected = {node: closeness_by_hand(graph, node, side) for node in side}
        assert measure(affiliation).to_dict() == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_closeness_agrees_with_networkx_on_a_connected_pole_and_networkx_exceeds_one_on_another(pole_of):
    """Two actors of a structure apart from the rest would be 'closer' than anybody can be."""
    connected = pole_of(structures={"G": "abc", "H": "cd"})
    expected = nx.bipartite.closeness_centrality(bipartite(connected), set("abcd"))
    actors, structures = (
        measure(affiliation_of(connected)).to_dict()
        for measure in (actor_two_mode_closeness, structure_two_mode_closeness)
    )
    assert actors | structures == pytest.approx(expected)
    apart = pole_of(structures={"G": "abc", "H": "cd", "K": "ef"})
    assert nx.bipartite.closeness_centrality(bipartite(apart), set("abcdef"))["e"] > 1
    assert actor_two_mode_closeness(affiliation_of(apart))["e"] == 1 * 2 / 8


def through_by_enumeration(graph):
    through = dict.fromkeys(graph, 0.0)
    for s, t in combinations(graph, 2):
        if nx.has_path(graph, s, t):
            paths = list(nx.all_shortest_paths(graph, s, t))
            for path in paths:
                for inner in path[1:-1]:
                    through[inner] += 1 / len(paths)
    return through


def test_betweenness_is_a_share_of_the_most_that_the_side_allows(memberships_pole):
    affiliation = affiliation_of(memberships_pole)
    through = through_by_enumeration(bipartite(memberships_pole))
    for side, other, measure in (
        (affiliation.actors, affiliation.structures, actor_two_mode_betweenness),
        (affiliation.structures, affiliation.actors, structure_two_mode_betweenness),
    ):
        s, t = divmod(len(side) - 1, len(other))
        n = len(other)
        most = (n**2 * (s + 1) ** 2 + n * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
        expected = {node: through[node] / most for node in side}
        assert measure(affiliation).to_dict() == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_betweenness_agrees_with_networkx(memberships_pole):
    affiliation = affiliation_of(memberships_pole)
    expected = nx.bipartite.betweenness_centrality(bipartite(memberships_pole), set(affiliation.actors))
    found = actor_two_mode_betweenness(affiliation).to_dict() | structure_two_mode_betweenness(affiliation).to_dict()
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_betweenness_is_one_for_the_centre_of_an_even_spread(pole_of):
    """Hub is in all three structures, the five others in one each, as evenly as can be."""
    affiliation = affiliation_of(
        pole_of(structures={"G": ["hub", "a", "b"], "H": ["hub", "c", "d"], "K": ["hub", "e"]})
    )
    assert actor_two_mode_betweenness(affiliation)["hub"] == pytest.approx(1)
    assert (actor_two_mode_betweenness(affiliation).drop("hub") == 0).all()


def four_paths(pole):
    """Each path j–s–i–t–k, once whatever its direction, with whether j and k meet elsewhere."""
    members = {s: set(rows["actor"]) for s, rows in pole.memberships.groupby("structure")}
    for s, t in permutations(members, 2):
        for i in members[s] & members[t]:
            for j in members[s] - {i}:
                for k in members[t] - {i, j}:
                    if j < k:
                        yield i, any(j in members[u] and k in members[u] for u in members if u not in (s, t))


def test_clustering_is_the_share_of_closed_four_paths(memberships_pole):
    affiliation = affiliation_of(memberships_pole)
    paths = list(four_paths(memberships_pole))
    shares = actor_two_mode_clustering(affiliation)
    for actor in affiliation.actors:
        around = [closed for middle, closed in paths if middle == actor]
        assert shares[actor] == pytest.approx(np.mean(around) if around else np.nan, nan_ok=True)
    assert shares.attrs["n_undefined"] == shares.isna().sum()
    if paths:
        expected = np.mean([closed for _, closed in paths])
        assert pole_two_mode_clustering(affiliation) == pytest.approx(expected, rel=1e-12)


def test_a_large_structure_is_all_triangles_once_projected_and_nothing_here(pole_of):
    pole = pole_of(structures={"G": "abcdefgh", "H": "hi", "K": "ij"})
    assert pole_transitivity(network_of(pole)) > 0.9
    assert pole_two_mode_clustering(affiliation_of(pole)) == 0


def test_clustering_is_one_when_three_actors_meet_two_by_two_and_refused_for_one_structure(pole_of):
    triangle = affiliation_of(pole_of(structures={"G": "ab", "H": "bc", "K": "ac"}))
    assert pole_two_mode_clustering(triangle) == 1
    with pytest.raises(UndefinedMeasure, match="two structures"):
        pole_two_mode_clustering(affiliation_of(pole_of(structures={"G": "abc"})))


def test_undefined_cases_are_nan(two_mode, f1):
    """Actor f of the fixture is in no structure; the pole F1 has none at all."""
    affiliation = affiliation_of(two_mode)
    assert actor_two_mode_degree(affiliation)["f"] == 0
    assert np.isnan(actor_two_mode_closeness(affiliation)["f"])
    assert np.isnan(actor_two_mode_clustering(affiliation)["f"])
    for measure in (actor_two_mode_degree, actor_two_mode_closeness, actor_two_mode_betweenness):
        assert measure(affiliation_of(f1)).isna().all()
    for measure in (structure_two_mode_degree, structure_two_mode_closeness, structure_two_mode_betweenness):
        assert measure(affiliation_of(f1)).empty


def test_a_network_is_refused_with_what_to_type_instead(f1):
    with pytest.raises(ViewRefused, match=r"cn\.affiliation_of\(pole\)"):
        actor_two_mode_degree(network_of(f1))


@pytest.mark.parametrize("measure", [actor_two_mode_betweenness, structure_two_mode_betweenness])
def test_betweenness_beyond_its_budget_is_refused_with_what_to_use_instead(two_mode, measure):
    with pytest.raises(CostRefused, match="actor_betweenness_sample_table"):
        measure(affiliation_of(two_mode), budget=10)


@pytest.mark.parametrize("measure", [actor_two_mode_clustering, pole_two_mode_clustering])
def test_clustering_beyond_its_budget_of_triples_is_refused_and_within_it_taken(pole_of, measure):
    affiliation = affiliation_of(pole_of(structures={"G": "abcd", "H": "abc"}))  # four triples, and one
    with pytest.raises(CostRefused, match="5 triples of fellow members, more than its budget of 4") as refusal:
        measure(affiliation, budget=4)
    assert "5 trios de membres" in refusal.value.fr
    measure(affiliation, budget=5)


def test_clustering_projects_no_structure_of_twenty_thousand(pole_of):
    affiliation = affiliation_of(pole_of(structures={"G": [f"a{i}" for i in range(20_000)], "H": ["a1", "a2"]}))
    for measure in (actor_two_mode_clustering, pole_two_mode_clustering):
        with pytest.raises(CostRefused, match="199,990,001 pairs"):
            measure(affiliation, budget=np.inf)
