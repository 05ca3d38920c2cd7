"""Standing between: on the shortest paths from one sector to another, or at the joints of the pole."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.betweenness import BETWEEN_GROUPS, betweenness_sums, group_betweenness
from coopnet.kernels.bridging import bridging_coefficient
from coopnet.kernels.compiled import Reals
from coopnet.measures.costs import PATHS_BUDGET, SOURCES, drawn_sources, estimated, refuse_costly_paths
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import actor_frame, by_group
from coopnet.measures.once import betweenness_in
from coopnet.multiplex import Groups
from coopnet.network import Network


@on_views("pairs")
def actor_between_sectors(network: Network, by: str = "sector", *, budget: float = PATHS_BUDGET) -> pd.Series:
    """How often an actor stands on the shortest paths between actors of different sectors (global Q-measure, gefura).

    Q_v = Σ_{s<t, of different sectors} σ_st(v) / σ_st, over the number of such pairs {s, t} without v; σ_st is the
    number of shortest paths from s to t, σ_st(v) of those through v. Betweenness that counts only what crosses
    sectors.

    Parameters
    ----------
    network : Network
        View ``pairs``: paths count links, not weights.
    by : str
        Categorical column of the actors that plays the sector. The actor's own sector plays no part.
    budget : float
        Largest number of actors × linked pairs that is accepted.

    Returns
    -------
    Series (actors)
        In [0, 1]: 0, no shortest path between sectors passes through it; 1, all do. Pairs that no path joins count in
        the denominator. NaN when, without the actor, no two actors are of different sectors. Unlabelled actors may be
        passed through, and have a value, but are no ends; ``attrs["n_unknown"]`` counts them.

    Raises
    ------
    UnknownWord
        When actors have no such column.
    CostRefused
        Beyond the budget, some thousand actors.

    See Also
    --------
    actor_between_sectors_sample_table : estimated, for large poles.
    actor_bridging_centrality, actor_brokerage_table

    Notes
    -----
    Equals betweenness, up to its normalisation, when every actor is a sector on its own. The measure is known as Q and
    then as gefura; this is its global form with the basic normalisation, by node pairs.

    References
    ----------
    Guns, R., & Rousseau, R. (2015). Unnormalized and normalized forms of gefura measures in directed and undirected
    networks. Frontiers of Information Technology & Electronic Engineering, 16(4), 311–320.
    https://doi.org/10.1631/FITEE.1400425. Flom, P. L., Friedman, S. R., Strauss, S., & Neaigus, A. (2004). A new
    measure of linkage between two sub-networks. Connections, 26(1), 62–70.

    Examples
    --------
    On the path a-b-c with sectors {a, b} and {c}: without b, one pair crosses sectors, a–c, and it passes through b.

    >>> from coopnet.measures.examples import example_network
    >>> actor_between_sectors(example_network("ab bc", sectors={"food": "ab", "health": "c"})).to_dict()
    {'a': 0.0, 'b': 1.0, 'c': nan}
    """
    groups = network.groups(by)
    refuse_costly_paths(
        "actor_between_sectors",
        int((groups.codes >= 0).sum()),
        network.n_pairs,
        budget,
        instead=("use actor_between_sectors_sample_table", "prenez actor_between_sectors_sample_table"),
    )
    through = group_betweenness(network.indptr, network.indices, groups.codes, BETWEEN_GROUPS)
    pairs = _pairs_between_others(groups)
    values = np.divide(through, pairs, out=np.full(through.shape, np.nan), where=pairs > 0)
    return by_group(network.actor_series(values, ""), "actor_between_sectors", network.view, groups)


@on_views("pairs")
def actor_between_sectors_sample_table(
    network: Network, by: str = "sector", *, n_sources: int = SOURCES, rng: np.random.Generator
) -> pd.DataFrame:
    """How often each actor stands between sectors, estimated from some starting points, with its error.

    Q̂_v = L/(2 P_v) · mean of δ_s(v) over K sources s drawn without replacement among the L labelled actors, δ_s(v) =
    Σ_t σ_st(v)/σ_st over the t of other sectors than s, and P_v the number of pairs of other actors that cross sectors.
    For poles of more than a few thousand actors, where :func:`actor_between_sectors` is dear.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    by : str
        Categorical column of the actors that plays the sector.
    n_sources : int
        K, the number of sources; with all labelled actors the result is exact.
    rng : numpy.random.Generator
        Draws the sources.

    Returns
    -------
    DataFrame of float (actors)
        ``between_sectors``: the estimate, unbiased, from 0 (it may exceed 1 by its error); ``standard_error``: of
        sampling without replacement, 0 with all sources. NaN where :func:`actor_between_sectors` is; errors NaN with a
        single source. ``attrs["n_sources"]``, and ``attrs["largest_error"]``: in 95 draws out of 100 at least, no
        actor's estimate is farther than this from the truth (Hoeffding's inequality over all actors).

    Raises
    ------
    UnknownWord
        When actors have no such column, or for fewer than one source.

    See Also
    --------
    actor_between_sectors : exact.
    actor_betweenness_sample_table : between all, whatever their sector.

    References
    ----------
    Brandes, U., & Pich, C. (2007). Centrality estimation in large networks. International Journal of Bifurcation and
    Chaos, 17(7), 2303–2318. https://doi.org/10.1142/S0218127407018403

    Examples
    --------
    With every actor as a source nothing is left to chance:

    >>> from coopnet.measures.examples import example_network
    >>> found = actor_between_sectors_sample_table(
    ...     example_network("ab bc", sectors={"food": "ab", "health": "c"}), rng=np.random.default_rng(1))
    >>> found["between_sectors"].to_dict(), found.attrs["largest_error"]
    ({'a': 0.0, 'b': 1.0, 'c': nan}, 0.0)
    """
    groups = network.groups(by)
    labelled = np.flatnonzero(groups.codes >= 0)
    pairs = _pairs_between_others(groups)
    sources = drawn_sources(labelled, n_sources, rng)
    first, second = betweenness_sums(network.indptr, network.indices, sources, groups.codes, BETWEEN_GROUPS)
    scale = np.divide(labelled.size / 2, pairs, out=np.full(pairs.shape, np.nan), where=pairs > 0)
    # from one source, at most everybody of another sector is reached through one actor
    most = float(labelled.size - groups.sizes.min(initial=labelled.size))
    columns, error = estimated(first, second, len(sources), labelled.size, scale, most)
    table = actor_frame(
        dict(zip(("between_sectors", "standard_error"), columns, strict=True)),
        network.actors,
        "actor_between_sectors_sample_table",
        network.view,
        groups,
    )
    table.attrs.update(n_sources=len(sources), largest_error=error)
    return table


@on_views("pairs")
def actor_bridging_centrality(network: Network, *, budget: float = PATHS_BUDGET) -> pd.Series:
    """How far an actor stands at a joint: between others, and less linked than those around it.

    B_v·Ψ_v, B_v the normalised betweenness and Ψ_v = (1/k_v) / Σ_{i ∈ N(v)} 1/k_i the bridging coefficient, large for
    an actor of few partners who have many. It sets apart the narrow passages from the hubs, both of which have a high
    betweenness.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    budget : float
        Largest number of actors × linked pairs that is accepted.

    Returns
    -------
    Series (actors)
        0 or more, not bounded by 1: 0, no shortest path passes through it. NaN for an actor without partner, and for
        everybody in a pole of fewer than three actors.

    Raises
    ------
    CostRefused
        Beyond the budget, some thousand actors.

    See Also
    --------
    actor_between_sectors : which also looks at whom the actor stands between.
    actor_betweenness, actor_constraint

    Notes
    -----
    Sectors play no part. An earlier version by the same authors multiplies the ranks of the two factors; this is the
    product of the factors, with betweenness in [0, 1] so that poles of different sizes compare.

    References
    ----------
    Hwang, W., Kim, T., Ramanathan, M., & Zhang, A. (2008). Bridging centrality: Graph mining from element level to
    group level. Proceedings of the 14th ACM SIGKDD International Conference on Knowledge Discovery and Data Mining,
    336–344. https://doi.org/10.1145/1401890.1401934

    Examples
    --------
    On the path a-b-c, b is between the only pair, and Ψ_b = (1/2) / (1 + 1).

    >>> from coopnet.measures.examples import example_network
    >>> actor_bridging_centrality(example_network("ab bc")).to_dict()
    {'a': 0.0, 'b': 0.25, 'c': 0.0}
    """
    n = network.n_actors
    refuse_costly_paths("actor_bridging_centrality", n, network.n_pairs, budget)
    pairs = (n - 1) * (n - 2) / 2 if n > 2 else np.nan
    between = betweenness_in(network) / pairs
    values = between * bridging_coefficient(network.indptr, network.indices)
    return network.actor_series(values, "actor_bridging_centrality")


def _pairs_between_others(groups: Groups) -> Reals:
    """Return, for each actor, how many pairs of other labelled actors are of different groups."""
    sizes = groups.sizes.astype(np.float64)
    labelled = sizes.sum()
    everywhere = (labelled**2 - (sizes**2).sum()) / 2
    with_actor = np.append(labelled - sizes, 0.0)[groups.codes]  # an unlabelled actor, code −1, is in none
    return np.asarray(everywhere - with_actor, dtype=np.float64)
