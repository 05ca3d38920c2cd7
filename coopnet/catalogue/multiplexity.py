"""Entries of the catalogue: multiplexity."""

from __future__ import annotations

from coopnet.measures.cartography import actor_multiplex_participation, actor_multiplex_table
from coopnet.measures.declaration import INFINITY, Measure
from coopnet.measures.layers import (
    kind_actor_overlap,
    kind_centralisation_each,
    kind_coverage,
    kind_degree_correlation,
    kind_density_each,
    kind_overlap,
)
from coopnet.measures.multiplexity import (
    link_multiplexity,
    pole_edge_overlap,
    pole_mean_kinds,
    pole_multiplex_share,
    pole_saturation,
)
from coopnet.measures.reducibility import kind_distance, pole_reducibility, pole_reduction_table

_BATTISTON = "Battiston, Nicosia & Latora 2014, doi:10.1103/PhysRevE.89.032804"
_BRODKA = "Bródka, Chmiel, Magnani & Ragozini 2018, doi:10.1098/rsos.171747"
_DE_DOMENICO = "De Domenico, Nicosia, Arenas & Latora 2015, doi:10.1038/ncomms7864"

_PAIRS = (
    Measure(
        link_multiplexity,
        level="link",
        fr="Natures de lien par paire de partenaires",
        en="Kinds per pair of partners",
        bounds=(1, INFINITY),
        reading_fr="Nombre de façons différentes dont ces deux acteurs coopèrent.",
        reading_en="In how many different ways these two actors cooperate.",
        source=_BATTISTON,
    ),
    Measure(
        pole_mean_kinds,
        level="pole",
        fr="Natures de lien par paire de partenaires, en moyenne",
        en="Mean number of kinds per pair of partners",
        bounds=(1, INFINITY),
        reading_fr="Nombre moyen de façons différentes de coopérer entre deux partenaires.",
        reading_en="In how many different ways two partners cooperate, on average.",
        source=_BATTISTON,
    ),
    Measure(
        pole_multiplex_share,
        level="pole",
        fr="Part des partenaires liés de plusieurs façons",
        en="Share of partners linked in several ways",
        bounds=(0, 1),
        reading_fr="Part des paires de partenaires qui coopèrent d’au moins deux façons différentes.",
        reading_en="Share of pairs of partners that cooperate in at least two different ways.",
        source=_BATTISTON,
    ),
    Measure(
        pole_edge_overlap,
        level="pole",
        fr="Part des natures de lien qu’une paire de partenaires utilise",
        en="Share of the kinds that a pair of partners uses",
        bounds=(0, 1),
        reading_fr="À 1, tous les partenaires coopèrent de toutes les façons présentes dans le pôle.",
        reading_en="At 1, all partners cooperate in all the ways present in the pole.",
        source=_BATTISTON,
    ),
    Measure(
        pole_saturation,
        level="pole",
        fr="Part des coopérations possibles, toutes natures confondues",
        en="Share of possible cooperation over all kinds",
        bounds=(0, 1),
        reading_fr="À 1, tous les acteurs coopéreraient tous entre eux, de toutes les façons.",
        reading_en="At 1, all actors would cooperate with all others in all ways.",
        source=_BATTISTON,
    ),
)

_KINDS = (
    Measure(
        kind_overlap,
        level="kind",
        fr="Recouvrement de deux natures de lien",
        en="Overlap of two kinds",
        bounds=(0, 1),
        reading_fr="À 1, ces deux natures de lien joignent les mêmes paires d’acteurs ; à 0, aucune commune.",
        reading_en="At 1, these two kinds join the same pairs of actors; at 0, none in common.",
        source=_BRODKA,
    ),
    Measure(
        kind_coverage,
        level="kind",
        fr="Part d’une nature de lien doublée par une autre",
        en="Share of a kind doubled by another",
        bounds=(0, 1),
        reading_fr="Part des paires jointes par la première nature de lien qui le sont aussi par la seconde.",
        reading_en="Share of the pairs joined by the first kind that the second joins too.",
        source=_BATTISTON,
    ),
    Measure(
        kind_actor_overlap,
        level="kind",
        fr="Acteurs communs à deux natures de lien",
        en="Actors common to two kinds",
        bounds=(0, 1),
        reading_fr="À 1, ces deux natures de lien concernent exactement les mêmes acteurs.",
        reading_en="At 1, these two kinds reach exactly the same actors.",
        source=_BRODKA,
    ),
    Measure(
        kind_degree_correlation,
        level="kind",
        fr="Mêmes acteurs centraux d’une nature de lien à l’autre",
        en="Same central actors from one kind to another",
        bounds=(-1, 1),
        reading_fr="Proche de 1, les acteurs les plus liés sont les mêmes dans les deux natures de lien.",
        reading_en="Near 1, the most linked actors are the same in both kinds.",
        source=_BRODKA,
    ),
    Measure(
        kind_distance,
        level="kind",
        fr="Écart de dessin entre deux natures de lien",
        en="Difference in shape between two kinds",
        bounds=(0, 1),
        reading_fr="À 0, les deux natures de lien dessinent le même réseau ; à 1, elles n’ont aucun acteur en commun.",
        reading_en="At 0, both kinds draw the same network; at 1, they have no actor in common.",
        source=_DE_DOMENICO,
        costly=True,
    ),
    Measure(
        kind_density_each,
        level="kind",
        fr="Part des paires jointes, par nature de lien (tous les acteurs)",
        en="Share of pairs joined, by kind (all actors)",
        bounds=(0, 1),
        reading_fr="Part de toutes les paires d’acteurs du pôle que cette nature de lien joint.",
        reading_en="Share of all pairs of actors of the pole that this kind joins.",
        source="Wasserman & Faust 1994, doi:10.1017/CBO9780511815478",
    ),
    Measure(
        kind_centralisation_each,
        level="kind",
        fr="Concentration autour d’un acteur, par nature de lien (tous les acteurs)",
        en="Concentration around one actor, by kind (all actors)",
        bounds=(0, 1),
        reading_fr="Proche de 1, cette nature de lien tourne autour d’un acteur, auquel tout le pôle est lié.",
        reading_en="Near 1, this kind turns around one actor, to whom the whole pole is linked.",
        source="Freeman 1979, doi:10.1016/0378-8733(78)90021-7",
    ),
    Measure(
        pole_reducibility,
        level="pole",
        fr="Part des natures de lien qui en répètent une autre",
        en="Share of kinds that repeat another",
        bounds=(0, 1),
        reading_fr="À 1, toutes les natures de lien dessinent le même réseau ; à 0, chacune le sien.",
        reading_en="At 1, all kinds draw the same network; at 0, each draws its own.",
        source=_DE_DOMENICO,
        costly=True,
    ),
    Measure(
        pole_reduction_table,
        level="pole",
        fr="Natures de lien réunies pas à pas",
        en="Kinds merged step by step",
        bounds=(-INFINITY, 1),
        reading_fr="La qualité la plus haute dit combien de natures de lien suffisent à décrire le pôle.",
        reading_en="The highest quality tells how many kinds are enough to describe the pole.",
        source=_DE_DOMENICO,
        costly=True,
    ),
)

_ACTORS = (
    Measure(
        actor_multiplex_participation,
        level="actor",
        fr="Répartition des partenaires entre natures de lien",
        en="Spread of partners over kinds",
        bounds=(0, 1),
        reading_fr="À 1, l’acteur a autant de partenaires dans chaque nature de lien ; à 0, dans une seule.",
        reading_en="At 1, the actor has as many partners in every kind; at 0, in one kind only.",
        source=_BATTISTON,
    ),
    Measure(
        actor_multiplex_table,
        level="actor",
        fr="Place de l’acteur entre les natures de lien",
        en="Place of the actor among kinds",
        bounds=(-INFINITY, INFINITY),
        reading_fr="Dit si l’acteur coopère d’une seule façon ou de plusieurs, et s’il coopère beaucoup.",
        reading_en="Tells whether the actor cooperates in one way or in several, and whether it cooperates much.",
        source=_BATTISTON,
    ),
)

MULTIPLEXITY: tuple[Measure, ...] = (*_PAIRS, *_KINDS, *_ACTORS)
