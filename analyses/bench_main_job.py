"""How long does the cooperation report of a pole take, beside the least that a script with as many figures costs?

Runs ``coopnet report`` on the simulated pole of 280 actors with 999 draws, caches warm, in turn with a script that
imports pandas, scipy and matplotlib and saves the report's own figures, drawn beforehand; then once with an empty cache
of compiled code, which is the first run ever. Each command runs in a process of its own. Writes
figures/bench/main_job.csv and main_job.md.

    python analyses/bench_main_job.py [--pole datasets/pole_simule] [--draws 999] [--rounds 5]
"""

from __future__ import annotations

import argparse
import pickle
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pandas as pd
from _commands import cost_of, interleaved, markdown_of, medians_of, python
from _rounds import BENCH, machine, one_thread_each
from matplotlib.figure import Figure

from coopnet.exchange import read_pole
from coopnet.report import cooperation_report
from coopnet.report.page import inline_svg

PLAIN = Path(__file__).with_name("plain") / "import_and_save.py"
REPORT, SCRIPT, FIRST = "coopnet report", "import and save", "coopnet report, nothing compiled yet"
MOST_TIMES, MOST_MEGABYTES, MOST_MORE = 3.0, 400.0, 20.0


def report_command(pole: str, folder: Path, draws: int) -> list[str]:
    """Return the command that writes the report."""
    return python("-m", "coopnet", "report", pole, "--sortie", str(folder), "--tirages", str(draws))


def keep_figures(pole: str, folder: Path) -> int:
    """Draw the figures of the report of a pole, keep each in a file of its own, and return how many there are."""
    figures: list[Figure] = []

    def kept(figure: Figure, *arguments: Any, **options: Any) -> Any:
        figures.append(figure)
        return inline_svg(figure, *arguments, **options)

    with mock.patch.object(cooperation_report, "inline_svg", kept):
        cooperation_report.write_report(read_pole(pole), folder / "drawn", seed=2012, n_draws=99)
    for number, figure in enumerate(figures):
        (folder / f"figure_{number}.pickle").write_bytes(pickle.dumps(figure))
    return len(figures)


def against_targets(medians: pd.DataFrame) -> pd.DataFrame:
    """Return what was aimed at beside what was reached."""
    rows = [
        ("CPU time, times that of the script", medians.loc[REPORT, "seconds"] / medians.loc[SCRIPT, "seconds"], 3.0),
        ("peak memory (MB)", medians.loc[REPORT, "megabytes"], MOST_MEGABYTES),
        ("first run, CPU seconds more", medians.loc[FIRST, "seconds"] - medians.loc[REPORT, "seconds"], MOST_MORE),
    ]
    return pd.DataFrame(rows, columns=["", "reached", "at most"]).set_index("")


def main() -> None:
    """Time, then write the table and the page."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pole", default="datasets/pole_simule")
    options.add_argument("--draws", type=int, default=999)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    one_thread_each()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        report = report_command(given.pole, folder / "report", given.draws)
        number = keep_figures(given.pole, folder)
        commands = {REPORT: report, SCRIPT: python(str(PLAIN), str(folder))}
        costs = interleaved(commands, given.rounds)
        first = cost_of(report, NUMBA_CACHE_DIR=str(folder / "compiled"))
    costs.loc[len(costs)] = [FIRST, 0, *first]
    medians = medians_of(costs)
    text = "\n\n".join(
        [
            "# The main job",
            machine(["coopnet", "numpy", "scipy", "pandas", "matplotlib", "numba"]),
            f"`coopnet report` on {Path(given.pole).name} with {given.draws} draws, and a script that imports pandas, "
            f"scipy and matplotlib and saves the {number} figures of the report, drawn beforehand. Whole commands, "
            f"Python's own start included; medians of {given.rounds} rounds, in turn; the first run ever is one run.",
            markdown_of(against_targets(medians)),
            markdown_of(medians),
        ]
    )
    BENCH.mkdir(parents=True, exist_ok=True)
    costs.to_csv(BENCH / "main_job.csv", index=False)
    (BENCH / "main_job.md").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
