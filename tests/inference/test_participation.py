"""Participation corrected by a null model, against the sentence that defines it."""

from statistics import median

import numpy as np
import pytest

from coopnet.errors import NullRefused, ViewRefused
from coopnet.inference.participation import actor_participation_corrected_table
from coopnet.measures.diversity import actor_participation
from coopnet.measures.examples import example_pole
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.nulls import NULLS

SECTORS = {"food": "abc", "health": "de", "construction": "f"}


@pytest.fixture
def pole():
    return example_pole("ab ac ad be cf de ef af", sectors=SECTORS, actors="z")


def shares(network, actor, sectors):
    linked = network.matrix.toarray()[network.actors.get_loc(actor)] > 0
    theirs = network.attributes["sector"][linked].tolist()
    return [theirs.count(sector) / len(theirs) for sector in sectors]


def test_is_one_less_the_median_distance_to_the_draws(pole):
    multiplex, sectors = multiplex_of(pole), tuple(SECTORS)
    found = actor_participation_corrected_table(pole, rng=np.random.default_rng(3), n_draws=9)
    ready = NULLS["rewire_links"].drawing_from(multiplex)
    draws = [network_of(ready(rng)) for rng in np.random.default_rng(3).spawn(9)]
    network = network_of(multiplex)
    for actor in "abcdef":
        here = shares(network, actor, sectors)
        apart = [
            sum((x - y) ** 2 / 2 for x, y in zip(here, shares(draw, actor, sectors), strict=True)) ** 0.5
            for draw in draws
        ]
        assert found["corrected"][actor] == pytest.approx(1 - median(apart))
        expected = [1 - sum(x * x for x in shares(draw, actor, sectors)) for draw in draws]
        assert found["expected"][actor] == pytest.approx(sum(expected) / 9)


def test_stands_beside_the_raw_coefficient_and_names_its_view_and_null(pole):
    found = actor_participation_corrected_table(pole, rng=np.random.default_rng(3), n_draws=9)
    raw = actor_participation(network_of(pole))
    assert found["participation"].equals(raw.rename("participation"))
    assert found.attrs["view"] == raw.attrs["view"]
    assert (found.attrs["null"], found.attrs["n_draws"]) == ("rewire_links", 9)
    assert found["ties"].tolist() == [4, 2, 2, 2, 3, 3, 0]


def test_is_nan_exactly_for_actors_without_labelled_partner(pole):
    found = actor_participation_corrected_table(pole, rng=np.random.default_rng(3), n_draws=5)
    assert found.index[found["corrected"].isna()].tolist() == ["z"]
    assert found["corrected"].dropna().between(0, 1).all()


def test_ties_kept_within_a_sector_lower_it_below_what_ties_across_give():
    two, low = {"food": "abc", "health": "def"}, []
    for links in ("ab bc ca de ef fd cf", "ae bf cf cd ab bd de"):
        rng = np.random.default_rng(1)
        found = actor_participation_corrected_table(example_pole(links, sectors=two), rng=rng, n_draws=99)
        low.append(found["corrected"].mean())
    assert low[0] < low[1] - 0.1


def test_refuses_the_two_mode_view_and_a_null_that_leaves_one_graph(pole):
    with pytest.raises(ViewRefused):
        actor_participation_corrected_table(pole, rng=np.random.default_rng(1), view="structures")
    with pytest.raises(NullRefused):
        actor_participation_corrected_table(
            example_pole("ab", sectors={"food": "a", "health": "b"}), rng=np.random.default_rng(1)
        )
