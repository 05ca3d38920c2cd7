"""``coopnet check``: every problem of a pole's tables, with its place, its reason and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopnet.cli.options import encoding_option, language_option, pole_argument
from coopnet.cli.wording import Say
from coopnet.errors import Language

if TYPE_CHECKING:
    from coopnet.tables.columns import CheckedTables


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "check",
        short_help=say(
            "Vérifier un pôle : tous les problèmes, puis le compte des lignes.",
            "Check a pole: every problem, then the count of rows.",
        ),
        help=say(
            "Vérifie les tables d’un PÔLE (classeur, dossier de fichiers CSV, GraphML ou GEXF) : chaque problème avec "
            "sa feuille, sa ligne, sa colonne, la valeur lue, la raison et quoi faire, puis le compte des lignes. "
            "Vérifie aussi une grille de critères (.toml). Ne modifie rien.",
            "Check the tables of a POLE (workbook, folder of CSV files, GraphML or GEXF): every problem with its "
            "sheet, row, column, the value read, the reason and what to do, then the count of rows. Check a grid of "
            "criteria (.toml) too. Changes nothing.",
        ),
        epilog=say(
            "Code de sortie : 0 si tout se lit, 1 s’il y a une erreur.",
            "Exit status: 0 when everything reads, 1 when there is an error.",
        ),
    )
    @pole_argument(say)
    @click.option(
        "--format",
        "form",
        type=click.Choice(["text", "csv", "json"]),
        default="text",
        show_default=True,
        help=say(
            "text pour être lu, csv ou json pour un autre logiciel.", "text to be read, csv or json for software."
        ),
    )
    @click.option(
        "--sortie",
        "--out",
        "--output",
        "target",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=say("FICHIER", "FILE"),
        help=say("Écrire dans un fichier plutôt qu’à l’écran.", "Write to a file instead of the screen."),
    )
    @encoding_option(say)
    @language_option(say)
    def check(path: Path, form: str, target: Path | None, encoding: str | None) -> int:
        from coopnet.cli.verdict import FORMS
        from coopnet.tables.writing import put_in_place

        checked = _checked_grid(path) if path.suffix.casefold() == ".toml" else _checked_pole(path, encoding)
        text = FORMS[form](checked, language)
        if target:
            put_in_place(target, text.encode("utf-8-sig" if form == "csv" else "utf-8"))
        else:
            click.echo(text, nl=False)
        return int(checked.has_errors)

    return check


def _checked_pole(path: Path, encoding: str | None) -> CheckedTables:
    from coopnet.exchange.raw import read_raw
    from coopnet.tables.checking import check_tables

    return check_tables(read_raw(path, encoding=encoding))


def _checked_grid(path: Path) -> CheckedTables:
    from coopnet.referentiel.grid import check_grid
    from coopnet.tables.columns import CheckedTables
    from coopnet.vocabulary import vocabulary

    return CheckedTables(str(path), {}, {}, vocabulary(), tuple(check_grid(path)))
