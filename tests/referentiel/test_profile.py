"""What the links of a pole say of each criterion."""

import numpy as np
import pytest

from coopnet.errors import UnknownWord, WriteRefused
from coopnet.exchange import read_pole
from coopnet.measures.examples import example_pole
from coopnet.referentiel.grid import read_grid
from coopnet.referentiel.profile import COLUMNS, THEMES, profile_of

RNG = 20121


def _cliques():
    """Four sectors of five actors, each fully linked inside and nowhere else: as closed as a pole can be."""
    groups = ["abcde", "fghij", "klmno", "pqrst"]
    links = " ".join(f"{a}{b}" for group in groups for i, a in enumerate(group) for b in group[i + 1 :])
    return example_pole(links, sectors=dict(zip(["food", "housing", "culture", "mobility"], groups, strict=True)))


def _across():
    """The same four sectors, linked only across."""
    groups = ["abcde", "fghij", "klmno", "pqrst"]
    links = " ".join(f"{a}{b}" for g, one in enumerate(groups) for other in groups[g + 1 :] for a in one for b in other)
    return example_pole(links, sectors=dict(zip(["food", "housing", "culture", "mobility"], groups, strict=True)))


def _row(profile, measure, by):
    table = profile.table
    return table[(table["indicator"] == measure) & (table["by"] == by)].iloc[0]


def test_every_criterion_has_its_row_in_the_order_of_the_grid():
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=99)

    assert list(dict.fromkeys(profile.table["criterion"])) == list("abcdefghij")
    assert list(profile.table.columns) == list(COLUMNS)


def test_closed_sectors_are_well_below_chance_and_open_ones_well_above():
    closed = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=999)
    opened = profile_of(_across(), rng=np.random.default_rng(RNG), n_draws=999)

    assert _row(closed, "pole_ei", "sector")["verdict"] == "well_below"
    assert _row(opened, "pole_ei", "sector")["verdict"] == "well_above"


def test_a_pole_too_small_cannot_tell():
    profile = profile_of(
        example_pole("ab bc", sectors={"food": "ab", "housing": "c"}), rng=np.random.default_rng(RNG), n_draws=199
    )

    assert _row(profile, "pole_ei", "sector")["verdict"] == "cannot_tell"


def test_an_indicator_without_value_keeps_its_row_and_says_why():
    profile = profile_of(example_pole(actors="abc"), rng=np.random.default_rng(RNG), n_draws=19)
    row = _row(profile, "pole_multiplex_share", "")

    assert np.isnan(row["observed"])
    assert row["verdict"] == "cannot_tell"
    assert row["sentence_fr"]
    assert row["sentence_fr"] != row["sentence_en"]


def test_the_same_seed_gives_the_same_profile():
    one, other = (profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=99) for _ in range(2))

    assert one.table.equals(other.table)


def test_no_p_value_is_zero_and_q_is_never_below_p():
    table = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=99).table
    compared = table[table["p"].notna()]

    assert (compared["p"] > 0).all()
    assert (compared["q"] >= compared["p"]).all()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_summary_names_the_scope_and_every_letter(language):
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19)
    text = profile.summary(language)

    assert profile.scope_sentence(language) in text
    assert profile.grid.caution.text(language) in text
    for criterion in read_grid().criteria:
        assert f"{criterion.letter}. {criterion.label.text(language)}" in text


def test_no_direction_is_given_where_the_literature_has_none():
    table = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19).table

    assert set(table.loc[table["indicator"].isin(["pole_density", "pole_degree_centralisation"]), "direction"]) == {""}


def test_french_sentences_have_french_typography():
    table = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19).table

    for column in ("sentence_fr", "verdict_sentence_fr", "question_fr", "limit_fr", "null_fr"):
        for text in table[column]:
            assert "'" not in text, text
            for mark in ":;?!%":
                assert f" {mark}" not in text, text  # a narrow no-break space stands before them, not a plain one


def test_the_missing_interval_holds_the_observed_value_where_it_is_known():
    table = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19).table
    known = table[table["missing_low"].notna()]

    assert len(known) >= 4
    assert (known["missing_low"] <= known["missing_high"]).all()
    assert known["missing_fr"].str.contains("sur dix").all()


def test_any_column_can_play_the_sector():
    """Indicators by type or by commune stay what their sentences say; none is asked twice."""
    own = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19).table
    asked = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19, by="authority_role").table
    typed = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19, by="type").table

    assert set(own.loc[own["indicator"] == "pole_ei", "by"]) == {"commune", "type", "sector"}
    assert set(asked.loc[asked["indicator"] == "pole_ei", "by"]) == {"commune", "type", "authority_role"}
    assert sorted(typed.loc[typed["indicator"] == "pole_ei", "by"]) == ["commune", "type"]
    with pytest.raises(UnknownWord, match="colour"):
        profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19, by="colour")


def test_a_distance_outside_the_interval_is_never_said_to_be_what_chance_gives_without_a_word():
    """Too few draws among many comparisons: one cannot tell, and how many draws would do is said."""
    table = profile_of(read_pole("datasets/sud_aquitaine"), rng=np.random.default_rng(RNG), n_draws=99).table
    row = table[(table["indicator"] == "pole_ei") & (table["by"] == "commune")].iloc[0]

    assert row["p"] == pytest.approx(2 / 100)
    assert row["q"] > 0.05
    assert row["verdict"] == "cannot_tell"
    assert "Trop peu de tirages" in row["verdict_sentence_fr"]


def test_themes_are_parts_of_the_same_table():
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19)
    measured = profile.table[profile.table["indicator"] != ""]

    assert sum(len(profile.theme(theme)) for theme in THEMES["fr"]) == len(measured)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_profile_is_written_in_latex_and_in_a_workbook_always_the_same(tmp_path, language):
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19)

    assert r"\bottomrule" in profile.to_latex(language)
    one, other = (profile.to_excel(tmp_path / name, language).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == other


def test_a_workbook_that_cannot_be_written_is_one_sentence(tmp_path):
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19)

    with pytest.raises(WriteRefused, match="nowhere"):
        profile.to_excel(tmp_path / "nowhere" / "profile.xlsx")
