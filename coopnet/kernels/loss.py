"""What a graph loses when one of its nodes or one of its structures goes."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.adjacency import membership_pairs, rows_of
from coopnet.kernels.compiled import Flags, Indices, Pointers, Reals
from coopnet.kernels.components import biconnected_blocks


def pieces_without_each(indptr: Pointers, indices: Indices) -> Pointers:
    """Number of pieces that the component of each node falls into when the node goes.

    A node that goes leaves one piece per block it belonged to, since two blocks share one node at most.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    int64 array (n)
        0 for an isolate, 1 where the rest stays together, 2 or more for a cut point. O(links log links).
    """
    blocks = biconnected_blocks(indptr, indices)
    n = len(indptr) - 1
    belongings = np.unique(rows_of(indptr).astype(np.int64) * max(blocks.n_blocks, 1) + blocks.of_entry)
    return np.bincount(belongings // max(blocks.n_blocks, 1), minlength=n).astype(np.int64)


def pairs_only_through(
    indptr: Pointers,
    indices: Indices,
    links: Reals,
    member_of: tuple[Pointers, Indices],
    n_structures: int,
    limit: int,
) -> tuple[Indices, Indices, Indices, Flags]:
    """Each pair of fellow members, with whether this structure is all that joins them.

    Parameters
    ----------
    indptr, indices, links
        A symmetric CSR and the number of parallel links per entry, projected structures included.
    member_of : (indptr, indices)
        Memberships, actors × structures, binary.
    n_structures : int
        Number of structures.
    limit : int
        Structures with more named members are not projected, and join no pair.

    Returns
    -------
    source, target, structure : int32 arrays
        Pairs, ``source < target``, ordered by structure.
    alone : bool array
        Whether the pair has no other link. O(Σ named² log links).
    """
    source, target, structure = membership_pairs(*member_of, n_structures, limit)
    n = len(indptr) - 1
    entries = rows_of(indptr).astype(np.int64) * n + indices
    place = np.searchsorted(entries, source.astype(np.int64) * n + target)
    return source, target, structure, np.asarray(links[place] < 2)
