"""Entries of the catalogue: affiliation."""

from __future__ import annotations

from coopnet.measures.affiliation import (
    actor_redundancy,
    link_provenance_table,
    pole_affiliation_density,
    pole_named_share,
    structure_overlap,
    structure_redundancy,
    structure_sizes_table,
)
from coopnet.measures.declaration import INFINITY, Measure
from coopnet.measures.without_structure import pole_without_structure_table

_LATAPY = "Latapy, Magnien & Del Vecchio 2008, doi:10.1016/j.socnet.2007.04.006"

AFFILIATION: tuple[Measure, ...] = (
    Measure(
        structure_sizes_table,
        level="structure",
        fr="Membres de la structure, nommés et déclarés",
        en="Members of the structure, named and declared",
        bounds=(0, INFINITY),
        reading_fr="Nombre de membres nommés, nombre déclaré, et ceux dont on ne sait rien.",
        reading_en="Number of members named, number declared, and those about whom nothing is known.",
        source="Arithmetic",
    ),
    Measure(
        structure_overlap,
        level="structure",
        fr="Acteurs communs à deux structures",
        en="Actors common to two structures",
        bounds=(0, INFINITY),
        reading_fr="Nombre d’acteurs membres à la fois des deux structures ; sur la diagonale, membres de chacune.",
        reading_en="Number of actors who are members of both structures; on the diagonal, members of each.",
        source="Breiger 1974, doi:10.2307/2576011",
    ),
    Measure(
        structure_redundancy,
        level="structure",
        fr="Part des rencontres doublées par une autre structure",
        en="Share of meetings doubled by another structure",
        bounds=(0, 1),
        reading_fr="À 1, tous les membres de cette structure se retrouvent aussi ailleurs ; à 0, nulle part ailleurs.",
        reading_en="At 1, all members of this structure also meet elsewhere; at 0, nowhere else.",
        source=_LATAPY,
    ),
    Measure(
        actor_redundancy,
        level="actor",
        fr="Part des structures de l’acteur que d’autres relient aussi",
        en="Share of the actor’s structures that others join too",
        bounds=(0, 1),
        reading_fr="À 0, les structures de cet acteur ne se rencontrent que par lui ; à 1, par d’autres aussi.",
        reading_en="At 0, the structures of this actor meet through it only; at 1, always through others too.",
        source=_LATAPY,
    ),
    Measure(
        pole_affiliation_density,
        level="pole",
        fr="Part des adhésions possibles",
        en="Share of possible memberships",
        bounds=(0, 1),
        reading_fr="À 1, tous les acteurs seraient membres de toutes les structures.",
        reading_en="At 1, all actors would be members of all structures.",
        source="Borgatti & Everett 1997, doi:10.1016/S0378-8733(96)00301-2",
    ),
    Measure(
        pole_named_share,
        level="pole",
        fr="Part des membres déclarés qui sont nommés",
        en="Share of declared members who are named",
        bounds=(0, 1),
        reading_fr="À 1, tous les membres sont connus ; sinon, une part de la coopération reste invisible.",
        reading_en="At 1, all members of structures are known; lower, part of the cooperation cannot be seen.",
        source="Arithmetic",
    ),
    Measure(
        link_provenance_table,
        level="link",
        fr="Structures à l’origine de chaque lien",
        en="Structures behind each link",
        bounds=(0, INFINITY),
        reading_fr="Pour chaque paire d’acteurs, les structures où ils se rencontrent et ce que chacune ajoute.",
        reading_en="For each pair of actors, the structures in which they meet and what each adds.",
        source="Newman 2001, doi:10.1103/PhysRevE.64.016132",
    ),
    Measure(
        pole_without_structure_table,
        level="pole",
        fr="Mesures du pôle sans sa plus grande structure",
        en="Measures of the pole without its largest structure",
        bounds=(-INFINITY, INFINITY),
        reading_fr="Un grand écart dit qu’une seule structure porte cette mesure.",
        reading_en="A large change says that a single structure carries the measure.",
        source="Arithmetic",
    ),
)
