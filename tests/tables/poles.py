"""A small valid pole as CSV text, to be broken one cell at a time."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from coopnet.tables.checking import check_tables
from coopnet.tables.columns import CheckedTables
from coopnet.tables.findings import Finding
from coopnet.tables.reading import read_tables

Rows = list[list[str]]

VALID: dict[str, str] = {
    "acteurs": """\
identifiant;nom;type;secteur;SIRET;SIREN;commune;EPCI;longitude;latitude;effectif;entrée;sortie
CBE;CBE du Seignanx;ESS;support;;;40312;244000659;-1,46;43,54;12;1993;
EOLE;SCIC Éole;ESS;restauration;;;40312;;;;49;2006-05;
TARNOS;Commune de Tarnos;collectivité;administration;;;40312;;;;;;
SAFRAN;Safran Helicopter Engines;entreprise;aéronautique;;;40312;;;;1 550;01/05/1965;
""",
    "structures": """\
identifiant;nom;nature de la structure;acteur correspondant;nombre de membres déclaré;création;fermeture
GEIQ;GEIQ BTP;GEIQ;;210;2001;
COOP;SCIC Éole (sociétariat);SCIC;EOLE;70;2006;
""",
    "adhesions": """\
acteur;structure;rôle;depuis;jusqu’à;certitude
SAFRAN;GEIQ;membre;2001;;certain
CBE;GEIQ;fondateur;2001;2015;certain
CBE;COOP;fondateur;2006;;probable
""",
    "liens": """\
acteur 1;acteur 2;nature du lien;poids;depuis;jusqu’à;certitude;source
CBE;EOLE;cofondation;;2006;;certain;presse
TARNOS;CBE;financement;1,5;1993;2012;certain;article
SAFRAN;EOLE;contrat;2;2025-04;;probable;presse
""",
    "pole": """\
rubrique;valeur
nom;Pôle d’essai
approche;multi-activités
date de référence;2012
secteur supplémentaire;textile | Textile et mode
""",
}


def rows_of(table: str) -> Rows:
    """Return the records of one table of the valid pole, headers first."""
    return list(csv.reader(io.StringIO(VALID[table]), delimiter=";"))


def text_of(rows: Rows) -> str:
    """Return records as CSV text."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue()


def edited(table: str, row: int, column: str, value: str) -> str:
    """Return a table with one cell changed; ``row`` as the spreadsheet numbers it, so that the headers are row 1."""
    rows = rows_of(table)
    rows[row - 1][rows[0].index(column)] = value
    return text_of(rows)


def with_column(table: str, header: str, *cells: str) -> str:
    """Return a table with one more column."""
    rows = rows_of(table)
    for row, cell in zip(rows, (header, *cells), strict=True):
        row.append(cell)
    return text_of(rows)


def with_row(table: str, *cells: str) -> str:
    """Return a table with one more row."""
    return text_of([*rows_of(table), list(cells)])


def written(folder: Path, **texts: str | bytes | None) -> Path:
    """Write the valid pole with some files replaced, or left out when None; names are those of the files."""
    for name, text in {**VALID, **texts}.items():
        if text is not None:
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            (folder / f"{name}.csv").write_bytes(data)
    return folder


def checked(folder: Path, **texts: str | bytes | None) -> CheckedTables:
    """Return the check of the valid pole with some files replaced."""
    return check_tables(read_tables(written(folder, **texts)))


def coded(found: CheckedTables, code: str) -> list[Finding]:
    """Return the findings of one code."""
    return [finding for finding in found.findings if finding.code == code]
