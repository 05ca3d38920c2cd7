"""Mixing: how many ties join each sector to each other, in counts, in shares of ends, and against chance."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import pandas as pd

from coopnet.errors import UnknownWord
from coopnet.kernels.compiled import Reals
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import ends_between, sector_frame
from coopnet.multiplex import Groups
from coopnet.network import Network

Chance = Literal["labels", "degrees"]


@on_views("pairs", "links", "kinds", "newman")
def sector_mixing(network: Network, by: str = "sector") -> pd.DataFrame:
    """Ties within and between sectors.

    m_st = Σ w_ij over the linked pairs {i, j} with one actor in s and the other in t. Each tie counts **once**:
    m_st = m_ts is the number of ties between s and t, and m_ss on the diagonal the number within s. The total number
    of ties is the sum of the diagonal and of one of the triangles.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default): linked pairs; ``links``: parallel links; ``kinds``: kinds of linked pairs; ``newman``:
        sums of weights.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    DataFrame (sectors × sectors)
        Symmetric; number of ties (a sum of weights under ``newman``), 0 or more; never undefined. Sectors without
        any actor are absent. ``attrs["n_unknown"]``: actors without a label, left out with their ties.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    sector_mixing_shares, sector_mixing_ratio, sector_density

    Notes
    -----
    Does not depend on the order of actors nor, up to the order of rows, on the labels themselves.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E, 67(2), 026126.
    https://doi.org/10.1103/PhysRevE.67.026126

    Examples
    --------
    Actors a and b of one sector are linked, and both know c of another.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac bc", sectors={"food": "ab", "health": "c"})
    >>> sector_mixing(trio).to_numpy().tolist()
    [[0, 2], [2, 1]]
    """
    groups = network.groups(by)
    ends = ends_between(network, groups)
    ties = ends - np.diag(np.diag(ends) / 2)
    values = ties if network.view.collapse == "newman" else np.rint(ties).astype(np.int64)
    return sector_frame(values, "sector_mixing", network.view, groups)


@on_views("pairs", "links", "kinds", "newman")
def sector_mixing_shares(network: Network, by: str = "sector") -> pd.DataFrame:
    """Share of all tie ends that join each sector to each other.

    e_st = (ends of ties in s whose other end is in t) / (all ends). Every tie has two ends: a tie within s counts
    **twice** in e_ss, a tie between s and t once in e_st and once in e_ts, so that the whole sums to 1 and the row
    sum a_s is the share of ends held by s (Newman 2003).

    Parameters
    ----------
    network : Network
        View ``pairs`` (default), ``links``, ``kinds`` or ``newman``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    DataFrame (sectors × sectors)
        Symmetric, in [0, 1], sum 1; 1 in one cell when a single sector holds every tie. NaN everywhere when no tie
        joins two labelled actors. ``attrs["n_unknown"]``: actors without a label, left out with their ties.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    sector_mixing, sector_mixing_ratio, pole_assortativity

    Notes
    -----
    Does not depend on the unit of weights.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E, 67(2), 026126.
    https://doi.org/10.1103/PhysRevE.67.026126

    Examples
    --------
    Three ties have six ends: two belong to the tie within the first sector, four to the two ties between.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac bc", sectors={"food": "c", "health": "ab"})
    >>> (6 * sector_mixing_shares(trio)).to_numpy().round().tolist()
    [[2.0, 2.0], [2.0, 0.0]]
    """
    groups = network.groups(by)
    return sector_frame(_shares(ends_between(network, groups)), "sector_mixing_shares", network.view, groups)


@on_views("pairs", "links", "kinds", "newman")
def sector_mixing_ratio(network: Network, by: str = "sector", chance: Chance = "labels") -> pd.DataFrame:
    """Ties observed between sectors, over those that chance would make.

    Ratio = e_st / E[e_st]. Under ``chance="labels"`` the same labels fall on the actors at random, or, which has the
    same expectation, the same number of ties falls on pairs at random: E[m_st] = M·n_s·n_t / C(N, 2) for s ≠ t and
    M·C(n_s, 2) / C(N, 2) within s, N being the number of labelled actors. Under ``chance="degrees"`` the ends held by
    each sector are paired at random: E[e_st] = a_s·a_t (Newman 2003), an approximation that lets an actor meet itself.

    A ratio of 2 means twice as many ties as chance would make, 1/2 half as many.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default), ``links``, ``kinds`` or ``newman``.
    by : str
        Categorical column of the actors that plays the sector.
    chance : {"labels", "degrees"}
        What is left to chance: who bears which label, or who is paired with whom given the ends of each sector.

    Returns
    -------
    DataFrame (sectors × sectors)
        Symmetric, 0 or more: 0 no tie, 1 as many as chance. NaN where chance would make none (within a sector of one
        actor, for instance), and everywhere without ties. ``attrs["chance"]`` names the null, ``attrs["n_unknown"]``
        counts actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column, or for a chance that is not one of the two.

    See Also
    --------
    sector_mixing, sector_mixing_shares, sector_density

    Notes
    -----
    A ratio says nothing of certainty: with few ties, 0 or 2 are ordinary. Compare with a null model before reading it.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E, 67(2), 026126.
    https://doi.org/10.1103/PhysRevE.67.026126

    Examples
    --------
    A square a-b-c-d with sectors {a, b} and {c, d}: four ties on six possible pairs. Chance puts 2/3 of a tie within
    each sector, where there is one, and 8/3 between, where there are two.

    >>> from coopnet.measures.examples import example_network
    >>> square = example_network("ab bc cd da", sectors={"food": "ab", "health": "cd"})
    >>> sector_mixing_ratio(square).round(4).to_numpy().tolist()
    [[1.5, 0.75], [0.75, 1.5]]
    """
    if chance not in get_args(Chance):
        raise UnknownWord(
            f"Unknown chance “{chance}”; it takes labels or degrees.",
            f"Hasard inconnu « {chance} » ; les valeurs possibles sont labels et degrees.",
        )
    groups = network.groups(by)
    shares = _shares(ends_between(network, groups))
    held = shares.sum(axis=1)
    expected = np.outer(held, held) if chance == "degrees" else _expected_shares(groups)
    ratio = np.full_like(shares, np.nan)
    np.divide(shares, expected, out=ratio, where=expected > 0)
    frame = sector_frame(ratio, "sector_mixing_ratio", network.view, groups)
    frame.attrs["chance"] = chance
    return frame


@on_views("pairs")
def sector_density(network: Network, by: str = "sector") -> pd.DataFrame:
    """Share of the possible pairs that are linked, within and between sectors.

    D_st = m_st / (n_s·n_t) for s ≠ t, D_ss = m_ss / C(n_s, 2): how far each sector has exhausted its possible partners
    in each other one.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    DataFrame (sectors × sectors)
        Symmetric, in [0, 1]: 0 no pair is linked, 1 all are; NaN within a sector of one actor.
        ``attrs["n_unknown"]``: actors without a label, left out.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    sector_mixing, sector_mixing_ratio

    References
    ----------
    Wasserman, S., & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac", sectors={"food": "c", "health": "ab"})
    >>> sector_density(trio).to_numpy().tolist()
    [[1.0, 0.5], [0.5, nan]]
    """
    groups = network.groups(by)
    ends = ends_between(network, groups)
    possible = _possible_ends(groups)
    density = np.full_like(ends, np.nan)
    np.divide(ends, possible, out=density, where=possible > 0)
    return sector_frame(density, "sector_density", network.view, groups)


def _shares(ends: Reals) -> Reals:
    total = ends.sum()
    return ends / total if total > 0 else np.full_like(ends, np.nan)


def _possible_ends(groups: Groups) -> Reals:
    """Return the ends that ties would have if every pair were linked: n_s·n_t, and n_s·(n_s − 1) on the diagonal."""
    sizes = groups.sizes.astype(np.float64)
    return np.outer(sizes, sizes) - np.diag(sizes)


def _expected_shares(groups: Groups) -> Reals:
    return _shares(_possible_ends(groups))
