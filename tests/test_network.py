"""What counts, and how parallel links are collapsed: the multiplex, its views, its two-mode side."""

import pickle

import numpy as np
import pandas as pd
import pytest

from coopnet.dates import active
from coopnet.errors import CostRefused, UnknownWord
from coopnet.multiplex import multiplex_of
from coopnet.network import VIEWS, affiliation_of, network_of
from coopnet.pole import Pole

LINKS = {
    "source": ["a", "b", "a", "c", "a", "d"],
    "target": ["b", "a", "c", "d", "d", "a"],
    "kind": ["convention", "convention", "joint_bid", "convention", "funding", "funding"],
    "weight": ["", "3", "0.5", "", "2", "7"],
    "since": ["", "2010", "2012-06", "2015", "", ""],
    "until": ["", "2011", "", "", "", ""],
    "evidence": list("uvwxyz"),
}


def pole(reference_date="", **more):
    return Pole.from_tables(
        {
            "actors": {
                "id": list("abcde"),
                "sector": ["food", "food", "culture", "", "housing"],
                "left": ["", "", "", "", "2009"],
            },
            "structures": {"id": ["g", "h", "solo"], "kind": ["geiq", "scic", "scic"], "size": [5, "", 9]},
            "memberships": {
                "actor": ["a", "b", "c", "a", "b", "a", "e"],
                "structure": ["g", "g", "g", "h", "h", "h", "solo"],
                "role": ["", "", "", "", "", "founder", ""],
            },
            "links": LINKS,
            "about": {"name": "Essai", "reference_date": reference_date},
            **more,
        }
    )


def matrix(network):
    return pd.DataFrame(network.matrix.toarray(), network.nodes, network.nodes)


def test_each_view_collapses_parallel_links_as_it_says():
    # a–b: two conventions, one shared GEIQ of declared size 5, one shared SCIC of two named members
    ab = {view: matrix(network_of(pole(), view=view)).loc["a", "b"] for view in ("pairs", "links", "kinds", "newman")}

    assert ab == {"pairs": 1, "links": 4, "kinds": 3, "newman": 1 + 3 + 1 / 4 + 1}


def test_only_cooperation_counts_unless_told():
    assert matrix(network_of(pole())).loc["a", "d"] == 0
    assert matrix(network_of(pole(), natures="all", view="links")).loc["a", "d"] == 2
    assert set(multiplex_of(pole(), natures=["funding"]).kinds) == {"funding"}


def test_directions_are_kept_in_the_multiplex_and_dropped_by_views_which_say_so():
    multiplex = multiplex_of(pole(), natures="all")
    funding = multiplex.links["funding"]

    assert funding.directed
    assert funding.weights.toarray()[0, 3] == 2
    assert funding.weights.toarray()[3, 0] == 7
    assert "directions dropped" in network_of(multiplex).view.full_name
    assert "directions dropped" not in network_of(pole()).view.full_name


def test_every_view_is_a_simple_symmetric_graph():
    for view in VIEWS:
        adjacency = network_of(pole(), view=view).matrix
        assert (adjacency != adjacency.T).nnz == 0
        assert not adjacency.diagonal().any()
        assert adjacency.has_sorted_indices
        assert (adjacency.data != 0).all()


def test_structures_kept_as_nodes_follow_the_actors_and_project_nothing():
    network = network_of(pole(), view="structures")

    assert list(network.nodes) == ["a", "b", "c", "d", "e", "g", "h", "solo"]
    assert list(network.actors) == list("abcde")
    assert matrix(network).loc["a", "g"] == 1
    assert matrix(network).loc["b", "c"] == 0


def test_a_structure_that_bears_the_name_of_an_actor_stays_another_node():
    tables = {
        "actors": {"id": ["a", "b"]},
        "structures": {"id": ["a"], "kind": ["scic"], "actor": ["a"]},
        "memberships": {"actor": ["b"], "structure": ["a"]},
    }

    assert list(network_of(Pole.from_tables(tables), view="structures").nodes) == ["a", "b", "structure:a"]


def test_rows_count_when_their_widest_interval_meets_the_date():
    since = pd.Series(["2012", "2012-06", "2012-06-15", None, "2013"], dtype="str")
    until = pd.Series([None, None, None, "2012-05", None], dtype="str")

    assert list(active(since, until, "2012")) == [True, True, True, True, False]
    assert list(active(since, until, "2012-06")) == [True, True, True, False, False]
    assert list(active(since, until, "2012-06-14")) == [True, True, False, False, False]
    assert active(since, until, None).all()


def test_the_reference_date_decides_unless_another_is_given():
    assert matrix(network_of(pole("2012"), view="links")).loc["a", "b"] == 3  # the convention of 2010–2011 is over
    assert matrix(network_of(pole("2012"), view="links", at="2010")).loc["a", "b"] == 4
    assert matrix(network_of(pole("2012"))).loc["c", "d"] == 0
    assert matrix(network_of(pole("2012"), at=None)).loc["c", "d"] == 1


def test_an_actor_who_left_before_the_date_is_not_there():
    assert "e" not in multiplex_of(pole("2012")).actors
    assert "e" in multiplex_of(pole("2008")).actors


def test_a_structure_above_the_limit_stays_two_mode_and_is_named():
    multiplex = multiplex_of(pole(), limit=2)

    assert multiplex.left_two_mode == ("g",)
    assert matrix(network_of(multiplex)).loc["b", "c"] == 0
    assert affiliation_of(multiplex).incidence.toarray()[:, 0].sum() == 3


def test_a_projection_that_would_explode_is_refused_with_its_cost():
    n = 20_000
    actors = [f"a{i}" for i in range(n)]
    tables = {
        "actors": {"id": actors},
        "structures": {"id": ["g"], "kind": ["geiq"]},
        "memberships": {"actor": actors, "structure": ["g"] * n},
    }
    big = Pole.from_tables(tables)

    assert network_of(big).n_pairs == 0
    with pytest.raises(CostRefused, match="199,990,000 pairs"):
        network_of(big, limit=n)


def test_a_member_named_twice_counts_once():
    affiliation = affiliation_of(pole())

    assert affiliation.incidence.max() == 1
    assert list(affiliation.named) == [3, 2, 1]
    assert list(affiliation.sizes) == [5, 2, 9]


def test_newman_strength_from_a_structure_is_one_when_all_members_are_named():
    tables = {
        "actors": {"id": list("abcd")},
        "structures": {"id": ["g"], "kind": ["geiq"]},
        "memberships": {"actor": list("abcd"), "structure": ["g"] * 4},
    }

    assert network_of(Pole.from_tables(tables), view="newman").matrix.sum(axis=1) == pytest.approx(np.ones(4))


def test_kinds_can_be_restricted_and_the_view_says_so():
    network = network_of(pole(), kinds=["geiq"])

    assert network.n_pairs == 3
    assert network.view.name == "pairs: geiq"


def test_results_carry_their_view():
    series = network_of(pole("2012")).actor_series(np.zeros(4), "actor_degree")

    assert series.name == "actor_degree[pairs]"
    assert series.attrs["view"] == "pairs (cooperation, at 2012, structures ≤ 500)"


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"view": "multigraph"}, "pairs, links, kinds, newman, structures"),
        ({"kinds": ["marriage"]}, "Kinds present"),
        ({"natures": ["love"]}, "Unknown nature “love”. Natures: cooperation, contract"),
        ({"natures": []}, "No nature of link would count; name one of cooperation, contract"),
        ({"natures": None}, "No nature of link would count"),
        ({"at": "12/03/2012"}, "YYYY"),
        ({"limit": -1}, "0 or more"),
    ],
)
def test_an_unknown_option_is_refused_with_what_is_possible(options, named):
    with pytest.raises(UnknownWord, match=named):
        network_of(pole(), **options)


def test_groups_follow_the_vocabulary_and_leave_out_the_unlabelled():
    groups = multiplex_of(pole()).groups("sector")

    assert groups.labels == ("housing", "food", "culture")
    assert list(groups.codes) == [1, 1, 2, -1, 0]
    assert list(groups.sizes) == [1, 2, 1]
    assert groups.n_unknown == 1


def test_a_column_that_is_not_one_of_categories_is_refused():
    with pytest.raises(UnknownWord, match="sector"):
        multiplex_of(pole()).groups("name")


def test_a_refused_column_is_named_as_the_reader_names_it_beside_those_that_hold_something():
    actors = {"id": ["a", "b"], "sector": ["food", ""], "réseau": ["x", "y"], "epci": ["", ""]}
    with pytest.raises(UnknownWord) as refusal:
        multiplex_of(Pole.from_tables({"actors": actors})).groups("name")

    assert refusal.value.fr.startswith("Impossible de regrouper les acteurs par «\u202fnom\u202f»")
    assert refusal.value.fr.endswith("colonnes possibles\u202f: secteur, réseau.")
    assert refusal.value.en.endswith("columns that can: sector, réseau.")


def test_a_multiplex_travels_to_another_process():
    multiplex = multiplex_of(pole(), natures="all")
    again = pickle.loads(pickle.dumps(multiplex))

    assert (network_of(again, view="newman").matrix != network_of(multiplex, view="newman").matrix).nnz == 0


def test_a_pole_without_links_has_empty_views():
    lonely = Pole.from_tables({"actors": {"id": ["a"]}})

    for view in VIEWS:
        assert network_of(lonely, view=view).n_pairs == 0
    assert affiliation_of(lonely).incidence.shape == (1, 0)
