"""The cells of a printed table as text: one number of decimals per column, French or English."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from coopnet.errors import Language, UnknownWord
from coopnet.numbers import MISSING, written
from coopnet.printing.table import ReportTable, cell_text, is_missing

FEWEST_DECIMALS, MOST_DECIMALS = 3, 6


def texts_of(table: ReportTable, language: Language, *, decimal: str | None = None) -> list[list[str]]:
    """Return every cell as text, row by row.

    Parameters
    ----------
    table : ReportTable
    language : {"fr", "en"}
    decimal : {".", ","}, optional
        Decimal sign, that of the language when not given; with it come the groups of three.
    """
    numbers = language if decimal is None else language_of(decimal)
    columns = []
    for position, column in enumerate(table.columns):
        values = [row[position] for row in table.rows]
        if column.form == "figure":
            columns.append(figures(values, numbers))
        else:
            columns.append([cell_text(value, column.form, numbers) for value in values])
    return [list(row) for row in zip(*columns, strict=True)]


def language_of(decimal: str) -> Language:
    """Return the language whose decimal sign it is.

    Raises
    ------
    UnknownWord
        For any other sign.
    """
    if decimal not in (".", ","):
        raise UnknownWord(
            f"decimal is “{decimal}”; it is “.” or “,”.", f"decimal vaut « {decimal} » ; c’est « . » ou « , »."
        )
    return "fr" if decimal == "," else "en"


def figures(values: Sequence[Any], language: Language) -> list[str]:
    r"""Return the numbers of one column with the same number of decimals, enough for three figures of the usual one.

    None where all are whole; a number that would be written 0 without being it keeps two figures, as a power of ten.

    >>> figures([0.5, 12.25, float("nan")], "en"), figures([3.0, 1200.0], "fr"), figures([0.5, 2e-9], "fr")
    (['0.500', '12.250', '—'], ['3', '1\u202f200'], ['0,500', '2,0e−9'])
    """
    numbers = [float(value) if _is_infinite(value) or not is_missing(value) else float("nan") for value in values]
    digits = _decimals([abs(value) for value in numbers if math.isfinite(value)])
    return [_figure(value, language, digits) for value in numbers]


def _figure(value: float, language: Language, digits: int) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "\u2212∞"
    if not math.isfinite(value):
        return MISSING
    if value == 0 or abs(value) >= 0.5 * 10.0**-digits:
        return written(value, language, digits)
    mantissa, _, power = f"{value:.1e}".partition("e")
    return f"{written(float(mantissa), language, 1)}e{str(int(power)).replace('-', chr(0x2212))}"


def _is_infinite(value: Any) -> bool:
    return isinstance(value, float) and math.isinf(value)


def _decimals(sizes: list[float]) -> int:
    if all(size.is_integer() for size in sizes):
        return 0
    some = sorted(size for size in sizes if size > 0)
    usual = some[len(some) // 2]
    return min(MOST_DECIMALS, max(FEWEST_DECIMALS, 2 - math.floor(math.log10(usual))))
