"""Memberships without projection: what structures share, and whether each is doubled by others."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from coopnet.kernels.adjacency import membership_pairs
from coopnet.kernels.compiled import Indices, Pointers, Reals


def shared_members(indptr: Pointers, indices: Indices, n_structures: int) -> Pointers:
    """Number of actors that two structures have in common; the diagonal counts the members of each.

    Parameters
    ----------
    indptr, indices
        Actors × structures, binary.
    n_structures : int
        Number of structures.

    Returns
    -------
    int64 array (structures, structures)
        Symmetric. O(Σ memberships of one actor² + structures²).
    """
    ones = np.ones(len(indices))
    members = sparse.csr_array((ones, np.asarray(indices), np.asarray(indptr)), shape=(len(indptr) - 1, n_structures))
    return np.asarray(np.rint((members.T @ members).toarray()), dtype=np.int64)


def redundancy(indptr: Pointers, indices: Indices, n_structures: int) -> Reals:
    """Share of the pairs of members of each structure that another structure joins too.

    rc_s = #{i, j members of s: they share a structure other than s} / C(n_s, 2). Actors' redundancy is that of the
    transposed memberships.

    Parameters
    ----------
    indptr, indices
        Actors × structures, binary.
    n_structures : int
        Number of structures.

    Returns
    -------
    float64 array (structures)
        From 0 to 1; NaN with fewer than two members. O(Σ named² log Σ named²).

    References
    ----------
    Latapy, M., Magnien, C., & Del Vecchio, N. (2008). Basic notions for the analysis of large two-mode networks. Social
    Networks, 30(1), 31–48. https://doi.org/10.1016/j.socnet.2007.04.006
    """
    n = len(indptr) - 1
    source, target, structure = membership_pairs(indptr, indices, n_structures, n)
    pairs = source.astype(np.int64) * n + target
    _, pair, joined_by = np.unique(pairs, return_inverse=True, return_counts=True)
    doubled = joined_by[pair] > 1
    possible = np.bincount(structure, minlength=n_structures).astype(np.float64)
    again = np.bincount(structure[doubled], minlength=n_structures)
    return np.asarray(np.divide(again, possible, out=np.full(n_structures, np.nan), where=possible > 0))
