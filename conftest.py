"""Examples are tests: those of every docstring of coopnet, and those of the README."""

import doctest
import os
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).parent


def from_the_root(namespace):
    """Examples name files as a reader does who stands in a clone."""
    namespace["_left"] = os.getcwd()
    os.chdir(ROOT)


def back(namespace):
    """Go back to where the tests were."""
    os.chdir(namespace["_left"])


_examples = DocTestParser(doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)

pytest_collect_file = (
    Sybil(parsers=[_examples], path=str(ROOT / "coopnet"), patterns=["**/*.py"], setup=from_the_root, teardown=back)
    + Sybil(
        parsers=[PythonCodeBlockParser(doctest_optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)],
        path=str(ROOT),
        patterns=["README.md"],
        excludes=["*/*"],
        setup=from_the_root,
        teardown=back,
    )
).pytest()


@pytest.fixture(autouse=True)
def _in_the_root(monkeypatch):
    """Tests name datasets from the root of the clone, wherever pytest is called from."""
    monkeypatch.chdir(ROOT)
