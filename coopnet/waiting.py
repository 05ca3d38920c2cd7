"""What whoever waits at a terminal sees: how much of a long task is done, after two seconds, and nowhere else."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 2.0  # seconds before a progress bar appears


class ProgressBar:
    """A progress bar on the terminal, for work that lasts; nothing in a file, a notebook or a short task.

    Parameters
    ----------
    total : int
        Number of steps.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._since = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, steps: int = 1, *, doing: str = "") -> None:
        """Count some more steps as done, and say what comes now."""
        self._done += steps
        if self._bar is None and self._done < self._total and time.monotonic() - self._since > PATIENCE:
            self._bar = _terminal_bar(self._total)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done, description=doing)


def _terminal_bar(total: int) -> Progress | None:
    if not sys.stderr.isatty():
        return None
    # rich is slow to import: only those who wait, and can see, pay for it
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
    )
    bar.add_task("", total=total)
    bar.start()
    return bar
