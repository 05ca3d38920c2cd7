"""Null ensembles as a plain igraph script draws and measures them, with numpy where igraph has no function.

One function per ensemble, for so many draws. igraph has no trade of memberships: that ensemble is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import igraph as ig
import numpy as np
import numpy.typing as npt

from plain.igraph_battery import betweenness, codes, graph_of

Tables = Mapping[str, Mapping[str, list[str]]]
Numbers = npt.NDArray[np.int64]
SWAPS_PER_LINK = 10


def rewired(graph: ig.Graph) -> ig.Graph:
    """Return another graph with the same degrees, after ten attempts to exchange ends per link."""
    drawn = graph.copy()
    drawn.rewire(n=SWAPS_PER_LINK * graph.ecount())
    return drawn


def by_kind(tables: Tables) -> dict[str, ig.Graph]:
    """Return the direct links of each kind as a simple graph."""
    place = {actor: k for k, actor in enumerate(tables["actors"]["id"])}
    kinds: dict[str, list[tuple[int, int]]] = {}
    for a, b, kind in zip(*(tables["links"][column] for column in ("source", "target", "kind")), strict=True):
        kinds.setdefault(kind, []).append((place[a], place[b]))
    return {kind: ig.Graph(n=len(place), edges=pairs).simplify() for kind, pairs in kinds.items()}


def open_pairs(graph: ig.Graph) -> Numbers:
    """Return each actor with every pair of its partners who are not linked, one row of three each."""
    near = [set(partners) for partners in graph.get_adjlist()]
    return np.array(
        [(v, a, b) for v, partners in enumerate(near) for a, b in combinations(partners, 2) if b not in near[a]]
    ).reshape(-1, 3)


def roles(triples: Numbers, sector: Numbers) -> Numbers:
    """Return Gould and Fernandez's roles of each actor: coordinator, consultant, gatekeeper, liaison."""
    own, a, b = sector[triples].T
    same = a == b
    role = np.where(same, np.where(a == own, 0, 1), np.where((a == own) | (b == own), 2, 3))
    return np.bincount(triples[:, 0] * 4 + role, minlength=4 * len(sector)).reshape(-1, 4)


def brokerage(graph: ig.Graph, sector: Numbers) -> Numbers:
    """Return the roles of each actor: all pairs of its partners, less the linked ones, which are its triangles."""
    n, n_sectors = graph.vcount(), int(sector.max()) + 1
    ends = np.array(graph.get_edgelist())
    both = np.concatenate((ends, ends[:, ::-1]))
    near = np.bincount(both[:, 0] * n_sectors + sector[both[:, 1]], minlength=n * n_sectors).reshape(n, n_sectors)
    degree, like = near.sum(axis=1), near[np.arange(n), sector]
    alike, pairs = (near * (near - 1) // 2).sum(axis=1), degree * (degree - 1) // 2
    within, across = like * (like - 1) // 2, like * (degree - like)
    every = np.column_stack((within, alike - within, across, pairs - alike - across))
    a, b, c = np.array(graph.list_triangles()).reshape(-1, 3).T
    corners = np.concatenate([np.column_stack(turn) for turn in ((a, b, c), (b, a, c), (c, a, b))])
    return every - roles(corners, sector)


def mixing(ends: Numbers, sector: Numbers, n_sectors: int) -> Numbers:
    """Return the number of linked pairs between sectors."""
    cells = sector[ends[:, 0]] * n_sectors + sector[ends[:, 1]]
    square = np.bincount(cells, minlength=n_sectors**2).reshape(n_sectors, n_sectors)
    return square + square.T


def ei(ends: Numbers, sector: Numbers) -> float:
    """Return the E–I index of sectors."""
    return float(2 * np.mean(sector[ends[:, 0]] != sector[ends[:, 1]]) - 1)


def shuffled_mixing(tables: Tables, n_draws: int) -> list[Any]:
    """Shuffle sectors; ties between sectors, E–I, assortativity."""
    graph, rng, found = graph_of(tables), np.random.default_rng(), []
    ends, sector = np.array(graph.get_edgelist()), np.array(codes(graph))
    n_sectors = int(sector.max()) + 1
    for _ in range(n_draws):
        drawn = rng.permutation(sector)
        found.append((mixing(ends, drawn, n_sectors), ei(ends, drawn), graph.assortativity_nominal(drawn.tolist())))
    return found


def shuffled_brokerage(tables: Tables, n_draws: int) -> list[Any]:
    """Shuffle sectors; Gould and Fernandez's roles of every actor: links stay, so that one list of pairs serves all."""
    graph, rng = graph_of(tables), np.random.default_rng()
    triples, sector = open_pairs(graph), np.array(codes(graph))
    return [roles(triples, rng.permutation(sector)) for _ in range(n_draws)]


def links(tables: Tables, n_draws: int) -> list[Any]:
    """Exchange ends of links."""
    graph = graph_of(tables)
    return [rewired(graph) for _ in range(n_draws)]


def links_measured(tables: Tables, n_draws: int) -> list[Any]:
    """Exchange ends of links; transitivity, clustering, constraint, harmonic closeness, brokerage, E–I."""
    graph, found = graph_of(tables), []
    sector = np.array(codes(graph))
    for _ in range(n_draws):
        drawn = rewired(graph)
        found.append(
            (
                drawn.transitivity_undirected(),
                drawn.transitivity_local_undirected(mode="zero"),
                drawn.constraint(),
                drawn.harmonic_centrality(),
                brokerage(drawn, sector),
                ei(np.array(drawn.get_edgelist()), sector),
            )
        )
    return found


def kinds_overlap(tables: Tables, n_draws: int) -> list[Any]:
    """Exchange ends of links kind by kind; overlap of kinds."""
    kinds = by_kind(tables)
    found = []
    for _ in range(n_draws):
        pairs = {}
        for kind, graph in kinds.items():
            low, high = np.sort(np.array(rewired(graph).get_edgelist()), axis=1).T
            pairs[kind] = set((low * graph.vcount() + high).tolist())
        found.append({(a, b): len(pairs[a] & pairs[b]) / len(pairs[a] | pairs[b]) for a in pairs for b in pairs})
    return found


def links_betweenness(tables: Tables, n_draws: int) -> list[Any]:
    """Exchange ends of links; betweenness."""
    graph = graph_of(tables)
    return [betweenness(rewired(graph)) for _ in range(n_draws)]


ENSEMBLES: Mapping[str, Callable[[Tables, int], list[Any]]] = {
    "sectors, mixing": shuffled_mixing,
    "sectors, brokerage": shuffled_brokerage,
    "links": links,
    "links, six measures": links_measured,
    "links, overlap of kinds": kinds_overlap,
    "links, betweenness": links_betweenness,
}
"""Each takes the tables and a number of draws, and returns what every draw gave."""
