"""The multiplex: direct links by kind and structures by kind, as arrays. What null models act on.

Which rows count is decided here, once: natures, reference date, projection limit. The decision is a :class:`Scope`, and
its name travels with everything measured afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.dates import active
from coopnet.errors import UnknownWord
from coopnet.kernels.adjacency import Combined, Gathered, combined_kinds
from coopnet.layers import AffiliationLayer, Csr, LinkLayer, binary_incidence, csr
from coopnet.pole import Pole
from coopnet.vocabulary import NATURES, Nature, Vocabulary

At = str | None
PROJECTION_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows of a pole count.

    Attributes
    ----------
    natures : tuple of str
        Natures of the kinds that count.
    at : str or None
        Date at which rows must be active (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``); None takes every date.
    limit : int
        Largest number of named members of a structure that is projected to pairs.
    """

    natures: tuple[str, ...] = ("cooperation",)
    at: At = None
    limit: int = PROJECTION_LIMIT

    @property
    def name(self) -> str:
        """The scope in words, ``cooperation, at 2012, structures ≤ 500`` for example."""
        when = f"at {self.at}" if self.at else "all dates"
        return f"{' + '.join(self.natures)}, {when}, structures ≤ {self.limit}"


@dataclass(frozen=True, eq=False)
class Multiplex:
    """Actors, direct links by kind, structures by kind; frozen. Null models turn one into another.

    Attributes
    ----------
    actors : Index of str (actors)
    attributes : DataFrame (actors)
        Columns of ``actors``; any categorical one can play the sector.
    links : mapping of kind to LinkLayer
    affiliations : mapping of kind to AffiliationLayer
    scope : Scope
        Which rows counted.
    vocabulary : Vocabulary
    pole_name, notice, notice_en : str
        What outputs print.
    """

    actors: pd.Index
    attributes: pd.DataFrame
    links: Mapping[str, LinkLayer]
    affiliations: Mapping[str, AffiliationLayer]
    scope: Scope
    vocabulary: Vocabulary
    pole_name: str = ""

    @property
    def n_actors(self) -> int:
        """Number of actors."""
        return len(self.actors)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of link present, those that come from structures included, in the order of the vocabulary."""
        present = {*self.links, *self.affiliations}
        return tuple(kind for kind in self.vocabulary.kinds if kind in present)

    @property
    def has_directed_links(self) -> bool:
        """Whether some kind is directed, and so symmetrised by every view."""
        return any(layer.directed and layer.source.size for layer in self.links.values())

    @property
    def left_two_mode(self) -> tuple[str, ...]:
        """Structures above the projection limit: their members are not joined pairwise."""
        return tuple(
            structure
            for layer in self.affiliations.values()
            for structure in layer.structures[~layer.projected(self.scope.limit)]
        )

    def pairs(self, kind: str) -> Gathered:
        """Number of parallel links of one kind and their summed weights for each pair of actors: symmetric."""
        self._known(kind)
        parts = [self.links[kind].pairs] if kind in self.links else []
        if kind in self.affiliations:
            parts.append(self.affiliations[kind].pairs(self.scope.limit))
        if len(parts) == 1:
            return parts[0]
        both = combined_kinds(parts, self.n_actors)
        return Gathered(both.indptr, both.indices, both.links, both.weights)

    @cached_property
    def combined(self) -> Combined:
        """All kinds on one pattern: number of links, of kinds, and summed weights of each linked pair."""
        return combined_kinds([self.pairs(kind) for kind in self.kinds], self.n_actors)

    def pair_counts(self, kind: str) -> Csr:
        """Number of parallel links of one kind for each pair of actors, symmetric, actors × actors."""
        found = self.pairs(kind)
        return csr(found.indptr, found.indices, found.counts, self.n_actors)

    def pair_weights(self, kind: str) -> Csr:
        """Summed weight of one kind for each pair: link weights, and Newman weights of shared structures."""
        found = self.pairs(kind)
        return csr(found.indptr, found.indices, found.sums, self.n_actors)

    def restricted(self, kinds: Iterable[str]) -> Multiplex:
        """Return the multiplex with some kinds only."""
        wanted = tuple(kinds)
        for kind in wanted:
            self._known(kind)
        return replace(
            self,
            links=MappingProxyType({kind: layer for kind, layer in self.links.items() if kind in wanted}),
            affiliations=MappingProxyType({kind: layer for kind, layer in self.affiliations.items() if kind in wanted}),
        )

    def groups(self, by: str = "sector") -> Groups:
        """Return the groups of actors by a categorical column."""
        return groups_of(self.attributes, by, self.vocabulary)

    def _known(self, kind: str) -> None:
        if kind not in self.links and kind not in self.affiliations:
            raise UnknownWord(
                f"No link of kind “{kind}” counts here ({self.scope.name}). Kinds present: {', '.join(self.kinds)}.",
                f"Aucun lien de nature « {kind} » ne compte ici ({self.scope.name}). "
                f"Natures présentes : {', '.join(self.kinds)}.",
            )

    def __repr__(self) -> str:
        return (
            f"<Multiplex {self.pole_name!r}: {self.n_actors} actors, kinds {', '.join(self.kinds)}; {self.scope.name}>"
        )

    def __getstate__(self) -> dict[str, object]:
        # mapping proxies do not pickle; ensembles send multiplexes to worker processes
        return {**self.__dict__, "links": dict(self.links), "affiliations": dict(self.affiliations)}


@dataclass(frozen=True, eq=False)
class Groups:
    """Actors sorted into the groups of one categorical column.

    Attributes
    ----------
    by : str
        The column.
    codes : int64 array (actors)
        Group of each actor, −1 where the actor has no label.
    labels : tuple of str
        Labels of the groups present: the order of the vocabulary for its own words, else alphabetical.
    """

    by: str
    codes: npt.NDArray[np.int64]
    labels: tuple[str, ...]

    @property
    def sizes(self) -> npt.NDArray[np.int64]:
        """Number of actors of each group."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.labels)).astype(np.int64)

    @property
    def n_unknown(self) -> int:
        """Number of actors without a label, which leave every measure by group."""
        return int((self.codes < 0).sum())


_WORD_LISTS = {"sector": "sectors", "type": "actor_types", "authority_role": "authority_roles"}
_NOT_GROUPS = ("name", "siren", "siret", "longitude", "latitude", "employees", "joined", "left", "evidence", "date")


def groups_of(attributes: pd.DataFrame, by: str, words: Vocabulary) -> Groups:
    """Return the groups of actors by a categorical column of their attributes.

    Raises
    ------
    UnknownWord
        When there is no such column, or when it is not one of categories (names, dates, coordinates).
    """
    usable = [column for column in attributes.columns if column not in _NOT_GROUPS]
    if by not in usable:
        raise UnknownWord(
            f"Actors cannot be grouped by “{by}”; columns that can: {', '.join(usable)}.",
            f"Impossible de regrouper les acteurs par « {by} » ; colonnes possibles : {', '.join(usable)}.",
        )
    codes, found = pd.factorize(attributes[by])
    present = [str(label) for label in found]
    order = words.lists.get(_WORD_LISTS.get(by, ""), {})
    labels = [code for code in order if code in present]
    labels += sorted(set(present).difference(labels))
    place = {label: rank for rank, label in enumerate(labels)}
    ranks = np.array([*(place[label] for label in present), -1], dtype=np.int64)  # the last one serves the code −1
    return Groups(by, ranks[codes], tuple(labels))


def multiplex_of(
    pole: Pole | Multiplex,
    *,
    natures: Iterable[Nature] | Literal["all"] = ("cooperation",),
    at: str | None = "reference",
    limit: int = PROJECTION_LIMIT,
) -> Multiplex:
    """Return the links and structures of a pole that count, as arrays.

    Parameters
    ----------
    pole : Pole or Multiplex
        A Multiplex is returned as it is.
    natures : iterable of str or "all"
        Natures of the kinds that count; only cooperation by default (contracts, funding and support are not).
    at : str or None
        Date at which rows must be active; ``"reference"`` takes the pole's reference date, None every date. Rows
        without dates always count. Dates compare as their widest interval: 2012 lasts from 1 January to 31 December.
    limit : int
        Structures with more named members than this stay two-mode: no pairwise link.

    Returns
    -------
    Multiplex

    Notes
    -----
    An actor who left before the date, or joined after it, is not there, nor are its links and memberships. A membership
    counts when both it and its structure are active.
    """
    if isinstance(pole, Multiplex):
        return pole
    chosen = NATURES if natures == "all" else _known_natures(natures)
    when = (pole.about.reference_date or None) if at == "reference" else _known_date(at)
    scope = Scope(natures=chosen, at=when, limit=_known_limit(limit))
    actors, structures, memberships, links = pole.actors, pole.structures, pole.memberships, pole.links
    actors = actors[active(actors["joined"], actors["left"], when)]
    kinds = [kind for kind in pole.vocabulary.kinds.values() if kind.nature in chosen]
    position = pd.Index(actors.index)
    links = links[active(links["since"], links["until"], when)]
    source, target = (
        position.get_indexer(pd.Index(links["source"])),
        position.get_indexer(pd.Index(links["target"])),
    )
    here = (source >= 0) & (target >= 0)
    weight = links["weight"].fillna(1.0).to_numpy(dtype=np.float64)
    kind_codes = links["kind"].to_numpy(dtype=object)
    layers = {}
    for kind in kinds:
        rows = np.flatnonzero(here & (kind_codes == kind.code))
        if rows.size:
            layers[kind.code] = LinkLayer(
                kind=kind.code,
                nature=kind.nature,
                directed=kind.directed,
                source=source[rows].astype(np.int32),
                target=target[rows].astype(np.int32),
                weight=weight[rows],
                row=links.index.to_numpy()[rows],
                n_actors=len(position),
            )
    structures = structures[active(structures["founded"], structures["closed"], when)]
    memberships = memberships[active(memberships["since"], memberships["until"], when)]
    return Multiplex(
        actors=position,
        attributes=actors,
        links=MappingProxyType(layers),
        affiliations=MappingProxyType(
            {
                kind.code: _affiliation_layer(kind.code, kind.nature, structures, memberships, position)
                for kind in kinds
                if (structures["kind"] == kind.code).any()
            }
        ),
        scope=scope,
        vocabulary=pole.vocabulary,
        pole_name=pole.about.name,
    )


def _affiliation_layer(
    kind: str, nature: str, structures: pd.DataFrame, memberships: pd.DataFrame, actors: pd.Index
) -> AffiliationLayer:
    own = structures[structures["kind"] == kind]
    rows, columns = (
        actors.get_indexer(pd.Index(memberships["actor"])),
        own.index.get_indexer(pd.Index(memberships["structure"])),
    )
    here = (rows >= 0) & (columns >= 0)
    return AffiliationLayer(
        kind=kind,
        nature=nature,
        structures=pd.Index(own.index),
        incidence=binary_incidence(rows[here], columns[here], len(actors), len(own)),
        declared=own["size"].to_numpy(dtype=np.float64, na_value=np.nan),
    )


def _known_natures(natures: Iterable[str]) -> tuple[str, ...]:
    wanted = (natures,) if isinstance(natures, str) else tuple(natures)
    unknown = [nature for nature in wanted if nature not in NATURES]
    if unknown or not wanted:
        raise UnknownWord(
            f"Unknown nature “{''.join(unknown[:1])}”. Natures: {', '.join(NATURES)}, or all.",
            f"Nature inconnue « {''.join(unknown[:1])} ». Natures : {', '.join(NATURES)}, ou all.",
        )
    return tuple(nature for nature in NATURES if nature in wanted)


def _known_date(at: str | None) -> str | None:
    if at is None:
        return None
    parts = at.split("-")
    if [len(part) for part in parts] in ([4], [4, 2], [4, 2, 2]) and all(part.isdecimal() for part in parts):
        return at
    raise UnknownWord(
        f"“{at}” is not a date; write YYYY, YYYY-MM or YYYY-MM-DD.",
        f"« {at} » n’est pas une date ; écrivez AAAA, AAAA-MM ou AAAA-MM-JJ.",
    )


def _known_limit(limit: int) -> int:
    if limit < 0:
        raise UnknownWord(
            f"The projection limit is {limit}; it is a number of members, 0 or more.",
            f"La limite de projection vaut {limit} ; c’est un nombre de membres, 0 ou plus.",
        )
    return int(limit)
