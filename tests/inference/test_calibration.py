"""When a null model is true it is seldom found wanting; when it is not, it is found wanting often.

The same, over a thousand poles for each null model, is ``analyses/bench_null_calibration.py``.
"""

import numpy as np
import pytest
from scipy import stats

from analyses.bench_null_calibration import CASES, most_allowed, p_values_under
from coopnet.errors import UnknownWord
from coopnet.inference.comparison import compare_to_null
from coopnet.nulls import NULLS
from coopnet.synthetic import (
    homophilous_pole,
    lead_organisation_pole,
    multiplex_pole,
    ring_of_cliques_pole,
)
from coopnet.synthetic.true_nulls import TRUE_NULLS, pole_under
from tests.nulls.conftest import built_multiplex

N_POLES, N_DRAWS = 120, 99
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


def homophilous(rng):
    return homophilous_pole(rng=rng, sizes=(12, 8, 6), p_in=0.5, p_out=0.1)


def overlapping(rng):
    return multiplex_pole(rng=rng, n_actors=24, n_first=40, n_second=30, p_overlap=0.7)


def gathered(rng):
    """Two circles of actors: every structure draws its members from one of them."""
    structures = {f"S{number}": [f"{'ab'[number % 2]}{one}" for one in rng.permutation(9)[:5]] for number in range(8)}
    return built_multiplex(structures=structures)


# what was planted, the measure that looks at it, the null model that breaks it, and on which side it shows
PLANTED = {
    "sectors that keep to themselves, against labels": (homophilous, "pole_ei", "shuffle_sectors", "below", {}),
    "sectors that keep to themselves, against links": (homophilous, "pole_ei", "rewire_links", "below", {}),
    "kinds on the same pairs, against links": (overlapping, "pole_mean_kinds", "rewire_links", "above", {}),
    "closed circles": (
        lambda rng: ring_of_cliques_pole(rng=rng, n_cliques=5, clique_size=4),
        "pole_transitivity",
        "rewire_links",
        "above",
        {},
    ),
    "members drawn from two circles": (gathered, "pole_density", "rewire_memberships", "below", {}),
    "one actor linked with all": (
        lambda rng: lead_organisation_pole(rng=rng, n_actors=20, n_pairs=8),
        "pole_degree_centralisation",
        "random_links",
        "above",
        {},
    ),
    "one actor linked with all, whatever its sector": (
        lambda rng: lead_organisation_pole(rng=rng, n_actors=20, n_pairs=8),
        "pole_degree_centralisation",
        "random_links_between_sectors",
        "above",
        {},
    ),
    "one kind led by one actor": (
        lambda rng: led_in_one_kind(rng),
        "pole_degree_centralisation",
        "shuffle_kinds",
        "above",
        {"kinds": ["convention"]},
    ),
}


def led_in_one_kind(rng):
    """A star of conventions among joint bids placed at random."""
    star = [("hub", f"a{number}", "convention") for number in range(8)]
    others = {tuple(sorted(rng.choice(12, size=2, replace=False).tolist())) for _ in range(30)}
    return built_multiplex([*star, *((f"a{a}", f"a{b}", "joint_bid") for a, b in sorted(others))])


@pytest.mark.parametrize("planted", PLANTED, ids=lambda name: name.replace(" ", "_"))
def test_what_is_planted_is_found(planted, rng):
    make, measure, null, side, options = PLANTED[planted]
    verdicts = [
        compare_to_null(measure, make(child), null, rng=child, n_draws=199, **options).verdict
        for child in rng.spawn(10)
    ]
    assert sum(word in (side, f"well_{side}") for word in verdicts) >= 9
