"""Triangles: each found once, from its end of fewest links, in O(links^1.5); and the clustering they make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from coopnet.kernels.adjacency import mirrored_entries
from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled

MOST_BITS = 4_096  # actors whose neighbours fit as bits into two megabytes
BLOCK = 4_000_000  # candidate triangles looked at between two answers: bounds the memory of the list


class Triangles(NamedTuple):
    """Some triangles {a, b, c}, each as three entries of the CSR.

    ``ab``, ``ac``, ``bc`` (int64): where the entries (a, b), (a, c) and (b, c) stand in ``indices``.
    """

    ab: Pointers
    ac: Pointers
    bc: Pointers


@compiled
def _outward(indptr: Pointers, indices: Indices) -> tuple[Pointers, Indices, Pointers, Indices]:
    """Actors ranked by descending number of links, and each link once, from the lower rank to the higher.

    Ranks, not actors: the well-connected stand together at the front, and their marks stay in the processor's cache.
    Returns the row starts by rank, the ranks linked to, where each link stands in ``indices``, and the actor of each
    rank.
    """
    n = indptr.size - 1
    most = 0
    for v in range(n):
        most = max(most, indptr[v + 1] - indptr[v])
    start = np.zeros(most + 2, np.int64)
    for v in range(n):
        start[most - (indptr[v + 1] - indptr[v]) + 1] += 1
    for d in range(most + 1):
        start[d + 1] += start[d]
    rank = np.empty(n, np.int32)
    actor = np.empty(n, np.int32)
    for v in range(n):
        d = most - (indptr[v + 1] - indptr[v])
        rank[v] = start[d]
        actor[start[d]] = v
        start[d] += 1
    out = np.empty(n + 1, np.int64)
    ends = np.empty(indices.size // 2 + 1, np.int32)  # one place more, to write before deciding
    entries = np.empty(indices.size // 2 + 1, np.int64)
    k = 0
    for r in range(n):
        out[r] = k
        v = actor[r]
        for e in range(indptr[v], indptr[v + 1]):
            other = rank[indices[e]]
            ends[k] = other
            entries[k] = e
            k += other < r
    out[n] = k
    return out, ends, entries, actor


@compiled
def _candidates(out: Pointers, ends: Indices) -> Pointers:
    """How many candidate triangles start at each rank, cumulated from 0."""
    n = out.size - 1
    candidates = np.zeros(n + 1, np.int64)
    for r in range(n):
        candidates[r + 1] = candidates[r]
        for k in range(out[r], out[r + 1]):
            candidates[r + 1] += out[ends[k] + 1] - out[ends[k]]
    return candidates


@compiled
def _listed(
    out: Pointers, ends: Indices, entries: Pointers, first: int, last: int, room: int
) -> tuple[Pointers, Pointers, Pointers]:
    """Triangles whose end of fewest links has a rank in first … last − 1."""
    ab = np.empty(room, np.int64)
    ac = np.empty(room, np.int64)
    bc = np.empty(room, np.int64)
    reached = np.full(out.size - 1, -1, np.int64)
    found = 0
    for r in range(first, last):
        for k in range(out[r], out[r + 1]):
            reached[ends[k]] = k
        for k in range(out[r], out[r + 1]):
            other = ends[k]
            for q in range(out[other], out[other + 1]):
                third = reached[ends[q]]
                if third >= out[r]:
                    ab[found] = entries[k]
                    ac[found] = entries[third]
                    bc[found] = entries[q]
                    found += 1
    return ab[:found], ac[:found], bc[:found]


def triangle_blocks(indptr: Pointers, indices: Indices) -> Iterator[Triangles]:
    """Every triangle once, in blocks of bounded memory.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Yields
    ------
    Triangles
        O(links^1.5) in all.
    """
    n = len(indptr) - 1
    out, ends, entries, _ = _outward(indptr, indices)
    candidates = _candidates(out, ends)
    first = 0
    while first < n:
        last = int(np.searchsorted(candidates, candidates[first] + BLOCK, side="right")) - 1
        last = min(max(last, first + 1), n)
        room = int(candidates[last] - candidates[first])
        if room:
            yield Triangles(*_listed(out, ends, entries, first, last, room))
        first = last


def actor_triangles(indptr: Pointers, indices: Indices) -> Pointers:
    """Number of triangles through each actor.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    int64 array (n)
        O(links × n / 64) up to a few thousand actors, whose neighbours are held as bits; O(links^1.5) beyond.
    """
    if len(indptr) - 1 > MOST_BITS:
        return _by_marks(indptr, indices)
    with np.errstate(over="ignore"):  # the plain run too drops what does not fit into 64 bits
        return _by_bits(indptr, indices)


@compiled
def _ones(word: np.uint64) -> np.uint64:
    """Number of bits set in an unsigned 64-bit word: in pairs, in fours, in eights, then all eights at once."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (word * np.uint64(0x0101010101010101)) >> np.uint64(56)


@compiled
def _by_bits(indptr: Pointers, indices: Indices) -> Pointers:
    """Common neighbours of the two ends of each link, 64 at a time."""
    n = indptr.size - 1
    words = (n + 63) // 64
    near = np.zeros((n, words), np.uint64)
    for i in range(n):
        for e in range(indptr[i], indptr[i + 1]):
            j = indices[e]
            near[i, j >> 6] |= np.uint64(1) << np.uint64(j & 63)
    triangles = np.zeros(n, np.int64)
    for i in range(n):
        for e in range(indptr[i], indptr[i + 1]):
            j = indices[e]
            if j >= i:
                break
            shared = np.int64(0)
            for w in range(words):
                shared += np.int64(_ones(near[i, w] & near[j, w]))
            triangles[i] += shared
            triangles[j] += shared
    for i in range(n):
        triangles[i] //= 2  # each triangle was met on both links of its corner
    return triangles


@compiled
def _by_marks(indptr: Pointers, indices: Indices) -> Pointers:
    """Each triangle once, from its end of fewest links."""
    n = indptr.size - 1
    out, ends, _, actor = _outward(indptr, indices)
    near = np.zeros(n, np.bool_)
    by_rank = np.zeros(n, np.int64)
    for r in range(n):
        if out[r + 1] - out[r] < 2:
            continue
        for k in range(out[r], out[r + 1]):
            near[ends[k]] = True
        mine = np.int64(0)
        for k in range(out[r], out[r + 1]):
            other = ends[k]
            shared = np.int64(0)
            for q in range(out[other], out[other + 1]):
                third = ends[q]
                closed = np.int64(near[third])
                by_rank[third] += closed
                shared += closed
            by_rank[other] += shared
            mine += shared
        by_rank[r] += mine
        for k in range(out[r], out[r + 1]):
            near[ends[k]] = False
    triangles = np.empty(n, np.int64)
    for r in range(n):
        triangles[actor[r]] = by_rank[r]
    return triangles


def link_triangles(indptr: Pointers, indices: Indices) -> Pointers:
    """Number of triangles through each link: the number of common neighbours of its ends.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    int64 array, one per entry of ``indices``
        The same for (i, j) and (j, i). O(links^1.5).
    """
    counts = np.zeros(len(indices), np.int64)
    for block in triangle_blocks(indptr, indices):
        for entries in block:
            counts += np.bincount(entries, minlength=counts.size)
    counts += counts[mirrored_entries(indptr, indices)]
    return counts


def clustering(indptr: Pointers, triangles: Pointers) -> Reals:
    """C_i = 2 t_i / (k_i (k_i − 1)): share of the pairs of neighbours that are linked; NaN where k_i < 2.

    Parameters
    ----------
    indptr
        Of a simple undirected graph.
    triangles : int array (n)
        Triangles through each actor.

    Returns
    -------
    float64 array (n)
        From 0 to 1.

    References
    ----------
    Watts, D. J., & Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ networks. Nature, 393, 440–442.
    https://doi.org/10.1038/30918
    """
    degree = np.diff(indptr).astype(np.float64)
    pairs = np.where(degree > 1, degree * (degree - 1) / 2, np.nan)
    return np.asarray(triangles / pairs, dtype=np.float64)


def transitivity(indptr: Pointers, triangles: Pointers) -> float:
    """T = 3 · triangles / connected triples: share of the two-link paths that are closed; NaN when there is none.

    Parameters
    ----------
    indptr
        Of a simple undirected graph.
    triangles : int array (n)
        Triangles through each actor.
    """
    degree = np.diff(indptr).astype(np.int64)
    triples = int((degree * (degree - 1) // 2).sum())
    return int(np.sum(triangles)) / triples if triples else float("nan")
