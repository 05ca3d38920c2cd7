"""Multiplexity: whether partners are joined by one kind of cooperation or by several."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.adjacency import links_of
from coopnet.measures.declaration import on_multiplex, on_views
from coopnet.measures.undefined import needs_links, undefined
from coopnet.multiplex import Multiplex
from coopnet.network import Network, carrying_view, network_of


@on_views("kinds")
def link_multiplexity(network: Network) -> pd.Series:
    """Number of kinds that join each linked pair.

    o_ij = Σ_α a_ij^α, a_ij^α = 1 if i and j have a link of kind α. Two conventions count once, a convention and a joint
    bid twice.

    Parameters
    ----------
    network : Network
        View ``kinds``.

    Returns
    -------
    Series (linked pairs), indexed by (source, target)
        Whole numbers from 1 to the number of kinds; source comes before target in the order of actors. Pairs without
        link are absent, none is undefined.

    See Also
    --------
    pole_mean_kinds, pole_multiplex_share

    Notes
    -----
    A directed kind counts once whether it goes one way or both.

    References
    ----------
    Battiston, F., Nicosia, V., & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E,
    89(3), 032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> link_multiplexity(example_network({"convention": "ab ab bc", "joint_bid": "ab"}, view="kinds")).to_dict()
    {('a', 'b'): 2, ('b', 'c'): 1}
    """
    source, target, position = links_of(network.indptr, network.indices)
    pairs = pd.MultiIndex.from_arrays([network.nodes[source], network.nodes[target]], names=["source", "target"])
    kinds = np.rint(network.weights[position]).astype(np.int64)
    return carrying_view(pd.Series(kinds, index=pairs), "link_multiplexity", network.view)


@on_views("kinds")
def pole_mean_kinds(network: Network) -> float:
    """Mean number of kinds per linked pair.

    ω* = Σ_{i<j} o_ij / K, K being the number of linked pairs and o_ij the number of kinds that join i and j.

    Parameters
    ----------
    network : Network
        View ``kinds``.

    Returns
    -------
    float
        From 1 (no pair is joined by two kinds) to the number of kinds (every linked pair is joined by all of them).

    Raises
    ------
    UndefinedMeasure
        When no pair is linked.

    See Also
    --------
    pole_edge_overlap : the same over the number of kinds.
    link_multiplexity, pole_multiplex_share

    Notes
    -----
    Chance overlap grows with density: compare with links rewired within each kind.

    References
    ----------
    Battiston, F., Nicosia, V., & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E,
    89(3), 032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    Pair ab has two kinds, pair bc one.

    >>> from coopnet.measures.examples import example_network
    >>> pole_mean_kinds(example_network({"convention": "ab ab bc", "joint_bid": "ab"}, view="kinds"))
    1.5
    """
    needs_links("pole_mean_kinds", network)
    return float(network.weights.sum() / network.matrix.nnz)


@on_views("kinds")
def pole_multiplex_share(network: Network) -> float:
    """Share of linked pairs that are joined by two kinds or more.

    #{i<j: o_ij ≥ 2} / K, K being the number of linked pairs and o_ij the number of kinds that join i and j.

    Parameters
    ----------
    network : Network
        View ``kinds``.

    Returns
    -------
    float
        In [0, 1]: 0, every pair cooperates in one way only (always so where a single kind is present); 1, every linked
        pair in several.

    Raises
    ------
    UndefinedMeasure
        When no pair is linked.

    See Also
    --------
    pole_mean_kinds, kind_overlap

    Notes
    -----
    Parallel links of one kind do not make a pair multiplex.

    References
    ----------
    Battiston, F., Nicosia, V., & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E,
    89(3), 032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    Of two linked pairs, ab has two kinds.

    >>> from coopnet.measures.examples import example_network
    >>> pole_multiplex_share(example_network({"convention": "ab ab bc", "joint_bid": "ab"}, view="kinds"))
    0.5
    """
    needs_links("pole_multiplex_share", network)
    return float(np.count_nonzero(network.weights > 1) / network.matrix.nnz)


@on_multiplex
def pole_edge_overlap(multiplex: Multiplex, n_kinds: int | None = None) -> float:
    """Mean share of the kinds that join a linked pair.

    ω = ω* / L = Σ_{i<j} o_ij / (L·K): of the L kinds, the share that a linked pair uses on average.

    Parameters
    ----------
    multiplex : Multiplex
    n_kinds : int, optional
        L, the number of kinds of the data set; the kinds of this multiplex if not given. Give it to compare dates or
        poles, so that L does not change from one to the other.

    Returns
    -------
    float
        From 1/L (no pair is joined by two kinds) to 1 (every linked pair is joined by all).

    Raises
    ------
    UndefinedMeasure
        When no pair is linked.

    See Also
    --------
    pole_mean_kinds, kind_overlap

    Notes
    -----
    Five quantities are called overlap: this one, its multiple ω* (``pole_mean_kinds``), Jaccard's between two kinds
    (``kind_overlap``), the share of one kind found in another (``kind_coverage``), and the share of pairs joined by all
    kinds at once, near 0 as soon as there are four.

    References
    ----------
    Battiston, F., Nicosia, V., & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E,
    89(3), 032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    Pair ab uses both kinds, pair bc one of the two: (1 + 1/2) / 2.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole_edge_overlap(example_multiplex({"convention": "ab ab bc", "joint_bid": "ab"}))
    0.75
    """
    network = network_of(multiplex, view="kinds")
    needs_links("pole_edge_overlap", network)
    return pole_mean_kinds(network) / number_of_kinds("pole_edge_overlap", multiplex, n_kinds)


@on_multiplex
def pole_saturation(multiplex: Multiplex, n_kinds: int | None = None) -> float:
    """Share of all that could be: pairs linked kind by kind, over possible pairs times kinds.

    Σ_α Σ_{i<j} a_ij^α / (L·C(n, 2)). Density counts pairs, whatever joins them; saturation counts each kind.

    Parameters
    ----------
    multiplex : Multiplex
    n_kinds : int, optional
        L, the number of kinds of the data set; the kinds of this multiplex if not given.

    Returns
    -------
    float
        In [0, 1]: 0 no link; 1 every pair is joined by every kind.

    Raises
    ------
    UndefinedMeasure
        With fewer than two actors, or no kind at all.

    See Also
    --------
    pole_edge_overlap, kind_density_each

    Notes
    -----
    Saturation is the mean of the kinds' own densities over all actors, and pair density times ``pole_edge_overlap``.

    References
    ----------
    Battiston, F., Nicosia, V., & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E,
    89(3), 032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    Three actors have three pairs; of 2 × 3 possible (pair, kind) couples, three are there.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole_saturation(example_multiplex({"convention": "ab ab bc", "joint_bid": "ab"}))
    0.5
    """
    kinds = number_of_kinds("pole_saturation", multiplex, n_kinds)
    network = network_of(multiplex, view="kinds")
    n = network.n_actors
    if n < 2:
        raise undefined("pole_saturation", f"there is {n} actor", f"il y a {n} acteur")
    return float(network.weights.sum() / (n * (n - 1) * kinds))


def number_of_kinds(name: str, multiplex: Multiplex, n_kinds: int | None) -> int:
    """Return L, the number of kinds; refuse when there is none or when it is told to be fewer than are present."""
    present = len(multiplex.kinds)
    kinds = present if n_kinds is None else int(n_kinds)
    if kinds < max(present, 1):
        there = ", ".join(multiplex.kinds) or "–"
        raise undefined(
            name,
            f"the number of kinds is {kinds}, and {present} are present ({there})",
            f"le nombre de natures de lien vaut {kinds}, et {present} sont présentes ({there})",
        )
    return kinds
