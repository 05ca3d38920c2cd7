"""Which column a header means, and which row of a sheet holds the headers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from coopnet.tables.cells import is_mojibake, mended, trimmed
from coopnet.tables.columns import RawTable
from coopnet.tables.messages import Collector
from coopnet.vocabulary import Column, folded, vocabulary

Claims = tuple[tuple[int, str], ...]
"""The columns a header may mean, best first: 0 for the column's name, 1 its French name, 2 an alias, 3 a fallback."""

_PARENTHESIS = re.compile(r"\((?![0-9]+\))[^)]*\)|\[[^\]]*\]|\*")


@cache
def table_named(text: str) -> str | None:
    """Return the table that a sheet or a file of that name holds, or None.

    >>> table_named("ACTEURS"), table_named("Adhesions"), table_named("Budget")
    ('actors', 'memberships', None)
    """
    meant = folded(text)
    for name, table in vocabulary().tables.items():
        if meant in map(folded, (name, table.fr, table.en, table.file)):
            return name
    return next((name for name, table in vocabulary().tables.items() if meant in map(folded, table.aliases)), None)


@cache
def near_table(text: str) -> str | None:
    """Return the table whose name a text recalls, or None: « Acteurs 2023 » recalls the actors."""
    names = {folded(word): name for name, table in vocabulary().tables.items() for word in (name, table.fr, table.en)}
    meant = folded(re.sub(r"[0-9]", "", text))
    for word, name in names.items():
        if word in meant and len(word) > 4:
            return name
    near = difflib.get_close_matches(meant, names, n=1, cutoff=0.75)
    return names[near[0]] if near else None


@cache
def _texts(table: str) -> dict[str, Claims]:
    found: dict[str, list[tuple[int, str]]] = {}
    for column in vocabulary().tables[table].columns.values():
        texts = [
            (0, column.name),
            (1, column.fr),
            *((2, a) for a in column.aliases),
            *((3, a) for a in column.fallback),
        ]
        ranks: dict[str, int] = {}
        for rank, text in texts:
            ranks.setdefault(folded(text), rank)
        for text, rank in ranks.items():
            found.setdefault(text, []).append((rank, column.name))
    return {text: tuple(sorted(claims, key=lambda claim: claim[0])) for text, claims in found.items()}


def claims_of(table: str, header: str) -> Claims:
    """Return the columns that a header may mean in a table, best first; ``Nom (obligatoire)*`` means the name."""
    texts = _texts(table)
    return texts.get(folded(header)) or texts.get(folded(_PARENTHESIS.sub("", header))) or ()


def answered(table: str, headers: Iterable[str]) -> set[str]:
    """Return the columns that a row of headers names."""
    return {claims[0][1] for header in headers if (claims := claims_of(table, header))}


def header_row(table: str, rows: Sequence[Sequence[str]]) -> int | None:
    """Return the position of the row that best reads as headers of the table, or None when no row does."""
    required = {column.name for column in vocabulary().tables[table].columns.values() if column.required}
    best, most = None, 0
    for position, row in enumerate(rows):
        named = answered(table, row)
        if required <= named:
            return position
        if len(named) > most:
            best, most = position, len(named)
    return best


def letter(position: int) -> str:
    """Return the letter of a column counted from 0, as spreadsheets show it.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Headers:
    """What the headers of one table mean.

    Attributes
    ----------
    known : dict of str to int
        Position of each column of the vocabulary that the table has, in the vocabulary's order.
    unknown : tuple of int
        Positions of the other columns.
    missing : tuple of Column
        Required columns that no header names.
    ambiguous : bool
        Whether two headers claim one required column with equal right.
    """

    known: dict[str, int]
    unknown: tuple[int, ...]
    missing: tuple[Column, ...]
    ambiguous: bool


def headers_of(table: RawTable, found: Collector) -> Headers:
    """Return what each header of a table means, saying which ones are missing, doubtful or disputed."""
    words = vocabulary().tables[table.name]
    claims = {i: c for i, header in enumerate(table.headers) if (c := claims_of(table.name, header))}
    meant = _shared_out(claims)
    known: dict[str, int] = {}
    ambiguous = False
    for name, column in words.columns.items():
        rivals = sorted(
            (i for i in meant if meant[i] == name), key=lambda i: _right(i, column, claims[i], table.headers[i])
        )
        if not rivals:
            continue
        known[name] = rivals[0]
        for other in rivals[1:]:
            ambiguous |= _dispute(table, column, rivals[0], other, claims, found)
    missing = tuple(c for c in words.columns.values() if c.required and c.name not in known)
    unknown = tuple(i for i in range(len(table.headers)) if i not in known.values())
    for column in missing:
        _say_missing(table, column, unknown, found)
    for i in unknown:
        if is_mojibake(table.headers[i]):
            found.add(
                "mojibake_header",
                table=table.name,
                place=table.place,
                column=table.headers[i],
                fields={"word": mended(table.headers[i])},
            )
    return Headers(known, unknown, missing, ambiguous)


def _shared_out(claims: dict[int, Claims]) -> dict[int, str]:
    """Return one column per header: its best claim, or the next one when others need the best and nobody the next."""
    meant = {i: c[0][1] for i, c in claims.items()}
    for i, mine in claims.items():
        if len(mine) == 1 or not any(j != i and meant[j] == meant[i] for j in meant):
            continue
        free = [column for _, column in mine[1:] if column not in meant.values()]
        if free:
            meant[i] = free[0]
    return meant


def _right(position: int, column: Column, claims: Claims, header: str) -> tuple[int, int, int, int]:
    """Sort key among headers that claim one column: fewest other meanings, then the best name, then the first."""
    rank = next(rank for rank, name in claims if name == column.name)
    codes = 0 if column.format != "commune" or {"code", "insee"} & set(re.findall("[a-z]+", header.casefold())) else 1
    return (codes, len(claims), rank, position)


def _dispute(
    table: RawTable, column: Column, first: int, other: int, claims: dict[int, Claims], found: Collector
) -> bool:
    """Say that two headers claim one column; return whether nothing tells which one is meant."""
    kept, left = table.headers[first], table.headers[other]
    tie = _right(0, column, claims[first], kept) == _right(0, column, claims[other], left)
    fatal = tie and column.required and table.columns[first] != table.columns[other]
    found.add(
        "ambiguous_columns" if fatal else "second_column",
        table=table.name,
        place=table.place,
        column=left,
        fields={
            "name": (column.name, column.fr),
            "first": kept,
            "second": left,
            "first_letter": letter(first),
            "second_letter": letter(other),
        },
    )
    return fatal


def _say_missing(table: RawTable, column: Column, unknown: Sequence[int], found: Collector) -> None:
    texts = {folded(text): column.fr for text in (column.name, column.fr, *column.aliases)}
    free = {folded(trimmed(table.headers[i])): table.headers[i] for i in unknown if table.headers[i].strip()}
    near = next((free[n] for text in texts for n in difflib.get_close_matches(text, free, n=1, cutoff=0.7)), None)
    found.add(
        "missing_column",
        table=table.name,
        place=table.place,
        advice="near_column" if near else None,
        fields={
            "name": (column.name, column.fr),
            "headers": ", ".join(filter(None, table.headers)),
            "word": near or "",
        },
    )
