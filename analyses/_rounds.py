"""Time several ways of doing one job, in turn, and describe the machine that did it."""

from __future__ import annotations

import gc
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np
from _peak import say_peak as say_peak

BENCH = Path(__file__).resolve().parents[1] / "figures" / "bench"
LONG = 10.0  # seconds of one call beyond which a job is not repeated
ROUND = 0.02  # seconds that short jobs are repeated for within a round
MOST_CALLS = 1_000
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


class Afresh(NamedTuple):
    """A job on something that is made afresh for each call, outside of what is timed."""

    make: Callable[[], Any]
    use: Callable[[Any], Any]

    def __call__(self) -> Any:
        """Make, then use."""
        return self.use(self.make())


Job = Callable[[], Any] | Afresh
Jobs = Mapping[str, Job]


def one_thread_each() -> None:
    """Start this script again with one thread for the linear algebra, as every tool but it has."""
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        single = {**os.environ, **dict.fromkeys(THREADS, "1")}
        raise SystemExit(subprocess.run([sys.executable, *sys.argv], env=single, check=False).returncode)


def installed(names: Sequence[str]) -> list[str]:
    """Return the peers that are installed; say which are not."""
    found = []
    for name in names:
        try:
            version(name)
        except PackageNotFoundError:
            print(f"{name} is not installed: it is left out of the comparison.", flush=True)
        else:
            found.append(name)
    return found


def medians(jobs: Jobs, rounds: int, long: float = LONG) -> dict[str, tuple[float, int]]:
    """Return for each tool its median CPU seconds and the number of rounds, the tools taking turns.

    One call of each warms up, and is the only one where it takes long; short jobs are repeated within a round.
    """
    gc.collect()
    gc.freeze()  # what is there already is looked through once, not before each round
    repeats, taken = {}, {}
    for tool, job in jobs.items():
        seconds = seconds_of(job, 1)
        if seconds > long:
            taken[tool] = [seconds]
        else:
            seconds = min(seconds, seconds_of(job, 1))
            repeats[tool] = max(1, min(MOST_CALLS, int(ROUND / max(seconds, 1e-6))))
            taken[tool] = []
    for _ in range(rounds):
        for tool, times in repeats.items():
            taken[tool].append(seconds_of(jobs[tool], times))
    gc.unfreeze()
    return {tool: (median(each), len(each)) for tool, each in taken.items()}


def seconds_of(job: Job, times: int) -> float:
    """Return CPU seconds of one call, the mean of so many; garbage is collected before, and not meanwhile."""
    given = [job.make() for _ in range(times)] if isinstance(job, Afresh) else []
    gc.collect()
    gc.disable()
    start = time.process_time()
    if isinstance(job, Afresh):
        use = job.use
        for each in given:
            use(each)
    else:
        for _ in range(times):
            job()
    lasted = time.process_time() - start
    gc.enable()
    return lasted / times


def megabytes_alone(*arguments: str) -> float:
    """Return the peak memory of this script run in a process of its own, which ends with :func:`say_peak`."""
    ran = subprocess.run([sys.executable, sys.argv[0], *arguments], capture_output=True, text=True, check=True)
    return float(json.loads(ran.stdout.splitlines()[-1])["megabytes"])


def peak_of(tool: str, tables: Path) -> dict[str, float]:
    """Return the peak memory of a tool's script in a process that imports nothing else, in megabytes.

    ``imported`` once its libraries are there, ``megabytes`` at the end: see ``_alone.py``.
    """
    command = [sys.executable, str(Path(__file__).with_name("_alone.py")), tool, str(tables)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def growth(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the exponent of a power of size fitted to seconds, by least squares on logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def machine(packages: Sequence[str]) -> str:
    """Describe the machine and the versions, in one paragraph."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        cpu = names[0] if names else cpu
    load = f", load {os.getloadavg()[0]:.1f} when written" if hasattr(os, "getloadavg") else ""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{cpu}, {os.cpu_count()} cores{load}; {platform.system()}, Python {platform.python_version()}, {versions}. "
        "One thread per tool, CPU time; the machine may have been shared, so read ratios rather than times."
    )
