"""The template that staff fill in: what it shows, what its boxes say, and that it is read again."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from coopnet.errors import UnknownWord, WriteRefused
from coopnet.tables.checking import check_tables
from coopnet.tables.guide import example_of
from coopnet.tables.headers import claims_of
from coopnet.tables.reading import read_tables
from coopnet.tables.template import ROWS, header_of, template_bytes, write_template
from coopnet.vocabulary import vocabulary

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ORDER = ("about", "actors", "structures", "memberships", "links", "ratings")
DATA = ORDER[1:]
GUIDE_SHEETS = {"fr": "Mode d’emploi", "en": "How to fill in"}


@pytest.fixture(scope="module", params=["fr", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def content(language) -> bytes:
    return template_bytes(language)


def part(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))


def sheet(content: bytes, table: str) -> ET.Element:
    # the guide is the first sheet, the lists come last
    return part(content, f"xl/worksheets/sheet{2 + ORDER.index(table)}.xml")


def book(content: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def rules(content: bytes, table: str) -> dict[str, ET.Element]:
    return {rule.get("sqref"): rule for rule in sheet(content, table).iter(f"{MAIN}dataValidation")}


def rule_of(content: bytes, table: str, column: str) -> ET.Element | None:
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[list(vocabulary().tables[table].columns).index(column)]
    return rules(content, table).get(f"{letter}2:{letter}{ROWS + 1}")


def filled(content: bytes, rows: dict[str, list[list[str]]]) -> bytes:
    """Return the workbook with rows of text typed under the headers of some sheets; in « Pôle », beside its items."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as target:
        for item in archive.infolist():
            data = archive.read(item)
            for table, lines in rows.items():
                if item.filename == f"xl/worksheets/sheet{2 + ORDER.index(table)}.xml":
                    data = _typed(data.decode(), table, lines).encode()
            target.writestr(item, data)
    return out.getvalue()


def _typed(xml: str, table: str, lines: list[list[str]]) -> str:
    for number, line in enumerate(lines, start=2):
        cells = "".join(
            f'<c r="{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for place, text in enumerate(line)
            if text
        )
        if table == "about":
            xml = re.sub(rf'<row r="{number}"[^>]*>.*?</row>', f'<row r="{number}">{cells}</row>', xml)
        else:
            xml = xml.replace("</sheetData>", f'<row r="{number}">{cells}</row></sheetData>')
    return xml


def examples(language: str) -> dict[str, list[list[str]]]:
    """Return one row per sheet, made of the examples of the guide, and the second actor whom the link needs."""
    tables = vocabulary().tables
    rows = {table: [[example_of(table, name, language) for name in tables[table].columns]] for table in DATA}
    rows["actors"].append(["MAIRIE", "Mairie"])
    items = vocabulary().about.items()
    rows["about"] = [[item.header(language), example_of("about", name, language)] for name, item in items]
    return rows


def test_has_one_sheet_per_table_and_hides_the_lists(content, language):
    sheets = book(content).sheets_metadata
    tables = [vocabulary().tables[table].label(language) for table in ORDER]
    hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
    assert [sheet.name for sheet in sheets][:-1] == [GUIDE_SHEETS[language], *tables]
    assert hidden == [sheets[-1].name]


@pytest.mark.parametrize("table", DATA)
def test_data_sheets_hold_headers_and_nothing_else(content, language, table):
    rows = book(content).get_sheet_by_name(vocabulary().tables[table].label(language)).to_python()
    columns = vocabulary().tables[table].columns.values()
    assert rows == [[header_of(column, language) for column in columns]]


@pytest.mark.parametrize("table", ORDER)
def test_reader_understands_every_header(language, table):
    for column in vocabulary().tables[table].columns.values():
        assert claims_of(table, header_of(column, language))[0][1] == column.name


def test_items_of_the_pole_stand_ready_without_values(content, language):
    rows = book(content).get_sheet_by_name(vocabulary().tables["about"].label(language)).to_python()
    assert rows[1:] == [[item.header(language), ""] for item in vocabulary().about.values()]


@pytest.mark.parametrize("table", DATA)
def test_required_columns_are_starred_and_coloured(content, language, table):
    styles = part(content, "xl/styles.xml")
    formats = styles.find(f"{MAIN}cellXfs").findall(f"{MAIN}xf")
    fills = styles.find(f"{MAIN}fills").findall(f"{MAIN}fill")
    headers = sheet(content, table).find(f"{MAIN}sheetData")[0]
    for cell, column in zip(headers, vocabulary().tables[table].columns.values(), strict=True):
        fill = fills[int(formats[int(cell.get("s"))].get("fillId"))]
        colour = fill.find(f"{MAIN}patternFill/{MAIN}fgColor").get("rgb")
        assert (colour == "FF1F4E79") == column.required == header_of(column, language).endswith("*")


@pytest.mark.parametrize("table", DATA)
def test_codes_identifiers_and_dates_are_text_cells(content, table):
    formats = part(content, "xl/styles.xml").find(f"{MAIN}cellXfs").findall(f"{MAIN}xf")
    shown = {
        place: int(formats[int(col.get("style", "0"))].get("numFmtId"))
        for col in sheet(content, table).find(f"{MAIN}cols")
        for place in range(int(col.get("min")), int(col.get("max")) + 1)
    }
    for place, column in enumerate(vocabulary().tables[table].columns.values(), start=1):
        assert shown[place] == (0 if column.format in ("integer", "number") else 49), column.name  # 49 is “@”


@pytest.mark.parametrize("table", DATA)
def test_header_row_is_frozen(content, table):
    pane = sheet(content, table).find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane")
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")


def test_drop_downs_offer_the_labels_and_the_reader_knows_them_all(content, language):
    lists = book(content).get_sheet_by_name({"fr": "Listes", "en": "Lists"}[language]).to_python()
    columns = list(zip(*lists, strict=True))
    for table in DATA:
        for name, column in vocabulary().tables[table].columns.items():
            if not column.words:
                continue
            formula = rule_of(content, table, name).find(f"{MAIN}formula1").text
            letter, last = re.fullmatch(r"List(?:e)?s!\$([A-Z])\$2:\$[A-Z]\$(\d+)", formula).groups()
            offered = columns[ord(letter) - ord("A")][1 : int(last)]
            known = vocabulary().words(column.words)
            assert [vocabulary().find(column.words, label) for label in offered] == list(known)
            assert len(set(offered)) == len(known)


@pytest.mark.parametrize(
    ("table", "column", "to"),
    [
        ("structures", "actor", "actors"),
        ("memberships", "actor", "actors"),
        ("memberships", "structure", "structures"),
        ("links", "source", "actors"),
        ("links", "target", "actors"),
    ],
)
def test_ids_typed_so_far_are_offered_where_they_are_needed(content, language, table, column, to):
    name = vocabulary().tables[to].label(language)
    formula = rule_of(content, table, column).find(f"{MAIN}formula1").text
    assert formula == f"OFFSET('{name}'!$A$2,0,0,MAX(1,COUNTA('{name}'!$A$2:$A${ROWS + 1})),1)"


def test_the_sheet_of_the_pole_offers_its_lists_too(content):
    items = list(vocabulary().about)
    found = rules(content, "about")
    for name in ("approach", "status", "simulated"):
        assert found[f"B{2 + items.index(name)}"].get("type") == "list"
    assert len(found) == len(items)


def test_closed_lists_stop_and_open_ones_ask(content):
    assert rule_of(content, "actors", "type").get("errorStyle") is None  # stop is the default of the format
    for table, column in (("actors", "sector"), ("links", "kind"), ("links", "source")):
        assert rule_of(content, table, column).get("errorStyle") == "warning"


def test_numbers_and_lengths_are_checked_while_typing(content):
    weight, size = rule_of(content, "links", "weight"), rule_of(content, "structures", "size")
    assert (weight.get("type"), weight.get("operator"), weight.find(f"{MAIN}formula1").text) == (
        "decimal", "greaterThan", "0"
    )  # fmt: skip
    assert (size.get("type"), size.find(f"{MAIN}formula1").text) == ("whole", "0")
    latitude = rule_of(content, "actors", "latitude")
    assert [latitude.find(f"{MAIN}formula{end}").text for end in (1, 2)] == ["-90", "90"]
    assert rule_of(content, "actors", "siret").get("type") == "textLength"


def test_every_box_speaks_and_fits(content, language):
    for table in ORDER:
        for rule in rules(content, table).values():
            texts = [rule.get(key) for key in ("error", "prompt") if rule.get(key)]
            assert texts
            assert all(5 < len(text) <= 255 for text in texts)
            assert all(len(rule.get(key, "")) <= 32 for key in ("errorTitle", "promptTitle"))
    said = rule_of(content, "links", "since").get("error")
    assert ("Écrivez une date" if language == "fr" else "Write a date") in said


def test_guide_explains_every_column_with_an_example(content, language):
    rows = book(content).get_sheet_by_name(GUIDE_SHEETS[language]).to_python()
    told = [tuple(row) for row in rows]
    for table in ORDER:
        words = vocabulary()
        for name, column in (words.about if table == "about" else words.tables[table].columns).items():
            example = example_of(table, name, language)
            assert example
            assert any(
                row[0] == column.header(language) and row[2].startswith(column.about(language)) and row[3] == example
                for row in told
            ), (table, name)


def test_is_the_same_bytes_every_time_and_carries_no_date_of_its_own(content, language):
    assert template_bytes(language) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    created = part(content, "docProps/core.xml").find("{http://purl.org/dc/terms/}created").text
    assert created.startswith(str(datetime.date(2026, 1, 1)))


def test_empty_template_gets_one_clear_sentence(tmp_path, language):
    checked = check_tables(read_tables(write_template(tmp_path / "vide.xlsx", language)))
    assert checked.findings[0].code == "no_actors"
    assert {finding.severity for finding in checked.findings[1:]} == {"information"}


def test_examples_of_the_guide_make_a_pole_without_a_fault(tmp_path, content, language):
    path = tmp_path / "rempli.xlsx"
    path.write_bytes(filled(content, examples(language)))
    checked = check_tables(read_tables(path))
    grave = [finding for finding in checked.findings if finding.severity in ("fatal", "error")]
    assert not grave
    assert {name: counts.kept for name, counts in checked.counts.items() if name in DATA} == {
        "actors": 2,
        "structures": 1,
        "memberships": 1,
        "links": 1,
        "ratings": 1,
    }
    assert checked.tables["actors"].columns["type"][0] == "ess"
    assert checked.tables["actors"].columns["siret"][0] == "73282932000074"
    assert checked.tables["links"].columns["kind"] == ["convention"]
    assert checked.about["approach"] == "multi_activity"
    assert "boating" in checked.vocabulary.words("sectors") or "nautisme" in checked.vocabulary.words("sectors")


def test_never_overwrites_what_somebody_may_have_filled_in(tmp_path):
    path = tmp_path / "mon_pole.xlsx"
    path.write_bytes(b"precious")
    with pytest.raises(WriteRefused, match="exists already") as refusal:
        write_template(path)
    assert "existe déjà" in refusal.value.sentence("fr")
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("name", "language", "refusal"),
    [
        ("modele.xls", "fr", WriteRefused),
        ("absent/modele.xlsx", "fr", WriteRefused),
        ("modele.xlsx", "de", UnknownWord),
    ],
)
def test_impossible_requests_are_refused_and_leave_nothing(tmp_path, name, language, refusal):
    with pytest.raises(refusal):
        write_template(tmp_path / name, language)
    assert not list(Path(tmp_path).iterdir())
