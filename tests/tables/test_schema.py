"""Schemas say of each file what the vocabulary says of its columns."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coopnet.errors import UnknownWord, WriteRefused
from coopnet.tables.schema import data_package, schema_files, schema_name, table_schema, write_schemas
from coopnet.vocabulary import TABLES, Word, vocabulary

DATASET = Path(__file__).resolve().parents[2] / "datasets" / "sud_aquitaine"


def field_of(table: str, name: str, **options) -> dict:
    return next(field for field in table_schema(table, **options)["fields"] if field["name"] == name)


@pytest.mark.parametrize("table", TABLES)
def test_has_the_columns_of_the_vocabulary_in_their_order(table):
    columns = vocabulary().tables[table].columns.values()
    assert [field["name"] for field in table_schema(table)["fields"]] == [column.name for column in columns]
    french = table_schema(table, language="fr")["fields"]
    assert [field["name"] for field in french] == [column.fr for column in columns]
    assert [field["description"] for field in french] == [column.about_fr for column in columns]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.filterwarnings("ignore")
def test_is_a_valid_table_schema(table, language):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is a test dependency")
    assert frictionless.Schema.validate_descriptor(table_schema(table, language=language)).valid


def test_keeps_the_headers_of_the_file_and_their_order():
    schema = table_schema("links", ["target", "source", "kind", "couleur"])
    assert [field["name"] for field in schema["fields"]] == ["target", "source", "kind", "couleur"]
    assert schema["fields"][3] == {"name": "couleur", "type": "string"}
    assert [key["fields"] for key in schema["foreignKeys"]] == ["target", "source"]


def test_understands_aliases_as_the_reader_does():
    assert table_schema("actors", ["code", "raison sociale"])["fields"][1]["title"] == "nom"


def test_names_keys_in_the_language_of_the_headers():
    assert table_schema("actors")["primaryKey"] == ["id"]
    french = table_schema("structures", language="fr")
    assert french["primaryKey"] == ["identifiant"]
    reference = {"resource": "actors", "fields": "identifiant"}
    assert french["foreignKeys"] == [{"fields": "acteur correspondant", "reference": reference}]
    assert "primaryKey" not in table_schema("links")


def test_a_weight_is_said_to_be_greater_than_zero():
    """The check refuses 0, which means that there is no link."""
    assert "supérieur à 0" in field_of("links", "weight")["description"]
    assert field_of("links", "weight")["constraints"] == {"minimum": 0}


def test_decimal_mark_follows_the_language():
    assert field_of("links", "weight")["decimalChar"] == "."
    assert field_of("links", "poids", language="fr")["decimalChar"] == ","


def test_words_are_codes_in_english_and_labels_in_french():
    assert field_of("actors", "type")["constraints"]["enum"][0] == "ess"
    assert field_of("actors", "type", language="fr")["constraints"]["enum"][0] == "Organisation de l’ESS"
    assert "shared_premises" in field_of("structures", "kind")["constraints"]["enum"]
    assert "employers_group" not in field_of("links", "kind")["constraints"]["enum"]


def test_knows_the_words_that_a_pole_declares():
    words = vocabulary().extended(sectors=[Word("boating", "Nautisme", "Boating")])
    assert "boating" in field_of("actors", "sector", words=words)["constraints"]["enum"]
    assert "boating" not in field_of("actors", "sector")["constraints"]["enum"]


def test_required_unique_and_bounded_columns_are_constrained():
    assert field_of("actors", "id")["constraints"] == {"required": True, "unique": True}
    assert field_of("memberships", "actor")["constraints"] == {"required": True}
    assert field_of("actors", "latitude")["constraints"] == {"minimum": -90, "maximum": 90}
    assert "constraints" not in field_of("actors", "name")


@pytest.mark.parametrize(
    ("column", "right", "wrong"),
    [
        ("commune", ["40312", "2A004", "97105", "01004"], ["1004", "2C004", "20004", "4031A", "403120"]),
        ("siren", ["244000659"], ["24400065", "244 000 659", "2440006590"]),
        ("siret", ["73282932000074"], ["732829320", "7,32829E+13"]),
        ("naf", ["56.29A", "5629A"], ["56.29", "5.629A", "56.29a"]),
        ("joined", ["2012", "2012-09", "2012-09-30"], ["12", "2012-13", "2012-00", "30/09/2012", "2012-09-32"]),
    ],
)
def test_patterns_accept_codes_and_dates_as_they_are_written(column, right, wrong):
    pattern = field_of("actors", column)["constraints"]["pattern"]
    assert all(re.fullmatch(pattern, text) for text in right)
    assert not any(re.fullmatch(pattern, text) for text in wrong)


def test_package_lists_the_files_present_and_points_to_their_schemas():
    package = data_package("Mon_pole", {"links": ["source"], "actors": ["id"]}, {"licence": "Etalab-2.0"})
    assert [(item["path"], item["schema"]) for item in package["resources"]] == [
        ("actors.csv", "actors.schema.json"),
        ("links.csv", "links.schema.json"),
    ]
    assert (package["name"], package["licenses"]) == ("mon-pole", [{"name": "Etalab-2.0"}])


def test_files_of_a_folder_are_written_as_announced(tmp_path):
    folder = shutil.copytree(DATASET, tmp_path / "pole", ignore=shutil.ignore_patterns("*.json"))
    paths = write_schemas(folder)
    assert {path.name for path in paths} == {
        *map(schema_name, (t for t in TABLES if not vocabulary().tables[t].optional)),
        "datapackage.json",
    }
    assert {path.name: path.read_text(encoding="utf-8") for path in paths} == schema_files(folder)
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["name"] == "pole"


def test_writing_where_one_cannot_is_refused(tmp_path):
    folder = shutil.copytree(DATASET, tmp_path / "pole", ignore=shutil.ignore_patterns("*.json"))
    (folder / "actors.schema.json").mkdir()
    with pytest.raises(WriteRefused, match=r"actors\.schema\.json"):
        write_schemas(folder)


def test_an_unknown_table_is_refused_with_the_known_ones():
    with pytest.raises(UnknownWord, match="actors, structures"):
        table_schema("people")


def test_schema_and_template_need_neither_numpy_nor_pandas():
    code = (
        "import sys, coopnet.tables.schema, coopnet.tables.template; "
        "print(sorted({'numpy', 'pandas', 'scipy', 'networkx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
