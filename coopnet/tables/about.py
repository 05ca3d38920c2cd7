"""The sheet about the pole: its items, and the sectors and kinds that it declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from coopnet.errors import Language
from coopnet.tables.cells import trimmed
from coopnet.tables.cleaning import Field
from coopnet.tables.drafts import Draft
from coopnet.tables.rows import read_cell, reader_of
from coopnet.tables.sheets import item_named
from coopnet.vocabulary import Column, Kind, Nature, Vocabulary, Word, folded, vocabulary

EXAMPLES = {
    "sector": ("code | label", "code | libellé", "textile | Textile et mode"),
    "structure_kind": ("code | label | nature", "code | libellé | nature", "amap | AMAP | coopération"),
    "link_kind": (
        "code | label | nature, then “| directed” if it has a direction",
        "code | libellé | nature, puis «\u202f| dirigé\u202f» si le lien a un sens",
        "prêt | Prêt de matériel | coopération | dirigé",
    ),
}
_PLACES = {"structure_kind": "structure", "link_kind": "link"}


@dataclass
class About:
    """What the sheet about the pole says: its items as canonical text, and the words in force."""

    items: dict[str, str]
    words: Vocabulary


def read_about(draft: Draft) -> About:
    """Return what the sheet says; its rows that say nothing valid are rejected."""
    about = About({}, vocabulary())
    if not draft.readable or not draft.known:
        return about
    first: dict[str, int] = {}
    keys = draft.raw.columns[draft.known["key"]]
    values = draft.raw.columns[draft.known["value"]] if "value" in draft.known else [""] * len(keys)
    for i, (key, cell) in enumerate(zip(keys, values, strict=True)):
        value = trimmed(cell)
        if draft.state[i] or not value:  # an item left empty says nothing, and that is no fault
            continue
        name = item_named(trimmed(key))
        if name is None:
            _unknown_item(draft, i, trimmed(key))
        elif vocabulary().about[name].repeatable:
            _declare(draft, i, name, value, about)
        else:
            _read_item(draft, i, vocabulary().about[name], value, about, first)
    return about


def _unknown_item(draft: Draft, i: int, key: str) -> None:
    if not key:
        draft.say("missing_value", i, header=draft.header("key"))
        return
    items = vocabulary().about.values()
    fields = {"words_en": ", ".join(item.name for item in items), "words_fr": ", ".join(item.fr for item in items)}
    draft.say("unknown_item", i, header=draft.header("key"), value=key, fields=fields)


def _read_item(draft: Draft, i: int, item: Column, value: str, about: About, first: dict[str, int]) -> None:
    said = read_cell(value, item, reader_of(item, "about", about.words))
    if said.note:
        draft.say(
            said.note.code,
            i,
            header=draft.header("value"),
            value=None if said.note.code == "personal_cell" else value,  # not repeated where it would be read
            advice=said.note.advice,
            fields={**said.note.fields, "column": (item.name, item.fr)},
        )
    if draft.state[i]:
        return
    if item.name in first:
        row: dict[str, Field] = {"first": str(draft.rows[first[item.name]]), "item": (item.name, item.fr)}
        same = about.items.get(item.name, "") == said.value
        draft.say(
            "duplicate_row" if same else "repeated_item", i, header=draft.header("value"), value=value, fields=row
        )
        return
    if said.value:
        about.items[item.name] = said.value
    first[item.name] = i


def _declare(draft: Draft, i: int, item: str, value: str, about: About) -> None:
    """Add the sector or the kind that a row declares to the words in force."""
    word = _declared(item, [part.strip() for part in value.split("|")], about.words)
    if word is None:
        en, fr, example = EXAMPLES[item]
        fields = {"expected_en": en, "expected_fr": fr, "example": example}
        draft.say("bad_declaration", i, header=draft.header("value"), value=value, fields=fields)
        return
    known = _known_as(item, word, about.words)
    if known is None:
        if isinstance(word, Kind):
            about.words = about.words.extended(kinds=[word])
        else:
            about.words = about.words.extended(sectors=[word])
    elif _same(known, word):
        draft.say("already_known", i, header=draft.header("value"), value=value)
    else:
        fields = {"word": word.code, "meaning_en": _meaning(known, "en"), "meaning_fr": _meaning(known, "fr")}
        draft.say("known_otherwise", i, header=draft.header("value"), value=value, fields=fields)


def _declared(item: str, parts: list[str], words: Vocabulary) -> Word | None:
    """Return the word that the parts of a declaration make, or None when they make none."""
    if not all(parts[:3]) or not folded(parts[0]):
        return None
    code, label = parts[0], parts[min(1, len(parts) - 1)]
    if item == "sector":
        return Word(code, label, label) if len(parts) <= 2 else None
    nature = words.find("natures", parts[2]) if len(parts) in (3, 4) else None
    if nature is None:
        return None
    last = folded(parts[3]) if len(parts) == 4 else ""
    if last not in ("", "dirige", "directed", "oriente") or (last and item != "link_kind"):
        return None
    return Kind(code, label, label, (), cast(Nature, nature), bool(last), (_PLACES[item],))


def _known_as(item: str, word: Word, words: Vocabulary) -> Word | None:
    """Return the word in force whose code or label a declared one takes, or None; a mere alias may be taken."""
    texts = {folded(word.code), folded(word.label("fr"))}
    known = words.words("sectors") if item == "sector" else words.kinds
    return next((w for w in known.values() if texts & {folded(w.code), folded(w.fr), folded(w.en)}), None)


def _same(known: Word, word: Word) -> bool:
    if not (isinstance(known, Kind) and isinstance(word, Kind)):
        return True
    return known.nature == word.nature and known.directed == word.directed and word.stands_as[0] in known.stands_as


def _meaning(known: Word, language: Language) -> str:
    if not isinstance(known, Kind):
        return known.label(language)
    nature = vocabulary().label("natures", known.nature, language)
    return f"{known.label(language)}, {nature}"
