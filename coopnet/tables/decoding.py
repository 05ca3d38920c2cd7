"""Bytes of a text file → text, by rule and never by guess; and which sign separates its cells."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coopnet.errors import UnreadableInput
from coopnet.tables.headers import answered, header_row
from coopnet.waiting import ProgressBar

SEPARATORS = ";,\t|"
csv.field_size_limit(2**31 - 1)  # a cell without end is found and named further on; csv itself would only give up

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotText(Exception):
    """The bytes are not a text; the message that says so and what fills it."""

    def __init__(self, code: str, **fields: str) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Encoded:
    """The bytes of a text and the encoding to read them in; ``assumed`` when nothing in the file states it."""

    data: bytes
    encoding: str
    assumed: bool

    @property
    def n_lines(self) -> int:
        """Number of ends of line, those within cells included."""
        return self.data.count(b"\n")

    def lines(self) -> Iterator[str]:
        """Yield the lines as they are, ends of line included, without holding the whole text."""
        # not str.splitlines, which also cuts at form feeds and other signs that may stand inside a cell
        return io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, newline="")

    def start(self, size: int = 20_000) -> str:
        """Return the first characters."""
        return io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, newline="").read(size)


def encoding_of(data: bytes, encoding: str | None = None) -> Encoded:
    """Say in which encoding bytes are a text: by byte-order mark, else strict UTF-8, else Windows-1252.

    Parameters
    ----------
    data : bytes
    encoding : str, optional
        To be used whatever the rule says.

    Raises
    ------
    NotText
        When the bytes are not text, or not in the encoding asked for.
    UnreadableInput
        When Python does not know the encoding asked for.

    Examples
    --------
    >>> encoding_of("Éole".encode("utf-8")).encoding, encoding_of("Éole".encode("cp1252")).encoding
    ('utf-8', 'cp1252')
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is not None:
        known = _known(encoding)
        return _valid(data, marked if known == "utf-8" and marked == "utf-8-sig" else known)
    if marked is not None:
        return _valid(data, marked)
    if b"\0" in data:
        raise NotText("unreadable_file")
    try:
        data.decode("utf-8")
        return Encoded(data, "utf-8", assumed=False)
    except UnicodeDecodeError:
        pass  # not an error but the rule: what is not UTF-8 is Windows-1252, or no text at all
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise NotText("unreadable_file") from error
    if _looks_binary(text):
        raise NotText("unreadable_file")
    return Encoded(data, "cp1252", assumed=True)


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # a codec such as base64 is known, but is not an encoding of text
    except (LookupError, ValueError) as error:
        raise UnreadableInput(
            f"Unknown encoding “{encoding}”. Try utf-8, cp1252, iso-8859-15, mac-roman or utf-16.",
            f"Codage inconnu «\u202f{encoding}\u202f». Essayez utf-8, cp1252, iso-8859-15, mac-roman ou utf-16.",
        ) from error
    return name


def _valid(data: bytes, encoding: str) -> Encoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText("undecodable_file", encoding=encoding, position=str(error.start + 1)) from error
    except UnicodeError as error:
        raise NotText("unreadable_file") from error
    if "\0" in text:
        raise NotText("unreadable_file")
    return Encoded(data, encoding, assumed=False)


def _looks_binary(text: str) -> bool:
    """Return whether control characters are so many that this is no text (a picture, an archive)."""
    sample = text[:20_000]
    control = sum(character < " " and character not in "\t\n\r\x0b\x0c\x1a" for character in sample)
    return control * 100 > len(sample)


_END = "\x03end of the table\x03"


class Records:
    """The records of a CSV text, taken a few at a time.

    ``unclosed`` is, once all are taken, the rank from 1 of the record whose quotation mark is never closed, or None.
    A bar, where there is one, advances by the records taken.
    """

    def __init__(self, lines: Iterable[str], separator: str, bar: ProgressBar | None = None) -> None:
        # a last line of our own: csv gives it back as a record, unless an open quotation mark has swallowed it
        self._rows = csv.reader(itertools.chain(lines, [_END]), delimiter=separator)
        self._taken = 0
        self._bar = bar
        self.unclosed: int | None = None

    def take(self, number: int) -> list[list[str]]:
        """Return the next records, fewer than the number asked for when no more are left."""
        rows = list(itertools.islice(self._rows, number))
        self._taken += len(rows)
        if self._bar is not None:
            self._bar.advance(len(rows))
        if rows and rows[-1] and rows[-1][-1].endswith(_END):
            last = rows.pop()
            if last != [_END]:
                self.unclosed = self._taken
        return rows


def separator_of(head: str, table: str) -> str:
    r"""Return the sign that separates cells: the one that makes the headers best answer to the table's columns.

    >>> separator_of("id;nom;poids\nCBE;CBE du Seignanx;1,5\n", "actors")
    ';'
    """
    if head[:4].casefold() == "sep=" and head[4:5] in tuple(SEPARATORS):
        return head[4]
    lines = head.splitlines(keepends=True)

    def score(separator: str) -> tuple[int, int]:
        rows = Records(lines, separator).take(20)
        position = header_row(table, rows)
        widest = max((len(row) for row in rows), default=0)
        return (len(answered(table, rows[position])) if position is not None else 0, widest)

    return max(SEPARATORS, key=score)
