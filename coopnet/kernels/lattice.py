"""A graph made as regular as its degrees allow: ends are exchanged so that links join nodes close on a ring."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, compiled


@compiled
def _ring_distance(a: int, b: int, n: int) -> int:
    apart = a - b if a > b else b - a
    return min(apart, n - apart)


@compiled
def latticised_ends(
    source: Indices, target: Indices, place: Indices, picks: Pointers, linked_pairs: int
) -> tuple[Indices, Indices, int]:
    """Exchange ends of links where that does not make them longer on the ring; degrees are held, no link is doubled.

    Two links a–b and c–d become a–d and c–b when the sum of their lengths does not grow.

    Parameters
    ----------
    source, target : int32 arrays, one entry per link
        A simple graph, each link once.
    place : int32 array, one per node
        Where each node stands on the ring, 0 to n − 1.
    picks : int64 array, one per attempt
        Random numbers in [0, 2 · links²): two links and which end of the second one.
    linked_pairs : int
        Number of links.

    Returns
    -------
    source, target : int32 arrays
    accepted : int
        Number of attempts that changed the graph. O(attempts + n²).
    """
    n = place.size
    linked = np.zeros((n, n), np.bool_)
    ends, others = source.copy(), target.copy()
    for k in range(linked_pairs):
        linked[ends[k], others[k]] = True
        linked[others[k], ends[k]] = True
    accepted = 0
    for pick in picks:
        i = pick % linked_pairs
        j = (pick // linked_pairs) % linked_pairs
        a, b, c, d = ends[i], others[i], ends[j], others[j]
        if pick // (linked_pairs * linked_pairs) == 1:
            c, d = d, c
        if a in (c, d) or b in (c, d) or linked[a, d] or linked[c, b]:
            continue
        before = _ring_distance(place[a], place[b], n) + _ring_distance(place[c], place[d], n)
        after = _ring_distance(place[a], place[d], n) + _ring_distance(place[c], place[b], n)
        if after <= before:
            linked[a, b] = linked[b, a] = linked[c, d] = linked[d, c] = False
            linked[a, d] = linked[d, a] = linked[c, b] = linked[b, c] = True
            ends[i], others[i], ends[j], others[j] = a, d, c, b
            accepted += 1
    return ends, others, accepted
