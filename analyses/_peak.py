"""Peak memory of this process; no import but the standard library, which would count."""

from __future__ import annotations

import json
import resource
from pathlib import Path


def megabytes_so_far() -> float:
    """Return the peak memory of this process until now."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says also remembers the process that started this one
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say_peak(**others: float) -> None:
    """Print the peak memory of this process, imports included, and whatever else was noted."""
    print(json.dumps({"megabytes": megabytes_so_far(), **others}))
