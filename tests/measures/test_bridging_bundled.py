"""Bridging and affiliation on networks that everybody has: networkx's own, against independent implementations."""

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.measures.affiliation import actor_redundancy, pole_affiliation_density, structure_redundancy
from coopnet.measures.assortativity import pole_assortativity, pole_degree_assortativity
from coopnet.measures.between import actor_between_sectors, actor_bridging_centrality
from coopnet.measures.brokerage import actor_brokerage_table
from coopnet.measures.ei import pole_ei
from coopnet.measures.holes import actor_constraint, actor_effective_size
from coopnet.measures.mixing import sector_mixing_shares
from coopnet.network import affiliation_of, network_of
from coopnet.pole import Pole

TOLERANCE = 1e-10
SECTORS = ("housing", "food", "culture", "mobility", "digital", "health")


def bundled(graph, label):
    """Return a networkx graph as a pole, as a simple graph with string names, and the sector of each node."""
    names = {node: f"n{position:03d}" for position, node in enumerate(graph)}
    simple = nx.relabel_nodes(nx.Graph(graph), names)
    sector = {names[node]: SECTORS[label(node) % len(SECTORS)] for node in graph}
    nx.set_node_attributes(simple, sector, "sector")
    edges = list(simple.edges)
    pole = Pole.from_tables(
        {
            "actors": {"id": list(simple), "sector": [sector[node] for node in simple]},
            "links": {
                "source": [a for a, _ in edges],
                "target": [b for _, b in edges],
                "kind": ["convention"] * len(edges),
            },
        }
    )
    return pole, simple, sector


@pytest.fixture(
    scope="module",
    params=["karate_club_graph", "les_miserables_graph", "florentine_families_graph", "krackhardt_kite_graph"],
)
def known(request):
    graph = getattr(nx, request.param)()
    if request.param == "karate_club_graph":
        return bundled(graph, lambda node: int(graph.nodes[node]["club"] == "Officer"))
    # labels without meaning: position in the list, in blocks of three
    position = {node: number // 3 for number, node in enumerate(graph)}
    return bundled(graph, lambda node: position[node])


def test_assortativity_mixing_and_ei_agree_with_networkx(known):
    pole, simple, sector = known
    network = network_of(pole)
    assert pole_assortativity(network) == pytest.approx(
        nx.attribute_assortativity_coefficient(simple, "sector"), rel=TOLERANCE
    )
    assert pole_degree_assortativity(network) == pytest.approx(
        nx.degree_pearson_correlation_coefficient(simple), rel=TOLERANCE
    )
    shares = sector_mixing_shares(network)
    mapping = {name: number for number, name in enumerate(shares.index)}
    np.testing.assert_allclose(
        shares, nx.attribute_mixing_matrix(simple, "sector", mapping=mapping), rtol=TOLERANCE, atol=1e-15
    )
    external = sum(sector[a] != sector[b] for a, b in simple.edges)
    assert pole_ei(network) == pytest.approx((2 * external - simple.size()) / simple.size())


def test_constraint_agrees_with_networkx_and_igraph(known):
    pole, simple, _ = known
    values = actor_constraint(network_of(pole))
    theirs = nx.constraint(simple)
    np.testing.assert_allclose(values, [theirs[node] for node in values.index], rtol=TOLERANCE)
    order = {node: number for number, node in enumerate(values.index)}
    graph = igraph.Graph(n=len(order), edges=[(order[a], order[b]) for a, b in simple.edges])
    np.testing.assert_allclose(values, graph.constraint(), rtol=TOLERANCE)


def test_effective_size_agrees_with_networkx(known):
    pole, simple, _ = known
    values, theirs = actor_effective_size(network_of(pole)), nx.effective_size(simple, nodes=list(simple))
    np.testing.assert_allclose(values, [theirs[node] for node in values.index], rtol=TOLERANCE)


def test_bridging_centrality_rests_on_betweenness_as_networkx_gives_it(known):
    pole, simple, _ = known
    values, between = actor_bridging_centrality(network_of(pole)), nx.betweenness_centrality(simple)
    for node, value in values.items():
        coefficient = 1 / simple.degree(node) / sum(1 / simple.degree(other) for other in simple[node])
        assert value == pytest.approx(between[node] * coefficient, rel=TOLERANCE, abs=1e-15)


def test_between_sectors_is_betweenness_of_subsets_as_networkx_gives_it(known):
    """Paths that start in each sector and end elsewhere: pairs are met from both ends, and networkx halves them."""
    pole, simple, sector = known
    network = network_of(pole)
    total = dict.fromkeys(simple, 0.0)
    for s in set(sector.values()):
        inside = [node for node in simple if sector[node] == s]
        outside = [node for node in simple if sector[node] != s]
        for node, value in nx.betweenness_centrality_subset(simple, inside, outside).items():
            total[node] += value
    values = actor_between_sectors(network)
    for node, value in values.items():
        others = [sector[other] for other in simple if other != node]
        pairs = sum(s != t for k, s in enumerate(others) for t in others[k + 1 :])
        assert value == pytest.approx(total[node] / pairs, rel=TOLERANCE, abs=1e-15)


def test_brokers_stand_between_as_many_open_pairs_as_clustering_leaves(known):
    pole, simple, _ = known
    table, triangles = actor_brokerage_table(network_of(pole)), nx.triangles(simple)
    for node in simple:
        k = simple.degree(node)
        assert table.loc[node, "total"] == k * (k - 1) / 2 - triangles[node]


def test_southern_women_agree_with_networkx():
    graph = nx.davis_southern_women_graph()
    women = [node for node, side in graph.nodes(data="bipartite") if side == 0]
    events = [node for node, side in graph.nodes(data="bipartite") if side == 1]
    ids = {name: f"w{number:02d}" for number, name in enumerate(women)}
    pole = Pole.from_tables(
        {
            "actors": {"id": list(ids.values())},
            "structures": {"id": events, "kind": ["mutualised_service"] * len(events)},
            "memberships": {
                "actor": [ids[a] for a in women for _ in graph[a]],
                "structure": [event for a in women for event in graph[a]],
            },
        }
    )
    affiliation = affiliation_of(pole)
    theirs = nx.bipartite.node_redundancy(graph)
    assert pole_affiliation_density(affiliation) == pytest.approx(nx.bipartite.density(graph, women))
    np.testing.assert_allclose(structure_redundancy(affiliation), [theirs[event] for event in events], rtol=TOLERANCE)
    np.testing.assert_allclose(actor_redundancy(affiliation), [theirs[name] for name in women], rtol=TOLERANCE)
