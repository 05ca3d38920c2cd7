"""Brokerage: between whom an actor stands, and from which sector (Gould & Fernandez 1989, undirected)."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import pandas as pd

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.kernels.brokerage import ROLES, brokerage_counts
from coopnet.kernels.compiled import Reals
from coopnet.kernels.moments import Moments, brokerage_moments, brokerage_total_moments
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import by_group, ends_between
from coopnet.measures.undefined import undefined
from coopnet.multiplex import Groups
from coopnet.network import Network

Role = Literal["coordinator", "itinerant", "boundary", "liaison", "total"]
_ROLES = pd.Index(ROLES)


@on_views("pairs")
def actor_brokerage_table(network: Network, by: str = "sector") -> pd.DataFrame:
    """Pairs between which each actor stands, by the role that sectors give it.

    v brokers the pair {a, c} when a–v and v–c are linked and a–c is not. *Coordinator*: a, v and c are of one sector.
    *Itinerant* (or consultant): a and c of one, v of another. *Boundary*: v shares its sector with exactly one of them
    (gatekeeper and representative, which only direction tells apart). *Liaison*: three different sectors. *Total*:
    their sum. Pairs are unordered: each counts once.

    Parameters
    ----------
    network : Network
        View ``pairs``: parallel links would count a pair several times.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    DataFrame (actors × coordinator, itinerant, boundary, liaison, total)
        Whole numbers, 0 or more; a total of C(k, 2) when none of k partners know each other. NaN for an actor without
        label. Pairs with an unlabelled end are left out. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_brokerage_z_table : against independent ties.
    pole_brokerage, actor_constraint, actor_between_sectors

    Notes
    -----
    Conventions differ. R's ``sna::brokerage`` counts ordered pairs: on the 0/1 matrix its w_I, w_O, b_O and t are
    twice ours, and b_IO = b_OI = our boundary; in it b_IO is the representative and b_OI the gatekeeper, and R's
    netrics 0.3.1 names these two the other way round. UCINET can give each broker of a pair a part of the credit
    only; here each gets it whole.

    References
    ----------
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation: A formal approach to brokerage in transaction
    networks. Sociological Methodology, 19, 89–126. https://doi.org/10.2307/270949

    Examples
    --------
    b stands between a, of its own sector, and c of another.

    >>> from coopnet.measures.examples import example_network
    >>> chain = example_network("ab bc", sectors={"food": "ab", "health": "c"})
    >>> actor_brokerage_table(chain).loc["b"].to_dict()
    {'coordinator': 0.0, 'itinerant': 0.0, 'boundary': 1.0, 'liaison': 0.0, 'total': 1.0}
    """
    groups = network.groups(by)
    return _actor_roles(_counts(network, groups), "actor_brokerage_table", network, groups)


@on_views("pairs")
def actor_brokerage_expected_table(network: Network, by: str = "sector") -> pd.DataFrame:
    """Counts of roles that each actor would have if the same density of ties fell at random.

    E = P·q, q = d²(1 − d) the probability that an actor stands between two others, d the pair density among labelled
    actors, and P the number of pairs of others that make the role; with n_g actors in the sector of the actor, N in
    all, and h the other sectors: coordinator C(n_g − 1, 2), itinerant Σ_h C(n_h, 2), boundary (n_g − 1)(N − n_g),
    liaison Σ_{h<h'} n_h·n_h', total C(N − 1, 2).

    Parameters
    ----------
    network : Network
        View ``pairs``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    DataFrame (actors × coordinator, itinerant, boundary, liaison, total)
        Mean counts, 0 or more, the same for all actors of a sector; NaN for an actor without label, and everywhere with
        fewer than two labelled actors. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_brokerage_table, actor_brokerage_z_table

    Notes
    -----
    The variance, and the proof, are in ``coopnet.kernels.moments``.

    References
    ----------
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation: A formal approach to brokerage in transaction
    networks. Sociological Methodology, 19, 89–126. https://doi.org/10.2307/270949

    Examples
    --------
    Two of three pairs are linked: d = 2/3, q = 4/27. Around b there is one pair, and it makes a boundary.

    >>> from coopnet.measures.examples import example_network
    >>> chain = example_network("ab bc", sectors={"food": "ab", "health": "c"})
    >>> (27 * actor_brokerage_expected_table(chain)).loc["b"].round(12).to_dict()
    {'coordinator': 0.0, 'itinerant': 0.0, 'boundary': 4.0, 'liaison': 0.0, 'total': 4.0}
    """
    groups = network.groups(by)
    moments = brokerage_moments(groups.sizes, _density(network, groups))
    return _actor_roles(_of_actors(moments.mean, groups), "actor_brokerage_expected_table", network, groups)


@on_views("pairs")
def actor_brokerage_z_table(network: Network, by: str = "sector") -> pd.DataFrame:
    """Counts of roles of each actor against independent ties, in standard deviations. For screening only.

    z = (count − E) / √Var, with the exact mean and variance of independent ties of the observed density d: Var =
    P·q(1 − q) + 2·S·d³(1 − d)³, S the number of couples of pairs that share one end. Counts are small and skewed: a z
    of 2 is no test at 5 %. Use it to choose whom to look at, and a permutation of labels to conclude.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    DataFrame (actors × coordinator, itinerant, boundary, liaison, total)
        In standard deviations, around 0 under independent ties. NaN where the role cannot vary (no pair of actors makes
        it, no tie, every pair linked) and for an actor without label. ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_brokerage_table, actor_brokerage_expected_table

    Notes
    -----
    Independent ties give everybody the same expected number of partners: an actor with many has high z in every role.

    References
    ----------
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation: A formal approach to brokerage in transaction
    networks. Sociological Methodology, 19, 89–126. https://doi.org/10.2307/270949

    Examples
    --------
    In a chain of three, d = 2/3 and q = 4/27: b has the only pair, z = (1 − q) / √(q(1 − q)).

    >>> from coopnet.measures.examples import example_network
    >>> chain = example_network("ab bc", sectors={"food": "ab", "health": "c"})
    >>> float(actor_brokerage_z_table(chain).loc["b", "boundary"].round(4))
    2.3979
    """
    groups = network.groups(by)
    moments = brokerage_moments(groups.sizes, _density(network, groups))
    mean, variance = (_of_actors(values, groups) for values in moments)
    z = _standardised(_counts(network, groups), Moments(mean, variance))
    return _actor_roles(z, "actor_brokerage_z_table", network, groups)


@on_views("pairs")
def pole_brokerage(network: Network, by: str = "sector", role: Role = "total") -> float:
    """Number of (broker, pair) situations in the pole, in all or in one role.

    Σ_v (pairs {a, c} that v brokers in the role). A pair with three brokers counts three times: it counts situations,
    not pairs.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    by : str
        Categorical column of the actors that plays the sector; unlabelled actors are left out.
    role : {"total", "coordinator", "itinerant", "boundary", "liaison"}
        Which role; see ``actor_brokerage_table``.

    Returns
    -------
    float
        A whole number, 0 or more: 0 when everybody's partners know each other.

    Raises
    ------
    UndefinedMeasure
        When no actor has a label.
    UnknownWord
        When actors have no such column, or there is no such role.

    See Also
    --------
    pole_brokerage_table : all roles, with what chance would give.

    References
    ----------
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation: A formal approach to brokerage in transaction
    networks. Sociological Methodology, 19, 89–126. https://doi.org/10.2307/270949

    Examples
    --------
    The hub of a star stands between each of the three pairs of its partners.

    >>> from coopnet.measures.examples import example_network
    >>> star = example_network("ab ac ad", sectors={"food": "ab", "health": "cd"})
    >>> pole_brokerage(star), pole_brokerage(star, role="boundary")
    (3.0, 2.0)
    """
    if role not in get_args(Role):
        raise UnknownWord(
            f"Unknown role “{role}”. Roles: {', '.join(ROLES)}.",
            f"Rôle inconnu « {role} ». Rôles : {', '.join(ROLES)}.",
        )
    groups = network.groups(by)
    return float(_totals("pole_brokerage", network, groups)[ROLES.index(role)])


@on_views("pairs")
def pole_brokerage_table(network: Network, by: str = "sector") -> pd.DataFrame:
    """Situations of brokerage in the pole by role, with the mean and spread that independent ties would give.

    ``observed``: Σ_v of the counts of each role; ``share``: its part of the total; ``expected`` and ``sd``: exact
    moments of that sum when ties are independent with the observed density d; ``z``: (observed − expected) / sd, for
    screening.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    by : str
        Categorical column of the actors that plays the sector; unlabelled actors are left out.

    Returns
    -------
    DataFrame (coordinator, itinerant, boundary, liaison, total × observed, share, expected, sd, z)
        Counts 0 or more; ``share`` in [0, 1], NaN when nobody brokers anything; ``z`` NaN where the role cannot vary.
        ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UndefinedMeasure
        When no actor has a label.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_brokerage, actor_brokerage_table

    Notes
    -----
    The variance counts that brokers share ties: see ``coopnet.kernels.moments``. Ties of real poles are not
    independent; the p-value that counts is that of a permutation of labels.

    References
    ----------
    Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation: A formal approach to brokerage in transaction
    networks. Sociological Methodology, 19, 89–126. https://doi.org/10.2307/270949

    Examples
    --------
    Four actors, three ties: d = 1/2, q = 1/8, and 12 (broker, pair) couples, 3/2 of them open on average.

    >>> from coopnet.measures.examples import example_network
    >>> star = example_network("ab ac ad", sectors={"food": "ab", "health": "cd"})
    >>> pole_brokerage_table(star).loc["total", ["observed", "expected"]].to_dict()
    {'observed': 3.0, 'expected': 1.5}
    """
    groups = network.groups(by)
    observed = _totals("pole_brokerage_table", network, groups)
    moments = brokerage_total_moments(groups.sizes, _density(network, groups))
    frame = pd.DataFrame(
        {
            "observed": observed,
            "share": observed / observed[-1] if observed[-1] else np.nan,
            "expected": moments.mean,
            "sd": np.sqrt(moments.variance),
            "z": _standardised(observed, moments),
        },
        index=pd.Index(ROLES, name="role"),
    )
    return by_group(frame, "pole_brokerage_table", network.view, groups)


def _counts(network: Network, groups: Groups) -> Reals:
    return brokerage_counts(network.indptr, network.indices, groups.codes, len(groups.labels))


def _totals(name: str, network: Network, groups: Groups) -> Reals:
    if not groups.labels:
        raise _no_label(name, groups)
    return np.asarray(np.nansum(_counts(network, groups), axis=0), dtype=np.float64)


def _no_label(name: str, groups: Groups) -> UndefinedMeasure:
    return undefined(
        name,
        f"no actor has a {groups.by}; fill in that column",
        f"aucun acteur n’a de valeur pour « {groups.by} » ; remplissez cette colonne",
    )


def _density(network: Network, groups: Groups) -> float:
    """Return the pair density among labelled actors, NaN with fewer than two."""
    n = int(groups.sizes.sum())
    return float(ends_between(network, groups).sum()) / (n * (n - 1)) if n > 1 else float("nan")


def _of_actors(by_group_of_broker: Reals, groups: Groups) -> Reals:
    """Hand the row of each group to its actors, NaN to those without."""
    values = np.full((len(groups.codes), by_group_of_broker.shape[1]), np.nan)
    known = groups.codes >= 0
    values[known] = by_group_of_broker[groups.codes[known]]
    return values


def _standardised(counts: Reals, moments: Moments) -> Reals:
    z = np.full(counts.shape, np.nan)
    np.divide(counts - moments.mean, np.sqrt(moments.variance), out=z, where=moments.variance > 0)
    return z


def _actor_roles(values: Reals, name: str, network: Network, groups: Groups) -> pd.DataFrame:
    return by_group(pd.DataFrame(values, index=network.actors, columns=_ROLES), name, network.view, groups)
