"""The profile finds what was planted, finds nothing where nothing was, and knows when it cannot know."""

import numpy as np
import pandas as pd
import pytest

from analyses.profile_calibration import calibration
from coopnet.pole import Pole
from coopnet.referentiel.profile import profile_of
from coopnet.synthetic import homophilous_pole, multiplex_pole, random_pole, ring_of_cliques_pole, star_pole
from tests.referentiel.test_profile import only

MORE, LESS = {"above", "well_above"}, {"below", "well_below"}


def _verdict(pole, measure, by="", *, draws=399):
    """Asked alone, so that a few hundred draws are enough to be sure."""
    table = profile_of(pole, rng=np.random.default_rng(3), n_draws=draws, referentiel=only(measure, by)).table
    return table[(table["indicator"] == measure) & (table["by"] == by)]["verdict"].item()


def test_links_planted_within_sectors_are_found_as_fewer_across():
    pole = homophilous_pole(rng=np.random.default_rng(1))
    assert _verdict(pole, "pole_ei", "sector") in LESS


def test_links_planted_across_sectors_are_found_as_more_across():
    pole = homophilous_pole(rng=np.random.default_rng(1), p_in=0.02, p_out=0.3)
    assert _verdict(pole, "pole_ei", "sector") in MORE


def test_cliques_of_one_sector_each_are_found_closed():
    assert _verdict(ring_of_cliques_pole(rng=np.random.default_rng(1)), "pole_ei", "sector") in LESS


def test_planted_overlap_of_kinds_is_found():
    pole = multiplex_pole(rng=np.random.default_rng(1), p_overlap=0.9)
    assert _verdict(pole, "pole_multiplex_share") in MORE


def test_a_star_is_more_centralised_than_links_at_random():
    assert _verdict(star_pole(rng=np.random.default_rng(1)), "pole_degree_centralisation") in MORE


def test_links_planted_within_communes_are_found_as_fewer_across():
    pole = homophilous_pole(rng=np.random.default_rng(1))
    actors = pole.actors.reset_index()
    places = dict(zip(dict.fromkeys(actors["sector"]), ("40312", "40273", "64102", "64024"), strict=False))
    tables = {"actors": actors.assign(commune=actors["sector"].map(places)), "links": pole.links.reset_index(drop=True)}

    assert _verdict(Pole.from_tables(tables), "pole_ei", "commune") in LESS


def _pairs_within(n_blocks, size):
    """Structures of two members each, all within blocks: partners cooperate beyond what two by two explains."""
    actors = [f"x{k}" for k in range(n_blocks * size)]
    blocks = [actors[k : k + size] for k in range(0, len(actors), size)]
    pairs = [(a, b) for block in blocks for k, a in enumerate(block) for b in block[k + 1 :]]
    return Pole.from_tables(
        {
            "actors": {"id": actors},
            "structures": {"id": [f"s{k}" for k in range(len(pairs))], "kind": ["common_project"] * len(pairs)},
            "memberships": {
                "actor": [actor for pair in pairs for actor in pair],
                "structure": [f"s{k}" for k in range(len(pairs)) for _ in range(2)],
            },
        }
    )


def test_cohesion_beyond_the_size_of_structures_is_found():
    assert _verdict(_pairs_within(5, 5), "pole_transitivity") in MORE


def test_cohesion_that_structures_explain_alone_is_not_found():
    """One structure of ten: all partners of its members cooperate, and any other ten would do as well."""
    actors = [f"x{k}" for k in range(20)]
    tables = {
        "actors": {"id": actors},
        "structures": {"id": ["s", "t"], "kind": ["scic", "scic"]},
        "memberships": {"actor": [*actors[:10], *actors[9:14]], "structure": ["s"] * 10 + ["t"] * 5},
    }
    assert _verdict(Pole.from_tables(tables), "pole_transitivity") not in MORE | LESS


@pytest.mark.parametrize("n_actors", [3, 4])
def test_a_tiny_pole_is_told_nothing_against_chance(n_actors):
    """Three or four actors: even the most extreme arrangement of labels or kinds is no rarity."""
    pole = random_pole(rng=np.random.default_rng(1), n_actors=n_actors, n_links=n_actors, n_sectors=2)
    table = profile_of(pole, rng=np.random.default_rng(2), n_draws=199).table

    assert not set(table["verdict"]) & (MORE | LESS)
    pairs = table["indicator"].isin(["pole_largest_component_share", "pole_articulation_share"])
    assert set(table.loc[~pairs, "verdict"]) <= {"cannot_tell", "descriptive", "not_measured"}


def test_poles_drawn_from_the_null_are_said_to_be_as_expected():
    """A small run of the calibration; the whole one is kept in figures/bench."""
    table = calibration(n_poles=6, n_draws=99, n_actors=16, seed=5)

    assert table["within"].all()
    assert {"pole_ei", "pole_multiplex_share", "pole_degree_centralisation"} <= set(table["indicator"])
    pd.testing.assert_frame_equal(table, calibration(n_poles=6, n_draws=99, n_actors=16, seed=5))


def test_the_calibration_fails_on_poles_that_are_not_drawn_from_the_null():
    def closed(*, rng, n_actors):
        return homophilous_pole(rng=rng, sizes=(n_actors // 2, n_actors // 2), p_in=0.6, p_out=0.05)

    table = calibration(n_poles=6, n_draws=99, n_actors=16, seed=5, make=closed)

    assert not table.loc[(table["indicator"] == "pole_ei") & (table["by"] == "sector"), "within"].item()
