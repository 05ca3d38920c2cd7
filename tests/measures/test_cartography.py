"""Actors across kinds."""

from fractions import Fraction

import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure
from coopnet.measures.cartography import actor_multiplex_participation, actor_multiplex_table
from coopnet.multiplex import multiplex_of

X, Y, Z = "convention", "joint_bid", "co_founding"


def partners_by_kind(pole):
    """Return, from the rows of the tables, the partners of each actor in each kind."""
    found = {actor: {} for actor in pole.actors.index}

    def joined(a, b, kind):
        found[a].setdefault(kind, set()).add(b)
        found[b].setdefault(kind, set()).add(a)

    for row in pole.links.itertuples():
        joined(row.source, row.target, row.kind)
    for structure, members in pole.memberships.groupby("structure")["actor"]:
        for a in members:
            for b in members:
                if a < b:
                    joined(a, b, pole.structures.loc[structure, "kind"])
    return found


def test_participation_is_its_definition_over_numbers_of_partners(any_pole):
    multiplex = multiplex_of(any_pole)
    n_kinds = len(multiplex.kinds)
    values = actor_multiplex_participation(multiplex)
    for actor, kinds in partners_by_kind(any_pole).items():
        degrees = [len(partners) for partners in kinds.values()]
        if not degrees:
            assert np.isnan(values[actor])
            continue
        spread = 1 - sum((k / sum(degrees)) ** 2 for k in degrees)
        assert values[actor] == pytest.approx(n_kinds / (n_kinds - 1) * spread, abs=1e-12)


def test_table_holds_degree_kinds_z_and_role(any_pole):
    table = actor_multiplex_table(multiplex_of(any_pole))
    partners = partners_by_kind(any_pole)
    degree = {actor: sum(len(found) for found in kinds.values()) for actor, kinds in partners.items()}
    active = [o for o in degree.values() if o]
    for actor, row in table.iterrows():
        assert row["overlapping_degree"] == degree[actor]
        assert row["kinds"] == len(partners[actor])
        if not degree[actor]:
            assert row[["participation", "z", "role", "hub"]].isna().all()
            continue
        assert row["z"] == pytest.approx((degree[actor] - np.mean(active)) / np.std(active))
        assert row["hub"] == (row["z"] >= 2)
        expected = (
            "focused" if row["participation"] <= 1 / 3 else "mixed" if row["participation"] <= 2 / 3 else "multiplex"
        )
        assert row["role"] == expected


def test_f1_by_hand(f1):
    values = actor_multiplex_participation(multiplex_of(f1))
    expected = [Fraction(8, 9), Fraction(8, 9), Fraction(8, 9), 0, 0]
    assert values.tolist() == pytest.approx([float(value) for value in expected])
    assert values.name == "actor_multiplex_participation[kinds]"


def test_ends_of_the_scale(pole_of):
    multiplex = multiplex_of(pole_of([("a", "b", X), ("a", "b", Y), ("c", "d", X), ("c", "e", X)]))
    assert actor_multiplex_participation(multiplex).to_dict() == {"a": 1, "b": 1, "c": 0, "d": 0, "e": 0}


def test_parallel_links_of_one_kind_are_not_specialisation(pole_of):
    once = multiplex_of(pole_of([("a", "b", X), ("a", "b", Y)]))
    often = multiplex_of(pole_of([("a", "b", X), ("a", "b", X), ("a", "b", X), ("a", "b", Y)]))
    assert actor_multiplex_participation(often).equals(actor_multiplex_participation(once))


def test_the_number_of_kinds_may_be_held_over_dates(pole_of):
    multiplex = multiplex_of(pole_of([("a", "b", X), ("a", "b", Y)]))
    assert actor_multiplex_participation(multiplex, n_kinds=3)["a"] == pytest.approx(3 / 4)
    alone = multiplex_of(pole_of([("a", "b", X)]))
    assert actor_multiplex_participation(alone, n_kinds=2)["a"] == 0
    with pytest.raises(UndefinedMeasure, match="2 are present"):
        actor_multiplex_participation(multiplex, n_kinds=1)


def test_one_kind_only_leaves_nothing_to_spread_over(pole_of):
    multiplex = multiplex_of(pole_of([("a", "b", X), ("b", "c", X)]))
    assert actor_multiplex_participation(multiplex).isna().all()
    table = actor_multiplex_table(multiplex)
    assert table["role"].isna().all()
    assert table["z"].tolist() == pytest.approx([-1 / 2**0.5, 2**0.5, -1 / 2**0.5])


def test_z_is_undefined_when_all_active_actors_have_as_many_partners(pole_of):
    table = actor_multiplex_table(multiplex_of(pole_of([("a", "b", X), ("a", "b", Y)], actors="abc")))
    assert table["z"].isna().all()
    assert table["hub"].isna().all()


def test_thresholds_are_thirds_and_belong_to_the_lower_role(pole_of):
    """With three kinds: o = 2 in two kinds gives 3/4; 5 and 1 give 3/2·(1 − 26/36) = 5/12; 8 and 1 give 8/27."""
    many = [("a", f"p{k}", X) for k in range(8)] + [("a", "p0", Y)]
    some = [("b", f"q{k}", X) for k in range(5)] + [("b", "q0", Y)]
    third = [("c", "d", Z), ("c", "d", X)]
    table = actor_multiplex_table(multiplex_of(pole_of([*many, *some, *third])))
    assert table.loc[["a", "b", "c"], "participation"].tolist() == pytest.approx([8 / 27, 5 / 12, 3 / 4])
    assert table.loc[["a", "b", "c"], "role"].tolist() == ["focused", "mixed", "multiplex"]


def test_exactly_two_thirds_is_mixed(pole_of):
    """Four kinds, two used equally: 4/3·(1 − 1/2) = 2/3."""
    multiplex = multiplex_of(pole_of([("a", "b", X), ("a", "b", Y), ("c", "d", Z), ("c", "d", "common_project")]))
    table = actor_multiplex_table(multiplex)
    assert table["role"].tolist() == ["mixed"] * 4


def test_hubs_stand_two_standard_deviations_above(pole_of):
    table = actor_multiplex_table(multiplex_of(pole_of([("hub", f"leaf{k}", X) for k in range(9)])))
    assert table.loc["hub", "z"] == pytest.approx(3)
    assert table["hub"].sum() == 1


def test_a_pole_without_links_is_undefined_everywhere(isolates):
    table = actor_multiplex_table(multiplex_of(isolates))
    assert (table["overlapping_degree"] == 0).all()
    assert table[["participation", "z", "role", "hub"]].isna().all(axis=None)
