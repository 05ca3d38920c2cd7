"""``coopnet report``: the cooperation report of a pole, one page and one workbook."""

from __future__ import annotations

from pathlib import Path

import click

from coopnet.cli.options import (
    draws_option,
    drop_option,
    encoding_option,
    grid_option,
    language_option,
    pole_argument,
    seed_option,
)
from coopnet.cli.wording import Say
from coopnet.errors import Language

DRAWS = 1999


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "report",
        short_help=say("Écrire le rapport de coopération d’un pôle.", "Write the cooperation report of a pole."),
        help=say(
            "Écrit le rapport de coopération d’un PÔLE : une page HTML qui s’ouvre sans connexion, et un classeur de "
            "ses tableaux.",
            "Write the cooperation report of a POLE: one HTML page that opens offline, and a workbook of its tables.",
        ),
    )
    @pole_argument(say)
    @click.option(
        "--sortie",
        "--out",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        default=Path("output"),
        show_default=True,
        metavar=say("DOSSIER", "FOLDER"),
        help=say(
            "Où écrire le rapport ; un rapport déjà là est remplacé.", "Where to write; a report there is replaced."
        ),
    )
    @drop_option(say)
    @seed_option(say)
    @draws_option(say, default=DRAWS)
    @click.option(
        "--pseudonymes",
        "--pseudonyms",
        "pseudonyms",
        is_flag=True,
        help=say(
            "Remplacer les noms des acteurs et des structures ; ni remarque de la vérification ni commentaire.",
            "Replace the names of actors and structures; no finding of the check, no comment.",
        ),
    )
    @click.option(
        "--publiable",
        "--public",
        "public",
        is_flag=True,
        help=say(
            "Rapport à publier : comme avec --pseudonymes, sans classement des acteurs.",
            "Report to be published: as with --pseudonyms, without ranking of actors.",
        ),
    )
    @grid_option(say)
    @encoding_option(say)
    @language_option(say)
    def report(
        path: Path,
        folder: Path,
        drop: bool,
        seed: int,
        n_draws: int,
        pseudonyms: bool,
        public: bool,
        grid: Path | None,
        encoding: str | None,
    ) -> None:
        from coopnet.exchange import read_pole
        from coopnet.referentiel.grid import read_grid
        from coopnet.report.cooperation_report import write_report

        followed = read_grid(grid)
        pole = read_pole(path, on_error="drop" if drop else "refuse", encoding=encoding)
        click.echo(
            say(
                f"{pole.about.name or path} : {n_draws} tirages par comparaison au hasard, graine {seed}…",
                f"{pole.about.name or path}: {n_draws} draws per comparison to chance, seed {seed} …",
            )
        )
        written = write_report(
            pole,
            folder,
            seed=seed,
            language=language,
            n_draws=n_draws,
            referentiel=followed,
            pseudonyms=pseudonyms,
            public=public,
        )
        click.echo(say(f"Rapport à ouvrir : {written.html.resolve()}", f"Report to open: {written.html.resolve()}"))
        click.echo(say(f"Tableaux : {written.workbook.resolve()}", f"Tables: {written.workbook.resolve()}"))

    return report
