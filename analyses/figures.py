"""Which figures do the shipped poles give?

Reads ``datasets/``; writes ``figures/NAME/`` for each pole: SVG, PDF, PNG, and the twin CSV of exactly the numbers
drawn. The same as ``coopnet figures datasets/NAME``: same seed and draws, hence the same numbers as the report.

    python -m analyses figures
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from analyses._making import POLES, SEED, Making, pole_named
from coopnet.report.figure_recipes import RECIPES
from coopnet.report.figure_set import write_figure

DRAWS = 1999
LANGUAGE = "fr"


def makings() -> list[Making]:
    """Return every figure of every shipped pole."""
    return [
        Making(
            name=f"{pole}/{figure}",
            script="figures",
            pole=pole,
            make=partial(figure_of, pole, figure),
            parameters={"figure": figure, "language": LANGUAGE, "n_draws": DRAWS},
            seed=SEED,
        )
        for pole in POLES
        for figure in RECIPES
    ]


def figure_of(pole: str, figure: str, folder: Path) -> list[Path]:
    """Write one figure of a shipped pole."""
    return write_figure(pole_named(pole), figure, folder / pole, language=LANGUAGE, seed=SEED, n_draws=DRAWS)
