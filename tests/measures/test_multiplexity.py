"""How many kinds join two partners."""

from itertools import combinations

import pytest

from coopnet.errors import UndefinedMeasure, ViewRefused
from coopnet.measures.multiplexity import (
    link_multiplexity,
    pole_edge_overlap,
    pole_mean_kinds,
    pole_multiplex_share,
    pole_saturation,
)
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of


def kinds_in_loops(pole):
    """Return, from the rows of the tables, the set of kinds of every linked pair."""
    found = {}
    for row in pole.links.itertuples():
        found.setdefault(frozenset((row.source, row.target)), set()).add(row.kind)
    for structure, members in pole.memberships.groupby("structure")["actor"]:
        for pair in combinations(sorted(set(members)), 2):
            found.setdefault(frozenset(pair), set()).add(pole.structures.loc[structure, "kind"])
    return found


def test_counts_the_distinct_kinds_of_every_linked_pair(any_pole):
    expected = kinds_in_loops(any_pole)
    values = link_multiplexity(network_of(any_pole, view="kinds"))
    assert {frozenset(pair): kinds for pair, kinds in values.items()} == {
        pair: len(kinds) for pair, kinds in expected.items()
    }
    assert values.index.names == ["source", "target"]
    assert values.name == "link_multiplexity[kinds]"


def test_pole_level_is_the_mean_and_the_share_over_linked_pairs(any_pole):
    number = [len(kinds) for kinds in kinds_in_loops(any_pole).values()]
    network, multiplex = network_of(any_pole, view="kinds"), multiplex_of(any_pole)
    n, n_kinds = network.n_actors, len({kind for kinds in kinds_in_loops(any_pole).values() for kind in kinds})
    assert pole_mean_kinds(network) == pytest.approx(sum(number) / len(number))
    assert pole_multiplex_share(network) == pytest.approx(sum(o >= 2 for o in number) / len(number))
    assert pole_edge_overlap(multiplex) == pytest.approx(sum(number) / len(number) / n_kinds)
    assert pole_saturation(multiplex) == pytest.approx(sum(number) / n_kinds / (n * (n - 1) / 2))


def test_f1_by_hand(f1):
    network, multiplex = network_of(f1, view="kinds"), multiplex_of(f1)
    assert link_multiplexity(network).to_dict() == {
        ("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1, ("c", "d"): 1, ("d", "e"): 1
    }  # fmt: skip
    assert pole_mean_kinds(network) == pytest.approx(1.2)
    assert pole_edge_overlap(multiplex) == pytest.approx(0.6)
    assert pole_multiplex_share(network) == pytest.approx(1 / 5)
    assert pole_saturation(multiplex) == pytest.approx(6 / 20)


def test_a_single_kind_is_never_multiplex_however_many_parallel_links(pole_of):
    pole = pole_of([("a", "b"), ("a", "b"), ("b", "c")])
    network = network_of(pole, view="kinds")
    assert (pole_mean_kinds(network), pole_multiplex_share(network), pole_edge_overlap(multiplex_of(pole))) == (1, 0, 1)


def test_every_pair_joined_by_every_kind_is_the_maximum(pole_of):
    pole = pole_of([(*pair, kind) for pair in combinations("abc", 2) for kind in ("convention", "joint_bid")])
    network, multiplex = network_of(pole, view="kinds"), multiplex_of(pole)
    assert (pole_mean_kinds(network), pole_multiplex_share(network)) == (2, 1)
    assert (pole_edge_overlap(multiplex), pole_saturation(multiplex)) == (1, 1)


def test_a_number_of_kinds_held_over_dates_lowers_the_overlap_in_proportion(f1):
    multiplex = multiplex_of(f1)
    assert pole_edge_overlap(multiplex, n_kinds=4) == pytest.approx(0.3)
    assert pole_saturation(multiplex, n_kinds=3) == pytest.approx(6 / 30)
    with pytest.raises(UndefinedMeasure, match="2 are present"):
        pole_edge_overlap(multiplex, n_kinds=1)


def test_a_directed_kind_counts_once_whether_it_goes_one_way_or_both(pole_of):
    pole = pole_of([("a", "b", "funding"), ("b", "a", "funding"), ("b", "c", "funding")])
    values = link_multiplexity(network_of(pole, view="kinds", natures="all"))
    assert values.to_dict() == {("a", "b"): 1, ("b", "c"): 1}


def test_nothing_is_defined_without_a_link(isolates):
    network, multiplex = network_of(isolates, view="kinds"), multiplex_of(isolates)
    assert link_multiplexity(network).empty
    for measure, given in [
        (pole_mean_kinds, network),
        (pole_multiplex_share, network),
        (pole_edge_overlap, multiplex),
        (pole_saturation, multiplex),
    ]:
        with pytest.raises(UndefinedMeasure, match=measure.__name__):
            measure(given)


def test_saturation_is_density_times_overlap(any_pole):
    network, multiplex = network_of(any_pole), multiplex_of(any_pole)
    density = network.n_pairs / (network.n_actors * (network.n_actors - 1) / 2)
    assert pole_saturation(multiplex) == pytest.approx(density * pole_edge_overlap(multiplex))


@pytest.mark.parametrize("measure", [link_multiplexity, pole_mean_kinds, pole_multiplex_share])
def test_views_that_forget_kinds_are_refused(f1, measure):
    for view in ("pairs", "links", "newman"):
        with pytest.raises(ViewRefused, match="kinds"):
            measure(network_of(f1, view=view))
