"""The command line: French first, one line per refusal, 0 for done, 1 for refused, 2 for not understood."""

import ast
import csv
import inspect
import io
import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import click
import pandas as pd
import pytest

import coopnet.cli.entry
import coopnet.errors
import coopnet.exchange.poles
import coopnet.report.cooperation_report
from coopnet.cli import main
from coopnet.cli.entry import COMMANDS, Commands
from coopnet.cli.wording import speak
from coopnet.errors import CoopnetError, PoleRefused
from coopnet.exchange import read_pole
from coopnet.referentiel.grid import read_grid
from coopnet.report.cooperation_report import WrittenReport

POLE = "datasets/sud_aquitaine"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(monkeypatch, capsys):
    """Return what runs a command here: its exit status, what it printed, what it complained of."""

    def ran(*words, variable=""):
        monkeypatch.setenv("LANGUAGE", variable)  # and put back what a command sets
        with pytest.raises(SystemExit) as done:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return done.value.code, out, err

    return ran


@pytest.fixture
def faulty(tmp_path):
    """Return a folder in which one link has an unknown kind, and another an unknown actor."""
    folder = tmp_path / "pôle"
    folder.mkdir()
    (folder / "acteurs.csv").write_text("identifiant;nom\nCBE;Comité\nEOLE;SCIC Éole\n", encoding="utf-8")
    (folder / "liens.csv").write_text(
        "acteur 1;acteur 2;nature du lien\nCBE;EOLE;convention\nCBE;EOLE;=amitié\nCBE;Eole;convention\n",
        encoding="utf-8",
    )
    return folder


class TestTheLanguage:
    def test_is_french_unless_asked_otherwise(self, run):
        assert "Vérifier un pôle" in run("--help")[1]

    def test_is_the_one_of_the_variable_language(self, run):
        assert "Check a pole" in run("--help", variable="en_GB:fr")[1]
        assert "Vérifier un pôle" in run("--help", variable="fr_FR:en")[1]

    def test_is_the_one_asked_for_whatever_the_variable_says(self, run):
        assert "Check a pole" in run("--langue", "en", "--help", variable="fr")[1]
        assert "Check the tables" in run("check", "--help", "--langue=en", variable="fr")[1]

    def test_may_be_asked_for_before_or_after_the_command(self, run, faulty):
        before, after = run("--langue", "en", "check", faulty), run("check", faulty, "--langue", "en")
        assert before == after
        assert "Rows read" in before[1]

    def test_is_also_that_of_what_click_says(self, run):
        assert run("chek")[2].splitlines()[-1] == "Erreur\u202f: La commande «\u202fchek\u202f» n’existe pas."
        assert run("--langue", "en", "chek")[2].splitlines()[-1] == "Error: No such command 'chek'."
        assert "Il manque l’argument" in run("check")[2]
        assert "Missing argument" in run("check", "--langue", "en")[2]

    def test_is_french_or_english_and_nothing_else(self, run):
        status, _, err = run("check", POLE, "--langue", "es")
        assert status == 2
        assert "n’est pas l’une des valeurs" in err


class TestHelp:
    def commands(self, language):
        group = Commands(speak(language), language)
        context = click.Context(group)
        return {name: group.get_command(context, name) for name in group.list_commands(context)}

    @pytest.fixture(autouse=True)
    def _language_put_back(self, monkeypatch):
        monkeypatch.setenv("LANGUAGE", "")

    def test_every_command_and_option_says_what_it_does_in_both_languages(self):
        french, english = self.commands("fr"), self.commands("en")
        assert tuple(french) == COMMANDS
        for name in COMMANDS:
            assert french[name].help != english[name].help
            assert french[name].short_help != english[name].short_help
            for one, other in zip(french[name].params, english[name].params, strict=True):
                assert one.name == other.name
                if isinstance(one, click.Option):
                    assert one.help
                    assert one.help != other.help

    def test_french_sentences_have_french_spaces(self):
        sentences = [sentence for command in self.commands("fr").values() for sentence in sentences_of(command)]
        assert len(sentences) > 20
        assert not [sentence for sentence in sentences if re.search("[^\u202f][;!?»]|« | :", sentence)]

    def test_where_to_write_is_asked_in_the_same_words_of_every_command(self):
        options = [option for command in self.commands("fr").values() for option in command.params]
        written = [option.opts for option in options if "--sortie" in option.opts]
        assert len(written) == 5
        assert all(words == ["--sortie", "--out", "--output"] for words in written)

    def test_no_help_is_cut(self, run):
        assert "..." not in run("--help")[1]

    def test_a_command_is_see_seed_call_format(self):
        """The body of a command is short: whatever is longer is a function that the library lacks."""
        for name, command in self.commands("fr").items():
            body = ast.parse(textwrap.dedent(inspect.getsource(command.callback))).body[0].body
            work = [line for line in body if not isinstance(line, ast.ImportFrom | ast.Import)]
            assert len(work) <= 7, name


def sentences_of(command):
    yield command.help
    yield command.short_help
    yield from (option.help for option in command.params if isinstance(option, click.Option))


class TestCheck:
    def test_says_of_each_problem_its_place_value_reason_and_what_to_do(self, run, faulty):
        status, out, err = run("check", faulty)
        assert (status, err) == (1, "")
        blocks = out.replace("\u202f", " ").split("\n\n")
        (wrong,) = [block for block in blocks if "amitié" in block]
        assert wrong.startswith("liens.csv, ligne 3, colonne « nature du lien » : « =amitié »\n  Erreur : ")
        (near,) = [block for block in blocks if "« Eole »" in block]
        assert near.startswith("liens.csv, ligne 4, colonne « acteur 2 » : « Eole »\n")
        assert "À faire : " in near
        assert "EOLE" in near.split("À faire : ")[1]

    def test_ends_with_counts_that_add_up_and_what_they_mean(self, run, faulty):
        out = run("check", faulty)[1].replace("\u202f", " ")
        assert re.search(r"^Acteurs +2 +2 +0 +0$", out, re.MULTILINE)
        assert re.search(r"^Liens +3 +1 +0 +2$", out, re.MULTILINE)
        assert "2 erreurs" in out.splitlines()[-2]
        assert "--sans-les-lignes-fautives" in out.splitlines()[-1]

    def test_puts_the_gravest_findings_first(self, run, faulty):
        out = run("check", faulty)[1]
        assert out.index("Erreur") < out.index("Attention") if "Attention" in out else "Information" in out
        assert out.rindex("Erreur") < out.index("Information")

    def test_of_a_pole_without_fault_is_a_success(self, run):
        status, out, _ = run("check", POLE)
        assert status == 0
        assert "coopnet report" in out.splitlines()[-1]

    def test_speaks_english_too(self, run, faulty):
        out = run("check", faulty, "--langue", "en")[1]
        assert "liens.csv, row 3, column “nature du lien”: “=amitié”\n  Error: " in out
        assert "Rows read = kept + merged + rejected" in out

    def test_as_json_says_the_same_to_software(self, run, faulty):
        status, out, _ = run("check", faulty, "--format", "json", "--langue", "en")
        verdict = json.loads(out)
        assert status == 1
        assert verdict["severity"] == "error"
        assert all(c["read"] == c["kept"] + c["merged"] + c["rejected"] for c in verdict["counts"].values())
        (wrong,) = [one for one in verdict["findings"] if one["value"] == "=amitié"]
        assert (wrong["table"], wrong["row"], wrong["column"]) == ("links", 3, "nature du lien")

    def test_as_csv_holds_one_finding_per_row_and_no_formula(self, run, faulty):
        out = run("check", faulty, "--format", "csv")[1]
        rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
        assert "'=amitié" in {row["value"] for row in rows}
        assert len(rows) == len(json.loads(run("check", faulty, "--format", "json")[1])["findings"])

    def test_may_be_written_to_a_file(self, run, faulty, tmp_path):
        status, out, _ = run("check", faulty, "--format", "csv", "--sortie", tmp_path / "constats.csv")
        assert (status, out) == (1, "")
        assert (tmp_path / "constats.csv").read_bytes().startswith(b"\xef\xbb\xbfseverity;")  # a French Excel opens it

    def test_of_a_graph_file_needs_no_conversion(self, run, tmp_path):
        (tmp_path / "g.graphml").write_text(
            '<graphml><graph><node id="a"/><node id="b"/><edge source="a" target="b"/></graph></graphml>'
        )
        status, out, _ = run("check", tmp_path / "g.graphml")
        assert status == 1
        assert "g.graphml" in out

    def test_changes_nothing_on_disk(self, run, faulty):
        before = {file: file.read_bytes() for file in faulty.iterdir()}
        run("check", faulty)
        assert {file: file.read_bytes() for file in faulty.iterdir()} == before

    def test_of_nothing_is_refused_in_one_line(self, run):
        status, out, err = run("check", "nulle_part.xlsx")
        assert (status, out) == (1, "")
        assert len(err.splitlines()) == 1
        assert "nulle_part.xlsx" in err


def refusals():
    """Return one refusal of each class that coopnet has."""
    classes = [c for _, c in inspect.getmembers(coopnet.errors, inspect.isclass) if issubclass(c, CoopnetError)]
    assert len(classes) > 7
    return classes


class TestWhateverIsRefused:
    @pytest.mark.parametrize("refusal", refusals(), ids=lambda c: c.__name__)
    @pytest.mark.parametrize(("language", "sentence"), [("fr", "Non\u202f!"), ("en", "No!")])
    def test_is_one_line_in_the_language_chosen(self, run, monkeypatch, refusal, language, sentence):
        def refused(*_, **__):
            raise refusal("No!", "Non !")

        monkeypatch.setattr(coopnet.exchange.poles, "read_raw", refused)
        assert run("report", POLE, "--langue", language) == (1, "", f"{sentence}\n")

    def test_stays_one_line_when_a_value_holds_several(self, run, monkeypatch):
        def refused(*_, **__):
            raise PoleRefused("a\nb", "a\nb")

        monkeypatch.setattr(coopnet.exchange.poles, "read_raw", refused)
        assert run("report", POLE)[2] == "a b\n"

    @pytest.mark.parametrize(
        ("raised", "said"),
        [
            (KeyboardInterrupt(), "Interrompu."),
            (MemoryError(), "Mémoire insuffisante"),
            (PermissionError(13, "Permission denied", "rapport.html"), "rapport.html\u202f: l’accès est refusé."),
        ],
        ids=["interruption", "memory", "disk"],
    )
    def test_by_the_machine_is_one_line_too(self, run, monkeypatch, raised, said):
        def fails(*_, **__):
            raise raised

        monkeypatch.setattr(coopnet.exchange.poles, "read_raw", fails)
        status, out, err = run("report", POLE)
        assert (status, out) == (1, "")
        assert err.strip().startswith(said)  # an interruption first ends the line on which ^C stands
        assert len(err.split("\n")) <= 3

    def test_what_was_not_foreseen_is_said_to_be_our_fault_and_told_to_a_file(self, run, monkeypatch, tmp_path):
        def fails(*_, **__):
            raise ZeroDivisionError("imprévu")

        monkeypatch.setattr(coopnet.exchange.poles, "read_raw", fails)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        status, _, err = run("report", POLE)
        assert status == 1
        assert len(err.splitlines()) == 1
        assert "Défaut de coopnet (ZeroDivisionError)" in err
        (details,) = tmp_path.iterdir()
        assert details.name in err
        assert "imprévu" in details.read_text(encoding="utf-8")

    def test_leaves_a_reader_that_has_seen_enough_in_peace(self):
        """``coopnet measures | head -1``: the pipe is closed before everything is said."""
        shown = subprocess.Popen(
            [sys.executable, "-m", "coopnet", "measures"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        )
        shown.stdout.close()
        assert shown.stderr.read() == b""
        shown.stderr.close()
        assert shown.wait() == 1

    def test_is_readable_on_a_terminal_without_accents(self, faulty):
        answer = subprocess.run(
            [sys.executable, "-m", "coopnet", "check", faulty],
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=False,
        )
        assert answer.returncode == 1
        assert answer.stderr == b""
        assert b"liens.csv, ligne 3" in answer.stdout


class TestReport:
    @pytest.fixture
    def asked(self, monkeypatch, tmp_path):
        """Return what the library was asked for, without the wait."""
        calls = []

        def written(pole, folder, **options):
            calls.append({"pole": pole, "folder": folder, **options})
            return WrittenReport(Path(folder) / "r.html", Path(folder) / "r.xlsx")

        monkeypatch.setattr(coopnet.report.cooperation_report, "write_report", written)
        return calls

    def test_is_one_call_of_the_library(self, run, asked, tmp_path):
        status, out, _ = run(
            "report", POLE, "--sortie", tmp_path, "--langue", "en", "--graine", 7, "--tirages", 99, "--pseudonymes"
        )
        (call,) = asked
        assert status == 0
        assert call.pop("pole").about == read_pole(POLE).about
        assert call.pop("referentiel").source == read_grid().source
        assert call == {
            "folder": tmp_path,
            "seed": 7,
            "language": "en",
            "n_draws": 99,
            "pseudonyms": True,
            "public": False,
        }
        assert "seed 7" in out
        assert str(tmp_path / "r.html") in out
        assert str(tmp_path / "r.xlsx") in out

    def test_says_its_seed_when_none_is_given(self, run, asked):
        out = run("report", POLE)[1]
        assert f"graine {asked[0]['seed']}…" in out

    def test_of_a_faulty_pole_is_refused_in_one_line(self, run, asked, faulty):
        status, out, err = run("report", faulty)
        assert (status, out, asked) == (1, "", [])
        assert len(err.splitlines()) == 1
        assert "ligne 3" in err

    def test_leaves_faulty_rows_out_when_told_to(self, run, asked, faulty):
        assert run("report", faulty, "--sans-les-lignes-fautives")[0] == 0
        assert len(asked[0]["pole"].links) == 1

    def test_does_not_draw_too_few(self, run, asked):
        status, _, err = run("report", POLE, "--tirages", 3)
        assert status == 2
        assert "19 au moins" in err

    def test_is_written_where_it_says(self, run, tmp_path):
        status, out, err = run("report", POLE, "--sortie", tmp_path / "rapport", "--tirages", 19)
        assert (status, err) == (0, "")
        written = [Path(line.partition("\u202f: ")[2]) for line in out.splitlines()[1:]]
        assert [file.suffix for file in written] == [".html", ".xlsx"]
        assert all(file.stat().st_size > 5000 for file in written)


class TestConvert:
    @pytest.mark.parametrize("ending", ["", ".xlsx", ".graphml", ".gexf"])
    def test_gives_the_same_pole_in_another_format(self, run, tmp_path, ending):
        status, out, _ = run("convert", POLE, tmp_path / f"copie{ending}")
        assert status == 0
        assert str(tmp_path / f"copie{ending}") in out
        pd.testing.assert_frame_equal(read_pole(tmp_path / f"copie{ending}").links, read_pole(POLE).links)

    def test_writes_french_headers_unless_asked_for_english(self, run, tmp_path):
        run("convert", POLE, tmp_path / "fr")
        run("convert", POLE, tmp_path / "en", "--langue", "en")
        assert (tmp_path / "fr" / "acteurs.csv").read_text(encoding="utf-8-sig").startswith("identifiant;nom;")
        assert (tmp_path / "en" / "actors.csv").read_text(encoding="utf-8").startswith("id,name,")

    def test_never_overwrites(self, run, tmp_path):
        (tmp_path / "pole.gexf").write_text("précieux", encoding="utf-8")
        status, _, err = run("convert", POLE, tmp_path / "pole.gexf")
        assert status == 1
        assert "existe déjà" in err
        assert (tmp_path / "pole.gexf").read_text(encoding="utf-8") == "précieux"


class TestTemplate:
    def test_is_written_and_then_checked_as_a_pole_still_to_be_filled_in(self, run, tmp_path):
        status, out, _ = run("template", tmp_path / "mon pôle.xlsx")
        assert (status, str(tmp_path / "mon pôle.xlsx") in out) == (0, True)
        status, out, err = run("check", tmp_path / "mon pôle.xlsx")
        assert (status, err) == (1, "")
        assert "Acteurs" in out

    def test_is_never_written_over_a_file(self, run, tmp_path):
        run("template", tmp_path / "p.xlsx")
        before = (tmp_path / "p.xlsx").read_bytes()
        status, _, err = run("template", tmp_path / "p.xlsx")
        assert status == 1
        assert "existe déjà" in err
        assert (tmp_path / "p.xlsx").read_bytes() == before


def test_python_m_coopnet_is_the_command():
    answer = subprocess.run(
        [sys.executable, "-m", "coopnet", "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert answer.stdout.startswith("coopnet, version ")
