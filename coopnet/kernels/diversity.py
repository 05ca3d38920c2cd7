"""Diversity of a row of amounts: how evenly each actor's ties are spread over groups, kinds or structures.

Every function takes amounts (actors × categories, 0 or more) and gives one value per actor, NaN where the row is empty.
"""

from __future__ import annotations

import numpy as np

from coopnet.kernels.compiled import Reals


def shares(amounts: Reals) -> Reals:
    """Return each amount over the sum of its row, NaN in an empty row.

    Parameters
    ----------
    amounts : float array (actors, categories)
    """
    amounts = np.asarray(amounts, dtype=np.float64)
    total = amounts.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(amounts, total, out=np.full(amounts.shape, np.nan), where=total > 0))


def blau(amounts: Reals) -> Reals:
    """1 − Σ_s p_s²: the chance that two draws with replacement fall in different categories.

    Parameters
    ----------
    amounts : float array (actors, categories)

    Returns
    -------
    float64 array (actors)
        From 0 to 1 − 1/categories.
    """
    # a row without categories has an empty sum: NaN must come from the total
    spread = 1 - (shares(amounts) ** 2).sum(axis=1)
    return np.asarray(np.where(np.asarray(amounts).sum(axis=1) > 0, np.maximum(spread, 0.0), np.nan))


def simpson_without_replacement(amounts: Reals) -> Reals:
    """1 − Σ_s k_s (k_s − 1) / (k (k − 1)): the chance that two different items fall in different categories.

    Parameters
    ----------
    amounts : float array (actors, categories)
        Whole numbers.

    Returns
    -------
    float64 array (actors)
        From 0 to 1; NaN for fewer than two items.
    """
    amounts = np.asarray(amounts, dtype=np.float64)
    total = amounts.sum(axis=1)
    alike = (amounts * (amounts - 1)).sum(axis=1)
    same = np.divide(alike, total * (total - 1), out=np.full(total.shape, np.nan), where=total > 1)
    return np.asarray(1 - same)


def shannon(amounts: Reals) -> Reals:
    """−Σ_s p_s ln p_s, in nats.

    Parameters
    ----------
    amounts : float array (actors, categories)

    Returns
    -------
    float64 array (actors)
        From 0 to ln(categories).
    """
    p = shares(amounts)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)  # p ln p tends to 0 with p
    entropy = -(p * logs).sum(axis=1)
    return np.asarray(np.where(np.asarray(amounts).sum(axis=1) > 0, np.maximum(entropy, 0.0), np.nan))
