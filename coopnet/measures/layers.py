"""Kinds compared: which pairs they share, whether the same actors are active in them, how dense each one is."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.errors import UnknownWord
from coopnet.kernels.compiled import Reals
from coopnet.kernels.overlap import (
    Layer,
    coverage,
    degree_correlations,
    degrees_by_kind,
    jaccard,
    kinds_of_pairs,
    shared_items,
)
from coopnet.measures.declaration import on_multiplex
from coopnet.multiplex import Multiplex
from coopnet.network import carrying_view, view_of

Among = Literal["all", "active"]
Correlation = Literal["pearson", "spearman"]


@on_multiplex
def kind_overlap(multiplex: Multiplex) -> pd.DataFrame:
    """Share of the pairs joined by one kind or the other that both join (Jaccard).

    J_αβ = |E_α ∩ E_β| / |E_α ∪ E_β|, E_α being the set of pairs joined by kind α.

    Parameters
    ----------
    multiplex : Multiplex

    Returns
    -------
    DataFrame (kinds × kinds)
        Symmetric, in [0, 1]: 0, no pair in common; 1, the same pairs. NaN between two kinds that join nobody.

    See Also
    --------
    kind_coverage : of one kind's pairs, how many the other has.
    kind_actor_overlap, kind_degree_correlation, pole_edge_overlap

    Notes
    -----
    Two dense kinds overlap by chance: compare with links rewired within each kind.

    References
    ----------
    Bródka, P., Chmiel, A., Magnani, M., & Ragozini, G. (2018). Quantifying layer similarity in multiplex networks: A
    systematic study. Royal Society Open Science, 5(8), 171747. https://doi.org/10.1098/rsos.171747

    Examples
    --------
    Of three pairs in all, ab is joined by both kinds.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab ac"})
    >>> kind_overlap(pole).round(4).to_numpy().tolist()
    [[1.0, 0.3333], [0.3333, 1.0]]
    """
    return _square(jaccard(shared_items(_pairs(multiplex))), "kind_overlap", multiplex)


@on_multiplex
def kind_coverage(multiplex: Multiplex) -> pd.DataFrame:
    """Share of the pairs joined by one kind that another joins too.

    F_αβ = |E_α ∩ E_β| / |E_α|, α by row: the chance that a pair joined by α is joined by β as well.

    Parameters
    ----------
    multiplex : Multiplex

    Returns
    -------
    DataFrame (kinds × kinds)
        Not symmetric, in [0, 1]: 1, every pair of the row's kind is also of the column's. NaN in the row of a kind that
        joins nobody.

    See Also
    --------
    kind_overlap

    Notes
    -----
    Compare with the density of the column's kind, which is what chance would give.

    References
    ----------
    Battiston, F., Nicosia, V., & Latora, V. (2014). Structural measures for multiplex networks. Physical Review E,
    89(3), 032804. https://doi.org/10.1103/PhysRevE.89.032804

    Examples
    --------
    The only joint bid is between partners of a convention; half the conventions go with a joint bid.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab"})
    >>> kind_coverage(pole).to_numpy().tolist()
    [[1.0, 0.5], [1.0, 1.0]]
    """
    return _square(coverage(shared_items(_pairs(multiplex))), "kind_coverage", multiplex)


@on_multiplex
def kind_actor_overlap(multiplex: Multiplex) -> pd.DataFrame:
    """Share of the actors active in one kind or the other that are active in both (Jaccard).

    |V_α ∩ V_β| / |V_α ∪ V_β|, V_α being the actors with at least one partner in kind α.

    Parameters
    ----------
    multiplex : Multiplex

    Returns
    -------
    DataFrame (kinds × kinds)
        Symmetric, in [0, 1]: 0, nobody in common; 1, the same actors. NaN between two kinds in which nobody is active.

    See Also
    --------
    kind_overlap : the same on pairs.

    References
    ----------
    Bródka, P., Chmiel, A., Magnani, M., & Ragozini, G. (2018). Quantifying layer similarity in multiplex networks: A
    systematic study. Royal Society Open Science, 5(8), 171747. https://doi.org/10.1098/rsos.171747

    Examples
    --------
    Conventions reach a, b and c, joint bids a and b.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab"})
    >>> kind_actor_overlap(pole).round(4).to_numpy().tolist()
    [[1.0, 0.6667], [0.6667, 1.0]]
    """
    return _square(jaccard(shared_items(kind_degrees(multiplex) > 0)), "kind_actor_overlap", multiplex)


@on_multiplex
def kind_degree_correlation(
    multiplex: Multiplex, method: Correlation = "pearson", among: Among = "all"
) -> pd.DataFrame:
    """Whether the actors who have many partners in one kind have many in another.

    Pearson's correlation of k_i^α and k_i^β over actors, k_i^α being the number of partners of i in kind α; or
    Spearman's, on ranks.

    Parameters
    ----------
    multiplex : Multiplex
    method : {"pearson", "spearman"}
        Spearman's does not let one hub decide.
    among : {"all", "active"}
        Over all actors, those without partner counting 0, or over the actors active in both kinds.

    Returns
    -------
    DataFrame (kinds × kinds)
        Symmetric, in [−1, 1]: 1, the same actors are hubs; 0, no relation. NaN where all actors have the same number of
        partners in one of the two kinds. ``attrs["among"]`` and ``attrs["method"]`` say which.

    Raises
    ------
    UnknownWord
        For a method or a set of actors that is not one of those above.

    See Also
    --------
    kind_overlap, actor_multiplex_table

    Notes
    -----
    Actors inactive in both kinds raise the correlation over all actors.

    References
    ----------
    Bródka, P., Chmiel, A., Magnani, M., & Ragozini, G. (2018). Quantifying layer similarity in multiplex networks: A
    systematic study. Royal Society Open Science, 5(8), 171747. https://doi.org/10.1098/rsos.171747

    Examples
    --------
    b has two conventions and one joint bid, a and c one convention and none or one joint bid.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab"})
    >>> kind_degree_correlation(pole).round(4).to_numpy().tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    if method not in get_args(Correlation):
        raise UnknownWord(
            f"Unknown correlation “{method}”; it takes pearson or spearman.",
            f"Corrélation inconnue « {method} » ; les valeurs possibles sont pearson et spearman.",
        )
    active = _known_among(among) == "active"
    found = degree_correlations(kind_degrees(multiplex), ranks=method == "spearman", active=active)
    frame = _square(found, "kind_degree_correlation", multiplex)
    frame.attrs.update(method=method, among=among)
    return frame


@on_multiplex
def kind_density_each(multiplex: Multiplex, among: Among = "all") -> pd.Series:
    """Share of the possible pairs that each kind joins.

    D_α = |E_α| / C(N, 2), N being the number of actors, or of those active in the kind.

    Parameters
    ----------
    multiplex : Multiplex
    among : {"all", "active"}
        Over all pairs of actors: how common the kind is in the pole. Over pairs of actors who have a partner in the
        kind: how tightly those whom it reaches are bound.

    Returns
    -------
    Series (kinds)
        In [0, 1]. NaN for a set of fewer than two actors. ``attrs["among"]`` says which actors.

    Raises
    ------
    UnknownWord
        For a set of actors that is not one of the two.

    See Also
    --------
    pole_density, kind_centralisation_each

    Notes
    -----
    The two answers may differ widely: a kind of one link has density 1 among its two actors.

    References
    ----------
    Wasserman, S., & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab"}, actors="d")
    >>> kind_density_each(pole).round(4).to_dict()
    {'convention': 0.3333, 'joint_bid': 0.1667}
    >>> kind_density_each(pole, among="active").round(4).to_dict()
    {'convention': 0.6667, 'joint_bid': 1.0}
    """
    degrees = kind_degrees(multiplex)
    n = _set_sizes(degrees, among)
    values = np.divide(degrees.sum(axis=0), n * (n - 1), out=np.full(n.shape, np.nan), where=n > 1)
    return _each(values, "kind_density_each", multiplex, among)


@on_multiplex
def kind_centralisation_each(multiplex: Multiplex, among: Among = "all") -> pd.Series:
    """Whether each kind turns around one actor (Freeman's degree centralisation).

    C_α = Σ_i (max_j k_j^α − k_i^α) / ((N − 1)(N − 2)), over all actors or over those active in the kind.

    Parameters
    ----------
    multiplex : Multiplex
    among : {"all", "active"}
        Which actors the sum and N run over.

    Returns
    -------
    Series (kinds)
        In [0, 1]: 0, all have as many partners; 1, a star. NaN for a set of fewer than three actors.
        ``attrs["among"]`` says which actors.

    Raises
    ------
    UnknownWord
        For a set of actors that is not one of the two.

    See Also
    --------
    pole_degree_centralisation, kind_density_each

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: Conceptual clarification. Social Networks, 1(3), 215–239.
    https://doi.org/10.1016/0378-8733(78)90021-7

    Examples
    --------
    Conventions make a star around b; the only joint bid leaves c and d aside.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc bd", "joint_bid": "ab"})
    >>> kind_centralisation_each(pole).round(4).to_dict()
    {'convention': 1.0, 'joint_bid': 0.3333}
    """
    degrees = kind_degrees(multiplex)
    n = _set_sizes(degrees, among)
    largest = degrees.max(axis=0, initial=0)
    # those outside the set have no partner: the sum over the set is n·max less the sum over all
    spread = n * largest - degrees.sum(axis=0)
    values = np.divide(spread, (n - 1) * (n - 2), out=np.full(n.shape, np.nan), where=n > 2)
    return _each(values, "kind_centralisation_each", multiplex, among)


def kind_layers(multiplex: Multiplex) -> list[Layer]:
    """Return the pattern of each kind, in the order of ``multiplex.kinds``."""
    counts = [multiplex.pair_counts(kind) for kind in multiplex.kinds]
    return [(layer.indptr, layer.indices) for layer in counts]


def kind_degrees(multiplex: Multiplex) -> npt.NDArray[np.int64]:
    """Return the number of partners of each actor in each kind, actors × kinds."""
    return degrees_by_kind(kind_layers(multiplex), multiplex.n_actors)


def _pairs(multiplex: Multiplex) -> npt.NDArray[np.bool_]:
    return kinds_of_pairs(kind_layers(multiplex), multiplex.n_actors).present


def _square(values: Reals, name: str, multiplex: Multiplex) -> pd.DataFrame:
    kinds = pd.Index(multiplex.kinds, name="kind")
    return carrying_view(pd.DataFrame(values, index=kinds, columns=kinds), name, view_of(multiplex, "kinds"))


def _each(values: Reals, name: str, multiplex: Multiplex, among: Among) -> pd.Series:
    series = pd.Series(values, index=pd.Index(multiplex.kinds, name="kind"))
    series.attrs["among"] = among
    return carrying_view(series, name, view_of(multiplex, "kinds"))


def _set_sizes(degrees: npt.NDArray[np.int64], among: Among) -> npt.NDArray[np.int64]:
    """Return the number of actors that each kind is measured over."""
    if _known_among(among) == "active":
        return np.asarray(np.count_nonzero(degrees, axis=0), dtype=np.int64)
    return np.full(degrees.shape[1], len(degrees), dtype=np.int64)


def _known_among(among: str) -> str:
    if among not in get_args(Among):
        raise UnknownWord(
            f"Unknown set of actors “{among}”; among takes all or active.",
            f"Ensemble d’acteurs inconnu « {among} » ; among prend all ou active.",
        )
    return among
