"""Labels dealt at random, many deals at a time."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Indices, Reals, compiled


@compiled
def dealt_labels(labels: Indices, chances: Reals) -> Indices:
    """Deal labels anew among those who hold them, once per row of chances; all deals are equally likely.

    Parameters
    ----------
    labels : int32 array (holders)
    chances : float64 array (deals, holders − 1)
        Random numbers below 1.

    Returns
    -------
    int32 array (deals, holders)

    References
    ----------
    Durstenfeld, R. (1964). Algorithm 235: Random permutation. Communications of the ACM, 7(7), 420.
    https://doi.org/10.1145/364520.364540
    """
    n_deals = chances.shape[0]
    n = labels.size
    dealt = np.empty((n_deals, n), np.int32)
    for d in range(n_deals):
        for k in range(n):
            dealt[d, k] = labels[k]
        for k in range(n - 1, 0, -1):
            other = int(chances[d, k - 1] * (k + 1))
            held = dealt[d, k]
            dealt[d, k] = dealt[d, other]
            dealt[d, other] = held
    return dealt
