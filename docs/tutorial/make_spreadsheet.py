"""Where does the spreadsheet of the tutorial come from?

Reads nothing. Writes ``recensement_2025.xlsx``: a small simulated pole, typed as a busy person types. The same bytes
every time. Run it from the root of the clone: ``python docs/tutorial/make_spreadsheet.py``.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import xlsxwriter

from coopnet.synthetic.poles import simulated_tables
from coopnet.vocabulary import vocabulary

SEED = 1
TARGET = Path(__file__).resolve().parent / "recensement_2025.xlsx"
SHEETS = {"actors": "Acteurs", "structures": "Structures", "memberships": "Adhésions", "links": "Liens"}
HEADERS = {
    "actors": {
        "id": "Code",
        "name": "Dénomination",
        "type": "Catégorie d’acteur",
        "sector": "Secteur d’activité",
        "commune": "Code INSEE",
        "longitude": "Longitude",
        "latitude": "Latitude",
        "employees": "Effectif",
    },
    "structures": {"id": "Code", "name": "Nom", "kind": "Type de structure", "size": "Nombre de membres"},
    "memberships": {"actor": "Membre", "structure": "Structure", "since": "Depuis"},
    "links": {"source": "Organisation 1", "target": "Organisation 2", "kind": "Type de lien", "since": "Depuis"},
}
LISTS = {("actors", "type"): "actor_types", ("actors", "sector"): "sectors"}


def spreadsheet(*, seed: int = SEED) -> dict[str, list[list[str]]]:
    """Return the sheets, row by row, with what a busy person does to them."""
    tables = simulated_tables(rng=np.random.default_rng(seed), n_actors=40, n_ess=8, name="Pôle du tutoriel")
    sheets = {}
    for table, headers in HEADERS.items():
        columns = [[in_french(table, name, word) for word in tables[table][name]] for name in headers]
        sheets[SHEETS[table]] = [list(headers.values()), *map(list, zip(*columns, strict=True))]
    damage(sheets)
    about = dict(zip(tables["about"]["key"], tables["about"]["value"], strict=True))
    sheets["Pôle"] = [
        ["rubrique", "valeur"],
        ["nom", about["name"]],
        ["date de référence", about["reference_date"]],
        ["simulé", "oui"],
        ["avertissement", about["notice"]],
        ["avertissement en anglais", about["notice_en"]],
    ]
    sheets["Brouillon"] = [["à rappeler", "mardi"]]
    return sheets


def in_french(table: str, column: str, word: str) -> str:
    """Return a word as a French spreadsheet writes it."""
    words = vocabulary()
    if column == "kind":
        return words.kind_label(word, "fr")
    if (table, column) in LISTS:
        return words.label(LISTS[table, column], word, "fr")
    return word.replace(".", ",") if column in ("longitude", "latitude") else word


def damage(sheets: dict[str, list[list[str]]]) -> None:
    """Do to the sheets what is done to real ones."""
    actors, memberships, links = sheets["Acteurs"], sheets["Adhésions"], sheets["Liens"]
    actors[0].append("Mél du contact")
    for row in actors[1:]:
        row.append("")
    actors[4][-1] = "contact@exemple.org"
    actors[6][3] = "Insertion pro"
    actors[9][0] = f" {actors[9][0]} "
    actors.insert(0, ["Recensement des partenaires, automne 2025"])
    memberships.append(list(memberships[3]))
    links[5][3] = "03/2019"
    links[8][1] += f" ; {links[10][1]}"
    links[12][2] = "Copinage"
    links[15][1] = "Mairie"
    links.append(["TOTAL", "", str(len(links) - 1), ""])


def write_spreadsheet(target: Path = TARGET, *, seed: int = SEED) -> None:
    """Write the workbook, every cell as text."""
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": datetime(2025, 11, 3)})
        for name, rows in spreadsheet(seed=seed).items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(number, column, text)


if __name__ == "__main__":
    write_spreadsheet()
    print(f"seed {SEED}: {TARGET}")
