"""Does the profile of a pole drawn from the null itself say “as expected” often enough?

Draws poles without any structure (:func:`coopnet.synthetic.random_pole`: labels independent of links, pairs and kinds
even), takes the profile of each, and counts the verdicts of every indicator. Where the null holds, p ≤ 0.05 must come
in at most 5 % of the poles (within the binomial band), and so must a verdict other than “as expected” or “cannot tell”.

Reads nothing. Writes ``figures/bench/profile_calibration.csv``: one row per indicator.

    python -m analyses profile_calibration --poles 500 --draws 199 --seed 2012
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binom

from coopnet.pole import Pole
from coopnet.referentiel.grid import read_grid
from coopnet.referentiel.profile import profile_of
from coopnet.synthetic import random_pole

TARGET = Path(__file__).resolve().parents[1] / "figures" / "bench" / "profile_calibration.csv"
LEVEL = 0.05
BY_CHANCE = ("as_expected", "cannot_tell")


def null_pole(*, rng: np.random.Generator, n_actors: int) -> Pole:
    """Return a pole in which every null hypothesis holds: three links per actor, four sectors."""
    return random_pole(rng=rng, n_actors=n_actors, n_links=3 * n_actors)


def calibration(
    n_poles: int, n_draws: int, n_actors: int, seed: int, make: Callable[..., Pole] = null_pole
) -> pd.DataFrame:
    """Return, for every indicator compared with chance, how often poles of that make are said to differ from it."""
    grid = read_grid()
    taken = []
    for rng in np.random.default_rng(seed).spawn(n_poles):
        for_pole, for_profile = rng.spawn(2)
        pole = make(rng=for_pole, n_actors=n_actors)
        table = profile_of(pole, rng=for_profile, n_draws=n_draws, referentiel=grid).table
        taken.append(table.loc[table["p"].notna(), ["criterion", "indicator", "by", "null_model", "p", "verdict"]])
    together = pd.concat(taken).assign(
        small=lambda rows: rows["p"] <= LEVEL,
        said=lambda rows: ~rows["verdict"].isin(BY_CHANCE),
        cannot_tell=lambda rows: rows["verdict"] == "cannot_tell",
    )
    counted = together.groupby(["criterion", "indicator", "by", "null_model"], sort=False).agg(
        poles=("p", "size"),
        p_at_most_5_percent=("small", "mean"),
        said_to_differ=("said", "mean"),
        cannot_tell=("cannot_tell", "mean"),
        as_expected=("verdict", lambda words: (words == "as_expected").mean()),
    )
    band = binom.ppf(0.995, counted["poles"], LEVEL) / counted["poles"]
    within = (counted["p_at_most_5_percent"] <= band) & (counted["said_to_differ"] <= band)
    return counted.assign(upper_band=band, within=within, draws=n_draws, actors=n_actors, seed=seed).reset_index()


def main() -> None:
    """Measure, show and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--poles", type=int, default=500)
    parser.add_argument("--draws", type=int, default=199)
    parser.add_argument("--actors", type=int, default=24)
    parser.add_argument("--seed", type=int, default=2012)
    parser.add_argument("--output", type=Path, default=TARGET)
    asked = parser.parse_args()
    print(f"{asked.poles} poles of {asked.actors} actors, {asked.draws} draws each, seed {asked.seed}", flush=True)
    table = calibration(asked.poles, asked.draws, asked.actors, asked.seed)
    print(table.to_string(index=False))
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(asked.output, index=False, lineterminator="\n", float_format="%.4f")


if __name__ == "__main__":
    main()
