"""``coopnet figures``: the figures of a pole, each with the numbers that it draws."""

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

DRAWS = 1999  # as the report: the same numbers by default


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "figures",
        short_help=say("Dessiner les figures d’un pôle.", "Draw the figures of a pole."),
        help=say(
            "Écrit les figures d’un PÔLE en SVG, PDF et PNG, chacune avec le CSV de ses nombres, et un manifeste.",
            "Write the figures of a POLE as SVG, PDF and PNG, each with a CSV of the numbers drawn, and a manifest.",
        ),
    )
    @pole_argument(say)
    @click.option(
        "--sortie",
        "--out",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        default=Path("figures_du_pole"),
        show_default=True,
        metavar=say("DOSSIER", "FOLDER"),
        help=say("Où écrire ; des figures déjà là sont remplacées.", "Where to write; figures there are replaced."),
    )
    @drop_option(say)
    @seed_option(say)
    @draws_option(say, default=DRAWS)
    @grid_option(say)
    @encoding_option(say)
    @language_option(say)
    def figures(
        path: Path, folder: Path, drop: bool, seed: int, n_draws: int, grid: Path | None, encoding: str | None
    ) -> None:
        from coopnet.exchange import read_pole
        from coopnet.referentiel.grid import read_grid
        from coopnet.report.figure_set import write_figures

        followed = read_grid(grid)
        pole = read_pole(path, on_error="drop" if drop else "refuse", encoding=encoding)
        typed = words_typed(
            path, drop=drop, seed=seed, n_draws=n_draws, grid=grid, encoding=encoding, language=language
        )
        written = write_figures(
            pole, folder, language=language, seed=seed, n_draws=n_draws, referentiel=followed, command=typed
        )
        click.echo(
            say(
                f"{len(written.paths)} fichiers écrits dans {folder.resolve()}, graine {seed}.",
                f"{len(written.paths)} files written to {folder.resolve()}, seed {seed}.",
            )
        )
        for sentence in written.sentences(language):
            click.echo(sentence)

    return figures


def words_typed(
    path: Path, *, drop: bool, seed: int, n_draws: int, grid: Path | None, encoding: str | None, language: Language
) -> str:
    """Return what to type to obtain the same figures, every option said; the manifest keeps it."""
    words = ["coopnet figures", _quoted(path), f"--graine {seed} --tirages {n_draws} --langue {language}"]
    if drop:
        words.append("--sans-les-lignes-fautives")
    if grid:
        words.append(f"--referentiel {_quoted(grid)}")
    if encoding:
        words.append(f"--encodage {encoding}")
    return " ".join(words)


def _quoted(path: Path) -> str:
    """Return the name of a file or folder as a command line takes it: where it lies is nobody else's matter."""
    return f'"{path.name}"' if " " in path.name else path.name
