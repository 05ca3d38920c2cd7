"""A graph whose nodes were drawn again, with replacement (vertex bootstrap)."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled


@compiled
def _weight_between(indptr: Pointers, indices: Indices, weights: Reals, i: int, j: int) -> float:
    """Weight of the pair (i, j), 0 where there is none: a search by halves in row i."""
    low, high = indptr[i], indptr[i + 1]
    while low < high:
        middle = (low + high) // 2
        if indices[middle] < j:
            low = middle + 1
        else:
            high = middle
    if low < indptr[i + 1] and indices[low] == j:
        return float(weights[low])
    return 0.0


@compiled
def resampled_graph(
    indptr: Pointers, indices: Indices, weights: Reals, copies: Pointers, one: Indices, other: Indices
) -> tuple[Pointers, Indices, Reals]:
    """Links between copies of nodes: those of the nodes copied, and for copies of one node those of a pair drawn.

    Parameters
    ----------
    indptr, indices, weights
        A weighted undirected graph of n nodes.
    copies : int64 array, one per node
        How many copies of each node; copies are numbered node after node.
    one, other : int32 arrays, one entry per pair of copies of the same node
        The pair of nodes from which the link of two copies is taken; pairs of copies follow node after node, (1, 2),
        (1, 3), (2, 3) … within a node.

    Returns
    -------
    indptr, indices, weights
        Symmetric, indices ascending within rows. O(links between copies + pairs of copies · log n).
    """
    n = indptr.size - 1
    start = np.zeros(n + 1, np.int64)
    of_pair = np.zeros(n + 1, np.int64)
    for i in range(n):
        start[i + 1] = start[i] + copies[i]
        of_pair[i + 1] = of_pair[i] + copies[i] * (copies[i] - 1) // 2
    drawn = np.empty(one.size, np.float64)
    for p in range(one.size):
        drawn[p] = _weight_between(indptr, indices, weights, one[p], other[p])
    first = np.zeros(start[n] + 1, np.int64)
    for i in range(n):
        outward = 0
        for e in range(indptr[i], indptr[i + 1]):
            outward += copies[indices[e]]
        for c in range(copies[i]):
            first[start[i] + c + 1] = outward
        p = of_pair[i]
        for d in range(copies[i]):
            for c in range(d):
                if drawn[p] != 0.0:
                    first[start[i] + c + 1] += 1
                    first[start[i] + d + 1] += 1
                p += 1
    for row in range(start[n]):
        first[row + 1] += first[row]
    columns = np.empty(first[start[n]], np.int32)
    values = np.empty(first[start[n]], np.float64)
    for i in range(n):
        for c in range(copies[i]):
            at = first[start[i] + c]
            e = indptr[i]
            while e < indptr[i + 1] and indices[e] < i:
                for d in range(copies[indices[e]]):
                    columns[at] = start[indices[e]] + d
                    values[at] = weights[e]
                    at += 1
                e += 1
            for d in range(copies[i]):
                if d != c:
                    low, high = min(c, d), max(c, d)
                    value = drawn[of_pair[i] + high * (high - 1) // 2 + low]
                    if value != 0.0:
                        columns[at] = start[i] + d
                        values[at] = value
                        at += 1
            while e < indptr[i + 1]:
                for d in range(copies[indices[e]]):
                    columns[at] = start[indices[e]] + d
                    values[at] = weights[e]
                    at += 1
                e += 1
    return first, columns, values
