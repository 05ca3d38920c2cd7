"""Null models that move labels: links stay where they are, actors exchange their sectors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.errors import NullRefused
from coopnet.multiplex import Groups, Multiplex

Labels = npt.NDArray[np.int64]


def shuffle_sectors(multiplex: Multiplex, *, rng: np.random.Generator, by: str = "sector") -> Multiplex:
    """Hold every link, every membership and the size of each sector; break which actor is of which sector.

    The known labels are dealt again among the actors that have one, all deals equally likely. Actors without a label
    keep having none.

    Parameters
    ----------
    multiplex : Multiplex
    rng : numpy.random.Generator
    by : str
        The categorical column that is shuffled.

    Returns
    -------
    Multiplex
        The same links over shuffled labels.

    Raises
    ------
    NullRefused
        When fewer than two groups are present: every deal is the same.

    References
    ----------
    Hubert, L. & Schultz, J. (1976). Quadratic assignment as a general data analysis strategy. British Journal of
    Mathematical and Statistical Psychology, 29, 190–241. https://doi.org/10.1111/j.2044-8317.1976.tb00714.x
    """
    groups = multiplex.groups(by)
    return _relabelled(multiplex, groups, shuffled_labels(groups, rng=rng))


def shuffle_sectors_within(
    multiplex: Multiplex, *, rng: np.random.Generator, by: str = "sector", strata: str = "type"
) -> Multiplex:
    """Hold every link and, within each stratum, the size of each sector; break which actor of it is of which sector.

    Parameters
    ----------
    multiplex : Multiplex
    rng : numpy.random.Generator
    by : str
        The categorical column that is shuffled.
    strata : str
        The categorical column within whose groups labels stay: actor type by default, commune for example. Actors
        without a stratum form one stratum together.

    Returns
    -------
    Multiplex
        The same links over labels shuffled within strata.

    Raises
    ------
    NullRefused
        When no stratum holds two different labels: every deal is the same.
    """
    groups, layers = multiplex.groups(by), multiplex.groups(strata)
    return _relabelled(multiplex, groups, shuffled_labels(groups, rng=rng, strata=layers))


def shuffled_labels(groups: Groups, *, rng: np.random.Generator, strata: Groups | None = None) -> Labels:
    """Return the codes of groups dealt again among the actors that have one, within strata if given.

    Parameters
    ----------
    groups : Groups
    rng : numpy.random.Generator
    strata : Groups, optional

    Returns
    -------
    int64 array (actors)
        −1 stays −1.

    Raises
    ------
    NullRefused
        When every deal is the same.
    """
    deals = _deals(groups, strata)
    if not any(np.unique(groups.codes[actors]).size > 1 for actors in deals):
        where = f" within {strata.by}" if strata else ""
        where_fr = f" à l’intérieur de « {strata.by} »" if strata else ""
        raise NullRefused(
            f"Shuffling “{groups.by}”{where} leaves a single arrangement: all actors that could be exchanged have the "
            "same label. Compare by another column.",
            f"Redistribuer « {groups.by} »{where_fr} ne laisse qu’un seul arrangement : tous les acteurs échangeables "
            "ont la même étiquette. Comparez selon une autre colonne.",
        )
    labels = groups.codes.copy()
    for actors in deals:
        labels[actors] = rng.permutation(labels[actors])
    return labels


def _deals(groups: Groups, strata: Groups | None) -> list[npt.NDArray[np.intp]]:
    """Return the sets of actors among whom labels are dealt."""
    known = groups.codes >= 0
    if strata is None:
        return [np.flatnonzero(known)]
    return [np.flatnonzero(known & (strata.codes == stratum)) for stratum in np.unique(strata.codes)]


def _relabelled(multiplex: Multiplex, groups: Groups, codes: Labels) -> Multiplex:
    labels = np.array([*groups.labels, None], dtype=object)[codes]  # −1 takes the last: no label
    attributes = multiplex.attributes.assign(**{groups.by: pd.array(labels, dtype="str")})
    return replace(multiplex, attributes=attributes)
