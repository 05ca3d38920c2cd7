"""Members' ratings in the report: agreement, a table to discuss, and no name of an evaluator anywhere."""

import zipfile

import pandas as pd
import pytest

from coopnet.pole import Pole
from tests.referentiel.test_grid import SHORT

NAMES = ("Zénobie Quatremère", "Yvonnick Tréhorenteuc", "Xantippe Lebouc")
COMMENT = "On se voit trop peu."


@pytest.fixture(scope="module")
def rated(sud):
    """Return the documented pole, its criteria rated by three members."""
    rows = [
        (name, letter, 1 + (place + shift) % 4, COMMENT if letter == "a" and shift == 0 else None)
        for shift, name in enumerate(NAMES)
        for place, letter in enumerate("abcdefghij")
    ]
    ratings = pd.DataFrame(rows, columns=["evaluator", "criterion", "rating", "comment"])
    tables = {name: getattr(sud, name).reset_index() for name in ("actors", "structures")}
    tables |= {name: getattr(sud, name) for name in ("memberships", "links")}
    return Pole.from_tables({**tables, "ratings": ratings}, on_error="drop")


def _inside(workbook):
    """Return every byte that a workbook holds, unpacked."""
    with zipfile.ZipFile(workbook) as archive:
        return b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", errors="replace")


@pytest.mark.parametrize("options", [{}, {"language": "en"}, {"pseudonyms": True}, {"public": True}])
def test_names_of_evaluators_are_nowhere(rated, written, options):
    read = written(rated, **options)
    for name in NAMES:
        for part in name.split():
            assert part not in read.html
            assert part not in _inside(read.workbook)


def test_the_section_says_how_far_members_agree_and_shows_its_tables(rated, written):
    read = written(rated)

    assert '<section id="coevaluation">' in read.html
    assert "Accord entre évaluateurs" in read.html
    assert 'id="table-perception"' in read.html
    assert COMMENT in read.html
    assert COMMENT in _inside(read.workbook)
    assert "Perception et liens" in _inside(read.workbook)


@pytest.mark.parametrize("options", [{"pseudonyms": True}, {"public": True}])
def test_comments_stay_home_where_names_do(rated, written, options):
    """A comment may name somebody; agreement and medians name nobody."""
    read = written(rated, **options)

    assert '<section id="coevaluation">' in read.html
    assert COMMENT not in read.html
    assert COMMENT not in _inside(read.workbook)


@pytest.mark.parametrize("options", [{}, {"public": True}])
def test_a_rating_of_a_criterion_that_the_grid_has_not_is_left_out_and_told_and_the_others_are_read(
    rated, written, options
):
    """With its row in the sheet, unless the file may not be quoted; a capital letter is a letter of the grid."""
    ratings = rated.ratings.copy()
    ratings.loc[3, "criterion"] = "zèle"
    ratings.loc[4, "criterion"] = ratings.loc[4, "criterion"].upper()
    tables = {name: getattr(rated, name).reset_index() for name in ("actors", "structures")}
    tables |= {name: getattr(rated, name) for name in ("memberships", "links")}
    read = written(Pole.from_tables({**tables, "ratings": ratings}, on_error="drop"), **options)
    section = read.html[read.html.index('<section id="coevaluation">') :].split("</section>")[0]

    assert "Accord entre évaluateurs" in section
    assert ("(feuille Co-évaluation, ligne 3)" in section) == (not options)
    assert "n’est pas une lettre de la grille\u202f: 1" in section
    assert "zèle" not in section


def test_where_no_rating_has_a_criterion_of_the_grid_the_section_says_only_that(rated, written):
    ratings = rated.ratings.assign(criterion="zèle").drop_duplicates(["evaluator", "criterion"])
    tables = {name: getattr(rated, name).reset_index() for name in ("actors", "structures")}
    read = written(Pole.from_tables({**tables, "ratings": ratings}, on_error="drop"))

    assert "La co-évaluation ne peut pas être lue. Notes laissées de côté" in read.html
    assert "Accord entre évaluateurs" not in read.html


def test_a_pole_that_nobody_rated_has_no_such_section(french):
    assert "coevaluation" not in french.html


def test_a_report_follows_a_grid_of_ones_own_from_profile_to_ratings(sud, written, tmp_path):
    """Its labels, its letters in capitals, and nothing of the référentiel of 2012 nor of a reconstruction."""
    own = tmp_path / "notre_grille.toml"
    own.write_text(SHORT.format(measure="pole_density"), encoding="utf-8")
    ratings = pd.DataFrame({"evaluator": NAMES, "criterion": ["A", "a", "A."], "rating": [1, 2, 4]})
    tables = {name: getattr(sud, name).reset_index() for name in ("actors", "structures")}
    tables |= {name: getattr(sud, name) for name in ("memberships", "links")}
    read = written(Pole.from_tables({**tables, "ratings": ratings}, on_error="drop"), referentiel=own)

    assert '<span class="letter">A</span> Coopérer' in read.html
    assert "A. Coopérer" in _inside(read.workbook)
    assert "3 membres ont noté" in read.html
    assert "Notre grille" in read.html
    for text in ("S’ancrer", "2012 (reconstitution)", "intitulé reconstitué", "laissées de côté, parce que"):
        assert text not in read.html
