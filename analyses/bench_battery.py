"""How long does the whole battery take, beside the scripts that a user would otherwise write?

Simulates poles of 300, 1,000 and 3,000 actors from a seed; times each measure of coopnet and of plain scripts
(``analyses/plain``: networkx, igraph, rustworkx, networkit) in turn, in the same run, then coopnet's whole battery, and
R (igraph, sna) in a process that times itself; fits the growth of each with the number of pairs; takes the peak memory
of each tool in a process of its own. Every tool starts from its graph, made before, and ends with a result that bears
the names of the actors; coopnet's graph is a fresh copy at each call, so that nothing is left from another measure.
Writes figures/bench/battery.csv, battery.md and battery.svg. A peer that is not installed is left out, with a message.

    python analyses/bench_battery.py [--rounds 5] [--sizes 300 1000 3000]
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from _column import column_figure, legend_over, lettered
from _rounds import BENCH, LONG, Afresh, Job, growth, installed, machine, medians, one_thread_each, peak_of
from matplotlib.figure import Figure

from coopnet.catalogue import MEASURES
from coopnet.catalogue.battery import measure_all
from coopnet.drawing.frame import FONT
from coopnet.drawing.saving import save
from coopnet.kernels.adjacency import links_of
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import Affiliation, Network, affiliation_of, network_of
from coopnet.pole import Pole
from coopnet.synthetic import big_tables

SEED = 20261123
ONE_ROUND = 2.0  # seconds of one call beyond which it is not repeated
SIZES = {300: 2_000, 1_000: 7_000, 3_000: 20_000}
PEERS = ("networkx", "igraph", "rustworkx", "networkit")
R_SCRIPT = Path(__file__).with_name("plain") / "r_battery.R"
DRAWN = ("actor_brokerage_table", "actor_betweenness", "actor_harmonic_closeness")
WHOLE, BUILD = "whole battery", "graph from tables"
NUMBERED = (
    "sectors are read from the actors' table, looked up in the vocabulary and numbered, which takes more than half of "
    "the time; tried, and kept: a network numbers them once, which a fresh copy at each call does not show"
)
WHY = {
    BUILD: "coopnet keeps kinds, directions, weights, dates and memberships apart before it collapses them; the script "
    "makes one simple graph",
    "actor_pagerank": "walked until shares move by nothing but rounding; the others stop at a tolerance",
    "pole_density": "one division: the time is that of the call, which checks the view; nothing was tried, for less "
    "than a microsecond",
    "pole_assortativity": NUMBERED,
    "pole_sector_modularity": NUMBERED,
}
CALL = (
    "most of the time is that of the call: arrays checked at the door of the kernel, a Series that names its view; "
    "nothing was tried, for microseconds"
)


def tables_of(n: int) -> Any:
    """Return the simulated tables of a pole of that many actors."""
    return big_tables(n, SIZES.get(n, 7 * n), n // 2, rng=np.random.default_rng([SEED, n]))


def seen(pole: Pole) -> Multiplex:
    """Return all links of a pole, of whatever nature and date: the scripts do not choose either."""
    return multiplex_of(pole, natures="all", at=None)


def as_given(multiplex: Multiplex, name: str) -> Network | Multiplex | Affiliation:
    """Return what a measure takes, made afresh."""
    measure = MEASURES[name]
    if measure.takes == "multiplex":
        return replace(multiplex)
    return affiliation_of(multiplex) if measure.takes == "affiliation" else network_of(multiplex, view=measure.views[0])


def measured(multiplex: Multiplex, name: str) -> Afresh:
    """Return the job of one measure on a pole that it has not seen: nothing that another measure left is used."""
    given = as_given(multiplex, name)
    return Afresh(lambda: replace(given), MEASURES[name].function)


def scripts(peers: Sequence[str]) -> Mapping[str, Any]:
    """Return the plain script of each peer."""
    return {peer: import_module(f"plain.{peer}_battery") for peer in peers}


def whole(multiplex: Multiplex) -> Callable[[], Any]:
    """Return the job of the whole battery."""
    return lambda: measure_all(replace(multiplex), rng=np.random.default_rng(SEED))


def hand_to_r(multiplex: Multiplex, folder: Path) -> None:
    """Write a pole as the R script reads it: actors with their sectors, and each linked pair once."""
    network = network_of(multiplex)
    source, target, _ = links_of(network.indptr, network.indices)
    for name, header, rows in (
        ("actors", ("id", "sector"), zip(network.actors, multiplex.attributes["sector"], strict=True)),
        ("links", ("source", "target"), zip(network.actors[source], network.actors[target], strict=True)),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])


def in_r(
    multiplex: Multiplex, rounds: int, folder: Path, least: float = 0.2
) -> tuple[list[tuple[str, float, int]], float]:
    """Return what R took, measure by measure (seconds, rounds), and its peak memory in megabytes.

    A round lasts ``least`` seconds or more, since R's clock counts in hundredths.
    """
    hand_to_r(multiplex, folder)
    command = ["Rscript", str(R_SCRIPT), str(folder), str(rounds), str(least)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.split(",") for line in ran.stdout.splitlines()]
    timed = [(line[0], float(line[1]), int(line[2])) for line in lines if len(line) == 3]
    return timed, next((float(line[1]) for line in lines if line[0] == "megabytes"), float("nan"))


def r_is_there() -> bool:
    """Tell whether R is installed with the packages of the script; say so where it is not."""
    asked = 'quit(status = !all(sapply(c("igraph", "sna"), requireNamespace, quietly = TRUE)))'
    if shutil.which("Rscript") is None:
        print("R is not installed: it is left out of the comparison.", flush=True)
        return False
    if subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode:
        print("R lacks igraph or sna: it is left out of the comparison.", flush=True)
        return False
    return True


def timed(
    n: int, peers: Sequence[str], with_r: bool, rounds: int, given_up: set[tuple[str, str]], memory: dict[Any, float]
) -> pd.DataFrame:
    """Return CPU seconds of every job of every tool at one size; jobs of more than ten seconds are given up after."""
    tables = tables_of(n)
    multiplex = seen(Pole.from_tables(tables))
    plain = scripts(peers)
    graphs = {peer: script.graph_of(tables) for peer, script in plain.items()}
    names = sorted({name for script in plain.values() for name in script.MEASURES})
    rows = []
    for name in [BUILD, *names, WHOLE]:
        jobs: dict[str, Job] = {}
        if name == BUILD:
            # links and memberships are gathered again: the layers keep what they have gathered
            pole = Pole.from_tables(tables)
            jobs["coopnet"] = lambda pole=pole: network_of(seen(pole))  # type: ignore[misc]
        else:
            jobs["coopnet"] = whole(multiplex) if name == WHOLE else measured(multiplex, name)
        for peer, script in plain.items():
            if (peer, name) in given_up:
                continue
            if name == BUILD:
                jobs[peer] = lambda script=script: script.graph_of(tables)  # type: ignore[misc]
            elif name in script.MEASURES:
                jobs[peer] = lambda f=script.MEASURES[name], g=graphs[peer]: f(g)  # type: ignore[misc]
        for tool, (seconds, taken) in medians(jobs, rounds, ONE_ROUND).items():
            rows.append((n, network_of(multiplex).n_pairs, name, tool, seconds, taken))
            if seconds > LONG:
                given_up.add((tool, name))
                print(f"{tool}, {name}: {seconds:.0f} s with {n:,} actors, one round; larger poles are left out.")
    if with_r:
        with tempfile.TemporaryDirectory() as folder:
            found, memory[n, "R"] = in_r(multiplex, rounds, Path(folder))
        rows += [(n, network_of(multiplex).n_pairs, name, "R", seconds, taken) for name, seconds, taken in found]
    print(f"{n:,} actors done", flush=True)
    return pd.DataFrame(rows, columns=["actors", "pairs", "job", "tool", "seconds", "rounds"])


def totals(times: pd.DataFrame, peers: Sequence[str]) -> pd.DataFrame:
    """Return, by size and peer, the sum over the measures that a peer has, for the peer and for coopnet."""
    theirs_too = times[times["tool"].isin(["coopnet", *peers])]
    measures = theirs_too[~theirs_too["job"].isin([WHOLE, BUILD])].pivot_table(
        index=["actors", "job"], columns="tool", values="seconds"
    )
    rows = []
    for n, here in measures.groupby(level="actors"):
        for peer in peers:
            both = here.dropna(subset=[peer])
            battery = times.query("actors == @n and job == @WHOLE")["seconds"].iloc[0]
            own, theirs = both["coopnet"].sum(), both[peer].sum()
            rows.append((n, peer, len(both), theirs, own, theirs / own, battery))
    columns = ["actors", "peer", "measures", "peer_seconds", "coopnet_seconds", "ratio", "whole_battery_seconds"]
    return pd.DataFrame(rows, columns=columns)


def page(times: pd.DataFrame, summed: pd.DataFrame, memory: pd.DataFrame, peers: Sequence[str]) -> str:
    """Return the page of results, in Markdown."""
    known = [peer for peer in peers if peer != "R"]
    parts = ["# The battery beside plain scripts", machine(["coopnet", "numpy", "scipy", "numba", *known])]
    wide = times.pivot_table(index=["actors", "job"], columns="tool", values="seconds")[["coopnet", *peers]] * 1000
    ratios = [f"{peer} / coopnet" for peer in peers]
    for peer, ratio in zip(peers, ratios, strict=True):
        wide[ratio] = wide[peer] / wide["coopnet"]
    parts += [
        f"Median CPU milliseconds; one round where a call takes more than {ONE_ROUND:.0f} seconds, and no larger pole "
        f"where it takes more than {LONG:.0f}. "
        "A ratio above 1: coopnet is faster. Every tool starts from its own graph and ends with values that bear the "
        "names of the actors; coopnet's graph is a fresh copy at each call, so that nothing is left from another "
        "measure. Coopnet's *whole battery* is every measure of its catalogue, some 150 on default views, most of "
        "which the scripts do not have. *Graph from tables* starts, for coopnet, from a pole that was checked already. "
        "R (igraph, and sna for brokerage) times itself in a process of its own.",
        "## Against the target",
        target(wide, summed),
    ]
    for n, here in wide.groupby(level="actors"):
        parts += [f"## {n:,} actors", table_of(here.droplevel("actors"))]
    slower = wide[(wide[ratios] < 1).any(axis=1)]
    parts += ["## Where a peer is faster", table_of(reasons(slower, ratios)) if len(slower) else "Nowhere."]
    parts += ["## Sums over the measures that a peer has", table_of(summed.set_index(["actors", "peer"]))]
    parts += [
        "## Peak memory (MB)",
        "Each script in a process that imports nothing else; *imported* once its libraries are there.",
        table_of(memory),
    ]
    exponents = growths(times)
    parts += ["## Growth: time as a power of the number of pairs", table_of(exponents)]
    return "\n\n".join(parts) + "\n"


def target(wide: pd.DataFrame, summed: pd.DataFrame) -> str:
    """Say whether the smallest pole meets its target: 20 times networkx, no measure slower than igraph."""
    n = int(summed["actors"].min())
    said = []
    for _, row in summed[summed["actors"] == n].iterrows():
        if row["peer"] == "networkx":
            said.append(
                f"- {n:,} actors, the {row['measures']} measures of the networkx script together: coopnet is "
                f"{row['ratio']:.1f} times faster (target: 20)."
            )
    if "igraph" in wide:
        of_both = wide[wide["igraph"].notna()]
        here = of_both[of_both.index.isin([n], level="actors")].droplevel("actors").drop(index=BUILD)
        wanted = np.where(here.index == "actor_betweenness", 0.8, 1.0)
        short = here[here["igraph / coopnet"] < wanted]
        listed = ", ".join(
            f"{name} {ratio:.2f} ({more * 1000:.0f} µs more)"
            for name, ratio, more in zip(
                short.index, short["igraph / coopnet"], short["coopnet"] - short["igraph"], strict=True
            )
        )
        said.append(
            f"- {n:,} actors, the {len(here)} measures that igraph has (target: none slower, betweenness 0.8): "
            f"{f'all but {len(short)}: {listed}.' if len(short) else 'all reach it.'}"
        )
    return "\n".join(said)


def reasons(slower: pd.DataFrame, ratios: Sequence[str]) -> pd.DataFrame:
    """Return where a peer is faster, by how much, and why."""
    told = slower[list(ratios)].where(slower[list(ratios)] < 1)
    told.insert(0, "coopnet", slower["coopnet"])
    why = [
        WHY.get(job, CALL if milliseconds < 0.2 else "")
        for job, milliseconds in zip(told.index.get_level_values("job"), told["coopnet"], strict=True)
    ]
    return told.assign(why=why)


def growths(times: pd.DataFrame) -> pd.DataFrame:
    """Return the exponent of growth of each job and tool, where it was timed at three sizes or more."""
    found = {
        (job, tool): growth(here["pairs"].tolist(), here["seconds"].tolist())
        for (job, tool), here in times.groupby(["job", "tool"])
        if len(here) > 2
    }
    return pd.Series(found, dtype=float).unstack() if found else pd.DataFrame()


def table_of(frame: pd.DataFrame) -> str:
    """Return a Markdown table, numbers with three figures."""
    return str(frame.reset_index().map(_figure).to_markdown(index=False, disable_numparse=True))


def _figure(value: object) -> object:
    if not isinstance(value, float):
        return value
    if np.isnan(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def drawn(times: pd.DataFrame, tools: Sequence[str]) -> Figure:
    """Return the times of three measures against the number of pairs, both axes logarithmic."""
    figure = column_figure(230.0)
    panels = figure.subplots(1, 3, sharey=True)
    for panel, job in zip(panels, DRAWN, strict=True):
        for place, (tool, marker) in enumerate(zip(tools, "osv^Dx", strict=False)):
            here = times.query("job == @job and tool == @tool")
            if len(here):
                panel.loglog(here["pairs"], here["seconds"], marker=marker, color=f"C{place}", label=tool)
        lettered(panel, times["pairs"], title=job, xlabel="linked pairs")
    panels[0].set_ylabel("CPU seconds", fontsize=FONT)
    legend_over(figure)
    return figure


def memories(n: int, peers: Sequence[str]) -> pd.DataFrame:
    """Return peak memory of each tool's whole script, coopnet's for the measures of the networkx script too."""
    tools = {peer: peer for peer in peers} | {f"coopnet, {WHOLE}": "coopnet"}
    if "networkx" in peers:
        tools["coopnet, measures of networkx"] = f"coopnet:{','.join(scripts(['networkx'])['networkx'].MEASURES)}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.json"
        path.write_text(json.dumps(tables_of(n)), encoding="utf-8")
        found = {label: peak_of(tool, path) for label, tool in tools.items()}
    frame = pd.DataFrame(found).T[["imported", "megabytes"]]
    return frame.rename(columns={"megabytes": f"{n:,} actors"})


def main() -> None:
    """Time, then write the table, the page and the figure."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    given = options.parse_args()
    one_thread_each()
    print(f"seed {SEED}", flush=True)
    peers, with_r = installed(PEERS), r_is_there()
    given_up: set[tuple[str, str]] = set()
    peaks: dict[Any, float] = {}
    sizes = sorted(given.sizes)
    others = [*peers, "R"] if with_r else peers
    memory = memories(sizes[0], peers)
    times = pd.DataFrame()
    for n in sizes:
        times = pd.concat([times, timed(n, peers, with_r, given.rounds, given_up, peaks)], ignore_index=True)
        if with_r:
            memory.loc["R", f"{sizes[0]:,} actors"] = peaks[sizes[0], "R"]
        written(times, memory, others)  # what is known, so that a run that is stopped is not lost
    print((BENCH / "battery.md").read_text(encoding="utf-8"))


def written(times: pd.DataFrame, memory: pd.DataFrame, peers: Sequence[str]) -> None:
    """Write the table, the page and the figure."""
    BENCH.mkdir(parents=True, exist_ok=True)
    times.to_csv(BENCH / "battery.csv", index=False)
    text = page(times, totals(times, peers), memory, peers)
    (BENCH / "battery.md").write_text(text, encoding="utf-8")
    save(drawn(times, ["coopnet", *peers]), BENCH / "battery.svg")


if __name__ == "__main__":
    main()
