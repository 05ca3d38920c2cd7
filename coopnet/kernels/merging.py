"""Two tables of counts on one pattern: rows merged in order, without sorting."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled


@compiled
def merged_rows(
    indptr: Pointers,
    indices: Indices,
    counts: Reals,
    other_indptr: Pointers,
    other_indices: Indices,
    other_counts: Reals,
    n_kinds: int,
    distinct: bool,
) -> tuple[Pointers, Indices, Reals]:
    """Merge two CSRs whose columns are couples (column, kind), numbered column · n_kinds + kind.

    Parameters
    ----------
    indptr, indices, counts, other_indptr, other_indices, other_counts
        Two CSRs with as many rows; indices ascend within rows, each once.
    n_kinds : int
        1 where kinds do not matter.
    distinct : bool
        Whether a column gets its number of kinds, rather than the sum of its counts.

    Returns
    -------
    indptr, indices, values
        One CSR without kinds. O(entries + rows).
    """
    n = indptr.size - 1
    out = np.zeros(n + 1, np.int64)
    columns = np.empty(indices.size + other_indices.size, np.int32)
    values = np.empty(columns.size, np.float64)
    k = 0
    for r in range(n):
        i = indptr[r]
        j = other_indptr[r]
        last = -1
        while i < indptr[r + 1] or j < other_indptr[r + 1]:
            place = 0
            value = 0.0
            takes_first = j == other_indptr[r + 1]
            takes_second = i == indptr[r + 1]
            if not takes_first and not takes_second:
                takes_first = indices[i] <= other_indices[j]
                takes_second = other_indices[j] <= indices[i]
            if takes_first:
                place = indices[i]
                value += counts[i]
                i += 1
            if takes_second:
                place = other_indices[j]
                value += other_counts[j]
                j += 1
            if distinct:
                value = 1.0
            column = place if n_kinds == 1 else place // n_kinds
            if column == last:
                values[k - 1] += value
            else:
                columns[k] = column
                values[k] = value
                last = column
                k += 1
        out[r + 1] = k
    return out, columns[:k].copy(), values[:k].copy()
