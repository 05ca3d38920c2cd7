"""Small graphs on which every kernel is compared with its definition."""

from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency


@dataclass(frozen=True)
class SmallGraph:
    """A simple graph with weights, as CSR, as sets of neighbours, and as networkx sees it."""

    n: int
    edges: tuple[tuple[int, int], ...]

    @cached_property
    def csr(self):
        source, target = (np.array([edge[end] for edge in self.edges], dtype=np.int32) for end in (0, 1))
        return undirected_adjacency(source, target, self.edge_weights, self.n)

    @property
    def indptr(self):
        return self.csr.indptr

    @property
    def indices(self):
        return self.csr.indices

    @property
    def weights(self):
        return self.csr.sums

    @cached_property
    def edge_weights(self):
        return 1.0 + np.arange(len(self.edges)) % 5

    @cached_property
    def neighbours(self):
        near = [set() for _ in range(self.n)]
        for a, b in self.edges:
            near[a].add(b)
            near[b].add(a)
        return near

    @cached_property
    def matrix(self):
        dense = np.zeros((self.n, self.n))
        for (a, b), w in zip(self.edges, self.edge_weights, strict=True):
            dense[a, b] = dense[b, a] = w
        return dense

    @cached_property
    def networkx(self):
        graph = nx.Graph()
        graph.add_nodes_from(range(self.n))
        graph.add_weighted_edges_from((a, b, float(w)) for (a, b), w in zip(self.edges, self.edge_weights, strict=True))
        return graph

    @cached_property
    def distances(self):
        """Number of links of a shortest path, infinite between components."""
        d = np.where(self.matrix > 0, 1.0, np.inf)
        np.fill_diagonal(d, 0.0)
        for k in range(self.n):
            d = np.minimum(d, d[:, k : k + 1] + d[k : k + 1, :])
        return d


def _random(n, density, seed):
    rng = np.random.default_rng(seed)
    return SmallGraph(n, tuple((a, b) for a in range(n) for b in range(a + 1, n) if rng.random() < density))


def _shifted(edges, by):
    return tuple((a + by, b + by) for a, b in edges)


_TRIANGLE = ((0, 1), (0, 2), (1, 2))
GRAPHS = {
    "no actor": SmallGraph(0, ()),
    "one actor": SmallGraph(1, ()),
    "two strangers": SmallGraph(2, ()),
    "one link": SmallGraph(2, ((0, 1),)),
    "triangle and isolate": SmallGraph(4, _TRIANGLE),
    "path of five": SmallGraph(5, ((0, 1), (1, 2), (2, 3), (3, 4))),
    "star of six": SmallGraph(6, tuple((0, k) for k in range(1, 6))),
    "cycle of six": SmallGraph(6, tuple((k, (k + 1) % 6) for k in range(6))),
    "complete on five": SmallGraph(5, tuple((a, b) for a in range(5) for b in range(a + 1, 5))),
    "two triangles joined by a path": SmallGraph(7, (*_TRIANGLE, (2, 3), (3, 4), *_shifted(_TRIANGLE, 4))),
    "link, path and isolate": SmallGraph(6, ((0, 1), (2, 3), (3, 4))),
    "fixture of five": SmallGraph(5, ((0, 1), (1, 2), (0, 2), (2, 3), (3, 4))),
    "two components": SmallGraph(10, (*_TRIANGLE, (1, 3), *_shifted((*_TRIANGLE, (0, 3), (3, 4), (2, 4)), 5))),
    **{f"random {n} {seed}": _random(n, 2.5 / n, seed) for seed, n in enumerate((8, 12, 16, 20, 30, 70))},
    **{f"dense {n}": _random(n, 0.5, n) for n in (7, 11, 15)},
}


@pytest.fixture(params=GRAPHS, ids=lambda name: name.replace(" ", "_"))
def graph(request):
    return GRAPHS[request.param]


@pytest.fixture
def rng():
    return np.random.default_rng(20261123)
