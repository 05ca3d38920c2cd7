"""Entries of the catalogue: cohesion."""

from __future__ import annotations

from coopnet.measures.cohesion import (
    pole_components,
    pole_connectedness,
    pole_density,
    pole_efficiency,
    pole_largest_component_share,
    pole_link_intensity,
    pole_mean_multiplicity,
)
from coopnet.measures.declaration import INFINITY, Measure

_WASSERMAN_FAUST = "Wasserman & Faust 1994, doi:10.1017/CBO9780511815478"
_KRACKHARDT = "Krackhardt 1994"

COHESION: tuple[Measure, ...] = (
    Measure(
        pole_density,
        level="pole",
        fr="Densité",
        en="Density",
        bounds=(0, 1),
        reading_fr="Part des paires d’acteurs qui coopèrent : à 0,2, une paire sur cinq.",
        reading_en="Share of the pairs of actors that cooperate: at 0.2, one pair out of five.",
        source=_WASSERMAN_FAUST,
    ),
    Measure(
        pole_link_intensity,
        level="pole",
        fr="Liens par paire possible",
        en="Links per possible pair",
        bounds=(0, INFINITY),
        reading_fr="Plus elle est élevée, plus il y a de liens pour un même nombre d’acteurs ; ce n’est pas une part.",
        reading_en="The higher, the more links for the same number of actors; this is not a share.",
        source=_WASSERMAN_FAUST,
    ),
    Measure(
        pole_mean_multiplicity,
        level="pole",
        fr="Liens par paire liée",
        en="Links per linked pair",
        bounds=(1, INFINITY),
        reading_fr="Plus elle est élevée, plus deux partenaires sont liés à plusieurs titres.",
        reading_en="The higher, the more links two partners share.",
        source=_WASSERMAN_FAUST,
    ),
    Measure(
        pole_components,
        level="pole",
        fr="Nombre de composantes",
        en="Number of components",
        bounds=(1, INFINITY),
        reading_fr="Nombre de morceaux du réseau sans lien entre eux ; 1 quand tous peuvent s’atteindre.",
        reading_en="Number of parts of the network without link between them; 1 when all reach each other.",
        source=_WASSERMAN_FAUST,
    ),
    Measure(
        pole_largest_component_share,
        level="pole",
        fr="Part de la plus grande composante",
        en="Share of the largest component",
        bounds=(0, 1),
        reading_fr="Part des acteurs qui peuvent tous s’atteindre, directement ou de proche en proche.",
        reading_en="Share of the actors that all reach each other, directly or step by step.",
        source="Albert, Jeong & Barabási 2000, doi:10.1038/35019019",
    ),
    Measure(
        pole_connectedness,
        level="pole",
        fr="Part des paires qui peuvent s’atteindre",
        en="Connectedness",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, plus il y a de paires d’acteurs qui s’atteignent, au besoin par d’autres.",
        reading_en="The higher, the more pairs of actors reach each other, through others if need be.",
        source=_KRACKHARDT,
    ),
    Measure(
        pole_efficiency,
        level="pole",
        fr="Économie de liens",
        en="Efficiency (Krackhardt)",
        bounds=(0, 1),
        reading_fr="À 1, aucun lien n’est superflu, donc aucun n’est remplaçable ; à 0, tous sont liés à tous.",
        reading_en="At 1 no link is redundant, hence none is replaceable; at 0 all are linked to all.",
        source=_KRACKHARDT,
    ),
)
