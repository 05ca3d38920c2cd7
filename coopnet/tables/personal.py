"""Columns that hold personal data, known by their header or by their content."""

from __future__ import annotations

import re
from collections.abc import Collection

from stdnum.fr import nir

from coopnet.vocabulary import folded

What = tuple[str, str]
"""What the data are, in English and in French."""

EMAIL: What = ("e-mail addresses", "adresses électroniques")
TELEPHONE: What = ("telephone numbers", "numéros de téléphone")
NIR: What = ("social security numbers", "numéros de sécurité sociale")
PERSON: What = ("names or details of persons", "noms ou coordonnées de personnes")

_WORDS: tuple[tuple[What, frozenset[str]], ...] = (
    (EMAIL, frozenset(["mail", "mails", "email", "emails", "courriel", "courriels", "mel"])),
    (TELEPHONE, frozenset(["tel", "tels", "telephone", "telephones", "phone", "portable", "gsm", "fax", "telecopie"])),
    (NIR, frozenset(["nir", "nss", "numeross"])),
    (PERSON, frozenset(["prenom", "prenoms", "contact", "contacts", "interlocuteur", "interlocutrice", "naissance"])),
)
_PHRASES: tuple[tuple[What, tuple[str, ...]], ...] = (
    (EMAIL, ("adresseelectronique", "adressemail", "emailaddress")),
    (TELEPHONE, ("numerodetelephone", "telephonefixe", "telephonemobile", "numtel", "phonenumber")),
    (NIR, ("securitesociale", "socialsecurity")),
    (PERSON, ("datedenaissance", "dateofbirth", "nomdefamille", "firstname", "lastname", "adressepersonnelle")),
)
_EMAIL = re.compile(r"[^\s@;,<>()]+@[^\s@;,<>()]+\.[a-zA-Z]{2,}")
_BEFORE, _AFTER = r"(?<![\w/.+-])", r"(?![\w/-]|\.[0-9])"
_TELEPHONE = re.compile(r"(?:(?:\+|00)33[\s.-]?(?:\(0\)[\s.-]?)?|0)[1-9](?:[\s.-]?[0-9]{2}){4}")
_NIR = re.compile(r"[12][\s.]?[0-9]{2}[\s.]?[0-9]{2}[\s.]?[0-9][0-9AB][\s.]?[0-9]{3}[\s.]?[0-9]{3}[\s.]?[0-9]{2}")

_TELEPHONE_WITHIN = re.compile(_BEFORE + _TELEPHONE.pattern + _AFTER)
_NIR_WITHIN = re.compile(_BEFORE + _NIR.pattern + _AFTER)


def personal_header(header: str) -> What | None:
    """Return what personal data a header announces, or None.

    >>> personal_header("Tél. portable"), personal_header("SIRET ou NIR"), personal_header("Secteur")
    (('telephone numbers', 'numéros de téléphone'), ('social security numbers', 'numéros de sécurité sociale'), None)
    """
    flat = folded(header)
    words = {folded(word) for word in re.split(r"[^\w]+|_", header)}
    for what, known in _WORDS:
        if words & known or flat in known:
            return what
    return next((what for what, phrases in _PHRASES if any(phrase in flat for phrase in phrases)), None)


def personal_text(text: str) -> What | None:
    """Return what personal data a text holds, or None.

    >>> personal_text("écrire à contact@exemple.fr"), personal_text("05 59 64 00 12"), personal_text("40312")
    (('e-mail addresses', 'adresses électroniques'), ('telephone numbers', 'numéros de téléphone'), None)
    """
    if "@" in text and _EMAIL.search(text):
        return EMAIL
    if len(text) < 9 or not any(character.isdecimal() for character in text):
        return None
    if _TELEPHONE.fullmatch(text):
        return TELEPHONE
    return NIR if _NIR.fullmatch(text) and _valid_nir(text) else None


def personal_within(text: str) -> What | None:
    """Return what personal data stand anywhere in a text, or None; numbers are those that no longer number holds.

    >>> personal_within("porteur, tél. 06 12 34 56 78"), personal_within("convention 2018-0612345678")
    (('telephone numbers', 'numéros de téléphone'), None)
    """
    if "@" in text and _EMAIL.search(text):
        return EMAIL
    if len(text) < 9:
        return None
    if _TELEPHONE_WITHIN.search(text):
        return TELEPHONE
    return NIR if any(_valid_nir(found[0]) for found in _NIR_WITHIN.finditer(text)) else None


def without_personal(text: str) -> str:
    """Return a text with an ellipsis in place of each e-mail address, telephone or social-security number.

    >>> without_personal("enquête 2024, écrire à contact@exemple.fr ou au 05 59 64 00 12")
    'enquête 2024, écrire à … ou au …'
    """
    masked = _TELEPHONE_WITHIN.sub("…", _EMAIL.sub("…", text))
    return _NIR_WITHIN.sub(lambda found: "…" if _valid_nir(found[0]) else found[0], masked)


def _valid_nir(text: str) -> bool:
    return bool(nir.is_valid(re.sub(r"[\s.]", "", text)))


def personal_column(values: Collection[str]) -> What | None:
    """Return what personal data the distinct values of a column hold, or None.

    One e-mail address or one valid social-security number is enough; telephone numbers must be half of the values,
    because other codes look like them.
    """
    phones = 0
    for value in values:
        what = personal_text(value)
        if what in (EMAIL, NIR):
            return what
        phones += what == TELEPHONE
    return TELEPHONE if phones and 2 * phones >= len(values) else None
