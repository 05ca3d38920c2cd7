"""On whom a measure rests: what it becomes without each actor, or without each structure, in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from joblib import Parallel, delayed

from coopnet.errors import Language, UndefinedMeasure
from coopnet.inference.evaluation import Asked
from coopnet.inference.of_measure import OfMeasure
from coopnet.inference.pvalues import Reals
from coopnet.inference.ranks import columns_of, rank_correlation
from coopnet.inference.retaken import Retaken, display_names, retaken, retaken_each
from coopnet.inference.telling import told
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import ViewName, network_of
from coopnet.pole import Pole
from coopnet.printing.words import said
from coopnet.reduction import without_structures
from coopnet.typography import typeset
from coopnet.waiting import ProgressBar

Left = Literal["actor", "structure"]
CHUNK = 16


@dataclass(frozen=True, eq=False, repr=False)
class LeaveOneOut(OfMeasure):
    """One number of a pole, without each actor or structure in turn.

    Attributes
    ----------
    asked : Asked
        The measure, its view, its kinds and its column.
    left : {"actor", "structure"}
        What is left out.
    observed : float
        The measure of the whole pole.
    without : Series (actors or structures)
        The measure without each; NaN where it has no value then.
    names : mapping of str to str
        Name of each actor or structure, its id where it has none (structures of a Multiplex have none).
    notable : str
        The actor with the most partners, or the structure with the most named members (the first one, should there be
        several).
    scope : str
        Which rows of the pole counted.
    """

    asked: Asked
    left: Left
    observed: float
    without: pd.Series
    names: Mapping[str, str]
    notable: str
    scope: str

    @property
    def most_influential(self) -> str:
        """The one without which the measure changes most, or has no value any more."""
        return str(self.table.index[0])

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row each, the most influential first: name, value without, and change (without − observed)."""
        table = pd.DataFrame(
            {
                "name": pd.Series(self.names).reindex(self.without.index),
                "without": self.without,
                "change": self.without - self.observed,
            }
        )
        order = np.argsort(-table["change"].abs().fillna(np.inf).to_numpy(), kind="stable")
        table = table.iloc[order]
        table.attrs.update(measure=self.measure.name, view=self.view, scope=self.scope)
        return table

    def tidy(self) -> pd.DataFrame:
        """Return one row per actor or structure left out: measure, view, which one, and the columns of ``table``."""
        return self.of_measure(self.table.rename_axis(self.left))

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, and what leaves."""
        return *super().notes(language), _left_out(self.left, self.observed, language)

    def summary(self, language: Language = "en") -> str:
        """Return the measure with and without the notable one and the most influential one, as a few lines."""
        words = _WORDS[language]
        lines = [
            self.headline(language),
            f"{words['whole']} {told(self.observed, language)}",
            self._line(self.notable, words[f"notable_{self.left}"], language),
        ]
        if self.most_influential != self.notable:
            lines.append(self._line(self.most_influential, words["influential"], language))
        text = "\n".join(lines)
        return typeset(text) if language == "fr" else text

    def _line(self, one: str, why: str, language: Language) -> str:
        words = _WORDS[language]
        value = float(self.without[one])
        known = told(value, language) if np.isfinite(value) else words["undefined"]
        return words["without"].format(name=self.names[one], why=why, value=known)


@dataclass(frozen=True, eq=False, repr=False)
class LeaveOneOutEach(OfMeasure):
    """Many numbers of a pole (per actor, structure, sector, kind or link), without each actor or structure in turn.

    Attributes
    ----------
    asked, left, names, notable, scope
        As in :class:`LeaveOneOut`.
    observed : Series (items)
    without : DataFrame (actors or structures left out × items)
        NaN where an item has no value then, as the one left out itself.
    """

    asked: Asked
    left: Left
    observed: pd.Series
    without: pd.DataFrame
    names: Mapping[str, str]
    notable: str
    scope: str

    @property
    def most_influential(self) -> str:
        """The one without which the numbers of the others change most, on average."""
        return str(self.table.index[0])

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row each, the most influential first.

        ``mean_change`` and ``largest_change``: of the absolute differences over items that keep a value;
        ``most_changed``: the item of the largest one; ``rank_correlation``: Spearman's, of the items with and without
        (the mean over columns for tables of several);
        ``undefined``: items that lose their value, the one left out not counted.
        """
        without, observed = self.without.to_numpy(dtype=np.float64), self.observed.to_numpy(dtype=np.float64)
        change = np.abs(without - observed)
        kept = np.isfinite(change)
        any_kept = kept.any(axis=1)
        filled = np.where(kept, change, -1.0)
        largest = filled.argmax(axis=1)
        total, n_kept = np.where(kept, change, 0.0).sum(axis=1), kept.sum(axis=1)
        table = pd.DataFrame(
            {
                "name": pd.Series(self.names).reindex(self.without.index),
                "mean_change": np.where(any_kept, total / np.maximum(n_kept, 1), np.nan),
                "largest_change": np.where(any_kept, filled.max(axis=1), np.nan),
                "most_changed": [
                    self.observed.index[item] if known else "" for item, known in zip(largest, any_kept, strict=True)
                ],
                "rank_correlation": [self._rank_correlation(observed, row) for row in without],
                "undefined": (np.isfinite(observed) & ~np.isfinite(without) & ~self._own).sum(axis=1),
            },
            index=self.without.index,
        )
        order = np.argsort(-table["mean_change"].fillna(np.inf).to_numpy(), kind="stable")
        table = table.iloc[order]
        table.attrs.update(measure=self.measure.name, view=self.view, scope=self.scope)
        return table

    def _rank_correlation(self, observed: Reals, without: Reals) -> float:
        """Spearman's correlation with and without, the mean over columns where there are several."""
        columns = columns_of(self.observed.index, is_table=self.measure.is_table).values()
        found = np.array([rank_correlation(observed[own], without[own]) for own in columns])
        known = found[np.isfinite(found)]
        return float(known.mean()) if known.size else float("nan")

    @property
    def _own(self) -> npt.NDArray[np.bool_]:
        """Which items leave with each one left out, being its own numbers or its own links."""
        items, out = self.observed.index, self.without.index.to_numpy()[:, None]
        ends = {"actor": (0,), "structure": (0,), "link": (0, 1)}.get(self.measure.level, ())
        if self.measure.level not in (self.left, "link"):
            ends = ()
        own = [out == items.get_level_values(end).to_numpy()[None, :] for end in ends]
        return np.any(own, axis=0) if own else np.zeros((len(out), len(items)), dtype=np.bool_)

    def tidy(self) -> pd.DataFrame:
        """Return one row per actor or structure left out: measure, view, which one, and the columns of ``table``."""
        return self.of_measure(self.table.rename_axis(self.left))

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, and what leaves."""
        return *super().notes(language), _left_out(self.left, None, language)

    def summary(self, language: Language = "en") -> str:
        """Return what changes without the notable one and the most influential one, as a few lines."""
        words = _WORDS[language]
        lines = [self.headline(language)]
        why = {self.notable: words[f"notable_{self.left}"]}
        why.setdefault(self.most_influential, words["influential"])
        for one, reason in why.items():
            row = self.table.loc[[one]].iloc[0]
            lines.append(
                words["each"].format(
                    name=self.names[one],
                    why=reason,
                    change=told(float(row["mean_change"]), language),
                    correlation=told(float(row["rank_correlation"]), language),
                )
            )
        text = "\n".join(lines)
        return typeset(text) if language == "fr" else text


def _left_out(left: Left, observed: float | None, language: Language) -> str:
    whole = "" if observed is None else f"{_WORDS[language]['whole']} {told(observed, language)}. "
    one = {"actor": ("chaque acteur", "each actor"), "structure": ("chaque structure", "each structure")}[left]
    return said(
        f"{whole}Mesure reprise sans {one[0]}, à tour de rôle.", f"{whole}Measured without {one[1]} in turn.", language
    )


_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "whole": "Pôle entier :",
        "without": "Sans {name} ({why}) : {value}",
        "undefined": "pas de valeur",
        "notable_actor": "l’acteur qui a le plus de partenaires",
        "notable_structure": "la structure qui a le plus de membres nommés",
        "influential": "ce qui change le plus la mesure",
        "each": "Sans {name} ({why}) : les autres changent de {change} en moyenne ; corrélation des rangs : "
        "{correlation}",
    },
    "en": {
        "whole": "Whole pole:",
        "without": "Without {name} ({why}): {value}",
        "undefined": "no value",
        "notable_actor": "the actor with the most partners",
        "notable_structure": "the structure with the most named members",
        "influential": "what changes the measure most",
        "each": "Without {name} ({why}): the others change by {change} on average; rank correlation {correlation}",
    },
}


def leave_one_actor_out(
    measure: str | Measure | Callable[..., Any],
    pole: Pole | Multiplex,
    *,
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
) -> LeaveOneOut | LeaveOneOutEach:
    """Measure a pole without each of its actors in turn, to see whether the result rests on one of them.

    An actor leaves with its links and its memberships, and structures that declare a size declare one member fewer.

    Parameters
    ----------
    measure : str, Measure or function of the catalogue
    pole : Pole or Multiplex
        Make the multiplex first (``multiplex_of``) to choose natures, date or limit.
    view, kinds, by : optional
        As in :func:`coopnet.compare_to_null`.

    Returns
    -------
    LeaveOneOut or LeaveOneOutEach
        For one number of the pole, or for a measure of many items.

    Raises
    ------
    UndefinedMeasure
        When the measure has no value on the whole pole, or the pole has a single actor.
    UnknownWord
        When chance enters the measure.

    Notes
    -----
    Not an interval: it says how much one actor carries, not how wrong the value may be. An actor who is alone to hold
    a place (a hub, a go-between) shows here whatever the size of the pole.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999). Non-parametric standard errors and tests for network statistics.
    Connections, 22(2), 161–170 (the jackknife over vertices).

    Examples
    --------
    A star: without its hub, no link is left and the density falls to 0.

    >>> from coopnet.measures.examples import example_pole
    >>> left = leave_one_actor_out("pole_density", example_pole("ab ac ad"))
    >>> left.most_influential, left.without.to_dict()
    ('a', {'a': 0.0, 'b': 0.6666666666666666, 'c': 0.6666666666666666, 'd': 0.6666666666666666})
    """
    multiplex = multiplex_of(pole)
    if multiplex.n_actors < 2:
        raise UndefinedMeasure(
            "There is a single actor: nothing is left without it.",
            "Il n’y a qu’un acteur : sans lui, il ne reste rien.",
        )
    taken = retaken(measure, multiplex, view=view, kinds=kinds, by=by)
    degrees = network_of(multiplex).degrees
    values = _in_chunks(_WithoutActor(taken), range(multiplex.n_actors))
    names = display_names(multiplex)
    return _result(taken, "actor", values, multiplex.actors, names, str(multiplex.actors[int(degrees.argmax())]))


def leave_one_structure_out(
    measure: str | Measure | Callable[..., Any],
    pole: Pole | Multiplex,
    *,
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
) -> LeaveOneOut | LeaveOneOutEach:
    """Measure a pole without each of its structures in turn, to see whether the result rests on one of them.

    A structure leaves with its memberships; its members and their direct links stay.

    Parameters
    ----------
    measure, pole, view, kinds, by
        As in :func:`leave_one_actor_out`.

    Returns
    -------
    LeaveOneOut or LeaveOneOutEach

    Raises
    ------
    UndefinedMeasure
        When the measure has no value on the whole pole, or no structure counts.

    Examples
    --------
    >>> from coopnet.measures.examples import example_pole
    >>> pole = example_pole("ab", structures={"G": "abcd", "H": "cd"})
    >>> leave_one_structure_out("pole_density", pole).without.round(3).to_dict()
    {'G': 0.333, 'H': 1.0}
    """
    multiplex = multiplex_of(pole)
    taken = retaken(measure, multiplex, view=view, kinds=kinds, by=by)
    layers = list(taken.multiplex.affiliations.values())
    structures = pd.Index([name for layer in layers for name in layer.structures], dtype="str")
    if structures.empty:
        raise UndefinedMeasure(
            f"No structure counts here ({multiplex.scope.name}): there is none to leave out.",
            f"Aucune structure ne compte ici ({multiplex.scope.name}) : il n’y en a pas à retirer.",
        )
    named = np.concatenate([layer.named for layer in layers])  # members who are not named make no pair: see notable_of
    values = _in_chunks(_WithoutStructure(taken), list(structures))
    known = _structure_names(pole)
    names = {one: known.get(one, one) for one in structures}
    return _result(taken, "structure", values, structures, names, str(structures[int(named.argmax())]))


def _structure_names(pole: Pole | Multiplex) -> dict[str, str]:
    """Return the names of structures that have one; a multiplex holds none."""
    if isinstance(pole, Multiplex):
        return {}
    return {str(key): str(name) for key, name in pole.structures["name"].dropna().items()}


@dataclass(frozen=True)
class _WithoutActor:
    taken: Retaken

    def __call__(self, positions: Iterable[int]) -> list[Reals]:
        return [self.taken.without_actors([position], declared="fewer") for position in positions]


@dataclass(frozen=True)
class _WithoutStructure:
    taken: Retaken

    def __call__(self, structures: Iterable[str]) -> list[Reals]:
        return [self.taken.on(without_structures(self.taken.multiplex, [name])) for name in structures]


@dataclass(frozen=True)
class Notable:
    """Whom a pole may rest on: its most linked actor, and its largest group.

    Attributes
    ----------
    lead, lead_name : str
        Id and name of the actor with the most partners (the first one, should there be several); empty where nobody has
        any.
    group, group_name : str
        Id and name of the structure with the most named members; empty where none has two.
    """

    lead: str = ""
    lead_name: str = ""
    group: str = ""
    group_name: str = ""


def notable_of(multiplex: Multiplex, names: Mapping[str, str] | None = None) -> Notable:
    """Return whom a pole may rest on.

    Parameters
    ----------
    multiplex : Multiplex
    names : mapping of str to str, optional
        Names of structures; those not given keep their id.

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> notable_of(example_multiplex("ab ac ad", structures={"G": "bcd", "H": "cd"}), {"G": "Les Halles"})
    Notable(lead='a', lead_name='a', group='G', group_name='Les Halles')
    """
    degrees = network_of(multiplex).degrees
    lead = str(multiplex.actors[int(degrees.argmax())]) if degrees.size and degrees.max() > 0 else ""
    layers = list(multiplex.affiliations.values())
    members = np.concatenate([np.zeros(0, np.int64), *(layer.named for layer in layers)])
    structures = [str(name) for layer in layers for name in layer.structures]
    group = structures[int(members.argmax())] if members.size and members.max() > 1 else ""
    return Notable(lead, display_names(multiplex)[lead] if lead else "", group, (names or {}).get(group, group))


def without_notable(questions: Sequence[Asked], multiplex: Multiplex, notable: Notable) -> list[tuple[float, float]]:
    """Return each pole-level measure without the most linked actor, and without the largest group.

    Parameters
    ----------
    questions : sequence of Asked
    multiplex : Multiplex
    notable : Notable

    Returns
    -------
    list of two float
        NaN where the measure has no value then, or where there is no such actor or group.

    Examples
    --------
    A star with a pair apart; without its hub, only the pair is left out of six possible.

    >>> from coopnet.inference.evaluation import asked
    >>> from coopnet.measures.examples import example_multiplex
    >>> star = example_multiplex("ab ac ad", structures={"G": "cd"})
    >>> [(round(one, 3), other) for one, other in without_notable([asked("pole_density")], star, notable_of(star))]
    [(0.333, 0.5)]
    """
    found = []
    layers = multiplex.affiliations.values()
    lead = list(np.flatnonzero(multiplex.actors == notable.lead)) if notable.lead and multiplex.n_actors > 1 else []
    no_group = without_structures(multiplex, [notable.group]) if notable.group and layers else None
    for question, taken in zip(questions, retaken_each(questions, multiplex), strict=True):
        if taken is None:
            found.append((float("nan"), float("nan")))
            continue
        one = float(taken.without_actors(lead, declared="fewer")[0]) if lead else float("nan")
        other = float("nan") if no_group is None else float(question.values(question.given(no_group), taken.layout)[0])
        found.append((one, other))
    return found


def _in_chunks(measured: Callable[[Any], list[Reals]], each: Any) -> Reals:
    chunks = [each[start : start + CHUNK] for start in range(0, len(each), CHUNK)]
    done: list[Reals] = []
    with ProgressBar(len(each)) as bar:
        for chunk, values in zip(chunks, Parallel(return_as="generator")(map(delayed(measured), chunks)), strict=True):
            bar.advance(len(chunk))
            done += values
    return np.vstack(done)


def _result(
    taken: Retaken, left: Left, values: Reals, index: pd.Index, names: Mapping[str, str], notable: str
) -> LeaveOneOut | LeaveOneOutEach:
    scope = taken.multiplex.scope.name
    if taken.is_one_number:
        without = pd.Series(values[:, 0], index=index, name=taken.asked.measure.name)
        return LeaveOneOut(taken.asked, left, float(taken.observed[0]), without, names, notable, scope)
    frame = pd.DataFrame(values, index=index, columns=taken.layout.items)
    return LeaveOneOutEach(taken.asked, left, taken.series, frame, names, notable, scope)
