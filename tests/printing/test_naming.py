"""Names of variables: legal in Stata, R and formulas, and all different."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopnet.printing.latex import escaped
from coopnet.printing.naming import plain_names

LEGAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")


@given(st.lists(st.text(max_size=60), max_size=20))
def test_any_names_become_legal_and_different(names):
    made = plain_names(names)
    assert all(LEGAL.fullmatch(name) for name in made)
    assert len({name.casefold() for name in made}) == len(names)


@pytest.mark.parametrize("word", ["in", "if", "for", "using", "str12", "TRUE", "class", "_all", "C"])
def test_a_word_that_means_something_else_is_no_name(word):
    assert plain_names([word])[0].casefold() != word.casefold()


@given(st.text(max_size=40))
def test_no_text_leaves_a_sign_that_latex_reads_otherwise(text):
    made = escaped(text)
    assert made.count("{") - made.count(r"\{") == made.count("}") - made.count(r"\}")
    assert not re.search(r"(?<!\\)[%#&]", made)
    assert "\n" not in made


def test_accents_and_french_spaces_are_kept_and_foreign_signs_named():
    assert escaped("« Îlot » : 5\u202f% œuvre Ξ") == r"« Îlot » : 5\,\% \oe{}uvre [U+039E]"
