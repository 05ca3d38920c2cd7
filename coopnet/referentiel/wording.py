"""The sentences of a profile: values as readers write them, verdicts in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from coopnet.errors import Language
from coopnet.numbers import percent, written
from coopnet.typography import typeset

LANGUAGES: tuple[Language, ...] = ("fr", "en")
VERDICT_LABELS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "well_above": {"fr": "nettement plus que le hasard", "en": "well above chance"},
        "above": {"fr": "plus que le hasard", "en": "above chance"},
        "as_expected": {"fr": "comme le hasard", "en": "as expected"},
        "below": {"fr": "moins que le hasard", "en": "below chance"},
        "well_below": {"fr": "nettement moins que le hasard", "en": "well below chance"},
        "cannot_tell": {"fr": "on ne peut pas dire", "en": "cannot tell"},
        "descriptive": {"fr": "constat", "en": "descriptive"},
        "not_measured": {"fr": "non mesurable par les liens", "en": "not measurable from links"},
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


def verdict_sentences(word: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the verdict with its expectation and interval, in French and in English."""
    fr, en = _SENTENCES[word]
    expected = {language: _against(row, language) for language in LANGUAGES}
    return (
        typeset("{} (attendu : {} ; 95 fois sur 100 entre {} et {}).".format(fr, *expected["fr"])),
        "{} (expected {}; 95 times in 100 between {} and {}).".format(en, *expected["en"]),
    )


def missing_sentences(low: float, high: float, form: str) -> tuple[str, str]:
    """Return what the value would be were a tenth of the actors missing, in French and in English."""
    fr = "Si un acteur sur dix manquait au fichier, on lirait de {} à {}."
    en = "Were one actor in ten missing from the file, one would read {} to {}."
    ends = {language: [printed(value, form, language) for value in (low, high)] for language in LANGUAGES}
    return typeset(fr.format(*ends["fr"])), en.format(*ends["en"])


def _against(row: Mapping[str, Any], language: Language) -> list[str]:
    return [printed(row[name], row["written"], language) for name in ("expected", "low", "high")]
