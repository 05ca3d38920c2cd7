"""From which size on does an interval mean something, and what do its margins hold?

Simulates poles of several makes and sizes from a seed, and prints how often intervals hold what a reader would take
them to hold:

- vertex bootstrap: observed ± 1.96 standard errors against the mean of the measure over poles of that make and size;
  and the mean standard error over the true standard deviation (above 1: too large);
- missing actors: a share of a pole is hidden once, which gives the observed pole; the interval of hiding as much again
  against the value before anything was hidden. Nothing promises that it holds; a reader hopes so.

The thresholds of ``coopnet.inference.telling`` come from here. Writes figures/bench/interval_coverage.csv and
interval_coverage.md.

    python analyses/bench_interval_coverage.py [--poles 200] [--draws 99] [--seed 1999] [--page]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from _rounds import BENCH, machine

from coopnet.errors import UndefinedMeasure
from coopnet.inference.bootstrap import VertexBootstrap, vertex_bootstrap_of
from coopnet.inference.missing import MissingData, missing_data_of
from coopnet.inference.pvalues import ROUNDING
from coopnet.inference.telling import FEWEST_ACTORS, FEWEST_WAYS, ways
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.pole import Pole
from coopnet.reduction import without_actors
from coopnet.synthetic import homophilous_pole, lead_organisation_pole, simulated_pole

SIZES = (6, 8, 10, 15, 20, 30, 50)
SHARES = (0.1, 0.3)
LEVEL = 0.95  # what the intervals say they hold
MEASURES = ("pole_density", "pole_ei", "pole_degree_centralisation", "pole_transitivity")
Make = Callable[[int, np.random.Generator], Pole]


def independent_links(n: int, rng: np.random.Generator) -> Pole:
    """Four sectors drawn at random, independent links, more of them within sectors."""
    sizes = rng.multinomial(n, [0.25] * 4)
    return homophilous_pole(rng=rng, sizes=[int(size) for size in sizes if size], p_in=0.45, p_out=0.15)


MAKES: Mapping[str, Make] = {
    "independent links": independent_links,
    "simulated pole": lambda n, rng: simulated_pole(rng=rng, n_actors=n, n_ess=max(2, n // 4)),
    "led by one": lambda n, rng: lead_organisation_pole(rng=rng, n_actors=n, n_pairs=n // 4),
}


def bootstrap_coverage(make: Make, n: int, n_poles: int, n_draws: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return, by measure: coverage of the mean over poles, standard error over deviation, and width of the interval."""
    poles = [multiplex_of(make(n, rng)) for _ in range(n_poles)]
    rows = {}
    for measure in MEASURES:
        found = [one for one in (_bootstrap(measure, pole, n_draws, rng) for pole in poles) if one is not None]
        if len(found) < n_poles / 2:
            continue
        observed = np.array([one.observed for one in found])
        error = np.array([one.standard_error for one in found])
        held = np.abs(observed - observed.mean()) <= 1.96 * error + 1e-12
        deviation = observed.std(ddof=1)
        rows[measure] = {
            "bootstrap_holds": held.mean(),
            "error_ratio": np.nanmean(error) / deviation if deviation > ROUNDING else np.nan,
            "width": 2 * 1.96 * np.nanmean(error),
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def missing_coverage(make: Make, n: int, n_poles: int, n_draws: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return, by measure, how often the interval of hiding a share again holds the value before it was hidden once."""
    rows: dict[str, dict[str, float]] = {measure: {} for measure in MEASURES}
    for share in SHARES:
        held: dict[str, list[bool]] = {measure: [] for measure in MEASURES}
        for _ in range(n_poles):
            whole = multiplex_of(make(max(n + 1, round(n / (1 - share))), rng))
            hidden = rng.choice(whole.n_actors, size=whole.n_actors - n, replace=False)
            seen = without_actors(whole, hidden, declared="same")
            for measure in MEASURES:
                found, before = _missing(measure, seen, share, n_draws, rng), _missing(measure, whole, share, 1, rng)
                if found is not None and before is not None and np.isfinite(found.draws).mean() >= 0.95:
                    low, high = np.nanquantile(found.draws, [0.025, 0.975])
                    held[measure].append(bool(low - 1e-12 <= before.observed <= high + 1e-12))
        for measure, answers in held.items():
            if len(answers) >= n_poles / 2:
                rows[measure][f"missing_{share:.0%}_holds"] = float(np.mean(answers))
    return pd.DataFrame.from_dict(rows, orient="index")


def _bootstrap(measure: str, pole: Multiplex, n_draws: int, rng: np.random.Generator) -> VertexBootstrap | None:
    try:
        found = vertex_bootstrap_of(measure, pole, rng=rng, n_draws=n_draws)
    except UndefinedMeasure:
        return None
    return found if isinstance(found, VertexBootstrap) else None


def _missing(measure: str, pole: Multiplex, share: float, n_draws: int, rng: np.random.Generator) -> MissingData | None:
    try:
        found = missing_data_of(measure, pole, rng=rng, shares=[share], n_draws=n_draws)
    except UndefinedMeasure:
        return None
    return found if isinstance(found, MissingData) else None


def coverage(n_poles: int, n_draws: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row per make, size and measure; say each make and size as it is done."""
    parts = []
    for name, make in MAKES.items():
        for n in SIZES:
            several = {f"{share:.0%}": ways(n, max(1, round(share * n))) for share in SHARES}
            told = ", ".join(f"{number} ways of missing {share}" for share, number in several.items())
            print(f"\n{name}, {n} actors ({told})")
            each = (bootstrap_coverage, missing_coverage)
            table = pd.concat([one(make, n, n_poles, n_draws, rng) for one in each], axis=1)
            print(table.round(2).to_string(na_rep="—"), flush=True)
            parts.append(table.rename_axis("measure").reset_index().assign(poles_made=name, actors=n))
    found = pd.concat(parts, ignore_index=True)
    first = ["poles_made", "actors", "measure"]
    return found[first + [column for column in found.columns if column not in first]]


def summed_up(found: pd.DataFrame) -> pd.DataFrame:
    """Return, by size, the mean and the lowest coverage over makes and measures."""
    columns = [column for column in found.columns if column.endswith("_holds")]
    by_size = found.groupby("actors")[columns]
    return by_size.mean().add_suffix(" (mean)").join(by_size.min().add_suffix(" (lowest)")).round(2)


def in_words(found: pd.DataFrame) -> str:
    """Return what the table shows, in words."""
    enough = found["actors"] >= FEWEST_ACTORS
    large, small = found[enough]["bootstrap_holds"], found[~enough]["bootstrap_holds"]
    ratio = found[enough]["error_ratio"]
    said = [
        f"From {FEWEST_ACTORS} actors on, vertex-bootstrap intervals hold on {large.min():.0%} to {large.max():.0%} of "
        f"the poles of any make, {large.mean():.0%} on average; on smaller poles, on {small.min():.0%} to "
        f"{small.max():.0%}. From that size on, the standard error is {ratio.min():.2g} to {ratio.max():.2g} times the "
        "true deviation: above 1 it is prudent, below 1 it promises too much."
    ]
    for share in SHARES:
        several = found["actors"].map(lambda n, part=share: ways(n, max(1, round(part * n))) >= FEWEST_WAYS)
        held = found[several][f"missing_{share:.0%}_holds"]
        said.append(
            f"With {share:.0%} of the actors missing, in any of {FEWEST_WAYS} ways or more, the interval holds the "
            f"value before on {held.min():.0%} to {held.max():.0%} of the poles, {held.mean():.0%} on average."
        )
    return " ".join(said)


def page(found: pd.DataFrame, heading: str) -> str:
    """Return the page of results, in Markdown."""
    parts = ["# What intervals hold", machine(["coopnet", "numpy"]), heading, in_words(found)]
    parts += [
        f"Shares of simulated poles whose interval holds what a reader would take it to hold; {LEVEL:.0%} would be as "
        "announced. `bootstrap_holds`: observed ± 1.96 vertex-bootstrap standard errors hold the mean over poles of "
        "that make and size; `error_ratio`: mean standard error over the true deviation, empty where all poles have "
        "the same value; `width`: mean width of that interval; `missing_…_holds`: the interval of hiding that "
        "share of actors again holds the value before they were hidden once, which nothing promises.",
        "## By size, over makes and measures",
        str(summed_up(found).reset_index().to_markdown(index=False)),
    ]
    for name, here in found.groupby("poles_made", sort=False):
        table = here.drop(columns="poles_made").round(2)
        parts += [f"## {name}", str(table.to_markdown(index=False, missingval=""))]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Print both coverages, make by make and size by size, and write the table and the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--poles", type=int, default=200)
    parser.add_argument("--draws", type=int, default=99)
    parser.add_argument("--seed", type=int, default=1999)
    parser.add_argument("--page", action="store_true", help="write the page again, from the table that is there")
    options = parser.parse_args()
    heading = f"Seed {options.seed}, {options.poles} poles of each make and size, {options.draws} draws each."
    print(heading)
    if options.page:
        found = pd.read_csv(BENCH / "interval_coverage.csv")
        (BENCH / "interval_coverage.md").write_text(page(found, heading), encoding="utf-8")
        return
    found = coverage(options.poles, options.draws, np.random.default_rng(options.seed))
    BENCH.mkdir(parents=True, exist_ok=True)
    found.to_csv(BENCH / "interval_coverage.csv", index=False, float_format="%.4f")
    (BENCH / "interval_coverage.md").write_text(page(found, heading), encoding="utf-8")


if __name__ == "__main__":
    main()
