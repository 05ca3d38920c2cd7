"""Entries of the catalogue: cohesion."""

from __future__ import annotations

from coopnet.catalogue.fragility import FRAGILITY
from coopnet.measures.blocks import actor_core_number, pole_core_table
from coopnet.measures.clustering import (
    actor_barrat_clustering,
    actor_clustering,
    actor_onnela_clustering,
    pole_clustering_undefined,
    pole_mean_clustering,
    pole_transitivity,
)
from coopnet.measures.cohesion import (
    pole_components,
    pole_connectedness,
    pole_density,
    pole_efficiency,
    pole_largest_component_share,
    pole_link_intensity,
    pole_mean_multiplicity,
)
from coopnet.measures.core_periphery import pole_core_periphery_fit
from coopnet.measures.declaration import INFINITY, Measure
from coopnet.measures.distances import pole_diameter, pole_global_efficiency, pole_mean_distance
from coopnet.measures.multiplex_clustering import actor_multiplex_clustering
from coopnet.measures.partition import pole_community_modularity, pole_sector_modularity
from coopnet.measures.twomode_clustering import actor_two_mode_clustering, pole_two_mode_clustering

_WATTS_STROGATZ = "Watts & Strogatz 1998, doi:10.1038/30918"
_OPSAHL = "Opsahl 2013, doi:10.1016/j.socnet.2011.07.001"
_WASSERMAN_FAUST = "Wasserman & Faust 1994, doi:10.1017/CBO9780511815478"
_KRACKHARDT = "Krackhardt 1994, doi:10.4324/9781315806648-11"

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
        counts=True,
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
    Measure(
        pole_mean_distance,
        level="pole",
        fr="Distance moyenne",
        en="Mean distance",
        bounds=(1, INFINITY),
        reading_fr="Nombre moyen d’étapes entre deux acteurs qui peuvent s’atteindre : à 2, ils ont un partenaire "
        "commun.",
        reading_en="Mean number of steps between two actors who reach each other: at 2 they share a partner.",
        source=_WATTS_STROGATZ,
    ),
    Measure(
        pole_diameter,
        level="pole",
        fr="Plus grande distance",
        en="Diameter",
        bounds=(1, INFINITY),
        reading_fr="Nombre d’étapes entre les deux acteurs les plus éloignés parmi ceux qui peuvent s’atteindre.",
        reading_en="Number of steps between the two actors farthest apart among those who reach each other.",
        source=_WASSERMAN_FAUST,
        counts=True,
    ),
    Measure(
        pole_global_efficiency,
        level="pole",
        fr="Proximité moyenne",
        en="Global efficiency",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, moins il faut d’étapes pour aller d’un acteur à un autre.",
        reading_en="The higher, the fewer steps lead from one actor to another.",
        source="Latora & Marchiori 2001, doi:10.1103/PhysRevLett.87.198701",
    ),
    Measure(
        actor_clustering,
        level="actor",
        fr="Part des partenaires qui coopèrent entre eux",
        en="Clustering",
        bounds=(0, 1),
        reading_fr="À 1, tous les partenaires de l’acteur coopèrent entre eux ; à 0, lui seul les relie.",
        reading_en="At 1 all partners of the actor cooperate with each other; at 0 it alone joins them.",
        source=_WATTS_STROGATZ,
    ),
    Measure(
        pole_mean_clustering,
        level="pole",
        fr="Coopération entre partenaires, moyenne des acteurs",
        en="Mean clustering",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, plus les partenaires d’un même acteur coopèrent entre eux ; projeter les "
        "structures l’augmente.",
        reading_en="The higher, the more partners of one actor cooperate with each other; projecting structures "
        "raises it.",
        source=_WATTS_STROGATZ,
    ),
    Measure(
        pole_clustering_undefined,
        level="pole",
        fr="Acteurs de moins de deux partenaires",
        en="Actors of fewer than two partners",
        bounds=(0, INFINITY),
        reading_fr="Nombre d’acteurs laissés hors de la moyenne précédente, faute de deux partenaires.",
        reading_en="Number of actors left out of the mean clustering for want of two partners.",
        source="Kaiser 2008, doi:10.1088/1367-2630/10/8/083042",
        counts=True,
    ),
    Measure(
        pole_transitivity,
        level="pole",
        fr="Coopération entre partenaires, toutes paires",
        en="Transitivity",
        bounds=(0, 1),
        reading_fr="Part des paires de partenaires d’un même acteur qui coopèrent aussi ; projeter les structures "
        "l’augmente.",
        reading_en="Share of the pairs of partners of one actor that cooperate too; projecting structures raises it.",
        source="Luce & Perry 1949, doi:10.1007/BF02289146",
    ),
    Measure(
        actor_onnela_clustering,
        level="actor",
        fr="Intensité des triangles autour de l’acteur",
        en="Weighted clustering (Onnela)",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, plus les partenaires coopèrent entre eux, et intensément.",
        reading_en="The higher, the more partners cooperate with each other, and intensely.",
        source="Onnela et al. 2005, doi:10.1103/PhysRevE.71.065103",
    ),
    Measure(
        actor_barrat_clustering,
        level="actor",
        fr="Part de l’intensité prise dans des triangles",
        en="Weighted clustering (Barrat)",
        bounds=(0, 1),
        reading_fr="Plus elle est élevée, plus les liens intenses de l’acteur vont à des partenaires qui coopèrent "
        "entre eux.",
        reading_en="The higher, the more the actor’s intense links go to partners who cooperate with each other.",
        source="Barrat et al. 2004, doi:10.1073/pnas.0400087101",
    ),
    Measure(
        actor_two_mode_clustering,
        level="actor",
        fr="Rencontres entre membres de structures différentes",
        en="Two-mode clustering of actors",
        bounds=(0, 1),
        reading_fr="Part des membres rencontrés dans deux structures qui se retrouvent aussi dans une troisième.",
        reading_en="Share of the members met in two structures who also meet in a third.",
        source=_OPSAHL,
    ),
    Measure(
        pole_two_mode_clustering,
        level="pole",
        fr="Recoupement des structures",
        en="Two-mode clustering",
        bounds=(0, 1),
        reading_fr="Plus il est élevé, plus ceux qu’un acteur rencontre dans deux structures se retrouvent dans une "
        "troisième.",
        reading_en="The higher, the more those whom an actor meets in two structures also meet in a third.",
        source=_OPSAHL,
    ),
    Measure(
        actor_core_number,
        level="actor",
        fr="Profondeur dans le noyau",
        en="Core number",
        bounds=(0, INFINITY),
        reading_fr="Plus elle est élevée, plus l’acteur est au cœur d’un groupe où chacun a beaucoup de partenaires.",
        reading_en="The higher, the deeper the actor is in a group where everybody has many partners.",
        source="Seidman 1983, doi:10.1016/0378-8733(83)90028-X",
    ),
    Measure(
        pole_core_table,
        level="pole",
        fr="Noyaux emboîtés",
        en="Nested cores",
        bounds=(0, INFINITY),
        reading_fr="Nombre d’acteurs et de coopérations de chaque noyau : au rang k, chacun a au moins k partenaires "
        "dans le noyau.",
        reading_en="Number of actors and cooperations of each core: at rank k everybody has at least k partners "
        "within it.",
        source="Seidman 1983, doi:10.1016/0378-8733(83)90028-X",
    ),
    Measure(
        actor_multiplex_clustering,
        level="actor",
        fr="Coopération entre partenaires sous d’autres formes",
        en="Clustering across kinds",
        bounds=(0, 1),
        reading_fr="Part des paires de partenaires d’une forme de coopération qui coopèrent aussi sous une autre "
        "forme.",
        reading_en="Share of the pairs of partners in one kind of cooperation who cooperate in another kind too.",
        source="Battiston, Nicosia & Latora 2014, doi:10.1103/PhysRevE.89.032804",
    ),
    Measure(
        pole_sector_modularity,
        level="pole",
        fr="Repli des liens dans les secteurs",
        en="Modularity of sectors",
        bounds=(-0.5, 1),
        reading_fr="Au-dessus de 0, les liens restent dans les secteurs plus que par hasard ; en dessous, ils en "
        "sortent.",
        reading_en="Above 0 links stay within sectors more than by chance; below, they leave them.",
        source="Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113; Newman 2004, doi:10.1103/PhysRevE.70.056131",
        by=True,
    ),
    Measure(
        pole_community_modularity,
        level="pole",
        fr="Partage en groupes qui coopèrent entre soi",
        en="Modularity of found communities",
        bounds=(0, 1),
        reading_fr="Plus il est élevé, plus le pôle se partage en groupes qui coopèrent surtout entre eux, quels "
        "qu’ils soient.",
        reading_en="The higher, the more the pole falls into groups that cooperate within themselves, whatever they "
        "are.",
        source="Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113; Blondel et al. 2008, "
        "doi:10.1088/1742-5468/2008/10/P10008",
        costly=True,
        chance=True,
    ),
    Measure(
        pole_core_periphery_fit,
        level="pole",
        fr="Ressemblance à un cœur et sa périphérie",
        en="Core–periphery fit",
        bounds=(-1, 1),
        reading_fr="À 1, un cœur d’acteurs tous liés entre eux, et les autres liés à lui seul ; vers 0, rien de tel.",
        reading_en="At 1 a core of actors all linked together, and the others linked to it alone; near 0 nothing of "
        "the kind.",
        source="Borgatti & Everett 2000, doi:10.1016/S0378-8733(99)00019-2",
        costly=True,
        chance=True,
    ),
    *FRAGILITY,
)
