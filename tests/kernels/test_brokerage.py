from itertools import combinations

import numpy as np
import pytest

from coopnet.kernels import brokerage as module
from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.brokerage import ROLES, brokerage_counts, brokerage_counts_of_draws
from coopnet.kernels.compiled import plainly

N_GROUPS = 3


def labels(graph, rng, unknown=True):
    return rng.integers(-1 if unknown else 0, N_GROUPS, graph.n)


def by_definition(graph, groups):
    """Read every pair of neighbours of every actor."""
    counts = np.zeros((graph.n, 5))
    for v in range(graph.n):
        if groups[v] < 0:
            counts[v] = np.nan
            continue
        for a, c in combinations(sorted(graph.neighbours[v]), 2):
            if c in graph.neighbours[a] or groups[a] < 0 or groups[c] < 0:
                continue
            same_as_broker = int(groups[a] == groups[v]) + int(groups[c] == groups[v])
            if same_as_broker == 2:
                role = "coordinator"
            elif same_as_broker == 1:
                role = "boundary"
            else:
                role = "itinerant" if groups[a] == groups[c] else "liaison"
            counts[v, ROLES.index(role)] += 1
            counts[v, ROLES.index("total")] += 1
    return counts


@pytest.mark.parametrize("unknown", [True, False])
def test_counts_equal_their_definition_on_every_pair_of_neighbours(graph, rng, unknown):
    groups = labels(graph, rng, unknown)
    counts = brokerage_counts(graph.indptr, graph.indices, groups, N_GROUPS)
    np.testing.assert_array_equal(counts, by_definition(graph, groups))


@pytest.mark.parametrize("room", [1, 100, 2_000_000])
def test_each_draw_counts_as_it_would_alone(graph, rng, monkeypatch, room):
    monkeypatch.setattr(module, "DRAW_ROOM", room)
    draws = np.array([labels(graph, rng) for _ in range(40)]).reshape(40, graph.n)
    together = brokerage_counts_of_draws(graph.indptr, graph.indices, draws, N_GROUPS)
    assert together.shape == (40, graph.n, 5)
    for one, groups in zip(together, draws, strict=True):
        np.testing.assert_array_equal(one, brokerage_counts(graph.indptr, graph.indices, groups, N_GROUPS))


def test_no_draw_gives_no_count(graph):
    nothing = brokerage_counts_of_draws(graph.indptr, graph.indices, np.zeros((0, graph.n), dtype=int), N_GROUPS)
    assert nothing.shape == (0, graph.n, 5)


def test_compiled_is_the_plain_one(graph, rng):
    draws = np.array([labels(graph, rng) for _ in range(3)]).reshape(3, graph.n)
    one = draws[0]
    fast = (
        brokerage_counts(graph.indptr, graph.indices, one, N_GROUPS),
        brokerage_counts_of_draws(graph.indptr, graph.indices, draws, N_GROUPS),
    )
    with plainly():
        slow = (
            brokerage_counts(graph.indptr, graph.indices, one, N_GROUPS),
            brokerage_counts_of_draws(graph.indptr, graph.indices, draws, N_GROUPS),
        )
    for a, b in zip(fast, slow, strict=True):
        np.testing.assert_array_equal(a, b)


def test_the_second_fixture():
    """Links 1-2, 2-3, 2-4, 2-5, 3-5, classes s, s, t, u, t: node 2 coordinates none, boundary 3, liaison 2, total 5."""
    csr = undirected_adjacency([0, 1, 1, 1, 2], [1, 2, 3, 4, 4], None, 5)
    counts = brokerage_counts(csr.indptr, csr.indices, [0, 0, 1, 2, 1], 3)
    assert counts[1].tolist() == [0, 0, 3, 2, 5]
    assert not counts[[0, 2, 3, 4]].any()
