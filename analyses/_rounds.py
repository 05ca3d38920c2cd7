"""Time several ways of doing one job, in turn, and describe the machine that did it."""

from __future__ import annotations

import gc
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

BENCH = Path(__file__).resolve().parents[1] / "figures" / "bench"
LONG = 10.0  # seconds of one call beyond which a job is not repeated
Jobs = Mapping[str, Callable[[], Any]]


def one_thread_each() -> None:
    """Start this script again with one thread for the linear algebra, as every tool but it has."""
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        raise SystemExit(
            subprocess.run([sys.executable, *sys.argv], env={**os.environ, **single}, check=False).returncode
        )


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


def medians(jobs: Jobs, rounds: int) -> dict[str, tuple[float, int]]:
    """Return for each tool its median CPU seconds and the number of rounds, the tools taking turns.

    One call of each warms up, and is the only one where it takes long; short jobs are repeated within a round.
    """
    repeats, taken = {}, {}
    for tool, job in jobs.items():
        seconds = seconds_of(job, 1)
        if seconds > LONG:
            taken[tool] = [seconds]
        else:
            seconds = min(seconds, seconds_of(job, 1))
            repeats[tool] = max(1, min(200, int(0.005 / max(seconds, 1e-6))))
            taken[tool] = []
    for _ in range(rounds):
        for tool, times in repeats.items():
            taken[tool].append(seconds_of(jobs[tool], times))
    return {tool: (median(each), len(each)) for tool, each in taken.items()}


def seconds_of(job: Callable[[], Any], times: int) -> float:
    """Return CPU seconds of one call, the mean of so many; garbage is collected before."""
    gc.collect()
    start = time.process_time()
    for _ in range(times):
        job()
    return (time.process_time() - start) / times


def megabytes_alone(*arguments: str) -> float:
    """Return the peak memory of this script run in a process of its own, which ends with :func:`say_peak`."""
    ran = subprocess.run([sys.executable, sys.argv[0], *arguments], capture_output=True, text=True, check=True)
    return float(json.loads(ran.stdout.splitlines()[-1])["megabytes"])


def say_peak() -> None:
    """Print the peak memory of this process, imports included."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says also remembers the process that started this one
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        kilobytes = int(line.split()[1])
    else:
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"megabytes": kilobytes / 1024}))


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
