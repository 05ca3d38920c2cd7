"""Clustering: do my partners cooperate with each other? On actors, and on weighted links."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.compiled import Indices, Pointers, Reals
from coopnet.kernels.triangles import actor_triangles, clustering, transitivity, triangle_blocks
from coopnet.measures.declaration import on_views
from coopnet.measures.undefined import undefined
from coopnet.network import Network


@on_views("pairs")
def actor_clustering(network: Network) -> pd.Series:
    """Share of the pairs of an actor's partners that are partners of each other.

    C_i = 2 t_i / (k_i (k_i − 1)), t_i being the number of triangles through i.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    Series of float, by actor
        0 when no two partners cooperate, 1 when all do. NaN for an actor of fewer than two partners, who has no pair of
        partners; ``attrs["n_undefined"]`` says how many they are.

    See Also
    --------
    actor_two_mode_clustering : not inflated by the projection of structures.
    actor_onnela_clustering, actor_barrat_clustering : with weights.

    Notes
    -----
    Every projected structure of three members or more makes triangles of its own: a high value may only say that the
    pole cooperates through structures. Several programs write 0 where it is undefined.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ networks. Nature, 393, 440–442.
    https://doi.org/10.1038/30918

    Examples
    --------
    c has three partners, a, b and d, of whom only a and b cooperate:

    >>> from coopnet.measures.examples import example_network
    >>> actor_clustering(example_network("ab bc ac cd")).round(3).to_dict()
    {'a': 1.0, 'b': 1.0, 'c': 0.333, 'd': nan}
    """
    shares = clustering(network.indptr, actor_triangles(network.indptr, network.indices))
    return counting_undefined(network.actor_series(shares, "actor_clustering"))


@on_views("pairs")
def pole_mean_clustering(network: Network) -> float:
    """Mean over actors of the share of the pairs of their partners that are partners of each other.

    Mean of C_i = 2 t_i / (k_i (k_i − 1)) over the actors of two partners or more.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        0 when no two partners of anybody cooperate, 1 when all do.

    Raises
    ------
    UndefinedMeasure
        When no actor has two partners.

    See Also
    --------
    pole_clustering_undefined : how many actors are left out of the mean.
    pole_transitivity : each pair of partners counts as much, instead of each actor.

    Notes
    -----
    Actors of one partner or none are left out; programs that count them as 0 give a smaller value.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ networks. Nature, 393, 440–442.
    https://doi.org/10.1038/30918

    Examples
    --------
    1, 1 and 1/3, d being left out:

    >>> from coopnet.measures.examples import example_network
    >>> round(pole_mean_clustering(example_network("ab bc ac cd")), 4)
    0.7778
    """
    shares = clustering(network.indptr, actor_triangles(network.indptr, network.indices))
    if np.isnan(shares).all():
        raise _without_pairs_of_partners("pole_mean_clustering")
    return float(np.nanmean(shares))


@on_views("pairs")
def pole_clustering_undefined(network: Network) -> float:
    """Number of actors of fewer than two partners, whom the mean clustering leaves out.

    Σ_i [k_i < 2].

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        Actors, a whole number from 0 to n. Never undefined.

    See Also
    --------
    pole_mean_clustering : the mean over the others.

    References
    ----------
    Kaiser, M. (2008). Mean clustering coefficients: the role of isolated nodes and leafs on clustering measures for
    small-world networks. New Journal of Physics, 10, 083042. https://doi.org/10.1088/1367-2630/10/8/083042

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> pole_clustering_undefined(example_network("ab bc ac cd", actors="e"))
    2.0
    """
    return float(np.count_nonzero(network.degrees < 2))


@on_views("pairs")
def pole_transitivity(network: Network) -> float:
    """Share of the pairs of partners of a same actor that are partners of each other.

    T = 3 · triangles / connected triples, a triple being an actor and two of its partners.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        0 without triangle, 1 when every component is complete.

    Raises
    ------
    UndefinedMeasure
        When no actor has two partners.

    See Also
    --------
    pole_two_mode_clustering : not inflated by the projection of structures.
    pole_mean_clustering : each actor counts as much, instead of each pair of partners.

    Notes
    -----
    Weighs actors by their pairs of partners, so that the most linked decide. Projected structures make triangles.

    References
    ----------
    Luce, R. D. & Perry, A. D. (1949). A method of matrix analysis of group structure. Psychometrika, 14, 95–116.
    https://doi.org/10.1007/BF02289146

    Newman, M. E. J., Strogatz, S. H. & Watts, D. J. (2001). Random graphs with arbitrary degree distributions and their
    applications. Physical Review E, 64, 026118. https://doi.org/10.1103/PhysRevE.64.026118

    Examples
    --------
    One triangle; 1 + 1 + 3 triples, of which it closes three:

    >>> from coopnet.measures.examples import example_network
    >>> pole_transitivity(example_network("ab bc ac cd"))
    0.6
    """
    closed = transitivity(network.indptr, actor_triangles(network.indptr, network.indices))
    if np.isnan(closed):
        raise _without_pairs_of_partners("pole_transitivity")
    return closed


@on_views("newman", "links", "kinds")
def actor_onnela_clustering(network: Network) -> pd.Series:
    """Mean intensity of the triangles around an actor (Onnela and others).

    C_i = 2 / (k_i (k_i − 1)) · Σ_{triangles ijh} (w_ij w_jh w_hi)^{1/3} / max w: each triangle counts its geometric
    mean weight, in units of the largest weight of the pole.

    Parameters
    ----------
    network : Network
        View ``newman``, ``links`` or ``kinds``.

    Returns
    -------
    Series of float, by actor
        0 without triangle; 1 when all partners cooperate and all weights around equal the largest of the pole. NaN for
        an actor of fewer than two partners; ``attrs["n_undefined"]`` counts them.

    See Also
    --------
    actor_barrat_clustering : how much of the strength is in triangles.

    Notes
    -----
    The unit of weight does not matter, but a single very intense link anywhere lowers every value.

    References
    ----------
    Onnela, J.-P., Saramäki, J., Kertész, J. & Kaski, K. (2005). Intensity and coherence of motifs in weighted complex
    networks. Physical Review E, 71, 065103. https://doi.org/10.1103/PhysRevE.71.065103

    Examples
    --------
    One triangle of weights 8, 1 and 1: its geometric mean is 2, a quarter of the largest.

    >>> from coopnet.measures.examples import example_network
    >>> actor_onnela_clustering(example_network("ab " * 8 + "bc ac", view="links")).to_dict()
    {'a': 0.25, 'b': 0.25, 'c': 0.25}
    """
    weights = np.cbrt(network.weights / network.weights.max(initial=0))  # before they multiply: three small ones vanish
    intensity = np.zeros(network.n_nodes)
    for ab, ac, bc in triangle_blocks(network.indptr, network.indices):
        each = weights[ab] * weights[ac] * weights[bc]
        for corner in _corners(network, ab, ac):
            intensity += np.bincount(corner, each, minlength=network.n_nodes)
    pairs = network.degrees * (network.degrees - 1) / 2
    return counting_undefined(network.actor_series(_ratio(intensity, pairs), "actor_onnela_clustering"))


@on_views("newman", "links", "kinds")
def actor_barrat_clustering(network: Network) -> pd.Series:
    """Share of the pairs of an actor's partners that are partners, each pair weighted by the actor's two links.

    C_i = Σ_{triangles ijh} (w_ij + w_ih) / (s_i (k_i − 1)), s_i being the strength.

    Parameters
    ----------
    network : Network
        View ``newman``, ``links`` or ``kinds``.

    Returns
    -------
    Series of float, by actor
        0 without triangle, 1 when all partners cooperate with each other. NaN for an actor of fewer than two partners;
        ``attrs["n_undefined"]`` counts them.

    See Also
    --------
    actor_clustering : the same without weights; above it, triangles hold the intense links.

    Notes
    -----
    The unit of weight does not matter; the weight of the third side plays no part.

    References
    ----------
    Barrat, A., Barthélemy, M., Pastor-Satorras, R. & Vespignani, A. (2004). The architecture of complex weighted
    networks. PNAS, 101(11), 3747–3752. https://doi.org/10.1073/pnas.0400087101

    Examples
    --------
    c has partners a (2 links), b and d; a and b cooperate: (2 + 1)/(4 × 2).

    >>> from coopnet.measures.examples import example_network
    >>> actor_barrat_clustering(example_network("ab bc ac ac cd", view="links")).to_dict()
    {'a': 1.0, 'b': 1.0, 'c': 0.375, 'd': nan}
    """
    w, closed = network.weights, np.zeros(network.n_nodes)
    for ab, ac, bc in triangle_blocks(network.indptr, network.indices):
        both = (w[ab] + w[ac], w[ab] + w[bc], w[ac] + w[bc])
        for corner, sides in zip(_corners(network, ab, ac), both, strict=True):
            closed += np.bincount(corner, sides, minlength=network.n_nodes)
    strength = np.asarray(network.matrix.sum(axis=1)).ravel()
    shares = _ratio(closed, strength * (network.degrees - 1))
    return counting_undefined(network.actor_series(shares, "actor_barrat_clustering"))


def counting_undefined(shares: pd.Series) -> pd.Series:
    """Return the same Series, with the number of its undefined values in ``attrs["n_undefined"]``."""
    shares.attrs["n_undefined"] = int(np.count_nonzero(np.isnan(shares.to_numpy())))
    return shares


def _corners(network: Network, ab: Pointers, ac: Pointers) -> tuple[Indices, Indices, Indices]:
    return rows_of(network.indptr)[ab], network.indices[ab], network.indices[ac]


def _ratio(part: Reals, whole: Reals) -> Reals:
    shares = np.full(len(part), np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares


def _without_pairs_of_partners(name: str) -> Exception:
    return undefined(name, "no actor has two partners", "aucun acteur n’a deux partenaires")
