"""Kinds compared two by two, and each kind's own density and centralisation."""

import json
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from coopnet.errors import UnknownWord
from coopnet.measures.layers import (
    kind_actor_overlap,
    kind_centralisation_each,
    kind_coverage,
    kind_degree_correlation,
    kind_density_each,
    kind_overlap,
)
from coopnet.multiplex import multiplex_of

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "uunet_layer_comparison.json").read_text())
X, Y = "convention", "joint_bid"


def sets_of(pole):
    """Return, from the rows of the tables, the set of pairs that each kind joins."""
    found = {}
    for row in pole.links.itertuples():
        found.setdefault(row.kind, set()).add(frozenset((row.source, row.target)))
    for structure, members in pole.memberships.groupby("structure")["actor"]:
        pairs = {frozenset(pair) for pair in combinations(set(members), 2)}
        found.setdefault(pole.structures.loc[structure, "kind"], set()).update(pairs)
    return found


def test_overlap_and_coverage_are_those_of_the_sets_of_pairs(any_pole):
    found, multiplex = sets_of(any_pole), multiplex_of(any_pole)
    overlap, covered, actors = kind_overlap(multiplex), kind_coverage(multiplex), kind_actor_overlap(multiplex)
    assert list(overlap.index) == list(overlap.columns) == list(multiplex.kinds)
    for a, first in found.items():
        for b, second in found.items():
            assert overlap.loc[a, b] == pytest.approx(len(first & second) / len(first | second))
            assert covered.loc[a, b] == pytest.approx(len(first & second) / len(first))
            here, there = (set().union(*pairs) for pairs in (first, second))
            assert actors.loc[a, b] == pytest.approx(len(here & there) / len(here | there))


def test_density_and_centralisation_are_those_of_each_kind_alone(any_pole):
    found, multiplex = sets_of(any_pole), multiplex_of(any_pole)
    for among in ("all", "active"):
        density, centralisation = (
            measure(multiplex, among=among) for measure in (kind_density_each, kind_centralisation_each)
        )
        for kind, pairs in found.items():
            graph = nx.Graph([tuple(pair) for pair in pairs])
            if among == "all":
                graph.add_nodes_from(multiplex.actors)
            n, degrees = len(graph), [degree for _, degree in graph.degree]
            assert density[kind] == pytest.approx(nx.density(graph))
            if n > 2:
                freeman = sum(max(degrees) - degree for degree in degrees) / ((n - 1) * (n - 2))
                assert centralisation[kind] == pytest.approx(freeman)
            else:
                assert np.isnan(centralisation[kind])
        assert density.attrs["among"] == centralisation.attrs["among"] == among


@pytest.mark.parametrize("method", ["pearson", "spearman"])
def test_correlation_is_that_of_the_numbers_of_partners(any_pole, method):
    multiplex = multiplex_of(any_pole)
    degrees = {
        kind: [sum(actor in pair for pair in pairs) for actor in multiplex.actors]
        for kind, pairs in sets_of(any_pole).items()
    }
    found = kind_degree_correlation(multiplex, method=method)
    expected = pd.DataFrame(degrees)[list(found.columns)].corr(method=method)
    assert found.to_numpy() == pytest.approx(expected.to_numpy(), nan_ok=True)
    assert found.attrs["method"] == method


def test_agrees_with_uunet(pole_of):
    by_kind = dict(zip(GOLDEN["kinds"], GOLDEN["links"], strict=True))
    links = [(f"actor{a:02d}", f"actor{b:02d}", kind) for kind, pairs in by_kind.items() for a, b in pairs]
    multiplex, kinds = multiplex_of(pole_of(links)), GOLDEN["kinds"]
    for found, method in [
        (kind_overlap(multiplex), "jaccard.edges"),
        (kind_coverage(multiplex), "coverage.edges"),
        (kind_degree_correlation(multiplex), "pearson.degree"),
        (kind_degree_correlation(multiplex, method="spearman"), "rho.degree"),
    ]:
        assert found.loc[kinds, kinds].to_numpy() == pytest.approx(np.array(GOLDEN[method]), abs=1e-12)


def test_f1_by_hand(f1):
    """Kind x joins ab, bc, cd, de; kind y joins ab, ac."""
    multiplex = multiplex_of(f1)
    assert kind_overlap(multiplex).loc[X, Y] == pytest.approx(1 / 5)
    assert kind_coverage(multiplex).loc[X, Y] == pytest.approx(1 / 4)
    assert kind_coverage(multiplex).loc[Y, X] == pytest.approx(1 / 2)
    assert kind_actor_overlap(multiplex).loc[X, Y] == pytest.approx(3 / 5)
    assert kind_density_each(multiplex).to_dict() == pytest.approx({X: 4 / 10, Y: 2 / 10})
    assert kind_density_each(multiplex, among="active").to_dict() == pytest.approx({X: 4 / 10, Y: 2 / 3})
    assert kind_centralisation_each(multiplex, among="active")[Y] == 1
    # degrees 1, 2, 2, 2, 1 and 2, 1, 1, 0, 0: deviations from 8/5 and 4/5
    covariance = -3 / 5 * 6 / 5 + 2 / 5 * (1 / 5 + 1 / 5 - 4 / 5) + 3 / 5 * 4 / 5
    variances = (2 * (3 / 5) ** 2 + 3 * (2 / 5) ** 2) * ((6 / 5) ** 2 + 2 * (1 / 5) ** 2 + 2 * (4 / 5) ** 2)
    assert kind_degree_correlation(multiplex).loc[X, Y] == pytest.approx(covariance / variances**0.5)


def test_a_kind_repeated_by_another_overlaps_it_wholly(pole_of):
    pairs = ["ab", "bc", "bd"]
    multiplex = multiplex_of(pole_of([(*pair, kind) for pair in pairs for kind in (X, Y)]))
    for measure in (kind_overlap, kind_coverage, kind_actor_overlap, kind_degree_correlation):
        assert measure(multiplex).to_numpy().tolist() == [[1, 1], [1, 1]]


def test_kinds_without_common_pair_do_not_overlap(pole_of):
    multiplex = multiplex_of(pole_of([("a", "b", X), ("c", "d", Y)]))
    assert kind_overlap(multiplex).loc[X, Y] == kind_coverage(multiplex).loc[X, Y] == 0
    assert kind_actor_overlap(multiplex).loc[X, Y] == 0
    assert kind_degree_correlation(multiplex).loc[X, Y] == -1


def test_a_kind_that_joins_nobody_is_compared_with_nothing(pole_of):
    """A structure of a single named member is of a kind, and joins no pair."""
    multiplex = multiplex_of(pole_of([("a", "b", X)], structures={"G": "a"}, structure_kinds={"G": "scic"}))
    assert kind_overlap(multiplex).loc["scic", X] == 0
    assert np.isnan(kind_overlap(multiplex).loc["scic", "scic"])
    assert kind_coverage(multiplex).loc["scic"].isna().all()
    assert kind_degree_correlation(multiplex).loc["scic"].isna().all()
    assert kind_density_each(multiplex)["scic"] == 0
    assert np.isnan(kind_density_each(multiplex, among="active")["scic"])


def test_a_regular_kind_correlates_with_nothing(pole_of):
    multiplex = multiplex_of(pole_of([*((*pair, X) for pair in ("ab", "bc", "ca")), ("a", "b", Y)]))
    assert np.isnan(kind_degree_correlation(multiplex).loc[X, Y])
    assert np.isnan(kind_degree_correlation(multiplex).loc[X, X])


def test_parallel_links_of_one_kind_change_nothing(pole_of):
    once = multiplex_of(pole_of([("a", "b", X), ("b", "c", Y)]))
    twice = multiplex_of(pole_of([("a", "b", X), ("a", "b", X), ("b", "c", Y)]))
    for measure in (kind_overlap, kind_coverage, kind_degree_correlation):
        assert measure(once).equals(measure(twice))


def test_no_kind_gives_empty_tables(isolates):
    multiplex = multiplex_of(isolates)
    assert kind_overlap(multiplex).shape == kind_degree_correlation(multiplex).shape == (0, 0)
    assert kind_density_each(multiplex).empty


def test_unknown_options_are_refused_with_those_that_exist(f1):
    with pytest.raises(UnknownWord, match="pearson or spearman"):
        kind_degree_correlation(multiplex_of(f1), method="kendall")
    with pytest.raises(UnknownWord, match="all or active"):
        kind_density_each(multiplex_of(f1), among="some")


def test_results_name_their_view(f1):
    assert kind_density_each(multiplex_of(f1)).name == "kind_density_each[kinds]"
    assert kind_overlap(multiplex_of(f1)).attrs["view"].startswith("kinds")
