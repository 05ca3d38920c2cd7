"""A table as a Stata file: legal names of variables, full names as their labels, the same bytes every time."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from coopnet.printing.naming import plain_names

LABEL = 80  # characters of a label
VERSION: Final = 118  # Stata 14 and later; the first whose texts are UTF-8
CREATED = datetime.datetime(2000, 1, 1)  # a file holds the moment it was made; a fixed one keeps its bytes the same
_LONGEST_TEXT = 2045  # bytes; longer texts are stored apart (strL)


def stata_bytes(frame: pd.DataFrame, *, labels: Mapping[str, str] | None = None, title: str = "") -> bytes:
    """Return a table as a Stata file (version 118).

    Parameters
    ----------
    frame : DataFrame
        Its index is not written.
    labels : mapping of column to str, optional
        Labels of variables; the name of the column by default. Cut at 80 characters.
    title : str
        Label of the data.

    Returns
    -------
    bytes
        A number that is unknown is missing (``.``), and so is an infinite one, which Stata does not have; truth values
        are 0 and 1; a text that is unknown is empty.
    """
    names = plain_names(map(str, frame.columns))
    said = labels or {}
    columns = {name: _column(frame.iloc[:, place]) for place, name in enumerate(names)}
    plain = pd.DataFrame(columns, index=pd.RangeIndex(len(frame)))
    long = [name for name, values in columns.items() if _is_long(values)]
    buffer = io.BytesIO()
    plain.to_stata(
        buffer,
        version=VERSION,
        write_index=False,
        time_stamp=CREATED,
        data_label=_cut(title),
        variable_labels={
            name: _cut(said.get(str(column), str(column))) for name, column in zip(names, frame.columns, strict=True)
        },
        convert_strl=long,
    )
    return buffer.getvalue()


def _column(values: pd.Series) -> pd.Series:
    if pd.api.types.is_bool_dtype(values.dtype) and not values.isna().any():
        return pd.Series(values.to_numpy(dtype=np.int8))
    if pd.api.types.is_numeric_dtype(values.dtype):
        if pd.api.types.is_integer_dtype(values.dtype) and not values.isna().any() and _fits(values):
            return pd.Series(values.to_numpy(dtype=np.int32))
        numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
        return pd.Series(np.where(np.isfinite(numbers), numbers, np.nan))
    texts = ["" if pd.isna(value) else str(value).replace("\0", "") for value in values]
    return pd.Series(texts, dtype="object")


def _fits(values: pd.Series) -> bool:
    """Whether whole numbers fit a ``long``, whose largest values mean missing."""
    return len(values) == 0 or bool((values.abs() < 2_147_483_620).all())


def _is_long(values: pd.Series) -> bool:
    return values.dtype == object and any(len(text.encode()) > _LONGEST_TEXT for text in values)


def _cut(text: str) -> str:
    r"""Return a text of at most 80 characters, on one line.

    >>> _cut("a" * 90)[-3:], len(_cut("a" * 90)), _cut("une\nligne")
    ('aa…', 80, 'une ligne')
    """
    line = " ".join(text.split())
    return line if len(line) <= LABEL else f"{line[: LABEL - 1]}…"
