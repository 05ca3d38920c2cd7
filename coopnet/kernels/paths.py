"""Exact distances in number of links, sixty-four sources at a time.

A breadth-first search from 64 sources at once keeps, for each actor, one 64-bit word: bit *b* says that source *b* has
reached it. One step of all 64 searches is then one "or" per link. What is kept of the distances is what the measures
need: per actor the sums of d and of 1/d, how many were reached and how far the farthest is; for the graph, how many
pairs lie at each distance.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled

_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_TWO = np.uint64(2)
_FOUR = np.uint64(4)
_LAST_BYTE = np.uint64(24)
_HALF = np.uint64(32)
_PAIRS = np.uint64(0x5555555555555555)
_QUADS = np.uint64(0x3333333333333333)
_BYTES = np.uint64(0x0F0F0F0F0F0F0F0F)
_LOW = np.uint64(0xFFFFFFFF)
_SUM = np.uint64(0x01010101)
_BYTE = np.uint64(0xFF)


class Distances(NamedTuple):
    """What is kept of the distances d_is from each actor i to the sources s ≠ i that it can reach.

    ``inverse_sum`` (float64, n): Σ 1/d. ``sum`` (int64, n): Σ d. ``reached`` (int64, n): how many sources.
    ``eccentricity`` (int64, n): the largest d, 0 where none is reached. ``pairs_at`` (int64): ``pairs_at[d]`` ordered
    pairs (source, actor) at distance d; its length is one more than the largest distance, and ``pairs_at[0]`` is 0.
    """

    inverse_sum: Reals
    sum: Pointers
    reached: Pointers
    eccentricity: Pointers
    pairs_at: Pointers


@compiled
def _ones_in(word: np.uint64) -> np.uint64:
    """Number of ones among 64 bits."""
    word = word - ((word >> _ONE) & _PAIRS)
    word = (word & _QUADS) + ((word >> _TWO) & _QUADS)
    word = (word + (word >> _FOUR)) & _BYTES
    word = (word & _LOW) + (word >> _HALF)  # bytes of at most 16: their sum cannot overflow
    return ((word * _SUM) >> _LAST_BYTE) & _BYTE


@compiled
def distance_sums(
    indptr: Pointers, indices: Indices, sources: Indices
) -> tuple[Reals, Pointers, Pointers, Pointers, Pointers]:
    """Fields of ``Distances`` for some sources; sums over disjoint sets of sources add up.

    O(links × longest distance × sources / 64) at worst; where few actors are on the move, only they are looked at, so
    that long chains cost O(links × sources / 64) per step on the move.
    """
    n = indptr.size - 1
    n_links = indices.size
    inverse_sum = np.zeros(n, np.float64)
    total = np.zeros(n, np.int64)
    reached = np.zeros(n, np.int64)
    eccentricity = np.zeros(n, np.int64)
    pairs_at = np.zeros(n + 1, np.int64)
    seen = np.zeros(n, np.uint64)
    moving = np.zeros(n, np.uint64)  # bits that arrived at the last step
    arriving = np.zeros(n, np.uint64)
    at_last = np.empty(n, np.int32)  # actors with moving bits
    at_next = np.empty(n, np.int32)
    farthest = 0
    for first in range(0, sources.size, 64):
        batch = min(64, sources.size - first)
        full = _ZERO
        seen[:] = _ZERO
        n_last = 0
        n_moving = 0  # links that leave the moving actors
        for b in range(batch):
            s = sources[first + b]
            bit = _ONE << np.uint64(b)
            full |= bit
            if seen[s] == _ZERO:
                at_last[n_last] = s
                n_last += 1
                n_moving += indptr[s + 1] - indptr[s]
            seen[s] |= bit
            moving[s] |= bit
        d = 0
        while n_last > 0:
            d += 1
            n_next = 0
            if n_moving * 4 < n_links:
                for k in range(n_last):
                    u = at_last[k]
                    bits = moving[u]
                    for e in range(indptr[u], indptr[u + 1]):
                        v = indices[e]
                        new = bits & ~seen[v]
                        if new != _ZERO:
                            if arriving[v] == _ZERO:
                                at_next[n_next] = v
                                n_next += 1
                            arriving[v] |= new
            else:
                for v in range(n):
                    missing = full & ~seen[v]
                    if missing != _ZERO:
                        bits = _ZERO
                        for e in range(indptr[v], indptr[v + 1]):
                            bits |= moving[indices[e]]
                        bits &= missing
                        if bits != _ZERO:
                            arriving[v] = bits
                            at_next[n_next] = v
                            n_next += 1
            for k in range(n_last):
                moving[at_last[k]] = _ZERO
            n_moving = 0
            arrived = 0
            for k in range(n_next):
                v = at_next[k]
                bits = arriving[v]
                arriving[v] = _ZERO
                moving[v] = bits
                seen[v] |= bits
                ones = np.int64(_ones_in(bits))
                inverse_sum[v] += ones / d
                total[v] += ones * d
                reached[v] += ones
                if d > eccentricity[v]:
                    eccentricity[v] = d
                arrived += int(ones)
                n_moving += indptr[v + 1] - indptr[v]
            if n_next > 0:
                pairs_at[d] += arrived
                if d > farthest:
                    farthest = d
            at_last, at_next = at_next, at_last
            n_last = n_next
    return inverse_sum, total, reached, eccentricity, pairs_at[: farthest + 1].copy()


def distances(indptr: Pointers, indices: Indices) -> Distances:
    """What is kept of all distances of a graph, exactly.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    Distances
        O(links × n × longest distance / 64) at worst.
    """
    return Distances(*distance_sums(indptr, indices, np.arange(len(indptr) - 1)))


def harmonic_closeness(found: Distances) -> Reals:
    """H_i = Σ_{j ≠ i} d_ij⁻¹ / (n − 1), 0 for an isolate, NaN for all when n < 2.

    Rochat, Y. (2009). Closeness centrality extended to unconnected graphs: the harmonic centrality index. ASNA 2009.
    """
    n = found.reached.size
    return found.inverse_sum / (n - 1) if n > 1 else np.full(n, np.nan)


def wasserman_faust_closeness(found: Distances) -> Reals:
    """C_i = (r_i / (n − 1)) · (r_i / Σ d_ij), r_i being how many actors i reaches; NaN for an isolate.

    Wasserman, S., & Faust, K. (1994). Social Network Analysis, eq. 5.22. https://doi.org/10.1017/CBO9780511815478
    """
    n = found.reached.size
    reached = found.reached.astype(np.float64)
    farness = np.where(found.sum > 0, found.sum, np.nan)
    return reached / max(n - 1, 1) * (reached / farness)


def mean_distance(found: Distances) -> float:
    """Mean distance of the pairs that a path joins; NaN when there is none."""
    joined = int(found.pairs_at.sum())
    return float(found.pairs_at @ np.arange(found.pairs_at.size)) / joined if joined else float("nan")


def global_efficiency(found: Distances) -> float:
    """E = Σ_{i ≠ j} d_ij⁻¹ / (n(n − 1)), pairs that no path joins counting 0; NaN when n < 2.

    Latora, V., & Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review Letters, 87, 198701.
    https://doi.org/10.1103/PhysRevLett.87.198701
    """
    n = found.reached.size
    inverse = found.pairs_at[1:] / np.arange(1, max(found.pairs_at.size, 1))
    return float(inverse.sum()) / (n * (n - 1)) if n > 1 else float("nan")
