"""Entries of the catalogue: bridging."""

from __future__ import annotations

from coopnet.measures.declaration import INFINITY, Measure
from coopnet.measures.ei import (
    actor_ei,
    pole_ei,
    pole_ei_expected,
    pole_ei_maximum,
    pole_ei_minimum,
    pole_ei_rescaled,
    sector_ei_each,
)
from coopnet.measures.mixing import sector_density, sector_mixing, sector_mixing_ratio, sector_mixing_shares

_KRACKHARDT = "Krackhardt & Stern 1988, https://doi.org/10.2307/2786835"
_NEWMAN = "Newman 2003, https://doi.org/10.1103/PhysRevE.67.026126"

_MIXING = (
    Measure(
        sector_mixing,
        level="sector",
        fr="Liens entre secteurs",
        en="Ties between sectors",
        bounds=(0, INFINITY),
        reading_fr="Nombre de liens entre deux secteurs, ou à l’intérieur d’un secteur sur la diagonale.",
        reading_en="Number of ties between two sectors, or within one on the diagonal.",
        source=_NEWMAN,
        by=True,
    ),
    Measure(
        sector_mixing_shares,
        level="sector",
        fr="Part des liens entre secteurs",
        en="Share of ties between sectors",
        bounds=(0, 1),
        reading_fr="Part de tous les bouts de liens du pôle qui vont d’un secteur à l’autre.",
        reading_en="Share of all tie ends of the pole that go from one sector to the other.",
        source=_NEWMAN,
        by=True,
    ),
    Measure(
        sector_mixing_ratio,
        level="sector",
        fr="Liens entre secteurs, rapportés au hasard",
        en="Ties between sectors, over chance",
        bounds=(0, INFINITY),
        reading_fr="Au-dessus de 1, ces secteurs coopèrent plus que le hasard ne le ferait ; en dessous, moins.",
        reading_en="Above 1, these sectors cooperate more than chance would have them; below 1, less.",
        source=_NEWMAN,
        by=True,
    ),
    Measure(
        sector_density,
        level="sector",
        fr="Part des liens possibles entre secteurs",
        en="Share of possible ties between sectors",
        bounds=(0, 1),
        reading_fr="Part des paires d’acteurs de ces deux secteurs qui coopèrent déjà.",
        reading_en="Share of the pairs of actors of these two sectors that already cooperate.",
        source="Wasserman & Faust 1994, https://doi.org/10.1017/CBO9780511815478",
        by=True,
    ),
)

_EI = (
    Measure(
        pole_ei,
        level="pole",
        fr="Ouverture des secteurs (indice E–I)",
        en="Openness of sectors (E–I index)",
        bounds=(-1, 1),
        reading_fr="Au-dessus de 0, la plupart des liens joignent deux secteurs ; sinon, ils restent dans le leur.",
        reading_en="Above 0, most ties join two different sectors; below, most stay within theirs.",
        source=_KRACKHARDT,
        by=True,
    ),
    Measure(
        pole_ei_expected,
        level="pole",
        fr="Ouverture des secteurs attendue du hasard",
        en="Openness of sectors expected by chance",
        bounds=(-1, 1),
        reading_fr="Valeur de l’indice E–I si les mêmes liens tombaient au hasard, à effectifs de secteurs égaux.",
        reading_en="The E–I index if the same ties fell at random, sizes of sectors held.",
        source=_KRACKHARDT,
        by=True,
    ),
    Measure(
        pole_ei_minimum,
        level="pole",
        fr="Plus petite ouverture possible des secteurs",
        en="Smallest possible openness of sectors",
        bounds=(-1, 1),
        reading_fr="L’indice E–I ne peut descendre plus bas avec ce nombre de liens et ces effectifs.",
        reading_en="The E–I index cannot go lower with this number of ties and these sizes.",
        source=_KRACKHARDT,
        by=True,
    ),
    Measure(
        pole_ei_maximum,
        level="pole",
        fr="Plus grande ouverture possible des secteurs",
        en="Largest possible openness of sectors",
        bounds=(-1, 1),
        reading_fr="L’indice E–I ne peut monter plus haut avec ce nombre de liens et ces effectifs.",
        reading_en="The E–I index cannot go higher with this number of ties and these sizes.",
        source=_KRACKHARDT,
        by=True,
    ),
    Measure(
        pole_ei_rescaled,
        level="pole",
        fr="Ouverture des secteurs, dans l’intervalle possible",
        en="Openness of sectors, within its possible range",
        bounds=(-1, 1),
        reading_fr="1 : les secteurs sont aussi ouverts que possible ; −1 : aussi fermés que possible.",
        reading_en="1: sectors are as open as they can be; −1: as closed as they can be.",
        source=_KRACKHARDT,
        by=True,
    ),
    Measure(
        sector_ei_each,
        level="sector",
        fr="Ouverture de chaque secteur (indice E–I)",
        en="Openness of each sector (E–I index)",
        bounds=(-1, 1),
        reading_fr="Au-dessus de 0, les acteurs de ce secteur coopèrent surtout avec d’autres secteurs.",
        reading_en="Above 0, actors of this sector cooperate mostly with other sectors.",
        source=_KRACKHARDT,
        by=True,
    ),
    Measure(
        actor_ei,
        level="actor",
        fr="Ouverture de l’acteur aux autres secteurs (indice E–I)",
        en="Openness of the actor to other sectors (E–I index)",
        bounds=(-1, 1),
        reading_fr="Au-dessus de 0, la plupart des partenaires de cet acteur sont d’un autre secteur que le sien.",
        reading_en="Above 0, most partners of this actor belong to other sectors than its own.",
        source=_KRACKHARDT,
        by=True,
    ),
)

BRIDGING: tuple[Measure, ...] = (*_MIXING, *_EI)
