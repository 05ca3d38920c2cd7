"""What does it cost to read and check a million links, and does it grow with the number of links only?

Writes folders of CSV files (100,000 links, 300,000, a million; a tenth as many actors, a fifth as many memberships, one
structure per 200 links), then reads and checks each in a process of its own that imports nothing else: as it is, and
with an error on every link. Writes figures/bench/reading.csv and reading.md.

    python analyses/bench_reading.py [--links 100000 300000 1000000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from _commands import markdown_of
from _rounds import BENCH, growth, machine

SEED = 20261123
SIZES = (100_000, 300_000, 1_000_000)
VALID, FAULTY = "valid", "an error on every link"
TARGET_LINKS, TARGET_SECONDS, TARGET_EXPONENT = 1_000_000, 30.0, 1.1
WHY = (
    "Why: nothing is done more often per link; each text is looked up in a dictionary of those met before, and the "
    "identifiers of 100,000 actors no longer fit in the processor's caches as those of 10,000 do. Tried: reading and "
    "checking without the garbage collector, which gains 5 %."
)
ONE_RUN = """
import json, sys, time
from _peak import megabytes_so_far
from coopnet.tables.reading import read_tables
start = time.process_time()
raw = read_tables(sys.argv[1])
read = time.process_time()
from coopnet.tables.checking import check_tables
checked = check_tables(raw)
end = time.process_time()
counts = checked.counts["links"]
print(json.dumps({
    "read": read - start, "check": end - read, "megabytes": megabytes_so_far(), "findings": len(checked.findings),
    "kept": counts.kept, "rejected": counts.rejected, "merged": counts.merged,
    "without_numpy": not {"numpy", "pandas"} & set(sys.modules),
}))
"""


def write_pole(folder: Path, links: int, *, faulty: bool) -> None:
    """Write a pole of that many links; when faulty, every link names an actor that does not exist."""
    rng = random.Random(SEED)
    n_actors, n_structures, n_memberships = max(10, links // 10), max(5, links // 200), links // 5
    sectors = ["support", "BTP", "restauration", "Culture", "industry", "Formation", "mobilité"]
    kinds = ["convention", "projet commun", "Gouvernance croisée", "contract", "financement"]
    _write(
        folder / "acteurs.csv",
        ["identifiant", "nom", "type", "secteur", "commune", "entrée"],
        (
            [f"A{i:06d}", f"Organisation n° {i}", "ESS", rng.choice(sectors), "40312", str(rng.randint(1980, 2020))]
            for i in range(n_actors)
        ),
    )
    _write(
        folder / "structures.csv",
        ["identifiant", "nom", "nature de la structure", "création"],
        ([f"S{i:05d}", f"Groupement {i}", "GEIQ", str(rng.randint(1980, 2020))] for i in range(n_structures)),
    )
    _write(
        folder / "adhesions.csv",
        ["acteur", "structure", "depuis"],
        (
            [f"A{rng.randrange(n_actors):06d}", f"S{rng.randrange(n_structures):05d}", str(rng.randint(1990, 2020))]
            for _ in range(n_memberships)
        ),
    )
    prefix = "Z" if faulty else "A"
    _write(
        folder / "liens.csv",
        ["acteur 1", "acteur 2", "nature du lien", "poids", "depuis", "source de l’information", "certitude"],
        (
            [
                f"{prefix}{a:06d}",
                f"A{(a + rng.randrange(1, n_actors)) % n_actors:06d}",
                rng.choice(kinds),
                f"{rng.randint(1, 50) / 10}".replace(".", ","),
                f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/{rng.randint(1990, 2020)}",
                f"enquête {rng.randrange(2000)}",
                "certain",
            ]
            for a in (rng.randrange(n_actors) for _ in range(links))
        ),
    )


def _write(path: Path, headers: list[str], rows: object) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headers)
        writer.writerows(rows)  # type: ignore[arg-type]


def cost_of(folder: Path) -> dict[str, float]:
    """Return what reading and checking a folder costs, in CPU seconds, and what came out."""
    command = [sys.executable, "-c", ONE_RUN, str(folder)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True, cwd=Path(__file__).parent)
    return dict(json.loads(ran.stdout))


def measured(sizes: Sequence[int], rounds: int) -> pd.DataFrame:
    """Return one row per size, kind of file and round, all in turn within a round."""
    rows = []
    with tempfile.TemporaryDirectory() as place:
        folders = {
            (links, case): Path(place) / f"{links}_{case == FAULTY}" for links in sizes for case in (VALID, FAULTY)
        }
        for (links, case), folder in folders.items():
            folder.mkdir()
            write_pole(folder, links, faulty=case == FAULTY)
        for number in range(rounds):
            for (links, case), folder in folders.items():
                size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
                rows.append({"links": links, "file": case, "round": number, "csv_mb": size, **cost_of(folder)})
    return pd.DataFrame(rows)


def medians_of(costs: pd.DataFrame) -> pd.DataFrame:
    """Return medians over rounds, by size and kind of file."""
    whole = costs.assign(both=costs["read"] + costs["check"])
    found = whole.groupby(["file", "links"], sort=False)[
        ["csv_mb", "read", "check", "both", "megabytes", "findings", "kept", "rejected", "merged"]
    ].median()
    return found.assign(rounds=whole.groupby(["file", "links"], sort=False).size())


def opening(medians: pd.DataFrame) -> str:
    """Return what was reached, beside what was aimed at."""
    said = []
    for case in (VALID, FAULTY):
        seconds = medians.loc[case, "both"]
        largest = max(seconds.index)
        verdict = (
            ""
            if largest != TARGET_LINKS
            else f", target at most {TARGET_SECONDS:.0f}: {_met(seconds[largest] <= TARGET_SECONDS)}"
        )
        one = f"{case}: {seconds[largest]:.1f} CPU seconds to read and check {largest:,} links{verdict}"
        if len(seconds) > 2:
            exponent = growth(list(seconds.index), list(seconds))
            one += f"; time grows as links^{exponent:.2f}, target at most {TARGET_EXPONENT}: "
            one += _met(exponent <= TARGET_EXPONENT)
        said.append(one)
    told = ". ".join(one[0].upper() + one[1:] for one in said) + "."
    return f"{told} {WHY}" if "short" in told else told


def _met(reached: bool) -> str:
    return "reached" if reached else "**short**"


def page(costs: pd.DataFrame) -> str:
    """Return the page of results, in Markdown."""
    medians = medians_of(costs)
    shown = medians.rename(columns={"csv_mb": "CSV (MB)", "read": "read (s)", "check": "check (s)", "both": "both (s)"})
    return "\n\n".join(
        [
            "# Reading and checking",
            opening(medians),
            machine(["coopnet"]),
            f"Folders of CSV files as French spreadsheets write them (seed {SEED}): semicolons, decimal commas, words "
            "in several spellings. “An error on every link”: one end of each is unknown, and each is told. "
            f"Medians of {costs['round'].nunique()} rounds, in turn, each in a process of its own"
            + (", without numpy nor pandas." if costs["without_numpy"].all() else "; numpy or pandas WAS IMPORTED."),
            markdown_of(shown),
        ]
    )


def main() -> None:
    """Time, then write the table and the page."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--links", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    costs = measured(sorted(given.links), given.rounds)
    BENCH.mkdir(parents=True, exist_ok=True)
    costs.to_csv(BENCH / "reading.csv", index=False)
    text = page(costs)
    (BENCH / "reading.md").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
