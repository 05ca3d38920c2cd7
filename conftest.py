"""Examples are tests: those of every docstring of coopnet, of the README, and of the pages of the documentation."""

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
    namespace["__left__"] = os.getcwd()
    os.chdir(ROOT)


def back(namespace):
    """Go back to where the tests were."""
    os.chdir(namespace["__left__"])


_examples = DocTestParser(doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)

pytest_collect_file = (
    Sybil(parsers=[_examples], path=str(ROOT / "coopnet"), patterns=["**/*.py"], setup=from_the_root, teardown=back)
    + Sybil(
        parsers=[PythonCodeBlockParser(doctest_optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)],
        path=str(ROOT),
        patterns=["README.md", "docs/*.md", "docs/*/*.md"],
        excludes=["*/tables/cog/README.md"],  # how tables were cut, from files that are not here
        setup=from_the_root,
        teardown=back,
    )
).pytest()


@pytest.fixture(autouse=True)
def _in_the_root(monkeypatch):
    """Tests name datasets from the root of the clone, wherever pytest is called from."""
    monkeypatch.chdir(ROOT)
