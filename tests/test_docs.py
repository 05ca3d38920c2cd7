"""The documentation: it builds without a warning and without the network, and what it names exists."""

import doctest
import html
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import numpy as np
import pandas as pd
import pytest

import coopnet
from coopnet.catalogue import MEASURES
from coopnet.cli.entry import COMMANDS, Commands
from coopnet.cli.verdict import _NAMES
from coopnet.cli.wording import speak
from coopnet.nulls import NULLS
from coopnet.report.glossary import GLOSSARY
from coopnet.tables.findings import SEVERITIES, SEVERITY_LABELS
from coopnet.tables.messages import messages
from coopnet.vocabulary import TABLES, vocabulary

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = {str(path.relative_to(DOCS)): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
SHELL = [line for text in PAGES.values() for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
         for line in block.splitlines()]  # fmt: skip


def build(source, target):
    """Build pages as ``make docs`` does, and return what Sphinx answered."""
    made = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-d", str(target / "read")]
    return subprocess.run(
        [*made, str(source), str(target / "html")], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the folder of the pages, built once with warnings as errors."""
    target = tmp_path_factory.mktemp("docs")
    answer = build(DOCS, target)
    assert answer.returncode == 0, answer.stderr
    return target / "html"


@pytest.fixture(scope="session")
def pages(site):
    """Return the text of every page built, by its name."""
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def test_every_public_name_has_an_entry(pages):
    shown = {name for text in pages.values() for name in re.findall(r'<dt class="sig[^>]*id="coopnet\.(\w+)"', text)}
    assert set(coopnet.__all__) - {"__version__"} - shown == set()


def test_no_page_asks_anything_of_the_network(pages):
    asked = r'(?:src|srcset|data)="(?:https?:)?//|<link[^>]+href="(?:https?:)?//|@import|url\((?:https?:)?//'
    assert {name for name, text in pages.items() if re.search(asked, text)} == set()
    assert "mathjax.js" not in "".join(pages.values())


def test_formulas_are_written_as_mathml(pages):
    assert pages["measures/cohesion.html"].count("<math ") > 5
    assert "<mfrac>" in pages["measures/bridging.html"]


def test_the_guide_of_a_pole_says_that_it_is_in_french(pages):
    assert '<html lang="fr"' in pages["equipe.html"]
    assert '<html lang="en"' in pages["index.html"]


def test_words_come_from_the_package(pages):
    for term, _ in GLOSSARY["fr"]:
        assert f"<dt>{term}</dt>" in pages["equipe.html"]
    for name in MEASURES:
        assert any(f'href="#coopnet.{name}"' in pages[page] for page in pages if page.startswith("measures/"))
    for name in NULLS:
        assert f'href="#coopnet.{name}"' in pages["null_models.html"]
    for code in messages():
        assert f'<span class="pre">{code}</span>' in pages["findings.html"]
    for table in TABLES[:5]:
        for column in vocabulary().tables[table].columns:
            assert f'<span class="pre">{column}</span>' in pages["data_format.html"]
    for code in vocabulary().kinds:
        assert f'<span class="pre">{code}</span>' in pages["data_format.html"]


def test_a_page_that_names_what_does_not_exist_is_not_built(tmp_path):
    source = tmp_path / "docs"
    source.mkdir()
    configuration = f"extensions = ['myst_parser']\nnitpicky = True\nhtml_theme = 'basic'\nproject = {'x'!r}\n"
    (source / "conf.py").write_text(configuration, encoding="utf-8")
    (source / "index.md").write_text("# Page\n\n{py:func}`coopnet.no_such_measure`\n", encoding="utf-8")
    answer = build(source, tmp_path)
    assert answer.returncode == 1
    assert "no_such_measure" in answer.stderr


def test_every_test_that_a_page_names_exists():
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = {name for text in PAGES.values() for name in re.findall(r"`(test_\w+)`", text)}
    assert len(named) > 15
    assert {name for name in named if f"def {name}(" not in written} == set()


def test_every_file_that_a_page_names_exists():
    paths = {
        path for text in PAGES.values() for path in re.findall(r"`((?:coopnet|tests|docs|analyses)/[\w/.]+)`", text)
    }
    assert len(paths) > 5
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_commands_shown_exist_with_their_options():
    group = Commands(speak("fr"), "fr")
    context = click.Context(group)
    shown = [line.split() for line in SHELL if line.startswith("coopnet ")]
    prose = [found.split() for text in PAGES.values() for found in re.findall(r"`(coopnet [a-z]+[^`]*)`", text)]
    assert len(shown) == 3
    for _, name, *words in shown + prose:
        command = group.get_command(context, name)
        assert command is not None, name
        options = {option for one in command.params for option in one.opts}
        assert {word for word in words if word.startswith("--")} <= options, name


def test_every_command_is_on_its_page():
    assert re.findall(r"^## coopnet (\w+)$", PAGES["commands.md"], re.M) == list(COMMANDS)


def test_rules_of_make_that_are_shown_exist():
    rules = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    shown = {rule for text in PAGES.values() for rule in re.findall(r"`make (\w+)`", text)}
    assert {"docs", "bench", "figures"} <= shown <= rules


def test_french_takes_narrow_spaces_before_high_punctuation():
    prose = re.sub(r"```.*?```|`[^`]*`", "", PAGES["equipe.md"], flags=re.S)
    assert re.findall(r"(?<!\u202f)[;:?!»]|«(?!\u202f)", prose) == []


def test_what_the_french_page_takes_from_the_package_has_french_spaces_too(pages):
    body = pages["equipe.html"].partition('<div class="body"')[2].partition('<div class="sphinxsidebar"')[0]
    prose = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<pre>.*?</pre>|<code.*?</code>", "", body, flags=re.S)))

    assert "Hasard, attendu" in prose
    assert re.findall(r".{20} [;:?!»%].{5}|«[^\u202f].{20}", prose) == []


def test_proxies_are_named_by_the_groups_that_they_go_by(pages):
    assert "Openness of communes (E–I index)" in pages["referentiel.html"]
    assert pages["referentiel.html"].count("Openness of sectors (E–I index)") == 1


def test_the_guide_says_the_severities_that_a_check_prints(pages):
    for severity in SEVERITIES:
        assert f"<p>{SEVERITY_LABELS[severity]['fr']}</p>" in pages["equipe.html"]
        assert _NAMES[severity]["fr"][0].casefold() == SEVERITY_LABELS[severity]["fr"]


def test_the_spreadsheet_of_the_tutorial_is_what_its_script_writes(tmp_path):
    spec = importlib.util.spec_from_file_location("make_spreadsheet", DOCS / "tutorial" / "make_spreadsheet.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.write_spreadsheet(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (DOCS / "tutorial" / "recensement_2025.xlsx").read_bytes()


@pytest.mark.parametrize("name", ["entries", "mathml"])
def test_examples_of_the_extensions_hold(name, monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS / "_ext"))
    tried = doctest.testmod(importlib.import_module(name))
    assert tried.attempted > 0
    assert tried.failed == 0


def test_the_script_of_the_tutorial_for_r_gives_back_our_measures(tmp_path):
    asked = ["Rscript", "--vanilla", "-e", 'quit(status = !requireNamespace("igraph", quietly = TRUE))']
    if not shutil.which("Rscript") or subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("R with igraph is not installed: the script of the tutorial was not tried")
    network = coopnet.network_of(coopnet.read_pole(ROOT / "datasets" / "sud_aquitaine"))
    for name, table in zip(("vertices", "edges"), coopnet.vertices_and_edges_of(network), strict=True):
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    (script,) = re.findall(r"^```r\n(.*?)^```", PAGES["tutorial/index.md"], re.M | re.S)
    (tmp_path / "script.R").write_text(script, encoding="utf-8")
    done = subprocess.run(["Rscript", "--vanilla", "script.R"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    back = pd.read_csv(tmp_path / "back.csv", index_col="id")

    assert back["degree"].tolist() == coopnet.actor_degree(network).tolist()
    np.testing.assert_allclose(back["burt"], coopnet.actor_constraint(network), rtol=1e-9)
