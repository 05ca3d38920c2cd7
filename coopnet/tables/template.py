"""The workbook that a pole's staff fill in: one sheet per table, drop-down lists, a sheet that explains each column.

Codes, identifiers and dates are text cells: a spreadsheet then keeps their leading zeros, and takes neither a SIRET for
a number nor the year 2012 for the 4th of July 1905.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from coopnet.errors import Language, UnknownWord, WriteRefused, cause
from coopnet.tables.guide import GUIDE, SENTENCES, example_of
from coopnet.vocabulary import Column, vocabulary

LISTS = {"fr": "Listes", "en": "Lists"}
ROWS = 5000
"""Drop-down lists and other checks reach that many rows."""

_SHEETS = ("about", "actors", "structures", "memberships", "links", "ratings")
_NUMBERS = ("integer", "number")
_LARGEST = 1_000_000_000
_OPEN_LISTS = ("sectors", "structure_kinds", "link_kinds")
_LENGTHS = {"siren": (9, 11), "siret": (14, 18), "commune": (5, 5), "date": (4, 10)}
_TEXT = 49  # the built-in format “@”
_TITLE, _MESSAGE = 32, 255  # as long as a spreadsheet lets the title and the text of a box be
_BLUE, _PALE, _GREY = "#1F4E79", "#DDEBF7", "#595959"


def write_template(path: str | Path, language: Language = "fr") -> Path:
    """Write an empty workbook to be filled in.

    Parameters
    ----------
    path : str or Path
        File to make, ending in .xlsx. One that exists is never overwritten.
    language : {"fr", "en"}
        Language of sheets, headers, lists and explanations; the reader understands both.

    Returns
    -------
    Path
        The file written; the same bytes every time.

    Raises
    ------
    WriteRefused
        When the file exists, or its folder does not, or its name does not end in .xlsx.
    """
    path = Path(path)
    if language not in LISTS:
        raise UnknownWord(
            f"The language is “{language}”; it is fr or en.",
            f"La langue vaut « {language} »\u202f; c’est fr ou en.",
        )
    if path.suffix.casefold() != ".xlsx":
        raise WriteRefused(
            f"{path.name} does not end in .xlsx; name the template as an Excel workbook.",
            f"{path.name} ne se termine pas par .xlsx\u202f; donnez au modèle un nom de classeur Excel.",
        )
    content = template_bytes(language)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise WriteRefused(
            f"{path} exists already and is left as it is; choose another name.",
            f"{path} existe déjà et n’est pas modifié\u202f; choisissez un autre nom.",
        ) from error
    except OSError as error:
        raise WriteRefused(
            f"{path} cannot be written ({error.strerror}).", f"Impossible d’écrire {path} ({cause(error)})."
        ) from error
    return path


def template_bytes(language: Language = "fr") -> bytes:
    """Return the workbook of :func:`write_template` as bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": SENTENCES["title"][language], "created": datetime.datetime(2026, 1, 1)})
    book.set_size(1600, 1000)
    paper = _Paper.of(book, language)
    _write_guide(paper)
    for table in _SHEETS:
        paper.sheets[table] = book.add_worksheet(vocabulary().tables[table].label(language))
    _write_lists(paper)
    for table in _SHEETS[1:]:
        _write_table(paper, table)
    _write_about(paper)
    book.close()
    return buffer.getvalue()


@dataclass(eq=False)
class _Paper:
    """The workbook under way: its formats, its sheets, and where each list stands."""

    book: Any
    language: Language
    formats: dict[str, Any]
    sheets: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Any, language: Language) -> _Paper:
        head = {"bold": True, "border": 1, "border_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        formats = {
            "required": {**head, "bg_color": _BLUE, "font_color": "#FFFFFF"},
            "optional": {**head, "bg_color": _PALE, "font_color": "#000000"},
            "text": {"num_format": _TEXT},
            "number": {},
            "title": {"bold": True, "font_size": 16, "font_color": _BLUE},
            "section": {"bold": True, "font_size": 12, "font_color": _BLUE},
            "wrapped": {"text_wrap": True, "valign": "top"},
            "example": {"text_wrap": True, "valign": "top", "italic": True, "font_color": _GREY, "num_format": _TEXT},
        }
        return cls(book, language, {name: book.add_format(style) for name, style in formats.items()})

    def say(self, sentence: str, **values: str) -> str:
        """Return a sentence of the guide in the language of the workbook."""
        return SENTENCES[sentence][self.language].format(**values)


def header_of(column: Column, language: Language) -> str:
    """Return the header as the template writes it: a star marks what must be filled in.

    >>> header_of(vocabulary().tables["actors"].columns["id"], "fr")
    'identifiant *'
    """
    return column.header(language) + (" *" if column.required else "")


def _write_guide(paper: _Paper) -> None:
    sheet = paper.book.add_worksheet(paper.say("guide"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 78)
    sheet.set_column(3, 3, 34)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, paper.say("title"), paper.formats["title"])
    row = 2
    for step in GUIDE[paper.language]:
        sheet.write_string(row, 0, step)
        row += 1
    for table in _SHEETS:
        row = _write_explanations(paper, sheet, table, row + 1)


def _write_explanations(paper: _Paper, sheet: Any, table: str, row: int) -> int:
    words, language = vocabulary().tables[table], paper.language
    sheet.write_string(
        row, 0, f"{paper.say('sheet', name=words.label(language))} {words.title(language)}", paper.formats["section"]
    )
    row += 1
    for place, key in enumerate(("column", "required", "explanation", "example")):
        sheet.write_string(row, place, paper.say(key), paper.formats["optional"])
    for name, column in _entries(table):
        row += 1
        texts = (
            column.header(language),
            paper.say("yes" if column.required else "no"),
            _explained(column, paper),
            example_of(table, name, language),
        )
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, paper.formats["example" if place == 3 else "wrapped"])
        sheet.set_row(row, 15 * (1 + max(len(texts[2]) // 88, len(texts[3]) // 38)))
    return row + 1


def _entries(table: str) -> Iterator[tuple[str, Column]]:
    """Yield the columns of a table; of the sheet about the pole, its items."""
    words = vocabulary()
    yield from (words.about if table == "about" else words.tables[table].columns).items()


def _explained(column: Column, paper: _Paper) -> str:
    text = column.about(paper.language)
    if column.repeatable:
        return f"{text} {paper.say('repeated')}"
    return f"{text} {paper.say('listed')}" if column.words or column.format == "reference" else text


def _write_lists(paper: _Paper) -> None:
    sheet = paper.book.add_worksheet(LISTS[paper.language])
    sheet.hide()
    used = dict.fromkeys(column.words for table in _SHEETS for _, column in _entries(table) if column.words)
    for place, name in enumerate(used):
        labels = [word.label(paper.language) for word in vocabulary().words(name).values()]
        sheet.write_string(0, place, name)
        sheet.write_column(1, place, labels)
        paper.lists[name] = f"={LISTS[paper.language]}!{xl_range_abs(1, place, len(labels), place)}"


def _write_table(paper: _Paper, table: str) -> None:
    sheet, language = paper.sheets[table], paper.language
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_row(0, 32)
    for place, column in enumerate(vocabulary().tables[table].columns.values()):
        cells = paper.formats["number" if column.format in _NUMBERS else "text"]
        sheet.set_column(place, place, _width(column, language), cells)
        sheet.write_string(
            0, place, header_of(column, language), paper.formats["required" if column.required else "optional"]
        )
        sheet.write_comment(0, place, _explained(column, paper), {"x_scale": 2.2, "author": "coopnet"})
        rule = _rule(paper, column)
        if rule:
            sheet.data_validation(1, place, ROWS, place, rule)


def _width(column: Column, language: Language) -> float:
    wide = {"name": 38, "evidence": 40, "type": 30, "sector": 30, "kind": 30}
    return wide.get(column.name, max(14, len(column.header(language)) + 4))


def _write_about(paper: _Paper) -> None:
    sheet, language = paper.sheets["about"], paper.language
    key, value = vocabulary().tables["about"].columns.values()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 80, paper.formats["text"])
    sheet.write_string(0, 0, header_of(key, language), paper.formats["required"])
    sheet.write_string(0, 1, header_of(value, language), paper.formats["optional"])
    for row, item in enumerate(vocabulary().about.values(), start=1):
        sheet.write_string(row, 0, item.header(language))
        rule = _rule(paper, item) or {"validate": "any"}
        box = {"input_title": item.header(language)[:_TITLE], "input_message": _cut(_explained(item, paper))}
        sheet.data_validation(row, 1, row, 1, {**rule, **box})


def _rule(paper: _Paper, column: Column) -> dict[str, Any]:
    """Return the check that a spreadsheet makes while one types, with the box it opens; empty when there is none."""
    check: dict[str, Any]
    kind, severity = column.format, "warning"
    if column.words:
        check = {"validate": "list", "source": paper.lists[column.words]}
        # sectors and kinds may be declared by the pole: its own words only raise a question
        kind, severity = "word", "warning" if column.words in _OPEN_LISTS else "stop"
    elif kind == "reference":
        check = {"validate": "list", "source": _ids_of(paper, column.to)}
    elif kind in _LENGTHS:
        check = {"validate": "length", "criteria": "between"}
        check |= dict(zip(("minimum", "maximum"), _LENGTHS[kind], strict=True))
    elif kind in _NUMBERS:
        check = {"validate": "integer" if kind == "integer" else "decimal", "criteria": "between"}
        check |= {"minimum": column.minimum or 0, "maximum": _LARGEST if column.maximum is None else column.maximum}
        if column.above is not None:
            check |= {"criteria": ">", "value": column.above}
        kind = "number"
    else:
        return {}
    message = paper.say(f"wrong_{kind}", about=column.about(paper.language))
    title = column.header(paper.language)[:_TITLE]
    return {**check, "error_title": title, "error_message": _cut(message), "error_type": severity}


def _ids_of(paper: _Paper, table: str) -> str:
    """Return the formula of the identifiers typed so far in the first column of a sheet."""
    place = list(vocabulary().tables[table].columns).index("id")
    sheet, letter = vocabulary().tables[table].label(paper.language), xl_col_to_name(place)
    cells = f"'{sheet}'!${letter}$2"
    return f"=OFFSET({cells},0,0,MAX(1,COUNTA({cells}:${letter}${ROWS + 1})),1)"


def _cut(text: str) -> str:
    return text if len(text) <= _MESSAGE else text[: _MESSAGE - 1] + "…"
