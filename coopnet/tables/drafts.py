"""One table under check: what its headers mean, its values once read, and what has become of each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from coopnet.tables.cleaning import Field, Note
from coopnet.tables.columns import CheckedTable, RawTable
from coopnet.tables.findings import Counts
from coopnet.tables.headers import headers_of
from coopnet.tables.messages import Collector, messages
from coopnet.vocabulary import vocabulary

KEPT, REJECTED, MERGED = 0, 1, 2


class Draft:
    """A table while it is being checked.

    Attributes
    ----------
    name, place : str
        As in :class:`RawTable`.
    rows : sequence of int
        Row numbers of the file.
    known : dict of str to int
        Position in the raw table of each column of the vocabulary.
    unknown : tuple of int
        Positions of the other columns.
    values : dict of str to list
        Canonical values, by canonical column, then by attribute.
    attributes : list of str
        Names of the attributes kept.
    state : bytearray
        KEPT, REJECTED or MERGED, per row.
    readable : bool
        Whether the table can be read at all; when it cannot, every row is rejected.
    """

    def __init__(self, raw: RawTable, found: Collector, *, fatal: bool = False) -> None:
        self.raw = raw
        self.name, self.place, self.rows = raw.name, raw.place, raw.rows
        self._found = found
        self.values: dict[str, list[Any]] = {}
        self.attributes: list[str] = []
        headers = headers_of(raw, found) if raw.headers and not fatal else None
        self.known = headers.known if headers else {}
        self.unknown = headers.unknown if headers else ()
        self.readable = not fatal and (headers is None or not (headers.missing or headers.ambiguous))
        self.state = bytearray(len(raw.rows))
        if not self.readable:
            self.reject_all()
        elif raw.refused:
            self.state = bytearray(number in raw.refused for number in raw.rows)

    @classmethod
    def absent(cls, name: str, place: str, found: Collector) -> Draft:
        """Return the empty table that stands for one that the input does not have."""
        return cls(RawTable(name, place, [], [], []), found)

    def header(self, column: str) -> str:
        """Return the header of a canonical column as the file writes it."""
        position = self.known.get(column)
        if position is None:
            words = vocabulary().tables[self.name].columns
            return words[column].fr if column in words else column
        return self.raw.headers[position]

    def written(self, column: str, i: int) -> str:
        """Return the text of a cell as the file has it."""
        position = self.known.get(column)
        return "" if position is None else self.raw.columns[position][i]

    def looked_up(self, value: str, column: str, *, where: str) -> str:
        """Return the value of a column on the first row where another one has a value, or ""."""
        if column not in self.values or value not in self.values.get(where, ()):
            return ""
        return str(self.values[column][self.values[where].index(value)])

    def reject_all(self) -> None:
        """Reject every row."""
        self.state = bytearray(b"\1") * len(self.rows)

    def say(
        self,
        code: str,
        i: int,
        *,
        header: str | None = None,
        value: str | None = None,
        advice: str | None = None,
        fields: Mapping[str, Field] = {},
    ) -> None:
        """Say something of row ``i``, which an error rejects and a duplicate merges."""
        severity = messages()[code].severity
        if severity == "error":
            self.state[i] = REJECTED
        elif severity == "merged" and self.state[i] == KEPT:
            self.state[i] = MERGED
        self._found.add(
            code,
            table=self.name,
            place=self.place,
            row=self.rows[i],
            column=header,
            value=value,
            advice=advice,
            fields=fields,
        )

    def say_of(self, code: str, *, header: str | None = None, row: int | None = None, **fields: Field) -> None:
        """Say something of the table or of one of its columns."""
        self._found.add(code, table=self.name, place=self.place, column=header, row=row, fields=fields)

    def note(self, column: str, notes: Mapping[str, Note]) -> None:
        """Say of each row what its raw value in a column calls for."""
        self.note_cells(self.header(column), self.raw.columns[self.known[column]], notes)

    def note_cells(self, header: str, cells: Iterable[str], notes: Mapping[str, Note]) -> None:
        """Say of each row what its cell calls for."""
        for i, cell in enumerate(cells) if notes else ():
            if cell in notes:
                note = notes[cell]
                value = None if note.code == "personal_cell" else cell  # what should not be published is not repeated
                self.say(note.code, i, header=header, value=value, advice=note.advice, fields=note.fields)

    def kept(self) -> list[int]:
        """Return the positions of the rows still kept."""
        return [i for i, state in enumerate(self.state) if state == KEPT]

    def counts(self) -> Counts:
        """Return what has become of the rows."""
        state = self.state
        return Counts(len(state), state.count(KEPT), state.count(MERGED), state.count(REJECTED))

    def checked(self) -> CheckedTable:
        """Return the kept rows."""
        if not self.readable:
            return CheckedTable(self.name, {}, [])
        attributes = tuple(self.attributes)
        if not any(self.state):
            return CheckedTable(self.name, dict(self.values), list(self.rows), attributes)
        kept = self.kept()
        columns = {name: [values[i] for i in kept] for name, values in self.values.items()}
        return CheckedTable(self.name, columns, [self.rows[i] for i in kept], attributes)
