"""When a null model is true, how often is it found wanting? Never more often than the level says. When it is not?

Simulates small poles on which each null model is true, made by another road than its own draws
(``coopnet.synthetic.true_nulls``), compares a measure of each with that null model, and tells, by null model:

- how often p ≤ 1, 5 and 10 %, against the largest number of times that chance allows (99.9 % of the binomial);
- whether one-sided p-values with ties broken at random are uniform (Kolmogorov–Smirnov; only here: p-values that
  coopnet prints count ties as extreme, and are conservative on small poles).

Then simulates poles on which a plain and a faint effect are planted, and tells how often p ≤ 5 % (power).
Writes figures/bench/null_calibration.csv, null_power.csv and null_calibration.md.
Ends with status 1 when a null model is found wanting too often.

    python analyses/bench_null_calibration.py [--poles 1000] [--planted 200] [--draws 199] [--seed 1989] [--jobs 1]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import joblib
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from coopnet.errors import NullRefused, UndefinedMeasure
from coopnet.inference.comparison import NullComparison, compare_to_null
from coopnet.inference.ensemble import ensemble
from coopnet.pole import Pole
from coopnet.synthetic import homophilous_pole, lead_organisation_pole, multiplex_pole, ring_of_cliques_pole
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


def pole_of(
    links: Sequence[tuple[int, int, str]] = (),
    members: Mapping[str, Sequence[int]] | None = None,
    sectors: Sequence[str] = (),
    types: Sequence[str] = (),
) -> Pole:
    """Return a pole of numbered actors, from its links, the members of its structures, and labels."""
    structures = members or {}
    ends = [end for link in links for end in link[:2]] + [one for group in structures.values() for one in group]
    ids = range(max([*ends, len(sectors) - 1]) + 1)
    return Pole.from_tables(
        {
            "actors": {
                "id": [f"A{one}" for one in ids],
                "sector": list(sectors) or [""] * len(ids),
                "type": list(types) or [""] * len(ids),
            },
            "structures": {"id": list(structures), "kind": ["employers_group"] * len(structures)},
            "memberships": {
                "actor": [f"A{one}" for group in structures.values() for one in group],
                "structure": [name for name, group in structures.items() for _ in group],
            },
            "links": {
                "source": [f"A{link[0]}" for link in links],
                "target": [f"A{link[1]}" for link in links],
                "kind": [link[2] for link in links],
            },
        }
    )


def sectors_within_types(p_in: float, p_out: float, rng: np.random.Generator) -> Pole:
    """Three types of ten actors, two sectors in each; links prefer the own sector, whatever the type."""
    sectors = ["food", "trade"] * 15
    types = np.repeat(["firm", "ess", "research"], 10).tolist()
    first, second = np.triu_indices(30, k=1)
    same = np.array(sectors)[first] == np.array(sectors)[second]
    linked = rng.random(len(first)) < np.where(same, p_in, p_out)
    pairs = zip(first[linked].tolist(), second[linked].tolist(), strict=True)
    return pole_of([(a, b, "convention") for a, b in pairs], sectors=sectors, types=types)


def two_circles(n_strays: int, rng: np.random.Generator) -> Pole:
    """Eight structures of five members; each draws them from one of two circles of nine actors, but for some strays."""
    members = {}
    for number in range(8):
        own, other = rng.permutation(9) + 9 * (number % 2), rng.permutation(9) + 9 * (1 - number % 2)
        members[f"S{number}"] = [*own[: 5 - n_strays].tolist(), *other[:n_strays].tolist()]
    return pole_of(members=members)


def led_in_one_kind(n_led: int, rng: np.random.Generator) -> Pole:
    """Eight conventions, so many of them with one actor, among thirty joint bids placed at random."""
    places = rng.permutation(np.arange(1, 13)).tolist()
    star = [(0, places[k], "convention") for k in range(n_led)]
    spread = [(places[k], places[(k + 4) % 12], "convention") for k in range(n_led, 8)]
    pairs = {(int(min(pair)), int(max(pair))) for pair in (rng.choice(13, 2, replace=False) for _ in range(30))}
    return pole_of([*star, *spread, *((a, b, "joint_bid") for a, b in sorted(pairs))])


def with_more_links(n_more: int, rng: np.random.Generator) -> Pole:
    """One actor linked with nineteen others, who are linked two by two, and then so many links anywhere."""
    first, second = np.triu_indices(20, k=1)
    pairs = {(0, other) for other in range(1, 20)} if n_more < 30 else {(0, other) for other in range(1, 9)}
    more = rng.permutation(len(first))[:n_more]
    pairs |= set(zip(first[more].tolist(), second[more].tolist(), strict=True))
    sectors = rng.permutation(["food", "trade", "culture", "industry"] * 5).tolist()
    return pole_of([(a, b, "convention") for a, b in sorted(pairs)], sectors=sectors)


@dataclass(frozen=True)
class Planted:
    """An effect planted in poles, the measure that looks at it, and the null model that breaks it.

    Attributes
    ----------
    what : str
    make : callable
        Takes a generator, returns a pole.
    measure, null : str
    side : str
        ``above`` or ``below``: where the effect shows.
    options : dict
        Arguments of the comparison.
    faint : bool
        Whether the effect is meant to be missed now and then.
    """

    what: str
    make: Callable[[np.random.Generator], Pole]
    measure: str
    null: str
    side: str
    options: dict[str, object] = field(default_factory=dict)
    faint: bool = False


def _keeping_apart(rng: np.random.Generator) -> Pole:
    return homophilous_pole(rng=rng, sizes=(12, 8, 6), p_in=0.5, p_out=0.1)


def _leaning_apart(rng: np.random.Generator) -> Pole:
    return homophilous_pole(rng=rng, sizes=(12, 8, 6), p_in=0.3, p_out=0.2)


def _led(rng: np.random.Generator) -> Pole:
    return lead_organisation_pole(rng=rng, n_actors=20, n_pairs=8)


CENTRE = "pole_degree_centralisation"
PLANTED = (
    Planted("sectors keep to themselves", _keeping_apart, "pole_ei", "shuffle_sectors", "below"),
    Planted("sectors lean to themselves", _leaning_apart, "pole_ei", "shuffle_sectors", "below", faint=True),
    Planted(
        "sectors of a type keep to themselves",
        lambda rng: sectors_within_types(0.35, 0.1, rng),
        "pole_ei",
        "shuffle_sectors_within",
        "below",
    ),
    Planted(
        "sectors of a type lean to themselves",
        lambda rng: sectors_within_types(0.25, 0.15, rng),
        "pole_ei",
        "shuffle_sectors_within",
        "below",
        faint=True,
    ),
    Planted("sectors keep to themselves", _keeping_apart, "pole_ei", "rewire_links", "below"),
    Planted("sectors lean to themselves", _leaning_apart, "pole_ei", "rewire_links", "below", faint=True),
    Planted(
        "kinds on the same pairs",
        lambda rng: multiplex_pole(rng=rng, n_actors=24, n_first=40, n_second=30, p_overlap=0.7),
        "pole_mean_kinds",
        "rewire_links",
        "above",
    ),
    Planted(
        "kinds now and then on the same pairs",
        lambda rng: multiplex_pole(rng=rng, n_actors=24, n_first=40, n_second=30, p_overlap=0.3),
        "pole_mean_kinds",
        "rewire_links",
        "above",
        faint=True,
    ),
    Planted(
        "closed circles",
        lambda rng: ring_of_cliques_pole(rng=rng, n_cliques=5, clique_size=4),
        "pole_transitivity",
        "rewire_links",
        "above",
    ),
    Planted("members from two circles", lambda rng: two_circles(0, rng), "pole_density", "rewire_memberships", "below"),
    Planted(
        "members mostly from two circles",
        lambda rng: two_circles(1, rng),
        "pole_density",
        "rewire_memberships",
        "below",
        faint=True,
    ),
    Planted(
        "one kind led by one actor",
        lambda rng: led_in_one_kind(8, rng),
        CENTRE,
        "shuffle_kinds",
        "above",
        {"kinds": ["convention"]},
    ),
    Planted(
        "most of one kind led by one actor",
        lambda rng: led_in_one_kind(6, rng),
        CENTRE,
        "shuffle_kinds",
        "above",
        {"kinds": ["convention"]},
        faint=True,
    ),
    Planted("one actor linked with all", _led, CENTRE, "random_links", "above"),
    Planted(
        "one actor linked with many",
        lambda rng: with_more_links(40, rng),
        CENTRE,
        "random_links",
        "above",
        faint=True,
    ),
    Planted("one actor linked with all, whatever its sector", _led, CENTRE, "random_links_between_sectors", "above"),
    Planted(
        "one actor linked with many, whatever its sector",
        lambda rng: with_more_links(40, rng),
        CENTRE,
        "random_links_between_sectors",
        "above",
        faint=True,
    ),
)


@dataclass(frozen=True)
class OnePlanted:
    """Make a pole with the effect at a place of ``PLANTED`` and compare it; travels to worker processes."""

    place: int
    n_draws: int

    def __call__(self, rng: np.random.Generator) -> tuple[float, bool]:
        """Return the two-sided p-value, and whether the data lies on the side planted; NaN where refused."""
        planted = PLANTED[self.place]
        pole = planted.make(rng)
        try:
            found = compare_to_null(
                planted.measure,
                pole,
                planted.null,
                rng=rng,
                n_draws=self.n_draws,
                **planted.options,  # type: ignore[arg-type]
            )
        except (NullRefused, UndefinedMeasure):
            return float("nan"), False
        assert isinstance(found, NullComparison)  # the measures are of the pole
        return found.p_value, (found.observed > found.expected) == (planted.side == "above")


def power(n_poles: int, n_draws: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row per planted effect: on how many poles it was compared, and found at 5 % on the side planted."""
    rows = []
    for place, planted in enumerate(PLANTED):
        found = ensemble(OnePlanted(place, n_draws), n_poles, rng=rng)
        compared = [one for one in found if np.isfinite(one[0])]
        seen = sum(p <= 0.05 and side for p, side in compared)
        rows.append(
            {
                "null": planted.null,
                "planted": planted.what,
                "strength": "faint" if planted.faint else "plain",
                "measure": planted.measure,
                "poles": len(compared),
                "power at 5%": seen / max(len(compared), 1),
            }
        )
        print(f"  {planted.what}, {planted.null}: found on {seen} of {len(compared)}", flush=True)
    return pd.DataFrame(rows).sort_values(["null", "strength"], ascending=[True, False], kind="stable")


def page(heading: str, about: str, calibrated: pd.DataFrame, powers: pd.DataFrame) -> str:
    """Return the page of results, in Markdown."""
    told = "Every null model holds." if calibrated["holds"].all() else "A null model is found wanting too often."
    parts = [
        "# True nulls and planted effects",
        about,
        heading,
        "## When the null is true: how often p is at most 1, 5 and 10 %",
        f"Number of poles, beside the largest that chance allows ({SURE:.1%} of the binomial). p-values that are "
        "printed count ties as extreme: on poles of 16 actors they are conservative. Uniformity is that of one-sided "
        f"p-values with ties broken at random. {told}",
        str(calibrated.to_markdown(index=False, floatfmt=".3f")),
        "## When an effect is planted: how often p ≤ 5 %",
        "Share of the poles on which the effect is found, on the side where it was planted. Faint effects are meant to "
        "be missed now and then.",
        str(powers.to_markdown(index=False, floatfmt=".2f")),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Print both tables and write them."""
    from _rounds import BENCH, machine  # tests import this file from elsewhere

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--poles", type=int, default=1000)
    parser.add_argument("--planted", type=int, default=200)
    parser.add_argument("--draws", type=int, default=199)
    parser.add_argument("--seed", type=int, default=1989)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    heading = (
        f"Seed {options.seed}, {options.poles} poles of 16 actors for each true null, {options.planted} for each "
        f"planted effect, {options.draws} draws each."
    )
    print(heading)
    rng = np.random.default_rng(options.seed)
    with joblib.parallel_config(n_jobs=options.jobs):
        table = calibration(CASES, options.poles, options.draws, rng=rng)
        powers = power(options.planted, options.draws, rng=rng)
    BENCH.mkdir(parents=True, exist_ok=True)
    table.to_csv(BENCH / "null_calibration.csv", index=False)
    powers.to_csv(BENCH / "null_power.csv", index=False)
    text = page(heading, machine(["coopnet", "numpy", "scipy"]), table, powers)
    (BENCH / "null_calibration.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if table["holds"].all() else 1


if __name__ == "__main__":
    sys.exit(main())
