"""A workbook of tables: their rows with their full numbers, the same bytes every time."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import xlsxwriter

from coopnet.errors import Language
from coopnet.printing.table import ReportTable, is_missing
from coopnet.typography import typeset

# a workbook holds the moment it was made; a fixed one keeps its bytes the same
CREATED = datetime.datetime(2000, 1, 1)
_FORMATS = {"count": "0", "number": "0.000", "figure": "General", "percent": "0.0%", "p": "0.0000"}
_WIDEST = 60
_READ_ME: dict[Language, tuple[str, str, str]] = {
    "fr": ("Lisez-moi", "Feuille", "Contenu"),
    "en": ("Read me", "Sheet", "Content"),
}


def workbook_bytes(title: str, lines: Sequence[str], tables: Sequence[ReportTable], language: Language) -> bytes:
    """Return a workbook: a first sheet that says what it holds, then one sheet per table.

    Parameters
    ----------
    title : str
    lines : sequence of str
        What must be read first: notice, scope, seed.
    tables : sequence of ReportTable
    language : {"fr", "en"}

    Notes
    -----
    Texts stay texts: one that begins with ``=`` is no formula, and an address is no link.
    """
    spaced = typeset if language == "fr" else str
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": CREATED})
        bold = book.add_format({"bold": True})
        heading = book.add_format(
            {"bold": True, "bg_color": "#00507F", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        wrapping = book.add_format({"text_wrap": True, "valign": "top"})
        formats = {form: book.add_format({"num_format": code, "valign": "top"}) for form, code in _FORMATS.items()}
        sheet_name, sheet_header, content_header = _READ_ME[language]
        first = book.add_worksheet(sheet_name)
        first.set_column(0, 0, 30)
        first.set_column(1, 1, 100)
        first.write_string(0, 0, spaced(title), bold)
        for row, line in enumerate(lines, start=1):
            first.merge_range(row, 0, row, 1, spaced(line), wrapping)
            first.set_row(row, 15 * (1 + len(line) // 120))
        start = len(lines) + 2
        first.write_row(start, 0, (sheet_header, content_header), heading)
        for row, table in enumerate(tables, start=start + 1):
            first.write_string(row, 0, table.sheet)
            first.write_string(row, 1, spaced(table.note), wrapping)
        for table in tables:
            sheet = book.add_worksheet(table.sheet)
            sheet.freeze_panes(1, 0)
            for position, column in enumerate(table.columns):
                sheet.write_string(0, position, spaced(column.header), heading)
                sheet.set_column(position, position, _width(table, position))
            for line_number, values in enumerate(table.rows, start=1):
                for position, value in enumerate(values):
                    form = table.columns[position].form
                    if is_missing(value):
                        continue
                    if form in formats:
                        whole = form == "number" and isinstance(value, int)  # as on the page: no decimals
                        sheet.write_number(line_number, position, float(value), formats["count" if whole else form])
                    else:
                        text = str(value) if form == "verbatim" else spaced(str(value))
                        sheet.write_string(line_number, position, text, wrapping)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return buffer.getvalue()


def _width(table: ReportTable, position: int) -> float:
    if table.columns[position].is_number:
        return 14.0
    longest = max((len(str(row[position])) for row in table.rows if not is_missing(row[position])), default=8)
    return float(min(_WIDEST, max(10, longest + 1)))
