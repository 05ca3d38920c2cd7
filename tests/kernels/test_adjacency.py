from itertools import pairwise

import numpy as np
import pytest

from coopnet.kernels.adjacency import (
    combined_kinds,
    directed_adjacency,
    gathered_rows,
    links_of,
    membership_pairs,
    projected_memberships,
    rows_of,
    symmetric_adjacency,
    transposed,
    undirected_adjacency,
)
from coopnet.kernels.compiled import plainly


def dense(indptr, indices, values, n_columns):
    matrix = np.zeros((len(indptr) - 1, n_columns))
    matrix[rows_of(indptr), indices] = values
    return matrix


def table(rng, n, n_links):
    return rng.integers(0, n, n_links), rng.integers(0, n, n_links), rng.integers(1, 9, n_links) / 4


def is_in_order(indptr, indices):
    return all(np.all(np.diff(indices[a:b]) > 0) for a, b in pairwise(indptr))


@pytest.mark.parametrize(("n", "n_links"), [(0, 0), (1, 0), (3, 0), (2, 1), (5, 40), (30, 60)])
def test_directed_entries_count_rows_and_sum_their_weights(rng, n, n_links):
    source, target, weight = table(rng, n, n_links) if n_links else ([], [], [])
    counted, summed = np.zeros((n, n)), np.zeros((n, n))
    for s, t, w in zip(source, target, weight, strict=True):
        counted[s, t] += 1
        summed[s, t] += w
    result = directed_adjacency(source, target, weight, n, n)
    assert is_in_order(result.indptr, result.indices)
    np.testing.assert_array_equal(dense(result.indptr, result.indices, result.counts, n), counted)
    np.testing.assert_array_equal(dense(result.indptr, result.indices, result.sums, n), summed)
    assert len(result.indices) == np.count_nonzero(counted)


@pytest.mark.parametrize(("n", "n_links"), [(0, 0), (1, 0), (3, 0), (2, 1), (5, 40), (30, 60)])
def test_undirected_entries_are_symmetric_and_leave_self_links_out(rng, n, n_links):
    source, target, weight = table(rng, n, n_links) if n_links else ([], [], [])
    counted, summed = np.zeros((n, n)), np.zeros((n, n))
    for s, t, w in zip(source, target, weight, strict=True):
        if s != t:
            for a, b in ((s, t), (t, s)):
                counted[a, b] += 1
                summed[a, b] += w
    result = undirected_adjacency(source, target, weight, n)
    assert is_in_order(result.indptr, result.indices)
    np.testing.assert_array_equal(dense(result.indptr, result.indices, result.counts, n), counted)
    np.testing.assert_array_equal(dense(result.indptr, result.indices, result.sums, n), summed)


def test_no_weight_is_a_weight_of_one(rng):
    source, target, _ = table(rng, 6, 30)
    result = undirected_adjacency(source, target, None, 6)
    np.testing.assert_array_equal(result.counts, result.sums)


def test_compiled_gathers_as_plain(rng):
    source, target, weight = table(rng, 9, 50)
    for fast, slow in zip(
        gathered_rows(source, target, weight, 9, 11), gathered_rows.plain(source, target, weight, 9, 11), strict=True
    ):
        assert fast.dtype == slow.dtype
        np.testing.assert_array_equal(fast, slow)


def test_making_a_directed_csr_undirected_is_adding_its_transpose(rng):
    source, target, weight = table(rng, 7, 30)
    one_way = directed_adjacency(source, target, weight, 7, 7)
    both = symmetric_adjacency(*one_way)
    direct = undirected_adjacency(source, target, weight, 7)
    for a, b in zip(both, direct, strict=True):
        np.testing.assert_array_equal(a, b)


def test_each_link_is_listed_once_with_its_place(graph):
    source, target, position = links_of(graph.indptr, graph.indices)
    assert list(zip(source, target, strict=True)) == sorted(tuple(sorted(edge)) for edge in graph.edges)
    np.testing.assert_array_equal(graph.indices[position], target)


def test_kinds_are_combined_into_links_kinds_and_weights(rng):
    n = 8
    tables = [table(rng, n, 15) for _ in range(3)]
    combined = combined_kinds([undirected_adjacency(*one, n) for one in tables], n)
    links, kinds, weights = np.zeros((n, n)), np.zeros((n, n)), np.zeros((n, n))
    for one in tables:
        of_this_kind = np.zeros((n, n))
        for s, t, w in zip(*one, strict=True):
            if s != t:
                of_this_kind[[s, t], [t, s]] += 1
                weights[[s, t], [t, s]] += w
        links += of_this_kind
        kinds += of_this_kind > 0
    assert is_in_order(combined.indptr, combined.indices)
    for values, expected in ((combined.links, links), (combined.kinds, kinds), (combined.weights, weights)):
        np.testing.assert_allclose(dense(combined.indptr, combined.indices, values, n), expected, rtol=1e-15)


def test_no_kind_at_all_is_a_pole_without_links():
    combined = combined_kinds([], 3)
    assert combined.indptr.tolist() == [0, 0, 0, 0]
    assert combined.indices.size == combined.links.size == 0


def memberships(rng, n_actors=9, n_structures=5, share=0.4):
    matrix = rng.random((n_actors, n_structures)) < share
    matrix[:, 0] = False
    matrix[2, 0] = True  # a structure with one named member
    actor, structure = np.nonzero(matrix)
    csr = directed_adjacency(actor, structure, None, n_actors, n_structures)
    return matrix, csr.indptr, csr.indices


def test_transposing_memberships_lists_the_members_of_each_structure(rng):
    matrix, indptr, indices = memberships(rng)
    member_indptr, members = transposed(indptr, indices, matrix.shape[1])
    np.testing.assert_array_equal(dense(member_indptr, members, 1, matrix.shape[0]), matrix.T)


@pytest.mark.parametrize("limit", [0, 1, 3, 500])
def test_projection_sums_newman_weights_over_shared_structures_within_the_limit(rng, limit):
    matrix, indptr, indices = memberships(rng)
    n, n_structures = matrix.shape
    sizes = np.array([np.nan, 12.0, np.nan, 2.0, np.nan])
    shared, newman = np.zeros((n, n)), np.zeros((n, n))
    for s in range(n_structures):
        members = np.flatnonzero(matrix[:, s])
        size = len(members) if np.isnan(sizes[s]) else max(sizes[s], len(members))
        for a in members:
            for b in members:
                if a != b and len(members) <= limit:
                    shared[a, b] += 1
                    newman[a, b] += 1 / (size - 1)
    result = projected_memberships(indptr, indices, n_structures, sizes, limit)
    assert is_in_order(result.indptr, result.indices)
    np.testing.assert_array_equal(dense(result.indptr, result.indices, result.shared, n), shared)
    np.testing.assert_allclose(dense(result.indptr, result.indices, result.newman, n), newman, rtol=1e-14)
    np.testing.assert_array_equal(result.left_out, matrix.sum(axis=0) > limit)
    with plainly():
        for a, b in zip(projected_memberships(indptr, indices, n_structures, sizes, limit), result, strict=True):
            np.testing.assert_array_equal(a, b)


def test_strength_is_the_number_of_structures_of_two_or_more_when_all_members_are_named(rng):
    matrix, indptr, indices = memberships(rng)
    result = projected_memberships(indptr, indices, matrix.shape[1], np.full(matrix.shape[1], np.nan), 500)
    strength = dense(result.indptr, result.indices, result.newman, matrix.shape[0]).sum(axis=1)
    np.testing.assert_allclose(strength, matrix[:, matrix.sum(axis=0) >= 2].sum(axis=1), rtol=1e-14)


@pytest.mark.parametrize("limit", [2, 500])
def test_membership_pairs_are_one_row_per_pair_and_structure(rng, limit):
    matrix, indptr, indices = memberships(rng)
    expected = [
        (a, b, s)
        for s in range(matrix.shape[1])
        for a in range(matrix.shape[0])
        for b in range(a + 1, matrix.shape[0])
        if matrix[a, s] and matrix[b, s] and matrix[:, s].sum() <= limit
    ]
    rows = membership_pairs(indptr, indices, matrix.shape[1], limit)
    assert list(zip(*(column.tolist() for column in rows), strict=True)) == expected


def test_no_membership_projects_to_no_link():
    result = projected_memberships(np.zeros(4, dtype=int), [], 0, [], 500)
    assert result.indptr.tolist() == [0, 0, 0, 0]
    assert membership_pairs(np.zeros(4, dtype=int), [], 2, 500)[0].size == 0
