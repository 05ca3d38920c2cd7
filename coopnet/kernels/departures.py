"""What is left when some actors leave, and whom a set of actors reaches, without building the smaller graph."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Flags, Indices, Pointers, compiled


@compiled
def component_sizes_without(indptr: Pointers, indices: Indices, gone: Flags) -> Pointers:
    """Sizes of the components of those who stay.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    gone : bool array (n)
        Who leaves.

    Returns
    -------
    int64 array (components)
        In the order of the first actor of each; empty when nobody stays. O(links + n).
    """
    n = indptr.size - 1
    seen = gone.copy()
    sizes = np.zeros(n, np.int64)
    waiting = np.empty(n, np.int32)
    found = 0
    for root in range(n):
        if seen[root]:
            continue
        seen[root] = True
        waiting[0] = root
        head = 0
        tail = 1
        while head < tail:
            u = waiting[head]
            head += 1
            for e in range(indptr[u], indptr[u + 1]):
                v = indices[e]
                if not seen[v]:
                    seen[v] = True
                    waiting[tail] = v
                    tail += 1
        sizes[found] = tail
        found += 1
    return sizes[:found].copy()


@compiled
def inverse_distances_without(indptr: Pointers, indices: Indices, gone: Flags) -> float:
    """Σ 1/d over ordered pairs of those who stay, on paths that avoid those who leave.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    gone : bool array (n)
        Who leaves.

    Returns
    -------
    float
        O(links × n).
    """
    n = indptr.size - 1
    total = 0.0
    seen = np.full(n, -1, np.int64)
    waiting = np.empty(n, np.int32)
    distance = np.zeros(n, np.int64)
    for root in range(n):
        if gone[root]:
            continue
        seen[root] = root
        waiting[0] = root
        distance[root] = 0
        head = 0
        tail = 1
        while head < tail:
            u = waiting[head]
            head += 1
            if head > 1:
                total += 1.0 / distance[u]
            for e in range(indptr[u], indptr[u + 1]):
                v = indices[e]
                if seen[v] != root and not gone[v]:
                    seen[v] = root
                    distance[v] = distance[u] + 1
                    waiting[tail] = v
                    tail += 1
    return total


@compiled
def distances_from_set(indptr: Pointers, indices: Indices, chosen: Flags) -> Pointers:
    """Number of steps from the nearest of some actors to everybody.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    chosen : bool array (n)
        Where searches start.

    Returns
    -------
    int64 array (n)
        0 for the chosen, −1 for those out of reach. O(links + n).
    """
    n = indptr.size - 1
    distance = np.full(n, -1, np.int64)
    waiting = np.empty(n, np.int32)
    tail = 0
    for v in range(n):
        if chosen[v]:
            distance[v] = 0
            waiting[tail] = v
            tail += 1
    head = 0
    while head < tail:
        u = waiting[head]
        head += 1
        for e in range(indptr[u], indptr[u + 1]):
            v = indices[e]
            if distance[v] < 0:
                distance[v] = distance[u] + 1
                waiting[tail] = v
                tail += 1
    return distance


@compiled
def largest_as_actors_leave(indptr: Pointers, indices: Indices, order: Indices) -> Pointers:
    """Size of the largest component after each departure, read backwards: actors come back and components merge.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    order : int array (n)
        Everybody, in the order of departure.

    Returns
    -------
    int64 array (n + 1)
        Entry q: the largest component once the first q have left. O(links), nearly.
    """
    n = indptr.size - 1
    above = np.full(n, -1, np.int32)  # towards the root of the component; -1 for those who are gone
    size = np.ones(n, np.int64)
    largest = np.zeros(n + 1, np.int64)
    most = 0
    for step in range(n - 1, -1, -1):
        u = order[step]
        above[u] = u
        root = u
        for e in range(indptr[u], indptr[u + 1]):
            v = indices[e]
            if above[v] < 0:
                continue
            while above[v] != v:
                above[v] = above[above[v]]
                v = above[v]
            if v != root:
                if size[v] < size[root]:
                    v, root = root, v
                above[root] = v
                size[v] += size[root]
                root = v
        most = max(most, size[root])
        largest[step] = most
    return largest


@compiled
def most_linked_first(indptr: Pointers, indices: Indices) -> Indices:
    """Everybody, in the order in which the most linked of those left goes, the first of equals first.

    The largest degree never rises as actors leave: those who have it are dealt with together, in order, and actors
    wait in one list per degree.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    int32 array (n)
        O(links × logarithm of links) at worst.
    """
    n = indptr.size - 1
    degree = np.empty(n, np.int64)
    highest = 0
    for u in range(n):
        degree[u] = indptr[u + 1] - indptr[u]
        highest = max(highest, degree[u])
    first = np.full(highest + 1, -1, np.int32)  # lists of actors of one degree, linked both ways
    after = np.full(n, -1, np.int32)
    before = np.full(n, -1, np.int32)
    for u in range(n):
        d = degree[u]
        after[u] = first[d]
        if first[d] >= 0:
            before[first[d]] = u
        first[d] = u
    order = np.empty(n, np.int32)
    same = np.empty(n, np.int32)
    gone = np.zeros(n, np.bool_)
    left = 0
    for top in range(highest, -1, -1):
        number = 0
        u = first[top]
        while u >= 0:
            same[number] = u
            number += 1
            u = after[u]
        for u in np.sort(same[:number]):
            if degree[u] != top:
                continue  # a partner has left meanwhile: its turn comes later
            gone[u] = True
            order[left] = u
            left += 1
            for e in range(indptr[u], indptr[u + 1]):
                v = indices[e]
                if gone[v]:
                    continue
                d = degree[v]
                if before[v] >= 0:
                    after[before[v]] = after[v]
                else:
                    first[d] = after[v]
                if after[v] >= 0:
                    before[after[v]] = before[v]
                before[v] = -1
                after[v] = first[d - 1]
                if first[d - 1] >= 0:
                    before[first[d - 1]] = v
                first[d - 1] = v
                degree[v] = d - 1
    return order
