"""A layout brought to rest: the same places from any start nearby, on any processor."""

import os
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest

from coopnet.drawing.stress import settled

GRAPHS = {
    "karate": nx.karate_club_graph(),
    "tree": nx.balanced_tree(2, 3),
    "star": nx.star_graph(6),
    "ring": nx.cycle_graph(7),
    "pair": nx.path_graph(2),
}
SMALLER = "NPY_DISABLE_CPU_FEATURES"


def lengths_of(graph):
    found = dict(nx.all_pairs_shortest_path_length(graph))
    return np.array([[float(found[one][other]) for other in graph] for one in graph])


def rough(graph):
    return np.array(list(nx.kamada_kawai_layout(graph, weight=None).values()))


def energy(points, lengths):
    apart = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    first, second = np.triu_indices(len(points), k=1)
    return float(((apart[first, second] / lengths[first, second] - 1) ** 2).sum())


def slope(points, lengths):
    """Return the derivatives of the energy by small differences."""
    found = np.zeros_like(points)
    for place in np.ndindex(points.shape):
        step = np.zeros_like(points)
        step[place] = 1e-6
        found[place] = (energy(points + step, lengths) - energy(points - step, lengths)) / 2e-6
    return found


@pytest.mark.parametrize("name", GRAPHS)
def test_nothing_pulls_any_node_any_more(name):
    graph = GRAPHS[name]
    lengths = lengths_of(graph)
    points = settled(rough(graph), lengths)
    assert np.abs(slope(points, lengths)).max() < 1e-7
    assert energy(points, lengths) <= energy(rough(graph) * lengths.max() / 2, lengths) + 1e-9
    np.testing.assert_allclose(points.mean(axis=0), 0, atol=1e-12)


@pytest.mark.parametrize("name", ["karate", "tree"])
def test_starts_that_differ_in_their_last_figures_turned_or_not_lead_to_the_same_places(name):
    graph, rng = GRAPHS[name], np.random.default_rng(1)
    start, lengths = rough(graph), lengths_of(graph)
    expected = settled(start, lengths)
    for angle in (0.0, 1e-3, 1.0):
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        other = settled(3 * start @ turn + rng.normal(0, 1e-4, start.shape), lengths)
        np.testing.assert_allclose(other, expected, atol=1e-9)


def test_places_are_those_of_a_processor_with_fewer_instructions():
    code = (
        "import coopnet as cn; from coopnet.drawing.layout import layout_of\n"
        "for name in ('sud_aquitaine', 'pole_simule'):\n"
        "    print(layout_of(cn.read_pole(f'datasets/{name}')).nodes.to_csv())"
    )
    found = []
    # features that this processor or this numpy does not know are left aside with a warning, on the other stream
    for more in ({}, {SMALLER: "X86_V3 X86_V4 AVX512_ICL AVX2 FMA3 AVX512F", "OPENBLAS_CORETYPE": "Nehalem"}):
        ran = subprocess.run([sys.executable, "-c", code], env={**os.environ, **more}, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        found.append(ran.stdout)
    assert len(found[0]) > 10_000
    assert found[0] == found[1]
