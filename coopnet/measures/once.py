"""What several measures read off the same graph is worked out once, and kept for as long as the graph lives."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from coopnet.kernels.betweenness import betweenness
from coopnet.kernels.compiled import Indices, Pointers, Reals
from coopnet.kernels.paths import Distances, distance_sums, distances
from coopnet.kernels.twomode import two_mode_graph
from coopnet.network import Affiliation, Network

Given = TypeVar("Given")
Found = TypeVar("Found")


def once(function: Callable[[Given], Found]) -> Callable[[Given], Found]:
    """Keep what a function of one frozen object gives, until the object is gone.

    Networks and multiplexes never change and compare by identity, so that nothing kept can be out of date. The arrays
    that are kept are closed to writing.
    """
    kept: WeakKeyDictionary[Any, Found] = WeakKeyDictionary()

    @functools.wraps(function)
    def known(given: Given) -> Found:
        found = kept.get(given)
        if found is None:
            found = kept[given] = function(given)
            for part in found if isinstance(found, tuple) else (found,):
                if isinstance(part, np.ndarray):
                    part.setflags(write=False)
        return found

    return known


@once
def distances_in(network: Network) -> Distances:
    """Return what measures read of the distances between all actors, in number of steps."""
    return distances(network.indptr, network.indices)


@once
def betweenness_in(network: Network) -> Reals:
    """Return the betweenness of every node, on steps of equal length, not normalised."""
    return betweenness(network.indptr, network.indices)


@once
def two_mode_distances_in(affiliation: Affiliation) -> Distances:
    """Return what measures read of the distances along memberships: actors first, then structures.

    Who has no membership is at no distance from anybody: nothing starts from there.
    """
    indptr, indices = two_mode_graph_of(affiliation)
    return Distances(*distance_sums(indptr, indices, np.flatnonzero(np.diff(indptr))))


@once
def two_mode_betweenness_in(affiliation: Affiliation) -> Reals:
    """Return the betweenness of actors, then structures, along memberships, not normalised."""
    return betweenness(*two_mode_graph_of(affiliation))


def two_mode_graph_of(affiliation: Affiliation) -> tuple[Pointers, Indices]:
    """Return memberships as one graph: actors first, then structures."""
    incidence = affiliation.incidence
    return two_mode_graph(incidence.indptr, incidence.indices, len(affiliation.structures))
