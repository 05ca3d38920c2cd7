"""SIREN, SIRET and NAF codes: valid, mistaken, or destroyed by a spreadsheet. None of these ever rejects a row."""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidChecksum
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from coopnet.tables.cleaning import Note, Read

_MARKS = re.compile(r"[\s\u200b.'’_-]+")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")
_NAF = re.compile(r"([0-9]{2})[. ]?([0-9]{1,2})[. ]?([A-Z])", re.IGNORECASE)

WRONG_LENGTH = ("it has {n} digits instead of {m}", "il a {n} chiffres au lieu de {m}")
WRONG_KEY = (
    "its check digit is wrong: at least one digit is mistaken",
    "sa clé de contrôle est fausse\u202f: un chiffre au moins est erroné",
)
NOT_DIGITS = ("it does not hold digits only", "il ne contient pas que des chiffres")


def siret_of(text: str) -> Read:
    """Return the fourteen digits of a SIRET, or nothing and the reason.

    >>> siret_of("732 829 320 00074").value, siret_of("35600000009075").value
    ('73282932000074', '35600000009075')
    >>> siret_of("7,32829E+13").note.code, siret_of("35181600000000").note.code, siret_of("7328293200007").note.code
    ('destroyed_siret', 'destroyed_siret', 'lost_zero')
    """
    if _SCIENTIFIC.fullmatch(text):
        return Read("", Note("destroyed_siret"))
    digits = _digits(text)
    if len(digits) == 14 and digits.isdecimal():
        if digits.endswith("00000"):  # no establishment has the number 00000: these zeros replace digits lost
            return Read("", Note("destroyed_siret"))
        return _validated(digits, "siret")
    if len(digits) == 13 and digits.isdecimal():
        if digits.endswith("00000"):
            return Read("", Note("destroyed_siret"))
        return _without_zero(digits, 14, stdnum_siret.is_valid("0" + digits))
    if len(digits) == 9 and stdnum_siren.is_valid(digits):
        return Read("", Note("siren_in_siret"))
    return _wrong(digits, "siret", 14)


def siren_of(text: str) -> Read:
    """Return the nine digits of a SIREN, or nothing and the reason.

    >>> siren_of("732 829 320").value, siren_of("73282932000074").note.code, siren_of("7,33E+08").note.code
    ('732829320', 'siret_in_siren', 'destroyed_siren')
    """
    if _SCIENTIFIC.fullmatch(text):
        return Read("", Note("destroyed_siren"))
    digits = _digits(text)
    if len(digits) == 9 and digits.isdecimal():
        return _validated(digits, "siren")
    if len(digits) == 8 and digits.isdecimal():
        return _without_zero(digits, 9, stdnum_siren.is_valid("0" + digits))
    if len(digits) == 14 and stdnum_siret.is_valid(digits):
        return Read("", Note("siret_in_siren", {"word": digits[:9]}))
    return _wrong(digits, "siren", 9)


def naf_of(text: str) -> Read:
    """Return a NAF code as the INSEE writes it, or nothing and the reason.

    >>> naf_of("5629a").value, naf_of("56.29A").value, naf_of("restauration").note.code
    ('56.29A', '56.29A', 'odd_naf')
    """
    match = _NAF.fullmatch(text)
    if match and len(match[2]) == 2:
        return Read(f"{match[1]}.{match[2]}{match[3].upper()}")
    return Read("", Note("odd_naf"))


def _digits(text: str) -> str:
    return _MARKS.sub("", text)


def _validated(digits: str, what: str) -> Read:
    module = stdnum_siret if what == "siret" else stdnum_siren
    try:
        return Read(str(module.validate(digits)))
    except InvalidChecksum:
        en, fr = WRONG_KEY
        return Read("", Note(f"wrong_{what}", {"problem_en": en, "problem_fr": fr}))


def _without_zero(digits: str, expected: int, valid: bool) -> Read:
    sizes: dict[str, str | int | tuple[str, str]] = {"number": len(digits), "expected": expected, "word": "0" + digits}
    if valid:
        return Read("", Note("lost_zero", sizes))
    return Read("", Note("lost_zero", sizes, "retype_siret" if expected == 14 else "retype_siren"))


def _wrong(digits: str, what: str, expected: int) -> Read:
    en, fr = WRONG_LENGTH if digits.isdecimal() else NOT_DIGITS
    sizes = {"n": len(digits), "m": expected}
    return Read("", Note(f"wrong_{what}", {"problem_en": en.format(**sizes), "problem_fr": fr.format(**sizes)}))
