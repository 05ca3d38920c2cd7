"""Small poles on which every measure is compared with its definition.

Every pole is built from tables, through the same door as a user's file. Fixtures F1 and F2 are five actors on which
every quantity was worked out by hand.
"""

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
import pytest

from coopnet.network import Network
from coopnet.pole import Pole

KINDS = ("convention", "joint_bid", "common_project", "co_founding")
STRUCTURE_KINDS = ("employers_group", "mutualised_service", "scic")
SECTORS = ("housing", "food", "culture", "mobility")
TYPES = ("ess", "firm", "local_authority", "research")


def _pole_of(
    links: Iterable[Sequence[object]] = (),
    *,
    actors: Iterable[str] = (),
    structures: Mapping[str, Iterable[str]] | None = None,
    structure_kinds: Mapping[str, str] | None = None,
    sizes: Mapping[str, int] | None = None,
    sectors: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
) -> Pole:
    """Build a pole: links are (source, target[, kind[, weight]]); structures map a name to its members.

    Actors are those listed, then the others in order of appearance. The kind is a convention, the structure an
    employers' group, unless told.
    """
    rows = [(*link, *("convention", 1.0)[len(link) - 2 :]) for link in links]
    structures = {name: list(members) for name, members in (structures or {}).items()}
    ends = [end for row in rows for end in row[:2]]
    ids = list(dict.fromkeys([*actors, *ends, *(one for members in structures.values() for one in members)]))
    structure_kinds, sizes, sectors, types = structure_kinds or {}, sizes or {}, sectors or {}, types or {}
    return Pole.from_tables(
        {
            "actors": {
                "id": ids,
                "sector": [sectors.get(one, "") for one in ids],
                "type": [types.get(one, "") for one in ids],
            },
            "structures": {
                "id": list(structures),
                "kind": [structure_kinds.get(name, "employers_group") for name in structures],
                "size": [sizes.get(name, "") for name in structures],
            },
            "memberships": {
                "actor": [one for members in structures.values() for one in members],
                "structure": [name for name, members in structures.items() for _ in members],
            },
            "links": {
                "source": [row[0] for row in rows],
                "target": [row[1] for row in rows],
                "kind": [row[2] for row in rows],
                "weight": [row[3] for row in rows],
                # identical rows would be merged as duplicates; parallel links differ by what documents them
                "evidence": [f"document {number}" for number in range(len(rows))],
            },
        }
    )


def _random_pole(
    rng: np.random.Generator,
    *,
    n_actors: int = 14,
    n_links: int = 22,
    n_structures: int = 4,
    n_sectors: int = 3,
    unlabelled: float = 0.0,
    structure_size: int = 4,
) -> Pole:
    """Build a pole at random: parallel links of several kinds, weights, overlapping structures, uneven sectors."""
    ids = [f"actor{number:02d}" for number in range(n_actors)]
    pairs = [rng.choice(n_actors, size=2, replace=False) for _ in range(n_links)]
    links = [(ids[a], ids[b], KINDS[int(rng.integers(len(KINDS)))], float(rng.integers(1, 5)) / 2) for a, b in pairs]
    structures = {
        f"structure{number}": [
            ids[one] for one in rng.choice(n_actors, size=int(rng.integers(2, structure_size + 1)), replace=False)
        ]
        for number in range(n_structures)
    }
    # the square of a uniform draw makes the first sectors larger than the last
    draws = (rng.random(n_actors) ** 2 * n_sectors).astype(int)
    known = rng.random(n_actors) >= unlabelled
    return _pole_of(
        links,
        actors=ids,
        structures=structures,
        structure_kinds={name: STRUCTURE_KINDS[int(rng.integers(3))] for name in structures},
        sectors={one: SECTORS[draws[number]] for number, one in enumerate(ids) if known[number]},
        types={one: TYPES[int(rng.integers(len(TYPES)))] for one in ids},
    )


def _simple_networkx(network: Network) -> nx.Graph:
    """Return a network as a simple networkx graph with ``weight``: no parallel edge ever reaches networkx."""
    graph = nx.Graph()
    graph.add_nodes_from(network.nodes)
    entries = network.matrix.tocoo()
    graph.add_weighted_edges_from(
        (network.nodes[i], network.nodes[j], float(w))
        for i, j, w in zip(entries.row, entries.col, entries.data, strict=True)
        if i < j
    )
    return graph


@pytest.fixture(scope="session")
def pole_of():
    """Return the function that builds a pole from links and structures written in a line."""
    return _pole_of


@pytest.fixture(scope="session")
def random_pole():
    """Return the function that builds a pole at random from a generator."""
    return _random_pole


@pytest.fixture(scope="session")
def simple_networkx():
    """Return the function that shows a network to networkx, as a simple graph."""
    return _simple_networkx


@pytest.fixture(scope="session")
def f1():
    """F1: five actors, six links on five pairs; convention is x, joint_bid y; housing s, food t, culture u."""
    x, y = "convention", "joint_bid"
    return _pole_of(
        [("a", "b", x), ("a", "b", y), ("b", "c", x), ("a", "c", y), ("c", "d", x), ("d", "e", x)],
        sectors={"a": "housing", "b": "housing", "c": "food", "d": "food", "e": "culture"},
    )


@pytest.fixture(scope="session")
def f2():
    """F2: 1-2, 2-3, 2-4, 2-5, 3-5, named n1 to n5; sectors s, s, t, u, t (housing, food, culture)."""
    return _pole_of(
        [("n1", "n2"), ("n2", "n3"), ("n2", "n4"), ("n2", "n5"), ("n3", "n5")],
        actors=["n1", "n2", "n3", "n4", "n5"],
        sectors={"n1": "housing", "n2": "housing", "n3": "food", "n4": "culture", "n5": "food"},
    )


@pytest.fixture(scope="session")
def two_components():
    """Disconnected: a–b, then the path c–d–e, then f alone."""
    return _pole_of([("a", "b"), ("c", "d"), ("d", "e")], actors="abcdef")


@pytest.fixture(scope="session")
def isolates():
    """Four actors and no link at all."""
    return _pole_of(actors="abcd")


@pytest.fixture(scope="session")
def star():
    """A star: hub, and five actors linked to it alone."""
    return _pole_of([("hub", leaf) for leaf in "abcde"])


@pytest.fixture(scope="session")
def two_mode():
    """Three structures and no direct link: abc in G, bcd in H, e alone in K; f in none."""
    return _pole_of(
        actors="abcdef",
        structures={"G": "abc", "H": "bcd", "K": "e"},
        structure_kinds={"H": "scic", "K": "mutualised_service"},
        sectors={"a": "housing", "b": "housing", "c": "food", "d": "culture", "e": "food"},
    )


@pytest.fixture
def rng():
    """Return a generator seeded anew for every test."""
    return np.random.default_rng(20261123)


def _random_poles():
    return [_random_pole(np.random.default_rng(seed), n_links=links) for seed, links in ((1, 12), (2, 22), (3, 40))] + [
        _random_pole(np.random.default_rng(4), n_actors=30, n_links=60, n_structures=6, unlabelled=0.2)
    ]


@pytest.fixture(params=range(4), ids=["sparse", "middling", "dense", "larger"], scope="session")
def any_pole(request):
    """Return each of four poles drawn at random once: sparse, middling, dense, and a larger one."""
    return _random_poles()[request.param]
