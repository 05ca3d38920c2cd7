"""When a null model is true it is seldom found wanting; when it is not, it is found wanting often.

The same, over a thousand poles for each null model, is ``analyses/bench_null_calibration.py``.
"""

import numpy as np
import pytest
from scipy import stats

from analyses.bench_null_calibration import CASES, PLANTED, most_allowed, p_values_under
from coopnet.errors import UnknownWord
from coopnet.inference.comparison import compare_to_null
from coopnet.nulls import NULLS
from coopnet.synthetic.true_nulls import TRUE_NULLS, pole_under

N_POLES, N_DRAWS = 120, 99
PLAIN = [planted for planted in PLANTED if not planted.faint]
FIRST_OF_EACH = list({case.made: case for case in reversed(CASES)}.values())


@pytest.mark.parametrize("case", FIRST_OF_EACH, ids=lambda case: case.made)
def test_a_true_null_is_found_wanting_no_more_often_than_the_level(case):
    found = p_values_under(case, N_POLES, N_DRAWS, rng=np.random.default_rng(1989))
    found = found[np.isfinite(found[:, 0])]
    assert len(found) > 0.9 * N_POLES
    for level in (0.05, 0.1):
        assert (found[:, 0] <= level).sum() <= most_allowed(len(found), level)
    assert stats.kstest(found[:, 1], "uniform").pvalue > 0.001


def test_every_null_model_has_poles_on_which_it_is_true_and_is_calibrated():
    assert {case.null for case in CASES} == {made.partition(",")[0] for made in TRUE_NULLS} == set(NULLS)


def test_calibration_would_see_a_null_model_that_is_wrong(rng):
    """Actors differ in how many links they have, and are compared with links placed anywhere."""
    p = []
    for child in rng.spawn(40):
        pole = pole_under("rewire_links", rng=child)
        found = compare_to_null("pole_degree_gini", pole, "random_links", rng=child, n_draws=99)
        p.append(found.p_value)
    assert (np.array(p) <= 0.05).sum() > most_allowed(40, 0.05)


def test_a_pole_under_an_unknown_null_is_refused_with_the_list(rng):
    with pytest.raises(UnknownWord, match="rewire_memberships"):
        pole_under("nothing", rng=rng)


@pytest.fixture
def rng():
    """Return a generator seeded anew for every test."""
    return np.random.default_rng(20261123)


@pytest.mark.parametrize("planted", PLAIN, ids=lambda one: f"{one.what}, {one.null}".replace(" ", "_"))
def test_what_is_planted_is_found(planted, rng):
    verdicts = [
        compare_to_null(
            planted.measure, planted.make(child), planted.null, rng=child, n_draws=199, **planted.options
        ).verdict
        for child in rng.spawn(10)
    ]
    assert sum(word in (planted.side, f"well_{planted.side}") for word in verdicts) >= 9


def test_every_null_model_has_an_effect_to_find():
    assert {planted.null for planted in PLAIN} == set(NULLS)
