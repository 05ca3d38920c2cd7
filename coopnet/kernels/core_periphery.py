"""Core and periphery (Borgatti & Everett 2000): who would have to be the core for the pole to look most like one."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Flags, Indices, Pointers, compiled

LINKED = 1
"""Ideal of core–periphery pairs: all linked."""
APART = 0
"""Ideal of core–periphery pairs: none linked."""
IGNORED = -1
"""Core–periphery pairs are left out of the comparison."""
SWAPS = 400  # actors up to which the best move, or exchange of two, is sought; beyond, each move that helps is made
LEAST_GAIN = 1e-12


@compiled
def _fit(n: int, n_links: int, n_core: int, inside: int, outside: int, between: int) -> float:
    """Correlation of the pairs with their ideal, from counts of links within the core and within the periphery.

    −2, below any correlation, where it is undefined.
    """
    core_pairs = n_core * (n_core - 1) / 2.0
    outer_pairs = (n - n_core) * (n - n_core - 1) / 2.0
    pairs = n * (n - 1) / 2.0
    links = float(n_links)
    ideal = core_pairs
    both = float(inside)
    if between == LINKED:
        ideal = pairs - outer_pairs
        both = float(n_links - outside)
    elif between == IGNORED:
        pairs = core_pairs + outer_pairs
        links = float(inside + outside)
    spread = links * (pairs - links) * ideal * (pairs - ideal)
    if spread <= 0.0:
        return -2.0
    return float((pairs * both - links * ideal) / np.sqrt(spread))


@compiled
def _climbed(indptr: Pointers, indices: Indices, start: Flags, between: int) -> tuple[Flags, float]:
    """Move the one actor, or exchange the two, that raises the fit most, until none does.

    Above ``SWAPS`` actors each is moved in turn where that raises the fit: O(links) per round, of which few are
    needed, where looking for the best of all would cost actors².
    """
    n = indptr.size - 1
    n_links = indices.size // 2
    core = start.copy()
    near_core = np.zeros(n, np.int64)  # neighbours in the core
    n_core = 0
    inside = 0
    outside = 0
    for v in range(n):
        n_core += core[v]
        for e in range(indptr[v], indptr[v + 1]):
            if core[indices[e]]:
                near_core[v] += 1
    for v in range(n):
        if core[v]:
            inside += near_core[v]
        else:
            outside += indptr[v + 1] - indptr[v] - near_core[v]
    inside //= 2
    outside //= 2
    fit = _fit(n, n_links, n_core, inside, outside, between)
    linked = np.zeros(n, np.bool_)
    while True:
        best = fit + LEAST_GAIN
        first = -1
        second = -1
        for v in range(n):
            far = indptr[v + 1] - indptr[v] - near_core[v]
            if core[v]:
                found = _fit(n, n_links, n_core - 1, inside - near_core[v], outside + far, between)
            else:
                found = _fit(n, n_links, n_core + 1, inside + near_core[v], outside - far, between)
            if found > best:
                best = found
                first = v
                if n > SWAPS:
                    step = -1 if core[v] else 1
                    n_core += step
                    inside += step * near_core[v]
                    outside -= step * far
                    core[v] = not core[v]
                    for e in range(indptr[v], indptr[v + 1]):
                        near_core[indices[e]] += step
                    fit = best
                    best = fit + LEAST_GAIN
        if n > SWAPS and first >= 0:
            continue
        if first < 0 and n <= SWAPS:
            for v in range(n):
                if not core[v]:
                    continue
                for e in range(indptr[v], indptr[v + 1]):
                    linked[indices[e]] = True
                far = indptr[v + 1] - indptr[v] - near_core[v]
                for w in range(n):
                    if not core[w]:
                        # the link between the two, if any, joins core and periphery before and after
                        shared = np.int64(linked[w])
                        gained = inside - near_core[v] + near_core[w] - shared
                        lost = outside + far - (indptr[w + 1] - indptr[w] - near_core[w]) - shared
                        found = _fit(n, n_links, n_core, gained, lost, between)
                        if found > best:
                            best = found
                            first = v
                            second = w
                for e in range(indptr[v], indptr[v + 1]):
                    linked[indices[e]] = False
        if first < 0:
            return core, fit
        for v in (first, second):
            if v < 0:
                continue
            far = indptr[v + 1] - indptr[v] - near_core[v]
            step = -1 if core[v] else 1
            n_core += step
            inside += step * near_core[v]
            outside -= step * far
            core[v] = not core[v]
            for e in range(indptr[v], indptr[v + 1]):
                near_core[indices[e]] += step
        fit = best


@compiled
def _by_degree(indptr: Pointers, indices: Indices, order: Indices, between: int) -> Flags:
    """Best core among the first, the first two, the first three … of an order."""
    n = indptr.size - 1
    core = np.zeros(n, np.bool_)
    inside = 0
    outside = indices.size // 2
    highest = -2.0
    size = 0
    for k in range(n):
        v = order[k]
        near = 0
        for e in range(indptr[v], indptr[v + 1]):
            near += core[indices[e]]
        core[v] = True
        inside += near
        outside -= indptr[v + 1] - indptr[v] - near
        fit = _fit(n, indices.size // 2, k + 1, inside, outside, between)
        if fit > highest:
            highest = fit
            size = k + 1
    for k in range(size, n):
        core[order[k]] = False
    return core


def core_periphery(
    indptr: Pointers, indices: Indices, between: int, rng: np.random.Generator, n_starts: int
) -> tuple[Flags, float]:
    """Core whose ideal pattern correlates best with the pairs, among several searches.

    The ideal has every pair within the core linked and no pair within the periphery; ``between`` says what it has
    between the two. The first search starts from the best core of most linked actors, the others from random cores;
    each ends where neither moving one actor nor, up to 400 actors, exchanging two raises the correlation. Up to as
    many each step is the best one, beyond it is any that helps: O(links) per round.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    between : int
        ``LINKED``, ``APART`` or ``IGNORED``.
    rng : numpy.random.Generator
        Draws the random cores.
    n_starts : int
        Number of searches, from 1.

    Returns
    -------
    core : bool array (n)
        Nobody where the fit is undefined.
    fit : float
        Pearson correlation over pairs, from −1 to 1; NaN where no core and periphery give one: without links, with all
        pairs linked, or with too few actors.

    References
    ----------
    Borgatti, S. P., & Everett, M. G. (2000). Models of core/periphery structures. Social Networks, 21(4), 375–395.
    https://doi.org/10.1016/S0378-8733(99)00019-2
    """
    n = len(indptr) - 1
    best, highest = np.zeros(n, dtype=np.bool_), -2.0
    by_degree = np.argsort(-np.diff(indptr), kind="stable")
    for number in range(n_starts):
        start = rng.random(n) < rng.random() if number else _by_degree(indptr, indices, by_degree, between)
        core, fit = _climbed(indptr, indices, start, between)
        if fit > highest + LEAST_GAIN:
            best, highest = core, fit
    return best, highest if highest >= -1.0 else float("nan")
