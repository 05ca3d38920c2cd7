"""Centrality by contagion: an actor is central if its partners are, if walks lead to it, if currents cross it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from coopnet.errors import CostRefused, UnknownWord
from coopnet.kernels.components import component_labels
from coopnet.kernels.spectra import (
    current_flow_betweenness,
    eigenvector_centrality,
    katz_centrality,
    pagerank,
    spectral_radius,
)
from coopnet.layers import Csr
from coopnet.measures.declaration import on_multiplex, on_views
from coopnet.measures.undefined import refuse_wide_weights
from coopnet.multiplex import Multiplex
from coopnet.network import Network, carrying_view, view_of

# three matrices of that many rows and columns take 0.6 GB, their inversion a minute
DENSE_LIMIT = 5_000


@on_views("pairs", "links", "kinds", "newman")
def actor_eigenvector(network: Network) -> pd.Series:
    """Centrality of each actor as the sum of those of its partners, up to a factor.

    λ x_i = Σ_j w_ij x_j with the largest λ, solved in each component apart, and scaled so that the most central actor
    of each component has 1.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` partners count by their weight.

    Returns
    -------
    Series of float, by actor
        In (0, 1]; 1 for the most central actor of each component. NaN for an actor without link.

    See Also
    --------
    actor_pagerank : defined across components.

    Notes
    -----
    Values of two components do not compare: solved on the whole graph, the vector is zero outside one component, or
    ambiguous. Other programs scale to a sum of squares of 1 (networkx) or a largest value of 1 (igraph). Neither the
    unit of weight nor isolates matter. Exact to about 10⁻¹¹ of the most central actor, so that the digits of values
    below it, at the end of a chain that hangs on a dense core, mean nothing.

    References
    ----------
    Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification. Journal of
    Mathematical Sociology, 2(1), 113–120. https://doi.org/10.1080/0022250X.1972.9989806

    Examples
    --------
    On the path a–b–c, λ = √2 and the ends have 1/√2 of the middle:

    >>> from coopnet.measures.examples import example_network
    >>> actor_eigenvector(example_network("ab bc", actors="d")).round(4).to_dict()
    {'a': 0.7071, 'b': 1.0, 'c': 0.7071, 'd': nan}
    """
    found = eigenvector_centrality(network.indptr, network.indices, network.weights)
    return network.actor_series(found.relative, "actor_eigenvector")


@on_views("pairs", "links", "kinds", "newman")
def actor_pagerank(network: Network, *, damping: float = 0.85) -> pd.Series:
    """Share of time that a walker spends at each actor, who follows links and sometimes starts anew anywhere.

    x_i = d Σ_j x_j w_ij/s_j + (1 − d + d Σ_{j without link} x_j)/n, s_j being the strength of j and d the damping.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` the walker prefers intense links.
    damping : float
        Probability d of following a link rather than starting anew; from 0 to less than 1.

    Returns
    -------
    Series of float, by actor
        Shares that sum to 1. Never undefined.

    Raises
    ------
    UnknownWord
        For a damping outside [0, 1).

    See Also
    --------
    actor_pagerank_versatility : kinds as layers.

    Notes
    -----
    On undirected links it stays close to the share of strength. The unit of weight does not matter.

    References
    ----------
    Brin, S. & Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. Computer Networks and ISDN
    Systems, 30(1–7), 107–117. https://doi.org/10.1016/S0169-7552(98)00110-X

    Examples
    --------
    On a star of three with d = ½: x_hub = ½ (1 − x_hub) + ½/3, hence 4/9.

    >>> from coopnet.measures.examples import example_network
    >>> actor_pagerank(example_network("ab ac"), damping=0.5).round(4).to_dict()
    {'a': 0.4444, 'b': 0.2778, 'c': 0.2778}
    """
    shares = pagerank(network.indptr, network.indices, network.weights, known_damping(damping))
    return network.actor_series(shares, "actor_pagerank")


@on_views("pairs", "links", "kinds", "newman")
def actor_katz(network: Network, *, alpha: float | None = None) -> pd.Series:
    """Number of walks that end at each actor, a walk of ℓ links counting α^ℓ.

    x = Σ_ℓ α^ℓ A^ℓ 1 = (I − α A)⁻¹ 1. Partners count α each, partners of partners α², and so on.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` A holds weights.
    alpha : float, optional
        From 0 to less than 1/λ, λ being the largest eigenvalue of A: beyond, the sum is infinite. Half of 1/λ if not
        given.

    Returns
    -------
    Series of float, by actor
        1 for an actor without link, more for others; no upper bound. Never undefined. ``attrs["alpha"]`` is the α used.

    Raises
    ------
    UnknownWord
        For an α outside [0, 1/λ); the sentence gives 1/λ.

    See Also
    --------
    actor_eigenvector : its limit, up to a factor, when α reaches 1/λ.

    Notes
    -----
    Values of different poles compare only for the same α. Some programs subtract 1, or scale to a sum of squares of 1.
    The α by default follows the unit of weight; a given one does not.

    References
    ----------
    Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika, 18(1), 39–43.
    https://doi.org/10.1007/BF02289026

    Examples
    --------
    For two partners, x = 1 + x/2:

    >>> from coopnet.measures.examples import example_network
    >>> actor_katz(example_network("ab", actors="c"), alpha=0.5).round(6).to_dict()
    {'a': 2.0, 'b': 2.0, 'c': 1.0}
    """
    radius = spectral_radius(network.indptr, network.indices, network.weights)
    chosen = _admissible(alpha, radius)
    walks = katz_centrality(network.indptr, network.indices, network.weights, chosen * radius)
    series = network.actor_series(walks, "actor_katz")
    series.attrs["alpha"] = chosen
    return series


@on_views("pairs", "links", "kinds", "newman")
def actor_current_flow_betweenness(network: Network, *, limit: int = DENSE_LIMIT) -> pd.Series:
    """Share of the currents between others that crosses each actor, links being conductors.

    b_i = Σ_{s<t; s,t ≠ i} I_i^{st} / ((n_c − 1)(n_c − 2)/2), I_i^{st} being the current through i when one unit enters
    at s and leaves at t, and n_c the number of actors of the component. All ways round count, short ones more.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` a link of weight w is a conductor of conductance w.
    limit : int
        Largest component that is accepted, in actors.

    Returns
    -------
    Series of float, by actor
        0 for an actor of one partner, 1 for the hub of a star. NaN in a component of fewer than three actors.

    Raises
    ------
    CostRefused
        When a component holds more actors than the limit.
    UndefinedMeasure
        When the largest weight is more than 10⁹ times the smallest: potentials lose as many digits.

    See Also
    --------
    actor_betweenness : counts the shortest paths only.

    Notes
    -----
    Computed in each component apart, so that isolates do not matter. The unit of weight does not matter. Newman's own
    normalisation also counts the pairs of which i is an end. Costs the cube of the number of actors.

    References
    ----------
    Newman, M. E. J. (2005). A measure of betweenness centrality based on random walks. Social Networks, 27(1), 39–54.
    https://doi.org/10.1016/j.socnet.2004.11.009

    Brandes, U. & Fleischer, D. (2005). Centrality measures based on current flow. In STACS 2005 (pp. 533–544).
    Springer. https://doi.org/10.1007/978-3-540-31856-9_44

    Examples
    --------
    On the ring a–b–c–d each actor carries the half of what its two partners exchange, and a quarter of what one of its
    partners and the actor opposite do: (½ + ¼ + ¼)/3.

    >>> from coopnet.measures.examples import example_network
    >>> actor_current_flow_betweenness(example_network("ab bc cd da")).round(4).to_dict()
    {'a': 0.3333, 'b': 0.3333, 'c': 0.3333, 'd': 0.3333}
    """
    labels, sizes = component_labels(network.indptr, network.indices)
    _refuse_large(int(sizes.max(initial=0)), limit)
    refuse_wide_weights("actor_current_flow_betweenness", network)
    n_c = sizes[labels].astype(np.float64)
    pairs = np.where(n_c > 2, (n_c - 1) * (n_c - 2) / 2, np.nan)
    crossing = current_flow_betweenness(network.indptr, network.indices, network.weights)
    # a leaf carries nothing, and rounding must not make it less than nothing
    return network.actor_series(np.maximum(crossing, 0) / pairs, "actor_current_flow_betweenness")


@on_multiplex
def actor_pagerank_versatility(multiplex: Multiplex, *, damping: float = 0.85) -> pd.Series:
    """Share of time that a walker spends at each actor, who follows links of one kind and may change kind on the spot.

    Each actor stands once in each kind; its copies are joined two by two by a link of weight 1, and each copy to those
    of its partners in that kind. Versatility is the sum over copies of PageRank on this graph: an actor is versatile
    when central across kinds.

    Parameters
    ----------
    multiplex : Multiplex
    damping : float
        Probability of following a link rather than starting anew; from 0 to less than 1.

    Returns
    -------
    Series of float, by actor
        Shares that sum to 1. NaN for all when there is no kind.

    Raises
    ------
    UnknownWord
        For a damping outside [0, 1).

    See Also
    --------
    actor_pagerank : kinds confounded.
    actor_overlapping_degree : partners counted kind by kind.

    Notes
    -----
    Parallel links and weights within a kind do not count. Symmetric in the kinds, unlike the multiplex PageRank of Halu
    and others (2013), which needs them in an order. With one kind it is PageRank on the view ``pairs``.

    References
    ----------
    De Domenico, M., Solé-Ribalta, A., Omodei, E., Gómez, S. & Arenas, A. (2015). Ranking in interconnected multilayer
    networks reveals versatile nodes. Nature Communications, 6, 6868. https://doi.org/10.1038/ncomms7868

    Examples
    --------
    The path a–b–c, by one kind then the other: b alone is in both.

    >>> from coopnet.measures.examples import example_multiplex
    >>> found = actor_pagerank_versatility(example_multiplex({"convention": "ab", "joint_bid": "bc"}))
    >>> found.idxmax(), round(float(found.sum()), 6)
    ('b', 1.0)
    """
    n, n_kinds = multiplex.n_actors, len(multiplex.kinds)
    shares = np.full(n, np.nan)
    if n_kinds:
        copies = _copies(multiplex)
        visits = pagerank(copies.indptr, copies.indices, copies.data, known_damping(damping))
        shares = visits.reshape(n_kinds, n).sum(axis=0)
    series = pd.Series(shares, index=multiplex.actors)
    return carrying_view(series, "actor_pagerank_versatility", view_of(multiplex, "kinds"))


def known_damping(damping: float) -> float:
    """Return a damping, or refuse one outside [0, 1)."""
    if not 0 <= damping < 1:
        raise UnknownWord(
            f"The damping is {damping}; it is a probability, from 0 to less than 1.",
            f"L’amortissement (damping) vaut {damping} ; c’est une probabilité, de 0 à moins de 1.",
        )
    return float(damping)


def _refuse_large(actors: int, limit: int) -> None:
    if actors > limit:
        gigabytes = 3 * 8 * actors**2 / 1e9
        raise CostRefused(
            f"actor_current_flow_betweenness would need about {gigabytes:.1f} GB for a component of {actors} actors, "
            f"more than the limit of {limit} actors; raise limit, or use actor_betweenness.",
            f"actor_current_flow_betweenness demanderait environ {gigabytes:.1f} Go pour une composante de {actors} "
            f"acteurs, au-delà de la limite de {limit} ; relevez limit, ou prenez actor_betweenness.",
        )


def _admissible(alpha: float | None, radius: float) -> float:
    most = 1 / radius if radius else np.inf
    if alpha is None:
        return most / 2 if radius else 0.0
    # the eigenvalue is known to its last digits only, and next to the limit the sum is no number any more
    if not (alpha >= 0 and alpha * radius < 1 - 1e-9):
        raise UnknownWord(
            f"actor_katz does not converge for alpha = {alpha}; here alpha goes from 0 to less than {most:.6g}.",
            f"actor_katz ne converge pas pour alpha = {alpha} ; sur ce réseau alpha va de 0 à moins de {most:.6g}.",
        )
    return float(alpha)


def _copies(multiplex: Multiplex) -> Csr:
    """Return the graph of the copies of actors, kind after kind."""
    n, n_kinds = multiplex.n_actors, len(multiplex.kinds)
    within = sparse.block_diag([multiplex.pair_counts(kind) for kind in multiplex.kinds], format="csr")
    within.data = np.ones_like(within.data)
    between = sparse.kron(np.ones((n_kinds, n_kinds)) - np.eye(n_kinds), sparse.eye_array(n))
    copies = sparse.csr_array(within + between)
    copies.eliminate_zeros()
    copies.sort_indices()
    return copies
