"""The communes of France and the groupings (EPCI) they belong to, from the tables of ``cog/``; read on first use."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coopnet.tables.cleaning import Field, Note, Read
from coopnet.vocabulary import folded

COG_DATE = "2026-01-01"
"""The date at which the communes are those of the tables."""

_CODE = re.compile(r"(?:[013-9][0-9]|2[0-9AB])[0-9]{3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune; ``epci`` is the SIREN of its grouping or "", ``become`` the code of what it is part of now or ""."""

    code: str
    name: str
    departement: str
    epci: str
    postcodes: tuple[str, ...]
    become: str


def _lines(file: str) -> list[str]:
    packed = files("coopnet.tables").joinpath("cog", file).read_bytes()
    return gzip.decompress(packed).decode("utf-8").splitlines()[1:]


@cache
def _line_of() -> dict[str, str]:
    # a pole names a few communes: the others stay text, which takes a tenth of the time
    return {line.partition(";")[0]: line for line in _lines("communes.csv.gz")}


@cache
def _commune(code: str) -> Commune | None:
    line = _line_of().get(code)
    return None if line is None else next(_communes([line]))


def _communes(lines: Iterable[str]) -> Iterator[Commune]:
    for code, name, departement, epci, postcodes, become in csv.reader(lines, delimiter=";"):
        yield Commune(code, name, departement, epci, tuple(postcodes.split()), become)


@cache
def _groupings() -> dict[str, str]:
    return dict(csv.reader(_lines("epci.csv.gz"), delimiter=";"))


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for commune in _communes(_line_of().values()):
        if not commune.become:
            key = folded(commune.name)
            found[key] = (*found.get(key, ()), commune.code)
    return found


@cache
def _by_postcode() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for commune in _communes(_line_of().values()):
        for postcode in commune.postcodes:
            found[postcode] = (*found.get(postcode, ()), commune.code)
    return found


@cache
def _groupings_by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for siren, name in _groupings().items():
        for key in {folded(name), folded(re.sub("^(CC|CA|CU|METRO[A-Z0-9]*) ", "", name))}:
            found[key] = siren if key not in found else ""
    return found


def commune_name(code: str) -> str | None:
    """Return the name of the commune of an INSEE code, or None when there is no such commune.

    >>> commune_name("40312"), commune_name("99999")
    ('Tarnos', None)
    """
    commune = _commune(code)
    return commune.name if commune else None


def epci_of(code: str) -> str | None:
    """Return the SIREN of the EPCI of a commune, or None when the commune is unknown or belongs to none.

    >>> epci_of("40312")
    '244000659'
    """
    commune = _commune(code)
    return commune.epci or None if commune else None


def departement_of(code: str) -> str | None:
    """Return the département of a commune, or None when there is no such commune.

    >>> departement_of("40312")
    '40'
    """
    commune = _commune(code)
    return commune.departement if commune else None


def epci_name(siren: str) -> str | None:
    """Return the name of an EPCI, or None when no EPCI has that SIREN.

    >>> epci_name("244000659")
    'CC du Seignanx'
    """
    return _groupings().get(siren)


def epci_named(text: str) -> str | None:
    """Return the SIREN of the EPCI of that name, or None when none or several bear it.

    >>> epci_named("CC du Seignanx"), epci_named("du Seignanx")
    ('244000659', '244000659')
    """
    return _groupings_by_name().get(folded(text)) or None


def commune_of(text: str) -> Read:
    """Return the INSEE code that a text writes; anything else is kept as written, with what it may mean.

    >>> commune_of("2a004").value, commune_of("Tarnos").note.code, commune_of("Tarnos").note.fields["word"]
    ('2A004', 'commune_name', '40312')
    """
    if _CODE.fullmatch(text):
        code = text.upper()
        commune = _commune(code)
        if commune and not commune.become:
            return Read(code)
        return Read(text, _outdated(commune) if commune else _postcode(text))
    if re.fullmatch(r"[0-9]{4}", text) and commune_name("0" + text):
        return Read(text, Note("unknown_commune", {"word": f"0{text} ({commune_name('0' + text)})"}, "perhaps"))
    codes = _by_name().get(folded(text), ())
    if len(codes) == 1:
        return Read(text, Note("commune_name", {"word": codes[0]}, "write"))
    if codes:
        return Read(text, Note("commune_name", {"number": len(codes), "words": ", ".join(codes)}, "homonyms"))
    return Read(text, Note("unknown_commune"))


def _outdated(commune: Commune) -> Note:
    name, now = commune_name(commune.become) or "", commune.become
    fields: dict[str, Field] = {"name": commune.name, "now": name, "word": now}
    return Note("former_commune", fields, "write")


def _postcode(text: str) -> Note:
    codes = _by_postcode().get(text, ())
    return Note("unknown_commune", {"words": _listed(codes)}, "postcode") if codes else Note("unknown_commune")


def _listed(codes: tuple[str, ...]) -> tuple[str, str]:
    names = ", ".join(f"{code} {commune_name(code)}" for code in codes[:8])
    return (f"{names} and others", f"{names} et d’autres") if len(codes) > 8 else (names, names)
