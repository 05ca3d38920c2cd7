"""Import pandas, scipy and matplotlib and save some empty figures: the least that a script of figures costs."""

import sys
from pathlib import Path

import pandas  # noqa: F401  (its import is what is timed)
import scipy.stats  # noqa: F401
from matplotlib.figure import Figure


def main() -> None:
    """Save so many figures of one curve in a folder."""
    folder, number = Path(sys.argv[1]), int(sys.argv[2])
    for k in range(number):
        figure = Figure(figsize=(8, 6))
        figure.subplots().plot([0, 1, 2], [k, 1, 0])
        figure.savefig(folder / f"figure_{k}.svg")


if __name__ == "__main__":
    main()
