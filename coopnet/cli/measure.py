"""``coopnet measure``: every measure of the catalogue on one pole, as tables."""

from __future__ import annotations

from pathlib import Path

import click

from coopnet.cli.options import column_code, drop_option, encoding_option, language_option, pole_argument, seed_option
from coopnet.cli.wording import Say
from coopnet.errors import Language


def _known_target(_context: click.Context, _option: click.Parameter, target: Path | None) -> Path | None:
    """Refuse a file of no known format before the pole is measured."""
    from coopnet.report.measure_files import known_target

    return None if target is None else known_target(target)


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "measure",
        short_help=say("Prendre toutes les mesures d’un pôle.", "Take every measure of a pole."),
        help=say(
            "Prend toutes les mesures d’un PÔLE. Avec --sortie, la fin du nom dit le format : .xlsx (une feuille par "
            "table), .csv (une ligne par valeur), .tex (pour LaTeX : les mesures du pôle entier, et à côté, dans "
            "NOM_tables, un fichier par table de secteurs, de natures de lien ou de rôles), .dta (pour Stata : une "
            "ligne par valeur, et à côté NOM_actors.dta et NOM_structures.dta, une ligne par acteur ou structure).",
            "Take every measure of a POLE. With --output, the ending says the format: .xlsx (one sheet per table), "
            ".csv (one row per value), .tex (for LaTeX: the measures of the whole pole, and beside it, in NAME_tables, "
            "one file per table of sectors, kinds of link or roles), .dta (for Stata: one row per value, and beside it "
            "NAME_actors.dta and NAME_structures.dta, one row per actor or structure).",
        ),
    )
    @pole_argument(say)
    @click.option(
        "--sortie",
        "--out",
        "--output",
        "target",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=say("FICHIER", "FILE"),
        callback=_known_target,
        help=say(
            "Écrire dans un fichier ; sans cela, les mesures du pôle entier sont affichées.",
            "Write to a file; without it the measures of the whole pole are shown.",
        ),
    )
    @click.option(
        "--par",
        "--by",
        "by",
        multiple=True,
        default=("sector", "type"),
        show_default=True,
        metavar=say("COLONNE", "COLUMN"),
        help=say("Colonne qui joue le secteur ; peut être répété.", "Column that plays the sector; may be repeated."),
    )
    @click.option(
        "--toutes-les-vues",
        "--all-views",
        "every",
        is_flag=True,
        help=say(
            "Prendre chaque mesure sur toutes les vues qu’elle accepte, et non sur la première seulement.",
            "Take each measure on every view that it accepts, not on the first one only.",
        ),
    )
    @drop_option(say)
    @seed_option(say)
    @encoding_option(say)
    @language_option(say)
    def measure(
        path: Path, target: Path | None, by: tuple[str, ...], every: bool, drop: bool, seed: int, encoding: str | None
    ) -> None:
        import numpy as np

        from coopnet.catalogue.battery import measure_all
        from coopnet.exchange import read_pole
        from coopnet.multiplex import multiplex_of
        from coopnet.report.measure_files import shown_measures, write_measures

        pole = read_pole(path, on_error="drop" if drop else "refuse", encoding=encoding)
        multiplex = multiplex_of(pole)
        columns, rng = [column_code(column) for column in by], np.random.default_rng(seed)
        battery = measure_all(pole, by=columns, views="all" if every else "default", rng=rng)
        if target is None:
            shown = shown_measures(battery, about=pole.about, multiplex=multiplex, language=language)
            click.echo(shown, nl=False)
            return
        written = write_measures(battery, target, about=pole.about, multiplex=multiplex, language=language)
        click.echo(say(f"Mesures écrites : {written} (graine {seed})", f"Measures written: {written} (seed {seed})"))

    return measure
