"""Betweenness in number of links: who stands on the shortest paths between others (Brandes 2001).

Where everybody is a few steps from everybody, 64 sources are searched side by side; elsewhere one after the other.
"""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled

ALL_PAIRS = 0
BETWEEN_GROUPS = 1
WITHIN_GROUPS = 2
LANES = 64
"""Sources searched side by side: a row of lanes is long enough for the processor to sum it eight at a time."""
FEWEST = 32
"""Below so many sources, one search after the other is faster."""
DEEPEST = 12
"""Steps beyond which it is faster too."""


@compiled
def _side_by_side(
    indptr: Pointers, indices: Indices, sources: Indices, groups: Indices, pairs: int, first: Reals, second: Reals
) -> bool:
    """Add to both sums what some sources give, one lane each; do nothing and return False where paths are long.

    All lanes take a step at once: every actor sums the rows of its neighbours, which the processor does several lanes
    at a time. A step costs the same for one lane that still moves as for all, so that long thin graphs are left to
    :func:`_one_by_one`.
    """
    n = indptr.size - 1
    width = sources.size
    depth = np.full((n, LANES), -1, np.int16)
    n_paths = np.zeros((n, LANES), np.float64)
    handed = np.zeros((n, LANES), np.float64)  # numbers of paths on the way out, dependencies on the way back
    moving = np.zeros((n, LANES), np.float64)
    total = np.empty(LANES, np.float64)
    credit = np.ones(LANES, np.float64)
    left = np.full(n, width, np.int64)  # lanes that have not reached this actor
    live = np.zeros(n, np.bool_)
    reached = np.zeros(n, np.bool_)
    for b in range(width):
        s = sources[b]
        depth[s, b] = 0
        n_paths[s, b] = 1.0
        moving[s, b] = 1.0
        live[s] = True
        left[s] -= 1
    level = 0
    some = True
    while some:
        if level == DEEPEST:
            return False
        level += 1
        some = False
        for v in range(n):
            reached[v] = False
            if left[v] > 0:
                for b in range(LANES):
                    total[b] = 0.0
                for e in range(indptr[v], indptr[v + 1]):
                    if live[indices[e]]:
                        reached[v] = True
                        u = indices[e]
                        for b in range(LANES):
                            total[b] += moving[u, b]
            if reached[v]:
                new = 0
                for b in range(LANES):
                    fresh = depth[v, b] < 0 and total[b] > 0.0
                    paths = total[b] if fresh else 0.0
                    handed[v, b] = paths
                    n_paths[v, b] += paths
                    depth[v, b] = level if fresh else depth[v, b]
                    new += fresh
                left[v] -= new
                reached[v] = new > 0
                some |= new > 0
            # the rows of who is not reached are never read
        handed, moving = moving, handed
        live, reached = reached, live
    handed[:] = 0.0
    for back in range(level - 1, 0, -1):
        for v in range(n):
            live[v] = False
            for b in range(LANES):
                live[v] |= depth[v, b] == back
            if live[v]:
                if pairs != ALL_PAIRS:
                    for b in range(width):
                        same = groups[v] == groups[sources[b]]
                        credit[b] = 1.0 if groups[v] >= 0 and same == (pairs == WITHIN_GROUPS) else 0.0
                for b in range(LANES):
                    moving[v, b] = (credit[b] + handed[v, b]) / n_paths[v, b] if depth[v, b] == back else 0.0
        for v in range(n):
            wanted = False
            for b in range(LANES):
                wanted |= depth[v, b] == back - 1
            if wanted:
                for b in range(LANES):
                    total[b] = 0.0
                for e in range(indptr[v], indptr[v + 1]):
                    if live[indices[e]]:
                        u = indices[e]
                        for b in range(LANES):
                            total[b] += moving[u, b]
                for b in range(LANES):
                    handed[v, b] += n_paths[v, b] * total[b] if depth[v, b] == back - 1 else 0.0
    for v in range(n):
        for b in range(LANES):
            dependency = handed[v, b] if depth[v, b] > 0 else 0.0
            first[v] += dependency
            second[v] += dependency * dependency
    return True


@compiled
def _one_by_one(
    indptr: Pointers, indices: Indices, sources: Indices, groups: Indices, pairs: int, first: Reals, second: Reals
) -> None:
    """Add to both sums what sources give, one search after the other.

    Nothing is branched on in the two inner loops: each actor hands its number of paths, or its credit, to all its
    neighbours, and a neighbour reads what it was handed at the one moment when only the right step of the search has
    handed anything.
    """
    n = indptr.size - 1
    seen = np.zeros(n, np.bool_)
    order = np.empty(n + 1, np.int32)  # actors as they are reached; one place more, to write before deciding
    level_start = np.empty(n + 2, np.int64)
    n_paths = np.zeros(n, np.float64)
    handed = np.zeros(n, np.float64)
    for q in range(sources.size):
        s = sources[q]
        own = groups[s]
        order[0] = s
        seen[s] = True
        handed[s] = 1.0
        start = 0
        end = 1
        level = 0
        while start < end:
            level_start[level] = start
            level += 1
            for k in range(start, end):
                # every neighbour hands on at each step, so what was handed is only right now the number of paths
                n_paths[order[k]] = handed[order[k]]
            tail = end
            for k in range(start, end):
                u = order[k]
                paths = n_paths[u]
                for e in range(indptr[u], indptr[u + 1]):
                    v = indices[e]
                    handed[v] += paths
                    order[tail] = v
                    tail += not seen[v]
                    seen[v] = True
            start = end
            end = tail
        level_start[level] = end
        for k in range(end):
            handed[order[k]] = 0.0
        for back in range(level - 1, 0, -1):
            low = level_start[back]
            high = level_start[back + 1]
            for k in range(low, high):
                v = order[k]
                dependency = n_paths[v] * handed[v]
                first[v] += dependency
                second[v] += dependency * dependency
                credit = 1.0
                if pairs != ALL_PAIRS:
                    credit = 0.0
                    if groups[v] >= 0 and (groups[v] == own) == (pairs == WITHIN_GROUPS):
                        credit = 1.0
                n_paths[v] = (credit + dependency) / n_paths[v]
            for k in range(low, high):
                v = order[k]
                share = n_paths[v]
                for e in range(indptr[v], indptr[v + 1]):
                    handed[indices[e]] += share
        for k in range(end):
            v = order[k]
            handed[v] = 0.0
            seen[v] = False


@compiled
def betweenness_sums(
    indptr: Pointers, indices: Indices, sources: Indices, groups: Indices, pairs: int
) -> tuple[Reals, Reals]:
    """Sums over sources s of the dependency of s on each actor, and of its square.

    δ_s(v) = Σ_{t ≠ s, v} σ_st(v) / σ_st, σ_st being the number of shortest paths from s to t and σ_st(v) of those
    through v. Over all sources the first sum is twice the betweenness of v; over a sample of them it is an estimate, of
    which the second gives the variance. Sums over disjoint sets of sources add up.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    sources : int array
        Where searches start.
    groups : int array, one per actor
        Group of each actor, −1 where unknown; not read when ``pairs`` is ``ALL_PAIRS``.
    pairs : int
        Which ends (s, t) count: ``ALL_PAIRS``; ``BETWEEN_GROUPS``, ends in two different known groups;
        ``WITHIN_GROUPS``, ends in the same known group.

    Returns
    -------
    first, second : float64 arrays (n)
        Σ_s δ_s(v) and Σ_s δ_s(v)². O(links) per source.

    References
    ----------
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology, 25(2),
    163–177. https://doi.org/10.1080/0022250X.2001.9990249
    """
    n = indptr.size - 1
    first = np.zeros(n, np.float64)
    second = np.zeros(n, np.float64)
    if pairs != ALL_PAIRS:
        sources = sources[groups[sources] >= 0]  # no pair of ends counts from the others
    done = 0
    for block in range(-(-sources.size // LANES)):
        width = -(-(sources.size - done) // (-(-sources.size // LANES) - block))  # lanes as even as can be
        if width < FEWEST or not _side_by_side(
            indptr, indices, sources[done : done + width], groups, pairs, first, second
        ):
            break
        done += width
    _one_by_one(indptr, indices, sources[done:], groups, pairs, first, second)
    return first, second


def betweenness(indptr: Pointers, indices: Indices) -> Reals:
    """B_v = Σ_{s < t; s, t ≠ v} σ_st(v) / σ_st: the share of shortest paths through each actor, not normalised.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    float64 array (n)
        From 0 to (n − 1)(n − 2)/2. O(n × links).
    """
    n = len(indptr) - 1
    return betweenness_sums(indptr, indices, np.arange(n), np.zeros(n, np.int32), ALL_PAIRS)[0] / 2.0


def group_betweenness(indptr: Pointers, indices: Indices, groups: Indices, pairs: int) -> Reals:
    """Betweenness restricted to ends in different groups (the Q-measure) or in the same group; not normalised.

    Q_v = Σ_{s < t; s, t ≠ v} [condition on the groups of s and t] σ_st(v) / σ_st. Ends of unknown group (−1) do not
    count, though paths may pass through them; v's own group plays no part.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    groups : int array (n)
        −1 where unknown.
    pairs : int
        ``BETWEEN_GROUPS`` or ``WITHIN_GROUPS``.

    Returns
    -------
    float64 array (n)
        The two add up to ``betweenness`` when every group is known. O(n × links).

    References
    ----------
    Flom, P. L., Friedman, S. R., Strauss, S., & Neaigus, A. (2004). A new measure of linkage between two sub-networks.
    Connections, 26(1), 62–70. Guns, R., & Rousseau, R. (2009). Gauging the bridging function of nodes in a network:
    Q-measures for networks with a finite number of subgroups. ISSI 2009.
    """
    n = len(indptr) - 1
    return betweenness_sums(indptr, indices, np.arange(n), groups, pairs)[0] / 2.0
