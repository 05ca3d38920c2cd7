"""What does a pole of the article's size look like as tables?

Reads nothing. Writes the simulated pole of ``datasets/pole_simule`` from a seed: the same bytes every time.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from coopnet.referentiel.grid import read_grid
from coopnet.synthetic.poles import simulated_tables
from coopnet.synthetic.ratings import simulated_ratings
from coopnet.tables.schema import write_schemas

SEED = 2012
FOLDER = Path(__file__).resolve().parent.parent / "datasets" / "pole_simule"


def write_dataset(folder: Path = FOLDER, *, seed: int = SEED) -> None:
    """Write the six tables, their schemas and the data package into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    tables = simulated_tables(rng=rng)
    # drawn last: a pole without ratings has the same actors and links
    tables["ratings"] = simulated_ratings([criterion.letter for criterion in read_grid().criteria], rng=rng)
    for name, columns in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(zip(*columns.values(), strict=True))
    write_schemas(folder)


def main() -> None:
    """Write the dataset and say where it is."""
    write_dataset()
    print(f"seed {SEED}: {FOLDER}")


if __name__ == "__main__":
    main()
