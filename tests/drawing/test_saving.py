import time
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from coopnet.drawing.saving import figure_bytes, save
from coopnet.errors import UnknownWord, WriteRefused


def _figure() -> Figure:
    figure = Figure(figsize=(2, 2))
    ax = figure.add_subplot()
    ax.plot([0, 1, 2], [0, 1, 0], marker="o")
    ax.set_title("Éole")
    return figure


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_the_same_drawing_gives_the_same_bytes(form: str) -> None:
    assert figure_bytes(_figure(), form) == figure_bytes(_figure(), form)


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_nothing_says_when_or_with_what_it_was_made(form: str) -> None:
    content = figure_bytes(_figure(), form).lower()
    assert b"creationdate" not in content
    assert b"dc:date" not in content
    assert b"software" not in content


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_another_day_gives_the_same_bytes(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    today, now = figure_bytes(_figure(), form), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400.0)
    assert figure_bytes(_figure(), form) == today


def test_letters_of_a_pdf_are_truetype_as_journals_ask() -> None:
    content = figure_bytes(_figure(), "pdf")
    assert b"/TrueType" in content or b"/CIDFontType2" in content
    assert b"/Type3" not in content


def test_the_ending_chooses_the_form_and_folders_are_made(tmp_path: Path) -> None:
    path = save(_figure(), tmp_path / "figures" / "one.SVG")
    assert path.read_bytes().startswith(b"<?xml")


def test_another_ending_is_refused_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UnknownWord, match="svg, pdf or png"):
        save(_figure(), tmp_path / "one.bmp")


def test_a_place_that_cannot_be_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "one.png").mkdir()
    with pytest.raises(WriteRefused, match="cannot be written"):
        save(_figure(), tmp_path / "one.png")
