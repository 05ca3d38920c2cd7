"""Draws collapsed to networks, fast: what a null model leaves in place is laid out once, the rest is counted per draw.

The same networks as :func:`coopnet.network.network_of` makes; views whose entries are sums of fractions are left to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from coopnet.kernels.adjacency import gathered_rows, membership_pairs
from coopnet.kernels.merging import merged_rows
from coopnet.layers import IntArray, csr
from coopnet.multiplex import Multiplex
from coopnet.network import Network, View, ViewName, view_of

FAST: tuple[ViewName, ...] = ("pairs", "links", "kinds")


class Laid(NamedTuple):
    """What links, or structures, make: a CSR of counts whose columns are couples (actor, kind)."""

    indptr: npt.NDArray[np.int64]
    indices: IntArray
    counts: npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Collapsing:
    """One view made ready for the draws from one multiplex.

    Attributes
    ----------
    multiplex : Multiplex
        The data.
    view : View
    kinds : tuple of str
        Kinds that count.
    links, structures : Laid
        What direct links, and structures, of the data make.
    """

    multiplex: Multiplex
    view: View
    kinds: tuple[str, ...]
    links: Laid
    structures: Laid

    def network(self, drawn: Multiplex) -> Network:
        """Return a draw seen as one simple graph."""
        links, structures = self.links, self.structures
        apart = self.view.collapse == "kinds"
        if not self._same(drawn.links, self.multiplex.links):
            links = links_in(drawn, self.kinds, apart)
        if not self._same(drawn.affiliations, self.multiplex.affiliations):
            structures = structures_in(drawn, self.kinds, apart)
        n_kinds = len(self.kinds) if apart else 1
        indptr, indices, values = merged_rows(*links, *structures, n_kinds, apart)
        if self.view.collapse == "pairs":
            values = np.ones(len(indices))
        matrix = csr(indptr, indices, values, drawn.n_actors)
        return Network(drawn.actors, drawn.n_actors, matrix, self.view, drawn.attributes, drawn.vocabulary)

    def _same(self, drawn: Mapping[str, object], data: Mapping[str, object]) -> bool:
        """Tell whether a draw has the very layers of the data, of the kinds that count."""
        return all(drawn.get(kind) is data.get(kind) for kind in self.kinds)


def ready_to_collapse(multiplex: Multiplex, view: ViewName | None, kinds: tuple[str, ...] | None) -> Collapsing | None:
    """Return a view made ready for draws from a multiplex, None when ``network_of`` has to make it."""
    if view not in FAST:
        return None
    chosen = multiplex if kinds is None else multiplex.restricted(kinds)
    present, apart = chosen.kinds, view == "kinds"
    links, structures = links_in(multiplex, present, apart), structures_in(multiplex, present, apart)
    return Collapsing(multiplex, view_of(chosen, view, kinds), present, links, structures)


def links_in(multiplex: Multiplex, kinds: tuple[str, ...], apart: bool) -> Laid:
    """Return what direct links make, kinds apart or not."""
    layers = [(number, multiplex.links[kind]) for number, kind in enumerate(kinds) if kind in multiplex.links]
    return _laid([(layer.source, layer.target, number) for number, layer in layers], multiplex, kinds, apart)


def structures_in(multiplex: Multiplex, kinds: tuple[str, ...], apart: bool) -> Laid:
    """Return what structures make, members being joined pairwise up to the projection limit; kinds apart or not."""
    parts = []
    for number, kind in enumerate(kinds):
        if kind in multiplex.affiliations:
            layer = multiplex.affiliations[kind]
            rows, columns = layer.incidence.indptr, layer.incidence.indices
            source, target, _ = membership_pairs(rows, columns, len(layer.structures), multiplex.scope.limit)
            parts.append((source, target, number))
    return _laid(parts, multiplex, kinds, apart)


def _laid(
    parts: list[tuple[IntArray, IntArray, int]], multiplex: Multiplex, kinds: tuple[str, ...], apart: bool
) -> Laid:
    """Count the pairs of all parts, each in both directions."""
    n = multiplex.n_actors
    source = np.concatenate([np.empty(0, np.int32), *(part[0] for part in parts)])
    target = np.concatenate([np.empty(0, np.int32), *(part[1] for part in parts)])
    rows, columns = np.concatenate((source, target)), np.concatenate((target, source))
    if not apart:
        return Laid(*_counted(rows, columns, n, n))
    kind = np.concatenate([np.empty(0, np.int32), *(np.full(len(part[0]), part[2], np.int32) for part in parts)])
    return Laid(*_counted(rows, columns * len(kinds) + np.concatenate((kind, kind)), n, n * len(kinds)))


def _counted(
    rows: IntArray, columns: IntArray, n_rows: int, n_columns: int
) -> tuple[npt.NDArray[np.int64], IntArray, npt.NDArray[np.float64]]:
    indptr, indices, counts, _ = gathered_rows(rows, columns, np.ones(len(rows)), n_rows, n_columns)
    return indptr, indices, counts
