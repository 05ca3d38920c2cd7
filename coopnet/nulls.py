"""Null models: hold one thing, break one thing. A Multiplex goes in, a random Multiplex comes out.

Every docstring begins “Hold …; break …”: that sentence is the hypothesis, and reports print it. What is held is held
exactly. A null that can reach a single arrangement only refuses to be drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.errors import Language, NullRefused, UnknownWord
from coopnet.multiplex import Groups, Multiplex

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Null:
    """A null model of the list: the function that draws, and its hypothesis in words.

    Attributes
    ----------
    function : callable
        ``function(multiplex, *, rng, …) -> Multiplex``; its name says what is broken.
    fr, en : str
        Label in each language.
    sentence_fr, sentence_en : str
        The hypothesis, “Hold …; break …”.
    moves_labels : bool
        Whether only the labels of actors move, so that measures by group can be drawn in batches.
    """

    function: Callable[..., Multiplex]
    fr: str
    en: str
    sentence_fr: str
    sentence_en: str
    moves_labels: bool = False

    @property
    def name(self) -> str:
        """Name of the function, which is the name of the null."""
        return self.function.__name__

    def label(self, language: Language) -> str:
        """Return the label in the language asked for."""
        return self.fr if language == "fr" else self.en

    def sentence(self, language: Language) -> str:
        """Return the hypothesis in the language asked for."""
        return self.sentence_fr if language == "fr" else self.sentence_en


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
        where_fr = f" à l’intérieur de « {strata.by} »" if strata else ""
        raise NullRefused(
            f"Shuffling “{groups.by}”{where} leaves a single arrangement: all actors that could be exchanged have the "
            "same label. Compare by another column.",
            f"Redistribuer « {groups.by} »{where_fr} ne laisse qu’un seul arrangement : tous les acteurs échangeables "
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


NULLS: Mapping[str, Null] = MappingProxyType(
    {
        null.name: null
        for null in (
            Null(
                shuffle_sectors,
                fr="secteurs redistribués",
                en="sectors shuffled",
                sentence_fr="On garde tous les liens et la taille de chaque secteur ; on redistribue au hasard les "
                "secteurs entre les acteurs.",
                sentence_en="Hold every link and the size of each sector; break which actor is of which sector.",
                moves_labels=True,
            ),
            Null(
                shuffle_sectors_within,
                fr="secteurs redistribués à type égal",
                en="sectors shuffled within types",
                sentence_fr="On garde tous les liens et la répartition des secteurs dans chaque type d’acteur ; on "
                "redistribue au hasard les secteurs entre acteurs du même type.",
                sentence_en="Hold every link and the sectors of each type of actor; break which actor of a type is of "
                "which sector.",
                moves_labels=True,
            ),
        )
    }
)


def null_named(null: str | Null | Callable[..., Multiplex]) -> Null:
    """Return a null model of the list by its name or its function.

    Raises
    ------
    UnknownWord
        When it is not of the list.
    """
    if isinstance(null, Null):
        return null
    name = null if isinstance(null, str) else getattr(null, "__name__", repr(null))
    if name not in NULLS:
        raise UnknownWord(
            f"Unknown null model “{name}”. Null models: {', '.join(NULLS)}.",
            f"Modèle nul inconnu « {name} ». Modèles nuls : {', '.join(NULLS)}.",
        )
    return NULLS[name]
