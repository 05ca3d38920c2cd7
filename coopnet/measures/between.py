"""Standing between: on the shortest paths from one sector to another, or at the joints of the pole."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.betweenness import BETWEEN_GROUPS, group_betweenness
from coopnet.kernels.bridging import bridging_coefficient
from coopnet.kernels.compiled import Reals
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import by_group
from coopnet.measures.once import betweenness_in
from coopnet.multiplex import Groups
from coopnet.network import Network


@on_views("pairs")
def actor_between_sectors(network: Network, by: str = "sector") -> pd.Series:
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

    See Also
    --------
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
    through = group_betweenness(network.indptr, network.indices, groups.codes, BETWEEN_GROUPS)
    pairs = _pairs_between_others(groups)
    values = np.divide(through, pairs, out=np.full(through.shape, np.nan), where=pairs > 0)
    return by_group(network.actor_series(values, ""), "actor_between_sectors", network.view, groups)


@on_views("pairs")
def actor_bridging_centrality(network: Network) -> pd.Series:
    """How far an actor stands at a joint: between others, and less linked than those around it.

    B_v·Ψ_v, B_v the normalised betweenness and Ψ_v = (1/k_v) / Σ_{i ∈ N(v)} 1/k_i the bridging coefficient, large for
    an actor of few partners who have many. It sets apart the narrow passages from the hubs, both of which have a high
    betweenness.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    Series (actors)
        0 or more, not bounded by 1: 0, no shortest path passes through it. NaN for an actor without partner, and for
        everybody in a pole of fewer than three actors.

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
