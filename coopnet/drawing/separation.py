"""Boxes moved apart until none covers another: how labels never hide a name."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
_ROUNDS = 150
_GROWTH = 1.12


def separated(centres: FloatArray, sizes: FloatArray) -> FloatArray:
    """Return centres moved as little as needed so that no two boxes overlap.

    Two boxes that overlap are pushed apart along the side where they overlap least, half the way each. When that
    does not end, all centres are spread a little and the pushing starts again, so it always ends.

    Parameters
    ----------
    centres : float64 array (boxes, 2)
    sizes : float64 array (boxes, 2)
        Width and height of each box.

    Returns
    -------
    float64 array (boxes, 2)
        Rounded to three decimals.

    Examples
    --------
    >>> separated(np.array([[0.0, 0.0], [4.0, 0.0]]), np.array([[6.0, 4.0], [6.0, 4.0]])).round(1).tolist()
    [[-1.0, 0.0], [5.0, 0.0]]
    """
    here: FloatArray = np.array(centres, dtype=np.float64).round(3)
    need = [np.add.outer(sizes[:, axis], sizes[:, axis]) / 2 for axis in (0, 1)]
    while True:
        for _ in range(_ROUNDS):
            first, second = _touching(here, need)
            if not first.size:
                return here.round(3)
            here = (here + _push(here, need, first, second)).round(6)
        middle = here.mean(axis=0)
        here = middle + (here - middle) * _GROWTH


def overlapping_pairs(centres: FloatArray, sizes: FloatArray, *, slack: float = 0.01) -> list[tuple[int, int]]:
    """Return the pairs of boxes that overlap by more than a slack."""
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    over = need - np.abs(centres[:, None, :] - centres[None, :, :])
    first, second = np.nonzero(np.triu((over > slack).all(axis=2), k=1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _touching(here: FloatArray, need: list[FloatArray]) -> tuple[IntArray, IntArray]:
    """Return the pairs of boxes that overlap, the first box of each before the second."""
    both = np.ones((len(here), len(here)), dtype=bool)
    for axis in (0, 1):
        both &= np.abs(np.subtract.outer(here[:, axis], here[:, axis])) < need[axis] - 1e-3
    first, second = np.nonzero(both)
    kept = first < second
    return first[kept], second[kept]


def _push(here: FloatArray, need: list[FloatArray], first: IntArray, second: IntArray) -> FloatArray:
    """Return how far to move each box: half of every overlap, along the side where it is least."""
    apart = here[second] - here[first]
    over = np.column_stack([need[axis][first, second] for axis in (0, 1)]) - np.abs(apart)
    axis = np.where(over[:, 0] < over[:, 1], 0, 1)
    pairs = np.arange(len(first))
    # of two boxes on the very same spot, the first goes one way and the second the other
    side = np.where(apart[pairs, axis] < 0, -1.0, 1.0)
    half = (over[pairs, axis] + 2e-3) * side / 2
    step = np.zeros_like(here)
    np.add.at(step, (first, axis), -half)
    np.add.at(step, (second, axis), half)
    # a box squeezed from several sides moves by less than the sum of its pushes, or it would overshoot
    counts = np.bincount(np.concatenate([first, second]), minlength=len(here))
    eased: FloatArray = step / np.sqrt(np.maximum(counts, 1))[:, None]
    return eased
