"""The multiplex: direct links by kind and structures by kind, as arrays. What null models act on.

Which rows count is decided here, once: natures, reference date, projection limit. The decision is a :class:`Scope`, and
its name travels with everything measured afterwards.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.dates import active
from coopnet.errors import Language, UnknownWord, ViewRefused
from coopnet.kernels.adjacency import Combined, Gathered, combined_kinds
from coopnet.layers import AffiliationLayer, Csr, LinkLayer, binary_incidence, csr
from coopnet.pole import Pole
from coopnet.vocabulary import NATURES, Kind, Nature, Vocabulary, vocabulary

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
        """Return the multiplex with some kinds only, or one."""
        wanted = (kinds,) if isinstance(kinds, str) else tuple(kinds)
        if not wanted:
            raise UnknownWord(
                f"No kind would be kept; keep at least one of {', '.join(self.kinds)}, or leave out kinds=.",
                f"Aucune nature de lien ne serait gardée ; gardez-en au moins une parmi {', '.join(self.kinds)}, ou "
                "retirez kinds=.",
            )
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

    def header(self, language: Language) -> str:
        """Return the name of the column as readers know it, « secteur » for ``sector``."""
        column = vocabulary().tables["actors"].columns.get(self.by)
        return column.header(language) if column else self.by

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
    if by not in attributes.columns or by in _NOT_GROUPS:
        possible = [column for column in attributes.columns if column not in _NOT_GROUPS]
        usable = [column for column in possible if attributes[column].notna().any()] or possible
        columns = words.tables["actors"].columns
        asked_fr, *usable_fr = (columns[column].fr if column in columns else column for column in (by, *usable))
        raise UnknownWord(
            f"Actors cannot be grouped by “{by}”; columns that can: {', '.join(usable)}.",
            f"Impossible de regrouper les acteurs par « {asked_fr} » ; colonnes possibles : {', '.join(usable_fr)}.",
        )
    column = attributes[by]
    codes, found = pd.factorize(column.to_numpy() if column.dtype == "str" else column)
    present = [str(label) for label in found]
    order = words.lists.get(_WORD_LISTS.get(by, ""), {})
    listed = set(present).intersection(order)
    labels = [code for code in order if code in listed] if listed else []
    labels += sorted(set(present).difference(listed))
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

    Raises
    ------
    ViewRefused
        For something that is no pole, a network or the name of a folder for instance.
    UnknownWord
        For a nature, a date or a limit that is none.

    Notes
    -----
    An actor who left before the date, or joined after it, is not there, nor are its links and memberships. A membership
    counts when both it and its structure are active.
    """
    if isinstance(pole, Multiplex):
        return pole
    if not isinstance(pole, Pole):
        raise _no_pole(pole)
    chosen = NATURES if natures == "all" else _known_natures(natures)
    when = (pole.about.reference_date or None) if at == "reference" else _known_date(at)
    scope = Scope(natures=chosen, at=when, limit=_known_limit(limit))
    actors = _rows_at(pole.actors, "joined", "left", when)
    kinds = [kind for kind in pole.vocabulary.kinds.values() if kind.nature in chosen]
    position = pd.Index(actors.index)
    return Multiplex(
        actors=position,
        attributes=actors,
        links=MappingProxyType(_link_layers(kinds, _rows_at(pole.links, "since", "until", when), position)),
        affiliations=MappingProxyType(
            _affiliation_layers(
                kinds,
                _rows_at(pole.structures, "founded", "closed", when),
                _rows_at(pole.memberships, "since", "until", when),
                position,
            )
        ),
        scope=scope,
        vocabulary=pole.vocabulary,
        pole_name=pole.about.name,
    )


def _rows_at(table: pd.DataFrame, first: str, last: str, when: str | None) -> pd.DataFrame:
    """Return the rows of a table that are active at a date."""
    return table if when is None else table[active(table[first], table[last], when)]


def _link_layers(kinds: Sequence[Kind], links: pd.DataFrame, actors: pd.Index) -> dict[str, LinkLayer]:
    source, target = (actors.get_indexer(pd.Index(links[end])).astype(np.int32) for end in ("source", "target"))
    weight = links["weight"].to_numpy(dtype=np.float64, na_value=1.0)
    numbers = links.index.to_numpy()
    of_kind = _places(links["kind"], (source >= 0) & (target >= 0))
    layers = {}
    for kind in kinds:
        rows = of_kind.get(kind.code)
        if rows is not None and rows.size:
            layers[kind.code] = LinkLayer(
                kind=kind.code,
                nature=kind.nature,
                directed=kind.directed,
                source=source[rows],
                target=target[rows],
                weight=weight[rows],
                row=numbers[rows],
                n_actors=len(actors),
            )
    return layers


def _affiliation_layers(
    kinds: Sequence[Kind], structures: pd.DataFrame, memberships: pd.DataFrame, actors: pd.Index
) -> dict[str, AffiliationLayer]:
    everywhere = np.ones(len(structures), dtype=np.bool_)
    of_kind = _places(structures["kind"], everywhere)
    rows = actors.get_indexer(pd.Index(memberships["actor"]))
    columns = structures.index.get_indexer(pd.Index(memberships["structure"]))
    here = (rows >= 0) & (columns >= 0)
    rows, columns = rows[here], columns[here]
    declared = structures["size"].to_numpy(dtype=np.float64, na_value=np.nan)
    place = np.full(len(structures), -1, dtype=np.int64)  # of a structure among those of its kind
    layers = {}
    for kind in kinds:
        own = of_kind.get(kind.code)
        if own is None:
            continue
        place[own] = np.arange(len(own))
        column = place[columns]
        place[own] = -1
        theirs = column >= 0
        layers[kind.code] = AffiliationLayer(
            kind=kind.code,
            nature=kind.nature,
            structures=structures.index[own],
            incidence=binary_incidence(rows[theirs], column[theirs], len(actors), len(own)),
            declared=declared[own],
        )
    return layers


def _places(words: pd.Series, where: npt.NDArray[np.bool_]) -> dict[str, npt.NDArray[np.int64]]:
    """Return where each word stands in a column, among some of its rows."""
    codes, found = pd.factorize(words.to_numpy(dtype=object))
    return {str(word): np.flatnonzero(where & (codes == code)) for code, word in enumerate(found)}


def _known_natures(natures: Iterable[str]) -> tuple[str, ...]:
    wanted = (natures,) if isinstance(natures, str) else tuple(natures or ())
    if not wanted:
        raise UnknownWord(
            f"No nature of link would count; name one of {', '.join(NATURES)}, or all.",
            f"Aucun lien ne compterait ; nommez au moins une nature parmi {', '.join(NATURES)}, ou all.",
        )
    unknown = [nature for nature in wanted if nature not in NATURES]
    if unknown:
        raise UnknownWord(
            f"Unknown nature “{unknown[0]}”. Natures: {', '.join(NATURES)}, or all.",
            f"Nature inconnue « {unknown[0]} ». Natures : {', '.join(NATURES)}, ou all.",
        )
    return tuple(nature for nature in NATURES if nature in wanted)


def _no_pole(given: object) -> ViewRefused:
    shown = f"the text “{given}”" if isinstance(given, str) else f"an object {type(given).__name__}"
    shown_fr = f"le texte « {given} »" if isinstance(given, str) else f"un objet {type(given).__name__}"
    typed = f"cn.read_pole({given!r})" if isinstance(given, str) else "cn.read_pole(…) or cn.multiplex_of(pole)"
    return ViewRefused(
        f"A pole is needed here, and {shown} was given; give what {typed} returns.",
        f"Il faut ici un pôle, et {shown_fr} a été donné ; donnez ce que renvoie {typed.replace(' or ', ' ou ')}.",
    )


def _known_date(at: str | int | None) -> str | None:
    if at is None or _is_date(str(at)):
        return None if at is None else str(at)
    raise UnknownWord(
        f"“{at}” is not a date; write YYYY, YYYY-MM or YYYY-MM-DD.",
        f"« {at} » n’est pas une date ; écrivez AAAA, AAAA-MM ou AAAA-MM-JJ.",
    )


def _is_date(text: str) -> bool:
    parts = text.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(part.isdecimal() for part in parts):
        return False
    year, month, day = map(int, (*parts, "1", "1")[:3])
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _known_limit(limit: int) -> int:
    if not isinstance(limit, int | np.integer) or limit < 0:
        raise UnknownWord(
            f"The projection limit is {limit}; it is a number of members, 0 or more.",
            f"La limite de projection vaut {limit} ; c’est un nombre de membres, 0 ou plus.",
        )
    return int(limit)
