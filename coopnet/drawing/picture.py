"""What a drawing of a pole shows: actors and structures as nodes, links and memberships as edges, one each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from coopnet.dates import active
from coopnet.errors import Language
from coopnet.multiplex import Multiplex
from coopnet.pole import Pole
from coopnet.vocabulary import NATURES, Nature, Vocabulary

NODE_COLUMNS = ("what", "id", "name", "type", "sector", "kind", "size", "itself", "since", "until")
_LINK = ("source", "target", "kind", "since", "until", "certainty")
EDGE_COLUMNS = ("what", *_LINK, "role", "nature", "directed", "counts")


@dataclass(frozen=True, eq=False)
class Picture:
    """Nodes and edges to draw; frozen. It measures nothing and has no position.

    Attributes
    ----------
    nodes : DataFrame (nodes)
        Indexed by node: actors under their id, then structures, whose node is ``structure:id`` where an actor bears
        the same id. Columns: ``what`` (actor or structure), ``id``, ``name``, ``type``, ``sector``, ``kind``, ``size``
        (declared), ``itself`` (the actor that a structure also is, missing otherwise), ``since`` and ``until`` (joined
        and left, founded and closed).
    edges : DataFrame (edges)
        One row per direct link and per membership. Columns: ``what`` (link or membership), ``source``, ``target``
        (nodes), ``kind``, ``nature``, ``directed``, ``role``, ``since``, ``until``, ``certainty`` and ``counts``:
        whether it is cooperation active at the reference date between actors who are there, as is measured by default.
    vocabulary : Vocabulary
    sectors, structure_kinds, link_kinds : tuple of str
        All those of the pole, whatever is shown: a sector looks the same in every picture of a pole.
    pole_name : str
    notice_fr, notice_en : str
    at : str or None
        Date at which everything shown is active; None when every date is shown.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    vocabulary: Vocabulary
    sectors: tuple[str, ...]
    structure_kinds: tuple[str, ...]
    link_kinds: tuple[str, ...]
    pole_name: str = ""
    notice_fr: str = ""
    notice_en: str = ""
    at: str | None = None

    @property
    def actors(self) -> pd.DataFrame:
        """The nodes that are actors."""
        return self.nodes[self.nodes["what"] == "actor"]

    @property
    def structures(self) -> pd.DataFrame:
        """The nodes that are structures."""
        return self.nodes[self.nodes["what"] == "structure"]

    @property
    def partners(self) -> pd.Series:
        """Number of distinct nodes to which each node is joined."""
        ends = self.edges[["source", "target"]].to_numpy(dtype=object)
        pairs = pd.DataFrame(np.vstack([ends, ends[:, ::-1]]), columns=["node", "other"]).drop_duplicates()
        return pairs["node"].value_counts().reindex(self.nodes.index, fill_value=0)

    def notice(self, language: Language) -> str:
        """Return the sentence that outputs print."""
        return self.notice_fr if language == "fr" else self.notice_en


def picture_of(
    pole: Pole | Multiplex | Picture,
    *,
    natures: Iterable[Nature] | Literal["all"] = "all",
    at: str | None = "reference",
) -> Picture:
    """Return what a drawing of a pole shows.

    Parameters
    ----------
    pole : Pole, Multiplex or Picture
        A Multiplex shows what it holds (its structures under their ids); a Picture is returned as it is.
    natures : iterable of str or "all"
        Natures of the kinds shown. All by default: contracts, funding and support are shown, apart from cooperation.
    at : str or None
        Date at which rows must be active; ``"reference"`` takes the pole's reference date, None every date.
    """
    if isinstance(pole, Picture):
        return pole
    if isinstance(pole, Multiplex):
        return _picture_of_multiplex(pole)
    shown = set(NATURES if natures == "all" else natures)
    when = (pole.about.reference_date or None) if at == "reference" else at
    structures = pole.structures
    structures = structures[structures["kind"].map(_natures(pole.vocabulary)).isin(shown)]
    structures = structures[active(structures["founded"], structures["closed"], when)]
    actors = pole.actors
    actors = actors[active(actors["joined"], actors["left"], when)]
    nodes_of = _structure_nodes(structures.index, set(actors.index))
    nodes = _nodes(actors, structures, nodes_of)
    edges = _edges(pole, nodes_of)
    here = edges["source"].isin(nodes.index) & edges["target"].isin(nodes.index) & edges["nature"].isin(shown)
    return Picture(
        nodes=nodes,
        edges=edges[here & active(edges["since"], edges["until"], when)].reset_index(drop=True),
        vocabulary=pole.vocabulary,
        sectors=_distinct(pole.actors["sector"]),
        structure_kinds=_distinct(pole.structures["kind"]),
        link_kinds=_distinct(pole.links["kind"]),
        pole_name=pole.about.name,
        notice_fr=pole.about.printed_notice("fr"),
        notice_en=pole.about.printed_notice("en"),
        at=when,
    )


def parallel_ranks(edges: pd.DataFrame) -> pd.Series:
    """Return where each edge stands among those that join the same two nodes: 0 for a single one, −½ and ½ for two.

    Parallel edges are bent by this rank, so that each is seen.
    """
    ends = np.sort(edges[["source", "target"]].to_numpy(dtype=str), axis=1)
    pairs = pd.Series(list(map(tuple, ends)), index=edges.index, dtype=object)
    groups = pairs.groupby(pairs)
    return groups.cumcount() - (groups.transform("size").astype(float) - 1) / 2


def _nodes(actors: pd.DataFrame, structures: pd.DataFrame, nodes_of: Mapping[str, str]) -> pd.DataFrame:
    own = structures["actor"].where(structures["actor"].isin(actors.index))
    parts = [
        {
            "what": "actor",
            "id": actors.index,
            **_columns(actors, "name", "type", "sector"),
            **_dates(actors, "joined", "left"),
        },
        {
            "what": "structure",
            "id": structures.index,
            **_columns(structures, "name", "kind", "size"),
            "itself": own.to_numpy(dtype=object),
            **_dates(structures, "founded", "closed"),
        },
    ]
    index = pd.Index([*actors.index, *nodes_of.values()], dtype="str")
    frames = [pd.DataFrame(part).reindex(columns=list(NODE_COLUMNS)).astype(object) for part in parts]
    nodes = pd.concat(frames).set_axis(index)
    nodes["name"] = nodes["name"].where(nodes["name"].notna(), nodes["id"])
    return nodes


def _edges(pole: Pole, nodes_of: Mapping[str, str]) -> pd.DataFrame:
    """Return every link and membership of a pole, with what counts at its reference date."""
    links, memberships, structures = pole.links, pole.memberships, pole.structures
    joined = structures.reindex(memberships["structure"])
    parts = [
        {"what": "link", **_columns(links, *_LINK)},
        {
            "what": "membership",
            "source": memberships["actor"].to_numpy(dtype=object),
            "target": memberships["structure"].map(dict(nodes_of)).to_numpy(dtype=object),
            **_columns(joined, "kind", "founded", "closed"),
            **_columns(memberships, "role", "since", "until", "certainty"),
        },
    ]
    columns = [*EDGE_COLUMNS, "founded", "closed"]
    edges = pd.concat([pd.DataFrame(part).reindex(columns=columns).astype(object) for part in parts], ignore_index=True)
    edges["nature"] = edges["kind"].map(_natures(pole.vocabulary))
    directed = {code for code, kind in pole.vocabulary.kinds.items() if kind.directed}
    edges["directed"] = edges["kind"].isin(directed) & (edges["what"] == "link")
    reference = pole.about.reference_date or None
    there = pole.actors.index[active(pole.actors["joined"], pole.actors["left"], reference)]
    edges["counts"] = (
        (edges["nature"] == "cooperation")
        & active(edges["since"], edges["until"], reference)
        & active(edges["founded"], edges["closed"], reference)
        & edges["source"].isin(there)
        & (edges["target"].isin(there) | (edges["what"] == "membership"))
    )
    return edges[list(EDGE_COLUMNS)]


def _picture_of_multiplex(multiplex: Multiplex) -> Picture:
    actors, attributes = multiplex.actors, multiplex.attributes
    named = [(layer.kind, str(name)) for layer in multiplex.affiliations.values() for name in layer.structures]
    nodes_of = _structure_nodes((name for _, name in named), set(actors))
    blank = dict.fromkeys(("name", "size", "actor", "founded", "closed"))
    structures = pd.DataFrame(named, columns=["kind", "id"]).set_index("id").assign(**blank)
    nodes = _nodes(attributes.reindex(columns=["name", "type", "sector", "joined", "left"]), structures, nodes_of)
    rows: list[tuple[object, ...]] = []
    for kind, layer in multiplex.links.items():
        for source, target in zip(layer.source, layer.target, strict=True):
            rows.append(("link", actors[source], actors[target], kind, layer.nature, layer.directed))
    for kind, affiliation in multiplex.affiliations.items():
        members = affiliation.incidence.tocoo()
        for actor, structure in zip(members.row, members.col, strict=True):
            node = nodes_of[str(affiliation.structures[structure])]
            rows.append(("membership", actors[actor], node, kind, affiliation.nature, False))
    edges = pd.DataFrame(rows, columns=["what", "source", "target", "kind", "nature", "directed"])
    edges = edges.reindex(columns=list(EDGE_COLUMNS)).astype(object)
    edges["directed"] = edges["directed"].astype(bool)
    edges["counts"] = edges["nature"] == "cooperation"
    return Picture(
        nodes=nodes,
        edges=edges,
        vocabulary=multiplex.vocabulary,
        sectors=_distinct(nodes["sector"]),
        structure_kinds=tuple(multiplex.affiliations),
        link_kinds=tuple(multiplex.links),
        pole_name=multiplex.pole_name,
        at=multiplex.scope.at,
    )


def _distinct(codes: pd.Series) -> tuple[str, ...]:
    return tuple(sorted(str(code) for code in codes.dropna().unique()))


def _natures(words: Vocabulary) -> dict[str, str]:
    return {code: kind.nature for code, kind in words.kinds.items()}


def _structure_nodes(structures: Iterable[str], actors: set[str]) -> dict[str, str]:
    return {name: f"structure:{name}" if name in actors else name for name in structures}


def _dates(table: pd.DataFrame, since: str, until: str) -> dict[str, object]:
    return {"since": table[since].to_numpy(dtype=object), "until": table[until].to_numpy(dtype=object)}


def _columns(table: pd.DataFrame, *names: str) -> dict[str, object]:
    return {name: table[name].to_numpy(dtype=object) for name in names}
