"""Actors and structures together: what two-mode networks have instead of degree, closeness, betweenness, clustering.

Memberships are a binary CSR, actors × structures. As one graph, the actors come first and the structures follow them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from coopnet.kernels.adjacency import projected_memberships, rows_of, transposed
from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled
from coopnet.kernels.paths import Distances
from coopnet.kernels.triangles import triangle_blocks


class FourPaths(NamedTuple):
    """Paths actor–structure–actor–structure–actor, by the actor in the middle (int64, n each).

    ``total``: all of them, each once whatever its direction; ``closed``: those whose two end actors share a structure
    that is not on the path.
    """

    total: Pointers
    closed: Pointers


def two_mode_graph(indptr: Pointers, indices: Indices, n_structures: int) -> tuple[Pointers, Indices]:
    """Memberships as one simple undirected graph: actors 0 … n − 1, then structures.

    Parameters
    ----------
    indptr, indices
        Actors × structures, binary.
    n_structures : int
        Number of structures.

    Returns
    -------
    indptr (int64), indices (int32)
        O(memberships).
    """
    n = len(indptr) - 1
    indices = np.asarray(indices, dtype=np.int32)
    member_indptr, members = transposed(indptr, indices, n_structures)
    starts = np.concatenate((np.asarray(indptr, dtype=np.int64), member_indptr[1:] + indices.size))
    return starts, np.concatenate((indices + np.int32(n), members))


def two_mode_closeness(found: Distances, labels: Indices, n_actors: int) -> Reals:
    """Closeness in a two-mode graph, 1 where nobody of one's own side could be nearer.

    C_i = ((r_o + 2 r_s) / Σ_j d_ij) · (r_o + r_s) / (N − 1), r_s and r_o being how many nodes of its own side and of
    the other i reaches, and N how many nodes there are. In a connected graph it is Borgatti and Everett's closeness; in
    another one, theirs within the component, times the share of the nodes within reach (Wasserman and Faust's remedy).

    Parameters
    ----------
    found : Distances
        Of ``two_mode_graph``.
    labels : int array (actors, then structures)
        Component of each node.
    n_actors : int
        Number of actors; they come first.

    Returns
    -------
    float64 array (actors, then structures)
        From 0 to 1; NaN for an isolate.

    References
    ----------
    Borgatti, S. P., & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2
    """
    labels = np.asarray(labels)
    n = labels.size
    actors_there, structures_there = (
        np.bincount(side, minlength=n)[labels] for side in (labels[:n_actors], labels[n_actors:])
    )
    is_actor = np.arange(n) < n_actors
    own, other = np.where(is_actor, (actors_there, structures_there), (structures_there, actors_there))
    farness = np.where(found.sum > 0, found.sum, np.nan)
    return np.asarray((other + 2.0 * (own - 1)) / farness * (found.reached / max(n - 1, 1)), dtype=np.float64)


def two_mode_betweenness_maximum(n_own: int, n_other: int) -> float:
    """Largest betweenness (each pair of ends once) that a node can have in a two-mode graph.

    ½ [n_o² (s + 1)² + n_o (s + 1)(2t − s − 1) − t (2s − t + 3)], s and t being the quotient and the remainder of
    (n_s − 1)/n_o, n_s the number of nodes on its own side and n_o on the other.

    Parameters
    ----------
    n_own, n_other : int
        Numbers of nodes on the node's side and on the other.

    Returns
    -------
    float
        0 where no node can stand between two others; NaN without a node on both sides.

    References
    ----------
    Borgatti, S. P., & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2
    """
    if n_own < 1 or n_other < 1:
        return float("nan")
    s, t = divmod(n_own - 1, n_other)
    return (n_other**2 * (s + 1) ** 2 + n_other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def two_mode_normalised_betweenness(betweenness: Reals, n_actors: int) -> Reals:
    """Betweenness in a two-mode graph over the largest its side allows.

    Parameters
    ----------
    betweenness : float array (actors, then structures)
        Of ``two_mode_graph``, each pair of ends once.
    n_actors : int
        Number of actors; they come first.

    Returns
    -------
    float64 array (actors, then structures)
        From 0 to 1; NaN where nobody on that side can stand between two others.
    """
    n = len(betweenness)
    maxima = np.empty(n)
    maxima[:n_actors] = two_mode_betweenness_maximum(n_actors, n - n_actors)
    maxima[n_actors:] = two_mode_betweenness_maximum(n - n_actors, n_actors)
    return np.asarray(betweenness / np.where(maxima > 0, maxima, np.nan), dtype=np.float64)


@compiled
def _shared_by_three(a: Indices, b: Indices, c: Indices, indptr: Pointers, indices: Indices) -> Pointers:
    """Number of structures that the three actors of each triangle share."""
    shared = np.zeros(a.size, np.int64)
    for t in range(a.size):
        i = indptr[a[t]]
        j = indptr[b[t]]
        k = indptr[c[t]]
        while i < indptr[a[t] + 1] and j < indptr[b[t] + 1] and k < indptr[c[t] + 1]:
            farthest = max(indices[i], indices[j], indices[k])
            if indices[i] == farthest and indices[j] == farthest and indices[k] == farthest:
                shared[t] += 1
                i += 1
                j += 1
                k += 1
            else:
                i += indices[i] < farthest
                j += indices[j] < farthest
                k += indices[k] < farthest
    return shared


def _closed(a: Pointers, b: Pointers, c: Pointers, t: Pointers) -> Pointers:
    """Four-paths closed around the middle actor of a triangle of fellow members.

    The middle shares a structures with one end and b with the other, the ends share c, all three t. Of the a·b − t ways
    to choose two different structures, open are those that use up all the ends share: with c = 1 and that one shared by
    all, a + b − 2; with c = 2 and both shared by all, 2; otherwise none.
    """
    still_open = np.where((c == 1) & (t == 1), a + b - 2, np.where((c == 2) & (t == 2), 2, 0))
    return np.asarray(a * b - t - still_open)


def four_paths(indptr: Pointers, indices: Indices, n_structures: int) -> FourPaths:
    """Four-paths around each actor, all and closed: Opsahl's two-mode clustering is closed / total.

    C*_i = closed_i / total_i, undefined where total_i = 0; for the whole network, Σ closed / Σ total. A four-path
    i–p–j–q–k joins three different actors through two different structures; it is closed when i and k are members of a
    third structure.

    Parameters
    ----------
    indptr, indices
        Actors × structures, binary.
    n_structures : int
        Number of structures.

    Returns
    -------
    FourPaths
        O(Σ named² + triangles of fellow members × memberships of one actor).

    References
    ----------
    Opsahl, T. (2013). Triadic closure in two-mode networks: redefining the global and local clustering coefficients.
    Social Networks, 35(2), 159–167. https://doi.org/10.1016/j.socnet.2011.07.001
    """
    n = len(indptr) - 1
    fellows = projected_memberships(
        indptr, indices, n_structures, np.full(n_structures, np.nan), np.iinfo(np.int64).max
    )
    rows, shared = rows_of(fellows.indptr), fellows.shared.astype(np.int64)
    strength = np.bincount(rows, weights=shared, minlength=n).astype(np.int64)
    squares = np.bincount(rows, weights=shared**2, minlength=n).astype(np.int64)
    named = np.bincount(np.asarray(indices, dtype=np.int64), minlength=n_structures)
    within_one = (named - 1) * (named - 2) // 2  # pairs of fellows met in one structure: no path passes it twice
    met = np.bincount(rows_of(indptr), weights=within_one[np.asarray(indices, dtype=np.int64)], minlength=n)
    closed = np.zeros(n, np.int64)
    for block in triangle_blocks(fellows.indptr, fellows.indices):
        a, b, c = rows[block.ab], fellows.indices[block.ab], fellows.indices[block.ac]
        ab, ac, bc = shared[block.ab], shared[block.ac], shared[block.bc]
        all_three = _shared_by_three(a, b, c, indptr, indices)
        for middle, one, other, ends in ((a, ab, ac, bc), (b, ab, bc, ac), (c, ac, bc, ab)):
            closed += np.bincount(middle, weights=_closed(one, other, ends, all_three), minlength=n).astype(np.int64)
    return FourPaths((strength**2 - squares) // 2 - met.astype(np.int64), closed)
