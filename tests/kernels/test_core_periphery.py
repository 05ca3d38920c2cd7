from itertools import combinations

import numpy as np
import pytest

from coopnet.kernels.adjacency import undirected_adjacency
from coopnet.kernels.compiled import plainly
from coopnet.kernels.core_periphery import APART, IGNORED, LINKED, SWAPS, core_periphery

models = pytest.mark.parametrize("between", [LINKED, APART, IGNORED])


def fit_by_definition(n, links, core, between):
    """Pearson correlation of the pairs with their ideal, NaN where one of the two does not vary."""
    pairs, ideal = [], []
    for a, b in combinations(range(n), 2):
        n_in_core = int(core[a]) + int(core[b])
        if n_in_core == 1 and between == IGNORED:
            continue
        pairs.append((a, b) in links)
        ideal.append({0: 0, 1: between, 2: 1}[n_in_core])
    if len(set(pairs)) < 2 or len(set(ideal)) < 2:
        return np.nan
    return np.corrcoef(np.array(pairs, float), np.array(ideal, float))[0, 1]


@models
def test_the_fit_is_that_of_the_core_found(graph, rng, between):
    core, fit = core_periphery(graph.indptr, graph.indices, between, rng, 3)
    links = {tuple(sorted(edge)) for edge in graph.edges}
    np.testing.assert_allclose(fit, fit_by_definition(graph.n, links, core, between), rtol=1e-10)
    if np.isnan(fit):
        assert not core.any()


@models
@pytest.mark.parametrize("seed", range(6))
def test_several_searches_find_the_best_of_all_cores_of_eight_actors(between, seed):
    rng = np.random.default_rng(seed)
    links = {(a, b) for a, b in combinations(range(8), 2) if rng.random() < rng.uniform(0.2, 0.7)}
    ends = np.array(sorted(links))
    csr = undirected_adjacency(ends[:, 0], ends[:, 1], None, 8)
    cores = [[bool(mask >> v & 1) for v in range(8)] for mask in range(256)]
    exact = np.nanmax([fit_by_definition(8, links, core, between) for core in cores])
    assert core_periphery(csr.indptr, csr.indices, between, rng, 20)[1] == pytest.approx(exact, abs=1e-10)


def test_the_ideal_pattern_has_a_fit_of_one(rng):
    """Three actors of the core linked to everybody, five others to the core alone."""
    ends = np.array([(a, b) for a in range(3) for b in range(a + 1, 8)])
    csr = undirected_adjacency(ends[:, 0], ends[:, 1], None, 8)
    core, fit = core_periphery(csr.indptr, csr.indices, LINKED, rng, 1)
    assert np.flatnonzero(core).tolist() == [0, 1, 2]
    assert fit == pytest.approx(1)


def test_no_link_or_every_link_has_no_core(rng):
    assert np.isnan(core_periphery([0, 0, 0], [], LINKED, rng, 2)[1])
    assert np.isnan(core_periphery([0, 2, 4, 6], [1, 2, 0, 2, 0, 1], LINKED, rng, 2)[1])


@models
def test_the_same_seed_gives_the_same_compiled_and_plain(graph, between):
    def found():
        return core_periphery(graph.indptr, graph.indices, between, np.random.default_rng(1), 3)

    fast = found()
    with plainly():
        slow = found()
    np.testing.assert_array_equal(fast[0], slow[0])
    np.testing.assert_allclose(fast[1], slow[1], rtol=1e-14)


@models
def test_above_the_number_of_actors_whose_exchanges_are_tried_no_move_of_one_helps(between):
    n, rng = SWAPS + 20, np.random.default_rng(3)
    one, other = rng.integers(0, n // 8, 900), rng.integers(0, n, 900)
    csr = undirected_adjacency(one[one != other], other[one != other], None, n)
    linked = np.zeros((n, n))
    linked[np.repeat(np.arange(n), np.diff(csr.indptr)), csr.indices] = 1

    def fit_of(core):
        in_core = core[:, None].astype(int) + core[None, :]
        ideal = np.where(in_core == 2, 1, np.where(in_core == 1, between, 0))
        kept = np.triu(np.ones((n, n), dtype=bool), k=1) & ~((in_core == 1) & (between == IGNORED))
        return np.corrcoef(linked[kept], ideal[kept])[0, 1]

    core, fit = core_periphery(csr.indptr, csr.indices, between, rng, 3)
    assert fit == pytest.approx(fit_of(core), rel=1e-10)
    for actor in rng.choice(n, 40, replace=False):
        moved = core.copy()
        moved[actor] = not moved[actor]
        assert fit_of(moved) <= fit + 1e-10
