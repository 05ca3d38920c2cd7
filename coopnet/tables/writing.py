"""Checked tables → rows of a sheet in either language, and files put in place whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopnet.errors import Language, WriteRefused, cause
from coopnet.tables.columns import CheckedTable, CheckedTables
from coopnet.vocabulary import TABLES, Column, Kind, Vocabulary, Word, vocabulary

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table ready to be written.

    Attributes
    ----------
    table : str
        Canonical name.
    headers : tuple of str
        In the language asked for.
    numeric : tuple of bool
        Which columns hold numbers.
    columns : tuple of list
        Texts and numbers; an empty cell is ``""`` or None.
    """

    table: str
    headers: tuple[str, ...]
    numeric: tuple[bool, ...]
    columns: tuple[list[Value], ...]

    def lines(self) -> Iterator[tuple[Value, ...]]:
        """Yield the rows."""
        return zip(*self.columns, strict=True)


def sheets_of(checked: CheckedTables, language: Language) -> list[Sheet]:
    """Return the tables that have something to say, their headers and words in one language.

    Words are written as codes in English files and as labels in French ones; reading understands both.
    """
    tables = [checked.tables[name] for name in TABLES if name in checked.tables]
    said = [table for table in tables if table.rows or not vocabulary().tables[table.name].optional]
    sheets = [_sheet(table, checked.vocabulary, language) for table in said if table.columns]
    about = _about_sheet(checked, language)
    return [*sheets, about] if about.columns[0] else sheets


def _sheet(table: CheckedTable, words: Vocabulary, language: Language) -> Sheet:
    known = vocabulary().tables[table.name].columns
    headers, numeric, columns = [], [], []
    for name, values in table.columns.items():
        column = known.get(name) if name not in table.attributes else None
        headers.append(column.header(language) if column else name)
        numeric.append(column is not None and column.format in ("number", "integer"))
        write = _written(column, words, language) if column else None
        columns.append([write(value) for value in values] if write else list(values))
    return Sheet(table.name, tuple(headers), tuple(numeric), tuple(columns))


def _written(column: Column, words: Vocabulary, language: Language) -> Callable[[Any], Value] | None:
    """Return what turns the codes of a column into words of the language, or None when they stay as they are."""
    if language == "en" or column.format not in ("word", "flag"):
        return None
    labels = {code: _label(word, column.words, words) for code, word in words.words(column.words).items()}
    return lambda code: labels.get(code, code)


def _label(word: Word, name: str, words: Vocabulary) -> str:
    """Return the French label of a word, or its code where another word answers to that label."""
    return word.fr if words.find(name, word.fr) == word.code else word.code


def _about_sheet(checked: CheckedTables, language: Language) -> Sheet:
    columns = vocabulary().tables["about"].columns
    lines: list[tuple[Value, Value]] = []
    for name, item in vocabulary().about.items():
        if item.repeatable:
            lines += [(item.header(language), text) for text in _declared(name, checked.vocabulary, language)]
        elif checked.about.get(name):
            write = _written(item, checked.vocabulary, language)
            value = checked.about[name]
            lines.append((item.header(language), write(value) if write else value))
    headers = tuple(columns[name].header(language) for name in ("key", "value"))
    return Sheet("about", headers, (False, False), ([key for key, _ in lines], [value for _, value in lines]))


def _declared(item: str, words: Vocabulary, language: Language) -> Iterator[str]:
    """Yield the declarations of the words that a pole adds to those of coopnet."""
    known = vocabulary()
    if item == "sector":
        for code, word in words.words("sectors").items():
            if code not in known.words("sectors"):
                yield f"{code} | {word.fr}"
        return
    place = item.removesuffix("_kind")
    for code, kind in words.kinds.items():
        if code not in known.kinds and place in kind.stands_as:
            yield _kind_text(kind, place, known, language)


def _kind_text(kind: Kind, place: str, known: Vocabulary, language: Language) -> str:
    nature = known.label("natures", kind.nature, language)
    directed = {"fr": " | dirigé", "en": " | directed"}[language] if kind.directed and place == "link" else ""
    return f"{kind.code} | {kind.fr} | {nature}{directed}"


def refuse_existing(path: Path, *, overwrite: bool) -> None:
    """Refuse to write over what is already there, unless told to.

    Raises
    ------
    WriteRefused
    """
    if path.is_dir():
        raise WriteRefused(f"{path} is a folder.", f"{path} est un dossier.")
    if path.exists() and not overwrite:
        raise WriteRefused(
            f"{path} already exists; delete it or choose another name.",
            f"{path} existe déjà\u202f; supprimez-le ou choisissez un autre nom.",
        )


def put_in_place(path: Path, data: bytes) -> None:
    """Write a file whole: beside its place first, then in its place, so that a failure leaves what was there.

    Raises
    ------
    WriteRefused
    """
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _refusal(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, path)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise _refusal(path, error) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refusal(path: Path, error: OSError) -> WriteRefused:
    if not path.parent.is_dir():
        return WriteRefused(
            f"{path} cannot be written: the folder {path.parent} does not exist.",
            f"{path} ne peut pas être écrit\u202f: le dossier {path.parent} n’existe pas.",
        )
    return WriteRefused(
        f"{path} cannot be written ({error.strerror}); close it if it is open elsewhere, or choose another place.",
        f"{path} ne peut pas être écrit ({cause(error)})\u202f; "
        "fermez-le s’il est ouvert ailleurs, ou choisissez un autre endroit.",
    )
