import dataclasses
import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from coopnet.catalogue import MEASURES
from coopnet.drawing.mixing import CROWD, MULTITUDE, draw_sector_mixing, mixing_caption
from coopnet.drawing.null_distribution import draw_null
from coopnet.drawing.profile import REACH, draw_profile, drawn_indicators
from coopnet.errors import Language
from coopnet.inference.comparison import NullComparison, NullComparisons, compare_to_null
from coopnet.pole import Pole
from coopnet.referentiel.profile import Profile, profile_of
from coopnet.vocabulary import vocabulary


@pytest.fixture(scope="module")
def profile(sud: Pole) -> Profile:
    return profile_of(sud, rng=np.random.default_rng(1), n_draws=99)


def _axes() -> tuple[Figure, object]:
    figure = Figure(figsize=(7, 5))
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def _table(rows: dict[tuple[str, str], tuple[float, float, float]]) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples(list(rows), names=["row", "column"])
    return pd.DataFrame(list(rows.values()), index=index, columns=["observed", "expected", "q"])


def test_each_cell_bears_its_ties_and_their_ratio_to_chance() -> None:
    table = _table(
        {("food", "food"): (3, 1.5, 0.01), ("food", "health"): (1, 2.0, 0.5), ("health", "health"): (0, 0.5, 0.9)}
    )
    _, ax = _axes()
    draw_sector_mixing(ax, table, vocabulary(), language="fr")
    assert {text.get_text() for text in ax.texts} == {"3 ●\n×2,0", "1\n×0,5", "0"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_with_many_sectors_colour_alone_tells_the_ratio_and_the_caption_says_so(language: Language) -> None:
    for size, texts in ((CROWD, {"3 ●\n×2" + {"fr": ",0", "en": ".0"}[language]}), (CROWD + 1, {"●\n3"})):
        table = _table({(str(k), str(k)): (3, 1.5, 0.01) for k in range(size)})
        _, ax = _axes()
        draw_sector_mixing(ax, table, vocabulary(), language=language)
        assert {text.get_text() for text in ax.texts} == texts
        assert ({"fr": "couleur", "en": "colour"}[language] in mixing_caption(table, language)) == (size > CROWD)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_with_a_multitude_of_sectors_no_cell_has_a_number_and_the_caption_does_not_speak_of_one(
    language: Language,
) -> None:
    table = _table({(f"own {k}", f"own {k}"): (3, 1.5, 0.01 if k else 0.9) for k in range(MULTITUDE + 1)})
    _, ax = _axes()
    draw_sector_mixing(ax, table, vocabulary(), language=language)
    assert {text.get_text() for text in ax.texts} == {"", "●"}
    said = mixing_caption(table, language)
    assert {"fr": "Dans chaque case", "en": "In each cell"}[language] not in said
    assert "●" in said


@pytest.mark.parametrize("verdict", ["as_chance", "cannot_tell"])
def test_numbers_stand_out_from_every_colour_of_the_map(verdict: str) -> None:
    """A contrast of at least 4.5 to 1, what WCAG asks of a text, whatever the ratio to chance."""
    ratios = [0.0, *np.geomspace(0.2, 5.0, 120)]
    table = _table({(str(k), str(k)): (ratio, 1.0, 0.5) for k, ratio in enumerate(ratios)})
    _, ax = _axes()
    draw_sector_mixing(ax, table.assign(verdict=verdict), vocabulary())
    cells = {patch.get_xy(): patch.get_facecolor() for patch in ax.patches if isinstance(patch, Rectangle)}
    contrasts = []
    for text in ax.texts:
        x, y = text.get_position()
        light, dark = sorted((_luminance(text.get_color()), _luminance(cells[x - 0.5, y - 0.5])), reverse=True)
        contrasts.append((light + 0.05) / (dark + 0.05))
    assert len(contrasts) == len(ratios)
    assert min(contrasts) >= 4.5


def _luminance(colour: object) -> float:
    """Relative luminance as WCAG defines it, in plain numbers."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("inches", [(2.5, 2.5), (4.0, 6.0), (9.0, 4.0)])
@pytest.mark.parametrize("size", [2, 11, 22])
def test_what_a_cell_bears_stays_in_it_on_axes_of_any_size(inches: tuple[float, float], size: int) -> None:
    codes = list(vocabulary().lists["sectors"])[:size]
    figure = Figure(figsize=inches)
    FigureCanvasAgg(figure)
    ax = figure.add_subplot()
    table = _table({(one, other): (120, 9.0, 0.01) for k, one in enumerate(codes) for other in codes[: k + 1]})
    draw_sector_mixing(ax, table, vocabulary())
    figure.draw_without_rendering()
    room = ax.get_window_extent().width / size
    boxes = [text.get_window_extent() for text in ax.texts]
    assert max(max(box.width, box.height) for box in boxes) <= room
    names = [label.get_window_extent() for label in ax.get_yticklabels()]
    assert all(lower.y1 <= upper.y0 + 0.5 for upper, lower in pairwise(names))
    marks = [label.get_window_extent() for label in ax.child_axes[0].get_xticklabels()]
    assert all(left.x1 <= right.x0 + 0.5 for left, right in pairwise(marks))


def test_a_couple_of_sectors_between_which_no_tie_is_possible_is_empty_and_crossed() -> None:
    _, ax = _axes()
    draw_sector_mixing(ax, _table({("food", "food"): (0, 0.0, np.nan)}), vocabulary())
    (cell,) = (patch for patch in ax.patches if isinstance(patch, Rectangle))
    assert cell.get_facecolor() == (1.0, 1.0, 1.0, 1.0)
    assert len(ax.lines) == 1
    assert not ax.texts


def test_a_cell_that_cannot_tell_is_hatched_and_no_other() -> None:
    table = _table({("food", "food"): (3, 1.5, 0.5), ("food", "health"): (1, 2.0, 0.5)})
    for verdicts, lines in ((["as_expected", "as_expected"], 0), (["cannot_tell", "as_expected"], 1)):
        _, ax = _axes()
        draw_sector_mixing(ax, table.assign(verdict=verdicts), vocabulary())
        assert len(ax.lines) == lines
        for line in ax.lines:
            ends = line.get_xydata().reshape(5, 3, 2)[:, :2]  # five strokes, each ended by what is missing
            assert np.all(np.abs(ends) <= 0.5)  # inside of the first cell


def test_more_than_chance_is_lighter_than_less_so_that_grey_printing_tells_them_apart() -> None:
    _, ax = _axes()
    table = _table({("food", "food"): (8, 1.0, 1.0), ("health", "health"): (1, 8.0, 1.0)})
    draw_sector_mixing(ax, table, vocabulary())
    more, less = (patch.get_facecolor() for patch in ax.patches)
    assert sum(more[:3]) > sum(less[:3])


def test_sectors_are_named_in_the_language_asked_for() -> None:
    for language, name in (("fr", "Santé"), ("en", "Health")):
        _, ax = _axes()
        draw_sector_mixing(ax, _table({("health", "health"): (1, 1.0, 1.0)}), vocabulary(), language=language)
        assert [label.get_text() for label in ax.get_yticklabels()] == [name]


def test_the_ends_of_the_scale_say_that_they_hold_what_is_beyond() -> None:
    _, ax = _axes()
    draw_sector_mixing(ax, _table({("health", "health"): (7, 1.0, 1.0)}), vocabulary(), language="fr")
    marks = [label.get_text() for label in ax.child_axes[0].get_xticklabels()]
    assert marks == ["≤ ×0,25", "×1", "≥ ×4"]


def test_no_name_of_a_sector_is_cut() -> None:
    for language in ("fr", "en"):
        codes = list(vocabulary().lists["sectors"])
        _, ax = _axes()
        draw_sector_mixing(ax, _table({(code, code): (1, 1.0, 1.0) for code in codes}), vocabulary(), language=language)
        names = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
        assert names == [vocabulary().label("sectors", code, language) for code in codes]


def test_sector_mixing_of_a_real_pole_can_be_drawn(sud: Pole) -> None:
    mixing = compare_to_null("sector_mixing", sud, "shuffle_sectors", rng=np.random.default_rng(3), n_draws=49)
    assert isinstance(mixing, NullComparisons)
    figure, ax = _axes()
    draw_sector_mixing(ax, mixing.table, sud.vocabulary)
    figure.draw_without_rendering()


def test_bars_of_a_null_hold_every_draw_and_the_line_stands_at_the_observed_value(sud: Pole) -> None:
    comparison = compare_to_null("pole_ei", sud, "shuffle_sectors", rng=np.random.default_rng(3), n_draws=199)
    assert isinstance(comparison, NullComparison)
    _, ax = _axes()
    draw_null(ax, comparison, language="en")
    assert sum(patch.get_height() for patch in ax.patches) == 199
    dashed = [line for line in ax.lines if line.get_linestyle() == "--"]
    assert [line.get_xdata()[0] for line in dashed] == [comparison.observed]
    low, high = ax.get_xlim()
    assert low < comparison.observed < high
    assert any("observed" in text.get_text() for text in ax.texts)


def test_a_measure_that_takes_two_values_has_two_bars_on_them_and_none_between(sud: Pole) -> None:
    """An index that can only be −1 or 1 is not shown as anything between 0 and 2."""
    comparison = compare_to_null("pole_ei", sud, "shuffle_sectors", rng=np.random.default_rng(3), n_draws=19)
    assert isinstance(comparison, NullComparison)
    two = dataclasses.replace(comparison, draws=np.array([-1.0] * 4 + [1.0] * 15), observed=1.0)
    _, ax = _axes()
    draw_null(ax, two, language="fr")
    bars = [(bar.get_x(), bar.get_x() + bar.get_width(), bar.get_height()) for bar in ax.patches]
    assert [height for *_, height in bars] == [4, 15]
    for value, (left, right, _) in zip((-1.0, 1.0), bars, strict=True):
        assert value - 0.1 <= left < value < right <= value + 0.1


def test_one_row_per_indicator_compared_with_chance(profile: Profile) -> None:
    _, ax = _axes()
    draw_profile(ax, profile, language="fr")
    rows = drawn_indicators(profile)
    assert len(rows) == profile.table["expected"].notna().sum() > 0
    labels = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert len(labels) == len(rows)
    assert all(label.startswith(f"{letter} · ") for label, letter in zip(labels, rows["criterion"], strict=True))


def test_a_dot_stands_at_its_distance_from_chance_and_never_outside_the_frame(profile: Profile) -> None:
    _, ax = _axes()
    draw_profile(ax, profile)
    dots = [line for line in ax.lines if line.get_marker() in ("o", "<", ">")]
    expected = drawn_indicators(profile)["effect"].clip(-REACH, REACH)
    assert [dot.get_xdata()[0] for dot in dots] == pytest.approx(expected.tolist())


def test_values_are_written_beside_each_row_as_the_language_writes_them(profile: Profile) -> None:
    _, ax = _axes()
    draw_profile(ax, profile, language="fr")
    beside = [text.get_text() for text in ax.texts]
    assert any(re.fullmatch("attendu .+, de .+ à .+", text) for text in beside)
    assert not any("." in text for text in beside)


def test_both_ends_of_a_narrow_interval_and_the_value_are_told_apart(profile: Profile) -> None:
    """Between 10.1 % and 10.4 %, “10 % to 10 %” would say nothing; nor would “10 %” beside it."""
    table = profile.table[profile.table["indicator"] == "pole_multiplex_share"].copy()
    table[["observed", "expected", "low", "high", "effect"]] = [0.1035, 0.102, 0.101, 0.104, 1.5]
    _, ax = _axes()
    draw_profile(ax, dataclasses.replace(profile, table=table), language="fr")
    assert [text.get_text() for text in ax.texts] == [
        "10,3\u202f%", "attendu 10,2\u202f%, de 10,1\u202f% à 10,4\u202f%"
    ]  # fmt: skip


@pytest.mark.parametrize("by", [None, "legal_form"])
def test_what_groups_an_indicator_goes_by_is_said_once(sud: Pole, profile: Profile, by: str | None) -> None:
    shown = profile if by is None else profile_of(sud, rng=np.random.default_rng(1), n_draws=19, by=by)
    for language in ("fr", "en"):
        _, ax = _axes()
        draw_profile(ax, shown, language=language)
        for label in (label.get_text().replace("\n", " ") for label in ax.get_yticklabels()):
            words = re.findall(r"communes|secteurs|sectors|types|forme juridique|legal.form", label)
            assert len(words) == (1 if "E–I" in label else 0)


def test_groups_that_a_label_does_not_name_are_said_after_it(profile: Profile) -> None:
    table = profile.table[profile.table["by"] == "type"].copy()
    table[["indicator", "label_fr"]] = ["pole_brokerage", MEASURES["pole_brokerage"].label("fr")]
    _, ax = _axes()
    draw_profile(ax, dataclasses.replace(profile, table=table), language="fr")
    assert ax.get_yticklabels()[0].get_text().replace("\n", " ").endswith("dans le pôle (types d’acteurs)")


def test_no_colour_says_good_or_bad(profile: Profile) -> None:
    """Every dot has the same colour whatever its verdict."""
    _, ax = _axes()
    draw_profile(ax, profile)
    assert len({line.get_markerfacecolor() for line in ax.lines if line.get_marker() in ("o", "<", ">")}) == 1
