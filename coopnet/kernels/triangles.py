"""Triangles: each found once, from its end of fewest links, in O(links^1.5); and the clustering they make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from coopnet.kernels.adjacency import mirrored_entries, rows_of
from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled

BLOCK = 4_000_000  # candidate triangles looked at between two answers: bounds the memory of the list


class Triangles(NamedTuple):
    """Some triangles {a, b, c}, each as three entries of the CSR.

    ``ab``, ``ac``, ``bc`` (int64): where the entries (a, b), (a, c) and (b, c) stand in ``indices``.
    """

    ab: Pointers
    ac: Pointers
    bc: Pointers


@compiled
def _outward(indptr: Pointers, indices: Indices) -> tuple[Pointers, Indices, Pointers, Pointers]:
    """Each link once, from its end of fewer links; and how many candidate triangles start at each actor (cumulated)."""
    n = indptr.size - 1
    out = np.zeros(n + 1, np.int64)
    for u in range(n):
        degree = indptr[u + 1] - indptr[u]
        for e in range(indptr[u], indptr[u + 1]):
            v = indices[e]
            other = indptr[v + 1] - indptr[v]
            if degree < other or (degree == other and u < v):
                out[u + 1] += 1
    for u in range(n):
        out[u + 1] += out[u]
    ends = np.empty(out[n], np.int32)
    entries = np.empty(out[n], np.int64)
    for u in range(n):
        degree = indptr[u + 1] - indptr[u]
        k = out[u]
        for e in range(indptr[u], indptr[u + 1]):
            v = indices[e]
            other = indptr[v + 1] - indptr[v]
            if degree < other or (degree == other and u < v):
                ends[k] = v
                entries[k] = e
                k += 1
    candidates = np.zeros(n + 1, np.int64)
    for u in range(n):
        candidates[u + 1] = candidates[u]
        for k in range(out[u], out[u + 1]):
            candidates[u + 1] += out[ends[k] + 1] - out[ends[k]]
    return out, ends, entries, candidates


@compiled
def _listed(
    out: Pointers, ends: Indices, entries: Pointers, first: int, last: int, room: int
) -> tuple[Pointers, Pointers, Pointers]:
    """Triangles whose end of fewest links lies in first … last − 1."""
    ab = np.empty(room, np.int64)
    ac = np.empty(room, np.int64)
    bc = np.empty(room, np.int64)
    reached = np.full(out.size - 1, -1, np.int64)
    found = 0
    for u in range(first, last):
        for k in range(out[u], out[u + 1]):
            reached[ends[k]] = k
        for k in range(out[u], out[u + 1]):
            v = ends[k]
            for q in range(out[v], out[v + 1]):
                third = reached[ends[q]]
                if third >= out[u]:
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
    out, ends, entries, candidates = _outward(indptr, indices)
    first = 0
    while first < n:
        last = int(np.searchsorted(candidates, candidates[first] + BLOCK, side="right")) - 1
        last = min(max(last, first + 1), n)
        room = int(candidates[last] - candidates[first])
        if room:
            yield Triangles(*_listed(out, ends, entries, first, last, room))
        first = last


def triangle_counts(indptr: Pointers, indices: Indices) -> tuple[Pointers, Pointers]:
    """Number of triangles through each actor and through each link.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    per_actor : int64 array (n)
    per_entry : int64 array, one per entry of ``indices``
        The same for (i, j) and (j, i): the number of common neighbours of i and j. O(links^1.5).
    """
    per_entry = np.zeros(len(indices), np.int64)
    for block in triangle_blocks(indptr, indices):
        for entries in block:
            per_entry += np.bincount(entries, minlength=per_entry.size)
    per_entry += per_entry[mirrored_entries(indptr, indices)]
    # each triangle of an actor was counted on two of its links
    doubled = np.bincount(rows_of(indptr), weights=per_entry, minlength=len(indptr) - 1)
    return (doubled / 2.0).astype(np.int64), per_entry


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
