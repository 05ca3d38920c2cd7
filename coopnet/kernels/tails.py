"""How many draws lie below and above, and how far they reach: one walk over a table of draws."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Pointers, Reals, compiled


@compiled
def tails_of_draws(draws: Reals, low: Reals, high: Reals) -> tuple[Pointers, Pointers, Pointers, Pointers]:
    """Count the draws of each item that are defined, at most ``high``, at least ``low``, and both.

    Parameters
    ----------
    draws : float64 array (draws × items)
        Those that are not finite are not counted.
    low, high : float64 arrays (items)
        Around each observed value, where draws are ties with it; nothing is below nor above NaN.

    Returns
    -------
    defined, below, above, tied : int64 arrays (items)
        O(draws × items).
    """
    n_draws, n_items = draws.shape
    defined = np.zeros(n_items, np.int64)
    below = np.zeros(n_items, np.int64)
    above = np.zeros(n_items, np.int64)
    tied = np.zeros(n_items, np.int64)
    for d in range(n_draws):
        for k in range(n_items):
            value = draws[d, k]
            if np.isfinite(value):
                defined[k] += 1
                if value <= high[k]:
                    below[k] += 1
                    if value >= low[k]:
                        tied[k] += 1
                if value >= low[k]:
                    above[k] += 1
    return defined, below, above, tied


@compiled
def extremes_of_draws(draws: Reals) -> tuple[Reals, Reals]:
    """Find the smallest and the largest defined draw of each item.

    Parameters
    ----------
    draws : float64 array (draws × items)

    Returns
    -------
    least, greatest : float64 arrays (items)
        NaN where no draw is finite.
    """
    n_draws, n_items = draws.shape
    least = np.full(n_items, np.nan)
    greatest = np.full(n_items, np.nan)
    for d in range(n_draws):
        for k in range(n_items):
            value = draws[d, k]
            if np.isfinite(value):
                if np.isnan(least[k]) or value < least[k]:
                    least[k] = value
                if np.isnan(greatest[k]) or value > greatest[k]:
                    greatest[k] = value
    return least, greatest
