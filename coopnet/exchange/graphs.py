"""networkx graphs ↔ poles and networks."""

from __future__ import annotations

from typing import Any

import networkx as nx

from coopnet.errors import UnreadableInput
from coopnet.exchange.multigraph import rows_of
from coopnet.exchange.text import checked_tables_of
from coopnet.exchange.two_mode import ROW, Edge, Node, TwoMode, formats_of, raw_tables_of, two_mode_of, typed
from coopnet.network import Network
from coopnet.pole import OnError, Pole
from coopnet.tables.cells import cell_text

_PLACE = "networkx"


def to_networkx(network: Network) -> nx.Graph[str]:
    """Return a network as a simple networkx graph, its weights as ``weight``.

    Parameters
    ----------
    network : Network

    Returns
    -------
    networkx.Graph
        Nodes in the order of the network, actors with their non-empty columns; the graph holds ``view``.

    Examples
    --------
    >>> from coopnet.network import network_of
    >>> pole = Pole.from_tables({"actors": {"id": ["a", "b"]}, "links": {
    ...     "source": ["a", "a"], "target": ["b", "b"], "kind": ["convention", "joint_bid"]}})
    >>> to_networkx(network_of(pole, view="kinds")).edges["a", "b"]["weight"]
    2.0
    """
    graph: nx.Graph[str] = nx.Graph(view=network.view.full_name)
    graph.add_nodes_from(rows_of(network.attributes))
    graph.add_nodes_from(network.nodes.tolist())
    upper = network.matrix.tocoo()
    names = network.nodes.tolist()
    ends = zip(upper.coords[0].tolist(), upper.coords[1].tolist(), upper.data.tolist(), strict=True)
    graph.add_weighted_edges_from((names[i], names[j], weight) for i, j, weight in ends if i < j)
    return graph


def two_mode_graph_of(pole: Pole) -> nx.MultiDiGraph[str]:
    """Return everything that a pole says as one graph: actors and structures are nodes, links and memberships edges.

    Whatever its nature and its date: nothing is left out, and :func:`pole_from_networkx` makes the same pole of it.

    Returns
    -------
    networkx.MultiDiGraph
        Every node has a ``node_type`` (actor or structure), every edge an ``edge_type`` (link or membership), and both
        have their non-empty columns. An edge goes from the first to the second actor of its row, or from actor to
        structure; only kinds that have a direction mean anything by it. The id of a structure follows ``structure:``.
    """
    picture = two_mode_of(checked_tables_of(pole))
    formats = {what: formats_of(picture, what) for what in ("nodes", "edges")}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=pole.about.name)
    for node in picture.nodes:
        graph.add_node(node.id, **_typed(node.values, formats["nodes"]))
    for row, edge in enumerate(picture.edges):
        graph.add_edge(edge.source, edge.target, **_typed(edge.values, formats["edges"]), **{ROW: row})
    return graph


def _typed(values: dict[str, str], formats: dict[str, str]) -> dict[str, Any]:
    return {name: typed(value, formats[name]) for name, value in values.items()}


def pole_from_networkx(graph: nx.Graph[Any], *, on_error: OnError = "refuse") -> Pole:
    """Return the pole that a networkx graph describes.

    Parameters
    ----------
    graph : networkx.Graph, DiGraph, MultiGraph or MultiDiGraph
        Node attributes are the columns of actors; a node whose ``node_type`` is ``structure`` is a structure, and an
        edge between it and an actor a membership. Other edges are links: they need a ``kind``.
    on_error : {"refuse", "drop"}
        See :func:`coopnet.read_pole`.

    Returns
    -------
    Pole

    Raises
    ------
    UnreadableInput
        When it is not a graph, or a node or edge is of an unknown type.
    PoleRefused
        When a node or an edge contains an error.

    Examples
    --------
    >>> graph = nx.Graph([("a", "b", {"kind": "convention"})])
    >>> len(pole_from_networkx(graph).links)
    1
    """
    if not isinstance(graph, nx.Graph):
        raise UnreadableInput(
            f"pole_from_networkx takes a networkx graph, not a {type(graph).__name__}.",
            f"pole_from_networkx prend un graphe networkx, et non un objet {type(graph).__name__}.",
        )
    nodes = [Node(cell_text(node), _texts(values)) for node, values in graph.nodes(data=True)]
    edges = []
    for source, target, values in graph.edges(data=True):
        first, last, texts = cell_text(source), cell_text(target), _texts(values)
        if not graph.is_directed() and {texts.get("source"), texts.get("target")} == {first, last}:
            first, last = texts.pop("source"), texts.pop("target")  # an undirected edge that says who comes first
        edges.append(Edge(first, last, texts))
    return Pole.from_tables(raw_tables_of(TwoMode(nodes, edges), _PLACE), on_error=on_error)


def _texts(values: dict[Any, Any]) -> dict[str, str]:
    texts = {cell_text(name): cell_text(value) for name, value in values.items()}
    return {name: text for name, text in texts.items() if text}
