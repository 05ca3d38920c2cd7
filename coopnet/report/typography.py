"""French spaces, plurals and lists: what makes a sentence written by a program read well."""

from __future__ import annotations

from collections.abc import Sequence

from coopnet.errors import Language
from coopnet.numbers import written
from coopnet.typography import typeset

NO_BREAK = "\u00a0"


def spaced(text: str, language: Language) -> str:
    r"""Return a text with the narrow no-break spaces that French wants before ; : ! ? » % and after «.

    A mark that no space precedes is left alone, so that times and addresses keep theirs.

    >>> spaced("Pourquoi ? « Voir : https://exemple.fr »", "fr")
    'Pourquoi\u202f? «\u202fVoir\u202f: https://exemple.fr\u202f»'
    """
    return typeset(text) if language == "fr" else text


def counted(number: float, one: str, many: str, language: Language) -> str:
    r"""Return a number with its noun, singular or plural: French says « 0 lien », English “0 links”.

    >>> counted(0, "lien", "liens", "fr"), counted(0, "link", "links", "en"), counted(1200, "lien", "liens", "fr")
    ('0\xa0lien', '0\xa0links', '1\u202f200\xa0liens')
    """
    singular = abs(number) < 2 if language == "fr" else abs(number) == 1
    return f"{written(number, language, 0)}{NO_BREAK}{one if singular else many}"


def listed(items: Sequence[str], language: Language) -> str:
    """Return items as an enumeration.

    >>> listed(["a", "b", "c"], "fr"), listed(["a", "b", "c"], "en")
    ('a, b et c', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'et' if language == 'fr' else 'and'} {items[-1]}"
