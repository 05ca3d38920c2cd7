"""What a check found, laid out: to be read by a person, or by software."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from coopnet.errors import Language
from coopnet.tables.columns import CheckedTables
from coopnet.tables.findings import SEVERITIES, Finding, Severity
from coopnet.typography import typeset
from coopnet.vocabulary import TABLES, vocabulary

_NAMES: Mapping[Severity, Mapping[Language, tuple[str, str]]] = {
    "fatal": {"fr": ("Illisible", "illisibles"), "en": ("Unreadable", "unreadable")},
    "error": {"fr": ("Erreur", "erreurs"), "en": ("Error", "errors")},
    "warning": {"fr": ("Attention", "avertissements"), "en": ("Warning", "warnings")},
    "merged": {"fr": ("Doublon", "doublons"), "en": ("Duplicate", "duplicates")},
    "information": {"fr": ("Information", "informations"), "en": ("Information", "items of information")},
}
_ONE: Mapping[Severity, Mapping[Language, str]] = {
    "fatal": {"fr": "illisible", "en": "unreadable"},
    "error": {"fr": "erreur", "en": "error"},
    "warning": {"fr": "avertissement", "en": "warning"},
    "merged": {"fr": "doublon", "en": "duplicate"},
    "information": {"fr": "information", "en": "item of information"},
}
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "row": "ligne",
        "column": "colonne",
        "entry": "entrée",
        "do": "À faire",
        "table": "Table",
        "read": "lues",
        "kept": "gardées",
        "merged": "fusionnées",
        "rejected": "rejetées",
        "rows": "Lignes lues = gardées + fusionnées + rejetées",
        "clean": "Rien à signaler.",
        "fine": "Le pôle se lit : « coopnet report » peut en faire le rapport.",
        "refused": "Corrigez les erreurs, ou demandez le rapport « --sans-les-lignes-fautives ».",
        "unreadable": "Rien ne peut être lu tant que ce qui est illisible n’est pas corrigé.",
        "grid_fine": "La grille se lit : « coopnet profile PÔLE --referentiel » peut la suivre.",
        "grid_refused": "Corrigez les erreurs : une grille fautive n’est pas suivie.",
    },
    "en": {
        "row": "row",
        "column": "column",
        "entry": "entry",
        "do": "To do",
        "table": "Table",
        "read": "read",
        "kept": "kept",
        "merged": "merged",
        "rejected": "rejected",
        "rows": "Rows read = kept + merged + rejected",
        "clean": "Nothing to report.",
        "fine": "The pole reads well: “coopnet report” can make its report.",
        "refused": "Correct the errors, or ask for the report “--without-faulty-rows”.",
        "unreadable": "Nothing can be read until what is unreadable is corrected.",
        "grid_fine": "The grid reads well: “coopnet profile POLE --grid” can follow it.",
        "grid_refused": "Correct the errors: a faulty grid is not followed.",
    },
}
_FIELDS = ("severity", "code", "table", "place", "row", "column", "value", "reason", "suggestion")


def as_text(checked: CheckedTables, language: Language) -> str:
    """Return the verdict as a person reads it: the gravest findings first, then the counts, then what it means."""
    words = _WORDS[language]
    lines = [checked.place, ""]
    for severity in SEVERITIES:
        for finding in checked.findings:
            if finding.severity == severity:
                lines += [*_described(finding, language), ""]
    meant = "unreadable" if checked.severity == "fatal" else "refused" if checked.has_errors else "fine"
    if checked.tables:
        lines += [words["rows"], *_counted(checked, language), ""]
    else:  # a grid of criteria has entries, and no rows to count
        meant = f"grid_{meant}"
    lines += [_summary(checked, language), words[meant]]
    text = "\n".join(lines) + "\n"
    return typeset(text) if language == "fr" else text


def _described(finding: Finding, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    quoted = "« {} »" if language == "fr" else "“{}”"
    place = [part for part in (finding.place or _table_name(finding.table, language),) if part]
    if finding.row is not None:
        place.append(f"{words['row']} {finding.row}")
    if finding.column:
        where = words["entry" if finding.code == "faulty_grid" else "column"]
        place.append(f"{where} {quoted.format(finding.column)}")
    value = f" : {quoted.format(finding.value)}" if language == "fr" else f": {quoted.format(finding.value)}"
    yield ", ".join(place) + (value if finding.value else "")
    colon = " :" if language == "fr" else ":"
    yield f"  {_NAMES[finding.severity][language][0]}{colon} {finding.reason(language)}"
    if finding.suggestion(language):
        yield f"  {words['do']}{colon} {finding.suggestion(language)}"


def _table_name(table: str, language: Language) -> str:
    return vocabulary().tables[table].label(language) if table else ""


def _counted(checked: CheckedTables, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    heads = [words[key] for key in ("read", "kept", "merged", "rejected")]
    names = {table: _table_name(table, language) for table in TABLES if table in checked.counts}
    width = max(map(len, (words["table"], *names.values())))
    yield "  ".join([words["table"].ljust(width), *heads])
    for table, name in names.items():
        count = checked.counts[table]
        numbers = (count.read, count.kept, count.merged, count.rejected)
        cells = [str(number).rjust(len(head)) for number, head in zip(numbers, heads, strict=True)]
        yield "  ".join([name.ljust(width), *cells])


def _summary(checked: CheckedTables, language: Language) -> str:
    """Say how many findings there are of each severity."""
    number = Counter(finding.severity for finding in checked.findings)
    said = [
        f"{number[severity]} {_ONE[severity][language] if number[severity] == 1 else _NAMES[severity][language][1]}"
        for severity in SEVERITIES
        if number[severity]
    ]
    return ", ".join(said) + "." if said else _WORDS[language]["clean"]


def as_json(checked: CheckedTables, language: Language) -> str:
    """Return the verdict as JSON: place, gravest severity, counts by table, findings."""
    verdict = {
        "place": checked.place,
        "severity": checked.severity,
        "counts": {
            table: {key: getattr(count, key) for key in ("read", "kept", "merged", "rejected")}
            for table, count in checked.counts.items()
        },
        "findings": [_fields(finding, language) for finding in checked.findings],
    }
    return json.dumps(verdict, ensure_ascii=False, indent=1) + "\n"


def as_csv(checked: CheckedTables, language: Language) -> str:
    """Return the findings as CSV, one per row; semicolons in French, so that a French Excel opens it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    writer.writerow(_FIELDS)
    for finding in checked.findings:
        writer.writerow(_harmless(value) for value in _fields(finding, language).values())
    return text.getvalue()


def _fields(finding: Finding, language: Language) -> dict[str, str | int | None]:
    return {
        "severity": finding.severity,
        "code": finding.code,
        "table": finding.table,
        "place": finding.place,
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "reason": finding.reason(language),
        "suggestion": finding.suggestion(language),
    }


def _harmless(value: str | int | None) -> str | int | None:
    """Return a value that no spreadsheet takes for a formula: it may come from anybody's file.

    >>> _harmless("=1+1"), _harmless("CBE"), _harmless(-3)
    ("'=1+1", 'CBE', -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


FORMS: Mapping[str, Callable[[CheckedTables, Language], str]] = MappingProxyType(
    {"text": as_text, "csv": as_csv, "json": as_json}
)
