"""Mixing between sectors: counts, shares of ends, ratio to chance, density."""

from fractions import Fraction
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from coopnet.errors import UnknownWord, ViewRefused
from coopnet.measures.mixing import sector_density, sector_mixing, sector_mixing_ratio, sector_mixing_shares
from coopnet.network import network_of

VIEWS = ("pairs", "links", "kinds", "newman")


def labels_of(network, by="sector"):
    groups = network.groups(by)
    return {actor: groups.labels[code] for actor, code in zip(network.actors, groups.codes, strict=True) if code >= 0}


def mixing_in_loops(network, by="sector"):
    label = labels_of(network, by)
    found = {}
    for i, j in combinations(range(network.n_actors), 2):
        s, t = label.get(network.actors[i]), label.get(network.actors[j])
        if s is not None and t is not None:
            for cell in {(s, t), (t, s)}:
                found[cell] = found.get(cell, 0) + network.matrix[i, j]
    return found


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("by", ["sector", "type"])
def test_counts_each_tie_once_whatever_the_view_and_the_column(any_pole, view, by):
    network = network_of(any_pole, view=view)
    expected = mixing_in_loops(network, by)
    mixing = sector_mixing(network, by=by)
    for s in mixing.index:
        for t in mixing.columns:
            assert mixing.loc[s, t] == pytest.approx(expected.get((s, t), 0))


def test_f1_by_hand(f1):
    pairs = sector_mixing(network_of(f1))
    links = sector_mixing(network_of(f1, view="links"))

    assert list(pairs.index) == list(pairs.columns) == ["housing", "food", "culture"]
    assert pairs.to_numpy().tolist() == [[1, 2, 0], [2, 1, 1], [0, 1, 0]]
    assert links.to_numpy().tolist() == [[2, 2, 0], [2, 1, 1], [0, 1, 0]]


def test_shares_count_an_internal_tie_at_both_its_ends(f1):
    shares = sector_mixing_shares(network_of(f1))
    assert shares.to_numpy() == pytest.approx(np.array([[2, 2, 0], [2, 2, 1], [0, 1, 0]]) / 10)


@pytest.mark.parametrize("view", VIEWS)
def test_shares_sum_to_one_and_are_symmetric(any_pole, view):
    shares = sector_mixing_shares(network_of(any_pole, view=view)).to_numpy()
    assert shares.sum() == pytest.approx(1)
    assert (shares == shares.T).all()


def test_shares_agree_with_networkx_on_the_simple_graph(any_pole, simple_networkx):
    network = network_of(any_pole)
    label = labels_of(network)
    graph = simple_networkx(network).subgraph(label)
    nx.set_node_attributes(graph, label, "sector")
    shares = sector_mixing_shares(network)
    mapping = {name: position for position, name in enumerate(shares.index)}
    theirs = nx.attribute_mixing_matrix(graph, "sector", mapping=mapping)
    assert shares.to_numpy() == pytest.approx(theirs)


def test_ratio_is_observed_over_the_mean_of_every_arrangement_of_the_labels(pole_of):
    """All 4!/(2!2!) arrangements of two labels on a path with a doubled pair, taken one by one."""
    actors, links = "abcd", [("a", "b"), ("a", "b"), ("b", "c"), ("c", "d")]
    total, arrangements = 0, list(combinations(actors, 2))
    for first in arrangements:
        sectors = {one: "food" if one in first else "health" for one in actors}
        total += sector_mixing(network_of(pole_of(links, sectors=sectors), view="links"))
    network = network_of(
        pole_of(links, sectors=dict.fromkeys("ab", "food") | dict.fromkeys("cd", "health")), view="links"
    )
    by_hand = sector_mixing(network) / (total / len(arrangements))
    assert sector_mixing_ratio(network).to_numpy() == pytest.approx(by_hand.to_numpy())


def test_ratio_against_degrees_is_the_share_over_the_product_of_the_ends_held(f1):
    held = [Fraction(4, 10), Fraction(5, 10), Fraction(1, 10)]
    shares = [[2, 2, 0], [2, 2, 1], [0, 1, 0]]
    expected = [[float(Fraction(shares[s][t], 10) / (held[s] * held[t])) for t in range(3)] for s in range(3)]
    ratio = sector_mixing_ratio(network_of(f1), chance="degrees")
    assert ratio.to_numpy() == pytest.approx(np.array(expected))
    assert ratio.attrs["chance"] == "degrees"


def test_ratio_is_one_everywhere_when_every_pair_is_linked(pole_of):
    pole = pole_of(list(combinations("abcde", 2)), sectors=dict.fromkeys("ab", "food") | dict.fromkeys("cde", "health"))
    assert sector_mixing_ratio(network_of(pole)).to_numpy() == pytest.approx(np.ones((2, 2)))


def test_ratio_refuses_an_unknown_chance(f1):
    with pytest.raises(UnknownWord, match="labels or degrees"):
        sector_mixing_ratio(network_of(f1), chance="luck")


def test_ratio_and_density_are_nan_within_a_sector_of_one_actor_only(f1):
    network = network_of(f1)
    alone = np.array([[False, False, False], [False, False, False], [False, False, True]])
    assert (sector_mixing_ratio(network).isna().to_numpy() == alone).all()
    assert (sector_density(network).isna().to_numpy() == alone).all()


def test_density_by_hand_on_f1(f1):
    density = sector_density(network_of(f1)).to_numpy()
    assert density[:2, :2] == pytest.approx(np.array([[1, 1 / 2], [1 / 2, 1]]))
    assert density[2, :2].tolist() == [0, 1 / 2]


def test_a_pole_without_links_has_counts_of_zero_and_undefined_shares(pole_of):
    network = network_of(pole_of(actors="abc", sectors={"a": "food", "b": "health", "c": "food"}))
    assert sector_mixing(network).to_numpy().sum() == 0
    assert sector_mixing_shares(network).isna().all(axis=None)
    assert sector_mixing_ratio(network).isna().all(axis=None)


def test_actors_without_sector_leave_with_their_ties_and_are_counted(pole_of):
    pole = pole_of([("a", "b"), ("b", "x"), ("x", "y")], sectors={"a": "food", "b": "health"})
    mixing = sector_mixing(network_of(pole))
    assert mixing.to_numpy().tolist() == [[0, 1], [1, 0]]
    assert mixing.attrs["n_unknown"] == 2


def test_a_pole_of_unknown_sectors_gives_an_empty_table(isolates):
    assert sector_mixing(network_of(isolates)).shape == (0, 0)
    assert sector_mixing_shares(network_of(isolates)).shape == (0, 0)


def test_results_name_their_view_and_the_column_that_groups(f1):
    links = sector_mixing(network_of(f1, view="links"))
    assert links.attrs["measure"] == "sector_mixing"
    assert links.attrs["view"].startswith("links")
    assert links.attrs["by"] == links.index.name == "sector"


def test_the_order_of_actors_changes_nothing(pole_of):
    links = [("a", "b"), ("b", "c"), ("c", "d")]
    sectors = {"a": "food", "b": "health", "c": "food", "d": "food"}
    forth, back = (sector_mixing(network_of(pole_of(links, actors=ids, sectors=sectors))) for ids in ("abcd", "dcba"))
    assert forth.equals(back)


def test_shares_and_ratio_ignore_the_unit_of_weight(pole_of):
    sectors = {"a": "food", "b": "health", "c": "food"}
    light, heavy = (
        network_of(
            pole_of([("a", "b", "convention", u), ("a", "c", "convention", 3 * u)], sectors=sectors), view="newman"
        )
        for u in (1.0, 7.0)
    )
    assert sector_mixing_shares(light).to_numpy() == pytest.approx(sector_mixing_shares(heavy).to_numpy())
    assert sector_mixing_ratio(light).to_numpy() == pytest.approx(sector_mixing_ratio(heavy).to_numpy(), nan_ok=True)


def test_structures_as_nodes_are_refused_with_the_sentence_to_type(two_mode):
    with pytest.raises(ViewRefused, match=r"cn\.sector_mixing\(cn\.network_of"):
        sector_mixing(network_of(two_mode, view="structures"))


def test_an_unknown_column_is_refused_with_the_list_of_columns(f1):
    with pytest.raises(UnknownWord, match="sector"):
        sector_mixing(network_of(f1), by="colour")
