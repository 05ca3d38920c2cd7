"""What does coopnet cost at the size of France: 100,000 actors, a million links, 200,000 memberships?

Simulates tables of 10,000, 30,000 and 100,000 actors from a seed and writes them as CSV; then, in a process of its own
for each size, reads and checks them, makes the multiplex and the network, takes the whole battery, measure by measure,
and the profile, with the peak memory of each step; then does with igraph what igraph has, in another process. Measures
on all distances are extrapolated from a few starting points for igraph, and said to be. Fits the growth of each step
with the number of links, beside that of a bare walk along the links in numpy. Writes figures/bench/scale.csv, scale.md
and scale.svg.

    python analyses/bench_scale.py [--sizes 10000 30000 100000] [--rounds 1] [--draws 99] [--kept FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from _rounds import BENCH, growth, installed, machine, one_thread_each
from matplotlib.figure import Figure

from coopnet.synthetic import big_tables

SEED = 20261124
SIZES = (10_000, 30_000, 100_000)
STARTS = 20  # starting points from which igraph's distances are extrapolated
READING, CHECKING, BATTERY, PROFILE = "read", "check, make the pole", "whole battery", "profile"
STEPS = (READING, CHECKING, "multiplex", "network", BATTERY, PROFILE)
ON_DISTANCES = ("actor_harmonic_closeness", "actor_closeness")
WALK = "one value read per link (numpy)"
WALKS = 20  # times that the links are walked along, to be long enough to time
FULL = 100_000  # actors that the targets speak of
NOT_LINEAR = {
    "all distances": r"closeness|global_efficiency|distance|_removal_",
    "paths from a sample, or all": r"sample_table|betweenness",
    "triangles": r"clustering|transitivity|constraint|hierarchy|effective_size|actor_efficiency|brokerage|local_bridge",
    "iterations": r"pagerank|eigenvector|katz|algebraic|core_periphery|reducib",
    "search": r"community|actor_cohesion|pole_cohesion|connectivity|key_player",
    "draws": r"^profile|whole battery|_null|random_",
}
NOTABLE = 0.005  # CPU seconds at the smallest size below which growth is noise
WHY = (
    "The operations counted are proportional to links; what grows faster is the price of each: a value per actor fits "
    "in the processor's first caches at 10,000 actors and leaves them at 100,000, and links between actors who are far "
    "apart in memory then wait for it. Tried: counting sorts instead of sorts (kinds laid over each other), one walk "
    "instead of temporary tables (communities, triangles across kinds), 32-bit indices throughout. Not tried: "
    "numbering actors anew so that partners lie close, which a simulated pole without places would not reward."
)
Done = TypeVar("Done")


def tables_of(n: int) -> Any:
    """Return the simulated tables of so many actors, ten times as many links, twice as many memberships."""
    return big_tables(n, 10 * n, 2 * n, rng=np.random.default_rng([SEED, n]))


def write(folder: Path, n: int) -> None:
    """Write the tables as CSV files."""
    for name, columns in tables_of(n).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(zip(*columns.values(), strict=True))


def said(job: str, seconds: float, outcome: str = "") -> None:
    """Print one line of results, with the peak memory since the last one."""
    kilobytes = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps([job, seconds, int(kilobytes.split()[1]) / 1024, outcome]), flush=True)
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from here


def timed(job: str, function: Callable[[], Done]) -> Done:
    """Return what a job gives, and print what it cost."""
    gc.collect()
    start = time.process_time()
    done = function()
    said(job, time.process_time() - start)
    return done


def walked(ends: Any, n: int) -> float:
    """Read one value at random per link, as often as it takes to be timed."""
    values = np.random.default_rng(1).random(n)
    return sum(float(values.take(ends).sum()) for _ in range(WALKS))


def run_coopnet(folder: Path, rounds: int, draws: int) -> None:
    """Do everything once, the battery and the profile as often as asked; each step says its cost."""
    from coopnet.tables.reading import read_tables

    raw = timed(READING, lambda: read_tables(folder))
    from coopnet.catalogue import battery
    from coopnet.multiplex import multiplex_of
    from coopnet.network import network_of
    from coopnet.pole import Pole
    from coopnet.referentiel.profile import profile_of

    battery.measure_all(multiplex_of(Pole.from_tables(big_tables(60, 200, 60, rng=np.random.default_rng(1)))))
    pole = timed(CHECKING, partial(Pole.from_tables, raw))
    del raw
    multiplex = timed("multiplex", lambda: multiplex_of(pole))
    network = timed("network", lambda: network_of(multiplex))
    timed(WALK, partial(walked, network.indices.astype(np.intp), network.n_actors))
    del network
    taken = battery._taken

    def one_measure(family: str, measure: Any, view: Any, column: str, *others: Any) -> Any:
        start = time.process_time()
        found = taken(family, measure, view, column, *others)
        name = f"{measure.name}[{view}; {column}]" if column else f"{measure.name}[{view}]"
        said(name, time.process_time() - start, found.reason)
        return found

    battery._taken = one_measure
    for _ in range(rounds):
        seen = replace(multiplex)
        timed(BATTERY, lambda seen=seen: battery.measure_all(seen, rng=np.random.default_rng(SEED)))  # type: ignore[misc]
    for _ in range(rounds if draws else 0):
        rng = np.random.default_rng(SEED)
        timed(PROFILE, lambda rng=rng: profile_of(pole, rng=rng, n_draws=draws, multiplex=replace(multiplex)))  # type: ignore[misc]


def run_igraph(n: int) -> None:
    """Do what igraph has, without exact betweenness; distances from a few actors only."""
    from plain import igraph_battery

    tables = tables_of(n)
    graph = timed("network", lambda: igraph_battery.graph_of(tables))
    starts = list(range(0, n, max(1, n // STARTS)))[:STARTS]
    for name, measure in igraph_battery.MEASURES.items():
        if name == "actor_betweenness":
            continue
        if name in ON_DISTANCES:
            function = graph.harmonic_centrality if name == "actor_harmonic_closeness" else graph.closeness
            start = time.process_time()
            function(vertices=starts)
            seconds = (time.process_time() - start) * n / len(starts)
            said(name, seconds, f"extrapolated from {len(starts)} actors")
        else:
            timed(name, lambda measure=measure: measure(graph))  # type: ignore[misc]


def lines_of(arguments: Sequence[str], kept: Path | None) -> str:
    """Return what a process of its own says of its costs; what it said before, where that was kept."""
    if kept is not None and kept.exists():
        return kept.read_text(encoding="utf-8")
    command = [sys.executable, __file__, *arguments]
    text = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    if kept is not None:
        kept.write_text(text, encoding="utf-8")
    return text


def results_of(n: int, tool: str, text: str) -> pd.DataFrame:
    """Return the costs of each job: medians over its rounds."""
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("[")]
    frame = pd.DataFrame(lines, columns=["job", "seconds", "megabytes", "outcome"])
    grouped = frame.groupby("job", sort=False).agg(
        seconds=("seconds", "median"),
        megabytes=("megabytes", "max"),
        rounds=("seconds", "size"),
        outcome=("outcome", "first"),
    )
    return grouped.reset_index().assign(actors=n, links=10 * n, tool=tool)


def measured(n: int, rounds: int, draws: int, kept: Path | None, *, beside: bool) -> pd.DataFrame:
    """Return every cost at one size, of coopnet and of igraph where it is installed."""
    places = {tool: None if kept is None else kept / f"{tool}_{n}.txt" for tool in ("coopnet", "igraph")}
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), n)
        asked = ["--run", folder, "--rounds", str(rounds), "--draws", str(draws)]
        found = [results_of(n, "coopnet", lines_of(asked, places["coopnet"]))]
    if beside:
        found.append(results_of(n, "igraph", lines_of(["--igraph", str(n)], places["igraph"])))
    print(f"{n:,} actors done", flush=True)
    return pd.concat(found, ignore_index=True)


def summary(costs: pd.DataFrame) -> pd.DataFrame:
    """Return, per size, the steps and the totals that the targets speak of."""
    rows = []
    for n, here in costs.groupby("actors"):
        own = here[here["tool"] == "coopnet"].set_index("job")
        peer = here[here["tool"] == "igraph"].set_index("job")
        row = {
            "actors": n,
            "read and check (s)": own.loc[[READING, CHECKING], "seconds"].sum(),
            "multiplex and network (s)": own.loc[["multiplex", "network"], "seconds"].sum(),
            "battery (s)": own.loc[BATTERY, "seconds"],
            "profile (s)": own["seconds"].get(PROFILE, np.nan),
            "peak (MB)": own["megabytes"].max(),
        }
        if len(peer):
            theirs = peer.drop(index="network")["seconds"]
            near = own["seconds"].get("actor_harmonic_closeness[pairs]", np.nan)
            row["igraph, its measures (s)"] = theirs.sum()
            row["igraph, those without distances (s)"] = theirs.drop(list(ON_DISTANCES)).sum()
            row["coopnet, the same without distances (s)"] = same_measures(own, theirs.drop(list(ON_DISTANCES)))
            row["harmonic closeness, igraph / coopnet"] = theirs["actor_harmonic_closeness"] / near
        rows.append(row)
    return pd.DataFrame(rows).set_index("actors").T


def same_measures(own: pd.DataFrame, theirs: pd.Series) -> float:
    """Return coopnet's seconds for the measures that a peer has, on its default view and by sector."""
    named = own["seconds"].groupby(own.index.str.partition("[").get_level_values(0)).first()
    return float(named.reindex(theirs.index).sum())


def growths(costs: pd.DataFrame, tool: str = "coopnet") -> pd.DataFrame:
    """Return the exponent of growth with links of each job of a tool that lasts, over all sizes, and its work."""
    own = costs[(costs["tool"] == tool) & (costs["outcome"].fillna("") == "")]
    wide = own.pivot_table(index="job", columns="links", values="seconds", sort=False).dropna()
    wide = wide[wide.iloc[:, 0] >= NOTABLE]
    fitted = [growth(list(wide.columns), list(row)) for row in wide.to_numpy()]
    wide.columns = pd.Index([f"{links:,} links (s)" for links in wide.columns])
    return wide.assign(exponent=fitted, work=[work_of(str(job)) for job in wide.index]).sort_values(
        "exponent", ascending=False
    )


def work_of(job: str) -> str:
    """Return what a job's time is proportional to, where that is not the number of links."""
    return next((work for work, names in NOT_LINEAR.items() if re.search(names, job)), "links")


def against_targets(costs: pd.DataFrame) -> list[str]:
    """Return what was reached at the largest size, beside what is aimed at."""
    told = summary(costs)
    n = int(told.columns.max())
    here = told[n]
    said = [
        f"{n:,} actors, {10 * n:,} links: read and checked in {here['read and check (s)']:.1f} CPU seconds; target at "
        f"most 30: {_met(here['read and check (s)'] <= 30, n)}.",
        f"Peak memory of any step {here['peak (MB)']:,.0f} MB; target at most 3,000: "
        f"{_met(here['peak (MB)'] <= 3_000, n)}.",
    ]
    theirs = here.get("igraph, its measures (s)", np.nan)
    if np.isfinite(theirs):
        near = here["harmonic closeness, igraph / coopnet"]
        said += [
            "The whole battery without exact betweenness, what igraph lacks included, took "
            f"{here['battery (s)']:,.0f} s, igraph's {theirs:,.0f} s for the measures it has, its distances "
            "extrapolated; target: less: "
            f"{_met(here['battery (s)'] < theirs, n)}. Leaving distances aside, the measures that both have took "
            f"{here['coopnet, the same without distances (s)']:.2f} s, igraph "
            f"{here['igraph, those without distances (s)']:.2f} s.",
            f"Exact harmonic closeness {near:.0f} times faster than igraph; target at least 10: {_met(near >= 10, n)}.",
        ]
    if told.shape[1] > 2:
        said.append(_growth_told(costs))
    return said


def _growth_told(costs: pd.DataFrame) -> str:
    """Return how linear work grows, beside a bare walk along the links and what igraph's linear work does."""
    found = growths(costs)
    linear = found.loc[(found["work"] == "links") & (found.index != WALK), "exponent"]
    if linear.empty:
        return "No linear measure lasts long enough for its growth to be told."
    text = (
        f"Growth of linear work with links, target at most 1.1: {int((linear <= 1.1).sum())} of {len(linear)} jobs "
        f"that last, the median at {linear.median():.2f}, the highest {linear.max():.2f} ({linear.idxmax()})"
    )
    if WALK in found.index:
        text += f"; a bare walk along the links in numpy, one value read per link, {found.loc[WALK, 'exponent']:.2f}"
    theirs = growths(costs, "igraph")
    theirs = theirs.loc[theirs["work"] == "links", "exponent"].sort_values()
    if len(theirs):
        listed = ", ".join(f"{job} {exponent:.2f}" for job, exponent in theirs.items())
        text += f"; igraph's linear work: {listed}"
    return f"{text}: {_met(bool(linear.max() <= 1.1), FULL)}." + ("" if linear.max() <= 1.1 else f" {WHY}")


def _met(reached: bool, n: int) -> str:
    if n != FULL:
        return f"{'within' if reached else '**beyond**'}, at a size that is not the target's"
    return "reached" if reached else "**short**"


def page(costs: pd.DataFrame, draws: int, beside: Sequence[str], remark: str = "") -> str:
    """Return the page of results, in Markdown."""
    largest = costs[(costs["actors"] == costs["actors"].max()) & (costs["tool"] == "coopnet")]
    dearest = largest[~largest["job"].isin([BATTERY])].nlargest(25, "seconds").set_index("job")
    refused = largest[largest["outcome"].fillna("") != ""].set_index("job")[["outcome"]]
    rounds = costs[costs["job"] == BATTERY].groupby("actors")["rounds"].first().to_dict()
    parts = [
        "# At the size of France",
        "\n".join(f"- {one}" for one in against_targets(costs)),
        machine(["coopnet", "numpy", "scipy", "numba", *beside]),
        "CPU seconds; each size in a process of its own, memory being the highest of any step, imports included. "
        f"Rounds of the battery, of which the median: {', '.join(f'{k} at {n:,} actors' for n, k in rounds.items())}. "
        f"“{WALK}” is a yardstick: {WALKS} walks along the links of *pairs*. "
        f"The profile draws {draws} times per null model. igraph's harmonic closeness and closeness are extrapolated "
        f"from {STARTS} starting points; neither tool measures exact betweenness at these sizes, and coopnet's battery "
        "holds estimates of it instead, with their errors. Measures that go through distances many times are taken up "
        "to their budget and refused beyond it: the battery of 10,000 actors lasts longer than that of 30,000."
        + (f" {remark}" if remark else ""),
        "## Steps",
        table_of(summary(costs)),
        "## What lasts longest, at the largest size",
        table_of(dearest[["seconds", "megabytes"]]),
        "## Growth: time as a power of the number of links",
        table_of(growths(costs)) if costs["actors"].nunique() > 2 else "Needs three sizes.",
        "## What is refused at the largest size, and why",
        table_of(refused),
    ]
    if beside:
        peers = costs[costs["tool"] == "igraph"].pivot_table(index="job", columns="actors", values="seconds")
        parts += ["## igraph (s)", table_of(peers)]
    return "\n\n".join(parts) + "\n"


def table_of(frame: pd.DataFrame) -> str:
    """Return a Markdown table, numbers with three figures."""
    return str(frame.reset_index().map(_figure).to_markdown(index=False, disable_numparse=True))


def _figure(value: object) -> object:
    if not isinstance(value, float):
        return value
    if np.isnan(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def drawn(costs: pd.DataFrame) -> Figure:
    """Return the time of each step against the number of links, both axes logarithmic."""
    from _column import column_figure, legend_over, lettered

    figure = column_figure(310.0)
    axes = figure.subplots()
    own = costs[costs["tool"] == "coopnet"]
    for job, marker in zip((*STEPS, "actor_harmonic_closeness[pairs]"), "osvDP^X", strict=True):
        here = own[own["job"] == job]
        axes.loglog(here["links"], here["seconds"], marker=marker, label=job)
    lettered(axes, own["links"], xlabel="links", ylabel="CPU seconds")
    legend_over(figure)
    return figure


def main() -> None:
    """Time, then write the table, the page and the figure."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--draws", type=int, default=99)
    options.add_argument("--kept", type=Path, metavar="FOLDER", help="keep what each process says; go on from there")
    options.add_argument("--remark", default="", help="what the page says of the conditions")
    options.add_argument("--run", type=Path, metavar="FOLDER", help="cost of coopnet on one folder")
    options.add_argument("--igraph", type=int, metavar="ACTORS", help="cost of igraph at one size")
    given = options.parse_args()
    one_thread_each()
    if given.run:
        run_coopnet(given.run, given.rounds, given.draws)
        return
    if given.igraph:
        run_igraph(given.igraph)
        return
    from coopnet.drawing.saving import save

    print(f"seed {SEED}", flush=True)
    peers = installed(["igraph"])
    if given.kept:
        given.kept.mkdir(parents=True, exist_ok=True)
    sizes = sorted(given.sizes)
    costs = pd.concat(
        [measured(n, given.rounds, given.draws, given.kept, beside=bool(peers)) for n in sizes], ignore_index=True
    )
    BENCH.mkdir(parents=True, exist_ok=True)
    costs.to_csv(BENCH / "scale.csv", index=False)
    text = page(costs, given.draws, peers, given.remark)
    (BENCH / "scale.md").write_text(text, encoding="utf-8")
    save(drawn(costs), BENCH / "scale.svg")
    print(text)


if __name__ == "__main__":
    main()
