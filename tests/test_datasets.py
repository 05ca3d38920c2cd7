"""The shipped datasets: whole, sourced, described, and read without an error."""

from __future__ import annotations

import csv
import importlib.util
import re
import shutil
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest
from stdnum.fr import siren

from coopnet.multiplex import multiplex_of
from coopnet.pole import Pole
from coopnet.tables.checking import check_tables
from coopnet.tables.reading import read_tables
from coopnet.tables.schema import schema_files

ROOT = Path(__file__).resolve().parent.parent
DATASETS = ROOT / "datasets"
NAMES = ("sud_aquitaine", "pole_simule")
TABLES = ("actors", "structures", "memberships", "links")
ARTICLE = "TRANSVERSALE(S), sept. 2012"


def rows_of(dataset: str, table: str) -> list[dict[str, str]]:
    with (DATASETS / dataset / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pole_simule", ROOT / "analyses" / "make_pole_simule.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NAMES)
def test_is_read_without_error_or_warning_and_loses_no_row(name):
    checked = check_tables(read_tables(DATASETS / name))
    assert {finding.severity for finding in checked.findings} <= {"information"}
    for table in (*TABLES, "ratings") if name == "pole_simule" else TABLES:
        n_rows = len(rows_of(name, table))
        counts = checked.counts[table]
        assert (counts.read, counts.kept) == (n_rows, n_rows)
        assert n_rows > 0


@pytest.mark.parametrize("name", NAMES)
def test_carries_a_notice_in_both_languages(name):
    about = Pole.from_tables(read_tables(DATASETS / name)).about
    assert about.printed_notice("fr")
    assert about.printed_notice("en")
    assert about.printed_notice("fr") != about.printed_notice("en")
    assert (about.simulated, about.reference_date) == (name == "pole_simule", "2025")


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_what_the_vocabulary_generates(name):
    expected = schema_files(DATASETS / name)
    shipped = {path.name: path.read_text(encoding="utf-8") for path in (DATASETS / name).glob("*.json")}
    assert shipped == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.filterwarnings("ignore")
def test_validates_against_its_data_package(name):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is a test dependency")
    report = frictionless.validate(str(DATASETS / name / "datapackage.json"))
    assert report.valid, report.flatten(["resource", "type", "note"])
    assert report.stats["tasks"] == {"sud_aquitaine": 5, "pole_simule": 6}[name]


@pytest.mark.parametrize(
    ("table", "column", "value", "error"),
    [
        ("actors", "type", "company", "constraint-error"),
        ("actors", "commune", "1004", "constraint-error"),
        ("structures", "founded", "31/12/2001", "constraint-error"),
        ("memberships", "actor", "NOBODY", "foreign-key"),
        ("links", "kind", "", "constraint-error"),
        ("links", "weight", "deux", "type-error"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_data_package_sees_a_value_that_does_not_belong(tmp_path, table, column, value, error):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is a test dependency")
    folder = shutil.copytree(DATASETS / "sud_aquitaine", tmp_path / "sud_aquitaine")
    rows = rows_of("sud_aquitaine", table)
    rows[0][column] = value
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert [error] == [kind for (kind,) in report.flatten(["type"])]


def test_every_row_of_sud_aquitaine_says_whence_when_and_how_sure():
    for table in TABLES:
        for row in rows_of("sud_aquitaine", table):
            assert row["evidence"], row
            assert re.match(r"(TRANSVERSALE\(S\), sept\. 2012|[a-z0-9-]+(\.[a-z0-9-]+)*)\b", row["evidence"]), row
            assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", row["date"]), row
            assert row["certainty"] in ("certain", "probable", "uncertain"), row


def test_an_inferred_row_says_what_it_was_inferred_from():
    for table in TABLES:
        for row in rows_of("sud_aquitaine", table):
            if row["certainty"] != "certain":
                assert len(row["evidence"].split("\u202f: ", 1)[1]) > 10, row


def test_holds_every_actor_and_structure_that_the_article_names():
    structures = {row["id"]: row for row in rows_of("sud_aquitaine", "structures")}
    kinds = sorted(row["kind"] for row in structures.values() if ARTICLE in row["evidence"])
    assert kinds.count("geiq") == 2
    assert {"employers_group", "cae", "scic", "thematic_cluster", "territorial_gpec", "shared_premises"} <= set(kinds)
    names = " ".join(row["name"] for row in rows_of("sud_aquitaine", "actors"))
    for name in (
        "Seignanx",
        "Interstices",
        "Éole",
        "Tarnos",
        "Communauté de communes",
        "Landes",
        "régional d’Aquitaine",
    ):
        assert name in names
    assert "Seignaux" not in names


def test_declares_unnamed_members_and_never_invents_them():
    sizes = {row["id"]: row["size"] for row in rows_of("sud_aquitaine", "structures") if row["size"]}
    assert sizes == {"S_GEIQ_BTP": "210", "S_EOLE": "70", "S_GPEC": "100", "S_COMITE": "23"}
    named = [row["structure"] for row in rows_of("sud_aquitaine", "memberships")]
    assert named.count("S_GEIQ_BTP") == 0
    assert named.count("S_GPEC") == 1


def test_a_structure_that_is_also_an_actor_points_to_it():
    actors = {row["id"] for row in rows_of("sud_aquitaine", "actors")}
    also = {row["actor"] for row in rows_of("sud_aquitaine", "structures") if row["actor"]}
    assert also == {"GEIQ_BTP", "GEIQ_INTERPRO", "GE_MULTI", "INTERSTICES", "EOLE", "PERF", "LEGUMES_PRO"}
    assert also <= actors


def test_support_and_money_go_from_the_authority_and_are_no_cooperation():
    given = [row for row in rows_of("sud_aquitaine", "links") if row["kind"] in ("funding", "political_support")]
    types = {row["id"]: row["type"] for row in rows_of("sud_aquitaine", "actors")}
    assert len(given) == 12
    assert all(types[row["source"]] in ("local_authority", "other") and row["target"] == "CBE" for row in given)


def test_the_only_siren_has_a_right_check_digit():
    sirens = {row["siren"] for row in rows_of("sud_aquitaine", "actors") if row["siren"]}
    assert sirens == {"244000659"}
    assert siren.is_valid("244000659")


def test_readme_counts_its_rows_right():
    text = (DATASETS / "sud_aquitaine" / "README.md").read_text(encoding="utf-8")
    found = re.search(r"(\d+) acteurs nommés, (\d+) structures, (\d+) participations et (\d+) liens", text)
    assert found
    assert [int(number) for number in found.groups()] == [len(rows_of("sud_aquitaine", table)) for table in TABLES]


def test_simulated_pole_is_written_again_byte_for_byte(tmp_path):
    maker().write_dataset(tmp_path / "pole_simule")
    made = {path.name: path.read_bytes() for path in (tmp_path / "pole_simule").iterdir()}
    shipped = {path.name: path.read_bytes() for path in (DATASETS / "pole_simule").iterdir()}
    del shipped["README.md"]
    assert made == shipped


def test_another_seed_makes_another_simulated_pole(tmp_path):
    maker().write_dataset(tmp_path, seed=2013)
    assert (tmp_path / "links.csv").read_bytes() != (DATASETS / "pole_simule" / "links.csv").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_has_a_readme_with_source_licence_and_tables(name):
    text = (DATASETS / name / "README.md").read_text(encoding="utf-8")
    for heading in ("En français", "Source, date, licence", "## Tables"):
        assert heading in text


def test_readme_says_right_how_many_pairs_the_committee_makes():
    multiplex = multiplex_of(Pole.from_tables(read_tables(DATASETS / "sud_aquitaine")))
    n_pairs = sum(multiplex.pair_counts(kind) for kind in multiplex.kinds).nnz // 2
    n_committee = multiplex.pair_counts("joint_governance").nnz // 2
    text = (DATASETS / "sud_aquitaine" / "README.md").read_text(encoding="utf-8")
    assert f"{n_committee} of the {n_pairs} pairs that count in 2025" in text


def test_readme_says_right_how_many_pairs_the_two_largest_groups_make():
    pole = Pole.from_tables(read_tables(DATASETS / "pole_simule"))
    multiplex = multiplex_of(pole)
    n_pairs = sum(multiplex.pair_counts(kind) for kind in multiplex.kinds).nnz // 2
    members = pole.memberships.groupby("structure")["actor"].agg(set)
    largest = sorted(members, key=len)[-2:]
    n_largest = len({pair for group in largest for pair in combinations(sorted(group), 2)})
    text = (DATASETS / "pole_simule" / "README.md").read_text(encoding="utf-8")
    assert f"({n_largest:,} of the {n_pairs:,} pairs that count)" in text
