"""Structural holes (Burt): whether the partners of an actor are bound to each other, or leave it room between them."""

from __future__ import annotations

import pandas as pd

from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.structural_holes import constraint, effective_size
from coopnet.measures.declaration import on_views
from coopnet.network import Network, carrying_view


@on_views("pairs", "links", "kinds", "newman")
def actor_constraint(network: Network) -> pd.Series:
    """How far an actor's investment in its partners comes back to a few of them who know each other.

    C_i = Σ_j c_ij over its partners j, c_ij = (p_ij + Σ_{q ≠ i, j} p_iq·p_qj)², p_ij = w_ij / Σ_k w_ik the share of i's
    ties spent on j. Low: many partners who do not know each other, room to bridge. High: few partners, or partners who
    all know each other.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default): every partner weighs the same; ``links``, ``kinds``, ``newman``: partners weigh as
        their links, kinds or weights.

    Returns
    -------
    Series (actors)
        Above 0, usually below 1; 1 for a single partner, and slightly above 1 in small dense neighbourhoods (9/8 in a
        triangle). NaN for an actor without partner.

    See Also
    --------
    actor_effective_size, actor_efficiency, actor_hierarchy, link_constraint

    Notes
    -----
    Does not depend on the unit of weights. It falls with the number of partners: compare actors of like degree.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.
    https://doi.org/10.4159/9780674029095. Burt, R. S. (2004). Structural holes and good ideas. American Journal of
    Sociology, 110(2), 349–399. https://doi.org/10.1086/421787

    Examples
    --------
    The hub of a star spends a third on each of three strangers: 3 × (1/3)². A leaf spends all on the hub.

    >>> from coopnet.measures.examples import example_network
    >>> actor_constraint(example_network("ab ac ad")).round(4).to_dict()
    {'a': 0.3333, 'b': 1.0, 'c': 1.0, 'd': 1.0}
    """
    total = constraint(network.indptr, network.indices, network.weights).total
    return network.actor_series(total, "actor_constraint")


@on_views("pairs", "links", "kinds", "newman")
def actor_hierarchy(network: Network) -> pd.Series:
    """Whether the constraint of an actor comes from one partner, or evenly from all.

    H_i = Σ_j r_ij·ln r_ij / (k_i·ln k_i), r_ij = c_ij / (C_i / k_i) the constraint by j relative to the mean over i's
    k_i partners: a Coleman–Theil index of inequality. This is Burt's hierarchy, not Krackhardt's.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default), ``links``, ``kinds`` or ``newman``.

    Returns
    -------
    Series (actors)
        In [0, 1]: 0, all partners constrain equally; towards 1, one of them does it all. NaN for an actor of fewer than
        two partners.

    See Also
    --------
    actor_constraint, link_constraint

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press, eq. 2.9.
    https://doi.org/10.4159/9780674029095

    Examples
    --------
    The three partners of the hub of a star constrain it equally.

    >>> from coopnet.measures.examples import example_network
    >>> actor_hierarchy(example_network("ab ac ad")).to_dict()
    {'a': 0.0, 'b': nan, 'c': nan, 'd': nan}
    """
    hierarchy = constraint(network.indptr, network.indices, network.weights).hierarchy
    return network.actor_series(hierarchy, "actor_hierarchy")


@on_views("pairs", "links", "kinds", "newman")
def actor_effective_size(network: Network) -> pd.Series:
    """Number of partners that are not redundant.

    E_i = Σ_j [1 − Σ_{q ≠ i, j} p_iq·m_jq] over the partners j of i, p_iq the share of i's ties spent on q, m_jq = w_jq
    over the strongest tie of j. With equal weights it is k − 2t/k, k partners and t links among them (Borgatti 1997).

    Parameters
    ----------
    network : Network
        View ``pairs`` (default), ``links``, ``kinds`` or ``newman``.

    Returns
    -------
    Series (actors)
        In partners: from 1, they all know each other, to the number of partners k, none do. NaN for an actor without
        partner.

    See Also
    --------
    actor_efficiency, actor_constraint

    Notes
    -----
    Does not depend on the unit of weights.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press, eq. 2.2.
    https://doi.org/10.4159/9780674029095. Borgatti, S. P. (1997). Structural holes: Unpacking Burt's redundancy
    measures. Connections, 20(1), 35–38.

    Examples
    --------
    a has three partners, b and c know each other: 3 − 2/3.

    >>> from coopnet.measures.examples import example_network
    >>> actor_effective_size(example_network("ab ac ad bc")).round(4).to_dict()
    {'a': 2.3333, 'b': 1.0, 'c': 1.0, 'd': 1.0}
    """
    size = effective_size(network.indptr, network.indices, network.weights).size
    return network.actor_series(size, "actor_effective_size")


@on_views("pairs", "links", "kinds", "newman")
def actor_efficiency(network: Network) -> pd.Series:
    """Share of an actor's partners that are not redundant.

    E_i / k_i: effective size per partner.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default), ``links``, ``kinds`` or ``newman``.

    Returns
    -------
    Series (actors)
        In (0, 1]: 1/k, all partners know each other; 1, none do. NaN for an actor without partner.

    See Also
    --------
    actor_effective_size, actor_constraint

    Notes
    -----
    1 for an actor of a single partner: read it beside the number of partners.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.
    https://doi.org/10.4159/9780674029095

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> actor_efficiency(example_network("ab ac bc")).to_dict()
    {'a': 0.5, 'b': 0.5, 'c': 0.5}
    """
    efficiency = effective_size(network.indptr, network.indices, network.weights).efficiency
    return network.actor_series(efficiency, "actor_efficiency")


@on_views("pairs", "links", "kinds", "newman")
def link_constraint(network: Network) -> pd.Series:
    """How far one partner constrains an actor, directly and through the others.

    c_ij = (p_ij + Σ_{q ≠ i, j} p_iq·p_qj)²: what i spends on j, and on others who spend on j. Not symmetric: j may
    matter much to i and i little to j.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default), ``links``, ``kinds`` or ``newman``.

    Returns
    -------
    Series (ordered linked pairs), indexed by (source, target)
        Constraint on the source by the target, in (0, 1]; every linked pair is there in both orders, none is undefined.
        The sum over the
        targets of an actor is its ``actor_constraint``.

    See Also
    --------
    actor_constraint, actor_hierarchy

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press, eq. 2.4.
    https://doi.org/10.4159/9780674029095

    Examples
    --------
    b spends half on a and half on c, who spend all on b.

    >>> from coopnet.measures.examples import example_network
    >>> link_constraint(example_network("ab bc")).to_dict()
    {('a', 'b'): 1.0, ('b', 'a'): 0.25, ('b', 'c'): 0.25, ('c', 'b'): 1.0}
    """
    source, target = network.nodes[rows_of(network.indptr)], network.nodes[network.indices]
    pairs = pd.MultiIndex.from_arrays([source, target], names=["source", "target"])
    dyadic = constraint(network.indptr, network.indices, network.weights).dyadic
    return carrying_view(pd.Series(dyadic, index=pairs), "link_constraint", network.view)
