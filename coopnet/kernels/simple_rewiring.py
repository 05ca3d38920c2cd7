"""Exchanges of ends between undirected links of simple graphs: the same walk as ``rewiring``, on a table of bits.

Where every pair may be linked once only, all there is to know about a pair is whether it is linked. One bit per ordered
pair stays in the processor's cache far longer than a count would, and nothing has to be compared to find its place.
"""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Reals, compiled

ROOM = 1 << 20  # words of 64 pairs: 8 MB, which serve 8,000 actors


def fits(n: int) -> bool:
    """Tell whether a table of that many actors stays small."""
    return n * ((n + 63) // 64) <= ROOM


@compiled
def exchanged_ends_of_simple(source: Indices, target: Indices, n: int, picks: Reals) -> tuple[Indices, Indices, int]:
    """Exchange ends of undirected links, one attempt per random number, no pair being ever linked twice.

    Parameters
    ----------
    source, target : int32 arrays (links)
        Ends; never equal, and no pair twice.
    n : int
        Number of actors.
    picks : float64 array (attempts)
        Random numbers below 1, of 52 bits or more: which links, and how.

    Returns
    -------
    source, target : int32 arrays (links)
        New ends, exactly those that :func:`coopnet.kernels.rewiring.exchanged_ends` gives.
    accepted : int
        Number of attempts that changed the graph.
    """
    source = source.copy()
    target = target.copy()
    m = source.size
    words = (n + 63) >> 6
    one = np.uint64(1)
    linked = np.zeros(n * words, np.uint64)
    for k in range(m):
        a = int(source[k])
        b = int(target[k])
        linked[a * words + (b >> 6)] |= one << np.uint64(b & 63)
        linked[b * words + (a >> 6)] |= one << np.uint64(a & 63)
    low = (1 << 24) - 1
    accepted = 0
    for k in range(picks.size):
        pick = int(picks[k] * 4503599627370496.0)  # 2⁵²
        i = ((pick & low) * m) >> 24
        j = (((pick >> 24) & low) * m) >> 24
        a = int(source[i])
        b = int(target[i])
        c = int(source[j])
        d = int(target[j])
        turned = (c ^ d) * ((pick >> 48) & 1)  # one time in two the second link is read the other way, without a jump
        c ^= turned
        d ^= turned
        if (a == c) | (a == d) | (b == c) | (b == d):
            continue  # nothing would change, or an actor would be joined to itself
        a_bit = one << np.uint64(a & 63)
        b_bit = one << np.uint64(b & 63)
        c_bit = one << np.uint64(c & 63)
        d_bit = one << np.uint64(d & 63)
        ad = a * words + (d >> 6)
        cb = c * words + (b >> 6)
        if (linked[ad] & d_bit) or (linked[cb] & b_bit):
            continue
        linked[ad] |= d_bit
        linked[d * words + (a >> 6)] |= a_bit
        linked[cb] |= b_bit
        linked[b * words + (c >> 6)] |= c_bit
        linked[a * words + (b >> 6)] ^= b_bit
        linked[b * words + (a >> 6)] ^= a_bit
        linked[c * words + (d >> 6)] ^= d_bit
        linked[d * words + (c >> 6)] ^= c_bit
        target[i] = d
        source[j] = c
        target[j] = b
        accepted += 1
    return source, target, accepted
