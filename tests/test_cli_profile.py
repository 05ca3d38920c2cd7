"""``coopnet profile``: sentences to read, files to keep, one line per refusal."""

import csv
import io
import shutil
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from coopnet.cli import main
from coopnet.exchange import read_pole
from coopnet.referentiel.grid import read_grid

POLE = "datasets/sud_aquitaine"
FEW = ("--tirages", "19")


@pytest.fixture
def run(monkeypatch, capsys):
    """Return what runs the command here: its exit status, what it printed, what it complained of."""

    def ran(*words):
        monkeypatch.setenv("LANGUAGE", "")
        with pytest.raises(SystemExit) as done:
            main(["profile", *(str(word) for word in words)])
        out, err = capsys.readouterr()
        return done.value.code, out, err

    return ran


def test_it_shows_every_criterion_the_notice_and_the_seed(run):
    status, out, err = run(POLE, *FEW, "--graine", 7)

    assert (status, err) == (0, "")
    assert read_pole(POLE).about.notice in out
    for criterion in read_grid().criteria:
        assert f"{criterion.letter}. {criterion.label.fr}" in out
    assert out.endswith("Graine des tirages\u202f: 7\n")


def test_the_same_seed_shows_the_same_profile_in_the_language_asked_for(run):
    assert run(POLE, *FEW, "--langue", "en") == run(POLE, *FEW, "--langue", "en")
    assert "a. Be anchored in the territory" in run(POLE, *FEW, "--langue", "en")[1]


def test_an_earlier_date_says_what_changed(run):
    status, out, _ = run(POLE, *FEW, "--date-avant", "2005")

    assert status == 0
    assert "2005" in out
    assert "Densité\u202f: de" in out


def test_a_date_may_be_typed_the_french_way(run):
    assert run(POLE, *FEW, "--date", "01/02/2005") == run(POLE, *FEW, "--date", "2005-02-01")
    assert run(POLE, *FEW, "--date", "32/01/2005")[0] == 1


def test_a_pole_compared_with_itself_has_not_changed(run):
    status, out, _ = run(POLE, *FEW, "--compare", POLE, "--langue", "en")

    assert status == 0
    assert "beyond the doubt" not in out


@pytest.mark.parametrize(("language", "separator", "decimal"), [("fr", ";", ","), ("en", ",", ".")])
def test_the_csv_holds_every_number_of_the_profile(run, tmp_path, language, separator, decimal):
    file = tmp_path / "profil.csv"
    status, out, _ = run(POLE, *FEW, "--sortie", file, "--langue", language)
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")), delimiter=separator))

    assert status == 0
    assert str(file) in out
    assert [row["criterion"] for row in rows] == sorted(row["criterion"] for row in rows)
    density = next(row for row in rows if row["indicator"] == "pole_density")
    assert 0 < float(density["observed"].replace(decimal, ".")) < 1


@pytest.mark.parametrize("more", [(), ("--date-avant", "2005")])
def test_the_workbook_says_first_what_must_be_read_first(run, tmp_path, more):
    file, again = tmp_path / "un.xlsx", tmp_path / "deux.xlsx"
    for target in (file, again):
        assert run(POLE, *FEW, *more, "--sortie", target)[0] == 0
    book = CalamineWorkbook.from_path(str(file))
    first = " ".join(str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row)

    assert file.read_bytes() == again.read_bytes()
    assert "Graine" in first
    assert ("n’a de sens convenu" in first) != bool(more)
    assert read_grid().caution.fr[:40] in first.replace("\u00a0", "\u202f")
    assert len(book.sheet_names) == (3 if more else 4)
    assert book.sheet_names[-1] == "Glossaire"
    words = [row[0] for row in book.get_sheet_by_name("Glossaire").to_python()]
    assert {"p et q", "Charnière", "Composante", "Tirage, graine"} <= set(words)


def test_the_workbook_says_of_each_indicator_that_no_direction_is_agreed_and_how_sure_each_label_is(run, tmp_path):
    assert run(POLE, *FEW, "--sortie", tmp_path / "profil.xlsx")[0] == 0
    book = CalamineWorkbook.from_path(str(tmp_path / "profil.xlsx"))
    headers, *rows = book.get_sheet_by_name("Phrases et questions").to_python()
    told = [dict(zip(headers, row, strict=True)) for row in rows]
    measured = [row for row in told if row["Question à discuter"]]

    assert len(measured) == len(read_grid().indicators)
    assert {row["Sens convenu"] for row in measured} == {"aucun"}
    assert {row["Sens convenu"] for row in told if row not in measured} == {""}
    assert {row["Intitulé"] for row in told if row["Critère"].startswith("j.")} == {
        "intitulé reconstitué, confiance basse"
    }


@pytest.mark.parametrize("more", [(), ("--date-avant", "2005")])
def test_the_latex_table_names_the_pole_and_holds_no_narrow_space(run, tmp_path, more):
    file = tmp_path / "profil.tex"
    assert run(POLE, *FEW, *more, "--sortie", file)[0] == 0
    text = file.read_text(encoding="utf-8")

    assert r"\toprule" in text
    assert "Sud Aquitaine" in text
    assert "\u202f" not in text


def test_a_grid_of_ones_own_is_followed(run, tmp_path):
    grid = tmp_path / "ma_grille.toml"
    grid.write_text(
        '[grid]\ncode = "mine"\nfr = "Notre grille"\nen = "Our grid"\n'
        '[[blocks]]\ncode = "one"\nfr = "Un"\nen = "One"\nconfidence = "high"\n'
        '[[criteria]]\nletter = "x"\nblock = "one"\nfr = "Se parler"\nen = "Talk"\nconfidence = "high"\n'
        'unmeasured_fr = "Cela ne se voit pas."\nunmeasured_en = "It does not show."\n',
        encoding="utf-8",
    )
    status, out, _ = run(POLE, *FEW, "--referentiel", grid)

    assert status == 0
    assert "Notre grille" in out
    assert "x. Se parler" in out


NAMES = ("Zénobie Quatremère", "Yvonnick Tréhorenteuc", "Xantippe Lebouc")


@pytest.fixture
def rated(tmp_path):
    """Return the documented pole with the ratings of three members, as a folder."""
    place = tmp_path / "pole"
    shutil.copytree(POLE, place)
    rows = [f"{name};{letter};{1 + len(letter + name) % 4};" for name in NAMES for letter in "ABCDEFGHIJ"]
    place.joinpath("ratings.csv").write_text(
        "\n".join(["évaluateur;critère;note;commentaire", *rows, ""]), encoding="utf-8-sig"
    )
    return place


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_members_think_is_shown_beside_what_links_show_without_their_names(run, tmp_path, rated, language):
    words = (rated, *FEW, "--langue", language)
    status, out, err = run(*words)
    kept = [tmp_path / f"profil{ending}" for ending in (".xlsx", ".csv", ".tex")]
    for file in kept:
        assert run(*words, "--sortie", file)[0] == 0
    with zipfile.ZipFile(kept[0]) as archive:
        book = "".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())
    written = "".join(file.read_text(encoding="utf-8") for file in kept[1:])

    assert (status, err) == (0, "")
    assert ("Accord entre évaluateurs" if language == "fr" else "Agreement between evaluators") in out
    assert out.count("j. Faire vivre" if language == "fr" else "j. Value local") == 2
    sheets = CalamineWorkbook.from_path(str(kept[0])).sheet_names
    assert ("Perception et liens" if language == "fr" else "Perception and links") in sheets
    for part in " ".join(NAMES).split():
        assert part not in out + book + written


def test_members_ratings_are_not_shown_with_what_changed(run, rated):
    assert "évaluateurs" not in run(rated, *FEW, "--date-avant", "2005")[1]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("nulle_part",), "nulle_part"),
        ((POLE, "--compare", "nulle_part"), "nulle_part"),
        ((POLE, "--referentiel", "nulle_part.toml"), "nulle_part.toml"),
        ((POLE, "--selon", "couleur"), "couleur"),
        ((POLE, "--date", "hier"), "hier"),
        ((POLE, "--date-avant", "20x5"), "20x5"),
        (
            (POLE, "--sortie", "profil.doc"),
            "« profil.doc » ne dit pas".replace("« ", "«\u202f").replace(" »", "\u202f»"),
        ),
        ((POLE, "--sortie", "profil"), "finissez-le par .xlsx, .csv ou .tex"),
        ((POLE, *FEW, "--sortie", "nulle_part/profil.xlsx"), "nulle_part"),
        ((POLE, *FEW, "--sortie", "nulle_part/profil.csv"), "nulle_part"),
    ],
)
def test_what_is_refused_is_one_french_sentence(run, words, named):
    status, _, err = run(*words)

    assert status == 1
    assert named in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("words", [(), (POLE, "--tirages", "3"), (POLE, "--compare", POLE, "--date-avant", "2005")])
def test_what_was_not_understood_exits_with_two(run, words):
    assert run(*words)[0] == 2
