"""What nodes and edges have no place for: it travels as one line of JSON on the first node."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coopnet.tables.columns import RawTable, raw_table
from coopnet.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Card:
    """Whole tables, and the columns that the vocabulary does not know.

    Attributes
    ----------
    tables : mapping of table to (headers, columns)
        What the pole says of itself, and whatever table is neither of nodes nor of edges.
    own : mapping of table to sequence of str
        The pole's own columns in their order, empty ones included.
    """

    tables: Mapping[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = field(default_factory=dict)
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def written(self) -> str:
        """Return the card as one line."""
        return json.dumps({"tables": self.tables, "own": self.own}, ensure_ascii=False)

    def raw_tables(self, place: str) -> dict[str, RawTable]:
        """Return the tables of the card as if read from a file."""
        return {
            name: raw_table(name, place, headers, columns, range(2, 2 + len(columns[0])))
            for name, (headers, columns) in self.tables.items()
            if name in vocabulary().tables and columns
        }


def card_of(text: str) -> Card:
    """Return the card that a text writes; an empty one when it is anything else.

    >>> card = Card({"about": (["key", "value"], [["name"], ["Essai"]])})
    >>> card_of(card.written()).raw_tables("memory")["about"].columns
    [['name'], ['Essai']]
    >>> card_of("Created by a graph tool")
    Card(tables={}, own={})
    """
    try:
        card = json.loads(text)
        tables = {
            str(name): (_texts(headers), list(map(_texts, columns)))
            for name, (headers, columns) in card["tables"].items()
        }
        own = {str(table): _texts(columns) for table, columns in card["own"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Card()
    return Card(tables, own)


def _texts(values: Sequence[object]) -> list[str]:
    return [str(value) for value in values]
