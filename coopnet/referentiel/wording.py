"""The sentences of a profile: values as readers write them, verdicts in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from coopnet.errors import Language
from coopnet.multiplex import Scope
from coopnet.numbers import percent, written
from coopnet.printing.words import VERDICT_LABELS as VERDICT_LABELS
from coopnet.typography import typeset
from coopnet.vocabulary import Vocabulary

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
        "as_expected": ("Le hasard en donnerait autant", "This is what chance would give"),
        "below": ("C’est moins que le hasard n’en donnerait", "This is below what chance would give"),
        "well_below": (
            "C’est nettement moins que le hasard n’en donnerait",
            "This is well below what chance would give",
        ),
        "cannot_tell": (
            "On ne peut pas dire si c’est plus ou moins que le hasard n’en donnerait",
            "One cannot tell whether this is more or less than chance would give",
        ),
    }
)


def printed(value: float, form: str, language: Language) -> str:
    """Return an indicator's value as its sentence prints it.

    >>> printed(0.345, "percent", "en"), printed(3.0, "count", "fr"), printed(0.125, "number", "fr")
    ('34%', '3', '0,12')
    """
    if form == "percent":
        return percent(value, language)
    return written(value, language, 0 if form == "count" else 2)


def scope_sentences(scope: Scope, words: Vocabulary) -> tuple[str, str]:
    """Return which rows of a pole counted, in French and in English."""
    natures = {
        language: " + ".join(words.label("natures", nature, language) for nature in scope.natures)
        for language in LANGUAGES
    }
    when_fr, when_en = (f"à la date {scope.at}", f"at {scope.at}") if scope.at else ("toutes dates", "all dates")
    return (
        typeset(f"Liens comptés : {natures['fr']}, {when_fr} ; structures de {scope.limit} membres nommés au plus."),
        f"Links that count: {natures['en']}, {when_en}; structures of at most {scope.limit} named members.",
    )


def verdict_sentences(word: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the verdict with its expectation and interval, in French and in English."""
    fr, en = _SENTENCES[word]
    expected = {language: _against(row, language) for language in LANGUAGES}
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


def few_draws_sentences(n: int, needed: int) -> tuple[str, str]:
    """Return that more draws are needed to conclude among n comparisons, in French and in English."""
    return (
        typeset(f"Trop peu de tirages pour conclure sur {n} comparaisons : demandez-en au moins {needed}."),
        f"Too few draws to conclude among {n} comparisons: ask for at least {needed}.",
    )


NOTHING_TO_COMPARE = (
    typeset("Pas de comparaison possible : sur ce pôle, le hasard ne change pas ce nombre."),
    "No comparison is possible: on this pole chance does not change that number.",
)
NOTHING_TO_DRAW = (
    typeset("Pas de comparaison possible : ce pôle ne laisse rien à redistribuer au hasard."),
    "No comparison is possible: this pole leaves nothing to redistribute at random.",
)


def missing_sentences(low: float, high: float, form: str) -> tuple[str, str]:
    """Return what the value would be were a tenth of the actors missing, in French and in English."""
    fr = "Si un acteur sur dix manquait au fichier, on lirait de {} à {}."
    en = "Were one actor in ten missing from the file, one would read {} to {}."
    ends = {language: [printed(value, form, language) for value in (low, high)] for language in LANGUAGES}
    return typeset(fr.format(*ends["fr"])), en.format(*ends["en"])


def _against(row: Mapping[str, Any], language: Language) -> list[str]:
    return [printed(row[name], row["written"], language) for name in ("expected", "low", "high")]
