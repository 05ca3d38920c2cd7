"""The E–I index at its three levels, its range and its expectation."""

from itertools import combinations

import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure, ViewRefused
from coopnet.measures.ei import (
    actor_ei,
    pole_ei,
    pole_ei_expected,
    pole_ei_maximum,
    pole_ei_minimum,
    pole_ei_rescaled,
    sector_ei_each,
)
from coopnet.network import network_of

ONE_SECTOR = dict.fromkeys("abc", "food")


def ties(network, by="sector"):
    """Return (sector, sector, weight) of every tie between two labelled actors, and the labels."""
    groups = network.groups(by)
    label = [groups.labels[code] if code >= 0 else None for code in groups.codes]
    return [
        (i, j, label[i], label[j], network.matrix[i, j])
        for i, j in combinations(range(network.n_actors), 2)
        if network.matrix[i, j] and label[i] is not None and label[j] is not None
    ], label


def ei_in_loops(found):
    external = sum(w for *_, s, t, w in found if s != t)
    internal = sum(w for *_, s, t, w in found if s == t)
    return (external - internal) / (external + internal)


@pytest.mark.parametrize("view", ["pairs", "links"])
@pytest.mark.parametrize("by", ["sector", "type"])
def test_pole_level_is_external_less_internal_over_all(any_pole, view, by):
    network = network_of(any_pole, view=view)
    assert pole_ei(network, by=by) == pytest.approx(ei_in_loops(ties(network, by)[0]))


@pytest.mark.parametrize("view", ["pairs", "links"])
def test_actor_level_counts_the_ties_of_each_actor(any_pole, view):
    network = network_of(any_pole, view=view)
    found, _ = ties(network)
    values = actor_ei(network)
    for position, actor in enumerate(network.actors):
        own = [tie for tie in found if position in tie[:2]]
        if own:
            assert values[actor] == pytest.approx(ei_in_loops(own))
        else:
            assert np.isnan(values[actor])


@pytest.mark.parametrize("view", ["pairs", "links"])
def test_sector_level_is_the_mean_of_its_actors_weighted_by_their_ties(any_pole, view):
    network = network_of(any_pole, view=view)
    found, label = ties(network)
    number = [sum(tie[4] for tie in found if position in tie[:2]) for position in range(network.n_actors)]
    actor = actor_ei(network).to_numpy()
    for sector, value in sector_ei_each(network).items():
        members = [i for i in range(network.n_actors) if label[i] == sector and number[i]]
        assert value == pytest.approx(np.average(actor[members], weights=[number[i] for i in members]))


def test_f1_by_hand(f1):
    assert pole_ei(network_of(f1)) == pytest.approx(1 / 5)
    assert pole_ei(network_of(f1, view="links")) == 0
    assert sector_ei_each(network_of(f1)).to_dict() == pytest.approx({"housing": 0, "food": 1 / 5, "culture": 1})
    assert actor_ei(network_of(f1)).to_dict() == pytest.approx({"a": 0, "b": 0, "c": 1 / 3, "d": 0, "e": 1})


def test_range_and_expectation_of_f1_by_hand(f1):
    """Sectors of 2, 2 and 1 actors: two internal pairs, eight external ones, five linked pairs."""
    network = network_of(f1)
    assert pole_ei_expected(network) == pytest.approx((8 - 2) / 10)
    assert pole_ei_minimum(network) == pytest.approx((5 - 4) / 5)
    assert pole_ei_maximum(network) == 1
    assert pole_ei_rescaled(network) == -1


def test_range_is_attained_by_every_way_of_placing_the_pairs(pole_of):
    """Every simple graph of M pairs on sectors of 3 and 2 actors, for M from 1 to 10."""
    sectors = dict.fromkeys("abc", "food") | dict.fromkeys("de", "health")
    possible = list(combinations("abcde", 2))
    internal = [pair for pair in possible if sectors[pair[0]] == sectors[pair[1]]]
    for m in range(1, len(possible) + 1):
        values = {
            round((m - 2 * sum(pair in internal for pair in chosen)) / m, 12) for chosen in combinations(possible, m)
        }
        network = network_of(pole_of(possible[:m], actors="abcde", sectors=sectors))
        assert pole_ei_minimum(network) == pytest.approx(min(values))
        assert pole_ei_maximum(network) == pytest.approx(max(values))


def test_expectation_is_the_mean_over_every_arrangement_of_the_labels(pole_of):
    links = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e")]
    networks = [
        network_of(pole_of(links, sectors={one: "food" if one in chosen else "health" for one in "abcde"}))
        for chosen in combinations("abcde", 2)
    ]
    assert np.mean([pole_ei(network) for network in networks]) == pytest.approx(pole_ei_expected(networks[0]))


def test_ends_of_the_scale(pole_of):
    closed = network_of(
        pole_of([("a", "b"), ("c", "d")], sectors=dict.fromkeys("ab", "food") | dict.fromkeys("cd", "health"))
    )
    opened = network_of(
        pole_of([("a", "b"), ("c", "d")], sectors=dict.fromkeys("ac", "food") | dict.fromkeys("bd", "health"))
    )
    assert (pole_ei(closed), pole_ei_rescaled(closed), *actor_ei(closed)) == (-1,) * 6
    assert (pole_ei(opened), pole_ei_rescaled(opened), *actor_ei(opened)) == (1,) * 6


def test_rescaled_stays_between_its_ends(any_pole):
    network = network_of(any_pole)
    assert -1 <= pole_ei_rescaled(network) <= 1
    assert pole_ei_minimum(network) <= pole_ei(network) <= pole_ei_maximum(network)


@pytest.mark.parametrize("measure", [pole_ei, pole_ei_expected, pole_ei_minimum, pole_ei_maximum, pole_ei_rescaled])
def test_is_refused_without_a_tie_between_labelled_actors(pole_of, isolates, measure):
    unlabelled = pole_of([("a", "x"), ("b", "y")], sectors={"a": "food", "b": "health"})
    for pole in (isolates, unlabelled):
        with pytest.raises(UndefinedMeasure, match="no link joins"):
            measure(network_of(pole))


@pytest.mark.parametrize(
    "sectors", [ONE_SECTOR, {"a": "food", "b": "health", "c": "culture"}], ids=["one sector", "sectors of one actor"]
)
def test_rescaled_is_refused_when_the_index_can_take_one_value_only(pole_of, sectors):
    network = network_of(pole_of([("a", "b")], actors="abc", sectors=sectors))
    with pytest.raises(UndefinedMeasure, match="can only be"):
        pole_ei_rescaled(network)


def test_rescaled_is_refused_when_every_pair_is_linked(pole_of):
    network = network_of(pole_of(combinations("abc", 2), sectors={"a": "food", "b": "food", "c": "health"}))
    with pytest.raises(UndefinedMeasure, match="can only be"):
        pole_ei_rescaled(network)


@pytest.mark.parametrize("measure", [pole_ei_minimum, pole_ei_maximum, pole_ei_rescaled])
def test_bounds_exist_on_pairs_only(f1, measure):
    with pytest.raises(ViewRefused, match="pairs"):
        measure(network_of(f1, view="links"))


def test_a_single_sector_is_wholly_closed(pole_of):
    network = network_of(pole_of([("a", "b"), ("b", "c")], sectors=ONE_SECTOR))
    assert pole_ei(network) == pole_ei_expected(network) == -1


def test_actors_without_label_have_no_index_and_count_for_nobody(pole_of):
    network = network_of(pole_of([("a", "b"), ("a", "x"), ("x", "b")], sectors={"a": "food", "b": "health"}))
    values = actor_ei(network)
    assert values[["a", "b"]].tolist() == [1, 1]
    assert np.isnan(values["x"])
    assert values.attrs["n_unknown"] == 1


def test_a_sector_without_ties_has_no_index(pole_of):
    network = network_of(pole_of([("a", "b")], actors="abc", sectors={"a": "food", "b": "food", "c": "health"}))
    values = sector_ei_each(network)
    assert values["food"] == -1
    assert np.isnan(values["health"])


def test_an_isolate_changes_nothing_but_the_expectation(pole_of):
    links, sectors = [("a", "b"), ("b", "c")], {"a": "food", "b": "food", "c": "health", "z": "health"}
    alone, crowd = (network_of(pole_of(links, actors=ids, sectors=sectors)) for ids in ("abc", "abcz"))
    assert pole_ei(alone) == pole_ei(crowd)
    assert pole_ei_expected(alone) == pytest.approx((2 - 1) / 3)
    assert pole_ei_expected(crowd) == pytest.approx((4 - 2) / 6)


def test_results_name_the_view_and_the_column(f1):
    assert actor_ei(network_of(f1, view="links")).name == "actor_ei[links]"
    assert actor_ei(network_of(f1), by="type").name == "actor_ei[pairs; type]"
    assert sector_ei_each(network_of(f1)).name == "sector_ei_each[pairs]"
