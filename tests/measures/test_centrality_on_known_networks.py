"""Published networks that networkx bundles, measured by coopnet, networkx and igraph alike, to 1e-10."""

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.measures.affiliation import actor_redundancy, structure_redundancy
from coopnet.measures.blocks import actor_core_number, actor_is_articulation, link_is_bridge
from coopnet.measures.centrality import actor_betweenness, actor_closeness, actor_harmonic_closeness
from coopnet.measures.clustering import (
    actor_barrat_clustering,
    actor_clustering,
    actor_onnela_clustering,
    pole_transitivity,
)
from coopnet.measures.cohesion import pole_components, pole_density
from coopnet.measures.degrees import actor_degree, actor_strength
from coopnet.measures.distances import pole_diameter, pole_global_efficiency, pole_mean_distance
from coopnet.measures.spectral import actor_current_flow_betweenness, actor_eigenvector, actor_katz, actor_pagerank
from coopnet.measures.structural_cohesion import (
    cohesive_blocks_of,
    pole_algebraic_connectivity,
    pole_node_connectivity,
)
from coopnet.measures.twomode_centrality import (
    actor_two_mode_betweenness,
    actor_two_mode_degree,
    structure_two_mode_closeness,
    structure_two_mode_degree,
)
from coopnet.network import affiliation_of, network_of

NETWORKS = {
    "karate": nx.karate_club_graph,
    "florentine": nx.florentine_families_graph,
    "miserables": nx.les_miserables_graph,
}


@pytest.fixture(params=NETWORKS, scope="module")
def known(request, pole_of):
    """Return the graph as networkx has it, with short names, and the pole made of it."""
    graph = NETWORKS[request.param]()
    graph = nx.relabel_nodes(graph, {node: f"m{number:02d}" for number, node in enumerate(graph)})
    for _, _, link in graph.edges(data=True):
        link.setdefault("weight", 1)
    links = [(a, b, "convention", float(w)) for a, b, w in graph.edges(data="weight")]
    return graph, pole_of(links, actors=graph)


@pytest.mark.parametrize(
    ("measure", "theirs"),
    [
        (actor_degree, lambda graph: dict(graph.degree)),
        (actor_betweenness, nx.betweenness_centrality),
        (actor_closeness, nx.closeness_centrality),
        (actor_core_number, nx.core_number),
        (actor_pagerank, lambda graph: nx.pagerank(graph, weight=None, tol=1e-16, max_iter=5000)),
        (actor_current_flow_betweenness, lambda graph: nx.current_flow_betweenness_centrality(graph, weight=None)),
        (actor_is_articulation, lambda graph: {v: v in set(nx.articulation_points(graph)) for v in graph}),
    ],
    ids=lambda one: one.__name__.strip("<>"),
)
def test_by_actor_as_networkx_has_it(known, measure, theirs):
    graph, pole = known
    assert measure(network_of(pole)).to_dict() == pytest.approx(theirs(graph), rel=1e-10, abs=1e-12)


def test_weighted_measures_as_networkx_has_them(known):
    graph, pole = known
    network = network_of(pole, view="newman")
    assert actor_strength(network).to_dict() == dict(graph.degree(weight="weight"))
    expected = nx.pagerank(graph, tol=1e-16, max_iter=5000)
    assert actor_pagerank(network).to_dict() == pytest.approx(expected, rel=1e-10)
    largest = max(np.linalg.eigvalsh(nx.to_numpy_array(graph)))
    expected = nx.katz_centrality_numpy(graph, alpha=0.5 / largest, normalized=False, weight="weight")
    assert actor_katz(network, alpha=0.5 / largest).to_dict() == pytest.approx(expected, rel=1e-10)
    expected = nx.clustering(graph, weight="weight")
    defined = actor_onnela_clustering(network).dropna()
    assert defined.to_dict() == pytest.approx({v: expected[v] for v in defined.index}, rel=1e-10)
    expected = nx.current_flow_betweenness_centrality(graph, weight="weight")
    assert actor_current_flow_betweenness(network).to_dict() == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_by_actor_as_igraph_has_it(known):
    graph, pole = known
    network = network_of(pole)
    theirs = igraph.Graph.Adjacency((network.matrix.toarray() > 0).tolist(), mode="undirected")
    assert actor_harmonic_closeness(network).tolist() == pytest.approx(theirs.harmonic_centrality(), rel=1e-10)
    clustering = theirs.transitivity_local_undirected(mode="nan")
    assert actor_clustering(network).tolist() == pytest.approx(clustering, rel=1e-10, nan_ok=True)
    assert actor_eigenvector(network).tolist() == pytest.approx(theirs.eigenvector_centrality(), rel=1e-10)
    between = np.array(theirs.betweenness()) / ((len(graph) - 1) * (len(graph) - 2) / 2)
    assert actor_betweenness(network).tolist() == pytest.approx(between.tolist(), rel=1e-10, abs=1e-12)


def test_barrat_clustering_as_igraph_has_it(known):
    graph, pole = known
    network = network_of(pole, view="newman")
    theirs = igraph.Graph(len(graph), [(int(a[1:]), int(b[1:])) for a, b in graph.edges])
    weights = [float(w) for *_, w in graph.edges(data="weight")]
    expected = theirs.transitivity_local_undirected(mode="nan", weights=weights)
    assert actor_barrat_clustering(network).tolist() == pytest.approx(expected, rel=1e-10, nan_ok=True)


def k_components(graph, k):
    """Return the largest sets of connectivity k or more, cutting at minimum cuts and never by networkx's k_components.

    No set of connectivity k lies on both sides of a smaller cut, so that each side is searched with the cut.
    """
    found, waiting = [], [set(part) for part in nx.connected_components(graph)]
    while waiting:
        some = waiting.pop()
        core = nx.k_core(graph.subgraph(some), k)
        if set(core) != some:
            waiting += [set(part) for part in nx.connected_components(core)]
            continue
        complete = core.size() == len(core) * (len(core) - 1) / 2
        cut = set() if complete else nx.minimum_node_cut(core)
        if len(some) > k and (complete or len(cut) >= k):
            found.append(some)
        elif len(some) > k:
            rest = core.subgraph(some - cut)
            waiting += [part | cut for part in nx.connected_components(rest)]
    return {frozenset(one) for one in found if not any(one < other for other in found)}


def test_cohesive_blocks_are_what_minimum_cuts_leave(known):
    graph, pole = known
    found = cohesive_blocks_of(network_of(pole))
    assert found.exact
    for k in range(1, max(nx.core_number(graph).values()) + 2):
        ours = {frozenset(block.members) for block in found.blocks if block.lowest <= k <= block.highest}
        assert ours == k_components(graph, k)


def test_of_the_pole_as_networkx_has_it(known):
    graph, pole = known
    network = network_of(pole)
    assert pole_density(network) == pytest.approx(nx.density(graph), rel=1e-10)
    assert pole_components(network) == nx.number_connected_components(graph)
    assert pole_transitivity(network) == pytest.approx(nx.transitivity(graph), rel=1e-10)
    assert pole_global_efficiency(network) == pytest.approx(nx.global_efficiency(graph), rel=1e-10)
    assert pole_node_connectivity(network) == nx.node_connectivity(graph)
    if nx.is_connected(graph):
        assert pole_mean_distance(network) == pytest.approx(nx.average_shortest_path_length(graph), rel=1e-10)
        assert pole_diameter(network) == nx.diameter(graph)
    eigenvalues = np.linalg.eigvalsh(nx.laplacian_matrix(graph, weight=None).toarray().astype(float))
    assert pole_algebraic_connectivity(network) == pytest.approx(eigenvalues[1], rel=1e-10, abs=1e-12)
    bridges = {frozenset(pair) for pair in nx.bridges(graph)}
    found = link_is_bridge(network)
    assert {frozenset(pair) for pair in found.index[found]} == bridges


def test_the_southern_women_in_two_modes(pole_of):
    """Eighteen women and fourteen events (Davis, Gardner and Gardner 1941), as networkx measures them."""
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    short = {node: f"w{k:02d}" for k, node in enumerate(women)} | {
        node: f"event{k:02d}" for k, node in enumerate(graph.graph["bottom"])
    }
    pole = pole_of(structures={short[event]: [short[w] for w in graph[event]] for event in graph.graph["bottom"]})
    affiliation = affiliation_of(pole)
    between = nx.bipartite.betweenness_centrality(graph, women)
    expected = {short[woman]: between[woman] for woman in women}
    assert actor_two_mode_betweenness(affiliation).to_dict() == pytest.approx(expected, rel=1e-10)
    near = nx.bipartite.closeness_centrality(graph, women)
    expected = {short[event]: near[event] for event in graph.graph["bottom"]}
    assert structure_two_mode_closeness(affiliation).to_dict() == pytest.approx(expected, rel=1e-10)
    shares = nx.bipartite.degree_centrality(graph, women)
    expected = {short[node]: share for node, share in shares.items()}
    ours = {**actor_two_mode_degree(affiliation), **structure_two_mode_degree(affiliation)}
    assert ours == pytest.approx(expected, rel=1e-10)
    expected = {short[node]: share for node, share in nx.bipartite.node_redundancy(graph).items()}
    ours = {**actor_redundancy(affiliation), **structure_redundancy(affiliation)}
    assert ours == pytest.approx(expected, rel=1e-10)
