"""Words of the report that depend on data: names of views, of verdicts, of columns that play the sector."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from coopnet.errors import Language
from coopnet.vocabulary import Vocabulary

VIEWS: Mapping[str, Mapping[Language, str]] = {
    "pairs": {"fr": "paires", "en": "pairs"},
    "links": {"fr": "liens", "en": "links"},
    "kinds": {"fr": "natures", "en": "kinds"},
    "newman": {"fr": "intensités", "en": "newman"},
    "structures": {"fr": "structures", "en": "structures"},
    "kinds kept apart": {"fr": "natures séparées", "en": "kinds kept apart"},
}
VIEW_MEANINGS: Mapping[str, Mapping[Language, str]] = {
    "pairs": {
        "fr": "deux acteurs sont liés ou ne le sont pas, quel que soit le nombre de leurs liens",
        "en": "two actors are linked or not, however many links they have",
    },
    "links": {
        "fr": "on compte tous les liens parallèles entre deux acteurs, structures partagées comprises",
        "en": "all parallel links of two actors count, shared structures included",
    },
    "kinds": {
        "fr": "on compte les natures de lien différentes entre deux acteurs",
        "en": "the number of distinct kinds of link of two actors",
    },
    "newman": {
        "fr": "on additionne les intensités : un lien direct compte pour son poids, une structure de k membres pour "
        "1 / (k − 1) entre deux membres, de sorte que les grandes structures ne dominent pas (Newman, 2001)",
        "en": "intensities are summed: a direct link counts its weight, a structure of k members 1 / (k − 1) between "
        "two members, so that large structures do not dominate (Newman, 2001)",
    },
    "structures": {
        "fr": "les structures restent des nœuds : qui participe à quoi, sans relier les membres deux à deux",
        "en": "structures stay nodes: who takes part in what, members not joined pairwise",
    },
    "kinds kept apart": {
        "fr": "chaque nature de lien est gardée à part, puis les natures sont comparées",
        "en": "each kind of link is kept apart, then kinds are compared",
    },
}
_GROUPINGS: Mapping[str, Mapping[Language, str]] = {
    "sector": {"fr": "secteur", "en": "sector"},
    "type": {"fr": "type d’acteur", "en": "type of actor"},
}


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


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Return every fixed text of the report in one language."""
    raw = tomllib.loads(files("coopnet.report").joinpath("templates/texts.toml").read_text(encoding="utf-8"))
    return {key: str(pair[language]) for key, pair in raw.items()}
