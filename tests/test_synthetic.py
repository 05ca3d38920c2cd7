"""Simulated and planted poles hold what they promise."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import comb, sqrt

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import coopnet.synthetic as synthetic
from coopnet.errors import UnknownWord
from coopnet.pole import Pole
from coopnet.referentiel.coevaluation import coevaluation_of
from coopnet.referentiel.grid import read_grid
from coopnet.synthetic import (
    affiliated_pole,
    big_tables,
    brokered_pole,
    corpus,
    homophilous_pole,
    lead_organisation_pole,
    multiplex_pole,
    random_pole,
    ring_of_cliques_pole,
    simulated_pole,
    simulated_ratings,
    simulated_tables,
    star_pole,
    two_component_pole,
)
from coopnet.synthetic.actors import composition
from coopnet.tables.checking import check_tables
from coopnet.tables.columns import RawTables, raw_table
from coopnet.vocabulary import TABLES

MAKERS = [getattr(synthetic, name) for name in synthetic.__all__ if name.endswith("_pole")]


def rng(seed: int = 7) -> np.random.Generator:
    return np.random.default_rng(seed)


def graph_of(pole: Pole) -> nx.Graph:
    """Return the pairs of actors joined by a direct link of any kind."""
    graph = nx.Graph()
    graph.add_nodes_from(pole.actors.index)
    graph.add_edges_from(zip(pole.links["source"], pole.links["target"], strict=True))
    return graph


def named(pole: Pole, name: str) -> str:
    return pole.actors.index[pole.actors["name"] == name][0]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_made_pole_is_labelled_and_clean(make):
    pole = make(rng=rng())
    assert pole.about.simulated
    assert pole.about.printed_notice("fr").startswith("Données simulées")
    assert pole.about.printed_notice("en").startswith("Simulated data")
    assert not [finding for finding in pole.findings if finding.severity in ("fatal", "error", "warning", "merged")]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_made_pole_follows_from_its_seed_alone(make):
    first, again, other = make(rng=rng(3)), make(rng=rng(3)), make(rng=rng(4))
    for table in ("actors", "structures", "memberships", "links"):
        assert getattr(first, table).equals(getattr(again, table))
    tables = ("actors", "memberships", "links")
    assert not all(getattr(first, table).equals(getattr(other, table)) for table in tables)


@pytest.mark.parametrize("make", [*MAKERS, corpus, simulated_tables], ids=lambda make: make.__name__)
def test_chance_is_never_taken_from_nowhere(make):
    with pytest.raises(TypeError, match="rng"):
        make()


class TestSimulatedPole:
    def test_has_the_size_that_the_article_gives(self):
        pole = simulated_pole(rng=rng())
        types = Counter(pole.actors["type"])
        assert (len(pole.actors), types["ess"], types["local_authority"]) == (280, 15, 11)
        assert min(types[kind] for kind in ("research", "training", "other")) >= 3
        kinds = Counter(pole.structures["kind"])
        assert kinds["geiq"] + kinds["employers_group"] == 3
        assert pole.structures["size"].loc["S_GEIQ1"] == 210
        assert pole.structures["size"].loc["S_GPEC"] > 100

    def test_names_some_members_of_large_groups_only(self):
        pole = simulated_pole(rng=rng())
        n_named = pole.memberships.groupby("structure")["actor"].nunique()
        for group in ("S_GEIQ1", "S_GEIQ2", "S_GE", "S_GPEC"):
            assert 10 < n_named[group] < pole.structures["size"].loc[group]

    def test_no_structure_is_a_member_of_itself(self):
        pole = simulated_pole(rng=rng())
        itself = pole.memberships["structure"].map(pole.structures["actor"])
        assert not (pole.memberships["actor"] == itself).any()

    def test_money_and_support_come_from_authorities(self):
        pole = simulated_pole(rng=rng())
        given = pole.links[pole.links["kind"].isin(["funding", "political_support"])]
        assert len(given) > 10
        assert set(given["source"].map(pole.actors["type"])) == {"local_authority"}

    def test_degrees_are_heavy_tailed_and_the_first_organisation_leads(self):
        degrees = [dict(graph_of(simulated_pole(rng=rng(seed))).degree()) for seed in range(10)]
        leads = [max(found, key=found.get) == "ESS01" for found in degrees]
        assert sum(leads) >= 5
        assert min(max(found.values()) / np.median(list(found.values())) for found in degrees) > 5

    def test_about_a_quarter_of_linked_pairs_hold_a_second_kind(self):
        pole = simulated_pole(rng=rng())
        pairs = Counter(frozenset(pair) for pair in zip(pole.links["source"], pole.links["target"], strict=True))
        assert set(pairs.values()) == {1, 2}
        n_pairs, share = len(pairs), sum(number == 2 for number in pairs.values()) / len(pairs)
        assert n_pairs == 700
        assert abs(share - 0.25) < 4 * sqrt(0.25 * 0.75 / n_pairs)

    def test_nobody_is_linked_before_joining(self):
        pole = simulated_pole(rng=rng())
        for end in ("source", "target"):
            joined = pole.links[end].map(pole.actors["joined"])
            both = joined.notna() & pole.links["since"].notna()
            assert both.any()
            assert (pole.links["since"][both] >= joined[both]).all()

    @pytest.mark.parametrize("n_actors", [2, 3, 5, 9, 20, 61, 280])
    @pytest.mark.parametrize("status", ["existing", "project", "interest"])
    def test_any_size_and_status_makes_a_clean_pole(self, n_actors, status):
        for seed, approach in enumerate(["sector_based", "multi_activity"]):
            pole = simulated_pole(
                rng=rng(seed), n_actors=n_actors, n_ess=max(1, n_actors // 2), approach=approach, status=status
            )
            assert len(pole.actors) == n_actors
            assert not [finding for finding in pole.findings if finding.severity in ("error", "warning", "merged")]
            assert (pole.about.approach, pole.about.status) == (approach, status)

    def test_a_sector_based_pole_has_a_dominant_sector(self):
        mixed = simulated_pole(rng=rng(), approach="multi_activity").actors["sector"].value_counts(normalize=True)
        based = simulated_pole(rng=rng(), approach="sector_based").actors["sector"].value_counts(normalize=True)
        assert based.iloc[0] > 0.5 > mixed.iloc[0]

    def test_refuses_an_unknown_approach_and_a_pole_of_one(self):
        with pytest.raises(UnknownWord, match="multi_activity"):
            simulated_tables(rng=rng(), approach="friendly")
        with pytest.raises(UnknownWord, match="at least 2"):
            simulated_tables(rng=rng(), n_actors=1)

    @pytest.mark.parametrize(("n_actors", "n_ess"), [(1, 1), (2, 5), (10, 3), (500, 40)])
    def test_composition_adds_up(self, n_actors, n_ess):
        counts = composition(n_actors, n_ess)
        assert sum(counts.values()) == n_actors
        assert min(counts.values()) >= 0


class TestPlantedPoles:
    def test_homophily_lies_within_its_binomial_band(self):
        sizes, p_in, p_out = (40, 30, 20), 0.3, 0.05
        pole = homophilous_pole(rng=rng(), sizes=sizes, p_in=p_in, p_out=p_out)
        sector = pole.actors["sector"]
        same = (pole.links["source"].map(sector) == pole.links["target"].map(sector)).sum()
        within = sum(comb(size, 2) for size in sizes)
        between = comb(sum(sizes), 2) - within
        for found, pairs, chance in ((same, within, p_in), (len(pole.links) - same, between, p_out)):
            assert abs(found - pairs * chance) < 4 * sqrt(pairs * chance * (1 - chance))

    def test_extreme_homophily_makes_complete_groups(self):
        pole = homophilous_pole(rng=rng(), sizes=(4, 3), p_in=1.0, p_out=0.0)
        assert sorted(map(len, nx.connected_components(graph_of(pole)))) == [3, 4]
        assert len(pole.links) == comb(4, 2) + comb(3, 2)

    def test_star_joins_the_centre_to_all_others_and_them_to_nobody(self):
        pole = star_pole(rng=rng(), n_actors=9)
        degree = dict(graph_of(pole).degree())
        assert degree.pop(named(pole, "Centre")) == 8
        assert set(degree.values()) == {1}

    def test_ring_of_cliques_has_the_announced_pairs_and_degrees(self):
        graph = graph_of(ring_of_cliques_pole(rng=rng(), n_cliques=5, clique_size=4))
        assert graph.number_of_edges() == 5 * comb(4, 2) + 5
        assert Counter(dict(graph.degree()).values()) == {3: 10, 4: 10}
        assert nx.is_connected(graph)
        assert not list(nx.bridges(graph))

    def test_two_components_have_the_announced_sizes(self):
        for seed in range(20):
            graph = graph_of(two_component_pole(rng=rng(seed), sizes=(8, 5), extra=2))
            assert sorted(map(len, nx.connected_components(graph))) == [5, 8]
            assert graph.number_of_edges() == 7 + 4 + 2 + 2

    @pytest.mark.parametrize(("p_overlap", "low", "high"), [(0.0, 0, 0), (1.0, 40, 40), (0.5, 8, 32)])
    def test_overlap_is_the_planted_one(self, p_overlap, low, high):
        pole = multiplex_pole(rng=rng(), p_overlap=p_overlap, n_first=60, n_second=40)
        kinds: dict[frozenset[str], set[str]] = {}
        for source, target, kind in pole.links[["source", "target", "kind"]].itertuples(index=False):
            kinds.setdefault(frozenset((source, target)), set()).add(kind)
        assert Counter(pole.links["kind"]) == {"convention": 60, "common_project": 40}
        assert low <= sum(len(found) == 2 for found in kinds.values()) <= high

    def test_broker_is_liaison_of_every_pair_of_groups_and_nothing_else(self):
        pole = brokered_pole(rng=rng(), n_groups=4, group_size=5)
        graph, sector, broker = graph_of(pole), pole.actors["sector"], named(pole, "Courtier")
        open_pairs = [pair for pair in combinations(graph[broker], 2) if not graph.has_edge(*pair)]
        assert len(open_pairs) == comb(4, 2)
        assert all(len({sector[broker], sector[one], sector[two]}) == 3 for one, two in open_pairs)
        assert set(nx.articulation_points(graph)) == {broker, *graph[broker]}
        graph.remove_node(broker)
        assert sorted(map(len, nx.connected_components(graph))) == [5, 5, 5, 5]

    def test_pole_falls_apart_without_its_lead(self):
        pole = lead_organisation_pole(rng=rng(), n_actors=25, n_pairs=6)
        graph = graph_of(pole)
        assert nx.is_connected(graph)
        graph.remove_node(named(pole, "Tête de réseau"))
        assert nx.number_connected_components(graph) == 24 - 6

    def test_affiliated_pole_has_the_announced_sizes(self):
        pole = affiliated_pole(rng=rng(), sizes=(12, 5, 2), declared=(40,))
        assert sorted(pole.memberships.groupby("structure")["actor"].nunique()) == [2, 5, 12]
        assert pole.structures["size"].dropna().tolist() == [40]
        assert pole.links.empty

    def test_random_pole_has_the_announced_links_of_all_kinds(self):
        pole = random_pole(rng=rng(), n_actors=30, n_links=200, kinds=("convention", "joint_bid"))
        assert len(pole.links) == 200
        assert set(pole.links["kind"]) == {"convention", "joint_bid"}

    def test_random_pole_shows_no_homophily_on_average(self):
        """Over seeds, the share of same-sector links has the mean of the share of same-sector pairs."""
        gaps = []
        for seed in range(60):
            pole = random_pole(rng=rng(seed), n_actors=30, n_links=100, kinds=("convention",))
            sector = pole.actors["sector"]
            same = (pole.links["source"].map(sector) == pole.links["target"].map(sector)).mean()
            pairs = sum(comb(size, 2) for size in sector.value_counts())
            gaps.append(same - pairs / comb(30, 2))
        assert abs(np.mean(gaps)) < 4 * np.std(gaps) / sqrt(len(gaps))
        assert np.std(gaps) < 0.06

    @pytest.mark.parametrize(
        ("make", "asked"),
        [
            (random_pole, {"n_actors": 4, "n_links": 13}),
            (multiplex_pole, {"n_actors": 5, "n_first": 8, "n_second": 4}),
            (ring_of_cliques_pole, {"n_cliques": 2}),
            (lead_organisation_pole, {"n_actors": 6, "n_pairs": 3}),
            (affiliated_pole, {"n_actors": 5}),
        ],
    )
    def test_impossible_poles_are_refused_in_both_languages(self, make, asked):
        with pytest.raises(UnknownWord) as refusal:
            make(rng=rng(), **asked)
        assert refusal.value.sentence("fr") != refusal.value.sentence("en")


class TestCorpus:
    def test_mixes_sizes_approaches_and_statuses(self):
        poles = dict(corpus(150, rng=rng()))
        assert list(poles)[:2] == ["pole_001", "pole_002"]
        assert len(poles) == 150
        sizes = [len(pole.actors) for pole in poles.values()]
        assert (max(sizes), min(sizes) < 8, 10 < np.mean(sizes) < 25) == (280, True, True)
        n_ess = [(pole.actors["type"] == "ess").sum() for pole in poles.values()]
        assert 6.5 < np.mean(n_ess) < 9.5
        assert Counter(pole.about.status for pole in poles.values()).keys() == {"existing", "project", "interest"}
        assert len({pole.about.approach for pole in poles.values()}) == 4
        assert all(pole.about.simulated for pole in poles.values())

    def test_a_pole_does_not_depend_on_those_drawn_before_it(self):
        first = [pole for _, pole in corpus(5, rng=rng())]
        third = [pole for _, pole in corpus(5, rng=rng())][2]
        assert first[2].links.equals(third.links)
        assert [name for name, _ in corpus(3, rng=rng())] == ["pole_001", "pole_002", "pole_003"]


class TestBigTables:
    def test_have_the_announced_rows_and_nothing_to_reject_or_merge(self):
        tables = big_tables(2_000, 20_000, 6_000, rng=rng())
        raw = RawTables(
            "big",
            {name: raw_table(name, name, list(columns), list(columns.values())) for name, columns in tables.items()},
        )
        checked = check_tables(raw)
        kept = {name: checked.counts[name].kept for name in TABLES if name in checked.counts}
        assert (kept["actors"], kept["memberships"], kept["links"]) == (2_000, 6_000, 20_000)
        assert not [finding for finding in checked.findings if finding.severity != "information"]

    def test_degrees_are_heavy_tailed(self):
        links = big_tables(2_000, 20_000, 1_000, rng=rng())["links"]
        degree = Counter([*links["source"], *links["target"]])
        assert max(degree.values()) > 20 * np.median(list(degree.values()))

    def test_more_links_than_half_of_the_possible_are_refused(self):
        with pytest.raises(UnknownWord, match="more than half"):
            big_tables(10, 200, 10, rng=rng())


class TestRatings:
    """Of members who do not exist."""

    def test_are_rows_that_the_check_keeps_whole(self):
        ratings = simulated_ratings("abcdefghij", rng=rng(), n_evaluators=9)
        pole = Pole.from_tables({"actors": {"id": ["A"]}, "ratings": ratings})
        assert len(pole.ratings) == len(ratings["rating"])
        assert not [finding for finding in pole.findings if finding.table == "ratings"]

    def test_have_no_second_rating_of_one_criterion_and_some_missing(self):
        ratings = simulated_ratings("abcdefghij", rng=rng(), n_evaluators=40)
        given = list(zip(ratings["evaluator"], ratings["criterion"], strict=True))
        assert len(set(given)) == len(given)
        assert 0.8 < len(given) / 400 < 1.0

    def test_agree_more_than_chance(self):
        ratings = pd.DataFrame(simulated_ratings("abcdefghij", rng=rng())).astype({"rating": int})
        assert 0.1 < coevaluation_of(ratings, read_grid(), rng=rng()).alpha < 0.9

    @pytest.mark.parametrize(("criteria", "evaluators"), [("", 3), ("ab", 0)])
    def test_of_nothing_or_by_nobody_are_refused(self, criteria, evaluators):
        with pytest.raises(UnknownWord, match="at least 1 criterion and 1 evaluator"):
            simulated_ratings(criteria, rng=rng(), n_evaluators=evaluators)
