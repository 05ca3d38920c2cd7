"""Sizes, overlap, redundancy and density of memberships, and where projected links come from."""

from itertools import combinations

import numpy as np
import pytest

from coopnet.errors import CostRefused, UndefinedMeasure, ViewRefused
from coopnet.measures import affiliation as measures
from coopnet.measures.affiliation import (
    actor_redundancy,
    link_provenance_table,
    pole_affiliation_density,
    pole_named_share,
    structure_overlap,
    structure_redundancy,
    structure_sizes_table,
)
from coopnet.multiplex import multiplex_of
from coopnet.network import affiliation_of, network_of


def members_of(pole):
    found = {name: set() for name in pole.structures.index}
    for row in pole.memberships.itertuples():
        found[row.structure].add(row.actor)
    return found


def test_sizes_overlap_and_density_are_those_of_the_sets_of_members(any_pole):
    affiliation, members = affiliation_of(any_pole), members_of(any_pole)
    sizes, overlap = structure_sizes_table(affiliation), structure_overlap(affiliation)
    for name, own in members.items():
        assert sizes.loc[name].to_dict() == {
            "kind": any_pole.structures.loc[name, "kind"], "named": len(own), "size": len(own), "unnamed": 0
        }  # fmt: skip
        for other, theirs in members.items():
            assert overlap.loc[name, other] == len(own & theirs)
    expected = sum(len(own) for own in members.values()) / (len(any_pole.actors) * len(members))
    assert pole_affiliation_density(affiliation) == pytest.approx(expected)


def test_redundancy_of_structures_and_actors_is_its_definition(any_pole):
    affiliation, members = affiliation_of(any_pole), members_of(any_pole)
    structures = {actor: {name for name, own in members.items() if actor in own} for actor in affiliation.actors}
    for values, sets in (
        (structure_redundancy(affiliation), members),
        (actor_redundancy(affiliation), structures),
    ):
        for name, own in sets.items():
            pairs = list(combinations(own, 2))
            again = sum(any({i, j} <= other for key, other in sets.items() if key != name) for i, j in pairs)
            assert values[name] == pytest.approx(again / len(pairs) if pairs else np.nan, nan_ok=True)


def test_two_mode_pole_by_hand(two_mode):
    """G holds a, b, c; H holds b, c, d; K holds e; f is in none."""
    affiliation = affiliation_of(two_mode)
    assert structure_overlap(affiliation).to_numpy().tolist() == [[3, 2, 0], [2, 3, 0], [0, 0, 1]]
    assert structure_redundancy(affiliation)[["G", "H"]].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert np.isnan(structure_redundancy(affiliation)["K"])
    assert actor_redundancy(affiliation)[["b", "c"]].tolist() == [1, 1]
    assert actor_redundancy(affiliation)[["a", "d", "e", "f"]].isna().all()
    assert pole_affiliation_density(affiliation) == pytest.approx(7 / 18)


def test_provenance_has_a_row_per_pair_and_structure_shared(any_pole):
    table = link_provenance_table(affiliation_of(any_pole))
    expected = {(frozenset(pair), name) for name, own in members_of(any_pole).items() for pair in combinations(own, 2)}
    assert {(frozenset(pair), name) for pair, name in zip(table.index, table["structure"], strict=True)} == expected
    assert len(table) == len(expected)
    assert table.index.names == ["source", "target"]
    assert table["kind"].tolist() == any_pole.structures.loc[table["structure"], "kind"].tolist()


def test_provenance_adds_up_to_the_weights_and_numbers_of_links_of_the_projection(random_pole, rng):
    pole = random_pole(rng, n_links=0, n_structures=7, structure_size=6)
    table = link_provenance_table(affiliation_of(pole))
    newman, links = network_of(pole, view="newman"), network_of(pole, view="links")
    position = {actor: number for number, actor in enumerate(newman.actors)}
    pairs = table.groupby(level=["source", "target"], sort=False)["weight"].agg(["sum", "size"])
    assert len(pairs) == newman.n_pairs
    for (a, b), row in pairs.iterrows():
        assert newman.matrix[position[a], position[b]] == pytest.approx(row["sum"])
        assert links.matrix[position[a], position[b]] == row["size"]


def test_declared_members_who_are_not_named_lower_weights_and_the_named_share(pole_of):
    affiliation = affiliation_of(pole_of(structures={"G": "abc", "H": "bc"}, sizes={"G": 5}))
    assert structure_sizes_table(affiliation)[["named", "size", "unnamed"]].to_numpy().tolist() == [
        [3, 5, 2],
        [2, 2, 0],
    ]
    assert pole_named_share(affiliation) == pytest.approx(5 / 7)
    assert link_provenance_table(affiliation).loc[("b", "c"), "weight"].tolist() == [1 / 4, 1]


def test_a_declared_size_below_the_members_named_counts_as_their_number(pole_of):
    affiliation = affiliation_of(pole_of(structures={"G": "abc"}, sizes={"G": 2}))
    assert structure_sizes_table(affiliation).loc["G", "size"] == 3
    assert pole_named_share(affiliation) == 1


def test_structures_above_the_limit_make_no_link(pole_of):
    multiplex = multiplex_of(pole_of(structures={"G": "abcd", "H": "bc"}), limit=3)
    assert link_provenance_table(affiliation_of(multiplex))["structure"].tolist() == ["H"]


def test_density_reaches_its_ends(pole_of):
    everybody = affiliation_of(pole_of(structures={"G": "ab", "H": "ab"}))
    nobody = affiliation_of(pole_of(actors="ab", structures={"G": ""}))
    assert pole_affiliation_density(everybody) == 1
    assert pole_affiliation_density(nobody) == 0
    assert structure_redundancy(everybody).tolist() == [1, 1]


def test_a_pole_without_structure_has_no_density_and_empty_tables(f1):
    affiliation = affiliation_of(f1)
    assert structure_sizes_table(affiliation).empty
    assert structure_overlap(affiliation).empty
    assert structure_redundancy(affiliation).empty
    assert actor_redundancy(affiliation).isna().all()
    assert link_provenance_table(affiliation).empty
    with pytest.raises(UndefinedMeasure, match="0 structures"):
        pole_affiliation_density(affiliation)
    with pytest.raises(UndefinedMeasure, match="no structure has a member"):
        pole_named_share(affiliation)


def test_too_many_structures_for_a_square_table_are_refused(two_mode, monkeypatch):
    monkeypatch.setattr(measures, "SQUARE_LIMIT", 2)
    with pytest.raises(CostRefused, match="3 structures; the limit is 2"):
        structure_overlap(affiliation_of(two_mode))


def test_anything_but_an_affiliation_is_refused_with_the_sentence_to_type(two_mode):
    with pytest.raises(ViewRefused, match=r"cn\.affiliation_of\(pole\)"):
        structure_redundancy(network_of(two_mode))


def test_the_order_of_memberships_changes_nothing(pole_of):
    forth = affiliation_of(pole_of(actors="abcd", structures={"G": "abc", "H": "bcd"}))
    back = affiliation_of(pole_of(actors="abcd", structures={"H": "dcb", "G": "cba"}))
    assert structure_redundancy(forth).to_dict() == structure_redundancy(back).to_dict()
    assert actor_redundancy(forth).equals(actor_redundancy(back))
