"""Modularity of sectors and of found communities; core and periphery."""

from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest

from coopnet.catalogue import measure_named
from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.measures.core_periphery import core_periphery_of, pole_core_periphery_fit
from coopnet.measures.partition import communities_of, pole_community_modularity, pole_sector_modularity
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
    assert measure_named("pole_sector_modularity").bounds[0] == -1 / 2


def test_modularity_is_refused_without_a_link_between_labelled_actors(pole_of):
    pole = pole_of([("a", "b")], sectors={"a": "food"})
    with pytest.raises(UndefinedMeasure, match="sector"):
        pole_sector_modularity(network_of(pole))
    with pytest.raises(UnknownWord):
        pole_sector_modularity(network_of(pole), by="colour")


def partitions(items):
    """Every way to split a list into groups."""
    if not items:
        yield []
        return
    for rest in partitions(items[1:]):
        yield [[items[0]], *rest]
        for number, group in enumerate(rest):
            yield [*rest[:number], [items[0], *group], *rest[number + 1 :]]


@pytest.mark.parametrize("seed", range(5))
@VIEWS
def test_communities_of_a_small_pole_are_the_best_of_all_partitions(random_pole, simple_networkx, seed, view):
    network = network_of(random_pole(np.random.default_rng(seed), n_actors=7, n_links=8, n_structures=1), view=view)
    graph = simple_networkx(network)
    best = max(nx.community.modularity(graph, groups) for groups in partitions(list(network.actors)))
    assert pole_community_modularity(network, rng=np.random.default_rng(1)) == pytest.approx(best, rel=1e-10)


def test_communities_have_the_modularity_they_say_and_are_connected(any_pole, simple_networkx, rng):
    network = network_of(any_pole)
    graph, found = simple_networkx(network), communities_of(network, rng=rng)
    groups = [set(found.of_actor.index[found.of_actor == number]) for number in found.sizes.index]
    assert found.modularity == pytest.approx(nx.community.modularity(graph, groups), rel=1e-10)
    assert all(nx.is_connected(graph.subgraph(group)) for group in groups)
    assert found.sizes.tolist() == [len(group) for group in groups]
    assert sorted(found.of_actor.unique()) == list(range(1, len(groups) + 1))


def test_communities_of_the_karate_club_reach_the_known_optimum(pole_of, rng):
    """0.4198 was proved to be the largest modularity of that network (Brandes and others 2008)."""
    club = nx.karate_club_graph()
    network = network_of(pole_of([(f"m{a:02d}", f"m{b:02d}") for a, b in club.edges]))
    assert round(pole_community_modularity(network, rng=rng), 4) == 0.4198


def test_communities_are_repeatable_from_their_seed_and_never_below_sectors(any_pole):
    network = network_of(any_pole)
    first, second = (communities_of(network, rng=np.random.default_rng(2)) for _ in range(2))
    assert (first.of_actor == second.of_actor).all()
    if any_pole.actors["sector"].notna().all():
        assert first.modularity >= pole_sector_modularity(network)


def test_separate_couples_are_communities_and_a_star_has_none(pole_of, star, rng):
    couples = network_of(pole_of([("a", "b"), ("c", "d"), ("e", "f")], actors="abcdefg"))
    found = communities_of(couples, rng=rng)
    assert found.of_actor.tolist() == [1, 1, 2, 2, 3, 3, 4]
    assert found.modularity == pytest.approx(1 - 1 / 3)
    assert pole_community_modularity(network_of(star), rng=rng) == pytest.approx(0)


def ideal(a_in, b_in, between):
    if a_in == b_in:
        return float(a_in)
    return {"linked": 1.0, "apart": 0.0, "ignored": None}[between]


def best_fit(network, between):
    """Correlate the pairs with the ideal of every possible core."""
    n, linked = network.n_actors, network.matrix.toarray() > 0
    best = -2.0
    for flags in product([False, True], repeat=n):
        compared = [
            (float(linked[a, b]), ideal(flags[a], flags[b], between))
            for a, b in combinations(range(n), 2)
            if ideal(flags[a], flags[b], between) is not None
        ]
        if len(compared) > 1:
            x, y = np.array(compared).T
            if x.std() > 0 and y.std() > 0:
                best = max(best, float(np.corrcoef(x, y)[0, 1]))
    return best


@pytest.mark.parametrize("between", ["linked", "apart", "ignored"])
@pytest.mark.parametrize("seed", range(4))
def test_the_core_of_a_small_pole_is_the_best_of_all_cores(random_pole, seed, between):
    network = network_of(random_pole(np.random.default_rng(seed), n_actors=7, n_links=8, n_structures=1))
    found = pole_core_periphery_fit(network, between=between, rng=np.random.default_rng(1), n_starts=20)
    assert found == pytest.approx(best_fit(network, between), rel=1e-9)


def test_the_core_has_the_fit_it_says(any_pole, rng):
    network = network_of(any_pole)
    found = core_periphery_of(network, rng=rng)
    linked, flags = network.matrix.toarray() > 0, found.in_core.to_numpy()
    pairs = list(combinations(range(network.n_actors), 2))
    x, y = [float(linked[a, b]) for a, b in pairs], [float(flags[a] or flags[b]) for a, b in pairs]
    assert found.fit == pytest.approx(np.corrcoef(x, y)[0, 1], rel=1e-10)
    assert found.core == tuple(network.actors[flags])


def test_a_star_is_a_perfect_core_and_periphery(star, rng):
    found = core_periphery_of(network_of(star), rng=rng)
    assert found.core == ("hub",)
    assert found.fit == pytest.approx(1)


def test_two_separate_cliques_fit_badly(pole_of, rng):
    cliques = pole_of([*combinations("abcd", 2), *combinations("efgh", 2)])
    assert pole_core_periphery_fit(network_of(cliques), rng=rng) < 0.5


def test_partitions_are_refused_where_they_say_nothing(isolates, pole_of, f1, rng):
    for measure in (pole_community_modularity, communities_of, pole_core_periphery_fit, core_periphery_of):
        with pytest.raises(UndefinedMeasure):
            measure(network_of(isolates), rng=rng)
        with pytest.raises(UnknownWord, match="n_starts"):
            measure(network_of(f1), rng=rng, n_starts=0)
    with pytest.raises(UndefinedMeasure, match="or all"):
        pole_core_periphery_fit(network_of(pole_of(combinations("abcd", 2))), rng=rng)
    with pytest.raises(UnknownWord, match="linked, apart, ignored"):
        pole_core_periphery_fit(network_of(f1), rng=rng, between="close")
