"""The bridging coefficient: how far a node stands between nodes better linked than itself."""

from __future__ import annotations

import numpy as np

from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.compiled import Indices, Pointers, Reals


def bridging_coefficient(indptr: Pointers, indices: Indices) -> Reals:
    """Ψ_v = (1/k_v) / Σ_{i ∈ N(v)} 1/k_i.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    float64 array (n)
        Above 0: d/k² for an actor of k partners who have d each; NaN for isolates. O(links).

    References
    ----------
    Hwang, W., Kim, T., Ramanathan, M., & Zhang, A. (2008). Bridging centrality: graph mining from element level to
    group level. Proceedings of the 14th ACM SIGKDD conference, 336–344. https://doi.org/10.1145/1401890.1401934
    """
    degree = np.diff(indptr).astype(np.float64)
    inverse = np.divide(1.0, degree, out=np.full(degree.shape, np.nan), where=degree > 0)
    around = np.bincount(rows_of(indptr), weights=inverse[np.asarray(indices)], minlength=degree.size)
    return np.asarray(inverse / np.where(degree > 0, around, np.nan), dtype=np.float64)
