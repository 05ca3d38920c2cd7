"""Time whole commands, in turn, each in a process of its own: CPU seconds, seconds on the wall, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

import pandas as pd

Commands = Mapping[str, Sequence[str]]


def python(*arguments: str) -> list[str]:
    """Return the command that runs this same Python."""
    return [sys.executable, *arguments]


def cost_of(command: Sequence[str], **variables: str) -> tuple[float, float, float]:
    """Return CPU seconds of a command and of what it starts, seconds on the wall, and its peak memory in megabytes."""
    environment = {**os.environ, **variables}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python compiles each module once
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def interleaved(commands: Commands, rounds: int, *, warm: bool = True) -> pd.DataFrame:
    """Return one row per command and round; each runs once beforehand, so that all find warm caches."""
    rows = []
    for number in range(-1 if warm else 0, rounds):
        for job, command in commands.items():
            cost = cost_of(command)
            if number >= 0:
                rows.append((job, number, *cost))
    return pd.DataFrame(rows, columns=["job", "round", "seconds", "wall", "megabytes"])


def medians_of(costs: pd.DataFrame) -> pd.DataFrame:
    """Return the medians over rounds, by job."""
    return costs.groupby("job", sort=False).agg(
        seconds=("seconds", "median"),
        wall=("wall", "median"),
        megabytes=("megabytes", "median"),
        rounds=("round", "size"),
    )


def markdown_of(frame: pd.DataFrame) -> str:
    """Return a table in Markdown, numbers with three figures."""
    return str(frame.reset_index().map(_figure).to_markdown(index=False, disable_numparse=True))


def _figure(value: object) -> object:
    if not isinstance(value, float):
        return value
    if pd.isna(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
