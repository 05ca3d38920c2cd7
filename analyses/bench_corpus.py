"""Are 150 poles measured faster on two processes than on one, and does a broken one cost anything?

Simulates a corpus from a seed, writes it as folders of CSV, breaks one of them, then measures all of them on one
process and on two, each in a process of its own, in turn. Writes figures/bench/corpus.csv and corpus.md.

    python analyses/bench_corpus.py [--poles 150] [--rounds 3]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from _commands import interleaved, markdown_of, medians_of, python
from _rounds import BENCH, machine, one_thread_each

SEED = 20261124
ONE, TWO = "one process", "two processes"
TARGET = 1.8


def write_corpus(folder: Path, number: int) -> None:
    """Write simulated poles, the last of which loses its actors."""
    from coopnet.exchange import write_pole
    from coopnet.synthetic import corpus

    for name, pole in corpus(number, rng=np.random.default_rng(SEED)):
        last = write_pole(pole, folder / name)
    (last / "actors.csv").unlink()


def measure(folder: Path, processes: int, table: Path) -> None:
    """Measure the corpus and write what came out."""
    import joblib

    from coopnet.corpus import measure_corpus

    with joblib.parallel_config(backend="loky", n_jobs=processes):
        found = measure_corpus(folder, rng=np.random.default_rng(SEED))
    found.poles.drop(columns=["label_fr", "label_en"]).to_csv(table, index=False)
    found.refused[["refusal_en"]].to_csv(table.with_suffix(".refused.csv"))


def faster(medians: pd.DataFrame) -> pd.DataFrame:
    """Return how many times faster two processes are than one, on the wall: what matters to whoever waits."""
    reached = medians.loc[ONE, "wall"] / medians.loc[TWO, "wall"]
    return pd.DataFrame({"reached": [reached], "at least": [TARGET]}, index=pd.Index(["times faster"], name=""))


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
        poles = Path(place) / "poles"
        write_corpus(poles, given.poles)
        tables = {job: Path(place) / f"{number}.csv" for number, job in ((1, ONE), (2, TWO))}
        commands = {
            job: python(__file__, "--measure", str(poles), str(number), str(tables[job]))
            for number, job in ((1, ONE), (2, TWO))
        }
        costs = interleaved(commands, given.rounds, warm=False)
        same = tables[ONE].read_bytes() == tables[TWO].read_bytes()
        refused = pd.read_csv(tables[TWO].with_suffix(".refused.csv"))
        came_out = pd.read_csv(tables[TWO])["pole"].nunique()
        reasons = "; ".join(refused["refusal_en"]).replace(str(poles), "…")
    medians = medians_of(costs)
    text = "\n\n".join(
        [
            "# Many poles",
            machine(["coopnet", "numpy", "joblib"]),
            f"All measures of {given.poles} simulated poles (seed {SEED}) read from folders of CSV; medians of "
            f"{given.rounds} rounds, in turn. Seconds on the wall, which need a machine that nobody else uses.",
            markdown_of(faster(medians)),
            markdown_of(medians[["wall", "rounds"]]),
            f"Numbers of one and two processes: {'the same, to the last digit' if same else 'DIFFERENT'}. "
            f"{came_out} poles came out; {len(refused)} refused: {reasons}",
        ]
    )
    BENCH.mkdir(parents=True, exist_ok=True)
    costs.to_csv(BENCH / "corpus.csv", index=False)
    (BENCH / "corpus.md").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
