"""What a null model holds is held exactly; what it breaks is broken."""

from collections import Counter

import numpy as np
import pytest

from coopnet.network import network_of
from coopnet.nulls import (
    NULLS,
    random_links,
    random_links_between_sectors,
    rewire_links,
    rewire_memberships,
    shuffle_kinds,
    shuffle_sectors,
    shuffle_sectors_within,
)
from tests.nulls.conftest import links_of, pairs_of, rows_of

LINK_NULLS = [rewire_links, random_links, random_links_between_sectors]


def degrees(layer):
    out, into = Counter(layer.source.tolist()), Counter(layer.target.tolist())
    return (out, into) if layer.directed else out + into


def members(layer):
    return [frozenset(layer.incidence[:, [column]].nonzero()[0].tolist()) for column in range(len(layer.structures))]


def same_links(one, other):
    return all(pairs_of(one.links[kind]) == pairs_of(other.links[kind]) for kind in one.links)


def same_memberships(one, other):
    return all(members(one.affiliations[kind]) == members(other.affiliations[kind]) for kind in one.affiliations)


@pytest.mark.parametrize("null", LINK_NULLS, ids=lambda null: null.__name__)
def test_links_keep_kind_weight_and_row(multiplex, rng, null):
    drawn = null(multiplex, rng=rng)
    assert list(drawn.links) == list(multiplex.links)
    for kind, layer in multiplex.links.items():
        assert rows_of(drawn.links[kind]) == rows_of(layer)


@pytest.mark.parametrize("null", LINK_NULLS, ids=lambda null: null.__name__)
def test_moving_links_leaves_actors_and_structures_alone(multiplex, rng, null):
    drawn = null(multiplex, rng=rng)
    assert same_memberships(multiplex, drawn)
    assert drawn.attributes.equals(multiplex.attributes)
    assert not same_links(multiplex, drawn)


@pytest.mark.parametrize("null", LINK_NULLS, ids=lambda null: null.__name__)
def test_no_actor_is_linked_with_itself(multiplex, rng, null):
    drawn = null(multiplex, rng=rng)
    assert all((layer.source != layer.target).all() for layer in drawn.links.values())


def test_rewiring_holds_every_actor_s_links_of_each_kind(multiplex, rng):
    drawn = rewire_links(multiplex, rng=rng)
    for kind, layer in multiplex.links.items():
        assert degrees(drawn.links[kind]) == degrees(layer)


def test_rewiring_never_doubles_a_pair_in_a_kind_that_has_none(multiplex, rng):
    simple = [kind for kind, layer in multiplex.links.items() if max(pairs_of(layer).values()) == 1]
    assert simple
    for _ in range(20):
        drawn = rewire_links(multiplex, rng=rng)
        assert all(max(pairs_of(drawn.links[kind]).values()) == 1 for kind in simple)


def test_rewiring_doubles_other_pairs_in_a_kind_that_has_a_doubled_one(parallel, rng):
    doubled = set()
    for _ in range(200):
        pairs = pairs_of(rewire_links(parallel, rng=rng).links["convention"])
        doubled |= {pair for pair, count in pairs.items() if count > 1}
    assert len(doubled) > 3


def test_any_link_may_end_anywhere(built, rng):
    """On three separate links, each of the 15 perfect pairings of actors, and each weight on each pair."""
    multiplex = built([("a", "b", "convention", 1), ("c", "d", "convention", 2), ("e", "f", "convention", 3)])
    drawn = [rewire_links(multiplex, rng=rng).links["convention"] for _ in range(3000)]
    seen = Counter(frozenset(zip(links_of(layer), layer.weight.tolist(), strict=True)) for layer in drawn)
    assert len(seen) == 15 * 6
    expected = 3000 / 90
    assert sum((count - expected) ** 2 / expected for count in seen.values()) < 150  # 99.99 % of chi² with 89 freedoms


@pytest.mark.parametrize("null", [random_links, random_links_between_sectors], ids=lambda null: null.__name__)
def test_placing_holds_the_links_of_each_linked_pair(multiplex, rng, null):
    """A pair with two links stays a pair with two links, and the same two rows."""
    drawn = null(multiplex, rng=rng)
    for kind, layer in multiplex.links.items():
        assert sorted(pairs_of(drawn.links[kind]).values()) == sorted(pairs_of(layer).values())
        assert rows_by_pair(drawn.links[kind]) == rows_by_pair(layer)


def rows_by_pair(layer):
    together = {}
    for pair, row in zip(links_of(layer), layer.row.tolist(), strict=True):
        together.setdefault(pair, []).append(row)
    return sorted(sorted(rows) for rows in together.values())


def sector_totals(multiplex, kind, by):
    """Linked pairs of a kind from sector to sector; actors without a sector are one more."""
    codes = multiplex.groups(by).codes.tolist()
    layer = multiplex.links[kind]
    ends = [(codes[a], codes[b]) for a, b in pairs_of(layer)]
    return Counter(pair if layer.directed else tuple(sorted(pair)) for pair in ends)


@pytest.mark.parametrize("by", ["sector", "type"])
def test_placing_between_sectors_holds_what_each_sector_has_with_each_other(multiplex, rng, by):
    drawn = random_links_between_sectors(multiplex, rng=rng, by=by)
    for kind in multiplex.links:
        assert sector_totals(drawn, kind, by) == sector_totals(multiplex, kind, by)


def test_placing_anywhere_does_not_hold_what_sectors_have(simulated, rng):
    drawn = random_links(simulated, rng=rng)
    assert any(
        sector_totals(drawn, kind, "sector") != sector_totals(simulated, kind, "sector") for kind in simulated.links
    )


@pytest.mark.parametrize("within_kinds", [True, False], ids=["within kinds", "across kinds"])
def test_rewiring_memberships_holds_both_margins(multiplex, rng, within_kinds):
    drawn = rewire_memberships(multiplex, rng=rng, within_kinds=within_kinds)
    assert same_links(multiplex, drawn)
    assert not same_memberships(multiplex, drawn)
    assert list(drawn.affiliations) == list(multiplex.affiliations)
    of_actors, of_actors_drawn = np.zeros(multiplex.n_actors), np.zeros(multiplex.n_actors)
    for kind, layer in multiplex.affiliations.items():
        after = drawn.affiliations[kind]
        assert after.incidence.shape == layer.incidence.shape
        assert set(after.incidence.data) == {1.0}
        assert after.named.tolist() == layer.named.tolist()
        np.testing.assert_array_equal(after.sizes, layer.sizes)
        np.testing.assert_array_equal(after.declared, layer.declared)
        assert list(after.structures) == list(layer.structures)
        own, own_drawn = (np.asarray(one.incidence.sum(axis=1)).ravel() for one in (layer, after))
        of_actors, of_actors_drawn = of_actors + own, of_actors_drawn + own_drawn
        if within_kinds:
            np.testing.assert_array_equal(own, own_drawn)
    np.testing.assert_array_equal(of_actors, of_actors_drawn)


def test_across_kinds_an_actor_may_change_the_kinds_it_takes_part_in(simulated, rng):
    drawn = rewire_memberships(simulated, rng=rng, within_kinds=False)
    assert any(
        np.asarray(drawn.affiliations[kind].incidence.sum(axis=1)).tolist()
        != np.asarray(layer.incidence.sum(axis=1)).tolist()
        for kind, layer in simulated.affiliations.items()
    )


def test_pairs_follow_from_the_memberships_drawn(simulated, rng):
    """Newman's invariant: an actor's strength from structures is what its memberships give, whoever it meets."""
    drawn = rewire_memberships(simulated.restricted(["common_project"]), rng=rng)
    layer = drawn.affiliations["common_project"]
    network = network_of(drawn, view="pairs")
    for a in range(drawn.n_actors):
        fellows = {b for one in members(layer) if a in one for b in one} - {a}
        direct = {b for pair in links_of(drawn.links["common_project"]) if a in pair for b in pair} - {a}
        assert set(network.matrix[[a], :].nonzero()[1].tolist()) == fellows | direct


def test_shuffling_kinds_holds_ends_weight_and_row_of_every_link(multiplex, rng):
    drawn = shuffle_kinds(multiplex, rng=rng)

    def links(one):
        return {
            (int(row), float(weight), int(a), int(b))
            for layer in one.links.values()
            for row, weight, a, b in zip(layer.row, layer.weight, layer.source, layer.target, strict=True)
        }

    assert links(drawn) == links(multiplex)
    assert same_memberships(multiplex, drawn)
    assert not same_links(multiplex, drawn)


def test_shuffling_kinds_holds_the_links_of_each_kind_and_each_pair(multiplex, rng):
    drawn = shuffle_kinds(multiplex, rng=rng)
    assert {kind: len(layer.row) for kind, layer in drawn.links.items()} == {
        kind: len(layer.row) for kind, layer in multiplex.links.items()
    }

    def links_by_pair(one, directed):
        return sum((pairs_of(layer) for layer in one.links.values() if layer.directed is directed), Counter())

    for directed in (True, False):
        assert links_by_pair(drawn, directed) == links_by_pair(multiplex, directed)


def test_shuffled_kinds_come_twice_on_a_pair_only_if_they_do_in_the_data(parallel, rng):
    twice = Counter()
    for _ in range(100):
        drawn = shuffle_kinds(parallel, rng=rng)
        twice.update(kind for kind, layer in drawn.links.items() if max(pairs_of(layer).values()) > 1)
    assert set(twice) == {"convention"}


def test_shuffled_labels_are_those_of_before(multiplex, rng):
    drawn = shuffle_sectors(multiplex, rng=rng)
    before, after = multiplex.attributes["sector"], drawn.attributes["sector"]
    assert Counter(before.dropna()) == Counter(after.dropna())
    assert (before.isna() == after.isna()).all()
    assert drawn.links is multiplex.links
    assert drawn.affiliations is multiplex.affiliations
    assert not before.equals(after)
    assert drawn.attributes.drop(columns="sector").equals(multiplex.attributes.drop(columns="sector"))


def test_labels_shuffled_within_types_stay_within_types(multiplex, rng):
    drawn = shuffle_sectors_within(multiplex, rng=rng)
    for kind in multiplex.attributes["type"].dropna().unique():
        own = (multiplex.attributes["type"] == kind).to_numpy()
        assert Counter(multiplex.attributes["sector"][own].dropna()) == Counter(
            drawn.attributes["sector"][own].dropna()
        )


@pytest.mark.parametrize("null", NULLS.values(), ids=lambda null: null.name)
def test_the_same_generator_draws_the_same(multiplex, null):
    one, two = (null.drawing_from(multiplex)(np.random.default_rng(7)) for _ in range(2))
    for kind in multiplex.links:
        assert one.links[kind].source.tolist() == two.links[kind].source.tolist()
        assert one.links[kind].target.tolist() == two.links[kind].target.tolist()
    assert same_memberships(one, two)
    assert one.attributes.equals(two.attributes)


@pytest.mark.parametrize("null", NULLS.values(), ids=lambda null: null.name)
def test_a_null_made_ready_draws_what_its_function_draws(multiplex, null):
    one = null.drawing_from(multiplex)(np.random.default_rng(7))
    two = null.function(multiplex, rng=np.random.default_rng(7))
    assert same_links(one, two)
    assert same_memberships(one, two)
    assert one.attributes.equals(two.attributes)
