"""Everything at once: every measure of the catalogue on one pole, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from coopnet.catalogue import FAMILIES
from coopnet.catalogue.battery_sheets import further_notes, pole_table, tables_of
from coopnet.catalogue.battery_tables import full_name, long_table
from coopnet.chance import known_generator
from coopnet.errors import CostRefused, Language, UndefinedMeasure, UnknownWord
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import Affiliation, Network, ViewName, affiliation_of, network_of
from coopnet.pole import Pole
from coopnet.printing.naming import plain_names
from coopnet.printing.result import Result, Tabulated, result_text
from coopnet.printing.table import ReportTable, shown_columns
from coopnet.printing.words import said, view_note
from coopnet.vocabulary import NATURES, vocabulary
from coopnet.waiting import ProgressBar

Views = Literal["default", "all"]
DIRECTED = "directed"
_NOTHING_DIRECTED = (
    "no link goes from one actor to another, as funding or political support do",
    "aucun lien ne va d’un acteur vers un autre, comme un financement ou un soutien politique",
)
_ASK_FOR_DIRECTED = (
    '; here only some natures count: give the pole, or cn.multiplex_of(pole, natures="all")',
    '\u202f; ici certaines natures seulement comptent\u202f: donnez le pôle, ou cn.multiplex_of(pole, natures="all")',
)
_NEEDS_CHANCE = ("chance enters: give rng", "le hasard intervient\u202f: donnez rng")
_SAMPLING = ("n_sources", "largest_error")


@dataclass(frozen=True, eq=False, repr=False)
class Battery(Result):
    """All measures of a pole.

    Attributes
    ----------
    pole : DataFrame
        One row per pole-level measure, view and column ``by``: value, bounds, direction, reason where undefined
        (in English, and in French: ``undefined_fr``).
    actors : DataFrame (actors)
        One column per actor-level measure and view, ``actor_degree[pairs]``.
    structures : DataFrame (structures)
        One column per structure-level measure.
    others : mapping of str to DataFrame or Series
        Measures per sector, kind and link, under ``name[view]``.
    left_out : DataFrame
        Measures that were not taken, with the reason in English and in French.
    sampled : DataFrame
        Measures too dear to be exact on so large a pole, and what estimates them instead: the column of ``actors`` or
        name in ``others`` starts with ``estimate``; from ``n_sources`` starting points; in 95 samples out of 100 at
        least no value is farther than ``largest_error`` from the exact one.
    scope : str
        Which rows of the pole counted; links of every nature for measures of directed kinds, whose view is
        ``directed``.
    """

    pole: pd.DataFrame
    actors: pd.DataFrame
    structures: pd.DataFrame
    others: Mapping[str, pd.DataFrame | pd.Series]
    left_out: pd.DataFrame
    sampled: pd.DataFrame
    scope: str

    def __iter__(self) -> Iterator[pd.DataFrame]:
        """Give the three tables, so that ``pole, actors, structures = measure_all(…)``."""
        return iter((self.pole, self.actors, self.structures))

    @property
    def key(self) -> str:
        """``measures``."""
        return "measures"

    def title(self, language: Language) -> str:
        """Return what it is."""
        return said("Mesures du pôle", "Measures of the pole", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return which rows counted, which directed kinds did, and how many actors have no label."""
        return (view_note("", self.scope, language), *further_notes(self, vocabulary(), language))

    def tidy(self) -> pd.DataFrame:
        """Return every value of every level as one row.

        ``level``, ``measure``, ``view``, ``by``, ``of`` and ``with`` (to whom the value belongs), ``column`` (of
        measures of several), ``value``, ``text`` (where the value is a word), ``undefined`` (why there is none). A
        measure that has no value at all has one row, which says why.
        """
        return long_table(self)

    def printed(self, language: Language = "en") -> ReportTable:
        """Return the measures of the whole pole: label, view, grouping, value."""
        return shown_columns(pole_table(self, vocabulary(), language), (0, 2, 3, 4))

    def sheets(self, language: Language) -> list[ReportTable]:
        """Return one table for the pole, its actors, its structures, and for each measure that fits none of them."""
        return tables_of(self, vocabulary(), language)

    def summary(self, language: Language = "en") -> str:
        """Return the measures of the whole pole as text."""
        return result_text(self, language)

    def part(self, level: Literal["pole", "actors", "structures"] | str) -> Tabulated:
        """Return one of the three tables (``pole``, ``actors``, ``structures``), or one of ``others``, as a result.

        Its :meth:`~coopnet.printing.result.Result.to_stata` has one variable per measure, whose label is the full name
        with the view.

        Raises
        ------
        UnknownWord
            When there is no such table.
        """
        wide: dict[str, pd.DataFrame | pd.Series] = {"pole": self.pole, "actors": self.actors}
        wide |= {"structures": self.structures, **self.others}
        if level not in wide:
            raise UnknownWord(
                f"No table of measures is called “{level}”; there are {', '.join(wide)}.",
                f"Aucune table de mesures ne s’appelle « {level} » ; il y a {', '.join(wide)}.",
            )
        found = wide[level]
        frame = found.to_frame("value") if isinstance(found, pd.Series) else found
        if level in ("actors", "structures"):
            frame = frame.rename_axis(level.removesuffix("s"))
        fr = {"pole": "Mesures du pôle", "actors": "Mesures des acteurs", "structures": "Mesures des structures"}
        en = {"pole": "Measures of the pole", "actors": "Measures of actors", "structures": "Measures of structures"}
        languages: tuple[Language, ...] = ("fr", "en")
        return Tabulated(
            frame,
            plain_names([level])[0],
            {"fr": fr.get(level, level), "en": en.get(level, level)},
            scope=self.scope,
            headers={one: {str(name): full_name(str(name), one) for name in frame.columns} for one in languages}
            if level in ("actors", "structures")
            else {},
        )


@dataclass(frozen=True)
class _Taken:
    """One measure on one view by one column, and what came of it."""

    family: str
    measure: Measure
    view: str
    by: str
    result: Any
    reason: str
    reason_fr: str = ""
    too_dear: bool = False
    stands_for: str = ""


def measure_all(
    pole: Pole | Multiplex,
    *,
    by: str | Iterable[str] = ("sector", "type"),
    views: Views = "default",
    rng: np.random.Generator | None = None,
) -> Battery:
    """Return every measure of the catalogue on a pole.

    Parameters
    ----------
    pole : Pole or Multiplex
        Make the multiplex first to choose natures, date or limit. Measures of directed kinds (funding, support) are
        taken on the links of every nature of a pole, on what a multiplex holds.
    by : str or iterable of str
        Columns that play the sector, for measures by group.
    views : {"default", "all"}
        Each measure on its own default view, or on every view that it accepts.
    rng : numpy.random.Generator, optional
        For the few measures in which chance enters, and for estimates where a pole of tens of thousands of actors is
        too large for the exact measure; without it they are left out, and said to be.

    Returns
    -------
    Battery

    Notes
    -----
    A progress bar appears on a terminal after two seconds.

    Examples
    --------
    >>> pole = Pole.from_tables({"actors": {"id": ["a", "b"]}, "links": {
    ...     "source": ["a"], "target": ["b"], "kind": ["convention"]}})
    >>> float(measure_all(pole).pole.set_index("measure").loc["pole_density", "value"])
    1.0
    """
    if views not in ("default", "all"):
        raise UnknownWord(
            f"views is “{views}”; it takes “default” or “all”.",
            f"views vaut « {views} » ; les valeurs possibles sont « default » et « all ».",
        )
    if rng is not None:
        known_generator(rng)
    multiplex = multiplex_of(pole)
    columns = (by,) if isinstance(by, str) else tuple(dict.fromkeys(by))
    for column in columns:
        multiplex.groups(column)  # an unknown column refuses before any work
    directed = multiplex_of(pole, natures="all")
    taken = list(_each(multiplex, directed, columns, views, rng))
    return Battery(
        pole=_pole_table(taken),
        actors=_joined(taken, "actor", multiplex.actors),
        structures=_joined(taken, "structure", affiliation_of(multiplex).structures),
        others={_column(one): one.result for one in taken if one.result is not None and _apart(one.measure)},
        left_out=pd.DataFrame(
            [(one.measure.name, one.view, one.by, one.reason, one.reason_fr) for one in taken if one.reason],
            columns=["measure", "view", "by", "reason", "reason_fr"],
        ),
        sampled=_sampled_table(taken),
        scope=multiplex.scope.name,
    )


def _each(
    multiplex: Multiplex,
    directed: Multiplex,
    columns: tuple[str, ...],
    views: Views,
    rng: np.random.Generator | None,
) -> Iterator[_Taken]:
    seen: dict[str, Network | Affiliation | Multiplex] = {
        "affiliation": affiliation_of(multiplex),
        "multiplex": multiplex,
        DIRECTED: directed,
    }
    asked = [
        (family, measure, view, column)
        for family, measures in FAMILIES.items()
        for measure in measures
        for view in _views(measure, views)
        for column in (columns if measure.by else ("",))
    ]
    with ProgressBar(len(asked)) as bar:
        for done, (family, measure, view, column) in enumerate(asked):
            bar.advance(int(done > 0), doing=measure.name)
            if view not in seen:
                seen[view] = network_of(multiplex, view=view)
            one = _taken(family, measure, view, column, seen[view], rng)
            yield one
            if one.too_dear and measure.sampled is not None and view in measure.sampled.__dict__["views"]:
                estimate = replace(measure, function=measure.sampled, chance=True, sampled=None)
                yield replace(_taken(family, estimate, view, column, seen[view], rng), stands_for=measure.name)


def _views(measure: Measure, views: Views) -> tuple[Any, ...]:
    if measure.takes != "network":
        return (DIRECTED if measure.directed else measure.takes,)
    return measure.views if views == "all" else measure.views[:1]


def _taken(
    family: str,
    measure: Measure,
    view: ViewName,
    column: str,
    given: Network | Affiliation | Multiplex,
    rng: np.random.Generator | None,
) -> _Taken:
    if measure.chance and rng is None:
        return _Taken(family, measure, view, column, None, *_NEEDS_CHANCE)
    options: dict[str, Any] = {**({"by": column} if column else {}), **({"rng": rng} if measure.chance else {})}
    try:
        result = measure.function(given, **options)
    except (UndefinedMeasure, CostRefused, UnknownWord) as refusal:
        return _Taken(family, measure, view, column, None, refusal.en, refusal.fr, isinstance(refusal, CostRefused))
    if measure.directed and result.empty:
        return _Taken(family, measure, view, column, None, *_nothing_directed(given))
    return _Taken(family, measure, view, column, result, "")


def _nothing_directed(given: Any) -> tuple[str, str]:
    """Return why measures of directed kinds have no value, and what to give where some natures were left out."""
    en, fr = _NOTHING_DIRECTED
    return (
        (en, fr) if set(given.scope.natures) == set(NATURES) else (en + _ASK_FOR_DIRECTED[0], fr + _ASK_FOR_DIRECTED[1])
    )


def _sampled_table(taken: list[_Taken]) -> pd.DataFrame:
    rows = [
        (one.stands_for, one.measure.name, one.view, one.by, *(one.result.attrs[key] for key in _SAMPLING))
        for one in taken
        if one.stands_for and one.result is not None
    ]
    return pd.DataFrame(rows, columns=["measure", "estimate", "view", "by", *_SAMPLING])


def _pole_table(taken: list[_Taken]) -> pd.DataFrame:
    rows = [
        {
            "family": one.family,
            "measure": one.measure.name,
            "label_en": one.measure.en,
            "label_fr": one.measure.fr,
            "view": one.view,
            "by": one.by,
            "value": np.nan if one.result is None else float(one.result),
            "lowest": one.measure.bounds[0],
            "highest": one.measure.bounds[1],
            "direction": one.measure.direction or "no agreed direction",
            "undefined": one.reason,
            "undefined_fr": one.reason_fr,
        }
        for one in taken
        if one.measure.level == "pole" and not one.measure.is_table
    ]
    return pd.DataFrame(rows)


def _joined(taken: list[_Taken], level: str, index: pd.Index) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for one in taken:
        if one.measure.level != level or one.result is None or _apart(one.measure):
            continue
        if isinstance(one.result, pd.DataFrame):
            name = one.measure.name.removesuffix("_table")
            columns.update({f"{name}.{c}{_suffix(one)}": one.result[c] for c in one.result.columns})
        else:
            columns[_column(one)] = one.result
    return pd.DataFrame(columns, index=index)


def _apart(measure: Measure) -> bool:
    """Whether a measure's result does not fit a row of the pole's, actors' or structures' table."""
    if measure.level == "pole":
        return measure.is_table
    # structure × structure tables are square: they are tables of their own
    return measure.level not in ("actor", "structure") or measure.name == "structure_overlap"


def _column(one: _Taken) -> str:
    return f"{one.measure.name}{_suffix(one)}"


def _suffix(one: _Taken) -> str:
    return f"[{one.view}; {one.by}]" if one.by and one.by != "sector" else f"[{one.view}]"
