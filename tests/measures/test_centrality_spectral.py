"""Eigenvector, PageRank, Katz, current flow and versatility."""

import igraph
import networkx as nx
import numpy as np
import pytest

from coopnet.errors import CostRefused, UndefinedMeasure, UnknownWord
from coopnet.measures.degrees import actor_degree
from coopnet.measures.spectral import (
    actor_current_flow_betweenness,
    actor_eigenvector,
    actor_katz,
    actor_pagerank,
    actor_pagerank_versatility,
)
from coopnet.measures.structural_cohesion import pole_algebraic_connectivity, pole_node_connectivity
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of

WEIGHTED = pytest.mark.parametrize("view", ["pairs", "newman", "kinds"])


def parts(network, simple_networkx):
    graph = simple_networkx(network)
    return [graph.subgraph(part) for part in nx.connected_components(graph)]


@WEIGHTED
def test_eigenvector_is_proportional_to_the_sum_of_partners_in_each_component(any_pole, simple_networkx, view):
    network = network_of(any_pole, view=view)
    found = actor_eigenvector(network)
    for part in parts(network, simple_networkx):
        if len(part) == 1:
            assert found[list(part)].isna().all()
            continue
        x, weights = found[list(part)].to_numpy(), nx.to_numpy_array(part)
        eigenvalues = np.linalg.eigvalsh(weights)
        assert x.max() == 1
        assert (x > 0).all()
        assert weights @ x == pytest.approx(eigenvalues[-1] * x, rel=1e-10, abs=1e-12)


def test_eigenvector_of_a_chain_that_hangs_on_a_clique_is_exact_beside_the_most_central(pole_of):
    """Along the chain λ x_i = x_(i−1) + x_(i+1), so that x is worked out from its end, up to a factor."""
    clique, chain = [f"c{k}" for k in range(12)], [f"t{k}" for k in range(8)]
    links = [(a, b) for a in clique for b in clique if a < b]
    links += list(zip(["c0", *chain], chain, strict=False))
    network = network_of(pole_of(links))
    largest = float(np.linalg.eigvalsh(network.matrix.toarray())[-1])
    backwards = [1.0, largest]
    while len(backwards) < len(chain) + 1:
        backwards.append(largest * backwards[-1] - backwards[-2])
    expected = dict(zip([*reversed(chain), "c0"], np.array(backwards) / backwards[-1], strict=True))
    found = actor_eigenvector(network)
    assert found["c0"] == 1
    assert found[list(expected)].to_dict() == pytest.approx(expected, rel=0, abs=1e-11)


def test_eigenvector_agrees_with_igraph_on_a_connected_pole(f1):
    """Igraph scales to a largest value of 1 too; the most central actor of F1 is c, by pairs."""
    network = network_of(f1)
    graph = igraph.Graph.Adjacency((network.matrix.toarray() > 0).tolist(), mode="undirected")
    assert actor_eigenvector(network).tolist() == pytest.approx(graph.eigenvector_centrality(), rel=1e-10)
    assert actor_eigenvector(network).idxmax() == "c"


def test_eigenvector_of_the_whole_graph_would_forget_the_smaller_component(pole_of, simple_networkx):
    """Power iteration on a triangle and a couple apart leaves the couple with almost nothing."""
    network = network_of(pole_of([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")]))
    whole = nx.eigenvector_centrality(simple_networkx(network), max_iter=1000)
    assert whole["d"] < 1e-3
    assert actor_eigenvector(network).tolist() == pytest.approx([1, 1, 1, 1, 1])


@WEIGHTED
def test_pagerank_is_where_a_step_of_the_walk_leaves_it_unchanged(any_pole, view):
    network = network_of(any_pole, view=view)
    x, weights, n = actor_pagerank(network).to_numpy(), network.matrix.toarray(), network.n_actors
    strength = weights.sum(axis=1)
    stuck = strength == 0
    step = np.where(stuck[:, None], 1 / n, weights / np.where(stuck, 1, strength)[:, None])
    assert x.sum() == pytest.approx(1)
    assert 0.85 * x @ step + 0.15 / n == pytest.approx(x, rel=1e-10)


@WEIGHTED
def test_pagerank_agrees_with_networkx(any_pole, simple_networkx, view):
    network = network_of(any_pole, view=view)
    expected = nx.pagerank(simple_networkx(network), tol=1e-15, max_iter=1000)
    assert actor_pagerank(network).to_dict() == pytest.approx(expected, rel=1e-10)


def test_pagerank_without_damping_is_uniform_and_on_a_star_by_hand(star):
    network = network_of(star)
    assert actor_pagerank(network, damping=0).tolist() == pytest.approx([1 / 6] * 6)
    # x = d (1 − x) + (1 − d)/6 for the hub
    assert actor_pagerank(network, damping=0.5)["hub"] == pytest.approx((0.5 + 0.5 / 6) / 1.5)


@WEIGHTED
def test_katz_sums_walks_of_every_length(any_pole, view):
    network = network_of(any_pole, view=view)
    weights = network.matrix.toarray()
    alpha = 0.3 / np.linalg.eigvalsh(weights)[-1]
    walks, total = np.ones(network.n_actors), np.zeros(network.n_actors)
    for _ in range(200):
        total += walks
        walks = alpha * weights @ walks
    assert actor_katz(network, alpha=alpha).tolist() == pytest.approx(total.tolist(), rel=1e-10)


def test_katz_agrees_with_networkx(any_pole, simple_networkx):
    network = network_of(any_pole)
    expected = nx.katz_centrality_numpy(simple_networkx(network), alpha=0.05, normalized=False)
    assert actor_katz(network, alpha=0.05).to_dict() == pytest.approx(expected, rel=1e-10)


def test_katz_takes_half_of_the_largest_alpha_and_says_which(any_pole):
    network = network_of(any_pole)
    largest = 1 / np.linalg.eigvalsh(network.matrix.toarray())[-1]
    found = actor_katz(network)
    assert found.attrs["alpha"] == pytest.approx(largest / 2, rel=1e-10)
    assert found.tolist() == pytest.approx(actor_katz(network, alpha=largest / 2).tolist(), rel=1e-10)


@pytest.mark.parametrize("alpha", [-0.1, 1.0, 2.0])
def test_katz_refuses_an_alpha_for_which_the_sum_is_infinite(pole_of, alpha):
    """For a couple λ = 1, so that α must stay below 1."""
    with pytest.raises(UnknownWord, match="from 0 to less than 1"):
        actor_katz(network_of(pole_of([("a", "b")])), alpha=alpha)


def test_katz_of_a_pole_without_links_is_one(isolates):
    assert (actor_katz(network_of(isolates)) == 1).all()
    assert (actor_katz(network_of(isolates), alpha=3) == 1).all()


def current_through(weights):
    """Solve Kirchhoff's laws for every pair of ends, and add up the current through every third actor."""
    n = len(weights)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    through = np.zeros(n)
    for s in range(n):
        for t in range(s + 1, n):
            supply = np.zeros(n)
            supply[[s, t]] = 1, -1
            potential = np.linalg.lstsq(laplacian, supply, rcond=None)[0]
            current = (weights * abs(potential[:, None] - potential[None, :])).sum(axis=1) / 2
            current[[s, t]] = 0
            through += current
    return through / ((n - 1) * (n - 2) / 2)


@WEIGHTED
def test_current_flow_betweenness_is_the_share_of_currents_between_others(any_pole, simple_networkx, view):
    network = network_of(any_pole, view=view)
    found = actor_current_flow_betweenness(network)
    for part in parts(network, simple_networkx):
        if len(part) < 3:
            assert found[list(part)].isna().all()
        else:
            expected = current_through(nx.to_numpy_array(part))
            assert found[list(part)].tolist() == pytest.approx(expected.tolist(), rel=1e-10, abs=1e-12)


def test_current_flow_betweenness_agrees_with_networkx_on_a_connected_pole(f2, simple_networkx):
    network = network_of(f2)
    expected = nx.current_flow_betweenness_centrality(simple_networkx(network))
    assert actor_current_flow_betweenness(network).to_dict() == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_current_flow_betweenness_is_shortest_path_betweenness_on_a_tree(star):
    assert actor_current_flow_betweenness(network_of(star)).tolist() == pytest.approx([1, 0, 0, 0, 0, 0])


def test_current_flow_betweenness_refuses_a_component_beyond_the_limit(star, two_components):
    with pytest.raises(CostRefused, match="component of 6 actors"):
        actor_current_flow_betweenness(network_of(star), limit=5)
    assert actor_current_flow_betweenness(network_of(two_components), limit=3)["d"] == 1


def test_versatility_is_pagerank_on_the_copies_of_actors_in_each_kind(any_pole):
    multiplex = multiplex_of(any_pole)
    graph = nx.Graph()
    for kind in multiplex.kinds:
        linked = multiplex.pair_counts(kind).toarray() > 0
        graph.add_edges_from(((kind, i), (kind, j)) for i, j in zip(*np.nonzero(linked), strict=True))
        graph.add_edges_from(
            ((kind, i), (other, i)) for other in multiplex.kinds if other != kind for i in range(multiplex.n_actors)
        )
    visits = nx.pagerank(graph, tol=1e-15, max_iter=1000)
    expected = [sum(visits[kind, i] for kind in multiplex.kinds) for i in range(multiplex.n_actors)]
    assert actor_pagerank_versatility(multiplex).tolist() == pytest.approx(expected, rel=1e-10)
    assert sum(expected) == pytest.approx(1)


def test_versatility_with_one_kind_is_pagerank(f2):
    expected = actor_pagerank(network_of(f2)).tolist()
    assert actor_pagerank_versatility(multiplex_of(f2)).tolist() == pytest.approx(expected, rel=1e-10)


def test_versatility_prefers_whoever_is_central_across_kinds(pole_of):
    """Both b and e have two partners; b has them in two kinds."""
    kinds = [("a", "b", "convention"), ("b", "c", "joint_bid"), ("d", "e", "convention"), ("e", "f", "convention")]
    pole = pole_of(kinds)
    assert actor_degree(network_of(pole))["b"] == actor_degree(network_of(pole))["e"]
    found = actor_pagerank_versatility(multiplex_of(pole))
    assert found["b"] > found["a"]
    assert found["b"] != pytest.approx(found["e"])


def test_versatility_is_nan_without_kinds(isolates):
    assert actor_pagerank_versatility(multiplex_of(isolates)).isna().all()


@pytest.mark.parametrize("damping", [-0.1, 1.0])
def test_a_damping_that_is_no_probability_is_refused(f1, damping):
    with pytest.raises(UnknownWord, match="damping"):
        actor_pagerank(network_of(f1), damping=damping)
    with pytest.raises(UnknownWord, match="damping"):
        actor_pagerank_versatility(multiplex_of(f1), damping=damping)


@WEIGHTED
def test_algebraic_connectivity_is_the_second_eigenvalue_of_the_laplacian(any_pole, view):
    network = network_of(any_pole, view=view)
    weights = network.matrix.toarray()
    eigenvalues = np.linalg.eigvalsh(np.diag(weights.sum(axis=1)) - weights)
    assert pole_algebraic_connectivity(network) == pytest.approx(eigenvalues[1], rel=1e-10, abs=1e-12)


def test_algebraic_connectivity_by_hand(pole_of, two_components):
    """2 − √2 on a path of four; 0.657 with its end link doubled; n on a complete pole."""
    path = [("a", "b"), ("b", "c"), ("c", "d")]
    assert pole_algebraic_connectivity(network_of(pole_of(path))) == pytest.approx(2 - 2**0.5)
    doubled = network_of(pole_of([("a", "b"), *path]), view="links")
    assert pole_algebraic_connectivity(doubled) == pytest.approx(0.657, abs=5e-4)
    complete = pole_of([(a, b) for a in "abcde" for b in "abcde" if a < b])
    assert pole_algebraic_connectivity(network_of(complete)) == pytest.approx(5)
    assert pole_algebraic_connectivity(network_of(two_components)) == 0


def test_algebraic_connectivity_is_at_most_node_connectivity(any_pole):
    network = network_of(any_pole)
    assert pole_algebraic_connectivity(network) <= pole_node_connectivity(network) + 1e-9


@pytest.mark.parametrize("measure", [actor_current_flow_betweenness, pole_algebraic_connectivity])
def test_weights_too_far_apart_for_sixteen_digits_are_refused_with_the_view_to_read_instead(pole_of, measure):
    pole = pole_of([("a", "b", "convention", 1e12), ("b", "c", "convention", 1e-3), ("c", "a")])
    with pytest.raises(UndefinedMeasure, match=r"from 0\.001 to 1e\+12 are too far apart.* view pairs") as refusal:
        measure(network_of(pole, view="newman"))
    assert "trop éloignés" in refusal.value.sentence("fr")
    assert np.isfinite(measure(network_of(pole))).all()


def test_algebraic_connectivity_of_a_pole_in_several_parts_is_zero_whatever_its_weights(pole_of):
    pole = pole_of([("a", "b", "convention", 1e12), ("c", "d", "convention", 1e-3)])
    assert pole_algebraic_connectivity(network_of(pole, view="newman")) == 0


def test_pagerank_has_eleven_digits_for_every_actor_of_a_larger_pole_and_whatever_the_damping(random_pole):
    pole = random_pole(np.random.default_rng(21), n_actors=300, n_links=420, n_structures=12, structure_size=60)
    network = network_of(pole)
    weights, n = network.matrix.toarray(), network.n_actors
    strength = weights.sum(axis=1)
    moves = np.where(strength[:, None] > 0, weights / np.where(strength > 0, strength, 1)[:, None], 1 / n)
    for damping in (0.5, 0.85, 0.99, 0.9999):
        exact = np.linalg.solve(np.eye(n) - damping * moves.T, np.full(n, (1 - damping) / n))
        np.testing.assert_allclose(actor_pagerank(network, damping=damping), exact, rtol=1e-11)
