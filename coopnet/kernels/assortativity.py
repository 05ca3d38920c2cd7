"""Assortativity (Newman 2003): whether ties join like with like, by group or by number of ties."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.compiled import Indices, Pointers, Reals


def assortativity(ends: Reals) -> float:
    """Coefficient r = (Σ_s e_ss − Σ_s a_s²) / (1 − Σ_s a_s²), e being shares of ends and a their row sums.

    Parameters
    ----------
    ends : float array (groups, groups)
        Ends of ties between groups: symmetric, a tie within a group counting twice on the diagonal.

    Returns
    -------
    float
        At most 1; NaN without ties, or when all ends are in one group.
    """
    held = ends.sum(axis=1)
    total = float(held.sum())
    if np.count_nonzero(held) < 2:
        return float("nan")
    by_chance = float((held**2).sum() / total**2)
    return (float(np.trace(ends)) / total - by_chance) / (1 - by_chance)


def assortativity_error(ends: Reals) -> float:
    """Jackknife standard error of ``assortativity``: √Σ (r − r₋)², r₋ being r once one tie is left out.

    Ties between the same groups give the same r₋, so that each couple of groups is visited once.

    Parameters
    ----------
    ends : float array (groups, groups)
        Whole numbers of ends: a weight of 2 is two ties.

    Returns
    -------
    float
        0 or more; NaN when r is, or would be without some tie.
    """
    r = assortativity(ends)
    variance = 0.0 if r == r else float("nan")
    for s, t in zip(*np.nonzero(np.triu(ends)), strict=True):
        without = ends.copy()
        without[s, t] -= 1
        without[t, s] -= 1
        ties = ends[s, t] if s != t else ends[s, s] / 2
        variance += ties * (r - assortativity(without)) ** 2
    return float(np.sqrt(variance))


def degree_assortativity(indptr: Pointers, indices: Indices, weights: Reals) -> float:
    """Correlation of the strengths of the two ends of a tie, each end of each tie counting its weight.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph; with weights of 1 the strength is the number of neighbours.

    Returns
    -------
    float
        From −1 to 1; NaN without ties, or when all ends have the same strength.
    """
    rows = rows_of(indptr)
    strength = np.bincount(rows, weights=weights, minlength=len(indptr) - 1)
    here, there = strength[rows], strength[np.asarray(indices)]
    if here.size == 0 or np.ptp(here) == 0:
        return float("nan")
    mean = np.average(here, weights=weights)
    covariance = np.average((here - mean) * (there - mean), weights=weights)
    return float(np.clip(covariance / np.average((here - mean) ** 2, weights=weights), -1.0, 1.0))
