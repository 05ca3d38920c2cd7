"""Bytes of a text file → text, by rule and never by guess; and which sign separates its cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopnet.errors import UnreadableInput
from coopnet.tables.headers import answered, header_row

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
class Decoded:
    """A text and the encoding it was read in; ``assumed`` when nothing in the file states that encoding."""

    text: str
    encoding: str
    assumed: bool


def decoded(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file: by its byte-order mark, else as strict UTF-8, else as Windows-1252.

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
    >>> decoded("Éole".encode("utf-8")).encoding, decoded("Éole".encode("cp1252")).encoding
    ('utf-8', 'cp1252')
    """
    if encoding is not None:
        return _decoded_as(data, _known(encoding), assumed=False)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded_as(data, name, assumed=False)
    if b"\0" in data:
        raise NotText("unreadable_file")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", assumed=False)
    except UnicodeDecodeError:
        pass  # not an error but the rule: what is not UTF-8 is Windows-1252, or no text at all
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise NotText("unreadable_file") from error
    if _looks_binary(text):
        raise NotText("unreadable_file")
    return Decoded(text, "cp1252", assumed=True)


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


def _decoded_as(data: bytes, encoding: str, *, assumed: bool) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText("undecodable_file", encoding=encoding, position=str(error.start + 1)) from error
    except UnicodeError as error:
        raise NotText("unreadable_file") from error
    if "\0" in text:
        raise NotText("unreadable_file")
    return Decoded(text.removeprefix("\ufeff"), encoding, assumed)


def _looks_binary(text: str) -> bool:
    """Return whether control characters are so many that this is no text (a picture, an archive)."""
    sample = text[:20_000]
    control = sum(character < " " and character not in "\t\n\r\x0b\x0c\x1a" for character in sample)
    return control * 100 > len(sample)


def records(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the records of a CSV text; the last one is ``[END]`` unless a quotation mark was never closed."""
    return csv.reader(_lines(text), delimiter=separator)


END = "\x03end of the table\x03"


def _lines(text: str) -> Iterator[str]:
    if text:
        # not str.splitlines, which also cuts at form feeds and other signs that may stand inside a cell
        yield from io.StringIO(text, newline="") if len(text) < 1_000_000 else _long_lines(text)
        if text[-1] not in "\r\n":
            yield "\n"
    yield END


def _long_lines(text: str) -> Iterator[str]:
    """Yield the lines of a long text without the fourfold copy that StringIO makes of it."""
    if "\r" in text.replace("\r\n", ""):
        yield from io.StringIO(text, newline="")
        return
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def separator_of(text: str, table: str) -> str:
    r"""Return the sign that separates cells: the one that makes the headers best answer to the table's columns.

    >>> separator_of("id;nom;poids\nCBE;CBE du Seignanx;1,5\n", "actors")
    ';'
    """
    head = text[:20_000]
    if head[:4].casefold() == "sep=" and head[4:5] in tuple(SEPARATORS):
        return head[4]
    if len(text) > len(head):
        head = head.rsplit("\n", 1)[0]

    def score(separator: str) -> tuple[int, int]:
        rows = first_records(head, separator)
        position = header_row(table, rows)
        widest = max((len(row) for row in rows), default=0)
        return (len(answered(table, rows[position])) if position is not None else 0, widest)

    return max(SEPARATORS, key=score)


def first_records(text: str, separator: str, number: int = 20) -> Sequence[list[str]]:
    """Return the first records of a CSV text."""
    rows: list[list[str]] = []
    for record in records(text, separator):
        if len(rows) == number or record == [END]:
            break
        rows.append(record)
    return rows
