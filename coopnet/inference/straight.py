"""Measures of one draw read straight from its arrays: what the measure computes, without the labels around it.

A draw that moved links is measured thousands of times, and its numbers are read at places fixed beforehand: the Series
or table that a measure returns would be made only to be taken apart. The formulas here call the kernels that the
measures call. Every other measure is asked as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from coopnet.catalogue import MEASURES
from coopnet.inference.evaluation import Asked, Given, Layout, Reals
from coopnet.kernels.adjacency import links_of
from coopnet.kernels.kinds_together import fits, shared_pairs
from coopnet.kernels.overlap import coverage, jaccard
from coopnet.kernels.paths import harmonic_closeness
from coopnet.kernels.structural_holes import constraint
from coopnet.kernels.triangles import actor_triangles, clustering
from coopnet.layers import IntArray
from coopnet.measures.once import distances_in
from coopnet.multiplex import Multiplex
from coopnet.network import Network


def straight(question: Asked, given: Given, layout: Layout) -> Reals | None:
    """Return the numbers of a measure in one draw, in the order of the layout; None where it has no formula here.

    Parameters
    ----------
    question : Asked
    given : Network, Multiplex or Affiliation
        Made from the draw.
    layout : Layout
        That of the data.

    Returns
    -------
    float64 array (items) or None
    """
    if MEASURES.get(question.measure.name) is not question.measure:
        return None
    if isinstance(given, Network):
        of_actors = _OF_ACTORS.get(question.measure.name)
        if of_actors is None or layout.size != given.n_actors or given.n_nodes != given.n_actors:
            return None
        return np.asarray(of_actors(given))
    of_kinds = _OF_KINDS.get(question.measure.name)
    if of_kinds is None or not isinstance(given, Multiplex) or not fits(given.n_actors, len(given.kinds)):
        return None
    if layout.table is None or tuple(layout.table[0]) != given.kinds:  # a kind that the draw emptied, say
        return None
    return np.asarray(layout.picked(of_kinds(shared_in(given))[None])[0])


def shared_in(multiplex: Multiplex) -> IntArray:
    """Return how many pairs each two kinds both join, links and projected structures together."""
    source, target, kind = [], [], []
    for number, name in enumerate(multiplex.kinds):
        ends = []
        if name in multiplex.links:
            ends.append((multiplex.links[name].source, multiplex.links[name].target))
        if name in multiplex.affiliations:
            pairs = multiplex.affiliations[name].pairs(multiplex.scope.limit)
            ends.append(links_of(pairs.indptr, pairs.indices)[:2])
        for one, other in ends:
            source.append(one)
            target.append(other)
            kind.append(np.full(len(one), number, dtype=np.int32))
    if not source:
        return np.zeros((0, 0), dtype=np.int32)
    ones, others, kinds = np.concatenate(source), np.concatenate(target), np.concatenate(kind)
    return shared_pairs(ones, others, kinds, multiplex.n_actors, len(multiplex.kinds))


_OF_ACTORS: Mapping[str, Callable[[Network], Reals]] = MappingProxyType(
    {
        "actor_clustering": lambda network: clustering(
            network.indptr, actor_triangles(network.indptr, network.indices)
        ),
        "actor_constraint": lambda network: constraint(network.indptr, network.indices, network.weights).total,
        "actor_harmonic_closeness": lambda network: harmonic_closeness(distances_in(network)),
    }
)
_OF_KINDS: Mapping[str, Callable[[IntArray], Reals]] = MappingProxyType(
    {"kind_overlap": jaccard, "kind_coverage": coverage}
)
STRAIGHT = (*_OF_ACTORS, *_OF_KINDS)
"""Names of the measures that are read straight from the arrays of a draw."""
