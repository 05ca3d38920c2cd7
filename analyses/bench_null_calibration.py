"""When a null model is true, how often is it found wanting? Never more often than the level says.

Simulates small poles on which each null model is true, made by another road than its own draws
(``coopnet.synthetic.true_nulls``), compares a measure of each with that null model, and prints, by null model:

- how often p ≤ 1, 5 and 10 %, against the largest number of times that chance allows (99.9 % of the binomial);
- whether one-sided p-values with ties broken at random are uniform (Kolmogorov–Smirnov; only here: p-values that
  coopnet prints count ties as extreme, and are conservative on small poles).

Ends with status 1 when a null model is found wanting too often.

    python analyses/bench_null_calibration.py [--poles 1000] [--draws 199] [--seed 1989] [--jobs 1]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import joblib
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from coopnet.errors import NullRefused, UndefinedMeasure
from coopnet.inference.comparison import NullComparison, compare_to_null
from coopnet.inference.ensemble import ensemble
from coopnet.synthetic.true_nulls import pole_under

LEVELS = (0.01, 0.05, 0.10)
SURE = 0.999
Pairs = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A null model, what makes it true, and a measure that it lets vary.

    Attributes
    ----------
    made : str
        What :func:`coopnet.synthetic.true_nulls.pole_under` makes.
    measure : str
    options : dict
        Arguments of the comparison.
    """

    made: str
    measure: str
    options: dict[str, object] = field(default_factory=dict)

    @property
    def null(self) -> str:
        """Name of the null model."""
        return self.made.partition(",")[0]


CASES = (
    Case("shuffle_sectors", "pole_ei"),
    Case("shuffle_sectors", "pole_assortativity"),
    Case("shuffle_sectors_within", "pole_ei"),
    Case("rewire_links", "pole_transitivity"),
    Case("rewire_links", "pole_ei"),
    Case("rewire_links", "pole_multiplex_share", {"view": "kinds"}),
    Case("rewire_links, parallel", "pole_mean_multiplicity", {"view": "links"}),
    Case("rewire_links, parallel", "pole_transitivity"),
    Case("rewire_memberships", "pole_transitivity"),
    Case("rewire_memberships", "pole_density"),
    Case("shuffle_kinds", "pole_degree_centralisation", {"kinds": ["convention"]}),
    Case("shuffle_kinds", "pole_transitivity", {"kinds": ["convention", "joint_bid"]}),
    Case("random_links", "pole_degree_centralisation"),
    Case("random_links_between_sectors", "pole_degree_centralisation"),
)


@dataclass(frozen=True)
class OnePole:
    """Make a pole on which the null is true and compare it; travels to worker processes."""

    case: Case
    n_draws: int

    def __call__(self, rng: np.random.Generator) -> tuple[float, float]:
        """Return the two-sided p-value, and a one-sided one with ties broken at random; NaN where refused."""
        pole = pole_under(self.case.made, rng=rng)
        try:
            found = compare_to_null(
                self.case.measure,
                pole,
                self.case.null,
                rng=rng,
                n_draws=self.n_draws,
                **self.case.options,  # type: ignore[arg-type]
            )
        except (NullRefused, UndefinedMeasure):
            return float("nan"), float("nan")
        assert isinstance(found, NullComparison)  # the measures are of the pole
        return found.p_value, broken_p(found.observed, found.defined, rng)


def broken_p(observed: float, draws: Pairs, rng: np.random.Generator) -> float:
    """Return a one-sided p-value whose ties are broken at random: uniform when the null is true."""
    above = int((draws > observed + 1e-9).sum())
    ties = int((np.abs(draws - observed) <= 1e-9).sum())
    return float((above + rng.random() * (1 + ties)) / (len(draws) + 1))


def p_values_under(case: Case, n_poles: int, n_draws: int, *, rng: np.random.Generator) -> Pairs:
    """Return p-values of that many poles on which the null is true, poles × (two-sided, one-sided with broken ties)."""
    return np.array(ensemble(OnePole(case, n_draws), n_poles, rng=rng))


def most_allowed(n: int, level: float) -> int:
    """Return how many of n p-values may be at most the level before it cannot be chance."""
    return int(stats.binom.ppf(SURE, n, level))


def calibration(cases: Sequence[Case], n_poles: int, n_draws: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row per case: how often p was at most each level, what chance allows, and uniformity."""
    rows = []
    for case in cases:
        found = p_values_under(case, n_poles, n_draws, rng=rng)
        compared = found[np.isfinite(found[:, 0])]
        n = len(compared)
        row: dict[str, object] = {"made under": case.made, "measure": case.measure, "poles": n, "refused": n_poles - n}
        for level in LEVELS:
            row[f"p ≤ {level:.0%}"] = int((compared[:, 0] <= level).sum())
            row[f"at most ({level:.0%})"] = most_allowed(n, level)
        row["uniform (KS p)"] = float(stats.kstest(compared[:, 1], "uniform").pvalue)
        row["holds"] = all(row[f"p ≤ {level:.0%}"] <= most_allowed(n, level) for level in LEVELS)  # type: ignore[operator]
        rows.append(row)
        print(f"  {case.made}, {case.measure}: {'holds' if row['holds'] else 'FOUND WANTING'}", flush=True)
    return pd.DataFrame(rows)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--poles", type=int, default=1000)
    parser.add_argument("--draws", type=int, default=199)
    parser.add_argument("--seed", type=int, default=1989)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.poles} poles of 16 actors for each line, {options.draws} draws each")
    with joblib.parallel_config(n_jobs=options.jobs):
        table = calibration(CASES, options.poles, options.draws, rng=np.random.default_rng(options.seed))
    print(table.to_string(index=False, float_format="{:.3f}".format))
    return 0 if table["holds"].all() else 1


if __name__ == "__main__":
    sys.exit(main())
