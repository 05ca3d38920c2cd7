"""Actors across kinds: whether an actor's cooperation is of one kind or of many, and how much of it there is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.compiled import Reals
from coopnet.kernels.diversity import blau
from coopnet.measures.declaration import on_multiplex
from coopnet.measures.layers import kind_degrees
from coopnet.measures.multiplexity import number_of_kinds
from coopnet.multiplex import Multiplex
from coopnet.network import carrying_view, view_of

ROUNDING = 1e-12
FOCUSED, MIXED = 1 / 3 + ROUNDING, 2 / 3 + ROUNDING  # largest participation of a focused actor, and of a mixed one
HUB = 2.0  # z of the overlapping degree from which an actor is a hub


@on_multiplex
def actor_multiplex_participation(multiplex: Multiplex, n_kinds: int | None = None) -> pd.Series:
    """Whether an actor's partners are spread over all kinds, or met in one kind only.

    P_i = L/(L − 1)·[1 − Σ_α (k_i^α / o_i)²], k_i^α the number of partners of i in kind α, o_i = Σ_α k_i^α, L the
    number of kinds.

    Parameters
    ----------
    multiplex : Multiplex
    n_kinds : int, optional
        L, the number of kinds of the data set; the kinds of this multiplex if not given. Give it to compare dates or
        poles, so that L does not change from one to the other.

    Returns
    -------
    Series (actors)
        In [0, 1]: 0, one kind only; 1, as many partners in every kind. NaN for an actor without partner, and for
        everybody when L is below 2.

    See Also
    --------
    actor_multiplex_table : with the overlapping degree and the roles.
    actor_participation : the same idea over sectors.

    Notes
    -----
    Partners are counted, not links: else parallel links of one kind would pass for specialisation. Few partners cannot
    be spread over many kinds: read it beside o_i.

    References
    ----------
    Battiston, F., Nicosia, V., & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E,
    89(3), 032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    b has two partners by convention and one by joint bid: 2·(1 − 4/9 − 1/9).

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab"})
    >>> actor_multiplex_participation(pole).round(4).to_dict()
    {'a': 1.0, 'b': 0.8889, 'c': 0.0}
    """
    series = pd.Series(_participation(multiplex, n_kinds), index=multiplex.actors)
    return carrying_view(series, "actor_multiplex_participation", view_of(multiplex, "kinds"))


@on_multiplex
def actor_multiplex_table(multiplex: Multiplex, n_kinds: int | None = None) -> pd.DataFrame:
    """Cartography of actors: how much they cooperate, and over how many kinds.

    ``overlapping_degree``: o_i = Σ_α k_i^α, partners summed over kinds. ``kinds``: number of kinds in which the actor
    has a partner. ``participation``: P_i of ``actor_multiplex_participation``. ``z``: (o_i − mean) / sd over active
    actors. ``role``: focused (P ≤ 1/3), mixed (P ≤ 2/3) or multiplex. ``hub``: whether z ≥ 2.

    Parameters
    ----------
    multiplex : Multiplex
    n_kinds : int, optional
        L, the number of kinds of the data set; the kinds of this multiplex if not given.

    Returns
    -------
    DataFrame (actors × overlapping_degree, kinds, participation, z, role, hub)
        ``overlapping_degree`` and ``kinds``: whole numbers, 0 or more. ``participation`` in [0, 1]. ``z`` in standard
        deviations, NaN for inactive actors and where all active actors have the same o. ``role`` missing where
        participation is NaN, ``hub`` missing where z is.

    See Also
    --------
    actor_multiplex_participation, actor_overlapping_degree

    Notes
    -----
    The standard deviation is that of the population of active actors. Thresholds are conventions of the source.

    References
    ----------
    Battiston, F., Nicosia, V., & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E,
    89(3), 032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    a has o = 2, b has 3 and c has 1: mean 2, variance 2/3.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab"})
    >>> actor_multiplex_table(pole)[["overlapping_degree", "z", "role"]].round(4).to_numpy().tolist()
    [[2, 0.0, 'multiplex'], [3, 1.2247, 'multiplex'], [1, -1.2247, 'focused']]
    """
    degrees = kind_degrees(multiplex)
    overlapping, participation = degrees.sum(axis=1), _participation(multiplex, n_kinds)
    z = _standardised_over_active(overlapping.astype(np.float64))
    known = ~np.isnan(participation)
    role = np.select([participation <= FOCUSED, participation <= MIXED], ["focused", "mixed"], "multiplex")
    frame = pd.DataFrame(
        {
            "overlapping_degree": overlapping,
            "kinds": np.count_nonzero(degrees, axis=1),
            "participation": participation,
            "z": z,
            "role": pd.Series(role, index=multiplex.actors, dtype="str").where(known),
            "hub": pd.Series(z >= HUB, index=multiplex.actors, dtype="boolean").mask(np.isnan(z)),
        },
        index=multiplex.actors,
    )
    return carrying_view(frame, "actor_multiplex_table", view_of(multiplex, "kinds"))


def _participation(multiplex: Multiplex, n_kinds: int | None) -> Reals:
    degrees = kind_degrees(multiplex).astype(np.float64)
    kinds = len(multiplex.kinds) if n_kinds is None else number_of_kinds("participation", multiplex, n_kinds)
    if kinds < 2:
        return np.full(len(degrees), np.nan)
    return np.asarray(np.minimum(blau(degrees) * (kinds / (kinds - 1)), 1.0), dtype=np.float64)


def _standardised_over_active(amounts: Reals) -> Reals:
    """Return (amount − mean) / sd over the actors whose amount is above 0, NaN elsewhere."""
    active = amounts > 0
    spread = amounts[active].std() if active.any() else 0.0
    if spread == 0:
        return np.full(amounts.shape, np.nan)
    return np.where(active, (amounts - amounts[active].mean()) / spread, np.nan)
