"""Tables as columns: raw text as read from a file, and checked columns ready to become a pole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coopnet.errors import UnreadableInput
from coopnet.tables.cells import cell_text
from coopnet.tables.findings import Counts, Finding, Severity, worst
from coopnet.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet or file as text, exactly as read.

    Attributes
    ----------
    name : str
        Canonical name of the table.
    place : str
        File and sheet as the user knows them, for findings.
    headers : sequence of str
        Headers as written, one per column.
    columns : sequence of list of str
        The text of each cell by column, all of one length; an empty cell is ``""``.
    rows : sequence of int
        Row number of each line in the file, from 1.
    refused : frozenset of int
        Row numbers that the reading itself found faulty and has said so (too many cells, a formula that failed).
    """

    name: str
    place: str
    headers: Sequence[str]
    columns: Sequence[list[str]]
    rows: Sequence[int]
    refused: frozenset[int] = frozenset()


def raw_table(
    name: str,
    place: str,
    headers: Sequence[str],
    columns: Sequence[Iterable[Any]],
    rows: Sequence[int] | None = None,
) -> RawTable:
    """Return a table of text from columns of anything: the door for tables that do not come from a file of text.

    Parameters
    ----------
    name : str
        Canonical name of the table.
    place : str
        Where it comes from, as the user knows it.
    headers : sequence of str
        One per column.
    columns : sequence of iterables
        One per header, all of one length; numbers, dates, missing values of any library are turned into text.
    rows : sequence of int, optional
        Row numbers to quote in findings; from 1 when not given.

    Examples
    --------
    >>> table = raw_table("actors", "memory", ["id", "effectif"], [["CBE", "Éole"], [12.0, None]])
    >>> table.columns, list(table.rows)
    ([['CBE', 'Éole'], ['12', '']], [1, 2])
    """
    texts = [[value if type(value) is str else cell_text(value) for value in column] for column in columns]
    length = len(texts[0]) if texts else 0
    if len(headers) != len(texts) or any(len(column) != length for column in texts):
        raise UnreadableInput(
            f"The table {name} of {place} has columns of different lengths, or not one header per column.",
            f"La table {name} de {place} a des colonnes de longueurs différentes, ou pas un titre par colonne.",
        )
    return RawTable(name, place, [cell_text(header) for header in headers], texts, rows or range(1, length + 1))


@dataclass(frozen=True, slots=True)
class RawTables:
    """Everything read from one input, with what the reading itself found (encoding assumed, sheets ignored …)."""

    place: str
    tables: Mapping[str, RawTable]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """One table after the check: canonical columns, kept rows only.

    Attributes
    ----------
    name : str
        Canonical name of the table.
    columns : mapping of str to list
        Every column of the vocabulary that the file has, by canonical name, then attributes under their own header.
        Text, codes and dates are ``str`` (``""`` when empty; dates as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; words as
        codes), numbers ``float`` or None, integers ``int`` or None.
    rows : list of int
        Row number in the file of each kept row.
    attributes : tuple of str
        Names of the columns that the vocabulary does not know and that were kept.
    """

    name: str
    columns: Mapping[str, list[Any]]
    rows: Sequence[int]
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckedTables:
    """The verdict of a check: kept rows, findings, reconciled counts, and the vocabulary in force.

    Attributes
    ----------
    place : str
        The input as the user named it.
    tables : mapping of str to CheckedTable
        ``actors``, ``structures``, ``memberships`` and ``links``; absent ones are present and empty.
    about : mapping of str to str
        Canonical text of each single item of ``about``.
    vocabulary : Vocabulary
        Extended by what the pole declared.
    findings : tuple of Finding
    counts : mapping of str to Counts
        Per table, ``about`` included.
    """

    place: str
    tables: Mapping[str, CheckedTable]
    about: Mapping[str, str]
    vocabulary: Vocabulary
    findings: tuple[Finding, ...] = ()
    counts: Mapping[str, Counts] = field(default_factory=dict)

    @property
    def severity(self) -> Severity | None:
        """The gravest severity found."""
        return worst(self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether a row was rejected or nothing could be read."""
        return self.severity in ("fatal", "error")
