"""Diversity of partners: over how many sectors, and how evenly, an actor spreads its cooperation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.diversity import blau, shannon, simpson_without_replacement
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import by_group, neighbours_by_group
from coopnet.network import Network


@on_views("pairs", "links", "kinds", "newman")
def actor_participation(network: Network, by: str = "sector") -> pd.Series:
    """Participation coefficient: whether an actor's ties are spread over sectors or kept to one.

    P_i = 1 − Σ_s (k_is / k_i)², k_is being the ties of i with sector s and k_i their sum over labelled partners.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default): partners; ``links``, ``kinds``, ``newman``: sums of what joins them.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    Series (actors)
        From 0, all ties go to one sector, to 1 − 1/S, spread evenly over the S sectors present. NaN for an actor
        without labelled partner. ``attrs["n_unknown"]``: actors without a label, who are nobody's partners here.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_participation_normalised, actor_blau_unbiased, actor_shannon, actor_ei

    Notes
    -----
    The actor's own sector plays no part: compare with ``actor_ei``. An actor with one partner is always at 0, and few
    partners bias it downwards (Pedersen et al. 2020): read it beside the number of partners.

    References
    ----------
    Guimerà, R., & Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks. Nature, 433, 895–900.
    https://doi.org/10.1038/nature03288. Pedersen, M., Omidvarnia, A., Shine, J. M., Jackson, G. D., & Zalesky, A.
    (2020). Reducing the influence of intramodular connectivity in participation coefficient. Network Neuroscience,
    4(2), 416–431. https://doi.org/10.1162/netn_a_00127

    Examples
    --------
    Half the partners of a are of one sector, half of another.

    >>> from coopnet.measures.examples import example_network
    >>> star = example_network("ab ac", sectors={"food": "ab", "health": "c"})
    >>> actor_participation(star).to_dict()
    {'a': 0.5, 'b': 0.0, 'c': 0.0}
    """
    groups = network.groups(by)
    values = blau(neighbours_by_group(network, groups))
    return by_group(network.actor_series(values, ""), "actor_participation", network.view, groups)


@on_views("pairs", "links", "kinds", "newman")
def actor_participation_normalised(network: Network, by: str = "sector") -> pd.Series:
    """Participation coefficient over its maximum.

    P_i·S / (S − 1), S being the number of sectors present among the actors: 1 whatever S when ties are spread evenly.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default), ``links``, ``kinds`` or ``newman``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    Series (actors)
        In [0, 1]: 0, all ties go to one sector; 1, they are spread evenly over all. NaN for an actor without labelled
        partner, and for everybody when a single sector is present. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_participation

    Notes
    -----
    1 cannot be reached by an actor with fewer partners than there are sectors.

    References
    ----------
    Guimerà, R., & Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks. Nature, 433, 895–900.
    https://doi.org/10.1038/nature03288

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> star = example_network("ab ac", sectors={"food": "ab", "health": "c"})
    >>> actor_participation_normalised(star).to_dict()
    {'a': 1.0, 'b': 0.0, 'c': 0.0}
    """
    groups = network.groups(by)
    n_groups = len(groups.labels)
    largest = 1 - 1 / n_groups if n_groups > 1 else np.nan
    values = np.minimum(blau(neighbours_by_group(network, groups)) / largest, 1.0)
    return by_group(network.actor_series(values, ""), "actor_participation_normalised", network.view, groups)


@on_views("pairs")
def actor_blau(network: Network, by: str = "sector") -> pd.Series:
    """Blau's index of the sectors of an actor's partners.

    B_i = 1 − Σ_s p_is², p_is the share of i's labelled partners that belong to s: the chance that two partners drawn
    *with* replacement differ. It is the participation coefficient on pairs, under the name that organisation studies
    give it.

    Parameters
    ----------
    network : Network
        View ``pairs``: an index of partners, each counting once.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    Series (actors)
        From 0, partners of one sector, to 1 − 1/S, spread evenly over the S sectors. NaN for an actor without labelled
        partner. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_blau_unbiased : without the downward bias of few partners.
    actor_participation, actor_shannon

    References
    ----------
    Blau, P. M. (1977). Inequality and Heterogeneity: A Primitive Theory of Social Structure. Free Press.

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> star = example_network("ab ac ad ae", sectors={"food": "abc", "health": "de"})
    >>> float(actor_blau(star)["a"])
    0.5
    """
    groups = network.groups(by)
    values = blau(neighbours_by_group(network, groups))
    return by_group(network.actor_series(values, ""), "actor_blau", network.view, groups)


@on_views("pairs")
def actor_blau_unbiased(network: Network, by: str = "sector") -> pd.Series:
    """Chance that two different partners of an actor belong to different sectors.

    1 − Σ_s k_is (k_is − 1) / (k_i (k_i − 1)): Blau's index drawn *without* replacement (Simpson 1949). Unlike the plain
    index its mean does not depend on the number of partners.

    Parameters
    ----------
    network : Network
        View ``pairs``: an index of partners, each counting once.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    Series (actors)
        In [0, 1]: 0, partners of one sector; 1, all of different ones. NaN for an actor of fewer than two labelled
        partners. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_blau, actor_participation

    References
    ----------
    Simpson, E. H. (1949). Measurement of diversity. Nature, 163, 688. https://doi.org/10.1038/163688a0

    Examples
    --------
    Four partners make six pairs, four of them across sectors.

    >>> from coopnet.measures.examples import example_network
    >>> star = example_network("ab ac ad ae", sectors={"food": "abc", "health": "de"})
    >>> float(actor_blau_unbiased(star)["a"].round(4))
    0.6667
    """
    groups = network.groups(by)
    values = simpson_without_replacement(neighbours_by_group(network, groups))
    return by_group(network.actor_series(values, ""), "actor_blau_unbiased", network.view, groups)


@on_views("pairs", "links", "kinds", "newman")
def actor_shannon(network: Network, by: str = "sector") -> pd.Series:
    """Shannon entropy of the sectors of an actor's ties, in nats.

    H_i = −Σ_s p_is ln p_is, p_is the share of i's ties that go to s. exp(H_i) reads as a number of sectors: the number
    of equally present sectors that would be as diverse.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default), ``links``, ``kinds`` or ``newman``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    Series (actors)
        In nats, from 0, ties with one sector, to ln S, spread evenly over the S sectors. NaN for an actor without
        labelled partner. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_blau, actor_participation

    Notes
    -----
    Does not depend on the unit of weights; biased downwards by few partners.

    References
    ----------
    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal, 27(3), 379–423.
    https://doi.org/10.1002/j.1538-7305.1948.tb01338.x

    Examples
    --------
    Two partners of two sectors: exp(H) is 2.

    >>> from coopnet.measures.examples import example_network
    >>> star = example_network("ab ac", sectors={"food": "ab", "health": "c"})
    >>> float(np.exp(actor_shannon(star)["a"]).round(12))
    2.0
    """
    groups = network.groups(by)
    values = shannon(neighbours_by_group(network, groups))
    return by_group(network.actor_series(values, ""), "actor_shannon", network.view, groups)


@on_views("pairs")
def actor_sectors_reached(network: Network, by: str = "sector") -> pd.Series:
    """Number of sectors among an actor's partners.

    #{s: k_is > 0}: its own sector counts when a partner is of it.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    Series (actors)
        Whole numbers from 0, no labelled partner, to the number of sectors present. Never undefined.
        ``attrs["n_unknown"]``: actors without a label, who are nobody's partners here.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_participation, structure_sectors_joined

    References
    ----------
    Arithmetic.

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> star = example_network("ab ac", sectors={"food": "ab", "health": "c"})
    >>> actor_sectors_reached(star).to_dict()
    {'a': 2.0, 'b': 1.0, 'c': 1.0}
    """
    groups = network.groups(by)
    reached = np.count_nonzero(neighbours_by_group(network, groups), axis=1).astype(np.float64)
    return by_group(network.actor_series(reached, ""), "actor_sectors_reached", network.view, groups)
