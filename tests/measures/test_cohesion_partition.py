"""Modularity of sectors."""

from itertools import product

import networkx as nx
import pytest

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.measures.partition import pole_sector_modularity
from coopnet.network import network_of

VIEWS = pytest.mark.parametrize("view", ["pairs", "links", "newman"])


@VIEWS
def test_modularity_is_links_within_sectors_less_what_degrees_would_give(any_pole, view):
    """Over ordered pairs of labelled actors, with degrees counted among them: (w − k k′/Σk)/Σk where sectors agree."""
    network = network_of(any_pole, view=view)
    sector = any_pole.actors["sector"]
    known = [i for i, actor in enumerate(network.actors) if isinstance(sector[actor], str)]
    w = network.matrix.toarray()[known][:, known]
    k, total = w.sum(axis=1), w.sum()
    expected = sum(
        (w[i, j] - k[i] * k[j] / total) / total
        for (i, a), (j, b) in product(enumerate(known), repeat=2)
        if sector.iloc[a] == sector.iloc[b]
    )
    assert pole_sector_modularity(network) == pytest.approx(expected, rel=1e-10, abs=1e-12)


@VIEWS
def test_modularity_agrees_with_networkx_where_every_sector_is_known(f1, f2, simple_networkx, view):
    for pole in (f1, f2):
        network = network_of(pole, view=view)
        sectors = [set(actors.index) for _, actors in pole.actors.groupby("sector")]
        expected = nx.community.modularity(simple_networkx(network), sectors, weight="weight")
        assert pole_sector_modularity(network) == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_f1_by_hand(f1):
    """Sectors ab, cd, e have 4, 5 and 1 ends of ten; one link of five within ab, one within cd."""
    assert pole_sector_modularity(network_of(f1)) == pytest.approx(2 / 5 - (16 + 25 + 1) / 100)


def test_modularity_by_another_column(any_pole):
    network = network_of(any_pole)
    assert pole_sector_modularity(network, by="type") != pole_sector_modularity(network)


def test_modularity_is_zero_with_one_sector_and_lowest_when_two_sectors_only_mix(pole_of):
    links = [("a", "b"), ("c", "d")]
    one = pole_of(links, sectors=dict.fromkeys("abcd", "food"))
    mixed = pole_of(links, sectors={"a": "food", "c": "food", "b": "culture", "d": "culture"})
    assert pole_sector_modularity(network_of(one)) == pytest.approx(0)
    assert pole_sector_modularity(network_of(mixed)) == pytest.approx(-1 / 2)


def test_modularity_is_refused_without_a_link_between_labelled_actors(pole_of):
    pole = pole_of([("a", "b")], sectors={"a": "food"})
    with pytest.raises(UndefinedMeasure, match="sector"):
        pole_sector_modularity(network_of(pole))
    with pytest.raises(UnknownWord):
        pole_sector_modularity(network_of(pole), by="colour")
