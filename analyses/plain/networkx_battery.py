"""The measures of a pole as a plain networkx script computes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import networkx as nx

Tables = Mapping[str, Mapping[str, list[str]]]


def graph_of(tables: Tables) -> nx.Graph:
    """Return the pole as a simple graph: two actors are joined by a link, or by a structure of which both are."""
    graph = nx.Graph()
    actors = tables["actors"]
    for actor, sector in zip(actors["id"], actors["sector"], strict=True):
        graph.add_node(actor, sector=sector)
    graph.add_edges_from(zip(tables["links"]["source"], tables["links"]["target"], strict=True))
    members: dict[str, list[str]] = {}
    for actor, structure in zip(tables["memberships"]["actor"], tables["memberships"]["structure"], strict=True):
        members.setdefault(structure, []).append(actor)
    for group in members.values():
        graph.add_edges_from(combinations(group, 2))
    return graph


def mixing(graph: nx.Graph) -> Counter[tuple[str, str]]:
    """Return the number of linked pairs between sectors."""
    sector = nx.get_node_attributes(graph, "sector")
    return Counter(tuple(sorted((sector[a], sector[b]))) for a, b in graph.edges)


def ei(graph: nx.Graph) -> float:
    """Return the E–I index of sectors."""
    sector = nx.get_node_attributes(graph, "sector")
    external = sum(sector[a] != sector[b] for a, b in graph.edges)
    return (2 * external - graph.number_of_edges()) / graph.number_of_edges()


def brokerage(graph: nx.Graph) -> dict[str, list[int]]:
    """Return Gould and Fernandez's roles of each actor, on unordered pairs of partners that are not linked."""
    sector = nx.get_node_attributes(graph, "sector")
    found = {}
    for actor in graph:
        roles = [0, 0, 0, 0]  # coordinator, consultant, gatekeeper or representative, liaison
        own = sector[actor]
        for a, b in combinations(graph[actor], 2):
            if not graph.has_edge(a, b):
                if sector[a] == sector[b]:
                    roles[0 if sector[a] == own else 1] += 1
                else:
                    roles[2 if own in (sector[a], sector[b]) else 3] += 1
        found[actor] = roles
    return found


def modularity(graph: nx.Graph) -> float:
    """Return the modularity of the partition by sector."""
    groups: dict[str, set[str]] = {}
    for actor, sector in nx.get_node_attributes(graph, "sector").items():
        groups.setdefault(sector, set()).add(actor)
    return nx.community.modularity(graph, groups.values())


def articulation(graph: nx.Graph) -> dict[str, bool]:
    """Return whether the pole falls apart without each actor."""
    found = set(nx.articulation_points(graph))
    return {actor: actor in found for actor in graph}


def harmonic(graph: nx.Graph) -> dict[str, float]:
    """Return the harmonic closeness of each actor, in [0, 1]."""
    return {actor: value / (len(graph) - 1) for actor, value in nx.harmonic_centrality(graph).items()}


MEASURES: Mapping[str, Callable[[nx.Graph], Any]] = {
    "pole_density": nx.density,
    "pole_components": nx.number_connected_components,
    "actor_betweenness": nx.betweenness_centrality,
    "actor_harmonic_closeness": harmonic,
    "actor_closeness": nx.closeness_centrality,
    "actor_pagerank": lambda graph: nx.pagerank(graph, tol=1e-12),
    "actor_core_number": nx.core_number,
    "actor_clustering": nx.clustering,
    "pole_transitivity": nx.transitivity,
    "pole_global_efficiency": nx.global_efficiency,
    "actor_is_articulation": articulation,
    "actor_constraint": nx.constraint,
    "actor_effective_size": nx.effective_size,
    "sector_mixing": mixing,
    "pole_ei": ei,
    "pole_assortativity": lambda graph: nx.attribute_assortativity_coefficient(graph, "sector"),
    "pole_sector_modularity": modularity,
    "actor_brokerage_table": brokerage,
    "pole_algebraic_connectivity": lambda graph: nx.algebraic_connectivity(graph, method="lobpcg", seed=1),
}
