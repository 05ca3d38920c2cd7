"""Centralisation: how far a pole turns around one actor (Freeman 1979). A star is 1, a regular graph 0."""

from __future__ import annotations

from coopnet.measures.centrality import actor_betweenness, actor_closeness
from coopnet.measures.cohesion import component_sizes
from coopnet.measures.costs import PATHS_BUDGET, refuse_costly_paths
from coopnet.measures.declaration import on_views
from coopnet.measures.undefined import needs_actors, undefined
from coopnet.network import Network


@on_views("pairs")
def pole_degree_centralisation(network: Network) -> float:
    """How far partners concentrate on one actor.

    Σ_i (k* − k_i) / ((n − 1)(n − 2)), k* being the largest degree: the distance to the most linked actor, summed, as a
    share of what it is in a star.

    Parameters
    ----------
    network : Network
        View ``pairs``: a doubled link would take a star beyond 1.

    Returns
    -------
    float
        0 when all actors have as many partners, 1 for a star.

    Raises
    ------
    UndefinedMeasure
        With fewer than three actors.

    See Also
    --------
    pole_betweenness_centralisation : concentration of go-betweens, often sharper.
    pole_degree_gini : inequality among all actors.

    Notes
    -----
    There is no agreed good direction: a pole led by its support body is centralised by design. Programs that allow
    self-links divide by more and give 0.6 to a star of five.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: Conceptual clarification. Social Networks, 1(3), 215–239.
    https://doi.org/10.1016/0378-8733(78)90021-7

    Examples
    --------
    Degrees 1, 4, 2, 1, 2: (3 + 0 + 2 + 3 + 2)/(4 × 3).

    >>> from coopnet.measures.examples import example_network
    >>> pole_degree_centralisation(example_network("ab bc bd be ce"))
    0.8333333333333334
    """
    needs_actors("pole_degree_centralisation", network, 3)
    n, degrees = network.n_actors, network.degrees
    return int((degrees.max() - degrees).sum()) / ((n - 1) * (n - 2))


@on_views("pairs")
def pole_closeness_centralisation(network: Network) -> float:
    """How far one actor is nearer to everybody than the others are.

    Σ_i (c* − c_i) / ((n − 1)(n − 2)/(2n − 3)), c_i = (n − 1)/Σ_j d_ij being closeness and c* the largest.

    Parameters
    ----------
    network : Network
        View ``pairs``.

    Returns
    -------
    float
        0 when all actors are equally near, 1 for a star.

    Raises
    ------
    UndefinedMeasure
        With fewer than three actors, or when the network is not connected.

    See Also
    --------
    pole_degree_centralisation : defined on any network.

    Notes
    -----
    No agreed good direction.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: Conceptual clarification. Social Networks, 1(3), 215–239.
    https://doi.org/10.1016/0378-8733(78)90021-7

    Examples
    --------
    On the path a–b–c–d, closenesses are ½, ¾, ¾, ½: (¼ + ¼)/(3 × 2/5) = 5/12.

    >>> from coopnet.measures.examples import example_network
    >>> round(pole_closeness_centralisation(example_network("ab bc cd")), 6)
    0.416667
    """
    needs_actors("pole_closeness_centralisation", network, 3)
    needs_connection("pole_closeness_centralisation", network)
    n, near = network.n_actors, actor_closeness(network)
    return float((near.max() - near).sum()) * (2 * n - 3) / ((n - 1) * (n - 2))


@on_views("pairs")
def pole_betweenness_centralisation(network: Network, *, budget: float = PATHS_BUDGET) -> float:
    """How far one actor alone stands between the others.

    Σ_i (b* − b_i) / (n − 1), b_i being the normalised betweenness and b* the largest.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    budget : float
        See :func:`actor_betweenness`.

    Returns
    -------
    float
        0 when all actors stand between others equally (a ring, a complete graph), 1 for a star.

    Raises
    ------
    UndefinedMeasure
        With fewer than three actors.
    CostRefused
        Beyond the budget.

    See Also
    --------
    actor_betweenness : of each actor.

    Notes
    -----
    No agreed good direction: a pole that depends on one go-between is fragile, a pole without any is rarely animated.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: Conceptual clarification. Social Networks, 1(3), 215–239.
    https://doi.org/10.1016/0378-8733(78)90021-7

    Examples
    --------
    On the path a–b–c–d, betweennesses are 0, ⅔, ⅔, 0: (⅔ + ⅔)/3 = 4/9.

    >>> from coopnet.measures.examples import example_network
    >>> round(pole_betweenness_centralisation(example_network("ab bc cd")), 6)
    0.444444
    """
    needs_actors("pole_betweenness_centralisation", network, 3)
    refuse_costly_paths("pole_betweenness_centralisation", network.n_actors, network.n_pairs, budget)
    between = actor_betweenness(network, budget=budget)
    return float((between.max() - between).sum()) / (network.n_actors - 1)


def needs_connection(name: str, network: Network) -> None:
    """Refuse a network of several components."""
    parts = len(component_sizes(network))
    if parts != 1:
        raise undefined(
            name,
            f"the network is in {parts} parts, and distances between them do not exist",
            f"le réseau est en {parts} morceaux, sans distance de l’un à l’autre",
        )
