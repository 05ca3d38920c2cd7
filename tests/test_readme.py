"""The README says what is true: its commands run, its examples are tests, what it names exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coopnet.cli.entry import COMMANDS
from coopnet.network import VIEWS
from coopnet.vocabulary import TABLES, vocabulary

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS_SHOWN = [line for block in BLOCKS for line in block.splitlines() if line.startswith("coopnet ")]
MADE = [line for block in BLOCKS for line in block.splitlines() if not line.startswith("coopnet ")]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Return a folder like a clone, in which commands may write."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "datasets").symlink_to(ROOT / "datasets")
    return folder


def test_there_are_commands_to_run():
    assert len(COMMANDS_SHOWN) == 8


@pytest.mark.parametrize("line", COMMANDS_SHOWN)
def test_every_command_shown_runs(clone, line):
    """In the order of the page; the workbook just written is still empty, so its check and its report refuse it."""
    answer = subprocess.run(
        [sys.executable, "-m", *line.split()], cwd=clone, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in answer.stderr
    if "mon_pole" in line and "template" not in line:
        assert answer.returncode == 1
        assert len((answer.stdout if "check" in line else answer.stderr).splitlines()) >= 1
    else:
        assert (answer.returncode, answer.stderr) == (0, "")
    wanted = line.split()[-1]
    if "--" not in line and "." in wanted:
        assert (clone / wanted).exists()


def test_every_rule_of_make_that_is_shown_exists():
    rules = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert MADE == ["make", "make test"]
    assert "test" in rules


def test_the_table_of_commands_has_them_all():
    assert re.findall(r"^\| `coopnet (\w+)", README, re.MULTILINE) == list(COMMANDS)


def test_the_options_it_names_exist(clone):
    named = set(re.findall(r"`(--[a-z-]+)", README))
    said = "".join(
        subprocess.run(
            [sys.executable, "-m", "coopnet", command, "--help"], capture_output=True, encoding="utf-8", check=True
        ).stdout
        for command in COMMANDS
    )
    assert len(named) > 6
    assert {option for option in named if option not in said} == set()


def test_the_tables_it_describes_are_those_of_the_vocabulary():
    rows = re.findall(r"^\| `(\w+)` \| .*? \| (.*?) \|$", README, re.MULTILINE)
    described = {name: re.findall(r"`(\w+)`", needs) for name, needs in rows if name in TABLES}
    words = vocabulary().tables
    required = {name: [column.name for column in words[name].columns.values() if column.required] for name in TABLES}
    assert set(described) == set(TABLES)
    for name, needs in described.items():
        assert set(required[name]) <= set(needs), name


def test_the_views_it_explains_are_all_of_them():
    (line,) = re.findall(r"A view goes with it\.\*\*(.*?)\n- ", README, re.DOTALL)
    assert re.findall(r"`(\w+)`:", line) == list(VIEWS)


@pytest.mark.parametrize("name", re.findall(r"\]\((?!http)([^)]+)\)", README))
def test_every_file_it_links_to_exists(name):
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_french_and_english_pages_name_files_that_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:coopnet|tests|datasets|analyses)/[\w/.]*)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_citation_names_the_developers_and_the_version():
    import yaml

    import coopnet

    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["authors"] == [{"name": "The coopnet developers"}]
    assert citation["version"] == coopnet.__version__
    assert citation["license"] == "BSD-3-Clause"


def test_the_changelog_begins_with_the_version_at_hand():
    import coopnet

    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## ([\d.]+)", text, re.MULTILINE)[0] == coopnet.__version__


def test_contributing_takes_five_lines_each():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for section in re.split(r"^## Add ", text, flags=re.MULTILINE)[1:4]:
        assert re.findall(r"^(\d)\. ", section, re.MULTILINE) == list("12345")
