"""How far apart actors are, in number of steps."""

from __future__ import annotations

from coopnet.kernels.paths import global_efficiency, mean_distance
from coopnet.measures.declaration import on_views
from coopnet.measures.once import distances_in
from coopnet.measures.undefined import needs_actors, needs_links
from coopnet.network import Network


@on_views("pairs")
def pole_mean_distance(network: Network) -> float:
    """Mean number of steps between two actors that reach each other.

    Σ d_ij / number of such pairs, over the pairs i < j that some path joins. At 2, two actors are on average partners
    of a common partner.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        Steps, from 1 (all who reach each other are partners).

    Raises
    ------
    UndefinedMeasure
        When there is no link.

    See Also
    --------
    pole_connectedness : the share of pairs that this mean speaks of; read both.
    pole_global_efficiency : counts the pairs out of reach too.

    Notes
    -----
    Pairs without path are left out, so that splitting a pole may shorten its mean distance. Isolates do not matter.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ networks. Nature, 393, 440–442.
    https://doi.org/10.1038/30918

    Examples
    --------
    On the path a–b–c–d: (1 + 1 + 1 + 2 + 2 + 3)/6.

    >>> from coopnet.measures.examples import example_network
    >>> round(pole_mean_distance(example_network("ab bc cd")), 4)
    1.6667
    """
    needs_links("pole_mean_distance", network)
    return mean_distance(distances_in(network))


@on_views("pairs")
def pole_diameter(network: Network) -> float:
    """Largest number of steps between two actors that reach each other.

    max d_ij over the pairs that some path joins.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        Steps, a whole number from 1 to n − 1.

    Raises
    ------
    UndefinedMeasure
        When there is no link.

    See Also
    --------
    pole_mean_distance : the mean instead of the maximum.

    Notes
    -----
    Pairs without path are left out: on a network in several parts it is the largest of their diameters. One peripheral
    actor can raise it by one.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_diameter(example_network("ab bc cd ef"))
    3.0
    """
    needs_links("pole_diameter", network)
    return float(distances_in(network).pairs_at.size - 1)


@on_views("pairs")
def pole_global_efficiency(network: Network) -> float:
    """Mean nearness of two actors, nearness being 1 over the number of steps, and 0 without path.

    E = Σ_{i≠j} (1/d_ij) / (n (n − 1)). It takes distance and connection into one number.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        0 when nobody is linked, 1 when everybody is linked to everybody.

    Raises
    ------
    UndefinedMeasure
        With fewer than two actors.

    See Also
    --------
    actor_harmonic_closeness : of each actor; this is its mean.
    pole_efficiency : Krackhardt's, an economy of links.

    Notes
    -----
    At least the density, at most the connectedness. One minus it is Borgatti's distance-weighted fragmentation.

    References
    ----------
    Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review Letters, 87, 198701.
    https://doi.org/10.1103/PhysRevLett.87.198701

    Examples
    --------
    On the path a–b–c: two pairs at one step, one at two: (1 + 1 + ½)/3.

    >>> from coopnet.measures.examples import example_network
    >>> round(pole_global_efficiency(example_network("ab bc")), 4)
    0.8333
    """
    needs_actors("pole_global_efficiency", network, 2)
    return global_efficiency(distances_in(network))
