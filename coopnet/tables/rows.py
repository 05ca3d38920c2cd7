"""Cells → canonical values, column by column: each distinct text is read once, then the rows that hold it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from coopnet.tables.cells import (
    has_control_characters,
    is_formula_error,
    is_missing_mark,
    is_mojibake,
    mended,
    trimmed,
)
from coopnet.tables.cleaning import Note, Read, date_of, earliest, latest, number_of
from coopnet.tables.communes import commune_of, epci_name, epci_named
from coopnet.tables.drafts import REJECTED, Draft
from coopnet.tables.identifiers import naf_of, siren_of, siret_of
from coopnet.tables.personal import EMAIL, What, personal_column, personal_header, personal_within
from coopnet.vocabulary import Column, Vocabulary, vocabulary
from coopnet.waiting import ProgressBar

Reader = Callable[[str], Read]

LARGEST = 1e15
"""A larger number is a slip of the keyboard: beyond it whole numbers are no longer told apart."""
LEAST_WEIGHT = 1e-15
"""Sums and inverses of smaller weights are lost in rounding, or overflow."""
_EMPTY = {"number": None, "integer": None}
_AS_TEXT = ("identifier", "reference", "text")
_SEVERAL = re.compile(r"[;/|\n+]|\s+et\s+|\s+and\s+|,\s*")
_WITHOUT_A_NAME = frozenset({"missing_value", "formula_error"})
ADVISED = 300
"""Of how many unknown words of one column the nearest known word is looked for."""


def read_columns(draft: Draft, words: Vocabulary, bar: ProgressBar) -> None:
    """Read every column of a draft: known ones become canonical values, the others attributes or nothing at all.

    The bar advances by one step per cell.
    """
    for name in draft.known:
        column = vocabulary().tables[draft.name].columns[name]
        cells = draft.raw.columns[draft.known[name]]
        read = reader_of(column, draft.name, words)
        found = {cell: read_cell(cell, column, read) for cell in dict.fromkeys(cells)}
        values = {cell: said.value for cell, said in found.items()}
        draft.values[name] = list(map(values.__getitem__, cells))
        notes = {cell: said.note for cell, said in found.items() if said.note}
        if (draft.name, name) == ("ratings", "evaluator"):  # findings are printed in reports, and would quote the name
            notes = {cell: note for cell, note in notes.items() if note.code in _WITHOUT_A_NAME}
        draft.note(name, notes)
        bar.advance(len(cells), doing=draft.place)
    for position in draft.unknown:
        _read_attribute(draft, position)
        bar.advance(len(draft.rows), doing=draft.place)


def read_cell(cell: str, column: Column, read: Reader) -> Read:
    """Return what one text means in a column, whatever its format: empty, failed formula, or what the format says."""
    text = trimmed(cell)
    empty = _EMPTY.get(column.format, "")
    if not text:
        return Read(empty, Note("missing_value")) if column.required else Read(empty)
    if is_formula_error(text):
        return Read(empty, Note("formula_error"))
    if column.format not in _AS_TEXT and is_missing_mark(text):
        return Read(empty, Note("missing_value" if column.required else "missing_mark"))
    said = read(text)
    if said.note is None and has_control_characters(cell):
        return Read(said.value, Note("control_characters"))
    return said


def reader_of(column: Column, table: str, words: Vocabulary) -> Reader:
    """Return what reads a non-empty text of a column."""
    if column.format in ("word", "flag"):
        return _word_reader(column, words)
    if column.format in ("number", "integer"):
        return _number_reader(column, table)
    if column.name == "epci":
        return _grouping
    if column.format in ("identifier", "reference"):
        return _code
    return _READERS.get(column.format, _text)


_READERS: Mapping[str, Reader] = {
    "date": date_of,
    "siret": siret_of,
    "siren": siren_of,
    "naf": naf_of,
    "commune": commune_of,
}


def _grouping(text: str) -> Read:
    """Return the SIREN of an EPCI, or nothing and the reason."""
    said = siren_of(text)
    if said.value and epci_name(said.value):
        return said
    siren = epci_named(text)
    return Read("", Note("epci_name", {"word": siren}, "write") if siren else Note("epci_name"))


def _text(text: str) -> Read:
    return _as_written(text, personal_within(text))


def _code(text: str) -> Read:
    """Return an identifier: it may look like a telephone number without being one."""
    return _as_written(text, EMAIL if "@" in text and personal_within(text) == EMAIL else None)


def _as_written(text: str, what: What | None) -> Read:
    if what:
        return Read(text, Note("personal_cell", {"what_en": what[0], "what_fr": what[1]}))
    if text.isascii():
        return Read(text)
    if is_mojibake(text):
        return Read(text, Note("mojibake", {"word": mended(text)}))
    return Read(text, Note("lost_character")) if "\ufffd" in text else Read(text)


def _number_reader(column: Column, table: str) -> Reader:
    def read(text: str) -> Read:
        number = number_of(text)
        if number is None:
            return Read(None, Note("unreadable_number"))
        if abs(number) > LARGEST:
            return Read(None, Note("too_large_number", {"largest": int(LARGEST)}))
        if column.format == "integer" and not number.is_integer():
            return Read(None, Note("not_an_integer"))
        if table == "links" and column.name == "weight" and number <= 0:
            return Read(None, Note("negative_weight" if number < 0 else "zero_weight"))
        if table == "links" and column.name == "weight" and number < LEAST_WEIGHT:
            return Read(None, Note("too_small_weight"))
        low, high = column.minimum, column.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            advice = "degrees" if column.name in ("longitude", "latitude") else None
            return Read(None, Note("out_of_range", _range(low, high), advice))
        return Read(int(number) if column.format == "integer" else number)

    return read


def _range(low: float | None, high: float | None) -> dict[str, str | int | tuple[str, str]]:
    if high is None:
        return {"range_en": f"{low:g} or more", "range_fr": f"{low:g} ou plus"}
    if low is None:
        return {"range_en": f"{high:g} or less", "range_fr": f"{high:g} ou moins"}
    return {"range_en": f"{low:g} to {high:g}", "range_fr": f"de {low:g} à {high:g}"}


def _word_reader(column: Column, words: Vocabulary) -> Reader:
    unknown = 0

    def read(text: str) -> Read:
        nonlocal unknown
        code = words.find(column.words, text)
        if code is not None:
            return Read(code)
        unknown += 1
        return Read("", _unknown_word(column, text, words) if unknown <= ADVISED else Note("unknown_word"))

    return read


_DECLARED_BY = {"sectors": "sector", "structure_kinds": "structure_kind", "link_kinds": "link_kind"}


def _unknown_word(column: Column, text: str, words: Vocabulary) -> Note:
    """Say of an unknown word which known one it may be, and where a new one is declared."""
    known = words.words(column.words)
    labels = {
        "words_en": "; ".join(w.en for w in known.values()),
        "words_fr": "\u202f; ".join(w.fr for w in known.values()),
    }
    for other, advice in (("structure_kinds", "is_structure_kind"), ("link_kinds", "is_link_kind")):
        code = words.find(other, text) if column.words.endswith("_kinds") and other != column.words else None
        if code:
            word = words.words(other)[code]
            return Note("unknown_word", {"word_en": word.en, "word_fr": word.fr}, advice)
    parts = [part.strip() for part in _SEVERAL.split(text)]
    if len(parts) > 1 and all(words.find(column.words, part) for part in parts):
        return Note("unknown_word", {"words": ", ".join(parts)}, "only_one_word")
    near = words.nearest(column.words, text)
    both = {"word_en": near.en, "word_fr": near.fr} if near else {}
    item = _DECLARED_BY.get(column.words)
    if item:
        names = {"item_en": item, "item_fr": vocabulary().about[item].fr}
        return Note("unknown_word", {**labels, **both, **names}, "near_or_declare" if near else "declare")
    return Note("unknown_word", {**labels, **both}, "near_word" if near else None)


def _read_attribute(draft: Draft, position: int) -> None:
    """Keep an unknown column as an attribute, unless it holds personal data."""
    header, cells = draft.raw.headers[position], draft.raw.columns[position]
    texts = {cell: trimmed(cell) for cell in dict.fromkeys(cells)}
    distinct = [text for text in texts.values() if text]
    what = personal_header(header) or personal_column(distinct)
    if draft.name == "ratings":  # whatever else stands beside a rating, a function or a structure, may say whose it is
        what = what or ("what may tell who rated", "de quoi reconnaître qui a noté")
    if what:
        draft.say_of("personal_column", header=header, what_en=what[0], what_fr=what[1])
        return
    notes: dict[str, Note] = {}
    for cell, text in texts.items():
        if is_formula_error(text):
            texts[cell] = ""
            notes[cell] = Note("formula_error_in_attribute")
        elif has_control_characters(cell):
            notes[cell] = Note("control_characters")
        elif note := _text(text).note:
            notes[cell] = note
    name = _free_name(trimmed(header), draft)
    draft.values[name] = list(map(texts.__getitem__, cells))
    draft.attributes.append(name)
    draft.say_of("attribute_kept", header=header)
    draft.note_cells(header, cells, notes)


def _free_name(header: str, draft: Draft) -> str:
    """Return the header, numbered when a column of the vocabulary or another attribute already has that name."""
    taken = {*vocabulary().tables[draft.name].columns, *draft.attributes}
    name, number = header, 2
    while name in taken:
        name, number = f"{header} ({number})", number + 1
    return name


PERIODS: Mapping[str, tuple[str, str]] = {
    "actors": ("joined", "left"),
    "structures": ("founded", "closed"),
    "memberships": ("since", "until"),
    "links": ("since", "until"),
}


def check_periods(draft: Draft) -> None:
    """Reject the rows whose dates end before they begin, on the widest reading of each date."""
    begin, end = PERIODS.get(draft.name, ("", ""))
    if begin not in draft.values or end not in draft.values:
        return
    begins, ends = draft.values[begin], draft.values[end]
    first = {date: earliest(date) for date in set(begins)}
    last = {date: latest(date) for date in set(ends)}
    for i, (a, b) in enumerate(zip(begins, ends, strict=True)):
        if a and b and first[a] > last[b]:
            fields = {"begin_column": draft.header(begin), "begin": draft.written(begin, i)}
            draft.say("ends_before_it_begins", i, header=draft.header(end), value=draft.written(end, i), fields=fields)


def merge_duplicates(draft: Draft) -> None:
    """Merge the rows that say exactly what an earlier kept row says."""
    if not draft.values:
        return
    columns = list(draft.values.values())
    hashes = list(map(hash, zip(*columns, strict=True)))
    if len(set(hashes)) == len(hashes):  # different hashes: different rows; equal ones are compared in full below
        return
    count: dict[int, int] = {}
    for h in hashes:
        count[h] = count.get(h, 0) + 1
    first: dict[tuple[object, ...], int] = {}
    for i, h in enumerate(hashes):
        if count[h] > 1 and draft.state[i] != REJECTED:
            row = tuple(column[i] for column in columns)
            if row in first:
                draft.say("duplicate_row", i, fields={"first": str(draft.rows[first[row]])})
            else:
                first[row] = i
