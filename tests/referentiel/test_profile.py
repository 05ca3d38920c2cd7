"""What the links of a pole say of each criterion."""

import re
from dataclasses import replace

import numpy as np
import pytest

from coopnet.errors import UnknownWord, WriteRefused
from coopnet.exchange import read_pole
from coopnet.measures.examples import example_pole
from coopnet.pole import Pole
from coopnet.referentiel.grid import read_grid
from coopnet.referentiel.profile import COLUMNS, THEMES, profile_of
from coopnet.referentiel.wording import verdict_sentences, without_sentences
from coopnet.synthetic import brokered_pole, random_pole

RNG = 20121
GRID = read_grid()
SUD = read_pole("datasets/sud_aquitaine")


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


def only(measure, by="sector"):
    """Return the référentiel with one indicator: a single comparison, that few draws are enough to tell."""
    grid = read_grid()
    kept = tuple(one for one in grid.indicators if one.measure == measure and (one.by == by or not by))[:1]
    spoken = {one.criterion for one in kept}
    criteria = tuple(one for one in grid.criteria if one.letter in spoken or one.unmeasured is not None)
    return replace(grid, indicators=kept, criteria=criteria)


def _row(profile, measure, by):
    table = profile.table
    return table[(table["indicator"] == measure) & (table["by"] == by)].iloc[0]


def test_every_criterion_has_its_row_in_the_order_of_the_grid():
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=99)

    assert list(dict.fromkeys(profile.table["criterion"])) == list("abcdefghij")
    assert list(profile.table.columns) == list(COLUMNS)


def test_closed_sectors_are_well_below_chance_and_open_ones_well_above():
    closed, opened = (
        profile_of(pole, rng=np.random.default_rng(RNG), n_draws=999, referentiel=only("pole_ei"))
        for pole in (_cliques(), _across())
    )

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


@pytest.mark.parametrize(("language", "sure"), [("fr", "confiance basse"), ("en", "low confidence")])
def test_the_summary_says_how_sure_each_label_is_and_what_its_grid_leaves_open(language, sure):
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19)
    lines = profile.summary(language).splitlines()
    grid = replace(profile.grid, open_questions=(), criteria=tuple(replace(c, confidence="") for c in GRID.criteria))
    own = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19, referentiel=grid).summary(language)

    assert sum(sure in line for line in lines) == sum(one.confidence == "low" for one in GRID.criteria) == 2
    assert [line.strip() for line in lines[-2:]] == [one.text(language) for one in GRID.open_questions]
    assert sure not in own
    assert GRID.open_questions[0].text(language) not in own


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


def test_the_null_speaks_of_groups_where_another_column_than_the_sector_plays_it():
    table = profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=19).table
    dealt = table[table["null_model"] == "shuffle_sectors"]

    assert sorted(dealt["by"]) == ["commune", "sector", "type"]
    for by, said in zip(dealt["by"], dealt["null_fr"], strict=True):
        assert ("secteur" in said, "groupe" in said) == (by == "sector", by != "sector")


def test_the_missing_interval_holds_the_observed_value_where_it_is_known():
    table = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19).table
    known = table[table["missing_low"].notna()]

    assert len(known) >= 4
    assert (known["missing_low"] <= known["missing_high"]).all()
    assert known["missing_fr"].str.contains("sur dix").all()


def test_the_missing_interval_is_never_made_of_so_few_draws_that_it_is_too_narrow():
    """It decides whether a pole changed, and nineteen draws have no central 95 %."""
    few, some = (
        profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=draws, referentiel=only("pole_transitivity")).table
        for draws in (19, 99)
    )
    ends = ["missing_low", "missing_high"]

    assert few["draws"].max() == 19
    assert few[ends].equals(some[ends])


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
    row = _row(profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=99), "pole_ei", "commune")

    assert row["p"] == pytest.approx(2 / 100)
    assert row["q"] > 0.05
    assert (row["verdict"], row["doubt"]) == ("cannot_tell", "few_draws")
    assert re.search(r"Il faut plus de tirages pour en être sûr\u202f: environ 1\D?[5-9]00", row["verdict_sentence_fr"])


@pytest.mark.parametrize("n_draws", [99, 199])
def test_a_value_beyond_every_draw_is_never_said_to_be_near_the_limit(n_draws):
    """−0.77, where chance gives 0.41 and hardly ever less than −0.15: some more draws will tell, not a million."""
    table = profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=n_draws).table
    beyond = table[(table["p"] <= table["attainable_p"]) & (table["doubt"] == "few_draws")]

    assert len(beyond)
    assert not beyond["verdict_sentence_fr"].str.contains("million").any()
    assert beyond["verdict_sentence_en"].str.contains("More draws are needed to be sure: about").all()


def test_as_many_draws_as_asked_for_do_tell():
    labels = read_grid()
    labels = replace(
        labels,
        indicators=tuple(one for one in labels.indicators if one.measure == "pole_ei"),
        criteria=tuple(one for one in labels.criteria if one.letter in "ac"),
    )
    profile = profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=1999, referentiel=labels)
    row = _row(profile, "pole_ei", "commune")

    assert row["q_high"] == pytest.approx(row["p_high"] * row["q"] / row["p"])
    assert row["q_high"] <= 0.05
    assert row["verdict"] in {"below", "well_below"}


def _hubs(n_actors, hubs):
    """Hubs linked to everybody, the others linked to nobody else."""
    names = [f"x{k}" for k in range(n_actors)]
    links = [(one, other) for k, one in enumerate(names[:hubs]) for other in names[k + 1 :]]
    return Pole.from_tables(
        {
            "actors": {"id": names},
            "links": {
                "source": [one for one, _ in links],
                "target": [other for _, other in links],
                "kind": ["convention"] * len(links),
            },
        }
    )


def test_a_claim_that_one_missing_actor_could_undo_is_not_made():
    """Thirty actors round one: in a tenth of the files without three of them the centre is gone, and with it all."""
    grid = only("pole_degree_centralisation")
    one, three = (
        profile_of(_hubs(30, hubs), rng=np.random.default_rng(RNG), n_draws=399, referentiel=grid).table
        for hubs in (1, 3)
    )
    star, core = (_row_of(table, "pole_degree_centralisation") for table in (one, three))

    assert star["q_high"] <= 0.05
    assert (star["verdict"], star["doubt"]) == ("cannot_tell", "missing")
    assert "absents du fichier" in star["verdict_sentence_fr"]
    assert core["verdict"] == "above"
    assert core["missing_low"] > core["high"]


def _row_of(table, measure):
    return table[table["indicator"] == measure].iloc[0]


def test_an_indicator_that_rests_on_one_actor_is_also_given_without():
    profile = profile_of(_hubs(30, 1), rng=np.random.default_rng(RNG), n_draws=19)
    row = _row_of(profile.table, "pole_largest_component_share")

    assert (row["lead"], row["group"]) == ("x0", "")
    assert row["without_lead"] == pytest.approx(1 / 29)
    assert np.isnan(row["without_group"])
    assert "« x0 »" in profile.notable_sentence("fr").replace("\u202f", " ")


def test_an_indicator_that_rests_on_the_largest_group_is_also_given_without():
    """Eight in one structure, a ring of twelve others: without the structure no two partners are linked."""
    ring = "hi ij jk kl lm mn no op pq qr rs sh"
    pole = example_pole(ring, structures={"G": "abcdefgh", "H": "hi"})
    profile = profile_of(pole, rng=np.random.default_rng(RNG), n_draws=19)
    row = _row_of(profile.table, "pole_transitivity")

    assert row["group"] == "G"
    assert row["without_group"] == 0
    assert "« G », on lirait 0 %" in row["without_fr"].replace("\u202f", " ")
    assert "“G” one would read 0%" in row["without_en"]
    assert row["without_fr"] in profile.summary("fr")


def test_labels_say_by_which_groups_an_indicator_goes():
    table = profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=19, by="authority_role").table
    labels = table[table["indicator"] == "pole_ei"].set_index("by")[["label_fr", "label_en"]]

    assert labels.loc["commune"].tolist() == [
        "Ouverture des communes (indice E–I)", "Openness of communes (E–I index)",
    ]  # fmt: skip
    assert labels.loc["type", "label_fr"].startswith("Ouverture des types d’acteurs")
    assert labels.loc["authority_role", "label_fr"].startswith("Ouverture des groupes (")
    assert not labels["label_fr"].str.contains("secteur").any()


def test_what_chance_does_not_change_is_stated_not_doubted():
    """No direct link: nothing can be rewired, and that is no doubt about the pole."""
    pole = example_pole("", structures={"G": "abcde", "H": "defgh"}, actors="abcdefghij")
    row = _row_of(profile_of(pole, rng=np.random.default_rng(RNG), n_draws=19).table, "pole_articulation_share")

    assert row["verdict"] == "descriptive"
    assert np.isnan(row["p"])
    assert "constat" in row["verdict_sentence_fr"]


def test_a_slow_measure_is_given_all_draws_only_where_the_first_leave_a_doubt():
    slow = only("pole_betweenness_centralisation")
    plain, planted = (
        profile_of(
            make(rng=np.random.default_rng(1)), rng=np.random.default_rng(RNG), n_draws=499, referentiel=slow
        ).table
        for make in (random_pole, brokered_pole)
    )
    draws = {table["draws"].dropna().item(): table["p"].dropna().item() for table in (plain, planted)}

    assert set(draws) == {199, 499}
    assert draws[199] > 0.1 >= draws[499]


@pytest.mark.parametrize(
    ("links", "degree", "betweenness"),
    [("ab bc cd de ea", "0%", "0%"), ("ab ac ad ae", "100%", "100%"), ("ab bc cd de", "17%", "42%")],
)
def test_a_concentration_is_never_told_as_the_share_of_links_or_paths_of_one_actor(links, degree, betweenness):
    """A ring and a star are the ends that the sentences name; in a path of five the middle is on 67% of the paths."""
    table = profile_of(example_pole(links), rng=np.random.default_rng(RNG), n_draws=19).table
    told = {one: _row_of(table, f"pole_{one}_centralisation")["sentence_en"] for one in ("degree", "betweenness")}

    assert told["degree"].startswith(f"The concentration of links on a single actor is {degree} (0%: all have as many")
    assert told["betweenness"].startswith(
        f"The concentration of paths between actors on a single intermediary is {betweenness} (0%: all are intermed"
    )


def test_actors_of_whom_nobody_is_linked_are_not_said_to_be_connected():
    """Two actors without a link: half of them are in the largest set, and nobody is connected to anybody."""
    table = profile_of(example_pole(actors="ab"), rng=np.random.default_rng(RNG), n_draws=19).table
    row = _row_of(table, "pole_largest_component_share")

    assert row["sentence_en"] == "The largest set of actors connected step by step holds 50% of them."
    assert "en réunit 50" in row["sentence_fr"]


def test_what_chance_could_give_is_not_said_to_be_what_it_gives():
    """3 % where chance gives 12 % on average, and 3 % to 20 % 95 times in 100."""
    row = {"expected": 0.12, "low": 0.03, "high": 0.2, "written": "percent"}

    assert verdict_sentences("as_expected", row)[0].startswith("Le hasard pourrait en donner autant (attendu")
    assert verdict_sentences("as_expected", row)[1].startswith("Chance could give as much (expected 12%")


def test_a_value_is_told_with_as_many_decimals_as_the_interval_beside_it():
    """“75 %” beside “75.0 % to 75.4 %” would not say whether it is inside."""
    pole = read_pole("datasets/pole_simule")
    table = profile_of(pole, rng=np.random.default_rng(RNG), n_draws=19, referentiel=only("pole_transitivity")).table
    row = _row_of(table, "pole_transitivity")
    told, expected = (re.findall(r"[\d.]+%", row[f"{name}_en"])[0] for name in ("sentence", "verdict_sentence"))

    assert row["high"] - row["low"] < 0.01
    assert len(told) == len(expected) == len("75.2%")


def test_an_interval_is_printed_with_as_many_decimals_as_tell_its_ends_apart():
    row = {"expected": 0.1003, "low": 0.0983, "high": 0.1021, "written": "percent"}
    fr, en = (text.replace("\u202f", " ") for text in verdict_sentences("above", row))

    assert "(attendu : 10,0 % ; 95 fois sur 100 entre 9,8 % et 10,2 %)" in fr
    assert "(expected 10.0%; 95 times in 100 between 9.8% and 10.2%)" in en
    wide = {**row, "low": 0.05, "high": 0.2}
    assert "10%; 95 times in 100 between 5% and 20%" in verdict_sentences("above", wide)[1]
    flat = {**row, "low": 0.1, "high": 0.1}
    assert "between 10.000% and 10.000%" in verdict_sentences("above", flat)[1]


def test_each_theme_is_a_profile_of_its_own_that_asks_its_question():
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19)
    measured = profile.table[profile.table["indicator"] != ""]
    parts = {name: profile.theme(name) for name in THEMES["fr"]}

    assert sum(len(part.table) for part in parts.values()) == len(measured)
    for name, part in parts.items():
        assert set(part.table["theme"]) == {name}
        assert part.table["q"].equals(measured.loc[measured["theme"] == name, "q"].reset_index(drop=True))
        assert THEMES["fr"][name] in part.summary("fr")
        assert part.to_latex("en").count(" \\\\") == 1 + len(part.table)


def test_an_unknown_theme_is_refused_with_those_there_are():
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19)

    with pytest.raises(UnknownWord, match="centrality, cohesion, bridging, multiplexity"):
        profile.theme("centralité")


def test_actors_without_a_group_are_counted_where_they_take_no_part():
    profile = profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=19)
    row = _row(profile, "pole_ei", "commune")
    without = int(SUD.actors["commune"].isna().sum())

    assert row["unlabelled"] == without == 12
    assert f"« commune » n’est pas renseigné, laissés de côté : {without}." in row["sentence_fr"].replace("\u202f", " ")
    assert row["sentence_en"].endswith(f"Actors without “commune”, left out: {without}.")
    assert profile.table.loc[profile.table["by"] == "", "unlabelled"].fillna(0).eq(0).all()
    full = _row(profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19), "pole_ei", "sector")
    assert full["unlabelled"] == 0
    assert "left out" not in full["sentence_en"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_text_and_latex_name_every_null_model_with_the_indicators_that_it_serves(language):
    profile = profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=19)
    compared = profile.table[profile.table["p"].notna()]
    summary, notes = profile.summary(language), " ".join(profile.notes(language))

    for _, row in compared.iterrows():
        lines = [line for line in summary.splitlines() if line.endswith(row[f"null_{language}"])]
        assert len(lines) == 1
        assert row[f"label_{language}"] in lines[0]
        assert row[f"null_{language}"] in notes


@pytest.mark.parametrize("language", ["fr", "en"])
def test_text_gives_each_indicator_its_interval_of_missing_actors(language):
    profile = profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=19)
    told = profile.table.loc[profile.table["missing_low"].notna(), f"missing_{language}"]

    assert len(told) > 8
    assert all(text in profile.summary(language) for text in told)


def test_text_and_notes_say_that_no_direction_is_agreed_or_which_is():
    profile = profile_of(_cliques(), rng=np.random.default_rng(RNG), n_draws=19)
    agreed = replace(profile, table=profile.table.assign(direction=""))
    agreed.table.loc[agreed.table["indicator"] == "pole_density", "direction"] = "less"

    assert "No direction is agreed" in profile.summary("en")
    assert "n’a de sens convenu" in " ".join(profile.notes("fr"))
    assert "Density (less); none for the other" in agreed.summary("en")
    assert "Densité (moins)" in agreed.summary("fr")


def test_a_french_table_has_no_code_of_the_program():
    text = profile_of(SUD, rng=np.random.default_rng(RNG), n_draws=19).to_latex("fr")

    assert "& secteur & paires &" in text
    assert "& type d'acteur & paires &" in text
    assert re.search(r"\b(sector|pairs|kinds|type)\b &", text) is None


def test_a_reason_tells_of_columns_and_not_of_arguments():
    one_sector = example_pole("ab bc cd da", sectors={"food": "abcd"})
    grid = only("pole_ei")
    asked = replace(grid, indicators=tuple(replace(one, measure="pole_assortativity") for one in grid.indicators))
    table = profile_of(one_sector, rng=np.random.default_rng(RNG), n_draws=19, referentiel=asked).table
    row = _row_of(table, "pole_assortativity")

    assert row["verdict"] == "cannot_tell"
    assert row["sentence_fr"].endswith("choisissez une autre colonne.")
    assert row["sentence_en"].endswith("choose another column.")


def test_what_has_no_value_without_the_lead_says_so_in_proper_french():
    fr, en = without_sentences([("A", float("nan")), ("G", 0.5)], "percent")

    assert fr.replace("\u202f", " ") == "Sans « A », ce nombre n’a plus de sens ; sans « G », on lirait 50 %."
    assert en == "Without “A” this number has no value; without “G” one would read 50%."


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
