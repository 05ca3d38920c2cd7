"""Files → raw tables: encodings, separators, workbooks, and the one sentence that refuses what cannot be read."""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from coopnet.errors import UnreadableInput
from coopnet.tables.checking import check_tables
from coopnet.tables.columns import CheckedTables, RawTables, raw_table
from coopnet.tables.reading import read_tables
from tests.tables.poles import VALID, checked, coded, written

FIXTURES = Path(__file__).parent / "fixtures"


def actors(found: CheckedTables) -> dict[str, list[Any]]:
    return dict(found.tables["actors"].columns)


# ----------------------------------------------------------------------------------------------------------------------
# Encodings and separators
# ----------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_french_spreadsheets_gives_the_same_pole(encoding: str, tmp_path: Path) -> None:
    for name in ("plain", "other"):
        (tmp_path / name).mkdir()
    plain = checked(tmp_path / "plain")
    marked = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    other = checked(tmp_path / "other", **{name: marked + text.encode(encoding) for name, text in VALID.items()})
    assert other.tables == plain.tables
    assert other.about == plain.about
    assert bool(coded(other, "encoding_assumed")) == (encoding == "cp1252")


def test_the_encoding_asked_for_wins_over_the_rule(tmp_path: Path) -> None:
    written(tmp_path, **{name: text.replace("œ", "oe").encode("mac-roman") for name, text in VALID.items()})
    found = check_tables(read_tables(tmp_path, encoding="mac_roman"))
    assert actors(found)["name"][1] == "SCIC Éole"


def test_a_mark_is_not_taken_for_a_letter_of_the_first_header(tmp_path: Path) -> None:
    text = '"identifiant";"nom"\n"CBE";"CBE"\n'
    written(tmp_path, acteurs=text.encode("utf-8-sig"), structures=None, adhesions=None, liens=None)
    for encoding in (None, "utf-8"):
        assert list(actors(check_tables(read_tables(tmp_path, encoding=encoding)))) == ["id", "name"]


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    for name in ("klingon", "base64", "rot13"):
        with pytest.raises(UnreadableInput, match="Unknown encoding"):
            read_tables(written(tmp_path), encoding=name)


def test_a_wrong_encoding_is_said_at_the_byte_where_it_fails(tmp_path: Path) -> None:
    written(tmp_path, acteurs="identifiant;nom\nEOLE;Éole\n".encode("cp1252"))
    found = check_tables(read_tables(tmp_path, encoding="utf-8"))
    (finding,) = coded(found, "undecodable_file")
    assert "byte number 22" in finding.reason_en
    assert finding.severity == "fatal"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_separator_is_recognised(separator: str, tmp_path: Path) -> None:
    text = f'identifiant{separator}nom{separator}effectif\nCBE{separator}"CBE, du; Seignanx|\t"{separator}12\n'
    found = checked(tmp_path, acteurs=text, structures=None, adhesions=None, liens=None)
    assert actors(found) == {"id": ["CBE"], "name": ["CBE, du; Seignanx|"], "employees": [12]}


def test_the_separator_is_found_below_a_title_full_of_commas(tmp_path: Path) -> None:
    text = "Pôle, liste, des, acteurs, 2012\nidentifiant;nom\nCBE;CBE, du, Seignanx\n"
    found = checked(tmp_path, acteurs=text, structures=None, adhesions=None, liens=None)
    assert actors(found)["name"] == ["CBE, du, Seignanx"]


def test_windows_old_macintosh_and_unix_lines_read_alike(tmp_path: Path) -> None:
    for number, end in enumerate(("\n", "\r\n", "\r")):
        (tmp_path / str(number)).mkdir()
        found = checked(tmp_path / str(number), acteurs=VALID["acteurs"].replace("\n", end))
        assert found.counts["actors"].kept == 4


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'Titre\n\nidentifiant;nom;secteur\n\nCBE;"sur\ndeux lignes";\n \n;;\nEOLE;Éole;astrologie\n'
    found = checked(tmp_path, acteurs=text, structures=None, adhesions=None, liens=None)
    assert [finding.row for finding in coded(found, "unknown_word")] == [8]
    assert found.tables["actors"].rows == [5]
    assert actors(found)["name"] == ["sur\ndeux lignes"]


def test_file_names_are_understood_in_any_case_and_language(tmp_path: Path) -> None:
    for name, table in {
        "ACTEURS": "acteurs",
        "Structures": "structures",
        "Adhésions": "adhesions",
        "links": "liens",
    }.items():
        (tmp_path / f"{name}.CSV").write_text(VALID[table], encoding="utf-8")
    found = check_tables(read_tables(tmp_path))
    assert [found.counts[name].kept for name in ("actors", "structures", "memberships", "links")] == [4, 2, 3, 3]


def test_other_files_of_a_folder_are_told_or_passed_over(tmp_path: Path) -> None:
    written(tmp_path)
    for name in ("budget.csv", "acteurs_2023.csv", "datapackage.json", "README.md", ".cache.csv", "~acteurs.csv"):
        (tmp_path / name).write_text("x")
    found = coded(check_tables(read_tables(tmp_path)), "file_ignored")
    assert [finding.place for finding in found] == ["acteurs_2023.csv", "budget.csv"]
    assert "«\u202fActeurs\u202f»" in found[0].suggestion_fr


def test_two_files_for_one_table_are_both_refused(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "actors.csv").write_text(VALID["acteurs"])
    found = check_tables(read_tables(tmp_path))
    (finding,) = coded(found, "two_places")
    assert finding.severity == "fatal"
    assert finding.reason_fr == "La table Acteurs est donnée deux fois\u202f: acteurs.csv et actors.csv."
    assert found.counts["links"].rejected == found.counts["links"].read == 3


def test_a_binary_file_among_the_tables_is_fatal_for_that_table(tmp_path: Path) -> None:
    found = checked(tmp_path, liens=b"\x00\x01\x02" * 1000)
    assert [(f.table, f.severity) for f in coded(found, "unreadable_file")] == [("links", "fatal")]
    assert found.counts["actors"].kept == 4


def test_nothing_on_disk_is_modified(tmp_path: Path) -> None:
    written(tmp_path)
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()}
    check_tables(read_tables(tmp_path))
    assert {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()} == before


# ----------------------------------------------------------------------------------------------------------------------
# Workbooks
# ----------------------------------------------------------------------------------------------------------------------
class Book:
    """A workbook in the making."""

    def __init__(self) -> None:
        self.held = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.held, {"in_memory": True})

    def sheet(self, name: str, *rows: list[Any]) -> Any:
        sheet = self.book.add_worksheet(name)
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(i, j, value, self.book.add_format({"num_format": "dd/mm/yyyy"}))
                elif value is not None:
                    sheet.write(i, j, value)
        return sheet

    def bytes(self) -> bytes:
        self.book.close()
        return self.held.getvalue()

    def saved(self, folder: Path) -> Path:
        (folder / "pôle.xlsx").write_bytes(self.bytes())
        return folder / "pôle.xlsx"


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_an_old_or_free_workbook_reads_like_any_other(ending: str) -> None:
    found = check_tables(read_tables(FIXTURES / f"pole.{ending}"))
    assert [(f.code, f.place, f.row, f.column, f.value) for f in found.findings if f.row or f.severity == "error"] == [
        ("title_rows", f"pole.{ending} › Acteurs", 3, None, None),
        ("formula_error", f"pole.{ending} › Acteurs", 7, "Effectif", "#N/A"),
        ("totals_row", f"pole.{ending} › Acteurs", 8, None, "Total"),
    ]
    assert [f.place for f in coded(found, "sheet_ignored")] == [f"pole.{ending} › Budget"]
    assert actors(found) == {
        "id": ["CBE", "EOLE"],
        "name": ["CBE du Seignanx", "Éole"],
        "type": ["ess", "ess"],
        "sector": ["support", "catering"],
        "siret": ["73282932000074", ""],
        "employees": [12, 49],
        "joined": ["1993-05-03", "2006"],
    }


def test_typed_cells_become_the_text_that_was_meant(tmp_path: Path) -> None:
    book = Book()
    book.sheet(
        "ACTEURS",
        ["identifiant", "nom", "SIRET", "entrée", "effectif", "longitude"],
        [12, "Éole", 73282932000074, datetime.datetime(2012, 5, 3), 49.0, -1.46],
        ["007", True, "", 2012, None, None],
    )
    assert actors(check_tables(read_tables(book.saved(tmp_path)))) == {
        "id": ["12", "007"],
        "name": ["Éole", "VRAI"],
        "siret": ["73282932000074", ""],
        "joined": ["2012-05-03", "2012"],
        "employees": [49, None],
        "longitude": [-1.46, None],
    }


def test_rows_and_columns_left_empty_before_the_table_do_not_shift_the_numbers(tmp_path: Path) -> None:
    book = Book()
    book.sheet("Acteurs", [], [], [None, None, "identifiant", "secteur"], [None, None, "CBE", "astrologie"])
    (finding,) = coded(check_tables(read_tables(book.saved(tmp_path))), "unknown_word")
    assert (finding.place, finding.row, finding.column) == ("pôle.xlsx › Acteurs", 4, "secteur")


def test_merged_cells_in_the_table_are_refused_by_name_and_a_merged_title_is_not(tmp_path: Path) -> None:
    book = Book()
    sheet = book.sheet("Acteurs", ["Liste"], ["identifiant", "nom"], ["CBE", "CBE du Seignanx"], ["EOLE", "Éole"])
    sheet.merge_range("A1:B1", "Liste")
    assert not coded(check_tables(read_tables(book.saved(tmp_path))), "merged_cells")
    book = Book()
    sheet = book.sheet("Acteurs", ["identifiant", "nom"], ["CBE", "CBE du Seignanx"], ["EOLE", "Éole"])
    sheet.merge_range("B2:B3", "ensemble")
    found = check_tables(read_tables(book.saved(tmp_path)))
    (finding,) = coded(found, "merged_cells")
    assert "B2:B3" in finding.reason_fr
    assert finding.severity == "fatal"
    assert found.counts["actors"].rejected == found.counts["actors"].read == 2


def ods(folder: Path, rows: str) -> Path:
    """Write the smallest .ods file that holds a sheet « Acteurs »."""
    spaces = {"office": "office", "table": "table", "text": "text"}
    names = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in spaces.items())
    content = (
        f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Acteurs">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "pole.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def ods_row(*cells: str, **attributes: str) -> str:
    extra = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    inside = "".join(
        f'<table:table-cell office:value-type="string"{extra}><text:p>{text}</text:p></table:table-cell>'
        for text in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def test_merged_cells_of_a_free_workbook_are_refused_too(tmp_path: Path) -> None:
    rows = ods_row("identifiant", "nom") + ods_row("CBE", number_rows_spanned="2") + ods_row("", "Éole")
    (finding,) = coded(check_tables(read_tables(ods(tmp_path, rows))), "merged_cells")
    assert "A2:A3" in finding.reason_en


def test_a_sheet_that_reaches_the_last_cell_is_refused_and_not_loaded(tmp_path: Path) -> None:
    book = Book()
    book.sheet("Acteurs", ["identifiant"], ["CBE"]).write("XFD1048576", "oubli")
    with pytest.raises(UnreadableInput) as refusal:
        read_tables(book.saved(tmp_path))
    assert "XFD1048576" in refusal.value.fr
    rows = ods_row("identifiant") + ods_row("x", number_columns_repeated="16384").replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1048575">'
    )
    with pytest.raises(UnreadableInput) as refusal:
        read_tables(ods(tmp_path, rows))
    assert "XFD1048576" in refusal.value.fr


def test_the_reach_of_an_old_workbook_is_known_before_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopnet.tables.workbook.CELLS", 8 * 7 - 1)
    with pytest.raises(UnreadableInput, match="reaches as far as cell G8"):
        read_tables(FIXTURES / "pole.xls")


def test_a_workbook_that_states_more_texts_than_it_has_bytes_is_damaged(tmp_path: Path) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small_book())) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b' count="501"', b' count="4294967295"'))
    (tmp_path / "pole.xlsx").write_bytes(changed.getvalue())
    assert changed.getvalue().count(b"4294967295") == 1
    with pytest.raises(UnreadableInput, match="truncated or damaged"):
        read_tables(tmp_path / "pole.xlsx")


def test_an_old_workbook_that_states_impossible_dimensions_is_damaged(tmp_path: Path) -> None:
    data = bytearray((FIXTURES / "pole.xls").read_bytes())
    stated = data.index(b"\x00\x02\x0e\x00") + 4  # the record of the dimensions of the first sheet
    data[stated + 4 : stated + 8] = b"\xff\xff\xff\x7f"
    (tmp_path / "pole.xls").write_bytes(data)
    with pytest.raises(UnreadableInput, match="truncated or damaged"):
        read_tables(tmp_path / "pole.xls")


def test_a_format_without_value_in_the_last_cell_does_no_harm(tmp_path: Path) -> None:
    book = Book()
    book.sheet("Acteurs", ["identifiant"], ["CBE"]).write_blank(
        1_048_575, 16_383, None, book.book.add_format({"bold": True})
    )
    assert actors(check_tables(read_tables(book.saved(tmp_path)))) == {"id": ["CBE"]}


def test_a_formula_without_a_stored_result_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    path = Book()
    path.sheet("Acteurs", ["identifiant", "effectif"], ["CBE", None]).write_formula(1, 1, "=1+1", None, "RESULT")
    data, changed = path.bytes(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>RESULT</v>", b""))
    (tmp_path / "pole.xlsx").write_bytes(changed.getvalue())
    (finding,) = coded(check_tables(read_tables(tmp_path / "pole.xlsx")), "formula_error")
    assert (finding.row, finding.column, finding.value) == (2, "effectif", "#FORMULE?")


def test_sheets_of_instructions_and_lists_are_passed_over_and_other_sheets_told(tmp_path: Path) -> None:
    book = Book()
    for name in ("Mode d’emploi", "Listes", "Acteurs", "Budget"):
        book.sheet(name, ["identifiant"], ["CBE"])
    found = coded(check_tables(read_tables(book.saved(tmp_path))), "sheet_ignored")
    assert [finding.place for finding in found] == ["pôle.xlsx › Budget"]


def test_two_sheets_for_one_table_are_both_refused(tmp_path: Path) -> None:
    book = Book()
    for name in ("Acteurs", "Actors"):
        book.sheet(name, ["identifiant"], ["CBE"])
    assert coded(check_tables(read_tables(book.saved(tmp_path))), "two_places")


def test_the_sheet_about_the_pole_needs_no_headers(tmp_path: Path) -> None:
    book = Book()
    book.sheet("Acteurs", ["identifiant"], ["CBE"])
    book.sheet("Pôle", ["Nom", "Pôle d’essai"], ["Date de référence", datetime.datetime(2012, 9, 1)])
    assert check_tables(read_tables(book.saved(tmp_path))).about == {
        "name": "Pôle d’essai",
        "reference_date": "2012-09-01",
    }


# ----------------------------------------------------------------------------------------------------------------------
# What cannot be read
# ----------------------------------------------------------------------------------------------------------------------
def encrypted_xlsx() -> bytes:
    """Return what an .xlsx protected by a password begins like: an OLE file with a stream EncryptedPackage."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, b"<encryption-data/>" if name.endswith("manifest.xml") else b"<x/>")
    return held.getvalue()


def small_book() -> bytes:
    book = Book()
    book.sheet("Acteurs", ["identifiant"], *[[f"A{i}"] for i in range(500)])
    return book.bytes()


UNREADABLE = {
    "empty.xlsx": (b"", "vide"),
    "truncated.xlsx": (small_book()[:-2000], "tronqué"),
    "half.xlsx": (small_book()[:1000], "tronqué"),
    "protected.xlsx": (encrypted_xlsx(), "mot de passe"),
    "protected.ods": (archive("content.xml", "META-INF/manifest.xml"), "mot de passe"),
    "text.xlsx": (b"identifiant;nom\nCBE;CBE\n", "pas un classeur"),
    "page.xls": (b"<html><table><tr><td>identifiant</td></tr></table></html>", "pas un classeur"),
    "letter.docx": (archive("word/document.xml"), "autre type de document"),
    "old_letter.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "autre type de document"),
    "binary.xlsb": (archive("xl/workbook.bin"), "xlsb"),
    "archive.zip": (archive("acteurs.txt"), "pas un classeur"),
    "hollow.xlsx": (archive("xl/workbook.xml", "xl/_rels/workbook.xml.rels"), "tronqué"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "pas un classeur"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_gets_one_sentence_that_names_the_file_and_the_reason(name: str, tmp_path: Path) -> None:
    data, reason = UNREADABLE[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableInput) as refusal:
        read_tables(tmp_path / name)
    assert name in refusal.value.fr
    assert name in refusal.value.en
    assert reason in refusal.value.fr
    assert "\n" not in refusal.value.fr
    assert refusal.value.fr.endswith(".")


def test_two_hundred_megabytes_of_junk_are_refused_at_once(tmp_path: Path) -> None:
    junk = tmp_path / "junk.xlsx"
    with junk.open("wb") as file:
        for _ in range(200):
            file.write(os.urandom(1 << 20))
    with pytest.raises(UnreadableInput, match="not a spreadsheet"):
        read_tables(junk)


def test_a_workbook_that_unpacks_beyond_reason_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopnet.tables.archive.LARGEST", 1000)
    (tmp_path / "bomb.xlsx").write_bytes(small_book())
    with pytest.raises(UnreadableInput, match="far too big"):
        read_tables(tmp_path / "bomb.xlsx")


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no file or folder"):
        read_tables(tmp_path / "nowhere.xlsx")
    with pytest.raises(UnreadableInput):
        read_tables("a\0b")
    with pytest.raises(UnreadableInput):
        read_tables("x" * 5000)


def test_a_single_csv_file_is_refused_with_the_advice_to_give_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as refusal:
        read_tables(written(tmp_path) / "acteurs.csv")
    assert "donnez le dossier" in refusal.value.fr


def test_a_folder_without_tables_is_refused_and_the_workbook_in_it_pointed_at(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="none of the tables"):
        read_tables(tmp_path)
    (tmp_path / "pole.xlsx").write_bytes(small_book())
    with pytest.raises(UnreadableInput, match=r"give the workbook itself, pole\.xlsx"):
        read_tables(tmp_path)


def test_a_workbook_without_the_sheets_of_a_pole_is_refused_with_its_sheets_listed(tmp_path: Path) -> None:
    book = Book()
    book.sheet("Budget", ["a"])
    with pytest.raises(UnreadableInput, match="its sheets: Budget"):
        read_tables(book.saved(tmp_path))


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pole.xlsx").write_bytes(small_book())
    written(tmp_path)

    def forbidden(*_: Any, **__: Any) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    monkeypatch.setattr(Path, "read_bytes", forbidden)
    for path in (tmp_path / "pole.xlsx", tmp_path):
        with pytest.raises(UnreadableInput, match="Permission denied"):
            read_tables(path)


# ----------------------------------------------------------------------------------------------------------------------
# The floor itself
# ----------------------------------------------------------------------------------------------------------------------
def test_reading_checking_and_writing_need_neither_numpy_nor_pandas(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from coopnet.tables.reading import read_tables\n"
        "from coopnet.tables.checking import check_tables\n"
        "from coopnet.tables.folder import write_tables\n"
        "from coopnet.tables.workbook import write_workbook\n"
        f"pole = check_tables(read_tables({str(written(tmp_path))!r}))\n"
        f"write_tables(pole, {str(tmp_path / 'out')!r}); write_workbook(pole, {str(tmp_path / 'out.xlsx')!r})\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'numpy', 'pandas', 'networkx', 'scipy'}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_tables_from_memory_go_through_the_same_door() -> None:
    table = raw_table("actors", "memory", ["id", "joined"], [["CBE", None], [datetime.date(1993, 5, 3), float("nan")]])
    found = check_tables(RawTables("memory", {"actors": table}))
    assert actors(found) == {"id": ["CBE"], "joined": ["1993-05-03"]}
    assert [(f.code, f.row) for f in found.findings if f.severity == "error"] == [("missing_value", 2)]


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="different lengths"):
        raw_table("actors", "memory", ["id", "name"], [["a", "b"], ["c"]])
