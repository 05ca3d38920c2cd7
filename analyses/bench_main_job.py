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
import pstats
import sys
import tempfile
from collections.abc import Sequence
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
PARTS = {
    "draws of null models, measured": ("together", "_compared"),
    "of which betweenness, missing actors included": ("betweenness", "betweenness"),
    "intervals of missing actors": ("missing", "missing_intervals"),
    "drawing and saving figures": ("cooperation_report", "_figures"),
    "placing actors and structures": ("layout", "layout_of"),
}
WHY = (
    "The report does what the script does, and besides draws each null model of the profile 999 times, hides actors "
    "199 times, and shuffles sectors often enough to tell one couple of sectors among all (37,443 times for the 22 "
    "sectors of the simulated pole): that is most of it, and no plain script has it. Tried, and kept: betweenness has "
    "199 draws at first and all of them only where these leave a doubt, and searches 64 sources side by side; one draw "
    "serves every measure of its null; what a null leaves in place is collapsed once; labels are shuffled 250 at a "
    "time; draws are kept once, which spares memory. Tried, and left: fewer draws for the map of sectors, which then "
    "could not tell any couple from chance."
)
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


def shares_of(command: Sequence[str], folder: Path) -> pd.Series:
    """Return which share of the report's time its main parts take, seen by Python's profiler."""
    kept = folder / "profile"
    cost_of([command[0], "-m", "cProfile", "-o", str(kept), *command[1:]])
    stats = pstats.Stats(str(kept)).stats  # type: ignore[attr-defined]
    taken = {(Path(file).stem, name): cumulative for (file, _, name), (*_, cumulative, _) in stats.items()}
    whole = max(taken.values())
    return pd.Series({part: taken[where] / whole for part, where in PARTS.items() if where in taken}, name="share")


def against_targets(medians: pd.DataFrame) -> pd.DataFrame:
    """Return what was aimed at beside what was reached."""
    rows = [
        ("CPU time, times that of the script", medians.loc[REPORT, "seconds"] / medians.loc[SCRIPT, "seconds"], 3.0),
        ("peak memory (MB)", medians.loc[REPORT, "megabytes"], MOST_MEGABYTES),
        ("first run, CPU seconds more", medians.loc[FIRST, "seconds"] - medians.loc[REPORT, "seconds"], MOST_MORE),
    ]
    return pd.DataFrame(rows, columns=["", "reached", "at most"]).set_index("")


def verdict_of(medians: pd.DataFrame) -> str:
    """Say by how much the time falls short, why, and what was tried; nothing where it does not."""
    over = medians.loc[REPORT, "seconds"] - MOST_TIMES * medians.loc[SCRIPT, "seconds"]
    return f"Short by {over:.1f} CPU seconds. {WHY}" if over > 0 else "The target of time is reached."


def main() -> None:
    """Time, then write the table and the page."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pole", default="datasets/pole_simule")
    options.add_argument("--draws", type=int, default=999)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--keep", type=Path, help="only draw the report's figures and keep them in this folder")
    given = options.parse_args()
    if given.keep is not None:
        keep_figures(given.pole, given.keep)
        return
    one_thread_each()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        report = report_command(given.pole, folder / "report", given.draws)
        # drawn by another process: the peak memory of a process is at least that of the one that starts it
        cost_of(python(sys.argv[0], "--pole", given.pole, "--keep", str(folder)))
        number = len(list(folder.glob("*.pickle")))
        commands = {REPORT: report, SCRIPT: python(str(PLAIN), str(folder))}
        costs = interleaved(commands, given.rounds)
        first = cost_of(report, NUMBA_CACHE_DIR=str(folder / "compiled"))
        shares = shares_of(report, folder)
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
            verdict_of(medians),
            "Where the report's time goes, by Python's profiler, which makes short calls look longer; parts lie within "
            "each other, and the rest is reading, importing, tables and the page.",
            markdown_of(shares.to_frame()),
        ]
    )
    BENCH.mkdir(parents=True, exist_ok=True)
    costs.to_csv(BENCH / "main_job.csv", index=False)
    (BENCH / "main_job.md").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
