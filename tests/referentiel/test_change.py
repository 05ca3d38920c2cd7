"""Two profiles side by side."""

from dataclasses import replace

import numpy as np
import pytest

from coopnet.errors import UnknownWord
from coopnet.referentiel.change import profile_change_of
from coopnet.referentiel.profile import profile_of
from tests.referentiel.test_profile import _across, _cliques


def _profile(pole):
    return profile_of(pole, rng=np.random.default_rng(1), n_draws=19)


def test_sectors_that_opened_are_said_to_have():
    change = profile_change_of(_profile(_cliques()), _profile(_across()))
    row = change.table[(change.table["indicator"] == "pole_ei") & (change.table["by"] == "sector")].iloc[0]

    assert (row["before"], row["after"]) == (-1, 1)
    assert row["change"] == "up"
    assert row["sentence_fr"].startswith("Ouverture des secteurs (indice E–I)\u202f: de −1,00 à 1,00\u202f; en hausse")


def test_a_pole_compared_with_itself_changes_in_nothing():
    profile = _profile(_cliques())
    table = profile_change_of(profile, profile).table

    assert not table["change"].isin(["up", "down"]).any()
    assert (table["difference"].dropna() == 0).all()


def test_what_is_the_same_is_not_told_as_a_difference():
    profile = _profile(_cliques())
    table = profile_change_of(profile, profile).table.set_index("indicator")

    assert table.loc["pole_density", "sentence_fr"].endswith("de 21\u202f% à 21\u202f%\u202f; sans changement.")
    assert table.loc["pole_density", "sentence_en"].endswith("from 21% to 21%; no change.")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whom_two_profiles_have_in_common_is_said_and_that_there_is_nobody(language):
    profile = _profile(_cliques())
    grown = replace(profile, actors=(*profile.actors[:-2], "x", "y", "z"))
    others = replace(profile, actors=("x", "y"))
    told = {
        "fr": ("Acteurs présents avant et après : 18 ; avant seulement : 2 ; après seulement : 3.", "Aucun acteur"),
        "en": ("Actors before and after: 18; before only: 2; after only: 3.", "No actor is in both"),
    }[language]

    assert len(profile.actors) == 20
    assert told[0] in profile_change_of(profile, grown).summary(language).replace("\u202f", " ")
    assert told[1] in profile_change_of(profile, others).summary(language)
    assert told[1] not in profile_change_of(profile, grown).summary(language)
    assert told[1] in " ".join(profile_change_of(profile, others).notes(language))


def test_going_back_is_the_opposite_change():
    there = profile_change_of(_profile(_cliques()), _profile(_across())).table.set_index(["indicator", "by", "view"])
    back = profile_change_of(_profile(_across()), _profile(_cliques())).table.set_index(["indicator", "by", "view"])

    opposite = {"up": "down", "down": "up"}
    for key, row in there.iterrows():
        assert back.loc[key, "change"] == opposite.get(row["change"], row["change"])


def test_what_has_no_interval_cannot_be_said_to_change():
    table = profile_change_of(_profile(_cliques()), _profile(_across())).table
    unknown = table[["before_low", "after_low"]].isna().any(axis=1)

    assert (table.loc[unknown, "change"] == "cannot_tell").all()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_printed_table_of_changes_says_what_counts_as_one_and_from_which_seed(language):
    profile = _profile(_cliques())
    notes = " ".join(profile_change_of(profile, profile).notes(language))

    assert ("ne se recoupent pas" if language == "fr" else "do not meet") in notes
    assert ("Graine\u202f: 1." if language == "fr" else "Seed: 1.") in notes


def test_profiles_of_different_grids_are_refused():
    profile = _profile(_cliques())
    other = replace(profile, grid=replace(profile.grid, code="mine"))

    with pytest.raises(UnknownWord, match="mine"):
        profile_change_of(profile, other)


def test_poles_of_two_names_are_said_to_be_two():
    profile = _profile(_cliques())
    other = replace(profile, pole_name="Autre pôle")

    assert "ne portent pas le même nom" in profile_change_of(other, profile).summary("fr")
    assert "ne portent pas le même nom" not in profile_change_of(profile, profile).summary("fr")


def test_a_french_table_of_changes_has_no_code_of_the_program():
    profile = _profile(_cliques())
    shown = profile_change_of(profile, profile).shown("fr")

    assert "secteur" in set(shown["selon"])
    assert set(shown["selon"]) <= {"", "secteur", "type d’acteur", "commune"}


def test_a_value_that_was_not_or_is_no_more_is_told_in_words():
    profile = _profile(_cliques())
    none = replace(profile, table=profile.table.assign(observed=float("nan")))
    density = profile_change_of(none, profile).table.set_index("indicator").loc["pole_density"]
    gone = profile_change_of(profile, none).table.set_index("indicator").loc["pole_density"]
    never = profile_change_of(none, none).table.set_index("indicator").loc["pole_density"]

    assert "sans valeur avant, 21\u202f% après\u202f; on ne peut pas dire" in density["sentence_fr"]
    assert "21% before, no value after; one cannot tell" in gone["sentence_en"]
    assert "sans valeur, ni avant ni après" in never["sentence_fr"]


def test_a_pole_without_a_name_is_called_so_beside_one_that_has_one():
    profile = replace(_profile(_cliques()), pole_name="")
    other = replace(profile, pole_name="Ici")

    assert profile_change_of(profile, other).title("fr").endswith("— pôle sans nom → Ici")
    assert profile_change_of(profile, profile).title("fr") == profile.title("fr")
