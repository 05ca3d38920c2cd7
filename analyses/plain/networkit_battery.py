"""The measures of a pole as a plain networkit script computes them, where networkit has them or nearly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any, NamedTuple

import networkit as nk

Tables = Mapping[str, Mapping[str, list[str]]]
nk.setNumberOfThreads(1)


class Named(NamedTuple):
    """A graph, which knows numbers only, with the names and the sectors of its actors."""

    graph: nk.Graph
    actors: list[str]
    sectors: list[str]


def graph_of(tables: Tables) -> Named:
    """Return the pole as a simple graph: two actors are joined by a link, or by a structure of which both are."""
    actors = tables["actors"]
    place = {actor: k for k, actor in enumerate(actors["id"])}
    pairs = [(place[a], place[b]) for a, b in zip(tables["links"]["source"], tables["links"]["target"], strict=True)]
    members: dict[str, list[int]] = {}
    for actor, structure in zip(tables["memberships"]["actor"], tables["memberships"]["structure"], strict=True):
        members.setdefault(structure, []).append(place[actor])
    for group in members.values():
        pairs += combinations(group, 2)
    graph = nk.Graph(len(place))
    for one, other in pairs:
        graph.addEdge(one, other)
    graph.removeMultiEdges()
    graph.indexEdges()
    return Named(graph, list(actors["id"]), list(actors["sector"]))


def scores(pole: Named, algorithm: Any) -> dict[str, float]:
    """Run an algorithm and return its score of each actor."""
    return dict(zip(pole.actors, algorithm.run().scores(), strict=True))


def components(pole: Named) -> int:
    """Return the number of components."""
    return int(nk.components.ConnectedComponents(pole.graph).run().numberOfComponents())


def articulation(pole: Named) -> dict[str, bool]:
    """Return whether the pole falls apart without each actor: it is then in several biconnected components."""
    found = nk.components.BiconnectedComponents(pole.graph)
    found.run()
    seen: set[int] = set()
    several: set[int] = set()
    for block in found.getComponents():
        several |= seen.intersection(block)
        seen.update(block)
    return {actor: k in several for k, actor in enumerate(pole.actors)}


def modularity(pole: Named) -> float:
    """Return the modularity of the partition by sector."""
    number: dict[str, int] = {}
    codes = [number.setdefault(sector, len(number)) for sector in pole.sectors]
    partition = nk.Partition(len(codes))
    partition.setUpperBound(len(number))
    for actor, code in enumerate(codes):
        partition.addToSubset(code, actor)
    return float(nk.community.Modularity().getQuality(partition, pole.graph))


_WASSERMAN_FAUST = nk.centrality.ClosenessVariant.GENERALIZED

MEASURES: Mapping[str, Callable[[Named], Any]] = {
    "pole_density": lambda pole: nk.graphtools.density(pole.graph),
    "pole_components": components,
    "actor_betweenness": lambda pole: scores(pole, nk.centrality.Betweenness(pole.graph, normalized=True)),
    "actor_harmonic_closeness": lambda pole: scores(pole, nk.centrality.HarmonicCloseness(pole.graph, True)),
    "actor_closeness": lambda pole: scores(pole, nk.centrality.Closeness(pole.graph, True, _WASSERMAN_FAUST)),
    "actor_pagerank": lambda pole: scores(pole, nk.centrality.PageRank(pole.graph, damp=0.85, tol=1e-12)),
    "actor_core_number": lambda pole: scores(pole, nk.centrality.CoreDecomposition(pole.graph)),
    "actor_clustering": lambda pole: scores(pole, nk.centrality.LocalClusteringCoefficient(pole.graph)),
    "pole_transitivity": lambda pole: nk.globals.ClusteringCoefficient.exactGlobal(pole.graph),
    "actor_is_articulation": articulation,
    "pole_sector_modularity": modularity,
}
