import numpy as np
import pytest

from coopnet.kernels.adjacency import gathered_rows
from coopnet.kernels.merging import merged_rows


def table(rng, n, n_rows, n_kinds):
    """Couples (row, column, kind), some of them twice, as a CSR of counts."""
    rows, columns, kinds = rng.integers(0, n, n_rows), rng.integers(0, n, n_rows), rng.integers(0, n_kinds, n_rows)
    indptr, indices, counts, _ = gathered_rows(rows, columns * n_kinds + kinds, np.ones(n_rows), n, n * n_kinds)
    return list(zip(rows, columns, kinds, strict=True)), (indptr, indices, counts)


@pytest.mark.parametrize(("n", "rows", "other_rows"), [(1, 0, 0), (1, 1, 3), (5, 0, 12), (5, 12, 0), (8, 40, 30)])
@pytest.mark.parametrize("n_kinds", [1, 3])
@pytest.mark.parametrize("distinct", [False, True], ids=["counts", "kinds"])
def test_merging_is_counting_both(rng, n, rows, other_rows, n_kinds, distinct):
    """A cell gets the number of its couples, or of their distinct kinds."""
    one, laid = table(rng, n, rows, n_kinds)
    two, other = table(rng, n, other_rows, n_kinds)
    expected = np.zeros((n, n))
    for row, column, _ in set(one + two) if distinct else one + two:
        expected[row, column] += 1
    indptr, indices, values = merged_rows(*laid, *other, n_kinds, distinct)
    found = np.zeros((n, n))
    for row in range(n):
        own = indices[indptr[row] : indptr[row + 1]]
        assert (np.diff(own) > 0).all()
        found[row, own] = values[indptr[row] : indptr[row + 1]]
    np.testing.assert_array_equal(found, expected)
    assert (values > 0).all()


def test_merging_is_the_same_compiled_and_plain(rng):
    (_, laid), (_, other) = table(rng, 7, 30, 2), table(rng, 7, 20, 2)
    for distinct in (False, True):
        given = (*laid, *other, 2, distinct)
        for fast, slow in zip(merged_rows(*given), merged_rows.plain(*given), strict=True):
            np.testing.assert_array_equal(fast, slow)
