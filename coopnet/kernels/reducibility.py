"""How different kinds of link are as graphs, and how far they can be merged without losing what sets them apart.

A graph becomes a density matrix ρ = L / Tr L, L being its Laplacian; its von Neumann entropy is h(ρ) = −Tr ρ log₂ ρ, in
bits. Two kinds are as far apart as their quantum Jensen–Shannon divergence, D = h((ρ + σ)/2) − (h(ρ) + h(σ))/2, says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from scipy.sparse import csr_array

from coopnet.kernels.compiled import Reals
from coopnet.kernels.components import component_labels

Csr: TypeAlias = Any  # scipy.sparse.csr_array: scipy ships no types

EQUAL = 1e-12  # qualities closer than this are equal: eigenvalues are known to about 1e-15


class Reduction(NamedTuple):
    """Merging of layers two by two, from all of them down to one.

    ``merged`` (one per step): the layers that were put together, as positions, and ``quality`` (float64, one more than
    steps): q = 1 − mean entropy / entropy of the aggregate, before each step and at the end. ``apart`` (float64,
    layers × layers): ``layer_distances``, from which merging starts.
    """

    merged: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    quality: Reals
    apart: Reals

    @property
    def best(self) -> int:
        """Number of layers of highest quality, the fewest where several are as good."""
        good = np.flatnonzero(self.quality >= self.quality.max() - EQUAL)
        return len(self.quality) - int(good[-1])


def normalised_laplacian_eigenvalues(layer: Csr) -> Reals:
    """Eigenvalues above 0 of ρ = (D − A) / Σ_ij a_ij, component by component: they sum to 1.

    Parameters
    ----------
    layer : csr_array (n, n)
        Symmetric adjacency, 0 or more, not all 0.
    """
    labels, sizes = component_labels(layer.indptr, layer.indices)
    strength = np.asarray(layer.sum(axis=0)).ravel()
    order = np.argsort(labels, kind="stable")  # actors of one component side by side
    blocks = np.split(order, np.cumsum(sizes)[:-1])
    values = [np.zeros(0)]
    for block in blocks:
        if len(block) > 1:
            laplacian = np.diag(strength[block]) - layer[block][:, block].toarray()
            values.append(np.linalg.eigvalsh(laplacian)[1:])  # the first is 0, in every component
    return np.asarray(np.concatenate(values) / strength.sum(), dtype=np.float64)


def von_neumann_entropy(layer: Csr) -> float:
    """−Σ λ log₂ λ over the eigenvalues of ρ, in bits: 0 for one link, at most log₂(n − 1).

    Parameters
    ----------
    layer : csr_array (n, n)
        Symmetric adjacency, 0 or more, not all 0.

    References
    ----------
    Braunstein, S. L., Ghosh, S., & Severini, S. (2006). The Laplacian of a graph as a density matrix. Annals of
    Combinatorics, 10, 291–317. https://doi.org/10.1007/s00026-006-0289-3
    """
    values = normalised_laplacian_eigenvalues(layer)
    positive = values[values > 0]
    return max(float(-(positive * np.log2(positive)).sum()), 0.0)


def layer_distances(layers: Sequence[Csr], entropies: Sequence[float]) -> Reals:
    """√D between every two layers: 0 for equal density matrices, at most 1.

    Parameters
    ----------
    layers : sequence of csr_array (n, n)
        Adjacency of each layer, none of them empty.
    entropies : sequence of float
        ``von_neumann_entropy`` of each.

    Returns
    -------
    float64 array (layers, layers)
        O(layers² × size of the largest component³).

    References
    ----------
    De Domenico, M., Nicosia, V., Arenas, A., & Latora, V. (2015). Structural reducibility of multilayer networks.
    Nature Communications, 6, 6864. https://doi.org/10.1038/ncomms7864
    """
    shares = [layer / layer.sum() for layer in layers]  # graphs whose ρ is that of the layer, and of total weight 1
    distances = np.zeros((len(layers), len(layers)))
    for a in range(len(layers)):
        for b in range(a):
            divergence = von_neumann_entropy(csr_array(shares[a] + shares[b])) - (entropies[a] + entropies[b]) / 2
            # rounding alone sets equal layers apart, which a square root would magnify, and may overstep 1
            distances[a, b] = distances[b, a] = np.sqrt(min(divergence, 1.0)) if divergence > EQUAL else 0.0
    return distances


def reduction(layers: Sequence[Csr]) -> Reduction:
    """Merge the two nearest layers, again and again (Ward's linkage on Jensen–Shannon distances).

    Parameters
    ----------
    layers : sequence of csr_array (n, n)
        Adjacency of each layer, at least one and none of them empty; merged layers add up.

    Returns
    -------
    Reduction
        Quality NaN throughout when the aggregate is a single link, whose entropy is 0.

    References
    ----------
    De Domenico, M., Nicosia, V., Arenas, A., & Latora, V. (2015). Structural reducibility of multilayer networks.
    Nature Communications, 6, 6864. https://doi.org/10.1038/ncomms7864
    """
    whole = von_neumann_entropy(csr_array(sum(layers[1:], start=layers[0])))
    members: list[tuple[int, ...]] = [(position,) for position in range(len(layers))]
    present = list(layers)
    entropies = [von_neumann_entropy(layer) for layer in layers]
    apart = first = layer_distances(layers, entropies)
    quality, merged = [_quality(entropies, whole)], []
    while len(present) > 1:
        a, b = _nearest(apart)
        merged.append((members[a], members[b]))
        apart = _after_merging(apart, [len(one) for one in members], a, b)
        together, union = csr_array(present[a] + present[b]), tuple(sorted(members[a] + members[b]))
        for gone in (b, a):
            del present[gone], members[gone], entropies[gone]
        present.append(together)
        members.append(union)
        entropies.append(von_neumann_entropy(together) if len(present) > 1 else whole)
        quality.append(_quality(entropies, whole))
    return Reduction(tuple(merged), np.array(quality), first)


def _quality(entropies: Sequence[float], whole: float) -> float:
    return float(1 - np.mean(entropies) / whole) if whole > 0 else float("nan")


def _nearest(apart: Reals) -> tuple[int, int]:
    rows, columns = np.triu_indices(len(apart), 1)
    nearest = int(np.argmin(apart[rows, columns]))
    return int(rows[nearest]), int(columns[nearest])


def _after_merging(apart: Reals, sizes: Sequence[int], a: int, b: int) -> Reals:
    """Ward's distances once clusters a and b are one, which comes last (Lance–Williams)."""
    rest = np.array([k for k in range(len(sizes)) if k not in (a, b)], dtype=np.int64)
    n = np.array([sizes[k] for k in rest], dtype=np.float64)
    squared = ((n + sizes[a]) * apart[rest, a] ** 2 + (n + sizes[b]) * apart[rest, b] ** 2 - n * apart[a, b] ** 2) / (
        n + sizes[a] + sizes[b]
    )
    new = np.sqrt(np.maximum(squared, 0.0))
    return np.block([[apart[np.ix_(rest, rest)], new[:, None]], [new[None, :], np.zeros((1, 1))]])
