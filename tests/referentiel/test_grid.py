"""The référentiel is data, and so is a user's own grid."""

from importlib.resources import files

import pytest

from coopnet.errors import GridRefused, UnreadableInput
from coopnet.referentiel.grid import read_grid

SHIPPED = files("coopnet.referentiel").joinpath("ptce_2012.toml").read_text(encoding="utf-8")


def test_letters_blocks_and_positions_are_those_of_the_article():
    grid = read_grid()

    assert [criterion.letter for criterion in grid.criteria] == list("abcdefghij")
    assert [block.code for block in grid.blocks] == ["process", "cooperation", "impacts"]
    first = {block.code: next(c.letter for c in grid.criteria if c.block == block.code) for block in grid.blocks}
    assert first == {"process": "a", "cooperation": "e", "impacts": "h"}


def test_the_doubts_about_the_source_are_printed_with_it():
    grid = read_grid()

    assert len(grid.open_questions) == 2
    assert "Neuf ou dix" in grid.open_questions[0].fr
    assert {criterion.confidence for criterion in grid.criteria} == {"high", "medium", "low"}


def test_each_criterion_has_indicators_or_says_why_it_has_none():
    grid = read_grid()
    measured = {indicator.criterion for indicator in grid.indicators}

    for criterion in grid.criteria:
        assert (criterion.letter in measured) != (criterion.unmeasured is not None)


def test_every_indicator_says_what_it_does_not_see_and_asks_an_open_question():
    for indicator in read_grid().indicators:
        for language in ("fr", "en"):
            assert indicator.limit.text(language)
            assert indicator.question.text(language).rstrip().endswith("?")
            assert "{value}" in indicator.sentence.text(language)


def test_no_sentence_of_the_article_is_copied():
    garbled = (
        "basses terres",
        "gouvernance citoyenne",
        "filières et des valeurs affirmées",
        "veille économique, sociale",
    )

    for text in garbled:
        assert text not in SHIPPED


def test_each_theme_has_indicators_and_each_null_model_another_question():
    indicators = read_grid().indicators

    assert {one.theme for one in indicators} == {"centrality", "cohesion", "bridging", "multiplexity"}
    assert {one.null for one in indicators if one.theme == "bridging"} == {"shuffle_sectors"}
    assert "rewire_memberships" in {one.null for one in indicators if one.theme == "cohesion"}


def test_another_column_takes_the_place_of_the_sector_alone():
    own, moved = read_grid(), read_grid().grouped_by("authority_role")
    columns = [(one.by, other.by) for one, other in zip(own.indicators, moved.indicators, strict=True)]

    assert all(after == ("authority_role" if before == "sector" else before) for before, after in columns)
    assert len(own.grouped_by("type").indicators) == len(own.indicators) - 1


def test_a_grid_of_ones_own_is_read_like_the_shipped_one(tmp_path):
    own = tmp_path / "ma_grille.toml"
    own.write_text(SHIPPED.replace("S’ancrer dans le territoire", "Notre ancrage"), encoding="utf-8-sig")

    assert read_grid(own).criteria[0].label.fr == "Notre ancrage"


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ('measure = "pole_density"', 'measure = "pole_happiness"', "pole_happiness"),
        ('null = "shuffle_sectors"', 'null = "shuffle_everything"', "shuffle_everything"),
        ('written = "percent"', 'written = "roman"', "roman"),
        ('theme = "cohesion"', 'theme = "weather"', "weather"),
        ('criterion = "f"', 'criterion = "z"', "z"),
        ('block = "impacts"', 'block = "other"', "other"),
        ('letter = "b"', 'letter = "a"', "a"),
        ('confidence = "low"', 'confidence = "sure"', "sure"),
        ("{value} des acteurs", "{valeur} des acteurs", None),
        ("draws = 199", "draws = 5", "5"),
        ("draws = 199", 'draws = "many"', "many"),
        ('by = "type"', 'by = "sector"', "pole_ei"),
    ],
)
def test_each_thing_wrong_in_a_grid_is_a_finding_at_its_entry(tmp_path, old, new, value):
    faulty = tmp_path / "grid.toml"
    assert old in SHIPPED
    faulty.write_text(SHIPPED.replace(old, new), encoding="utf-8")

    with pytest.raises(GridRefused) as refusal:
        read_grid(faulty)

    finding = refusal.value.findings[0]
    assert finding.column.startswith("[[")
    assert value is None or value in {one.value for one in refusal.value.findings}
    assert finding.reason_fr != finding.reason_en
    assert str(faulty) in refusal.value.fr


@pytest.mark.parametrize("content", [b"", b"blocks = 3", b"[grid]\ncode='x'", b"[[blocks]]\ncode = 1", b"[[criteria]]"])
def test_a_toml_file_that_is_not_a_grid_is_refused_with_findings(tmp_path, content):
    faulty = tmp_path / "grid.toml"
    faulty.write_bytes(content)

    with pytest.raises(GridRefused):
        read_grid(faulty)


@pytest.mark.parametrize("content", [b"letter = ", b"\xff\xfe\x00", b"\x89PNG"])
def test_a_file_that_is_not_toml_is_one_sentence(tmp_path, content):
    faulty = tmp_path / "grid.toml"
    faulty.write_bytes(content)

    with pytest.raises(UnreadableInput) as refusal:
        read_grid(faulty)
    assert "\n" not in refusal.value.fr


def test_a_missing_grid_is_one_sentence(tmp_path):
    with pytest.raises(UnreadableInput, match=r"nowhere\.toml"):
        read_grid(tmp_path / "nowhere.toml")
    with pytest.raises(UnreadableInput):
        read_grid(tmp_path)
