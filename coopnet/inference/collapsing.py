"""Draws collapsed to networks, fast: what a null model leaves in place is laid out once, the rest is counted per draw.

The same networks as :func:`coopnet.network.network_of` makes; views whose entries are sums of fractions are left to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
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
    """

    multiplex: Multiplex
    view: View
    kinds: tuple[str, ...]

    def network(self, drawn: Multiplex) -> Network:
        """Return a draw seen as one simple graph."""
        apart = self.view.collapse == "kinds"
        links = self._moved(drawn.links, self.multiplex.links)
        affiliations = self._moved(drawn.affiliations, self.multiplex.affiliations)
        moved = laid_out(drawn, links, affiliations, self.kinds, apart)
        n_kinds = len(self.kinds) if apart else 1
        indptr, indices, values = merged_rows(*self._left_in_place(links, affiliations), *moved, n_kinds, apart)
        if self.view.collapse == "pairs":
            values = np.ones(len(indices))
        matrix = csr(indptr, indices, values, drawn.n_actors)
        return Network(drawn.actors, drawn.n_actors, matrix, self.view, drawn.attributes, drawn.vocabulary)

    def _moved(self, drawn: Mapping[str, object], data: Mapping[str, object]) -> frozenset[str]:
        """Return the kinds that count whose layer is not the very one of the data."""
        return frozenset(kind for kind in self.kinds if drawn.get(kind) is not data.get(kind))

    def _left_in_place(self, links: frozenset[str], affiliations: frozenset[str]) -> Laid:
        """Return what the data make but for the kinds that moved: the same ones in every draw of a null model."""
        if (links, affiliations) not in self._laid:
            kept = frozenset(self.kinds)
            self._laid[links, affiliations] = laid_out(
                self.multiplex, kept - links, kept - affiliations, self.kinds, self.view.collapse == "kinds"
            )
        return self._laid[links, affiliations]

    @cached_property
    def _laid(self) -> dict[tuple[frozenset[str], frozenset[str]], Laid]:
        return {}


def ready_to_collapse(multiplex: Multiplex, view: ViewName | None, kinds: tuple[str, ...] | None) -> Collapsing | None:
    """Return a view made ready for draws from a multiplex, None when ``network_of`` has to make it."""
    if view not in FAST:
        return None
    chosen = multiplex if kinds is None else multiplex.restricted(kinds)
    return Collapsing(multiplex, view_of(chosen, view, kinds), chosen.kinds)


def laid_out(
    multiplex: Multiplex, links: frozenset[str], affiliations: frozenset[str], kinds: tuple[str, ...], apart: bool
) -> Laid:
    """Return what direct links of some kinds and structures of others make, kinds numbered as given and apart or not.

    Members of structures are joined pairwise up to the projection limit.
    """
    parts = []
    for number, kind in enumerate(kinds):
        if kind in links and kind in multiplex.links:
            layer = multiplex.links[kind]
            parts.append((layer.source, layer.target, number))
        if kind in affiliations and kind in multiplex.affiliations:
            joined = multiplex.affiliations[kind]
            rows, columns = joined.incidence.indptr, joined.incidence.indices
            source, target, _ = membership_pairs(rows, columns, len(joined.structures), multiplex.scope.limit)
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
