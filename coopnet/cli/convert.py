"""``coopnet convert``: the same pole in another format."""

from __future__ import annotations

from pathlib import Path

import click

from coopnet.cli.options import drop_option, encoding_option, language_option, pole_argument
from coopnet.cli.wording import Say
from coopnet.errors import Language


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "convert",
        short_help=say("Écrire un pôle dans un autre format.", "Write a pole in another format."),
        help=say(
            "Écrit un PÔLE dans un autre format, selon la fin du nom SORTIE : .xlsx, .graphml, .gexf, .net (Pajek, "
            "sans retour possible), ou rien pour un dossier de fichiers CSV. N’écrase jamais ce qui existe.",
            "Write a POLE in another format, by the ending of OUTPUT: .xlsx, .graphml, .gexf, .net (Pajek, no way "
            "back), or none for a folder of CSV files. Never overwrites what exists.",
        ),
    )
    @pole_argument(say)
    @click.argument("target", metavar=say("SORTIE", "OUTPUT"), type=click.Path(path_type=Path))
    @drop_option(say)
    @encoding_option(say)
    @language_option(say)
    def convert(path: Path, target: Path, drop: bool, encoding: str | None) -> None:
        from coopnet.exchange import read_pole, write_pole

        pole = read_pole(path, on_error="drop" if drop else "refuse", encoding=encoding)
        written = write_pole(pole, target, language=language)
        click.echo(say(f"Pôle écrit : {written}", f"Pole written: {written}"))

    return convert
