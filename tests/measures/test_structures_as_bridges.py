"""What structures bring together, and what goes with them."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from coopnet.errors import ViewRefused
from coopnet.measures.structures_as_bridges import (
    structure_bridging_loss_table,
    structure_exclusivity,
    structure_sectors_joined,
    structure_types_joined,
)
from coopnet.multiplex import multiplex_of
from coopnet.network import affiliation_of
from coopnet.reduction import without_actors


def members_of(pole):
    return {name: sorted(set(rows["actor"])) for name, rows in pole.memberships.groupby("structure")}


def pairs_joined(pole, without=None):
    """Return the linked pairs of a pole, one of its structures set aside."""
    found = {frozenset(row) for row in pole.links[["source", "target"]].itertuples(index=False)}
    for name, members in members_of(pole).items():
        if name != without:
            found |= {frozenset(pair) for pair in combinations(members, 2)}
    return found


def components(pole, without=None):
    """Return the number of components of actors, structures being nodes, one of them set aside."""
    graph = nx.Graph(list(pole.links[["source", "target"]].itertuples(index=False, name=None)))
    graph.add_nodes_from(pole.actors.index)
    for name, members in members_of(pole).items():
        if name != without:
            graph.add_edges_from((f"structure {name}", one) for one in members)
    return nx.number_connected_components(graph)


@pytest.mark.parametrize("by", ["sector", "type"])
def test_loss_is_what_is_missing_once_the_structure_is_set_aside(any_pole, by):
    table = structure_bridging_loss_table(multiplex_of(any_pole), by=by)
    label = any_pole.actors[by].dropna().to_dict()
    for name, members in members_of(any_pole).items():
        lost = pairs_joined(any_pole) - pairs_joined(any_pole, without=name)
        across = [pair for pair in lost if len({label.get(one) for one in pair} - {None}) == 2]
        assert table.loc[name].to_dict() == {
            "pairs": len(members) * (len(members) - 1) / 2,
            "pairs_lost": len(lost),
            "across_lost": len(across),
            "components_gained": components(any_pole, without=name) - components(any_pole),
        }


def test_exclusivity_is_the_share_of_pairs_lost(any_pole):
    multiplex = multiplex_of(any_pole)
    table = structure_bridging_loss_table(multiplex)
    np.testing.assert_allclose(structure_exclusivity(multiplex), table["pairs_lost"] / table["pairs"])


def test_sectors_joined_counts_the_distinct_labels_of_named_members(any_pole):
    affiliation = affiliation_of(any_pole)
    for measure, column in ((structure_sectors_joined, "sector"), (structure_types_joined, "type")):
        values = measure(affiliation)
        for name, members in members_of(any_pole).items():
            assert values[name] == any_pole.actors.loc[members, column].dropna().nunique()


def test_two_mode_pole_by_hand(two_mode):
    """G joins a and b of housing and c of food; H joins b, c, and d of culture; K has e alone."""
    affiliation, multiplex = affiliation_of(two_mode), multiplex_of(two_mode)
    assert structure_sectors_joined(affiliation).to_dict() == {"G": 2, "H": 3, "K": 1}
    table = structure_bridging_loss_table(multiplex)
    assert table.loc["G"].tolist() == [3, 2, 1, 1]
    assert table.loc["H"].tolist() == [3, 2, 2, 1]
    assert table.loc["K"].tolist() == [0, 0, 0, 0]
    assert structure_exclusivity(multiplex)[["G", "H"]].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert np.isnan(structure_exclusivity(multiplex)["K"])


def test_a_structure_that_direct_links_double_takes_nothing_with_it(pole_of):
    multiplex = multiplex_of(pole_of(["ab", "bc", "ac"], structures={"G": "abc"}, sectors={"a": "food", "b": "health"}))
    assert structure_exclusivity(multiplex)["G"] == 0
    assert structure_bridging_loss_table(multiplex).loc["G"].tolist() == [3, 0, 0, 0]


def test_a_structure_that_alone_holds_its_members_takes_everything(pole_of):
    sectors = {"a": "food", "b": "health", "c": "culture"}
    multiplex = multiplex_of(pole_of(structures={"G": "abc"}, sectors=sectors))
    assert structure_exclusivity(multiplex)["G"] == 1
    assert structure_bridging_loss_table(multiplex).loc["G"].tolist() == [3, 3, 3, 2]


def test_above_the_projection_limit_only_components_are_known(pole_of):
    pole = pole_of(["ab"], structures={"G": "abc"}, sectors=dict.fromkeys("abc", "food"))
    multiplex = multiplex_of(pole, limit=2)
    table = structure_bridging_loss_table(multiplex)
    assert table.loc["G", ["pairs", "pairs_lost", "across_lost"]].isna().all()
    assert table.loc["G", "components_gained"] == 1
    assert np.isnan(structure_exclusivity(multiplex)["G"])


def test_pairs_with_an_unlabelled_end_are_not_across(pole_of):
    multiplex = multiplex_of(pole_of(structures={"G": "abx"}, sectors={"a": "food", "b": "health"}))
    table = structure_bridging_loss_table(multiplex)
    assert table.loc["G", "across_lost"] == 1
    assert table.attrs["n_unknown"] == 1


def test_a_pole_without_structure_gives_empty_results(f1):
    assert structure_sectors_joined(affiliation_of(f1)).empty
    assert structure_bridging_loss_table(multiplex_of(f1)).empty
    assert structure_exclusivity(multiplex_of(f1)).empty


def test_a_network_is_refused_with_the_sentence_to_type(f1):
    with pytest.raises(ViewRefused, match=r"cn\.affiliation_of"):
        structure_sectors_joined(multiplex_of(f1))
    with pytest.raises(ViewRefused, match=r"cn\.multiplex_of"):
        structure_exclusivity(affiliation_of(f1))


def test_a_structure_left_two_mode_joins_no_pair_once_members_are_gone(pole_of):
    """Four members against a limit of three; with one gone it is small enough, and is still not projected."""
    whole = multiplex_of(pole_of(["ab"], structures={"G": "abcd", "H": "bc"}), limit=3)
    left = without_actors(whole, [3])
    table = structure_bridging_loss_table(left)

    assert np.isnan(table.loc["G", ["pairs", "pairs_lost", "across_lost"]]).all()
    assert table.loc["H", ["pairs", "pairs_lost"]].tolist() == [1, 1]
    assert np.isnan(structure_exclusivity(left)["G"])
    assert structure_exclusivity(left)["H"] == 1
