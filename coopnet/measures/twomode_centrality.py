"""Centrality of actors and structures together, without projecting anything (Borgatti & Everett 1997).

Actors and structures are the two sides of one graph, joined by memberships. A path goes from an actor to a structure to
an actor; each value is a share of the largest that its own side allows.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.compiled import Pointers, Reals
from coopnet.kernels.components import component_labels
from coopnet.kernels.twomode import two_mode_closeness, two_mode_normalised_betweenness
from coopnet.measures.costs import PATHS_BUDGET, refuse_costly_paths
from coopnet.measures.declaration import on_affiliation
from coopnet.measures.once import once, two_mode_betweenness_in, two_mode_distances_in, two_mode_graph_of
from coopnet.network import Affiliation


@on_affiliation
def actor_two_mode_degree(affiliation: Affiliation) -> pd.Series:
    """Share of the structures that each actor is a named member of.

    Σ_s b_is / number of structures, b_is = 1 if actor i is a member of structure s.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    Series of float, by actor
        0 for an actor in no structure, 1 for an actor in all. NaN without structure.

    See Also
    --------
    actor_structures : their number.
    structure_two_mode_degree : the share of the actors that a structure joins.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> actor_two_mode_degree(example_affiliation({"G": "abc", "H": "c"})).to_dict()
    {'a': 0.5, 'b': 0.5, 'c': 1.0}
    """
    memberships = np.diff(affiliation.incidence.indptr)
    return affiliation.actor_series(_share(memberships, len(affiliation.structures)), "actor_two_mode_degree")


@on_affiliation
def structure_two_mode_degree(affiliation: Affiliation) -> pd.Series:
    """Share of the actors that are named members of each structure.

    Σ_i b_is / number of actors, b_is = 1 if actor i is a member of structure s.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    Series of float, by structure
        0 for a structure without named member, 1 for one that joins everybody. Never undefined.

    See Also
    --------
    actor_two_mode_degree : the share of the structures that an actor takes part in.

    Notes
    -----
    Counts named members, whatever the declared size.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> structure_two_mode_degree(example_affiliation({"G": "abc", "H": "c"}, actors="d")).to_dict()
    {'G': 0.75, 'H': 0.25}
    """
    return affiliation.structure_series(_share(affiliation.named, len(affiliation.actors)), "structure_two_mode_degree")


@on_affiliation
def actor_two_mode_closeness(affiliation: Affiliation) -> pd.Series:
    """Nearness of each actor to the other actors and to the structures, through memberships.

    C_i = ((r_o + 2 r_s)/Σ_j d_ij) · (r_o + r_s)/(N − 1), r_s and r_o being how many actors and structures i reaches, d
    the number of steps (a member is at 1 step from its structure and 2 from its fellow members) and N the number of
    actors and structures. The first factor is 1 for the member of all structures within reach.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    Series of float, by actor
        In (0, 1]; 1 for a member of every structure of a connected pole. NaN for an actor in no structure.

    See Also
    --------
    structure_two_mode_closeness : of structures.
    actor_closeness : through links as well, structures projected.

    Notes
    -----
    On a connected pole it is Borgatti and Everett's. On another, theirs within the component times the share of nodes
    within reach; a widespread program uses the whole pole's numbers in both factors, and exceeds 1.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    From a: G at 1, b at 2, H at 3, c at 4; nobody could do better than 1, 1, 2, 2: 6/10.

    >>> from coopnet.measures.examples import example_affiliation
    >>> actor_two_mode_closeness(example_affiliation({"G": "ab", "H": "bc"})).to_dict()
    {'a': 0.6, 'b': 1.0, 'c': 0.6}
    """
    return affiliation.actor_series(_closeness(affiliation)[: len(affiliation.actors)], "actor_two_mode_closeness")


@on_affiliation
def structure_two_mode_closeness(affiliation: Affiliation) -> pd.Series:
    """Nearness of each structure to the actors and to the other structures, through memberships.

    C_s = ((r_o + 2 r_s)/Σ_j d_sj) · (r_o + r_s)/(N − 1), r_s and r_o being how many structures and actors s reaches, d
    the number of steps and N the number of actors and structures.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    Series of float, by structure
        In (0, 1]; 1 for a structure that everybody belongs to. NaN for a structure without named member.

    See Also
    --------
    actor_two_mode_closeness : of actors; the definition of d.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    From G: a and b at 1, H at 2, c at 3; at best 1, 1, 2, 1: 5/7.

    >>> from coopnet.measures.examples import example_affiliation
    >>> structure_two_mode_closeness(example_affiliation({"G": "ab", "H": "bc"})).round(3).to_dict()
    {'G': 0.714, 'H': 0.714}
    """
    values = _closeness(affiliation)[len(affiliation.actors) :]
    return affiliation.structure_series(values, "structure_two_mode_closeness")


@on_affiliation
def actor_two_mode_betweenness(affiliation: Affiliation, *, budget: float = PATHS_BUDGET) -> pd.Series:
    """How far each actor stands between the other actors and structures, through memberships.

    Σ_{s<t} σ_st(v)/σ_st over pairs of other actors and structures, divided by the largest value that an actor can have
    among as many actors and structures.

    Parameters
    ----------
    affiliation : Affiliation
    budget : float
        Largest number of (actors + structures) × memberships that is accepted.

    Returns
    -------
    Series of float, by actor
        0 when no shortest path passes through the actor; 1 when all structures meet in the actor, and the others are
        spread evenly over them. NaN where no actor can stand between two others.

    Raises
    ------
    CostRefused
        Beyond the budget, some ten thousand actors.

    See Also
    --------
    structure_two_mode_betweenness : of structures.
    actor_betweenness : through links as well, structures projected.

    Notes
    -----
    Projecting first hides that members of a structure meet in it, not in each other. Costs nodes × memberships.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    b stands between G and H, a and H, G and c, a and c: 4 pairs, of 4 at best.

    >>> from coopnet.measures.examples import example_affiliation
    >>> actor_two_mode_betweenness(example_affiliation({"G": "ab", "H": "bc"})).to_dict()
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    name = "actor_two_mode_betweenness"
    refuse_costly_meetings(name, affiliation, budget)
    return affiliation.actor_series(_betweenness(affiliation)[: len(affiliation.actors)], name)


@on_affiliation
def structure_two_mode_betweenness(affiliation: Affiliation, *, budget: float = PATHS_BUDGET) -> pd.Series:
    """How far each structure stands between the actors and the other structures, through memberships.

    Σ_{i<j} σ_ij(s)/σ_ij over pairs of actors and other structures, divided by the largest value that a structure can
    have among as many actors and structures.

    Parameters
    ----------
    affiliation : Affiliation
    budget : float
        Largest number of (actors + structures) × memberships that is accepted.

    Returns
    -------
    Series of float, by structure
        0 when no shortest path passes through the structure; 1 when all actors meet in it, and the other structures are
        spread evenly over them. NaN where no structure can stand between two others.

    Raises
    ------
    CostRefused
        Beyond the budget, some ten thousand actors.

    See Also
    --------
    actor_two_mode_betweenness : of actors.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    G stands between a and b, a and H, a and c: 3 pairs. At best G would join all three actors, and H one of them: 3
    pairs of actors, and H with the 2 actors it does not join.

    >>> from coopnet.measures.examples import example_affiliation
    >>> structure_two_mode_betweenness(example_affiliation({"G": "ab", "H": "bc"})).to_dict()
    {'G': 0.6, 'H': 0.6}
    """
    name = "structure_two_mode_betweenness"
    refuse_costly_meetings(name, affiliation, budget)
    return affiliation.structure_series(_betweenness(affiliation)[len(affiliation.actors) :], name)


def refuse_costly_meetings(name: str, affiliation: Affiliation, budget: float) -> None:
    """Refuse a measure that walks along all memberships from each actor and structure, beyond its budget."""
    nodes = len(affiliation.actors) + len(affiliation.structures)
    refuse_costly_paths(name, nodes, affiliation.incidence.nnz, budget)


def _share(counts: Pointers, most: int) -> Reals:
    return counts / most if most else np.full(len(counts), np.nan)


@once
def _closeness(affiliation: Affiliation) -> Reals:
    labels = component_labels(*two_mode_graph_of(affiliation))[0]
    return two_mode_closeness(two_mode_distances_in(affiliation), labels, len(affiliation.actors))


def _betweenness(affiliation: Affiliation) -> Reals:
    return two_mode_normalised_betweenness(two_mode_betweenness_in(affiliation), len(affiliation.actors))
