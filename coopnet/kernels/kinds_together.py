"""How many pairs each two kinds of link have in common, straight from the ends of links: nothing is sorted."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, compiled

MOST_ACTORS = 1_024  # a table of one number per pair of actors stays within four megabytes
MOST_KINDS = 31  # one bit each


def fits(n: int, n_kinds: int) -> bool:
    """Tell whether the table of so many actors and kinds stays small."""
    return n <= MOST_ACTORS and n_kinds <= MOST_KINDS


@compiled
def shared_pairs(source: Indices, target: Indices, kind: Indices, n: int, n_kinds: int) -> Pointers:
    """Count the pairs of actors that each two kinds both join; the diagonal counts a kind's own.

    Parameters
    ----------
    source, target : int32 arrays (links)
        Ends, in any order; a pair may be linked several times.
    kind : int32 array (links)
        Kind of each link, from 0 to n_kinds − 1, at most 31 kinds.
    n, n_kinds : int

    Returns
    -------
    int64 array (n_kinds, n_kinds)
        What ``overlap.shared_items`` gives of ``overlap.kinds_of_pairs``. O(links × kinds + n²).
    """
    joined = np.zeros(n * n, np.int32)
    for k in range(source.size):
        low = min(source[k], target[k])
        high = max(source[k], target[k])
        joined[low * n + high] |= 1 << kind[k]
    shared = np.zeros((n_kinds, n_kinds), np.int64)
    for k in range(source.size):
        at = min(source[k], target[k]) * n + max(source[k], target[k])
        here = joined[at]
        joined[at] = 0  # counted: further links of the pair add nothing
        one = 0
        while here >> one > 0:
            if here >> one & 1:
                for other in range(n_kinds):
                    shared[one, other] += here >> other & 1
            one += 1
    return shared
