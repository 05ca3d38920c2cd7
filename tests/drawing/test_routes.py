from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from coopnet.drawing.layout import Layout, layout_of
from coopnet.drawing.picture import picture_of
from coopnet.drawing.routes import FAN, bends_of, control_point, curve
from coopnet.pole import Pole


def _straight_line_of_three(pole: Pole) -> Layout:
    nodes = pd.DataFrame(
        {
            "x": [0.0, 100.0, 200.0],
            "y": 50.0,
            "marker": 9.0,
            "label": "",
            "label_width": 0.0,
            "label_height": 0.0,
            "apart": False,
        },
        index=list("abc"),
    )
    return Layout(nodes, 200.0, 100.0, None)


def test_parallel_edges_never_lie_on_each_other(parallel: Pole) -> None:
    picture, layout = picture_of(parallel), layout_of(parallel)
    bends = bends_of(picture, layout)
    spots = {node: np.array(place) for node, place in layout.positions.items()}
    links = picture.edges[picture.edges["what"] == "link"]
    points = [
        control_point(spots[a], spots[b], bends[index]) for index, a, b in links[["source", "target"]].itertuples()
    ]
    gaps = [float(np.hypot(*(p - q))) for i, p in enumerate(points) for q in points[i + 1 :]]
    assert len(gaps) == 3
    assert min(gaps) >= FAN - 0.01


def test_a_lonely_edge_with_a_free_way_is_straight() -> None:
    pole = Pole.from_tables(
        {"actors": {"id": ["a", "b"]}, "links": {"source": ["a"], "target": ["b"], "kind": ["convention"]}}
    )
    assert bends_of(picture_of(pole), layout_of(pole)).tolist() == [0.0]


def test_an_edge_goes_round_a_node_that_it_does_not_join() -> None:
    pole = Pole.from_tables(
        {"actors": {"id": ["a", "b", "c"]}, "links": {"source": ["a"], "target": ["c"], "kind": ["convention"]}}
    )
    layout = _straight_line_of_three(pole)
    bend = bends_of(picture_of(pole), layout).iloc[0]
    way = curve(np.array([0.0, 50.0]), np.array([200.0, 50.0]), bend, np.linspace(0, 1, 101))
    assert np.hypot(*(way - np.array([100.0, 50.0])).T).min() > 4.5


def test_a_curve_starts_and_ends_at_its_nodes_and_bends_to_the_left() -> None:
    start, end = np.array([0.0, 0.0]), np.array([10.0, 0.0])
    points = curve(start, end, 4.0, np.array([0.0, 0.5, 1.0]))
    assert points.tolist() == [[0.0, 0.0], [5.0, 2.0], [10.0, 0.0]]


def test_an_edge_along_the_border_goes_round_a_node_on_the_side_of_the_picture() -> None:
    pole = Pole.from_tables(
        {"actors": {"id": ["a", "b", "c"]}, "links": {"source": ["a"], "target": ["c"], "kind": ["convention"]}}
    )
    for height, side in ((54.0, -1), (1000.0, 1)):  # 50 points up: the border is just above, or far away
        layout = replace(_straight_line_of_three(pole), height=height, width=300.0)
        nodes = layout.nodes.assign(x=layout.nodes["x"] + 50.0)
        bend = bends_of(picture_of(pole), replace(layout, nodes=nodes)).iloc[0]
        assert np.sign(bend) == side


@pytest.mark.parametrize("name", ["sud", "large"])
def test_every_edge_has_a_finite_bend(name: str, request: pytest.FixtureRequest) -> None:
    pole = request.getfixturevalue(name)
    picture = picture_of(pole, at=None)
    bends = bends_of(picture, request.getfixturevalue(f"{name}_layout"))
    assert len(bends) == len(picture.edges)
    assert np.isfinite(bends).all()
