"""``coopnet measures``: the list of all measures."""

from __future__ import annotations

import click

from coopnet.cli.options import language_option
from coopnet.cli.wording import Say
from coopnet.errors import Language

_FAMILIES = {
    "centrality": ("Centralité des acteurs", "Centrality of actors"),
    "cohesion": ("Cohésion du pôle", "Cohesion of the pole"),
    "bridging": ("Ponts entre secteurs", "Bridges between sectors"),
    "multiplexity": ("Multiplexité des liens", "Multiplexity of links"),
    "affiliation": ("Acteurs et structures", "Actors and structures"),
}


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "measures",
        short_help=say("Énumérer les mesures.", "List the measures."),
        help=say(
            "Énumère les mesures : nom, vues acceptées, sens d’une grande valeur, source.",
            "List the measures: name, views accepted, what a high value means, source.",
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
                click.echo(f"    {measure.reading(language)}\n    {measure.source}")
            click.echo()

    return measures
