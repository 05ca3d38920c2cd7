import numpy as np
import pytest
from scipy import sparse

from coopnet.kernels.adjacency import transposed
from coopnet.kernels.turning import turned


@pytest.mark.parametrize(("n_rows", "n_columns"), [(6, 9), (9, 6), (1, 4), (4, 1), (3, 0), (0, 3)])
def test_rows_become_columns(n_rows, n_columns):
    rng = np.random.default_rng(n_rows)
    table = sparse.csr_array(rng.random((n_rows, n_columns)) < 0.5)
    shuffled = np.concatenate([rng.permutation(row) for row in np.split(table.indices, table.indptr[1:-1])])
    expected = sparse.csr_array(table.T)
    expected.sort_indices()
    for run in (turned, turned.plain, transposed):
        indptr, indices = run(table.indptr, shuffled, n_columns)
        np.testing.assert_array_equal(indptr, expected.indptr)
        np.testing.assert_array_equal(indices, expected.indices)
