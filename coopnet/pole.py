"""The pole: tables that agree with each other. The only door from checked tables to everything above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal

import numpy as np
import pandas as pd

from coopnet.errors import Language, PoleRefused, UnknownWord
from coopnet.tables.checking import check_tables
from coopnet.tables.columns import CheckedTable, CheckedTables, RawTable, RawTables
from coopnet.tables.findings import Counts, Finding
from coopnet.tables.messages import many
from coopnet.vocabulary import Column, Vocabulary, vocabulary

Table = pd.DataFrame | Mapping[str, Sequence[Any]]
OnError = Literal["refuse", "drop"]
_KEYED = ("actors", "structures")


@dataclass(frozen=True, slots=True)
class About:
    """What a pole says of itself.

    Attributes
    ----------
    name, territory, source, licence : str
        Free texts, empty when not given.
    approach, status : str
        Codes of the vocabulary, empty when not given.
    reference_date : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty when every date counts.
    notice, notice_en : str
        A sentence that every output must print.
    simulated : bool
        Whether the pole is invented by simulation.
    """

    name: str = ""
    territory: str = ""
    approach: str = ""
    status: str = ""
    reference_date: str = ""
    source: str = ""
    licence: str = ""
    notice: str = ""
    notice_en: str = ""
    simulated: bool = False

    def printed_notice(self, language: Language) -> str:
        """Return the sentence that outputs print in that language, empty when there is none."""
        return (self.notice if language == "fr" else self.notice_en) or self.notice or self.notice_en


@dataclass(frozen=True, eq=False, repr=False)
class Pole:
    """Actors, structures, memberships and links that agree; frozen, validated at birth, without measure or plot.

    Make one with :meth:`from_tables` or ``coopnet.read_pole``. The tables are handed out as copies (lazy, so free until
    written to): editing one leaves the pole as it is.

    Attributes
    ----------
    about : About
    vocabulary : Vocabulary
        The words in force, those that the pole declares included.
    findings : tuple of Finding
        Everything that the check said.
    counts : mapping of str to Counts
        Rows read, kept, merged and rejected by table.
    place : str
        Where the pole was read from.
    """

    about: About
    vocabulary: Vocabulary
    findings: tuple[Finding, ...]
    counts: Mapping[str, Counts]
    place: str
    _tables: Mapping[str, pd.DataFrame] = field(repr=False)

    @property
    def actors(self) -> pd.DataFrame:
        """One row per actor, indexed by ``id``; every column of the vocabulary, then the pole's own attributes."""
        return self._tables["actors"].copy(deep=False)

    @property
    def structures(self) -> pd.DataFrame:
        """One row per structure, indexed by ``id``."""
        return self._tables["structures"].copy(deep=False)

    @property
    def memberships(self) -> pd.DataFrame:
        """One row per membership, indexed by its ``row`` in the file."""
        return self._tables["memberships"].copy(deep=False)

    @property
    def links(self) -> pd.DataFrame:
        """One row per direct link, indexed by its ``row`` in the file."""
        return self._tables["links"].copy(deep=False)

    @property
    def ratings(self) -> pd.DataFrame:
        """Members' ratings of the criteria, one per row; evaluators are numbered, their names stay in the file."""
        return self._tables["ratings"].copy(deep=False)

    @property
    def attributes(self) -> tuple[str, ...]:
        """Columns of ``actors`` that the vocabulary does not know: the pole's own."""
        known = self.vocabulary.tables["actors"].columns
        return tuple(column for column in self._tables["actors"].columns if column not in known)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(table)} {name}" for name, table in self._tables.items() if name != "ratings")
        return f"<Pole {self.about.name or self.place!r}: {sizes}>"

    @classmethod
    def from_tables(
        cls, tables: CheckedTables | RawTables | Mapping[str, Table], *, on_error: OnError = "refuse"
    ) -> Pole:
        """Make a pole from tables, checking them first if they were not.

        Parameters
        ----------
        tables : CheckedTables, RawTables or mapping of table name to DataFrame (or mapping of column to values)
            ``actors``, ``structures``, ``memberships``, ``links``, ``about``; absent ones are empty. ``about`` may also
            be a plain mapping of item to value.
        on_error : {"refuse", "drop"}
            What to do when rows contain errors: refuse the pole, or keep the rows without error.

        Raises
        ------
        PoleRefused
            When a row contains an error and ``on_error`` is ``"refuse"``, or when no actor is left.

        Examples
        --------
        >>> pole = Pole.from_tables({"actors": {"id": ["a", "b"]}, "links": {
        ...     "source": ["a"], "target": ["b"], "kind": ["convention"]}})
        >>> len(pole.links)
        1
        """
        if on_error not in ("refuse", "drop"):
            raise UnknownWord(
                f"on_error is “{on_error}”; it takes “refuse” or “drop”.",
                f"on_error vaut « {on_error} » ; les valeurs possibles sont « refuse » et « drop ».",
            )
        checked = tables if isinstance(tables, CheckedTables) else check_tables(_raw(tables))
        refuse_if_faulty(checked, on_error=on_error)
        return cls(
            about=_about(checked.about),
            vocabulary=checked.vocabulary,
            findings=checked.findings,
            counts=checked.counts,
            place=checked.place,
            _tables={
                name: _frame(checked.tables[name], checked.vocabulary)
                for name in ("actors", "structures", "memberships", "links", "ratings")
            },
        )


def refuse_if_faulty(checked: CheckedTables, *, on_error: OnError) -> None:
    """Raise :class:`PoleRefused` when checked tables may not become a pole."""
    faulty = [finding for finding in checked.findings if finding.severity in ("fatal", "error")]
    unreadable = [finding for finding in faulty if finding.severity == "fatal"]
    if unreadable or (faulty and on_error == "refuse"):
        first = (unreadable or faulty)[0]
        rejected = sum(counts.rejected for counts in checked.counts.values())
        said_en, said_fr = many(rejected, "row", "ligne")
        more_en = f"{said_en} {'is' if rejected == 1 else 'are'} rejected in all" if rejected else "Nothing can be read"
        plural = "s" if rejected > 1 else ""
        more_fr = f"{said_fr} rejetée{plural} en tout" if rejected else "Rien n’est lisible"
        raise PoleRefused(
            f"{_where(first, 'en')}: {first.reason_en} {first.suggestion_en}".rstrip()
            + f" {more_en}; see coopnet check.",
            f"{_where(first, 'fr')} : {first.reason_fr} {first.suggestion_fr}".rstrip()
            + f" {more_fr} ; la commande « coopnet check » dit tout.",
            checked.findings,
        )
    if not checked.tables["actors"].rows:
        raise PoleRefused(
            f"{checked.place}: no actor can be read, so there is no pole; fill in the sheet of actors.",
            f"{checked.place} : aucun acteur lisible, donc pas de pôle ; remplissez la feuille des acteurs.",
            checked.findings,
        )


def _where(finding: Finding, language: Language) -> str:
    words = {"fr": ("ligne", "colonne"), "en": ("row", "column")}[language]
    parts = [finding.place or finding.table]
    if finding.row is not None:
        parts.append(f"{words[0]} {finding.row}")
    if finding.column:
        parts.append(f"{words[1]} “{finding.column}”" if language == "en" else f"{words[1]} « {finding.column} »")
    return ", ".join(parts)


def _about(items: Mapping[str, str]) -> About:
    known = {item.name for item in fields(About)} - {"simulated"}
    return About(
        **{key: value for key, value in items.items() if key in known}, simulated=items.get("simulated") == "yes"
    )


def _frame(table: CheckedTable, words: Vocabulary) -> pd.DataFrame:
    """Turn checked columns into a typed DataFrame that has every column of the vocabulary."""
    size = len(table.rows)
    known = words.tables[table.name].columns
    data: dict[str, Any] = {
        name: _typed(table.columns.get(name) or [""] * size, column) for name, column in known.items()
    }
    data.update({name: _text(table.columns[name]) for name in table.attributes})
    rows = pd.Index(np.asarray(table.rows, dtype=np.int64), name="row")
    frame = pd.DataFrame(data, index=rows)
    if table.name == "ratings":
        # whoever reads a pole, a report or a file written from it must not learn who gave which rating
        who = frame["evaluator"].str.casefold()  # one who types a name in capitals the second time is no second one
        numbers = {one: f"E{k}" for k, one in enumerate(dict.fromkeys(who.dropna()), start=1)}
        frame["evaluator"] = who.map(numbers).astype("str")
        frame["criterion"] = frame["criterion"].str.strip().str.lower().str.rstrip(".)")
    return frame.set_index("id") if table.name in _KEYED else frame


def _text(values: Sequence[Any]) -> pd.Series:
    series = pd.Series(list(values), dtype="str")
    return series.mask(series == "").array  # type: ignore[return-value]


def _typed(values: Sequence[Any], column: Column) -> Any:
    if column.format == "number":
        return np.array([np.nan if value in (None, "") else float(value) for value in values], dtype=np.float64)
    if column.format == "integer":
        return pd.array([pd.NA if value in (None, "") else int(value) for value in values], dtype="Int64")
    return _text(values)


def _raw(tables: RawTables | Mapping[str, Table]) -> RawTables:
    if isinstance(tables, RawTables):
        return tables
    unknown = [name for name in tables if name not in vocabulary().tables]
    if unknown:
        raise UnknownWord(
            f"Unknown table “{unknown[0]}”. Tables: {', '.join(vocabulary().tables)}.",
            f"Table inconnue « {unknown[0]} ». Tables : {', '.join(vocabulary().tables)}.",
        )
    return RawTables("tables", {name: _raw_table(name, table) for name, table in tables.items()})


def _raw_table(name: str, table: Table) -> RawTable:
    if name == "about" and not isinstance(table, pd.DataFrame) and "key" not in table:
        items = [(key, value) for key, values in table.items() for value in _several(values)]
        table = {"key": [key for key, _ in items], "value": [value for _, value in items]}
    if isinstance(table, pd.DataFrame) and table.index.name in vocabulary().tables[name].columns:
        table = table.reset_index()
    headers = [str(header) for header in (table.columns if isinstance(table, pd.DataFrame) else table)]
    given = [table.iloc[:, k] for k in range(len(headers))] if isinstance(table, pd.DataFrame) else list(table.values())
    columns = [[_cell(value) for value in values] for values in given]
    lengths = {len(column) for column in columns}
    if len(lengths) > 1:
        raise UnknownWord(
            f"Table {name}: its columns have different lengths ({sorted(lengths)}); give one value per row.",
            f"Table {name} : colonnes de longueurs inégales ({sorted(lengths)}) ; donnez une valeur par ligne.",
        )
    # row 1 would be the header in a file, so that findings number rows as a spreadsheet would
    return RawTable(name, name, headers, columns, range(2, 2 + (lengths.pop() if lengths else 0)))


def _several(values: Any) -> list[Any]:
    return list(values) if isinstance(values, list | tuple) else [values]


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    if isinstance(value, float | np.floating):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return str(value)
