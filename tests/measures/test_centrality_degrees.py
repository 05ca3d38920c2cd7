"""Degrees: partners, strength, links, kinds, structures, and how unequal actors are."""

import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure
from coopnet.measures.degrees import (
    actor_degree,
    actor_kinds,
    actor_links,
    actor_overlapping_degree,
    actor_strength,
    actor_structures,
    pole_degree_gini,
)
from coopnet.multiplex import multiplex_of
from coopnet.network import affiliation_of, network_of


def cooperations(pole):
    """Every link and every shared structure of a pole, read off its tables: (actor, actor, kind, weight)."""
    found = [(row.source, row.target, row.kind, row.weight) for row in pole.links.itertuples()]
    kinds = pole.structures["kind"]
    for structure, rows in pole.memberships.groupby("structure"):
        members = sorted(set(rows["actor"]))
        for number, one in enumerate(members):
            found += [(one, other, kinds[structure], 1 / (len(members) - 1)) for other in members[number + 1 :]]
    return found


def test_degree_counts_distinct_partners(any_pole):
    partners = {actor: set() for actor in any_pole.actors.index}
    for a, b, _, _ in cooperations(any_pole):
        partners[a].add(b)
        partners[b].add(a)
    assert actor_degree(network_of(any_pole)).to_dict() == {actor: len(found) for actor, found in partners.items()}


def test_strength_adds_link_weights_and_newman_weights(any_pole):
    strength = dict.fromkeys(any_pole.actors.index, 0.0)
    for a, b, _, weight in cooperations(any_pole):
        strength[a] += weight
        strength[b] += weight
    assert actor_strength(network_of(any_pole, view="newman")).to_dict() == pytest.approx(strength, rel=1e-12)


def test_strength_from_structures_alone_is_their_number_with_two_members_or_more(two_mode):
    """Actor a is in G, b and c in G and H; e is alone in K, which joins it to nobody."""
    strength = actor_strength(network_of(two_mode, view="newman"))
    assert strength.to_dict() == pytest.approx({"a": 1, "b": 2, "c": 2, "d": 1, "e": 0, "f": 0})


def test_strength_falls_where_a_declared_size_exceeds_the_named_members(pole_of):
    pole = pole_of(structures={"G": "ab"}, sizes={"G": 5})
    assert actor_strength(network_of(pole, view="newman")).to_dict() == {"a": 1 / 4, "b": 1 / 4}


def test_links_count_every_cooperation(any_pole):
    count = dict.fromkeys(any_pole.actors.index, 0)
    for a, b, _, _ in cooperations(any_pole):
        count[a] += 1
        count[b] += 1
    links = network_of(any_pole, view="links")
    assert actor_links(links).to_dict() == count
    assert (actor_links(links) == actor_strength(links)).all()


def test_kinds_count_links_and_memberships_alike(any_pole):
    kinds = {actor: set() for actor in any_pole.actors.index}
    for row in any_pole.links.itertuples():
        kinds[row.source].add(row.kind)
        kinds[row.target].add(row.kind)
    for row in any_pole.memberships.itertuples():
        kinds[row.actor].add(any_pole.structures["kind"][row.structure])
    assert actor_kinds(multiplex_of(any_pole)).to_dict() == {actor: len(found) for actor, found in kinds.items()}


def test_kinds_count_a_structure_that_names_a_single_member(two_mode):
    assert actor_kinds(multiplex_of(two_mode)).to_dict() == {"a": 1, "b": 2, "c": 2, "d": 1, "e": 1, "f": 0}


def test_kinds_are_zero_without_any_cooperation(isolates):
    assert (actor_kinds(multiplex_of(isolates)) == 0).all()


def test_overlapping_degree_counts_partner_and_kind_couples(any_pole):
    couples = {(a, b, kind) for a, b, kind, _ in cooperations(any_pole)}
    couples |= {(b, a, kind) for a, b, kind in couples}
    degrees = actor_overlapping_degree(multiplex_of(any_pole))
    assert degrees.to_dict() == {a: sum(c[0] == a for c in couples) for a in any_pole.actors.index}
    assert (degrees == actor_strength(network_of(any_pole, view="kinds"))).all()


def test_f1_by_hand(f1):
    assert list(actor_degree(network_of(f1))) == [2, 2, 3, 2, 1]
    assert list(actor_links(network_of(f1, view="links"))) == [3, 3, 3, 2, 1]
    assert list(actor_kinds(multiplex_of(f1))) == [2, 2, 2, 1, 1]
    assert list(actor_overlapping_degree(multiplex_of(f1))) == [3, 3, 3, 2, 1]


def test_structures_count_memberships_once_each(two_mode):
    assert actor_structures(affiliation_of(two_mode)).to_dict() == {"a": 1, "b": 2, "c": 2, "d": 1, "e": 1, "f": 0}


def test_degree_ignores_links_beyond_the_first(f1, pole_of):
    single = pole_of([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e")])
    assert (actor_degree(network_of(f1)) == actor_degree(network_of(single))).all()


def test_gini_is_half_the_mean_difference_over_the_mean(any_pole):
    degrees = actor_degree(network_of(any_pole))
    differences = [abs(a - b) for a in degrees for b in degrees]
    expected = np.mean(differences) / 2 / np.mean(degrees)
    assert pole_degree_gini(network_of(any_pole)) == pytest.approx(expected, rel=1e-12)


def test_gini_is_zero_on_a_ring_and_three_tenths_on_a_star_of_five(pole_of):
    ring = pole_of([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    star = pole_of([("a", leaf) for leaf in "bcde"])
    assert pole_degree_gini(network_of(ring)) == 0
    assert pole_degree_gini(network_of(star)) == 3 / 10


def test_gini_is_refused_without_links(isolates):
    with pytest.raises(UndefinedMeasure, match="no two actors are linked"):
        pole_degree_gini(network_of(isolates))
