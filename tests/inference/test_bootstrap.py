"""The vertex bootstrap: against its definition, an exact enumeration, and what it should and should not cover."""

from functools import partial
from itertools import product

import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure, UnknownWord, ViewRefused
from coopnet.inference.bootstrap import mean_of_copies, vertex_bootstrap_of
from coopnet.measures.cohesion import pole_density
from coopnet.measures.degrees import actor_degree
from coopnet.measures.ei import pole_ei
from coopnet.measures.examples import example_network, example_pole
from coopnet.measures.multiplexity import pole_edge_overlap
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.resampling import projected_to_links, resample_of, resampled_multiplex, resampled_network
from coopnet.synthetic import homophilous_pole, lead_organisation_pole, random_pole, simulated_pole

MULTIPLEX = multiplex_of(simulated_pole(rng=np.random.default_rng(4), n_actors=40, n_ess=8))


def _rng(seed=20261123):
    return np.random.default_rng(seed)


def test_draws_of_a_number_of_the_pole_are_the_measure_of_its_resamples():
    found = vertex_bootstrap_of("pole_ei", MULTIPLEX, rng=_rng(), n_draws=20)

    network = network_of(MULTIPLEX)
    for value, child in zip(found.draws, _rng().spawn(20), strict=True):
        assert value == pole_ei(resampled_network(network, resample_of(40, rng=child)))


def test_draws_of_a_measure_of_the_multiplex_are_those_of_its_resamples():
    found = vertex_bootstrap_of("pole_edge_overlap", MULTIPLEX, rng=_rng(), n_draws=10)

    dyadic = projected_to_links(MULTIPLEX)
    for value, child in zip(found.draws, _rng().spawn(10), strict=True):
        assert value == pole_edge_overlap(resampled_multiplex(dyadic, resample_of(40, rng=child)))


def test_an_actor_has_the_mean_of_its_copies_and_nothing_where_it_was_not_drawn():
    found = vertex_bootstrap_of("actor_degree", MULTIPLEX, rng=_rng(), n_draws=10)

    network = network_of(MULTIPLEX)
    for values, child in zip(found.draws, _rng().spawn(10), strict=True):
        resample = resample_of(40, rng=child)
        degrees = actor_degree(resampled_network(network, resample)).to_numpy()
        for actor in range(40):
            own = degrees[resample.chosen == actor]
            assert (np.isnan(values[actor]) and own.size == 0) or values[actor] == pytest.approx(own.mean())


def test_copies_without_value_do_not_enter_the_mean_of_an_actor():
    network = example_network("ab bc", sectors={"food": "ab", "housing": "c"})
    resample = resample_of(3, rng=_rng(2))
    series = actor_degree(resampled_network(network, resample)).astype(float)
    first_twin = resample.twins[0][0]
    series.iloc[first_twin] = np.nan

    mean = mean_of_copies(series, resample, network.actors)

    twin = network.actors[resample.chosen[first_twin]]
    others = [k for k in np.flatnonzero(resample.chosen == resample.chosen[first_twin]) if k != first_twin]
    assert mean[twin] == series.iloc[others].mean()


def _every_density_of_the_path():
    """Every resample of a–b–c and its chance: 27 choices, and 6 ordered pairs for each pair of copies."""
    linked = {(0, 1), (1, 0), (1, 2), (2, 1)}
    pairs = [(i, j) for i in range(3) for j in range(3) if i != j]
    for chosen in product(range(3), repeat=3):
        between = [(chosen[a], chosen[b]) for a in range(3) for b in range(a + 1, 3)]
        twins = [k for k, (i, j) in enumerate(between) if i == j]
        for drawn in product(pairs, repeat=len(twins)):
            taken = dict(enumerate(between)) | dict(zip(twins, drawn, strict=True))
            yield sum(pair in linked for pair in taken.values()) / 3, 1 / 27 / 6 ** len(twins)


def test_mean_and_standard_error_are_those_of_the_exact_enumeration():
    values, chances = np.array(list(_every_density_of_the_path())).T
    mean = values @ chances
    error = np.sqrt((values - mean) ** 2 @ chances)
    assert chances.sum() == pytest.approx(1.0)
    assert mean == pytest.approx(2 / 3)  # the density of the path

    found = vertex_bootstrap_of("pole_density", example_pole("ab bc"), rng=_rng(), n_draws=4000)

    assert abs(found.bias) < 4 * error / np.sqrt(4000)
    assert found.standard_error == pytest.approx(error, rel=4 / np.sqrt(2 * 4000))


def test_intervals_of_density_cover_its_expectation_and_are_rather_too_wide():
    """Independent links: the exact standard deviation of the density is known, and so is its expectation."""
    sizes, p_in, p_out = (7, 7, 6), 0.3, 0.1
    inside = sum(size * (size - 1) // 2 for size in sizes)
    outside = 190 - inside
    expected = (p_in * inside + p_out * outside) / 190
    deviation = np.sqrt(p_in * (1 - p_in) * inside + p_out * (1 - p_out) * outside) / 190
    rng = _rng()
    covered, errors = [], []
    for _ in range(120):
        pole = homophilous_pole(rng=rng, sizes=sizes, p_in=p_in, p_out=p_out)
        found = vertex_bootstrap_of("pole_density", pole, rng=rng, n_draws=99)
        low, high = found.interval()
        covered.append(low <= expected <= high)
        errors.append(found.standard_error)

    assert np.mean(covered) >= 0.93
    assert 1.2 < np.mean(errors) / deviation < 2.0


def test_a_hub_is_missing_from_a_third_of_the_resamples():
    """(1 − 1/25)²⁵ = 0.36: in these, centralisation collapses."""
    pole = lead_organisation_pole(rng=_rng(), n_actors=25)
    found = vertex_bootstrap_of("pole_degree_centralisation", pole, rng=_rng())
    lead = found.draws.size * (1 - 1 / 25) ** 25

    assert abs((found.draws < 0.6).sum() - lead) < 4 * np.sqrt(lead * 0.64)
    assert found.bias < -0.2
    assert found.doubt == "wide"
    assert "Cannot tell" in found.summary()


def test_the_interval_is_centred_on_what_was_observed_and_stays_in_bounds():
    found = vertex_bootstrap_of("pole_transitivity", MULTIPLEX, rng=_rng(), n_draws=99)
    low, high = found.interval()
    narrow_low, narrow_high = found.interval(0.5)

    assert (low + high) / 2 == pytest.approx(found.observed)
    assert high - found.observed == pytest.approx(1.959964 * found.standard_error, rel=1e-6)
    assert low < narrow_low < found.observed < narrow_high < high
    complete = vertex_bootstrap_of("pole_degree_centralisation", lead_organisation_pole(rng=_rng()), rng=_rng())
    assert complete.interval()[1] == 1.0


def test_one_cannot_tell_below_twenty_actors():
    below, enough = (
        vertex_bootstrap_of("pole_density", random_pole(rng=_rng(), n_actors=n, n_links=40), rng=_rng(), n_draws=99)
        for n in (19, 20)
    )

    assert below.doubt == "few_actors"
    assert np.isnan(below.interval()).all()
    assert "au moins 20 acteurs" in below.summary("fr")
    assert enough.doubt == ""
    assert np.isfinite(enough.interval()).all()


def test_one_cannot_tell_where_resamples_often_have_no_value():
    found = vertex_bootstrap_of(
        "pole_mean_distance", example_pole("ab", actors="cdefghijklmnopqrstuvw"), rng=_rng(), n_draws=99
    )

    assert found.doubt == "undefined"
    assert np.isnan(found.interval()).all()


def test_each_item_has_its_row_and_actors_their_ranks():
    found = vertex_bootstrap_of("actor_degree", MULTIPLEX, rng=_rng(), n_draws=199)
    table = found.table

    assert list(table.index) == list(MULTIPLEX.actors)
    assert (table["draws"] == np.isfinite(found.draws).sum(axis=0)).all()
    assert (table["doubt"] == "").all()
    assert found.ranks().table["unranked"].max() > 0
    assert "of the pairs can be ranked" in found.summary()
    assert "acteurs semblables" in found.summary("fr")


def test_sectors_that_are_often_absent_have_no_interval():
    found = vertex_bootstrap_of("sector_mixing", MULTIPLEX, rng=_rng(), n_draws=99)

    rare = found.table[found.table["draws"] < 94]
    assert (rare["doubt"] == "undefined").all()
    assert rare["low"].isna().all()
    assert len(rare) < len(found.table)


def test_columns_of_a_table_are_ranked_one_at_a_time():
    found = vertex_bootstrap_of("actor_brokerage_table", MULTIPLEX, rng=_rng(), n_draws=60)

    assert list(found.ranks(column="liaison").observed.index) == list(MULTIPLEX.actors)
    with pytest.raises(UnknownWord, match="column"):
        found.ranks()
    assert found.summary("fr")


@pytest.mark.parametrize(
    ("asking", "refusal", "named"),
    [
        (partial(vertex_bootstrap_of, "structure_sectors_joined", MULTIPLEX), ViewRefused, "leave_one_structure_out"),
        (partial(vertex_bootstrap_of, "link_multiplexity", MULTIPLEX), ViewRefused, "single links"),
        (partial(vertex_bootstrap_of, "pole_components", MULTIPLEX, view="structures"), ViewRefused, "structures"),
        (partial(vertex_bootstrap_of, "pole_components", example_pole(actors="a")), UndefinedMeasure, "at least two"),
        (partial(vertex_bootstrap_of, "pole_density", MULTIPLEX, n_draws=0), UnknownWord, "n_draws"),
    ],
)
def test_what_cannot_be_drawn_again_is_refused_in_both_languages(asking, refusal, named):
    with pytest.raises(refusal, match=named) as caught:
        asking(rng=_rng())
    assert caught.value.fr != caught.value.en


def test_a_density_that_cannot_vary_has_no_error():
    complete = example_pole(" ".join(a + b for a, b in product("abcdefghijklmnopqrst", repeat=2) if a < b))
    found = vertex_bootstrap_of(pole_density, complete, rng=_rng(), n_draws=40)

    assert found.standard_error == 0.0
    assert found.interval() == (1.0, 1.0)


def test_one_cannot_tell_from_a_handful_of_draws():
    few = vertex_bootstrap_of("pole_density", simulated_pole(rng=_rng(), n_actors=40), rng=_rng(), n_draws=9)

    assert few.doubt == "few_draws"
    assert np.isnan(few.interval()).all()
    assert "at least 40 draws" in few.summary("en")
