"""Triangles across kinds."""

from itertools import combinations

import numpy as np
import pytest

from coopnet.kernels import overlap, triangles
from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.compiled import plainly
from coopnet.kernels.kind_triangles import closed_across_kinds

N = 9


@pytest.fixture
def sets(rng):
    """Four random kinds, dense enough to share triangles, and one that joins nobody."""
    pairs = list(combinations(range(N), 2))
    return [{pair for pair in pairs if rng.random() < d} for d in (0.6, 0.5, 0.3, 0.3)] + [set()]


@pytest.fixture
def layers(sets):
    found = []
    for pairs in sets:
        ends = [np.array([pair[end] for pair in sorted(pairs)], dtype=np.int32) for end in (0, 1)]
        found.append(undirected_adjacency(*ends, None, N)[:2])
    return found


def closed_by_definition(sets, i):
    """Pairs of i's neighbours in one kind that are neighbours in another, each other kind counting."""
    closed = 0
    for one in sets:
        near = [j for j in range(N) if tuple(sorted((i, j))) in one]
        for j, h in combinations(near, 2):
            closed += sum((j, h) in other for other in sets if other is not one)
    return closed


@pytest.mark.parametrize("word", [2, 50])
@pytest.mark.parametrize("block", [3, 4_000_000])
def test_counts_are_their_definition_whatever_the_words_and_the_blocks(layers, sets, monkeypatch, word, block):
    monkeypatch.setattr(overlap, "WORD", word)
    monkeypatch.setattr(triangles, "BLOCK", block)
    expected = [closed_by_definition(sets, i) for i in range(N)]
    assert sum(expected) > 0
    assert closed_across_kinds(layers, N).tolist() == expected
    with plainly():
        assert closed_across_kinds(layers, N).tolist() == expected


def test_one_kind_alone_or_none_closes_nothing(layers):
    assert closed_across_kinds(layers[:1], N).tolist() == [0] * N
    assert closed_across_kinds([], N).tolist() == [0] * N
