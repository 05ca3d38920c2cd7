"""How long before coopnet answers? Help, the check of a pole and a bare import, beside those of common libraries.

Each command runs in a process of its own, in turn with the others. Writes figures/bench/import.csv and import.md.

    python analyses/bench_import.py [--rounds 15] [--actors 300]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from _commands import interleaved, markdown_of, medians_of, python
from _rounds import BENCH, machine

SEED = 20261124
TARGETS = {
    "coopnet --help": ("import click", 1.5),
    "coopnet check": ("import click", 4.0),
    "import coopnet": ("import networkx", 1.0),
}


def commands_on(pole: Path) -> dict[str, list[str]]:
    """Return what is timed."""
    return {
        "nothing": python("-c", "pass"),
        "import click": python("-c", "import click"),
        "import networkx": python("-c", "import networkx"),
        "import coopnet": python("-c", "import coopnet"),
        "coopnet --help": python("-m", "coopnet", "--help"),
        "coopnet check": python("-m", "coopnet", "check", str(pole)),
    }


def against_targets(medians: pd.DataFrame) -> pd.DataFrame:
    """Return each command's CPU time as a multiple of what it is compared with, and the multiple aimed at."""
    rows = [
        (job, peer, medians.loc[job, "seconds"] / medians.loc[peer, "seconds"], most)
        for job, (peer, most) in TARGETS.items()
    ]
    return pd.DataFrame(rows, columns=["command", "beside", "times", "at most"]).set_index("command")


def main() -> None:
    """Time, then write the table and the page."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--actors", type=int, default=300)
    given = options.parse_args()
    from coopnet.exchange import write_pole
    from coopnet.synthetic import simulated_pole

    with tempfile.TemporaryDirectory() as place:
        pole = write_pole(simulated_pole(rng=np.random.default_rng(SEED), n_actors=given.actors), Path(place) / "pole")
        costs = interleaved(commands_on(pole), given.rounds)
    medians = medians_of(costs)
    text = "\n\n".join(
        [
            "# Before coopnet answers",
            machine(["coopnet", "click", "networkx"]),
            f"Whole commands, Python's own start included; medians of {given.rounds} rounds, in turn, after one that "
            f"warms up. The pole checked has {given.actors} actors (seed {SEED}).",
            markdown_of(against_targets(medians)),
            markdown_of(medians[["seconds", "wall", "rounds"]]),
        ]
    )
    BENCH.mkdir(parents=True, exist_ok=True)
    costs.to_csv(BENCH / "import.csv", index=False)
    (BENCH / "import.md").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
