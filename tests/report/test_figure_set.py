"""The figures of a pole and their twins."""

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from coopnet.catalogue import MEASURES
from coopnet.drawing.layout import layout_of
from coopnet.drawing.lettering import COLUMN, SMALLEST
from coopnet.drawing.profile import REACH
from coopnet.drawing.saving import DPI
from coopnet.errors import UndefinedMeasure, UnknownWord, WriteRefused
from coopnet.exchange import read_pole
from coopnet.inference.comparison import compare_to_null
from coopnet.inference.missing import missing_data_of
from coopnet.measures.brokerage import actor_brokerage_table
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.report import figure_recipes
from coopnet.report.figure_recipes import RECIPES, SECTORS
from coopnet.report.figure_set import FORMS, drawn_of, write_figure, write_figures
from coopnet.report.figures import mixing_figure
from coopnet.synthetic import homophilous_pole

ROOT = Path(__file__).resolve().parents[2]
HIGHEST = 770.0  # an A4 page, its title and its margins of 1.25 cm left out
POLE = homophilous_pole(sizes=(6, 6, 6), p_in=0.6, p_out=0.1, rng=np.random.default_rng(1))


@pytest.fixture(scope="module")
def sud() -> Pole:
    return read_pole("datasets/sud_aquitaine")


@pytest.fixture(scope="module")
def rated(sud: Pole) -> Pole:
    """The documented pole, rated by three members: a on its own ways, b unanimous, j by nobody."""
    rows = [(who, letter, rating) for letter, marks in {"a": (1, 2, 4), "b": (3, 3, 3)}.items()
            for who, rating in zip(("x", "y", "z"), marks, strict=True)]  # fmt: skip
    tables = {name: getattr(sud, name).reset_index() for name in ("actors", "structures")}
    tables |= {name: getattr(sud, name) for name in ("memberships", "links")}
    ratings = pd.DataFrame(rows, columns=["evaluator", "criterion", "rating"])
    return Pole.from_tables({**tables, "ratings": ratings}, on_error="drop")


@pytest.fixture(scope="module")
def drawn(sud: Pole, rated: Pole):
    """Every figure of the documented pole, in both languages, drawn once."""
    return {
        (name, language): drawn_of(
            rated if name == "coevaluation" else sud, name, language=language, seed=1, n_draws=19
        )
        for name in RECIPES
        for language in ("fr", "en")
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """All figures of a small pole, as files."""
    return write_figures(POLE, tmp_path_factory.mktemp("figures"), seed=3, n_draws=19, command="here")


def test_every_figure_has_its_twin_and_the_manifest_knows_each_byte(written):
    folder = written.paths[-1].parent
    manifest = json.loads(written.paths[-1].read_text(encoding="utf-8"))

    assert {path.name for path in written.paths} == {path.name for path in folder.iterdir()}
    assert set(manifest["figures"]) | set(manifest["left_out"]) == set(RECIPES)
    for name, files in manifest["figures"].items():
        assert set(files) == {f"{name}.{form}" for form in (*FORMS, "csv")}
    assert (manifest["seed"], manifest["n_draws"], manifest["command"]) == (3, 19, "here")


def test_the_manifest_names_every_library_that_computes_or_draws(written):
    versions = json.loads(written.paths[-1].read_text(encoding="utf-8"))["versions"]

    assert {"Python", "coopnet", "matplotlib", "networkx", "numba", "numpy", "pandas", "scipy"} == set(versions)


def test_what_the_pole_lacks_is_left_out_with_one_sentence_each(written):
    """Links of one kind, no structure, no rating."""
    assert set(written.left_out) == {"hulls", "kinds", "two_mode", "kind_combinations", "coevaluation"}
    for language in ("fr", "en"):
        sentences = written.sentences(language)
        assert len(sentences) == 5
        assert not any("\n" in sentence for sentence in sentences)
    assert not any(path.name.startswith("two_mode") for path in written.paths)


def test_a_figure_asked_by_name_that_the_pole_cannot_have_is_refused(tmp_path):
    with pytest.raises(UndefinedMeasure, match="rated"):
        write_figures(POLE, tmp_path, seed=3, n_draws=19, names=["coevaluation"])


def test_two_runs_write_the_same_bytes(tmp_path, written):
    other = write_figures(POLE, tmp_path, seed=3, n_draws=19, command="here")

    assert [path.read_bytes() for path in written.paths] == [path.read_bytes() for path in other.paths]


def test_processes_with_other_hashes_and_other_threads_write_the_same_bytes(tmp_path):
    script = (
        "import sys; from coopnet.exchange import read_pole; from coopnet.report.figure_set import write_figures\n"
        "names = ['hulls', 'brokerage']\n"
        "write_figures(read_pole('datasets/sud_aquitaine'), sys.argv[1], seed=3, n_draws=19, names=names)"
    )
    running = []
    for folder, hashes, threads in (("one", "0", "1"), ("other", "4711", "2")):
        chosen = {"PYTHONHASHSEED": hashes} | dict.fromkeys(("OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), threads)
        command = [sys.executable, "-c", script, str(tmp_path / folder)]
        running.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **chosen}))
    assert [process.wait() for process in running] == [0, 0]

    one = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    other = {path.name: path.read_bytes() for path in (tmp_path / "other").iterdir()}
    assert len(one) == 9  # two figures of four files, and the manifest
    assert one == other


@pytest.mark.parametrize("name", ["brokerage", "multigraph", "openness_of_sectors"])
def test_a_style_of_the_reader_or_of_the_machine_changes_no_byte(tmp_path, written, name):
    style = {"axes.facecolor": "black", "hatch.linewidth": 3.0, "savefig.bbox": "tight", "font.size": 30.0}
    with mpl.rc_context(style):
        alone = write_figure(POLE, name, tmp_path, seed=3, n_draws=19)
        assert {key: mpl.rcParams[key] for key in style} == style  # which is still theirs afterwards

    for path in alone:
        assert path.read_bytes() == (written.paths[0].parent / path.name).read_bytes()


@pytest.mark.parametrize("name", ["multigraph", "openness_of_sectors", "centrality_ranks"])
def test_a_figure_made_alone_is_the_one_made_with_the_others(tmp_path, written, name):
    alone = write_figure(POLE, name, tmp_path, seed=3, n_draws=19)

    assert [path.name for path in alone] == [f"{name}.{ending}" for ending in (*FORMS, "csv")]
    for path in alone:
        assert path.read_bytes() == (written.paths[0].parent / path.name).read_bytes()


@pytest.mark.parametrize("name", RECIPES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_written_is_cut_by_the_edge_of_the_figure(drawn, name, language):
    figure = drawn[name, language].figure
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    width, height = canvas.get_width_height()
    texts = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    shown = [text for text in texts if text.axes is None or text.axes.get_visible()]
    boxes = {text.get_text(): text.get_window_extent() for text in shown}
    out = [
        said for said, box in boxes.items()
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]  # fmt: skip
    assert out == []


@pytest.mark.parametrize("name", RECIPES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_figure_fits_the_column_of_a_page_without_being_shrunk_and_its_letters_are_readable_there(
    drawn, name, language
):
    figure = drawn[name, language].figure
    written = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    sizes = {text.get_text(): text.get_fontsize() for text in written if text.axes is None or text.axes.get_visible()}

    assert figure.get_figwidth() * 72 <= COLUMN + 1e-6
    assert figure.get_figheight() * 72 <= HIGHEST
    assert {said: size for said, size in sizes.items() if size < SMALLEST - 1e-6} == {}


def test_no_figure_of_a_pole_or_of_a_benchmark_that_is_kept_is_larger_than_the_text_of_a_page():
    drawings = sorted((ROOT / "figures").glob("*/*.svg"))
    sizes = {path: re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', path.read_text("utf-8")) for path in drawings}

    assert len(drawings) > 20
    assert [path.name for path, size in sizes.items() if size is None or float(size[1]) > COLUMN] == []
    assert [path.name for path, size in sizes.items() if size is None or float(size[2]) > HIGHEST] == []


@pytest.mark.parametrize("name", RECIPES)
def test_titles_name_the_pole_and_captions_are_in_the_language_asked_for(drawn, name):
    words = {
        language: " ".join(text.get_text() for text in drawn[name, language].figure.texts) for language in ("fr", "en")
    }
    words = {language: said.replace("\n", " ") for language, said in words.items()}
    assert words["fr"] != words["en"]
    if name != "coevaluation":
        assert all("Pôle de coopération Sud Aquitaine" in said for said in words.values())
        assert "il illustre l’outil" in words["fr"]
        assert "illustrates the tool" in words["en"]
    assert not any(f" {mark}" in words["fr"] for mark in ";:!?")


@pytest.mark.parametrize("name", ["sector_mixing", "openness_of_sectors"])
def test_captions_against_chance_name_the_view_the_null_the_draws_and_the_seed(drawn, name):
    said = " ".join(text.get_text() for text in drawn[name, "en"].figure.texts).replace("\n", " ")
    for part in ("View: pairs.", "Chance: Hold every link and the size of each sector; break", "seed: 1."):
        assert part in said


def test_the_twin_of_the_multigraph_has_a_row_per_node_and_per_edge():
    numbers = drawn_of(POLE, "multigraph", seed=1).numbers

    assert (numbers["what"] == "actor").sum() == len(POLE.actors)
    assert (numbers["what"] == "link").sum() == len(POLE.links)


def test_every_drawing_of_a_pole_has_its_actors_at_the_same_place(sud, drawn):
    where = layout_of(sud).nodes[["x", "y"]]

    for name in ("multigraph", "hulls", "kinds"):
        numbers = drawn[name, "fr"].numbers.dropna(subset="x").set_index("node")
        assert numbers["x"].equals(where.loc[numbers.index, "x"].rename_axis("node"))
        assert numbers["y"].equals(where.loc[numbers.index, "y"].rename_axis("node"))
    panel, *_ = drawn["kinds", "fr"].figure.axes
    dots = {tuple(place) for found in panel.collections for place in found.get_offsets().round(3).tolist()}
    assert dots <= set(where.itertuples(index=False, name=None))


@pytest.mark.parametrize("name", RECIPES)
def test_what_stands_between_two_dollars_in_a_name_is_no_formula(name):
    said = r"$\foo_1$"
    actors = [(f"a{k}", f"{said} {k}", f"s{k % 3}") for k in range(9)]
    ends = [(k, j) for k in range(9) for j in range(k) if (k * j) % 4 == 0]
    pole = Pole.from_tables(
        {
            "actors": pd.DataFrame(actors, columns=["id", "name", "sector"]),
            "structures": {"id": ["s"], "name": [said], "kind": ["scic"]},
            "memberships": {"actor": ["a0", "a1", "a5"], "structure": ["s"] * 3},
            "links": pd.DataFrame(
                [(f"a{k}", f"a{j}", kind) for k, j in ends for kind in ("convention", "own")[: 1 + k % 2]],
                columns=["source", "target", "kind"],
            ),
            "ratings": {"evaluator": ["x", "y"], "criterion": ["a", "a"], "rating": [1, 4]},
            "about": pd.DataFrame(
                [
                    ("name", said),
                    ("link_kind", f"own | {said} | coopération"),
                    *(("sector", f"s{k} | {said} {k}") for k in range(3)),
                ],
                columns=["key", "value"],
            ),
        }
    )
    figure = drawn_of(pole, name, seed=1, n_draws=19).figure
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    written = [text for text in figure.findobj(Text) if "$" in text.get_text()]

    assert written
    assert not any(text.get_parse_math() for text in written)


def test_the_twin_of_brokerage_has_the_roles_of_those_who_stand_between_others(sud, drawn):
    numbers = drawn["brokerage", "fr"].numbers.set_index("actor")
    table = actor_brokerage_table(network_of(sud, view="pairs"))

    assert set(numbers.index) == set(table.index[table["total"] > 0])
    pd.testing.assert_frame_equal(numbers, table.loc[numbers.index], check_names=False)


def test_the_twin_of_the_combinations_counts_every_linked_pair_once(sud, drawn):
    numbers = drawn["kind_combinations", "fr"].numbers

    assert numbers["pairs"].sum() == network_of(sud, view="pairs").n_pairs
    for kind in numbers.columns.drop("pairs"):
        joined = multiplex_of(sud).pair_counts(kind)
        assert numbers.loc[numbers[kind] == 1, "pairs"].sum() == (joined.toarray() > 0).sum() / 2


def test_the_twin_of_the_profile_has_what_is_drawn_alone_and_the_view_and_null_that_its_caption_sends_to(drawn):
    for language in ("fr", "en"):
        figure, numbers = drawn["profile", language].figure, drawn["profile", language].numbers
        assert len(numbers) == len(figure.axes[0].get_yticklabels())
        assert numbers[["view", "null", "expected"]].notna().all(axis=None)
        assert numbers["null"].str.match("On garde|Hold").all()
        assert set(numbers["indicator"]) <= set(MEASURES)
        said = " ".join(text.get_text() for text in figure.texts).replace("\n", " ")
        assert {"fr": "plus de six écarts-types", "en": "more than six standard deviations"}[language] in said
    assert REACH == 6.0


def test_the_twin_of_departures_starts_whole_and_ends_with_nobody(drawn):
    numbers = drawn["vulnerability", "fr"].numbers

    for _, curve in numbers.groupby("order"):
        assert curve["share_removed"].iloc[[0, -1]].tolist() == [0.0, 1.0]
        assert curve["largest_component"].is_monotonic_decreasing
        assert curve["largest_component"].iloc[-1] == 0.0
    assert set(numbers["order"]) == {"degree", "betweenness", "random"}


def test_the_twin_of_coevaluation_counts_ratings_without_any_name(drawn):
    numbers = drawn["coevaluation", "fr"].numbers.set_index("criterion")

    rated = numbers[["rated_1", "rated_2", "rated_3", "rated_4"]]
    assert rated.loc["a"].tolist() == [1, 1, 0, 1]
    assert rated.loc["b"].tolist() == [0, 0, 3, 0]
    assert rated.loc["j"].sum() == 0
    assert not {"x", "y", "z"} & set(numbers.astype(str).to_numpy().ravel())


def test_a_criterion_that_the_grid_does_not_know_leaves_one_figure_out_and_stops_no_other(tmp_path, sud):
    """A mistyped letter in the sheet of ratings."""
    tables = {name: getattr(sud, name).reset_index() for name in ("actors", "structures")}
    tables |= {name: getattr(sud, name) for name in ("memberships", "links")}
    ratings = pd.DataFrame({"evaluator": ["x", "y"], "criterion": ["a", "z"], "rating": [2, 3]})
    pole = Pole.from_tables({**tables, "ratings": ratings}, on_error="drop")

    with pytest.raises(UndefinedMeasure, match="“z”"):
        drawn_of(pole, "coevaluation", seed=1, n_draws=19)


@pytest.mark.parametrize(
    ("name", "measure"), [("openness_of_sectors", "pole_ei"), ("centrality_ranks", "actor_betweenness")]
)
def test_a_figure_shows_what_the_same_call_gives_in_a_notebook(sud, name, measure):
    numbers = drawn_of(sud, name, seed=7, n_draws=19).numbers
    rng = np.random.default_rng(7)

    if name == "openness_of_sectors":
        found = compare_to_null(measure, sud, "shuffle_sectors", rng=rng, n_draws=19)
        np.testing.assert_array_equal(numbers.loc[numbers["what"] == "draw", "pole_ei"], found.draws)
    else:
        found = missing_data_of(measure, sud, rng=rng, shares=[0.1], n_draws=19, missing="actors")
        low = found.ranks(0.1).table.loc[numbers["actor"], "rank_low"]
        np.testing.assert_array_equal(numbers["rank_low"], low)


def test_the_sector_map_has_draws_enough_to_tell_one_couple_among_all(drawn):
    """Of 66 couples, one that no draw reaches could be told: the interval of its q ends below 0.05."""
    numbers = drawn["sector_mixing", "fr"].numbers
    n_draws, n_couples = int(numbers["draws"].max()), 66
    assert n_couples * 2 * (1 - 0.025 ** (1 / n_draws)) <= 0.05


def test_a_map_of_every_sector_fits_the_column_of_a_page_and_each_number_its_cell(sud):
    sectors = list(sud.vocabulary.words("sectors"))[:22]
    couples = pd.MultiIndex.from_tuples([(one, other) for k, one in enumerate(sectors) for other in sectors[: k + 1]])
    numbers = pd.DataFrame({"observed": 8888.0, "expected": 9.0, "q": 0.01, "verdict": "above"}, index=couples)
    figure = mixing_figure(SimpleNamespace(table=numbers, asked=SimpleNamespace(by="sector")), sud.vocabulary)
    figure.set_dpi(DPI)
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    (ax,) = figure.axes
    room = ax.get_window_extent().width / len(sectors)

    assert figure.get_figwidth() * 72 <= COLUMN + 1e-6
    assert len(ax.texts) == len(couples)
    assert max(text.get_window_extent().width for text in ax.texts) < room
    assert max(text.get_window_extent().height for text in ax.texts) < room
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= SMALLEST


def _of_sectors(number: int) -> Pole:
    actors = pd.DataFrame([(f"a{k}", f"s{k % number}") for k in range(2 * number)], columns=["id", "sector"])
    about = [("sector", f"s{k} | Secteur {k}") for k in range(number)]
    ends = [(f"a{k}", f"a{(k + 1) % (2 * number)}", "convention") for k in range(2 * number)]
    return Pole.from_tables(
        {
            "actors": actors,
            "links": pd.DataFrame(ends, columns=["source", "target", "kind"]),
            "about": pd.DataFrame(about, columns=["key", "value"]),
        }
    )


def test_a_map_of_many_sectors_of_a_poles_own_fits_the_page_too_and_one_of_too_many_is_refused():
    figure = drawn_of(_of_sectors(SECTORS), "sector_mixing", seed=1, n_draws=19).figure
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    assert figure.get_figwidth() * 72 <= COLUMN + 1e-6
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= SMALLEST
    names = [label.get_window_extent() for label in figure.axes[0].get_yticklabels()]
    assert all(lower.y1 <= upper.y0 + 0.5 for upper, lower in pairwise(names))
    with pytest.raises(UndefinedMeasure, match=f"here there are {SECTORS + 1}"):
        drawn_of(_of_sectors(SECTORS + 1), "sector_mixing", seed=1, n_draws=19)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["multigraph", "sector_mixing", "two_mode"])
def test_figures_of_very_small_poles_are_written_whole(name, language):
    pole = Pole.from_tables(
        {
            "about": {"key": ["name"], "value": ["pole_" * 60]},
            "actors": {"id": list("abc"), "sector": ["food", "housing", "food"]},
            "structures": {"id": ["s"], "kind": ["scic"]},
            "memberships": {"actor": ["a", "b"], "structure": ["s", "s"]},
            "links": {"source": ["a"], "target": ["b"], "kind": ["convention"]},
        }
    )
    figure = drawn_of(pole, name, seed=1, n_draws=19, language=language).figure
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    width, height = canvas.get_width_height()
    texts = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    boxes = [text.get_window_extent() for text in texts if text.axes is None or text.axes.get_visible()]
    assert all(box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1 for box in boxes)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("number", [2, 3, 4, 13])
def test_the_title_of_the_scale_of_a_map_covers_none_of_its_cells(number, language):
    figure = drawn_of(_of_sectors(number), "sector_mixing", seed=1, n_draws=19, language=language).figure
    figure.set_dpi(DPI)
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    (ax,) = figure.axes
    (scale,) = ax.child_axes
    title = next(one for one in scale.get_children() if isinstance(one, Text) and len(one.get_text()) > 10)
    box, highest = title.get_window_extent(), figure.bbox.height
    cells = [patch.get_window_extent() for patch in ax.patches]
    assert [cell for cell in cells if cell.overlaps(box)] == []
    assert box.y1 <= highest


def test_a_pole_is_laid_out_once_for_all_its_figures(monkeypatch):
    laid_out = []
    known = figure_recipes.layout_of
    monkeypatch.setattr(figure_recipes, "layout_of", lambda pole: laid_out.append(pole) or known(pole))
    pole = _of_sectors(3)
    for name in ("multigraph", "multigraph"):
        drawn_of(pole, name, seed=1)
    assert laid_out == [pole]


def test_the_notice_of_the_pole_is_on_every_figure(drawn):
    for (name, language), one in drawn.items():
        if language == "fr" and name != "coevaluation":
            assert any("reconstruit" in text.get_text() for text in one.figure.texts), name


def test_ranks_of_intermediaries_are_left_out_where_nobody_is_one():
    pair = Pole.from_tables(
        {
            "actors": {"id": list("abc")},
            "links": {"source": ["a"], "target": ["b"], "kind": ["convention"]},
        }
    )
    with pytest.raises(UndefinedMeasure, match="shortest path"):
        drawn_of(pair, "centrality_ranks", seed=1, n_draws=19)


def test_a_pole_without_several_kinds_is_told_how_many_it_has():
    for links, english, french in (
        ({}, "none joins", "aucune ne relie"),
        ({"convention": "ab"}, "only one", "une seule"),
    ):
        tables = {"actors": {"id": ["a", "b"]}} | (
            {"links": {"source": ["a"], "target": ["b"], "kind": list(links)}} if links else {}
        )
        for name in ("kinds", "kind_combinations"):
            with pytest.raises(UndefinedMeasure) as refusal:
                drawn_of(Pole.from_tables(tables), name, seed=1)
            assert english in refusal.value.en
            assert french in refusal.value.fr


def test_an_unknown_figure_is_refused_with_the_list():
    with pytest.raises(UnknownWord, match="multigraph"):
        drawn_of(POLE, "portrait", seed=1)


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("here first")

    with pytest.raises(WriteRefused):
        write_figures(POLE, tmp_path / "file" / "folder", seed=1, n_draws=19, names=["openness_of_sectors"])
