"""The multigraph itself: one edge per direct link, one per pair of members of a structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Literal

import networkx as nx
import numpy as np
import pandas as pd

from coopnet.errors import CostRefused
from coopnet.layers import AffiliationLayer
from coopnet.multiplex import PROJECTION_LIMIT, Multiplex, multiplex_of
from coopnet.numbers import written
from coopnet.pole import Pole
from coopnet.vocabulary import Nature

OBJECTS_BUDGET = 5_000_000  # edges made by structures
BYTES_PER_EDGE = 700

Row = dict[str, Any]
Edge = tuple[str, str, int | str, Row]


def multigraph_of(
    pole: Pole,
    *,
    natures: Iterable[Nature] | Literal["all"] = ("cooperation",),
    at: str | None = "reference",
    limit: int = PROJECTION_LIMIT,
) -> nx.MultiGraph[str]:
    """Return a pole as a multigraph: actors, and every way in which two of them are joined.

    One edge per direct link, keyed by its row (a number); one edge per pair of named members of a structure, keyed by
    the structure (its id). Two actors in two employers’ groups are joined by two parallel edges.

    Parameters
    ----------
    pole : Pole
    natures : iterable of str or "all"
        Natures of the kinds that count; only cooperation by default (contracts, funding and support are not).
    at : str or None
        Date at which rows must be active; ``"reference"`` takes the pole's reference date, None every date.
    limit : int
        Structures with more named members than this give no edge; the graph attribute ``left_two_mode`` names them.

    Returns
    -------
    networkx.MultiGraph
        Nodes are actor ids, with their non-empty columns. Edges hold ``kind``, ``nature`` and ``weight``, then the
        non-empty columns of the link (and ``directed``, with ``source`` and ``target``, where the kind has a
        direction), or of the structure. A link's ``weight`` is its intensity, 1 where the file has none; a shared
        structure of size k weighs 1 / (k − 1). The graph holds ``name``, ``scope``, ``notice`` and ``left_two_mode``.

    Raises
    ------
    CostRefused
        When the structures to project would make more than 5 million edges.

    See Also
    --------
    coopnet.network_of : the simple graph by a named view, which is what measures take.

    Notes
    -----
    Most functions of networkx answer something else on a multigraph than on a simple graph (a density above 1, degrees
    that count parallel edges) and say nothing about it. Measure on ``network_of(pole, view=…)`` instead.

    Examples
    --------
    >>> from coopnet.pole import Pole
    >>> pole = Pole.from_tables({
    ...     "actors": {"id": ["a", "b", "c"]},
    ...     "structures": {"id": ["S"], "kind": ["scic"]},
    ...     "memberships": {"actor": ["a", "b", "c"], "structure": ["S", "S", "S"]},
    ...     "links": {"source": ["a"], "target": ["b"], "kind": ["convention"]},
    ... })
    >>> graph = multigraph_of(pole)
    >>> graph.number_of_edges("a", "b"), graph.number_of_edges("b", "c")
    (2, 1)
    >>> graph.edges["b", "c", "S"]["weight"]
    0.5
    """
    multiplex = multiplex_of(pole, natures=natures, at=at, limit=limit)
    _refuse_too_many(multiplex)
    graph: nx.MultiGraph[str] = nx.MultiGraph(
        name=pole.about.name,
        scope=multiplex.scope.name,
        notice=pole.about.printed_notice("en"),
        left_two_mode=list(multiplex.left_two_mode),
    )
    graph.add_nodes_from(rows_of(multiplex.attributes))
    for source, target, row, values in _link_edges(pole, multiplex):
        graph.add_edge(source, target, key=row, **values)
    for layer in multiplex.affiliations.values():
        for one, other, structure, values in _structure_edges(layer, multiplex, pole.structures):
            graph.add_edge(one, other, key=structure, **values)
    return graph


def rows_of(table: pd.DataFrame) -> Iterator[tuple[Any, Row]]:
    """Yield each row of a table as its label and its non-empty values, as plain Python values."""
    columns = [table[column].tolist() for column in table.columns]
    present = [table[column].notna().to_numpy() for column in table.columns]
    for i, label in enumerate(table.index.tolist()):
        yield (
            label,
            {
                str(name): values[i]
                for name, values, there in zip(table.columns, columns, present, strict=True)
                if there[i]
            },
        )


def _refuse_too_many(multiplex: Multiplex) -> None:
    """Refuse all structures together, before the first edge is made: Python objects are far dearer than arrays."""
    sizes = [layer.named[layer.projected(multiplex.scope.limit)] for layer in multiplex.affiliations.values()]
    named = np.concatenate([np.zeros(0, dtype=np.int64), *sizes]).astype(np.float64)
    pairs = int((named * (named - 1) / 2).sum())
    if pairs > OBJECTS_BUDGET:
        gigabytes = pairs * BYTES_PER_EDGE / 1e9
        raise CostRefused(
            f"These structures would make {written(pairs, 'en', 0)} edges of a networkx graph, about "
            f"{written(gigabytes, 'en', 0)} GB; the limit is {written(OBJECTS_BUDGET, 'en', 0)}. Lower `limit`, so "
            "that the largest structures stay two-mode, or take network_of, which needs thirty times less.",
            f"Ces structures créeraient {written(pairs, 'fr', 0)} arêtes d’un graphe networkx, environ "
            f"{written(gigabytes, 'fr', 0)} Go ; la limite est de {written(OBJECTS_BUDGET, 'fr', 0)}. Abaissez "
            "`limit` : les plus grandes structures resteront bimodales ; ou prenez network_of, trente fois plus léger.",
        )


def _link_edges(pole: Pole, multiplex: Multiplex) -> Iterator[Edge]:
    wanted = [row for layer in multiplex.links.values() for row in layer.row.tolist()]
    said: Mapping[int, Row] = dict(rows_of(pole.links.loc[wanted]))
    actors = multiplex.actors.tolist()
    for layer in multiplex.links.values():
        ends = zip(layer.source.tolist(), layer.target.tolist(), layer.weight.tolist(), layer.row.tolist(), strict=True)
        for source, target, weight, row in ends:
            values = {**said[row], "kind": layer.kind, "nature": layer.nature, "weight": weight}
            if layer.directed:  # the graph is not directed: the edge says itself who funds or supports whom
                values["directed"] = True
            else:
                del values["source"], values["target"]
            yield actors[source], actors[target], row, values


def _structure_edges(layer: AffiliationLayer, multiplex: Multiplex, structures: pd.DataFrame) -> Iterator[Edge]:
    said = dict(rows_of(structures.loc[layer.structures]))
    members = layer.incidence.tocsc()
    actors = np.asarray(multiplex.actors, dtype=object)
    projected = layer.projected(multiplex.scope.limit)
    for column, structure in enumerate(layer.structures.tolist()):
        named = sorted(members.indices[members.indptr[column] : members.indptr[column + 1]].tolist())
        if not projected[column] or len(named) < 2:
            continue
        weight = 1.0 / (int(layer.sizes[column]) - 1)
        values = {**said[structure], "structure": structure, "nature": layer.nature, "weight": weight}
        for one, other in combinations(actors[named].tolist(), 2):
            yield one, other, structure, dict(values)
