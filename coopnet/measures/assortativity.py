"""Assortativity: whether partners are alike, in their sector or in how much they cooperate."""

from __future__ import annotations

import math

from coopnet.errors import UndefinedMeasure
from coopnet.kernels.assortativity import assortativity, assortativity_error, degree_assortativity
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import ends_between, no_ties
from coopnet.measures.undefined import needs_links, undefined
from coopnet.multiplex import Groups
from coopnet.network import Network


@on_views("pairs", "links")
def pole_assortativity(network: Network, by: str = "sector") -> float:
    """Whether ties keep to their sector, given how many ties each sector has.

    r = (Σ_s e_ss − Σ_s a_s²) / (1 − Σ_s a_s²), e_st the share of tie ends that join s to t (internal ties twice) and
    a_s the share of ends that s holds. 1: every tie stays in its sector; 0: as many as if ends were paired at random;
    below 0: ties leave their sector more than that.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default): linked pairs; ``links``: parallel links.
    by : str
        Categorical column of the actors that plays the sector. Actors without a label are left out with their ties.

    Returns
    -------
    float
        At most 1. The minimum, −Σ a_s² / (1 − Σ a_s²), is −1 with two sectors of equal ends only.

    Raises
    ------
    UndefinedMeasure
        When no tie joins two labelled actors, or when a single sector holds every tie.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_assortativity_error, pole_ei, sector_mixing_shares

    Notes
    -----
    E–I asks how many ties are external, r how many more are internal than the ends of each sector would make at
    random: a pole may have a positive E–I and a positive r. Unchanged by an actor without link.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E, 67(2), 026126.
    https://doi.org/10.1103/PhysRevE.67.026126

    Examples
    --------
    Six ends, two of them in the internal tie; sectors hold 4/6 and 2/6: (1/3 − 5/9) / (1 − 5/9).

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac bc", sectors={"food": "ab", "health": "c"})
    >>> round(pole_assortativity(trio), 12)
    -0.5
    """
    groups = network.groups(by)
    r = assortativity(ends_between(network, groups))
    if math.isnan(r):
        raise _without_value("pole_assortativity", network, groups)
    return r


@on_views("pairs", "links")
def pole_assortativity_error(network: Network, by: str = "sector") -> float:
    """Standard error of the assortativity by sector (jackknife over ties).

    σ = √Σ_e (r − r₋ₑ)², r₋ₑ the coefficient once tie e is left out.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default): linked pairs are left out one by one; ``links``: parallel links are.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    float
        0 or more, in units of r; 0 when every tie is internal.

    Raises
    ------
    UndefinedMeasure
        When r is undefined, or would be without some tie.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_assortativity

    Notes
    -----
    It tells how much r rests on single ties, as if ties were independent. For a p-value permute the labels.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E, 67(2), 026126.
    https://doi.org/10.1103/PhysRevE.67.026126

    Examples
    --------
    A square, sectors {a, b} and {c, d}: r = 0, −1/2 without an internal tie, 1/3 without an external one:
    √(2/4 + 2/9).

    >>> from coopnet.measures.examples import example_network
    >>> square = example_network("ab bc cd da", sectors={"food": "ab", "health": "cd"})
    >>> pole_assortativity(square), round(pole_assortativity_error(square), 4)
    (0.0, 0.8498)
    """
    groups = network.groups(by)
    ends = ends_between(network, groups)
    error = assortativity_error(ends)
    if math.isnan(assortativity(ends)):
        raise _without_value("pole_assortativity_error", network, groups)
    if math.isnan(error):
        raise undefined(
            "pole_assortativity_error",
            f"one tie alone makes ties of several {by}; read pole_assortativity without an error",
            f"un seul lien fait qu’il y a des liens de plusieurs « {by} » ; lisez pole_assortativity sans erreur-type",
        )
    return error


@on_views("pairs", "links")
def pole_degree_assortativity(network: Network) -> float:
    """Whether actors of many partners cooperate with actors of many partners.

    Pearson's correlation of k_i and k_j over the ends of ties, k being the number of partners (on ``links``, the number
    of links, each parallel link counting as a tie). Below 0: hubs are surrounded by actors of few partners, as in a
    star; above 0: hubs cooperate with each other.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default) or ``links``.

    Returns
    -------
    float
        In [−1, 1]: −1 a star.

    Raises
    ------
    UndefinedMeasure
        When no pair is linked, or when all linked actors have as many partners.

    See Also
    --------
    pole_assortativity, pole_degree_centralisation

    Notes
    -----
    Projection of large structures raises it: fellow members all have at least each other. Unchanged by isolates.

    References
    ----------
    Newman, M. E. J. (2002). Assortative mixing in networks. Physical Review Letters, 89(20), 208701.
    https://doi.org/10.1103/PhysRevLett.89.208701

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_degree_assortativity(example_network("ab ac ad"))
    -1.0
    """
    needs_links("pole_degree_assortativity", network)
    r = degree_assortativity(network.indptr, network.indices, network.weights)
    if math.isnan(r):
        raise undefined(
            "pole_degree_assortativity",
            "all linked actors have as many partners, and nothing can correlate",
            "tous les acteurs liés ont autant de partenaires, et rien ne peut être corrélé",
        )
    return r


def _without_value(name: str, network: Network, groups: Groups) -> UndefinedMeasure:
    held = ends_between(network, groups).sum(axis=1)
    if not held.any():
        return no_ties(name, groups)
    only = groups.labels[int(held.argmax())]
    return undefined(
        name,
        f"a single {groups.by} holds every tie ({only}); choose another column with by=",
        f"une seule valeur de « {groups.by} » porte tous les liens ({only}) ; choisissez une autre colonne avec by=",
    )
