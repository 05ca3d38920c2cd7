"""Kinds of link laid over each other: which pairs each kind joins, which it shares with another, whom it reaches.

A kind is a symmetric CSR pattern on the same actors. Everything here looks at whether a pair is joined, never at how
many parallel links join it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from coopnet.kernels.adjacency import gathered_rows, links_of, rows_of
from coopnet.kernels.compiled import Flags, Indices, Pointers, Reals

WORD = 50  # kinds per word of bits
Layer = tuple[Pointers, Indices]
"""``indptr`` and ``indices`` of one kind."""


class KindsOfPairs(NamedTuple):
    """Every pair joined by some kind, and which kinds join it.

    ``source``, ``target`` (int32, one per pair): the ends, ``source < target``, in ascending order. ``present`` (bool,
    pairs × kinds).
    """

    source: Indices
    target: Indices
    present: Flags


class KindsAsBits(NamedTuple):
    """The pattern of all kinds together, and which kinds join each pair, one bit per kind.

    ``indptr`` (int64, n + 1) and ``indices`` (int32): a symmetric CSR. ``bits`` (int64, words × entries): kind k is the
    bit k mod 50 of the word k // 50 of each entry.
    """

    indptr: Pointers
    indices: Indices
    bits: Pointers


def kinds_as_bits(layers: Sequence[Layer], n: int) -> KindsAsBits:
    """Lay kinds over each other, as bits.

    Parameters
    ----------
    layers : sequence of (indptr, indices)
        One symmetric CSR per kind, all of n actors; no entry twice.
    n : int
        Number of actors.

    Returns
    -------
    KindsAsBits
        O(entries × words + n), one word for up to 50 kinds.
    """
    rows = np.concatenate([*(rows_of(indptr) for indptr, _ in layers), np.zeros(0, np.int32)])
    columns = np.concatenate([*(indices for _, indices in layers), np.zeros(0, np.int32)])
    sizes = [len(indices) for _, indices in layers]
    words = []
    indptr, indices = np.zeros(n + 1, np.int64), np.zeros(0, np.int32)
    for first in range(0, max(len(layers), 1), WORD):
        # different powers of two below 2^50: their sums are exact in floating point
        values = [2.0 ** (kind - first) * (first <= kind < first + WORD) for kind in range(len(layers))]
        indptr, indices, _, sums = gathered_rows(rows, columns, np.repeat(values, sizes), n, n)
        words.append(sums.astype(np.int64))
    return KindsAsBits(indptr, indices, np.array(words))


def kinds_of_pairs(layers: Sequence[Layer], n: int) -> KindsOfPairs:
    """Lay kinds over each other, pair by pair.

    Parameters
    ----------
    layers : sequence of (indptr, indices)
        One symmetric CSR per kind, all of n actors.
    n : int
        Number of actors.

    Returns
    -------
    KindsOfPairs
        O(entries + n).
    """
    indptr, indices, bits = kinds_as_bits(layers, n)
    source, target, position = links_of(indptr, indices)
    present = np.zeros((len(source), len(layers)), dtype=np.bool_)
    for kind in range(len(layers)):
        present[:, kind] = bits[kind // WORD, position] >> (kind % WORD) & 1
    return KindsOfPairs(source, target, present)


def shared_items(present: Flags) -> Pointers:
    """How many items each kind has in common with each other; the diagonal counts its own.

    Parameters
    ----------
    present : bool array (items, kinds)
        Pairs or actors, and the kinds that join or reach them.

    Returns
    -------
    int64 array (kinds, kinds)
    """
    counts = np.asarray(present, dtype=np.float64)
    return np.rint(counts.T @ counts).astype(np.int64)


def jaccard(shared: Pointers) -> Reals:
    """|α ∩ β| / |α ∪ β| from ``shared_items``; NaN where both are empty.

    Parameters
    ----------
    shared : int array (kinds, kinds)
    """
    own = np.diag(shared).astype(np.float64)
    either = own[:, None] + own[None, :] - shared
    return np.asarray(np.divide(shared, either, out=np.full(shared.shape, np.nan), where=either > 0))


def coverage(shared: Pointers) -> Reals:
    """|α ∩ β| / |α| from ``shared_items``, α by row; NaN in the rows of empty kinds.

    Parameters
    ----------
    shared : int array (kinds, kinds)
    """
    own = np.diag(shared).astype(np.float64)[:, None] * np.ones(len(shared))
    return np.asarray(np.divide(shared, own, out=np.full(shared.shape, np.nan), where=own > 0))


def degrees_by_kind(layers: Sequence[Layer], n: int) -> Pointers:
    """Number of neighbours of each actor in each kind.

    Parameters
    ----------
    layers : sequence of (indptr, indices)
    n : int
        Number of actors.

    Returns
    -------
    int64 array (actors, kinds)
    """
    degrees = np.zeros((n, len(layers)), dtype=np.int64)
    for kind, (indptr, _) in enumerate(layers):
        degrees[:, kind] = np.diff(indptr)
    return degrees


def degree_correlations(degrees: Pointers, *, ranks: bool, active: bool) -> Reals:
    """Correlation of the numbers of neighbours in two kinds, for every two kinds.

    Parameters
    ----------
    degrees : int array (actors, kinds)
    ranks : bool
        Spearman's, on average ranks, rather than Pearson's.
    active : bool
        Over the actors that have a neighbour in both kinds, rather than over all.

    Returns
    -------
    float64 array (kinds, kinds)
        Symmetric; NaN where the numbers of one of the two kinds are all equal.
    """
    n_kinds = degrees.shape[1]
    found = np.full((n_kinds, n_kinds), np.nan)
    for a in range(n_kinds):
        for b in range(a, n_kinds):
            x, y = degrees[:, a].astype(np.float64), degrees[:, b].astype(np.float64)
            if active:
                both = (x > 0) & (y > 0)
                x, y = x[both], y[both]
            found[a, b] = found[b, a] = (
                _correlation(average_ranks(x), average_ranks(y)) if ranks else _correlation(x, y)
            )
    return found


def average_ranks(values: Reals) -> Reals:
    """Rank of each value from 1, equal values sharing the mean of their ranks.

    Parameters
    ----------
    values : float array (n)
    """
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[place], dtype=np.float64)


def _correlation(x: Reals, y: Reals) -> float:
    if x.size == 0 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    dx, dy = x - x.mean(), y - y.mean()
    # a correlation of exactly ±1 may be overstepped by rounding
    return float(np.clip((dx @ dy) / np.sqrt((dx @ dx) * (dy @ dy)), -1.0, 1.0))
