"""The words that data may use: tables, columns, actor types, sectors, kinds, and their labels in French and English.

The words themselves are data (``vocabulary.toml``); this module loads them, finds the word that a text means, and says
which known word is nearest to an unknown one. It imports neither numpy nor pandas.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from coopnet.errors import Language, UnknownWord

Nature = Literal["cooperation", "contract", "funding", "political_support"]
NATURES: tuple[Nature, ...] = ("cooperation", "contract", "funding", "political_support")
TABLES = ("actors", "structures", "memberships", "links", "ratings", "about")


@lru_cache(maxsize=100_000)  # headers and words come back again and again; a million ids must not stay in memory
def folded(text: str) -> str:
    """Return what remains of a text for matching: lower case, no accents, letters and digits only.

    >>> folded("  Groupement d’Employeurs ")
    'groupementdemployeurs'
    """
    flat = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]", "", flat.casefold())


@dataclass(frozen=True, slots=True)
class Word:
    """One allowed word: its code, its labels, and the texts that also mean it."""

    code: str
    fr: str
    en: str
    aliases: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """Return the label in the language asked for."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Kind(Word):
    """A kind of structure or of link, with its nature; ``directed`` concerns direct links only."""

    nature: Nature = "cooperation"
    directed: bool = False
    stands_as: tuple[str, ...] = ("link",)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one item of ``about``.

    ``format`` is identifier, reference, text, word, integer, number, date, siren, siret, naf, commune, flag or
    declaration; ``words`` names the word list of a word, ``to`` the table of a reference; ``fallback`` aliases count
    only when no other header answers to the column. Numbers are from ``minimum`` to ``maximum``, or greater than
    ``above``.
    """

    name: str
    fr: str
    format: str
    required: bool = False
    words: str = ""
    to: str = ""
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    repeatable: bool = False
    aliases: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    about_fr: str = ""
    about_en: str = ""

    def header(self, language: Language) -> str:
        """Return the header printed in a file of that language."""
        return self.fr if language == "fr" else self.name

    def about(self, language: Language) -> str:
        """Return the explanation of the column."""
        return self.about_fr if language == "fr" else self.about_en


@dataclass(frozen=True, slots=True)
class TableWords:
    """One table: its names, its title, its key, its columns in order; an optional one is not written when empty."""

    name: str
    fr: str
    en: str
    file: str
    title_fr: str
    title_en: str
    key: tuple[str, ...]
    aliases: tuple[str, ...]
    columns: Mapping[str, Column]
    optional: bool = False

    def label(self, language: Language) -> str:
        """Return the name of the sheet in the language asked for."""
        return self.fr if language == "fr" else self.en

    def title(self, language: Language) -> str:
        """Return the one-line description of the table."""
        return self.title_fr if language == "fr" else self.title_en


@dataclass(frozen=True)
class Vocabulary:
    """All words in force: those of coopnet and those that a pole declared in its own ``about``.

    Attributes
    ----------
    lists : mapping of str to mapping of code to Word
        Word lists by name; ``structure_kinds`` and ``link_kinds`` hold :class:`Kind`.
    kinds : mapping of code to Kind
        Every kind, of structure and of link.
    tables : mapping of name to TableWords
    about : mapping of key to Column
        The items of the ``about`` table.
    """

    lists: Mapping[str, Mapping[str, Word]]
    kinds: Mapping[str, Kind]
    tables: Mapping[str, TableWords]
    about: Mapping[str, Column]
    _found: dict[str, dict[str, str]] = field(default_factory=dict, repr=False, compare=False)

    def words(self, name: str) -> Mapping[str, Word]:
        """Return the word list of that name."""
        return self.lists[name]

    def find(self, name: str, text: str) -> str | None:
        """Return the code that a text means in a word list, or None.

        >>> vocabulary().find("actor_types", "Collectivité territoriale")
        'local_authority'
        >>> vocabulary().find("link_kinds", "amitié") is None
        True
        """
        table = self._found.get(name)
        if table is None:
            table = {}
            for word in self.lists[name].values():  # aliases first, so that a code or a label wins a clash
                table.update((folded(alias), word.code) for alias in word.aliases)
            for word in self.lists[name].values():
                table.update((folded(text), word.code) for text in (word.en, word.fr, word.code))
            self._found[name] = table
        return table.get(folded(text))

    def nearest(self, name: str, text: str) -> Word | None:
        """Return the known word most like an unknown text, or None when nothing is like it."""
        self.find(name, text)
        near = difflib.get_close_matches(folded(text), self._found[name], n=1, cutoff=0.75)
        return self.lists[name][self._found[name][near[0]]] if near else None

    def label(self, name: str, code: str, language: Language) -> str:
        """Return the label of a code; a code that the list does not hold is its own label."""
        word = self.lists[name].get(code) if name in self.lists else None
        return word.label(language) if word else code

    def kind_label(self, code: str, language: Language) -> str:
        """Return the label of a kind of structure or link."""
        kind = self.kinds.get(code)
        return kind.label(language) if kind else code

    def nature(self, kind: str) -> Nature:
        """Return the nature of a kind."""
        if kind not in self.kinds:
            raise UnknownWord(
                f"Unknown kind “{kind}”. Known kinds: {', '.join(self.kinds)}.",
                f"Nature inconnue « {kind} ». Natures connues : {', '.join(self.kinds)}.",
            )
        return self.kinds[kind].nature

    def extended(self, *, sectors: Iterable[Word] = (), kinds: Iterable[Kind] = ()) -> Vocabulary:
        """Return a vocabulary that also knows the sectors and kinds which a pole declares."""
        all_kinds = {**self.kinds, **{kind.code: kind for kind in kinds}}
        lists = {
            **self.lists,
            "sectors": {**self.lists["sectors"], **{word.code: word for word in sectors}},
            **_kind_lists(all_kinds),
        }
        return replace(self, lists=MappingProxyType(lists), kinds=MappingProxyType(all_kinds), _found={})

    def __reduce__(self) -> tuple[Any, ...]:
        # mapping proxies do not pickle; workers of an ensemble receive plain dicts and wrap them again
        known = vocabulary()
        sectors = [w for c, w in self.lists["sectors"].items() if known.lists["sectors"].get(c) != w]
        kinds = [k for c, k in self.kinds.items() if known.kinds.get(c) != k]
        return (_rebuilt, (sectors, kinds))


def _rebuilt(sectors: list[Word], kinds: list[Kind]) -> Vocabulary:
    return vocabulary().extended(sectors=sectors, kinds=kinds) if sectors or kinds else vocabulary()


def _kind_lists(kinds: Mapping[str, Kind]) -> dict[str, Mapping[str, Word]]:
    return {
        f"{place}_kinds": MappingProxyType({code: kind for code, kind in kinds.items() if place in kind.stands_as})
        for place in ("structure", "link")
    }


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    texts = {key: tuple(entry.get(key, ())) for key in ("aliases", "fallback")}
    return Column(name=name, **{**entry, **texts})


@cache
def vocabulary() -> Vocabulary:
    """Return the words of coopnet, read once from ``vocabulary.toml``.

    >>> vocabulary().label("actor_types", "ess", "fr")
    'Organisation de l’ESS'
    """
    raw = tomllib.loads(files("coopnet").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    lists: dict[str, Mapping[str, Word]] = {
        name: MappingProxyType({code: Word(code, w["fr"], w["en"], tuple(w["aliases"])) for code, w in words.items()})
        for name, words in raw["words"].items()
    }
    kinds = {
        code: Kind(code, k["fr"], k["en"], tuple(k["aliases"]), k["nature"], k.get("directed", False), tuple(k["as"]))
        for code, k in raw["kinds"].items()
    }
    tables = {
        name: TableWords(
            name=name,
            **{key: table[key] for key in ("fr", "en", "file", "title_fr", "title_en")},
            key=tuple(table["key"]),
            aliases=tuple(table["aliases"]),
            optional=table.get("optional", False),
            columns=MappingProxyType({column: _column(column, entry) for column, entry in table["columns"].items()}),
        )
        for name, table in raw["tables"].items()
    }
    return Vocabulary(
        lists=MappingProxyType({**lists, **_kind_lists(kinds)}),
        kinds=MappingProxyType(kinds),
        tables=MappingProxyType(tables),
        about=MappingProxyType({name: _column(name, entry) for name, entry in raw["about"].items()}),
    )
