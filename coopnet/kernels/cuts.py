"""Small cuts: few actors whose loss disconnects the others, found exactly and locally."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Flags, Indices, Pointers, compiled

NO_CUT = 0
CUT = 1
OUT_OF_BUDGET = 2


@compiled
def _fans_out(
    indptr: Pointers,
    indices: Indices,
    w: int,
    k: int,
    safe: Flags,
    after: Indices,
    before: Indices,
    entered: Pointers,
    left: Pointers,
    came_in: Indices,
    came_out: Indices,
    waiting: Indices,
    used: Indices,
    used_at: Pointers,
    stamp: int,
) -> tuple[int, int, int]:
    """How many paths, at most k, lead from w to different safe actors without meeting; the stamp and the work reached.

    Augmenting paths on the graph in which each actor is split in two, entrance and exit, with room for one path between
    them. ``after`` and ``before`` hold the paths found (−1 off them, n after their end); ``entered`` and ``left`` the
    stamp of the last search that reached the entrance and the exit; ``came_in`` and ``came_out`` where from. When there
    are fewer than k paths, the actors left by the last search are the side of w, and those entered but not left, as
    many as there are paths, cut it off.
    """
    n = after.size
    call = stamp + 1
    n_used = 0
    work = 0
    n_paths = 0
    while n_paths < k:
        stamp += 1
        left[w] = stamp
        waiting[0] = 2 * w + 1
        head = 0
        tail = 1
        end = -1
        while head < tail and end < 0:
            v = waiting[head] >> 1
            at_exit = waiting[head] & 1
            head += 1
            if at_exit:
                if v != w and entered[v] != stamp:  # undo the passage of an earlier path through v
                    entered[v] = stamp
                    came_in[v] = v
                    waiting[tail] = 2 * v
                    tail += 1
                for e in range(indptr[v], indptr[v + 1]):
                    x = indices[e]
                    work += 1
                    if x != w and entered[x] != stamp:
                        entered[x] = stamp
                        came_in[x] = v
                        if safe[x] and after[x] < 0:
                            end = x
                            break
                        waiting[tail] = 2 * x
                        tail += 1
            elif after[v] < 0:  # at the entrance of an actor on no path
                left[v] = stamp
                came_out[v] = v
                waiting[tail] = 2 * v + 1
                tail += 1
            else:  # at the entrance of an actor on a path: undo the link by which that path enters
                u = before[v]
                if u != w and left[u] != stamp:
                    left[u] = stamp
                    came_out[u] = v
                    waiting[tail] = 2 * u + 1
                    tail += 1
        if end < 0:
            break
        n_paths += 1
        v = end
        following = n
        while True:  # v is entered by a link from u
            if used_at[v] != call:
                used_at[v] = call
                used[n_used] = v
                n_used += 1
            if v == end:
                after[v] = following
            u = came_in[v]
            before[v] = u
            if u == w:
                break
            after[u] = v
            # back through what led to the exit of u, up to the next entrance that a link led to
            while True:
                x = came_out[u]
                if x == u:  # its own entrance
                    v = u
                    break
                # the entrance of x, by undoing the link u → x of an earlier path
                if came_in[x] != x:
                    v = x
                    break
                # itself reached from its own exit: x leaves its path
                after[x] = -1
                before[x] = -1
                u = x
    for i in range(n_used):
        after[used[i]] = -1
        before[used[i]] = -1
    return n_paths, stamp, work


@compiled
def small_cuts(indptr: Pointers, indices: Indices, k: int, every: bool, budget: int) -> tuple[int, Indices, int, int]:
    """Sides that fewer than k actors cut off from the rest, if there are such.

    One actor u of fewest links is compared with all others, then its neighbours with one another (Esfahanian & Hakimi
    1984). Once k actors are known not to be parted from u by a small cut, nobody with k disjoint paths to such actors
    is parted from u either, since a small cut misses one of the paths and where it ends: most comparisons stay local,
    and none is needed for who has k such neighbours. Where fewer paths exist, Menger's theorem gives a cut.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph in which everyone has k neighbours or more.
    k : int
        From 2.
    every : bool
        Whether to go on after the first cut, to all that part someone from u.
    budget : int
        How many links may be walked along.

    Returns
    -------
    outcome : int
        ``NO_CUT``, ``CUT`` or ``OUT_OF_BUDGET``.
    side : int32 array (n)
        0 for those who stay with u; i for those on the far side of the i-th cut and of none before it.
    smallest : int
        Actors in the smallest cut found, k when there is none.
    work : int
        How many links were walked along.

    References
    ----------
    Esfahanian, A. H., & Hakimi, S. L. (1984). On computing the connectivities of graphs and digraphs. Networks, 14(2),
    355–366. https://doi.org/10.1002/net.3230140211
    """
    n = indptr.size - 1
    side = np.zeros(n, np.int32)
    work = 0
    if n < k + 2:  # k neighbours each among k + 1 actors: a complete graph has no cut
        return NO_CUT, side, k, work
    u = 0
    for v in range(n):
        if indptr[v + 1] - indptr[v] < indptr[u + 1] - indptr[u]:
            u = v
    after = np.full(n, -1, np.int32)
    before = np.full(n, -1, np.int32)
    entered = np.zeros(n, np.int64)
    left = np.zeros(n, np.int64)
    came_in = np.empty(n, np.int32)
    came_out = np.empty(n, np.int32)
    waiting = np.empty(2 * n + 2, np.int32)
    used = np.empty(n, np.int32)
    used_at = np.zeros(n, np.int64)
    stamp = 0
    smallest = k
    n_sides = 0

    # everyone against u, nearest first
    near = np.empty(n, np.int32)
    is_near = np.zeros(n, np.bool_)
    near[0] = u
    is_near[u] = True
    tail = 1
    head = 0
    while head < tail:
        v = near[head]
        head += 1
        for e in range(indptr[v], indptr[v + 1]):
            if not is_near[indices[e]]:
                is_near[indices[e]] = True
                near[tail] = indices[e]
                tail += 1
    work += indices.size
    if tail < n:  # nobody has to leave for these to be cut off
        for v in range(n):
            side[v] = not is_near[v]
        return CUT, side, 0, work
    safe = np.zeros(n, np.bool_)  # not parted from u by fewer than k others
    witnesses = np.zeros(n, np.int64)  # safe neighbours
    to_tell = np.empty(n, np.int32)
    n_to_tell = 0
    safe[u] = True
    for e in range(indptr[u], indptr[u + 1]):
        safe[indices[e]] = True
        to_tell[n_to_tell] = indices[e]
        n_to_tell += 1
    for head in range(n):
        while n_to_tell > 0:
            n_to_tell -= 1
            v = to_tell[n_to_tell]
            work += indptr[v + 1] - indptr[v]
            for e in range(indptr[v], indptr[v + 1]):
                w = indices[e]
                witnesses[w] += 1
                if witnesses[w] == k and not safe[w]:
                    safe[w] = True
                    to_tell[n_to_tell] = w
                    n_to_tell += 1
        v = near[head]
        if safe[v] or side[v] > 0:
            continue
        if work > budget:
            return OUT_OF_BUDGET, side, smallest, work
        n_paths, stamp, steps = _fans_out(
            indptr, indices, v, k, safe, after, before, entered, left, came_in, came_out, waiting, used, used_at, stamp
        )
        work += steps
        if n_paths < k:
            n_sides += 1
            smallest = min(smallest, n_paths)
            work += n
            for x in range(n):
                if left[x] == stamp and side[x] == 0:
                    side[x] = n_sides
            if not every:
                return CUT, side, smallest, work
        else:
            safe[v] = True
            to_tell[n_to_tell] = v
            n_to_tell += 1
    if n_sides > 0:
        return CUT, side, smallest, work

    # a cut that u belongs to parts two of its neighbours, one of whom is among any k − 1 of them
    last = indptr[u + 1]
    for i in range(indptr[u], min(indptr[u] + k - 1, last)):
        x = indices[i]
        for v in range(n):
            safe[v] = False
        safe[x] = True
        for e in range(indptr[x], indptr[x + 1]):
            safe[indices[e]] = True
        work += n
        for j in range(i + 1, last):
            y = indices[j]
            if safe[y]:
                continue
            common = 0
            for e in range(indptr[y], indptr[y + 1]):
                common += safe[indices[e]]
            work += indptr[y + 1] - indptr[y]
            if common < k:
                if work > budget:
                    return OUT_OF_BUDGET, side, smallest, work
                n_paths, stamp, steps = _fans_out(
                    indptr, indices, y, k, safe, after, before, entered, left, came_in, came_out, waiting, used,
                    used_at, stamp,
                )  # fmt: skip
                work += steps
                if n_paths < k:
                    for v in range(n):
                        if left[v] == stamp:
                            side[v] = 1
                    return CUT, side, n_paths, work
            safe[y] = True
    return NO_CUT, side, smallest, work
