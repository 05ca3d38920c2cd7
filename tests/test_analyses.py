"""What is regenerated is made again only where something changed, and a byte that differs is named."""

import json
import shutil

import pytest

from analyses import _making, _pipeline
from analyses.__main__ import main
from coopnet.errors import UndefinedMeasure


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A clone of its own, where two things are made from two poles, and the names of those made since."""
    done = []

    def write(pole, folder):
        done.append(pole)
        if pole == "empty":
            raise UndefinedMeasure("Nobody is here.", "Personne n’est là.")
        rows = (tmp_path / "datasets" / pole / "links.csv").read_text(encoding="utf-8")
        return [_making.put(folder / pole / "rows.csv", rows.upper())]

    def makings():
        poles = {"one": 2012, "pole_simule": None, "empty": 1}
        return [
            _making.Making(f"{pole}/rows", "rows", pole, make=lambda folder, pole=pole: write(pole, folder),
                           parameters={"chosen": 3}, seed=seed)
            for pole, seed in poles.items()
        ]  # fmt: skip

    def simulate(folder=tmp_path / "datasets" / "pole_simule"):
        _making.put(folder / "links.csv", "a,b\n")

    for module in (_making, _pipeline):
        monkeypatch.setattr(module, "ROOT", tmp_path)
        monkeypatch.setattr(module, "FIGURES", tmp_path / "figures")
    monkeypatch.setattr(_pipeline, "RECORDS", tmp_path / "build" / "analyses")
    monkeypatch.setattr(_pipeline, "makings", makings)
    monkeypatch.setattr(_pipeline, "sources", lambda: (tmp_path / "source.py",))
    monkeypatch.setattr(_pipeline.make_pole_simule, "write_dataset", simulate)
    for name in ("source.py", "analyses/rows.py"):
        _making.put(tmp_path / name, "x = 1\n")
    for pole in ("one", "empty"):
        _making.put(tmp_path / "datasets" / pole / "links.csv", f"{pole}\n")
    simulate()
    assert main([]) == 0
    assert sorted(done) == ["empty", "one", "pole_simule"]
    done.clear()
    return done


def test_nothing_is_made_again_when_nothing_changed(made):
    assert main([]) == 0
    assert made == []


def test_only_what_reads_the_table_that_changed_is_made_again(made, tmp_path):
    (tmp_path / "datasets" / "one" / "links.csv").write_text("other\n", encoding="utf-8")
    assert main([]) == 0
    assert made == ["one"]
    assert (tmp_path / "figures" / "one" / "rows.csv").read_text(encoding="utf-8") == "OTHER\n"


def test_everything_is_made_again_when_the_package_or_the_script_changed(made, tmp_path):
    for name in ("source.py", "analyses/rows.py"):
        made.clear()
        (tmp_path / name).write_text(f"x = '{name}'\n", encoding="utf-8")
        assert main([]) == 0
        assert sorted(made) == ["empty", "one", "pole_simule"]


def test_everything_is_made_again_with_another_version_of_a_library(made, monkeypatch):
    monkeypatch.setattr(_pipeline, "version", lambda name: "99.0" if name == "matplotlib" else "1.0")
    assert main([]) == 0
    assert sorted(made) == ["empty", "one", "pole_simule"]
    made.clear()
    assert main([]) == 0
    assert made == []


@pytest.mark.parametrize("change", ["edited", "removed"])
def test_a_figure_that_somebody_edited_or_removed_is_made_again(made, tmp_path, change):
    figure = tmp_path / "figures" / "one" / "rows.csv"
    kept = figure.read_bytes()
    figure.write_bytes(kept + b" ") if change == "edited" else figure.unlink()
    assert main([]) == 0
    assert made == ["one"]
    assert figure.read_bytes() == kept


def test_a_check_of_what_is_as_it_would_be_made_says_so_and_changes_nothing(made, tmp_path, capsys):
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main(["--check"]) == 0
    assert "3 checked, 0 files differ" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["figures/one/rows.csv", "figures/pole_simule/rows.csv", "figures/MANIFEST.json"])
def test_a_check_fails_on_one_byte_and_names_the_file(made, tmp_path, capsys, name):
    path = tmp_path / name
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == f"{name}: not what would be regenerated\n"


def test_a_check_fails_on_a_simulated_table_that_somebody_edited(made, tmp_path, capsys):
    (tmp_path / "datasets" / "pole_simule" / "links.csv").write_text("a,c\n", encoding="utf-8")
    assert main(["--check"]) == 1
    assert "datasets/pole_simule/links.csv: not what would be regenerated\n" in capsys.readouterr().err


def test_a_check_names_files_that_are_missing_or_that_nothing_makes_but_not_benchmarks(made, tmp_path, capsys):
    shutil.move(tmp_path / "figures" / "one" / "rows.csv", tmp_path / "figures" / "stray.csv")
    _making.put(tmp_path / "figures" / "bench" / "times.csv", "1\n")
    assert main(["--check"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "figures/one/rows.csv: missing", "figures/stray.csv: nothing regenerates it"
    ]  # fmt: skip


def test_the_manifest_says_how_each_figure_was_made_and_why_one_was_left_out(made, tmp_path):
    manifest = json.loads((tmp_path / "figures" / "MANIFEST.json").read_text(encoding="utf-8"))
    one, empty = (manifest["figures"][f"{pole}/rows"] for pole in ("one", "empty"))
    assert {"coopnet", "matplotlib", "numpy"} <= set(manifest["versions"])
    assert one == {
        "command": "python -m analyses rows",
        "parameters": {"pole": "one", "chosen": 3},
        "seed": 2012,
        "inputs": {"datasets/one/links.csv": _making.sha256(tmp_path / "datasets" / "one" / "links.csv")},
        "outputs": {"one/rows.csv": _making.sha256(tmp_path / "figures" / "one" / "rows.csv")},
    }
    assert empty["outputs"] == {}
    assert empty["left_out"] == "Nobody is here."


def test_an_analysis_that_does_not_exist_is_refused_with_the_list(capsys):
    assert main(["figure"]) == 2
    assert "Analyses: bench_" in capsys.readouterr().err


def test_sources_are_found_wherever_the_clone_is(tmp_path, monkeypatch):
    package = tmp_path / "cli" / "templates" / "clone" / "coopnet"
    (package / "cli").mkdir(parents=True)
    for name in ("numbers.py", "words.toml", "cli/check.py", "page.html"):
        (package / name).write_text("", encoding="utf-8")
    monkeypatch.setattr(_pipeline, "ROOT", package.parent)
    assert [path.name for path in _pipeline.sources()] == ["numbers.py", "words.toml"]
