"""French typography: narrow no-break spaces where readers expect them, and the day before the month."""

from __future__ import annotations

import re
from typing import Literal

_BEFORE = re.compile(r" ([;:!?»%])")


def typeset(french: str) -> str:
    r"""Return a French sentence with narrow no-break spaces before ; : ! ? % and inside quotation marks.

    >>> typeset("« Liens » : oui, à 12 % ?") == "«\u202fLiens\u202f»\u202f: oui, à 12\u202f%\u202f?"
    True
    """
    return _BEFORE.sub("\u202f\\1", french).replace("« ", "«\u202f")


def dated(date: str, language: Literal["fr", "en"]) -> str:
    """Return a date as a sentence prints it: the day first in French, as it is kept in English.

    >>> dated("2025-06-30", "fr"), dated("2025-06", "fr"), dated("2025", "fr"), dated("2025-06-30", "en")
    ('30/06/2025', '06/2025', '2025', '2025-06-30')
    """
    return "/".join(reversed(date.split("-"))) if language == "fr" else date
