"""Diversity of partners over sectors."""

import math

import numpy as np
import pytest

from coopnet.measures.diversity import (
    actor_blau,
    actor_blau_unbiased,
    actor_participation,
    actor_participation_normalised,
    actor_sectors_reached,
    actor_shannon,
)
from coopnet.network import network_of

VIEWS = ("pairs", "links", "kinds", "newman")


def amounts(network, by="sector"):
    """Return, for each actor, the sum of its ties with each sector, in plain loops."""
    groups = network.groups(by)
    found = [dict.fromkeys(groups.labels, 0.0) for _ in network.actors]
    for i in range(network.n_actors):
        for j in range(network.n_actors):
            if network.matrix[i, j] and groups.codes[j] >= 0:
                found[i][groups.labels[groups.codes[j]]] += network.matrix[i, j]
    return found


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("by", ["sector", "type"])
def test_participation_and_shannon_are_their_definitions(any_pole, view, by):
    network = network_of(any_pole, view=view)
    participation, entropy = actor_participation(network, by=by), actor_shannon(network, by=by)
    normalised = actor_participation_normalised(network, by=by)
    for actor, ties in zip(network.actors, amounts(network, by), strict=True):
        total, n_sectors = sum(ties.values()), len(ties)
        if not total:
            assert np.isnan([participation[actor], entropy[actor], normalised[actor]]).all()
            continue
        p = [tie / total for tie in ties.values() if tie]
        assert participation[actor] == pytest.approx(1 - sum(x * x for x in p), abs=1e-12)
        assert normalised[actor] == pytest.approx((1 - sum(x * x for x in p)) * n_sectors / (n_sectors - 1), abs=1e-12)
        assert entropy[actor] == pytest.approx(-sum(x * math.log(x) for x in p), abs=1e-12)


def test_blau_is_the_participation_coefficient_on_pairs(any_pole):
    network = network_of(any_pole)
    np.testing.assert_array_equal(actor_blau(network), actor_participation(network))


def test_unbiased_blau_counts_the_pairs_of_partners_of_different_sectors(any_pole):
    network = network_of(any_pole)
    groups = network.groups()
    values = actor_blau_unbiased(network)
    for i, actor in enumerate(network.actors):
        partners = [groups.codes[j] for j in np.flatnonzero(network.matrix.toarray()[i]) if groups.codes[j] >= 0]
        pairs = [(s, t) for k, s in enumerate(partners) for t in partners[k + 1 :]]
        if pairs:
            assert values[actor] == pytest.approx(sum(s != t for s, t in pairs) / len(pairs))
        else:
            assert np.isnan(values[actor])


def test_sectors_reached_counts_distinct_sectors(any_pole):
    network = network_of(any_pole)
    expected = [sum(tie > 0 for tie in ties.values()) for ties in amounts(network)]
    assert actor_sectors_reached(network).tolist() == expected


def test_f1_by_hand(f1):
    """Actor c has partners a and b in housing, d in food: shares 2/3 and 1/3."""
    network = network_of(f1)
    assert actor_participation(network)["c"] == pytest.approx(4 / 9)
    assert actor_participation_normalised(network)["c"] == pytest.approx(4 / 9 * 3 / 2)
    assert actor_blau_unbiased(network)["c"] == pytest.approx(2 / 3)
    assert actor_shannon(network)["c"] == pytest.approx(math.log(3) - 2 / 3 * math.log(2))
    assert actor_sectors_reached(network)["c"] == 2


def test_ends_of_the_scales(pole_of):
    """The hub has one partner in each of three sectors; leaves have one partner."""
    sectors = {"hub": "food", "a": "food", "b": "health", "c": "culture"}
    network = network_of(pole_of([("hub", leaf) for leaf in "abc"], sectors=sectors))
    assert actor_participation(network)[["hub", "a"]].tolist() == pytest.approx([2 / 3, 0])
    assert actor_participation_normalised(network)[["hub", "a"]].tolist() == pytest.approx([1, 0])
    assert actor_blau_unbiased(network)["hub"] == 1
    assert actor_shannon(network)[["hub", "a"]].tolist() == pytest.approx([math.log(3), 0])
    assert actor_sectors_reached(network)[["hub", "a"]].tolist() == [3, 1]


def test_one_sector_leaves_nothing_to_normalise(pole_of):
    network = network_of(pole_of(["ab", "bc"], sectors=dict.fromkeys("abc", "food")))
    assert actor_participation(network).tolist() == [0, 0, 0]
    assert actor_participation_normalised(network).isna().all()


def test_partners_without_label_do_not_count_but_the_actor_itself_need_not_have_one(pole_of):
    network = network_of(pole_of(["ax", "bx", "xy"], sectors={"a": "food", "b": "health"}))
    values = actor_participation(network)
    assert values["x"] == pytest.approx(1 / 2)
    assert values[["a", "b", "y"]].isna().all()
    assert values.attrs["n_unknown"] == 2
    assert actor_sectors_reached(network).to_dict() == {"a": 0, "b": 0, "x": 2, "y": 0}


def test_isolates_have_no_diversity(isolates):
    network = network_of(isolates)
    for measure in (
        actor_participation,
        actor_participation_normalised,
        actor_blau,
        actor_blau_unbiased,
        actor_shannon,
    ):
        assert measure(network).isna().all()


def test_results_name_the_view_and_the_column(f1):
    assert actor_shannon(network_of(f1, view="newman")).name == "actor_shannon[newman]"
    assert actor_blau(network_of(f1), by="type").name == "actor_blau[pairs; type]"
