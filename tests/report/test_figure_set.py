"""The figures of a pole and their twins."""

import json

import numpy as np
import pytest

from coopnet.errors import UnknownWord, WriteRefused
from coopnet.exchange import read_pole
from coopnet.report.figure_set import FIGURES, FORMS, drawn_of, write_figures
from coopnet.synthetic import homophilous_pole

POLE = homophilous_pole(sizes=(6, 6, 6), p_in=0.6, p_out=0.1, rng=np.random.default_rng(1))


def test_every_figure_has_its_twin_and_the_manifest_knows_each_byte(tmp_path):
    written = write_figures(POLE, tmp_path, seed=3, n_draws=19, command="here")
    manifest = json.loads((tmp_path / "MANIFEST.json").read_text(encoding="utf-8"))

    assert {path.name for path in written} == {path.name for path in tmp_path.iterdir()}
    for name in FIGURES:
        assert set(manifest["figures"][name]) == {f"{name}.{form}" for form in (*FORMS, "csv")}
    assert (manifest["seed"], manifest["n_draws"], manifest["command"]) == (3, 19, "here")


def test_two_runs_write_the_same_bytes(tmp_path):
    one = write_figures(POLE, tmp_path / "one", seed=3, n_draws=19)
    other = write_figures(POLE, tmp_path / "other", seed=3, n_draws=19)

    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_made_alone_is_the_one_made_with_the_others(tmp_path, name):
    write_figures(POLE, tmp_path / "all", seed=3, n_draws=19, forms=["svg"])
    write_figures(POLE, tmp_path / "one", seed=3, n_draws=19, forms=["svg"], names=[name])

    for ending in ("svg", "csv"):
        file = f"{name}.{ending}"
        assert (tmp_path / "all" / file).read_bytes() == (tmp_path / "one" / file).read_bytes()


def test_the_twin_of_the_multigraph_has_a_row_per_node_and_per_edge():
    numbers = drawn_of(POLE, "multigraph", seed=1).numbers

    assert (numbers["what"] == "actor").sum() == len(POLE.actors)
    assert (numbers["what"] == "link").sum() == len(POLE.links)


def test_the_notice_of_the_pole_is_on_every_figure():
    pole = read_pole("datasets/sud_aquitaine")

    for name in ("sector_mixing", "openness_of_sectors"):
        texts = [text.get_text() for text in drawn_of(pole, name, seed=1, n_draws=19).figure.texts]
        assert any("reconstruit" in text for text in texts)


def test_an_unknown_figure_is_refused_with_the_list():
    with pytest.raises(UnknownWord, match="multigraph"):
        drawn_of(POLE, "portrait", seed=1)


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("here first")

    with pytest.raises(WriteRefused):
        write_figures(POLE, tmp_path / "file" / "folder", seed=1, n_draws=19, names=["openness_of_sectors"])
