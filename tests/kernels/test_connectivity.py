import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.compiled import plainly
from coopnet.kernels.components import core_numbers
from coopnet.kernels.connectivity import cohesive_blocks, members_at, node_connectivity


def csr(n, edges):
    ends = np.array(list(edges), dtype=int).reshape(-1, 2)
    adjacency = undirected_adjacency(ends[:, 0], ends[:, 1], None, n)
    return adjacency.indptr, adjacency.indices


def connectivity_of_every_set(n, edges):
    """Node connectivity of every induced subgraph, as the text says: remove actors one by one until cut off or alone.

    κ(S) = 0 for a disconnected or single S, otherwise min over v in S of 1 + κ(S without v).
    """
    near = [0] * n
    for a, b in edges:
        near[a] |= 1 << b
        near[b] |= 1 << a
    kappa = [0] * (1 << n)
    for s in range(1, 1 << n):
        reached = grown = s & -s
        while grown:
            found = 0
            while grown:
                v = (grown & -grown).bit_length() - 1
                grown &= grown - 1
                found |= near[v]
            grown = found & s & ~reached
            reached |= grown
        if reached == s and s & (s - 1):
            kappa[s] = 1 + min(kappa[s & ~(1 << v)] for v in range(n) if s >> v & 1)
    return kappa


def k_components_by_brute_force(n, kappa, k):
    """Maximal sets of connectivity k or more."""
    found = []
    for s in sorted(range(1 << n), key=int.bit_count, reverse=True):
        if kappa[s] >= k and not any(s & t == s for t in found):
            found.append(s)
    return sorted(found)


def as_masks(levels):
    return sorted(int(sum(1 << int(v) for v in np.flatnonzero(flags))) for flags in levels)


def check_against_brute_force(n, edges):
    indptr, indices = csr(n, edges)
    found = cohesive_blocks(indptr, indices)
    kappa = connectivity_of_every_set(n, edges)
    cohesion = np.zeros(n, dtype=int)
    for k in range(1, n + 1):
        expected = k_components_by_brute_force(n, kappa, k)
        assert as_masks(members_at(found, k, n)) == expected, (edges, k)
        for s in expected:
            cohesion[[v for v in range(n) if s >> v & 1]] = k
    assert found.exact
    np.testing.assert_array_equal(found.cohesion, cohesion)
    np.testing.assert_array_equal(found.upper, cohesion)
    assert node_connectivity(indptr, indices) == (kappa[-1], kappa[-1])
    for block in found.blocks:
        mask = sum(1 << int(v) for v in block.members)
        assert kappa[mask] == block.highest
        parent = found.blocks[block.parent] if block.parent >= 0 else None
        assert parent is None if block.lowest == 1 else parent.highest == block.lowest - 1
        assert parent is None or set(block.members) < set(parent.members)


def test_every_graph_of_up_to_seven_actors_agrees_with_brute_force():
    for graph in nx.graph_atlas_g():
        check_against_brute_force(graph.number_of_nodes(), list(graph.edges))


@pytest.mark.parametrize("seed", range(40))
def test_random_graphs_of_eight_to_eleven_actors_agree_with_brute_force(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(8, 12))
    density = rng.uniform(0.25, 0.8)
    check_against_brute_force(n, [(a, b) for a in range(n) for b in range(a + 1, n) if rng.random() < density])


def overlapping_cliques(rng, n, n_cliques):
    edges = set()
    for _ in range(n_cliques):
        members = rng.choice(n, size=rng.integers(3, 7), replace=False)
        edges |= {(min(a, b), max(a, b)) for a in members for b in members if a != b}
    return sorted(edges)


@pytest.mark.parametrize("seed", range(25))
def test_projections_of_memberships_agree_with_brute_force(seed):
    rng = np.random.default_rng(100 + seed)
    n = int(rng.integers(8, 12))
    check_against_brute_force(n, [(int(a), int(b)) for a, b in overlapping_cliques(rng, n, int(rng.integers(2, 6)))])


@pytest.mark.parametrize(
    ("pairs", "cohesion"),
    [
        # contains the complete graph on 0, 2, 3, 4
        ("02 03 04 05 12 13 23 24 34 45", [3, 2, 3, 3, 3, 2]),
        # contains the cycle 2-4-3-5
        ("02 13 24 25 34 35", [1, 1, 2, 2, 2, 2]),
    ],
)
def test_the_two_graphs_on_which_public_implementations_err(pairs, cohesion):
    indptr, indices = csr(6, [(int(a), int(b)) for a, b in pairs.split()])
    assert cohesive_blocks(indptr, indices).cohesion.tolist() == cohesion


def test_node_connectivity_agrees_with_networkx(graph):
    if graph.n < 2:
        assert node_connectivity(graph.indptr, graph.indices) == (0, 0)
    else:
        theirs = nx.node_connectivity(graph.networkx)
        assert node_connectivity(graph.indptr, graph.indices) == (theirs, theirs)


def test_compiled_is_the_plain_one(graph):
    fast = cohesive_blocks(graph.indptr, graph.indices)
    with plainly():
        slow = cohesive_blocks(graph.indptr, graph.indices)
    np.testing.assert_array_equal(fast.cohesion, slow.cohesion)
    assert [(b.members.tolist(), *b[1:]) for b in fast.blocks] == [(b.members.tolist(), *b[1:]) for b in slow.blocks]


def test_connectivity_of_larger_graphs_agrees_with_networkx():
    """Random graphs joined by few actors, so that the smallest cut is neither one actor nor one actor's neighbours."""
    rng = np.random.default_rng(5)
    for shared in (2, 3, 4):
        halves = [
            nx.gnp_random_graph(25, 0.5, seed=int(rng.integers(1000))),
            nx.relabel_nodes(
                nx.gnp_random_graph(25, 0.5, seed=int(rng.integers(1000))), lambda v, s=shared: v + 25 - s
            ),
        ]
        graph = nx.compose(*halves)
        n = graph.number_of_nodes()
        assert nx.node_connectivity(graph) == shared
        indptr, indices = csr(n, graph.edges)
        assert node_connectivity(indptr, indices) == (shared, shared)
        blocks = cohesive_blocks(indptr, indices).blocks
        for block in blocks:
            assert nx.node_connectivity(graph.subgraph(block.members.tolist())) == block.highest


def test_a_spent_budget_leaves_true_bounds(graph):
    exact = cohesive_blocks(graph.indptr, graph.indices).cohesion
    core = core_numbers(graph.indptr, graph.indices)
    for budget in (0, 20, 100, 1000):
        found = cohesive_blocks(graph.indptr, graph.indices, budget)
        assert (found.cohesion <= exact).all()
        assert (exact <= found.upper).all()
        assert (found.upper <= core).all()
        assert not found.exact or (found.cohesion == found.upper).all()


def test_without_budget_a_cut_search_is_not_pretended():
    graph = nx.random_regular_graph(4, 20, seed=1)
    found = cohesive_blocks(*csr(20, graph.edges), 0)
    assert not found.exact
    assert found.cohesion.tolist() == [2] * 20
    assert found.upper.tolist() == [4] * 20
    assert node_connectivity(*csr(20, graph.edges), 0) == (1, 4)
