"""Which figures do the shipped poles give?

Reads ``datasets/``; writes ``figures/NAME/`` for each pole: SVG, PDF, PNG, the twin CSV of exactly the numbers drawn,
and a manifest. With ``--check``, writes to a temporary folder and fails on any byte that differs from ``figures/``,
naming it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import coopnet as cn
from coopnet.report.figure_set import write_figures

ROOT = Path(__file__).resolve().parents[1]
SEED = 2012
DRAWS = 999
POLES = ("sud_aquitaine", "pole_simule")


def regenerate(folder: Path) -> list[Path]:
    """Write the figures of every shipped pole below a folder; return the files."""
    written = []
    for name in POLES:
        pole = cn.read_pole(ROOT / "datasets" / name)
        written += write_figures(
            pole, folder / name, seed=SEED, n_draws=DRAWS, command=f"python -m analyses figures  # {name}"
        )
    return written


def differing(fresh: Path, kept: Path, files: list[Path]) -> list[str]:
    """Return the names of the files whose bytes are not those kept."""
    names = [path.relative_to(fresh) for path in files]
    same = {
        name for name in names if (kept / name).exists() and (kept / name).read_bytes() == (fresh / name).read_bytes()
    }
    return [str(name) for name in names if name not in same]


def main(arguments: list[str]) -> int:
    """Regenerate the figures, or check that they are what would be regenerated."""
    if "--check" not in arguments:
        for path in regenerate(ROOT / "figures"):
            print(path.relative_to(ROOT))
        return 0
    with tempfile.TemporaryDirectory() as place:
        wrong = differing(Path(place), ROOT / "figures", regenerate(Path(place)))
    for name in wrong:
        print(f"figures/{name} is not what would be regenerated", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
