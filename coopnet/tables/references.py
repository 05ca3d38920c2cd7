"""Ids and the cells that refer to them: unknown, misspelt, several in one cell, or of a row itself rejected."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from coopnet.tables.cells import is_mojibake, mended
from coopnet.tables.cleaning import Note
from coopnet.tables.drafts import MERGED, REJECTED, Draft
from coopnet.tables.messages import many
from coopnet.tables.sheets import both_names
from coopnet.vocabulary import folded

_STRONG = re.compile(r"[;|\n]")
_WEAK = re.compile(r"[;|\n/,+&]|\s+et\s+|\s+and\s+", re.IGNORECASE)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
ADVISED = 1000
"""Of how many unknown ids of one column a correction is looked for."""
COMPARED = 300_000
"""How many comparisons of spelling are made in all before only misspellings of one letter are looked for."""


def loosely(text: str) -> str:
    """Return the text without capitals, accents and spaces: what a slip of the keyboard changes.

    >>> loosely("Éole "), loosely("EOLE")
    ('eole', 'eole')
    """
    if text.isascii():
        return text.casefold().replace(" ", "")
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in flat if not c.isspace() and not unicodedata.combining(c))


class Index:
    """The ids of one table: where each one stands, and which id a misspelt text may mean."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.first: dict[str, int] = {}
        for i, key in enumerate(draft.values.get("id", ())):
            if key and key not in self.first:
                self.first[key] = i
        self._names: dict[str, str] | None = None
        self._spellings: dict[str, str] | None = None
        self._compared = 0

    def rejected(self) -> set[str]:
        """Return the ids whose row was rejected."""
        state = self.draft.state
        return {key for key, i in self.first.items() if state[i] == REJECTED}

    def named(self, text: str) -> str | None:
        """Return the id of the row that has this name, or None; a name that two rows bear points to neither."""
        return self._by_name().get(folded(text)) or None

    def same_spelling(self, text: str) -> str | None:
        """Return the id that differs from a text only by capitals, accents, spaces or punctuation."""
        return self._by_spelling().get(folded(text)) or None

    def near(self, text: str) -> tuple[str, str] | None:
        """Return the (id, id or name) that a text most resembles, or None."""
        meant = folded(text)
        if len(meant) < 2:
            return None
        for table in (self._by_spelling(), self._by_name()):
            for other in _one_letter_away(meant):
                if table.get(other):
                    return table[other], other
        number = len(self._by_spelling()) + len(self._by_name())
        if self._compared + number > COMPARED:
            return None
        self._compared += number
        for table in (self._by_spelling(), self._by_name()):
            close = difflib.get_close_matches(meant, table, n=1, cutoff=0.75)
            if close and table[close[0]]:
                return table[close[0]], close[0]
        return None

    def name_of(self, key: str) -> str:
        """Return the name of an id, or the id itself."""
        names = self.draft.values.get("name")
        return (names[self.first[key]] if names else "") or key

    def _by_name(self) -> dict[str, str]:
        if self._names is None:
            self._names = _unambiguous(
                zip(self.draft.values.get("name", ()), self.draft.values.get("id", ()), strict=False)
            )
        return self._names

    def _by_spelling(self) -> dict[str, str]:
        if self._spellings is None:
            self._spellings = _unambiguous((key, key) for key in self.first)
        return self._spellings


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return ids by folded text; a text that two ids share maps to nothing."""
    found: dict[str, str] = {}
    for text, key in pairs:
        flat = folded(text)
        if flat and key:
            found[flat] = key if found.get(flat, key) == key else ""
    return found


def _one_letter_away(text: str) -> Iterator[str]:
    """Yield every text that one slip makes of another: a letter dropped, swapped, changed or added."""
    for i in range(len(text)):
        yield text[:i] + text[i + 1 :]
        yield text[:i] + text[i + 1 : i + 2] + text[i] + text[i + 2 :]
    for i in range(len(text) + 1):
        for letter in _LETTERS:
            yield text[:i] + letter + text[i + 1 :]
            yield text[:i] + letter + text[i:]


def check_ids(draft: Draft, index: Index) -> None:
    """Reject the rows that use an id again, and say which ids are suspiciously alike."""
    ids = draft.values.get("id", ())
    if len(index.first) < len(ids):
        for i, key in enumerate(ids):
            if key and index.first[key] != i and draft.state[i] != MERGED:
                fields = {"first": str(draft.rows[index.first[key]])}
                draft.say("duplicate_id", i, header=draft.header("id"), value=key, fields=fields)
    alike: dict[str, str] = {}
    for key, i in index.first.items():
        flat = loosely(key)
        other = alike.setdefault(flat, key)
        if other != key:
            fields = {"other": other, "first": str(draft.rows[index.first[other]])}
            draft.say("similar_ids", i, header=draft.header("id"), value=key, fields=fields)


def check_references(draft: Draft, column: str, target: Index, other: Index | None = None) -> None:
    """Reject the rows of a column that name an id which its table does not hold, or holds on a rejected row.

    Parameters
    ----------
    draft : Draft
        The table that refers.
    column : str
        Its column.
    target : Index
        The ids of the table referred to.
    other : Index, optional
        The ids of the other table of ids, for advice: a structure named where an actor is expected.
    """
    if column not in draft.values:
        return
    if not target.draft.readable:
        _unchecked(draft, column, target)
        return
    values = draft.values[column]
    what = {"actors": "actor", "structures": "structure"}[target.draft.name]
    lost = target.rejected()
    notes: dict[str, Note] = {}
    for value in dict.fromkeys(values):
        if not value:
            continue
        if value in target.first:
            if value in lost:
                first = str(target.draft.rows[target.first[value]])
                notes[value] = Note(f"rejected_{what}", {"place": target.draft.place, "first": first})
        else:
            notes[value] = _unknown(value, what, target, other) if len(notes) < ADVISED else Note(f"unknown_{what}")
    draft.note_cells(draft.header(column), values, notes)


def say_unknown_reporters(draft: Draft, target: Index) -> None:
    """Say which rows are reported by nobody the file knows; they are kept, for what they report is not in doubt.

    Parameters
    ----------
    draft : Draft
        The table of links, or of memberships.
    target : Index
        The ids of actors.
    """
    values = draft.values.get("reported_by", [])
    if not target.draft.readable:
        return
    unknown = [value for value in dict.fromkeys(values) if value and value not in target.first]
    notes = {value: _unknown_reporter(value, target) for value in unknown[:ADVISED]}
    notes.update({value: Note("unknown_reporter") for value in unknown[ADVISED:]})
    if notes:
        draft.note_cells(draft.header("reported_by"), values, notes)


def _unknown_reporter(value: str, target: Index) -> Note:
    if key := target.same_spelling(value):
        return Note("unknown_reporter", {"word": key}, "same_spelling")
    key = target.named(value)
    return Note("unknown_reporter", {"word": key}, "id_of_name") if key else Note("unknown_reporter")


def _unchecked(draft: Draft, column: str, target: Index) -> None:
    """Reject at once all rows that refer to a table which could not be read."""
    rows = [i for i, value in enumerate(draft.values[column]) if value and draft.state[i] != REJECTED]
    if rows:
        for i in rows:
            draft.state[i] = REJECTED
        other, said = both_names(target.draft.name), many(len(rows), "row", "ligne")
        draft.say_of("unchecked_references", header=draft.header(column), other=other, rows=said)


def _unknown(value: str, what: str, target: Index, other: Index | None) -> Note:
    """Say of an unknown id what it may stand for."""
    code = f"unknown_{what}"
    if key := target.same_spelling(value):
        return Note(code, {"word": key}, "same_spelling")
    if key := target.named(value):
        return Note(code, {"word": key}, "id_of_name")
    if is_mojibake(value) and (mended(value) in target.first or target.same_spelling(mended(value))):
        return Note(code, {"word": target.same_spelling(mended(value)) or mended(value)}, "mended")
    if several := _several(value, target, only_if_known=_STRONG.search(value) is None):
        return several
    if other is not None and value in other.first:
        return _of_the_other_table(value, what, target, other)
    if near := target.near(value):
        key, like = near
        if like == folded(key):
            return Note(code, {"word": key}, "near")
        return Note(code, {"word": key, "name": target.name_of(key)}, "id_of_near_name")
    return _several(value, target, only_if_known=False) or Note(code)


def _several(value: str, target: Index, *, only_if_known: bool) -> Note | None:
    """Say that a cell names several partners, when it does."""
    parts = [part.strip() for part in _WEAK.split(value) if part.strip()]
    if len(parts) < 2:
        return None
    keys = [part if part in target.first else target.same_spelling(part) or target.named(part) for part in parts]
    if only_if_known and not any(keys):
        return None
    words = " | ".join(key or part for key, part in zip(keys, parts, strict=True))
    return Note("several_partners", {"words": words})


def _of_the_other_table(value: str, what: str, target: Index, other: Index) -> Note:
    """Say that a cell names an actor where a structure is expected, or a structure where an actor is."""
    if what == "structure":
        key = target.draft.looked_up(value, "id", where="actor")
        return Note("unknown_structure", {"word": key or value}, "actor_structure" if key else "is_actor")
    key = other.draft.looked_up(value, "actor", where="id")
    return Note("unknown_actor", {"word": key or value}, "structure_actor" if key else "is_structure")
