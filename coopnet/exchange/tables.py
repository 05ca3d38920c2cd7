"""Networks for other libraries: plain tables of vertices and edges, which igraph reads in Python and in R."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pandas as pd

from coopnet.errors import LibraryMissing
from coopnet.network import Network


def vertices_and_edges_of(network: Network) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a network as two plain tables: its vertices, and its edges, each once.

    Parameters
    ----------
    network : Network

    Returns
    -------
    vertices : DataFrame
        ``name`` (ids, in the order of the network), then the columns of actors that somebody fills; a pole's own
        column ``name`` is ``label``.
    edges : DataFrame
        ``source``, ``target`` and ``weight``. Both tables hold ``view`` in their ``attrs``.

    Notes
    -----
    In R: ``graph_from_data_frame(edges, directed = FALSE, vertices = vertices)``.

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> vertices, edges = vertices_and_edges_of(example_network("ab bc"))
    >>> vertices["name"].tolist(), edges.to_dict("list")
    (['a', 'b', 'c'], {'source': ['a', 'b'], 'target': ['b', 'c'], 'weight': [1.0, 1.0]})
    """
    names = network.nodes
    told = network.attributes.rename(columns={"name": "label"}).reindex(names).dropna(axis="columns", how="all")
    vertices = told.reset_index(drop=True)
    vertices.insert(0, "name", names.astype("str"))
    upper = network.matrix.tocoo()
    kept = upper.coords[0] < upper.coords[1]
    edges = pd.DataFrame(
        {
            "source": names[upper.coords[0][kept]].astype("str"),
            "target": names[upper.coords[1][kept]].astype("str"),
            "weight": upper.data[kept].astype("float64"),
        }
    )
    for table in (vertices, edges):
        table.attrs["view"] = network.view.full_name
    return vertices, edges


def to_igraph(network: Network) -> Any:
    """Return a network as a simple igraph graph, its weights as ``weight``.

    Parameters
    ----------
    network : Network

    Returns
    -------
    igraph.Graph
        Vertices in the order of the network, their id as ``name``, with the columns of actors; the graph holds
        ``view``.

    Raises
    ------
    LibraryMissing
        When igraph is not installed; :func:`vertices_and_edges_of` needs no library.

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> to_igraph(example_network("ab bc")).degree()
    [1, 2, 1]
    """
    library = _igraph()
    vertices, edges = vertices_and_edges_of(network)
    position = {name: place for place, name in enumerate(vertices["name"])}
    ends = zip(edges["source"].map(position), edges["target"].map(position), strict=True)
    graph = library.Graph(n=len(vertices), edges=list(ends), directed=False)
    graph["view"] = network.view.full_name
    for column in vertices:
        values = vertices[column].astype("object")
        graph.vs[str(column)] = values.where(values.notna(), None).tolist()
    graph.es["weight"] = edges["weight"].tolist()
    return graph


def _igraph() -> Any:
    try:
        return import_module("igraph")
    except ModuleNotFoundError:
        raise LibraryMissing(
            "igraph is not installed: run “pip install igraph”, or take the plain tables of "
            "coopnet.vertices_and_edges_of(network).",
            "igraph n’est pas installé : lancez « pip install igraph », ou prenez les tables que donne "
            "coopnet.vertices_and_edges_of(network).",
        ) from None
