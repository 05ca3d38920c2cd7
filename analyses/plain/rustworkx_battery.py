"""The measures of a pole as a plain rustworkx script computes them, where rustworkx has them or nearly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import rustworkx as rx

Tables = Mapping[str, Mapping[str, list[str]]]
ALONE = 10**9  # a number of nodes that no pole has: below it rustworkx keeps to one thread


def graph_of(tables: Tables) -> rx.PyGraph:
    """Return the pole as a simple graph: two actors are joined by a link, or by a structure of which both are."""
    actors = tables["actors"]["id"]
    place = {actor: k for k, actor in enumerate(actors)}
    pairs = [(place[a], place[b]) for a, b in zip(tables["links"]["source"], tables["links"]["target"], strict=True)]
    members: dict[str, list[int]] = {}
    for actor, structure in zip(tables["memberships"]["actor"], tables["memberships"]["structure"], strict=True):
        members.setdefault(structure, []).append(place[actor])
    for group in members.values():
        pairs += combinations(group, 2)
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(actors)
    graph.add_edges_from_no_data(pairs)
    return graph


def named(graph: rx.PyGraph, values: Any) -> dict[str, Any]:
    """Return values with the names of the actors, in whose order they come."""
    return dict(zip(graph.nodes(), values, strict=True))


def articulation(graph: rx.PyGraph) -> dict[str, bool]:
    """Return whether the pole falls apart without each actor."""
    found = rx.articulation_points(graph)
    return named(graph, [actor in found for actor in graph.node_indices()])


def harmonic(graph: rx.PyGraph) -> dict[str, float]:
    """Return the harmonic closeness of each actor, in [0, 1]."""
    steps = rx.distance_matrix(graph, parallel_threshold=ALONE, null_value=np.inf)
    np.fill_diagonal(steps, np.inf)
    return named(graph, ((1 / steps).sum(axis=1) / (len(steps) - 1)).tolist())


MEASURES: Mapping[str, Callable[[rx.PyGraph], Any]] = {
    "pole_components": rx.number_connected_components,
    "actor_betweenness": lambda graph: named(graph, rx.betweenness_centrality(graph, True, False, ALONE).values()),
    "actor_harmonic_closeness": harmonic,
    "actor_closeness": lambda graph: named(graph, rx.closeness_centrality(graph, True, ALONE).values()),
    "actor_pagerank": lambda graph: named(graph, rx.pagerank(graph.to_directed(), tol=1e-12).values()),
    "actor_core_number": lambda graph: named(graph, rx.core_number(graph).values()),
    "pole_transitivity": rx.transitivity,
    "actor_is_articulation": articulation,
}
