"""One deliberate fault at a time in a valid pole: the right finding, at the right row and column, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coopnet.tables.messages import messages, typeset
from tests.tables.poles import checked, edited, rows_of, text_of, with_column, with_row

TABLE = {"acteurs": "actors", "structures": "structures", "adhesions": "memberships", "liens": "links", "pole": "about"}


@dataclass(frozen=True)
class Case:
    """One broken input and the finding it must give."""

    name: str
    table: str
    text: str
    code: str
    row: int | None
    column: str | None = None
    advice: str = ""
    also: frozenset[str] = field(default_factory=frozenset)


def cell(name: str, table: str, row: int, column: str, value: str, code: str, advice: str = "", *also: str) -> Case:
    """Return the case of one cell changed, whose finding is expected in that very cell."""
    return Case(name, table, edited(table, row, column, value), code, row, column, advice, frozenset(also))


def row(name: str, table: str, cells: str, code: str, column: str | None, advice: str = "", *also: str) -> Case:
    """Return the case of one row added, whose finding is expected in that row."""
    number = len(rows_of(table)) + 1
    return Case(name, table, with_row(table, *cells.split(";")), code, number, column, advice, frozenset(also))


CASCADE = ("rejected_actor", "rejected_structure")
CASES = [
    # dates
    cell("a date that the calendar does not have", "liens", 2, "depuis", "31/02/2024", "impossible_date", "JJ/MM/AAAA"),
    cell("a thirteenth month", "liens", 2, "depuis", "2012-13", "impossible_date"),
    cell("a date in words", "liens", 2, "depuis", "mars 2012", "unreadable_date", "Écrivez 2012-03."),
    cell("a date with points", "liens", 2, "depuis", "03.05.2012", "unreadable_date", "Écrivez 2012-05-03."),
    cell("a year of two digits", "liens", 2, "depuis", "03/05/12", "two_digit_year"),
    cell("a date become a number of days", "liens", 2, "depuis", "41032", "excel_serial", "03/05/2012"),
    cell("a link that ends before it begins", "liens", 3, "jusqu’à", "1990", "ends_before_it_begins"),
    cell("a membership that ends before it begins", "adhesions", 2, "jusqu’à", "2000", "ends_before_it_begins"),
    cell("an actor that leaves before it joins", "acteurs", 3, "sortie", "2006-04", "ends_before_it_begins", "",
         *CASCADE),
    cell("a structure closed before it is founded", "structures", 2, "fermeture", "2000", "ends_before_it_begins", "",
         "rejected_structure"),
    cell("a surprising century", "liens", 2, "depuis", "1206", "odd_date"),
    cell("a year typed in a cell of dates", "liens", 2, "depuis", "04/07/1905", "year_taken_for_a_day", "2012"),
    # numbers
    cell("a negative weight", "liens", 3, "poids", "-2", "negative_weight"),
    cell("a weight of zero", "liens", 3, "poids", "0", "zero_weight"),
    cell("a weight in words", "liens", 3, "poids", "beaucoup", "unreadable_number"),
    cell("a weight with its unit", "liens", 3, "poids", "12 000 €", "unreadable_number", "l’unité va dans le titre"),
    cell("an infinite weight", "liens", 3, "poids", "1e999", "unreadable_number"),
    cell("a weight too small to be told from none", "liens", 3, "poids", "1e-320", "too_small_weight"),
    cell("a weight beyond all measure", "liens", 3, "poids", "1e300", "too_large_number"),
    cell("more employees than a file of tables can hold", "acteurs", 2, "effectif", "1e30", "too_large_number", "",
         *CASCADE),
    cell("half an employee", "acteurs", 2, "effectif", "12,5", "not_an_integer", "", *CASCADE),
    cell("a negative number of members", "structures", 2, "nombre de membres déclaré", "-3", "out_of_range", "",
         "rejected_structure"),
    cell("projected coordinates", "acteurs", 2, "longitude", "6283412", "out_of_range", "Lambert 93", *CASCADE),
    Case("coordinates the wrong way round", "acteurs", edited("acteurs", 1, "longitude", "y").replace("latitude", "x",
         1),
         "swapped_coordinates", 2, "x"),
    cell("a latitude without longitude", "acteurs", 2, "longitude", "", "single_coordinate"),
    cell("fewer members declared than named", "structures", 2, "nombre de membres déclaré", "1", "size_below_members"),
    # references
    cell("an actor that nobody knows", "liens", 2, "acteur 2", "XYZQWK", "unknown_actor", "Ajoutez cet acteur"),
    cell("an actor in lower case", "liens", 2, "acteur 2", "eole", "unknown_actor", "exactement"),
    cell("an actor with an accent", "liens", 2, "acteur 2", "ÉOLE", "unknown_actor", "« EOLE »"),
    cell("an actor with a space", "liens", 2, "acteur 2", "EO LE", "unknown_actor", "« EOLE »"),
    cell("an actor with a letter missing", "liens", 2, "acteur 2", "SAFAN", "unknown_actor", "« SAFRAN »"),
    cell("the name of an actor instead of its id", "liens", 2, "acteur 2", "scic eole", "unknown_actor", "« EOLE »"),
    cell("almost the name of an actor", "liens", 2, "acteur 2", "Safran Hélicoptère Engines", "unknown_actor",
         "« SAFRAN »"),
    cell("a structure where an actor is expected", "liens", 2, "acteur 2", "COOP", "unknown_actor", "« EOLE »"),
    cell("a structure without actor where an actor is expected", "liens", 2, "acteur 2", "GEIQ", "unknown_actor",
         "Adhésions"),
    cell("an actor with broken accents", "liens", 2, "acteur 2", "Ã‰OLE", "unknown_actor", "« EOLE »"),
    cell("two partners and a semicolon", "liens", 2, "acteur 2", "EOLE ; SAFRAN", "several_partners", "EOLE | SAFRAN"),
    cell("two partners and a slash", "liens", 2, "acteur 2", "EOLE/SAFRAN", "several_partners", "EOLE | SAFRAN"),
    cell("two partners on two lines", "liens", 2, "acteur 2", "EOLE\nSAFRAN", "several_partners", "EOLE | SAFRAN"),
    cell("two partners and the word et", "liens", 2, "acteur 2", "EOLE et Inconnu", "several_partners",
         "EOLE | Inconnu"),
    cell("two unknown partners", "liens", 2, "acteur 2", "Mairie / Région", "several_partners", "Mairie | Région"),
    cell("two names of partners", "liens", 2, "acteur 2", "SCIC Éole, Commune de Tarnos", "several_partners",
         "EOLE | TARNOS"),
    cell("a structure that nobody knows", "adhesions", 2, "structure", "GEIK", "unknown_structure", "« GEIQ »"),
    cell("an actor where a structure is expected", "adhesions", 2, "structure", "TARNOS", "unknown_structure", "Liens"),
    cell("the actor of a structure where the structure is expected", "adhesions", 2, "structure", "EOLE",
         "unknown_structure", "« COOP »"),
    cell("two structures in one cell", "adhesions", 2, "structure", "GEIQ + COOP", "several_partners", "GEIQ | COOP"),
    cell("a structure whose actor is unknown", "structures", 3, "acteur correspondant", "EOL", "unknown_actor",
         "« EOLE »",
         "rejected_structure"),
    cell("a link of an actor with itself", "liens", 2, "acteur 2", "CBE", "self_link"),
    cell("an empty end", "liens", 2, "acteur 2", "", "missing_value"),
    cell("an actor without id", "acteurs", 5, "identifiant", " ", "missing_value", "", "unknown_actor"),
    cell("a failed formula", "liens", 2, "acteur 2", "#N/A", "formula_error"),
    cell("a failed formula in French", "acteurs", 5, "effectif", "#VALEUR!", "formula_error", "", *CASCADE),
    # ids
    row("an id used twice", "acteurs", "CBE;Autre chose;ESS;support;;;;;;;;;", "duplicate_id", "identifiant"),
    row("the same row twice", "acteurs", "TARNOS;Commune de Tarnos;local_authority;administration;;;40312;;;;;;",
        "duplicate_row", None),
    row("two ids that differ by a capital", "acteurs", "Cbe;Autre;ESS;support;;;;;;;;;", "similar_ids", "identifiant"),
    row("a link given both ways", "liens", "EOLE;CBE;Co-founding;;2006;;certain;presse", "both_directions", "acteur 1"),
    # words
    cell("an unknown type", "acteurs", 5, "type", "entreprize", "unknown_word", "« Autre entreprise »", *CASCADE),
    cell("an unknown sector", "acteurs", 5, "secteur", "Astrologie", "unknown_word", "déclarez", *CASCADE),
    cell("two sectors", "acteurs", 5, "secteur", "BTP / Culture", "unknown_word", "un seul mot", *CASCADE),
    cell("an unknown kind of link", "liens", 2, "nature du lien", "amitié", "unknown_word",
         "nature de lien supplémentaire"),
    cell("a kind of structure among links", "liens", 2, "nature du lien", "GEIQ", "unknown_word", "Adhésions"),
    cell("a kind of link among structures", "structures", 2, "nature de la structure", "convention", "unknown_word",
         "feuille « Liens »", "rejected_structure"),
    cell("a certainty that is none", "liens", 2, "certitude", "bof", "unknown_word", "certain ; probable ; incertain"),
    cell("a sign for an empty cell", "liens", 2, "certitude", "NC", "missing_mark"),
    # administrative codes
    cell("a SIRET in scientific notation", "acteurs", 2, "SIRET", "7,32829E+13", "destroyed_siret", "format texte"),
    cell("a SIRET that ends in zeros", "acteurs", 2, "SIRET", "35181600000000", "destroyed_siret"),
    cell("a SIRET without its first zero", "acteurs", 2, "SIRET", "1234567400019", "lost_zero", "01234567400019"),
    cell("a SIRET with a wrong key", "acteurs", 2, "SIRET", "73282932000075", "wrong_siret"),
    cell("a SIREN in the column of SIRETs", "acteurs", 2, "SIRET", "732829320", "siren_in_siret"),
    cell("a SIRET in the column of SIRENs", "acteurs", 2, "SIREN", "73282932000074", "siret_in_siren", "732829320"),
    cell("a SIREN with letters", "acteurs", 2, "SIREN", "W641234567", "wrong_siren"),
    cell("a postcode for a commune", "acteurs", 2, "commune", "40390", "unknown_commune",
         "40273 Saint-Martin-de-Seignanx"),
    cell("the name of a commune", "acteurs", 2, "commune", "Tarnos", "commune_name", "40312"),
    cell("a name that several communes bear", "acteurs", 2, "commune", "Saint-Barthélemy", "commune_name",
         "communes portent"),
    cell("a commune that is no more", "acteurs", 2, "commune", "01120", "former_commune", "01262"),
    cell("an EPCI in words", "acteurs", 2, "EPCI", "CC du Seignanx", "epci_name", "244000659"),
    cell("the EPCI of another commune", "acteurs", 2, "EPCI", "200067106", "epci_commune_disagree"),
    # text
    cell("broken accents in a name", "acteurs", 3, "nom", "SCIC Ã‰ole", "mojibake", "SCIC Éole"),
    cell("a lost character in a name", "acteurs", 3, "nom", "SCIC \ufffdole", "lost_character"),
    cell("an address in a name", "acteurs", 3, "nom", "eole@exemple.fr", "personal_cell"),
    # the sheet about the pole
    cell("an item that nobody knows", "pole", 2, "rubrique", "budget", "unknown_item"),
    cell("an item without name", "pole", 2, "rubrique", "", "missing_value"),
    cell("an unknown approach", "pole", 3, "valeur", "pôle de filliere", "unknown_word", "pôle de filière"),
    cell("an impossible reference date", "pole", 4, "valeur", "30/02/2012", "impossible_date"),
    cell("a declaration with too many parts", "pole", 5, "valeur", "a | b | c", "bad_declaration", "textile | Textile"),
    row("a kind declared without nature", "pole", "nature de lien supplémentaire;prêt | Prêt de matériel",
         "bad_declaration",
        "valeur", "coopération"),
    row("a known kind declared otherwise", "pole", "nature de lien supplémentaire;convention | Convention | contrat",
        "known_otherwise", "valeur"),
    row("an item given twice", "pole", "nom;Autre nom", "repeated_item", "valeur"),
    # columns
    Case("a column of addresses by its header", "acteurs", with_column("acteurs", "Courriel", "", "", "", ""),
         "personal_column", None, "Courriel"),
    Case("a column of addresses by its content", "acteurs", with_column("acteurs", "divers", "", "a@b.fr", "", ""),
         "personal_column", None, "divers"),
    Case("a column of telephone numbers by its content", "acteurs",
         with_column("acteurs", "joindre", "05 59 64 00 12", "+33 5 59 64 00 12", "", ""), "personal_column",
         None, "joindre"),
    Case("a column of social-security numbers by its header", "acteurs",
         with_column("acteurs", "SIRET ou NIR", "", "", "", ""), "personal_column", None, "SIRET ou NIR"),
    Case("a column of social-security numbers by its content", "acteurs",
         with_column("acteurs", "numéro", "2 95 10 99 126 111 93", "", "", ""), "personal_column", None, "numéro"),
    Case("an unknown column", "acteurs", with_column("acteurs", "quartier", "nord", "sud", "nord", "sud"),
         "attribute_kept", None, "quartier"),
    Case("a failed formula in an unknown column", "acteurs", with_column("acteurs", "quartier", "nord", "#REF!", "",
         ""),
         "formula_error_in_attribute", 3, "quartier"),
    Case("a second column of the same meaning", "acteurs", with_column("acteurs", "domaine", "a", "b", "c", "d"),
         "second_column", None, "domaine"),
    Case("a header missing", "liens", text_of([["acteur 1", "partner", "nature du lien"], ["CBE", "EOLE",
         "convention"]]),
         "missing_column", None, None, "partner"),
    Case("the same required header twice", "liens",
         text_of([["acteur 1", "acteur 2", "acteur 2", "nature du lien"], ["CBE", "EOLE", "TARNOS", "convention"]]),
         "ambiguous_columns", None, "acteur 2"),
    Case("a column without header", "acteurs", with_column("acteurs", "", "x", "y", "", ""), "unnamed_column",
         None, "N"),
    Case("no headers at all", "liens", "CBE;EOLE;convention\n", "no_header", None, None, "acteur 1, acteur 2"),
    # rows
    Case("a cell too many", "liens", "acteur 1;acteur 2;nature du lien;poids\nCBE;EOLE;convention;1;5\n",
         "too_many_cells", 2,
         None, "guillemets"),
    Case("an unquoted decimal comma", "liens",
         "acteur 1,acteur 2,nature du lien,poids\nCBE,EOLE,convention,27 000,00\n",
         "too_many_cells", 2, None, "virgules décimales"),
    Case("cells too few", "liens", "acteur 1;acteur 2;nature du lien;poids\nCBE;EOLE;convention\n", "short_rows", 2),
    row("a row of totals", "acteurs", "Total;;;;;;;;;;1611;;", "totals_row", None),
    Case("a title above the headers", "liens",
         "Liens du pôle\n\nacteur 1;acteur 2;nature du lien\nCBE;EOLE;convention\n",
         "title_rows", 3),
    Case("a quotation mark never closed", "liens",
         'acteur 1;acteur 2;nature du lien\nCBE;"EOLE;convention\nCBE;SAFRAN;contrat\n',
         "unclosed_quote", 2, None, "guillemet", frozenset(["nothing_linked"])),
]  # fmt: skip


def test_there_are_at_least_forty_broken_inputs_each_with_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "_"))
def test_a_fault_is_found_where_it_is(case: Case, tmp_path: Path) -> None:
    found = checked(tmp_path, **{case.table: case.text})
    here = [finding for finding in found.findings if finding.code == case.code]
    assert [(f.table, f.row, f.column) for f in here] == [(TABLE[case.table], case.row, case.column)]
    assert here[0].place == f"{case.table}.csv"
    assert here[0].severity == messages()[case.code].severity
    assert typeset(case.advice) in here[0].suggestion_fr
    assert "{" not in here[0].reason_fr + here[0].reason_en + here[0].suggestion_fr + here[0].suggestion_en
    grave = {finding.code for finding in found.findings if finding.severity in ("error", "fatal")}
    assert grave - {case.code} <= case.also
    for counts in found.counts.values():
        assert counts.read == counts.kept + counts.merged + counts.rejected


def test_the_pole_without_fault_gives_no_warning_and_no_error(tmp_path: Path) -> None:
    found = checked(tmp_path)
    assert [f.code for f in found.findings if f.severity != "information"] == []
    assert {name: counts.kept for name, counts in found.counts.items()} == {
        "actors": 4,
        "structures": 2,
        "memberships": 3,
        "links": 3,
        "about": 4,
    }
