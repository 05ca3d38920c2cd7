"""Arguments and options that several commands share, declared once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from coopnet.cli.wording import Say

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[F], F]
LEAST_DRAWS = 19
"""Fewer draws cannot give a p-value of 0.05."""
SEED = 2012
"""What draws start from unless told otherwise: the same command then gives the same numbers."""


def language_option(say: Say) -> Decorator[Any]:
    """``--langue``: already read before parsing, see :func:`coopnet.cli.wording.language_asked`."""
    return click.option(
        "--langue",
        "--language",
        "language",
        type=click.Choice(["fr", "en"]),
        expose_value=False,
        help=say("Langue des messages et des fichiers écrits.", "Language of messages and of the files written."),
    )


def pole_argument(say: Say) -> Decorator[Any]:
    """Return the argument that every command but ``template`` takes: a folder, a workbook, a graph file."""
    return click.argument("path", metavar=say("PÔLE", "POLE"), type=click.Path(path_type=Path))


def encoding_option(say: Say) -> Decorator[Any]:
    """``--encodage``: of CSV files."""
    return click.option(
        "--encodage",
        "--encoding",
        "encoding",
        metavar=say("NOM", "NAME"),
        help=say(
            "Codage des fichiers CSV (par défaut : UTF-8, sinon Windows-1252).",
            "Encoding of CSV files (by default UTF-8, else Windows-1252).",
        ),
    )


def grid_option(say: Say) -> Decorator[Any]:
    """``--referentiel``: a grid of one's own in the place of the référentiel of 2012."""
    return click.option(
        "--referentiel",
        "--grid",
        "grid",
        type=click.Path(path_type=Path),
        metavar=say("GRILLE.toml", "GRID.toml"),
        help=say(
            "Votre propre grille de critères ; sans cela, le référentiel PTCE de 2012.",
            "Your own grid of criteria; without it the PTCE référentiel of 2012.",
        ),
    )


def column_code(text: str) -> str:
    """Return the code of a column of actors that a reader names as in her file, other names as they are.

    >>> column_code("Secteur"), column_code("sector"), column_code("ma colonne")
    ('sector', 'sector', 'ma colonne')
    """
    from coopnet.vocabulary import folded, vocabulary  # the words of data are slow to read, and help needs none

    meant = folded(text)
    for column in vocabulary().tables["actors"].columns.values():
        if meant in (folded(column.name), folded(column.fr)):
            return column.name
    return text


def date_code(text: str) -> str:
    """Return a date as files keep it, from one typed the French way; other texts as they are.

    >>> date_code("31/12/2012"), date_code("12/2012"), date_code("2012"), date_code("hier")
    ('2012-12-31', '2012-12', '2012', 'hier')
    """
    found = re.fullmatch(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", text.strip())
    if found is None:
        return text
    day, month, year = found.groups()
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])


def drop_option(say: Say) -> Decorator[Any]:
    """``--sans-les-lignes-fautives``: keep the rows without error."""
    return click.option(
        "--sans-les-lignes-fautives",
        "--without-faulty-rows",
        "drop",
        is_flag=True,
        help=say(
            "Laisser de côté les lignes qui contiennent une erreur, au lieu de refuser le pôle.",
            "Leave out the rows that contain an error, instead of refusing the pole.",
        ),
    )


class WholeNumber(click.IntRange):
    """A whole number from a least one on, whose limit is said in words."""

    def __init__(self, least: int, say: Say) -> None:
        super().__init__(min=least)
        self.name = say("nombre entier", "whole number")
        self._said = say(f"{least} au moins", f"at least {least}")

    def _describe_range(self) -> str:  # what click shows in help and in its refusal
        return self._said


def draws_option(say: Say, *, default: int, fr: str = "", en: str = "") -> Decorator[Any]:
    """``--tirages``: how many draws each comparison to chance has."""
    return click.option(
        "--tirages",
        "--draws",
        "n_draws",
        type=WholeNumber(LEAST_DRAWS, say),
        default=default,
        show_default=True,
        metavar=say("NOMBRE", "NUMBER"),
        help=say(f"Tirages par comparaison au hasard{fr}.", f"Draws per comparison to chance{en}."),
    )


def seed_option(say: Say) -> Decorator[Any]:
    """``--graine``: what draws start from."""
    return click.option(
        "--graine",
        "--seed",
        "seed",
        type=WholeNumber(0, say),
        default=SEED,
        show_default=True,
        metavar=say("NOMBRE", "NUMBER"),
        help=say(
            "Graine des tirages au hasard : la même graine redonne les mêmes nombres.",
            "Seed of random draws: the same seed gives the same numbers again.",
        ),
    )
