"""How far the sheets of an old .xls workbook reach, and which of their formulas failed.

An .xls file is a small file system (an OLE compound file) whose stream ``Workbook`` is a list of records, each with a
type, a length and a content. Only the records that give the sheets, the places of cells and the errors are looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from coopnet.tables.extents import Extent, NotABook

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_FREE = 0xFFFFFFF0
"""Sector numbers from here on are marks, not sectors."""
_END, _BOUNDARY, _FORMULA, _ERROR = 0x0A, 0x85, 0x06, 0x205
_CELLS = frozenset((0x02, 0x03, 0x04, 0x05, _FORMULA, 0x203, 0x204, _ERROR, 0x206, 0x27E, 0x406, 0xD6, 0xFD))
"""Records of one cell with a value, in all versions of the format; each begins with its row and its column."""
_SEVERAL, _DIMENSIONS, _STRINGS = 0xBD, 0x200, 0xFC
"""Several numbers side by side, ending with their last column; the dimensions of a sheet; the texts of all sheets."""


def xls_extents(data: bytes) -> dict[str, Extent]:
    """Return what each sheet of an .xls file holds.

    What cannot be followed yields nothing: whether the file is sound is for the reader of spreadsheets to say.

    Raises
    ------
    NotABook
        When a sheet states impossible dimensions, which that reader would believe.
    """
    try:
        stream = _stream(data)
        _refuse_untrue_counts(stream)
        return {name: _extent(stream, start) for name, start in _sheets(stream)}
    except (struct.error, IndexError, ValueError):
        return {}


def _refuse_untrue_counts(stream: bytes) -> None:
    for kind, content in _records(stream):
        if kind == _STRINGS and max(struct.unpack_from("<II", content)) > len(stream):
            raise NotABook("damaged")


def _stream(data: bytes) -> bytes:
    """Return the stream named Workbook (or Book) of an OLE compound file."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    (first_directory,) = struct.unpack_from("<I", data, 48)
    small, first_small = struct.unpack_from("<II", data, 56)
    table = _allocation_table(data, size)
    directory = _chain(data[size:], first_directory, table, size)
    (root,) = struct.unpack_from("<I", directory, 116)
    for start in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, start + 64)[0]
        name = directory[start : start + max(length - 2, 0)].decode("utf-16-le", "replace")
        if name not in ("Workbook", "Book"):
            continue
        first, total = struct.unpack_from("<II", directory, start + 116)
        if total >= small:
            return _chain(data[size:], first, table, size)[:total]
        # a small stream is cut into sectors of 64 bytes, inside a stream of its own that the root entry begins
        inner = _chain(data[size:], first_small, table, size)
        follows = list(struct.unpack(f"<{len(inner) // 4}I", inner))
        return _chain(_chain(data[size:], root, table, size), first, follows, 64)[:total]
    raise ValueError("no stream of cells")


def _allocation_table(data: bytes, size: int) -> list[int]:
    """Return, for each sector, the one that follows it."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    following, number = struct.unpack_from("<II", data, 68)
    for _ in range(min(number, len(data) // size)):
        if following >= _FREE:
            break
        block = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors.extend(block[:-1])
        following = block[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < _FREE:
            table.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    return table


def _chain(data: bytes, sector: int, table: list[int], size: int) -> bytes:
    """Return a stream, whose sectors stand here and there and are linked by a table."""
    parts: list[bytes] = []
    while sector < _FREE:
        parts.append(data[sector * size : (sector + 1) * size])
        if len(parts) > len(table):
            raise ValueError("the sectors run in a circle")
        sector = table[sector]
    return b"".join(parts)


def _records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield the type and the content of each record until the substream ends."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        if kind == _END:
            return
        start += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, content in _records(stream):
        if kind == _BOUNDARY:
            start, length, wide = struct.unpack_from("<I", content)[0], content[6], content[7] & 1
            text = content[8 : 8 + length * (1 + wide)]
            yield text.decode("utf-16-le" if wide else "latin-1", "replace"), start


def _extent(stream: bytes, start: int) -> Extent:
    extent = Extent()
    for kind, content in _records(stream, start):
        if kind == _DIMENSIONS and len(content) >= 10:
            _reach_stated(extent, content)
        if len(content) < 4 or not (kind in _CELLS or kind == _SEVERAL):
            continue
        row, column = struct.unpack_from("<HH", content)
        extent.reach(row, struct.unpack_from("<H", content, len(content) - 2)[0] if kind == _SEVERAL else column)
        error = _error(kind, content)
        if error is not None:
            extent.errors[row, column] = _ERRORS.get(error, "#N/A")
    return extent


def _reach_stated(extent: Extent, content: bytes) -> None:
    """Extend the rectangle to the dimensions that a sheet states: the reader asks for as much memory."""
    row, rows, column, columns = struct.unpack_from("<IIHH" if len(content) >= 12 else "<HHHH", content)
    if row > rows or column > columns or rows > 65_536 or columns > 256:
        raise NotABook("damaged")
    extent.reach(rows - 1, columns - 1)


def _error(kind: int, content: bytes) -> int | None:
    """Return the number of the error that a cell shows, or None."""
    if kind == _ERROR and len(content) >= 8 and content[7]:
        return content[6]
    if kind == _FORMULA and len(content) >= 14 and content[12:14] == b"\xff\xff" and content[6] == 2:
        return content[8]
    return None
