"""Exchanges of ends between links: random walks over all graphs that give every actor as many links as before.

One step takes two links a–b and c–d and proposes a–d and c–b. Where a pair may be linked once only, a proposal that
would link one twice is refused; where it may be linked several times, proposals are accepted so that every *matrix of
link counts* is equally likely (graphs with labelled vertices; without that correction, graphs whose parallel links can
be permuted in more ways would be too rare). Links of a directed kind keep their sources and exchange targets, and now
and then three links in a circle are reversed, without which some directed graphs could not reach each other. No step
ever joins an actor to itself.

References
----------
Fosdick, B. K., Larremore, D. B., Nishimura, J. & Ugander, J. (2018). Configuring random graph models with fixed degree
sequences. SIAM Review, 60(2), 315–355. https://doi.org/10.1137/16M1087175

Berger, A. & Müller-Hannemann, M. (2010). Uniform sampling of digraphs with a fixed degree sequence. In: Graph Theoretic
Concepts in Computer Science, Lecture Notes in Computer Science 6410, 220–231. Longer version:
https://arxiv.org/abs/0912.0685
"""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Flags, Indices, Pointers, Reals, compiled

LARGEST = 1 << 24  # two links of up to 2²⁴ each, and four bits to spare, are the 52 bits of one random number


@compiled
def _slot(keys: Pointers, key: int) -> int:
    """Where a pair stands in the table of counts, or where it would stand: open addressing, linear probing.

    Without keys the table has one place per pair.
    """
    if keys.size == 0:
        return key
    mask = keys.size - 1
    at = ((key ^ (key >> 15)) * 0x2545F491) & mask
    while keys[at] >= 0 and keys[at] != key:
        at = (at + 1) & mask
    return at


@compiled
def _add(keys: Pointers, counts: Indices, key: int) -> int:
    at = _slot(keys, key)
    if keys.size > 0:
        keys[at] = key
    counts[at] += 1
    return at


@compiled
def _take(keys: Pointers, counts: Indices, key: int) -> int:
    """Take one link away from a pair; a pair left without any leaves the table, and what stood behind it moves up."""
    at = _slot(keys, key)
    counts[at] -= 1
    if counts[at] > 0 or keys.size == 0:
        return at
    mask = keys.size - 1
    hole = at
    follower = (hole + 1) & mask
    while keys[follower] >= 0:
        home = ((keys[follower] ^ (keys[follower] >> 15)) * 0x2545F491) & mask
        # the follower may fill the hole unless its own home lies strictly between the two
        if ((follower - home) & mask) >= ((follower - hole) & mask):
            keys[hole] = keys[follower]
            counts[hole] = counts[follower]
            hole = follower
        follower = (follower + 1) & mask
    keys[hole] = -1
    counts[hole] = 0
    return hole


@compiled
def _key(a: int, b: int, n: int, directed: bool) -> int:
    return a * n + b if directed or a < b else b * n + a


@compiled
def _tables(source: Indices, target: Indices, n: int, directed: bool, steps: int) -> tuple[Pointers, Indices]:
    """Number of links of every linked pair: one place per pair where that is little, else a table a quarter full."""
    room = 8
    if n * n <= 262144 or n * n <= 32 * steps:
        keys = np.empty(0, np.int64)
        room = n * n
    else:
        while room < 4 * source.size:
            room *= 2
        keys = np.full(room, -1, np.int64)
    counts = np.zeros(room, np.int32)
    for k in range(source.size):
        _add(keys, counts, _key(int(source[k]), int(target[k]), n, directed))
    return keys, counts


@compiled
def _by_source(source: Indices, n: int) -> tuple[Pointers, Pointers]:
    """Row starts and links of each source; sources never change under directed exchanges."""
    start = np.zeros(n + 1, np.int64)
    for k in range(source.size):
        start[source[k] + 1] += 1
    for v in range(n):
        start[v + 1] += start[v]
    at = start.copy()
    links = np.empty(source.size, np.int64)
    for k in range(source.size):
        links[at[source[k]]] = k
        at[source[k]] += 1
    return start, links


@compiled
def exchanged_ends(
    source: Indices, target: Indices, n: int, directed: bool, once: Flags, picks: Reals, chances: Reals
) -> tuple[Indices, Indices, int]:
    """Exchange ends of links, one attempt per random number; every matrix of link counts is equally likely at length.

    Parameters
    ----------
    source, target : int32 arrays (links)
        Ends; never equal.
    n : int
        Number of actors.
    directed : bool
        Whether sources stay sources.
    once : bool array (n)
        Whether a pair that ends at this actor may be linked once only; the same everywhere for undirected links.
    picks : float64 array (attempts)
        Random numbers below 1, of 52 bits or more: which links, and how.
    chances : float64 array (attempts)
        Random numbers below 1; may be empty when links are undirected and every pair is linked once only.

    Returns
    -------
    source, target : int32 arrays (links)
        New ends. Which link stands where is no part of what is drawn: permute the links to draw that as well.
    accepted : int
        Number of attempts that changed the graph.
    """
    source = source.copy()
    target = target.copy()
    m = source.size
    keys, counts = _tables(source, target, n, directed, picks.size)
    start, links = (
        _by_source(source, n if directed else 0) if directed else (np.zeros(1, np.int64), np.zeros(0, np.int64))
    )
    low = (1 << 24) - 1
    accepted = 0
    for k in range(picks.size):
        pick = int(picks[k] * 4503599627370496.0)  # 2⁵²
        i = ((pick & low) * m) >> 24
        second = (pick >> 24) & low
        spare = pick >> 48
        a = int(source[i])
        b = int(target[i])
        if directed and spare < 2:
            # a → b → c → a becomes a → c → b → a; out-degrees are constant, so the way back is as likely
            if start[b + 1] == start[b]:
                continue
            j = links[start[b] + ((second * (start[b + 1] - start[b])) >> 24)]
            c = int(target[j])
            if c == a or start[c + 1] == start[c]:
                continue
            place = chances[k] * (start[c + 1] - start[c])
            third = links[start[c] + int(place)]
            if target[third] != a:
                continue
            ac = counts[_slot(keys, _key(a, c, n, True))]
            cb = counts[_slot(keys, _key(c, b, n, True))]
            ba = counts[_slot(keys, _key(b, a, n, True))]
            if (once[c] and ac > 0) or (once[b] and cb > 0) or (once[a] and ba > 0):
                continue
            ab = counts[_slot(keys, _key(a, b, n, True))]
            bc = counts[_slot(keys, _key(b, c, n, True))]
            ca = counts[_slot(keys, _key(c, a, n, True))]
            # what is left of the chance, after it chose the third link, is again evenly spread below 1
            if (place - int(place)) * (ab * bc * ca) >= (ac + 1) * (cb + 1) * (ba + 1):
                continue
            _take(keys, counts, _key(a, b, n, True))
            _take(keys, counts, _key(b, c, n, True))
            _take(keys, counts, _key(c, a, n, True))
            _add(keys, counts, _key(a, c, n, True))
            _add(keys, counts, _key(c, b, n, True))
            _add(keys, counts, _key(b, a, n, True))
            target[i] = c
            target[j] = a
            target[third] = b
            accepted += 1
            continue
        j = (second * m) >> 24
        c = int(source[j])
        d = int(target[j])
        if not directed and spare & 1:
            c, d = d, c
        if a in (c, d) or b in (c, d):
            continue  # nothing would change, or an actor would be joined to itself
        ad = counts[_slot(keys, _key(a, d, n, directed))]
        if once[d] and ad > 0:
            continue
        cb = counts[_slot(keys, _key(c, b, n, directed))]
        if once[b] and cb > 0:
            continue
        ab = 1 if once[b] else counts[_slot(keys, _key(a, b, n, directed))]
        cd = 1 if once[d] else counts[_slot(keys, _key(c, d, n, directed))]
        if ab * cd > (ad + 1) * (cb + 1) and chances[k] * (ab * cd) >= (ad + 1) * (cb + 1):
            continue
        _take(keys, counts, _key(a, b, n, directed))
        _take(keys, counts, _key(c, d, n, directed))
        _add(keys, counts, _key(a, d, n, directed))
        _add(keys, counts, _key(c, b, n, directed))
        target[i] = d
        if directed:
            target[j] = b
        else:
            source[j] = c
            target[j] = b
        accepted += 1
    return source, target, accepted


@compiled
def first_exchange(source: Indices, target: Indices, n: int, directed: bool, once: Flags, budget: int) -> int:
    """Look for one exchange of ends that would change the graph, among all of them.

    Parameters
    ----------
    source, target, n, directed, once
        As for ``exchanged_ends``.
    budget : int
        Number of pairs of links looked at before giving up.

    Returns
    -------
    int
        1 when there is one; 0 when there is none, so that no other graph has the same degrees; −1 when the budget ran
        out first.
    """
    keys, counts = _tables(source, target, n, directed, source.size)
    m = source.size
    looked = 0
    for i in range(m):
        a = int(source[i])
        b = int(target[i])
        for j in range(i + 1, m):
            for way in range(1 if directed else 2):
                c = int(source[j]) if way == 0 else int(target[j])
                d = int(target[j]) if way == 0 else int(source[j])
                if a in (c, d) or b in (c, d):
                    continue
                if once[d] and counts[_slot(keys, _key(a, d, n, directed))] > 0:
                    continue
                if once[b] and counts[_slot(keys, _key(c, b, n, directed))] > 0:
                    continue
                return 1
            looked += 1
            if looked >= budget:
                return -1
    if directed:
        start, links = _by_source(source, n)
        for i in range(m):
            a = int(source[i])
            b = int(target[i])
            if once[a] and counts[_slot(keys, _key(b, a, n, True))] > 0:
                continue
            for e in range(start[b], start[b + 1]):
                c = int(target[links[e]])
                looked += 1
                if looked >= budget:
                    return -1
                if c == a or counts[_slot(keys, _key(c, a, n, True))] == 0:
                    continue
                if once[b] and counts[_slot(keys, _key(c, b, n, True))] > 0:
                    continue
                if once[c] and counts[_slot(keys, _key(a, c, n, True))] > 0:
                    continue
                return 1
    return 0
