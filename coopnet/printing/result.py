"""What every result can do: be read on a terminal, be a plain table, and leave for LaTeX, Excel, Stata, R."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from coopnet.errors import CoopnetError, Language, UnknownWord
from coopnet.printing.latex import latex_table
from coopnet.printing.naming import plain_names
from coopnet.printing.stata import stata_bytes
from coopnet.printing.table import Form, ReportColumn, ReportTable
from coopnet.printing.text import text_table
from coopnet.printing.words import CELLS, HEADERS, view_note
from coopnet.printing.workbook import workbook_bytes
from coopnet.tables.writing import put_in_place

_SHEETS: Mapping[Language, tuple[str, str]] = MappingProxyType(
    {"fr": ("Résultat", "Table entière"), "en": ("Result", "Whole table")}
)


class Result(ABC):
    """A result with its table, its title and the notes that say what was measured and how.

    A class of results says three things (:meth:`title`, :meth:`notes`, :meth:`tidy`) and, where people should read less
    or other than the tidy table, :meth:`shown` and :meth:`summary`; writing follows.
    """

    @property
    def key(self) -> str:
        """Short name: that of the measure, or of the kind of result; labels in LaTeX start from it."""
        return type(self).__name__

    @abstractmethod
    def title(self, language: Language) -> str:
        """Return what the result is, in one line that names the view."""

    @abstractmethod
    def notes(self, language: Language) -> tuple[str, ...]:
        """Return what must be read with the numbers: view, scope, null, draws, seed."""

    @abstractmethod
    def tidy(self) -> pd.DataFrame:
        """Return one row per observation and one column per variable, codes and full numbers, without index."""

    def summary(self, language: Language = "en") -> str:
        """Return the result as lines to be read: its printed table, unless the class says it better."""
        return result_text(self, language)

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the columns of a printed table, under names of ``HEADERS`` or as they should be read."""
        return self.tidy()

    def printed(self, language: Language = "en") -> ReportTable:
        """Return the table that people read: headers and words in their language, numbers in full."""
        sheet = _SHEETS[language][0]
        return printed_table(self.shown(language), language, key=self.key, sheet=sheet, title=self.title(language))

    def sheets(self, language: Language) -> Sequence[ReportTable]:
        """Return the tables of the workbook: the one that people read, and the tidy one under its codes."""
        name = _SHEETS[language][1]
        whole = printed_table(self.tidy(), None, key="tidy", sheet=name, title=name)
        return [self.printed(language), whole]

    def to_latex(
        self,
        language: Language = "en",
        *,
        decimal: str | None = None,
        caption: str | None = None,
        label: str | None = None,
    ) -> str:
        r"""Return the printed table in LaTeX (booktabs), with notes under it.

        Parameters
        ----------
        language : {"en", "fr"}
        decimal : {".", ","}, optional
            That of the language when not given.
        caption, label : str, optional
            The title of the result, and ``tab:`` with the name of the measure, when not given; empty for none.

        Returns
        -------
        str
            For a document with the packages that its first line names: always ``\usepackage[T1]{fontenc}`` and
            ``\usepackage{booktabs}``, ``\usepackage{graphicx}`` where many columns must be shrunk to the text,
            ``\usepackage{longtable}`` where it runs over pages.
        """
        return latex_table(
            self.printed(language),
            language,
            caption=self.title(language) if caption is None else caption,
            label=f"tab:{self.key}" if label is None else label,
            notes=self.notes(language),
            decimal=decimal,
        )

    def to_excel(self, path: str | Path, language: Language = "en") -> Path:
        """Write the result to a workbook, the same bytes every time; a file already there is replaced.

        Its first sheet says what it holds, the second is the printed table, the last the tidy one. Numbers are numbers:
        Excel shows them as its own language does.

        Raises
        ------
        WriteRefused
            When the file cannot be written.
        """
        content = workbook_bytes(self.title(language), self.notes(language), self.sheets(language), language)
        return _put(path, content)

    def to_stata(self, path: str | Path, language: Language = "en") -> Path:
        """Write the tidy table to a Stata file (``.dta``, Stata 14 and later), the same bytes every time.

        Variables have short legal names; their labels are the full ones, with the measure and its view.

        Raises
        ------
        WriteRefused
            When the file cannot be written.
        """
        return _put(path, stata_bytes(self.tidy(), labels=self.labels(language), title=self.title(language)))

    def to_csv(self, path: str | Path, language: Language = "en") -> Path:
        """Write the tidy table as CSV: for R and others, or in French for a French Excel (semicolons, decimal commas).

        Raises
        ------
        WriteRefused
            When the file cannot be written.
        """
        return _put(path, csv_bytes(self.tidy(), language))

    def labels(self, language: Language) -> dict[str, str]:
        """Return the label of each variable of the tidy table: its header, with the measure and view it speaks of."""
        about = self.quantity
        found = {}
        for name, dtype in self.tidy().dtypes.items():
            header = HEADERS[str(name)].text(language) if name in HEADERS else str(name)
            found[str(name)] = f"{header} — {about}" if about and pd.api.types.is_numeric_dtype(dtype) else header
        return found

    @property
    def quantity(self) -> str:
        """Name and view of what the numbers measure, ``pole_ei[pairs]``; empty where there are several."""
        return ""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.title('en')}>"


@dataclass(frozen=True, eq=False, repr=False)
class Tabulated(Result):
    """Any table (the actors' measures, sector mixing …) with the verbs of results.

    Attributes
    ----------
    table : DataFrame
        As it was given.
    name : str
        Short name.
    titles, remarks : mapping of language to str, to tuple of str
        Title, and notes beside the view.
    view, scope : str
        Empty where columns name their own.
    headers : mapping of language to mapping of column to str
        Full names of columns, where they have any.
    """

    table: pd.DataFrame
    name: str
    titles: Mapping[Language, str]
    remarks: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    view: str = ""
    scope: str = ""
    headers: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Short name."""
        return self.name

    def title(self, language: Language) -> str:
        """Return the title."""
        return self.titles[language]

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the view and the remarks."""
        return tuple(
            note for note in (view_note(self.view, self.scope, language), *self.remarks.get(language, ())) if note
        )

    def tidy(self) -> pd.DataFrame:
        """Return the table, its index as columns."""
        return flat(self.table)

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the table under the full names of its columns."""
        return self.tidy().rename(columns=self.headers.get(language, {}))

    def labels(self, language: Language) -> dict[str, str]:
        """Return the full names of columns."""
        return {**super().labels(language), **self.headers.get(language, {})}

    def summary(self, language: Language = "en") -> str:
        """Return title, notes and table as text."""
        return result_text(self, language)


def tabulated(
    result: pd.Series | pd.DataFrame,
    *,
    title: str = "",
    title_fr: str = "",
    notes: Sequence[str] = (),
    notes_fr: Sequence[str] = (),
) -> Tabulated:
    """Return any Series or DataFrame that a measure gave, with the verbs of results: LaTeX, Excel, Stata, CSV.

    Parameters
    ----------
    result : Series or DataFrame
    title, title_fr : str
        The name of the Series when not given; the French one is the English one when not given.
    notes, notes_fr : sequence of str
        Sentences printed under the table, beside its view.

    Returns
    -------
    Tabulated

    Examples
    --------
    >>> import pandas as pd
    >>> degrees = pd.Series([2.0, 1.0], index=pd.Index(["a", "b"], name="actor"), name="actor_degree[pairs]")
    >>> print(tabulated(degrees, title="Partners").summary())
    Partners
    actor  actor_degree[pairs]
    --------------------------
    a                        2
    b                        1
    """
    name = str(result.name or "") if isinstance(result, pd.Series) else str(result.attrs.get("measure", ""))
    frame = result.to_frame(result.name or "value") if isinstance(result, pd.Series) else result
    english = title or name or "table"
    return Tabulated(
        frame,
        plain_names([name or "table"])[0],
        {"en": english, "fr": title_fr or english},
        {"en": tuple(notes), "fr": tuple(notes_fr or notes)},
        view=_text_of(result.attrs.get("view", "")),
        scope=str(result.attrs.get("scope", "")),
    )


def stacked(results: Sequence[Result | CoopnetError], *, title: str = "", title_fr: str = "") -> Tabulated:
    """Return several results of one kind as one table, under one another: comparisons with the same draws, say.

    Parameters
    ----------
    results : sequence of results, refusals among them
        A refusal gives no row; its sentence stands under the table.
    title, title_fr : str

    Returns
    -------
    Tabulated
        Their tidy tables, one after the other; their notes, each once, after the title of those that it speaks of where
        it does not speak of all.

    Raises
    ------
    UnknownWord
        When there is no result.
    """
    kept = [one for one in results if isinstance(one, Result)]
    refused = [one for one in results if isinstance(one, CoopnetError)]
    if not kept:
        raise UnknownWord("There is no result to put in a table.", "Il n’y a aucun résultat à mettre dans une table.")
    languages: tuple[Language, ...] = ("fr", "en")
    notes = {
        one: (*_notes_of_several(kept, one), *dict.fromkeys(r.sentence(one) for r in refused)) for one in languages
    }
    table = pd.concat([result.tidy() for result in kept], ignore_index=True)
    titles = {"en": title or kept[0].title("en"), "fr": title_fr or title or kept[0].title("fr")}
    return Tabulated(table, "results", titles, notes)  # type: ignore[arg-type]


def _notes_of_several(results: Sequence[Result], language: Language) -> list[str]:
    """Return the notes of several results, each once: what is said of some names them."""
    speaks_of: dict[str, list[str]] = {}
    for result in results:
        for note in dict.fromkeys(result.notes(language)):
            if note:
                speaks_of.setdefault(note, []).append(result.title(language))
    return [
        note if len(titles) == len(results) else f"{', '.join(dict.fromkeys(titles))} — {note}"
        for note, titles in speaks_of.items()
    ]


def result_text(result: Result, language: Language) -> str:
    """Return title, notes and printed table of a result as lines to be read."""
    notes = (note for note in result.notes(language) if note)
    return "\n".join([result.title(language), *notes, text_table(result.printed(language), language)])


def flat(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its index as first columns, named ``item`` where they have no name, and plain column names.

    >>> flat(pd.DataFrame({"x": [1]}, index=["a"])).to_dict("list")
    {'item': ['a'], 'x': [1]}
    """
    if isinstance(table.index, pd.RangeIndex) and table.index.name is None:
        return table.rename(columns=str)
    own = list(map(str, table.columns))
    several = table.index.nlevels > 1
    names = [
        str(name) if name is not None else f"item_{place}" if several else "item"
        for place, name in enumerate(table.index.names, start=1)
    ]
    names = [f"{name}_" if name in own else name for name in names]
    left = table.index.to_frame(index=False).set_axis(names, axis=1)
    return pd.concat([left, table.reset_index(drop=True).set_axis(own, axis=1)], axis=1)


def printed_table(
    frame: pd.DataFrame, language: Language | None, *, key: str, sheet: str, title: str, note: str = ""
) -> ReportTable:
    """Return a table as people read it; under its codes when no language is given."""
    columns = []
    cells = []
    for place, name in enumerate(map(str, frame.columns)):
        values = frame.iloc[:, place]
        header = HEADERS.get(name) if language else None
        form = _form(values, header.form if header else None)
        columns.append(ReportColumn(header.text(language) if header and language else name, form))
        words = CELLS.get(name, {}) if language else {}
        cells.append([_cell(value, words, language) for value in values])
    return ReportTable(key, sheet, title, note or title, columns, list(zip(*cells, strict=True)))


def csv_bytes(frame: pd.DataFrame, language: Language) -> bytes:
    """Return a table as CSV: commas and points, or what a French Excel opens."""
    sep, decimal, encoding = (";", ",", "utf-8-sig") if language == "fr" else (",", ".", "utf-8")
    return frame.to_csv(index=False, lineterminator="\n", sep=sep, decimal=decimal).encode(encoding)


def _form(values: pd.Series, known: Form | None) -> Form:
    numeric = pd.api.types.is_numeric_dtype(values.dtype)
    if known is not None and numeric == (known not in ("text", "verbatim")):
        return known
    return "figure" if numeric else "verbatim"


def _cell(value: Any, words: Mapping[str, Mapping[Language, str]], language: Language | None) -> Any:
    return words[value][language] if language and isinstance(value, str) and value in words else value


def _text_of(view: object) -> str:
    return str(getattr(view, "full_name", view))


def _put(path: str | Path, content: bytes) -> Path:
    target = Path(path)
    put_in_place(target, content)
    return target
