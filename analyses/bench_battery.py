"""How long does the whole battery take, beside the scripts that a user would otherwise write?

Simulates poles of 300, 1,000 and 3,000 actors from a seed; times each measure of coopnet, of a plain networkx script
and of a plain igraph script (``analyses/plain``) in turn, in the same run, then coopnet's whole battery; fits the
growth of each with the number of pairs; takes the peak memory of each tool in a process of its own.
Writes figures/bench/battery.csv, battery.md and battery.svg. A peer that is not installed is left out, with a message.

    python analyses/bench_battery.py [--rounds 5] [--sizes 300 1000 3000]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from _rounds import BENCH, LONG, growth, installed, machine, medians, megabytes_alone, one_thread_each, say_peak
from matplotlib.figure import Figure

from coopnet.catalogue import MEASURES
from coopnet.catalogue.battery import measure_all
from coopnet.drawing.saving import save
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import Affiliation, Network, affiliation_of, network_of
from coopnet.pole import Pole
from coopnet.synthetic import big_tables

SEED = 20261123
SIZES = {300: 2_000, 1_000: 7_000, 3_000: 20_000}
PEERS = ("networkx", "igraph")
DRAWN = ("actor_brokerage_table", "actor_betweenness", "actor_harmonic_closeness")
WHOLE, BUILD = "whole battery", "graph from tables"


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


def measured(multiplex: Multiplex, name: str) -> Callable[[], Any]:
    """Return the job of one measure on a pole that it has not seen: nothing that another measure left is used."""
    given, function = as_given(multiplex, name), MEASURES[name].function
    return lambda: function(replace(given))


def scripts(peers: Sequence[str]) -> Mapping[str, Any]:
    """Return the plain script of each peer."""
    return {peer: import_module(f"plain.{peer}_battery") for peer in peers}


def whole(multiplex: Multiplex) -> Callable[[], Any]:
    """Return the job of the whole battery."""
    return lambda: measure_all(replace(multiplex), rng=np.random.default_rng(SEED))


def timed(n: int, peers: Sequence[str], rounds: int, given_up: set[tuple[str, str]]) -> pd.DataFrame:
    """Return CPU seconds of every job of every tool at one size; jobs of more than ten seconds are given up after."""
    tables = tables_of(n)
    multiplex = seen(Pole.from_tables(tables))
    plain = scripts(peers)
    graphs = {peer: script.graph_of(tables) for peer, script in plain.items()}
    names = sorted({name for script in plain.values() for name in script.MEASURES})
    rows = []
    for name in [BUILD, *names, WHOLE]:
        jobs: dict[str, Callable[[], Any]] = {}
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
        for tool, (seconds, taken) in medians(jobs, rounds).items():
            rows.append((n, network_of(multiplex).n_pairs, name, tool, seconds, taken))
            if seconds > LONG:
                given_up.add((tool, name))
                print(f"{tool}, {name}: {seconds:.0f} s with {n:,} actors, one round; larger poles are left out.")
    print(f"{n:,} actors done", flush=True)
    return pd.DataFrame(rows, columns=["actors", "pairs", "job", "tool", "seconds", "rounds"])


def totals(times: pd.DataFrame, peers: Sequence[str]) -> pd.DataFrame:
    """Return, by size and peer, the sum over the measures that a peer has, for the peer and for coopnet."""
    measures = times[~times["job"].isin([WHOLE, BUILD])].pivot_table(
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
    parts = ["# The battery beside plain scripts", machine(["coopnet", "numpy", "scipy", "numba", *peers])]
    wide = times.pivot_table(index=["actors", "job"], columns="tool", values="seconds") * 1000
    for peer in peers:
        wide[f"{peer} / coopnet"] = wide[peer] / wide["coopnet"]
    parts += [
        "Median CPU milliseconds; one round where a call takes more than ten seconds, and no larger pole for it then. "
        "A ratio above 1: coopnet is faster. Coopnet's *whole battery* is every measure of its catalogue, some 150 on "
        "default views, most of which the scripts do not have. *Graph from tables* starts, for coopnet, from a pole "
        "that was checked already.",
    ]
    for n, here in wide.groupby(level="actors"):
        parts += [f"## {n:,} actors", table_of(here.droplevel("actors"))]
    slower = wide[(wide[[f"{peer} / coopnet" for peer in peers]] < 1).any(axis=1)]
    parts += ["## Where a peer is faster", table_of(slower) if len(slower) else "Nowhere."]
    parts += ["## Sums over the measures that a peer has", table_of(summed.set_index(["actors", "peer"]))]
    parts += ["## Peak memory, whole script in a process of its own (MB)", table_of(memory)]
    exponents = growths(times)
    parts += ["## Growth: time as a power of the number of pairs", table_of(exponents)]
    return "\n\n".join(parts) + "\n"


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
    figure = Figure(figsize=(9, 4.2), layout="constrained")
    panels = figure.subplots(1, 3, sharey=True)
    for panel, job in zip(panels, DRAWN, strict=True):
        for tool, marker in zip(tools, "osv", strict=False):
            here = times.query("job == @job and tool == @tool")
            if len(here):
                panel.loglog(here["pairs"], here["seconds"], marker=marker, label=tool)
        panel.set(title=job, xlabel="linked pairs")
        panel.grid(which="major", alpha=0.3)
    panels[0].set_ylabel("CPU seconds")
    panels[0].legend(frameon=False)
    return figure


def alone(tool: str, n: int) -> None:
    """Run the whole script of one tool, for its memory."""
    tables = tables_of(n)
    if tool == "coopnet":
        whole(seen(Pole.from_tables(tables)))()
    else:
        script = scripts([tool])[tool]
        graph = script.graph_of(tables)
        for measure in script.MEASURES.values():
            measure(graph)
    say_peak()


def main() -> None:
    """Time, then write the table, the page and the figure."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--alone", nargs=2, metavar=("TOOL", "ACTORS"), help="run one tool once, print its memory")
    given = options.parse_args()
    one_thread_each()
    if given.alone:
        alone(given.alone[0], int(given.alone[1]))
        return
    print(f"seed {SEED}", flush=True)
    peers = installed(PEERS)
    given_up: set[tuple[str, str]] = set()
    times = pd.concat([timed(n, peers, given.rounds, given_up) for n in sorted(given.sizes)], ignore_index=True)
    smallest = str(min(given.sizes))
    memory = pd.Series(
        {tool: megabytes_alone("--alone", tool, smallest) for tool in ["coopnet", *peers]}, name=f"{smallest} actors"
    ).to_frame()
    BENCH.mkdir(parents=True, exist_ok=True)
    times.to_csv(BENCH / "battery.csv", index=False)
    text = page(times, totals(times, peers), memory, peers)
    (BENCH / "battery.md").write_text(text, encoding="utf-8")
    save(drawn(times, ["coopnet", *peers]), BENCH / "battery.svg")
    print(text)


if __name__ == "__main__":
    main()
