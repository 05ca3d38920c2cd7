"""Every measure of the catalogue can be taken on less of a pole, or on actors drawn again, or says why not."""

from functools import partial

import numpy as np
import pytest

from coopnet.catalogue import MEASURES
from coopnet.errors import UndefinedMeasure, ViewRefused
from coopnet.inference.bootstrap import vertex_bootstrap_of
from coopnet.inference.evaluation import asked
from coopnet.inference.missing import missing_data_of
from coopnet.multiplex import multiplex_of
from coopnet.synthetic import simulated_pole

MULTIPLEX = multiplex_of(simulated_pole(rng=np.random.default_rng(4), n_actors=24, n_ess=6), natures="all")
DRAWS = 4
# rows of a list of provenances share labels: they cannot be followed as the pole changes
FOLLOWED = sorted(set(MEASURES) - {"link_provenance_table"})


def _in_bounds(measure, values):
    low, high = measure.bounds
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    # tables hold columns of several kinds; the bounds are those of the measure itself
    return measure.is_table or ((known >= low - 1e-9) & (known <= high + 1e-9)).all()


def _defined(name):
    question = asked(name)
    try:
        question.result(question.given(MULTIPLEX), np.random.default_rng(1))
    except UndefinedMeasure:
        return False
    return True


@pytest.mark.parametrize("name", FOLLOWED)
def test_every_measure_stays_in_its_bounds_when_actors_are_missing(name):
    taken = partial(missing_data_of, name, MULTIPLEX, rng=np.random.default_rng(1), shares=[0.25], n_draws=DRAWS)
    if not _defined(name):
        with pytest.raises(UndefinedMeasure):
            taken()
        return

    found = taken()

    assert found.draws.shape[:2] == (1, DRAWS)
    assert _in_bounds(MEASURES[name], found.draws)
    assert np.isfinite(found.draws).any() or not np.isfinite(np.asarray(found.observed, dtype=float)).any()
    assert len(found.table)
    assert found.summary("fr") != found.summary("en")


@pytest.mark.parametrize("name", FOLLOWED)
def test_every_measure_of_actors_and_pairs_stays_in_its_bounds_on_actors_drawn_again(name):
    measure = MEASURES[name]
    taken = partial(vertex_bootstrap_of, name, MULTIPLEX, rng=np.random.default_rng(1), n_draws=DRAWS)
    two_mode = measure.takes == "affiliation" or measure.level in ("structure", "link")
    if two_mode or not _defined(name):
        with pytest.raises(ViewRefused if _defined(name) else UndefinedMeasure):
            taken()
        return

    found = taken()

    assert len(found.draws) == DRAWS
    assert _in_bounds(measure, found.draws)
    assert len(found.table)
    assert found.summary("fr") != found.summary("en")
