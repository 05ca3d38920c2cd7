"""A pole whose actors and structures bear pseudonyms: nothing that names one is left, nor the order of the file."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from coopnet.dates import active
from coopnet.errors import Language
from coopnet.pole import Pole
from coopnet.report.method import data_fingerprint
from coopnet.tables.personal import without_personal

_KEPT_OF_ACTORS = ("name", "type", "sector", "joined", "left")
_KEPT_OF_STRUCTURES = ("name", "kind", "actor", "size", "founded", "closed", "certainty")
_KEPT_OF_ROWS = ("since", "until", "weight", "certainty", "kind", "source", "target", "actor", "structure")
_TEXTS_OF_ABOUT = ("name", "territory", "source", "licence", "notice", "notice_en")
_PERIODS = {
    "actors": ("joined", "left"),
    "structures": ("founded", "closed"),
    "memberships": ("since", "until"),
    "links": ("since", "until"),
}
_NAMES: dict[Language, tuple[str, str]] = {"fr": ("Acteur", "Structure"), "en": ("Actor", "Structure")}


def pseudonymous(pole: Pole, language: Language, *, in_file_order: bool = False) -> Pole:
    """Return a pole with pseudonyms in place of names, and without whatever else names an actor.

    Kept: type, sector, kinds, years, weights, certainty, declared sizes, and who is in the commune of whom, without
    its code: what is measured stays what it was. Emptied: ids and names, numbers (SIREN, SIRET), places, legal forms,
    sources, roles, evaluators, the pole's own attributes; the findings, which quote the file, go too. What the sheet
    about the pole says of itself stays, without the addresses and telephone numbers of persons.
    Pseudonyms are dealt in an order that only somebody who holds the whole file could work out again, and rows follow
    it.

    Parameters
    ----------
    pole : Pole
    language : {"fr", "en"}
    in_file_order : bool
        Whether rows stay where the file has them: draws go from row to row, so that only such a pole gives, seed for
        seed, the numbers of the pole itself. It is to be measured, not shown.
    """
    key = data_fingerprint(pole).encode()
    actor_word, structure_word = _NAMES[language]
    actors = _dealt(pole.actors.index, key, "A")
    structures = _dealt(pole.structures.index, key, "S")
    tables = {
        "actors": _renamed(pole.actors.drop(columns=list(pole.attributes)), actors, actor_word, _KEPT_OF_ACTORS),
        "structures": _renamed(pole.structures, structures, structure_word, _KEPT_OF_STRUCTURES),
        "memberships": _reduced(pole.memberships, _KEPT_OF_ROWS),
        "links": _reduced(pole.links, _KEPT_OF_ROWS),
        "ratings": pole.ratings.iloc[:0],
    }
    communes = pole.actors["commune"]
    tables["actors"]["commune"] = communes.map(_dealt(communes.dropna().unique(), key, "C")).set_axis(
        [actors[one] for one in communes.index]
    )
    tables["structures"]["actor"] = tables["structures"]["actor"].map(actors)
    tables["memberships"]["actor"] = tables["memberships"]["actor"].map(actors)
    tables["memberships"]["structure"] = tables["memberships"]["structure"].map(structures)
    for end in ("source", "target"):
        tables["links"][end] = tables["links"][end].map(actors)
    if not in_file_order:
        _reorder(tables)
    for name, (since, until) in _PERIODS.items():
        _to_years(tables[name], since, until, pole.about.reference_date or None)
    said: dict[str, Any] = {key: without_personal(getattr(pole.about, key)) for key in _TEXTS_OF_ABOUT}
    return replace(pole, about=replace(pole.about, **said), findings=(), counts={}, place="", _tables=tables)


def _reorder(tables: dict[str, pd.DataFrame]) -> None:
    """Put rows in the order of their pseudonyms, and number them again."""
    for name in ("actors", "structures"):
        tables[name] = tables[name].sort_index()
    for name, columns in (("memberships", ["actor", "structure"]), ("links", ["source", "target", "kind"])):
        rows = tables[name].sort_values(columns, kind="stable")
        tables[name] = rows.set_axis(pd.RangeIndex(2, 2 + len(rows), name="row").astype("int64"))


def _to_years(table: pd.DataFrame, since: str, until: str, at: str | None) -> None:
    """Leave of each date its year: a day can be looked up in a register of companies.

    A date whose year alone would count otherwise at the reference date stays as it is.
    """
    never = pd.Series(None, index=table.index, dtype="str")
    for column in (since, until):
        dates = table[column]
        years = dates.map(lambda date: date[:4], na_action="ignore").astype(dates.dtype)
        exact, rounded = (
            active(own, never, at) if column == since else active(never, own, at) for own in (dates, years)
        )
        table[column] = years.where(exact == rounded, dates)


def _dealt(ids: Iterable[str], key: bytes, letter: str) -> dict[str, str]:
    """Return a pseudonym per id, numbered in an order drawn from the whole content of the file."""
    order = sorted(ids, key=lambda one: hmac.new(key, one.encode(), hashlib.sha256).digest())
    digits = len(str(len(order)))
    return {one: f"{letter}{rank:0{digits}d}" for rank, one in enumerate(order, start=1)}


def _renamed(table: pd.DataFrame, pseudonyms: dict[str, str], word: str, kept: tuple[str, ...]) -> pd.DataFrame:
    reduced = _reduced(table, kept)
    reduced.index = pd.Index([pseudonyms[one] for one in table.index], dtype="str", name=table.index.name)
    reduced["name"] = [f"{word} {one[1:]}" for one in reduced.index]
    return reduced


def _reduced(table: pd.DataFrame, kept: tuple[str, ...]) -> pd.DataFrame:
    """Return a table whose other columns are there but empty; those of the pole's own are gone."""
    reduced = table.copy()
    nowhere = pd.Series(False, index=table.index)
    for column in reduced.columns:
        if column not in kept:
            reduced[column] = table[column].where(nowhere)
    return reduced
