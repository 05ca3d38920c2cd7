"""``coopnet measures``: the list of all measures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from coopnet.cli.options import language_option
from coopnet.cli.wording import Say
from coopnet.errors import Language
from coopnet.numbers import written

if TYPE_CHECKING:
    from coopnet.measures.declaration import Measure

_FAMILIES = {
    "centrality": ("Centralité des acteurs", "Centrality of actors"),
    "cohesion": ("Cohésion du pôle", "Cohesion of the pole"),
    "bridging": ("Ponts entre secteurs", "Bridges between sectors"),
    "multiplexity": ("Multiplexité des liens", "Multiplexity of links"),
    "affiliation": ("Acteurs et structures", "Actors and structures"),
}
_LEVELS = {
    "pole": ("une valeur pour le pôle", "one value for the pole"),
    "actor": ("une valeur par acteur", "one value per actor"),
    "structure": ("une valeur par structure", "one value per structure"),
    "sector": ("une valeur par secteur ou paire de secteurs", "one value per sector or pair of sectors"),
    "kind": ("une valeur par nature de lien ou paire de natures", "one value per kind of link or pair of kinds"),
    "link": ("une valeur par paire d’acteurs liés", "one value per linked pair of actors"),
}
_DIRECTIONS = {
    "more": ("une grande valeur est jugée bonne", "a high value is held to be good"),
    "less": ("une petite valeur est jugée bonne", "a low value is held to be good"),
    None: ("pas de sens convenu", "no agreed direction"),
}


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "measures",
        short_help=say("Énumérer les mesures.", "List the measures."),
        help=say(
            "Énumère les mesures : nom, vues acceptées, niveau, bornes, ce que dit une grande valeur, source.",
            "List the measures: name, views accepted, level, bounds, what a high value means, source.",
        ),
    )
    @language_option(say)
    def measures() -> None:
        from coopnet.catalogue import FAMILIES

        for family, members in FAMILIES.items():
            click.echo(say(*_FAMILIES[family]))
            for measure in members:
                views = ", ".join(measure.views) or measure.takes
                click.echo(f"\n  {measure.name} [{views}]\n    {measure.label(language)}")
                click.echo(f"    {_promises(measure, say, language)}")
                click.echo(f"    {measure.reading(language)}\n    {measure.source}")
            click.echo()

    return measures


def _promises(measure: Measure, say: Say, language: Language) -> str:
    """Return of whom a measure speaks, between which values, and whether high or low is held to be good."""
    fr, en = _LEVELS[measure.level]
    if measure.is_table:
        fr, en = fr.replace("une valeur", "plusieurs valeurs"), en.replace("one value", "several values")
    said = (say(fr, en), _bounds(measure.bounds, say, language), say(*_DIRECTIONS[measure.direction]))
    return say(" ; ", "; ").join(said)


def _bounds(bounds: tuple[float, float], say: Say, language: Language) -> str:
    low, high = (written(one, language, int(one != round(one))) if math.isfinite(one) else "" for one in bounds)
    if low and high:
        return say(f"de {low} à {high}", f"from {low} to {high}")
    if low:
        return say(f"{low} ou plus", f"{low} or more")
    return say(f"{high} ou moins", f"{high} or less") if high else say("sans borne", "no bound")
