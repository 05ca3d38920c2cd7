import numpy as np

from coopnet.kernels.adjacency import links_of
from coopnet.kernels.mixing import ends_of_draws, own_ends_of_draws


def labellings(rng, n, draws=7, n_groups=3):
    return rng.integers(-1, n_groups, (draws, n))


def test_ends_between_groups_are_counted_as_by_their_definition(graph, rng):
    """A tie of weight w adds w to the cell of its two groups, twice on the diagonal; unknown actors add nothing."""
    groups = labellings(rng, graph.n)
    source, target, place = links_of(graph.indptr, graph.indices)
    found = ends_of_draws(source, target, np.asarray(graph.weights)[place], groups, 3)
    for d, labels in enumerate(groups):
        expected = np.zeros((3, 3))
        for i in range(graph.n):
            for j in range(graph.n):
                if labels[i] >= 0 and labels[j] >= 0:
                    expected[labels[i], labels[j]] += graph.matrix[i, j]
        np.testing.assert_array_equal(found[d], expected)


def test_ties_with_the_own_group_are_counted_as_by_their_definition(graph, rng):
    groups = labellings(rng, graph.n)
    own, known = own_ends_of_draws(graph.indptr, graph.indices, graph.weights, groups)
    for d, labels in enumerate(groups):
        for i in range(graph.n):
            labelled = [j for j in range(graph.n) if labels[j] >= 0]
            assert known[d, i] == sum(graph.matrix[i, j] for j in labelled)
            assert own[d, i] == sum(graph.matrix[i, j] for j in labelled if labels[j] == labels[i])


def test_mixing_is_the_same_compiled_and_plain(graph, rng):
    groups = labellings(rng, graph.n, draws=3)
    source, target, place = links_of(graph.indptr, graph.indices)
    weights = np.asarray(graph.weights)[place]
    given = (source, target, weights, groups, 3)
    np.testing.assert_array_equal(ends_of_draws(*given), ends_of_draws.plain(*given))
    given = (graph.indptr, graph.indices, graph.weights, groups)
    for fast, slow in zip(own_ends_of_draws(*given), own_ends_of_draws.plain(*given), strict=True):
        np.testing.assert_array_equal(fast, slow)
