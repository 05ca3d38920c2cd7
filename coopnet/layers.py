"""The layers of a multiplex: direct links of one kind, and structures of one kind with their named members."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from coopnet.errors import CostRefused
from coopnet.kernels.adjacency import (
    Gathered,
    Projected,
    directed_adjacency,
    projected_memberships,
    undirected_adjacency,
)

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]
Csr: TypeAlias = Any  # scipy.sparse.csr_array: scipy ships no types
# pairwise edges of one structure of 20,000 members are 200 million: past this many, asking is refused
PROJECTION_BUDGET = 50_000_000
SHORT = 2**31  # entries that 32-bit row starts can count


@dataclass(frozen=True, eq=False)
class LinkLayer:
    """Direct links of one kind, one entry per row of the pole.

    Attributes
    ----------
    kind, nature : str
    directed : bool
    source, target : int32 array (links)
        Positions of the two ends among the actors.
    weight : float64 array (links)
        Intensity; 1 where the file has none.
    row : int64 array (links)
        Row of the link in the pole's table: dates and evidence stay there.
    n_actors : int
    """

    kind: str
    nature: str
    directed: bool
    source: IntArray
    target: IntArray
    weight: FloatArray
    row: npt.NDArray[np.int64]
    n_actors: int

    @cached_property
    def counts(self) -> Csr:
        """Number of links of each pair, actors × actors; symmetric unless the kind is directed."""
        return csr(self._gathered.indptr, self._gathered.indices, self._gathered.counts, self.n_actors)

    @cached_property
    def weights(self) -> Csr:
        """Summed weights of each pair, actors × actors; symmetric unless the kind is directed."""
        return csr(self._gathered.indptr, self._gathered.indices, self._gathered.sums, self.n_actors)

    @cached_property
    def _gathered(self) -> Gathered:
        if self.directed:
            return directed_adjacency(self.source, self.target, self.weight, self.n_actors, self.n_actors)
        return undirected_adjacency(self.source, self.target, self.weight, self.n_actors)

    @cached_property
    def pairs(self) -> Gathered:
        """Number of links and summed weights of each pair whatever their direction: symmetric."""
        return (
            undirected_adjacency(self.source, self.target, self.weight, self.n_actors)
            if self.directed
            else self._gathered
        )

    @property
    def pair_counts(self) -> Csr:
        """Number of links of each pair whatever their direction, actors × actors: symmetric."""
        return csr(self.pairs.indptr, self.pairs.indices, self.pairs.counts, self.n_actors)


@dataclass(frozen=True, eq=False)
class AffiliationLayer:
    """Structures of one kind and the actors named as their members.

    Attributes
    ----------
    kind, nature : str
    structures : Index of str (structures)
    incidence : csr_array (actors × structures)
        1 where the actor is a named member; several memberships of one actor in one structure count once.
    declared : float64 array (structures)
        Declared number of members, NaN where the file has none.
    """

    kind: str
    nature: str
    structures: pd.Index
    incidence: Csr
    declared: FloatArray

    @cached_property
    def named(self) -> npt.NDArray[np.int64]:
        """Number of named members of each structure."""
        return np.bincount(self.incidence.indices, minlength=len(self.structures)).astype(np.int64)

    @cached_property
    def sizes(self) -> npt.NDArray[np.int64]:
        """Size of each structure: declared where that is larger than the number of named members."""
        return np.fmax(self.declared, self.named).astype(np.int64)

    def projected(self, limit: int) -> npt.NDArray[np.bool_]:
        """Whether each structure is small enough to be projected to pairs."""
        return self.named <= limit

    def pairs(self, limit: int) -> Gathered:
        """Number of shared structures of each pair, and the sum over them of 1 / (size − 1): Newman's weight.

        Structures above the limit are left two-mode.
        """
        found = self._projection(limit)
        return Gathered(found.indptr, found.indices, found.shared, found.newman)

    def pair_counts(self, limit: int) -> Csr:
        """Number of shared structures of each pair of actors, actors × actors."""
        found = self.pairs(limit)
        return csr(found.indptr, found.indices, found.counts, self.incidence.shape[0])

    def pair_newman(self, limit: int) -> Csr:
        """Newman weight of each pair of actors, actors × actors."""
        found = self.pairs(limit)
        return csr(found.indptr, found.indices, found.sums, self.incidence.shape[0])

    def _projection(self, limit: int) -> Projected:
        # one layer serves every view and every draw that leaves memberships as they are: project it once
        if limit not in self._projections:
            self._projections[limit] = self._projected_pairs(limit)
        return self._projections[limit]

    @cached_property
    def _projections(self) -> dict[int, Projected]:
        return {}

    def _projected_pairs(self, limit: int) -> Projected:
        refuse_costly_projection(self.named[self.projected(limit)])
        return projected_memberships(
            self.incidence.indptr, self.incidence.indices, len(self.structures), self.declared, limit
        )


def csr(
    indptr: npt.NDArray[np.int64 | np.int32], indices: IntArray, data: FloatArray, n_rows: int, n_columns: int = -1
) -> Csr:
    """Return kernel arrays as a scipy CSR, square unless told; row starts become int32, as columns are."""
    if indptr.dtype != np.int32 and len(indices) < SHORT:  # else scipy would widen the columns, and kernels narrow them
        indptr = indptr.astype(np.int32)
    return sparse.csr_array((data, indices, indptr), shape=(n_rows, n_rows if n_columns < 0 else n_columns))


def binary_incidence(
    actors: npt.NDArray[np.int64], structures: npt.NDArray[np.int64], n_actors: int, n_structures: int
) -> Csr:
    """Return who is a member of what, actors × structures, each pair counted once."""
    found = directed_adjacency(actors.astype(np.int32), structures.astype(np.int32), None, n_actors, n_structures)
    return csr(found.indptr, found.indices, np.ones(len(found.indices)), n_actors, n_structures)


def refuse_costly_projection(named: npt.NDArray[np.int64]) -> None:
    """Raise :class:`CostRefused` when projecting structures of these sizes would make too many pairs."""
    pairs = int((named.astype(np.float64) * (named - 1) / 2).sum())
    if pairs > PROJECTION_BUDGET:
        gigabytes = pairs * 2 * 12 / 1e9
        raise CostRefused(
            f"Projecting these structures would make {pairs:,} pairs (about {gigabytes:.0f} GB); the limit is "
            f"{PROJECTION_BUDGET:,}. Lower `limit`, so that the largest structures stay two-mode.",
            f"Projeter ces structures créerait {pairs:,} paires (environ {gigabytes:.0f} Go) ; la limite est de "
            f"{PROJECTION_BUDGET:,}. Abaissez `limit` : les plus grandes structures resteront bimodales.",
        )
