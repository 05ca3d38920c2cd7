"""Boxes moved apart until none covers another: how labels never hide a name."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
_ROUNDS = 400
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
    if len(here) < 2:
        return here
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    # of two boxes on the very same spot, the first goes one way and the second the other
    tie = np.sign(np.arange(len(here))[:, None] - np.arange(len(here))[None, :]).astype(np.float64)
    while True:
        for _ in range(_ROUNDS):
            step = _push(here, need, tie)
            if step is None:
                return here.round(3)
            here = (here + step).round(6)
        middle = here.mean(axis=0)
        here = middle + (here - middle) * _GROWTH


def overlapping_pairs(centres: FloatArray, sizes: FloatArray, *, slack: float = 0.01) -> list[tuple[int, int]]:
    """Return the pairs of boxes that overlap by more than a slack."""
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    over = need - np.abs(centres[:, None, :] - centres[None, :, :])
    first, second = np.nonzero(np.triu((over > slack).all(axis=2), k=1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _push(here: FloatArray, need: FloatArray, tie: FloatArray) -> FloatArray | None:
    """Return how far to move each box, or None when no two overlap."""
    apart = here[:, None, :] - here[None, :, :]
    over = need - np.abs(apart)
    touching: npt.NDArray[np.bool_] = (over > 1e-3).all(axis=2) & ~np.eye(len(here), dtype=bool)
    if not touching.any():
        return None
    side = np.where(apart == 0, tie[:, :, None], np.sign(apart))
    sideways = over[:, :, 0] < over[:, :, 1]
    push = np.zeros_like(apart)
    push[:, :, 0] = np.where(touching & sideways, (over[:, :, 0] + 2e-3) * side[:, :, 0] / 2, 0.0)
    push[:, :, 1] = np.where(touching & ~sideways, (over[:, :, 1] + 2e-3) * side[:, :, 1] / 2, 0.0)
    # a box squeezed from several sides moves by the mean of its pushes, or it would overshoot
    counts = np.maximum(touching.sum(axis=1), 1)[:, None]
    step: FloatArray = push.sum(axis=1) / np.sqrt(counts)
    return step
