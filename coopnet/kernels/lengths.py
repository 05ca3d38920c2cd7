"""Paths on links that have a length (Dijkstra): distances, and who stands on the shortest of them.

Lengths are positive. A weight is an intensity, not a length; the customary length of a link of weight w is 1/w (Opsahl,
Agneessens & Skvoretz 2010, https://doi.org/10.1016/j.socnet.2010.03.006). Two paths count as equally short when their
lengths differ by less than 10⁻¹⁰ of themselves, because 1/3 + 1/3 and 2/3 are different numbers to a computer.
"""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled

TOLERANCE = 1e-10


@compiled
def _pushed(keys: Reals, actors: Indices, size: int, key: float, actor: int) -> int:
    """Add to a binary heap of ``size`` entries; return its new size."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if keys[parent] <= key:
            break
        keys[i] = keys[parent]
        actors[i] = actors[parent]
        i = parent
    keys[i] = key
    actors[i] = actor
    return size + 1


@compiled
def _popped(keys: Reals, actors: Indices, size: int) -> int:
    """Remove the first entry of a binary heap of ``size`` entries; return its new size."""
    size -= 1
    key = keys[size]
    actor = actors[size]
    i = 0
    while 2 * i + 1 < size:
        child = 2 * i + 1
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[i] = keys[child]
        actors[i] = actors[child]
        i = child
    keys[i] = key
    actors[i] = actor
    return size


@compiled
def _settled(
    indptr: Pointers,
    indices: Indices,
    lengths: Reals,
    source: int,
    distance: Reals,
    place: Indices,
    order: Indices,
    keys: Reals,
    actors: Indices,
) -> int:
    """Fill ``distance``, ``place`` and ``order`` with one search; return how many actors it reached.

    On entry ``distance`` is infinite and ``place`` is n everywhere; ``place`` is an actor's rank in ``order``.
    """
    n = distance.size
    reached = 0
    distance[source] = 0.0
    size = _pushed(keys, actors, 0, 0.0, source)
    while size > 0:
        u = actors[0]
        far = keys[0]
        size = _popped(keys, actors, size)
        if place[u] < n:
            continue  # already settled by a shorter way
        place[u] = reached
        order[reached] = u
        reached += 1
        for e in range(indptr[u], indptr[u + 1]):
            v = indices[e]
            to_v = far + lengths[e]
            if to_v < distance[v]:
                distance[v] = to_v
                size = _pushed(keys, actors, size, to_v, v)
    return reached


@compiled
def length_sums(
    indptr: Pointers, indices: Indices, lengths: Reals, sources: Indices
) -> tuple[Reals, Reals, Pointers, Reals]:
    """Per actor, sums over the sources that reach it of 1/d and of d, their number, and the largest d.

    Parameters
    ----------
    indptr, indices, lengths
        A simple undirected graph with a positive length per entry.
    sources : int array
        Where searches start. Sums over disjoint sets of sources add up.

    Returns
    -------
    inverse_sum, sum : float64 (n)
    reached : int64 (n)
        The source itself is not counted.
    eccentricity : float64 (n)
        0 where no source is reached. O(links × log links) per source.
    """
    n = indptr.size - 1
    inverse_sum = np.zeros(n, np.float64)
    total = np.zeros(n, np.float64)
    reached = np.zeros(n, np.int64)
    eccentricity = np.zeros(n, np.float64)
    distance = np.full(n, np.inf)
    place = np.full(n, n, np.int32)
    order = np.empty(n, np.int32)
    keys = np.empty(indices.size + 1, np.float64)
    actors = np.empty(indices.size + 1, np.int32)
    for q in range(sources.size):
        end = _settled(indptr, indices, lengths, sources[q], distance, place, order, keys, actors)
        for k in range(end):
            v = order[k]
            d = distance[v]
            if k > 0:
                inverse_sum[v] += 1.0 / d
                total[v] += d
                reached[v] += 1
                eccentricity[v] = max(eccentricity[v], d)
            distance[v] = np.inf
            place[v] = n
    return inverse_sum, total, reached, eccentricity


@compiled
def length_betweenness_sums(
    indptr: Pointers, indices: Indices, lengths: Reals, sources: Indices
) -> tuple[Reals, Reals]:
    """Sums over sources of the dependency on each actor, and of its square, on paths shortest in length.

    δ_s(v) = Σ_{t ≠ s, v} σ_st(v) / σ_st. Over all sources the first sum is twice the betweenness of v.

    Parameters
    ----------
    indptr, indices, lengths
        A simple undirected graph with a positive length per entry.
    sources : int array
        Where searches start. Sums over disjoint sets of sources add up.

    Returns
    -------
    first, second : float64 arrays (n)
        O(links × log links) per source.

    References
    ----------
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology, 25(2),
    163–177. https://doi.org/10.1080/0022250X.2001.9990249
    """
    n = indptr.size - 1
    first = np.zeros(n, np.float64)
    second = np.zeros(n, np.float64)
    distance = np.full(n, np.inf)
    place = np.full(n, n, np.int32)
    order = np.empty(n, np.int32)
    keys = np.empty(indices.size + 1, np.float64)
    actors = np.empty(indices.size + 1, np.int32)
    n_paths = np.zeros(n, np.float64)
    dependency = np.zeros(n, np.float64)
    for q in range(sources.size):
        s = sources[q]
        end = _settled(indptr, indices, lengths, s, distance, place, order, keys, actors)
        n_paths[s] = 1.0
        for k in range(1, end):
            v = order[k]
            limit = distance[v] * (1.0 + TOLERANCE)
            n_paths[v] = 0.0
            for e in range(indptr[v], indptr[v + 1]):
                u = indices[e]
                if place[u] < k and distance[u] + lengths[e] <= limit:
                    n_paths[v] += n_paths[u]
        for k in range(end - 1, 0, -1):
            v = order[k]
            limit = distance[v] * (1.0 + TOLERANCE)
            share = (1.0 + dependency[v]) / n_paths[v]
            first[v] += dependency[v]
            second[v] += dependency[v] * dependency[v]
            for e in range(indptr[v], indptr[v + 1]):
                u = indices[e]
                if place[u] < k and distance[u] + lengths[e] <= limit:
                    dependency[u] += n_paths[u] * share
        for k in range(end):
            v = order[k]
            distance[v] = np.inf
            place[v] = n
            dependency[v] = 0.0
    return first, second
