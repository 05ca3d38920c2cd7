"""Tables as columns: raw text as read from a file, and checked columns ready to become a pole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

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
    """

    name: str
    place: str
    headers: Sequence[str]
    columns: Sequence[list[str]]
    rows: Sequence[int]


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
