"""From draws to p-values, q-values and their own uncertainty. Arrays in, arrays out.

The observed value counts among the draws, so that a p-value is never 0 (Phipson & Smyth 2010); values closer than
rounding are ties and count as extreme; two-sided p-values double the smaller tail and are capped at 1.

References
----------
Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics and
Molecular Biology, 9(1), 39. https://doi.org/10.2202/1544-6115.1585
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from coopnet.errors import UnknownWord
from coopnet.kernels.tails import extremes_of_draws, tails_of_draws

Alternative = Literal["two-sided", "greater", "less"]
ALTERNATIVES: tuple[Alternative, ...] = ("two-sided", "greater", "less")
Reals = npt.NDArray[np.float64]
# sums of the same terms in another order differ in their last bits: such draws are ties, not smaller or larger
ROUNDING = 1e-9
LEVEL = 0.95
MOST_DRAWS = 1_000_000  # beyond, a p-value stands so near the threshold that draws do not settle it


def known_alternative(alternative: str) -> Alternative:
    """Return an alternative, or refuse with the list."""
    for known in ALTERNATIVES:
        if alternative == known:
            return known
    raise UnknownWord(
        f"Unknown alternative “{alternative}”. Alternatives: {', '.join(ALTERNATIVES)}.",
        f"Hypothèse alternative inconnue « {alternative} ». Possibles : {', '.join(ALTERNATIVES)}.",
    )


def ties_around(observed: Reals) -> tuple[Reals, Reals]:
    """Return between which values draws are ties with each observed one."""
    slack = ROUNDING * np.maximum(1.0, np.abs(observed))
    return observed - slack, observed + slack


def tail_shares(observed: Reals, draws: Reals) -> tuple[Reals, Reals]:
    """Return (1 + number of draws as low) / (1 + draws), and the same for as high.

    Parameters
    ----------
    observed : float64 array (items)
    draws : float64 array (draws × items)
        NaN draws are not counted; items without a defined observed value or draw are NaN.

    Returns
    -------
    lower, upper : float64 arrays (items)
        In (0, 1].
    """
    n, below, above, _ = tails_of_draws(draws, *ties_around(observed))
    unknown = ~np.isfinite(observed) | (n == 0)
    lower, upper = (1.0 + below) / (1.0 + n), (1.0 + above) / (1.0 + n)
    lower[unknown] = upper[unknown] = np.nan
    return lower, upper


def p_values(observed: Reals, draws: Reals, alternative: Alternative = "two-sided") -> Reals:
    """Return the p-value of each item against its draws.

    Parameters
    ----------
    observed : float64 array (items)
    draws : float64 array (draws × items)
    alternative : {"two-sided", "greater", "less"}
        ``greater``: the observed value is larger than chance gives; ``less``: smaller; ``two-sided``: either, the
        smaller tail doubled and capped at 1.

    Returns
    -------
    float64 array (items)
        In (0, 1]; NaN where the item or its draws are undefined.

    Examples
    --------
    >>> p_values(np.array([3.0]), np.array([[0.0], [1.0], [2.0]]), "greater")
    array([0.25])
    """
    lower, upper = tail_shares(observed, draws)
    if alternative == "greater":
        return upper
    if alternative == "less":
        return lower
    return np.minimum(1.0, 2.0 * np.minimum(lower, upper))


def attainable_p(draws: Reals, alternative: Alternative = "two-sided", observed: Reals | None = None) -> Reals:
    """Return the smallest p-value that an observation could reach against these draws.

    It is limited by the number of draws, and on small poles by the mass that the null itself puts on its most extreme
    value: where one draw in five is the largest possible value, nothing can look rare.

    Parameters
    ----------
    draws : float64 array (draws × items)
    alternative : {"two-sided", "greater", "less"}
    observed : float64 array (items), optional
        The data, which may go further than any draw: what it reached could be reached.

    Returns
    -------
    float64 array (items)
        In (0, 1]; NaN where no draw is defined.
    """
    least, greatest = extremes_of_draws(draws)
    if observed is not None:
        reached = np.where(np.isfinite(observed), observed, np.nan)
        least, greatest = np.fmin(least, reached), np.fmax(greatest, reached)
    tails = []
    if alternative in ("less", "two-sided"):
        tails.append(tail_shares(least, draws)[0])
    if alternative in ("greater", "two-sided"):
        tails.append(tail_shares(greatest, draws)[1])
    smallest = np.min(tails, axis=0)
    return np.asarray(np.minimum(1.0, 2.0 * smallest) if alternative == "two-sided" else smallest)


def p_error(p: Reals, n_draws: npt.ArrayLike, alternative: Alternative = "two-sided") -> Reals:
    """Return the Monte-Carlo standard error of p-values estimated from that many draws.

    √(t(1 − t)/(draws + 1)), t being the share of draws in the tail; two-sided, where p = 2t, twice that.

    Parameters
    ----------
    p : float64 array (items)
    n_draws : int or int array (items)
    alternative : {"two-sided", "greater", "less"}

    Examples
    --------
    p = 0.05 says 0.025 in the smaller tail when two-sided: √(0.025 · 0.975/1,000) = 0.0049, and twice that.

    >>> p_error(np.array([0.05]), 999).round(4).tolist(), p_error(np.array([0.05]), 999, "less").round(4).tolist()
    ([0.0099], [0.0069])
    """
    sides = sides_of(alternative)
    tail = p / sides
    return np.asarray(sides * np.sqrt(tail * (1.0 - tail) / (np.asarray(n_draws) + 1.0)))


def sides_of(alternative: Alternative) -> float:
    """Return how many times the smaller tail a p-value is."""
    return 2.0 if alternative == "two-sided" else 1.0


def p_interval(
    p: Reals, n_draws: npt.ArrayLike, alternative: Alternative = "two-sided", level: float = LEVEL
) -> tuple[Reals, Reals]:
    """Return between which values the p-value would lie with endless draws (Clopper & Pearson 1934).

    The exact interval of a share of which k out of n draws are known, k being the number of draws as extreme in the
    smaller tail; doubled, as the p-value is, when two-sided, and capped at 1.

    Parameters
    ----------
    p : float64 array (items)
        (1 + k) / (1 + n), doubled when two-sided.
    n_draws : int or int array (items)
        n.
    alternative : {"two-sided", "greater", "less"}
    level : float

    Returns
    -------
    low, high : float64 arrays (items)
        NaN where p is. Never below what more draws could show: with k = 0, high is 1 − ((1 − level)/2)^(1/n).

    References
    ----------
    Clopper, C. J. & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the
    binomial. Biometrika, 26(4), 404–413. https://doi.org/10.1093/biomet/26.4.404

    Examples
    --------
    None of 999 draws is as extreme: p = 0.002, and not above 0.0074.

    >>> low, high = p_interval(np.array([0.002]), 999)
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0], [0.0074])
    """
    sides = sides_of(alternative)
    n = np.broadcast_to(np.asarray(n_draws, dtype=np.float64), p.shape)
    # counts are whole; a sum of rounded parts is not
    k = np.clip(np.round(p / sides * (n + 1.0) - 1.0, 6), 0.0, n)
    known, half = np.isfinite(p) & (n > 0), (1.0 - level) / 2
    low, high = np.where(known, 0.0, np.nan), np.where(known, 1.0, np.nan)
    below, above = known & (k > 0), known & (k < n)
    low[below] = betaincinv(k[below], n[below] - k[below] + 1.0, half)
    high[above] = betaincinv(k[above] + 1.0, n[above] - k[above], 1.0 - half)
    return np.minimum(1.0, sides * low), np.minimum(1.0, sides * high)


def draws_needed(p: float, ratio: float, threshold: float, alternative: Alternative = "two-sided") -> int | None:
    """Return about how many draws would tell that a p-value times a ratio is at most a threshold.

    Were the share of extreme draws to stay what it is, the interval of :func:`p_interval` would then be below.

    Parameters
    ----------
    p : float
    ratio : float
        q / p, 1 for a comparison alone.
    threshold : float
    alternative : {"two-sided", "greater", "less"}

    Returns
    -------
    int or None
        Rounded up to two figures; None where a million would not do.

    Examples
    --------
    >>> draws_needed(0.02, 1.0, 0.05), draws_needed(0.05, 1.0, 0.05)
    (280, None)
    """
    tried = np.unique(np.round(np.geomspace(20, MOST_DRAWS, 200)))
    high = p_interval(np.full(tried.shape, p), tried, alternative)[1] * ratio
    enough = np.flatnonzero(high <= threshold)
    if not enough.size:
        return None
    first = int(tried[enough[0]])
    unit = int(10 ** max(0, len(str(first)) - 2))
    return -(-first // unit) * unit


def stops_at(observed: float, draws: Reals, stop_after: int, alternative: Alternative = "two-sided") -> int | None:
    """Return after how many draws a sequential test may stop, None when it has to go on.

    It stops once ``stop_after`` draws are as extreme as the observed value: on the side tested, or on both sides when
    either counts.

    Parameters
    ----------
    observed : float
    draws : float64 array (draws)
        In the order in which they were made; undefined ones are passed over.
    stop_after : int
    alternative : {"two-sided", "greater", "less"}

    Returns
    -------
    int or None
    """
    sides = [_reached(tail, stop_after) for tail in _tails(observed, draws, alternative)]
    known = [side for side in sides if side is not None]
    return max(known) if len(known) == len(sides) else None


def sequential_p(
    observed: float, draws: Reals, stop_after: int, n_draws: int, alternative: Alternative = "two-sided"
) -> float:
    """Return the p-value of a test that stops once enough draws are as extreme as the observed value.

    h / l when the h-th such draw was the l-th; (1 + g) / (1 + n) when only g < h of all n draws were. Either way the
    probability of p ≤ α is at most α when the null is true, at a cost of some h / p draws.

    Parameters
    ----------
    observed : float
    draws : float64 array (draws)
        In the order in which they were made, up to where the test stopped.
    stop_after : int
        h.
    n_draws : int
        n, the number of draws at which it would have stopped anyway; undefined draws among those made are taken off.
    alternative : {"two-sided", "greater", "less"}
        Two-sided: the smaller of the two one-sided p-values, doubled and capped at 1.

    Returns
    -------
    float
        In (0, 1]; NaN where no draw is defined.

    References
    ----------
    Besag, J. & Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika, 78(2), 301–304.
    https://doi.org/10.1093/biomet/78.2.301

    Examples
    --------
    The third draw is the second that reaches 1.

    >>> sequential_p(1.0, np.array([2.0, 0.0, 3.0]), 2, 999, "greater")
    0.6666666666666666
    """
    undefined = int((~np.isfinite(draws)).sum())
    if undefined == len(draws) or not np.isfinite(observed):
        return float("nan")
    found = []
    for tail in _tails(observed, draws, alternative):
        reached = _reached(tail, stop_after)
        # undefined draws are no draws
        found.append(
            (1 + tail.sum()) / (1 + n_draws - undefined) if reached is None else stop_after / _defined(draws, reached)
        )
    return float(min(1.0, 2 * min(found)) if alternative == "two-sided" else found[0])


def sequential_error(p: float, stop_after: int, n_draws: int, alternative: Alternative = "two-sided") -> float:
    """Return the Monte-Carlo standard error of a sequential p-value of that many draws.

    With t the share of draws in the tail: t·√((1 − t)/h) where the test stopped at its h-th extreme draw;
    √(t(1 − t)/(draws + 1)), as ever, where it did not. Two-sided, where p = 2t, twice that.
    """
    if not stopped_early(p, stop_after, n_draws, alternative):
        return float(p_error(np.array([p]), n_draws, alternative)[0])
    return float(p * np.sqrt((1.0 - p / sides_of(alternative)) / stop_after))


def stopped_early(p: float, stop_after: int, n_draws: int, alternative: Alternative = "two-sided") -> bool:
    """Tell whether a sequential test stopped: its p-value is h / draws, not (1 + fewer than h) / (1 + draws).

    >>> stopped_early(10 / 50, 10, 50, "greater"), stopped_early((1 + 9) / (1 + 999), 10, 999, "greater")
    (True, False)
    """
    return p / sides_of(alternative) * (n_draws + 1) > stop_after * (1.0 + ROUNDING)


def sequential_attainable_p(draws: Reals, n_draws: int, alternative: Alternative = "two-sided") -> float:
    """Return the smallest p-value that an observation could have reached, had a test that stopped early gone on.

    Parameters
    ----------
    draws : float64 array (draws)
        Defined draws up to where the test stopped.
    n_draws : int
        Number of draws at which it would have stopped anyway.
    alternative : {"two-sided", "greater", "less"}

    Returns
    -------
    float
        In (0, 1]: 1 / (1 + n), plus the share of draws that repeat the most extreme one; NaN without a draw.
    """
    if not len(draws):
        return float("nan")
    extremes = [draws.min()] * (alternative != "greater") + [draws.max()] * (alternative != "less")
    repeats = [int((np.abs(draws - one) <= ROUNDING * max(1.0, abs(one))).sum()) - 1 for one in extremes]
    smallest = min(repeats) / len(draws) + 1.0 / (1.0 + n_draws)
    return float(min(1.0, 2 * smallest) if alternative == "two-sided" else smallest)


def _tails(observed: float, draws: Reals, alternative: Alternative) -> list[npt.NDArray[np.bool_]]:
    """Return which draws are as extreme as the observed value, for each side that counts."""
    slack = ROUNDING * max(1.0, abs(observed))
    with np.errstate(invalid="ignore"):
        low, high = draws <= observed + slack, draws >= observed - slack
    return [tail for tail, side in ((low, "less"), (high, "greater")) if alternative in (side, "two-sided")]


def _reached(tail: npt.NDArray[np.bool_], times: int) -> int | None:
    """Return after how many draws that many were extreme."""
    where = np.flatnonzero(tail)
    return int(where[times - 1]) + 1 if len(where) >= times else None


def _defined(draws: Reals, n: int) -> int:
    return int(np.isfinite(draws[:n]).sum())


def benjamini_hochberg(p: Reals) -> Reals:
    """Return the q-value of each p-value: the false discovery rate at which it would be the last one kept.

    Parameters
    ----------
    p : float64 array (items)
        NaN items are not comparisons: they keep NaN and do not count.

    Returns
    -------
    float64 array (items)
        In (0, 1], never below p.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society
    B, 57, 289–300. https://doi.org/10.1111/j.2517-6161.1995.tb02031.x

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.04, 0.04])
    """
    q = np.full(p.shape, np.nan)
    known = np.flatnonzero(np.isfinite(p))
    order = known[np.argsort(p[known], kind="stable")[::-1]]
    ranks = np.arange(order.size, 0, -1)
    # the ratio first, 1 at the last rank: p · m / m may round to less than p
    q[order] = np.minimum(1.0, np.minimum.accumulate(p[order] * (order.size / ranks)))
    return q
