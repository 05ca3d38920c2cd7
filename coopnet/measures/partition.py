"""Partitions: how far the links of a pole stay within its sectors."""

from __future__ import annotations

import numpy as np

from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import ends_between, no_ties
from coopnet.network import Network


@on_views("pairs", "links", "kinds", "newman")
def pole_sector_modularity(network: Network, by: str = "sector") -> float:
    """Share of the links within sectors, beyond what chance would put there, degrees being what they are.

    Q = Σ_s (e_ss − a_s²), e_st being the share of link ends that go from sector s to sector t and a_s = Σ_t e_st.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` a pair counts its weight.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    float
        Below 0 when sectors mix more than by chance, at least −1; 0 at chance level, or with a single sector; above 0
        when links stay within sectors, below 1.

    Raises
    ------
    UndefinedMeasure
        When no link joins two actors whose sector is known.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_community_modularity : the largest modularity that any partition could have.

    Notes
    -----
    Actors without a sector leave with their links. The largest possible value depends on the sizes of the sectors:
    assortativity is modularity over that maximum. Neither the unit of weight nor isolates matter.

    References
    ----------
    Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical Review E, 69,
    026113. https://doi.org/10.1103/PhysRevE.69.026113

    Newman, M. E. J. (2004). Analysis of weighted networks. Physical Review E, 70, 056131.
    https://doi.org/10.1103/PhysRevE.70.056131

    Examples
    --------
    Path a–b–c–d, a and b in one sector, c and d in the other: two links of three stay within; each sector has half of
    the ends: 2/3 − (1/4 + 1/4).

    >>> from coopnet.measures.examples import example_network
    >>> network = example_network("ab bc cd", sectors={"food": "ab", "culture": "cd"})
    >>> round(pole_sector_modularity(network), 4)
    0.1667
    """
    groups = network.groups(by)
    ends = ends_between(network, groups)
    if not ends.sum():
        raise no_ties("pole_sector_modularity", groups)
    shares = ends / ends.sum()
    return float(np.trace(shares) - (shares.sum(axis=1) ** 2).sum())
