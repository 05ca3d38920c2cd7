"""What a workbook's own file says that the spreadsheet reader does not: kind, encryption, extents, failed formulas."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Literal
from xml.etree import ElementTree

from coopnet.tables.extents import CELLS, Extent, NotABook

BookKind = Literal["xlsx", "xls", "ods"]
LARGEST = 1_500_000_000
"""Bytes that the parts of a workbook may take once unpacked: more is no pole."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, RuntimeError, ValueError, OSError)


def book_kind(data: bytes) -> BookKind:
    """Return which kind of workbook bytes are, whatever the name of their file.

    Raises
    ------
    NotABook
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise NotABook("encrypted")
        if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
            return "xls"
        raise NotABook("document")
    if not data.startswith(b"PK"):
        raise NotABook("not_a_book")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _kind_of(archive)
    except _DAMAGED as error:
        raise NotABook("damaged") from error


def _kind_of(archive: zipfile.ZipFile) -> BookKind:
    names = {info.filename for info in archive.infolist()}
    if sum(info.file_size for info in archive.infolist()) > LARGEST:
        raise NotABook("too_big")
    if "xl/workbook.bin" in names:
        raise NotABook("xlsb")
    if any(name.casefold() == "xl/workbook.xml" for name in names):
        _refuse_untrue_counts(archive)
        return "xlsx"
    if "content.xml" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise NotABook("encrypted")
        return "ods"
    raise NotABook("document" if "word/document.xml" in names or "ppt/presentation.xml" in names else "not_a_book")


_REACH = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_CELL = re.compile(rb"<(?:[A-Za-z0-9]+:)?c(\s[^>]*?)?(?<!/)>(?!</)")
_ODD_PLACE = re.compile(
    rb"""<(?:[A-Za-z0-9]+:)?(?:c\s[^>]*?(?<=\s)r=["'](?![A-Z]{1,3}[1-9][0-9]{0,6}["'])"""
    rb"""|row\s[^>]*?(?<=\s)r=["'](?![1-9][0-9]{0,6}["']))"""
)
_WITHOUT_PLACE = re.compile(rb"""<(?:[A-Za-z0-9]+:)?c(?![^>]*\sr=["'])[\s>/]""")
_ROW = re.compile(rb"""<(?:[A-Za-z0-9]+:)?row\s[^>]*?\br=["']([0-9]{1,7})["']""")
_IN_ERROR = re.compile(rb"""<(?:[A-Za-z0-9]+:)?c\s(?=[^>]*\st=["']e["'])[^>]*>.*?<(?:[A-Za-z0-9]+:)?v>([^<]*)<""", re.S)
_FORMULA = re.compile(rb"<(?:[A-Za-z0-9]+:)?c(\s[^>]*)>\s*<(?:[A-Za-z0-9]+:)?f\b[^>]*(?:/>|>[^<]*</[^>]*>)\s*</")


def xlsx_extents(data: bytes, names: list[str]) -> dict[str, Extent]:
    """Return what each of the sheets named holds, from the archive of an .xlsx file.

    Raises
    ------
    NotABook
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _sheet_parts(archive)
            return {name: _xlsx_extent(archive.read(parts[name])) if name in parts else Extent() for name in names}
    except (*_DAMAGED, ElementTree.ParseError) as error:
        raise NotABook("damaged") from error


_COUNT = re.compile(rb"""\s(?:uniqueCount|count)\s*=\s*["']([0-9]+)["']""")


def _refuse_untrue_counts(archive: zipfile.ZipFile) -> None:
    """Refuse a part that states more items than it has bytes: the reader would ask for as much memory."""
    for info in archive.infolist():
        if info.filename.casefold() in ("xl/sharedstrings.xml", "xl/styles.xml"):
            with archive.open(info) as part:
                start = part.read(1_000_000)
            if any(int(number) > info.file_size for number in _COUNT.findall(start)):
                raise NotABook("damaged")


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each sheet."""
    parts = {name.casefold(): name for name in archive.namelist()}
    book = ElementTree.fromstring(archive.read(parts["xl/workbook.xml"]))
    links = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.xml.rels"]))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in book.iter():
        target = targets.get(sheet.get(f"{_OFFICE}id")) if sheet.tag.endswith("}sheet") else None
        if target is not None:
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if path.casefold() in parts:
                found[sheet.get("name", "")] = parts[path.casefold()]
    return found


def _xlsx_extent(xml: bytes) -> Extent:
    if _ODD_PLACE.search(xml):  # the reader would take it for a number of rows, and ask for as much memory
        raise NotABook("damaged")
    extent = Extent()
    if _WITHOUT_PLACE.search(xml):  # a cell that does not say where it is comes after the one before it
        rows = [int(number) for number in _ROW.findall(xml)]
        widest = max((part.count(b"<c") for part in xml.split(b"<row")), default=0)
        extent.reach(max(len(rows), max(rows, default=0)) - 1, widest - 1)
    if _at_most(xml) > CELLS:
        for match in _CELL.finditer(xml):
            if place := _REACH.search(match[1] or b""):
                extent.reach(int(place[2]) - 1, _column(place[1]))
    for match in _IN_ERROR.finditer(xml) if re.search(rb"""\st=["']e["']""", xml) else ():
        _note(extent, match[0], match[1].decode("utf-8", "replace") or "#N/A")
    for match in _FORMULA.finditer(xml) if b"<f" in xml or b":f" in xml else ():
        _note(extent, match[1], "#FORMULE?")
    return extent


def _note(extent: Extent, tag: bytes, error: str) -> None:
    if place := _REACH.search(tag):
        extent.errors[int(place[2]) - 1, _column(place[1])] = error


def _at_most(xml: bytes) -> int:
    """Return a bound on the cells of the rectangle, from the longest names of rows and columns alone."""
    letters = next((n for n in (3, 2) if re.search(rb"""\sr=["'][A-Za-z]{%d}[0-9]""" % n, xml)), 1)
    digits = next((n for n in range(7, 1, -1) if re.search(rb"""\sr=["'][A-Za-z]{1,3}[0-9]{%d}["']""" % n, xml)), 1)
    return int(10**digits) * (26, 702, 18278)[letters - 1]


def _column(letters: bytes) -> int:
    number = 0
    for character in letters.upper():
        number = number * 26 + character - 64
    return number - 1


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_CALC_VALUE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"


def ods_extents(data: bytes) -> dict[str, Extent]:
    """Return what each sheet of an .ods file holds.

    Raises
    ------
    NotABook
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
            return dict(_ods_sheets(content))
    except (*_DAMAGED, ElementTree.ParseError) as error:
        raise NotABook("damaged") from error


def _ods_sheets(content: Any) -> Iterator[tuple[str, Extent]]:
    extent, row = Extent(), 0
    for event, element in ElementTree.iterparse(content, events=("start", "end")):
        if event == "start" and element.tag == f"{_TABLE}table":
            extent, row = Extent(), 0
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            repeated = _times(element, "rows")
            _ods_row(extent, element, row, repeated)
            row += repeated
            element.clear()
        elif event == "end" and element.tag == f"{_TABLE}table":
            yield element.get(f"{_TABLE}name", ""), extent
            element.clear()


def _times(element: ElementTree.Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))


def _ods_row(extent: Extent, element: ElementTree.Element, row: int, repeated: int) -> None:
    column = 0
    for cell in element:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = _times(cell, "columns")
        text = "".join(p for paragraph in cell.iter(_PARAGRAPH) for p in paragraph.itertext())
        if cell.get(_VALUE) or text:
            extent.reach(row + repeated - 1, column + times - 1)
        if cell.get(_CALC_VALUE) == "error":
            extent.errors[row, column] = text or "#N/A"
        wide, high = (int(cell.get(f"{_TABLE}number-{what}-spanned", "1")) for what in ("columns", "rows"))
        if wide > 1 or high > 1:
            extent.merged.append(((row, column), (row + high - 1, column + wide - 1)))
        column += times
