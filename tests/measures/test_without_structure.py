"""The pole without its largest structure."""

import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.measures.affiliation import pole_affiliation_density
from coopnet.measures.cohesion import pole_density
from coopnet.measures.ei import pole_ei
from coopnet.measures.multiplexity import pole_edge_overlap
from coopnet.measures.without_structure import USUAL, pole_without_structure_table, without_structure
from coopnet.multiplex import multiplex_of
from coopnet.network import affiliation_of, network_of
from coopnet.pole import Pole


def pole_without(pole, name):
    """Return the pole whose tables never held the structure."""
    return Pole.from_tables(
        {
            "actors": pole.actors,
            "structures": pole.structures.drop(index=name),
            "memberships": pole.memberships[pole.memberships["structure"] != name],
            "links": pole.links,
        }
    )


def test_without_is_the_measure_of_the_pole_whose_tables_never_held_the_structure(any_pole):
    measures = [pole_density, pole_ei, pole_affiliation_density]
    for name in any_pole.structures.index:
        table = pole_without_structure_table(multiplex_of(any_pole), structure=name, measures=measures)
        rest = multiplex_of(pole_without(any_pole, name))
        assert table.attrs["structure"] == name
        for column, pole in (("with_it", any_pole), ("without", rest)):
            expected = [pole_density(network_of(pole)), pole_ei(network_of(pole))]
            expected.append(pole_affiliation_density(affiliation_of(pole)))
            assert table[column].tolist() == pytest.approx(expected)


def test_the_largest_is_the_one_of_most_named_members_and_the_first_of_equals(two_mode, pole_of):
    assert pole_without_structure_table(multiplex_of(two_mode)).attrs["structure"] == "G"
    declared = pole_of(structures={"G": "ab", "H": "abc"}, sizes={"G": 50})
    assert pole_without_structure_table(multiplex_of(declared)).attrs["structure"] == "H"


def test_change_is_what_is_lost(pole_of):
    multiplex = multiplex_of(pole_of(["ad"], structures={"G": "abc"}))
    row = pole_without_structure_table(multiplex, measures=[pole_density]).loc["pole_density"]
    assert row.tolist() == pytest.approx([4 / 6, 1 / 6, -3 / 6])


def test_undefined_measures_are_nan_on_their_side_only(pole_of):
    """Without its only structure the pole has no tie left, and no E–I index."""
    multiplex = multiplex_of(pole_of(structures={"G": "abc"}, sectors=dict.fromkeys("ab", "food") | {"c": "health"}))
    row = pole_without_structure_table(multiplex, measures=[pole_ei]).loc["pole_ei"]
    assert row["with_it"] == pytest.approx(1 / 3)
    assert np.isnan(row[["without", "change"]]).all()


def test_the_kind_of_the_structure_stays_so_that_the_number_of_kinds_does_not_change(pole_of):
    multiplex = multiplex_of(pole_of(["ab"], structures={"G": "abc"}))
    assert without_structure(multiplex, "G").kinds == multiplex.kinds
    table = pole_without_structure_table(multiplex, measures=[pole_edge_overlap])
    assert table["without"].tolist() == [1 / 2]


def test_nothing_that_is_given_is_changed(two_mode):
    multiplex = multiplex_of(two_mode)
    before = {kind: layer.incidence.toarray().copy() for kind, layer in multiplex.affiliations.items()}
    pole_without_structure_table(multiplex)
    for kind, layer in multiplex.affiliations.items():
        assert (layer.incidence.toarray() == before[kind]).all()


def test_usual_measures_are_all_there(two_mode):
    table = pole_without_structure_table(multiplex_of(two_mode))
    assert table.index.tolist() == [measure.__name__ for measure in USUAL]
    assert table["with_it"].notna().all()


def test_a_pole_without_structure_and_an_unknown_structure_are_refused(f1, two_mode):
    with pytest.raises(UndefinedMeasure, match="no structure counts"):
        pole_without_structure_table(multiplex_of(f1))
    with pytest.raises(UnknownWord, match="G, H, K"):
        pole_without_structure_table(multiplex_of(two_mode), structure="Z")
