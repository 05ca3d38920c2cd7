"""The words of a verdict, from one table of thresholds: the q-value, the size of the effect, and what is in doubt.

A word other than “as expected” needs whole intervals on its side:

================  =====================================================================================
cannot tell       the smallest p-value that could be reached is above 0.05
as expected       q > 0.05
cannot tell       q ≤ 0.05, but the Monte-Carlo interval of q reaches above 0.05: more draws would tell
cannot tell       q ≤ 0.05, but the interval of missing data meets the central 95 % of chance
well above/below  q ≤ 0.01 and its Monte-Carlo interval too, and the absolute value of z at least 3
above/below       otherwise
================  =====================================================================================

Doubt takes a claim back and never makes one. “As expected” is no claim: neither interval turns it into “cannot tell”,
so that a pole drawn from the null is said to be as expected at least at the nominal rate. An exact p-value has no
Monte-Carlo interval.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

Verdict = Literal["well_above", "above", "as_expected", "below", "well_below", "cannot_tell"]
VERDICTS: tuple[Verdict, ...] = ("well_above", "above", "as_expected", "below", "well_below", "cannot_tell")
VerdictDoubt = Literal["", "undefined", "unreachable", "few_draws", "missing"]

WELL_Q, WELL_Z = 0.01, 3.0  # well above or below: both are needed
PLAIN_Q = 0.05
UNKNOWN = (float("nan"), float("nan"))


class Judgement(NamedTuple):
    """A verdict word, and what keeps it from being another one.

    Attributes
    ----------
    word : str
    doubt : str
        Why one cannot tell; empty where one can. ``undefined``: nothing was compared; ``unreachable``: even the most
        extreme value would not reach 0.05; ``few_draws``: more draws would tell; ``missing``: so few missing actors
        would do to change the answer.
    """

    word: Verdict
    doubt: VerdictDoubt = ""


def judged(
    q: float,
    z: float,
    attainable: float,
    *,
    above: bool,
    q_high: float | None = None,
    chance: tuple[float, float] = UNKNOWN,
    missing: tuple[float, float] = UNKNOWN,
) -> Judgement:
    """Return the verdict word for one comparison, and why one cannot tell where one cannot.

    Parameters
    ----------
    q : float
        p-value, or q-value where several comparisons were made together.
    z : float
        (observed − expected) / standard deviation of the draws.
    attainable : float
        The smallest p-value that the comparison could have reached.
    above : bool
        Whether the observed value is above its expectation.
    q_high : float, optional
        Upper end of the Monte-Carlo 95 % interval of q; None for an exact p-value, which has none.
    chance : tuple of two float
        Central 95 % of the null, NaN where it plays no part.
    missing : tuple of two float
        Between which values the measure would lie were data missing, NaN where unknown.

    Returns
    -------
    Judgement

    Examples
    --------
    Out of 99 draws none is as extreme: p = 0.02, but it may be as large as 0.073.

    >>> judged(0.02, 4.0, 0.02, above=True, q_high=0.073)
    Judgement(word='cannot_tell', doubt='few_draws')
    >>> judged(0.002, 4.0, 0.002, above=True, q_high=0.0074, chance=(0.1, 0.3), missing=(0.25, 0.6))
    Judgement(word='cannot_tell', doubt='missing')
    """
    if not np.isfinite(q):
        return Judgement("cannot_tell", "undefined")
    if not attainable <= PLAIN_Q:
        return Judgement("cannot_tell", "unreachable")
    if q > PLAIN_Q:
        return Judgement("as_expected")
    most = q if q_high is None else max(q, q_high)
    if not most <= PLAIN_Q:
        return Judgement("cannot_tell", "few_draws")
    if _meets_chance(chance, missing, above):
        return Judgement("cannot_tell", "missing")
    if most <= WELL_Q and abs(z) >= WELL_Z:
        return Judgement("well_above" if above else "well_below")
    return Judgement("above" if above else "below")


def verdict(q: float, z: float, attainable: float, *, above: bool, q_high: float | None = None) -> Verdict:
    """Return the word of :func:`judged`.

    Examples
    --------
    >>> verdict(0.004, 3.4, 0.002, above=True)
    'well_above'
    >>> verdict(0.004, 3.4, 0.002, above=True, q_high=0.012)
    'above'
    >>> verdict(0.03, 2.2, 0.002, above=False)
    'below'
    >>> verdict(0.4, 0.5, 0.13, above=True)
    'cannot_tell'
    """
    return judged(q, z, attainable, above=above, q_high=q_high).word


def _meets_chance(chance: tuple[float, float], missing: tuple[float, float], above: bool) -> bool:
    """Tell whether missing data could bring the value back to where chance puts it, or to its other side."""
    if not np.isfinite([*chance, *missing]).all():
        return False
    return missing[0] <= chance[1] if above else missing[1] >= chance[0]
