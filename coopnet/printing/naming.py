"""Names of variables that Stata, R and formulas all take, made from the full names of columns."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Iterable

LONGEST = 32  # characters of a variable in Stata
_STATA = (
    "_all _b _coef _cons _n _pi _pred _rc _skip aggregate array boolean break byte case catch class colvector complex "
    "const continue default delegate delete do double else eltypedef end enum explicit export external float for "
    "friend function global goto if in inline int local long mata matrix namespace new numeric null operator "
    "orgtypedef pointer polymorphic pragma private protected public quad real return rowvector scalar short signed "
    "static strl string struct super switch template this throw transmorphic try typedef typename union unsigned "
    "using vector version virtual void volatile while with"
)
_R = "if else repeat while function for next break true false null inf nan na in"
_FORMULAS = "c q i"  # C(), Q() and I()
_TAKEN = frozenset(f"{_STATA} {_R} {_FORMULAS} {' '.join(keyword.kwlist)}".casefold().split())


def plain_names(names: Iterable[str]) -> list[str]:
    """Return one name per column: letters, digits and _, at most 32, all different, none that means something else.

    Too long a name loses the ends of its longest words, so that what tells it from its neighbours stays.

    >>> plain_names(["actor_degree[pairs]", "actor_degree[pairs; type]", "étendue", "2012", "in", "in"])
    ['actor_degree_pairs', 'actor_degree_pairs_type', 'etendue', 'v2012', 'in_', 'in_2']
    >>> plain_names(["actor_brokerage_expected.coordinator[pairs; type]"])
    ['acto_brok_expec_coord_pairs_type']
    """
    seen: set[str] = set()
    found = []
    for name in names:
        plain = _plain(name)
        chosen, number = plain, 2
        while chosen.casefold() in seen:
            ending = f"_{number}"
            chosen, number = f"{plain[: LONGEST - len(ending)].rstrip('_')}{ending}", number + 1
        seen.add(chosen.casefold())
        found.append(chosen)
    return found


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE")).encode("ascii", "ignore")
    words = "".join(sign if sign.isalnum() else " " for sign in letters.decode("ascii")).split()
    while sum(map(len, words)) + len(words) - 1 > LONGEST:
        longest = max(range(len(words)), key=lambda place: (len(words[place]), -place))
        words[longest] = words[longest][:-1]
        words = [word for word in words if word]
    plain = "_".join(words) or "v"
    if plain[0].isdigit():
        plain = f"v{plain}"[:LONGEST]
    known = plain.casefold() in _TAKEN or (plain.casefold().startswith("str") and plain[3:].isdigit())
    return f"{plain}_" if known else plain
