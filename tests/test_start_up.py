"""What starts without what: a helper command answers at once, and the ground floors run where numpy does not exist."""

import ast
import configparser
import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path

import pytest

import coopnet
from coopnet.catalogue import MEASURES
from coopnet.cli.entry import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"numpy", "pandas", "scipy", "matplotlib", "numba", "networkx", "joblib", "jinja2", "PIL"}


def modules_after(code: str) -> set[str]:
    """Return the top-level modules that a fresh Python has imported once it has run the code."""
    tail = "\nimport json, sys\nprint('\\x1e' + json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    answer = subprocess.run(
        [sys.executable, "-c", code + tail], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(json.loads(answer.stdout.rpartition("\x1e")[2]))


def command(*words: str) -> str:
    return f"""
from coopnet.cli import main
try:
    main({list(words)!r})
except SystemExit as done:
    assert not done.code, done.code
"""


@pytest.mark.parametrize(
    "words",
    [("--help",), ("--version",), *((name, "--help") for name in COMMANDS), ("check", "datasets/sud_aquitaine")],
    ids=" ".join,
)
def test_a_command_imports_nothing_heavy_before_it_needs_it(words):
    assert not modules_after(command(*words)) & HEAVY


def test_help_imports_neither_the_tables_nor_the_words_of_data():
    code = command("--help") + "import sys\nassert 'coopnet.vocabulary' not in sys.modules"
    assert not modules_after(code) & {"xlsxwriter", "python_calamine", "stdnum"}


def test_importing_coopnet_costs_next_to_nothing():
    before = modules_after("")
    assert modules_after("import coopnet") - before <= {"coopnet", "importlib", "typing"} | sys.stdlib_module_names


@pytest.mark.parametrize("name", ["coopnet.tables.checking", "coopnet.tables.reading", "coopnet.exchange.raw"])
def test_reading_and_checking_run_where_numpy_does_not_exist(name):
    blocked = f"import sys\nfor name in {sorted(HEAVY)!r}: sys.modules[name] = None\nimport {name}"
    assert "coopnet" in modules_after(blocked)


def test_the_version_is_the_one_that_is_installed():
    declared = configparser.ConfigParser()
    declared.read(ROOT / "setup.cfg", encoding="utf-8")
    assert coopnet.__version__ == declared["metadata"]["version"] == importlib.metadata.version("coopnet")


class TestThePublicNames:
    tree = ast.parse((ROOT / "coopnet" / "__init__.py").read_text(encoding="utf-8"))

    def seen_by_type_checkers(self):
        (block,) = [node for node in self.tree.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name)]
        return {alias.name: node.module for node in block.body for alias in node.names}

    @pytest.mark.parametrize("name", coopnet.__all__)
    def test_exist(self, name):
        assert getattr(coopnet, name) is not None

    def test_are_the_same_for_python_and_for_type_checkers(self):
        assert self.seen_by_type_checkers() == coopnet._HOMES

    def test_hold_every_measure_of_the_catalogue(self):
        assert set(MEASURES) <= set(coopnet.__all__)

    def test_are_offered_by_completion(self):
        assert set(coopnet.__all__) <= set(dir(coopnet))

    def test_refuse_any_other_name(self):
        with pytest.raises(AttributeError, match="pole_densty"):
            coopnet.pole_densty  # noqa: B018
