"""Everything coopnet can refuse, each refusal one sentence in two languages.

A refusal names the place, the value read, the reason and what to do. ``str(error)`` is the English sentence;
``error.sentence("fr")`` is what pole staff read.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from coopnet.typography import typeset

if TYPE_CHECKING:  # findings live one floor up; only their type is named here
    from coopnet.tables.findings import Finding

Language = Literal["fr", "en"]


_CAUSES: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOENT: "ce chemin n’existe pas",
        errno.EACCES: "l’accès est refusé",
        errno.EPERM: "l’accès est refusé",
        errno.EEXIST: "ce nom est déjà pris par un fichier",
        errno.ENOTDIR: "le chemin passe par un fichier",
        errno.EISDIR: "c’est un dossier",
        errno.ENOSPC: "le disque est plein",
        errno.EROFS: "le disque est en lecture seule",
        errno.ENAMETOOLONG: "le nom est trop long",
        errno.EBUSY: "un autre programme l’utilise",
        errno.EINVAL: "le système refuse ce nom",
        errno.EIO: "le disque ne répond pas",
    }
)


def cause(error: OSError) -> str:
    """Return in French why the system refused a file, in its own words where they are not known here.

    >>> cause(PermissionError(errno.EACCES, "Permission denied"))
    'l’accès est refusé'
    """
    return _CAUSES.get(error.errno or 0, str(error.strerror or error))


class CoopnetError(Exception):
    """Base of every refusal of coopnet.

    Parameters
    ----------
    en, fr : str
        The same sentence in English and in French.
    """

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.en = en
        self.fr = typeset(fr)

    def sentence(self, language: Language) -> str:
        """Return the refusal in the language asked for."""
        return self.fr if language == "fr" else self.en

    def __reduce__(self) -> tuple[type[CoopnetError], tuple[str, str]]:
        # a refusal raised in a worker process must arrive whole in the parent
        return (type(self), (self.en, self.fr))


class UnreadableInput(CoopnetError):
    """Nothing can be read: missing, empty, truncated, encrypted, a directory without tables, not a spreadsheet."""


class PoleRefused(CoopnetError):
    """The tables were read and contain errors; the findings say where.

    Parameters
    ----------
    en, fr : str
        The sentence.
    findings : sequence of Finding
        All findings of the check, errors included.
    """

    def __init__(self, en: str, fr: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(en, fr)
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[type[CoopnetError], tuple[str, str, tuple[Finding, ...]]]:  # type: ignore[override]
        return (type(self), (self.en, self.fr, self.findings))


class UnknownWord(CoopnetError):
    """An option, a column or a code that coopnet does not know; the sentence lists what it does."""


class UndefinedMeasure(CoopnetError):
    """A pole-level measure that has no value on this pole (no link, a single group …). Undefined is never 0."""


class ViewRefused(CoopnetError):
    """A measure was asked on a view that gives it no meaning; the sentence says what to type instead."""


class CostRefused(CoopnetError):
    """What was asked would need more memory or time than the limit; the sentence says how much."""


class NullRefused(CoopnetError):
    """A null model cannot answer: a single graph satisfies it, it holds the measure constant, or it cannot mix."""


class WriteRefused(CoopnetError):
    """The place to write to cannot be written (exists already, is a directory, is open elsewhere)."""


class LibraryMissing(CoopnetError):
    """What was asked needs a library that coopnet does without and that is not installed."""


class GridRefused(PoleRefused):
    """A grid of criteria that is not one; the findings say where."""
