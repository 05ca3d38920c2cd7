"""Agreement between evaluators: Krippendorff's alpha."""

from __future__ import annotations

from typing import Literal

import numpy as np

from coopnet.kernels.compiled import Reals

Scale = Literal["nominal", "ordinal", "interval"]


def coincidences(ratings: Reals, values: Reals) -> Reals:
    """Return how often each pair of values was given to the same unit by two evaluators.

    o_cd = Σ_u (ordered pairs of ratings (c, d) in unit u) / (m_u − 1), over units u of m_u ≥ 2 ratings.

    Parameters
    ----------
    ratings : float64 array (units × evaluators)
        NaN where an evaluator did not rate a unit.
    values : float64 array (values)
        The distinct values, ascending.

    Returns
    -------
    float64 array (values × values)
        Symmetric; its sum is the number of pairable ratings.
    """
    given = (ratings[:, :, None] == values[None, None, :]).sum(axis=1).astype(np.float64)
    m = given.sum(axis=1)
    given, m = given[m >= 2], m[m >= 2]
    weight = 1.0 / (m - 1.0)
    pairs = (given * weight[:, None]).T @ given
    pairs[np.diag_indices(len(values))] -= (given * weight[:, None]).sum(axis=0)
    return np.asarray(pairs)


def squared_differences(values: Reals, margins: Reals, scale: Scale) -> Reals:
    """Return the squared difference δ² between any two values, by scale.

    ``nominal``: 1 where they differ; ``interval``: (c − d)²; ``ordinal``: the square of the number of ratings that lie
    between them, each end counting half.
    """
    if scale == "nominal":
        return 1.0 - np.eye(len(values))
    if scale == "interval":
        return np.asarray((values[:, None] - values[None, :]) ** 2)
    # ratings up to the middle of each value: the distance between two middles is what lies between
    middle = np.cumsum(margins) - margins / 2.0
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


def krippendorff_alpha(ratings: Reals, scale: Scale = "ordinal") -> float:
    """Return Krippendorff's alpha: 1 − observed / expected disagreement.

    Parameters
    ----------
    ratings : float64 array (units × evaluators)
        NaN where an evaluator did not rate a unit; units rated once say nothing.
    scale : {"nominal", "ordinal", "interval"}

    Returns
    -------
    float
        1 when evaluators agree, 0 when they agree as chance would have it, negative when they disagree more; NaN when
        no unit was rated twice, or when a single value was ever given.

    References
    ----------
    Hayes, A. F. & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data.
    Communication Methods and Measures, 1(1), 77–89. https://doi.org/10.1080/19312450709336664

    Examples
    --------
    Two evaluators who never differ, and two who always do:

    >>> krippendorff_alpha(np.array([[1.0, 1.0], [4.0, 4.0]])), krippendorff_alpha(np.array([[1.0, 4.0], [4.0, 1.0]]))
    (1.0, -0.5)
    """
    values = np.unique(ratings[np.isfinite(ratings)])
    pairs = coincidences(ratings, values)
    margins = pairs.sum(axis=1)
    n = margins.sum()
    differences = squared_differences(values, margins, scale)
    expected = float((margins[:, None] * margins[None, :] * differences).sum())
    if n < 2 or expected == 0.0:
        return float("nan")
    return float(1.0 - (n - 1.0) * (pairs * differences).sum() / expected)
