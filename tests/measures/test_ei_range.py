"""The E–I index of sectors and actors beside chance and the range that their ties allow."""

from collections import defaultdict
from itertools import chain, combinations

import numpy as np
import pytest

from coopnet.errors import ViewRefused
from coopnet.measures.ei import actor_ei, sector_ei_each
from coopnet.measures.ei_range import actor_ei_table, sector_ei_table
from coopnet.network import network_of

COLUMNS = ["ei", "expected", "minimum", "maximum", "rescaled"]
SECTORS = dict.fromkeys("abc", "food") | dict.fromkeys("de", "health")
PAIRS = list(combinations("abcde", 2))


def ends_of(graph, members):
    """Return the tie ends that members hold, and those of them in ties with their own sector."""
    ends = [(one, other) for pair in graph for one, other in (pair, pair[::-1]) if one in members]
    return len(ends), sum(SECTORS[one] == SECTORS[other] for one, other in ends)


@pytest.fixture(scope="module")
def every_graph():
    """All 1,024 simple graphs on three actors of one sector and two of another."""
    return list(chain.from_iterable(combinations(PAIRS, m) for m in range(len(PAIRS) + 1)))


@pytest.mark.parametrize(("members", "row"), [("abc", "food"), ("de", "health"), ("a", "a"), ("d", "d")])
def test_the_range_is_that_of_every_graph_in_which_as_many_ends_are_held(pole_of, every_graph, members, row):
    values, shown = defaultdict(set), {}
    for graph in every_graph:
        ends, own = ends_of(graph, members)
        if ends:
            values[ends].add((ends - 2 * own) / ends)
            shown.setdefault(ends, graph)
    assert len(shown) >= 4
    for ends, graph in shown.items():
        network = network_of(pole_of(graph, actors="abcde", sectors=SECTORS))
        found = (sector_ei_table if len(members) > 1 else actor_ei_table)(network).loc[row]
        assert found["minimum"] == pytest.approx(min(values[ends]))
        assert found["maximum"] == pytest.approx(max(values[ends]))
        if found["minimum"] < found["maximum"]:
            place = (found["ei"] - found["minimum"]) / (found["maximum"] - found["minimum"])
            assert found["rescaled"] == pytest.approx(2 * place - 1)
        else:
            assert np.isnan(found["rescaled"])


def test_the_expectation_of_an_actor_is_its_mean_over_all_sets_of_as_many_partners():
    for actor, n_partners in (("a", 1), ("a", 2), ("d", 3)):
        others = [one for one in SECTORS if one != actor]
        values = [
            np.mean([-1 if SECTORS[one] == SECTORS[actor] else 1 for one in chosen])
            for chosen in combinations(others, n_partners)
        ]
        own = sum(SECTORS[one] == SECTORS[actor] for one in SECTORS)
        assert np.mean(values) == pytest.approx((5 - 2 * own + 1) / 4)


def test_the_expectation_of_a_sector_is_the_index_it_has_when_everybody_is_linked(pole_of):
    whole = sector_ei_table(network_of(pole_of(PAIRS, sectors=SECTORS)))
    assert whole["ei"].to_dict() == pytest.approx({"food": 0, "health": 1 / 2})
    np.testing.assert_allclose(whole["expected"], whole["ei"])
    assert whole["rescaled"].isna().all()


def test_the_index_is_that_of_the_series_and_the_expectation_that_of_the_sector(any_pole):
    network = network_of(any_pole)
    sectors, actors, groups = sector_ei_table(network), actor_ei_table(network), network.groups()
    np.testing.assert_allclose(sectors["ei"], sector_ei_each(network), atol=1e-15)
    np.testing.assert_allclose(actors["ei"], actor_ei(network), atol=1e-15)
    for actor, code in zip(network.actors, groups.codes, strict=True):
        if not np.isnan(actors.loc[actor, "ei"]):
            n_own, n = groups.sizes[code], groups.sizes.sum()
            assert actors.loc[actor, "expected"] == pytest.approx((n - 2 * n_own + 1) / (n - 1))
            assert actors.loc[actor, "expected"] == sectors.loc[groups.labels[code], "expected"]


def test_every_value_stands_between_its_ends(any_pole):
    for table in (sector_ei_table(network_of(any_pole)), actor_ei_table(network_of(any_pole))):
        known = table.dropna(subset="ei")
        assert ((known["minimum"] >= -1) & (known["maximum"] <= 1)).all()
        assert ((known["minimum"] <= known["ei"] + 1e-12) & (known["ei"] <= known["maximum"] + 1e-12)).all()
        assert known["rescaled"].dropna().abs().le(1 + 1e-12).all()


def test_f1_by_hand(f1):
    """Sectors {a, b}, {c, d}, {e}: a has two partners, b within and c outside, and b alone could be within."""
    a = actor_ei_table(network_of(f1)).loc["a"]
    assert a.to_dict() == pytest.approx({"ei": 0, "expected": 1 / 2, "minimum": 0, "maximum": 1, "rescaled": -1})
    culture = sector_ei_table(network_of(f1)).loc["culture"]
    assert culture[COLUMNS[:-1]].to_list() == [1, 1, 1, 1]
    assert np.isnan(culture["rescaled"])


def test_an_odd_number_of_ends_cannot_all_be_inside(pole_of):
    network = network_of(pole_of([("a", "b"), ("b", "c"), ("a", "d")], actors="abcde", sectors=SECTORS))
    assert sector_ei_table(network).loc["food", "minimum"] == pytest.approx((1 - 4) / 5)


def test_whoever_has_no_label_or_no_labelled_partner_has_no_row_of_values(pole_of):
    network = network_of(pole_of([("a", "b"), ("c", "x")], actors="abcdx", sectors={**SECTORS, "d": ""}))
    table = actor_ei_table(network)
    assert table.loc[["c", "d", "x"]].isna().all(axis=None)
    assert table.loc[["a", "b"], COLUMNS[:-1]].notna().all(axis=None)
    assert table.attrs["n_unknown"] == 2
    assert list(sector_ei_table(network).index) == ["food"]


def test_a_sector_without_ties_has_no_values(pole_of):
    table = sector_ei_table(network_of(pole_of([("a", "b")], actors="abcde", sectors=SECTORS)))
    assert table.loc["health"].isna().all()
    assert table.loc["food"].notna().all()


def test_a_pole_of_unknown_sectors_gives_no_sector_and_no_value(isolates):
    network = network_of(isolates)
    assert sector_ei_table(network, by="type").empty
    assert actor_ei_table(network, by="type").isna().all(axis=None)


@pytest.mark.parametrize("measure", [sector_ei_table, actor_ei_table])
def test_bounds_exist_on_pairs_only(f1, measure):
    with pytest.raises(ViewRefused, match="view='pairs'"):
        measure(network_of(f1, view="links"))


def test_results_name_the_view_and_the_column(f1):
    table = sector_ei_table(network_of(f1), by="type")
    assert table.attrs["by"] == "type"
    assert table.attrs["view"].startswith("pairs")
    assert list(table.columns) == COLUMNS


def test_the_order_of_actors_changes_nothing(pole_of):
    links = [("a", "b"), ("b", "d"), ("c", "e"), ("a", "c")]
    straight, turned = (network_of(pole_of(links, actors=order, sectors=SECTORS)) for order in ("abcde", "edcba"))
    np.testing.assert_allclose(actor_ei_table(straight), actor_ei_table(turned).loc[list("abcde")])
