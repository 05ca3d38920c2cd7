"""The part of a graph that some of its nodes induce."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Flags, Indices, Pointers, Reals, compiled


@compiled
def induced_subgraph(
    indptr: Pointers, indices: Indices, weights: Reals, kept: Flags
) -> tuple[Pointers, Indices, Reals]:
    """Links between kept nodes, these numbered anew in the same order.

    Parameters
    ----------
    indptr, indices, weights
        A weighted graph, indices ascending within rows.
    kept : bool array, one per node

    Returns
    -------
    indptr, indices, weights
        The same of the kept nodes, indices ascending within rows. O(entries + n).
    """
    n = indptr.size - 1
    number = np.empty(n, np.int32)
    n_kept = 0
    for i in range(n):
        number[i] = n_kept
        if kept[i]:
            n_kept += 1
    first = np.zeros(n_kept + 1, np.int64)
    for i in range(n):
        if kept[i]:
            row = number[i]
            for e in range(indptr[i], indptr[i + 1]):
                if kept[indices[e]]:
                    first[row + 1] += 1
    for row in range(n_kept):
        first[row + 1] += first[row]
    columns = np.empty(first[n_kept], np.int32)
    values = np.empty(first[n_kept], np.float64)
    at = 0
    for i in range(n):
        if kept[i]:
            for e in range(indptr[i], indptr[i + 1]):
                if kept[indices[e]]:
                    columns[at] = number[indices[e]]
                    values[at] = weights[e]
                    at += 1
    return first, columns, values
