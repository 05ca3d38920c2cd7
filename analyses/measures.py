"""What does every measure say of the shipped poles?

Reads ``datasets/``; writes ``figures/NAME/measures.csv``: one row per measure of the whole pole, with its view, its
value, its bounds and, where it has none, the reason.

    python -m analyses measures
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from analyses._making import POLES, Making, pole_named, put
from coopnet.catalogue.battery import measure_all


def makings() -> list[Making]:
    """Return the table of measures of every shipped pole."""
    return [
        Making(f"{pole}/measures", "measures", pole, make=partial(measures_of, pole), parameters={}) for pole in POLES
    ]


def measures_of(pole: str, folder: Path) -> list[Path]:
    """Write the measures of a shipped pole."""
    table = measure_all(pole_named(pole)).pole
    text = table.to_csv(index=False, float_format="%.10g", lineterminator="\n")
    return [put(folder / pole / "measures.csv", text)]
