"""Null models that move labels: links stay where they are, actors exchange their sectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.chance import known_generator
from coopnet.errors import NullRefused
from coopnet.kernels.dealing import dealt_labels
from coopnet.layers import IntArray
from coopnet.multiplex import Groups, Multiplex, multiplex_of
from coopnet.pole import Pole


@dataclass(frozen=True, eq=False)
class Relabelling:
    """A null model that moves labels only, made ready for one multiplex: it draws multiplexes, or labels alone.

    Attributes
    ----------
    multiplex : Multiplex
    groups : Groups
        The labels of the data.
    deals : sequence of int arrays
        Sets of actors among whom labels are dealt.
    """

    multiplex: Multiplex
    groups: Groups
    deals: Sequence[npt.NDArray[np.intp]]

    def __call__(self, rng: np.random.Generator) -> Multiplex:
        """Return one draw."""
        return self.relabelled(self.codes(rng, 1)[0])

    def codes(self, rng: np.random.Generator, n_draws: int) -> IntArray:
        """Return the codes of groups of many draws, draws × actors; −1 stays −1."""
        drawn = np.tile(self.groups.codes.astype(np.int32), (n_draws, 1))
        for actors in self.deals:
            chances = rng.random((n_draws, len(actors) - 1))
            drawn[:, actors] = dealt_labels(self.groups.codes[actors].astype(np.int32), chances)
        return drawn

    def relabelled(self, codes: IntArray) -> Multiplex:
        """Return the multiplex with the labels of one draw."""
        labels = np.array([*self.groups.labels, None], dtype=object)[codes]  # −1 takes the last: no label
        attributes = self.multiplex.attributes.assign(**{self.groups.by: pd.array(labels, dtype="str")})
        return replace(self.multiplex, attributes=attributes)


def shuffle_sectors(multiplex: Pole | Multiplex, *, rng: np.random.Generator, by: str = "sector") -> Multiplex:
    """Hold every link, every membership and the size of each sector; break which actor is of which sector.

    The known labels are dealt again among the actors that have one, all deals equally likely. Actors without a label
    keep having none.

    Parameters
    ----------
    multiplex : Pole or Multiplex
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

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> path = example_multiplex("ab bc", sectors={"food": "ab", "culture": "c"})
    >>> sorted(shuffle_sectors(path, rng=np.random.default_rng(1)).attributes["sector"])
    ['culture', 'food', 'food']
    """
    return ready_to_shuffle_sectors(multiplex, by=by)(known_generator(rng))


def shuffle_sectors_within(
    multiplex: Pole | Multiplex, *, rng: np.random.Generator, by: str = "sector", strata: str = "type"
) -> Multiplex:
    """Hold every link and, within each stratum, the size of each sector; break which actor of it is of which sector.

    Parameters
    ----------
    multiplex : Pole or Multiplex
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

    Examples
    --------
    Each type keeps one actor of each sector:

    >>> from coopnet.multiplex import multiplex_of
    >>> from coopnet.pole import Pole
    >>> pole = Pole.from_tables({"actors": {"id": list("abcd"), "type": ["ess", "ess", "firm", "firm"],
    ...     "sector": ["food", "culture", "food", "culture"]}})
    >>> found = list(shuffle_sectors_within(multiplex_of(pole), rng=np.random.default_rng(1)).attributes["sector"])
    >>> sorted(found[:2]), sorted(found[2:])
    (['culture', 'food'], ['culture', 'food'])
    """
    return ready_to_shuffle_sectors_within(multiplex, by=by, strata=strata)(known_generator(rng))


def ready_to_shuffle_sectors(multiplex: Pole | Multiplex, *, by: str = "sector") -> Relabelling:
    """Return :func:`shuffle_sectors` made ready for a multiplex.

    Raises
    ------
    NullRefused
        As :func:`shuffle_sectors`.
    """
    multiplex = multiplex_of(multiplex)
    groups = multiplex.groups(by)
    return _ready(multiplex, groups, [np.flatnonzero(groups.codes >= 0)], None)


def ready_to_shuffle_sectors_within(
    multiplex: Pole | Multiplex, *, by: str = "sector", strata: str = "type"
) -> Relabelling:
    """Return :func:`shuffle_sectors_within` made ready for a multiplex.

    Raises
    ------
    NullRefused
        As :func:`shuffle_sectors_within`.
    """
    multiplex = multiplex_of(multiplex)
    groups, layers = multiplex.groups(by), multiplex.groups(strata)
    known = groups.codes >= 0
    deals = [np.flatnonzero(known & (layers.codes == stratum)) for stratum in np.unique(layers.codes)]
    return _ready(multiplex, groups, deals, strata)


def _ready(
    multiplex: Multiplex, groups: Groups, deals: Sequence[npt.NDArray[np.intp]], strata: str | None
) -> Relabelling:
    moving = [actors for actors in deals if np.unique(groups.codes[actors]).size > 1]
    if not moving:
        where = f" within {strata}" if strata else ""
        where_fr = f" à l’intérieur de « {strata} »" if strata else ""
        raise NullRefused(
            f"Shuffling “{groups.by}”{where} leaves a single arrangement: all actors that could be exchanged have the "
            "same label. Compare by another column.",
            f"Redistribuer « {groups.header('fr')} »{where_fr} ne laisse qu’un seul arrangement : tous les acteurs "
            "échangeables ont la même étiquette. Comparez selon une autre colonne.",
        )
    return Relabelling(multiplex, groups, moving)
