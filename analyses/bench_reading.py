"""Reading and checking a million links, timed.

Writes a folder of CSV files at the size asked for (100,000 actors, 5,000 structures, 200,000 memberships and 1,000,000
links by default) into a temporary folder, then reads and checks it in a fresh process, twice: once as it is, once with
an error on every row. Prints seconds and peak memory; on a busy machine, the seconds of processor are the ones to
compare. Standard library and coopnet's reading floor only.

    python analyses/bench_reading.py [--links 1000000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SEED = 20261123
ONE_RUN = """
import json, resource, sys, time
from coopnet.tables.reading import read_tables
start = time.perf_counter()
raw = read_tables(sys.argv[1])
read = time.perf_counter()
from coopnet.tables.checking import check_tables
checked = check_tables(raw)
end = time.perf_counter()
counts = checked.counts["links"]
print(json.dumps({
    "read": read - start, "check": end - read, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "processor": time.process_time(),
    "findings": len(checked.findings), "kept": counts.kept, "rejected": counts.rejected, "merged": counts.merged,
    "numpy": "numpy" in sys.modules or "pandas" in sys.modules,
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


def main() -> None:
    """Time reading and checking, and print one line per round."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--links", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    print(f"seed {SEED}, {given.links:,} links")
    for faulty in (False, True):
        with tempfile.TemporaryDirectory() as place:
            write_pole(Path(place), given.links, faulty=faulty)
            size = sum(file.stat().st_size for file in Path(place).iterdir()) / 1e6
            print(f"{'an error on every link' if faulty else 'valid'}: {size:.0f} MB of CSV")
            for _ in range(given.rounds):
                run = subprocess.run([sys.executable, "-c", ONE_RUN, place], capture_output=True, text=True, check=True)
                said = json.loads(run.stdout)
                total = said["read"] + said["check"]
                print(
                    f"  read {said['read']:5.1f} s + check {said['check']:5.1f} s = {total:5.1f} s "
                    f"({said['processor']:5.1f} s of processor), "
                    f"{said['megabytes']:5.0f} MB, {said['findings']} findings, kept {said['kept']:,}, "
                    f"rejected {said['rejected']:,}, merged {said['merged']:,}"
                    + (", numpy or pandas imported" if said["numpy"] else "")
                )


if __name__ == "__main__":
    main()
