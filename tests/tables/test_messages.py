"""The sentences themselves: complete in both languages, well typeset, all used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import coopnet.tables
from coopnet.tables.messages import Collector, advices, finding, messages
from coopnet.vocabulary import vocabulary

SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(coopnet.tables.__path__[0]).glob("*.py"))
SENTENCES = {
    **{code: (message.en, message.fr) for code, message in messages().items()},
    **{f"advice {name}": pair for name, pair in advices().items()},
}


def fields(text: str) -> set[str]:
    return {re.sub("_(en|fr)$", "", name) for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_say_the_same_things(code: str) -> None:
    en, fr = SENTENCES[code]
    assert fields(en) == fields(fr)
    assert en[-1] in ".?"
    assert fr[-1] in ".?"


@pytest.mark.parametrize("code", SENTENCES)
def test_french_is_typeset_as_french_should_be(code: str) -> None:
    fr = SENTENCES[code][1]
    assert not re.search(r"[^\u202f][;:!?»]", fr), "a narrow no-break space comes before ; : ! ? »"
    assert not re.search(r"«[^\u202f]", fr)
    assert "'" not in fr, "an apostrophe is ’"
    assert '"' not in fr
    assert "..." not in fr


@pytest.mark.parametrize("code", SENTENCES)
def test_english_is_typeset_as_english_should_be(code: str) -> None:
    en = SENTENCES[code][0]
    assert not re.search(r" [;:!?]", en)
    assert '"' not in en
    assert "'" not in en


@pytest.mark.parametrize("code", messages())
def test_every_message_is_used_and_its_advice_exists(code: str) -> None:
    # some codes are made of a stem and of the table or the number concerned
    stems = {
        code,
        re.sub("_(actor|structure)$", "_{", code),
        re.sub("_(siret|siren)$", "_{", code),
        re.sub("_(type|sector)$", "_{", code),
    }
    assert any(f'"{stem}' in SOURCES for stem in stems)
    advice = messages()[code].advice
    assert advice is None or advice in advices()


@pytest.mark.parametrize("name", advices())
def test_every_advice_is_used(name: str) -> None:
    assert f'"{name}"' in SOURCES or any(message.advice == name for message in messages().values())


def test_the_list_stops_at_its_limit_and_says_how_many_more() -> None:
    found = Collector(limit=2)
    for row in range(5):
        found.add("unreadable_number", table="links", place="liens.csv", row=row + 2, column="poids", value="x")
    listed = found.findings()
    assert [f.row for f in listed] == [2, 3, None]
    assert listed[-1].reason_fr == "3 autres constats du même genre ne sont pas listés\u202f; les 2 premiers le sont."
    assert {f.severity for f in listed} == {"error"}


def test_a_value_that_looks_like_a_field_is_left_alone() -> None:
    said = finding("unreadable_number", table="links", place="x", value="{row}")
    assert said.reason_en == "“{row}” is not a number."


def test_long_values_and_line_breaks_are_shown_on_one_short_line() -> None:
    said = finding("unreadable_number", table="links", place="x", value="a\nb" + "x" * 200)
    assert said.value is not None
    assert said.value.startswith("a ⏎ bxxx")
    assert len(said.value) == 80
    assert said.value.endswith("…")


def test_every_label_of_the_vocabulary_reads_as_one_word() -> None:
    words = vocabulary()
    for name, known in words.lists.items():
        for code, word in known.items():
            assert words.find(name, word.fr) == code, f"{name}: {word.fr}"
            assert words.find(name, code) == code
