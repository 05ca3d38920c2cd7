"""Structures as bridges: whom each structure brings together, and what the pole loses without it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.kernels.compiled import Indices, Pointers, Reals
from coopnet.kernels.loss import pairs_only_through, pieces_without_each
from coopnet.measures.declaration import on_affiliation, on_multiplex
from coopnet.measures.grouped import by_group
from coopnet.multiplex import Groups, Multiplex
from coopnet.network import Affiliation, affiliation_of, carrying_view, network_of


@on_affiliation
def structure_sectors_joined(affiliation: Affiliation, by: str = "sector") -> pd.Series:
    """Number of sectors among the named members of each structure.

    #{s: some named member of the structure is of sector s}.

    Parameters
    ----------
    affiliation : Affiliation
    by : str
        Categorical column of the actors that plays the sector. Members without a label do not count.

    Returns
    -------
    Series (structures)
        Whole numbers from 0, no labelled member, to the number of sectors present. Never undefined.
        ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    structure_types_joined, structure_exclusivity, structure_bridging_loss_table

    Notes
    -----
    Members who are not named cannot be counted: where a structure declares more than it names, this is a lower bound.

    References
    ----------
    Arithmetic.

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> sectors = {"food": "ab", "health": "c"}
    >>> structure_sectors_joined(example_affiliation({"G": "abc", "H": "ab"}, sectors=sectors)).to_dict()
    {'G': 2.0, 'H': 1.0}
    """
    groups = affiliation.groups(by)
    joined = np.count_nonzero(_members_by_group(affiliation, groups), axis=1).astype(np.float64)
    return by_group(affiliation.structure_series(joined, ""), "structure_sectors_joined", affiliation.view, groups)


@on_affiliation
def structure_types_joined(affiliation: Affiliation) -> pd.Series:
    """Number of types of actor (the law's six categories) among the named members of each structure.

    ``structure_sectors_joined`` by the column ``type``.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    Series (structures)
        Whole numbers from 0, no member of known type, to 6. Never undefined. ``attrs["n_unknown"]``: actors
        without a type.

    See Also
    --------
    structure_sectors_joined

    Notes
    -----
    The law's definition of a PTCE names four of these categories: a structure that joins several is a pole in small.

    References
    ----------
    Arithmetic; categories of the French law 2014-856 of 31 July 2014, article 9.

    Examples
    --------
    >>> from coopnet.network import affiliation_of
    >>> from coopnet.pole import Pole
    >>> pole = Pole.from_tables({"actors": {"id": ["a", "b"], "type": ["ess", "firm"]},
    ...     "structures": {"id": ["G"], "kind": ["scic"]},
    ...     "memberships": {"actor": ["a", "b"], "structure": ["G", "G"]}})
    >>> structure_types_joined(affiliation_of(pole)).to_dict()
    {'G': 2.0}
    """
    joined = structure_sectors_joined(affiliation, by="type")
    return carrying_view(joined, "structure_types_joined", affiliation.view)


@on_multiplex
def structure_exclusivity(multiplex: Multiplex) -> pd.Series:
    """Share of the pairs of members that only this structure joins.

    #{pairs of named members without another link of any kind} / C(named, 2): what the structure brings that nothing
    else does.

    Parameters
    ----------
    multiplex : Multiplex
        Every kind that counts is looked at for other links.

    Returns
    -------
    Series (structures)
        In [0, 1]: 0, all members would be linked without it; 1, none would. NaN with fewer than two named members, and
        above the projection limit, where members are not joined pairwise.

    See Also
    --------
    structure_bridging_loss_table, structure_redundancy

    Notes
    -----
    ``structure_redundancy`` asks about other structures only; this asks about direct links too.

    References
    ----------
    Latapy, M., Magnien, C., & Del Vecchio, N. (2008). Basic notions for the analysis of large two-mode networks. Social
    Networks, 30(1), 31–48. https://doi.org/10.1016/j.socnet.2007.04.006 (redundancy, of which this is the complement
    once direct links count).

    Examples
    --------
    Of the three pairs in G, ab also has a convention.

    >>> from coopnet.measures.examples import example_multiplex
    >>> structure_exclusivity(example_multiplex("ab", structures={"G": "abc"})).round(4).to_dict()
    {'G': 0.6667}
    """
    affiliation = affiliation_of(multiplex)
    _, _, structure, alone = _pairs(multiplex, affiliation, _projected(multiplex))
    pairs, lost = _per_structure(structure, affiliation), _per_structure(structure[alone], affiliation)
    values = np.divide(lost, pairs, out=np.full(pairs.shape, np.nan), where=pairs > 0)
    return affiliation.structure_series(values, "structure_exclusivity")


@on_multiplex
def structure_bridging_loss_table(multiplex: Multiplex, by: str = "sector") -> pd.DataFrame:
    """What the pole would lose with each structure: linked pairs, linked pairs across sectors, and its unity.

    ``pairs``: pairs of named members. ``pairs_lost``: those that no other link joins. ``across_lost``: those of them
    whose two actors are of different sectors. ``components_gained``: how many more components there would be,
    structures being kept as nodes, so that members of another structure stay together whatever its size.

    Parameters
    ----------
    multiplex : Multiplex
    by : str
        Categorical column of the actors that plays the sector. A pair with an unlabelled end never counts as across.

    Returns
    -------
    DataFrame (structures × pairs, pairs_lost, across_lost, components_gained)
        Whole numbers, 0 or more. The first three are NaN above the projection limit, where members are not joined
        pairwise. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    structure_sectors_joined, structure_exclusivity, pole_without_structure_table

    Notes
    -----
    One structure at a time: two that join the same actors each look dispensable.

    References
    ----------
    Arithmetic; components gained by Hopcroft, J., & Tarjan, R. (1973). Algorithm 447: Efficient algorithms for graph
    manipulation. Communications of the ACM, 16(6), 372–378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    Without G, c falls away, and with it the pairs ac and bc; ab has a convention.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex("ab", structures={"G": "abc"}, sectors={"food": "ab", "health": "c"})
    >>> structure_bridging_loss_table(pole).loc["G"].to_dict()
    {'pairs': 3.0, 'pairs_lost': 2.0, 'across_lost': 2.0, 'components_gained': 1.0}
    """
    affiliation, groups = affiliation_of(multiplex), multiplex.groups(by)
    small = _projected(multiplex)
    source, target, structure, alone = _pairs(multiplex, affiliation, small)
    first, second = groups.codes[source], groups.codes[target]
    across = alone & (first != second) & (first >= 0) & (second >= 0)
    projected = np.where(small, 1.0, np.nan)
    frame = pd.DataFrame(
        {
            "pairs": _per_structure(structure, affiliation) * projected,
            "pairs_lost": _per_structure(structure[alone], affiliation) * projected,
            "across_lost": _per_structure(structure[across], affiliation) * projected,
            "components_gained": _components_gained(multiplex),
        },
        index=affiliation.structures,
    )
    return by_group(frame, "structure_bridging_loss_table", affiliation.view, groups)


def _members_by_group(affiliation: Affiliation, groups: Groups) -> Reals:
    entries = affiliation.incidence.tocoo()
    members = np.zeros((len(affiliation.structures), len(groups.labels)))
    known = groups.codes[entries.row] >= 0
    np.add.at(members, (entries.col[known], groups.codes[entries.row[known]]), 1.0)
    return members


def _projected(multiplex: Multiplex) -> npt.NDArray[np.bool_]:
    """Return which structures join their members pairwise: one that was left two-mode stays so without some members."""
    limit = multiplex.scope.limit
    return np.concatenate([np.zeros(0, np.bool_), *(one.projected(limit) for one in multiplex.affiliations.values())])


def _pairs(
    multiplex: Multiplex, affiliation: Affiliation, small: npt.NDArray[np.bool_]
) -> tuple[Indices, Indices, Indices, npt.NDArray[np.bool_]]:
    links = network_of(multiplex, view="links")
    columns = np.flatnonzero(small).astype(np.int32)
    members = affiliation.incidence[:, columns]
    member_of, limit = (members.indptr, members.indices), multiplex.scope.limit
    source, target, structure, alone = pairs_only_through(
        links.indptr, links.indices, links.weights, member_of, len(columns), limit
    )
    return source, target, columns[structure], alone


def _per_structure(structure: Indices, affiliation: Affiliation) -> Reals:
    return np.bincount(structure, minlength=len(affiliation.structures)).astype(np.float64)


def _components_gained(multiplex: Multiplex) -> Reals:
    graph = network_of(multiplex, view="structures")
    pieces: Pointers = pieces_without_each(graph.indptr, graph.indices)[graph.n_actors :]
    return np.asarray(np.maximum(pieces - 1, 0), dtype=np.float64)
