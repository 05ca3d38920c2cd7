"""Many draws of one thing: seeds fixed beforehand, on as many workers as the user chose, the same numbers everywhere.

The number of workers and the backend are joblib's: ``with joblib.parallel_config(n_jobs=4): …``, or
``backend="dask"`` for a cluster. Each draw (or each batch of label shuffles, whose size does not depend on workers) has
a generator of its own, spawned from the one given, so the result depends neither on the number of workers nor on the
order in which they finish.

On a Dask cluster (``pip install coopnet[distribue]``; ``dask scheduler`` on one machine, ``dask worker`` on each)::

    import joblib
    from dask.distributed import Client

    with Client("tcp://scheduler:8786"), joblib.parallel_config(backend="dask"):
        found = coopnet.compare_to_null("pole_ei", pole, "rewire_links", rng=rng, n_draws=10_000)

A worker that dies loses nothing: its draws are made again elsewhere, from the same generators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from joblib import Parallel, delayed

from coopnet.waiting import ProgressBar

Drawn = TypeVar("Drawn")
# a task must outlast the cost of sending it; chunks are many enough to share work between a handful of workers
CHUNKS = 32


@dataclass(frozen=True)
class Batch:
    """Draws made together.

    Attributes
    ----------
    size : int
        Number of draws.
    generators : tuple of numpy.random.Generator
        One per draw, or a single one for the whole batch.
    """

    size: int
    generators: tuple[np.random.Generator, ...]


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
    batches = batches_of_draws(n_draws, rng=rng)
    return [one for chunk in drawn_in_order(_OneByOne(draw), batches) for one in chunk]


@dataclass(frozen=True)
class _OneByOne(Generic[Drawn]):
    draw: Callable[[np.random.Generator], Drawn]

    def __call__(self, batch: Batch) -> list[Drawn]:
        return [self.draw(child) for child in batch.generators]


def batches_of_draws(n_draws: int, *, rng: np.random.Generator, chunks: int = CHUNKS) -> list[Batch]:
    """Return batches whose draws have a generator each, some thirty of them."""
    children = rng.spawn(n_draws)
    size = max(1, -(-n_draws // chunks))
    return [Batch(len(some), tuple(some)) for some in _cut(children, size)]


def batches_of_size(n_draws: int, size: int, *, rng: np.random.Generator) -> list[Batch]:
    """Return batches of a fixed size, with one generator each."""
    sizes = [min(size, n_draws - start) for start in range(0, n_draws, size)]
    return [Batch(number, (child,)) for number, child in zip(sizes, rng.spawn(len(sizes)), strict=True)]


def drawn_in_order(
    draw: Callable[[Batch], Drawn], batches: Sequence[Batch], *, bar: ProgressBar | None = None
) -> Iterator[Drawn]:
    """Yield what a function gives for each batch, in order, on the workers that joblib was told to use.

    A progress bar appears on a terminal after two seconds: one of its own, or the one given, which counts on.
    """
    own = ProgressBar(sum(batch.size for batch in batches)) if bar is None else nullcontext(bar)
    # the draw travels as an argument: backends hash the function, and send large arguments once to each worker
    results: Iterable[Drawn] = Parallel(return_as="generator")(delayed(_called)(draw, batch) for batch in batches)
    with own as shown:
        for batch, result in zip(batches, results, strict=True):
            shown.advance(batch.size)
            yield result


def _called(draw: Callable[[Batch], Drawn], batch: Batch) -> Drawn:
    return draw(batch)


def _cut(children: Sequence[np.random.Generator], size: int) -> Iterator[Sequence[np.random.Generator]]:
    for start in range(0, len(children), size):
        yield children[start : start + size]
