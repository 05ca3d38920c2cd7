"""``coopnet figures``: the figures of a pole from the command line."""

import contextlib
import hashlib
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from coopnet.cli import main

ACTORS = "identifiant;nom;secteur\nA;Atelier;Industrie\nB;Banque;Commerce\nC;Chantier;Industrie\nD;Dépôt;Commerce\n"
LINKS = "acteur 1;acteur 2;nature du lien\nA;B;convention\nB;C;projet commun\nC;D;convention\nA;C;convention\n"
FAULTY = "A;Z;convention\n"
FIGURES = {"multigraph", "kinds", "kind_combinations", "sector_mixing", "brokerage", "centrality_ranks"}


@dataclass(frozen=True)
class Run:
    """What a command answered, and where it wrote."""

    status: object
    out: str
    err: str
    folder: Path

    @property
    def manifest(self):
        """The manifest that it wrote."""
        return json.loads((self.folder / "MANIFEST.json").read_text(encoding="utf-8"))


def _figures(place: Path, *options: str, faulty: bool = False) -> Run:
    """Return what the command answers about four actors in two sectors, joined by four links of two kinds."""
    pole, folder = place / "petit pôle", place / "dessins" / "du pôle"
    pole.mkdir()
    (pole / "acteurs.csv").write_text(ACTORS, encoding="utf-8")
    (pole / "liens.csv").write_text(LINKS + (FAULTY if faulty else ""), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "")  # and put back what a command sets
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit) as done:
            main(["figures", str(pole), "--sortie", str(folder), "--tirages", "19", *options])
    return Run(done.value.code, out.getvalue(), err.getvalue(), folder)


@pytest.fixture(scope="module")
def french(tmp_path_factory):
    """A run on a pole one row of which is faulty, and left aside."""
    options = ("--graine", "5", "--langue", "fr", "--encodage", "utf-8", "--sans-les-lignes-fautives")
    return _figures(tmp_path_factory.mktemp("french"), *options, faulty=True)


def test_it_writes_each_figure_in_three_forms_with_its_numbers_and_a_manifest_of_their_bytes(french):
    assert (french.status, french.err) == (0, "")
    assert french.manifest["figures"].keys() >= FIGURES
    written = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in french.folder.iterdir()}
    del written["MANIFEST.json"]
    assert {name: known for files in french.manifest["figures"].values() for name, known in files.items()} == written
    assert f"{len(written) + 1} fichiers écrits dans {french.folder}, graine 5." in french.out


def test_it_says_in_one_sentence_each_which_figures_the_pole_cannot_have(french):
    said = re.findall(r"^Figure non dessinée \((\w+)\)\u202f: .+\.$", french.out, re.MULTILINE)

    assert {"hulls", "two_mode", "coevaluation"} <= set(said)
    assert not any((french.folder / f"{name}.png").exists() for name in said)


def test_the_manifest_keeps_what_to_type_to_have_the_same_figures(french):
    assert french.manifest["command"] == (
        'coopnet figures "petit pôle" --graine 5 --tirages 19 --langue fr --sans-les-lignes-fautives --encodage utf-8'
    )


def test_it_speaks_english_when_asked_to(tmp_path):
    run = _figures(tmp_path, "--language", "en")

    assert run.status == 0
    assert "files written to" in run.out
    assert "Figure left out (hulls): " in run.out
    letters = " ".join(re.findall(r"<!-- (.*?) -->", (run.folder / "multigraph.svg").read_text(encoding="utf-8")))
    assert "Who cooperates with whom" in letters  # matplotlib keeps each text as a comment beside its outlines


def test_a_faulty_pole_is_refused_in_one_line_and_nothing_is_written(tmp_path):
    run = _figures(tmp_path, "--langue", "fr", faulty=True)

    assert (run.status, run.out) == (1, "")
    assert run.err.count("\n") == 1
    assert "«\u202fZ\u202f»" in run.err
    assert not run.folder.exists()


def test_a_grid_of_ones_own_is_followed_and_the_manifest_says_which(tmp_path):
    grid = tmp_path / "ma grille.toml"
    grid.write_text(
        '[grid]\ncode = "mine"\nfr = "Notre grille"\nen = "Our grid"\n'
        '[[blocks]]\ncode = "one"\nfr = "Un"\nen = "One"\nconfidence = "high"\n'
        '[[criteria]]\nletter = "x"\nblock = "one"\nfr = "S’ouvrir"\nen = "Open"\nconfidence = "high"\n'
        '[[indicators]]\ncriterion = "x"\ntheme = "bridging"\nmeasure = "pole_ei"\nby = "sector"\n'
        'null = "shuffle_sectors"\nwritten = "number"\nlimit_fr = "Un."\nlimit_en = "One."\n'
        'sentence_fr = "{value}."\nsentence_en = "{value}."\nquestion_fr = "Qui\u202f?"\nquestion_en = "Who?"\n',
        encoding="utf-8",
    )
    run = _figures(tmp_path, "--langue", "fr", "--referentiel", str(grid))

    assert (run.status, run.err) == (0, "")
    assert run.manifest["referentiel"] == "mine"
    assert run.manifest["command"].endswith('--referentiel "ma grille.toml"')
    drawn = (run.folder / "profile.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(drawn) == 1
    assert drawn[0].startswith("x,pole_ei")
