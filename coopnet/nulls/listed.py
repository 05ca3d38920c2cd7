"""The list of null models, with their hypotheses in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coopnet.errors import UnknownWord
from coopnet.multiplex import Multiplex
from coopnet.nulls.declaration import Null
from coopnet.nulls.kinds import ready_to_shuffle_kinds, shuffle_kinds
from coopnet.nulls.labels import (
    ready_to_shuffle_sectors,
    ready_to_shuffle_sectors_within,
    shuffle_sectors,
    shuffle_sectors_within,
)
from coopnet.nulls.links import ready_to_rewire_links, rewire_links
from coopnet.nulls.memberships import ready_to_rewire_memberships, rewire_memberships
from coopnet.nulls.placement import (
    random_links,
    random_links_between_sectors,
    ready_to_place_links,
    ready_to_place_links_between_sectors,
)

NULLS: Mapping[str, Null] = MappingProxyType(
    {
        null.name: null
        for null in (
            Null(
                shuffle_sectors,
                fr="secteurs redistribués",
                en="sectors shuffled",
                sentence_fr="On garde tous les liens et la taille de chaque secteur ; on redistribue au hasard les "
                "secteurs entre les acteurs.",
                sentence_en="Hold every link and the size of each sector; break which actor is of which sector.",
                moves_labels=True,
                by=True,
                ready=ready_to_shuffle_sectors,
            ),
            Null(
                shuffle_sectors_within,
                fr="secteurs redistribués à type égal",
                en="sectors shuffled within types",
                sentence_fr="On garde tous les liens et la répartition des secteurs dans chaque type d’acteur ; on "
                "redistribue au hasard les secteurs entre acteurs du même type.",
                sentence_en="Hold every link and the sectors of each type of actor; break which actor of a type is of "
                "which sector.",
                moves_labels=True,
                by=True,
                ready=ready_to_shuffle_sectors_within,
            ),
            Null(
                rewire_links,
                fr="liens tirés de nouveau, à nombre de liens égal",
                en="links rewired, numbers of links held",
                sentence_fr="On garde le nombre de liens de chaque acteur, nature par nature, et les membres de chaque "
                "structure ; on tire au hasard qui est lié avec qui.",
                sentence_en="Hold every actor's number of links of each kind, and the members of every "
                "structure; break who is linked with whom.",
                walks=True,
                ready=ready_to_rewire_links,
            ),
            Null(
                rewire_memberships,
                fr="membres des structures tirés de nouveau",
                en="memberships rewired",
                sentence_fr="On garde le nombre de structures de chaque acteur, nature par nature, le nombre de "
                "membres de chaque structure et les liens directs ; on tire au hasard qui est membre de quoi.",
                sentence_en="Hold the number of structures of every actor, kind by kind, the number of members of "
                "every structure and all direct links; break who is a member of what.",
                walks=True,
                ready=ready_to_rewire_memberships,
            ),
            Null(
                shuffle_kinds,
                fr="natures de lien redistribuées",
                en="kinds shuffled",
                sentence_fr="On garde qui est lié avec qui, par combien de liens, et le nombre de liens de chaque "
                "nature ; on redistribue au hasard les natures entre les liens directs.",
                sentence_en="Hold the linked pairs, each pair's number of links, and the links of each kind; break "
                "which pair has which kind of direct link.",
                walks=True,
                ready=ready_to_shuffle_kinds,
            ),
            Null(
                random_links,
                fr="liens placés au hasard",
                en="links placed at random",
                sentence_fr="On garde le nombre de paires liées dans chaque nature de lien et les membres de chaque "
                "structure ; on tire au hasard quelles paires d’acteurs sont liées.",
                sentence_en="Hold how many pairs each kind links, and the members of every structure; "
                "break which pairs of actors.",
                ready=ready_to_place_links,
            ),
            Null(
                random_links_between_sectors,
                fr="liens placés au hasard entre les mêmes secteurs",
                en="links placed at random between the same sectors",
                sentence_fr="On garde le nombre de paires liées d’un secteur à l’autre, dans chaque nature de lien, "
                "et les membres de chaque structure ; on tire au hasard quels acteurs de ces secteurs sont liés.",
                sentence_en="Hold how many pairs each kind links from sector to sector, and the members "
                "of every structure; break which actors of these sectors.",
                by=True,
                ready=ready_to_place_links_between_sectors,
            ),
        )
    }
)


def null_named(null: str | Null | Callable[..., Multiplex]) -> Null:
    """Return a null model of the list by its name or its function.

    Raises
    ------
    UnknownWord
        When it is not of the list.
    """
    if isinstance(null, Null):
        return null
    name = null if isinstance(null, str) else getattr(null, "__name__", repr(null))
    if name not in NULLS:
        raise UnknownWord(
            f"Unknown null model “{name}”. Null models: {', '.join(NULLS)}.",
            f"Modèle nul inconnu « {name} ». Modèles nuls : {', '.join(NULLS)}.",
        )
    return NULLS[name]
