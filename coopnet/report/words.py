"""Words of the report that depend on data: names of views, of verdicts, of columns that play the sector."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from coopnet.errors import Language
from coopnet.printing.views import VIEWS as VIEWS
from coopnet.printing.views import grouping_label as grouping_label
from coopnet.printing.views import view_label as view_label

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
        "1 / (k − 1) entre deux membres, de sorte que les grandes structures ne dominent pas (Newman, 2001)",
        "en": "intensities are summed: a direct link counts its weight, a structure of k members 1 / (k − 1) between "
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


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Return every fixed text of the report in one language."""
    raw = tomllib.loads(files("coopnet.report").joinpath("templates/texts.toml").read_text(encoding="utf-8"))
    return {key: str(pair[language]) for key, pair in raw.items()}
