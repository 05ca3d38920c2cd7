import pandas as pd

from coopnet.drawing.picture import parallel_ranks, picture_of
from coopnet.multiplex import multiplex_of
from coopnet.pole import Pole


def test_there_is_one_edge_per_link_and_per_membership_at_every_date(sud: Pole) -> None:
    edges = picture_of(sud, at=None).edges
    assert (edges["what"] == "link").sum() == len(sud.links)
    assert (edges["what"] == "membership").sum() == len(sud.memberships)


def test_what_is_over_at_the_reference_date_is_not_shown(sud: Pole) -> None:
    picture = picture_of(sud)
    assert "S_METROLOCO" not in picture.nodes.index
    assert "S_PROJET_POLE" not in picture.nodes.index
    assert set(picture.nodes.index) == set(sud.actors.index) | set(sud.structures.index) - {
        "S_METROLOCO",
        "S_PROJET_POLE",
    }


def test_only_cooperation_at_the_reference_date_counts(sud: Pole) -> None:
    edges = picture_of(sud, at=None).edges
    counted = edges[edges["counts"]]
    assert set(counted["nature"]) == {"cooperation"}
    multiplex = multiplex_of(sud)
    assert (counted["what"] == "link").sum() == sum(layer.source.size for layer in multiplex.links.values())
    memberships = sum(layer.incidence.nnz for layer in multiplex.affiliations.values())
    assert (counted["what"] == "membership").sum() == memberships


def test_what_joins_an_actor_who_is_not_there_at_the_reference_date_does_not_count() -> None:
    pole = Pole.from_tables(
        {
            "about": {"reference_date": "2024-03-15"},
            "actors": {
                "id": list("abcd"),
                "joined": [None, None, "2025-06-01", None],
                "left": [None, None, None, "2020"],
            },
            "structures": {"id": ["s"], "kind": ["scic"]},
            "memberships": {"actor": list("abc"), "structure": ["s"] * 3},
            "links": {"source": list("aad"), "target": list("bcb"), "kind": ["convention"] * 3},
        }
    )
    edges = picture_of(pole, at=None).edges
    counted = edges.loc[edges["counts"], ["source", "target"]].to_numpy().tolist()
    assert counted == [["a", "b"], ["a", "s"], ["b", "s"]]
    multiplex = multiplex_of(pole)
    assert multiplex.links["convention"].source.size == 1
    assert multiplex.affiliations["scic"].incidence.nnz == 2


def test_a_multiplex_shows_the_cooperation_of_its_pole(sud: Pole) -> None:
    whole, reduced = picture_of(sud), picture_of(multiplex_of(sud))
    columns = ["what", "source", "target", "kind"]
    expected = whole.edges.loc[whole.edges["counts"], columns].sort_values(columns).reset_index(drop=True)
    found = reduced.edges[columns].sort_values(columns).reset_index(drop=True)
    pd.testing.assert_frame_equal(found.astype(str), expected.astype(str))


def test_a_structure_that_bears_the_id_of_an_actor_is_a_node_of_its_own() -> None:
    pole = Pole.from_tables(
        {
            "actors": {"id": ["x", "y"]},
            "structures": {"id": ["x"], "kind": ["scic"], "actor": ["x"]},
            "memberships": {"actor": ["y"], "structure": ["x"]},
        }
    )
    picture = picture_of(pole)
    assert list(picture.nodes.index) == ["x", "y", "structure:x"]
    assert picture.nodes.loc["structure:x", "itself"] == "x"
    assert picture.edges["target"].tolist() == ["structure:x"]


def test_partners_are_counted_once_however_many_lines_join_them(parallel: Pole) -> None:
    assert picture_of(parallel).partners.to_dict() == {"a": 2, "b": 2, "c": 0, "s": 2}


def test_an_actor_without_name_is_shown_under_its_id() -> None:
    assert picture_of(Pole.from_tables({"actors": {"id": ["x"]}})).nodes.loc["x", "name"] == "x"


def test_parallel_edges_are_ranked_around_zero_whatever_their_direction() -> None:
    edges = pd.DataFrame({"source": ["a", "b", "a", "a"], "target": ["b", "a", "b", "c"]})
    assert parallel_ranks(edges).tolist() == [-1.0, 0.0, 1.0, 0.0]


def test_sectors_are_those_of_the_whole_pole_whatever_the_date(sud: Pole) -> None:
    assert picture_of(sud).sectors == picture_of(sud, at=None).sectors
    assert picture_of(sud).link_kinds == picture_of(sud, natures=["cooperation"]).link_kinds
