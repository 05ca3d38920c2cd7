"""Communities: partitions that keep more of the links within than chance would (modularity), by moving actors."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.adjacency import gathered_rows, rows_of
from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled
from coopnet.kernels.components import component_labels

LEAST_GAIN = 1e-12


def modularity(indptr: Pointers, indices: Indices, weights: Reals, labels: Indices) -> float:
    """Q = Σ_c [w_c/w − (s_c/2w)²]: share of the weight within communities, less what strengths alone would put there.

    w_c is the weight within c, s_c the sum of its actors' strengths, w the weight of all links.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph with positive weights.
    labels : int array (n)
        Community of each actor, from 0.

    Returns
    -------
    float
        From −1/2 to 1; NaN without links.

    References
    ----------
    Newman, M. E. J., & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical Review E,
    69, 026113. https://doi.org/10.1103/PhysRevE.69.026113
    """
    rows = rows_of(indptr)
    weights, labels = np.asarray(weights, dtype=np.float64), np.asarray(labels)
    whole = float(weights.sum())  # each link twice
    if whole == 0.0:
        return float("nan")
    within = float(weights[labels[rows] == labels[indices]].sum())
    held = np.bincount(labels[rows], weights=weights)
    return within / whole - float(((held / whole) ** 2).sum())


@compiled
def _settled_labels(
    indptr: Pointers, indices: Indices, weights: Reals, strength: Reals, labels: Indices, order: Indices
) -> tuple[Indices, int]:
    """Move actors, one at a time, to the community that gains most, or out of all, until no move gains; count moves.

    Actors wait in the given order; one whose neighbour has moved away waits again.
    """
    n = indptr.size - 1
    community = labels.copy()
    whole = 0.0
    for i in range(n):
        whole += strength[i]
    held = np.zeros(n, np.float64)
    members = np.zeros(n, np.int64)
    for i in range(n):
        held[community[i]] += strength[i]
        members[community[i]] += 1
    empty = np.empty(n, np.int32)  # labels that nobody bears
    n_empty = 0
    for c in range(n):
        if members[c] == 0:
            empty[n_empty] = c
            n_empty += 1
    towards = np.zeros(n, np.float64)  # weight from the actor at hand to each community
    touched = np.empty(n, np.int32)
    queue = order.copy()
    waits = np.ones(n, np.bool_)
    head = 0
    n_waiting = n
    n_moves = 0
    while n_waiting > 0:
        i = queue[head]
        head = (head + 1) % n
        n_waiting -= 1
        waits[i] = False
        own = community[i]
        n_touched = 0
        for e in range(indptr[i], indptr[i + 1]):
            c = community[indices[e]]
            if towards[c] == 0.0:
                touched[n_touched] = c
                n_touched += 1
            towards[c] += weights[e]
        held[own] -= strength[i]
        best = own
        # gains are relative to standing alone; moving must gain more than staying
        most = towards[own] - strength[i] * held[own] / whole
        for k in range(n_touched):
            c = touched[k]
            gain = towards[c] - strength[i] * held[c] / whole
            if gain > most + LEAST_GAIN * whole:
                most = gain
                best = c
        if most < -LEAST_GAIN * whole:  # better alone, and then two live under one label: another one is free
            best = empty[n_empty - 1]
        held[best] += strength[i]
        for k in range(n_touched):
            towards[touched[k]] = 0.0
        if best != own:
            community[i] = best
            n_moves += 1
            if members[best] == 0:
                n_empty -= 1
            members[best] += 1
            members[own] -= 1
            if members[own] == 0:
                empty[n_empty] = own
                n_empty += 1
            for e in range(indptr[i], indptr[i + 1]):
                j = indices[e]
                if not waits[j] and community[j] != best:
                    waits[j] = True
                    queue[(head + n_waiting) % n] = j
                    n_waiting += 1
    return community, n_moves


def _numbered(labels: Indices) -> Indices:
    """Labels 0, 1, 2 … in the order of their first actor."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(first.size, np.int32)
    rank[np.argsort(first)] = np.arange(first.size, dtype=np.int32)
    return rank[inverse]


def _connected(indptr: Pointers, indices: Indices, labels: Indices) -> Indices:
    """Each community cut into its connected parts, which always raises modularity."""
    rows = rows_of(indptr)
    kept = labels[rows] == labels[indices]
    n = labels.size
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows[kept], minlength=n))))
    return component_labels(starts, indices[kept])[0]


@compiled
def _met(
    indptr: Pointers, indices: Indices, weights: Reals, labels: Indices, n_communities: int
) -> tuple[Indices, Indices, Reals]:
    """Weight between each two communities that are linked, once per direction; row by row, columns as they come."""
    n = indptr.size - 1
    start = np.zeros(n_communities + 1, np.int64)
    for i in range(n):
        start[labels[i] + 1] += 1
    for c in range(n_communities):
        start[c + 1] += start[c]
    members = np.empty(n, np.int32)
    end = start[:n_communities].copy()
    for i in range(n):
        members[end[labels[i]]] = i
        end[labels[i]] += 1
    place = np.full(n_communities, -1, np.int64)  # where the other community stands among what was found
    room = 0
    for c in range(n_communities):
        outward = 0
        for k in range(start[c], start[c + 1]):
            for e in range(indptr[members[k]], indptr[members[k] + 1]):
                outward += labels[indices[e]] != c
        room += min(outward, n_communities - 1)
    rows = np.empty(room, np.int32)
    columns = np.empty(room, np.int32)
    between = np.empty(room, np.float64)
    found = 0
    for c in range(n_communities):
        first = found
        for k in range(start[c], start[c + 1]):
            for e in range(indptr[members[k]], indptr[members[k] + 1]):
                other = labels[indices[e]]
                if other == c:
                    continue
                if place[other] < first:
                    place[other] = found
                    rows[found] = c
                    columns[found] = other
                    between[found] = 0.0
                    found += 1
                between[place[other]] += weights[e]
    return rows[:found].copy(), columns[:found].copy(), between[:found].copy()


def _one_search(
    indptr: Pointers, indices: Indices, weights: Reals, strength: Reals, labels: Indices, rng: np.random.Generator
) -> Indices:
    """Moves of single actors, then of whole communities (Louvain's levels), from some labels until neither gains."""
    n = len(indptr) - 1
    while True:
        labels, _ = _settled_labels(indptr, indices, weights, strength, labels, rng.permutation(n))
        labels = _connected(indptr, indices, labels)
        merged = _merged_communities(indptr, indices, weights, strength, labels, rng)
        if merged.max() == labels.max():
            return labels
        labels = merged


def _merged_communities(
    indptr: Pointers, indices: Indices, weights: Reals, strength: Reals, labels: Indices, rng: np.random.Generator
) -> Indices:
    """Communities taken as actors and moved together, level upon level, until no merger gains."""
    while True:
        n_communities = int(labels.max()) + 1
        met = _met(indptr, indices, weights, labels, n_communities)
        starts, ends, _, between = gathered_rows(*met, n_communities, n_communities)
        held = np.bincount(labels, weights=strength, minlength=n_communities).astype(np.float64)
        alone = np.arange(n_communities, dtype=np.int32)
        joined, moves = _settled_labels(starts, ends, between, held, alone, rng.permutation(n_communities))
        if moves == 0:
            return labels
        labels = _numbered(joined)[labels]


def communities(
    indptr: Pointers, indices: Indices, weights: Reals, rng: np.random.Generator, n_starts: int
) -> tuple[Indices, float]:
    """Partition of highest modularity among several searches, each a local optimum; every community is connected.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph with positive weights.
    rng : numpy.random.Generator
        Draws where searches start and the orders in which actors are visited.
    n_starts : int
        Number of searches: one in two starts from everybody alone, the other from random communities.

    Returns
    -------
    labels : int32 array (n)
        From 0, in the order of the first actor of each community; an isolate is alone.
    modularity : float
        No single actor's move can raise it; NaN without links. O(links) per level and search, about.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R., & Lefebvre, E. (2008). Fast unfolding of communities in large
    networks. Journal of Statistical Mechanics, P10008. https://doi.org/10.1088/1742-5468/2008/10/P10008
    """
    n = len(indptr) - 1
    indices = np.asarray(indices, dtype=np.int32)
    weights = np.asarray(weights, dtype=np.float64)
    weights = (
        weights / weights.max(initial=0.0) if indices.size else weights
    )  # gains multiply them: no unit is too small
    strength = np.bincount(rows_of(indptr), weights=weights, minlength=n).astype(np.float64)
    best, highest = np.arange(n, dtype=np.int32), float("nan")
    if not indices.size:
        return best, highest
    for number in range(n_starts):
        start = rng.integers(0, rng.integers(1, n, endpoint=True), n) if number % 2 else np.arange(n)
        labels = _one_search(indptr, indices, weights, strength, start, rng)
        reached = modularity(indptr, indices, weights, labels)
        if not reached <= highest + LEAST_GAIN:  # the first is better than NaN
            best, highest = labels, reached
    return _numbered(best), highest
