"""Every technical term that a profile or a co-evaluation uses is explained."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from coopnet.catalogue import MEASURES
from coopnet.errors import Language
from coopnet.pole import Pole
from coopnet.printing.table import ReportTable
from coopnet.referentiel.coevaluation import coevaluation_of
from coopnet.referentiel.profile import Profile, profile_of
from coopnet.report.content import glossary_of
from coopnet.report.glossary import GLOSSARY
from coopnet.report.measure_tables import profile_table
from coopnet.report.pole_tables import ACTOR_MEASURES, STRUCTURE_MEASURES
from coopnet.report.profile_files import sentences_table
from coopnet.vocabulary import vocabulary

# the start of a technical word, and the start of the one under which it is explained, where that is another
TECHNICAL: dict[Language, dict[str, str]] = {
    "fr": {
        "alpha de krippendorff": "", "articulation": "charnière", "attendu": "", "centralisation": "", "charnière": "",
        "coefficient": "", "composante": "", "constat": "", "corrélation": "", "densité": "", "e–i": "",
        "écarts?-types?": "", "entropie": "", "graine": "", "hasard": "", "indicateur": "", "intermédiaire": "",
        "matrice": "", "médiane": "", "modularité": "", "multigraphe": "", "multiplex": "", "natures? de lien": "",
        "nœud": "", "paires?": "paire", "projet(?:er|ée)": "projection", "entremise": "", "participation": "",
        "membres déclarés": "", "on ne peut pas dire": "", "partenaire": "", "quantile": "", "référentiel": "",
        "structure": "",
        "tirage": "", "transitivité": "", "variance": "", "vue": "", "95 fois sur 100": "",
    },
    "en": {
        "krippendorff’s alpha": "", "articulation": "", "betweenness": "", "cannot tell": "", "centrali[sz]ation": "",
        "chance": "", "coefficient": "", "component": "", "correlation": "", "density": "", "descriptive": "",
        "draws?": "", "e–i": "", "entropy": "", "expect": "", "indicator": "", "kinds? of link": "", "matrix": "",
        "median": "", "modularity": "", "multigraph": "", "multiplex": "", "partner": "", "quantile": "",
        "référentiel": "", "sd": "standard deviation", "seed": "", "structure": "", "transitivity": "", "variance": "",
        "view": "", "95 times in 100": "",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def profile(sud: Pole) -> Profile:
    return profile_of(sud, rng=np.random.default_rng(1), n_draws=19)


def _words_of(table: ReportTable) -> list[str]:
    cells = [str(cell) for row in table.rows for cell in row if isinstance(cell, str)]
    return [table.title, table.note, *(column.header for column in table.columns), *cells]


def _spoken(profile: Profile, language: Language) -> str:
    ratings = pd.DataFrame(
        [(name, letter, 1 + (k * row) % 4) for k, name in enumerate("XYZ") for row, letter in enumerate("abcdefghij")],
        columns=["evaluator", "criterion", "rating"],
    )
    rated = coevaluation_of(ratings, profile.grid, rng=np.random.default_rng(1), n_draws=99)
    numbers, sentences = profile_table(profile, vocabulary(), language), sentences_table(profile, language)
    parts = [*_words_of(numbers), *_words_of(sentences), rated.sentence(language), profile.summary(language)]
    return " ".join(parts).casefold().replace("\u202f", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_technical_term_of_the_profile_is_in_the_glossary(profile: Profile, language: Language) -> None:
    spoken = _spoken(profile, language)
    explained = " ".join(f"{term} : {text}" for term, text in GLOSSARY[language]).casefold()
    used = {word: meant or word for word, meant in TECHNICAL[language].items() if re.search(rf"\b{word}", spoken)}

    assert len(used) > 12
    assert [word for word, meant in used.items() if not re.search(rf"\b{meant}", explained)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_measure_of_the_profile_is_explained(profile: Profile, language: Language) -> None:
    """Each word of five letters or more of a measure's label is plain, or stands in the glossary."""
    explained = " ".join(f"{term} {text}" for term, text in GLOSSARY[language]).casefold()
    labels = profile.table.loc[profile.table["indicator"] != "", f"label_{language}"]
    words = {word for label in labels for word in re.findall(r"[\w’]{5,}", label.casefold())}

    assert words
    unexplained = {word for word in words if word not in explained and word.rstrip("s") not in explained}
    assert unexplained <= PLAIN[language]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_measure_of_the_tables_of_actors_and_structures_is_read_in_the_glossary(language: Language) -> None:
    """A column has no room for how to read it: the glossary has, once, and no term stands there twice."""
    shown = [term for term, _ in glossary_of(language)]
    for name in (*ACTOR_MEASURES, *STRUCTURE_MEASURES):
        assert shown.count(MEASURES[name].label(language)) == 1
    assert len(set(shown)) == len(shown)


PLAIN: dict[Language, set[str]] = {
    "fr": {"grande", "ouverture", "dépendance", "envers", "façons", "paires", "partenariats", "plusieurs", "toutes"},
    "en": {"largest", "linked", "openness", "several", "number", "share", "types"},
}


def test_both_languages_explain_as_many_terms_and_none_twice() -> None:
    french, english = ([term for term, _ in GLOSSARY[language]] for language in ("fr", "en"))

    assert len(french) == len(english)
    assert len(set(french)) == len(french)
    assert len(set(english)) == len(english)
