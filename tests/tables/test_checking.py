"""What a check keeps, merges, rejects and says, beyond one fault in one cell."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from coopnet.tables.checking import check_tables
from coopnet.tables.columns import CheckedTables, RawTables, raw_table
from coopnet.tables.findings import SEVERITIES, Counts
from coopnet.tables.messages import LIMIT
from tests.tables.poles import VALID, checked, coded, edited, rows_of, text_of, with_column, with_row


def of(**tables: dict[str, list[object]]) -> CheckedTables:
    """Return the check of tables given as columns; an actors' table of two is added when there is none."""
    tables.setdefault("actors", {"id": ["A", "B"], "name": ["Alpha", "Bêta"]})
    return check_tables(
        RawTables(
            "memory",
            {name: raw_table(name, name, list(columns), list(columns.values())) for name, columns in tables.items()},
        )
    )


def links(**columns: list[object]) -> dict[str, list[object]]:
    size = len(next(iter(columns.values())))
    return {"source": ["A"] * size, "target": ["B"] * size, "kind": ["convention"] * size, **columns}


# ----------------------------------------------------------------------------------------------------------------------
# What valid tables become
# ----------------------------------------------------------------------------------------------------------------------
def test_values_become_codes_numbers_and_dates_at_the_precision_given(tmp_path: Path) -> None:
    found = checked(tmp_path)
    actors = found.tables["actors"].columns
    assert actors["type"] == ["ess", "ess", "local_authority", "firm"]
    assert actors["employees"] == [12, 49, None, 1550]
    assert actors["longitude"] == [-1.46, None, None, None]
    assert actors["joined"] == ["1993", "2006-05", "", "1965-05-01"]
    assert found.tables["links"].columns["weight"] == [None, 1.5, 2.0]
    assert found.tables["links"].columns["kind"] == ["co_founding", "funding", "contract"]
    assert found.about == {"name": "Pôle d’essai", "approach": "multi_activity", "reference_date": "2012"}
    assert found.vocabulary.label("sectors", "textile", "fr") == "Textile et mode"


def test_a_column_called_source_is_the_evidence_where_another_one_is_the_first_actor(tmp_path: Path) -> None:
    french = checked(tmp_path).tables["links"].columns
    assert french["source"] == ["CBE", "TARNOS", "SAFRAN"]
    assert french["evidence"] == ["presse", "article", "presse"]
    english = of(links={"source": ["A"], "target": ["B"], "kind": ["convention"]})
    assert english.tables["links"].columns["source"] == ["A"]


def test_a_code_of_commune_is_preferred_to_its_name_whichever_comes_first() -> None:
    found = of(actors={"id": ["A"], "commune": ["Tarnos"], "code INSEE": ["40312"]})
    assert found.tables["actors"].columns["commune"] == ["40312"]
    assert found.tables["actors"].attributes == ("commune (2)",)


def test_two_optional_columns_of_the_same_meaning_are_kept_apart() -> None:
    found = of(actors={"id": ["A"], "salariés": ["3"], "effectifs": ["4"]})
    assert found.tables["actors"].columns["employees"] == [3]
    assert found.tables["actors"].columns["effectifs"] == ["4"]
    assert [finding.column for finding in coded(found, "second_column")] == ["effectifs"]


def test_unknown_columns_of_every_table_are_kept_as_attributes(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        acteurs=with_column("acteurs", "Quartier", "nord", "sud", "nord", "sud"),
        liens=with_column("liens", "heures", "1", "2", "3"),
    )
    assert found.tables["actors"].attributes == ("Quartier",)
    assert found.tables["links"].columns["heures"] == ["1", "2", "3"]
    assert len(coded(found, "attribute_kept")) == 2


def test_personal_data_are_dropped_and_never_shown(tmp_path: Path) -> None:
    mail = "jean.dupont@exemple.fr"
    found = checked(tmp_path, acteurs=with_column("acteurs", "Courriel", mail, "", "", ""))
    assert "Courriel" not in found.tables["actors"].columns
    assert mail not in repr(found)


def test_an_address_in_a_column_that_is_kept_is_told_but_not_repeated(tmp_path: Path) -> None:
    found = checked(tmp_path, acteurs=edited("acteurs", 3, "nom", "jean.dupont@exemple.fr"))
    assert [(f.row, f.column, f.value) for f in coded(found, "personal_cell")] == [(3, "nom", None)]


@pytest.mark.parametrize(
    "text",
    [
        "jean.dupont@exemple.fr",
        "Relevé chez Zoé Dupré, zoe@exemple.fr",
        "porteur, tél. 06 12 34 56 78",
        "Mme Étchegaray +33 6 12 34 56 78",
        "n° 2 95 10 99 126 111 93",
    ],
)
def test_an_address_or_a_number_of_a_person_is_told_wherever_it_stands_in_a_text(text: str, tmp_path: Path) -> None:
    """With or without accents, alone or among words, in a known column or in one of the pole's own."""
    texts = with_column("acteurs", "remarque", "nord", text, "sud", "est")
    assert coded(checked(tmp_path, acteurs=edited("acteurs", 3, "nom", text)), "personal_cell")
    if "@" not in text:  # a column of the pole's own with one address is not read at all
        assert coded(checked(tmp_path, acteurs=texts), "personal_cell")


@pytest.mark.parametrize(
    "text", ["convention 2018-0612345678", "SIRET 73282932000074", "https://exemple.fr/0612345678"]
)
def test_other_numbers_in_a_text_are_not_taken_for_telephones(text: str, tmp_path: Path) -> None:
    assert not coded(checked(tmp_path, acteurs=edited("acteurs", 3, "nom", text)), "personal_cell")


@pytest.mark.parametrize("text", ["pole", "PÔLE", "À propos"])
def test_a_pole_may_declare_sectors_and_kinds_of_its_own(text: str, tmp_path: Path) -> None:
    (tmp_path / f"{text}.csv").write_text(
        "rubrique;valeur\n"
        "secteur supplémentaire;mode | Mode éthique\n"
        "secteur supplémentaire;Pêche\n"
        "nature de structure supplémentaire;amap | AMAP | coopération\n"
        "nature de lien supplémentaire;prêt | Prêt de matériel | contrat | dirigé\n",
        encoding="utf-8",
    )
    found = checked(
        tmp_path,
        pole=None,
        acteurs=edited("acteurs", 2, "secteur", "Mode Ethique").replace("restauration", "peche"),
        structures=edited("structures", 2, "nature de la structure", "AMAP"),
        liens=edited("liens", 2, "nature du lien", "prêt de matériel"),
    )
    assert not found.has_errors
    assert found.tables["actors"].columns["sector"][:2] == ["mode", "Pêche"]
    assert found.tables["structures"].columns["kind"][0] == "amap"
    kind = found.vocabulary.kinds[found.tables["links"].columns["kind"][0]]
    assert (kind.code, kind.nature, kind.directed, kind.stands_as) == ("prêt", "contract", True, ("link",))


def test_a_word_declared_again_as_it_is_does_no_harm(tmp_path: Path) -> None:
    found = checked(tmp_path, pole=with_row("pole", "secteur supplémentaire", "Restauration"))
    assert [finding.value for finding in coded(found, "already_known")] == ["Restauration"]
    assert found.counts["about"].kept == 5


def test_a_declared_sector_may_take_a_word_that_was_only_another_spelling(tmp_path: Path) -> None:
    found = checked(tmp_path, acteurs=edited("acteurs", 2, "secteur", "textile"))
    assert found.tables["actors"].columns["sector"][0] == "textile"


def test_an_item_of_which_nothing_is_known_is_no_item(tmp_path: Path) -> None:
    found = checked(tmp_path, pole=edited("pole", 4, "valeur", "NC"))
    assert "reference_date" not in found.about
    assert [(f.row, f.column) for f in coded(found, "missing_mark")] == [(4, "valeur")]


def test_items_left_empty_in_the_sheet_about_the_pole_say_nothing(tmp_path: Path) -> None:
    found = checked(tmp_path, pole="rubrique;valeur\nnom;\nterritoire;\ndate de référence;\n")
    assert found.about == {}
    assert found.counts["about"] == Counts(3, 3, 0, 0)
    assert {f.code for f in found.findings if f.table == "about"} == {"no_pole_name", "no_reference_date"}


# ----------------------------------------------------------------------------------------------------------------------
# Duplicates
# ----------------------------------------------------------------------------------------------------------------------
def test_an_id_used_twice_keeps_the_first_row_and_rejects_the_second(tmp_path: Path) -> None:
    found = checked(tmp_path, acteurs=with_row("acteurs", "CBE", "Autre", *[""] * 11))
    assert found.counts["actors"] == Counts(5, 4, 0, 1)
    assert found.tables["actors"].columns["name"][0] == "CBE du Seignanx"
    assert not coded(found, "rejected_actor")


def test_exact_duplicates_are_merged_whatever_their_spelling() -> None:
    found = of(
        links=links(
            kind=["convention", "Convention de partenariat", "convention"], since=["2012-05-03", "3/5/2012", "2012"]
        )
    )
    assert found.counts["links"] == Counts(3, 2, 1, 0)
    (finding,) = coded(found, "duplicate_row")
    assert (finding.row, finding.severity) == (2, "merged")


def test_parallel_links_that_differ_in_anything_are_all_kept() -> None:
    found = of(links=links(kind=["convention", "convention", "contrat"], since=["2012", "2013", "2012"]))
    assert found.counts["links"] == Counts(3, 3, 0, 0)
    assert not coded(found, "both_directions")


def test_a_link_with_direction_may_be_given_both_ways() -> None:
    found = of(links=links(source=["A", "B"], target=["B", "A"], kind=["financement", "financement"]))
    assert not coded(found, "both_directions")


def test_a_member_named_again_is_told_once_for_all() -> None:
    found = of(
        structures={"id": ["S"], "kind": ["GEIQ"]},
        memberships={"actor": ["A", "A", "A"], "structure": ["S"] * 3, "since": ["2001", "2005", "2010"]},
    )
    (finding,) = coded(found, "repeated_membership")
    assert finding.reason_fr.startswith(
        "Un membre que la structure a déjà est nommé de nouveau sur 2 lignes, dont la ligne 2"
    )
    assert found.counts["memberships"].kept == 3


# ----------------------------------------------------------------------------------------------------------------------
# Rejections that follow from others
# ----------------------------------------------------------------------------------------------------------------------
def test_the_rejection_of_an_actor_reaches_what_rests_on_it(tmp_path: Path) -> None:
    found = checked(tmp_path, acteurs=edited("acteurs", 3, "secteur", "astrologie"))
    assert {name: counts.rejected for name, counts in found.counts.items()} == {
        "actors": 1,
        "structures": 1,  # the SCIC that EOLE also is
        "memberships": 1,  # the membership of that SCIC
        "links": 2,  # both links of EOLE
        "about": 0,
    }
    assert [(f.table, f.row, f.column) for f in coded(found, "rejected_actor")] == [
        ("structures", 3, "acteur correspondant"),
        ("links", 2, "acteur 2"),
        ("links", 4, "acteur 2"),
    ]
    assert "acteurs.csv, ligne 3" in coded(found, "rejected_actor")[0].reason_fr
    assert [(f.table, f.row) for f in coded(found, "rejected_structure")] == [("memberships", 4)]


@pytest.mark.parametrize("broken", ["id;autre\nA;B\n".replace("id", "nom"), None, b"\x00\x01"])
def test_a_table_that_cannot_be_read_is_said_once_and_not_at_each_row_that_refers_to_it(
    broken: str | bytes | None, tmp_path: Path
) -> None:
    found = checked(tmp_path, acteurs=broken)
    assert not coded(found, "unknown_actor")
    assert [f.table for f in coded(found, "unchecked_references")] == ["structures", "memberships", "links"]
    assert found.counts["links"] == Counts(3, 0, 0, 3)
    assert found.severity == "fatal"
    assert found.has_errors


def test_memberships_without_a_table_of_structures_are_said_once(tmp_path: Path) -> None:
    found = checked(tmp_path, structures=None)
    (finding,) = coded(found, "missing_table")
    assert finding.reason_fr == "La table Structures est manquante."
    assert not coded(found, "unknown_structure")
    assert found.counts["memberships"].rejected == 3


def test_headers_without_rows_are_no_actors(tmp_path: Path) -> None:
    for text in (text_of(rows_of("acteurs")[:1]), "", "\n\n"):
        found = checked(tmp_path, acteurs=text)
        assert [f.severity for f in coded(found, "no_actors")] == ["fatal"]


def test_actors_alone_are_a_pole_of_isolates(tmp_path: Path) -> None:
    found = checked(tmp_path, structures=None, adhesions=None, liens=None, pole=None)
    assert [f.code for f in found.findings] == ["nothing_linked", "no_pole_name", "no_reference_date"]
    assert not found.has_errors
    assert found.tables["links"].columns == {}


# ----------------------------------------------------------------------------------------------------------------------
# Findings
# ----------------------------------------------------------------------------------------------------------------------
def test_findings_come_in_the_order_of_tables_and_rows(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        liens=edited("liens", 4, "poids", "x").replace("cofondation", "amitié"),
        acteurs=edited("acteurs", 5, "SIRET", "1"),
    )
    keys = [
        (("", "actors", "structures", "memberships", "links", "about").index(f.table), f.row or 0)
        for f in found.findings
    ]
    assert keys == sorted(keys)


def test_actors_without_type_or_sector_are_counted() -> None:
    found = of(actors={"id": ["A", "B", "C"], "type": ["ESS", "", ""]})
    assert (
        coded(found, "without_type")[0].reason_fr
        == "2 acteurs sans type\u202f: les mesures par type n’en tiennent pas compte."
    )
    assert coded(found, "without_sector")[0].reason_en.startswith("3 actors without a sector")


def test_a_column_that_the_file_lacks_is_named_by_the_sentence_in_its_own_language_only() -> None:
    found = of(links={"source": ["A"], "target": ["B"]})
    lacking = [*coded(found, "missing_column"), *coded(found, "without_type"), *coded(found, "without_sector")]
    assert [finding.column for finding in lacking] == [None] * 3
    assert "“kind”" in lacking[0].reason_en
    assert "« nature du lien »".replace(" ", "\u202f", 1) in lacking[0].reason_fr.replace("lien\u202f", "lien ")


def test_codes_shared_by_two_actors_or_at_odds_within_one_are_told() -> None:
    found = of(
        actors={
            "id": list("ABCDE"),
            "siret": ["73282932000074", "732 829 320 00074", "", "", "73282932000074"],
            "siren": ["732829320", "", "244000659", "244 000 659", "244000659"],
        }
    )
    assert [(f.row, f.column) for f in coded(found, "same_siret")] == [(2, "siret"), (5, "siret")]
    assert [f.row for f in coded(found, "same_siren")] == [4, 5]
    assert [f.row for f in coded(found, "siren_siret_disagree")] == [5]
    assert found.counts["actors"].kept == 5


def test_a_row_merged_with_another_is_not_said_to_share_its_number() -> None:
    found = of(actors={"id": ["A", "A"], "siret": ["73282932000074", "732 829 320 00074"]})
    assert [f.code for f in found.findings if f.row == 2] == ["duplicate_row"]


def test_destroyed_numbers_are_never_kept() -> None:
    found = of(actors={"id": ["A", "B"], "siren": ["7,33E+08", "73282932"], "naf": ["restauration", "5629a"]})
    assert found.tables["actors"].columns["siren"] == ["", ""]
    assert found.tables["actors"].columns["naf"] == ["", "56.29A"]
    assert [f.code for f in found.findings if f.severity == "warning"] == [
        "destroyed_siren",
        "odd_naf",
        "lost_zero",
        "nothing_linked",
    ]


def test_la_poste_is_valid() -> None:
    found = of(actors={"id": ["A"], "siret": ["356 000 000 09075"]})
    assert found.tables["actors"].columns["siret"] == ["35600000009075"]


def test_control_characters_and_broken_headers_are_told() -> None:
    found = of(actors={"id": ["A\x01"], "name": ["Al\x07pha"], "IntitulÃ©": ["x"]})
    assert found.tables["actors"].columns["id"] == ["A"]
    assert [f.column for f in coded(found, "control_characters")] == ["id", "name"]
    assert coded(found, "mojibake_header")[0].suggestion_fr == "Il faut sans doute lire «\u202fIntitulé\u202f»."


def test_a_million_faults_make_a_short_list_and_an_honest_count() -> None:
    size = 3 * LIMIT
    found = of(links=links(source=[f"Z{i}" for i in range(size)], weight=["x"] * size, since=["31/02/2020"] * size))
    assert found.counts["links"].rejected == size
    for code in ("unknown_actor", "unreadable_number", "impossible_date"):
        listed = coded(found, code)
        assert len(listed) == LIMIT + 1
        assert listed[0].row is None
        assert listed[0].severity == "error"
        assert "2\u202f000 autres" in listed[0].reason_fr


def test_suggestions_stay_quick_when_every_id_is_wrong() -> None:
    rng = random.Random(0)
    names = ["".join(rng.choices("abcdefghij", k=9)) for _ in range(20_000)]
    ids = [f"A{i}" for i in range(20_000)]
    found = of(
        actors={"id": ids, "name": names}, links=links(source=[name[1:] for name in names[:3000]], target=["A0"] * 3000)
    )
    assert found.counts["links"].rejected == 3000


def test_the_order_of_rows_changes_neither_what_is_kept_nor_what_is_said(tmp_path: Path) -> None:
    rng = random.Random(1)
    faults = [("acteurs", "secteur", "astrologie"), ("liens", "poids", "-3"), ("adhesions", "structure", "GEIK")]
    text = {name: edited(name, 2, column, value) for name, column, value in faults}
    first = checked(tmp_path, **text)
    shuffled = {}
    for name in VALID:
        headers, *lines = text.get(name, VALID[name]).splitlines()
        rng.shuffle(lines)
        shuffled[name] = "\n".join([headers, *lines])
    second = checked(tmp_path, **shuffled)
    assert second.counts == first.counts
    assert sorted(f.code for f in second.findings) == sorted(f.code for f in first.findings)


def test_severities_are_ranked_from_the_gravest() -> None:
    assert SEVERITIES[0] == "fatal"
    assert of().severity == "warning"  # nothing linked


def test_counts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(AssertionError, match="do not add up"):
        Counts(3, 1, 1, 0)


def test_whoever_reports_a_row_is_an_actor_or_is_said_not_to_be():
    found = of(links=links(reported_by=["A", "", "Bêta", "b", "Madame X"]))
    said = [(f.row, f.severity, f.value) for f in coded(found, "unknown_reporter")]

    assert said == [(3, "warning", "Bêta"), (4, "warning", "b"), (5, "warning", "Madame X")]
    assert "is “B”" in coded(found, "unknown_reporter")[0].suggestion_en
    assert len(found.tables["links"].columns["source"]) == 5


def test_the_reporter_of_a_membership_is_checked_too():
    found = of(
        structures={"id": ["G"], "kind": ["geiq"]},
        memberships={"actor": ["A", "B"], "structure": ["G", "G"], "reported_by": ["B", "Z"]},
    )

    assert [f.table for f in coded(found, "unknown_reporter")] == ["memberships"]
    assert found.tables["memberships"].columns["actor"] == ["A", "B"]


@pytest.mark.parametrize("name", ["TotalEnergies", "Total", "Totaux et Cie", "Ensemble pour l’emploi"])
def test_an_actor_whose_name_begins_like_a_total_is_an_actor(tmp_path: Path, name: str) -> None:
    """Only a row that says « Total » and then nothing but numbers is one of totals: this one has a name and a type."""
    row = with_row("acteurs", name, name, "firm", "energie", *[""] * 9)
    found = checked(tmp_path, acteurs=row)

    assert name in found.tables["actors"].columns["id"]
    assert not coded(found, "totals_row")


@pytest.mark.parametrize("name", ["TotalEnergies", "Totalisator"])
def test_an_actor_named_like_a_total_stands_even_with_numbers_only(name: str) -> None:
    found = of(actors={"id": ["A", name], "employees": [3, 1200]})

    assert found.tables["actors"].columns["id"] == ["A", name]
