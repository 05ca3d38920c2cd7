"""Poles in and out: what goes out and comes in again is the same pole, whatever the format."""

import itertools
import re

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
from coopnet.vocabulary import vocabulary

TABLES = ("actors", "structures", "memberships", "links")
GRAPHS = (".graphml", ".gexf")
ENDINGS = ("", ".xlsx", *GRAPHS)
_numbers = itertools.count()


def assert_same(found: Pole, wanted: Pole) -> None:
    """Assert that two poles say the same: rows may have other numbers, since those are places in a file."""
    assert found.about == wanted.about
    assert found.vocabulary.kinds == wanted.vocabulary.kinds
    assert found.vocabulary.lists["sectors"] == wanted.vocabulary.lists["sectors"]
    for name in TABLES:
        one, other = getattr(found, name), getattr(wanted, name)
        if name in ("memberships", "links"):
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
_ids = st.one_of(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8), _hard)
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


# As Gephi 0.10 writes it: columns by id, sizes and colours beside the data, a weight on every edge.
GEPHI_GRAPHML = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="label"/>
<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>
<key attr.name="weight" attr.type="double" for="edge" id="weight"/>
<key attr.name="r" attr.type="int" for="node" id="r"/>
<key attr.name="g" attr.type="int" for="node" id="g"/>
<key attr.name="b" attr.type="int" for="node" id="b"/>
<key attr.name="x" attr.type="float" for="node" id="x"/>
<key attr.name="y" attr.type="float" for="node" id="y"/>
<key attr.name="size" attr.type="float" for="node" id="size"/>
<key attr.name="node_type" attr.type="string" for="node" id="node_type"/>
<key attr.name="secteur" attr.type="string" for="node" id="secteur"/>
<key attr.name="effectif" attr.type="double" for="node" id="effectif"/>
<key attr.name="declared_size" attr.type="long" for="node" id="declared_size"/>
<key attr.name="kind" attr.type="string" for="node" id="kind"/>
<key attr.name="Modularity Class" attr.type="int" for="node" id="modularity_class"/>
<key attr.name="nature du lien" attr.type="string" for="edge" id="nature du lien"/>
<graph edgedefault="undirected">
<node id="a"><data key="label">Café &amp; Cie</data><data key="secteur">Restauration</data>
<data key="effectif">12.0</data>
<data key="modularity_class">3</data><data key="size">10.0</data><data key="r">255</data><data key="g">0</data>
<data key="b">0</data><data key="x">-312.5</data><data key="y">87.25</data></node>
<node id="b"><data key="node_type">actor</data><data key="size">10.0</data><data key="r">0</data><data key="g">0</data>
<data key="b">0</data><data key="x">1.0</data><data key="y">2.0</data></node>
<node id="S"><data key="label">La SCIC</data><data key="node_type">structure</data><data key="kind">scic</data>
<data key="declared_size">40</data><data key="size">55.0</data><data key="r">0</data><data key="g">0</data>
<data key="b">0</data><data key="x">0.0</data><data key="y">0.0</data></node>
<edge id="0" source="a" target="b"><data key="nature du lien">Convention</data><data key="weight">2.5</data></edge>
<edge id="1" source="S" target="a"><data key="weight">1.0</data></edge>
<edge id="2" source="b" target="S"><data key="weight">1.0</data></edge>
</graph></graphml>
"""

GEPHI_GEXF = """<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">
<meta lastmodifieddate="2026-11-23"><creator>Gephi 0.10</creator><description></description></meta>
<graph defaultedgetype="undirected" mode="static">
<attributes class="node" mode="static">
<attribute id="node_type" title="Node Type" type="string"/><attribute id="secteur" title="secteur" type="string"/>
<attribute id="effectif" title="effectif" type="double"/><attribute id="kind" title="kind" type="string"/>
<attribute id="declared_size" title="declared_size" type="long"/>
<attribute id="modularity_class" title="Modularity Class" type="integer"/>
</attributes>
<nodes>
<node id="a" label="Café &amp; Cie"><attvalues><attvalue for="secteur" value="Restauration"/>
<attvalue for="effectif" value="12.0"/><attvalue for="modularity_class" value="3"/></attvalues>
<viz:size value="10.0"/><viz:position x="-312.5" y="87.25"/><viz:color r="255" g="0" b="0"/></node>
<node id="b"><attvalues><attvalue for="node_type" value="actor"/></attvalues><viz:size value="10.0"/></node>
<node id="S" label="La SCIC"><attvalues><attvalue for="node_type" value="structure"/><attvalue for="kind" value="scic"/>
<attvalue for="declared_size" value="40"/></attvalues><viz:size value="55.0"/></node>
</nodes>
<edges>
<edge id="0" source="a" target="b" kind="convention" weight="2.5"/>
<edge id="1" source="S" target="a"/>
<edge id="2" source="b" target="S"/>
</edges></graph></gexf>
"""


class TestAFileSavedByGephi:
    @pytest.fixture(params=[GEPHI_GRAPHML, GEPHI_GEXF], ids=["graphml", "gexf"])
    def pole(self, request, tmp_path):
        path = tmp_path / f"gephi.{'graphml' if '<graphml' in request.param else 'gexf'}"
        path.write_text(request.param, encoding="utf-8")
        return read_pole(path)

    def test_gives_its_labels_as_names(self, pole):
        assert pole.actors["name"].to_dict() == pytest.approx({"a": "Café & Cie", "b": np.nan}, nan_ok=True)
        assert pole.structures.loc["S", "name"] == "La SCIC"

    def test_gives_its_columns_in_french_or_in_english(self, pole):
        assert pole.actors.loc["a", "sector"] == "catering"
        assert pole.actors.loc["a", "employees"] == 12

    def test_gives_the_size_of_a_structure_and_not_that_of_its_dot(self, pole):
        assert pole.structures.loc["S", "size"] == 40

    def test_gives_no_coordinates_from_positions_on_the_screen(self, pole):
        assert pole.actors[["longitude", "latitude"]].isna().all(axis=None)

    def test_gives_memberships_whichever_way_the_edge_goes(self, pole):
        assert list(zip(pole.memberships["actor"], pole.memberships["structure"], strict=True)) == [
            ("a", "S"),
            ("b", "S"),
        ]

    def test_gives_links_with_their_kind_and_weight(self, pole):
        assert pole.links[["source", "target", "kind", "weight"]].to_numpy().tolist() == [["a", "b", "convention", 2.5]]

    def test_keeps_what_gephi_computed_as_an_attribute_and_says_so(self, pole):
        assert pole.actors.loc["a", "Modularity Class"] == "3"
        assert "Modularity Class" in {finding.column for finding in pole.findings}


def test_columns_of_a_drawing_are_left_out_and_named(tmp_path):
    path = tmp_path / "gephi.graphml"
    path.write_text(GEPHI_GRAPHML, encoding="utf-8")
    (said,) = [finding for finding in read_pole(path).findings if finding.code == "drawing_ignored"]
    assert said.column == "b, g, r, size, x, y"


def test_coordinates_without_colours_are_somebodys_coordinates(tmp_path):
    graph = nx.Graph([("a", "b", {"kind": "convention"})])
    graph.nodes["a"].update(x=-1.45, y=43.5)
    nx.write_graphml(graph, tmp_path / "placed.graphml")
    assert read_pole(tmp_path / "placed.graphml").actors.loc["a", "longitude"] == -1.45


def test_a_column_without_value_takes_the_default_that_the_file_declares(tmp_path):
    path = tmp_path / "default.graphml"
    path.write_text(
        '<graphml><key id="k" for="edge" attr.name="kind" attr.type="string"><default>convention</default></key>'
        '<graph><node id="a"/><node id="b"/><edge source="a" target="b"/></graph></graphml>',
        encoding="utf-8",
    )
    assert read_pole(path).links["kind"].tolist() == ["convention"]


def test_the_last_of_several_dated_values_is_read_and_said(tmp_path):
    path = tmp_path / "dated.gexf"
    path.write_text(
        '<gexf><graph><attributes class="node" mode="dynamic"><attribute id="s" title="sector" type="string"/>'
        '</attributes><nodes><node id="a"><attvalues><attvalue for="s" value="food" end="2010"/>'
        '<attvalue for="s" value="culture" start="2010"/></attvalues></node></nodes></graph></gexf>',
        encoding="utf-8",
    )
    pole = read_pole(path)
    assert pole.actors.loc["a", "sector"] == "culture"
    assert "several_dated_values" in {finding.code for finding in pole.findings}


@pytest.mark.parametrize("ending", GRAPHS)
def test_a_link_to_an_unknown_actor_is_an_error_at_its_row(tmp_path, ending):
    graph = nx.Graph([("a", "b", {"kind": "convention"}), ("b", "c", {"kind": "amitié"})])
    path = tmp_path / f"faulty{ending}"
    (nx.write_graphml if ending == ".graphml" else nx.write_gexf)(graph, path)
    with pytest.raises(PoleRefused) as refused:
        read_pole(path)
    (fault,) = [finding for finding in refused.value.findings if finding.severity == "error"]
    assert (fault.table, fault.row, fault.column, fault.value) == ("links", 3, "kind", "amitié")
    assert len(read_pole(path, on_error="drop").links) == 1


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "empty": b"",
    "not xml": b"id,name\n1,CBE\n",
    "binary": bytes(range(256)) * 20,
    "truncated": GEPHI_GRAPHML[:700].encode(),
    "a web page": b"<html><body><p>Erreur 404</p></body></html>",
    "billion laughs": (LAUGHS + "<{root}><graph><node id='&b;'/></graph></{root}>").encode(),
    "external entity": b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><{root}><graph>&a;</graph></{root}>",
    "nested without end": b"<{root}>" + b"<graph>" * 100_000,
    "a value without end": b"<{root}><graph><node id='a'><data key='k'>" + b"x" * 2_000_000,
    "an encoding nobody knows": b'<?xml version="1.0" encoding="martien"?><{root}/>',
    "a node without id": b"<{root}><graph><node label='x'/></graph></{root}>",
    "an edge without target": b"<{root}><graph><node id='a'/><edge source='a'/></graph></{root}>",
    "a hyperedge": b"<graphml><graph><hyperedge><endpoint node='a'/></hyperedge></graph></graphml>",
    "a node of another world": b"<graphml><key id='t' for='node' attr.name='node_type'/><graph><node id='a'>"
    b"<data key='t'>planet</data></node></graph></graphml>",
}


@pytest.mark.parametrize(
    ("ending", "name"), [(e, n) for e in GRAPHS for n in HOSTILE if e == ".graphml" or b"<graphml" not in HOSTILE[n]]
)
def test_a_hostile_or_damaged_file_gets_one_sentence(tmp_path, ending, name):
    path = tmp_path / f"hostile{ending}"
    path.write_bytes(HOSTILE[name].replace(b"{root}", ending[1:].encode()))
    with pytest.raises(UnreadableInput) as refused:
        read_pole(path)
    for sentence in (refused.value.en, refused.value.fr):
        assert "hostile" in sentence
        assert len(sentence) < 300
        assert re.fullmatch(r"[^\n]+\.", sentence)


def test_a_graph_without_any_actor_is_refused(tmp_path):
    path = tmp_path / "nobody.gexf"
    path.write_text("<gexf><graph><nodes/></graph></gexf>", encoding="utf-8")
    with pytest.raises(PoleRefused):
        read_pole(path)


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
