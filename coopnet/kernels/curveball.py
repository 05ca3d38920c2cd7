"""Curveball trades: a random walk over all 0/1 tables whose row and column totals are given.

Two rows pool what one has and the other has not, shuffle the pool, and share it out again in the same numbers. Every
table with these totals can be reached, and at length all are equally likely.

References
----------
Strona, G., Nappo, D., Boccacci, F., Fattorini, S. & San-Miguel-Ayanz, J. (2014). A fast and unbiased procedure to
randomize ecological binary matrices with fixed row and column totals. Nature Communications, 5, 4114.
https://doi.org/10.1038/ncomms5114

Carstens, C. J. (2015). Proof of uniform sampling of binary matrices with fixed row sums and column sums for the fast
Curveball algorithm. Physical Review E, 91, 042812. https://doi.org/10.1103/PhysRevE.91.042812
"""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled


@compiled
def traded_rows(
    indptr: Pointers, indices: Indices, n_columns: int, first: Indices, second: Indices, chances: Reals
) -> tuple[Indices, int]:
    """Let pairs of rows trade, one pair after the other.

    Parameters
    ----------
    indptr : int64 array (rows + 1)
    indices : int32 array (entries)
        Columns of each row, in any order, each once.
    n_columns : int
    first, second : int32 arrays (trades)
        The two rows of each trade, different.
    chances : float64 array
        Random numbers below 1: as many as the smaller rows of all trades have entries together.

    Returns
    -------
    indices : int32 array (entries)
        New columns of each row, in any order; rows keep their sizes, hence ``indptr``.
    traded : int
        Number of trades in which both rows had something to offer.
    """
    indices = indices.copy()
    mark = np.zeros(n_columns, np.int64)  # 2k + 1: offered by one row of trade k; 2k + 2: both have it
    longest = 0
    for r in range(indptr.size - 1):
        longest = max(longest, indptr[r + 1] - indptr[r])
    pool = np.empty(2 * longest + 1, np.int64)  # where in `indices` what is pooled stood; written before it is decided
    offered = np.empty(2 * longest + 1, np.int32)
    used = 0
    traded = 0
    for k in range(first.size):
        i = first[k]
        j = second[k]
        for e in range(indptr[i], indptr[i + 1]):
            mark[indices[e]] = 2 * k + 1
        shared = np.int64(0)
        for e in range(indptr[j], indptr[j + 1]):
            both = np.int64(mark[indices[e]] == 2 * k + 1)  # added rather than asked: no jump to guess wrong
            mark[indices[e]] += both
            shared += both
        own = indptr[i + 1] - indptr[i] - shared
        other = indptr[j + 1] - indptr[j] - shared
        if own > other:  # the shorter offer goes first: it is the one that is drawn
            i, j = j, i
            own, other = other, own
        if own > 0:
            size = np.int64(0)
            for e in range(indptr[i], indptr[i + 1]):
                pool[size] = e
                offered[size] = indices[e]
                size += np.int64(mark[indices[e]] != 2 * k + 2)
            for e in range(indptr[j], indptr[j + 1]):
                pool[size] = e
                offered[size] = indices[e]
                size += np.int64(mark[indices[e]] != 2 * k + 2)
            for p in range(own):
                q = p + int(chances[used] * (size - p))
                used += 1
                drawn = offered[q]
                offered[q] = offered[p]
                offered[p] = drawn
            traded += 1
            for p in range(own + other):
                indices[pool[p]] = offered[p]
    return indices, traded


@compiled
def rows_are_nested(indptr: Pointers, indices: Indices, n_columns: int) -> bool:
    """Tell whether each row contains every shorter one: exactly then no other table has the same totals.

    Parameters
    ----------
    indptr : int64 array (rows + 1)
    indices : int32 array (entries)
    n_columns : int

    Returns
    -------
    bool
        O(entries + rows log rows).

    References
    ----------
    Ryser, H. J. (1957). Combinatorial properties of matrices of zeros and ones. Canadian Journal of Mathematics, 9,
    371–377. https://doi.org/10.4153/CJM-1957-044-3
    """
    order = np.argsort(indptr[:-1] - indptr[1:])  # longest first
    seen = np.zeros(n_columns, np.int64)
    for k in range(order.size):
        r = order[k]
        for e in range(indptr[r], indptr[r + 1]):
            if seen[indices[e]] != k:
                return False
            seen[indices[e]] = k + 1
    return True
