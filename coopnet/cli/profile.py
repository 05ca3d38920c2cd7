"""``coopnet profile``: what the links of a pole say of each criterion, and what changed since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopnet.cli.options import (
    column_code,
    date_code,
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

if TYPE_CHECKING:
    from coopnet.pole import Pole
    from coopnet.referentiel.change import ProfileChange
    from coopnet.referentiel.profile import Profile

DRAWS = 1999


def command(say: Say, language: Language) -> click.Command:
    """Return the command in the language chosen."""

    @click.command(
        "profile",
        short_help=say(
            "Lire les liens d’un pôle, critère par critère.", "Read the links of a pole, criterion by criterion."
        ),
        help=say(
            "Dit, critère par critère, ce que les liens d’un PÔLE montrent, ce que le hasard en donnerait, et une "
            "question à discuter ; puis, si des membres ont noté les critères, ce qu’ils en pensent. Ce n’est pas une "
            "note. Avec --compare ou --date-avant, dit ce qui a changé. Avec "
            "--sortie, la fin du nom dit le format : .xlsx (tableaux et phrases), .csv (tous les nombres), .tex (le "
            "tableau, pour LaTeX).",
            "Say, criterion by criterion, what the links of a POLE show, what chance would give, and a question to "
            "discuss; then, where members rated the criteria, what they think. It is not a grade. With --compare or "
            "--date-before, say what changed. With --output, the ending says the format: .xlsx (tables and sentences), "
            ".csv (every number), .tex (the table, for LaTeX).",
        ),
    )
    @pole_argument(say)
    @grid_option(say)
    @click.option(
        "--selon",
        "--by",
        "by",
        metavar=say("COLONNE", "COLUMN"),
        help=say(
            "Colonne qui joue le secteur : type, commune, forme juridique, ou une des vôtres.",
            "Column that plays the sector: type, commune, legal_form, or one of yours.",
        ),
    )
    @click.option(
        "--date",
        "date",
        metavar=say("AAAA", "YYYY"),
        help=say(
            "Ne compter que ce qui est actif à cette date ; sans cela, à la date de référence du pôle.",
            "Count only what is active at that date; without it, at the pole’s reference date.",
        ),
    )
    @click.option(
        "--compare",
        "other",
        type=click.Path(path_type=Path),
        metavar=say("AUTRE", "OTHER"),
        help=say(
            "Version plus ancienne du même pôle : dit ce qui a changé depuis.",
            "Older version of the same pole: say what has changed since.",
        ),
    )
    @click.option(
        "--date-avant",
        "--date-before",
        "date_before",
        metavar=say("AAAA", "YYYY"),
        help=say(
            "Dit ce qui a changé dans le pôle depuis cette date.", "Say what has changed in the pole since that date."
        ),
    )
    @click.option(
        "--sortie",
        "--out",
        "--output",
        "target",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=say("FICHIER", "FILE"),
        help=say(
            "Écrire dans un fichier ; sans cela, les phrases du profil sont affichées.",
            "Write to a file; without it the sentences of the profile are shown.",
        ),
    )
    @draws_option(say, default=DRAWS, fr=", au plus", en=", at most")
    @drop_option(say)
    @seed_option(say)
    @encoding_option(say)
    @language_option(say)
    def profile(
        path: Path,
        grid: Path | None,
        by: str | None,
        date: str | None,
        other: Path | None,
        date_before: str | None,
        target: Path | None,
        n_draws: int,
        drop: bool,
        seed: int,
        encoding: str | None,
    ) -> None:
        import numpy as np

        from coopnet.exchange import read_pole
        from coopnet.multiplex import multiplex_of
        from coopnet.referentiel.profile import profile_of

        _refuse_early(say, other, date_before, target)

        def read(place: Path) -> Pole:
            return read_pole(place, on_error="drop" if drop else "refuse", encoding=encoding)

        def profiled(pole: Pole, at: str | None) -> Profile:
            links = multiplex_of(pole, at=date_code(at) if at else "reference")
            rng = np.random.default_rng(seed)  # the same draws for both: what changes is the pole
            return profile_of(
                pole, rng=rng, n_draws=n_draws, referentiel=grid, by=by and column_code(by), multiplex=links
            )

        pole = read(path)
        compared = other is not None or date_before is not None
        before = profiled(read(other) if other else pole, date_before or date) if compared else None
        click.echo(_said(pole, profiled(pole, date), before, target, say, language, seed=seed), nl=False)

    return profile


def _said(
    pole: Pole,
    profile: Profile,
    before: Profile | None,
    target: Path | None,
    say: Say,
    language: Language,
    *,
    seed: int,
) -> str:
    """Return what is shown: the profile with what members think, or what has changed; or where it was written."""
    import numpy as np

    from coopnet.referentiel.change import profile_change_of
    from coopnet.report.coevaluation import coevaluation_section
    from coopnet.report.profile_files import shown_profile, write_profile

    result: Profile | ProfileChange = profile
    rated = None
    if before is not None:
        result = profile_change_of(before, profile)
    else:
        rated = coevaluation_section(pole, profile, language, rng=np.random.default_rng(seed), comments=True)
    if target is None:
        return shown_profile(result, language, seed=seed, coevaluation=rated)
    written = write_profile(result, target, language=language, seed=seed, coevaluation=rated)
    return say(f"Profil écrit : {written} (graine {seed})\n", f"Profile written: {written} (seed {seed})\n")


def _refuse_early(say: Say, other: Path | None, date_before: str | None, target: Path | None) -> None:
    """Refuse, before any work, two comparisons at once and a file of unknown format."""
    from coopnet.report.profile_files import written_as

    if other is not None and date_before is not None:
        raise click.UsageError(
            say(
                "--compare et --date-avant s’excluent : choisissez une autre version, ou une autre date.",
                "--compare and --date-before exclude each other: choose another version, or another date.",
            )
        )
    if target is not None:
        written_as(target)
