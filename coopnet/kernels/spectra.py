"""Centralities and cohesion that are solutions of linear equations on the whole graph."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.linalg import eigvalsh
from scipy.sparse import linalg

from coopnet.kernels.adjacency import links_of, rows_of
from coopnet.kernels.compiled import Indices, Pointers, Reals, compiled
from coopnet.kernels.components import component_labels

DENSE = 200  # actors up to which a dense matrix is quicker than any iteration
DENSE_SECOND = 500  # the same where one eigenvalue is asked for, without its vector
TOLERANCE = 1e-12
MOST_STEPS = 10_000
IDLE_STEPS = 30
POWER_STEPS = 300
LINKS_AT_ONCE = 4_000_000  # numbers held while potentials are sorted


class Eigenvector(NamedTuple):
    """Leading eigenvector of each component.

    ``unit`` (float64, n): squares sum to 1 within each component; ``relative`` (float64, n): 1 for the most central of
    each component; both NaN for isolates. ``eigenvalue`` (float64, n): of the actor's component, 0 for isolates.
    """

    unit: Reals
    relative: Reals
    eigenvalue: Reals


def _matrix(indptr: Pointers, indices: Indices, weights: Reals) -> sparse.csr_array:
    n = len(indptr) - 1
    return sparse.csr_array((np.asarray(weights, dtype=np.float64), indices, indptr), shape=(n, n))


def _leading(matrix: sparse.csr_array) -> Reals:
    """Positive unit eigenvector of the largest eigenvalue of a connected non-negative symmetric matrix."""
    n = matrix.shape[0]
    if n <= DENSE:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        vector = linalg.eigsh(matrix, k=1, which="LA", v0=np.ones(n), tol=0)[1][:, 0]
    return np.asarray(np.abs(vector) / np.linalg.norm(vector), dtype=np.float64)


@compiled
def _powers(
    indptr: Pointers, indices: Indices, weights: Reals, labels: Indices, n_components: int, shift: float
) -> tuple[Reals, Reals, Reals]:
    """Unit vectors and eigenvalues of all components at once by x → (A + shift) x; and the error of each component.

    The shift keeps two-mode components from oscillating. The error left is the last change times ρ/(1 − ρ), ρ being the
    factor by which changes shrink.
    """
    n = indptr.size - 1
    x = np.ones(n, np.float64)
    moved = np.zeros(n, np.float64)
    norm = np.zeros(n_components, np.float64)
    change = np.full(n_components, np.inf)
    before = np.full(n_components, np.inf)
    error = np.full(n_components, np.inf)
    for i in range(n):
        norm[labels[i]] += 1.0
    for i in range(n):
        x[i] = 1.0 / np.sqrt(norm[labels[i]])
    for _ in range(POWER_STEPS):
        for c in range(n_components):
            norm[c] = 0.0
            before[c] = change[c]
            change[c] = 0.0
        for i in range(n):
            total = shift * x[i]
            for e in range(indptr[i], indptr[i + 1]):
                total += weights[e] * x[indices[e]]
            moved[i] = total
            norm[labels[i]] += total * total
        for c in range(n_components):
            norm[c] = np.sqrt(norm[c])
        for i in range(n):
            moved[i] /= norm[labels[i]]
            change[labels[i]] += (moved[i] - x[i]) ** 2
            x[i] = moved[i]
        worst = 0.0
        for c in range(n_components):
            change[c] = np.sqrt(change[c])
            if change[c] < TOLERANCE / 100.0:
                error[c] = change[c]  # as still as rounding lets it be
            elif before[c] > change[c] and before[c] < np.inf:
                error[c] = change[c] * change[c] / (before[c] - change[c])
            worst = max(worst, error[c])
        if worst < TOLERANCE:
            break
    for c in range(n_components):
        norm[c] -= shift
    return x, norm, error


def eigenvector_centrality(indptr: Pointers, indices: Indices, weights: Reals) -> Eigenvector:
    """Each actor as central as its neighbours together: A x = λ x with the largest λ, component by component.

    Across components the vector has no meaning: one computed on the whole graph is zero outside one of them.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph with positive weights.

    Returns
    -------
    Eigenvector
        O(links × steps). Components where the power method is slow are solved by Lanczos or, if small, densely.

    References
    ----------
    Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification. Journal of
    Mathematical Sociology, 2(1), 113–120. https://doi.org/10.1080/0022250X.1972.9989806
    """
    n = len(indptr) - 1
    weights = np.asarray(weights, dtype=np.float64)
    labels, sizes = component_labels(indptr, indices)
    shift = float(weights.sum()) / n if n else 0.0  # the mean strength
    unit, eigenvalue, error = _powers(indptr, indices, weights, labels, sizes.size, shift if shift > 0 else 1.0)
    eigenvalue[sizes == 1] = 0.0
    for slow in np.flatnonzero((error > TOLERANCE) & (sizes > 1)):
        members = np.flatnonzero(labels == slow)
        part = _matrix(indptr, indices, weights)[members][:, members]
        unit[members] = _leading(part)
        eigenvalue[slow] = unit[members] @ (part @ unit[members])
    unit[sizes[labels] == 1] = np.nan
    largest = np.zeros(sizes.size)
    np.fmax.at(largest, labels, unit)
    return Eigenvector(unit, unit / np.where(largest > 0, largest, np.nan)[labels], eigenvalue[labels])


@compiled
def _walked(indptr: Pointers, indices: Indices, weights: Reals, damping: float) -> Reals:
    """PageRank by repeated steps, until what the next ones could still move is below the tolerance."""
    n = indptr.size - 1
    onward = np.zeros(n, np.float64)
    for i in range(n):
        strength = 0.0
        for e in range(indptr[i], indptr[i + 1]):
            strength += weights[e]
        if strength > 0.0:
            onward[i] = damping / strength
    share = np.full(n, 1.0 / max(n, 1))
    moved = np.zeros(n, np.float64)
    # what is left to move is at most the last step times d/(1 − d); rounding alone moves the last digit
    still = max(TOLERANCE * (1.0 - damping), 1e-15)
    n_steps = MOST_STEPS
    if damping > 0.0:
        n_steps = max(n_steps, int(np.log(still) / np.log(damping)))
    least = np.inf
    n_idle = 0  # steps since the change was last the least: the sum at a hub is never stiller than its rounding
    for _ in range(n_steps):
        stuck = 0.0
        for i in range(n):
            if onward[i] == 0.0:
                stuck += share[i]
        everywhere = (1.0 - damping + damping * stuck) / max(n, 1)
        for i in range(n):
            moved[i] = everywhere
        for i in range(n):
            each = share[i] * onward[i]
            for e in range(indptr[i], indptr[i + 1]):
                moved[indices[e]] += each * weights[e]
        change = 0.0  # the largest, relative to each share, so that small ones are as exact as large ones
        for i in range(n):
            change = max(change, abs(moved[i] - share[i]) / moved[i])
        share, moved = moved, share
        n_idle = 0 if change < least else n_idle + 1
        least = min(least, change)
        if change < still or (n_idle >= IDLE_STEPS and least < 1e-8):
            break
    return share


def pagerank(indptr: Pointers, indices: Indices, weights: Reals, damping: float = 0.85) -> Reals:
    """Share of time a walker spends at each actor, who follows a link with probability d and jumps anywhere otherwise.

    x = d (Pᵀ x + (share of actors without way out)/n) + (1 − d)/n, P_ij = w_ij / Σ_k w_ik.

    Parameters
    ----------
    indptr, indices, weights
        A graph with positive weights; entry (i, j) is a way from i to j, so that a directed graph is accepted.
    damping : float
        d, in [0, 1).

    Returns
    -------
    float64 array (n)
        Sums to 1. O(links × steps), about log(10⁻¹² (1 − d))/log d steps at most.

    References
    ----------
    Brin, S., & Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. Computer Networks and ISDN
    Systems, 30(1–7), 107–117. https://doi.org/10.1016/S0169-7552(98)00110-X
    """
    share = _walked(indptr, indices, weights, damping)
    return share / share.sum() if share.size else share


def spectral_radius(indptr: Pointers, indices: Indices, weights: Reals) -> float:
    """Largest eigenvalue of a simple undirected graph with positive weights; 0 without links."""
    return float(eigenvector_centrality(indptr, indices, weights).eigenvalue.max(initial=0.0))


def katz_centrality(indptr: Pointers, indices: Indices, weights: Reals, share: float) -> Reals:
    """All walks that end at each actor, a walk of ℓ links counting α^ℓ: x = (I − α A)⁻¹ 1 with α = share/λ_max.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph with positive weights.
    share : float
        α as a share of the largest value for which the sum converges, in [0, 1).

    Returns
    -------
    float64 array (n)
        At least 1; exactly 1 for isolates. O(links × steps).

    References
    ----------
    Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika, 18(1), 39–43.
    https://doi.org/10.1007/BF02289026
    """
    n = len(indptr) - 1
    largest = spectral_radius(indptr, indices, weights)
    ones = np.ones(n)
    if largest == 0.0:
        return ones
    system = sparse.eye_array(n, format="csr") - _matrix(indptr, indices, weights) * (share / largest)
    walks, _ = linalg.cg(system, ones, x0=ones, rtol=TOLERANCE, atol=0.0, maxiter=MOST_STEPS)
    return np.asarray(walks, dtype=np.float64)


def _laplacian(matrix: sparse.csr_array) -> sparse.csr_array:
    return sparse.csr_array(sparse.diags_array(np.asarray(matrix.sum(axis=1)).ravel()) - matrix)


def algebraic_connectivity(indptr: Pointers, indices: Indices, weights: Reals) -> float:
    """λ₂ of the Laplacian L = D − A: 0 exactly for a disconnected graph, n for a complete one without weights.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph with positive weights.

    Returns
    -------
    float
        NaN with fewer than two actors. Dense up to 500 actors, LOBPCG beyond; graphs that are nearly trees, where that
        converges slowly, by factorisation.

    References
    ----------
    Fiedler, M. (1973). Algebraic connectivity of graphs. Czechoslovak Mathematical Journal, 23(2), 298–305.
    https://doi.org/10.21136/CMJ.1973.101168
    """
    n = len(indptr) - 1
    if n < 2:
        return float("nan")
    if component_labels(indptr, indices)[1].size > 1:
        return 0.0
    matrix = _matrix(indptr, indices, weights)
    if n <= DENSE_SECOND:
        dense = -matrix.toarray()
        np.fill_diagonal(dense, -dense.sum(axis=1))
        second = eigvalsh(dense, subset_by_index=[1, 1], overwrite_a=True, check_finite=False)
        return float(second[0])
    laplacian = _laplacian(matrix)
    n_cycles = len(indices) // 2 - n + 1
    value = _by_lobpcg(laplacian) if n_cycles > n // 20 else None
    return _by_factorisation(laplacian) if value is None else value


def _by_lobpcg(laplacian: sparse.csr_array) -> float | None:
    """λ₂ by LOBPCG with the constant vector kept out; None where it has not converged."""
    n = laplacian.shape[0]
    # any start will do, and a fixed one makes the answer the same from run to run
    start = np.random.default_rng(1973).standard_normal((n, 4))
    inverse_degree = sparse.diags_array(1.0 / laplacian.diagonal())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when it does not converge, which is looked at below
        values, vectors = linalg.lobpcg(
            laplacian, start, M=inverse_degree, Y=np.ones((n, 1)), largest=False, tol=1e-8, maxiter=1000
        )
    first = int(np.argmin(values))
    value, vector = float(values[first]), vectors[:, first]
    residual = float(np.linalg.norm(laplacian @ vector - value * vector))
    return value if residual <= max(1e-5 * value, 1e-8) else None


def _by_factorisation(laplacian: sparse.csr_array) -> float:
    """λ₂ of a connected graph, as 1 over the largest eigenvalue of the pseudo-inverse of its Laplacian.

    The pseudo-inverse is applied by solving with one actor's potential held at 0: no shift has to be small beside λ₂,
    which nobody knows yet, and large beside rounding.
    """
    n = laplacian.shape[0]
    held = int(np.argmax(laplacian.diagonal()))
    free = np.delete(np.arange(n), held)
    factors = linalg.splu(
        sparse.csc_array(laplacian[free][:, free]),
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,  # it is positive definite: exchanging rows would only fill it in
        options={"SymmetricMode": True},
    )

    def potentials(flow: Reals) -> Reals:
        found = np.zeros(n)
        found[free] = factors.solve((flow - flow.mean()).ravel()[free])
        return np.asarray(found - found.mean(), dtype=np.float64)

    start = np.random.default_rng(1973).standard_normal(n)
    inverse = linalg.LinearOperator((n, n), matvec=potentials, dtype=np.float64)
    largest = linalg.eigsh(inverse, k=1, which="LA", v0=start, tol=TOLERANCE, return_eigenvectors=False)
    return 1.0 / float(largest[0])


def current_flow_betweenness(indptr: Pointers, indices: Indices, weights: Reals) -> Reals:
    """Current through each actor when one unit flows from s to t, summed over all pairs of others; not normalised.

    Links are conductors of conductance w. b_i = Σ_{s < t; s, t ≠ i} ½ Σ_j w_ij |V_i − V_j|, V being the potentials of
    the pair; pairs of different components carry no current. Divided by (n_c − 1)(n_c − 2)/2 within a component of n_c
    actors, it lies between 0 and 1.

    Parameters
    ----------
    indptr, indices, weights
        A simple undirected graph with positive weights.

    Returns
    -------
    float64 array (n)
        O(n_c³ + links × n_c log n_c) per component of n_c actors, with n_c² numbers in memory.

    References
    ----------
    Newman, M. E. J. (2005). A measure of betweenness centrality based on random walks. Social Networks, 27(1), 39–54.
    https://doi.org/10.1016/j.socnet.2004.11.009
    """
    through = np.zeros(len(indptr) - 1)
    labels, sizes = component_labels(indptr, indices)
    matrix = _matrix(indptr, indices, weights)
    order = np.argsort(labels, kind="stable")
    for members in np.split(order, np.cumsum(sizes)[:-1]):
        if members.size > 2:
            part = matrix[members][:, members]
            part.sort_indices()
            through[members] = _current_through(part)
    return through


def _current_through(matrix: sparse.csr_array) -> Reals:
    """Current through each actor of a connected graph."""
    n = matrix.shape[0]
    matrix = matrix / matrix.data.max()  # else what is added below would drown the weights, or drown in them
    # adding 1/n to every entry makes the Laplacian invertible and changes no difference of potentials
    potential = np.linalg.inv(_laplacian(matrix).toarray() + 1.0 / n)
    source, target, position = links_of(matrix.indptr, matrix.indices)
    conductance = matrix.data[position]
    # Σ_{s < t} |r_s − r_t| over a sorted row: the k-th smallest is added k times and subtracted n − 1 − k times
    signs = 2.0 * np.arange(n) - (n - 1)
    carried = np.empty(source.size)
    step = max(1, LINKS_AT_ONCE // n)
    for first in range(0, source.size, step):
        some = slice(first, first + step)
        carried[some] = np.sort(potential[source[some]] - potential[target[some]], axis=1) @ signs
    carried *= conductance
    ends = np.bincount(source, weights=carried, minlength=n) + np.bincount(target, weights=carried, minlength=n)
    # an actor that is itself an end of the pair lets the whole unit through: ½ for each of its n − 1 pairs
    return np.asarray((ends - (n - 1)) / 2.0, dtype=np.float64)


def weighted_degrees(indptr: Pointers, weights: Reals) -> Reals:
    """Sum of the weights of each actor's links (strength); its number of neighbours when all weights are 1."""
    return np.bincount(rows_of(indptr), weights=weights, minlength=len(indptr) - 1).astype(np.float64)
