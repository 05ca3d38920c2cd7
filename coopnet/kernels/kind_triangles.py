"""Triangles across kinds: two partners of one kind who are partners of each other in another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.compiled import Indices, Pointers, compiled
from coopnet.kernels.overlap import Layer, kinds_as_bits
from coopnet.kernels.triangles import triangle_blocks


@compiled
def _closed_across(
    a: Indices,
    b: Indices,
    c: Indices,
    ab: Pointers,
    ac: Pointers,
    bc: Pointers,
    bits: Pointers,
    words: int,
    n: int,
) -> Pointers:
    """Pairs of kinds, one for an actor's two links and another for the third side, summed over the triangles of each.

    A triangle of sides P and Q around the actor and R opposite, as sets of kinds, has |P ∩ Q| · |R| pairs of kinds, of
    which |P ∩ Q ∩ R| are a kind and itself.
    """
    closed = np.zeros(n, np.int64)
    n_entries = bits.size // words
    common = np.zeros(3, np.int64)  # kinds of the two sides that meet in a, in b, in c
    opposite = np.zeros(3, np.int64)
    for t in range(a.size):
        common[:] = 0
        opposite[:] = 0
        everywhere = np.int64(0)
        for w in range(words):
            first = bits[w * n_entries + ab[t]]
            second = bits[w * n_entries + ac[t]]
            third = bits[w * n_entries + bc[t]]
            left = first | second | third
            while left > 0:
                kind = left & -left
                left ^= kind
                in_first = np.int64((first & kind) > 0)
                in_second = np.int64((second & kind) > 0)
                in_third = np.int64((third & kind) > 0)
                common[0] += in_first & in_second
                common[1] += in_first & in_third
                common[2] += in_second & in_third
                opposite[0] += in_third
                opposite[1] += in_second
                opposite[2] += in_first
                everywhere += in_first & in_second & in_third
        closed[a[t]] += common[0] * opposite[0] - everywhere
        closed[b[t]] += common[1] * opposite[1] - everywhere
        closed[c[t]] += common[2] * opposite[2] - everywhere
    return closed


def closed_across_kinds(layers: Sequence[Layer], n: int) -> Pointers:
    """Σ_α Σ_{β≠α} number of unordered pairs j, h of i's neighbours in kind α that are neighbours in kind β, for each i.

    Parameters
    ----------
    layers : sequence of (indptr, indices)
        One symmetric CSR per kind, all of n actors.
    n : int
        Number of actors.

    Returns
    -------
    int64 array (n)
        O(pairs^1.5 × kinds of one pair), the pairs being those that some kind joins.
    """
    indptr, indices, bits = kinds_as_bits(layers, n)
    rows = rows_of(indptr)
    closed = np.zeros(n, np.int64)
    for block in triangle_blocks(indptr, indices):
        a, b, c = rows[block.ab], indices[block.ab], indices[block.ac]
        closed += _closed_across(a, b, c, *block, bits.ravel(), len(bits), n)
    return closed
