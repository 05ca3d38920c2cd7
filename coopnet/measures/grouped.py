"""What measures by group share: the counts of ties between groups, the name of a result, and the usual refusals.

Actors without a label leave every measure by group, with their ties; how many they are travels with the result, in
``attrs["n_unknown"]``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from coopnet.errors import UndefinedMeasure
from coopnet.kernels.compiled import Pointers, Reals
from coopnet.kernels.mixing import ends_between as ends_between_groups
from coopnet.layers import Csr
from coopnet.measures.undefined import undefined
from coopnet.multiplex import Groups
from coopnet.network import Network, Result, View, carrying_view


def by_group(result: Result, name: str, view: View, groups: Groups) -> Result:
    """Return a result named after its measure, its view and, unless it is the sector, the column that groups actors."""
    result.attrs.update(by=groups.by, n_unknown=groups.n_unknown)
    carrying_view(result, name, view)
    if isinstance(result, pd.Series) and groups.by != "sector":
        result.name = f"{name}[{view.name}; {groups.by}]"
    return result


def sector_frame(values: Reals | Pointers, name: str, view: View, groups: Groups) -> pd.DataFrame:
    """Return a groups × groups array as a labelled DataFrame that carries the view."""
    labels = pd.Index(groups.labels, name=groups.by)
    return by_group(pd.DataFrame(values, index=labels, columns=labels), name, view, groups)


def actor_frame(columns: dict[str, Reals], index: pd.Index, name: str, view: View, groups: Groups) -> pd.DataFrame:
    """Return arrays over actors as one table that carries the view."""
    return by_group(pd.DataFrame(columns, index=index), name, view, groups)


def ends_between(network: Network, groups: Groups) -> Reals:
    """Return the ends of ties between groups, groups × groups: a tie within a group counts twice on the diagonal."""
    return ends_between_groups(network.indptr, network.indices, network.weights, groups.codes, len(groups.labels))


def neighbours_by_group(network: Network, groups: Groups) -> Reals:
    """Return the sum of each actor's ties with each group, actors × groups; unlabelled partners are in none."""
    return np.asarray((network.matrix @ _members(groups)).toarray(), dtype=np.float64)


def _members(groups: Groups) -> Csr:
    known = np.flatnonzero(groups.codes >= 0)
    shape = (len(groups.codes), len(groups.labels))
    return sparse.csr_array((np.ones(len(known)), (known, groups.codes[known])), shape=shape)


def no_ties(name: str, groups: Groups) -> UndefinedMeasure:
    """Return the refusal of a measure that needs a tie between two labelled actors."""
    return undefined(
        name,
        f"no link joins two actors whose {groups.by} is known ({groups.n_unknown} actors have none); "
        f"fill in the column {groups.by}, or add links",
        f"aucun lien ne joint deux acteurs dont « {groups.header('fr')} » est renseigné (acteurs sans valeur : "
        f"{groups.n_unknown}) ; remplissez cette colonne, ou ajoutez des liens",
    )
