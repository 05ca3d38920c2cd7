"""Structural holes (Burt 1992): how far each actor's contacts are redundant, on a weighted simple graph.

p_ij = w_ij / Σ_k w_ik is the share of i's ties spent on j. What goes from i to its contact j through a third actor q
makes a triangle, so that every sum below is taken over triangles, never over paths of length two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from coopnet.kernels.adjacency import mirrored_entries, rows_of
from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled
from coopnet.kernels.triangles import triangle_blocks


class Constraint(NamedTuple):
    """Burt's constraint and what is read from it.

    ``dyadic`` (float64, one per entry of the CSR): c_ij = (p_ij + Σ_q p_iq p_qj)², what j alone constrains i by.
    ``total`` (float64, n): C_i = Σ_j c_ij over i's neighbours; NaN for isolates; may exceed 1. ``hierarchy`` (float64,
    n): whether one contact holds most of it, from 0 (evenly) to 1, NaN with fewer than two contacts.
    """

    dyadic: Reals
    total: Reals
    hierarchy: Reals


class EffectiveSize(NamedTuple):
    """How many of an actor's contacts are not redundant.

    ``size`` (float64, n): Σ_j (1 − Σ_q p_iq m_jq) over i's neighbours, with m_jq = w_jq / max_k w_jk; NaN for isolates.
    ``efficiency`` (float64, n): ``size`` per contact, NaN for isolates.
    """

    size: Reals
    efficiency: Reals


@compiled
def _through_a_third(ab: Pointers, ac: Pointers, bc: Pointers, mirror: Pointers, first: Reals, second: Reals) -> Reals:
    """Σ_q first_iq · second_qj for each entry (i, j), q being linked to both."""
    through = np.zeros(mirror.size, np.float64)
    for t in range(ab.size):
        to_b = ab[t]
        to_c = ac[t]
        b_to_c = bc[t]
        from_b = mirror[to_b]
        from_c = mirror[to_c]
        c_to_b = mirror[b_to_c]
        through[to_b] += first[to_c] * second[c_to_b]
        through[from_b] += first[b_to_c] * second[from_c]
        through[to_c] += first[to_b] * second[b_to_c]
        through[from_c] += first[c_to_b] * second[from_b]
        through[b_to_c] += first[from_b] * second[to_c]
        through[c_to_b] += first[from_c] * second[to_b]
    return through


def _indirect(indptr: Pointers, indices: Indices, first: Reals, second: Reals) -> Reals:
    mirror = mirrored_entries(indptr, indices)
    indirect = np.zeros(len(indices))
    for block in triangle_blocks(indptr, indices):
        indirect += _through_a_third(*block, mirror, first, second)
    return indirect


def _sums(values: Reals, rows: Indices, n: int) -> Reals:
    return np.bincount(rows, weights=values, minlength=n).astype(np.float64)


def constraint(indptr: Pointers, indices: Indices, weights: Reals) -> Constraint:
    """Burt's constraint, by pair and in all, and its hierarchy (a Coleman–Theil index).

    C_i = Σ_j (p_ij + Σ_{q ≠ i, j} p_iq p_qj)². Hierarchy: Σ_j r_ij ln r_ij / (k_i ln k_i), k_i being the number of
    contacts and r_ij = c_ij / (C_i / k_i).

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph with positive weights.

    Returns
    -------
    Constraint
        O(links^1.5).

    References
    ----------
    Burt, R. S. (1992). Structural Holes. Harvard University Press, eq. 2.4 and 2.9.
    https://doi.org/10.4159/9780674029095
    """
    rows = rows_of(indptr)
    n = len(indptr) - 1
    degree = np.diff(indptr).astype(np.float64)
    share = np.asarray(weights) / _sums(weights, rows, n)[rows]
    dyadic = (share + _indirect(indptr, indices, share, share)) ** 2
    total = np.where(degree > 0, _sums(dyadic, rows, n), np.nan)
    relative = dyadic * degree[rows] / total[rows]
    evenness = np.where(degree > 1, degree * np.log(np.maximum(degree, 1)), np.nan)
    # x·ln x → 0 where a share is so small that its square is nothing
    spread = relative * np.log(relative, out=np.zeros_like(relative), where=relative > 0)
    hierarchy = _sums(spread, rows, n) / evenness
    # evenly spread constraint has a hierarchy of exactly 0, which rounding may leave a hair below
    return Constraint(dyadic, total, np.clip(hierarchy, 0.0, 1.0))


def effective_size(indptr: Pointers, indices: Indices, weights: Reals) -> EffectiveSize:
    """Burt's effective size and efficiency.

    E_i = Σ_j (1 − Σ_{q ≠ i, j} p_iq m_jq); with equal weights, k − 2t/k, t being the links among the k contacts.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph with positive weights.

    Returns
    -------
    EffectiveSize
        O(links^1.5).

    References
    ----------
    Burt, R. S. (1992). Structural Holes. Harvard University Press, eq. 2.2. https://doi.org/10.4159/9780674029095.
    Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections, 20(1), 35–38.
    """
    rows = rows_of(indptr)
    n = len(indptr) - 1
    weights = np.asarray(weights, dtype=np.float64)
    degree = np.diff(indptr).astype(np.float64)
    linked = np.where(degree > 0, degree, np.nan)
    share = weights / _sums(weights, rows, n)[rows]
    strongest = np.zeros(n)
    np.maximum.at(strongest, rows, weights)
    # m_jq belongs to the row of j and is met on the entry (q, j), read from j: the mirror of j's own
    marginal = (weights / strongest[rows])[mirrored_entries(indptr, indices)]
    redundant = _sums(_indirect(indptr, indices, share, marginal), rows, n)
    size = linked - redundant
    return EffectiveSize(size, size / linked)
