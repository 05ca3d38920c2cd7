"""A measure asked on one view: where its numbers stand is settled on the data, and read there ever after."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from coopnet.catalogue import MEASURES
from coopnet.errors import UnknownWord, ViewRefused
from coopnet.inference.evaluation import Layout, asked, flattened, resolved
from coopnet.measures.cohesion import pole_density
from coopnet.multiplex import multiplex_of
from coopnet.synthetic import random_pole

NAN = float("nan")
MULTIPLEX = multiplex_of(random_pole(rng=np.random.default_rng(1)))


def square(values, labels="st"):
    return pd.DataFrame(values, index=list(labels), columns=list(labels))


def test_a_symmetric_table_gives_each_pair_once():
    found = flattened(square([[1.0, 2.0], [2.0, 3.0]]))
    assert found.to_dict() == {("s", "s"): 1.0, ("s", "t"): 2.0, ("t", "t"): 3.0}


def test_any_other_table_gives_every_cell():
    found = flattened(pd.DataFrame({"x": [1, 2], "word": ["a", "b"], "y": [3, 4]}, index=["s", "t"]))
    assert found.to_dict() == {("s", "x"): 1.0, ("s", "y"): 3.0, ("t", "x"): 2.0, ("t", "y"): 4.0}


def test_a_draw_that_happens_to_be_symmetric_is_read_like_the_data():
    """Else the lower triangle of the data would be compared with nothing in those draws."""
    layout = Layout.of(square([[1.0, 2.0], [4.0, 3.0]]))
    assert layout.read(square([[5.0, 6.0], [6.0, 7.0]])).tolist() == [5, 6, 6, 7]


def test_what_a_draw_has_not_is_undefined_there():
    layout = Layout.of(square(np.eye(2)))
    assert layout.read(square([[5.0]], "t")).tolist() == pytest.approx([NAN, NAN, 5], nan_ok=True)
    items = Layout.of(pd.Series([1.0, 2.0], index=["a", "b"]))
    assert items.read(pd.Series([3.0, 4.0], index=["b", "c"])).tolist() == pytest.approx([NAN, 3], nan_ok=True)


def test_items_keep_their_place_whatever_the_order_of_a_draw():
    layout = Layout.of(pd.Series([1.0, 2.0], index=["a", "b"]))
    assert layout.read(pd.Series([3.0, 4.0], index=["b", "a"])).tolist() == [4, 3]


def test_many_results_at_once_are_read_like_one():
    tables = np.arange(12.0).reshape(3, 2, 2)
    tables = tables + tables.transpose(0, 2, 1)
    layout = Layout.of(square(tables[0]))
    np.testing.assert_array_equal(layout.picked(tables), [layout.read(square(one)) for one in tables])
    assert Layout.of(4.0).picked(np.arange(3.0)).tolist() == [[0], [1], [2]]


def test_the_view_is_the_measure_s_own_unless_asked():
    assert asked("pole_density").view == "pairs"
    assert asked("sector_mixing", view="newman").view_name == "newman"
    assert asked("pole_density", kinds=("convention",)).view_name == "pairs: convention"


def test_a_view_without_meaning_is_refused_with_one_that_has():
    with pytest.raises(ViewRefused, match="Type view='pairs'"):
        asked("pole_density", view="newman")
    of_multiplex = next(name for name, measure in MEASURES.items() if measure.takes == "multiplex")
    with pytest.raises(ViewRefused, match="leave out view="):
        asked(of_multiplex, view="pairs")


def test_a_measure_is_found_by_name_function_or_itself():
    measure = MEASURES["pole_density"]
    assert resolved("pole_density") is resolved(pole_density) is resolved(measure) is measure
    with pytest.raises(UnknownWord):
        resolved("pole_happiness")
    with pytest.raises(UnknownWord, match="not a measure of the catalogue"):
        resolved(len)


def test_undefined_is_nan_for_every_item():
    question = asked("pole_ei", by="type")
    network = question.given(MULTIPLEX)
    blank = question.relabelled(network, MULTIPLEX)
    assert np.isfinite(question.values(blank, None)).all()
    nobody = pd.array([None] * MULTIPLEX.n_actors, dtype="str")
    unlabelled = replace(network, attributes=network.attributes.assign(type=nobody))
    assert np.isnan(question.values(unlabelled, None)).all()
