"""How far a pole turns around the actor who is in most structures: centralisation without projection.

As in one mode, the distances to the most central actor are summed, as a share of the largest sum possible among as many
actors and structures (Borgatti & Everett 1997). The sums run over actors only. Actors of no structure and structures
without named member are left aside: they would let the degree's share exceed 1, and have no closeness.
"""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Flags, Indices, Pointers
from coopnet.kernels.components import component_labels
from coopnet.kernels.twomode import two_mode_closeness, two_mode_graph, two_mode_normalised_betweenness
from coopnet.measures.costs import PATHS_BUDGET
from coopnet.measures.declaration import on_affiliation
from coopnet.measures.once import two_mode_betweenness_in, two_mode_distances_in
from coopnet.measures.twomode_centrality import refuse_costly_meetings
from coopnet.measures.undefined import undefined
from coopnet.network import Affiliation


@on_affiliation
def pole_two_mode_degree_centralisation(affiliation: Affiliation) -> float:
    """How far memberships concentrate on one actor.

    Σ_i (d* − d_i) / ((n − 1)(m − 1)), d_i being the number of structures of actor i, d* the largest, n the number of
    actors who belong to a structure and m of structures that have a named member.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    float
        0 when all members belong to as many structures, 1 when one belongs to all and every other to a single one.

    Raises
    ------
    UndefinedMeasure
        With fewer than two members, or fewer than two structures with a named member.

    See Also
    --------
    pole_degree_centralisation : of partners, structures projected.

    Notes
    -----
    No agreed good direction. Actors of no structure are left aside.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    One, two and one memberships: (1 + 0 + 1)/(2 × 1).

    >>> from coopnet.measures.examples import example_affiliation
    >>> pole_two_mode_degree_centralisation(example_affiliation({"G": "ab", "H": "bc"}))
    1.0
    """
    graph, n, m = _members("pole_two_mode_degree_centralisation", affiliation)
    degrees = np.diff(graph[0])[:n]
    return int((degrees.max() - degrees).sum()) / ((n - 1) * (m - 1))


@on_affiliation
def pole_two_mode_closeness_centralisation(affiliation: Affiliation) -> float:
    """How far one actor is nearer, through structures, to all actors and structures than the others are.

    Σ_i (c* − c_i) / max, c_i being two-mode closeness, c* the largest, and max the sum of a pole whose first actor
    belongs to every structure and whose others belong to one each, spread evenly over them.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    float
        0 when all members are equally near, 1 in the pole that max describes.

    Raises
    ------
    UndefinedMeasure
        With fewer than two members or two structures, or when memberships do not hold them all together.

    See Also
    --------
    actor_two_mode_closeness : the c_i.

    Notes
    -----
    No agreed good direction. The maximum was checked on every connected table of up to five actors and three
    structures. Actors of no structure are left aside.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    Closenesses 6/10, 1 and 6/10, as far apart as three actors and two structures allow.

    >>> from coopnet.measures.examples import example_affiliation
    >>> pole_two_mode_closeness_centralisation(example_affiliation({"G": "ab", "H": "bc"}))
    1.0
    """
    name = "pole_two_mode_closeness_centralisation"
    graph, n, m = _members(name, affiliation)
    labels = component_labels(*graph)[0]
    if labels.max():
        raise undefined(
            name,
            "memberships do not hold all members together: distances between them are infinite",
            "les structures ne relient pas tous leurs membres : certaines distances sont infinies",
        )
    linked = _linked(affiliation)
    found = two_mode_distances_in(affiliation)  # those left aside are at no distance from the members
    found = found._replace(sum=found.sum[linked], reached=found.reached[linked])
    near = two_mode_closeness(found, labels, n)[:n]
    return float((near.max() - near).sum()) / two_mode_closeness_spread(n, m)


@on_affiliation
def pole_two_mode_betweenness_centralisation(affiliation: Affiliation, *, budget: float = PATHS_BUDGET) -> float:
    """How far one actor alone stands between structures and their members.

    Σ_i (b* − b_i) / (n − 1), b_i being the normalised two-mode betweenness, b* the largest and n the number of actors
    who belong to a structure.

    Parameters
    ----------
    affiliation : Affiliation
    budget : float
        Largest number of (actors + structures) × memberships that is accepted.

    Returns
    -------
    float
        0 when all members stand between others as much, 1 when one belongs to every structure and the others to one
        each, spread evenly.

    Raises
    ------
    UndefinedMeasure
        With fewer than two members, or fewer than two structures with a named member.
    CostRefused
        Beyond the budget, some ten thousand actors.

    See Also
    --------
    actor_two_mode_betweenness : the b_i.

    Notes
    -----
    No agreed good direction. Actors of no structure are left aside.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    Only b joins G and H.

    >>> from coopnet.measures.examples import example_affiliation
    >>> pole_two_mode_betweenness_centralisation(example_affiliation({"G": "ab", "H": "bc"}))
    1.0
    """
    name = "pole_two_mode_betweenness_centralisation"
    refuse_costly_meetings(name, affiliation, budget)
    _, n, _ = _members(name, affiliation)
    between = two_mode_betweenness_in(affiliation)[_linked(affiliation)]  # those left aside stand between nobody
    between = two_mode_normalised_betweenness(between, n)[:n]
    return float((between.max() - between).sum()) / (n - 1)


def two_mode_closeness_spread(n: int, m: int) -> float:
    """Return the largest Σ_i (c* − c_i) of n actors joined by m structures.

    The first actor is at 1 from each structure and 2 from each actor: closeness 1. One of k others in a structure is at
    1 from it, 3 from the m − 1 other structures, 2 from the first actor and from its k − 1 fellows, 4 from the rest.

    Examples
    --------
    >>> two_mode_closeness_spread(3, 2)
    0.8
    """
    nearest = m + 2 * (n - 1)
    quotient, remainder = divmod(n - 1, m)
    spread = 0.0
    for fellows, structures in ((quotient + 1, remainder), (quotient, m - remainder)):
        if fellows:
            farness = 1 + 3 * (m - 1) + 2 * fellows + 4 * (n - 1 - fellows)
            spread += structures * fellows * (1 - nearest / farness)
    return spread


def _members(name: str, affiliation: Affiliation) -> tuple[tuple[Pointers, Indices], int, int]:
    """Return actors with a membership, then structures with a member, as one graph; and how many of each."""
    incidence = affiliation.incidence
    actors = np.flatnonzero(np.diff(incidence.indptr))
    structures = np.flatnonzero(affiliation.named)
    n, m = len(actors), len(structures)
    if n < 2 or m < 2:
        raise undefined(
            name,
            f"it needs two actors with memberships and two structures with members, and there are {n} and {m}",
            f"il faut deux acteurs membres et deux structures ayant un membre nommé, et l’on en compte {n} et {m}",
        )
    kept = incidence[actors][:, structures].tocsr()
    return two_mode_graph(kept.indptr, kept.indices, m), n, m


def _linked(affiliation: Affiliation) -> Flags:
    """Return who is there: actors with a membership, then structures with a member."""
    return np.concatenate((np.diff(affiliation.incidence.indptr), affiliation.named)) > 0
