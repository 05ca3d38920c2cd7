"""Names of views and of the columns that play the sector, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from coopnet.errors import Language
from coopnet.vocabulary import Vocabulary

VIEWS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "pairs": {"fr": "paires", "en": "pairs"},
        "links": {"fr": "liens", "en": "links"},
        "kinds": {"fr": "natures", "en": "kinds"},
        "newman": {"fr": "intensités", "en": "newman"},
        "structures": {"fr": "structures", "en": "structures"},
        "affiliation": {"fr": "structures", "en": "affiliation"},
        "multiplex": {"fr": "natures séparées", "en": "multiplex"},
        "directed": {"fr": "liens dirigés", "en": "directed"},
        "kinds kept apart": {"fr": "natures séparées", "en": "kinds kept apart"},
    }
)
_GROUPINGS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {"sector": {"fr": "secteur", "en": "sector"}, "type": {"fr": "type d’acteur", "en": "type of actor"}}
)


def view_label(view: str, language: Language) -> str:
    """Return the name of a view, with the kinds that it keeps if it keeps some.

    >>> view_label("pairs", "fr"), view_label("kinds kept apart", "fr")
    ('paires', 'natures séparées')
    """
    base, _, kinds = view.partition(": ")
    label = VIEWS[base][language] if base in VIEWS else base
    return f"{label} : {kinds}" if kinds and language == "fr" else f"{label}: {kinds}" if kinds else label


def grouping_label(by: str, words: Vocabulary, language: Language) -> str:
    """Return the name of the column that plays the sector."""
    if by in _GROUPINGS:
        return _GROUPINGS[by][language]
    column = words.tables["actors"].columns.get(by)
    return column.header(language) if column else by
