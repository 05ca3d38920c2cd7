"""The words of a verdict, from one table of thresholds tied to the q-value and to the size of the effect."""

from __future__ import annotations

from typing import Literal

import numpy as np

Verdict = Literal["well_above", "above", "as_expected", "below", "well_below", "cannot_tell"]
VERDICTS: tuple[Verdict, ...] = ("well_above", "above", "as_expected", "below", "well_below", "cannot_tell")

WELL_Q, WELL_Z = 0.01, 3.0  # well above or below: both are needed
PLAIN_Q = 0.05


def verdict(q: float, z: float, attainable: float, *, above: bool) -> Verdict:
    """Return the verdict word for one comparison.

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

    Returns
    -------
    str
        ``cannot_tell`` when even the most extreme observation would not reach 0.05, or when nothing is defined.

    Examples
    --------
    >>> verdict(0.004, 3.4, 0.002, above=True)
    'well_above'
    >>> verdict(0.03, 2.2, 0.002, above=False)
    'below'
    >>> verdict(0.4, 0.5, 0.13, above=True)
    'cannot_tell'
    """
    if not np.isfinite(q) or not attainable <= PLAIN_Q:
        return "cannot_tell"
    if q <= WELL_Q and abs(z) >= WELL_Z:
        return "well_above" if above else "well_below"
    if q <= PLAIN_Q:
        return "above" if above else "below"
    return "as_expected"
