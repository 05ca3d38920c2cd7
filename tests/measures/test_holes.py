"""Burt's structural holes."""

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.errors import ViewRefused
from coopnet.measures.holes import (
    actor_constraint,
    actor_effective_size,
    actor_efficiency,
    actor_hierarchy,
    link_constraint,
)
from coopnet.network import network_of

VIEWS = ("pairs", "links", "kinds", "newman")
MEASURES = (actor_constraint, actor_hierarchy, actor_effective_size, actor_efficiency)


def dyadic_in_loops(network):
    w = network.matrix.toarray()
    p = np.divide(w, w.sum(axis=1, keepdims=True), out=np.zeros_like(w), where=w.sum(axis=1, keepdims=True) > 0)
    n = len(w)
    return {
        (i, j): (p[i, j] + sum(p[i, q] * p[q, j] for q in range(n) if q not in (i, j))) ** 2
        for i in range(n)
        for j in range(n)
        if w[i, j]
    }


@pytest.mark.parametrize("view", VIEWS)
def test_constraint_and_hierarchy_are_their_definitions(any_pole, view):
    network = network_of(any_pole, view=view)
    dyadic = dyadic_in_loops(network)
    constraint, hierarchy, links = actor_constraint(network), actor_hierarchy(network), link_constraint(network)
    assert len(links) == len(dyadic)
    for i, actor in enumerate(network.actors):
        own = [c for (k, _), c in dyadic.items() if k == i]
        if not own:
            assert np.isnan(constraint[actor])
            continue
        assert constraint[actor] == pytest.approx(sum(own), rel=1e-10)
        assert links[actor].sum() == pytest.approx(sum(own), rel=1e-10)
        if len(own) == 1:
            assert np.isnan(hierarchy[actor])
            continue
        relative = np.array(own) / np.mean(own)
        expected = (relative * np.log(relative)).sum() / (len(own) * np.log(len(own)))
        assert hierarchy[actor] == pytest.approx(expected, rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("view", VIEWS)
def test_constraint_agrees_with_igraph_on_the_simple_weighted_graph(any_pole, view):
    network = network_of(any_pole, view=view)
    entries = network.matrix.tocoo()
    upper = entries.row < entries.col
    graph = igraph.Graph(n=network.n_actors, edges=list(zip(entries.row[upper], entries.col[upper], strict=True)))
    theirs = graph.constraint(weights=list(entries.data[upper]))
    np.testing.assert_allclose(actor_constraint(network), theirs, rtol=1e-10)


@pytest.mark.parametrize("view", VIEWS)
def test_effective_size_agrees_with_networkx_on_its_weighted_path(any_pole, simple_networkx, view):
    """With ``nodes`` given networkx follows Burt's definition; left out, it may take a shortcut (see below)."""
    network = network_of(any_pole, view=view)
    graph = simple_networkx(network)
    theirs = nx.effective_size(graph, nodes=list(graph), weight="weight")
    ours = actor_effective_size(network)
    for actor, size in theirs.items():
        assert ours[actor] == pytest.approx(size, rel=1e-10, nan_ok=True)


def test_effective_size_of_equal_weights_is_partners_less_twice_their_links_over_partners(any_pole):
    network = network_of(any_pole)
    a = network.matrix.toarray()
    k, t = a.sum(axis=1), np.diag(a @ a @ a) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = np.where(k > 0, k - 2 * t / k, np.nan)
        np.testing.assert_allclose(actor_effective_size(network), expected, rtol=1e-10)
        np.testing.assert_allclose(actor_efficiency(network), expected / k, rtol=1e-10)


def test_f1_by_hand(f1):
    """On pairs a spends 1/2 on b and on c, who each spend 1/2 and 1/3 on the other."""
    pairs, links = network_of(f1), network_of(f1, view="links")
    by_hand = (1 / 2 + 1 / 2 * 1 / 3) ** 2 + (1 / 2 + 1 / 2 * 1 / 2) ** 2
    assert actor_constraint(pairs)["a"] == pytest.approx(by_hand)
    assert by_hand == pytest.approx(1.0069, abs=5e-5)
    assert actor_constraint(links)["a"] == pytest.approx(0.9136, abs=5e-5)
    assert actor_effective_size(pairs)["a"] == pytest.approx(1)
    # links: p_ab = 2/3, p_ac = 1/3; b's strongest tie is 2 and c's 1, so m_bc = 1/2 and m_cb = 1
    assert actor_effective_size(links)["a"] == pytest.approx(2 - 1 / 3 * 1 / 2 - 2 / 3 * 1)


def test_networkx_without_nodes_divides_by_the_strongest_tie_of_the_wrong_actor(f1, simple_networkx):
    """Its shortcut divides w_jq by the strongest tie of q, not of j: 4/3 for a on links, where Burt gives 7/6."""
    graph = simple_networkx(network_of(f1, view="links"))
    assert nx.effective_size(graph, weight="weight")["a"] == pytest.approx(2 - 1 / 3 * 1 - 2 / 3 * 1 / 2)
    assert nx.effective_size(graph, nodes=["a"], weight="weight")["a"] == pytest.approx(7 / 6)


def test_ends_of_the_scales(pole_of, star):
    clique = network_of(pole_of(["ab", "ac", "ad", "bc", "bd", "cd"]))
    assert actor_effective_size(clique).tolist() == pytest.approx([1] * 4)
    assert actor_efficiency(clique).tolist() == pytest.approx([1 / 3] * 4)
    assert actor_hierarchy(clique).tolist() == pytest.approx([0] * 4)
    hub = network_of(star)
    assert actor_constraint(hub)["hub"] == pytest.approx(1 / 5)
    assert actor_effective_size(hub)["hub"] == 5
    assert actor_efficiency(hub)["hub"] == 1


def test_constraint_of_a_triangle_is_above_one(pole_of):
    assert actor_constraint(network_of(pole_of(["ab", "bc", "ca"]))).tolist() == pytest.approx([9 / 8] * 3)


@pytest.mark.parametrize("measure", MEASURES)
def test_is_nan_exactly_for_actors_without_partner(two_components, measure):
    values = measure(network_of(two_components))
    least = 2 if measure is actor_hierarchy else 1
    degrees = network_of(two_components).degrees
    np.testing.assert_array_equal(values.isna(), degrees < least)


@pytest.mark.parametrize("measure", MEASURES)
def test_ignores_the_unit_of_weight(pole_of, measure):
    light, heavy = (
        network_of(
            pole_of([("a", "b", "convention", u), ("b", "c", "convention", 3 * u), ("a", "c", "joint_bid", 2 * u)]),
            view="newman",
        )
        for u in (1.0, 10.0)
    )
    np.testing.assert_allclose(measure(light), measure(heavy), rtol=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
def test_results_name_their_view(f1, measure):
    assert measure(network_of(f1, view="links")).name == f"{measure.__name__}[links]"
    with pytest.raises(ViewRefused, match=measure.__name__):
        measure(network_of(f1, view="structures"))
