"""Many draws of one thing: one seed per draw, on as many workers as the user chose, the same numbers everywhere.

The number of workers and the backend are joblib's: ``with joblib.parallel_config(n_jobs=4): …``, or
``backend="dask"`` for a cluster. Each draw has a generator of its own, spawned from the one given, so the result
depends neither on the number of workers nor on the order in which they finish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from joblib import Parallel, delayed

Drawn = TypeVar("Drawn")
# a task must outlast the cost of sending it; chunks are many enough to share work between a handful of workers
CHUNKS = 32


def ensemble(draw: Callable[[np.random.Generator], Drawn], n_draws: int, *, rng: np.random.Generator) -> list[Drawn]:
    """Return what a function of a random generator gives, once per draw.

    Parameters
    ----------
    draw : callable
        Takes a generator and returns one draw; it must be picklable to run on several processes.
    n_draws : int
        Number of draws.
    rng : numpy.random.Generator
        Its spawned children serve one draw each.

    Returns
    -------
    list
        One element per draw, in order.
    """
    children = rng.spawn(n_draws)
    size = max(1, -(-n_draws // CHUNKS))
    chunks = [children[start : start + size] for start in range(0, n_draws, size)]
    done = Parallel()(delayed(_drawn)(draw, chunk) for chunk in chunks)
    return [one for chunk in done for one in chunk]


def _drawn(draw: Callable[[np.random.Generator], Drawn], children: Sequence[np.random.Generator]) -> list[Drawn]:
    return [draw(child) for child in children]
