"""Boxes moved apart until none covers another: how labels never hide a name."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
_ROUNDS = 120
_UPRIGHT = 80
"""After so many rounds boxes are pushed upwards and downwards alone, where no edge of a column stops them."""
_GROWTH = 1.03


def separated(centres: FloatArray, sizes: FloatArray, width: float = np.inf) -> FloatArray:
    """Return centres moved as little as needed so that no two boxes overlap.

    Two boxes that overlap are pushed apart along the side where they overlap least, half the way each. When that
    does not end, all centres are spread a little and the pushing starts again, so it always ends. Within a width,
    boxes stop at its edges, and centres are spread upwards and downwards alone.

    Parameters
    ----------
    centres : float64 array (boxes, 2)
    sizes : float64 array (boxes, 2)
        Width and height of each box.
    width : float, optional
        Of the column, centred on 0, that all boxes stay within; a box wider than it stands in the middle.

    Returns
    -------
    float64 array (boxes, 2)
        Rounded to three decimals.

    Examples
    --------
    >>> separated(np.array([[0.0, 0.0], [4.0, 0.0]]), np.array([[6.0, 4.0], [6.0, 4.0]])).round(1).tolist()
    [[-1.0, 0.0], [5.0, 0.0]]
    """
    room = np.maximum((width - sizes[:, 0]) / 2, 0.0)
    here = _within(np.array(centres, dtype=np.float64), room).round(3)
    need = [np.add.outer(sizes[:, axis], sizes[:, axis]) / 2 for axis in (0, 1)]
    # spread against the edges of a column, boxes would pile up along them
    growth = np.array([_GROWTH if np.isinf(width) else 1.0, _GROWTH])
    while True:
        for done in range(_ROUNDS):
            first, second = _touching(here, need)
            if not first.size:
                return here.round(3)
            here = _within(here + _push(here, need, first, second, upright=done >= _UPRIGHT), room).round(6)
        middle = here.mean(axis=0)
        here = _within(middle + (here - middle) * growth, room)


def overlapping_pairs(centres: FloatArray, sizes: FloatArray, *, slack: float = 0.01) -> list[tuple[int, int]]:
    """Return the pairs of boxes that overlap by more than a slack."""
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    over = need - np.abs(centres[:, None, :] - centres[None, :, :])
    first, second = np.nonzero(np.triu((over > slack).all(axis=2), k=1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _within(here: FloatArray, room: FloatArray) -> FloatArray:
    """Return the centres, none farther to the left or to the right than its room."""
    return np.column_stack([np.clip(here[:, 0], -room, room), here[:, 1]])


def _touching(here: FloatArray, need: list[FloatArray]) -> tuple[IntArray, IntArray]:
    """Return the pairs of boxes that overlap, the first box of each before the second."""
    both = np.ones((len(here), len(here)), dtype=bool)
    for axis in (0, 1):
        both &= np.abs(np.subtract.outer(here[:, axis], here[:, axis])) < need[axis] - 1e-3
    first, second = np.nonzero(both)
    kept = first < second
    return first[kept], second[kept]


def _push(here: FloatArray, need: list[FloatArray], first: IntArray, second: IntArray, *, upright: bool) -> FloatArray:
    """Return how far to move each box: half of every overlap, along the side where it is least, or else upright."""
    apart = here[second] - here[first]
    over = np.column_stack([need[axis][first, second] for axis in (0, 1)]) - np.abs(apart)
    axis = np.where((over[:, 0] < over[:, 1]) & (not upright), 0, 1)
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
