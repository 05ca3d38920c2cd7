"""Many poles at once: each read, measured or profiled on its own, on as many processes as the user chose.

The number of workers and the backend are joblib's: ``with joblib.parallel_config(n_jobs=4): …``, or ``backend="dask"``
for a cluster. Each pole has a generator of its own, spawned from the one given, so that the numbers depend neither on
the number of workers nor on the order in which they finish. A pole that is refused costs nothing to the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.catalogue.battery import Battery, Views, measure_all
from coopnet.errors import CoopnetError, Language, UnknownWord, UnreadableInput
from coopnet.exchange import read_pole
from coopnet.inference.comparison import seed_of
from coopnet.inference.ensemble import Batch, drawn_in_order
from coopnet.numbers import written
from coopnet.pole import OnError, Pole
from coopnet.printing.result import Result, result_text
from coopnet.printing.views import grouping_label, view_label
from coopnet.printing.words import said
from coopnet.referentiel.grid import Grid, read_grid
from coopnet.referentiel.profile import profile_of
from coopnet.vocabulary import vocabulary

One: TypeAlias = Pole | str | Path
Poles: TypeAlias = str | Path | Iterable[One | tuple[str, One]] | Mapping[str, One]
Frames: TypeAlias = dict[str, pd.DataFrame]
_FILES = (".xlsx", ".xlsm", ".xls", ".ods", ".graphml", ".gexf")
_REFUSED = ("place", "refusal_fr", "refusal_en")


@dataclass(frozen=True, eq=False, repr=False)
class CorpusMeasures(Result):
    """All measures of many poles.

    Attributes
    ----------
    poles : DataFrame
        One row per pole, pole-level measure, view and column ``by``: value, bounds, direction, reason where undefined.
    actors, structures : DataFrame, by (pole, id)
        One column per measure and view, ``actor_degree[pairs]``.
    left_out : DataFrame
        Measures that were not taken on a pole, with the reason.
    refused : DataFrame, by pole
        Poles that could not be read or measured: ``place``, and the refusal as one sentence in French and English.
    seed : str
        Entropy of the generator that gave each pole its own.
    about : DataFrame, by pole
        What each pole says of itself, so that poles can be compared by it: ``name``, ``territory``, ``approach`` (how
        one enters it), ``status``, ``reference_date``; empty where it does not say.
    """

    poles: pd.DataFrame
    actors: pd.DataFrame
    structures: pd.DataFrame
    left_out: pd.DataFrame
    refused: pd.DataFrame
    seed: str
    about: pd.DataFrame

    @property
    def key(self) -> str:
        """``corpus-measures``."""
        return "corpus-measures"

    def title(self, language: Language) -> str:
        """Return of how many poles these are the measures."""
        n = len(self.about)
        return said(f"Mesures de {_poles_fr(n)}", f"Measures of {_poles_en(n)}", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the poles that were refused, with the reason, and the seed."""
        return _notes(self.refused, self.seed, language)

    def tidy(self) -> pd.DataFrame:
        """Return ``poles``: one row per pole, pole-level measure, view and column."""
        return self.poles

    def shown(self, language: Language) -> pd.DataFrame:
        """Return pole, measure in words, view, column and value."""
        rows = self.poles
        if not len(rows):
            return rows
        named = [MEASURES[name].label(language) for name in rows["measure"]]
        words = vocabulary()
        return pd.DataFrame(
            {
                "pole": rows["pole"],
                "measure": named,
                "view": [view_label(view, language) if view else "" for view in rows["view"]],
                "by": [grouping_label(by, words, language) if by else "" for by in rows["by"]],
                "value": rows["value"],
            }
        )

    def summary(self, language: Language = "en") -> str:
        """Return title, notes and values as text."""
        return result_text(self, language)

    def wide(self) -> pd.DataFrame:
        """Return one row per pole and one column per pole-level measure, ``pole_ei[pairs; type]``."""
        rows = self.poles
        by = rows["by"].where(rows["by"].isin(("", "sector")), "; " + rows["by"]).replace("sector", "")
        named = rows.assign(column=rows["measure"] + "[" + rows["view"] + by + "]")
        order = named["column"].drop_duplicates()
        return named.pivot(index="pole", columns="column", values="value").reindex(
            index=rows["pole"].drop_duplicates(), columns=order
        )


@dataclass(frozen=True, eq=False, repr=False)
class CorpusProfiles(Result):
    """The profiles of many poles; a description of each, not a ranking.

    Attributes
    ----------
    table : DataFrame
        The table of each profile (see :class:`coopnet.Profile`), ``pole`` first.
    refused : DataFrame, by pole
        Poles that could not be read or profiled: ``place``, and the refusal as one sentence in French and English.
    seed : str
        Entropy of the generator that gave each pole its own.
    about : DataFrame, by pole
        What each pole says of itself: see :class:`CorpusMeasures`.
    """

    table: pd.DataFrame
    refused: pd.DataFrame
    seed: str
    about: pd.DataFrame

    @property
    def key(self) -> str:
        """``corpus-profiles``."""
        return "corpus-profiles"

    def title(self, language: Language) -> str:
        """Return of how many poles these are the profiles."""
        n = len(self.about)
        return said(f"Profils de {_poles_fr(n)}", f"Profiles of {_poles_en(n)}", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return that this is no ranking, the poles that were refused, with the reason, and the seed."""
        no_ranking = said(
            "Chaque pôle est comparé à ce que le hasard y donnerait, non aux autres : ce n’est pas un classement.",
            "Each pole is compared with what chance would give there, not with others: this is no ranking.",
            language,
        )
        return no_ranking, *_notes(self.refused, self.seed, language)

    def tidy(self) -> pd.DataFrame:
        """Return ``table``: one row per pole and indicator."""
        return self.table

    def shown(self, language: Language) -> pd.DataFrame:
        """Return pole, criterion, indicator in words, value, expectation, q and verdict."""
        rows = self.table[self.table["indicator"] != ""].reset_index(drop=True) if len(self.table) else self.table
        names = ("pole", "criterion", "indicator", "observed", "expected", "q", "verdict")
        return rows.assign(indicator=rows[f"label_{language}"])[list(names)] if len(rows) else rows

    def summary(self, language: Language = "en") -> str:
        """Return title, notes and indicators as text."""
        return result_text(self, language)


def measure_corpus(
    poles: Poles,
    *,
    rng: np.random.Generator,
    by: str | Iterable[str] = ("sector", "type"),
    views: Views = "default",
    on_error: OnError = "refuse",
) -> CorpusMeasures:
    """Return every measure of the catalogue on each of many poles.

    Parameters
    ----------
    poles : path, mapping or iterable
        A folder that holds one folder or workbook per pole; or poles, their paths, or (name, pole) pairs.
    rng : numpy.random.Generator
        One of its children serves each pole, in order.
    by : str or iterable of str
        Columns that play the sector, for measures by group.
    views : {"default", "all"}
        See :func:`coopnet.measure_all`.
    on_error : {"refuse", "drop"}
        What to do with a pole some rows of which contain errors: see :func:`coopnet.read_pole`.

    Returns
    -------
    CorpusMeasures
        The same numbers on any number of processes.

    Raises
    ------
    UnreadableInput
        When there is no pole in the folder.
    UnknownWord
        When two poles bear the same name.

    Examples
    --------
    Two poles, one of which cannot be read:

    >>> from coopnet.measures.examples import example_pole
    >>> found = measure_corpus({"here": example_pole("ab bc"), "lost": "no/such/folder"}, rng=np.random.default_rng(1))
    >>> round(float(found.wide().loc["here", "pole_density[pairs]"]), 3), list(found.refused.index)
    (0.667, ['lost'])

    What poles say of themselves is beside their measures, so that they can be compared by how one enters them:

    >>> found.wide().groupby(found.about["approach"]).size().to_dict()
    {'': 1}
    """
    columns = (by,) if isinstance(by, str) else tuple(by)
    measured = partial(_measured, by=columns, views=views)
    frames, refused, seed = _each(poles, measured, on_error, rng)
    return CorpusMeasures(
        frames["poles"], frames["actors"], frames["structures"], frames["left_out"], refused, seed, frames["about"]
    )


def profile_corpus(
    poles: Poles,
    *,
    rng: np.random.Generator,
    n_draws: int = 999,
    referentiel: Grid | str | Path | None = None,
    by: str | None = None,
    on_error: OnError = "refuse",
) -> CorpusProfiles:
    """Return the profile of each of many poles.

    Parameters
    ----------
    poles, rng, on_error
        See :func:`measure_corpus`.
    n_draws, referentiel, by
        See :func:`coopnet.profile_of`.

    Returns
    -------
    CorpusProfiles
        The same numbers on any number of processes.

    Raises
    ------
    UnreadableInput
        When there is no pole in the folder.
    UnknownWord
        When two poles bear the same name.

    Notes
    -----
    q-values account for the comparisons within each profile, not for the number of poles.

    Examples
    --------
    >>> from coopnet.measures.examples import example_pole
    >>> found = profile_corpus([("here", example_pole("ab bc ca cd"))], rng=np.random.default_rng(1), n_draws=19)
    >>> set(found.table["pole"]), len(found.refused)
    ({'here'}, 0)
    """
    grid = referentiel if isinstance(referentiel, Grid) else read_grid(referentiel)
    frames, refused, seed = _each(poles, partial(_profiled, n_draws=n_draws, grid=grid, by=by), on_error, rng)
    return CorpusProfiles(frames["table"], refused, seed, frames["about"])


def poles_in(folder: str | Path) -> dict[str, Path]:
    """Return where the poles of a folder are, by name: its folders, workbooks, GraphML and GEXF files.

    Raises
    ------
    UnreadableInput
        When there is none.
    """
    place = Path(folder)
    found = sorted(place.iterdir()) if place.is_dir() else []
    kept = [one for one in found if not one.name.startswith((".", "~")) and _may_be_pole(one)]
    if not kept:
        raise UnreadableInput(
            f"There is no pole in {place}: a corpus is a folder that holds one folder or one workbook per pole.",
            f"Aucun pôle dans {place} : un corpus est un dossier qui contient un dossier ou un classeur par pôle.",
        )
    stems = Counter(_stem(one) for one in kept)
    return {(_stem(one) if stems[_stem(one)] == 1 else one.name): one for one in kept}


@dataclass(frozen=True)
class _Entry(Batch):
    """One pole to be read, with its generator: what ensembles call a batch."""

    name: str
    source: One

    @property
    def place(self) -> str:
        return self.source.place if isinstance(self.source, Pole) else str(self.source)


@dataclass(frozen=True)
class _Answers:
    """What is done with one entry: tables, or the refusal."""

    function: Callable[[Pole, np.random.Generator], Frames]
    on_error: OnError

    def __call__(self, batch: Batch) -> Frames | CoopnetError:
        assert isinstance(batch, _Entry)
        try:
            source = batch.source
            pole = source if isinstance(source, Pole) else read_pole(source, on_error=self.on_error)
            about = pd.DataFrame([{name: getattr(pole.about, name) for name in _ABOUT}], dtype="str")
            return {**self.function(pole, batch.generators[0]), "about": about}
        except CoopnetError as refusal:
            return refusal


def _each(
    poles: Poles,
    function: Callable[[Pole, np.random.Generator], Frames],
    on_error: OnError,
    rng: np.random.Generator,
) -> tuple[Frames, pd.DataFrame, str]:
    """Return the tables of all poles, one under the other, the refusals, and the seed."""
    seed = seed_of(rng)
    sources = _sources(poles)
    entries = [
        _Entry(1, (child,), name, source)
        for (name, source), child in zip(sources, rng.spawn(len(sources)), strict=True)
    ]
    answers = list(drawn_in_order(_Answers(function, on_error), entries))
    refused = [
        (entry.name, entry.place, answer.fr, answer.en)
        for entry, answer in zip(entries, answers, strict=True)
        if isinstance(answer, CoopnetError)
    ]
    tables = {entry.name: answer for entry, answer in zip(entries, answers, strict=True) if isinstance(answer, dict)}
    columns = ["pole", *_REFUSED]
    return _stacked(tables), pd.DataFrame(refused, columns=columns, dtype="str").set_index("pole"), seed


def _stacked(tables: Mapping[str, Frames]) -> Frames:
    names = dict.fromkeys(name for frames in tables.values() for name in frames) or dict.fromkeys(_EMPTY)
    stacked = {}
    for name in names:
        parts = {pole: frames[name] for pole, frames in tables.items()}
        keyed = name in _BY_ID
        levels = ["pole", "id"] if keyed else ["pole", "row"]
        whole = pd.concat(parts, names=levels) if parts else pd.DataFrame({"pole": pd.Series(dtype="str")})
        stacked[name] = whole if keyed or not parts else whole.reset_index("pole").reset_index(drop=True)
    stacked["about"] = stacked["about"].set_index("pole").reindex(columns=list(_ABOUT))
    return stacked


_BY_ID = ("actors", "structures")
_EMPTY = ("poles", "actors", "structures", "left_out", "table", "about")
_ABOUT = ("name", "territory", "approach", "status", "reference_date")


def _measured(pole: Pole, rng: np.random.Generator, *, by: tuple[str, ...], views: Views) -> Frames:
    battery: Battery = measure_all(pole, by=by, views=views, rng=rng)
    return {
        "poles": battery.pole,
        "actors": battery.actors,
        "structures": battery.structures,
        "left_out": battery.left_out,
    }


def _profiled(pole: Pole, rng: np.random.Generator, *, n_draws: int, grid: Grid, by: str | None) -> Frames:
    return {"table": profile_of(pole, rng=rng, n_draws=n_draws, referentiel=grid, by=by).table}


def _poles_fr(n: int) -> str:
    return f"{written(n, 'fr', 0)} {'pôle' if n < 2 else 'pôles'}"


def _poles_en(n: int) -> str:
    return f"{written(n, 'en', 0)} {'pole' if n == 1 else 'poles'}"


def _notes(refused: pd.DataFrame, seed: str, language: Language) -> tuple[str, ...]:
    told = (f"{pole} — {sentence}" for pole, sentence in refused[f"refusal_{language}"].items())
    return (*told, said(f"Graine : {seed}.", f"Seed: {seed}.", language))


def _sources(poles: Poles) -> list[tuple[str, One]]:
    if isinstance(poles, (str, Path)):
        return list(poles_in(poles).items())
    pairs = [_named(one) for one in (poles.items() if isinstance(poles, Mapping) else poles)]
    twice = [name for name, number in Counter(name for name, _ in pairs).items() if number > 1]
    if twice:
        raise UnknownWord(
            f"Several poles are called “{twice[0]}”; name each of them: (name, pole).",
            f"Plusieurs pôles s’appellent « {twice[0]} » ; donnez un nom à chacun : (nom, pôle).",
        )
    return pairs


def _named(one: One | tuple[str, One]) -> tuple[str, One]:
    if isinstance(one, tuple):
        return one
    if isinstance(one, Pole):
        return one.about.name, one
    return _stem(Path(one)), one


def _stem(path: Path) -> str:
    return path.stem if path.suffix.casefold() in _FILES else path.name


def _may_be_pole(path: Path) -> bool:
    return path.is_dir() or path.suffix.casefold() in _FILES
