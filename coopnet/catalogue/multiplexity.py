"""Entries of the catalogue: multiplexity."""

from __future__ import annotations

from coopnet.measures.declaration import INFINITY, Measure
from coopnet.measures.multiplexity import (
    link_multiplexity,
    pole_edge_overlap,
    pole_mean_kinds,
    pole_multiplex_share,
    pole_saturation,
)

_BATTISTON = "Battiston, Nicosia & Latora 2014, https://doi.org/10.1103/PhysRevE.89.032804"

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

MULTIPLEXITY: tuple[Measure, ...] = _PAIRS
