"""What is written and read again is the same pole."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coopnet.errors import WriteRefused
from coopnet.tables.checking import check_tables
from coopnet.tables.columns import CheckedTables, RawTables, raw_table
from coopnet.tables.folder import write_tables
from coopnet.tables.reading import read_tables
from coopnet.tables.sheets import is_totals_word
from coopnet.tables.workbook import write_workbook
from tests.tables.poles import checked

NASTY = [
    "=1+1",
    "+33",
    "@somme",
    "-1",
    "007",
    "l’Éole",
    'dit "le pôle"',
    "a;b,c\td|e",
    "deux\nlignes",
    "_x0041_",
    "NC",
    "œuvre",
]
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(LETTERS, max_size=12))
DATES = st.sampled_from(["", "2012", "2012-05", "2012-05-03", "03/05/2012"])
NUMBERS = st.one_of(st.none(), st.floats(min_value=1e-9, max_value=1e15, allow_nan=False))
SECTORS = st.sampled_from(["", "support", "BTP", "tx", "Textile d’ici"])
KINDS = st.sampled_from(["convention", "financement", "prêt", "projet commun"])


@st.composite
def poles(draw: st.DrawFn) -> CheckedTables:
    """Return a checked pole of a few actors, whatever their names."""
    ids = draw(st.lists(TEXTS, min_size=2, max_size=5, unique=True))
    n = len(ids)
    ends = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=6))

    def column(values: st.SearchStrategy[Any], size: int) -> list[Any]:
        return draw(st.lists(values, min_size=size, max_size=size))

    actors = {
        "id": ids,
        "name": column(TEXTS, n),
        "sector": column(SECTORS, n),
        "employees": column(st.one_of(st.none(), st.integers(0, 10**9)), n),
        "longitude": column(st.one_of(st.none(), st.floats(-180, 180)), n),
        "joined": column(DATES, n),
        "quartier": column(TEXTS, n),
    }
    links = {
        "source": [ids[a] for a, _ in ends],
        "target": [ids[b] for _, b in ends],
        "kind": column(KINDS, len(ends)),
        "weight": column(NUMBERS, len(ends)),
        "since": column(DATES, len(ends)),
        "evidence": column(TEXTS, len(ends)),
    }
    structures = {"id": ["GEIQ"], "kind": ["geiq"], "size": [draw(st.integers(0, 999))]}
    memberships = {"actor": [ids[0]], "structure": ["GEIQ"], "role": [draw(TEXTS)]}
    items = [
        ("name", draw(TEXTS)),
        ("status", "projet"),
        ("simulated", "oui"),
        ("sector", "tx | Textile d’ici"),
        ("link_kind", "prêt | Prêt de matériel | contrat | dirigé"),
    ]
    about = {"key": [key for key, _ in items], "value": [value for _, value in items]}
    given_tables = {
        "actors": actors,
        "links": links,
        "structures": structures,
        "memberships": memberships,
        "about": about,
    }
    tables = {
        name: raw_table(name, "memory", list(table), list(table.values())) for name, table in given_tables.items()
    }
    return check_tables(RawTables("memory", tables))


def content(pole: CheckedTables) -> dict[str, Any]:
    """Return what must survive: values, attributes, items, words; not the row numbers, which are those of a file."""
    return {
        "columns": {name: dict(table.columns) for name, table in pole.tables.items()},
        "attributes": {name: table.attributes for name, table in pole.tables.items()},
        "about": dict(pole.about),
        "sectors": dict(pole.vocabulary.words("sectors")),
        "kinds": dict(pole.vocabulary.kinds),
    }


def assert_same(first: CheckedTables, path: Path) -> None:
    second = check_tables(read_tables(path))
    assert content(second) == content(first)
    assert all(counts.read == counts.kept for name, counts in second.counts.items()), second.findings


@pytest.mark.parametrize(("language", "dialect"), [("en", "lab"), ("fr", "staff"), ("en", "staff"), ("fr", "lab")])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pole=poles())
def test_a_pole_written_as_csv_is_read_again_as_it_was(pole: CheckedTables, language: Any, dialect: Any) -> None:
    assume(len(pole.tables["actors"].rows) and not any(map(is_totals_word, pole.tables["actors"].columns["id"])))
    with tempfile.TemporaryDirectory() as folder:
        write_tables(pole, folder, language, dialect)
        assert_same(pole, Path(folder))


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pole=poles())
def test_a_pole_written_as_a_workbook_is_read_again_as_it_was(pole: CheckedTables, language: Any) -> None:
    assume(len(pole.tables["actors"].rows) and not any(map(is_totals_word, pole.tables["actors"].columns["id"])))
    with tempfile.TemporaryDirectory() as folder:
        assert_same(pole, write_workbook(pole, Path(folder) / "pole.xlsx", language))


def test_the_same_pole_gives_the_same_bytes(tmp_path: Path) -> None:
    pole = checked(tmp_path)
    first, second = (write_workbook(pole, tmp_path / f"{name}.xlsx").read_bytes() for name in "ab")
    assert first == second
    files = [write_tables(pole, tmp_path / name) for name in "cd"]
    assert [file.read_bytes() for file in files[0]] == [file.read_bytes() for file in files[1]]


def test_french_files_have_french_names_headers_words_and_decimal_commas(tmp_path: Path) -> None:
    files = write_tables(checked(tmp_path), tmp_path / "sortie", "fr", "staff")
    assert [file.name for file in files] == ["acteurs.csv", "structures.csv", "adhesions.csv", "liens.csv", "pole.csv"]
    links = files[3].read_bytes()
    assert links.startswith(b"\xef\xbb\xbf")
    assert links.count(b"\r\n") == 4
    text = links.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("acteur 1;acteur 2;nature du lien;poids")
    assert "TARNOS;CBE;Financement;1,5;1993;2012;article;certain" in text


def test_laboratory_files_have_codes_commas_and_decimal_points(tmp_path: Path) -> None:
    files = write_tables(checked(tmp_path), tmp_path / "out")
    assert files[3].name == "links.csv"
    assert b"TARNOS,CBE,funding,1.5,1993,2012,article,certain\n" in files[3].read_bytes()


@pytest.mark.parametrize("what", ["existing file", "missing folder", "folder in its place"])
def test_a_workbook_that_cannot_be_written_is_refused_in_one_sentence(what: str, tmp_path: Path) -> None:
    pole = checked(tmp_path)
    path = tmp_path / "pole.xlsx"
    if what == "existing file":
        path.write_bytes(b"mine")
    elif what == "missing folder":
        path = tmp_path / "nowhere" / "pole.xlsx"
    else:
        path.mkdir()
    with pytest.raises(WriteRefused) as refusal:
        write_workbook(pole, path)
    assert str(path) in refusal.value.fr
    assert "\n" not in refusal.value.fr + refusal.value.en
    if what == "existing file":
        assert path.read_bytes() == b"mine"
        write_workbook(pole, path, overwrite=True)
        assert path.read_bytes() != b"mine"


def test_an_existing_table_is_not_written_over_and_none_of_the_others_is_written(tmp_path: Path) -> None:
    pole = checked(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    (out / "links.csv").write_text("mine")
    with pytest.raises(WriteRefused):
        write_tables(pole, out)
    assert [file.name for file in out.iterdir()] == ["links.csv"]


def test_a_text_longer_than_a_cell_is_refused_rather_than_left_out(tmp_path: Path) -> None:
    actors = raw_table("actors", "memory", ["id", "name"], [["A"], ["x" * 40_000]])
    pole = check_tables(RawTables("memory", {"actors": actors}))
    with pytest.raises(WriteRefused, match="longer than a cell"):
        write_workbook(pole, tmp_path / "pole.xlsx")
    write_tables(pole, tmp_path / "out")
    assert content(check_tables(read_tables(tmp_path / "out"))) == content(pole)
