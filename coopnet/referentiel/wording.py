"""The sentences of a profile: values as readers write them, verdicts in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from types import MappingProxyType
from typing import Any

import pandas as pd

from coopnet.errors import Language
from coopnet.inference.leave_one_out import Notable
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Scope
from coopnet.numbers import percent, written
from coopnet.printing.words import CELLS
from coopnet.printing.words import VERDICT_LABELS as VERDICT_LABELS
from coopnet.typography import dated, typeset
from coopnet.vocabulary import Vocabulary

MOST_DECIMALS = 3  # more than usual, for an interval so narrow that both its ends would be printed alike
LANGUAGES: tuple[Language, ...] = ("fr", "en")
CHANGE_LABELS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "up": {"fr": "en hausse", "en": "up"},
        "down": {"fr": "en baisse", "en": "down"},
        "within_doubt": {"fr": "dans le doute", "en": "within doubt"},
        "cannot_tell": {"fr": "on ne peut pas dire", "en": "cannot tell"},
    }
)
_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "well_above": (
            "C’est nettement plus que le hasard n’en donnerait",
            "This is well above what chance would give",
        ),
        "above": ("C’est plus que le hasard n’en donnerait", "This is above what chance would give"),
        # the observed value is within what chance gives, not at what it gives on average
        "as_expected": ("Le hasard pourrait en donner autant", "Chance could give as much"),
        "below": ("C’est moins que le hasard n’en donnerait", "This is below what chance would give"),
        "well_below": (
            "C’est nettement moins que le hasard n’en donnerait",
            "This is well below what chance would give",
        ),
        "alone": (
            "L’écart au hasard ne suffit pas pour conclure",
            "The distance from chance is not enough to conclude",
        ),
        "cannot_tell": (
            "On ne peut pas dire si c’est plus ou moins que le hasard n’en donnerait",
            "One cannot tell whether this is more or less than chance would give",
        ),
    }
)


_GROUPED: Mapping[Language, Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        # how a label says sector, then what it says instead by type, by commune, and by another column
        "fr": {
            "des secteurs": ("des types d’acteurs", "des communes", "des groupes ({})"),
            "le secteur": ("le type d’acteur", "la commune", "le groupe ({})"),
        },
        "en": {
            "of sectors": ("of types of actor", "of communes", "of groups ({})"),
            "the sector": ("the type of actor", "the commune", "the group ({})"),
        },
    }
)


def confidence_text(confidence: str, language: Language) -> str:
    """Return how sure a reconstructed label is; empty for a label that reconstructs nothing.

    >>> confidence_text("low", "fr"), confidence_text("high", "en"), confidence_text("", "en")
    ('intitulé reconstitué, confiance basse', 'reconstructed label, high confidence', '')
    """
    if not confidence:
        return ""
    sure = CELLS["confidence"][confidence][language]
    return f"intitulé reconstitué, confiance {sure}" if language == "fr" else f"reconstructed label, {sure} confidence"


def column_label(column: str, words: Vocabulary, language: Language) -> str:
    """Return the name of a column of actors as readers know it; a pole's own column keeps its name."""
    known = words.tables["actors"].columns.get(column)
    return column if known is None else known.fr if language == "fr" else known.name.replace("_", " ")


def indicator_label(measure: Measure, by: str, words: Vocabulary, language: Language) -> str:
    """Return the label of a measure, which names the groups it goes by: sectors, types, communes or others."""
    label = measure.label(language)
    if not measure.by or by == "sector":
        return label
    for said, (types, communes, others) in _GROUPED[language].items():
        instead = {"type": types, "commune": communes}.get(by, others.format(column_label(by, words, language)))
        label = label.replace(said, instead)
    return label


def unlabelled_sentences(n: int, column: Mapping[Language, str]) -> tuple[str, str]:
    """Return how many actors take no part because their group is not known, in both languages; empty where none."""
    if not n:
        return "", ""
    fr, en = written(n, "fr", 0), written(n, "en", 0)
    return (
        typeset(f"Acteurs dont « {column['fr']} » n’est pas renseigné, laissés de côté : {fr}."),
        f"Actors without “{column['en']}”, left out: {en}.",
    )


def null_sentences(table: pd.DataFrame, language: Language) -> list[str]:
    """Return what chance holds and breaks for each indicator compared with it, one line per null model."""
    compared = table[table["p"].notna()]
    lines = []
    for null, rows in compared.groupby(f"null_{language}", sort=False):
        labels = "; ".join(dict.fromkeys(rows[f"label_{language}"]))
        lines.append(typeset(f"{labels.replace(';', ' ;')} : {null}") if language == "fr" else f"{labels}: {null}")
    return lines


def direction_sentences(table: pd.DataFrame) -> tuple[str, str]:
    """Return in which direction the literature agrees that an indicator is better, if there is any such direction."""
    agreed = table[table["direction"] != ""]
    if not len(agreed):
        return (
            typeset("Aucun de ces indicateurs n’a de sens convenu : plus n’est en soi ni mieux ni moins bien."),
            "No direction is agreed for any of these indicators: more is in itself neither better nor worse.",
        )
    words: Mapping[Language, Mapping[str, str]] = {
        "fr": {"more": "plus", "less": "moins"},
        "en": {"more": "more", "less": "less"},
    }
    fr, en = (
        ", ".join(f"{row[f'label_{language}']} ({words[language][row['direction']]})" for _, row in agreed.iterrows())
        for language in LANGUAGES
    )
    return (
        typeset(f"Sens sur lequel les travaux s’accordent : {fr} ; pour les autres indicateurs, aucun."),
        f"Direction on which the literature agrees: {en}; none for the other indicators.",
    )


def without_sentences(named: Sequence[tuple[str, float]], form: str) -> tuple[str, str]:
    """Return what would be read without each of those named, in French and in English; empty where there is none."""
    if not named:
        return "", ""
    fr = " ; ".join(f"sans « {name} », {_left(value, form, 'fr')}" for name, value in named)
    en = "; ".join(f"without “{name}” {_left(value, form, 'en')}" for name, value in named)
    return typeset(f"S{fr[1:]}.").replace(" »", "\u202f»"), f"W{en[1:]}."


def notable_sentences(notable: Notable) -> tuple[str, str]:
    """Return on whom the pole may rest, and when indicators are told without them; empty where there is nobody."""
    if not notable.lead:
        return "", ""
    fr = f"L’acteur qui a le plus de partenaires est « {notable.lead_name} »"
    en = f"The actor with the most partners is “{notable.lead_name}”"
    if notable.group:
        fr += f" ; le groupe qui a le plus de membres nommés est « {notable.group_name} »"
        en += f"; the group with the most named members is “{notable.group_name}”"
    return (
        typeset(f"{fr}. Un indicateur qui en dépend fortement est aussi donné sans eux.").replace(" »", "\u202f»"),
        f"{en}. An indicator that depends much on them is also given without them.",
    )


def _left(value: float, form: str, language: Language) -> str:
    if not isfinite(value):
        return "ce nombre n’a plus de sens" if language == "fr" else "this number has no value"
    left = printed(value, form, language)
    return f"on lirait {left}" if language == "fr" else f"one would read {left}"


def printed(value: float, form: str, language: Language, more: int = 0) -> str:
    """Return an indicator's value as its sentence prints it, with ``more`` decimals than usual.

    >>> printed(0.345, "percent", "en"), printed(3.0, "count", "fr"), printed(0.125, "number", "fr")
    ('34%', '3', '0,12')
    """
    if form == "percent":
        return percent(value, language, more)
    return written(value, language, more if form == "count" else 2 + more)


def scope_sentences(scope: Scope, words: Vocabulary) -> tuple[str, str]:
    """Return which rows of a pole counted, in French and in English."""
    natures = {
        language: " + ".join(words.label("natures", nature, language) for nature in scope.natures)
        for language in LANGUAGES
    }
    when_fr, when_en = (
        (f"à la date {dated(scope.at, 'fr')}", f"at {scope.at}") if scope.at else ("toutes dates", "all dates")
    )
    return (
        typeset(f"Liens comptés : {natures['fr']}, {when_fr} ; structures de {scope.limit} membres nommés au plus."),
        f"Links that count: {natures['en']}, {when_en}; structures of at most {scope.limit} named members.",
    )


def verdict_sentences(word: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the verdict with its expectation and interval, in French and in English."""
    fr, en = _SENTENCES[word]
    expected = {language: against(row, language) for language in LANGUAGES}
    return (
        typeset("{} (attendu : {} ; 95 fois sur 100 entre {} et {}).".format(fr, *expected["fr"])),
        "{} (expected {}; 95 times in 100 between {} and {}).".format(en, *expected["en"]),
    )


def alone_sentences(n: int) -> tuple[str, str]:
    """Return why a distance that would be notable alone is not so among n comparisons, in French and in English."""
    return (
        typeset(f"Pris seul, cet écart serait notable ; sur {n} comparaisons, il en faut davantage pour conclure."),
        f"Alone, this distance would be notable; among {n} comparisons it takes more to conclude.",
    )


NOTHING_TO_COMPARE = (
    typeset("C’est un constat, sans comparaison au hasard : sur ce pôle, le hasard ne change pas ce nombre."),
    "This is stated without comparison to chance: on this pole chance does not change that number.",
)
NOTHING_TO_DRAW = (
    typeset("C’est un constat, sans comparaison au hasard : ce pôle ne laisse rien à redistribuer."),
    "This is stated without comparison to chance: this pole leaves nothing to redistribute at random.",
)


def missing_sentences(low: float, high: float, form: str) -> tuple[str, str]:
    """Return what the value would be were a tenth of the actors missing, in French and in English."""
    fr = "Si un acteur sur dix manquait au fichier, on lirait de {} à {}."
    en = "Were one actor in ten missing from the file, one would read {} to {}."
    ends = {language: [printed(value, form, language) for value in (low, high)] for language in LANGUAGES}
    return typeset(fr.format(*ends["fr"])), en.format(*ends["en"])


def against(row: Mapping[str, Any], language: Language) -> list[str]:
    """Return expectation and interval as printed, with as many decimals as it takes to tell the ends apart."""
    more = decimals_apart(row)
    return [printed(row[name], row["written"], language, more) for name in ("expected", "low", "high")]


def decimals_apart(row: Mapping[str, Any]) -> int:
    """Return how many decimals more than usual it takes to print the ends of an interval differently.

    >>> decimals_apart({"low": 0.10, "high": 0.12, "written": "percent"})
    0
    >>> decimals_apart({"low": 0.750, "high": 0.754, "written": "percent"})
    1
    """
    for more in range(MOST_DECIMALS):
        if printed(row["low"], row["written"], "en", more) != printed(row["high"], row["written"], "en", more):
            return more
    return MOST_DECIMALS
