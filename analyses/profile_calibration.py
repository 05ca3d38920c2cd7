"""Does the profile of a pole drawn from the null itself say “as expected” often enough?

Draws poles without any structure of interest, takes the profile of each, and counts the verdicts of every indicator:

- ``plain``: :func:`coopnet.synthetic.random_pole`, labels independent of links, pairs and kinds even;
- ``whole``: the same, with types and communes drawn evenly too, and structures whose members are drawn evenly, so that
  every null of the référentiel is at work.

Where the null holds, p ≤ 0.05 must come in at most 5 % of the poles (within the binomial band), and so must a verdict
other than “as expected” or “cannot tell”; and “as expected” must come at least in 95 % of the poles where one can tell.

Reads nothing. Writes ``figures/bench/profile_calibration.csv``, one row per indicator, and beside it what it says in
words (``.md``).

    python -m analyses profile_calibration --poles 500 --draws 999 --seed 2012 --jobs 2
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from scipy.stats import binom

from coopnet.inference.ensemble import ensemble
from coopnet.pole import Pole
from coopnet.referentiel.grid import Grid, read_grid
from coopnet.referentiel.profile import profile_of
from coopnet.synthetic import random_pole
from coopnet.vocabulary import vocabulary

TARGET = Path(__file__).resolve().parents[1] / "figures" / "bench" / "profile_calibration.csv"
LEVEL = 0.05
BY_CHANCE = ("as_expected", "cannot_tell")
KEPT = ["criterion", "indicator", "label_en", "by", "null_model", "p", "verdict", "doubt"]
COMMUNES = ("40312", "40273", "64102", "64024")
SIZES = (7, 5, 4, 3)  # members of structures, per 24 actors


def null_pole(*, rng: np.random.Generator, n_actors: int) -> Pole:
    """Return a pole in which every null hypothesis holds: three links per actor, four sectors."""
    return random_pole(rng=rng, n_actors=n_actors, n_links=3 * n_actors)


def whole_null_pole(*, rng: np.random.Generator, n_actors: int) -> Pole:
    """Return such a pole with types, communes and structures: 1.5 links per actor, everything drawn evenly.

    Given the sizes of structures and how many each actor takes part in, all memberships are equally likely; so are all
    pairs of links given their number, whatever structures there are.
    """
    pole = random_pole(rng=rng, n_actors=n_actors, n_links=3 * n_actors // 2)
    actors = pole.actors.reset_index()
    types = list(vocabulary().words("actor_types"))
    actors["type"] = rng.choice(types[:4], size=n_actors)
    actors["commune"] = rng.choice(COMMUNES, size=n_actors)
    ids = [f"S{k}" for k in range(len(SIZES))]
    sizes = [max(2, size * n_actors // 24) for size in SIZES]
    members = [(actor, one) for one, size in zip(ids, sizes, strict=True) for actor in rng.permutation(n_actors)[:size]]
    return Pole.from_tables(
        {
            "actors": actors,
            "structures": {"id": ids, "kind": ["mutualised_service", "common_project"] * 2},
            "memberships": {
                "actor": [actors["id"].iloc[actor] for actor, _ in members],
                "structure": [one for _, one in members],
            },
            "links": pole.links.reset_index(drop=True),
            "about": {"name": "Hasard"},
        }
    )


MAKERS: dict[str, Callable[..., Pole]] = {"plain": null_pole, "whole": whole_null_pole}


@dataclass(frozen=True)
class OneProfile:
    """Make one pole and take its profile; picklable, so that any worker can run it."""

    make: Callable[..., Pole]
    grid: Grid
    n_actors: int
    n_draws: int

    def __call__(self, rng: np.random.Generator) -> pd.DataFrame:
        """Return what the profile of one pole says of each comparison."""
        for_pole, for_profile = rng.spawn(2)
        pole = self.make(rng=for_pole, n_actors=self.n_actors)
        table = profile_of(pole, rng=for_profile, n_draws=self.n_draws, referentiel=self.grid).table
        return table.loc[table["p"].notna(), KEPT]


def calibration(
    n_poles: int,
    n_draws: int,
    n_actors: int,
    seed: int,
    make: Callable[..., Pole] = null_pole,
    grid: Grid | None = None,
) -> pd.DataFrame:
    """Return, for every indicator compared with chance, how often poles of that make are said to differ from it."""
    one = OneProfile(make, grid or read_grid(), n_actors, n_draws)
    together = pd.concat(ensemble(one, n_poles, rng=np.random.default_rng(seed))).assign(
        small=lambda rows: rows["p"] <= LEVEL,
        said=lambda rows: ~rows["verdict"].isin(BY_CHANCE),
        cannot_tell=lambda rows: rows["verdict"] == "cannot_tell",
        as_expected=lambda rows: rows["verdict"] == "as_expected",
    )
    counted = together.groupby(["criterion", "indicator", "label_en", "by", "null_model"], sort=False).agg(
        poles=("p", "size"),
        p_at_most_5_percent=("small", "mean"),
        said_to_differ=("said", "mean"),
        cannot_tell=("cannot_tell", "mean"),
        as_expected=("as_expected", "mean"),
    )
    band = binom.ppf(0.995, counted["poles"], LEVEL) / counted["poles"]
    # where even the most extreme arrangement is no rarity one cannot tell, and nothing is said to differ
    telling = counted["as_expected"] + counted["said_to_differ"]
    nominal = (1 - band) * telling <= counted["as_expected"]
    within = (counted["p_at_most_5_percent"] <= band) & (counted["said_to_differ"] <= band) & nominal
    return counted.assign(upper_band=band, within=within, draws=n_draws, actors=n_actors, seed=seed).reset_index()


def in_words(table: pd.DataFrame) -> str:
    """Return what was measured, in words."""
    first = table.iloc[0]
    lines = [
        "# Does the profile of a pole drawn from the null say “as expected”?",
        "",
        f"{table['poles'].max()} simulated poles of each make, {first['actors']} actors each, {first['draws']} draws "
        f"per comparison, seed {first['seed']}. Written by "
        "`python -m analyses profile_calibration`; the numbers are in `profile_calibration.csv`.",
        "",
        "`plain`: sectors, pairs and kinds of links drawn evenly. `whole`: types, communes and members of structures "
        "too.",
        "",
    ]
    differ, band = table["said_to_differ"].max(), table["upper_band"].max()
    if table["within"].all():
        lines.append(
            f"**Yes, for every indicator.** p ≤ 0.05 comes in {table['p_at_most_5_percent'].max():.1%} of the poles at "
            f"most, where up to {band:.1%} would be within the binomial band of 5%; none is said to differ from chance "
            f"in more than {differ:.1%} of them, for a claim needs whole intervals on its side. “As "
            "expected” comes at least at the nominal rate of 95% in the poles in which one can tell."
        )
    else:
        out = table[~table["within"]]
        lines.append(
            "**No.** Beyond the binomial band: "
            + "; ".join(f"{row['label_en']} ({row['make']})" for _, row in out.iterrows())
            + "."
        )
    compared = int(table.groupby("make").size().max())
    if 2 * compared * (1 - 0.025 ** (1 / first["draws"])) > LEVEL:
        lines += ["", f"{first['draws']} draws are too few to claim anything about one of {compared} indicators alone: "
                  "what tells here is the column p ≤ 5%."]  # fmt: skip
    low = table[table["cannot_tell"] > 0.5]
    if len(low):
        lines += [
            "",
            "In most poles one cannot tell about "
            + ", ".join(dict.fromkeys(f"{row['label_en']} ({row['make']})" for _, row in low.iterrows()))
            + ": the null leaves the number too little room, and the profile says so.",
        ]
    lines += [
        "",
        "| make | criterion | indicator | null | p ≤ 5% | said to differ | cannot tell | as expected |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row['make']} | {row['criterion']} | {row['label_en']} | {row['null_model']} "
        f"| {row['p_at_most_5_percent']:.1%} | {row['said_to_differ']:.1%} | {row['cannot_tell']:.1%} "
        f"| {row['as_expected']:.1%} |"
        for _, row in table.iterrows()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, show and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--poles", type=int, default=500)
    parser.add_argument("--draws", type=int, default=999)
    parser.add_argument("--actors", type=int, default=24)
    parser.add_argument("--seed", type=int, default=2012)
    parser.add_argument("--make", choices=[*MAKERS, "both"], default="both")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--output", type=Path, default=TARGET)
    asked = parser.parse_args()
    tables = []
    for name in MAKERS if asked.make == "both" else [asked.make]:
        print(
            f"{name}: {asked.poles} poles of {asked.actors} actors, {asked.draws} draws, seed {asked.seed}", flush=True
        )
        since = time.perf_counter()
        with joblib.parallel_config(n_jobs=asked.jobs):
            found = calibration(asked.poles, asked.draws, asked.actors, asked.seed, MAKERS[name])
        tables.append(found.assign(make=name))
        print(f"{name}: {time.perf_counter() - since:.0f} s", flush=True)
    table = pd.concat(tables, ignore_index=True)
    table = table[["make", *(column for column in table.columns if column != "make")]]
    print(table.to_string(index=False))
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(asked.output, index=False, lineterminator="\n", float_format="%.4f")
    asked.output.with_suffix(".md").write_text(in_words(table), encoding="utf-8")


if __name__ == "__main__":
    main()
