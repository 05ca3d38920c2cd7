"""Affiliation: how large structures are, whom they share, whether they double each other, which links they make."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.errors import CostRefused
from coopnet.kernels.adjacency import membership_pairs, transposed
from coopnet.kernels.affiliation import redundancy, shared_members
from coopnet.layers import refuse_costly_projection
from coopnet.measures.declaration import on_affiliation
from coopnet.measures.undefined import undefined
from coopnet.network import Affiliation, carrying_view

SQUARE_LIMIT = 2_000  # structures: a square table of more is millions of cells


@on_affiliation
def structure_sizes_table(affiliation: Affiliation) -> pd.DataFrame:
    """Members of each structure, named and declared.

    ``kind``; ``named``: members listed one by one; ``size``: members declared where that is more than are named, else
    named; ``unnamed``: size − named, those about whom nothing is known.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    DataFrame (structures × kind, named, size, unnamed)
        Whole numbers of actors, 0 or more. Never undefined.

    See Also
    --------
    structure_overlap, pole_named_share

    Notes
    -----
    Links are made between named members only, each of weight 1/(size − 1) on the view ``newman``: the unnamed weigh on
    the strength of those who are named.

    References
    ----------
    Arithmetic.

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> structure_sizes_table(example_affiliation({"G": "abc"})).loc["G"].to_dict()
    {'kind': 'employers_group', 'named': 3, 'size': 3, 'unnamed': 0}
    """
    named = affiliation.named
    frame = pd.DataFrame(
        {
            "kind": pd.array(list(affiliation.kinds), dtype="str"),
            "named": named,
            "size": affiliation.sizes,
            "unnamed": affiliation.sizes - named,
        },
        index=affiliation.structures,
    )
    return carrying_view(frame, "structure_sizes_table", affiliation.view)


@on_affiliation
def structure_overlap(affiliation: Affiliation) -> pd.DataFrame:
    """Number of actors that two structures share.

    Σ_i b_is·b_it, b_is = 1 if actor i is a named member of structure s. The diagonal holds the named members of each.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    DataFrame (structures × structures)
        Symmetric; whole numbers, 0 or more. Never undefined.

    Raises
    ------
    CostRefused
        Above 2,000 structures.

    See Also
    --------
    structure_redundancy, structure_sizes_table

    Notes
    -----
    A large structure shares members with many by its size alone: divide by the smaller diagonal to compare.

    References
    ----------
    Breiger, R. L. (1974). The duality of persons and groups. Social Forces, 53(2), 181–190.
    https://doi.org/10.2307/2576011

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> structure_overlap(example_affiliation({"G": "abc", "H": "bcd"})).to_numpy().tolist()
    [[3, 2], [2, 3]]
    """
    n = len(affiliation.structures)
    if n > SQUARE_LIMIT:
        raise CostRefused(
            f"structure_overlap would fill a square table of {n:,} structures; the limit is {SQUARE_LIMIT:,}. "
            "Choose kinds with cn.affiliation_of(pole, kinds=…).",
            f"structure_overlap remplirait un tableau carré de {n:,} structures ; la limite est de {SQUARE_LIMIT:,}. "
            "Choisissez des natures avec cn.affiliation_of(pole, kinds=…).",
        )
    shared = shared_members(affiliation.incidence.indptr, affiliation.incidence.indices, n)
    frame = pd.DataFrame(shared, index=affiliation.structures, columns=affiliation.structures)
    return carrying_view(frame, "structure_overlap", affiliation.view)


@on_affiliation
def structure_redundancy(affiliation: Affiliation) -> pd.Series:
    """Share of the pairs of members of a structure that another structure joins too.

    rc_s = #{i, j members of s: they share a structure other than s} / C(n_s, 2), over named members.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    Series (structures)
        In [0, 1]: 0, its members meet nowhere else; 1, every two of them meet elsewhere, and the projection would not
        change without it. NaN with fewer than two named members.

    Raises
    ------
    CostRefused
        When structures make more than 50 million pairs.

    See Also
    --------
    structure_exclusivity : which counts direct links as well.
    actor_redundancy

    References
    ----------
    Latapy, M., Magnien, C., & Del Vecchio, N. (2008). Basic notions for the analysis of large two-mode networks. Social
    Networks, 30(1), 31–48. https://doi.org/10.1016/j.socnet.2007.04.006

    Examples
    --------
    Of the three pairs in G, bc also meets in H.

    >>> from coopnet.measures.examples import example_affiliation
    >>> structure_redundancy(example_affiliation({"G": "abc", "H": "bc"})).round(4).to_dict()
    {'G': 0.3333, 'H': 1.0}
    """
    refuse_costly_projection(affiliation.named)
    indptr, indices = affiliation.incidence.indptr, affiliation.incidence.indices
    return affiliation.structure_series(
        redundancy(indptr, indices, len(affiliation.structures)), "structure_redundancy"
    )


@on_affiliation
def actor_redundancy(affiliation: Affiliation) -> pd.Series:
    """Share of the pairs of structures of an actor that another actor joins too.

    rc_i = #{s, t structures of i: they share a member other than i} / C(d_i, 2), d_i being its number of structures. An
    actor of low redundancy is alone to join its structures: they meet through it only.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    Series (actors)
        In [0, 1]: 0, no two of its structures share anybody else; 1, all do. NaN for an actor of fewer than two
        structures.

    Raises
    ------
    CostRefused
        When actors make more than 50 million pairs of structures.

    See Also
    --------
    structure_redundancy, actor_brokerage_table

    References
    ----------
    Latapy, M., Magnien, C., & Del Vecchio, N. (2008). Basic notions for the analysis of large two-mode networks. Social
    Networks, 30(1), 31–48. https://doi.org/10.1016/j.socnet.2007.04.006

    Examples
    --------
    b and c are both in G and H; c alone joins H and K, and G and K.

    >>> from coopnet.measures.examples import example_affiliation
    >>> actor_redundancy(example_affiliation({"G": "abc", "H": "bc", "K": "cd"})).round(4).to_dict()
    {'a': nan, 'b': 1.0, 'c': 0.3333, 'd': nan}
    """
    memberships = np.diff(affiliation.incidence.indptr)
    refuse_costly_projection(memberships.astype(np.int64))
    turned = transposed(affiliation.incidence.indptr, affiliation.incidence.indices, len(affiliation.structures))
    return affiliation.actor_series(redundancy(*turned, len(affiliation.actors)), "actor_redundancy")


@on_affiliation
def pole_affiliation_density(affiliation: Affiliation) -> float:
    """Share of the possible memberships that are there.

    Σ_is b_is / (actors × structures), b_is = 1 if actor i is a named member of structure s.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    float
        In [0, 1]: 0, nobody is a member of anything; 1, everybody is a member of every structure.

    Raises
    ------
    UndefinedMeasure
        When there is no actor or no structure.

    See Also
    --------
    pole_density : of pairs of actors, projection included.
    structure_sizes_table

    Notes
    -----
    Members who are declared and not named do not count: a lower bound where there are some.

    References
    ----------
    Borgatti, S. P., & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks, 19(3), 243–269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> pole_affiliation_density(example_affiliation({"G": "abc", "H": "b"}, actors="d"))
    0.5
    """
    n_actors, n_structures = affiliation.incidence.shape
    if not n_actors or not n_structures:
        raise undefined(
            "pole_affiliation_density",
            f"there are {n_actors} actors and {n_structures} structures",
            f"il y a {n_actors} acteurs et {n_structures} structures",
        )
    return float(affiliation.incidence.nnz / (n_actors * n_structures))


@on_affiliation
def pole_named_share(affiliation: Affiliation) -> float:
    """Share of the members of structures who are named.

    Σ_s named_s / Σ_s size_s, the size being the declared one where it is larger. It tells how much of the cooperation
    through structures the data can show.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    float
        In [0, 1]: 1, all members are named; 0, none is.

    Raises
    ------
    UndefinedMeasure
        When no structure has a member, named or declared.

    See Also
    --------
    structure_sizes_table

    References
    ----------
    Arithmetic.

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> pole_named_share(example_affiliation({"G": "abc"}))
    1.0
    """
    declared = int(affiliation.sizes.sum())
    if not declared:
        raise undefined(
            "pole_named_share", "no structure has a member", "aucune structure n’a de membre, nommé ou déclaré"
        )
    return float(affiliation.named.sum() / declared)


@on_affiliation
def link_provenance_table(affiliation: Affiliation) -> pd.DataFrame:
    """Which structures make each projected link, and what each of them adds to its weight.

    One row per pair of named members and structure they share. Newman's weight of a pair, Σ_s 1/(size_s − 1), is the
    sum of its rows; its number of parallel links is their number.

    Parameters
    ----------
    affiliation : Affiliation

    Returns
    -------
    DataFrame (pairs and structures × structure, kind, size, weight), indexed by (source, target)
        ``size``: members of the structure, declared ones included; ``weight``: 1/(size − 1), in (0, 1]. Structures
        above the projection limit make no link and have no row; none is undefined.

    Raises
    ------
    CostRefused
        When structures make more than 50 million pairs.

    See Also
    --------
    link_multiplexity, structure_exclusivity

    Notes
    -----
    The sum of ``weight`` over the rows of an actor is its number of structures of two members or more, when all members
    are named and none of these structures is above the limit. Another limit is that of the multiplex:
    ``cn.affiliation_of(cn.multiplex_of(pole, limit=…))``.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks, and centrality.
    Physical Review E, 64, 016132. https://doi.org/10.1103/PhysRevE.64.016132

    Examples
    --------
    >>> from coopnet.measures.examples import example_affiliation
    >>> table = link_provenance_table(example_affiliation({"G": "abc", "H": "bc"}))
    >>> table.loc[("b", "c"), ["structure", "weight"]].to_numpy().tolist()
    [['G', 0.5], ['H', 1.0]]
    """
    limit = affiliation.view.scope.limit
    refuse_costly_projection(affiliation.named[affiliation.named <= limit])
    incidence = affiliation.incidence
    source, target, structure = membership_pairs(
        incidence.indptr, incidence.indices, len(affiliation.structures), limit
    )
    order = np.lexsort((structure, target, source))
    source, target, structure = source[order], target[order], structure[order]
    size = affiliation.sizes[structure]
    frame = pd.DataFrame(
        {
            "structure": affiliation.structures[structure],
            "kind": pd.array([affiliation.kinds[s] for s in structure], dtype="str"),
            "size": size,
            "weight": 1.0 / np.maximum(size - 1, 1),
        }
    )
    frame.index = pd.MultiIndex.from_arrays(
        [affiliation.actors[source], affiliation.actors[target]], names=["source", "target"]
    )
    return carrying_view(frame, "link_provenance_table", affiliation.view)
