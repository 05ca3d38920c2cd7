"""The states of a pole along an order of departure: its largest component, and the nearness of its pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from coopnet.errors import CostRefused
from coopnet.kernels.adjacency import combined_kinds, membership_pairs, rows_of
from coopnet.kernels.compiled import Indices, Pointers
from coopnet.kernels.components import component_labels
from coopnet.kernels.departures import largest_as_actors_leave
from coopnet.kernels.induced import induced_subgraph
from coopnet.kernels.paths import distance_sums, distances
from coopnet.multiplex import Multiplex
from coopnet.network import Network

IntArray = npt.NDArray[np.int64]
SOURCES = 256  # actors from whom nearness is estimated where those left are more than twice as many
# sources × entries of the graph, over all states: about a minute's work
STATES_BUDGET = 5e11


class Scale(NamedTuple):
    """What a curve costs: ``states`` to look at, ``n`` actors, ``entries`` (twice the pairs), from how many sources."""

    states: int
    n: int
    entries: int
    sources: int


def refuse_costly_curve(name: str, scale: Scale) -> None:
    """Refuse a curve whose distances would take minutes, before any of them is measured."""
    work = float(scale.states) * scale.entries * min(scale.sources, scale.n)
    if work > STATES_BUDGET:
        raise CostRefused(
            f"{name} would measure distances {scale.states:,} times among {scale.n:,} actors, "
            f"{work / STATES_BUDGET:,.1f} times its limit of cost; give fewer points (and n_draws where it draws), or "
            "read pole_targeted_robustness.",
            f"{name} mesurerait {scale.states:,} fois les distances entre {scale.n:,} acteurs, soit "
            f"{work / STATES_BUDGET:,.1f} fois sa limite de coût ; demandez moins de points (et de tirages n_draws "
            "s’il y en a), ou lisez pole_targeted_robustness.",
        )


def nearness(indptr: Pointers, indices: Indices, rng: np.random.Generator | None) -> float:
    """Return Σ 1/d over ordered pairs; from some of the actors only when a generator chooses them and they are many."""
    n = len(indptr) - 1
    if rng is None or n <= 2 * SOURCES:
        return float(distances(indptr, indices).inverse_sum.sum())
    sources = rng.choice(n, SOURCES, replace=False).astype(np.int32)
    return float(distance_sums(indptr, indices, sources)[0].sum()) * n / SOURCES


def states_as_actors_leave(
    network: Network, order: IntArray, at: IntArray, rng: np.random.Generator | None = None
) -> npt.NDArray[np.float64]:
    """Return largest component and efficiency, both relative to the whole, after so many departures: steps × 2."""
    n = network.n_actors
    largest = largest_as_actors_leave(network.indptr, network.indices, order)[at]
    near = np.zeros(len(at))
    stay = np.ones(n, dtype=np.bool_)
    left = (network.indptr, network.indices, network.weights)
    gone = 0
    for step, removed in enumerate(at):
        if removed > gone:  # each graph is cut from the one before it, which is smaller than the whole
            kept = np.flatnonzero(stay)
            stay[order[gone:removed]] = False
            left, gone = induced_subgraph(*left, stay[kept]), removed
        near[step] = nearness(left[0], left[1], rng)
    return np.column_stack((largest / n, near / (n * (n - 1))))


@dataclass(frozen=True)
class Closable:
    """The pairs of a pole, each knowing the structures that make it, so that closing some of them is one comparison.

    Attributes
    ----------
    indptr, indices
        The view ``pairs`` with all structures open.
    pair : int64 array (entries)
        Pair of each entry.
    made_by, structure : int64 arrays (pairs made by structures, one row per pair and structure)
        Pair and structure, ordered by pair.
    direct : bool array (pairs)
        Whether a direct link joins the pair: it stays whatever closes.
    """

    indptr: Pointers
    indices: Indices
    pair: IntArray
    made_by: IntArray
    structure: IntArray
    direct: npt.NDArray[np.bool_]

    def states(self, order: IntArray, at: IntArray, rng: np.random.Generator | None = None) -> npt.NDArray[np.float64]:
        """Return largest component and efficiency once the first structures of an order have closed: steps × 2."""
        n = len(self.indptr) - 1
        turn = np.empty(len(order), dtype=np.int64)
        turn[order] = np.arange(len(order))
        lasts = np.where(self.direct, len(order), -1)  # a pair is there while fewer structures than this have closed
        np.maximum.at(lasts, self.made_by, turn[self.structure])
        lasts = lasts[self.pair]
        found = np.empty((len(at), 2))
        for step, removed in enumerate(at):
            kept = lasts >= removed
            indptr = np.append(0, np.cumsum(kept))[self.indptr]
            indices = self.indices[kept]
            largest = component_labels(indptr, indices)[1].max(initial=0)
            found[step] = largest / n, nearness(indptr, indices, rng) / (n * (n - 1))
        return found


def closable_of(multiplex: Multiplex, network: Network) -> Closable:
    """Return the pairs of a multiplex, seen by ``pairs`` as a network, with what makes each of them."""
    n = network.n_actors
    ends = [np.zeros(0, dtype=np.int64)]
    structures = [np.zeros(0, dtype=np.int64)]
    first = 0
    for layer in multiplex.affiliations.values():
        size = len(layer.structures)
        one, other, structure = membership_pairs(
            layer.incidence.indptr, layer.incidence.indices, size, multiplex.scope.limit
        )
        ends.append(one.astype(np.int64) * n + other)
        structures.append(structure.astype(np.int64) + first)
        first += size
    rows = rows_of(network.indptr).astype(np.int64)
    columns = network.indices.astype(np.int64)
    pairs, pair = np.unique(np.minimum(rows, columns) * n + np.maximum(rows, columns), return_inverse=True)
    links = combined_kinds([layer.pairs for layer in multiplex.links.values()], n)
    linked = rows_of(links.indptr).astype(np.int64) * n + links.indices
    return Closable(
        indptr=network.indptr,
        indices=network.indices,
        pair=pair,
        made_by=np.searchsorted(pairs, np.concatenate(ends)),
        structure=np.concatenate(structures),
        direct=np.isin(pairs, linked),
    )
