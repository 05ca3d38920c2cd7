"""Are 150 poles measured faster on two processes than on one, and does a broken one cost anything?

Simulates a corpus from a seed, writes it as folders of CSV, breaks one of them, then measures all of them on one
process and on two, each in a process of its own, in turn; and a corpus of one small pole, which shows what starting
costs. Seconds on the wall are told with the load of the machine, and beside them what CPU time says of two cores that
nobody else uses. Writes figures/bench/corpus.csv and corpus.md.

    python analyses/bench_corpus.py [--poles 150] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from _commands import cost_of, markdown_of, python
from _rounds import BENCH, machine, one_thread_each

SEED = 20261124
ONE, TWO, START = "one process", "two processes", "one process, one small pole"
IN_TURN, AT_ONCE = "two bare loops, in turn", "two bare loops, at once"
LOOP = python("-c", "for i in range(30_000_000): i * i")
PROCESSES = {ONE: 1, TWO: 2, START: 1}
TARGET = 1.8
CALM = 2.2  # load below which two processes have two cores: these processes themselves make up to 2


def write_corpus(folder: Path, number: int) -> None:
    """Write simulated poles, the last of which loses its actors."""
    from coopnet.exchange import write_pole
    from coopnet.synthetic import corpus

    for name, pole in corpus(number, rng=np.random.default_rng(SEED)):
        last = write_pole(pole, folder / name)
    (last / "actors.csv").unlink()


def measure(folder: Path, processes: int, table: Path) -> None:
    """Measure the corpus; write what came out, and the CPU time of the workers once they are gone."""
    import joblib
    from joblib.externals.loky import get_reusable_executor

    from coopnet.corpus import measure_corpus

    with joblib.parallel_config(backend="loky", n_jobs=processes):
        found = measure_corpus(folder, rng=np.random.default_rng(SEED))
    found.poles.drop(columns=["label_fr", "label_en"]).to_csv(table, index=False)
    found.refused[["refusal_en"]].to_csv(table.with_suffix(".refused.csv"))
    if processes > 1:
        get_reusable_executor().shutdown(wait=True)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    table.with_suffix(".json").write_text(json.dumps(workers.ru_utime + workers.ru_stime), encoding="utf-8")


def timed(folder: Path, alone: Path, rounds: int) -> tuple[pd.DataFrame, dict[str, Path]]:
    """Return what each round cost, the load before it, and where the numbers of each way are."""
    tables = {job: folder.parent / f"{place}.csv" for place, job in enumerate(PROCESSES)}
    rows = []
    for number in range(rounds):
        for job, processes in PROCESSES.items():
            read = alone if job == START else folder
            load = os.getloadavg()[0]
            seconds, wall, megabytes = cost_of(
                python(__file__, "--measure", str(read), str(processes), str(tables[job]))
            )
            workers = json.loads(tables[job].with_suffix(".json").read_text(encoding="utf-8"))
            rows.append((job, number, load, seconds, seconds - workers, workers, wall, megabytes))
            print(job, number, f"{seconds:.1f} s", flush=True)
        rows += [(job, number, os.getloadavg()[0], *cost) for job, cost in bare_loops().items()]
    names = ["job", "round", "load", "seconds", "of the main process", "of workers", "wall", "megabytes"]
    return pd.DataFrame(rows, columns=names), tables


def bare_loops() -> dict[str, tuple[float, float, float, float, float]]:
    """Return what two loops that share nothing cost in turn and at once: what the machine has to give.

    CPU seconds, those of the main process and of its workers, seconds on the wall, memory (none).
    """
    found = {}
    for job, batches in ((IN_TURN, [[LOOP], [LOOP]]), (AT_ONCE, [[LOOP, LOOP]])):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        for batch in batches:
            for process in [subprocess.Popen(command) for command in batch]:
                process.wait()
        after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found[job] = (seconds, 0.0, seconds, wall, float("nan"))
    return found


def gains(costs: pd.DataFrame) -> pd.DataFrame:
    """Return how many times faster two processes are, round by round: on the wall, and on two free cores.

    On free cores one process lasts as long as its CPU time, two as long as the main process's and half of the workers'.
    """
    rows = {}
    for number, here in costs.groupby("round"):
        one, two, turn, once = (here[here["job"] == job].iloc[0] for job in (ONE, TWO, IN_TURN, AT_ONCE))
        free = two["of the main process"] + two["of workers"] / 2
        rows[number] = {
            "load": here["load"].max(),
            "wall": one["wall"] / two["wall"],
            "free": one["seconds"] / free,
            "loops": turn["wall"] / once["wall"],
        }
    return pd.DataFrame(rows).T.rename_axis("round")


def opening(costs: pd.DataFrame) -> str:
    """Return what was reached, beside what is aimed at."""
    gained, medians = gains(costs), costs.groupby("job")["seconds"].median()
    wall, free, load = gained["wall"].median(), gained["free"].median(), gained["load"].median()
    calm = load <= CALM
    reached = wall if calm else free
    start = medians[START]
    busy = (
        "nobody else used the machine, or hardly"
        if calm
        else f"its two cores were busy with other work, at a load of {load:.1f}, so that the wall tells nothing: read "
        "the second number"
    )
    why = (
        ""
        if reached >= TARGET
        else f" Why: a process needs {start:.1f} CPU seconds before its first small pole is measured (Python, numpy, "
        "pandas and scipy imported, compiled code loaded), of "
        f"{medians[ONE]:.0f} in all; with two, the main process starts, then both workers do, at the same time. The "
        "work itself is split evenly, so that the gain grows with the number of poles, and with draws. Tried: workers "
        "that are forked with everything imported, which on 40 poles spares each 0.7 s; joblib warns against it, and "
        "Windows has none, so that users keep workers that start afresh."
    )
    verdict = "reached" if reached >= TARGET else f"**short** by {TARGET - reached:.2f}"
    return (
        f"Two processes are {wall:.2f} times faster than one on the wall ({busy}), {free:.2f} times by CPU time on two "
        f"free cores; target {TARGET}: {verdict}. Two loops of bare Python, which share nothing and start at once, "
        f"gain {gained['loops'].median():.2f} on this machine.{why}"
    )


def main() -> None:
    """Time, then write the table and the page."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--poles", type=int, default=150)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--measure", nargs=3, metavar=("FOLDER", "PROCESSES", "TABLE"))
    given = options.parse_args()
    one_thread_each()
    if given.measure:
        measure(Path(given.measure[0]), int(given.measure[1]), Path(given.measure[2]))
        return
    with tempfile.TemporaryDirectory() as place:
        poles, alone = Path(place) / "poles", Path(place) / "alone"
        write_corpus(poles, given.poles)
        write_corpus(alone, 2)
        costs, tables = timed(poles, alone, given.rounds)
        same = tables[ONE].read_bytes() == tables[TWO].read_bytes()
        refused = pd.read_csv(tables[TWO].with_suffix(".refused.csv"))
        came_out = pd.read_csv(tables[TWO])["pole"].nunique()
        reasons = "; ".join(refused["refusal_en"]).replace(str(poles), "…")
    shown = costs.groupby("job", sort=False).median().drop(columns="round").assign(rounds=given.rounds)
    shown = shown.rename(columns={"seconds": "CPU (s)", "wall": "wall (s)"})
    text = "\n\n".join(
        [
            "# Many poles",
            opening(costs),
            f"A broken pole costs nothing: {came_out} poles came out, {len(refused)} refused with a sentence "
            f"({reasons}). Numbers of one and two processes: {'the same, to the last digit' if same else 'DIFFERENT'}.",
            machine(["coopnet", "numpy", "joblib"]),
            f"All measures of {given.poles} simulated poles (seed {SEED}) read from folders of CSV; medians of "
            f"{given.rounds} rounds, in turn; *load* is the machine's before each. CPU time of two processes counts "
            "the main one and its workers.",
            markdown_of(shown),
            markdown_of(
                gains(costs).rename(
                    columns={
                        "wall": "gain on the wall",
                        "free": "gain by CPU time",
                        "loops": "gain of bare loops, on the wall",
                    }
                )
            ),
        ]
    )
    BENCH.mkdir(parents=True, exist_ok=True)
    costs.to_csv(BENCH / "corpus.csv", index=False)
    (BENCH / "corpus.md").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
