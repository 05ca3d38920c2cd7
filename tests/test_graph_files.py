"""Files of graph tools as they come: saved by Gephi, written by others, damaged or hostile."""

import random
import re
from collections import Counter

import networkx as nx
import numpy as np
import pytest

from coopnet.errors import CoopnetError, PoleRefused, UnreadableInput
from coopnet.exchange import read_pole, write_pole

GRAPHS = (".graphml", ".gexf")

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


@pytest.mark.parametrize("ending", GRAPHS)
def test_no_change_to_a_file_gives_anything_but_a_pole_or_a_sentence(tmp_path, ending):
    """Lines lost, doubled or out of place; values replaced by awkward ones; bytes changed anywhere."""
    path = tmp_path / f"changed{ending}"
    whole = write_pole(read_pole("datasets/sud_aquitaine"), tmp_path / f"whole{ending}").read_text(encoding="utf-8")
    rng = random.Random(2026)
    outcomes, sentences = Counter(), []
    for _ in range(100):
        path.write_bytes(changed(whole, rng))
        try:
            read_pole(path, on_error=rng.choice(["refuse", "drop"]))
            outcomes["pole"] += 1
        except CoopnetError as refusal:
            outcomes[type(refusal).__name__] += 1
            sentences += [refusal.fr, refusal.en]
    assert set(outcomes) == {"pole", "UnreadableInput", "PoleRefused"}
    assert not [sentence for sentence in sentences if "\n" in sentence]


def changed(text, rng):
    """Return the bytes of a file after a few random changes."""
    lines = text.splitlines(keepends=True)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(lines))
        match rng.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(rng.randrange(len(lines)), lines[at])
            case 2:
                word = rng.choice(["", "12,5", "31/02/2024", "CBE", "&amp;", "x" * 500, "-1", "structure"])
                lines[at] = re.sub(r"(?<=[>\"])[^<>\"=]+(?=[<\"])", word, lines[at], count=rng.randint(1, 3))
            case _:
                lines[at] = lines[at].replace(rng.choice('<>"/e'), rng.choice(["", "é", "<", "\x01"]), 1)
    data = bytearray("".join(lines).encode())
    if rng.random() < 0.2:
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)
