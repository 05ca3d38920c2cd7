"""Clustering of memberships: not inflated by the triangles that projecting a structure creates (Opsahl 2013)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.errors import CostRefused
from coopnet.kernels.twomode import FourPaths, four_paths
from coopnet.layers import refuse_costly_projection
from coopnet.measures.clustering import counting_undefined
from coopnet.measures.declaration import on_affiliation
from coopnet.measures.once import once
from coopnet.measures.undefined import undefined
from coopnet.network import Affiliation
from coopnet.numbers import written

TRIPLES_BUDGET = 100_000_000  # triples of fellow members: a structure of 840, some ten seconds on one core


@on_affiliation
def actor_two_mode_clustering(affiliation: Affiliation, *, budget: float = TRIPLES_BUDGET) -> pd.Series:
    """Share of the pairs of an actor's fellow members, met in two structures, that also meet in a third.

    C*_i = closed 4-paths around i / 4-paths around i. A 4-path is j–s–i–t–k: i meets j in structure s and k in another
    structure t; it is closed when j and k are members of a structure other than s and t.

    Parameters
    ----------
    affiliation : Affiliation
    budget : float
        Largest number of triples of fellow members, Σ_s C(n_s, 3), that is accepted.

    Returns
    -------
    Series of float, by actor
        0 when those whom i meets in different structures never meet elsewhere, 1 when they always do. NaN for an actor
        who meets others in fewer than two structures; ``attrs["n_undefined"]`` counts them.

    Raises
    ------
    CostRefused
        Beyond the budget, which one structure of some 840 members reaches.

    See Also
    --------
    actor_clustering : on the projection, where every structure of three members is a triangle.

    Notes
    -----
    A single structure contributes nothing, however large it is.

    References
    ----------
    Opsahl, T. (2013). Triadic closure in two-mode networks: Redefining the global and local clustering coefficients.
    Social Networks, 35(2), 159–167. https://doi.org/10.1016/j.socnet.2011.07.001

    Examples
    --------
    b meets a in G and c in H; a and c meet in K. Around c, whom b meets in H and a in K, b and a meet in G.

    >>> from coopnet.measures.examples import example_affiliation
    >>> actor_two_mode_clustering(example_affiliation({"G": "ab", "H": "bc", "K": "ac", "L": "cd"})).to_dict()
    {'a': 1.0, 'b': 1.0, 'c': 0.3333333333333333, 'd': nan}
    """
    _refuse_costly_triples("actor_two_mode_clustering", affiliation, budget)
    paths = _paths(affiliation)
    shares = np.full(len(paths.total), np.nan)
    np.divide(paths.closed, paths.total, out=shares, where=paths.total > 0)
    return counting_undefined(affiliation.actor_series(shares, "actor_two_mode_clustering"))


@on_affiliation
def pole_two_mode_clustering(affiliation: Affiliation, *, budget: float = TRIPLES_BUDGET) -> float:
    """Share of the pairs of actors met by a third in two structures that also meet in another structure.

    C* = closed 4-paths / 4-paths, over the whole pole; see ``actor_two_mode_clustering``.

    Parameters
    ----------
    affiliation : Affiliation
    budget : float
        Largest number of triples of fellow members, Σ_s C(n_s, 3), that is accepted.

    Returns
    -------
    float
        0 when no 4-path is closed, 1 when all are.

    Raises
    ------
    UndefinedMeasure
        When nobody meets others in two structures.
    CostRefused
        Beyond the budget.

    See Also
    --------
    pole_transitivity : on the projection; the gap between both is what projecting adds.

    References
    ----------
    Opsahl, T. (2013). Triadic closure in two-mode networks: Redefining the global and local clustering coefficients.
    Social Networks, 35(2), 159–167. https://doi.org/10.1016/j.socnet.2011.07.001

    Examples
    --------
    Around a and b one 4-path each, closed; around c three, of which one is closed:

    >>> from coopnet.measures.examples import example_affiliation
    >>> pole_two_mode_clustering(example_affiliation({"G": "ab", "H": "bc", "K": "ac", "L": "cd"}))
    0.6
    """
    _refuse_costly_triples("pole_two_mode_clustering", affiliation, budget)
    paths = _paths(affiliation)
    if not paths.total.sum():
        raise undefined(
            "pole_two_mode_clustering",
            "no actor meets others in two structures",
            "aucun acteur n’en retrouve d’autres dans deux structures",
        )
    return int(paths.closed.sum()) / int(paths.total.sum())


def _refuse_costly_triples(name: str, affiliation: Affiliation, budget: float) -> None:
    """Refuse to look at every three members of the same structure where that is too many."""
    refuse_costly_projection(affiliation.named)
    sizes = affiliation.named.astype(np.float64)
    triples = float((sizes * (sizes - 1) * (sizes - 2) / 6).sum())
    if triples <= budget:
        return
    (many, most), (beaucoup, limite) = ([written(x, lang, 0) for x in (triples, budget)] for lang in ("en", "fr"))
    raise CostRefused(
        f"{name} would look at {many} triples of fellow members, more than its budget of {most}; raise budget to "
        f"{many}, or choose kinds without the largest structures: cn.affiliation_of(pole, kinds=…).",
        f"{name} examinerait {beaucoup} trios de membres d’une même structure, plus que sa limite de {limite}\u202f; "
        f"relevez budget à {beaucoup}, ou choisissez des natures sans les plus grandes structures\u202f: "
        "cn.affiliation_of(pole, kinds=…).",
    )


@once
def _paths(affiliation: Affiliation) -> FourPaths:
    incidence = affiliation.incidence
    return four_paths(incidence.indptr, incidence.indices, len(affiliation.structures))
