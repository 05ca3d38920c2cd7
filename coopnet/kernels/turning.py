"""A 0/1 table seen from its columns, in one pass."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, compiled


@compiled
def turned(indptr: Pointers, indices: Indices, n_columns: int) -> tuple[Pointers, Indices]:
    """Return the CSR of the transposed table; entries may stand in any order within rows, each once.

    Parameters
    ----------
    indptr : int64 array (rows + 1)
    indices : int32 array (entries)
    n_columns : int

    Returns
    -------
    indptr, indices
        Of the columns, with ascending rows: what ``adjacency.transposed`` gives. O(entries + columns).
    """
    start = np.zeros(n_columns + 1, np.int64)
    for e in range(indices.size):
        start[indices[e] + 1] += 1
    for c in range(n_columns):
        start[c + 1] += start[c]
    at = start[:-1].copy()
    rows = np.empty(indices.size, np.int32)
    for r in range(indptr.size - 1):
        for e in range(indptr[r], indptr[r + 1]):
            c = indices[e]
            rows[at[c]] = r
            at[c] += 1
    return start, rows
