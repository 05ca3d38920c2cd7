import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coopnet.drawing.separation import overlapping_pairs, separated

_PLACES = st.floats(-200, 200, allow_nan=False).map(lambda value: round(value, 2))
_SIDES = st.floats(1, 90, allow_nan=False).map(lambda value: round(value, 2))
_BOXES = st.lists(st.tuples(_PLACES, _PLACES, _SIDES, _SIDES), min_size=1, max_size=25)


@settings(deadline=None, max_examples=60)
@given(_BOXES)
def test_no_two_boxes_overlap_afterwards(boxes: list[tuple[float, float, float, float]]) -> None:
    table = np.array(boxes)
    assert overlapping_pairs(separated(table[:, :2], table[:, 2:]), table[:, 2:]) == []


@settings(deadline=None, max_examples=60)
@given(_BOXES, st.floats(90, 300).map(lambda value: round(value, 2)))
def test_within_a_width_boxes_come_apart_and_stay_in_it(
    boxes: list[tuple[float, float, float, float]], width: float
) -> None:
    table = np.array(boxes)
    centres, sizes = separated(table[:, :2], table[:, 2:], width), table[:, 2:]
    assert overlapping_pairs(centres, sizes) == []
    assert (np.abs(centres[:, 0]) + sizes[:, 0] / 2 <= width / 2 + 1e-3).all()


def test_boxes_as_wide_as_their_column_are_piled_up() -> None:
    centres = separated(np.array([[3.0, 0.0], [-3.0, 0.5], [0.0, 1.0]]), np.full((3, 2), 10.0), 10.0)
    assert centres[:, 0].tolist() == [0.0, 0.0, 0.0]
    assert np.diff(np.sort(centres[:, 1])).min() >= 9.99


def test_overlap_is_what_plain_loops_find() -> None:
    rng = np.random.default_rng(5)
    centres, sizes = rng.uniform(0, 30, (20, 2)), rng.uniform(1, 12, (20, 2))
    expected = [
        (i, j)
        for i in range(20)
        for j in range(i + 1, 20)
        if abs(centres[i, 0] - centres[j, 0]) < (sizes[i, 0] + sizes[j, 0]) / 2 - 0.01
        and abs(centres[i, 1] - centres[j, 1]) < (sizes[i, 1] + sizes[j, 1]) / 2 - 0.01
    ]
    assert overlapping_pairs(centres, sizes) == expected


def test_boxes_already_apart_do_not_move() -> None:
    centres = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    assert np.array_equal(separated(centres, np.full((3, 2), 4.0)), centres)


def test_boxes_on_the_very_same_spot_come_apart() -> None:
    sizes = np.full((6, 2), 10.0)
    assert overlapping_pairs(separated(np.zeros((6, 2)), sizes), sizes) == []


def test_what_is_given_is_not_changed() -> None:
    centres = np.zeros((3, 2))
    separated(centres, np.full((3, 2), 4.0))
    assert not centres.any()
