"""Gould–Fernandez brokerage: between whom does each actor stand, and from which group.

v brokers the pair {a, c} when a–v and v–c are linked and a–c is not. The open pairs around v are all pairs of its
neighbours minus the closed ones; the first are counted from the numbers of neighbours per group, the second are its
triangles. Nothing of length two is ever enumerated.

Unordered roles, by the groups of a, v and c: *coordinator*, all three the same; *itinerant*, a and c the same, v
another; *boundary*, v the same as exactly one of them; *liaison*, three different groups. An actor of unknown group
(−1) brokers nothing that can be told (NaN), and pairs with such an end are left out.
"""

from __future__ import annotations

import numpy as np

from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled
from coopnet.kernels.triangles import triangle_blocks

ROLES = ("coordinator", "itinerant", "boundary", "liaison", "total")
DRAW_ROOM = 2_000_000  # actors × draws handled at once: bounds the memory of a batch


@compiled
def _pairs_by_role(indptr: Pointers, indices: Indices, groups: Indices, n_groups: int) -> Reals:
    """Pairs of neighbours of each actor by role, open or closed; liaison is left for last."""
    n = indptr.size - 1
    pairs = np.zeros((n, 5), np.float64)
    met = np.zeros(n_groups, np.int64)
    for v in range(n):
        own = groups[v]
        if own < 0:
            continue
        known = 0
        for e in range(indptr[v], indptr[v + 1]):
            g = groups[indices[e]]
            if g >= 0:
                met[g] += 1
                known += 1
        like = met[own]
        alike = 0  # pairs within one group
        for e in range(indptr[v], indptr[v + 1]):
            g = groups[indices[e]]
            if g >= 0:
                alike += met[g] * (met[g] - 1) // 2
                met[g] = 0
        coordinated = like * (like - 1) // 2
        pairs[v, 0] = coordinated
        pairs[v, 1] = alike - coordinated
        pairs[v, 2] = like * (known - like)
        pairs[v, 4] = known * (known - 1) // 2
    return pairs


@compiled
def _closed_by_role(a: Indices, b: Indices, c: Indices, groups: Indices, n: int) -> Reals:
    """Closed pairs of neighbours of each actor by role, one row of three per triangle."""
    closed = np.zeros((n, 5), np.float64)
    for t in range(a.size):
        ga = groups[a[t]]
        gb = groups[b[t]]
        gc = groups[c[t]]
        if ga < 0 or gb < 0 or gc < 0:
            # a broker of known group between a known and an unknown end is left out too
            continue
        closed[a[t], 4] += 1
        closed[b[t], 4] += 1
        closed[c[t], 4] += 1
        if ga == gb and ga == gc:
            closed[a[t], 0] += 1
            closed[b[t], 0] += 1
            closed[c[t], 0] += 1
        elif ga == gb:
            closed[a[t], 2] += 1
            closed[b[t], 2] += 1
            closed[c[t], 1] += 1
        elif ga == gc:
            closed[a[t], 2] += 1
            closed[b[t], 1] += 1
            closed[c[t], 2] += 1
        elif gb == gc:
            closed[a[t], 1] += 1
            closed[b[t], 2] += 1
            closed[c[t], 2] += 1
    return closed


def brokerage_counts(indptr: Pointers, indices: Indices, groups: Indices, n_groups: int) -> Reals:
    """Open pairs that each actor brokers, by role.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    groups : int array (n)
        From 0 to n_groups − 1, −1 where unknown.
    n_groups : int
        Number of groups.

    Returns
    -------
    float64 array (n, 5)
        Columns in the order of ``ROLES``: coordinator, itinerant, boundary, liaison, total. Whole numbers; 0 for an
        actor with fewer than two neighbours, NaN for an actor of unknown group. O(links + triangles).

    References
    ----------
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction
    networks. Sociological Methodology, 19, 89–126. https://doi.org/10.2307/270949
    """
    groups = np.asarray(groups)
    n = len(indptr) - 1
    counts = _pairs_by_role(indptr, indices, groups, n_groups)
    rows, columns = rows_of(indptr), np.asarray(indices)
    for block in triangle_blocks(indptr, indices):
        counts -= _closed_by_role(rows[block.ab], columns[block.ab], columns[block.ac], groups, n)
    counts[:, 3] = counts[:, 4] - counts[:, :3].sum(axis=1)
    counts[groups < 0] = np.nan
    return counts


@compiled
def _pairs_by_role_of_draws(indptr: Pointers, indices: Indices, groups: Indices, n_groups: int) -> Pointers:
    """Four planes (coordinator, itinerant, boundary, total) × actors × draws; ``groups`` is actors × draws."""
    n = indptr.size - 1
    draws = groups.shape[1]
    pairs = np.zeros((4, n, draws), np.int64)
    met = np.zeros((draws, n_groups), np.int64)
    known = np.zeros(draws, np.int64)
    alike = np.zeros(draws, np.int64)
    for v in range(n):
        known[:] = 0
        alike[:] = 0
        for e in range(indptr[v], indptr[v + 1]):
            u = indices[e]
            for d in range(draws):
                g = groups[u, d]
                if g >= 0:
                    alike[d] += met[d, g]  # this neighbour makes a pair with each like it before
                    met[d, g] += 1
                    known[d] += 1
        for d in range(draws):
            own = groups[v, d]
            if own >= 0:
                like = met[d, own]
                coordinated = like * (like - 1) // 2
                pairs[0, v, d] = coordinated
                pairs[1, v, d] = alike[d] - coordinated
                pairs[2, v, d] = like * (known[d] - like)
                pairs[3, v, d] = known[d] * (known[d] - 1) // 2
        for e in range(indptr[v], indptr[v + 1]):
            u = indices[e]
            for d in range(draws):
                g = groups[u, d]
                if g >= 0:
                    met[d, g] = 0
    return pairs


@compiled
def _closed_by_role_of_draws(a: Indices, b: Indices, c: Indices, groups: Indices) -> Indices:
    """The same planes for closed pairs; int32, since no actor has more closed pairs than there are links."""
    closed = np.zeros((4, groups.shape[0], groups.shape[1]), np.int32)
    for t in range(a.size):
        i = a[t]
        j = b[t]
        k = c[t]
        for d in range(groups.shape[1]):
            gi = groups[i, d]
            gj = groups[j, d]
            gk = groups[k, d]
            known = np.int32((gi >= 0) & (gj >= 0) & (gk >= 0))
            ij = np.int32(gi == gj) & known
            ik = np.int32(gi == gk) & known
            jk = np.int32(gj == gk) & known
            all_three = ij & ik
            closed[0, i, d] += all_three
            closed[0, j, d] += all_three
            closed[0, k, d] += all_three
            closed[1, i, d] += jk - all_three
            closed[1, j, d] += ik - all_three
            closed[1, k, d] += ij - all_three
            closed[2, i, d] += ij ^ ik
            closed[2, j, d] += ij ^ jk
            closed[2, k, d] += ik ^ jk
            closed[3, i, d] += known
            closed[3, j, d] += known
            closed[3, k, d] += known
    return closed


def brokerage_counts_of_draws(indptr: Pointers, indices: Indices, groups: Indices, n_groups: int) -> Reals:
    """Open pairs that each actor brokers, by role, on one graph under many labellings.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    groups : int array (draws, n)
        One labelling per row, −1 where unknown.
    n_groups : int
        Number of groups.

    Returns
    -------
    float64 array (draws, n, 5)
        Row d is ``brokerage_counts`` under labelling d. O((links + triangles) × draws), at a few operations at once.
    """
    groups = np.asarray(groups)
    n_draws, n = groups.shape
    counts = np.empty((5, n, n_draws), np.float64)  # draws side by side, so that one step of a loop does many
    rows, columns = rows_of(indptr), np.asarray(indices)
    step = max(16, DRAW_ROOM // max(n, 1))
    for first in range(0, n_draws, step):
        some = np.ascontiguousarray(groups[first : first + step].T)
        pairs = _pairs_by_role_of_draws(indptr, indices, some, n_groups)
        for block in triangle_blocks(indptr, indices):
            pairs -= _closed_by_role_of_draws(rows[block.ab], columns[block.ab], columns[block.ac], some)
        chunk = counts[:, :, first : first + step]
        chunk[:3] = pairs[:3]
        chunk[3] = pairs[3] - pairs[0] - pairs[1] - pairs[2]
        chunk[4] = pairs[3]
        unknown = some < 0
        if unknown.any():
            chunk[:, unknown] = np.nan
    return counts.transpose(2, 1, 0)
