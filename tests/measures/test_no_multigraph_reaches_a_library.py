"""No multigraph is ever handed to a library: measures and kernels import none, drawings and exchanges hand simple ones.

Where a user asks for the multigraph itself, it is built for the user and handed to nobody else.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

import coopnet
import coopnet.kernels
import coopnet.measures
from coopnet.drawing import layout
from coopnet.exchange import to_igraph, to_networkx
from coopnet.network import VIEWS, network_of

OF_DRAWINGS = ("all_pairs_dijkstra_path_length", "connected_components", "forceatlas2_layout", "kamada_kawai_layout")
LIBRARIES = {"networkx", "igraph", "rustworkx", "networkit", "graph_tool"}
FILES = sorted(
    path for package in (coopnet.kernels, coopnet.measures) for path in Path(package.__path__[0]).rglob("*.py")
)


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "import_module":
            yield from (
                str(argument.value).split(".")[0] for argument in node.args if isinstance(argument, ast.Constant)
            )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_graph_library_is_imported(path):
    assert not LIBRARIES.intersection(imported(ast.parse(path.read_text(encoding="utf-8"))))


def test_only_drawings_and_exchanges_import_a_graph_library_and_exchanges_only_build_graphs():
    root = Path(coopnet.__path__[0])
    asked = {}
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if LIBRARIES.intersection(imported(tree)):
            asked[path.relative_to(root).as_posix()] = set(called_of_networkx(tree))
    assert asked == {
        "drawing/layout.py": {"Graph", *OF_DRAWINGS},
        "exchange/graphs.py": {"Graph", "MultiDiGraph"},
        "exchange/multigraph.py": {"MultiGraph"},
        "exchange/tables.py": set(),
    }


def called_of_networkx(tree: ast.AST) -> Iterator[str]:
    """Yield the names of networkx that are called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "nx":
                yield node.func.attr


@pytest.mark.parametrize("stress_limit", [0, 120])
def test_layouts_hand_simple_graphs_whatever_the_parallel_links(f1, monkeypatch, stress_limit):
    handed = []

    def watched(function):
        def seeing(graph, *args, **kwargs):
            handed.append(graph)
            return function(graph, *args, **kwargs)

        return seeing

    for name in OF_DRAWINGS:
        monkeypatch.setattr(layout.nx, name, watched(getattr(nx, name)))
    monkeypatch.setattr(layout, "STRESS_LIMIT", stress_limit)
    layout.layout_of(f1)
    assert len(handed) >= 2  # springs ask for distances too, and networkx asks itself
    assert not any(graph.is_multigraph() or graph.is_directed() for graph in handed)


@pytest.mark.parametrize("view", VIEWS)
def test_networks_leave_for_networkx_and_igraph_as_simple_graphs(f1, view):
    network = network_of(f1, view=view)
    assert not to_networkx(network).is_multigraph()
    assert to_igraph(network).is_simple()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_one_simple_symmetric_graph(any_pole, f1, view):
    for pole in (any_pole, f1):
        network = network_of(pole, view=view)
        matrix = network.matrix
        rows = np.repeat(np.arange(network.n_nodes), np.diff(matrix.indptr))
        entries = list(zip(rows.tolist(), matrix.indices.tolist(), strict=True))
        assert len(entries) == len(set(entries)), "an entry is stored twice: parallel edges"
        assert entries == sorted(entries)
        assert all(i != j for i, j in entries)
        assert (matrix.data > 0).all()
        assert abs(matrix - matrix.T).max() < 1e-12
