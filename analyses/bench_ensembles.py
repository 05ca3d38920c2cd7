"""What do a thousand draws of a null model cost, beside the scripts that a user would otherwise write?

Simulates a pole of 300 actors and 2,000 links from a seed; times seven ensembles (what is drawn, and what is measured
on every draw) of coopnet, of a plain networkx script and of a plain igraph script (``analyses/plain``) in turn, in the
same run, by CPU time; then coopnet's alone on poles of 1,000 and 3,000 actors, for their growth with the number of
links; takes the peak memory of each tool in a process of its own. coopnet is asked as a user asks it, p-values
included. Slower tools make fewer draws per round, and their seconds are scaled to a thousand.
Writes figures/bench/ensembles.csv, ensembles.md and ensembles.svg. A peer that is not installed is left out, with a
message.

    python analyses/bench_ensembles.py [--rounds 5] [--sizes 300 1000 3000] [--share 1.0]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from _column import column_figure, legend_over, lettered
from _rounds import BENCH, growth, installed, machine, medians, megabytes_alone, one_thread_each, say_peak
from matplotlib.figure import Figure

from coopnet.drawing.frame import FONT
from coopnet.drawing.saving import save
from coopnet.inference.ensemble import ensemble
from coopnet.inference.together import compare_all_to_null
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.nulls import NULLS
from coopnet.pole import Pole
from coopnet.synthetic import big_tables

SEED = 20261124
SIZES = {300: 2_000, 1_000: 7_000, 3_000: 20_000}
PEERS = ("networkx", "igraph")
THOUSAND = 1_000
MEMBERS = 12  # of a structure, on average
SIX = (
    "pole_transitivity",
    "actor_clustering",
    "actor_constraint",
    "actor_harmonic_closeness",
    "actor_brokerage_table",
    "pole_ei",
)
MEANT = {
    "sectors, mixing": "sector shuffle → mixing, E–I, assortativity",
    "sectors, brokerage": "sector shuffle → Gould–Fernandez roles of every actor",
    "links": "degree-preserving rewiring, 10 swaps per link",
    "memberships": "curveball on memberships, 5 trades per structure",
    "links, six measures": "rewiring → transitivity, clustering, constraint, harmonic closeness, brokerage, E–I",
    "links, overlap of kinds": "rewiring kind by kind → overlap of kinds",
    "links, betweenness": "rewiring → betweenness",
}
WHY = {
    "memberships": "Trades, and the random numbers that they take, are three quarters of a draw; the rest is turning "
    "the table over and making a matrix of it again, which a script of sets does without. Tried, and kept: trades "
    "without jumps that cannot be guessed, turning in one pass, no copies, kinds with a single arrangement left as "
    "they are.",
}
# the pole of each ensemble: all links of one kind and no structure, links of five kinds, or structures of one kind
POLES = {name: "kinds" if "kinds" in name else "members" if name == "memberships" else "pairs" for name in MEANT}
# draws of one round, by tool: slow ones make fewer
DRAWS = {
    "coopnet": dict.fromkeys(MEANT, 1_000) | {"links, betweenness": 100},
    "igraph": dict.fromkeys(MEANT, 100) | {"sectors, mixing": 1_000, "sectors, brokerage": 1_000},
    "networkx": dict.fromkeys(MEANT, 5) | {"sectors, mixing": 200, "sectors, brokerage": 50, "memberships": 100},
}
# what the prototypes of the plan gained, less a fifth
WANTED = {
    "networkx": (195, 317, 180, 31, 81, 129, 23),
    "igraph": (3.9, 9.0, 7.4, None, 4.4, 5.8, 0.99),
}


def tables_of(n: int, pole: str) -> dict[str, dict[str, list[str]]]:
    """Return the simulated tables of a pole of that many actors: its links of one kind or five, or its structures."""
    wanted = SIZES.get(n, 2 * n)
    tables = big_tables(n, int(1.6 * wanted), 4 * n, rng=np.random.default_rng([SEED, n]))
    links, members = tables["links"], tables["memberships"]
    if pole == "members":
        none: dict[str, list[str]] = {column: [] for column in links}
        kinds = ["employers_group"] * len(tables["structures"]["id"])
        return {**tables, "links": none, "structures": {**tables["structures"], "kind": kinds}}
    ends = zip(links["source"], links["target"], strict=True)
    first = {frozenset(pair): row for row, pair in reversed(list(enumerate(ends)))}
    rows = sorted(first.values())[:wanted]
    kept = {column: [values[row] for row in rows] for column, values in links.items()}
    if pole == "pairs":
        kept["kind"] = ["convention"] * len(rows)
    return {
        **tables,
        "links": kept,
        "structures": {column: [] for column in tables["structures"]},
        "memberships": {column: [] for column in members},
    }


def seen(tables: Mapping[str, Mapping[str, list[str]]]) -> Multiplex:
    """Return all links of a pole, of whatever nature and date: the scripts do not choose either."""
    return multiplex_of(Pole.from_tables(tables), natures="all", at=None)


def asked_of_coopnet(name: str, multiplex: Multiplex, n_draws: int) -> Any:
    """Run one ensemble of coopnet, as a user asks for it."""
    rng = np.random.default_rng(SEED)
    if name in ("links", "memberships"):
        null = NULLS["rewire_links" if name == "links" else "rewire_memberships"]
        return ensemble(null.drawing_from(multiplex), n_draws, rng=rng)
    measures: Mapping[str, Sequence[str]] = {
        "sectors, mixing": ("sector_mixing", "pole_ei", "pole_assortativity"),
        "sectors, brokerage": ("actor_brokerage_table",),
        "links, six measures": SIX,
        "links, overlap of kinds": ("kind_overlap",),
        "links, betweenness": ("actor_betweenness",),
    }
    null_name = "shuffle_sectors" if name.startswith("sectors") else "rewire_links"
    return compare_all_to_null(measures[name], multiplex, null_name, rng=rng, n_draws=n_draws)


def jobs_of(
    name: str, n: int, peers: Sequence[str], share: float
) -> tuple[dict[str, Callable[[], Any]], dict[str, int]]:
    """Return the job of each tool for one ensemble, and how many draws each makes."""
    tables = tables_of(n, POLES[name])
    multiplex = seen(tables)
    draws = {tool: max(2, round(DRAWS[tool][name] * share)) for tool in ("coopnet", *peers)}
    jobs: dict[str, Callable[[], Any]] = {"coopnet": lambda: asked_of_coopnet(name, multiplex, draws["coopnet"])}
    for peer in peers:
        run = import_module(f"plain.{peer}_ensembles").ENSEMBLES.get(name)
        if run is not None:
            jobs[peer] = lambda run=run, peer=peer: run(tables, draws[peer])  # type: ignore[misc]
    return jobs, draws


def timed(n: int, peers: Sequence[str], rounds: int, share: float) -> pd.DataFrame:
    """Return CPU seconds per thousand draws of every ensemble and tool at one size."""
    rows = []
    for name in MEANT:
        jobs, draws = jobs_of(name, n, peers, share)
        table, column = ("memberships", "actor") if name == "memberships" else ("links", "source")
        n_links = len(tables_of(n, POLES[name])[table][column])
        for tool, (seconds, taken) in medians(jobs, rounds).items():
            rows.append((n, n_links, name, tool, seconds * THOUSAND / draws[tool], draws[tool], taken))
    print(f"{n:,} actors done", flush=True)
    columns = ["actors", "links", "ensemble", "tool", "seconds_per_1000_draws", "draws_per_round", "rounds"]
    return pd.DataFrame(rows, columns=columns)


def beside(times: pd.DataFrame, peers: Sequence[str]) -> pd.DataFrame:
    """Return one row per ensemble at the smallest size: seconds of each tool, ratios, and what was wanted of them."""
    here = times[times["actors"] == times["actors"].min()]
    wide = here.pivot(index="ensemble", columns="tool", values="seconds_per_1000_draws").reindex(list(MEANT))
    for peer in peers:
        wide[f"{peer} / coopnet"] = wide[peer] / wide["coopnet"]
        wide[f"wanted of {peer}"] = np.array(WANTED[peer], dtype=float)
    wide.insert(0, "what", [MEANT[name] for name in wide.index])
    return wide.reset_index()


def against_targets(side: pd.DataFrame, peers: Sequence[str]) -> str:
    """Say which ensembles gain less than wanted, by how much and why."""
    short = []
    for row in side.to_dict("records"):
        name = str(row["ensemble"])
        for peer in peers:
            gain, wanted = row[f"{peer} / coopnet"], row[f"wanted of {peer}"]
            if gain < wanted:
                told = f"- {name}: {gain:.3g} times faster than {peer}, wanted {wanted:.3g}. {WHY.get(name, '')}"
                short.append(told.strip())
    if not short:
        return "Every ensemble gains what is wanted."
    return "Every ensemble gains what is wanted, but:\n\n" + "\n".join(short)


def totals(times: pd.DataFrame, peers: Sequence[str]) -> pd.DataFrame:
    """Return, by peer, the sum over the ensembles that it has, betweenness left out, and coopnet's for the same."""
    wide = beside(times, peers).set_index("ensemble").drop(index="links, betweenness")
    rows = []
    for peer in peers:
        both = wide.dropna(subset=[peer])
        rows.append(
            (peer, len(both), both[peer].sum(), both["coopnet"].sum(), both[peer].sum() / both["coopnet"].sum())
        )
    return pd.DataFrame(rows, columns=["peer", "ensembles", "peer_seconds", "coopnet_seconds", "ratio"])


def growths(times: pd.DataFrame) -> pd.DataFrame:
    """Return the exponent of growth of each ensemble of coopnet with the number of links, over three sizes or more."""
    own = times[times["tool"] == "coopnet"]
    found = {
        name: growth(here["links"].tolist(), here["seconds_per_1000_draws"].tolist())
        for name, here in own.groupby("ensemble", sort=False)
        if len(here) > 2
    }
    return pd.Series(found, dtype=float, name="exponent").rename_axis("ensemble").reset_index()


def page(times: pd.DataFrame, memory: pd.DataFrame, peers: Sequence[str]) -> str:
    """Return the page of results, in Markdown."""
    side, smallest = beside(times, peers), times["actors"].min()
    ten = side[side["ensemble"] != "links, betweenness"]["coopnet"].sum() * 10
    draws = times[times["actors"] == smallest].pivot(index="ensemble", columns="tool", values="draws_per_round")
    between = times[(times["actors"] == smallest) & (times["ensemble"] == "links, betweenness")].set_index("tool")
    seconds = between.loc["coopnet", "seconds_per_1000_draws"]
    parts = [
        "# Null ensembles beside plain scripts",
        machine(["coopnet", "numpy", "scipy", "numba", *peers]),
        f"Seed {SEED}. CPU seconds per 1,000 draws, medians of {int(times['rounds'].min())} rounds in which the tools "
        "take turns; set-up, the values of the data and p-values included. A ratio above 1: coopnet is faster. "
        "Wanted: what the prototypes of the plan gained, less a fifth. networkx makes ten successful exchanges per "
        "link, igraph ten attempts, coopnet as many attempts as it takes for about ten to succeed. Under "
        "shuffled sectors, the igraph script keeps its list of open pairs from draw to draw; networkx's looks for "
        "them anew.",
        f"## {smallest:,} actors",
        table_of(side),
        against_targets(side, peers),
        f"10,000 draws of all but betweenness: {ten:.0f} s on one core. 1,000 draws of betweenness: {seconds:.1f} s.",
        "## All but betweenness together",
        table_of(totals(times, peers)),
        "## Draws per round (scaled to 1,000 above)",
        table_of(draws.reindex(list(MEANT)).reset_index()),
        "## Peak memory, all ensembles in a process of its own (MB)",
        table_of(memory),
    ]
    exponents = growths(times)
    if len(exponents):
        own = times[times["tool"] == "coopnet"]
        wide = own.pivot(index="ensemble", columns="actors", values="seconds_per_1000_draws").reindex(list(MEANT))
        wide.columns = [f"{n:,} actors" for n in wide.columns]
        parts += [
            "## Growth: coopnet's time as a power of the number of links (memberships for the curveball)",
            table_of(wide.reset_index().merge(exponents, on="ensemble")),
        ]
    return "\n\n".join(parts) + "\n"


def table_of(frame: pd.DataFrame) -> str:
    """Return a Markdown table, numbers with three figures."""
    return str(frame.map(_figure).to_markdown(index=False, disable_numparse=True))


def _figure(value: object) -> object:
    if not isinstance(value, float):
        return value
    if np.isnan(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def drawn(times: pd.DataFrame, tools: Sequence[str]) -> Figure:
    """Return the times of the ensembles against the number of links, both axes logarithmic; peers at one size."""
    figure = column_figure(290.0)
    panels = figure.subplots(2, 4, sharey=True).ravel()
    for panel, name in zip(panels, MEANT, strict=False):
        for place, (tool, marker) in enumerate(zip(tools, "osv", strict=False)):
            here = times[(times["ensemble"] == name) & (times["tool"] == tool)]
            if len(here):
                seconds = here["seconds_per_1000_draws"]
                panel.loglog(here["links"], seconds, marker=marker, color=f"C{place}", label=tool)
        sizes = times.loc[times["ensemble"] == name, "links"]
        lettered(panel, sizes, title=name, xlabel="memberships" if name == "memberships" else "links")
    for panel in panels[::4]:
        panel.set_ylabel("CPU seconds per 1,000 draws", fontsize=FONT)
    legend_over(figure)
    panels[-1].set_axis_off()
    return figure


def alone(tool: str, n: int) -> None:
    """Run all ensembles of one tool once, for its memory."""
    for name in MEANT:
        jobs, _ = jobs_of(name, n, [] if tool == "coopnet" else [tool], 1.0)
        if tool in jobs:
            jobs[tool]()
    say_peak()


def main() -> None:
    """Time, then write the table, the page and the figure."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--share", type=float, default=1.0, help="of the usual numbers of draws per round")
    options.add_argument("--alone", nargs=2, metavar=("TOOL", "ACTORS"), help="run one tool once, print its memory")
    given = options.parse_args()
    one_thread_each()
    if given.alone:
        alone(given.alone[0], int(given.alone[1]))
        return
    print(f"seed {SEED}", flush=True)
    peers = installed(PEERS)
    sizes = sorted(given.sizes)
    shares = [given.share * min(1.0, (sizes[0] / n) ** 1.5) for n in sizes]
    times = pd.concat(
        [timed(n, peers if n == sizes[0] else [], given.rounds, part) for n, part in zip(sizes, shares, strict=True)],
        ignore_index=True,
    )
    memory = pd.DataFrame(
        [(tool, megabytes_alone("--alone", tool, str(sizes[0]))) for tool in ["coopnet", *peers]],
        columns=["tool", f"{sizes[0]} actors"],
    )
    BENCH.mkdir(parents=True, exist_ok=True)
    times.to_csv(BENCH / "ensembles.csv", index=False)
    text = page(times, memory, peers)
    (BENCH / "ensembles.md").write_text(text, encoding="utf-8")
    save(drawn(times, ["coopnet", *peers]), BENCH / "ensembles.svg")
    print(text)


if __name__ == "__main__":
    main()
