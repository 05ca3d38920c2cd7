"""What one cell is as text: a spreadsheet's typed value, a missing value, the spaces and marks nobody sees."""

from __future__ import annotations

import datetime
import math
import numbers
import re
import unicodedata
from typing import Any

SHOWN = 80
"""How many characters of a value a finding shows."""

_FORMULA_ERROR = re.compile(
    r"#N/A|#REF!|#VALEUR!|#VALUE!|#DIV/0!|#NOM\?|#NAME\?|#NUL!|#NULL!|#NOMBRE!|#NUM!|#CHAMP!|#FIELD!|#SPILL!|#EPARS!"
    r"|#CALC!|#PROPAGATION!|#GETTING_DATA|#BLOQUE!|#BLOCKED!|#INCONNU!|#UNKNOWN!|#CONNEXION!|#CONNECT!"
    r"|#FORMULE\?|Err ?: ?5[0-9]{2}|#{3,}",
    re.IGNORECASE,
)
_MISSING_MARK = re.compile(
    r"n/?a|n\.a\.|n\.?[cdr]\.?|ns|[-–—/?.…]+|n[ée]ant|inconnue?|null|none|nan|vide|unknown|missing|not available"
    r"|non connue?|non communiquée?|non renseignée?|sans objet|à compléter",
    re.IGNORECASE,
)

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_EDGES = re.compile(rf"^[\s{_INVISIBLE}]+|[\s{_INVISIBLE}]+$")
# what XML cannot carry, and what no keyboard types: C0 controls but tab and newline, surrogates, non-characters
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# UTF-8 read as Windows-1252: a capital letter with tilde or circumflex before a sign that French never puts there
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|Â[\u00a0-\u00bf]|â€[™œž¦“”˜\u009d]|Å[“’]|ï»¿")


def cell_text(value: Any) -> str:
    """Return a typed cell as text: 2012.0 is ``2012``, a date is ISO, a missing value is empty.

    >>> cell_text(73282932000074.0), cell_text(datetime.datetime(2012, 5, 3)), cell_text(float("nan")), cell_text(None)
    ('73282932000074', '2012-05-03', '', '')
    """
    if isinstance(value, str):
        return str(value)
    if value is None or str(value) in ("<NA>", "NaT"):
        return ""
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return "VRAI" if value else "FAUX"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        number = float(value)
        if math.isnan(number):
            return ""
        return str(int(number)) if number.is_integer() and abs(number) < 1e22 else repr(number)
    if isinstance(value, datetime.datetime):
        moment = value.time()
        return value.date().isoformat() if moment == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def trimmed(text: str) -> str:
    """Return the text without what nobody sees: outer spaces, control characters, decomposed accents.

    >>> trimmed("  Éole " + chr(0xA0))
    'Éole'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _EDGES.sub("", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", text)


def has_control_characters(text: str) -> bool:
    """Return whether the text holds characters that no file format but raw text can carry."""
    return not text.isprintable() and _CONTROL.search(text) is not None


def shown(text: str) -> str:
    """Return the value as a finding shows it: on one line, shortened."""
    line = " ⏎ ".join(text.splitlines()) if "\n" in text or "\r" in text else text
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def is_formula_error(text: str) -> bool:
    """Return whether the cell shows a formula that failed, in French or English Excel or in LibreOffice."""
    return text[:1] in ("#", "E", "e") and _FORMULA_ERROR.fullmatch(text) is not None


def is_missing_mark(text: str) -> bool:
    """Return whether the cell says in words or signs that it is empty: « NC », « - », « néant »."""
    return len(text) < 20 and _MISSING_MARK.fullmatch(text) is not None


def is_mojibake(text: str) -> bool:
    """Return whether the text shows UTF-8 accents read in the wrong encoding.

    >>> is_mojibake("PÃ©riphÃ©riques"), is_mojibake("Périphériques")
    (True, False)
    """
    return not text.isascii() and _MOJIBAKE.search(text) is not None


def mended(text: str) -> str:
    """Return the text that a misread one probably was, or the same text when nothing better is found.

    >>> mended("Ã‰ole")
    'Éole'
    >>> mended("ZÃ©nobie Quatremère")
    'Zénobie Quatremère'
    """
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    words = re.split(r"(\s+)", text)  # a cell may be misread in part, pasted from two files
    return "".join(one if one.isspace() else mended(one) for one in words) if len(words) > 1 else text
