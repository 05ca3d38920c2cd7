"""``python -m analyses`` regenerates what changed, ``--check`` compares, ``NAME`` runs one, ``bench`` times.

Every script of this folder says its question, loads, calls, saves. Those of the pipeline regenerate ``figures/`` and
the simulated dataset, and only what changed since the last time; ``--check`` makes everything again in a temporary
folder and fails on any byte that differs, naming the file. The others (``bench_``, ``fuzz_``, ``profile_calibration``)
take long and say nothing new of poles: they run when asked for and write to ``figures/bench``, which no check looks at;
``bench`` keeps there what they print.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCH = HERE.parent / "figures" / "bench"
_LONG = ("bench_", "fuzz_", "profile_calibration")


def scripts() -> dict[str, Path]:
    """Return the scripts of this folder by name, in the order of the alphabet."""
    return {path.stem: path for path in sorted(HERE.glob("*.py")) if not path.stem.startswith("_")}


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for; stop at the first thing that fails, and return its status."""
    known = scripts()
    asked = arguments[0] if arguments else ""
    if asked == "bench":
        return next(filter(None, (run(known[name], [], kept=True) for name in known if name.startswith(_LONG))), 0)
    if asked and asked != "--check" and asked not in known:
        print(f"There is no analysis “{asked}”. Analyses: {', '.join(known)}, --check or bench.", file=sys.stderr)
        return 2
    from analyses import _pipeline

    if asked == "--check":
        return _pipeline.check()
    if not asked or asked in _pipeline.SCRIPTS:
        return _pipeline.regenerate([asked] if asked else [], simulated=not asked)
    return run(known[asked], arguments[1:], kept=False)


def run(script: Path, arguments: Sequence[str], *, kept: bool) -> int:
    """Run one script from the root of the clone; keep what it prints when asked to."""
    print(f"{script.stem} …", flush=True)
    command = [sys.executable, str(script), *arguments]
    if not kept:
        return subprocess.run(command, cwd=HERE.parent, check=False).returncode
    BENCH.mkdir(parents=True, exist_ok=True)
    with (BENCH / f"{script.stem}.txt").open("w", encoding="utf-8") as file:
        with subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.PIPE, encoding="utf-8") as process:
            assert process.stdout is not None
            for line in process.stdout:
                print(line, end="", flush=True)
                file.write(line)
        return process.returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
