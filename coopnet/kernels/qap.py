"""Quadratic assignment: correlation and regression of dyads, with rows and columns permuted together.

Dyads of n actors are the pairs i < j in row order, m = n(n − 1)/2 of them; a matrix of dyads is given as its upper
triangle.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from coopnet.kernels.compiled import Indices, Reals

LARGEST = 1e6  # of t over √(degrees of freedom): beyond, the fit is exact but for rounding, and exact fits are ties
ROUNDING = 1e-12


class Fit(NamedTuple):
    """An ordinary least-squares fit.

    ``coefficients``, ``errors`` (standard errors) and ``t``: one per column of the design (float64; t stops at 10⁶ ·
    √(degrees of freedom), which an exact fit reaches); ``residual_sum``: sum of squared residuals; ``r_squared``: share
    of the variance explained.
    """

    coefficients: Reals
    errors: Reals
    t: Reals
    residual_sum: float
    r_squared: float


def upper_triangle(n: int) -> tuple[Indices, Indices]:
    """Return the two actors of each dyad, i < j, in row order (int32 arrays of length n(n − 1)/2)."""
    rows, columns = np.triu_indices(n, 1)
    return rows.astype(np.int32), columns.astype(np.int32)


def least_squares(design: Reals, response: Reals) -> Fit:
    """Return the ordinary least-squares fit of a response on a design of full rank.

    Parameters
    ----------
    design : float64 array (dyads × terms)
        The intercept is one of its columns.
    response : float64 array (dyads)
    """
    unit = _unit(response)
    response = response / unit
    q, r = np.linalg.qr(design)
    coefficients = np.linalg.solve(r, q.T @ response)
    residuals = response - design @ coefficients
    residual_sum = float(residuals @ residuals)
    freedom = design.shape[0] - design.shape[1]
    inverse = np.linalg.inv(r)
    errors = np.sqrt(residual_sum / freedom * (inverse**2).sum(axis=1))
    total = float(((response - response.mean()) ** 2).sum())
    most = LARGEST * np.sqrt(freedom)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.clip(coefficients / errors, -most, most)
        r_squared = 1.0 - residual_sum / total
    return Fit(coefficients * unit, errors * unit, t, residual_sum * unit**2, r_squared)


def _unit(response: Reals) -> float:
    """Return a power of two near the largest response: divided by it, squares neither vanish nor overflow."""
    return float(2.0 ** np.frexp(np.abs(response).max(initial=0.0))[1])


def semi_partialled_t(design: Reals, response: Reals, term: int, permutations: Indices) -> Reals:
    """Return the t statistic of one term under permutations of what the other terms do not explain of it.

    Double semi-partialling: the term is regressed on the others, its residuals are permuted as a matrix (rows and
    columns together), and the response is regressed on the permuted residuals and the others. By Frisch and Waugh the
    t statistic needs only what is left of the response and of the permuted residuals beside the others, so one draw
    costs O(dyads × terms).

    Parameters
    ----------
    design : float64 array (dyads × terms)
    response : float64 array (dyads)
    term : int
        Column whose coefficient is tested.
    permutations : int array (draws × actors)

    Returns
    -------
    float64 array (draws)
        NaN where the permuted residuals, or the response, are explained by the other terms in full; ± 10⁶ ·
        √(degrees of freedom) where the fit is exact.

    References
    ----------
    Dekker, D., Krackhardt, D. & Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to collinearity and
    autocorrelation conditions. Psychometrika, 72, 563–581. https://doi.org/10.1007/s11336-007-9016-1
    """
    n = permutations.shape[1]
    response = response / _unit(response)
    rows, columns = upper_triangle(n)
    q, _ = np.linalg.qr(np.delete(design, term, axis=1))
    left = design[:, term] - q @ (q.T @ design[:, term])
    square = np.zeros((n, n))
    square[rows, columns] = square[columns, rows] = left
    response_left = response - q @ (q.T @ response)
    response_sum = float(response_left @ response_left)
    freedom = design.shape[0] - design.shape[1]
    out = np.full(len(permutations), np.nan)
    if response_sum <= ROUNDING * float(response @ response):
        return out
    total = float(left @ left)
    for draw, order in enumerate(permutations):
        permuted = square[order[rows], order[columns]]
        beside = q.T @ permuted
        norm = float(permuted @ permuted - beside @ beside)
        if norm <= ROUNDING * total:
            continue
        explained = float(permuted @ response_left) / np.sqrt(norm * response_sum)  # a partial correlation
        out[draw] = explained * np.sqrt(freedom / max(1.0 - explained * explained, LARGEST**-2))
    return out


def permuted_correlations(first: Reals, second: Reals, permutations: Indices) -> Reals:
    """Return the correlation of two matrices of dyads, the first permuted (rows and columns together) at each draw.

    Parameters
    ----------
    first, second : float64 arrays (dyads)
    permutations : int array (draws × actors)

    Returns
    -------
    float64 array (draws)

    References
    ----------
    Krackhardt, D. (1988). Predicting with networks: Nonparametric multiple regression analysis of dyadic data. Social
    Networks, 10, 359–381. https://doi.org/10.1016/0378-8733(88)90004-4
    """
    n = permutations.shape[1]
    rows, columns = upper_triangle(n)
    centred, other = first - first.mean(), second - second.mean()
    square = np.zeros((n, n))
    square[rows, columns] = square[columns, rows] = centred
    scale = np.sqrt((centred @ centred) * (other @ other))
    return np.array([float(square[order[rows], order[columns]] @ other) / scale for order in permutations])
