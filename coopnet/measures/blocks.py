"""Where a pole would split: cores, articulation actors, bridges."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.adjacency import links_of
from coopnet.kernels.components import biconnected_blocks, core_numbers, cut_points
from coopnet.measures.declaration import on_views
from coopnet.measures.undefined import needs_actors, needs_links
from coopnet.network import Network, carrying_view


@on_views("pairs")
def actor_core_number(network: Network) -> pd.Series:
    """Largest k such that the actor belongs to a group in which everybody has k partners or more within the group.

    The k-core is the largest set of actors each of whom has at least k partners in the set; an actor's core number is
    the k of the innermost core that holds it.

    Parameters
    ----------
    network : Network
        View ``pairs``: programs that count parallel links give a core of 4 to two actors joined by four links.

    Returns
    -------
    Series of float, by actor
        A whole number, from 0 (no partner) to the degree. Never undefined.

    See Also
    --------
    actor_cohesion : stronger: k independent paths between all members.
    pole_core_table : how many actors each core holds.

    Notes
    -----
    At most the degree. A core may fall into several parts.

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. Social Networks, 5(3), 269–287.
    https://doi.org/10.1016/0378-8733(83)90028-X

    Batagelj, V. & Zaveršnik, M. (2011). Fast algorithms for determining (generalized) core groups in social networks.
    Advances in Data Analysis and Classification, 5(2), 129–145. https://doi.org/10.1007/s11634-010-0079-y

    Examples
    --------
    A triangle, and d hanging on it:

    >>> from coopnet.measures.examples import example_network
    >>> actor_core_number(example_network("ab bc ac cd", actors="e")).to_dict()
    {'a': 2.0, 'b': 2.0, 'c': 2.0, 'd': 1.0, 'e': 0.0}
    """
    cores = core_numbers(network.indptr, network.indices)
    return network.actor_series(cores.astype(np.float64), "actor_core_number")


@on_views("pairs")
def pole_core_table(network: Network) -> pd.DataFrame:
    """Decomposition of a pole into its k-cores, one row per k.

    The k-core is the largest set of actors each of whom has at least k partners in the set; cores are nested.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    DataFrame, by k from 0 to the largest core number
        ``actors``: how many the k-core holds; ``share``: of all actors; ``pairs``: linked pairs within it.
        Never undefined; empty without actor.

    See Also
    --------
    actor_core_number : the innermost core of each actor.

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. Social Networks, 5(3), 269–287.
    https://doi.org/10.1016/0378-8733(83)90028-X

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_core_table(example_network("ab bc ac cd", actors="e"))[["actors", "pairs"]].T.to_dict("list")
    {0: [5, 4], 1: [4, 4], 2: [3, 3]}
    """
    cores = core_numbers(network.indptr, network.indices)
    source, target, _ = links_of(network.indptr, network.indices)
    levels = pd.RangeIndex(int(cores.max(initial=-1)) + 1, name="k")
    # an actor of core c belongs to the cores 0 … c: sum from the innermost outwards
    actors = np.bincount(cores, minlength=len(levels))[::-1].cumsum()[::-1]
    pairs = np.bincount(np.minimum(cores[source], cores[target]), minlength=len(levels))[::-1].cumsum()[::-1]
    table = pd.DataFrame({"actors": actors, "share": actors / max(network.n_actors, 1), "pairs": pairs}, index=levels)
    return carrying_view(table, "pole_core_table", network.view)


@on_views("pairs")
def actor_is_articulation(network: Network) -> pd.Series:
    """Whether the loss of an actor would separate others who now reach each other.

    True when removing the actor raises the number of components of the others.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    Series of bool, by actor
        Never undefined.

    See Also
    --------
    link_is_bridge : the same for links.
    actor_betweenness : how often others pass through it, whether or not they could go round.

    Notes
    -----
    Members of a same structure are all partners, so that a structure's members never depend on each other for it.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: Efficient algorithms for graph manipulation. Communications of the
    ACM, 16(6), 372–378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> actor_is_articulation(example_network("ab bc ac cd")).to_dict()
    {'a': False, 'b': False, 'c': True, 'd': False}
    """
    return network.actor_series(cut_points(network.indptr, network.indices), "actor_is_articulation")


@on_views("pairs")
def pole_articulation_share(network: Network) -> float:
    """Share of the actors whose loss would separate others who now reach each other.

    Articulation actors / n.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        0 when the pole survives the loss of any one actor, at most (n − 2)/n, as on a chain.

    Raises
    ------
    UndefinedMeasure
        Without actor.

    See Also
    --------
    actor_is_articulation : who they are.

    Notes
    -----
    0 also when nobody is linked: read it beside the connectedness.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: Efficient algorithms for graph manipulation. Communications of the
    ACM, 16(6), 372–378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_articulation_share(example_network("ab bc ac cd"))
    0.25
    """
    needs_actors("pole_articulation_share", network, 1)
    return float(cut_points(network.indptr, network.indices).mean())


@on_views("pairs")
def link_is_bridge(network: Network) -> pd.Series:
    """Whether the end of the cooperation of two partners would separate actors who now reach each other.

    True when removing the pair raises the number of components.

    Parameters
    ----------
    network : Network
        View ``pairs``: the pair goes with all its parallel links.

    Returns
    -------
    Series of bool, by linked pair (source, target)
        Each pair once, source before target in the order of the actors. Never undefined.

    See Also
    --------
    actor_is_articulation : the same for actors.

    Notes
    -----
    A bridge held by several parallel links is less fragile than it looks here; the view ``links`` tells how many.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: Efficient algorithms for graph manipulation. Communications of the
    ACM, 16(6), 372–378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> link_is_bridge(example_network("ab bc ac cd")).to_dict()
    {('a', 'b'): False, ('a', 'c'): False, ('b', 'c'): False, ('c', 'd'): True}
    """
    source, target, position = links_of(network.indptr, network.indices)
    pairs = pd.MultiIndex.from_arrays([network.nodes[source], network.nodes[target]], names=["source", "target"])
    bridges = biconnected_blocks(network.indptr, network.indices).bridges[position]
    return carrying_view(pd.Series(bridges, index=pairs), "link_is_bridge", network.view)


@on_views("pairs")
def pole_bridge_share(network: Network) -> float:
    """Share of the linked pairs whose separation would separate actors who now reach each other.

    Bridges / linked pairs.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        0 when every link has a way round, 1 when none has, as in a tree.

    Raises
    ------
    UndefinedMeasure
        When there is no link.

    See Also
    --------
    link_is_bridge : which they are.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: Efficient algorithms for graph manipulation. Communications of the
    ACM, 16(6), 372–378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_bridge_share(example_network("ab bc ac cd"))
    0.25
    """
    needs_links("pole_bridge_share", network)
    return float(biconnected_blocks(network.indptr, network.indices).bridges.mean())
