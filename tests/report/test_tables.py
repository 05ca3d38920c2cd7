import math
import re

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from coopnet.catalogue import MEASURES
from coopnet.drawing.picture import picture_of
from coopnet.errors import Language
from coopnet.measures.degrees import actor_degree
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.printing.table import ReportColumn, ReportTable, cell_text, number_text
from coopnet.printing.workbook import workbook_bytes
from coopnet.report.measure_tables import measures_table, pole_measures
from coopnet.report.measured import Measured
from coopnet.report.page import rendered, template_text
from coopnet.report.pole_tables import (
    ACTOR_MEASURES,
    STRUCTURE_MEASURES,
    actors_table,
    findings_table,
    links_table,
    structures_table,
)
from coopnet.report.words import VIEWS, texts
from tests.report.conftest import Read


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0.01234, "0,012", "0.012"),
        (-0.5, "\u22120,50", "\u22120.50"),
        (1234567.0, "1\u202f234\u202f567", "1,234,567"),
        (0.0, "0,00", "0.00"),
    ],
)
def test_numbers_are_written_as_each_language_does(value: float, french: str, english: str) -> None:
    assert (number_text(value, "fr"), number_text(value, "en")) == (french, english)


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, ""])
def test_a_missing_value_is_a_dash_and_never_zero(value: object) -> None:
    assert cell_text(value, "number", "fr") == "—"


def test_a_p_value_is_never_written_zero() -> None:
    assert cell_text(0.00001, "p", "fr") == "< 0,001"


def test_a_row_must_have_one_value_per_column() -> None:
    with pytest.raises(AssertionError, match="one value per column"):
        ReportTable("t", "t", "t", "", [ReportColumn("a")], [(1, 2)])


def test_the_table_of_actors_holds_what_the_measures_return(sud: Pole) -> None:
    table = actors_table(Measured(multiplex_of(sud)), "fr")
    degrees = actor_degree(network_of(sud, view="pairs"))
    shown = {row[-1]: row[3] for row in table.rows}
    assert shown == degrees.to_dict()
    assert [row[3] for row in table.rows] == sorted(degrees, reverse=True)


def test_every_measured_column_of_actors_and_structures_names_its_view(sud: Pole) -> None:
    measured = Measured(multiplex_of(sud))
    actors = actors_table(measured, "en").columns[3:-1]
    structures = structures_table(picture_of(sud), measured, sud, "en").columns[7:]
    assert len(actors) == len(ACTOR_MEASURES)
    assert len(structures) == len(STRUCTURE_MEASURES)
    labels = {label["en"] for label in VIEWS.values()}
    assert all(column.header.rsplit("[", 1)[1].rstrip("]") in labels for column in [*actors, *structures])


def test_measures_shown_are_in_the_catalogue() -> None:
    assert {*ACTOR_MEASURES, *STRUCTURE_MEASURES} <= set(MEASURES)


def test_every_pole_measure_has_a_row_and_an_undefined_one_says_why(sud: Pole) -> None:
    lonely = Pole.from_tables({"actors": {"id": ["a", "b"], "sector": ["food", "food"], "type": ["ess", "ess"]}})
    for pole in (sud, lonely):
        table = measures_table(Measured(multiplex_of(pole)), "en")
        assert {row[0] for row in table.rows if row[2] != "type of actor"} == {one.en for one in pole_measures()}
        for row in table.rows:
            assert row[3] is None or math.isfinite(row[3])
            assert row[4]
    undefined = [row for row in table.rows if row[3] is None]
    assert undefined
    assert all(row[4] not in {measure.reading_en for measure in pole_measures()} for row in undefined)


def test_there_is_one_row_per_link_and_per_membership_at_every_date(sud: Pole) -> None:
    table = links_table(picture_of(sud, at=None), "fr")
    assert len(table.rows) == len(sud.links) + len(sud.memberships)
    counted = sum(row[-1] == "oui" for row in table.rows)
    assert counted == picture_of(sud, at=None).edges["counts"].sum()


def test_the_workbook_holds_the_rows_of_the_page(french: Read) -> None:
    book = CalamineWorkbook.from_path(french.workbook)
    actors = book.get_sheet_by_name("Acteurs").to_python()
    assert actors[0][0] == "Nom"
    assert actors[1][0] == "Comité de bassin d’emploi du Seignanx"
    assert len(actors) == 31
    page = french.html[french.html.index('id="table-actors"') :]
    page = page[: page.index("</table>")]
    assert page.count("<tr>") == 31


def test_the_workbook_begins_with_the_notice(french: Read, sud: Pole) -> None:
    first = CalamineWorkbook.from_path(french.workbook).get_sheet_by_index(0).to_python()
    texts = [cell for row in first for cell in row]
    assert any("Graphe reconstruit à partir de sources publiques" in str(text) for text in texts)


def test_a_text_of_the_workbook_never_becomes_a_formula_nor_a_link(hostile: Read) -> None:
    import zipfile

    with zipfile.ZipFile(hostile.workbook) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
        rest = " ".join(book.namelist())
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    assert "_rels/sheet" not in rest


def test_a_sheet_without_rows_is_written() -> None:
    table = ReportTable("t", "Vide", "Vide", "", [ReportColumn("a")], [])
    assert workbook_bytes("titre", ["ligne"], [table], "fr")[:2] == b"PK"


@pytest.mark.parametrize(("number", "said"), [(1, "(1 ligne)"), (2, "(2 lignes)"), (1322, "(1\u202f322 lignes)")])
def test_a_folded_table_says_how_many_rows_it_has_in_proper_french(
    monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    table = ReportTable("t", "t", "Titre", "", [ReportColumn("a")], [("x",)] * number)
    page = '{% from "macros.html.j2" import folded_table %}{{ folded_table(table, texts) }}'
    monkeypatch.setattr(
        "coopnet.report.page.template_text", lambda name: page if name == "page" else template_text(name)
    )
    assert said in rendered("page", "fr", {"table": table, "texts": texts("fr")})


def test_sources_are_written_one_way_and_in_the_language_of_the_report(sud: Pole) -> None:
    sources = [str(row[-1]) for row in measures_table(Measured(multiplex_of(sud)), "fr").rows]
    assert not any("https://" in source or "Arithmetic" in source for source in sources)
    assert "Arithmétique" in sources


def test_what_follows_from_another_row_comes_after_what_has_to_be_corrected() -> None:
    pole = Pole.from_tables(
        {
            "actors": {"id": ["a", "b", "c"], "employees": ["", "many", ""]},
            "links": {"source": ["a", "a"], "target": ["b", "c"], "kind": ["convention", "friendship"]},
        },
        on_error="drop",
    )
    rows = findings_table(pole.findings, "fr").rows
    assert [row[4] for row in rows if row[0] == "erreur"] == ["many", "friendship", "b"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_measure_taken_by_type_of_actor_does_not_speak_of_sectors(sud: Pole, language: Language) -> None:
    table = measures_table(Measured(multiplex_of(sud)), language)
    by_type = [row for row in table.rows if row[2] == {"fr": "type d’acteur", "en": "type of actor"}[language]]

    assert len(by_type) > 5
    for label, _, _, _, reading, _ in by_type:
        assert not re.search("sect(eu|o)r", f"{label} {reading}")
