"""Null ensembles as a plain networkx script draws and measures them: one function per ensemble, for so many draws."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx

from plain.networkx_battery import brokerage, ei, graph_of, harmonic, mixing

Tables = Mapping[str, Mapping[str, list[str]]]
Pair = tuple[str, str]
SWAPS_PER_LINK = 10
TRADES_PER_STRUCTURE = 5


def rewired(graph: nx.Graph) -> nx.Graph:
    """Return another graph with the same degrees, ten exchanges of ends per link away."""
    drawn = graph.copy()
    swaps = SWAPS_PER_LINK * graph.number_of_edges()
    return nx.double_edge_swap(drawn, nswap=swaps, max_tries=100 * swaps)


def by_kind(tables: Tables) -> dict[str, nx.Graph]:
    """Return the direct links of each kind as a simple graph."""
    kinds: dict[str, nx.Graph] = {}
    for a, b, kind in zip(*(tables["links"][column] for column in ("source", "target", "kind")), strict=True):
        kinds.setdefault(kind, nx.Graph()).add_edge(a, b)
    return kinds


def overlap(kinds: Mapping[str, nx.Graph]) -> dict[Pair, float]:
    """Return the share of the pairs of two kinds that both have."""
    pairs = {kind: {frozenset(edge) for edge in graph.edges} for kind, graph in kinds.items()}
    return {(a, b): len(pairs[a] & pairs[b]) / len(pairs[a] | pairs[b]) for a in pairs for b in pairs}


def shuffled_mixing(tables: Tables, n_draws: int) -> list[Any]:
    """Shuffle sectors; ties between sectors, E–I, assortativity."""
    graph, found = graph_of(tables), []
    sectors = [graph.nodes[actor]["sector"] for actor in graph]
    for _ in range(n_draws):
        random.shuffle(sectors)
        nx.set_node_attributes(graph, dict(zip(graph, sectors, strict=True)), "sector")
        found.append((mixing(graph), ei(graph), nx.attribute_assortativity_coefficient(graph, "sector")))
    return found


def shuffled_brokerage(tables: Tables, n_draws: int) -> list[Any]:
    """Shuffle sectors; Gould and Fernandez's roles of every actor."""
    graph, found = graph_of(tables), []
    sectors = [graph.nodes[actor]["sector"] for actor in graph]
    for _ in range(n_draws):
        random.shuffle(sectors)
        nx.set_node_attributes(graph, dict(zip(graph, sectors, strict=True)), "sector")
        found.append(brokerage(graph))
    return found


def links(tables: Tables, n_draws: int) -> list[Any]:
    """Exchange ends of links."""
    graph = graph_of(tables)
    return [rewired(graph) for _ in range(n_draws)]


def memberships(tables: Tables, n_draws: int) -> list[Any]:
    """Let structures trade members: both margins stay (curveball, on sets)."""
    whole: dict[str, set[str]] = {}
    for actor, structure in zip(tables["memberships"]["actor"], tables["memberships"]["structure"], strict=True):
        whole.setdefault(structure, set()).add(actor)
    names, found = list(whole), []
    for _ in range(n_draws):
        members = {name: set(group) for name, group in whole.items()}
        for _ in range(TRADES_PER_STRUCTURE * len(names)):
            one, other = random.sample(names, 2)
            shared = members[one] & members[other]
            offered = list(members[one] ^ members[other])
            random.shuffle(offered)
            size = len(members[one]) - len(shared)
            members[one], members[other] = shared | set(offered[:size]), shared | set(offered[size:])
        found.append(members)
    return found


def links_measured(tables: Tables, n_draws: int) -> list[Any]:
    """Exchange ends of links; transitivity, clustering, constraint, harmonic closeness, brokerage, E–I."""
    graph, found = graph_of(tables), []
    for _ in range(n_draws):
        drawn = rewired(graph)
        found.append(
            (
                nx.transitivity(drawn),
                nx.clustering(drawn),
                nx.constraint(drawn),
                harmonic(drawn),
                brokerage(drawn),
                ei(drawn),
            )
        )
    return found


def kinds_overlap(tables: Tables, n_draws: int) -> list[Any]:
    """Exchange ends of links kind by kind; overlap of kinds."""
    kinds = by_kind(tables)
    return [overlap({kind: rewired(graph) for kind, graph in kinds.items()}) for _ in range(n_draws)]


def links_betweenness(tables: Tables, n_draws: int) -> list[Any]:
    """Exchange ends of links; betweenness."""
    graph = graph_of(tables)
    return [nx.betweenness_centrality(rewired(graph)) for _ in range(n_draws)]


ENSEMBLES: Mapping[str, Callable[[Tables, int], list[Any]]] = {
    "sectors, mixing": shuffled_mixing,
    "sectors, brokerage": shuffled_brokerage,
    "links": links,
    "memberships": memberships,
    "links, six measures": links_measured,
    "links, overlap of kinds": kinds_overlap,
    "links, betweenness": links_betweenness,
}
"""Each takes the tables and a number of draws, and returns what every draw gave."""
