"""Dates of any precision: rows are active when their widest interval meets that of a date."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd


def active(since: pd.Series, until: pd.Series, at: str | None) -> npt.NDArray[np.bool_]:
    """Return which rows are active at a date; undated rows always are.

    A row is active when its widest interval meets the widest interval of the date.
    """
    if at is None:
        return np.ones(len(since), dtype=bool)
    first, last = earliest(at), latest(at)
    begun = ~(_each_distinct(since, earliest) > last)
    not_over = ~(_each_distinct(until, latest) < first)
    return np.asarray((begun | since.isna().to_numpy()) & (not_over | until.isna().to_numpy()))


def earliest(date: str) -> str:
    """Return the first day of a date of any precision.

    >>> earliest("2012"), latest("2012-02")
    ('2012-01-01', '2012-02-31')
    """
    return (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]


def latest(date: str) -> str:
    """Return a last day that compares as the last day of a date of any precision."""
    return (date + "-12-31")[:10] if len(date) == 4 else (date + "-31")[:10]


def _each_distinct(dates: pd.Series, ends: object) -> npt.NDArray[np.object_]:
    distinct = {date: ends(date) for date in dates.dropna().unique()}  # type: ignore[operator]
    return np.array([distinct.get(date, "") for date in dates], dtype=object)
