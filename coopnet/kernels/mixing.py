"""Ties between groups on one graph under many labellings at once."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled


@compiled
def ends_of_draws(source: Indices, target: Indices, weights: Reals, groups: Indices, n_groups: int) -> Reals:
    """Ends of ties between groups, once per labelling.

    Parameters
    ----------
    source, target : int32 arrays (links)
        Each undirected link once.
    weights : float64 array (links)
    groups : int32 array (draws, n)
        One labelling per row, −1 where unknown: ties of an actor without label are left out.
    n_groups : int

    Returns
    -------
    float64 array (draws, n_groups, n_groups)
        Symmetric; a tie within a group counts twice on the diagonal. O(draws × links).
    """
    n_draws = groups.shape[0]
    width = n_groups + 1
    ends = np.zeros((n_draws, n_groups, n_groups), np.float64)
    ties = np.zeros(width * width, np.float64)
    shifted = np.empty(groups.shape[1], np.int64)  # the first row and column take the unknown
    for d in range(n_draws):
        ties[:] = 0.0
        for i in range(shifted.size):
            shifted[i] = groups[d, i] + 1
        for k in range(source.size):
            ties[shifted[source[k]] * width + shifted[target[k]]] += weights[k]
        for g in range(n_groups):
            for h in range(n_groups):
                ends[d, g, h] = ties[(g + 1) * width + h + 1] + ties[(h + 1) * width + g + 1]
    return ends


@compiled
def ends_between(indptr: Pointers, indices: Indices, weights: Reals, groups: Indices, n_groups: int) -> Reals:
    """Ends of ties between groups, on a symmetric CSR and under one labelling.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph.
    groups : int32 array (n)
        −1 where unknown: ties of an actor without label are left out.
    n_groups : int

    Returns
    -------
    float64 array (n_groups, n_groups)
        Symmetric; a tie within a group counts twice on the diagonal. O(links + groups²).
    """
    width = n_groups + 1  # the first row and column take the unknown
    ties = np.zeros((width, width), np.float64)
    shifted = np.empty(groups.size, np.int64)
    for i in range(groups.size):
        shifted[i] = groups[i] + 1
    for i in range(indptr.size - 1):
        own = shifted[i]
        for e in range(indptr[i], indptr[i + 1]):
            if indices[e] > i:  # each tie once: summed in two orders, it would not be quite symmetric
                ties[own, shifted[indices[e]]] += weights[e]
    return (ties + ties.T)[1:, 1:].copy()


@compiled
def own_ends_of_draws(indptr: Pointers, indices: Indices, weights: Reals, groups: Indices) -> tuple[Reals, Reals]:
    """Ties of each actor with its own group, and with actors of any group, once per labelling.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph.
    groups : int32 array (draws, n)
        One labelling per row, −1 where unknown.

    Returns
    -------
    own, known : float64 arrays (draws, n)
        For an actor without label ``own`` is 0. O(draws × links).
    """
    n_draws, n = groups.shape
    own = np.zeros((n_draws, n), np.float64)
    known = np.zeros((n_draws, n), np.float64)
    for d in range(n_draws):
        for i in range(n):
            g = groups[d, i]
            inside = 0.0
            labelled = 0.0
            for e in range(indptr[i], indptr[i + 1]):
                h = groups[d, indices[e]]
                if h >= 0:
                    labelled += weights[e]
                    if h == g:
                        inside += weights[e]
            own[d, i] = inside
            known[d, i] = labelled
    return own, known
