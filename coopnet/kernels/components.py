"""What holds together: components, cores, and the actors and links whose loss would split them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from coopnet.kernels.adjacency import mirrored_entries
from coopnet.kernels.compiled import Flags, Indices, Pointers, compiled


class Blocks(NamedTuple):
    """The biconnected split of a graph.

    ``of_entry`` (int32, one per entry of the CSR): number of the block its link belongs to, both directions alike;
    ``n_blocks``; ``cut_points`` (bool, n): the actors in several blocks; ``bridges`` (bool, one per entry): the links
    that are a block on their own.
    """

    of_entry: Indices
    n_blocks: int
    cut_points: Flags
    bridges: Flags


@compiled
def component_labels(indptr: Pointers, indices: Indices) -> tuple[Indices, Pointers]:
    """Component of each actor, and the size of each component.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    labels : int32 array (n)
        From 0, in the order of the first actor of each component.
    sizes : int64 array (components)
        O(links + n).
    """
    n = indptr.size - 1
    labels = np.full(n, -1, np.int32)
    sizes = np.zeros(n, np.int64)
    waiting = np.empty(n, np.int32)
    found = 0
    left = n
    for root in range(n):
        if labels[root] >= 0:
            continue
        labels[root] = found
        waiting[0] = root
        head = 0
        tail = 1
        # once everybody is reached nothing is left to find: in one wide component, after a few actors
        while head < tail < left:
            u = waiting[head]
            head += 1
            for e in range(indptr[u], indptr[u + 1]):
                v = indices[e]
                if labels[v] < 0:
                    labels[v] = found
                    waiting[tail] = v
                    tail += 1
        sizes[found] = tail
        found += 1
        left -= tail
    return labels, sizes[:found].copy()


@compiled
def _biconnected(indptr: Pointers, indices: Indices, mirror: Pointers) -> tuple[Indices, int, Flags, Flags]:
    """Tarjan's depth-first search with a stack of links, without recursion."""
    n = indptr.size - 1
    of_entry = np.full(indices.size, -1, np.int32)
    cut_points = np.zeros(n, np.bool_)
    bridges = np.zeros(indices.size, np.bool_)
    found_at = np.full(n, -1, np.int64)  # order of discovery
    lowest = np.zeros(n, np.int64)  # earliest discovery within reach of the subtree
    entered_by = np.full(n, -1, np.int64)  # entry parent → actor
    cursor = indptr[:n].copy()
    path = np.empty(n, np.int32)
    links = np.empty(indices.size // 2, np.int64)
    n_links = 0
    n_blocks = 0
    clock = 0
    for root in range(n):
        if found_at[root] >= 0:
            continue
        path[0] = root
        depth = 1
        found_at[root] = clock
        lowest[root] = clock
        clock += 1
        children = 0
        while depth > 0:
            u = path[depth - 1]
            if cursor[u] < indptr[u + 1]:
                e = cursor[u]
                cursor[u] += 1
                v = indices[e]
                if found_at[v] < 0:
                    links[n_links] = e
                    n_links += 1
                    entered_by[v] = e
                    found_at[v] = clock
                    lowest[v] = clock
                    clock += 1
                    path[depth] = v
                    depth += 1
                elif found_at[v] < found_at[u] and mirror[e] != entered_by[u]:
                    links[n_links] = e
                    n_links += 1
                    lowest[u] = min(lowest[u], found_at[v])
                continue
            depth -= 1
            if depth == 0:
                break
            parent = path[depth - 1]
            lowest[parent] = min(lowest[parent], lowest[u])
            if lowest[u] >= found_at[parent]:  # nothing below u reaches above its parent: a block is complete
                if depth > 1:
                    cut_points[parent] = True
                else:
                    children += 1
                top = links[n_links - 1]
                if top == entered_by[u]:
                    bridges[top] = True
                    bridges[mirror[top]] = True
                while True:
                    n_links -= 1
                    e = links[n_links]
                    of_entry[e] = n_blocks
                    of_entry[mirror[e]] = n_blocks
                    if e == entered_by[u]:
                        break
                n_blocks += 1
        if children > 1:
            cut_points[root] = True
    return of_entry, n_blocks, cut_points, bridges


def biconnected_blocks(indptr: Pointers, indices: Indices) -> Blocks:
    """Blocks in which no single actor's loss disconnects the others, cut points and bridges.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    Blocks
        An isolate belongs to no block. O(links + n).

    References
    ----------
    Hopcroft, J., & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation. Communications of the
    ACM, 16(6), 372–378. https://doi.org/10.1145/362248.362272
    """
    return Blocks(*_biconnected(indptr, indices, mirrored_entries(indptr, indices)))


@compiled
def cut_points(indptr: Pointers, indices: Indices) -> Flags:
    """Whether each actor's loss would disconnect others: the cut points of ``biconnected_blocks`` alone, at less cost.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    bool array (n)
        O(links + n).
    """
    n = indptr.size - 1
    found = np.zeros(n, np.bool_)
    found_at = np.full(n, -1, np.int32)  # order of discovery
    lowest = np.empty(n, np.int32)  # earliest discovery within reach of the subtree, not through its own link
    cursor = indptr[:n].copy()
    path = np.empty(n + 1, np.int32)
    clock = np.int32(0)
    for root in range(n):
        if found_at[root] >= 0:
            continue
        path[0] = -1  # nobody comes before a root
        path[1] = root
        depth = 1
        found_at[root] = clock
        lowest[root] = clock
        clock += 1
        children = 0
        while True:
            u = path[depth]
            parent = path[depth - 1]
            low = lowest[u]
            e = cursor[u]
            last = indptr[u + 1]
            deeper = -1
            while e < last:
                v = indices[e]
                e += 1
                if found_at[v] < 0:
                    deeper = v
                    break
                if v != parent:
                    low = min(low, found_at[v])
            lowest[u] = low
            cursor[u] = e
            if deeper >= 0:
                found_at[deeper] = clock
                lowest[deeper] = clock
                clock += 1
                depth += 1
                path[depth] = deeper
                continue
            depth -= 1
            if depth == 0:
                break
            if depth == 1:
                children += 1
            elif low >= found_at[parent]:  # nothing below u reaches above its parent
                found[parent] = True
            lowest[parent] = min(lowest[parent], low)
        found[root] = children > 1
    return found


@compiled
def core_numbers(indptr: Pointers, indices: Indices) -> Indices:
    """Largest k such that the actor is in a subgraph where everyone has k neighbours or more.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    int32 array (n)
        0 for isolates. O(links + n).

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. Social Networks, 5(3), 269–287.
    https://doi.org/10.1016/0378-8733(83)90028-X. Batagelj, V., & Zaveršnik, M. (2011). Fast algorithms for determining
    (generalized) core groups in social networks. Advances in Data Analysis and Classification, 5(2), 129–145.
    https://doi.org/10.1007/s11634-010-0079-y
    """
    n = indptr.size - 1
    core = np.empty(n, np.int32)
    most = 0
    for v in range(n):
        core[v] = indptr[v + 1] - indptr[v]
        most = max(most, core[v])
    start = np.zeros(most + 2, np.int64)  # where the actors of each degree begin in ``order``
    for v in range(n):
        start[core[v] + 1] += 1
    for d in range(most + 1):
        start[d + 1] += start[d]
    order = np.empty(n, np.int32)
    place = np.empty(n, np.int64)
    for v in range(n):
        place[v] = start[core[v]]
        order[place[v]] = v
        start[core[v]] += 1
    for d in range(most + 1, 0, -1):
        start[d] = start[d - 1]
    start[0] = 0
    for k in range(n):
        u = order[k]
        for e in range(indptr[u], indptr[u + 1]):
            v = indices[e]
            if core[v] > core[u]:  # v loses u: swap it with the first of its degree, then lower it
                first = start[core[v]]
                w = order[first]
                if w != v:
                    order[place[v]] = w
                    place[w] = place[v]
                    order[first] = v
                    place[v] = first
                start[core[v]] += 1
                core[v] -= 1
    return core
