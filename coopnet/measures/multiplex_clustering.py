"""Clustering across kinds: whether two partners in one kind are partners of each other in another."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.kind_triangles import closed_across_kinds
from coopnet.measures.clustering import counting_undefined
from coopnet.measures.declaration import on_multiplex
from coopnet.measures.layers import kind_layers
from coopnet.multiplex import Multiplex
from coopnet.network import carrying_view, view_of


@on_multiplex
def actor_multiplex_clustering(multiplex: Multiplex) -> pd.Series:
    """Share of the pairs of an actor's partners in one kind that are partners of each other in another kind.

    C_i = Σ_α Σ_{β≠α} Σ_{j,h} a_ij^α a_jh^β a_hi^α / ((L − 1) Σ_α k_i^α (k_i^α − 1)), L being the number of kinds and
    k_i^α the number of partners of i in kind α (Battiston and others' C₁).

    Parameters
    ----------
    multiplex : Multiplex

    Returns
    -------
    Series of float, by actor
        0 when two partners of a kind never meet in another, 1 when they meet in all. NaN for an actor who has two
        partners in no kind, and for all when there are fewer than two kinds; ``attrs["n_undefined"]`` counts them.

    See Also
    --------
    actor_clustering : kinds confounded.

    Notes
    -----
    A projected structure closes triangles within its own kind, which do not count here. Parallel links count once.

    References
    ----------
    Battiston, F., Nicosia, V. & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E, 89,
    032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    a has conventions with b and c, who answer bids together: its one pair of partners is closed by the other kind.

    >>> from coopnet.measures.examples import example_multiplex
    >>> actor_multiplex_clustering(example_multiplex({"convention": "ab ac", "joint_bid": "bc"})).to_dict()
    {'a': 1.0, 'b': nan, 'c': nan}
    """
    layers = kind_layers(multiplex)
    pairs = np.zeros(multiplex.n_actors)
    for indptr, _ in layers:
        degrees = np.diff(indptr).astype(np.float64)
        pairs += degrees * (degrees - 1)
    pairs *= len(layers) - 1
    closed = 2.0 * closed_across_kinds(layers, multiplex.n_actors)  # (j, h) and (h, j), as pairs counts them
    shares = np.divide(closed, pairs, out=np.full(multiplex.n_actors, np.nan), where=pairs > 0)
    series = pd.Series(shares, index=multiplex.actors)
    return counting_undefined(carrying_view(series, "actor_multiplex_clustering", view_of(multiplex, "kinds")))
