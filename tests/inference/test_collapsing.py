"""Draws collapsed fast are the networks that network_of makes."""

import pickle

import numpy as np
import pytest

from coopnet.inference.collapsing import FAST, ready_to_collapse
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.nulls import NULLS
from coopnet.synthetic import simulated_pole
from tests.nulls.conftest import built_multiplex

SIMULATED = multiplex_of(simulated_pole(rng=np.random.default_rng(2), n_actors=90, n_ess=9))
PARALLEL = built_multiplex(
    [
        *(
            ("a", "b"),
            ("a", "b"),
            ("b", "c"),
            ("c", "d", "joint_bid"),
            ("e", "f", "joint_bid"),
            ("e", "f", "common_project"),
        ),
        *(("a", "b", "funding"), ("b", "a", "funding"), ("d", "e", "funding"), ("f", "c", "political_support")),
    ],
    structures={"G": "abc", "H": "bcd", "I": "ef", "J": "adf"},
    structure_kinds={"I": "common_project", "J": "common_project"},
    actors="abcdefg",
)
LINK_MOVING = [null for null in NULLS.values() if not null.moves_labels]


def assert_same(one, other):
    assert one.view == other.view
    assert one.nodes.equals(other.nodes)
    np.testing.assert_array_equal(one.indptr, other.indptr)
    np.testing.assert_array_equal(one.indices, other.indices)
    np.testing.assert_array_equal(one.weights, other.weights)


@pytest.mark.parametrize("multiplex", [SIMULATED, PARALLEL], ids=["simulated", "parallel"])
@pytest.mark.parametrize("null", LINK_MOVING, ids=lambda null: null.name)
@pytest.mark.parametrize("view", FAST)
def test_the_network_of_a_draw(multiplex, null, view):
    rng = np.random.default_rng(3)
    ready = null.drawing_from(multiplex)
    for kinds in (None, ("convention",), multiplex.kinds[:2]):
        collapsing = ready_to_collapse(multiplex, view, kinds)
        assert_same(collapsing.network(multiplex), network_of(multiplex, view=view, kinds=kinds))
        for _ in range(3):
            drawn = ready(rng)
            assert_same(collapsing.network(drawn), network_of(drawn, view=view, kinds=kinds))


def test_what_stays_in_place_is_known_in_another_process_too():
    ready, collapsing = pickle.loads(
        pickle.dumps((NULLS["rewire_links"].drawing_from(SIMULATED), ready_to_collapse(SIMULATED, "pairs", None)))
    )
    drawn = ready(np.random.default_rng(3))
    assert not collapsing._moved(drawn.affiliations, collapsing.multiplex.affiliations)
    assert collapsing._moved(drawn.links, collapsing.multiplex.links)
    assert_same(collapsing.network(drawn), network_of(drawn))


def test_what_a_null_model_leaves_in_place_is_laid_out_once():
    collapsing, ready = ready_to_collapse(PARALLEL, "kinds", None), NULLS["rewire_memberships"].drawing_from(PARALLEL)
    for draw in np.random.default_rng(3).spawn(4):
        assert_same(collapsing.network(drawn := ready(draw)), network_of(drawn, view="kinds"))
    assert len(collapsing._laid) == 1


def test_structures_whose_sizes_leave_one_arrangement_are_the_very_same_in_a_draw():
    multiplex = built_multiplex(
        structures={"G": "abc", "H": "bcd", "I": "ef"}, structure_kinds={"I": "common_project"}, actors="abcdef"
    )
    drawn = NULLS["rewire_memberships"].drawing_from(multiplex)(np.random.default_rng(3))
    assert drawn.affiliations["common_project"] is multiplex.affiliations["common_project"]
    assert drawn.affiliations["employers_group"] is not multiplex.affiliations["employers_group"]


def test_views_that_sum_fractions_are_left_to_network_of():
    assert ready_to_collapse(SIMULATED, "newman", None) is None
    assert ready_to_collapse(SIMULATED, "structures", None) is None
    assert ready_to_collapse(SIMULATED, None, None) is None


def test_a_pole_without_links_or_structures_collapses_to_nobody_linked():
    empty = built_multiplex(actors="abc")
    for view in FAST:
        assert_same(ready_to_collapse(empty, view, None).network(empty), network_of(empty, view=view))
