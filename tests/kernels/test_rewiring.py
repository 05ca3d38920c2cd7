from collections import Counter
from itertools import product

import numpy as np
import pytest
from scipy import stats

from coopnet.kernels.rewiring import exchanged_ends, first_exchange

# name: (n, directed, once, links). Every one has several graphs with the same degrees.
CASES = {
    "simple path of six": (6, False, True, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]),
    "simple with a hub": (6, False, True, [(0, 1), (0, 2), (0, 3), (1, 2), (3, 4), (4, 5)]),
    "simple two triangles": (6, False, True, [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]),
    "multigraph square": (4, False, False, [(0, 1), (1, 2), (2, 3), (3, 0)]),
    "multigraph with a triple link": (4, False, False, [(0, 1), (0, 1), (0, 1), (2, 3), (2, 3), (1, 2)]),
    "multigraph of five": (5, False, False, [(0, 1), (0, 1), (2, 3), (2, 4), (3, 4)]),
    "directed simple": (4, True, True, [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)]),
    "directed circle of three": (3, True, True, [(0, 1), (1, 2), (2, 0)]),
    "directed circle and a tail": (4, True, True, [(0, 1), (1, 2), (2, 0), (0, 3)]),
    "directed multigraph": (3, True, False, [(0, 1), (1, 2), (2, 0), (0, 1), (1, 0)]),
    "directed multigraph of four": (4, True, False, [(0, 1), (0, 1), (2, 3), (3, 0), (1, 2)]),
}


def ends(links):
    return tuple(np.array([link[end] for link in links], dtype=np.int32) for end in (0, 1))


def as_counts(source, target, directed):
    """The graph, links not told apart: how many links each pair has."""
    pairs = zip(source.tolist(), target.tolist(), strict=True)
    return frozenset(Counter(pair if directed else tuple(sorted(pair)) for pair in pairs).items())


def degrees(links, n, directed):
    out = np.zeros((2, n), dtype=int)
    for a, b in links:
        out[0, a] += 1
        out[1 if directed else 0, b] += 1
    return tuple(map(tuple, out))


def all_graphs(n, directed, most, links):
    """Every loop-free matrix of link counts, at most `most[b]` on a pair that ends at b, with the degrees of links."""
    cells = [(a, b) for a in range(n) for b in range(n) if a != b and (directed or a < b)]
    wanted = degrees(links, n, directed)
    found = set()
    for counts in product(*(range(most[b] + 1) for _, b in cells)):
        if sum(counts) == len(links):
            drawn = [cell for cell, count in zip(cells, counts, strict=True) for _ in range(count)]
            if degrees(drawn, n, directed) == wanted:
                found.add(frozenset((cell, count) for cell, count in zip(cells, counts, strict=True) if count))
    return found


def drawn_graphs(rng, n, directed, once, links, n_draws, attempts):
    source, target = ends(links)
    return Counter(
        as_counts(
            *exchanged_ends(source, target, n, directed, once, rng.random(attempts), rng.random(attempts))[:2],
            directed,
        )
        for _ in range(n_draws)
    )


def chi_square_p(drawn, possible):
    """p-value of the hypothesis that every possible graph is equally likely."""
    return stats.chisquare([drawn[graph] for graph in possible]).pvalue


@pytest.mark.parametrize("case", CASES, ids=lambda name: name.replace(" ", "_"))
def test_every_graph_with_the_same_degrees_is_drawn_equally_often(rng, case):
    n, directed, once, links = CASES[case]
    possible = all_graphs(n, directed, [1 if once else 3] * n, links)
    drawn = drawn_graphs(rng, n, directed, np.full(n, once), links, 200 * len(possible), 400)
    assert len(possible) > 1
    assert set(drawn) == possible
    assert chi_square_p(drawn, possible) > 0.001


def test_a_place_linked_once_only_may_stand_beside_one_linked_several_times(rng):
    """Three pairs (0, 1, 2) exchange two kinds (3, which may come twice on a pair, and 4, which may not)."""
    links = [(0, 3), (0, 3), (0, 4), (1, 3), (1, 4), (2, 3)]
    once = np.array([False, False, False, False, True])
    possible = all_graphs(5, True, [0, 0, 0, 3, 1], links)
    drawn = drawn_graphs(rng, 5, True, once, links, 400 * len(possible), 400)
    assert len(possible) > 1
    assert set(drawn) == possible
    assert chi_square_p(drawn, possible) > 0.001


def test_without_the_correction_parallel_links_would_be_too_rare(rng):
    """The walk that accepts everything draws stub-labelled graphs: a doubled pair would come half as often."""
    n, directed, once, links = CASES["multigraph square"]
    possible = all_graphs(n, directed, [3] * n, links)
    drawn = drawn_graphs(rng, n, directed, np.full(n, once), links, 300 * len(possible), 400)
    stub_labelled = {graph: 1 / np.prod([2.0 if count == 2 else 1.0 for _, count in graph]) for graph in possible}
    expected = np.array(list(stub_labelled.values()))
    expected *= drawn.total() / expected.sum()
    assert stats.chisquare([drawn[graph] for graph in possible], expected).pvalue < 1e-6


@pytest.mark.parametrize("case", CASES, ids=lambda name: name.replace(" ", "_"))
def test_an_exchange_is_found_exactly_where_another_graph_has_the_same_degrees(case):
    n, directed, once, links = CASES[case]
    assert first_exchange(*ends(links), n, directed, np.full(n, once), 10_000) == 1


@pytest.mark.parametrize(
    ("n", "directed", "once", "links"),
    [
        (5, False, True, [(0, k) for k in range(1, 5)]),
        (5, False, False, [(0, k) for k in range(1, 5)]),
        (4, False, True, [(a, b) for a in range(4) for b in range(a)]),
        (5, False, True, [(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (1, 3)]),
        (2, False, False, [(0, 1), (0, 1)]),
        (3, True, True, [(0, 1), (0, 2), (1, 2)]),
        (2, True, True, [(0, 1), (1, 0)]),
        (3, True, True, [(0, 1), (1, 2), (2, 0), (1, 0), (2, 1), (0, 2)]),
        (3, True, True, []),
    ],
    ids=["star", "star multi", "complete", "threshold", "double", "transitive", "mutual", "complete directed", "none"],
)
def test_no_exchange_is_found_where_the_graph_is_alone(n, directed, once, links):
    source, target = ends(links)
    assert len(all_graphs(n, directed, [1 if once else len(links)] * n, links)) == 1
    assert first_exchange(source, target, n, directed, np.full(n, once), 10_000) == 0


def test_a_search_that_runs_out_says_so():
    star = [(0, k) for k in range(1, 6)]
    assert first_exchange(*ends(star), 6, False, np.ones(6, dtype=bool), 3) == -1


def random_links(rng, n, n_links, directed, once):
    cells = [(a, b) for a in range(n) for b in range(n) if a != b and (directed or a < b)]
    return [cells[k] for k in rng.choice(len(cells), n_links, replace=not once)]


@pytest.mark.parametrize("n", [20, 600], ids=["counted by place", "counted by key"])
@pytest.mark.parametrize("directed", [False, True], ids=["undirected", "directed"])
@pytest.mark.parametrize("once", [True, False], ids=["once", "several"])
def test_degrees_are_held_and_nothing_is_joined_to_itself_or_twice(rng, n, directed, once):
    """With 600 actors and few attempts the table of counts is one of keys, with 20 it has a place per pair."""
    links = random_links(rng, n, 70, directed, once)
    source, target, accepted = exchanged_ends(
        *ends(links), n, directed, np.full(n, once), rng.random(3000), rng.random(3000)
    )
    after = list(zip(source.tolist(), target.tolist(), strict=True))
    assert degrees(after, n, directed) == degrees(links, n, directed)
    assert all(a != b for a, b in after)
    assert as_counts(source, target, directed) != as_counts(*ends(links), directed)
    assert accepted > 100
    if once:
        assert max(count for _, count in as_counts(source, target, directed)) == 1


@pytest.mark.parametrize("directed", [False, True], ids=["undirected", "directed"])
@pytest.mark.parametrize("once", [True, False], ids=["once", "several"])
@pytest.mark.parametrize("n", [12, 700], ids=["counted by place", "counted by key"])
def test_exchanges_are_the_same_compiled_and_plain(rng, n, directed, once):
    links = random_links(rng, n, 40, directed, once)
    given = (*ends(links), n, directed, np.full(n, once), rng.random(800), rng.random(800))
    for fast, slow in zip(exchanged_ends(*given), exchanged_ends.plain(*given), strict=True):
        np.testing.assert_array_equal(fast, slow)
    assert first_exchange(*given[:5], 1000) == first_exchange.plain(*given[:5], 1000)


def test_what_was_given_is_left_alone(rng):
    source, target = ends([(0, 1), (2, 3), (4, 5)])
    exchanged_ends(source, target, 6, False, np.ones(6, dtype=bool), rng.random(100), np.zeros(0))
    assert source.tolist() == [0, 2, 4]
    assert target.tolist() == [1, 3, 5]
