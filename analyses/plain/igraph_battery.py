"""The measures of a pole as a plain igraph script computes them, where igraph has them or nearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any

import igraph as ig

Tables = Mapping[str, Mapping[str, list[str]]]


def graph_of(tables: Tables) -> ig.Graph:
    """Return the pole as a simple graph: two actors are joined by a link, or by a structure of which both are."""
    actors = tables["actors"]
    place = {actor: k for k, actor in enumerate(actors["id"])}
    pairs = [(place[a], place[b]) for a, b in zip(tables["links"]["source"], tables["links"]["target"], strict=True)]
    members: dict[str, list[int]] = {}
    for actor, structure in zip(tables["memberships"]["actor"], tables["memberships"]["structure"], strict=True):
        members.setdefault(structure, []).append(place[actor])
    for group in members.values():
        pairs += combinations(group, 2)
    graph = ig.Graph(n=len(place), edges=pairs, vertex_attrs={"name": actors["id"], "sector": actors["sector"]})
    return graph.simplify()


def codes(graph: ig.Graph) -> list[int]:
    """Return the sector of each actor as a number."""
    number: dict[str, int] = {}
    return [number.setdefault(sector, len(number)) for sector in graph.vs["sector"]]


def mixing(graph: ig.Graph) -> Counter[tuple[str, str]]:
    """Return the number of linked pairs between sectors."""
    sector = graph.vs["sector"]
    return Counter(tuple(sorted((sector[a], sector[b]))) for a, b in graph.get_edgelist())


def ei(graph: ig.Graph) -> float:
    """Return the E–I index of sectors."""
    sector = graph.vs["sector"]
    external = sum(sector[a] != sector[b] for a, b in graph.get_edgelist())
    return (2 * external - graph.ecount()) / graph.ecount()


def named(graph: ig.Graph, values: Iterable[Any]) -> dict[str, Any]:
    """Return values with the names of the actors, in whose order they come."""
    return dict(zip(graph.vs["name"], values, strict=True))


def betweenness(graph: ig.Graph) -> dict[str, float]:
    """Return the share of pairs whose shortest paths run through each actor."""
    n = graph.vcount()
    return named(graph, [value * 2 / ((n - 1) * (n - 2)) for value in graph.betweenness()])


def articulation(graph: ig.Graph) -> dict[str, bool]:
    """Return whether the pole falls apart without each actor."""
    found = set(graph.articulation_points())
    return named(graph, [actor in found for actor in range(graph.vcount())])


MEASURES: Mapping[str, Callable[[ig.Graph], Any]] = {
    "pole_density": ig.Graph.density,
    "pole_components": lambda graph: len(graph.connected_components()),
    "actor_betweenness": betweenness,
    "actor_harmonic_closeness": lambda graph: named(graph, graph.harmonic_centrality()),
    "actor_closeness": lambda graph: named(graph, graph.closeness()),
    "actor_pagerank": lambda graph: named(graph, graph.pagerank()),
    "actor_core_number": lambda graph: named(graph, graph.coreness()),
    "actor_clustering": lambda graph: named(graph, graph.transitivity_local_undirected(mode="nan")),
    "pole_transitivity": ig.Graph.transitivity_undirected,
    "actor_is_articulation": articulation,
    "actor_constraint": lambda graph: named(graph, graph.constraint()),
    "sector_mixing": mixing,
    "pole_ei": ei,
    "pole_assortativity": lambda graph: graph.assortativity_nominal(codes(graph), directed=False),
    "pole_sector_modularity": lambda graph: graph.modularity(codes(graph)),
}
