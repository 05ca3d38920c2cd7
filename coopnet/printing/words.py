"""Headers of columns and words of cells in both languages, and the sentences that stand under a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from coopnet.errors import Language
from coopnet.numbers import written
from coopnet.printing.table import Form
from coopnet.printing.views import view_label
from coopnet.typography import typeset
from coopnet.vocabulary import vocabulary


class Header(NamedTuple):
    """The header of a column in both languages, and the form of its cells."""

    fr: str
    en: str
    form: Form

    def text(self, language: Language) -> str:
        """Return the header in the language asked for."""
        return self.fr if language == "fr" else self.en


HEADERS: Mapping[str, Header] = MappingProxyType(
    {
        "measure": Header("mesure", "measure", "text"),
        "view": Header("vue", "view", "text"),
        "by": Header("par", "by", "text"),
        "item": Header("élément", "item", "verbatim"),
        "id": Header("identifiant", "id", "verbatim"),
        "row": Header("ligne", "row", "verbatim"),
        "pole": Header("pôle", "pole", "verbatim"),
        "actor": Header("acteur", "actor", "verbatim"),
        "structure": Header("structure", "structure", "verbatim"),
        "name": Header("nom", "name", "verbatim"),
        "level": Header("niveau", "level", "text"),
        "label": Header("libellé", "label", "text"),
        "value": Header("valeur", "value", "figure"),
        "lowest": Header("minimum", "lowest", "figure"),
        "highest": Header("maximum", "highest", "figure"),
        "of": Header("de", "of", "verbatim"),
        "with": Header("avec", "with", "verbatim"),
        "column": Header("colonne", "column", "text"),
        "observed": Header("observé", "observed", "figure"),
        "expected": Header("attendu", "expected", "figure"),
        "sd": Header("écart-type", "s.d.", "figure"),
        "z": Header("z", "z", "figure"),
        "low": Header("bas", "low", "figure"),
        "high": Header("haut", "high", "figure"),
        "p": Header("p", "p", "p"),
        "p_error": Header("erreur de p", "error of p", "figure"),
        "q": Header("q", "q", "p"),
        "attainable": Header("plus petite valeur possible de q", "smallest possible q", "p"),
        "draws": Header("tirages", "draws", "count"),
        "null": Header("hasard", "null", "text"),
        "verdict": Header("verdict", "verdict", "text"),
        "effect": Header("z", "z", "figure"),
        "standard_error": Header("erreur type", "standard error", "figure"),
        "bias": Header("biais", "bias", "figure"),
        "doubt": Header("doute", "doubt", "text"),
        "share": Header("part", "share", "percent"),
        "missing": Header("manquants", "missing", "count"),
        "mean": Header("moyenne", "mean", "figure"),
        "shift": Header("décalage", "shift", "figure"),
        "undefined": Header("sans valeur", "undefined", "figure"),
        "rank_correlation": Header("corrélation des rangs", "rank correlation", "figure"),
        "pairs_ranked": Header("paires classées", "pairs ranked", "percent"),
        "without": Header("sans", "without", "figure"),
        "change": Header("changement", "change", "figure"),
        "mean_change": Header("changement moyen", "mean change", "figure"),
        "largest_change": Header("plus grand changement", "largest change", "figure"),
        "most_changed": Header("le plus changé", "most changed", "verbatim"),
        "rank": Header("rang", "rank", "figure"),
        "rank_low": Header("rang, de", "rank, from", "figure"),
        "rank_high": Header("rang, à", "rank, to", "figure"),
        "unranked": Header("indiscernables", "unranked", "count"),
        "ratio": Header("rapport", "ratio", "figure"),
        "quantity": Header("grandeur", "quantity", "text"),
        "term": Header("facteur", "term", "text"),
        "estimate": Header("coefficient", "estimate", "figure"),
        "std_error": Header("err. type", "s.e.", "figure"),
        "t": Header("t", "t", "figure"),
        "correlation": Header("corrélation", "correlation", "figure"),
        "dyads": Header("dyades", "dyads", "count"),
        "actors": Header("acteurs", "actors", "count"),
        "criterion": Header("critère", "criterion", "verbatim"),
        "indicator": Header("indicateur", "indicator", "text"),
        "ratings": Header("notes", "ratings", "count"),
        "median": Header("médiane", "median", "figure"),
        "distance": Header("distance", "distance", "figure"),
        "before": Header("avant", "before", "figure"),
        "after": Header("après", "after", "figure"),
        "difference": Header("écart", "difference", "figure"),
        "community": Header("communauté", "community", "count"),
        "core": Header("cœur", "core", "count"),
        "size": Header("effectif", "size", "count"),
        "confidence": Header("confiance", "confidence", "text"),
        "measured": Header("ce que disent les liens", "what links say", "text"),
        "block": Header("bloc", "block", "verbatim"),
        "theme": Header("thème", "theme", "text"),
        "coordinator": Header("coordinateur", "coordinator", "figure"),
        "itinerant": Header("consultant", "itinerant", "figure"),
        "boundary": Header("passeur", "boundary", "figure"),
        "liaison": Header("agent de liaison", "liaison", "figure"),
    }
)

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
_DOUBTS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "few_actors": {"fr": "trop peu d’acteurs", "en": "too few actors"},
        "few_ways": {"fr": "trop peu de façons", "en": "too few ways"},
        "undefined": {"fr": "souvent sans valeur", "en": "often undefined"},
        "wide": {"fr": "marge trop large", "en": "too wide"},
        "unreachable": {"fr": "trop peu de place au hasard", "en": "too little room for chance"},
        "few_draws": {"fr": "trop peu de tirages", "en": "too few draws"},
        "missing": {"fr": "acteurs manquants", "en": "missing actors"},
    }
)
_CONFIDENCES: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "high": {"fr": "haute", "en": "high"},
        "medium": {"fr": "moyenne", "en": "medium"},
        "low": {"fr": "basse", "en": "low"},
    }
)
_MEASURED: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "proxy": {"fr": "indice indirect", "en": "proxy"},
        "not_measured": VERDICT_LABELS["not_measured"],
    }
)
# words of cells by column: codes stay in tidy tables and in Stata files, and are told in words where people read
CELLS: Mapping[str, Mapping[str, Mapping[Language, str]]] = MappingProxyType(
    {"verdict": VERDICT_LABELS, "doubt": _DOUBTS, "confidence": _CONFIDENCES, "measured": _MEASURED}
)


_SCOPE = re.compile(r"(?P<natures>[^,]+), (?:at (?P<at>\S+)|all dates), structures ≤ (?P<limit>\d+)")


def said(fr: str, en: str, language: Language) -> str:
    """Return the sentence of the language asked for, with French spaces."""
    return typeset(fr) if language == "fr" else en


def view_note(view: str, scope: str, language: Language) -> str:
    """Return on which view, and on which rows, something was measured; empty where neither is known.

    >>> view_note("pairs", "cooperation, all dates", "en")
    'View: pairs (cooperation, all dates).'
    """
    rows = scope_text(scope, language)
    if not view:
        return said(f"Liens comptés : {rows}.", f"Links that count: {rows}.", language) if rows else ""
    inside = f" ({rows})" if rows else ""
    return said(f"Vue : {view_text(view, 'fr')}{inside}.", f"View: {view}{inside}.", language)


def view_text(view: str, language: Language) -> str:
    r"""Return the name of a view in words of the language, with the rows that counted where it says them.

    >>> view_text("pairs (cooperation, at 2012, structures ≤ 500)", "fr")
    'paires (coopération, à la date 2012, structures de 500 membres nommés au plus)'
    >>> view_text("pairs: convention", "fr"), view_text("newman", "en")
    ('paires\u202f: convention', 'newman')
    """
    name, inside, scope = view.partition(" (")
    rows = f" ({scope_text(scope.removesuffix(')'), language)})" if inside else ""
    text = f"{view_label(name, language)}{rows}"
    return typeset(text) if language == "fr" else text


def scope_text(scope: str, language: Language) -> str:
    r"""Return the name of a scope in words of the language; one in another form stays as it is.

    >>> scope_text("cooperation + funding, at 2012, structures ≤ 500", "fr")
    'coopération + financement, à la date 2012, structures de 500 membres nommés au plus'
    """
    found = _SCOPE.fullmatch(scope)
    if not found or language == "en":
        return scope
    words = vocabulary()
    natures = " + ".join(words.label("natures", nature, "fr") for nature in found["natures"].split(" + "))
    when = "toutes dates" if found["at"] is None else f"à la date {found['at']}"
    return f"{natures}, {when}, structures de {found['limit']} membres nommés au plus"


def draws_note(n_draws: int, seed: str, language: Language) -> str:
    """Return the number of draws, and what they started from where it is known.

    >>> draws_note(1999, "2012", "en"), draws_note(1, "", "fr")
    ('1,999 draws; seed 2012.', '1 tirage.')
    """
    number = written(n_draws, language, 0)
    fr = f"{number} {'tirage' if n_draws < 2 else 'tirages'}{f' ; graine {seed}' if seed else ''}."
    en = f"{number} {'draw' if n_draws == 1 else 'draws'}{f'; seed {seed}' if seed else ''}."
    return said(fr, en, language)
