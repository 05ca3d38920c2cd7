"""What leaves for igraph, statsmodels and R says there what it says here."""

import json
import shutil
import subprocess
import sys

import igraph
import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as formulas

import coopnet as cn
from coopnet.errors import LibraryMissing, UnknownWord
from coopnet.measures.examples import example_pole

TERMS = ("same_sector", "same_type")


@pytest.fixture(scope="module")
def pole():
    return cn.read_pole("datasets/sud_aquitaine")


@pytest.fixture(scope="module")
def model(pole):
    return cn.dyadic_model_of(pole, TERMS, rng=np.random.default_rng(1), n_draws=9)


def run_in_r(script, folder):
    if not shutil.which("Rscript"):
        pytest.skip("Rscript is not installed: what R reads was not tried")
    (folder / "script.R").write_text(script, encoding="utf-8")
    done = subprocess.run(["Rscript", "--vanilla", "script.R"], cwd=folder, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("view", ["pairs", "newman"])
def test_igraph_sees_the_same_network(pole, view):
    network = cn.network_of(pole, view=view)
    graph = cn.to_igraph(network)

    assert isinstance(graph, igraph.Graph)
    assert graph["view"] == network.view.full_name
    assert graph.vs["name"] == network.nodes.tolist()
    assert graph.is_simple()
    assert graph.strength(weights="weight") == pytest.approx(np.asarray(network.matrix.sum(axis=1)).ravel())
    assert graph.vs["sector"][0] == network.attributes["sector"].iloc[0]


def test_the_tables_of_a_network_make_the_same_graph_by_igraphs_own_reader(pole):
    network = cn.network_of(pole)
    vertices, edges = cn.vertices_and_edges_of(network)
    graph = igraph.Graph.DataFrame(edges, directed=False, vertices=vertices, use_vids=False)

    assert graph.density() == pytest.approx(cn.pole_density(network))
    assert graph.vs["name"] == vertices["name"].tolist()
    assert (edges["source"] != edges["target"]).all()


def test_actors_without_links_are_vertices_too():
    pole = cn.Pole.from_tables(
        {"actors": {"id": ["a", "b", "c"]}, "links": {"source": ["b"], "target": ["a"], "kind": ["convention"]}}
    )
    vertices, edges = cn.vertices_and_edges_of(cn.network_of(pole))
    assert vertices["name"].tolist() == ["a", "b", "c"]
    assert edges.to_dict("list") == {"source": ["a"], "target": ["b"], "weight": [1.0]}
    assert cn.to_igraph(cn.network_of(pole)).degree() == [1, 1, 0]


def test_without_igraph_a_sentence_names_the_tables_instead(pole, monkeypatch):
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(LibraryMissing, match="vertices_and_edges_of"):
        cn.to_igraph(cn.network_of(pole))


def test_least_squares_of_statsmodels_on_the_dyads_gives_our_coefficients(pole, model):
    fit = formulas.ols(f"linked ~ {' + '.join(TERMS)}", data=cn.dyads_of(pole, TERMS)).fit()

    np.testing.assert_allclose(fit.params.to_numpy(), model.coefficients, rtol=1e-9)
    np.testing.assert_allclose(fit.bse.to_numpy(), model.errors, rtol=1e-9)
    assert fit.rsquared == pytest.approx(model.r_squared, rel=1e-9)


@pytest.mark.parametrize("view", ["pairs", "links", "kinds", "newman"])
def test_every_pair_stands_once_among_the_dyads(pole, view):
    network = cn.network_of(pole, view=view)
    dyads = cn.dyads_of(pole, (), view=view)
    n = network.n_actors

    assert len(dyads) == n * (n - 1) // 2
    assert dyads.iloc[:, 2].sum() == pytest.approx(network.matrix.sum() / 2)
    assert dyads.attrs["view"] == network.view.name


def test_dyads_have_no_structures():
    pole = cn.Pole.from_tables({"actors": {"id": ["a", "b"]}})
    with pytest.raises(UnknownWord, match="structures"):
        cn.dyads_of(pole, view="structures")


def test_a_formula_takes_the_actors_as_they_are(pole):
    table = cn.actor_table_of(pole, ["actor_degree", "actor_betweenness", "actor_brokerage_table"])
    fit = formulas.ols("actor_degree_pairs ~ C(type)", data=table).fit()
    known = table[table["type"].notna()]

    assert fit.nobs == len(known)
    assert fit.fittedvalues.groupby(known["type"]).first().to_dict() == pytest.approx(
        known.groupby("type")["actor_degree_pairs"].mean().to_dict()
    )
    assert table.attrs["labels"]["actor_betweenness_pairs"] == "actor_betweenness[pairs]"
    assert table["actor"].tolist() == pole.actors.index.tolist()
    expected = cn.actor_brokerage_table(cn.network_of(pole))["liaison"]
    np.testing.assert_array_equal(table["actor_brokerage_liaison_pairs"], expected)


def test_the_table_of_actors_refuses_what_is_not_theirs(pole):
    with pytest.raises(UnknownWord, match="speak of actors"):
        cn.actor_table_of(pole, ["pole_density"])
    with pytest.raises(UnknownWord, match="no column"):
        cn.actor_table_of(pole, columns=["colour"])


def test_the_table_of_actors_takes_directed_kinds_whatever_their_nature():
    pole = example_pole({"convention": "ab bc", "funding": "ab ac"})
    table = cn.actor_table_of(pole, ["actor_degree", "actor_directed_degree_table"], columns=[])

    assert table["actor_degree_pairs"].to_list() == [1, 2, 1]  # funding is no cooperation
    assert table.attrs["labels"][table.columns[-1]] == "actor_directed_degree.funding_in[directed]"
    assert table.iloc[:, -2:].to_numpy().tolist() == [[2, 0], [0, 1], [0, 1]]


def test_r_gets_our_coefficients_from_the_csv_of_dyads(pole, model, tmp_path):
    cn.tabulated(cn.dyads_of(pole, TERMS)).to_csv(tmp_path / "dyads.csv")
    run_in_r(
        'd <- read.csv("dyads.csv")\n'
        f"fit <- summary(lm(linked ~ {' + '.join(TERMS)}, data = d))\n"
        'write.csv(fit$coefficients, "fit.csv", row.names = FALSE)\n',
        tmp_path,
    )
    fit = pd.read_csv(tmp_path / "fit.csv")

    np.testing.assert_allclose(fit.iloc[:, 0], model.coefficients, rtol=1e-9)
    np.testing.assert_allclose(fit.iloc[:, 1], model.errors, rtol=1e-9)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_result_goes_to_r_and_comes_back_the_same(pole, language, tmp_path):
    comparison = cn.compare_to_null("actor_ei", pole, "shuffle_sectors", rng=np.random.default_rng(1), n_draws=19)
    comparison.to_csv(tmp_path / "out.csv", language)
    reader = 'read.csv2("out.csv", fileEncoding = "UTF-8-BOM")' if language == "fr" else 'read.csv("out.csv")'
    run_in_r(
        f"d <- {reader}\n"
        'for (n in names(d)) if (is.numeric(d[[n]])) d[[n]] <- ifelse(is.na(d[[n]]), "", sprintf("%.17g", d[[n]]))\n'
        'write.csv(d, "back.csv", row.names = FALSE, na = "")\n',
        tmp_path,
    )
    back = pd.read_csv(tmp_path / "back.csv", keep_default_na=False, na_values=[""])

    wanted = comparison.tidy()
    assert back["item"].tolist() == wanted["item"].tolist()
    assert back["verdict"].tolist() == wanted["verdict"].tolist()
    for name in ("observed", "expected", "p", "q"):
        np.testing.assert_allclose(back[name], wanted[name], rtol=1e-14)


def test_the_tables_of_a_network_are_what_r_needs(pole, tmp_path):
    network = cn.network_of(pole)
    vertices, edges = cn.vertices_and_edges_of(network)
    cn.tabulated(vertices).to_csv(tmp_path / "vertices.csv")
    cn.tabulated(edges).to_csv(tmp_path / "edges.csv")
    run_in_r(
        'v <- read.csv("vertices.csv")\ne <- read.csv("edges.csv")\n'
        "stopifnot(all(e$source %in% v$name), all(e$target %in% v$name))\n"
        "degree <- table(factor(c(e$source, e$target), levels = v$name))\n"
        'cat(paste0("[", paste(as.integer(degree), collapse = ","), "]"), file = "degree.json")\n',
        tmp_path,
    )
    assert json.loads((tmp_path / "degree.json").read_text()) == cn.actor_degree(network).astype(int).tolist()
