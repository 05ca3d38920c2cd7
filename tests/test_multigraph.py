"""The multigraph: one edge per direct link, one per pair of members of a structure."""

from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from coopnet.errors import CostRefused
from coopnet.exchange import multigraph_of, read_pole, to_networkx
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.synthetic import simulated_pole

TABLES = {
    "about": {"name": "Essai", "reference_date": "2012", "notice_en": "Made up."},
    "actors": {"id": ["a", "b", "c", "d"], "sector": ["food", "food", "culture", ""], "left": ["", "", "", "2010"]},
    "structures": {
        "id": ["GE", "GEIQ"],
        "kind": ["employers_group", "geiq"],
        "name": ["Groupement", ""],
        "size": [None, 11],
    },
    "memberships": {"actor": ["a", "b", "c", "a", "b"], "structure": ["GE", "GE", "GE", "GEIQ", "GEIQ"]},
    "links": {
        "source": ["a", "b", "c", "a", "c"],
        "target": ["b", "a", "a", "d", "b"],
        "kind": ["convention", "convention", "funding", "convention", "joint_bid"],
        "weight": [2, None, 5, 1, None],
        "since": ["2010", "", "2011-05", "", "2014"],
    },
}


@pytest.fixture
def pole():
    return Pole.from_tables(TABLES)


@pytest.fixture(scope="module")
def simulated():
    return simulated_pole(rng=np.random.default_rng(7), n_actors=60)


def test_two_actors_in_two_employers_groups_are_joined_by_two_parallel_edges(pole):
    graph = multigraph_of(pole)
    assert {key for key in graph["a"]["b"] if isinstance(key, str)} == {"GE", "GEIQ"}


def test_a_direct_link_is_keyed_by_its_row(pole):
    graph = multigraph_of(pole)
    assert {key for key in graph["a"]["b"] if isinstance(key, int)} == {2, 3}
    assert graph.edges["a", "b", 2]["kind"] == "convention"
    assert graph.edges["a", "b", 2]["since"] == "2010"


def test_the_weight_of_a_link_is_its_intensity_and_one_where_the_file_has_none(pole):
    graph = multigraph_of(pole)
    assert graph.edges["a", "b", 2]["weight"] == 2
    assert graph.edges["a", "b", 3]["weight"] == 1


def test_an_edge_from_a_structure_has_its_kind_and_weighs_one_over_its_size_less_one(pole):
    graph = multigraph_of(pole)
    assert graph.edges["a", "c", "GE"]["kind"] == "employers_group"
    assert graph.edges["a", "c", "GE"]["weight"] == pytest.approx(1 / 2)
    assert graph.edges["a", "b", "GEIQ"]["weight"] == pytest.approx(1 / 10)  # eleven members are declared


def test_only_cooperation_counts_unless_the_user_says_otherwise(pole):
    assert not nx.get_edge_attributes(multigraph_of(pole), "directed")
    everything = multigraph_of(pole, natures="all")
    (funding,) = [values for *_, values in everything.edges(data=True) if values["kind"] == "funding"]
    assert (funding["source"], funding["target"], funding["nature"], funding["directed"]) == ("c", "a", "funding", True)


def test_what_is_not_active_at_the_reference_date_is_not_there(pole):
    graph = multigraph_of(pole)
    assert "d" not in graph
    assert "joint_bid" not in {kind for *_, kind in graph.edges(data="kind")}


def test_every_row_is_there_when_dates_are_set_aside(pole):
    graph = multigraph_of(pole, natures="all", at=None)
    assert set(graph) == {"a", "b", "c", "d"}
    assert sum(isinstance(key, int) for *_, key in graph.edges(keys=True)) == 5


def test_a_structure_above_the_limit_gives_no_edge_and_is_named(pole):
    graph = multigraph_of(pole, limit=2)
    assert graph.graph["left_two_mode"] == ["GE"]
    assert {key for *_, key in graph.edges(keys=True) if isinstance(key, str)} == {"GEIQ"}


def test_nodes_carry_the_columns_that_are_not_empty(pole):
    graph = multigraph_of(pole, at=None)
    assert graph.nodes["a"] == {"sector": "food"}
    assert graph.nodes["d"] == {"left": "2010"}


def test_the_graph_says_what_it_is(pole):
    graph = multigraph_of(pole)
    assert graph.graph["name"] == "Essai"
    assert graph.graph["notice"] == "Made up."
    assert "cooperation" in graph.graph["scope"]
    assert "2012" in graph.graph["scope"]


def test_changing_an_edge_leaves_the_others_of_its_structure_alone(pole):
    graph = multigraph_of(pole)
    graph.edges["a", "b", "GE"]["kind"] = "changed"
    assert graph.edges["a", "c", "GE"]["kind"] == "employers_group"


def test_too_costly_a_projection_is_refused_before_it_is_made(pole, monkeypatch):
    monkeypatch.setattr("coopnet.exchange.multigraph.OBJECTS_BUDGET", 3)
    with pytest.raises(CostRefused, match="4 edges"):
        multigraph_of(pole)
    assert multigraph_of(pole, limit=2).number_of_edges("a", "b") == 3


def test_a_pole_without_any_link_is_a_multigraph_without_edges():
    graph = multigraph_of(Pole.from_tables({"actors": {"id": ["a", "b"]}}))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (2, 0)


def test_equals_its_definition_read_aloud(simulated):
    active_kinds = {code for code, kind in simulated.vocabulary.kinds.items() if kind.nature == "cooperation"}
    wanted = Counter()
    for link in simulated.links.itertuples():
        if link.kind in active_kinds:
            wanted[frozenset((link.source, link.target)), link.Index] += 1
    for structure, members in simulated.memberships.groupby("structure")["actor"]:
        if simulated.structures.loc[structure, "kind"] in active_kinds:
            for pair in combinations(sorted(set(members)), 2):
                wanted[frozenset(pair), structure] += 1

    found = Counter((frozenset((a, b)), key) for a, b, key in multigraph_of(simulated, at=None).edges(keys=True))

    assert found == wanted


@pytest.mark.parametrize("natures", [("cooperation",), "all"])
def test_agrees_with_the_views_that_collapse_it(simulated, natures):
    """Parallel edges counted are the view “links”; their weights summed are the view “newman”."""
    graph = multigraph_of(simulated, natures=natures)
    for view, of_edge in (("links", lambda values: 1.0), ("newman", lambda values: values["weight"])):
        summed = Counter()
        for a, b, values in graph.edges(data=True):
            summed[frozenset((a, b))] += of_edge(values)
        network = to_networkx(network_of(simulated, view=view, natures=natures))
        collapsed = {frozenset((a, b)): weight for a, b, weight in network.edges(data="weight")}
        assert collapsed == pytest.approx(dict(summed))


def test_the_documented_pole_joins_the_founders_of_its_cooperative():
    graph = multigraph_of(read_pole("datasets/sud_aquitaine"))
    kinds = {values["kind"] for values in graph["CBE"]["HAJSA"].values()}
    assert "cae" in kinds
