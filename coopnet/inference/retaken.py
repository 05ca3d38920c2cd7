"""A measure of a pole, ready to be taken again on less of it, many times and fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.evaluation import Asked, Given, Layout, asked
from coopnet.inference.pvalues import Reals
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import Network, ViewName
from coopnet.pole import Pole
from coopnet.reduction import Declared, Positions, network_without_actors, without_actors

# on these views a pair does not depend on who else is there: what was collapsed can be cut
CUT_COLLAPSED = ("pairs", "links", "kinds")


@dataclass(frozen=True, eq=False)
class Retaken:
    """A measure taken on a pole, with all it takes to take it again.

    Attributes
    ----------
    asked : Asked
        The measure, its view, its kinds and its column, as asked for.
    multiplex : Multiplex
        The pole's multiplex, with the kinds asked for only and the columns that the measure reads.
    given : Network, Multiplex or Affiliation
        What the measure took.
    layout : Layout
        Where its numbers stand.
    observed : float64 array (items)
        The numbers, one for a pole-level measure.
    """

    asked: Asked
    multiplex: Multiplex
    given: Given
    layout: Layout
    observed: Reals

    @property
    def is_one_number(self) -> bool:
        """Whether the measure is a single number of the pole."""
        return self.layout.items is None

    @property
    def series(self) -> pd.Series:
        """The observed numbers of a measure of many items."""
        return pd.Series(self.observed, index=self.layout.items, name=self.asked.measure.name)

    def given_on(self, multiplex: Multiplex) -> Given:
        """Return what the measure takes, made from what is left of the multiplex."""
        return _given(self.asked, multiplex)

    def on(self, multiplex: Multiplex, rng: np.random.Generator | None = None) -> Reals:
        """Return the measure on what is left of the multiplex, at the same places; NaN where undefined."""
        return self.asked.values(self.given_on(multiplex), self.layout, rng)

    def without_actors(
        self, positions: Positions, *, declared: Declared, rng: np.random.Generator | None = None
    ) -> Reals:
        """Return the measure without some actors, at the same places; NaN where undefined."""
        return self.asked.values(given_without_actors(self, positions, declared=declared), self.layout, rng)


def given_without_actors(retaken: Retaken, positions: Positions, *, declared: Declared) -> Given:
    """Return what the measure takes, without some actors."""
    if isinstance(retaken.given, Network) and retaken.given.view.collapse in CUT_COLLAPSED:
        return network_without_actors(retaken.given, positions)
    return _given(retaken.asked, without_actors(retaken.multiplex, positions, declared=declared))


def retaken(
    measure: str | Measure | Callable[..., Any],
    pole: Pole | Multiplex,
    *,
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
    rng: np.random.Generator | None = None,
) -> Retaken:
    """Return a measure taken on a pole, ready to be taken again.

    Raises
    ------
    UndefinedMeasure
        When the measure has no value on the pole, no item, or items that share a label.
    UnknownWord
        When chance enters the measure and no generator was given.
    """
    question = asked(measure, view=view, kinds=kinds, by=by)
    return _Taking.on((question,), multiplex_of(pole)).taken(question, rng)


def retaken_each(
    questions: Sequence[Asked], multiplex: Multiplex, *, rng: np.random.Generator | None = None
) -> tuple[Retaken | None, ...]:
    """Return several measures taken on one multiplex, None for those that have no value on it.

    Those that take the same thing share it.
    """
    taking = _Taking.on(questions, multiplex)
    return tuple(taking.taken_if_defined(question, rng) for question in questions)


@dataclass(frozen=True)
class _Taking:
    """Measures being taken on one multiplex: what several of them take is made once."""

    slim: Multiplex
    kept: dict[tuple[str, ...] | None, Multiplex]
    given: dict[object, Given]

    @classmethod
    def on(cls, questions: Sequence[Asked], multiplex: Multiplex) -> _Taking:
        slim = replace(multiplex, attributes=_columns_read(questions, multiplex))
        return cls(slim, {None: slim}, {})

    def taken(self, question: Asked, rng: np.random.Generator | None) -> Retaken:
        _refuse_chance(question.measure, rng)
        if question.kinds not in self.kept:
            self.kept[question.kinds] = self.slim.restricted(question.kinds or ())
        if question.source not in self.given:
            self.given[question.source] = _given(question, self.kept[question.kinds])
        given = self.given[question.source]
        result = question.result(given, rng)
        layout = Layout.of(result)
        if layout.size == 0:
            raise UndefinedMeasure(
                f"{question.measure.name} has no item here: there is nothing to measure again.",
                f"{question.measure.name} ne porte ici sur aucun élément : il n’y a rien à mesurer de nouveau.",
            )
        if layout.items is not None and not layout.items.is_unique:
            raise UndefinedMeasure(
                f"{question.measure.name} is a list whose rows share labels: they cannot be followed as the pole "
                "changes.",
                f"{question.measure.name} est une liste dont des lignes portent la même étiquette : on ne peut pas les "
                "suivre quand le pôle change.",
            )
        return Retaken(question, self.kept[question.kinds], given, layout, layout.read(result))

    def taken_if_defined(self, question: Asked, rng: np.random.Generator | None) -> Retaken | None:
        try:
            return self.taken(question, rng)
        except UndefinedMeasure:
            return None


def display_names(multiplex: Multiplex) -> Mapping[str, str]:
    """Return the name of each actor, its id where it has none."""
    if "name" not in multiplex.attributes:
        return {actor: actor for actor in multiplex.actors}
    names = multiplex.attributes["name"]
    return dict(zip(multiplex.actors, names.where(names.notna(), multiplex.actors), strict=True))


def _given(question: Asked, multiplex: Multiplex) -> Given:
    # kinds were kept once and for all: without some actors or links one of them may be there no more
    return replace(question, kinds=None).given(multiplex)


def _columns_read(questions: Sequence[Asked], multiplex: Multiplex) -> pd.DataFrame:
    """The columns that measures of the catalogue read; all of them for a measure of one's own."""
    if any(MEASURES.get(question.measure.name) is not question.measure for question in questions):
        return multiplex.attributes
    read = {question.by for question in questions if question.measure.by} | {"type", "sector"}
    for question in questions:
        if question.measure.by:
            multiplex.groups(question.by)  # an unknown column refuses here, and lists those that are
    return multiplex.attributes[[column for column in multiplex.attributes.columns if column in read]]


def _refuse_chance(measure: Measure, rng: np.random.Generator | None) -> None:
    if measure.chance and rng is None:
        raise UnknownWord(
            f"Chance enters {measure.name}: what changes without an actor would be mixed with it.",
            f"Le hasard entre dans {measure.name} : ce qui change sans un acteur s’y mêlerait.",
        )
