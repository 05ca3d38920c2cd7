"""The sentences of the check, by code, in English and in French, and the list that collects them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import get_args

from coopnet.errors import Language
from coopnet.tables.cells import shown
from coopnet.tables.cleaning import Field
from coopnet.tables.findings import Finding, Severity
from coopnet.typography import typeset

LIMIT = 1000
"""How many findings of one code in one table are listed one by one; the rest is counted in a last one."""


@dataclass(frozen=True, slots=True)
class Message:
    """What one code means: its severity, its sentence in each language, and the advice that usually goes with it."""

    severity: Severity
    en: str
    fr: str
    advice: str | None = None


@cache
def _catalogue() -> tuple[Mapping[str, Message], Mapping[str, tuple[str, str]]]:
    raw = tomllib.loads(files("coopnet.tables").joinpath("messages.toml").read_text(encoding="utf-8"))
    severities = get_args(Severity)
    found = {}
    for code, entry in raw["message"].items():
        if entry["severity"] not in severities:
            raise AssertionError(f"unknown severity of the message {code}: {entry['severity']}")
        found[code] = Message(entry["severity"], entry["en"], typeset(entry["fr"]), entry.get("advice"))
    return MappingProxyType(found), MappingProxyType({k: (v["en"], typeset(v["fr"])) for k, v in raw["advice"].items()})


def messages() -> Mapping[str, Message]:
    """Return every message by code."""
    return _catalogue()[0]


def advices() -> Mapping[str, tuple[str, str]]:
    """Return every advice by name, as (English, French)."""
    return _catalogue()[1]


def counted(number: int, language: Language) -> str:
    r"""Return a whole number with its thousands apart, as each language writes them.

    >>> counted(12345, "en"), counted(12345, "fr") == "12\u202f345"
    ('12,345', True)
    """
    text = f"{number:,}"
    return text if language == "en" else text.replace(",", "\u202f")


def many(number: int, en: str, fr: str) -> tuple[str, str]:
    """Return a number of things in both languages.

    >>> many(1, "row", "ligne"), many(3, "row", "ligne")
    (('1 row', '1 ligne'), ('3 rows', '3 lignes'))
    """
    return (
        f"{counted(number, 'en')} {en}{'' if number == 1 else 's'}",
        f"{counted(number, 'fr')} {fr}{'s' if number > 1 else ''}",
    )


def _filled(fields: Mapping[str, Field], language: Language) -> dict[str, str]:
    side = 0 if language == "en" else 1
    return {
        name: counted(value, language) if isinstance(value, int) else value if isinstance(value, str) else value[side]
        for name, value in fields.items()
    }


def finding(
    code: str,
    *,
    table: str,
    place: str,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    severity: Severity | None = None,
    advice: str | None = None,
    fields: Mapping[str, Field] = MappingProxyType({}),
) -> Finding:
    """Return the finding of a code, its sentences filled in.

    Parameters
    ----------
    code : str
        A message of ``messages.toml``.
    table, place, row, column, value
        As in :class:`Finding`; the value is shortened here.
    severity : str, optional
        In place of the message's own.
    advice : str, optional
        In place of the message's own.
    fields : mapping of str to str, int or pair of str
        What fills the sentences; a pair is (English, French).
    """
    message = messages()[code]
    seen = None if value is None else shown(value)
    given: dict[str, Field] = {"value": seen or "", "column": column or "", "row": str(row), **fields}
    en, fr = _filled(given, "en"), _filled(given, "fr")
    do_en, do_fr = advices().get(advice or message.advice or "", ("", ""))
    return Finding(
        severity=severity or message.severity,
        code=code,
        table=table,
        place=place,
        row=row,
        column=column,
        value=seen,
        reason_en=message.en.format_map(en),
        reason_fr=message.fr.format_map(fr),
        suggestion_en=do_en.format_map(en),
        suggestion_fr=do_fr.format_map(fr),
    )


class Collector:
    """A list of findings that stays short: per table and code the first ones, then how many more."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._kept: list[Finding] = []
        self._seen: Counter[tuple[str, str, str, Severity]] = Counter()

    def add(
        self,
        code: str,
        *,
        table: str,
        place: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        severity: Severity | None = None,
        advice: str | None = None,
        fields: Mapping[str, Field] = MappingProxyType({}),
    ) -> None:
        """Add what :func:`finding` makes of the same words, or only count it when its code has its fill."""
        key = (table, code, place, severity or messages()[code].severity)
        self._seen[key] += 1
        if self._seen[key] <= self._limit:
            self._kept.append(
                finding(
                    code,
                    table=table,
                    place=place,
                    row=row,
                    column=column,
                    value=value,
                    severity=severity,
                    advice=advice,
                    fields=fields,
                )
            )

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings in the order found, then one per code that has more than the list holds."""
        more = []
        for (table, code, place, severity), number in self._seen.items():
            if number > self._limit:
                rest: dict[str, Field] = {"number": number - self._limit, "shown": self._limit}
                said = finding("more", table=table, place=place, severity=severity, fields=rest)
                more.append(Finding(severity, code, table, place, None, None, None, said.reason_en, said.reason_fr))
        return (*self._kept, *more)
