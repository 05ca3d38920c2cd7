"""Exact moments of brokerage when ties are independent: what counts of roles would be by chance.

Every pair of N labelled actors is linked with probability d, independently of the others. An actor v of group g brokers
{a, c} when v–a and v–c are there and a–c is not: probability q = d²(1 − d). The count X of a role is a sum of such
indicators over the P pairs {a, c} that make the role, so E[X] = P·q.

Two of these pairs without a common end rest on disjoint ties and are independent. Two that share one end, {a, b} and
{a, c}, both need the tie v–a: together they have probability d³(1 − d)², hence covariance d³(1 − d)² − q² =
d³(1 − d)³. With S the number of couples of pairs sharing one end, Var[X] = P·q(1 − q) + 2·S·d³(1 − d)³. Counting P and
S, with m = n_g − 1 others in the group of v and K = N − n_g outside it:

=========== ======================= ============================================
role        P                       S
=========== ======================= ============================================
coordinator C(m, 2)                 m·C(m − 1, 2)
itinerant   Σ_h C(n_h, 2)           Σ_h n_h·C(n_h − 1, 2)
boundary    m·K                     m·C(K, 2) + K·C(m, 2)
liaison     Σ_{h<h'} n_h·n_h'       Σ_h n_h·C(K − n_h, 2)
total       C(N − 1, 2)             (N − 1)·C(N − 2, 2)
=========== ======================= ============================================

h runs over the groups other than g. In S the first factor chooses the shared end, the second the two others.

For the sum of a role over all actors, brokers of different pairs are no longer independent either. Two configurations
(broker, pair) that share one pair of actors x, y and no third have covariance d³(1 − d)³ if both need the tie x–y,
d⁵(1 − d) if both need its absence, −q² if one needs each; two on the same three actors exclude each other: −q².
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from coopnet.kernels.compiled import Pointers, Reals


class Moments(NamedTuple):
    """Mean and variance of each role, in the order of ``coopnet.kernels.brokerage.ROLES``.

    ``mean``, ``variance`` (float64): one row per group of the broker and one column per role, or one value per role.
    """

    mean: Reals
    variance: Reals


def _choose_two(n: Reals) -> Reals:
    """C(n, 2), element by element; 0 for n of 0 and 1."""
    return n * (n - 1) / 2


def brokerage_moments(sizes: Pointers, density: float) -> Moments:
    """Mean and variance of the counts of roles of an actor of each group, ties being independent.

    Parameters
    ----------
    sizes : int array, one per group
        Number of actors of each group, 1 or more.
    density : float
        Probability d of a tie.

    Returns
    -------
    Moments
        Groups × 5. O(groups²).

    References
    ----------
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction
    networks. Sociological Methodology, 19, 89–126. https://doi.org/10.2307/270949
    """
    n = np.asarray(sizes, dtype=np.float64)
    total = n.sum()
    own, outside = n - 1, total - n
    others = ~np.eye(len(n), dtype=bool)  # groups h other than g
    alike = (others * _choose_two(n)).sum(axis=1)
    shared_alike = (others * (n * _choose_two(n - 1))).sum(axis=1)
    different = _choose_two(outside) - alike
    shared_different = (others * n * _choose_two(outside[:, None] - n)).sum(axis=1)
    everybody = np.full(len(n), total - 1)
    pairs = [_choose_two(own), alike, own * outside, different, _choose_two(everybody)]
    shared = [
        own * _choose_two(own - 1),
        shared_alike,
        own * _choose_two(outside) + outside * _choose_two(own),
        shared_different,
        everybody * _choose_two(everybody - 1),
    ]
    q = density**2 * (1 - density)
    p = np.column_stack(pairs)
    return Moments(p * q, p * q * (1 - q) + 2 * np.column_stack(shared) * (density * (1 - density)) ** 3)


def brokerage_total_moments(sizes: Pointers, density: float) -> Moments:
    """Mean and variance of the counts of roles summed over all actors, ties being independent.

    Parameters
    ----------
    sizes : int array, one per group
        Number of actors of each group, 1 or more.
    density : float
        Probability d of a tie.

    Returns
    -------
    Moments
        Five values each. O(groups²).
    """
    n = np.asarray(sizes, dtype=np.float64)
    g, h = np.triu_indices(len(n))
    same = g == h
    dyads = np.where(same, _choose_two(n[g]), n[g] * n[h])  # pairs {x, y} of groups g and h
    # number of third actors z by their group: that of x, that of y, another
    thirds = np.stack(
        [np.where(same, n[g] - 2, n[g] - 1), np.where(same, 0, n[h] - 1), n.sum() - n[g] - np.where(same, 0, n[h])]
    )
    tie, gap = _configurations(same)
    ties, gaps = (thirds * tie).sum(axis=1), (thirds * gap).sum(axis=1)
    both_tie, tie_and_gap, both_gap = (
        (dyads * (first * second - (thirds * one * other).sum(axis=1))).sum(axis=1)
        for first, second, one, other in ((ties, ties, tie, tie), (ties, gaps, tie, gap), (gaps, gaps, gap, gap))
    )
    number = (dyads * gaps).sum(axis=1)  # each configuration has one gap
    per_trio = tie + gap  # configurations of the role on {x, y, z}; every trio is met at its three pairs
    exclusive = (dyads * (thirds * per_trio * (per_trio - 1)).sum(axis=1)).sum(axis=1) / 3
    q = density**2 * (1 - density)
    variance = (
        number * q * (1 - q)
        - (exclusive + 2 * tie_and_gap) * q**2
        + both_tie * (density * (1 - density)) ** 3
        + both_gap * density**5 * (1 - density)
    )
    return Moments(number * q, np.maximum(variance, 0.0))


def _configurations(same: Pointers) -> tuple[Reals, Reals]:
    """How many configurations of each role on {x, y, z} need the tie x–y, and its absence.

    Returns two arrays, roles × group of z (that of x, that of y, another) × couples of groups of x and y.
    """
    tie = np.zeros((5, 3, len(same)))
    gap = np.zeros((5, 3, len(same)))
    for alike in (False, True):
        x, y = 0, 0 if alike else 1
        for where, z in enumerate((x, y, 2)):
            for broker, ends, into in ((x, (y, z), tie), (y, (x, z), tie), (z, (x, y), gap)):
                into[_role(broker, *ends), where, same == alike] += 1
                into[4, where, same == alike] += 1
    return tie, gap


def _role(broker: int, a: int, c: int) -> int:
    if a == c:
        return 0 if broker == a else 1
    return 2 if broker in (a, c) else 3
