"""Draws read straight from their arrays: the same numbers as the measures themselves give."""

from dataclasses import replace

import numpy as np
import pytest

from coopnet.inference.evaluation import Layout, asked
from coopnet.inference.straight import STRAIGHT, straight
from coopnet.multiplex import multiplex_of
from coopnet.nulls import NULLS
from coopnet.synthetic import simulated_pole

VIEWS = {"actor_constraint": ("pairs", "links", "kinds")}


@pytest.fixture(scope="module")
def pole():
    """Return a small pole with structures, parallel links and, at the edge, actors without a partner."""
    return multiplex_of(simulated_pole(rng=np.random.default_rng(8), n_actors=40, n_ess=6), natures="all", at=None)


@pytest.mark.parametrize("null", ["rewire_links", "rewire_memberships", "random_links", "shuffle_kinds"])
@pytest.mark.parametrize("name", STRAIGHT)
def test_every_formula_gives_what_the_measure_gives(name, null, pole):
    for view in VIEWS.get(name, (None,)):
        question = asked(name, view=view)
        layout = Layout.of(question.result(question.given(pole)))
        draw = NULLS[null].drawing_from(pole)
        for seed in range(3):
            given = question.given(draw(np.random.default_rng(seed)))
            found = straight(question, given, layout)
            assert found is not None
            np.testing.assert_array_equal(found, question.values(given, layout))


def test_a_measure_of_ones_own_is_asked_itself(pole):
    question = asked("actor_clustering")
    given = question.given(pole)
    layout = Layout.of(question.result(given))
    other = asked(replace(question.measure, en="one's own"))
    assert straight(question, given, layout) is not None
    assert straight(other, given, layout) is None


def test_rows_that_are_not_all_the_kinds_are_read_by_their_labels(pole):
    question = asked("kind_overlap")
    layout = Layout.of(question.result(pole))
    fewer = pole.restricted(pole.kinds[:2])
    assert straight(question, fewer, layout) is None
    assert np.isnan(question.values(fewer, layout)).any()
