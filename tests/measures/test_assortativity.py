"""Assortativity by sector and by number of partners."""

from itertools import combinations

import networkx as nx
import pytest

from coopnet.errors import UndefinedMeasure, ViewRefused
from coopnet.measures.assortativity import pole_assortativity, pole_assortativity_error, pole_degree_assortativity
from coopnet.network import network_of

GRAPH_TOOL_ERRORS = {"pairs": 0.427, "links": 0.369}
"""What graph-tool's ``assortativity`` returns as standard error on F1: neither the jackknife nor its variance."""


def labelled(network, graph, by="sector"):
    groups = network.groups(by)
    label = {a: groups.labels[code] for a, code in zip(network.actors, groups.codes, strict=True) if code >= 0}
    kept = graph.subgraph(label).copy()
    nx.set_node_attributes(kept, label, by)
    return kept


@pytest.mark.parametrize("by", ["sector", "type"])
def test_agrees_with_networkx_on_the_simple_graph(any_pole, simple_networkx, by):
    network = network_of(any_pole)
    graph = labelled(network, simple_networkx(network), by)
    assert pole_assortativity(network, by=by) == pytest.approx(nx.attribute_assortativity_coefficient(graph, by))


def test_links_count_each_parallel_link(any_pole):
    """Coefficient from the rows themselves: every couple of labels of a link, both ways."""
    network = network_of(any_pole, view="links")
    groups = network.groups()
    ends = []
    for i, j in combinations(range(network.n_actors), 2):
        if groups.codes[i] >= 0 and groups.codes[j] >= 0:
            ends += [(groups.codes[i], groups.codes[j])] * int(network.matrix[i, j])
    ends += [(t, s) for s, t in ends]
    held = {s: sum(a == s for a, _ in ends) / len(ends) for s, _ in ends}
    by_chance = sum(a * a for a in held.values())
    expected = (sum(s == t for s, t in ends) / len(ends) - by_chance) / (1 - by_chance)
    assert pole_assortativity(network) == pytest.approx(expected)


def test_f1_by_hand(f1):
    """Pairs: e has 4 of 10 ends on its diagonal, sectors hold 4, 5 and 1."""
    pairs, links = network_of(f1), network_of(f1, view="links")
    assert pole_assortativity(pairs) == pytest.approx((4 / 10 - 42 / 100) / (1 - 42 / 100))
    assert pole_assortativity(pairs) == pytest.approx(-0.0345, abs=5e-5)
    assert pole_assortativity(links) == pytest.approx(0.1220, abs=5e-5)
    assert pole_degree_assortativity(pairs) == pytest.approx(-1 / 9)
    assert pole_degree_assortativity(links) == pytest.approx(4 / 7)


@pytest.mark.parametrize(("view", "error"), [("pairs", 0.5195), ("links", 0.4198)])
def test_error_of_f1_is_the_jackknife_by_hand_and_not_graph_tool_s(f1, view, error):
    found = pole_assortativity_error(network_of(f1, view=view))
    assert found == pytest.approx(error, abs=5e-5)
    for wrong in (GRAPH_TOOL_ERRORS[view], GRAPH_TOOL_ERRORS[view] ** 0.5):
        assert found != pytest.approx(wrong, abs=0.02)


def test_error_leaves_out_each_pair_in_turn(pole_of):
    pairs = ["ab", "bc", "ac", "cd", "de", "be", "ef"]
    sectors = dict.fromkeys("abf", "food") | dict.fromkeys("cd", "health") | {"e": "culture"}

    def r(some):
        return pole_assortativity(network_of(pole_of(some, actors="abcdef", sectors=sectors)))

    expected = sum((r(pairs) - r(pairs[:k] + pairs[k + 1 :])) ** 2 for k in range(len(pairs))) ** 0.5
    found = pole_assortativity_error(network_of(pole_of(pairs, actors="abcdef", sectors=sectors)))
    assert found == pytest.approx(expected)


def test_ends_of_the_scale(pole_of):
    inside = network_of(pole_of(["ab", "cd"], sectors=dict.fromkeys("ab", "food") | dict.fromkeys("cd", "health")))
    across = network_of(pole_of(["ab", "cd"], sectors=dict.fromkeys("ac", "food") | dict.fromkeys("bd", "health")))
    assert pole_assortativity(inside) == 1
    assert pole_assortativity(across) == -1


@pytest.mark.parametrize("measure", [pole_assortativity, pole_assortativity_error])
def test_is_refused_without_ties_or_with_a_single_sector(pole_of, isolates, measure):
    with pytest.raises(UndefinedMeasure, match="no link joins"):
        measure(network_of(isolates))
    one = pole_of(["ab", "bc"], actors="abcd", sectors=dict.fromkeys("abc", "food") | {"d": "health"})
    with pytest.raises(UndefinedMeasure, match="single sector holds every tie"):
        measure(network_of(one))


def test_error_is_refused_when_one_tie_makes_the_second_sector(pole_of):
    pole = pole_of(["ab", "bc", "cd"], sectors=dict.fromkeys("abc", "food") | {"d": "health"})
    with pytest.raises(UndefinedMeasure, match="one tie alone"):
        pole_assortativity_error(network_of(pole))


def test_degree_assortativity_is_minus_one_on_a_star_and_refused_where_degrees_are_equal(star, pole_of, isolates):
    assert pole_degree_assortativity(network_of(star)) == pytest.approx(-1)
    with pytest.raises(UndefinedMeasure, match="as many partners"):
        pole_degree_assortativity(network_of(pole_of(["ab", "bc", "ca"])))
    with pytest.raises(UndefinedMeasure, match="no two actors are linked"):
        pole_degree_assortativity(network_of(isolates))


def test_degree_assortativity_agrees_with_networkx_on_the_simple_graph(any_pole, simple_networkx):
    network = network_of(any_pole)
    expected = nx.degree_pearson_correlation_coefficient(simple_networkx(network))
    assert pole_degree_assortativity(network) == pytest.approx(expected)


def test_isolates_and_unlabelled_actors_change_nothing(pole_of):
    sectors = {"a": "food", "b": "food", "c": "health"}
    plain = network_of(pole_of(["ab", "bc"], sectors=sectors))
    crowd = network_of(pole_of(["ab", "bc", "cx"], actors="abcxyz", sectors=sectors))
    assert pole_assortativity(plain) == pytest.approx(pole_assortativity(crowd))


@pytest.mark.parametrize("measure", [pole_assortativity, pole_assortativity_error, pole_degree_assortativity])
def test_views_without_whole_ties_are_refused(f1, measure):
    with pytest.raises(ViewRefused, match="pairs, links"):
        measure(network_of(f1, view="newman"))
