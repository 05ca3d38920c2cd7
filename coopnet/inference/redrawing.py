"""Measures of the data, and of draws of a null model: every view of a draw made once, every measure looking at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np

from coopnet.errors import NullRefused, UndefinedMeasure
from coopnet.inference.collapsing import Collapsing, ready_to_collapse
from coopnet.inference.ensemble import Batch, batches_of_draws, batches_of_size, drawn_in_order
from coopnet.inference.evaluation import Asked, Given, Layout, Reals
from coopnet.inference.relabelling import LabelDraws, batched, with_groups
from coopnet.inference.straight import straight
from coopnet.layers import IntArray
from coopnet.multiplex import Groups, Multiplex
from coopnet.network import Network
from coopnet.nulls import Draw, Null, Relabelling, Walking

LABELS_AT_ONCE = 250
ROOM = 20_000_000  # labels held at once: bounds the memory of a batch on very large poles


@dataclass(frozen=True, eq=False)
class Redrawing:
    """A null model made ready on one multiplex, and the measures that look at its draws. Travels to any worker.

    Attributes
    ----------
    questions : tuple of Asked
    layouts : tuple of Layout
        Where the numbers of each measure stand, fixed on the data.
    observed : tuple of float64 array
        The numbers of each measure on the data.
    draw : Draw
    groups : mapping of str to Groups
        The labels of the data by each column that a measure asks for.
    views : mapping
        What the measures take, made from the data: a draw that moves labels only uses it again.
    collapsings : mapping
        Views made ready for draws that move links.
    n_actors : int
    """

    questions: tuple[Asked, ...]
    layouts: tuple[Layout, ...]
    observed: tuple[Reals, ...]
    draw: Draw
    groups: Mapping[str, Groups]
    views: Mapping[Any, Given]
    collapsings: Mapping[Any, Collapsing]
    n_actors: int

    def batches(self, n_draws: int, *, rng: np.random.Generator) -> list[Batch]:
        """Return draws in batches: the same ones whatever workers there are."""
        if isinstance(self.draw, Relabelling):
            size = max(1, min(LABELS_AT_ONCE, ROOM // max(self.n_actors, 1)))
            return batches_of_size(n_draws, size, rng=rng)
        return batches_of_draws(n_draws, rng=rng)

    def drawn(self, n_draws: int, *, rng: np.random.Generator) -> list[Reals]:
        """Return the numbers of each measure in that many draws, draws × items each."""
        values = np.empty((n_draws, sum(layout.size for layout in self.layouts)))
        start = 0
        for made in drawn_in_order(self, self.batches(n_draws, rng=rng)):  # kept once: a list to stack is kept twice
            values[start : start + len(made)] = made
            start += len(made)
        return self.split(values)

    def split(self, values: Reals) -> list[Reals]:
        """Return the columns of each measure."""
        return np.split(values, np.cumsum([layout.size for layout in self.layouts])[:-1], axis=1)

    def __call__(self, batch: Batch) -> Reals:
        """Return the numbers of all measures in a batch, draws × items (those of the first measure, the next …)."""
        if isinstance(self.draw, Relabelling):
            return self._under_labels(self.draw, batch)
        return np.vstack([self._in(self.draw(rng), rng) for rng in batch.generators])

    def _in(self, drawn: Multiplex, rng: np.random.Generator) -> Reals:
        """Return the numbers of all measures in one draw that moved links."""
        views: dict[Any, Given] = {}
        values = []
        for question, layout in zip(self.questions, self.layouts, strict=True):
            if question.source not in views:
                collapsing = self.collapsings.get(question.source)
                views[question.source] = question.given(drawn) if collapsing is None else collapsing.network(drawn)
            values.append(self._of(question, views[question.source], layout, rng))
        return np.concatenate(values)

    def _of(self, question: Asked, given: Given, layout: Layout, rng: np.random.Generator) -> Reals:
        """Return the numbers of one measure in one draw; no actor changed its label."""
        found = straight(question, given, layout)
        if found is not None:
            return found
        if not question.measure.by or isinstance(given, Multiplex):
            return question.values(given, layout, rng)
        groups = self.groups[question.by]
        if isinstance(given, Network):
            at_once = batched(question, LabelDraws(given, groups, groups.codes[None].astype(np.int32)), layout)
            if at_once is not None:
                return np.asarray(at_once[0])
        return question.values(with_groups(given, groups), layout, rng)

    def _under_labels(self, null: Relabelling, batch: Batch) -> Reals:
        """Return the numbers of all measures under many labellings."""
        (rng,) = batch.generators
        codes = null.codes(rng, batch.size)
        values: list[Reals] = []
        shared: dict[Any, LabelDraws] = {}
        for question, layout in zip(self.questions, self.layouts, strict=True):
            given, found = self.views[question.source], None
            if isinstance(given, Network):
                draws = shared.setdefault(question.source, LabelDraws(given, null.groups, codes))
                found = batched(question, draws, layout)
            if found is None:
                found = np.vstack([_under(question, given, null, one, layout, rng) for one in codes])
            values.append(found)
        return values[0] if len(values) == 1 else np.hstack(values)


def _under(
    question: Asked, given: Given, null: Relabelling, codes: IntArray, layout: Layout, rng: np.random.Generator
) -> Reals:
    """Return the numbers of one measure under one labelling."""
    if isinstance(given, Multiplex):
        labelled: Given = question.relabelled(given, null.relabelled(codes))
    else:
        labelled = with_groups(given, replace(null.groups, codes=codes.astype(np.int64)))
    return question.values(labelled, layout, rng)


def _collapsings(questions: Sequence[Asked], multiplex: Multiplex) -> dict[Any, Collapsing]:
    of_networks = {question.source: question for question in questions if question.measure.takes == "network"}
    made = {source: ready_to_collapse(multiplex, one.view, one.kinds) for source, one in of_networks.items()}
    return {source: collapsing for source, collapsing in made.items() if collapsing is not None}


def ready_to_redraw(
    questions: Sequence[Asked],
    multiplex: Multiplex,
    null: Null,
    options: Mapping[str, Any],
    *,
    rng: np.random.Generator,
) -> Redrawing:
    """Return measures evaluated on the data, with a null model made ready to redraw it.

    Parameters
    ----------
    questions : sequence of Asked
    multiplex : Multiplex
    null : Null
    options : mapping
        Arguments of the null model.
    rng : numpy.random.Generator
        Two children are spawned: for measures that take chance, and for the place where walks start.

    Raises
    ------
    UndefinedMeasure
        When a pole-level measure has no value on the data, or another has no item.
    NullRefused
        When the null leaves a single arrangement.

    Notes
    -----
    Draws that are ends of random walks do not start from the data: one walk leads from the data to a hidden place, and
    every draw walks from there. Walks being reversible, the data is then one more walk from the hidden place: data and
    draws are exchangeable, and p-values are right however far a walk goes (Besag & Clifford 1989).

    References
    ----------
    Besag, J. & Clifford, P. (1989). Generalized Monte Carlo significance tests. Biometrika, 76(4), 633–642.
    https://doi.org/10.1093/biomet/76.4.633
    """
    own, away = rng.spawn(2)
    views: dict[Any, Given] = {}
    layouts, observed = [], []
    for question in questions:
        if question.source not in views:
            views[question.source] = question.given(multiplex)
        result = question.result(views[question.source], own)
        layout = Layout.of(result)
        if layout.size == 0:
            raise UndefinedMeasure(
                "There is nothing to compare: the measure has no item here.",
                "Il n’y a rien à comparer\u202f: la mesure ne porte ici sur aucun élément.",
            )
        if not (layout.can_follow or null.moves_labels):
            raise NullRefused(
                f"{question.measure.name} has several rows of one name, which cannot be followed from draw to draw. "
                "Choose a measure with one number per item, or a null model that leaves links where they are.",
                f"{question.measure.name} a plusieurs lignes du même nom, qu’on ne peut pas suivre d’un tirage à "
                "l’autre. Choisissez une mesure qui donne un nombre par élément, ou un modèle nul qui laisse les liens "
                "en place.",
            )
        layouts.append(layout)
        observed.append(layout.read(result))
    draw = null.drawing_from(multiplex, **options)
    if null.walks:
        walk = cast(Walking, draw)
        draw = walk.starting_from(walk(away))
    return Redrawing(
        questions=tuple(questions),
        layouts=tuple(layouts),
        observed=tuple(observed),
        draw=draw,
        groups={question.by: multiplex.groups(question.by) for question in questions if question.measure.by},
        views=views if null.moves_labels else {},
        collapsings={} if null.moves_labels else _collapsings(questions, multiplex),
        n_actors=multiplex.n_actors,
    )
