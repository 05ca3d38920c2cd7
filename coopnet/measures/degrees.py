"""How much an actor takes part: partners, strength, links, kinds, structures; and how unequally actors do."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.measures.declaration import on_affiliation, on_multiplex, on_views
from coopnet.measures.undefined import needs_links
from coopnet.multiplex import Multiplex
from coopnet.network import Affiliation, Network, carrying_view, view_of


@on_views("pairs")
def actor_degree(network: Network) -> pd.Series:
    """Number of partners of each actor.

    k_i = Σ_j a_ij, where a_ij = 1 if i and j have any link. An actor of degree 5 cooperates with five others, however
    many links each of these cooperations is made of.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    Series of float, by actor
        From 0 (no partner) to n − 1 (partner of everybody). Never undefined.

    See Also
    --------
    actor_links : counts parallel links.
    actor_strength : adds their weights.

    Notes
    -----
    Adding a parallel link changes nothing. A projected structure of k members gives each of them k − 1 partners.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: Conceptual clarification. Social Networks, 1(3), 215–239.
    https://doi.org/10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> actor_degree(example_network("ab ab ac ad")).to_dict()
    {'a': 3.0, 'b': 1.0, 'c': 1.0, 'd': 1.0}
    """
    return network.actor_series(network.degrees.astype(np.float64), "actor_degree")


@on_views("newman", "links", "kinds")
def actor_strength(network: Network) -> pd.Series:
    """Sum of the weights of each actor's links.

    s_i = Σ_j w_ij. On the view ``newman`` w_ij adds the weights of direct links and 1/(k − 1) for each structure of
    size k shared by i and j: a structure whose members are all named adds exactly 1 to each of them, whatever its size.
    On ``links`` it is the number of links, on ``kinds`` the number of (partner, kind) couples.

    Parameters
    ----------
    network : Network
        View ``newman``, ``links`` or ``kinds``.

    Returns
    -------
    Series of float, by actor
        In units of weight, from 0 (no link); no upper bound. Never undefined.

    See Also
    --------
    actor_degree : counts partners, not weights.

    Notes
    -----
    Proportional to the unit of weight. Where a structure of declared size k names m of its members, it adds
    (m − 1)/(k − 1) to each named member.

    References
    ----------
    Barrat, A., Barthélemy, M., Pastor-Satorras, R. & Vespignani, A. (2004). The architecture of complex weighted
    networks. PNAS, 101(11), 3747–3752. https://doi.org/10.1073/pnas.0400087101

    Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks, and centrality.
    Physical Review E, 64, 016132. https://doi.org/10.1103/PhysRevE.64.016132

    Examples
    --------
    Three members of one structure, two of whom also have a direct link:

    >>> from coopnet.measures.examples import example_network
    >>> actor_strength(example_network("ab", structures={"G": "abc"}, view="newman")).to_dict()
    {'a': 2.0, 'b': 2.0, 'c': 1.0}
    """
    return network.actor_series(_row_sums(network), "actor_strength")


@on_views("links")
def actor_links(network: Network) -> pd.Series:
    """Number of links of each actor, parallel links counted one by one.

    Σ_j m_ij, m_ij being the number of links between i and j: direct links, and one per structure that both are members
    of. An actor with 8 links and 3 partners has many-sided cooperations.

    Parameters
    ----------
    network : Network
        View ``links``.

    Returns
    -------
    Series of float, by actor
        From 0 (no link); no upper bound. Never undefined.

    See Also
    --------
    actor_degree : counts partners.

    Notes
    -----
    Ignores weights. A projected structure of k members adds k − 1 links to each; ``actor_structures`` adds 1.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> actor_links(example_network("ab ab bc", view="links")).to_dict()
    {'a': 2.0, 'b': 3.0, 'c': 1.0}
    """
    return network.actor_series(_row_sums(network), "actor_links")


@on_multiplex
def actor_kinds(multiplex: Multiplex) -> pd.Series:
    """Number of kinds of cooperation that each actor takes part in.

    Number of kinds α such that the actor has a link of kind α, or is a named member of a structure of kind α. An actor
    of 4 kinds cooperates in four different ways, with many partners or with few.

    Parameters
    ----------
    multiplex : Multiplex

    Returns
    -------
    Series of float, by actor
        From 0 (takes part in nothing) to the number of kinds present. Never undefined.

    See Also
    --------
    actor_overlapping_degree : adds the partners of each kind.

    Notes
    -----
    Membership counts even where the structure is too large to be projected to pairs, or names no other member.

    References
    ----------
    Battiston, F., Nicosia, V. & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E, 89,
    032804 (there: node-activity). https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> actor_kinds(example_multiplex({"convention": "ab", "joint_bid": "ab bc"}, structures={"G": "cd"})).to_dict()
    {'a': 2.0, 'b': 2.0, 'c': 2.0, 'd': 1.0}
    """
    kinds = np.sum([_takes_part(multiplex, kind) for kind in multiplex.kinds], axis=0, dtype=np.float64)
    series = pd.Series(kinds if multiplex.kinds else 0.0, index=multiplex.actors)
    return carrying_view(series, "actor_kinds", view_of(multiplex, "kinds"))


@on_multiplex
def actor_overlapping_degree(multiplex: Multiplex) -> pd.Series:
    """Number of (partner, kind) couples of each actor.

    o_i = Σ_α k_i^α, k_i^α being the number of partners of i in kind α. A partner joined by three kinds counts three
    times, two parallel links of one kind count once.

    Parameters
    ----------
    multiplex : Multiplex

    Returns
    -------
    Series of float, by actor
        From 0 (no link) to L(n − 1), L being the number of kinds. Never undefined.

    See Also
    --------
    actor_degree : counts each partner once.

    Notes
    -----
    Equal to ``actor_strength`` on the view ``kinds``.

    References
    ----------
    Battiston, F., Nicosia, V. & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E, 89,
    032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> actor_overlapping_degree(example_multiplex({"convention": "ab bc", "joint_bid": "ab ab"})).to_dict()
    {'a': 2.0, 'b': 3.0, 'c': 1.0}
    """
    overlapping = np.zeros(multiplex.n_actors)
    for kind in multiplex.kinds:
        overlapping += np.diff(multiplex.pair_counts(kind).indptr)
    series = pd.Series(overlapping, index=multiplex.actors)
    return carrying_view(series, "actor_overlapping_degree", view_of(multiplex, "kinds"))


@on_affiliation
def actor_structures(affiliation: Affiliation) -> pd.Series:
    """Number of structures that each actor is a named member of.

    Σ_s b_is, b_is = 1 if actor i is a member of structure s. An actor in 5 structures sits at five common tables.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    Series of float, by actor
        From 0 (no structure) to the number of structures. Never undefined.

    See Also
    --------
    actor_two_mode_degree : the same as a share of the structures.

    Notes
    -----
    Several memberships of one actor in one structure count once.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> actor_structures(example_affiliation({"G": "abc", "H": "bc", "K": "c"})).to_dict()
    {'a': 1.0, 'b': 2.0, 'c': 3.0}
    """
    return affiliation.actor_series(np.diff(affiliation.incidence.indptr).astype(np.float64), "actor_structures")


@on_views("pairs")
def pole_degree_gini(network: Network) -> float:
    """Inequality of actors in their number of partners.

    G = Σ_i Σ_j |k_i − k_j| / (2 n Σ_i k_i): half the mean difference between two actors, in units of the mean degree.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        0 when all actors have as many partners; below 1 − 1/n, which would need one actor to hold every link alone.

    Raises
    ------
    UndefinedMeasure
        When there is no link.

    See Also
    --------
    pole_degree_centralisation : how far one actor dominates, instead of inequality among all.

    Notes
    -----
    Isolates count as actors of degree 0 and raise it. No transfer of degrees is free in a graph, so that the maximum of
    a concentration curve is out of reach: compare with a null rather than with 1.

    References
    ----------
    Gini, C. (1912). Variabilità e mutabilità. Bologna: Cuppini.

    Examples
    --------
    A star of five: degrees 4, 1, 1, 1, 1; differences add to 4 × 3 × 2 = 24, so G = 24/(2 × 5 × 8).

    >>> from coopnet.measures.examples import example_network
    >>> pole_degree_gini(example_network("ab ac ad ae"))
    0.3
    """
    needs_links("pole_degree_gini", network)
    degrees = np.sort(network.degrees)
    n, total = len(degrees), int(degrees.sum())
    # Σ_i Σ_j |k_i − k_j| = 2 Σ_i (2i − n − 1) k_(i) over ascending degrees, in whole numbers
    return int((2 * np.arange(1, n + 1) - n - 1) @ degrees) / (n * total)


def _row_sums(network: Network) -> npt.NDArray[np.float64]:
    return np.asarray(network.matrix.sum(axis=1)).ravel()


def _takes_part(multiplex: Multiplex, kind: str) -> npt.NDArray[np.bool_]:
    taking = np.zeros(multiplex.n_actors, dtype=bool)
    if kind in multiplex.links:
        taking |= np.diff(multiplex.links[kind].pair_counts.indptr) > 0
    if kind in multiplex.affiliations:
        taking |= np.diff(multiplex.affiliations[kind].incidence.indptr) > 0
    return taking
