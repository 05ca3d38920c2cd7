"""Import pandas, scipy and matplotlib, and save figures drawn beforehand: the least that figures cost."""

import pickle
import sys
from pathlib import Path

import matplotlib.figure  # noqa: F401
import pandas  # noqa: F401  (its import is what is timed)
import scipy.stats  # noqa: F401


def main() -> None:
    """Save each figure of a folder beside itself, as SVG."""
    for path in sorted(Path(sys.argv[1]).glob("*.pickle")):
        figure = pickle.loads(path.read_bytes())
        figure.savefig(path.with_suffix(".svg"))


if __name__ == "__main__":
    main()
