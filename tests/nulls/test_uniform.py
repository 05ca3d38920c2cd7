"""Every arrangement that a null model allows is equally likely: small cases against all arrangements."""

from collections import Counter
from itertools import combinations, permutations, product

import numpy as np
import pytest
from scipy import stats

from coopnet.nulls import (
    random_links,
    random_links_between_sectors,
    rewire_links,
    rewire_memberships,
    shuffle_kinds,
    shuffle_sectors,
    shuffle_sectors_within,
)
from coopnet.nulls.placement import distinct_codes
from tests.nulls.conftest import pairs_of


def assert_even(draws, possible):
    counts = Counter(draws)
    assert set(counts) == set(possible)
    assert stats.chisquare([counts[one] for one in possible]).pvalue > 0.001


def graph(multiplex, kind="convention"):
    return frozenset(pairs_of(multiplex.links[kind]).items())


def test_rewired_links(built, rng):
    """A path of four: its ends have one link, its middles two; three graphs have such degrees."""
    path = built([("a", "b"), ("b", "c"), ("c", "d")])
    possible = [
        frozenset((pair, 1) for pair in edges)
        for edges in combinations(combinations(range(4), 2), 3)
        if sorted(Counter(end for pair in edges for end in pair).items()) == [(0, 1), (1, 2), (2, 2), (3, 1)]
    ]
    assert len(possible) == 2
    assert_even((graph(rewire_links(path, rng=rng)) for _ in range(1000)), possible)


def test_rewired_memberships(built, rng):
    """Three structures of sizes 2, 1, 1 over three actors in 2, 1, 1 of them: five tables (by enumeration)."""
    multiplex = built(structures={"G": "ab", "H": "a", "K": "c"})
    tables = [
        cells
        for cells in product((0, 1), repeat=9)
        if np.reshape(cells, (3, 3)).sum(axis=0).tolist() == [2, 1, 1]
        and np.reshape(cells, (3, 3)).sum(axis=1).tolist() == [2, 1, 1]
    ]
    assert len(tables) == 5
    draws = (
        tuple(rewire_memberships(multiplex, rng=rng).affiliations["employers_group"].incidence.toarray().ravel())
        for _ in range(1500)
    )
    assert_even(draws, tables)


def test_shuffled_kinds(built, rng):
    """Pairs with 2, 1, 1 links; kinds with 2, 2 links, never twice on a pair: the double pair has both, four ways."""
    links = [("a", "b", "convention"), ("a", "b", "joint_bid"), ("a", "c", "convention"), ("b", "c", "joint_bid")]
    multiplex = built(links)
    both, one, other = (0, 1), (0, 2), (1, 2)
    possible = [(frozenset({both, one}), frozenset({both, other})), (frozenset({both, other}), frozenset({both, one}))]
    draws = []
    for _ in range(1000):
        drawn = shuffle_kinds(multiplex, rng=rng)
        draws.append(tuple(frozenset(pairs_of(drawn.links[kind])) for kind in ("convention", "joint_bid")))
    assert_even(draws, possible)


def test_a_pair_s_links_bear_its_kinds_in_any_order(built, rng):
    """Which of the two links of a–b is the convention is a fair coin, whatever the other pairs have."""
    links = [("a", "b", "convention"), ("a", "b", "joint_bid"), ("a", "c", "convention"), ("b", "c", "joint_bid")]
    multiplex = built(links)
    first = 0
    for _ in range(1000):
        rows = shuffle_kinds(multiplex, rng=rng).links["convention"].row
        first += multiplex.links["convention"].row[0] in rows
    assert stats.binomtest(first, 1000).pvalue > 0.001


def test_kinds_that_come_twice_on_a_pair_may_do_so_anywhere(built, rng):
    """Two pairs of two links, kinds of two links each, one of them doubled in the data.

    joint_bid must stay single, so that each pair has one of each kind: but then nothing is doubled. With both kinds
    doubled in the data, the first pair has 0, 1 or 2 conventions: three tables, equally likely.
    """
    links = [("a", "b", "convention")] * 2 + [("c", "d", "joint_bid")] * 2
    multiplex = built(links)
    draws = (pairs_of(shuffle_kinds(multiplex, rng=rng).links["convention"])[(0, 1)] for _ in range(900))
    assert_even(draws, [0, 1, 2])


def test_links_placed_anywhere(built, rng):
    """Two links on four actors: 15 choices of two pairs out of six."""
    multiplex = built([("a", "b"), ("c", "d")])
    possible = [frozenset((pair, 1) for pair in two) for two in combinations(combinations(range(4), 2), 2)]
    assert_even((graph(random_links(multiplex, rng=rng)) for _ in range(3000)), possible)


def test_directed_links_placed_anywhere(built, rng):
    multiplex = built([("a", "b", "funding"), ("c", "a", "funding")])
    possible = [frozenset((pair, 1) for pair in two) for two in combinations(permutations(range(3), 2), 2)]
    assert_even((graph(random_links(multiplex, rng=rng), "funding") for _ in range(3000)), possible)


def test_links_placed_between_the_same_sectors(built, rng):
    """One link within housing (three actors), one from housing to food (two): 3 × 6 graphs."""
    sectors = {"a": "housing", "b": "housing", "c": "housing", "d": "food", "e": "food"}
    multiplex = built([("a", "b"), ("c", "d")], sectors=sectors, actors="abcde")
    possible = [
        frozenset({(within, 1), (between, 1)})
        for within in combinations(range(3), 2)
        for between in product(range(3), range(3, 5))
    ]
    assert_even((graph(random_links_between_sectors(multiplex, rng=rng)) for _ in range(3600)), possible)


@pytest.mark.parametrize(
    ("block", "room"), [([0, 0], [5]), ([0, 0, 0, 1], [4, 2]), ([0] * 4, [4]), ([1, 0, 1], [2, 5])]
)
def test_distinct_numbers_are_drawn_evenly_and_in_any_order(rng, block, room):
    block, room = np.array(block), np.array(room)
    possible = [
        codes
        for codes in product(*(range(room[one]) for one in block))
        if len(set(zip(block.tolist(), codes, strict=True))) == len(block)
    ]
    draws = (tuple(distinct_codes(block, room, rng).tolist()) for _ in range(100 * len(possible)))
    assert_even(draws, possible)


def test_shuffled_sectors(built, rng):
    sectors = {"a": "housing", "b": "housing", "c": "food", "d": "culture"}
    multiplex = built([("a", "b")], sectors=sectors, actors="abcde")
    possible = sorted(set(permutations(sectors.values())))
    draws = (tuple(shuffle_sectors(multiplex, rng=rng).attributes["sector"].dropna()) for _ in range(1200))
    assert len(possible) == 12
    assert_even(draws, possible)


def test_sectors_shuffled_within_types(built, rng):
    sectors = {"a": "housing", "b": "food", "c": "food", "d": "culture"}
    types = {"a": "ess", "b": "ess", "c": "firm", "d": "firm"}
    multiplex = built([("a", "b")], sectors=sectors, types=types, actors="abcd")
    possible = [(*first, *second) for first in permutations(["housing", "food"]) for second in
                permutations(["food", "culture"])]  # fmt: skip
    draws = (tuple(shuffle_sectors_within(multiplex, rng=rng).attributes["sector"]) for _ in range(800))
    assert_even(draws, possible)
