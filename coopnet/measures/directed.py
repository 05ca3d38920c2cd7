"""Directed kinds (funding, political support): who gives, who receives, and whether it comes back.

Every other measure drops directions, and the name of its view says so.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.layers import Csr
from coopnet.measures.declaration import on_multiplex
from coopnet.multiplex import Multiplex
from coopnet.network import View, carrying_view


@on_multiplex
def actor_directed_degree_table(multiplex: Multiplex) -> pd.DataFrame:
    """Number of actors that each actor gives to, and receives from, in each directed kind.

    out_i = Σ_j a_ij and in_i = Σ_j a_ji, a_ij = 1 if there is a link of that kind from i to j.

    Parameters
    ----------
    multiplex : Multiplex
        Directed kinds count only where their nature does: ``cn.multiplex_of(pole, natures="all")``.

    Returns
    -------
    DataFrame of float, by actor
        Two columns per directed kind, ``KIND_out`` and ``KIND_in``, from 0 to n − 1; never undefined. No column when no
        directed kind counts.

    See Also
    --------
    kind_reciprocity_table : whether what is given is given back.

    Notes
    -----
    Parallel links count once. Both columns of a kind have the same sum.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University Press.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    a funds b twice, and c; b funds c:

    >>> from coopnet.measures.examples import example_multiplex
    >>> actor_directed_degree_table(example_multiplex({"funding": "ab ab ac bc"})).T.to_dict()
    {'a': {'funding_out': 2.0, 'funding_in': 0.0}, 'b': {'funding_out': 1.0, 'funding_in': 1.0}, \
'c': {'funding_out': 0.0, 'funding_in': 2.0}}
    """
    columns = {}
    for kind, counts in _directed(multiplex).items():
        columns[f"{kind}_out"] = np.diff(counts.indptr).astype(np.float64)
        columns[f"{kind}_in"] = np.bincount(counts.indices, minlength=multiplex.n_actors).astype(np.float64)
    table = pd.DataFrame(columns, index=multiplex.actors)
    return carrying_view(table, "actor_directed_degree_table", _as_directed(multiplex))


@on_multiplex
def kind_reciprocity_table(multiplex: Multiplex) -> pd.DataFrame:
    """Whether what is given is given back, for each directed kind.

    r = Σ a_ij a_ji / Σ a_ij, and ρ = (r − ā)/(1 − ā), ā = Σ a_ij / (n (n − 1)) being what chance alone would give back.

    Parameters
    ----------
    multiplex : Multiplex
        Directed kinds count only where their nature does: ``cn.multiplex_of(pole, natures="all")``.

    Returns
    -------
    DataFrame, by directed kind
        ``ties``: ordered pairs with a link, Σ a_ij; ``reciprocity``: r, from 0 (nothing is given back) to 1 (everything
        is), NaN without tie; ``density``: ā; ``rho``: ρ, above 0 when more is given back than by chance, at most 1, NaN
        when ā = 1. No row when no directed kind counts.

    See Also
    --------
    actor_directed_degree_table : who gives and receives.

    Notes
    -----
    Parallel links count once. Funding is hardly ever given back: a low value is no defect.

    References
    ----------
    Garlaschelli, D. & Loffredo, M. I. (2004). Patterns of link reciprocity in directed networks. Physical Review
    Letters, 93, 268701. https://doi.org/10.1103/PhysRevLett.93.268701

    Examples
    --------
    Three ties, two of which answer each other; chance gives 3/6 back: ρ = (2/3 − 1/2)/(1/2).

    >>> from coopnet.measures.examples import example_multiplex
    >>> kind_reciprocity_table(example_multiplex({"funding": "ab ba ac"})).round(3).T.to_dict()
    {'funding': {'ties': 3.0, 'reciprocity': 0.667, 'density': 0.5, 'rho': 0.333}}
    """
    kinds = _directed(multiplex)
    ties = np.array([counts.nnz for counts in kinds.values()], dtype=np.float64)
    mutual = np.array([((counts > 0).multiply((counts > 0).T)).nnz for counts in kinds.values()], dtype=np.float64)
    possible = float(multiplex.n_actors * (multiplex.n_actors - 1))
    frame = pd.DataFrame({"ties": ties}, index=pd.Index(list(kinds), name="kind"))
    frame["reciprocity"] = mutual / frame["ties"].where(frame["ties"] > 0)
    frame["density"] = frame["ties"] / possible
    chance_left = (1 - frame["density"]).where(frame["density"] < 1)
    frame["rho"] = (frame["reciprocity"] - frame["density"]) / chance_left
    return carrying_view(frame, "kind_reciprocity_table", _as_directed(multiplex))


def _directed(multiplex: Multiplex) -> dict[str, Csr]:
    return {kind: layer.counts for kind, layer in multiplex.links.items() if layer.directed}


def _as_directed(multiplex: Multiplex) -> View:
    return View("pairs", tuple(_directed(multiplex)), multiplex.scope, symmetrised=False)
