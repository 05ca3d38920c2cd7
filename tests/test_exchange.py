"""Poles in and out: what goes out and comes in again is the same pole, whatever the format."""

import itertools

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coopnet.errors import PoleRefused, UnknownWord, UnreadableInput, WriteRefused
from coopnet.exchange import (
    pole_from_networkx,
    read_pole,
    to_networkx,
    two_mode_graph_of,
    write_pole,
)
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.synthetic import simulated_pole
from coopnet.vocabulary import folded, vocabulary

TABLES = ("actors", "structures", "memberships", "links", "ratings")
GRAPHS = (".graphml", ".gexf")
ENDINGS = ("", ".xlsx", *GRAPHS)
TOTALS = {"total", "totaux", "totalgeneral", "soustotal", "totals", "grandtotal", "ensemble"}
_numbers = itertools.count()


def assert_same(found: Pole, wanted: Pole) -> None:
    """Assert that two poles say the same: rows may have other numbers, since those are places in a file."""
    assert found.about == wanted.about
    assert found.vocabulary.kinds == wanted.vocabulary.kinds
    assert found.vocabulary.lists["sectors"] == wanted.vocabulary.lists["sectors"]
    for name in TABLES:
        one, other = getattr(found, name), getattr(wanted, name)
        if name not in ("actors", "structures"):
            one, other = one.reset_index(drop=True), other.reset_index(drop=True)
        pd.testing.assert_frame_equal(one, other)


def bytes_below(path):
    """Return the bytes of a file, or of each file of a folder."""
    return [file.read_bytes() for file in (sorted(path.iterdir()) if path.is_dir() else [path])]


_plain = st.text(st.characters(codec="utf-8"), max_size=12)
_hard = st.sampled_from(
    [
        "a & b",
        "<i>x</i>",
        '"guillemets"',
        "l’Éole",
        "x=1;y",
        "actor:x",
        "structure:x",
        "own:x",
        "#N/A",
        "012",
        "1e5",
        "deux\nlignes",
        "\u202f",
        "tab\tici",
        "]]>",
        "&amp;",
        "NC",
        "-",
        "total",
        "'",
        "=1+1",
        "é",
        "x, y",
        "1,5",
        "",
    ]
)
_texts = st.one_of(_plain, _hard)
_ids = st.one_of(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8), _hard
).filter(lambda name: folded(name) not in TOTALS)  # a row that begins with Total and holds nothing else is a sum
_dates = st.sampled_from(["", "2012", "2012-05", "2012-05-17"])
_headers = st.one_of(
    st.sampled_from(
        ["Budget", "label", "size", "weight", "node_type", "x", "r", "own:x", "key", "coopnet", "notes <1>"]
    ),
    st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8),
)


@st.composite
def tables_of_poles(draw):
    """Draw the tables of a pole with awkward texts, empty cells, declared kinds and columns of its own."""
    actors = draw(st.lists(_ids, min_size=2, max_size=5, unique_by=str.strip))
    structures = draw(st.lists(_ids, max_size=3, unique_by=str.strip))
    kinds = ["convention", "funding", "joint_bid", "troc"]

    def column(values, size, **options):
        return draw(st.lists(values, min_size=size, max_size=size, **options))

    own = draw(st.lists(_headers, max_size=3, unique=True))
    tables = {
        "about": {
            "name": draw(_texts),
            "reference_date": draw(_dates),
            "link_kind": "troc | Troc de matériel | coopération | dirigé",
            "sector": "cirque | Cirque",
            "simulated": draw(st.sampled_from(["", "yes"])),
        },
        "actors": {
            "id": actors,
            "name": column(_texts, len(actors)),
            "sector": column(st.sampled_from(["", "food", "cirque"]), len(actors)),
            "employees": column(st.sampled_from(["", "0", "12"]), len(actors)),
            "longitude": column(st.sampled_from(["", "-1.45", "0.0000001", "7"]), len(actors)),
            "joined": column(_dates, len(actors)),
            **{header: column(_texts, len(actors)) for header in own},
        },
        "structures": {
            "id": structures,
            "name": column(_texts, len(structures)),
            "kind": column(st.sampled_from(["geiq", "scic"]), len(structures)),
            "size": column(st.sampled_from(["", "40"]), len(structures)),
        },
    }
    ratings = draw(st.integers(0, 3))
    if ratings:
        tables["ratings"] = {
            "evaluator": column(st.sampled_from(["Anne", "Boris", "E1"]), ratings),
            "criterion": column(st.sampled_from("efg"), ratings),
            "rating": column(st.sampled_from("1234"), ratings),
            "comment": column(_texts, ratings),
        }
    pairs = draw(st.lists(st.permutations(actors).map(lambda order: order[:2]), max_size=6))
    tables["links"] = {
        "source": [pair[0] for pair in pairs],
        "target": [pair[1] for pair in pairs],
        "kind": column(st.sampled_from(kinds), len(pairs)),
        "weight": column(st.sampled_from(["", "1", "2.5", "0.0000001"]), len(pairs)),
        "since": column(_dates, len(pairs)),
        "evidence": column(_texts, len(pairs)),
        **{header: column(_texts, len(pairs)) for header in own[:1]},
    }
    if structures:
        members = draw(st.lists(st.tuples(st.sampled_from(actors), st.sampled_from(structures)), max_size=6))
        tables["memberships"] = {
            "actor": [actor for actor, _ in members],
            "structure": [structure for _, structure in members],
            "role": column(_texts, len(members)),
        }
    return tables


def pole_of(tables):
    """Return the pole that drawn tables make once their faulty rows are dropped."""
    try:
        return Pole.from_tables(tables, on_error="drop")
    except PoleRefused:  # nothing left: such a pole does not exist, and cannot be written
        assume(False)


thorough = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


class TestWhatGoesOutAndComesInAgain:
    @pytest.mark.parametrize("ending", ENDINGS)
    @thorough
    @given(tables=tables_of_poles())
    def test_is_the_same_pole(self, tmp_path_factory, ending, tables):
        pole = pole_of(tables)
        path = tmp_path_factory.getbasetemp() / f"pole{next(_numbers)}{ending}"
        assert_same(read_pole(write_pole(pole, path)), pole)

    @pytest.mark.parametrize("ending", ["", ".xlsx"])
    @thorough
    @given(tables=tables_of_poles())
    def test_is_the_same_pole_in_french_too(self, tmp_path_factory, ending, tables):
        pole = pole_of(tables)
        path = tmp_path_factory.getbasetemp() / f"pôle{next(_numbers)}{ending}"
        assert_same(read_pole(write_pole(pole, path, language="fr")), pole)

    @thorough
    @given(tables=tables_of_poles())
    def test_is_the_same_pole_through_a_graph_of_networkx(self, tables):
        pole = pole_of(tables)
        assert_same(pole_from_networkx(two_mode_graph_of(pole)), pole)

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_is_the_same_pole_down_to_its_rows_when_it_is_the_documented_one(self, tmp_path, ending):
        pole = read_pole("datasets/sud_aquitaine")
        again = read_pole(write_pole(pole, tmp_path / f"pole{ending}"))
        assert again.about == pole.about
        for name in TABLES:
            pd.testing.assert_frame_equal(getattr(again, name), getattr(pole, name))

    @pytest.mark.parametrize("ending", [*ENDINGS, ".net"])
    def test_is_written_in_the_same_bytes_every_time(self, tmp_path, ending):
        pole = simulated_pole(rng=np.random.default_rng(3), n_actors=40)
        one, other = (bytes_below(write_pole(pole, tmp_path / f"{name}{ending}")) for name in ("one", "other"))
        assert len(one) == (5 if ending == "" else 1)
        assert one == other

    @pytest.mark.parametrize(("ending", "write"), [("graphml", nx.write_graphml), ("gexf", nx.write_gexf)])
    def test_is_the_same_pole_when_networkx_writes_the_file(self, tmp_path, ending, write):
        pole = simulated_pole(rng=np.random.default_rng(4), n_actors=40)
        path = tmp_path / f"pole.{ending}"
        write(two_mode_graph_of(pole), path)
        assert_same(read_pole(path), pole)


class TestOtherToolsReadTheSameGraph:
    @pytest.fixture
    def pole(self):
        return read_pole("datasets/sud_aquitaine")

    @pytest.mark.parametrize(("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
    def test_networkx(self, pole, tmp_path, ending, read):
        found, wanted = read(write_pole(pole, tmp_path / f"pole{ending}")), two_mode_graph_of(pole)
        assert found.is_directed()  # the documented pole has funding links, which have a direction
        assert {node: values["node_type"] for node, values in found.nodes(data=True)} == dict(
            wanted.nodes(data="node_type")
        )
        assert sorted(found.edges()) == sorted(wanted.edges())
        assert found.nodes["CBE"]["label"] == wanted.nodes["CBE"]["name"]
        assert found.nodes["structure:S_GEIQ_BTP"]["declared_size"] == 210

    def test_igraph(self, pole, tmp_path):
        found = igraph.Graph.Read_GraphML(str(write_pole(pole, tmp_path / "pole.graphml")))
        assert found.vcount() == len(pole.actors) + len(pole.structures)
        assert found.ecount() == len(pole.memberships) + len(pole.links)
        assert found.vs.find(id="CBE")["label"] == pole.actors.loc["CBE", "name"]

    @pytest.mark.parametrize("ending", GRAPHS)
    def test_a_pole_without_directed_kinds_is_written_undirected(self, tmp_path, ending):
        pole = Pole.from_tables(
            {"actors": {"id": ["a", "b"]}, "links": {"source": ["a"], "target": ["b"], "kind": ["convention"]}}
        )
        read = nx.read_graphml if ending == ".graphml" else nx.read_gexf
        assert not read(write_pole(pole, tmp_path / f"pole{ending}")).is_directed()

    def test_pajek_keeps_ids_kinds_weights_and_directions(self, pole, tmp_path):
        path = write_pole(pole, tmp_path / "pole.net")
        by_igraph, by_networkx = igraph.Graph.Read_Pajek(str(path)), nx.read_pajek(path)
        wanted = two_mode_graph_of(pole)
        assert by_igraph.vs["name"] == list(wanted) == list(by_networkx)
        assert by_igraph.ecount() == by_networkx.number_of_edges() == wanted.number_of_edges()
        kinds = sorted(values.get("kind", "membership") for *_, values in wanted.edges(data=True))
        assert sorted(by_igraph.es["label"]) == kinds
        arcs, edges = path.read_text(encoding="utf-8").split("*Arcs")[1].split("*Edges")
        assert '"funding"' in arcs
        assert '"funding"' not in edges
        assert '"membership"' in edges

    def test_pajek_writes_weights_and_ids_with_quotation_marks(self, tmp_path):
        pole = Pole.from_tables(
            {
                "actors": {"id": ['la "maison"', "b"]},
                "links": {"source": ["b"], "target": ['la "maison"'], "kind": ["convention"], "weight": [2.5]},
            }
        )
        lines = write_pole(pole, tmp_path / "pole.net").read_text(encoding="utf-8").split()
        assert " ".join(lines) == '*Vertices 2 1 "la \'maison\'" ellipse 2 "b" ellipse *Edges 2 1 2.5 l "convention"'


def test_a_pajek_file_is_refused_with_the_formats_that_are_read(tmp_path):
    path = write_pole(read_pole("datasets/sud_aquitaine"), tmp_path / "pole.net")
    with pytest.raises(UnreadableInput, match="GraphML"):
        read_pole(path)


def test_what_exists_is_never_overwritten(tmp_path):
    path = tmp_path / "pole.graphml"
    path.write_text("précieux", encoding="utf-8")
    with pytest.raises(WriteRefused, match="already exists"):
        write_pole(read_pole("datasets/sud_aquitaine"), path)
    assert path.read_text(encoding="utf-8") == "précieux"


def test_a_place_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(WriteRefused):
        write_pole(read_pole("datasets/sud_aquitaine"), tmp_path / "nowhere" / "pole.gexf")


def test_an_ending_that_names_no_format_is_refused_with_those_that_do():
    with pytest.raises(UnknownWord, match=r"\.graphml"):
        write_pole(read_pole("datasets/sud_aquitaine"), "pole.docx")


class TestAGraphOfNetworkx:
    def test_without_any_attribute_but_kinds_is_a_pole(self):
        pole = pole_from_networkx(nx.Graph([(1, 2, {"kind": "convention"}), (2, 3, {"kind": "joint_bid"})]))
        assert list(pole.actors.index) == ["1", "2", "3"]
        assert pole.links["kind"].tolist() == ["convention", "joint_bid"]

    def test_without_kinds_is_refused_because_nobody_can_guess_them(self):
        with pytest.raises(PoleRefused):
            pole_from_networkx(nx.path_graph(3))

    def test_says_who_takes_part_in_which_structure(self):
        graph = nx.Graph([("S", "a"), ("b", "S")])
        graph.nodes["S"].update(node_type="structure", kind="geiq")
        pole = pole_from_networkx(graph)
        assert pole.memberships["actor"].tolist() == ["a", "b"]

    def test_keeps_the_direction_of_its_arcs(self):
        pole = pole_from_networkx(nx.DiGraph([("b", "a", {"kind": "funding"})]))
        assert pole.links[["source", "target"]].to_numpy().tolist() == [["b", "a"]]

    def test_takes_values_of_numpy_and_missing_ones(self):
        graph = nx.Graph([("a", "b", {"kind": "convention", "weight": np.float64(2.0)})])
        graph.nodes["a"].update(employees=np.int64(3), name=None)
        pole = pole_from_networkx(graph)
        assert pole.actors.loc["a", "employees"] == 3
        assert pole.links["weight"].tolist() == [2.0]

    def test_that_is_no_graph_is_refused(self):
        with pytest.raises(UnreadableInput, match="list"):
            pole_from_networkx([("a", "b")])


def test_a_network_as_a_simple_graph_has_its_nodes_weights_and_view():
    pole = simulated_pole(rng=np.random.default_rng(5), n_actors=40)
    network = network_of(pole, view="links")
    graph = to_networkx(network)
    assert not graph.is_multigraph()
    assert list(graph) == list(network.nodes)
    assert graph.graph["view"] == network.view.full_name
    np.testing.assert_array_equal(nx.to_numpy_array(graph), network.matrix.toarray())


def test_a_two_mode_network_as_a_simple_graph_has_its_structures_after_its_actors():
    pole = read_pole("datasets/sud_aquitaine")
    network = network_of(pole, view="structures")
    assert list(to_networkx(network)) == list(network.nodes)


def test_every_column_of_the_vocabulary_survives_in_a_graph_file(tmp_path):
    """Whatever column is added to the vocabulary is one that graph files carry."""
    values = {"integer": 3, "number": 1.5, "date": "2012", "siren": "732829320", "siret": "73282932000074"}
    values |= {"naf": "56.29A", "commune": "40312", "text": "texte", "identifier": "S", "flag": "yes"}
    words = vocabulary()

    def filled(table, **given):
        columns = words.tables[table].columns.values()
        return {
            column.name: [given.get(column.name) or values.get(column.format) or next(iter(words.words(column.words)))]
            for column in columns
        }

    tables = {
        "actors": {
            name: [*value, ""] for name, value in filled("actors", id="a", epci="244000659", joined="2010").items()
        },
        "structures": filled("structures", actor="a", founded="2010"),
        "memberships": filled("memberships", actor="a", structure="S", since="2010", reported_by="a"),
        "links": filled("links", source="a", target="b", since="2010", reported_by="a"),
    }
    tables["actors"]["id"] = ["a", "b"]
    pole = Pole.from_tables(tables)
    for ending in ENDINGS:
        again = read_pole(write_pole(pole, tmp_path / f"pole{ending}"))
        assert_same(again, pole)
        assert again.actors.loc["a"].notna().all()
        assert again.links.notna().all(axis=None)
