"""A layout of springs brought to rest: the same places on every processor.

A minimiser stops when it is close enough, at places that depend on how the processor sums; and nothing says which way
the picture faces. A few steps of Newton bring it to rest exactly, and one node says where it faces.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
STEPS = 20
AT_REST = 1e-12
FAR_OUT = 0.37
"""Share of the largest distance from the middle beyond which a node may say where the picture faces: no round share,
which nodes of a regular picture could have exactly."""


def settled(points: FloatArray, lengths: FloatArray) -> FloatArray:
    """Return the layout of Kamada and Kawai nearest to a rough one, its middle at 0, its first far node to the right.

    The energy is Σ (|p_i − p_j| / l_ij − 1)² over all pairs.

    Parameters
    ----------
    points : float64 array (nodes, 2)
        As a minimiser left them, at any scale.
    lengths : float64 array (nodes, nodes)
        What each distance should be; greater than 0 off the diagonal.

    Returns
    -------
    float64 array (nodes, 2)
        Not turned over. Where no step of Newton lowers the energy, they stay where it stopped.

    References
    ----------
    Kamada, T. & Kawai, S. (1989). An algorithm for drawing general undirected graphs. Information Processing Letters,
    31(1), 7–15. https://doi.org/10.1016/0020-0190(89)90102-6

    Examples
    --------
    Two nodes that should be 2 apart:

    >>> one, other = settled(np.array([[0.0, 0.0], [0.0, 1.9]]), np.array([[0.0, 2.0], [2.0, 0.0]]))
    >>> np.abs(one - other).round(6).tolist(), bool(one[0] > other[0])
    ([2.0, 0.0], True)
    """
    here = _sized(points - points.mean(axis=0), lengths)
    for _ in range(STEPS):
        pull, stiffness = _forces(here, lengths)
        if np.abs(pull).max() < AT_REST:
            break
        # moving or turning the whole picture costs nothing: of all steps that lead to rest, the shortest one
        step = np.linalg.lstsq(stiffness, -pull, rcond=1e-9)[0].reshape(-1, 2)
        most = _energy(here, lengths) * (1 + 1e-12)  # close to rest, the energy no longer tells one place from another
        shares = (share for share in (1.0, 0.5, 0.25, 0.125) if _energy(here + share * step, lengths) <= most)
        here = here + next(shares, 0.0) * step
    return _faced(here - here.mean(axis=0))


def _sized(here: FloatArray, lengths: FloatArray) -> FloatArray:
    """Return the points at the scale at which distances are as near as they can be to their lengths."""
    first, second = np.triu_indices(len(here), k=1)
    share = np.hypot(*(here[first] - here[second]).T) / lengths[first, second]
    sized: FloatArray = here * (share.sum() / max(float((share**2).sum()), 1e-12))
    return sized


def _energy(here: FloatArray, lengths: FloatArray) -> float:
    first, second = np.triu_indices(len(here), k=1)
    distance = np.hypot(*(here[first] - here[second]).T)
    return float(((distance / lengths[first, second] - 1) ** 2).sum())


def _forces(here: FloatArray, lengths: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the gradient of half the energy, and its matrix of second derivatives, coordinates x and y in turn."""
    n = len(here)
    apart = here[:, None, :] - here[None, :, :]
    distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-9)
    wanted = lengths + np.eye(n)  # nothing pulls a node to itself, whatever stands on the diagonal
    weight = (1 - np.eye(n)) / wanted**2
    ratio = wanted / distance
    pull = (weight * (1 - ratio))[..., None] * apart
    along = apart[..., :, None] * apart[..., None, :] / (distance**2)[..., None, None]
    blocks = weight[..., None, None] * ((1 - ratio)[..., None, None] * np.eye(2) + ratio[..., None, None] * along)
    stiffness = -blocks.transpose(0, 2, 1, 3).reshape(2 * n, 2 * n)
    for node, own in enumerate(blocks.sum(axis=1)):
        stiffness[2 * node : 2 * node + 2, 2 * node : 2 * node + 2] = own
    return pull.sum(axis=1).ravel(), stiffness


def _faced(here: FloatArray) -> FloatArray:
    """Return the points turned so that the first one far from the middle stands to the right of it."""
    reach = np.hypot(here[:, 0], here[:, 1])
    x, y = here[int(np.argmax(reach >= FAR_OUT * reach.max()))]
    size = float(np.hypot(x, y))
    if size == 0.0:
        return here
    cosine, sine = x / size, y / size
    turned: FloatArray = here @ np.array([[cosine, -sine], [sine, cosine]])
    return turned
