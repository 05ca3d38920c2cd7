"""E–I index: whether ties leave their sector or stay in it; with the range it can take and what chance would give.

A raw E–I above 0 is usual where sectors are many, since most possible pairs are then external: read it beside
``pole_ei_expected``, or rescaled.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.compiled import Reals
from coopnet.kernels.mixing import own_ends_of_draws
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import by_group, ends_between, no_ties
from coopnet.measures.undefined import undefined
from coopnet.multiplex import Groups
from coopnet.network import Network


@on_views("pairs", "links")
def pole_ei(network: Network, by: str = "sector") -> float:
    """External ties less internal ties, over all ties.

    EI = (E − I) / (E + I), E ties joining two sectors, I ties within one (Krackhardt & Stern 1988). −1: every tie stays
    in its sector; 1: every tie leaves it; 0: as many of each, which is *not* what chance gives (``pole_ei_expected``).

    Parameters
    ----------
    network : Network
        View ``pairs`` (default): linked pairs; ``links``: parallel links.
    by : str
        Categorical column of the actors that plays the sector. Actors without a label are left out with their ties.

    Returns
    -------
    float
        In [−1, 1].

    Raises
    ------
    UndefinedMeasure
        When no tie joins two labelled actors.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_ei_expected, pole_ei_minimum, pole_ei_maximum, pole_ei_rescaled, sector_ei_each, actor_ei

    Notes
    -----
    Unchanged by an actor without link. With equal shares of ties it rises with the number of sectors.

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835

    Examples
    --------
    One tie within a sector, two between: (2 − 1) / 3.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac bc", sectors={"food": "ab", "health": "c"})
    >>> pole_ei(trio)
    0.3333333333333333
    """
    groups = network.groups(by)
    ends = ends_between(network, groups)
    total = ends.sum()
    if total == 0:
        raise no_ties("pole_ei", groups)
    return float((total - 2 * np.trace(ends)) / total)


@on_views("pairs", "links")
def pole_ei_expected(network: Network, by: str = "sector") -> float:
    """E–I index that chance would give, sizes of sectors held.

    E[EI] = (E* − I*) / (E* + I*), I* = Σ_s C(n_s, 2) the possible internal pairs and E* = C(N, 2) − I* the external
    ones: the mean of the index when the labels, or as many ties, fall at random. An observed index below it says that
    ties keep to their sector more than chance would have them.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default) or ``links``; the value is the same.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    float
        In [−1, 1]: −1 with a single sector, 1 when every sector has one actor.

    Raises
    ------
    UndefinedMeasure
        When no tie joins two labelled actors: there is then no index to expect.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_ei, pole_ei_rescaled

    Notes
    -----
    Exact for any number of ties, because the number of ties is held: the index is then linear in E.

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835

    Examples
    --------
    Sectors of 2 and 1 actors: one possible internal pair, two external ones.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab", sectors={"food": "ab", "health": "c"})
    >>> pole_ei_expected(trio)
    0.3333333333333333
    """
    groups = network.groups(by)
    if ends_between(network, groups).sum() == 0:
        raise no_ties("pole_ei_expected", groups)
    internal, external = _possible_pairs(groups)
    return (external - internal) / (external + internal)


@on_views("pairs")
def pole_ei_minimum(network: Network, by: str = "sector") -> float:
    """Smallest E–I index that this number of linked pairs allows, sizes of sectors held.

    min = −1 if M ≤ I*, else (M − 2·I*) / M: once every internal pair is linked the others must be external.

    Parameters
    ----------
    network : Network
        View ``pairs``: parallel links have no largest number, hence no bound.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    float
        In [−1, 1].

    Raises
    ------
    UndefinedMeasure
        When no tie joins two labelled actors.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_ei_maximum, pole_ei_rescaled

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835

    Examples
    --------
    Two ties with one possible internal pair: at best one of the two is internal.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ac bc", sectors={"food": "ab", "health": "c"})
    >>> pole_ei_minimum(trio)
    0.0
    """
    return _range(network, by, "pole_ei_minimum")[0]


@on_views("pairs")
def pole_ei_maximum(network: Network, by: str = "sector") -> float:
    """Largest E–I index that this number of linked pairs allows, sizes of sectors held.

    max = 1 if M ≤ E*, else (2·E* − M) / M: once every external pair is linked the others must be internal.

    Parameters
    ----------
    network : Network
        View ``pairs``: parallel links have no largest number, hence no bound.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    float
        In [−1, 1].

    Raises
    ------
    UndefinedMeasure
        When no tie joins two labelled actors.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_ei_minimum, pole_ei_rescaled

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835

    Examples
    --------
    Three ties on three actors, two possible external pairs: (4 − 3) / 3.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac bc", sectors={"food": "ab", "health": "c"})
    >>> pole_ei_maximum(trio)
    0.3333333333333333
    """
    return _range(network, by, "pole_ei_maximum")[1]


@on_views("pairs")
def pole_ei_rescaled(network: Network, by: str = "sector") -> float:
    """E–I index within the range that the number of ties and the sizes of sectors allow.

    2·(EI − min) / (max − min) − 1. −1: as closed as it can be; 1: as open as it can be.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    float
        In [−1, 1].

    Raises
    ------
    UndefinedMeasure
        When no tie joins two labelled actors, or when the index can take one value only: a single sector, sectors of
        one actor each, every pair linked.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_ei, pole_ei_minimum, pole_ei_maximum

    Notes
    -----
    Rescaling does not remove chance: a pole at random is not at 0. Compare with ``pole_ei_expected`` for that.

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835

    Examples
    --------
    Two ties, one possible internal pair: the index lies between 0 and 1, and both ties are external.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ac bc", sectors={"food": "ab", "health": "c"})
    >>> pole_ei_rescaled(trio)
    1.0
    """
    low, high = _range(network, by, "pole_ei_rescaled")
    if low == high:
        raise undefined(
            "pole_ei_rescaled",
            f"with these sizes of {by} and this number of linked pairs the E–I index can only be {low:.3g}; "
            "read pole_ei, or choose another column with by=",
            f"avec ces effectifs par « {by} » et ce nombre de paires liées, l’indice E–I ne peut valoir que "
            f"{low:.3g} ; lisez pole_ei, ou choisissez une autre colonne avec by=",
        )
    return 2 * (pole_ei(network, by) - low) / (high - low) - 1


@on_views("pairs", "links")
def sector_ei_each(network: Network, by: str = "sector") -> pd.Series:
    """E–I index of each sector: how far the ties of its actors leave it.

    EI_s = (E_s − I_s) / (E_s + I_s), over the tie **ends** held by actors of s: E_s ends of ties that leave s, I_s
    ends of ties within s (each such tie has both ends there and counts twice). It is the mean of ``actor_ei`` over the
    actors of s, each weighted by its ties, and the mean over sectors weighted by ends is ``pole_ei``.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default) or ``links``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    Series (sectors)
        In [−1, 1]: −1 closed on itself, 1 wholly turned to others; NaN for a sector without ties.
        ``attrs["n_unknown"]``: actors without a label, left out with their ties.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    sector_ei_table : beside chance and the range that its ties allow.
    pole_ei, actor_ei, sector_mixing

    Notes
    -----
    Small sectors are turned outwards by arithmetic: chance alone gives (N − 2·n_s + 1) / (N − 1).

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835

    Examples
    --------
    Sector {a, b} holds two ends within and two outside; sector {c} two ends outside.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac bc", sectors={"food": "c", "health": "ab"})
    >>> sector_ei_each(trio).to_dict()
    {'health': 0.0, 'food': 1.0}
    """
    groups = network.groups(by)
    ends = ends_between(network, groups)
    values = _index(np.diag(ends), ends.sum(axis=1))
    return by_group(pd.Series(values, index=pd.Index(groups.labels, name=by)), "sector_ei_each", network.view, groups)


@on_views("pairs", "links")
def actor_ei(network: Network, by: str = "sector") -> pd.Series:
    """E–I index of each actor: whether its partners belong to its own sector.

    EI_i = (E_i − I_i) / (E_i + I_i), E_i ties of i with other sectors, I_i with its own. Partners without a label do
    not count.

    Parameters
    ----------
    network : Network
        View ``pairs`` (default): partners; ``links``: parallel links.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    Series (actors)
        In [−1, 1]: −1 partners of its own sector only, 1 of other sectors only. NaN for an actor without label, or
        without labelled partner. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_ei_table : beside chance and the range that its partners allow.
    pole_ei, sector_ei_each, actor_participation

    Notes
    -----
    An actor with a single partner is at −1 or 1: read it beside the number of partners.

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835

    Examples
    --------
    Actor a has one partner inside its sector and one outside; d has none.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac bc", sectors={"food": "ab", "health": "c"}, actors="d")
    >>> actor_ei(trio).to_dict()
    {'a': 0.0, 'b': 0.0, 'c': 1.0, 'd': nan}
    """
    groups = network.groups(by)
    own, known = own_ends_of_draws(network.indptr, network.indices, network.weights, groups.codes[None, :])
    values = np.where(groups.codes >= 0, _index(own[0], known[0]), np.nan)
    return by_group(network.actor_series(values, ""), "actor_ei", network.view, groups)


def _index(internal: Reals, total: Reals) -> Reals:
    """Return (external − internal) / total, NaN without ties."""
    values = np.full(len(total), np.nan)
    np.divide(total - 2 * internal, total, out=values, where=total > 0)
    return values


def _possible_pairs(groups: Groups) -> tuple[float, float]:
    """Return how many pairs of labelled actors are internal, and how many external."""
    sizes = groups.sizes.astype(np.float64)
    internal, labelled = float((sizes * (sizes - 1) / 2).sum()), float(sizes.sum())
    return internal, labelled * (labelled - 1) / 2 - internal


def _range(network: Network, by: str, name: str) -> tuple[float, float]:
    groups = network.groups(by)
    ties = float(ends_between(network, groups).sum()) / 2
    if ties == 0:
        raise no_ties(name, groups)
    internal, external = _possible_pairs(groups)
    low = -1.0 if ties <= internal else (ties - 2 * internal) / ties
    high = 1.0 if ties <= external else (2 * external - ties) / ties
    return low, high
