import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from coopnet.drawing.layout import CROWD, FAN, NAMED_ACTORS, Layout, layout_of
from coopnet.drawing.lettering import COLUMN
from coopnet.drawing.picture import picture_of
from coopnet.drawing.routes import bends_of, curve
from coopnet.drawing.separation import overlapping_pairs
from coopnet.errors import CostRefused
from coopnet.measures.examples import example_pole
from coopnet.pole import Pole
from coopnet.synthetic import simulated_pole


def _name_boxes(layout: Layout) -> tuple[np.ndarray, np.ndarray]:
    """Return centres and sizes of what each node covers: its marker, with its name under it."""
    nodes = layout.nodes
    wide = np.maximum(nodes["marker"], nodes["label_width"])
    high = nodes["marker"] + nodes["label_height"]
    return np.column_stack([nodes["x"], nodes["y"] - nodes["label_height"] / 2]), np.column_stack([wide, high])


@pytest.mark.parametrize("name", ["sud", "large"])
def test_no_name_covers_another_name_or_a_marker(name: str, request: pytest.FixtureRequest) -> None:
    layout = request.getfixturevalue(f"{name}_layout")
    assert overlapping_pairs(*_name_boxes(layout)) == []


@pytest.mark.parametrize("name", ["sud", "large"])
def test_nothing_stands_outside_the_picture(name: str, request: pytest.FixtureRequest) -> None:
    layout = request.getfixturevalue(f"{name}_layout")
    centres, sizes = _name_boxes(layout)
    assert (centres - sizes / 2 >= 0).all()
    assert (centres[:, 0] + sizes[:, 0] / 2 <= layout.width).all()
    assert (centres[:, 1] + sizes[:, 1] / 2 <= layout.height).all()


@pytest.mark.parametrize("name", ["sud", "large"])
def test_a_picture_fits_a_report_column(name: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(f"{name}_layout").width <= COLUMN


def test_every_actor_and_structure_at_every_date_has_a_place(sud: Pole) -> None:
    assert set(layout_of(sud).nodes.index) == set(sud.actors.index) | set(sud.structures.index)


def test_up_to_ninety_nodes_every_name_is_written(sud: Pole) -> None:
    layout = layout_of(sud)
    assert len(layout.nodes) <= CROWD
    assert layout.unlabelled == 0


def test_in_a_crowd_only_structures_and_the_actors_with_most_partners_are_named(
    large: Pole, large_layout: Layout
) -> None:
    layout, picture = large_layout, picture_of(large, at=None)
    named = layout.nodes.index[layout.nodes["label"] != ""]
    assert set(picture.structures.index) <= set(named)
    actors = picture.actors.index
    partners = picture.partners[actors]
    chosen = partners[partners.index.isin(named)]
    assert len(chosen) == NAMED_ACTORS
    assert chosen.min() >= partners[~partners.index.isin(named)].max()


def test_the_number_of_named_actors_can_be_asked(sud: Pole) -> None:
    assert layout_of(sud, named_actors=5).unlabelled == len(sud.actors) - 5


def test_actors_without_any_edge_stand_apart_below_the_others(parallel: Pole) -> None:
    layout = layout_of(parallel)
    assert layout.nodes.index[layout.nodes["apart"]].tolist() == ["c"]
    assert layout.apart_top is not None
    assert layout.nodes.loc["c", "y"] < layout.apart_top < layout.nodes.loc[["a", "b", "s"], "y"].min()


def test_a_pole_of_isolated_actors_has_a_layout() -> None:
    layout = layout_of(Pole.from_tables({"actors": {"id": list("abcdefgh")}}))
    assert layout.nodes["apart"].all()
    assert overlapping_pairs(*_name_boxes(layout)) == []


def test_a_line_of_text_fits_above_those_who_stand_apart_even_where_nobody_else_is_there() -> None:
    layout = layout_of(Pole.from_tables({"actors": {"id": list("abcde")}}))
    assert layout.apart_top is not None
    assert layout.height - layout.apart_top >= 14.0


@pytest.mark.parametrize("n_kinds", [2, 5, 12])
def test_parallel_links_stay_in_the_picture_of_two_actors(n_kinds: int) -> None:
    kinds = [f"own_{number}" for number in range(n_kinds)]
    pole = Pole.from_tables(
        {
            "about": {"key": ["link_kind"] * n_kinds, "value": [f"{kind} | {kind} | coopération" for kind in kinds]},
            "actors": {"id": ["a", "b"]},
            "links": {"source": ["a"] * n_kinds, "target": ["b"] * n_kinds, "kind": kinds},
        }
    )
    layout = layout_of(pole)
    assert _reach(pole, layout) == (True, FAN)


def test_where_the_picture_ends_a_fan_is_narrower_and_each_of_its_links_still_apart(parallel: Pole) -> None:
    layout = layout_of(parallel)
    narrow = replace(layout, height=layout.nodes.loc["a", "y"] + 6.0)
    inside, gap = _reach(parallel, narrow)
    assert inside
    assert 2.0 < gap < FAN


def _reach(pole: Pole, layout: Layout) -> tuple[bool, float]:
    """Return whether every link stays in the picture, and how far apart the control points of neighbours are."""
    picture = picture_of(pole)
    bends = bends_of(picture, layout)
    spots = {node: np.array(place) for node, place in layout.positions.items()}
    links = picture.edges[picture.edges["what"] == "link"]
    steps = np.linspace(0, 1, 101)
    curves = [curve(spots[a], spots[b], bends[k], steps) for k, a, b in links[["source", "target"]].itertuples()]
    points = np.vstack(curves)
    inside = (points >= 0).all() and (points <= [layout.width, layout.height]).all()
    middles = np.array(sorted(tuple(one[50]) for one in curves))
    return bool(inside), round(2 * float(np.hypot(*np.diff(middles, axis=0).T).min()), 3)


def test_a_large_pole_has_no_crowd_along_its_edges() -> None:
    pole = simulated_pole(rng=np.random.default_rng(1), n_actors=500, n_ess=15)
    layout = layout_of(pole)
    at_the_edge = ((layout.nodes["x"] < 13.0) | (layout.nodes["x"] > layout.width - 13.0)).sum()
    assert at_the_edge < 20
    assert layout.height < 700.0


def test_a_single_actor_has_a_layout() -> None:
    assert len(layout_of(Pole.from_tables({"actors": {"id": ["x"]}})).nodes) == 1


def test_positions_are_rounded_to_three_decimals(sud: Pole) -> None:
    places = layout_of(sud).nodes[["x", "y"]]
    pd.testing.assert_frame_equal(places, places.round(3), check_exact=True)


def test_the_order_of_rows_in_the_file_does_not_change_who_is_joined_to_whom_nor_how_many_places(sud: Pole) -> None:
    shuffled = Pole.from_tables(
        {name: getattr(sud, name).iloc[::-1] for name in ("actors", "structures", "memberships", "links")}
    )
    assert set(layout_of(shuffled).nodes.index) == set(layout_of(sud).nodes.index)


_PRINT = """
import hashlib
from coopnet.drawing.layout import layout_of
from coopnet.exchange import read_pole
nodes = layout_of(read_pole("datasets/sud_aquitaine")).nodes
print(hashlib.sha256(nodes.to_csv().encode()).hexdigest())
"""


def test_another_process_with_another_hash_seed_lays_out_the_same() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_more_nodes_than_a_page_can_show_are_refused_with_another_way(monkeypatch):
    monkeypatch.setattr("coopnet.drawing.layout.LARGEST", 3)
    with pytest.raises(CostRefused, match="Gephi") as refusal:
        layout_of(example_pole("ab bc", structures={"G": "ab"}))
    assert "4 acteurs et structures" in refusal.value.fr
