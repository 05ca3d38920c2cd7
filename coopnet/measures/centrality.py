"""Centrality on paths: who stands between others, and who is near them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.betweenness import ALL_PAIRS, betweenness_sums
from coopnet.kernels.compiled import Reals
from coopnet.kernels.lengths import length_betweenness_sums
from coopnet.kernels.paths import harmonic_closeness, wasserman_faust_closeness
from coopnet.measures.costs import PATHS_BUDGET, SOURCES, drawn_sources, estimated, refuse_costly_paths
from coopnet.measures.declaration import on_views
from coopnet.measures.once import betweenness_in, distances_in
from coopnet.network import Network, carrying_view


@on_views("pairs", "links", "kinds", "newman")
def actor_betweenness(network: Network, *, budget: float = PATHS_BUDGET) -> pd.Series:
    """Share of the pairs of other actors whose shortest paths run through each actor.

    b_v = Σ_{s<t; s,t ≠ v} σ_st(v)/σ_st divided by (n − 1)(n − 2)/2, σ_st being the number of shortest paths between s
    and t and σ_st(v) of those that pass through v. At 0.3, the shortest way between two others leads through v three
    times out of ten.

    Parameters
    ----------
    network : Network
        View ``pairs``: the length of a path is its number of steps. On ``links``, ``kinds`` and ``newman`` a link of
        weight w has length 1/w: intense cooperation is near.
    budget : float
        Largest number of actors × linked pairs (five times as many where links have lengths) that is accepted.

    Returns
    -------
    Series of float, by actor
        0 when no shortest path passes through the actor, 1 for the hub of a star. NaN for all with fewer than three
        actors. Multiplied by (n − 1)(n − 2)/2 it is Freeman's count.

    Raises
    ------
    CostRefused
        Beyond the budget, some thousand actors: the sentence says how long it would take.

    See Also
    --------
    actor_betweenness_sample_table : estimated, for large poles.
    actor_current_flow_betweenness : counts all ways round, not only the shortest.
    pole_betweenness_centralisation : the pole's reliance on one of them.

    Notes
    -----
    Pairs without path count as pairs that pass through nobody, so that isolates lower every value. The unit of weight
    does not matter. Two lengths are equal when they differ by less than 10⁻¹⁰ of themselves. Costs actors × links.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry, 40(1), 35–41.
    https://doi.org/10.2307/3033543

    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology, 25(2),
    163–177. https://doi.org/10.1080/0022250X.2001.9990249

    Opsahl, T., Agneessens, F. & Skvoretz, J. (2010). Node centrality in weighted networks: Generalizing degree and
    shortest paths. Social Networks, 32(3), 245–251. https://doi.org/10.1016/j.socnet.2010.03.006

    Examples
    --------
    On the path a–b–c–d, b stands between a and c, and between a and d: two of three pairs.

    >>> from coopnet.measures.examples import example_network
    >>> actor_betweenness(example_network("ab bc cd")).round(3).to_dict()
    {'a': 0.0, 'b': 0.667, 'c': 0.667, 'd': 0.0}
    """
    n, weighted = network.n_nodes, network.view.collapse != "pairs"
    refuse_costly_paths("actor_betweenness", n, network.n_pairs, budget, weighted=weighted)
    through = _through(network)
    return network.actor_series(through * 2 / ((n - 1) * (n - 2)) if n > 2 else np.full(n, np.nan), "actor_betweenness")


@on_views("pairs")
def actor_betweenness_sample_table(
    network: Network, *, n_sources: int = SOURCES, rng: np.random.Generator
) -> pd.DataFrame:
    """Betweenness of each actor, estimated from some of the actors as starting points, with its error.

    b̂_v = n/((n − 1)(n − 2)) · mean of δ_s(v) over K sources s drawn without replacement, δ_s(v) = Σ_t σ_st(v)/σ_st
    being what s contributes. For poles of more than a few thousand actors, where exact betweenness is dear.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    n_sources : int
        K, the number of sources; with all n actors the result is exact.
    rng : numpy.random.Generator
        Draws the sources.

    Returns
    -------
    DataFrame of float, by actor
        ``betweenness``: the estimate, unbiased, from 0 (it may exceed 1 by its error); ``standard_error``: of sampling
        without replacement, 0 with all sources. NaN for all with fewer than three actors; errors NaN with a single
        source. ``attrs["n_sources"]``, and ``attrs["largest_error"]``: in 95 draws out of 100 at least, no actor's
        estimate is farther than this from the truth (Hoeffding's inequality over all actors).

    Raises
    ------
    UnknownWord
        For fewer than one source.

    See Also
    --------
    actor_betweenness : exact.

    References
    ----------
    Brandes, U. & Pich, C. (2007). Centrality estimation in large networks. International Journal of Bifurcation and
    Chaos, 17(7), 2303–2318. https://doi.org/10.1142/S0218127407018403

    Examples
    --------
    With every actor as a source nothing is left to chance:

    >>> from coopnet.measures.examples import example_network
    >>> found = actor_betweenness_sample_table(
    ...     example_network("ab bc"), n_sources=3, rng=np.random.default_rng(1))
    >>> found.T.to_dict("list")
    {'a': [0.0, 0.0], 'b': [1.0, 0.0], 'c': [0.0, 0.0]}
    """
    n = network.n_actors
    sources = drawn_sources(np.arange(n), n_sources, rng)
    first, second = betweenness_sums(network.indptr, network.indices, sources, np.zeros(n, np.int32), ALL_PAIRS)
    scale = np.full(n, n / ((n - 1) * (n - 2)) if n > 2 else np.nan)
    (between, spread), error = estimated(first, second, len(sources), n, scale, n - 2)
    table = pd.DataFrame({"betweenness": between, "standard_error": spread}, index=network.actors)
    table.attrs.update(n_sources=len(sources), largest_error=error)
    return carrying_view(table, "actor_betweenness_sample_table", network.view)


@on_views("pairs")
def actor_harmonic_closeness(network: Network) -> pd.Series:
    """Mean nearness of each actor to the others, nearness being 1 over the number of steps, and 0 without path.

    H_i = Σ_{j≠i} (1/d_ij) / (n − 1). A partner counts 1, a partner's partner ½, an actor out of reach 0.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    Series of float, by actor
        0 for an actor without link, 1 for a partner of everybody. NaN with a single actor.

    See Also
    --------
    actor_closeness : on mean distance; undefined for isolates.
    pole_global_efficiency : the mean over actors.

    Notes
    -----
    Needs no connected graph: this is why it is the default closeness. Adding an isolate multiplies every value by
    (n − 1)/n.

    References
    ----------
    Marchiori, M. & Latora, V. (2000). Harmony in the small-world. Physica A, 285(3–4), 539–546.
    https://doi.org/10.1016/S0378-4371(00)00311-3

    Rochat, Y. (2009). Closeness centrality extended to unconnected graphs: The harmonic centrality index. Applications
    of Social Network Analysis, Zürich.

    Examples
    --------
    On the path a–b–c, a is at 1 step from b and 2 from c: (1 + ½)/2.

    >>> from coopnet.measures.examples import example_network
    >>> actor_harmonic_closeness(example_network("ab bc")).to_dict()
    {'a': 0.75, 'b': 1.0, 'c': 0.75}
    """
    near = harmonic_closeness(distances_in(network))
    return network.actor_series(near, "actor_harmonic_closeness")


@on_views("pairs")
def actor_closeness(network: Network) -> pd.Series:
    """Inverse of the mean distance to the actors within reach, times the share within reach (Wasserman and Faust).

    C_i = (r_i/(n − 1)) · (r_i/Σ_j d_ij), r_i being the number of other actors that i reaches, and j running over them.
    On a connected graph it is Freeman's closeness (n − 1)/Σ_j d_ij.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    Series of float, by actor
        In (0, 1]; 1 for a partner of everybody. NaN for an actor without link, which has no distance to anybody.

    See Also
    --------
    actor_harmonic_closeness : the default; defined for isolates.

    Notes
    -----
    Some packages give 0 to isolates, others compute closeness within components, where a couple apart from the rest
    gets 1; here the share within reach corrects for it.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis: Methods and Applications, p. 201. Cambridge University
    Press. https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    On a–b and c–d–e, a reaches one of four others at distance 1, d two at distance 1:

    >>> from coopnet.measures.examples import example_network
    >>> actor_closeness(example_network("ab cd de")).round(4).to_dict()
    {'a': 0.25, 'b': 0.25, 'c': 0.3333, 'd': 0.5, 'e': 0.3333}
    """
    near = wasserman_faust_closeness(distances_in(network))
    return network.actor_series(near, "actor_closeness")


def _through(network: Network) -> Reals:
    if network.view.collapse == "pairs":
        return betweenness_in(network)
    everyone = np.arange(network.n_nodes, dtype=np.int32)
    return length_betweenness_sums(network.indptr, network.indices, 1 / network.weights, everyone)[0] / 2
