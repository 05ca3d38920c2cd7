"""Numbers as French and English readers write them: decimal comma or point, groups of three, narrow no-break spaces."""

from __future__ import annotations

import math

from coopnet.errors import Language

NARROW = "\u202f"  # narrow no-break space: French groups of three, and before % ; : ! ?
MISSING = "—"


def written(value: float, language: Language, digits: int = 2) -> str:
    """Return a number with so many decimals; a dash where it is undefined.

    >>> written(1234.5, "fr"), written(1234.5, "en"), written(float("nan"), "fr")
    ('1\u202f234,50', '1,234.50', '—')
    """
    if not math.isfinite(value):
        return MISSING
    text = f"{value:,.{digits}f}"
    if float(text.replace(",", "")) == 0.0:
        text = text.lstrip("-")  # no “−0,00”
    text = text.replace("-", "\u2212")
    return text.replace(",", NARROW).replace(".", ",") if language == "fr" else text


def percent(share: float, language: Language, digits: int = 0) -> str:
    """Return a share as a percentage.

    >>> percent(0.345, "fr"), percent(0.345, "en", 1)
    ('34\u202f%', '34.5%')
    """
    if not math.isfinite(share):
        return MISSING
    text = written(100.0 * share, language, digits)
    return f"{text}{NARROW}%" if language == "fr" else f"{text}%"


def p_written(p: float, language: Language) -> str:
    """Return a p-value with its sign, never 0.

    >>> p_written(0.0004, "en"), p_written(0.0312, "fr")
    ('p < 0.001', 'p = 0,031')
    """
    if not math.isfinite(p):
        return MISSING
    return f"p < {written(0.001, language, 3)}" if p < 0.001 else f"p = {written(p, language, 3)}"
