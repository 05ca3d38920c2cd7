"""The architecture: imports go down, strangers stay strangers, and no file is a drawer or a landlord."""

import ast
import graphlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "coopnet"

# Each floor from the ground up; on a floor, a room may know those listed before it.
HOUSE = (
    ("typography", "errors", "numbers"),
    ("vocabulary",),
    ("waiting", "tables", "kernels", "dates", "printing", "chance"),
    ("pole",),
    ("layers", "multiplex", "network", "reduction", "resampling", "exchange", "synthetic"),
    ("nulls", "measures"),
    ("catalogue", "inference"),
    ("referentiel", "corpus"),
    ("drawing", "report"),
    ("cli",),
    ("public_names", "__init__", "__main__"),
)
RANK = {room: rank for rank, room in enumerate(room for floor in HOUSE for room in floor)}
STRANGERS = ({"nulls", "measures"}, {"tables", "kernels"})
PURE = ("typography", "errors", "numbers", "vocabulary", "waiting", "tables")
WITHOUT = {**{room: {"numpy", "pandas", "scipy", "numba"} for room in PURE}, "kernels": {"pandas", "networkx"}}
LONGEST = 500
DRAWERS = {"utils", "helpers", "common", "misc", "util", "helper", "core"}

MODULES = sorted(PACKAGE.rglob("*.py"))
FILES = sorted(
    file
    for folder in ("coopnet", "tests", "analyses", "datasets")
    for file in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in file.parts
)


def room_of(module: str) -> str:
    """Return the room of a module by its full name: ``coopnet.tables.cells`` lives in ``tables``."""
    return module.split(".")[1] if "." in module else "__init__"


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(source: str, *, everywhere: bool = True) -> list[str]:
    """Return the modules that a source imports, full names; those named for type checkers alone are left out."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for name, block in ast.iter_fields(node):
            if isinstance(block, list):
                setattr(node, name, [line for line in block if not for_type_checkers(line)])
    nodes = ast.walk(tree) if everywhere else tree.body
    names = []
    for node in nodes:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append("." * node.level + (node.module or ""))
    return names


def for_type_checkers(line: object) -> bool:
    return isinstance(line, ast.If) and isinstance(line.test, ast.Name) and line.test.id == "TYPE_CHECKING"


def faults(module: str, source: str) -> list[str]:
    """Return what is wrong with the imports of a module."""
    room, found = room_of(module), []
    for name in imported(source):
        if name.startswith("."):
            found.append(f"{module} imports {name}: imports are written in full")
        elif name == "coopnet":
            found.append(f"{module} imports the root of the package")
        elif name.startswith("coopnet."):
            other = room_of(name)
            if other != "datasets" and RANK[other] > RANK[room]:
                found.append(f"{module} imports {name}, which is above")
            if {room, other} in STRANGERS:
                found.append(f"{module} imports {name}: {room} and {other} do not know each other")
        if name.split(".")[0] in WITHOUT.get(room, ()):
            found.append(f"{module} imports {name}: {room} does without")
        if name.startswith("matplotlib.pyplot"):
            found.append(f"{module} imports pyplot, which keeps a state")
    return found


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_imports_go_down_and_strangers_stay_strangers(file):
    assert faults(name_of(file), file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("coopnet.pole", "from coopnet.network import Network", "above"),
        ("coopnet.measures.cohesion", "import coopnet.report.page", "above"),
        ("coopnet.multiplex", "from coopnet.network import Network", "above"),
        ("coopnet.measures.cohesion", "def f():\n    from coopnet.nulls import x", "do not know each other"),
        ("coopnet.tables.cells", "import coopnet.kernels.paths", "do not know each other"),
        ("coopnet.report.page", "import coopnet", "root"),
        ("coopnet.report.page", "from coopnet import Pole", "root"),
        ("coopnet.report.page", "from . import page", "in full"),
        ("coopnet.tables.cells", "import numpy as np", "does without"),
        ("coopnet.vocabulary", "from pandas.api import types", "does without"),
        ("coopnet.kernels.paths", "import pandas", "does without"),
        ("coopnet.drawing.style", "from matplotlib.pyplot import figure", "pyplot"),
    ],
)
def test_a_wrong_import_is_seen(module, source, fault):
    assert any(fault in one for one in faults(module, source))


def test_a_name_for_type_checkers_alone_is_not_an_import():
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from coopnet.report.page import x"
    assert faults("coopnet.errors", source) == []


def test_every_room_of_the_house_is_there_and_there_is_no_other():
    assert {room_of(name_of(file)) for file in MODULES} == set(RANK)


def test_no_modules_import_each_other_in_a_circle():
    modules = {name_of(file): file.read_text(encoding="utf-8") for file in MODULES}
    needs = {
        module: {name for name in imported(source, everywhere=False) if name in modules}
        for module, source in modules.items()
    }
    graphlib.TopologicalSorter(needs).prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_is_a_landlord_or_a_drawer(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST, "a file past 500 lines is two files"
    assert file.stem not in DRAWERS
    assert file.parent.name not in DRAWERS


def test_chance_enters_by_a_generator_and_never_by_a_global_state():
    allowed = {"Generator", "SeedSequence", "default_rng", "BitGenerator", "PCG64", "Philox"}
    for file in MODULES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert "random" not in imported(file.read_text(encoding="utf-8")), file
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Attribute)
                and node.value.attr == "random"
            ):
                assert node.attr in allowed, f"{file}: numpy.random.{node.attr}"
