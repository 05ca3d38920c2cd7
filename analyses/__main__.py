"""``python -m analyses`` regenerates everything, ``python -m analyses NAME`` one, ``python -m analyses bench`` times.

Every script of this folder stands alone: it says its question, loads, calls, saves. Those whose name begins with
``bench_`` or ``fuzz_`` take long and say nothing new of poles: they run when asked for, and what they print is kept in
``figures/bench``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCH = HERE.parent / "figures" / "bench"
_LONG = ("bench_", "fuzz_")


def scripts() -> dict[str, Path]:
    """Return the scripts of this folder by name, in the order of the alphabet."""
    return {path.stem: path for path in sorted(HERE.glob("*.py")) if not path.stem.startswith("_")}


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for; stop at the first script that fails, and return its status."""
    known = scripts()
    asked = arguments[0] if arguments else ""
    if asked == "bench":
        chosen = [name for name in known if name.startswith(_LONG)]
    elif not asked:
        chosen = [name for name in known if not name.startswith(_LONG)]
    elif asked in known:
        chosen = [asked]
    else:
        print(f"There is no analysis “{asked}”. Analyses: {', '.join(known)}, or bench.", file=sys.stderr)
        return 2
    for name in chosen:
        print(f"{name} …", flush=True)
        status = run(known[name], arguments[1:] if asked in known else [], kept=asked == "bench")
        if status:
            return status
    return 0


def run(script: Path, arguments: Sequence[str], *, kept: bool) -> int:
    """Run one script from the root of the clone; keep what it prints when asked to."""
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
