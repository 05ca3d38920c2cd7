"""Gould–Fernandez brokerage, per actor and for the pole."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure, UnknownWord, ViewRefused
from coopnet.kernels.brokerage import ROLES
from coopnet.measures.brokerage import (
    actor_brokerage_expected_table,
    actor_brokerage_table,
    actor_brokerage_z_table,
    pole_brokerage,
    pole_brokerage_table,
)
from coopnet.network import network_of

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "sna_brokerage.json").read_text())
SECTORS = ("housing", "food", "culture")


def role_of(broker, a, c):
    if a == broker == c:
        return "coordinator"
    if a == c:
        return "itinerant"
    return "boundary" if broker in (a, c) else "liaison"


def brokerage_in_loops(network, by="sector"):
    groups = network.groups(by)
    linked = network.matrix.toarray() > 0
    counts = {role: np.zeros(network.n_actors) for role in ROLES}
    for v in range(network.n_actors):
        for a, c in combinations(range(network.n_actors), 2):
            labels = groups.codes[[v, a, c]]
            if v in (a, c) or (labels < 0).any() or not (linked[v, a] and linked[v, c]) or linked[a, c]:
                continue
            counts[role_of(*labels)][v] += 1
            counts["total"][v] += 1
    for role in ROLES:
        counts[role][groups.codes < 0] = np.nan
    return counts


@pytest.mark.parametrize("by", ["sector", "type"])
def test_counts_every_open_pair_by_its_role(any_pole, by):
    network = network_of(any_pole)
    table = actor_brokerage_table(network, by=by)
    assert list(table.columns) == list(ROLES)
    for role, counts in brokerage_in_loops(network, by).items():
        np.testing.assert_array_equal(table[role], counts)


def test_f2_by_hand(f2):
    """n2 stands between five of the six pairs of its four partners: n3 and n5 know each other."""
    table = actor_brokerage_table(network_of(f2))
    assert table.loc["n2"].tolist() == [0, 0, 3, 2, 5]
    assert (table.drop(index="n2") == 0).all(axis=None)


def golden_network(pole_of, ties):
    actors = [f"actor{number:02d}" for number in range(len(GOLDEN["groups"]))]
    sectors = {actor: SECTORS[group] for actor, group in zip(actors, GOLDEN["groups"], strict=True)}
    links = [(actors[a], actors[b]) for a, b in ties]
    return network_of(pole_of(links, actors=actors, sectors=sectors))


def test_half_of_sna_on_the_simple_graph(pole_of):
    """R's sna counts ordered pairs, and the boundary once as gatekeeper and once as representative."""
    theirs = dict(zip(GOLDEN["columns"], np.array(GOLDEN["counts"], dtype=float).T, strict=True))
    ours = actor_brokerage_table(golden_network(pole_of, GOLDEN["ties"]))
    np.testing.assert_array_equal(ours["coordinator"], theirs["w_I"] / 2)
    np.testing.assert_array_equal(ours["itinerant"], theirs["w_O"] / 2)
    np.testing.assert_array_equal(ours["boundary"], theirs["b_IO"])
    np.testing.assert_array_equal(ours["boundary"], theirs["b_OI"])
    np.testing.assert_array_equal(ours["liaison"], theirs["b_O"] / 2)
    np.testing.assert_array_equal(ours["total"], theirs["t"] / 2)


def test_a_parallel_link_changes_nothing_here_where_it_inflates_sna(pole_of):
    once = actor_brokerage_table(golden_network(pole_of, GOLDEN["ties"]))
    twice = actor_brokerage_table(golden_network(pole_of, [*GOLDEN["ties"], GOLDEN["ties"][0]]))
    assert twice.equals(once)
    inflated = np.array(GOLDEN["counts_with_the_first_tie_doubled"])[:, -1]
    assert inflated.sum() > np.array(GOLDEN["counts"])[:, -1].sum()


def test_roles_add_up_to_the_total(any_pole):
    table = actor_brokerage_table(network_of(any_pole)).dropna()
    assert (table[list(ROLES[:4])].sum(axis=1) == table["total"]).all()


def test_total_is_the_open_pairs_of_the_hub_of_a_star(pole_of):
    star = pole_of([("hub", leaf) for leaf in "abcde"], sectors=dict.fromkeys(["hub", *"abcde"], "food"))
    table = actor_brokerage_table(network_of(star))
    assert table.loc["hub", "total"] == table.loc["hub", "coordinator"] == 10


def test_nobody_brokers_where_everybody_is_linked(pole_of):
    pole = pole_of(combinations("abcd", 2), sectors=dict.fromkeys("abcd", "food"))
    assert (actor_brokerage_table(network_of(pole)) == 0).all(axis=None)
    assert pole_brokerage(network_of(pole)) == 0


def test_actors_without_sector_have_no_role_and_are_no_ends(pole_of):
    pole = pole_of([("a", "b"), ("b", "c"), ("b", "x"), ("x", "c")], sectors={"a": "food", "b": "food", "c": "food"})
    table = actor_brokerage_table(network_of(pole))
    assert table.loc["b"].tolist() == [1, 0, 0, 0, 1]
    assert table.loc["x"].isna().all()
    assert table.attrs["n_unknown"] == 1


def test_expected_is_the_number_of_pairs_of_each_role_times_the_chance_of_an_open_pair(f2):
    """F2: five pairs of ten, d = 1/2, q = 1/8; sectors of 2, 2 and 1."""
    table = actor_brokerage_expected_table(network_of(f2)) * 8
    assert table.loc["n2"].tolist() == [0, 1, 3, 2, 6]
    assert table.loc["n3"].tolist() == [0, 1, 3, 2, 6]
    assert table.loc["n4"].tolist() == [0, 2, 0, 4, 6]


def test_z_is_the_distance_to_the_mean_in_standard_deviations(f2):
    """n2 as boundary: P = 3 pairs, S = 1·C(3, 2) + 3·C(1, 2) = 3, d = 1/2."""
    z = actor_brokerage_z_table(network_of(f2))
    variance = 3 * (1 / 8) * (7 / 8) + 2 * 3 * (1 / 8) * (1 / 8)
    assert z.loc["n2", "boundary"] == pytest.approx((3 - 3 / 8) / variance**0.5)
    assert np.isnan(z.loc["n2", "coordinator"])  # a sector of two has no third actor


def test_pole_level_is_the_sum_over_actors(any_pole):
    network = network_of(any_pole)
    table = actor_brokerage_table(network)
    for role in ROLES:
        assert pole_brokerage(network, role=role) == table[role].sum()
    whole = pole_brokerage_table(network)
    assert whole["observed"].to_dict() == table.sum().to_dict()
    assert whole["share"].to_dict() == pytest.approx((table.sum() / table["total"].sum()).to_dict())


def test_pole_expectation_is_the_sum_of_the_expectations_of_actors(any_pole):
    network = network_of(any_pole)
    expected = actor_brokerage_expected_table(network).sum()
    assert pole_brokerage_table(network)["expected"].to_dict() == pytest.approx(expected.to_dict())


def test_tables_are_defined_as_far_as_they_can_be(pole_of):
    alone = network_of(pole_of(actors="ab", sectors={"a": "food"}))
    assert actor_brokerage_table(alone).loc["a"].tolist() == [0] * 5
    assert actor_brokerage_expected_table(alone).isna().all(axis=None)
    assert actor_brokerage_z_table(alone).isna().all(axis=None)
    strangers = network_of(pole_of(actors="abc", sectors=dict.fromkeys("abc", "food")))
    assert (actor_brokerage_expected_table(strangers) == 0).all(axis=None)
    assert actor_brokerage_z_table(strangers).isna().all(axis=None)
    assert pole_brokerage_table(strangers)[["share", "z"]].isna().all(axis=None)


def test_the_pole_level_is_refused_when_no_actor_has_a_label(isolates):
    with pytest.raises(UndefinedMeasure, match="no actor has a sector"):
        pole_brokerage(network_of(isolates))
    with pytest.raises(UndefinedMeasure, match="no actor has a sector"):
        pole_brokerage_table(network_of(isolates))


def test_an_unknown_role_is_refused_with_the_list_of_roles(f2):
    with pytest.raises(UnknownWord, match="coordinator, itinerant"):
        pole_brokerage(network_of(f2), role="broker")


def test_parallel_links_are_refused(f2):
    with pytest.raises(ViewRefused, match="pairs"):
        actor_brokerage_table(network_of(f2, view="links"))


def test_the_order_of_actors_changes_nothing(pole_of):
    links = [("a", "b"), ("b", "c"), ("c", "d"), ("b", "d")]
    sectors = {"a": "food", "b": "health", "c": "food", "d": "culture"}
    forth, back = (
        actor_brokerage_table(network_of(pole_of(links, actors=ids, sectors=sectors))) for ids in ("abcd", "dcba")
    )
    assert forth.equals(back.loc[forth.index])
