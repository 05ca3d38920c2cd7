"""Charts of kinds, structures and actors draw the numbers that they are given."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from coopnet.drawing.brokerage import draw_brokerage, drawn_brokers
from coopnet.drawing.combinations import draw_kind_combinations, kind_combinations_of
from coopnet.drawing.hulls import hull_of, hull_styles
from coopnet.drawing.kinds import draw_kind, drawn_kinds
from coopnet.drawing.layout import layout_of
from coopnet.drawing.legend import HULL_STYLE
from coopnet.drawing.multigraph import draw_multigraph
from coopnet.drawing.picture import picture_of
from coopnet.drawing.ranks import draw_ranks
from coopnet.drawing.style import link_styles
from coopnet.drawing.two_mode import members_of, two_mode_layout_of, two_mode_of
from coopnet.drawing.vulnerability import draw_vulnerability
from coopnet.inference.ranks import Ranks
from coopnet.measures.examples import example_multiplex
from coopnet.vocabulary import vocabulary


@pytest.fixture
def ax():
    figure = Figure(figsize=(7, 5))
    FigureCanvasAgg(figure)
    return figure.add_subplot()


def test_each_pair_counts_in_the_exact_set_of_its_kinds_and_in_no_other():
    # ab holds two kinds; bc a convention; ac is made by the structure alone, and bd by nothing
    pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab"}, structures={"G": "ac"}, actors="d")
    table = kind_combinations_of(pole)
    kinds = table.columns.drop("pairs")
    found = {frozenset(kinds[row[kinds].to_numpy(dtype=bool)]): row["pairs"] for _, row in table.iterrows()}
    assert found == {
        frozenset({"convention", "joint_bid"}): 1,
        frozenset({"convention"}): 1,
        frozenset({"employers_group"}): 1,
    }


def test_combinations_do_not_hang_on_the_order_of_links():
    one = kind_combinations_of(example_multiplex({"convention": "ab bc", "joint_bid": "ab cd ad"}))
    other = kind_combinations_of(example_multiplex({"convention": "cb ba", "joint_bid": "da dc ba"}))
    pd.testing.assert_frame_equal(one, other)


def test_combinations_past_the_most_frequent_are_not_drawn(ax):
    table = kind_combinations_of(example_multiplex({"convention": "ab bc", "joint_bid": "ab cd ad"}))
    draw_kind_combinations(ax, table, vocabulary(), most=2, language="fr")
    bars = ax.child_axes[0]
    assert [patch.get_height() for patch in bars.patches] == table["pairs"].head(2).tolist()
    assert [text.get_text() for text in bars.texts] == [str(number) for number in table["pairs"].head(2)]


def test_stacked_roles_end_at_the_total(ax):
    roles = {"coordinator": [1.0, 0], "itinerant": [2.0, 1], "boundary": [0.0, 0], "liaison": [4.0, 0]}
    table = pd.DataFrame({**roles, "total": [7.0, 1]}, index=["a", "b"])
    draw_brokerage(ax, table, language="en")
    assert max(patch.get_x() + patch.get_width() for patch in ax.patches) == 7.0
    assert [text.get_text() for text in ax.texts] == ["7", "1"]


def test_equal_actors_are_all_drawn_or_none_is_and_those_without_role_never_are():
    table = pd.DataFrame({"total": [3.0, 5.0, 3.0, 0.0]}, index=list("abcd"))
    assert list(drawn_brokers(table, first=2).index) == ["b"]
    assert list(drawn_brokers(table, first=3).index) == ["b", "a", "c"]


def test_an_actor_whose_rank_cannot_be_told_has_a_hollow_dot_and_no_line(ax):
    # a is there in every draw, b in none of them, c always below a
    draws = np.tile([3.0, np.nan, 1.0], (50, 1))
    ranks = Ranks(pd.Series([3.0, 2.0, 1.0], index=list("abc")), draws)
    draw_ranks(ax, ranks, language="fr")
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [dot.get_xdata()[0] for dot in dots] == [1.0, 2.0, 3.0]
    assert [dot.get_markerfacecolor() == "#ffffff" for dot in dots] == [False, True, False]
    assert len(ax.lines) - len(dots) == 2
    assert "on ne peut pas dire" in [text.get_text() for text in ax.texts]


def test_curves_of_departures_are_told_apart_without_colour(ax):
    share = np.linspace(0, 1, 5)
    curve = pd.DataFrame({"share_removed": share, "largest_component": 1 - share})
    random = curve.assign(largest_component_low=0.0, largest_component_high=1.0)
    draw_vulnerability(ax, {"degree": curve, "betweenness": curve}, random)
    looks = {(str(line.get_linestyle()), str(line._dash_pattern), line.get_marker()) for line in ax.lines}
    assert len(looks) == len(ax.lines) == 3


def test_a_panel_says_how_many_links_structures_and_actors_its_kind_has(ax, parallel):
    picture = picture_of(parallel)
    table = drawn_kinds(picture)
    assert table.loc["shared_premises", ["links", "structures", "actors"]].tolist() == [0, 1, 2]
    assert table.loc["convention", ["links", "structures", "actors"]].tolist() == [1, 0, 2]
    assert table.index[-1] == "funding"  # what is not cooperation comes last
    draw_kind(ax, picture, "funding", layout_of(parallel), language="fr")
    said = " ".join(ax.texts[1].get_text().split("\n"))
    assert said == "liens\u202f:\xa01, acteurs\u202f:\xa02, hors coopération"


def test_the_title_of_a_panel_is_whole_in_both_languages(ax, sud):
    """The words in brackets that explain a French acronym stand in the legend of the multigraph."""
    for language in ("fr", "en"):
        ax.clear()
        draw_kind(ax, sud, "cae", layout_of(sud), language=language)
        assert ax.texts[0].get_text() == "CAE"


def test_the_two_mode_picture_has_memberships_alone_and_squares_as_large_as_their_members(parallel, sud):
    picture = two_mode_of(parallel)
    assert list(picture.nodes.index) == ["a", "b", "s"]
    assert set(picture.edges["what"]) == {"membership"}

    members, marker = members_of(two_mode_of(sud)), two_mode_layout_of(sud).nodes["marker"]
    large, half = members.nlargest(2).index
    assert (marker[large] / marker[half]) ** 2 == pytest.approx(members[large] / members[half], rel=0.01)


def test_an_outline_holds_every_disc_and_is_convex():
    rng = np.random.default_rng(4)
    centres, reach = rng.uniform(0, 100, (9, 2)), rng.uniform(1, 8, 9)
    corners = hull_of(centres, reach)
    along = np.roll(corners, -1, axis=0) - corners
    following = np.roll(along, -1, axis=0)
    assert (along[:, 0] * following[:, 1] - along[:, 1] * following[:, 0] > 0).all()
    normals = np.column_stack([along[:, 1], -along[:, 0]]) / np.hypot(*along.T)[:, None]
    assert (np.einsum("dcx,cx->dc", centres[:, None, :] - corners, normals) <= -0.98 * reach[:, None]).all()


def test_hulls_take_the_place_of_the_lines_of_membership(parallel):
    drawn = {}
    for structures in ("nodes", "hulls"):
        figure = Figure()
        FigureCanvasAgg(figure)
        drawn[structures] = draw_multigraph(figure.add_subplot(), parallel, structures=structures, legend=False)
    filled = {name: sum(bool(patch.get_facecolor()[3]) for patch in one.patches) for name, one in drawn.items()}
    assert len(drawn["nodes"].patches) == len(drawn["hulls"].patches)
    assert filled["hulls"] == filled["nodes"] + 1


def test_no_outline_of_a_structure_passes_for_a_kind_of_link(sud):
    styles = hull_styles(tuple(sud.vocabulary.kinds), sud.vocabulary).values()
    links = link_styles(sud.vocabulary.kinds, sud.vocabulary).values()
    looks = {(style.dashes, style.width) for style in links}

    assert {(style.dashes, style.width) for style in styles}.isdisjoint(looks)
    assert {style.dashes for style in styles} == {HULL_STYLE.dashes}  # as the legend has it
