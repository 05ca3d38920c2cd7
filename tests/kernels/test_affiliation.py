"""What structures share, and their redundancy."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import directed_adjacency, transposed
from coopnet.kernels.affiliation import redundancy, shared_members


@pytest.fixture(params=[0.15, 0.35, 0.7], ids=["sparse", "middling", "dense"])
def memberships(request, rng):
    """Nine actors in six structures at random, as sets of actors and as CSR."""
    member = rng.random((9, 6)) < request.param
    actors, structures = np.nonzero(member)
    found = directed_adjacency(actors, structures, None, 9, 6)
    return [set(np.flatnonzero(column).tolist()) for column in member.T], (found.indptr, found.indices)


def redundancy_in_loops(members):
    values = []
    for s, own in enumerate(members):
        pairs = list(combinations(sorted(own), 2))
        again = sum(any({i, j} <= other for t, other in enumerate(members) if t != s) for i, j in pairs)
        values.append(again / len(pairs) if pairs else np.nan)
    return values


def test_shared_members_are_intersections(memberships):
    members, csr = memberships
    assert shared_members(*csr, 6).tolist() == [[len(one & other) for other in members] for one in members]


def test_redundancy_is_its_definition_on_both_sides(memberships):
    members, csr = memberships
    structures_of = [{s for s, own in enumerate(members) if i in own} for i in range(9)]
    np.testing.assert_allclose(redundancy(*csr, 6), redundancy_in_loops(members))
    np.testing.assert_allclose(redundancy(*transposed(*csr, 6), 9), redundancy_in_loops(structures_of))


def test_redundancy_is_that_of_networkx_where_networkx_defines_it(memberships):
    members, csr = memberships
    graph = nx.Graph((i, f"structure {s}") for s, own in enumerate(members) for i in own)
    wide = [s for s, own in enumerate(members) if len(own) > 1]
    theirs = nx.bipartite.node_redundancy(graph, [f"structure {s}" for s in wide]) if wide else {}
    for s in wide:
        assert redundancy(*csr, 6)[s] == pytest.approx(theirs[f"structure {s}"])


def test_nothing_is_redundant_without_memberships():
    empty = np.zeros(4, np.int64), np.zeros(0, np.int32)
    assert np.isnan(redundancy(*empty, 2)).all()
    assert shared_members(*empty, 2).tolist() == [[0, 0], [0, 0]]
    assert redundancy(*empty, 0).shape == (0,)
