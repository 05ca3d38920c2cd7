"""In which language the command line speaks, and how it says what click itself has to say."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from coopnet.errors import Language
from coopnet.typography import typeset

Say = Callable[[str, str], str]
"""A sentence given in French and in English → the one in the language chosen."""

DOMAIN = "coopnet"
CATALOGUES = Path(__file__).parent / "locale"
_OPTIONS = ("--langue", "--language")


def language_asked(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language that ``--langue`` asks for, else the variable ``LANGUAGE``, else French.

    It is looked for before anything is parsed, because help and mistakes are said in it too.

    >>> language_asked(["check", "--langue", "en"], {}), language_asked([], {"LANGUAGE": "en_GB:fr"})
    ('en', 'en')
    >>> language_asked(["--langue=fr"], {"LANGUAGE": "en"}), language_asked([], {})
    ('fr', 'fr')
    """
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name in _OPTIONS:
            return _known(value if equals else "".join(arguments[position + 1 : position + 2]))
    return _known(environment.get("LANGUAGE", ""))


def _known(text: str) -> Language:
    return "en" if text.split(":")[0].casefold().startswith("en") else "fr"


def speak(language: Language) -> Say:
    """Make click speak a language, and return what says our own sentences in it.

    click says everything through gettext; the catalogue beside this file is French, and English is what click is
    written in.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)

    def say(fr: str, en: str) -> str:
        return typeset(fr) if language == "fr" else en

    return say
