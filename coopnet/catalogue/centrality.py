"""Entries of the catalogue: centrality."""

from __future__ import annotations

from coopnet.measures.centralisation import (
    pole_betweenness_centralisation,
    pole_closeness_centralisation,
    pole_degree_centralisation,
)
from coopnet.measures.centrality import actor_betweenness, actor_closeness, actor_harmonic_closeness
from coopnet.measures.declaration import INFINITY, Measure
from coopnet.measures.degrees import (
    actor_degree,
    actor_kinds,
    actor_links,
    actor_overlapping_degree,
    actor_strength,
    actor_structures,
    pole_degree_gini,
)

_FREEMAN = "Freeman 1979, doi:10.1016/0378-8733(78)90021-7"
_WASSERMAN_FAUST = "Wasserman & Faust 1994, doi:10.1017/CBO9780511815478"
_BATTISTON = "Battiston, Nicosia & Latora 2014, doi:10.1103/PhysRevE.89.032804"

CENTRALITY: tuple[Measure, ...] = (
    Measure(
        actor_degree,
        level="actor",
        fr="Nombre de partenaires",
        en="Number of partners",
        bounds=(0, INFINITY),
        reading_fr="Plus il est élevé, plus l’acteur coopère avec des partenaires différents.",
        reading_en="The higher, the more different partners the actor cooperates with.",
        source=_FREEMAN,
    ),
    Measure(
        actor_strength,
        level="actor",
        fr="Intensité totale des coopérations",
        en="Total intensity of cooperation",
        bounds=(0, INFINITY),
        reading_fr="Plus elle est élevée, plus l’acteur est engagé : chaque structure compte pour 1, chaque lien pour "
        "son poids.",
        reading_en="The higher, the more involved the actor: each structure counts 1, each link its weight.",
        source="Barrat et al. 2004, doi:10.1073/pnas.0400087101; Newman 2001, doi:10.1103/PhysRevE.64.016132",
    ),
    Measure(
        actor_links,
        level="actor",
        fr="Nombre de liens",
        en="Number of links",
        bounds=(0, INFINITY),
        reading_fr="Plus il est élevé, plus l’acteur a de liens, y compris plusieurs avec un même partenaire.",
        reading_en="The higher, the more links the actor has, several with one partner included.",
        source=_WASSERMAN_FAUST,
    ),
    Measure(
        actor_kinds,
        level="actor",
        fr="Nombre de formes de coopération",
        en="Number of kinds of cooperation",
        bounds=(0, INFINITY),
        reading_fr="Plus il est élevé, plus l’acteur a de façons différentes de coopérer (conventions, projets…).",
        reading_en="The higher, the more different ways the actor cooperates in (conventions, projects …).",
        source=_BATTISTON,
    ),
    Measure(
        actor_overlapping_degree,
        level="actor",
        fr="Partenaires comptés par forme de coopération",
        en="Partners counted kind by kind",
        bounds=(0, INFINITY),
        reading_fr="Plus il est élevé, plus l’acteur a de partenaires, un partenaire comptant une fois par forme de "
        "coopération.",
        reading_en="The higher, the more partners the actor has, each counted once per kind of cooperation.",
        source=_BATTISTON,
    ),
    Measure(
        actor_structures,
        level="actor",
        fr="Nombre de structures",
        en="Number of structures",
        bounds=(0, INFINITY),
        reading_fr="Plus il est élevé, plus l’acteur participe à des structures communes.",
        reading_en="The higher, the more common structures the actor takes part in.",
        source="Borgatti & Everett 1997, doi:10.1016/S0378-8733(96)00301-2",
    ),
    Measure(
        actor_betweenness,
        level="actor",
        fr="Position d’intermédiaire",
        en="Betweenness",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, plus les autres acteurs passent par lui pour s’atteindre au plus court.",
        reading_en="The higher, the more the others reach each other through this actor.",
        source="Freeman 1977, doi:10.2307/3033543; Brandes 2001, doi:10.1080/0022250X.2001.9990249",
        costly=True,
    ),
    Measure(
        actor_harmonic_closeness,
        level="actor",
        fr="Proximité aux autres acteurs",
        en="Harmonic closeness",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, moins il faut d’étapes à l’acteur pour atteindre les autres.",
        reading_en="The higher, the fewer steps the actor needs to reach the others.",
        source="Marchiori & Latora 2000, doi:10.1016/S0378-4371(00)00311-3",
    ),
    Measure(
        actor_closeness,
        level="actor",
        fr="Proximité (inverse de la distance moyenne)",
        en="Closeness (Wasserman–Faust)",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, plus l’acteur est près, en moyenne, de ceux qu’il peut atteindre.",
        reading_en="The higher, the nearer the actor is, on average, to those within reach.",
        source=_WASSERMAN_FAUST,
    ),
    Measure(
        pole_degree_centralisation,
        level="pole",
        fr="Centralisation des partenariats",
        en="Degree centralisation",
        bounds=(0, 1),
        reading_fr="À 1, tous ne coopèrent qu’avec un même acteur ; à 0, tous ont autant de partenaires.",
        reading_en="At 1 all cooperate with one actor only; at 0 all have as many partners.",
        source=_FREEMAN,
    ),
    Measure(
        pole_closeness_centralisation,
        level="pole",
        fr="Centralisation de la proximité",
        en="Closeness centralisation",
        bounds=(0, 1),
        reading_fr="À 1, un seul acteur est au plus près de tous ; à 0, tous sont également proches.",
        reading_en="At 1 a single actor is nearest to all; at 0 all are equally near.",
        source=_FREEMAN,
    ),
    Measure(
        pole_betweenness_centralisation,
        level="pole",
        fr="Dépendance envers un intermédiaire",
        en="Betweenness centralisation",
        bounds=(0, 1),
        reading_fr="À 1, tous les échanges passent par un même acteur ; à 0, aucun intermédiaire ne se détache.",
        reading_en="At 1 everything passes through one actor; at 0 no go-between stands out.",
        source=_FREEMAN,
        costly=True,
    ),
    Measure(
        pole_degree_gini,
        level="pole",
        fr="Inégalité des nombres de partenaires",
        en="Inequality of degrees (Gini)",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, plus les partenariats sont le fait de quelques acteurs.",
        reading_en="The higher, the more partnerships belong to a few actors.",
        source="Gini 1912",
    ),
)
