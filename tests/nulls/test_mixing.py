"""Diagnostics of the random walks behind null models."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from coopnet.errors import NullRefused, UnknownWord
from coopnet.nulls import NULLS, mixing_of
from coopnet.vocabulary import vocabulary

WALKS = [null for null in NULLS.values() if null.walks]


@pytest.mark.parametrize("null", WALKS, ids=lambda null: null.name)
def test_one_draw_walks_far_enough_on_a_simulated_pole(simulated, rng, null):
    found = mixing_of(null, simulated, rng=rng)
    assert found.mixes
    assert found.table["moved"].between(0, 1).all()
    assert found.table["acceptance"].between(0.1, 1).all()
    assert found.distances.shape == (40, len(found.table))
    assert "assez" in found.summary("fr")
    assert "far enough" in found.summary("en")


def with_walks(null, change):
    """The null with its walks changed, as if its settings had been."""

    def ready(multiplex, **options):
        made = null.drawing_from(multiplex, **options)
        return replace(made, walks={kind: change(walk) for kind, walk in made.walks.items()})

    return replace(null, ready=ready)


def test_a_walk_cut_short_is_seen(simulated, rng):
    """An exchange moves two links: three attempts leave most of a hundred where they were."""
    null, one_kind = NULLS["rewire_links"], simulated.restricted(["convention"])
    assert one_kind.links["convention"].source.size > 40
    assert mixing_of(null, one_kind, rng=rng).mixes
    found = mixing_of(with_walks(null, lambda walk: replace(walk, attempts=3)), one_kind, rng=rng)
    assert not found.mixes
    assert found.table["autocorrelation"].item() > 0.5
    assert found.table["moved"].item() < 0.2
    assert "not walk far enough" in found.summary("en")


def test_a_walk_that_stands_still_is_refused(simulated, rng):
    """Attempts that only ever look at one link change nothing."""
    null = NULLS["rewire_links"]
    stuck = with_walks(null, lambda walk: replace(walk, source=walk.source[:1], target=walk.target[:1]))
    with pytest.raises(NullRefused, match="does not walk"):
        mixing_of(stuck, simulated.restricted(["convention"]), rng=rng)


def test_draws_made_afresh_have_no_walk(simulated, rng):
    with pytest.raises(UnknownWord, match="draws afresh"):
        mixing_of(NULLS["random_links"], simulated, rng=rng)


@pytest.mark.parametrize("null", NULLS.values(), ids=lambda null: null.name)
def test_nulls_and_their_draws_travel_to_other_processes(parallel, null):
    assert pickle.loads(pickle.dumps(null)) == null
    ready = null.drawing_from(parallel)
    one, two = ready(np.random.default_rng(3)), pickle.loads(pickle.dumps(ready))(np.random.default_rng(3))
    assert all(one.links[kind].source.tolist() == two.links[kind].source.tolist() for kind in one.links)
    assert one.attributes.equals(two.attributes)


def test_what_walks_is_called_memberships_where_it_is(simulated, rng):
    members, links = (mixing_of(null, simulated, rng=rng, n_draws=5) for null in ("rewire_memberships", "rewire_links"))

    assert list(members.shown("fr").columns[1:5]) == ["adhésions", "essais", "acceptés", "changées"]
    assert "memberships" in members.shown("en").columns
    assert "part des adhésions" in members.notes("fr")[1]
    assert "share of the memberships" in members.notes("en")[1]
    assert list(links.shown("fr").columns[1:5]) == ["liens", "essais", "acceptés", "déplacés"]
    assert "part des liens" in links.notes("fr")[1]
    assert list(members.tidy().columns) == list(links.tidy().columns)
    code = links.tidy()["part"][0]
    assert links.shown("fr").iloc[0, 0] == vocabulary().kind_label(code, "fr") != code
    assert links.shown("en").iloc[0, 0] == code
