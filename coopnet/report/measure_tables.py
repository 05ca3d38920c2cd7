"""Tables of what was measured on the whole pole: every pole-level measure, the profile, sector mixing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.errors import CoopnetError, Language
from coopnet.inference.comparison import NullComparisons
from coopnet.measures.declaration import Measure
from coopnet.printing.table import Form, ReportColumn, ReportTable
from coopnet.referentiel.profile import Profile
from coopnet.referentiel.wording import VERDICT_LABELS
from coopnet.report.measured import Measured
from coopnet.report.words import grouping_label, view_label
from coopnet.vocabulary import Vocabulary

GROUPINGS = ("sector", "type")
_WHOLE = frozenset(
    {"pole_components", "pole_diameter", "pole_clustering_undefined", "pole_node_connectivity", "pole_brokerage"}
)
"""What counts something: written without decimals."""

_TYPES: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "fr": (("secteurs", "types d’acteurs"), ("secteur", "type d’acteur")),
    "en": (("sectors", "types of actors"), ("sector", "type of actor")),
}
_HEADERS: Mapping[str, Mapping[Language, str]] = {
    "measure": {"fr": "Mesure", "en": "Measure"},
    "view": {"fr": "Vue", "en": "View"},
    "by": {"fr": "Par", "en": "By"},
    "value": {"fr": "Valeur", "en": "Value"},
    "range": {"fr": "Étendue possible", "en": "Possible range"},
    "reading": {"fr": "Comment la lire", "en": "How to read it"},
    "source": {"fr": "Définition", "en": "Definition"},
    "criterion": {"fr": "Critère", "en": "Criterion"},
    "observed": {"fr": "Observé", "en": "Observed"},
    "expected": {"fr": "Attendu", "en": "Expected"},
    "low": {"fr": "De", "en": "From"},
    "high": {"fr": "À", "en": "To"},
    "p": {"fr": "p", "en": "p"},
    "q": {"fr": "q", "en": "q"},
    "effect": {"fr": "Écart (écarts-types)", "en": "Distance (sd)"},
    "verdict": {"fr": "Par rapport au hasard", "en": "Against chance"},
    "null": {"fr": "Hasard", "en": "Chance"},
    "draws": {"fr": "Tirages", "en": "Draws"},
    "missing_low": {"fr": "Si 1 acteur sur 10 manquait, de", "en": "Were 1 actor in 10 missing, from"},
    "missing_high": {"fr": "Si 1 acteur sur 10 manquait, à", "en": "Were 1 actor in 10 missing, to"},
    "without_lead": {"fr": "Sans l’acteur le plus lié", "en": "Without the most linked actor"},
    "without_group": {"fr": "Sans le groupe le plus nombreux", "en": "Without the largest group"},
    "first": {"fr": "Secteur", "en": "Sector"},
    "second": {"fr": "Avec", "en": "With"},
    "ties": {"fr": "Paires liées [paires]", "en": "Linked pairs [pairs]"},
    "ratio": {"fr": "Observé / attendu", "en": "Observed / expected"},
}
_TITLES: Mapping[str, Mapping[Language, tuple[str, str, str]]] = {
    "measures": {
        "fr": (
            "Mesures du pôle",
            "Les mesures du pôle entier",
            "Une ligne par mesure et par vue. Ces nombres décrivent ; sans comparaison au hasard, ils ne concluent "
            "pas.",
        ),
        "en": (
            "Measures of the pole",
            "Measures of the whole pole",
            "One row per measure and view. These numbers describe; without comparison to chance they conclude nothing.",
        ),
    },
    "profile": {
        "fr": (
            "Profil",
            "Le profil en nombres",
            "Une ligne par indicateur, et une par critère que les liens ne mesurent pas.",
        ),
        "en": (
            "Profile",
            "The profile in numbers",
            "One row per indicator, and one per criterion that links cannot measure.",
        ),
    },
    "mixing": {
        "fr": (
            "Croisement des secteurs",
            "Le croisement des secteurs",
            "Une ligne par couple de secteurs ; q tient compte du nombre de couples comparés.",
        ),
        "en": (
            "Sector mixing",
            "Sector mixing",
            "One row per couple of sectors; q accounts for the number of couples compared.",
        ),
    },
}


def _column(key: str, language: Language, form: Form = "text") -> ReportColumn:
    return ReportColumn(_HEADERS[key][language], form)


def _table(key: str, language: Language, columns: list[ReportColumn], rows: list[tuple[Any, ...]]) -> ReportTable:
    sheet, title, note = _TITLES[key][language]
    return ReportTable(key, sheet, title, note, columns, rows)


def pole_measures() -> tuple[Measure, ...]:
    """Return the measures of the catalogue that give one number for the whole pole, without chance."""
    return tuple(one for one in MEASURES.values() if one.level == "pole" and not one.is_table and not one.chance)


def _source(measure: Measure, language: Language) -> str:
    """Return where a measure is defined, every DOI written the same way."""
    said = measure.source.replace("https://doi.org/", "doi:")
    return said.replace("Arithmetic", "Arithmétique") if language == "fr" else said


def measures_table(measured: Measured, language: Language) -> ReportTable:
    """Return every pole-level measure on its default view; where it is undefined, why stands in its place."""
    columns = [
        *(_column(key, language) for key in ("measure", "view", "by")),
        _column("value", language, "number"),
        *(_column(key, language) for key in ("reading", "source")),
    ]
    words = measured.multiplex.vocabulary
    rows: list[tuple[Any, ...]] = []
    for measure in pole_measures():
        for by in GROUPINGS if measure.by else ("",):
            question = measured.ask(measure.name, by=by or "sector")
            found = measured.number(measure.name, by=by or "sector")
            refused = isinstance(found, CoopnetError)
            rows.append(
                (
                    _of_groups(measure.label(language), by, language),
                    view_label(question.view_name, language),
                    grouping_label(by, words, language) if by else None,
                    None if isinstance(found, CoopnetError) else int(found) if measure.name in _WHOLE else found,
                    found.sentence(language)
                    if isinstance(found, CoopnetError) and refused
                    else _of_groups(measure.reading(language), by, language),
                    _source(measure, language),
                )
            )
    return _table("measures", language, columns, rows)


def _of_groups(text: str, by: str, language: Language) -> str:
    """Return what the catalogue says of sectors as it is said of the groups measured.

    >>> _of_groups("Ouverture des secteurs (indice E–I)", "type", "fr")
    'Ouverture des types d’acteurs (indice E–I)'
    """
    for sectors, others in _TYPES[language] if by == "type" else ():
        text = text.replace(sectors, others)
    return text


def profile_table(profile: Profile, words: Vocabulary, language: Language) -> ReportTable:
    """Return the profile with its numbers, one row per indicator."""
    numbers: tuple[tuple[str, Form], ...] = (
        *((key, "number") for key in ("observed", "expected", "low", "high")),
        *((key, "p") for key in ("p", "q")),
        ("effect", "number"),
        ("draws", "count"),
        *((key, "number") for key in ("missing_low", "missing_high", "without_lead", "without_group")),
    )
    columns = [
        *(_column(key, language) for key in ("criterion", "measure", "view", "by")),
        *(_column(key, language, form) for key, form in numbers),
        *(_column(key, language) for key in ("verdict", "null")),
    ]
    rows = [
        (
            f"{row['criterion']}. {row[f'criterion_label_{language}']}",
            row[f"label_{language}"],
            view_label(row["view"], language) if row["view"] else None,
            grouping_label(row["by"], words, language) if row["by"] else None,
            *(row[key] for key, _ in numbers),
            VERDICT_LABELS[row["verdict"]][language],
            row[f"null_{language}"],
        )
        for row in profile.table.to_dict("records")
    ]
    return _table("profile", language, columns, rows)


def mixing_table(mixing: NullComparisons, words: Vocabulary, language: Language) -> ReportTable:
    """Return sector mixing against chance, one row per couple of sectors between which a tie was possible."""
    columns = [
        *(_column(key, language) for key in ("first", "second")),
        _column("ties", language, "count"),
        *(_column(key, language, "number") for key in ("expected", "ratio", "low", "high")),
        *(_column(key, language, "p") for key in ("p", "q")),
        _column("verdict", language),
    ]
    rows: list[tuple[Any, ...]] = []
    for pair, row in mixing.table.iterrows():
        assert isinstance(pair, tuple)
        if pd.isna(row["expected"]) or row["expected"] == 0:
            continue
        labels = (words.label("sectors", str(code), language) for code in pair)
        numbers = (row["observed"], row["expected"], row["observed"] / row["expected"], row["low"], row["high"])
        rows.append((*labels, *numbers, row["p"], row["q"], VERDICT_LABELS[row["verdict"]][language]))
    return _table("mixing", language, columns, rows)
