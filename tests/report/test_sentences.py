import dataclasses

import numpy as np
import pytest

from coopnet.drawing.picture import picture_of
from coopnet.errors import Language
from coopnet.multiplex import multiplex_of
from coopnet.pole import Pole
from coopnet.referentiel.profile import profile_of
from coopnet.report.measured import Measured
from coopnet.report.sentences import Told, summary_sentences
from coopnet.report.words import texts


def _told(pole: Pole, language: Language = "fr", *, named: bool = True) -> list[str]:
    profile = profile_of(pole, rng=np.random.default_rng(1), n_draws=19)
    told = Told(
        picture_of(pole),
        Measured(multiplex_of(pole)),
        profile,
        language,
        named=named,
        everything=picture_of(pole, at=None),
    )
    return [sentence.replace("\u00a0", " ").replace("\u202f", " ") for sentence in summary_sentences(told)]


@pytest.fixture(scope="module")
def small() -> Pole:
    """Four actors, two of them linked twice, one alone; one contract; a structure that declares ten members."""
    return Pole.from_tables(
        {
            "about": {"reference_date": "2020"},
            "actors": {"id": list("abcd"), "name": ["Un", "Deux", "Trois", "Quatre"]},
            "structures": {"id": ["s"], "kind": ["geiq"], "size": [10]},
            "memberships": {"actor": ["a", "b"], "structure": ["s", "s"], "certainty": ["probable", "certain"]},
            "links": {
                "source": ["a", "a", "b"],
                "target": ["b", "c", "c"],
                "kind": ["convention", "convention", "contract"],
                "until": ["", "", "2024"],
            },
        }
    )


def test_the_first_sentence_counts_what_the_file_describes(small: Pole) -> None:
    assert _told(small)[0] == (
        "À la date de référence (2020), le fichier décrit 4 acteurs et 1 structure, reliés par 2 liens directs de "
        "coopération et 2 participations à une structure."
    )


def test_what_the_date_leaves_out_is_counted_and_where_to_see_it_is_said(small: Pole) -> None:
    """An actor left with its link in 2010, and a year of arrival is mistyped."""
    pole = Pole.from_tables(
        {
            "about": {"reference_date": "2025"},
            "actors": {"id": list("abcd"), "left": ["", "", "", "2010"]},
            "structures": {"id": ["s"], "kind": ["geiq"]},
            "memberships": {"actor": ["a", "b"], "structure": ["s", "s"], "since": ["", "2052"]},
            "links": {"source": ["a", "a"], "target": ["b", "d"], "kind": ["convention"] * 2, "until": ["", "2010"]},
        }
    )
    french, english = _told(pole)[1], _told(pole, "en")[1]
    assert french == (
        "À d’autres dates, le fichier décrit aussi 1 acteur, 1 lien et 1 participation, que les mesures ne comptent "
        "pas ; le graphe montre tout si l’on y choisit « Toutes les dates »."
    )
    assert "describes 1 actor, 1 link and 1 membership, which measures do not count" in english
    assert texts("fr")["moment_all"] in french
    assert texts("en")["moment_all"] in english
    assert not any("autres dates" in sentence for sentence in _told(small))


def test_what_does_not_count_as_cooperation_is_said(small: Pole) -> None:
    expected = (
        "Le fichier contient aussi 1 contrat : ce n’est pas une coopération, cette ligne est dessinée mais pas mesurée."
    )
    assert expected in _told(small)


def test_actors_alone_are_counted_with_the_doubt_that_the_file_may_not_know(small: Pole) -> None:
    assert any("3 acteurs sur 4 coopèrent" in one and "fichier ne la connaît pas" in one for one in _told(small))


def test_linked_pairs_are_counted_among_possible_ones(small: Pole) -> None:
    """Pairs a-b and a-c out of 4 × 3 / 2."""
    assert any("Sur 6 paires d’acteurs possibles, 2 coopèrent, soit 33,3 %" in one for one in _told(small))


def test_whoever_has_most_partners_is_named_only_where_names_may_be(small: Pole) -> None:
    assert any("« Un » a le plus de partenaires : 2 [paires]" in sentence for sentence in _told(small))
    assert not any("partenaires :" in sentence for sentence in _told(small, named=False))


def test_members_that_the_file_does_not_name_are_counted(small: Pole) -> None:
    assert any(one.startswith("1 structure déclare 8 membres que le fichier ne nomme pas") for one in _told(small))


def test_one_of_anything_is_said_in_the_singular() -> None:
    pole = Pole.from_tables(
        {
            "about": {"reference_date": "2020-06-30"},
            "actors": {"id": ["a", "b"]},
            "structures": {"id": ["s"], "kind": ["geiq"], "size": [3]},
            "memberships": {"actor": ["a", "b"], "structure": ["s", "s"]},
            "links": {"source": ["a"] * 3, "target": ["b"] * 3, "kind": ["convention", "funding", "contract"]},
        }
    )
    french, english = _told(pole), _told(pole, "en")
    assert french[0].startswith("À la date de référence (30/06/2020), le fichier décrit 2 acteurs et 1 structure")
    assert english[0].startswith("At the reference date (2020-06-30)")
    assert any(one.startswith("Sur 1 paire d’acteurs possible, 1 coopère, soit 100,0 %") for one in french)
    assert any(one.startswith("Of 1 possible pair of actors, 1 cooperates, that is 100.0%") for one in english)
    assert any("1 contrat et 1 financement : ce ne sont pas des coopérations" in one for one in french)
    assert any(one.startswith("1 structure déclare 1 membre que le fichier ne nomme pas") for one in french)


def test_doubtful_rows_are_counted(small: Pole) -> None:
    assert any(one.startswith("1 coopération sur 4 est marquée probable ou incertaine") for one in _told(small))


def test_numbers_measured_name_their_view(small: Pole) -> None:
    for sentence in _told(small):
        if "%" in sentence or "partenaires" in sentence:
            assert "[" in sentence


def test_an_empty_pole_says_little_and_nothing_false() -> None:
    sentences = _told(Pole.from_tables({"actors": {"id": ["seul"]}}))
    assert sentences[0].startswith("Toutes dates confondues, le fichier décrit 1 acteur et 0 structure")
    assert not any("%" in sentence for sentence in sentences)


def test_both_languages_say_as_many_things(small: Pole) -> None:
    assert len(_told(small, "fr")) == len(_told(small, "en"))


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("well_above", "plus souvent les frontières"),
        ("above", "plus souvent les frontières"),
        ("below", "restent plus souvent à l’intérieur"),
        ("well_below", "restent plus souvent à l’intérieur"),
        ("as_expected", "ni plus ni moins"),
        ("cannot_tell/unreachable", "trop petit"),
        ("cannot_tell/few_draws", "Les tirages sont trop peu nombreux pour dire si"),
        ("cannot_tell/missing", "peuvent manquer au fichier"),
    ],
)
def test_every_verdict_on_openness_has_its_sentence(sud: Pole, verdict: str, words: str) -> None:
    profile = profile_of(sud, rng=np.random.default_rng(1), n_draws=19)
    table = profile.table.copy()
    verdict, _, doubt = verdict.partition("/")
    table.loc[(table["indicator"] == "pole_ei") & (table["by"] == "sector"), ["verdict", "doubt"]] = [verdict, doubt]
    told = Told(picture_of(sud), Measured(multiplex_of(sud)), dataclasses.replace(profile, table=table), "fr")
    assert any(words in sentence for sentence in summary_sentences(told))
