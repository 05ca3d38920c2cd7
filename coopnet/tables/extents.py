"""How far a sheet reaches, which cells are in error or merged: what the spreadsheet reader does not say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from coopnet.tables.headers import letter

Cell = tuple[int, int]
"""Row and column, both from 0."""

CELLS = 25_000_000
"""Cells of the rectangle that a sheet fills: the reader holds that rectangle in memory, empty cells included."""


class NotABook(Exception):
    """The bytes are no workbook that can be read; ``code`` says why."""

    def __init__(self, code: Literal["not_a_book", "damaged", "encrypted", "xlsb", "too_big", "document"]) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Extent:
    """What one sheet of an archive holds: cells in error, cells merged, and the last cell filled.

    The last cell is looked for only in a sheet that might be too large to be read.
    """

    last_row: int = -1
    last_column: int = -1
    errors: dict[Cell, str] = field(default_factory=dict)
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)

    def cells(self) -> int:
        """Return the number of cells of the rectangle from A1 to the last cell."""
        return (self.last_row + 1) * (self.last_column + 1)

    def corner(self) -> str:
        """Return the name of the last cell."""
        return cell_name((self.last_row, self.last_column))

    def reach(self, row: int, column: int) -> None:
        """Extend the rectangle to a cell."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)


def cell_name(cell: Cell) -> str:
    """Return the name of a cell as spreadsheets show it.

    >>> cell_name((0, 0)), cell_name((9, 27))
    ('A1', 'AB10')
    """
    return f"{letter(cell[1])}{cell[0] + 1}"
