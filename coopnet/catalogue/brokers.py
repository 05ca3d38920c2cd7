"""Entries of the catalogue: actors and structures as bridges (part of the bridging family)."""

from __future__ import annotations

from coopnet.measures.between import (
    actor_between_sectors,
    actor_between_sectors_sample_table,
    actor_bridging_centrality,
)
from coopnet.measures.brokerage import (
    actor_brokerage_expected_table,
    actor_brokerage_table,
    actor_brokerage_z_table,
    pole_brokerage,
    pole_brokerage_table,
)
from coopnet.measures.declaration import INFINITY, Measure
from coopnet.measures.holes import (
    actor_constraint,
    actor_effective_size,
    actor_efficiency,
    actor_hierarchy,
    link_constraint,
)
from coopnet.measures.structures_as_bridges import (
    structure_bridging_loss_table,
    structure_exclusivity,
    structure_sectors_joined,
    structure_types_joined,
)

_GOULD = "Gould & Fernandez 1989, doi:10.2307/270949"
_BURT = "Burt 1992, doi:10.4159/9780674029095"

_BROKERAGE = (
    Measure(
        actor_brokerage_table,
        level="actor",
        fr="Entremise de l’acteur, par rôle",
        en="Brokerage by the actor, by role",
        bounds=(0, INFINITY),
        reading_fr="Nombre de paires d’acteurs sans lien direct entre lesquelles cet acteur se tient, par rôle.",
        reading_en="Number of pairs of unlinked actors between which this actor stands, by role.",
        source=_GOULD,
        by=True,
    ),
    Measure(
        actor_brokerage_expected_table,
        level="actor",
        fr="Entremise attendue du hasard, par rôle",
        en="Brokerage expected by chance, by role",
        bounds=(0, INFINITY),
        reading_fr="Entremise qu’aurait un acteur de ce secteur si autant de liens tombaient au hasard.",
        reading_en="Brokerage that an actor of this sector would have if as many ties fell at random.",
        source=_GOULD,
        by=True,
    ),
    Measure(
        actor_brokerage_z_table,
        level="actor",
        fr="Entremise comparée au hasard, par rôle (repérage)",
        en="Brokerage against chance, by role (screening)",
        bounds=(-INFINITY, INFINITY),
        reading_fr="Loin au-dessus de 0, cet acteur tient ce rôle bien plus que le hasard ne le ferait ; à confirmer.",
        reading_en="Far above 0, this actor holds the role much more than chance would have it; to be confirmed.",
        source=_GOULD,
        by=True,
    ),
    Measure(
        pole_brokerage,
        level="pole",
        fr="Situations d’entremise dans le pôle",
        en="Situations of brokerage in the pole",
        bounds=(0, INFINITY),
        reading_fr="Nombre de fois où un acteur se tient entre deux autres qui ne coopèrent pas directement.",
        reading_en="How many times an actor stands between two others who do not cooperate directly.",
        source=_GOULD,
        by=True,
        counts=True,
    ),
    Measure(
        pole_brokerage_table,
        level="pole",
        fr="Situations d’entremise par rôle, et attendues du hasard",
        en="Situations of brokerage by role, and expected by chance",
        bounds=(-INFINITY, INFINITY),
        reading_fr="Un rôle bien au-dessus de son attente est tenu plus souvent que le hasard ne le ferait.",
        reading_en="A role far above its expectation is held more often than chance would have it.",
        source=_GOULD,
        by=True,
    ),
)

_HOLES = (
    Measure(
        actor_constraint,
        level="actor",
        fr="Contrainte de l’entourage",
        en="Constraint by partners",
        bounds=(0, INFINITY),
        reading_fr="Élevée, l’acteur dépend de peu de partenaires, ou de partenaires qui se connaissent tous.",
        reading_en="High: the actor depends on few partners, or on partners who all know each other.",
        source=_BURT,
    ),
    Measure(
        actor_hierarchy,
        level="actor",
        fr="Concentration de la contrainte sur un partenaire",
        en="Concentration of constraint on one partner",
        bounds=(0, 1),
        reading_fr="Proche de 1, un seul partenaire tient presque toute la contrainte ; à 0, tous également.",
        reading_en="Near 1, one partner holds nearly all the constraint; at 0, all hold the same.",
        source=_BURT,
    ),
    Measure(
        actor_effective_size,
        level="actor",
        fr="Nombre de partenaires qui ne se doublent pas",
        en="Number of partners who are not redundant",
        bounds=(0, INFINITY),
        reading_fr="Élevé, les partenaires de cet acteur donnent accès à des milieux différents.",
        reading_en="High: the partners of this actor give access to different circles.",
        source=_BURT,
    ),
    Measure(
        actor_efficiency,
        level="actor",
        fr="Part des partenaires qui ne se doublent pas",
        en="Share of partners who are not redundant",
        bounds=(0, 1),
        reading_fr="À 1, aucun partenaire de cet acteur n’en connaît un autre.",
        reading_en="At 1, no partner of this actor knows another.",
        source=_BURT,
    ),
    Measure(
        link_constraint,
        level="link",
        fr="Contrainte exercée par un partenaire",
        en="Constraint by one partner",
        bounds=(0, 1),
        reading_fr="Élevée, le premier acteur dépend beaucoup du second, directement ou par d’autres.",
        reading_en="High: the first actor depends much on the second, directly or through others.",
        source=_BURT,
    ),
)

_BETWEEN = (
    Measure(
        actor_between_sectors,
        level="actor",
        fr="Passage entre secteurs",
        en="Passage between sectors",
        bounds=(0, 1),
        reading_fr="Part des plus courts chemins entre acteurs de secteurs différents qui passent par cet acteur.",
        reading_en="Share of the shortest paths between actors of different sectors that pass through this actor.",
        source="Guns & Rousseau 2015, doi:10.1631/FITEE.1400425",
        by=True,
        costly=True,
        sampled=actor_between_sectors_sample_table,
    ),
    Measure(
        actor_bridging_centrality,
        level="actor",
        fr="Position de passage étroit",
        en="Narrow passage",
        bounds=(0, INFINITY),
        reading_fr="Élevée, l’acteur relie des parties du pôle mieux reliées que lui : un passage étroit.",
        reading_en="High: the actor joins parts of the pole that are better linked than itself, a narrow passage.",
        source="Hwang, Kim, Ramanathan & Zhang 2008, doi:10.1145/1401890.1401934",
        costly=True,
    ),
)

_STRUCTURES = (
    Measure(
        structure_sectors_joined,
        level="structure",
        fr="Secteurs réunis par la structure",
        en="Sectors joined by the structure",
        bounds=(0, INFINITY),
        reading_fr="Nombre de secteurs différents parmi les membres nommés de la structure.",
        reading_en="Number of different sectors among the named members of the structure.",
        source="Arithmetic",
        by=True,
    ),
    Measure(
        structure_types_joined,
        level="structure",
        fr="Types d’acteurs réunis par la structure",
        en="Types of actor joined by the structure",
        bounds=(0, INFINITY),
        reading_fr="Nombre de types d’acteurs différents (au sens de la loi) parmi ses membres nommés.",
        reading_en="Number of different types of actor (as in the law) among its named members.",
        source="Arithmetic; law 2014-856, article 9",
    ),
    Measure(
        structure_exclusivity,
        level="structure",
        fr="Part des rencontres que seule la structure permet",
        en="Share of pairs that only the structure joins",
        bounds=(0, 1),
        reading_fr="À 1, sans cette structure aucun de ses membres ne serait lié à un autre.",
        reading_en="At 1, no member would be linked to another without this structure.",
        source="Latapy, Magnien & Del Vecchio 2008, doi:10.1016/j.socnet.2007.04.006",
    ),
    Measure(
        structure_bridging_loss_table,
        level="structure",
        fr="Ce que le pôle perdrait sans la structure",
        en="What the pole would lose without the structure",
        bounds=(0, INFINITY),
        reading_fr="Paires de partenaires perdues, dont entre secteurs, et morceaux de plus dans le pôle.",
        reading_en="Pairs of partners lost, those across sectors, and additional pieces of the pole.",
        source="Arithmetic; Hopcroft & Tarjan 1973, doi:10.1145/362248.362272",
        by=True,
    ),
)

BROKERS: tuple[Measure, ...] = (*_BROKERAGE, *_HOLES, *_BETWEEN, *_STRUCTURES)
