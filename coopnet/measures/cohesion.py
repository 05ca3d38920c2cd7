"""How tightly a pole holds together: density, intensity, components, connectedness, efficiency."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from coopnet.kernels.components import component_labels
from coopnet.measures.declaration import on_views
from coopnet.measures.undefined import needs_actors, needs_links, undefined
from coopnet.network import Network


@on_views("pairs")
def pole_density(network: Network) -> float:
    """Share of the possible pairs of actors that are linked.

    D = Σ_{i<j} a_ij / C(n, 2). At 0.2, one pair out of five cooperates in some way.

    Parameters
    ----------
    network : Network
        View ``pairs``: parallel links count once, so that density stays a share.

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
    pole_link_intensity : counts parallel links; not a density.

    Notes
    -----
    Falls with the number of actors when each keeps as many partners: poles of different sizes are compared through mean
    degree or a null, not through density alone. A projected structure of k members adds up to C(k, 2) pairs. More
    density is not agreed to be better: dense poles also close in on themselves.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    Three pairs linked out of six, one of them twice:

    >>> from coopnet.measures.examples import example_network
    >>> pole_density(example_network("ab ab bc cd"))
    0.5
    """
    needs_actors("pole_density", network, 2)
    return network.n_pairs / _possible_pairs(network)


@on_views("links")
def pole_link_intensity(network: Network) -> float:
    """Number of links per possible pair of actors.

    Σ_{i<j} m_ij / C(n, 2), m_ij being the number of parallel links. It is density times mean multiplicity, and no
    density: it may exceed 1.

    Parameters
    ----------
    network : Network
        View ``links``.

    Returns
    -------
    float
        Links per possible pair, from 0 (no link); no upper bound.

    Raises
    ------
    UndefinedMeasure
        With fewer than two actors.

    See Also
    --------
    pole_density : the share of pairs that are linked.
    pole_mean_multiplicity : links per linked pair.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_link_intensity(example_network("ab ab bc", view="links"))
    1.0
    """
    needs_actors("pole_link_intensity", network, 2)
    return float(network.weights.sum()) / 2 / _possible_pairs(network)


@on_views("links")
def pole_mean_multiplicity(network: Network) -> float:
    """Mean number of links of a linked pair.

    Σ_{i<j} m_ij / Σ_{i<j} [m_ij > 0]. At 1.4, ten cooperating pairs hold fourteen links.

    Parameters
    ----------
    network : Network
        View ``links``.

    Returns
    -------
    float
        Links per linked pair: 1 when no link is parallel to another; no upper bound.

    Raises
    ------
    UndefinedMeasure
        When there is no link.

    See Also
    --------
    pole_link_intensity : the same over all possible pairs.

    Notes
    -----
    Counts parallel links of one kind too; kinds per linked pair is a measure of multiplexity.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_mean_multiplicity(example_network("ab ab bc", view="links"))
    1.5
    """
    needs_links("pole_mean_multiplicity", network)
    return float(network.weights.sum()) / 2 / network.n_pairs


@on_views("pairs", "structures")
def pole_components(network: Network) -> float:
    """Number of components: groups of actors that reach each other, in one step or several.

    An actor without link is a component of its own. One component means that anybody can reach anybody.

    Parameters
    ----------
    network : Network
        View ``pairs``, or ``structures``, where structures too large to be projected also join their members.

    Returns
    -------
    float
        A whole number, from 1 (everybody reaches everybody) to n (nobody is linked).

    Raises
    ------
    UndefinedMeasure
        Without actor.

    See Also
    --------
    pole_largest_component_share : how many actors the largest holds.

    Notes
    -----
    On the view ``structures``, structures without a named member are not counted.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_components(example_network("ab cd de", actors="f"))
    3.0
    """
    needs_actors("pole_components", network, 1)
    return float(len(component_sizes(network)))


@on_views("pairs", "structures")
def pole_largest_component_share(network: Network) -> float:
    """Share of the actors that the largest component holds.

    max_c n_c / n. At 0.9, nine actors out of ten reach each other.

    Parameters
    ----------
    network : Network
        View ``pairs`` or ``structures``.

    Returns
    -------
    float
        From 1/n (nobody is linked) to 1 (everybody reaches everybody).

    Raises
    ------
    UndefinedMeasure
        Without actor.

    See Also
    --------
    pole_connectedness : the share of pairs that reach each other.

    References
    ----------
    Albert, R., Jeong, H. & Barabási, A.-L. (2000). Error and attack tolerance of complex networks. Nature, 406,
    378–382. https://doi.org/10.1038/35019019

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_largest_component_share(example_network("ab cd de", actors="f"))
    0.5
    """
    needs_actors("pole_largest_component_share", network, 1)
    return int(component_sizes(network).max()) / network.n_actors


@on_views("pairs", "structures")
def pole_connectedness(network: Network) -> float:
    """Share of the pairs of actors that reach each other, in one step or several.

    Σ_c n_c (n_c − 1) / (n (n − 1)), over components of n_c actors (Krackhardt's connectedness).

    Parameters
    ----------
    network : Network
        View ``pairs`` or ``structures``.

    Returns
    -------
    float
        0 when nobody is linked, 1 when there is a single component.

    Raises
    ------
    UndefinedMeasure
        With fewer than two actors.

    See Also
    --------
    pole_density : the share of pairs that reach each other in one step.

    Notes
    -----
    One minus it is the fragmentation that the removal of key players raises.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In K. Carley & M. Prietula (eds),
    Computational Organization Theory (pp. 89–111). Hillsdale: Lawrence Erlbaum.
    https://doi.org/10.4324/9781315806648-11

    Examples
    --------
    Components of 2, 3 and 1: (2 × 1 + 3 × 2 + 0)/(6 × 5) = 8/30.

    >>> from coopnet.measures.examples import example_network
    >>> pole_connectedness(example_network("ab cd de", actors="f"))
    0.26666666666666666
    """
    needs_actors("pole_connectedness", network, 2)
    sizes = component_sizes(network)
    return int((sizes * (sizes - 1)).sum()) / (network.n_actors * (network.n_actors - 1))


@on_views("pairs")
def pole_efficiency(network: Network) -> float:
    """How few linked pairs beyond those needed to hold the components together.

    1 − (M − Σ_c (n_c − 1)) / Σ_c (C(n_c, 2) − (n_c − 1)), M being the number of linked pairs: Krackhardt's efficiency,
    in its formula for undirected graphs. A low value means many redundant ways round, hence robustness.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        1 when each component is a tree, 0 when each is complete.

    Raises
    ------
    UndefinedMeasure
        When no component holds more than two actors: nothing could then be redundant.

    See Also
    --------
    pole_global_efficiency : Latora and Marchiori's, a different thing: mean inverse distance.

    Notes
    -----
    The directed formula that some packages apply to a symmetric matrix counts every link twice and gives 0.75, not 1,
    for a path of five.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In K. Carley & M. Prietula (eds),
    Computational Organization Theory (pp. 89–111). Hillsdale: Lawrence Erlbaum.
    https://doi.org/10.4324/9781315806648-11

    Examples
    --------
    Five actors, five pairs: one more than a tree needs, out of six possible: 1 − 1/6.

    >>> from coopnet.measures.examples import example_network
    >>> pole_efficiency(example_network("ab bc bd be ce"))
    0.8333333333333334
    """
    sizes = component_sizes(network)
    needed = int((sizes - 1).sum())
    most_spare = int((sizes * (sizes - 1) // 2).sum()) - needed
    if not most_spare:
        raise undefined(
            "pole_efficiency",
            "no component holds more than two actors, so that no link could be redundant",
            "aucune composante ne compte plus de deux acteurs : aucun lien ne pourrait être redondant",
        )
    return 1 - (network.n_pairs - needed) / most_spare


def component_sizes(network: Network) -> npt.NDArray[np.int64]:
    """Return how many actors each component holds, those that hold none (empty structures) left out."""
    labels, all_sizes = component_labels(network.indptr, network.indices)
    if network.n_actors == len(labels):
        return all_sizes
    sizes = np.bincount(labels[: network.n_actors])
    return sizes[sizes > 0].astype(np.int64)


def _possible_pairs(network: Network) -> float:
    return network.n_actors * (network.n_actors - 1) / 2
