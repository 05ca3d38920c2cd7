"""Poles in and out: folders of CSV, workbooks, GraphML, GEXF, Pajek, and networkx graphs.

Names are imported on first use: reading a file of a graph tool needs no more than the standard library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopnet.exchange.graphs import pole_from_networkx as pole_from_networkx
    from coopnet.exchange.graphs import to_networkx as to_networkx
    from coopnet.exchange.graphs import two_mode_graph_of as two_mode_graph_of
    from coopnet.exchange.multigraph import multigraph_of as multigraph_of
    from coopnet.exchange.poles import read_pole as read_pole
    from coopnet.exchange.poles import write_pole as write_pole
    from coopnet.exchange.tables import to_igraph as to_igraph
    from coopnet.exchange.tables import vertices_and_edges_of as vertices_and_edges_of

_HOMES = {
    "multigraph_of": "coopnet.exchange.multigraph",
    "pole_from_networkx": "coopnet.exchange.graphs",
    "read_pole": "coopnet.exchange.poles",
    "to_igraph": "coopnet.exchange.tables",
    "to_networkx": "coopnet.exchange.graphs",
    "two_mode_graph_of": "coopnet.exchange.graphs",
    "vertices_and_edges_of": "coopnet.exchange.tables",
    "write_pole": "coopnet.exchange.poles",
}
__all__ = list(_HOMES)

if not TYPE_CHECKING:

    def __getattr__(name):
        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
