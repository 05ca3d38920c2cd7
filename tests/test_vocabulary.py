"""The words that data may use."""

import pickle

import pytest

from coopnet.errors import UnknownWord
from coopnet.vocabulary import NATURES, Kind, Word, folded, vocabulary

WORDS = vocabulary()


def test_the_six_actor_types_are_those_of_the_law():
    assert list(WORDS.words("actor_types")) == ["ess", "firm", "local_authority", "research", "training", "other"]


@pytest.mark.parametrize("name", sorted(WORDS.lists))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_label_finds_its_own_word(name, language):
    for code, word in WORDS.words(name).items():
        assert WORDS.find(name, word.label(language)) == code
        assert WORDS.find(name, code) == code


@pytest.mark.parametrize("name", sorted(WORDS.lists))
def test_no_alias_means_two_words(name):
    meant: dict[str, str] = {}
    for code, word in WORDS.words(name).items():
        for text in (word.fr, word.en, word.code, *word.aliases):
            assert meant.setdefault(folded(text), code) == code, f"{text!r} of {name}"


@pytest.mark.parametrize("table", sorted(WORDS.tables))
def test_no_header_means_two_columns(table):
    meant: dict[str, str] = {}
    for column in WORDS.tables[table].columns.values():
        for text in (column.name, column.fr, *column.aliases):
            assert meant.setdefault(folded(text), column.name) == column.name, f"{text!r} of {table}"


def test_case_accents_and_apostrophes_do_not_matter():
    assert WORDS.find("structure_kinds", "GROUPEMENT D'EMPLOYEURS") == "employers_group"
    assert WORDS.find("link_kinds", "cofondation ") == "co_founding"


def test_an_unknown_word_is_not_found_but_the_nearest_is_named():
    assert WORDS.find("sectors", "restoration") is None
    assert WORDS.nearest("sectors", "restoration").code == "catering"
    assert WORDS.nearest("sectors", "zzz") is None


def test_every_kind_has_a_nature_and_a_place():
    for kind in WORDS.kinds.values():
        assert kind.nature in NATURES
        assert kind.stands_as
        assert set(kind.stands_as) <= {"structure", "link"}


def test_only_funding_and_support_have_a_direction():
    assert {kind.code for kind in WORDS.kinds.values() if kind.directed} == {"funding", "political_support"}


def test_a_pole_can_declare_words_without_changing_those_of_others():
    mine = WORDS.extended(sectors=[Word("brewing", "Brasserie", "Brewing")], kinds=[Kind("loan", "Prêt", "Loan")])

    assert mine.find("sectors", "brasserie") == "brewing"
    assert mine.find("link_kinds", "prêt") == "loan"
    assert mine.nature("loan") == "cooperation"
    assert WORDS.find("sectors", "brasserie") is None


def test_words_travel_to_another_process():
    mine = WORDS.extended(sectors=[Word("brewing", "Brasserie", "Brewing")])

    assert pickle.loads(pickle.dumps(mine)).find("sectors", "brasserie") == "brewing"
    assert pickle.loads(pickle.dumps(WORDS)) is WORDS


def test_the_nature_of_an_unknown_kind_is_refused():
    with pytest.raises(UnknownWord, match="friendship"):
        WORDS.nature("friendship")
