"""Rows of a sheet or a file → one raw table: headers found, blank rows and totals left out, crooked rows named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from coopnet.tables.cells import cell_text, is_missing_mark, shown, trimmed
from coopnet.tables.cleaning import Field, number_of
from coopnet.tables.columns import RawTable
from coopnet.tables.headers import header_row, letter
from coopnet.tables.messages import Collector, many
from coopnet.vocabulary import folded, vocabulary

HEADER_ROWS = 20
"""The headers stand among that many first rows, or nowhere."""

_CHUNK = 50_000
_INITIALS = frozenset(" \u00a0\u202fTtSsGgEe")
_TOTALS = frozenset(("total", "totaux", "totalgeneral", "soustotal", "totals", "grandtotal", "ensemble"))


class Rows(Protocol):
    """The rows of a sheet or a file, taken a few at a time."""

    def take(self, number: int) -> list[Any]:
        """Return the next rows, fewer than the number asked for when no more are left."""


def table_of_rows(name: str, place: str, rows: Rows, found: Collector) -> RawTable | None:
    """Return the table that the rows of one sheet or file hold, or None when no row reads as headers.

    Parameters
    ----------
    name : str
        Canonical name of the table.
    place : str
        File and sheet as the user knows them.
    rows : Rows
        The rows from the first one of the sheet, blank ones included: their rank is the row number of every finding.
    found : Collector
        Receives what there is to say.
    """
    head = [[cell_text(cell) for cell in row] for row in rows.take(HEADER_ROWS)]
    position = header_row(name, head)
    if position is None:
        return _headless(name, place, head, rows, found)
    if any(any(row) for row in head[:position]):
        found.add("title_rows", table=name, place=place, row=position + 1)
    return _table(name, place, head[position], _Body(head[position + 1 :], rows), position + 2, found)


def _headless(name: str, place: str, head: list[list[str]], rows: Rows, found: Collector) -> RawTable | None:
    """Return a table without headers where its content says what it is (the sheet of the pole), or say it has none."""
    if name == "about" and sum(bool(item_named(row[0])) for row in head if row) >= 1:
        columns = vocabulary().tables[name].columns
        return _table(name, place, [columns["key"].fr, columns["value"].fr], _Body(head, rows), 1, found)
    filled = [row for row in head if any(cell.strip() for cell in row)]
    if not filled:
        return RawTable(name, place, [], [], [])
    required = [column for column in vocabulary().tables[name].columns.values() if column.required]
    found.add(
        "no_header",
        table=name,
        place=place,
        fields={
            "table": both_names(name),
            "headers": shown(", ".join(cell for cell in filled[0] if cell.strip())),
            "example_en": ", ".join(column.name for column in required),
            "example_fr": ", ".join(column.fr for column in required),
        },
    )
    return None


def both_names(table: str) -> tuple[str, str]:
    """Return the name of a table in English and in French."""
    words = vocabulary().tables[table]
    return (words.en, words.fr)


def item_named(text: str) -> str | None:
    """Return the item of the sheet about the pole that a text names, or None.

    >>> item_named("Nom du pôle"), item_named("Budget")
    ('name', None)
    """
    meant = folded(text)
    if not meant:
        return None
    items = vocabulary().about.values()
    exact = (item.name for item in items if meant in (folded(item.name), folded(item.fr)))
    return next(exact, next((i.name for i in items if meant in map(folded, i.aliases)), None))


class _Body:
    """The rows below the headers: those that were looked at to find the headers, then the rest."""

    def __init__(self, head: list[list[str]], rest: Rows) -> None:
        self._head = head
        self._rest = rest

    def take(self, number: int) -> list[Any]:
        head, self._head = self._head, []
        return head + self._rest.take(number - len(head))


def _table(name: str, place: str, headers: list[str], body: Rows, first: int, found: Collector) -> RawTable:
    headers = [trimmed(header) for header in headers]
    columns: dict[int, list[str]] = {i: [] for i, header in enumerate(headers) if header}
    memory: dict[int, dict[str, str]] = {i: {} for i in columns}
    unnamed: Counter[int] = Counter()
    numbers: list[int] = []
    crooked = _Crooked(len(headers))
    while chunk := body.take(_CHUNK):
        rows: Sequence[int] = range(first, first + len(chunk))
        first += len(chunk)
        if not _is_plain(chunk, len(headers)):
            kept = [(n, row) for n, row in zip(rows, chunk, strict=True) if not is_blank(row)]
            rows, before = [n for n, _ in kept], len(crooked.refused)
            straight = [crooked.straightened(row, number) for number, row in kept]
            if len(crooked.refused) > before:
                _say_too_long(name, place, kept, crooked, found)
            chunk = straight
        numbers.extend(rows)
        for i, values in enumerate(zip(*chunk, strict=True)):
            if i in columns:
                columns[i].extend(_shared(values, memory[i]))
            elif values.count("") < len(values):
                unnamed[i] += sum(not is_blank([value]) for value in values)
    if crooked.short:
        said = many(len(crooked.short), "row", "ligne")
        found.add("short_rows", table=name, place=place, row=crooked.short[0], fields={"rows": said})
    for i, number in unnamed.items():
        if number:
            fields: dict[str, Field] = {"letter": letter(i), "number": number}
            found.add("unnamed_column", table=name, place=place, column=letter(i), fields=fields)
    named = [header for header in headers if header]
    table = RawTable(name, place, named, list(columns.values()), numbers, frozenset(crooked.refused))
    return _without_totals(table, found)


def _is_plain(chunk: list[Any], width: int) -> bool:
    """Return whether all rows are as long as the headers and none can be blank."""
    if set(map(len, chunk)) != {width}:
        return False
    first = [row[0] for row in chunk]
    return set(map(type, first)) == {str} and all(first) and not any(map(str.isspace, first))


def _say_too_long(name: str, place: str, rows: list[tuple[int, Any]], crooked: _Crooked, found: Collector) -> None:
    for number, row in rows:
        if number in crooked.refused:
            cells = list(row)
            while is_blank(cells[-1:]):
                cells.pop()
            sizes: dict[str, Field] = {"number": len(cells), "expected": crooked.width}
            over = cell_text(cells[crooked.width])
            found.add("too_many_cells", table=name, place=place, row=number, value=over, fields=sizes)


def is_blank(row: Sequence[Any]) -> bool:
    """Return whether a row holds nothing but spaces."""
    if row.count("") == len(row):
        return True
    return all(cell is None or (type(cell) is str and not cell.strip()) for cell in row)


def _shared(values: Sequence[Any], seen: dict[str, str]) -> Iterable[str]:
    """Return the cells of a column as text, equal texts being one object: a million links name few actors."""
    if set(map(type, values)) != {str}:
        values = [value if type(value) is str else cell_text(value) for value in values]
    if len(seen) > 300_000:  # a column of texts that never repeat gains nothing
        return values
    return map(seen.setdefault, values, values)


@dataclass
class _Crooked:
    """The rows that are not as long as the headers."""

    width: int
    refused: set[int] = field(default_factory=set)
    short: list[int] = field(default_factory=list)

    def straightened(self, row: Sequence[Any], number: int) -> list[Any]:
        """Return a row as long as the headers, remembering which one was not."""
        cells = list(row)
        if len(cells) < self.width:
            self.short.append(number)
            return cells + [""] * (self.width - len(cells))
        if not is_blank(cells[self.width :]):
            self.refused.add(number)
        return cells[: self.width]


def _without_totals(table: RawTable, found: Collector) -> RawTable:
    """Return the table without its rows of totals: « Total » in the first cell filled, and only numbers after."""
    suspects: set[int] = set()
    for column in table.columns[:2]:
        words = {value for value in set(column) if value[:1] in _INITIALS and is_totals_word(value)}
        if words:
            suspects.update(i for i, value in enumerate(column) if value in words)
    totals = [i for i in sorted(suspects) if _sums_up([column[i] for column in table.columns])]
    if not totals:
        return table
    for i in totals:
        found.add("totals_row", table=table.name, place=table.place, row=table.rows[i], value=table.columns[0][i])
    left_out = set(totals)
    kept = [i for i in range(len(table.rows)) if i not in left_out]
    columns = [[column[i] for i in kept] for column in table.columns]
    return RawTable(table.name, table.place, table.headers, columns, [table.rows[i] for i in kept], table.refused)


def is_totals_word(text: str) -> bool:
    """Return whether a text announces a row of totals.

    >>> is_totals_word("Totaux :"), is_totals_word("TotalEnergies")
    (True, False)
    """
    return len(text) < 30 and folded(text) in _TOTALS


def _sums_up(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return is_totals_word(filled[0]) and all(number_of(c) is not None or is_missing_mark(c) for c in filled[1:])
