"""What French spreadsheets do to numbers and dates, undone where it is certain and named where it is not."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coopnet.vocabulary import folded

Field = str | int | tuple[str, str]
"""What fills a sentence: a text, a number, or an (English, French) pair."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said of one value: the code of a message, what fills its sentence, the advice to give."""

    code: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One distinct value once read: what it means, and what is to be said of it."""

    value: Any
    note: Note | None = None


_SPACES = "\u0020\u00a0\u2009\u202f"
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(rf"[+-]?[0-9]{{1,3}}(?:([{_SPACES}'’.])[0-9]{{3}})(?:\1[0-9]{{3}})*(?:,[0-9]+)?")
_GROUPED_SPACES_POINT = re.compile(rf"[+-]?[0-9]{{1,3}}(?:([{_SPACES}'’])[0-9]{{3}})(?:\1[0-9]{{3}})*(?:\.[0-9]+)?")
_ENGLISH = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}")


def number_of(text: str) -> float | None:
    r"""Return the number that a text writes, or None when it writes none.

    A comma or a point is a decimal mark; a space of any width or an apostrophe groups thousands, and so does a point
    that a comma follows.

    >>> number_of("1 234,50"), number_of("1.234,50"), number_of("1\u202f234"), number_of("1.234"), number_of("douze")
    (1234.5, 1234.5, 1234.0, 1.234, None)
    """
    text = text.replace("\u2212", "-")
    if _PLAIN.fullmatch(text):
        number = float(text.replace(",", "."))
    elif _GROUPED.fullmatch(text):
        number = float(re.sub(rf"[{_SPACES}'’.]", "", text).replace(",", "."))
    elif _GROUPED_SPACES_POINT.fullmatch(text):
        number = float(re.sub(rf"[{_SPACES}'’]", "", text))
    elif _ENGLISH.fullmatch(text):
        number = float(text.replace(",", ""))
    else:
        return None
    return number if math.isfinite(number) else None


MONTHS = {
    folded(name): month
    for month, names in enumerate(
        (
            "janvier janv january jan",
            "février févr fév february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "août august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "décembre déc december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_FRENCH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_YEAR_AS_NUMBER = re.compile(r"([0-9]{4})[.,]0+")
_OTHER_MARKS = re.compile(r"([0-9]{1,2})[-. ]([0-9]{1,2})[-. ]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/. ]([0-9]{1,2})(?:[/. ]([0-9]{1,2}))?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_IN_WORDS = re.compile(r"(?:le\s+)?(?:([0-9]{1,2})(?:er)?\s+)?([^\W\d]+)\.?\s+([0-9]{4})")
_SERIAL = re.compile(r"[1-6][0-9]{4}(?:[.,]0+)?")
_DAY_ZERO = datetime.date(1899, 12, 30)  # what Excel counts from, its 29 February 1900 included
OLDEST, LATEST = 1800, 2100


def date_of(text: str) -> Read:
    """Return the date that a text writes, as ISO text at the precision stated, with what is to be said of it.

    >>> date_of("2012-05").value, date_of("3/5/2012").value, date_of("2012.0").value
    ('2012-05', '2012-05-03', '2012')
    >>> date_of("31/02/2024").note.code
    'impossible_date'
    """
    if (match := _MOMENT.fullmatch(text)) or (match := _YEAR_AS_NUMBER.fullmatch(text)):
        text = match[1]
    if match := _ISO.fullmatch(text):
        iso = _iso(match[1], match[2], match[3])
    elif match := _FRENCH.fullmatch(text):
        iso = _iso(match[3], match[2], match[1])
    else:
        return _unreadable_date(text)
    if iso is None:
        return Read("", Note("impossible_date"))
    year = int(iso[:4])
    if not OLDEST <= year <= LATEST:
        return Read(iso, Note("odd_date", {"year": str(year)}))
    if year == 1905 and len(iso) == 10:  # 2012 typed in a cell that Excel formats as a date shows 4 July 1905
        serial = (datetime.date.fromisoformat(iso) - _DAY_ZERO).days
        if 1950 <= serial <= LATEST:
            return Read(iso, Note("year_taken_for_a_day", {"year": str(serial)}))
    return Read(iso)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    """Return ISO text at the precision given, or None when the calendar has no such date."""
    if month is None:
        return year if int(year) >= 1000 else None
    try:
        found = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if found.year < 1000:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


def _unreadable_date(text: str) -> Read:
    """Say of a text that is not an accepted date what it probably means; it is not read for all that."""
    guess: str | None = None
    if _SERIAL.fullmatch(text):
        day = _DAY_ZERO + datetime.timedelta(days=int(text[:5]))
        return Read("", Note("excel_serial", {"word": (day.isoformat(), day.strftime("%d/%m/%Y"))}))
    if match := _OTHER_MARKS.fullmatch(text):
        guess = _iso(match[3], match[2], match[1])
    elif match := _YEAR_FIRST.fullmatch(text):
        guess = _iso(match[1], match[2], match[3])
    elif match := _MONTH_YEAR.fullmatch(text):
        guess = _iso(match[2], match[1], None)
    elif _SHORT_YEAR.fullmatch(text):
        return Read("", Note("two_digit_year"))
    elif (match := _IN_WORDS.fullmatch(text)) and folded(match[2]) in MONTHS:
        guess = _iso(match[3], str(MONTHS[folded(match[2])]), match[1])
    if guess:
        return Read("", Note("unreadable_date", {"word": guess}, "write"))
    return Read("", Note("unreadable_date"))


def earliest(date: str) -> str:
    """Return the first day that a date of any precision may mean.

    >>> earliest("2012"), earliest("2012-02")
    ('2012-01-01', '2012-02-01')
    """
    return date + "-01-01"[len(date) - 10 :] if len(date) < 10 else date


def latest(date: str) -> str:
    """Return a day not before the last one that a date of any precision may mean; for comparisons only.

    >>> latest("2012"), latest("2012-02")
    ('2012-12-31', '2012-02-31')
    """
    return date + "-12-31"[len(date) - 10 :] if len(date) < 10 else date
