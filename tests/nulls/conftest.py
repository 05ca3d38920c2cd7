"""Small multiplexes on which every null model is held to what it says."""

from collections import Counter

import numpy as np
import pytest

from coopnet.multiplex import multiplex_of
from coopnet.pole import Pole
from coopnet.synthetic import simulated_pole


def built_multiplex(
    links=(), *, structures=None, structure_kinds=None, sizes=None, sectors=None, types=None, actors=()
):
    """Build a multiplex: links are (source, target[, kind[, weight]]), structures map a name to its members."""
    rows = [(*link, *("convention", 1.0)[len(link) - 2 :]) for link in links]
    structures, structure_kinds, sizes = structures or {}, structure_kinds or {}, sizes or {}
    ends = [end for row in rows for end in row[:2]]
    ids = list(dict.fromkeys([*actors, *ends, *(one for members in structures.values() for one in members)]))
    pole = Pole.from_tables(
        {
            "actors": {
                "id": ids,
                "sector": [(sectors or {}).get(one, "") for one in ids],
                "type": [(types or {}).get(one, "") for one in ids],
            },
            "structures": {
                "id": list(structures),
                "kind": [structure_kinds.get(name, "employers_group") for name in structures],
                "size": [str(sizes.get(name, "")) for name in structures],
            },
            "memberships": {
                "actor": [one for members in structures.values() for one in members],
                "structure": [name for name, members in structures.items() for _ in members],
            },
            "links": {
                "source": [row[0] for row in rows],
                "target": [row[1] for row in rows],
                "kind": [row[2] for row in rows],
                "weight": [str(row[3]) for row in rows],
                # identical rows would be merged as duplicates; parallel links differ by what documents them
                "evidence": [f"document {number}" for number in range(len(rows))],
            },
        }
    )
    return multiplex_of(pole, natures="all")


@pytest.fixture(scope="session")
def built():
    """Return the function that builds a multiplex from links and structures written in a line."""
    return built_multiplex


@pytest.fixture
def rng():
    """Return a generator seeded anew for every test."""
    return np.random.default_rng(20261123)


@pytest.fixture(scope="session")
def parallel():
    """Kinds with and without parallel links, directed kinds, weights, structures, a declared size."""
    links = [
        *(("a", "b", "convention", 2), ("a", "b", "convention", 3), ("b", "c", "convention", 1)),
        *(("c", "d", "convention", 1), ("d", "e", "convention", 5), ("f", "g", "convention", 1)),
        *(
            ("a", "c", "joint_bid", 1),
            ("d", "f", "joint_bid", 4),
            ("b", "g", "joint_bid", 1),
            ("e", "a", "joint_bid", 1),
        ),
        *(("a", "b", "common_project", 2), ("e", "f", "common_project", 1), ("c", "g", "common_project", 3)),
        *(("a", "b", "funding", 1), ("b", "a", "funding", 2), ("c", "d", "funding", 7), ("e", "g", "funding", 1)),
        *(("d", "a", "political_support", 1), ("c", "f", "political_support", 6)),
    ]
    return built_multiplex(
        links,
        structures={"G": "abc", "H": "bcde", "I": "afg", "K": "de", "L": "abcdefg"},
        structure_kinds={"I": "scic", "K": "scic", "L": "cae"},
        sizes={"H": 9},
        sectors=dict(zip("abcdef", ["housing", "housing", "food", "food", "culture", "culture"], strict=True)),
        types=dict(zip("abcdefg", ["ess", "ess", "ess", "firm", "firm", "firm", "firm"], strict=True)),
        actors="abcdefgh",
    )


@pytest.fixture(scope="session")
def simulated():
    """A simulated pole of ninety actors."""
    return multiplex_of(simulated_pole(rng=np.random.default_rng(4), n_actors=90, n_ess=9))


@pytest.fixture(params=["parallel", "simulated"])
def multiplex(request):
    """Return a small multiplex with everything in it, then a simulated pole."""
    return request.getfixturevalue(request.param)


def links_of(layer):
    """Return the links of a layer: pairs of actors, as sets where the kind is not directed."""
    pairs = zip(layer.source.tolist(), layer.target.tolist(), strict=True)
    return [pair if layer.directed else tuple(sorted(pair)) for pair in pairs]


def pairs_of(layer):
    """Return how many links each pair of a layer has."""
    return Counter(links_of(layer))


def rows_of(layer):
    """Return the rows of the pole's table that a layer holds, with their weights."""
    return sorted(zip(layer.row.tolist(), layer.weight.tolist(), strict=True))
