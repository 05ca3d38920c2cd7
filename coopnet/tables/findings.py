"""What a check finds: data with a severity and a place, one sentence in each language, never a log line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coopnet.errors import Language

Severity = Literal["fatal", "error", "warning", "merged", "information"]
SEVERITIES: tuple[Severity, ...] = ("fatal", "error", "warning", "merged", "information")
SEVERITY_LABELS: dict[Severity, dict[Language, str]] = {
    "fatal": {"fr": "illisible", "en": "unreadable"},
    "error": {"fr": "erreur", "en": "error"},
    "warning": {"fr": "attention", "en": "warning"},
    "merged": {"fr": "doublon", "en": "duplicate"},
    "information": {"fr": "information", "en": "information"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has to say.

    Attributes
    ----------
    severity : str
        ``information``: kept as is; ``warning``: kept, looks odd; ``error``: that row is rejected; ``fatal``: nothing
        readable; ``merged``: an exact duplicate, counted once.
    code : str
        Stable name of what was found, ``unknown_actor`` for example.
    table : str
        Canonical name of the table, or empty when the finding is about the whole input.
    place : str
        File and sheet as the user knows them.
    row : int or None
        Row number as the spreadsheet shows it, from 1.
    column : str or None
        Header as written in the file.
    value : str or None
        The value read, as text.
    reason_en, reason_fr : str
        Why, as one sentence.
    suggestion_en, suggestion_fr : str
        What to do; may be empty.
    """

    severity: Severity
    code: str
    table: str
    place: str
    row: int | None
    column: str | None
    value: str | None
    reason_en: str
    reason_fr: str
    suggestion_en: str = ""
    suggestion_fr: str = ""

    def reason(self, language: Language) -> str:
        """Return the reason in the language asked for."""
        return self.reason_fr if language == "fr" else self.reason_en

    def suggestion(self, language: Language) -> str:
        """Return the suggestion in the language asked for."""
        return self.suggestion_fr if language == "fr" else self.suggestion_en


@dataclass(frozen=True, slots=True)
class Counts:
    """Reconciled number of rows of one table: ``read == kept + merged + rejected``, always."""

    read: int
    kept: int
    merged: int
    rejected: int

    def __post_init__(self) -> None:
        if self.read != self.kept + self.merged + self.rejected:
            raise AssertionError(f"rows do not add up: {self}")


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity among findings, or None when there is none."""
    present = {finding.severity for finding in findings}
    return next((severity for severity in SEVERITIES if severity in present), None)
