"""French typography: narrow no-break spaces where readers expect them."""

from __future__ import annotations

import re

_BEFORE = re.compile(r" ([;:!?»%])")


def typeset(french: str) -> str:
    r"""Return a French sentence with narrow no-break spaces before ; : ! ? % and inside quotation marks.

    >>> typeset("« Liens » : oui, à 12 % ?") == "«\u202fLiens\u202f»\u202f: oui, à 12\u202f%\u202f?"
    True
    """
    return _BEFORE.sub("\u202f\\1", french).replace("« ", "«\u202f")
