"""Python's garbage collector, set aside while millions of small rows pass."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search for cycles, which would walk over every row again and again; rows hold no cycle.

    Reading and checking a million links takes half the time. The collector is set going again at the end, if it was.
    """
    was_going = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_going:
            gc.enable()
