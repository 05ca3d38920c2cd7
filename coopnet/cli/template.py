"""``coopnet template``: the workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from coopnet.cli.options import language_option
from coopnet.cli.wording import Say
from coopnet.errors import Language


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "template",
        short_help=say("Écrire le classeur à remplir.", "Write the workbook to fill in."),
        help=say(
            "Écrit dans FICHIER.xlsx un classeur à remplir : une feuille par table, des listes de choix, "
            "et une feuille qui explique chaque colonne.",
            "Write to FILE.xlsx a workbook to fill in: one sheet per table, lists of choices, and a sheet that "
            "explains each column.",
        ),
    )
    @click.argument("path", metavar=say("FICHIER.xlsx", "FILE.xlsx"), type=click.Path(path_type=Path))
    @language_option(say)
    def template(path: Path) -> None:
        from coopnet.tables.template import write_template

        written = write_template(path, language)
        click.echo(say(f"Modèle écrit : {written}", f"Template written: {written}"))

    return template
