"""No multigraph is ever handed to a library: measures and kernels import none, and what they receive is simple."""

import ast
from pathlib import Path

import numpy as np
import pytest

import coopnet.kernels
import coopnet.measures
from coopnet.network import VIEWS, network_of

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
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "import_module":
            yield from (
                str(argument.value).split(".")[0] for argument in node.args if isinstance(argument, ast.Constant)
            )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_graph_library_is_imported(path):
    assert not LIBRARIES.intersection(imported(ast.parse(path.read_text(encoding="utf-8"))))


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
