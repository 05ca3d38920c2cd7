"""The référentiel is data, and so is a user's own grid."""

import hashlib
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from coopnet.catalogue import MEASURES
from coopnet.cli import main
from coopnet.errors import GridRefused, UnreadableInput
from coopnet.referentiel.grid import check_grid, read_grid
from coopnet.referentiel.profile import profile_of
from coopnet.synthetic import random_pole

SHORT = """[grid]
code = "mine"
fr = "Notre grille"
en = "Our grid"
[[blocks]]
code = "one"
fr = "Un"
en = "One"
[[criteria]]
letter = "A"
block = "one"
fr = "Coopérer"
en = "Cooperate"
[[indicators]]
criterion = "A"
theme = "cohesion"
measure = "{measure}"
written = "number"
limit_fr = "Ce n’est pas tout."
limit_en = "It is not all."
sentence_fr = "On lit {{value}}."
sentence_en = "One reads {{value}}."
question_fr = "Et alors ?"
question_en = "So what?"
"""
SHIPPED = files("coopnet.referentiel").joinpath("ptce_2012.toml").read_text(encoding="utf-8")


def test_letters_blocks_and_positions_are_those_of_the_article():
    grid = read_grid()

    assert [criterion.letter for criterion in grid.criteria] == list("abcdefghij")
    assert [block.code for block in grid.blocks] == ["process", "cooperation", "impacts"]
    first = {block.code: next(c.letter for c in grid.criteria if c.block == block.code) for block in grid.blocks}
    assert first == {"process": "a", "cooperation": "e", "impacts": "h"}
    assert [criterion.position for criterion in grid.criteria] == list(range(1, 11))


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


def test_a_grid_says_which_criteria_have_proxies_and_which_are_not_measurable_from_links():
    grid = read_grid()
    tidy, french = grid.tidy(), grid.shown("fr")

    assert set(tidy.loc[tidy["measure"] != "", "measured"]) == {"proxy"}
    assert set(tidy.loc[tidy["measured"] == "not_measured", "criterion"]) == set("bdghij")
    assert "indice indirect" in grid.summary("fr")
    assert "not measurable from links" in grid.summary("en")
    assert "Ouverture des communes (indice E–I)" in set(french["indicator"])
    assert set(french["by"]) == {"", "commune", "type d’acteur", "secteur"}
    assert "basse" in grid.summary("fr")
    assert "medium" not in grid.summary("fr")


def test_every_indicator_says_what_it_does_not_see_and_asks_an_open_question():
    for indicator in read_grid().indicators:
        for language in ("fr", "en"):
            assert indicator.limit.text(language)
            assert indicator.question.text(language).rstrip().endswith("?")
            assert "{value}" in indicator.sentence.text(language)


def test_no_run_of_four_words_of_the_article_is_copied():
    """Not of the OCR’s inventions, nor of what it left legible; see fixtures/README.md."""
    known = set(Path(__file__).with_name("fixtures").joinpath("runs_of_the_article.txt").read_text().split())
    runs = []
    for text in _texts(tomllib.loads(SHIPPED)):
        words = re.findall(r"\w+", text.casefold())
        runs += [" ".join(words[k : k + 4]) for k in range(len(words) - 3)]

    assert len(known) > 80
    assert len(runs) > 500
    assert [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:12] in known] == []


def _texts(value):
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inside for text in _texts(one)]


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


def _refused(tmp_path, text):
    faulty = tmp_path / "grid.toml"
    faulty.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(GridRefused) as refusal:
        read_grid(faulty)
    assert check_grid(faulty) == list(refusal.value.findings)
    return refusal.value


@pytest.mark.parametrize(
    ("old", "new", "where", "value"),
    [
        ('measure = "pole_density"', 'measure = "pole_happiness"', "[[indicators]] 11, measure", "pole_happiness"),
        ('measure = "pole_density"', 'measure = "actor_degree"', "[[indicators]] 11, measure", "actor_degree"),
        ('measure = "pole_density"', 'measure = "pole_core_table"', "[[indicators]] 11, measure", "pole_core_table"),
        ('"pole_density"', '"pole_core_periphery_fit"', "[[indicators]] 11, measure", "pole_core_periphery_fit"),
        ("{value} sont liées", "{value} sont liées ({by})", "[[indicators]] 11, sentence_fr", None),
        ('letter = "b"\nposition', 'letter = "A"\nposition', "[[criteria]] 2, letter", "A"),
        ("position = 2", "position = 0", "[[blocks]] 2, position", "0"),
        ('null = "shuffle_sectors"', 'null = "shuffle_everything"', "[[indicators]] 1, null", "shuffle_everything"),
        ('null = "random_links"', 'nul = "random_links"', "[[indicators]] 6, nul", "random_links"),
        ('null = "rewire_links"', 'null = "shuffle_sectors"', "[[indicators]] 4, null", "shuffle_sectors"),
        ('null = "rewire_links"', 'null = ["rewire_links"]', "[[indicators]] 4, null", '["rewire_links"]'),
        ('written = "percent"', 'written = "roman"', "[[indicators]] 4, written", "roman"),
        ('theme = "cohesion"', 'theme = "weather"', "[[indicators]] 8, theme", "weather"),
        ('criterion = "f"', 'criterion = "z"', "[[indicators]] 6, criterion", "z"),
        ('block = "impacts"', 'block = "other"', "[[criteria]] 8, block", "other"),
        ('letter = "b"\nposition', 'letter = "a"\nposition', "[[criteria]] 2, letter", "a"),
        ('letter = "b"\nposition', 'letter = " b"\nposition', "[[criteria]] 2, letter", "b"),
        ('code = "impacts"', 'code = "process"', "[[blocks]] 3, code", "process"),
        ('confidence = "low"', 'confidence = "sure"', "[[criteria]] 9, confidence", "sure"),
        ('a"\nfr = "Animer', 'a"\nnote = "x"\nfr = "Animer', "[[blocks]] 1, note", "x"),
        ("en réunit {value}", "en réunit {valeur}", "[[indicators]] 8, sentence_fr", None),
        ("{value} sont liées", "{value:d} sont liées", "[[indicators]] 11, sentence_fr", None),
        ("{value} sont liées", "{value.real} sont liées", "[[indicators]] 11, sentence_fr", None),
        ("{value} sont liées", "plus ou moins sont liées", "[[indicators]] 11, sentence_fr", None),
        ("draws = 199", "draws = 5", "[[indicators]] 7, draws", "5"),
        ("draws = 199", 'draws = "many"', "[[indicators]] 7, draws", "many"),
        ("draws = 199", "draws = true", "[[indicators]] 7, draws", "true"),
        ('by = "type"', 'by = "sector"', "[[indicators]] 3, measure", "pole_ei"),
        ('by = "commune"', "by = 5", "[[indicators]] 1, by", "5"),
        ("draws = 199", 'by = "commune"', "[[indicators]] 7, by", "commune"),
        ("draws = 199", 'view = "links"', "[[indicators]] 7, view", "links"),
        ("draws = 199", 'view = "zigzag"', "[[indicators]] 7, view", "zigzag"),
        ('with_rating = "more"', 'with_rating = "better"', "[[indicators]] 2, with_rating", "better"),
        ("unmeasured_en", "unmeasured_es", "[[criteria]] 2, unmeasured_es", None),
        ('letter = "a"\nposition', 'letter = "a"\nunmeasured_fr = "x"\nposition', "[[criteria]] 1, unmeasured_fr", "x"),
        ('limit_en = "Being n', 'limite_en = "Being n', "[[indicators]] 1, limit_en", None),
        ("[[open_questions]]", "[[questions]]", "[questions]", None),
        ('code = "ptce_2012"', "code = 3", "[grid], code", "3"),
        ('caution_fr = "', 'caution_fr = ""\ncaution_es = "', "[grid], caution_fr", None),
    ],
)
def test_each_thing_wrong_in_a_grid_is_a_finding_at_its_entry_with_what_to_do(tmp_path, old, new, where, value):
    assert old in SHIPPED
    refusal = _refused(tmp_path, SHIPPED.replace(old, new))
    found = {one.column: one for one in refusal.findings}

    assert where in found
    assert value is None or found[where].value == value
    for finding in refusal.findings:
        assert finding.reason_fr != finding.reason_en
        assert finding.suggestion_fr
        assert finding.suggestion_en
    assert str(tmp_path / "grid.toml") in refusal.fr
    assert len(refusal.fr) < 500 + len(str(tmp_path))


def test_every_problem_is_told_at_once_and_none_twice(tmp_path):
    """A missing key, an unknown key, unknown words, a letter twice, a faulty sentence: one round of corrections."""
    changes = [
        ('fr = "Référentiel PTCE de 2012 (reconstitution)"\n', ""),
        ('caution_fr = "', 'titre = "x"\ncaution_fr = "'),
        ('block = "impacts"\nfr = "Entretenir', 'block = "other"\nfr = "Entretenir'),
        ('letter = "b"\nposition', 'letter = "a"\nposition'),
        ('measure = "pole_density"', 'measure = "pole_happiness"'),
        ("draws = 199", "draws = 3"),
        ('by = "commune"\nnull = "shuffle_sectors"', 'by = "commune"\nnull = "shuffle_everything"'),
        ("en réunit {value}", "en réunit {valeur}"),
    ]
    text = SHIPPED
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = [one.column for one in _refused(tmp_path, text).findings]

    assert sorted(found) == sorted(
        [
            *("[grid], fr", "[grid], titre", "[[criteria]] 9, block", "[[criteria]] 2, letter"),
            *("[[indicators]] 11, measure", "[[indicators]] 7, draws", "[[indicators]] 1, null"),
            "[[indicators]] 8, sentence_fr",
        ]
    )


def test_every_measure_that_a_grid_accepts_gives_a_profile_its_number(tmp_path):
    """A table, or a measure that draws, is refused by the check and not by a traceback; all others can be followed."""
    pole = random_pole(rng=np.random.default_rng(1), n_actors=12, n_links=20)
    accepted = []
    for measure in (one for one in MEASURES.values() if one.level == "pole"):
        own = tmp_path / f"{measure.name}.toml"
        own.write_text(SHORT.format(measure=measure.name), encoding="utf-8")
        if not check_grid(own):
            row = profile_of(pole, rng=np.random.default_rng(1), n_draws=19, referentiel=own).table.iloc[0]
            assert "rng" not in row["sentence_fr"], measure.name
            accepted.append(measure.name)
        else:
            assert measure.is_table or measure.chance, measure.name

    assert len(accepted) > 30


def test_a_grid_of_ones_own_needs_no_confidence_since_it_reconstructs_nothing(tmp_path):
    own = tmp_path / "ma_grille.toml"
    own.write_text(SHORT.format(measure="pole_density"), encoding="utf-8")
    grid = read_grid(own)

    assert {one.confidence for one in (*grid.blocks, *grid.criteria)} == {""}
    assert {one.position for one in grid.criteria} == {None}


def test_the_line_of_the_entry_stands_with_the_finding(tmp_path):
    refusal = _refused(tmp_path, SHIPPED.replace('measure = "pole_density"', 'measure = "pole_happiness"'))
    line = next(k for k, text in enumerate(SHIPPED.splitlines(), 1) if text == 'measure = "pole_density"') - 3

    assert SHIPPED.splitlines()[line - 1] == "[[indicators]]"
    assert refusal.findings[0].row == line
    assert f", ligne {line}, [[indicators]] 11, measure" in refusal.fr


def test_a_word_that_is_nearly_one_is_guessed_and_never_taken_for_it(tmp_path):
    refusal = _refused(tmp_path, SHIPPED.replace('measure = "pole_density"', 'measure = "pole_densty"'))

    assert "Vouliez-vous dire «\u202fpole_density\u202f»\u202f?" in refusal.fr
    assert "Did you mean “pole_density”?" in refusal.en


def test_a_refusal_tells_the_first_problem_and_how_many_there_are(tmp_path):
    refusal = _refused(tmp_path, SHIPPED.replace('null = "random_links"', 'nul = "random_links"'))

    assert len(refusal.findings) == 3
    assert "3 problèmes en tout" in refusal.fr
    assert "\n" not in refusal.fr


def test_a_text_over_several_lines_is_printed_on_one(tmp_path):
    own = tmp_path / "ma_grille.toml"
    text = 'fr = """Ancrer\n  ici"""'
    own.write_text(SHIPPED.replace('fr = "S’ancrer dans le territoire"', text), encoding="utf-8")

    assert read_grid(own).criteria[0].label.fr == "Ancrer ici"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"blocks = 3",
        b"[grid]\ncode='x'",
        b"[[blocks]]\ncode = 1",
        b"[[criteria]]",
        b"grid = []",
        b"[indicators]\nx = 1",
        b"open_questions = ['x']\nblocks = [1]",
    ],
)
def test_a_toml_file_that_is_not_a_grid_is_refused_with_findings(tmp_path, content):
    assert len(_refused(tmp_path, content).findings) > 1


@pytest.mark.parametrize("content", [b"letter = ", b"\xff\xfe\x00", b"\x89PNG"])
def test_a_file_that_is_not_toml_is_one_sentence(tmp_path, content):
    faulty = tmp_path / "grid.toml"
    faulty.write_bytes(content)

    with pytest.raises(UnreadableInput) as refusal:
        read_grid(faulty)
    assert "\n" not in refusal.value.fr


def test_french_says_on_which_line_a_grid_is_no_toml_and_in_french(tmp_path):
    faulty = tmp_path / "grid.toml"
    faulty.write_text('[grid]\ncode = "x\n', encoding="utf-8")

    with pytest.raises(UnreadableInput) as refusal:
        read_grid(faulty)
    assert "ligne 2\u202f:" in refusal.value.fr
    assert "line 2:" in refusal.value.en
    assert "Illegal" not in refusal.value.fr


def test_a_missing_grid_is_one_sentence(tmp_path):
    with pytest.raises(UnreadableInput, match=r"nowhere\.toml"):
        read_grid(tmp_path / "nowhere.toml")
    with pytest.raises(UnreadableInput):
        read_grid(tmp_path)


def test_check_lists_every_problem_of_a_grid(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "")
    faulty = tmp_path / "grid.toml"
    faulty.write_text(SHIPPED.replace('null = "random_links"', 'nul = "random_links"'), encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        main(["check", str(faulty)])
    out = capsys.readouterr().out

    assert done.value.code == 1
    assert out.count("Vouliez-vous dire «\u202fnull\u202f»") == 3
    assert "Lignes lues" not in out
    assert out.splitlines()[-2:] == ["3 erreurs.", "Corrigez les erreurs\u202f: une grille fautive n’est pas suivie."]


def test_check_says_that_a_sound_grid_can_be_followed(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "")
    own = tmp_path / "ma_grille.TOML"
    own.write_text(SHIPPED, encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        main(["check", str(own), "--langue", "en"])

    assert done.value.code == 0
    assert "The grid reads well" in capsys.readouterr().out
