"""Exact moments under shuffled labels, against all labellings of small poles."""

from itertools import permutations

import numpy as np
import pytest

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.comparison import compare_to_null
from coopnet.inference.evaluation import asked
from coopnet.inference.exact import EXACT, permutation_moments_of
from coopnet.inference.relabelling import with_groups
from coopnet.multiplex import Groups, multiplex_of
from coopnet.synthetic import random_pole, simulated_pole
from coopnet.vocabulary import vocabulary
from tests.nulls.conftest import built_multiplex

# Six labelled actors and one without label, in sectors of three, two and one: 720 deals of 60 different labellings.
SMALL = built_multiplex(
    [
        *(("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("c", "e"), ("d", "e"), ("e", "f")),
        *(("a", "b", "joint_bid"), ("c", "g"), ("e", "f", "joint_bid"), ("e", "f", "common_project")),
    ],
    sectors={"a": "housing", "b": "food", "c": "housing", "d": "culture", "e": "housing", "f": "food"},
    actors="abcdefg",
)
TINY = built_multiplex([("a", "b"), ("b", "c")], sectors={"a": "housing", "b": "housing", "c": "food"})


def over_all_labellings(name, multiplex, view):
    """Return the measure on every labelling, labellings × items."""
    question = asked(name, view=view)
    network, groups = question.given(multiplex), multiplex.groups("sector")
    known = np.flatnonzero(groups.codes >= 0)
    values = []
    for deal in permutations(groups.codes[known].tolist()):
        codes = groups.codes.copy()
        codes[known] = deal
        result = question.result(with_groups(network, Groups("sector", codes, groups.labels)))
        values.append(np.ravel(result.to_numpy() if hasattr(result, "to_numpy") else result))
    return np.array(values, dtype=float)


def as_array(moments, values, name, multiplex, view):
    """Return exact values in the shape of the measure's result: square tables are symmetric."""
    result = asked(name, view=view).result(asked(name, view=view).given(multiplex))
    if not hasattr(result, "shape") or result.ndim == 1 or result.shape[0] != result.shape[1]:
        return values
    full = np.empty(result.shape)
    for (row, column), value in zip(moments.items, values, strict=True):
        full[result.index.get_loc(row), result.columns.get_loc(column)] = value
        full[result.index.get_loc(column), result.columns.get_loc(row)] = value
    return full.ravel()


@pytest.mark.parametrize("multiplex", [SMALL, TINY], ids=["seven actors", "three actors"])
@pytest.mark.parametrize("name", EXACT)
def test_moments_are_those_over_all_labellings(name, multiplex):
    for view in asked(name).measure.views:
        values = over_all_labellings(name, multiplex, view)
        found = permutation_moments_of(name, multiplex, view=view)
        mean, sd = (as_array(found, one, name, multiplex, view) for one in (found.expected, found.sd))
        np.testing.assert_allclose(mean, values.mean(axis=0), atol=1e-12)
        if name == "actor_brokerage_table":
            assert np.isnan(sd).all()
        else:
            np.testing.assert_allclose(sd, values.std(axis=0), atol=1e-9)


def test_the_expected_e_i_index_is_the_one_that_krackhardt_and_stern_give():
    multiplex = multiplex_of(random_pole(rng=np.random.default_rng(5)))
    question = asked("pole_ei_expected")
    expected = question.result(question.given(multiplex))
    assert permutation_moments_of("pole_ei", multiplex).expected[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("name", ["pole_ei", "sector_mixing", "actor_ei", "actor_brokerage_table"])
def test_draws_agree_with_exact_moments(name):
    """Within 4.5 standard errors for all items at once, some hundreds of them."""
    multiplex = multiplex_of(simulated_pole(rng=np.random.default_rng(8), n_actors=50, n_ess=7))
    exact = permutation_moments_of(name, multiplex)
    drawn = compare_to_null(name, multiplex, "shuffle_sectors", rng=np.random.default_rng(9), n_draws=4000)
    draws = drawn.draws.reshape(4000, -1)
    varies = np.nan_to_num(np.std(draws, axis=0)) > 1e-9
    errors = np.std(draws, axis=0)[varies] / np.sqrt(4000)
    assert varies.any()
    assert np.abs(exact.expected[varies] - draws.mean(axis=0)[varies]).max() < (4.5 * errors).max()
    assert (np.abs(exact.expected[varies] - draws.mean(axis=0)[varies]) < 4.5 * errors).all()
    if name != "actor_brokerage_table":
        np.testing.assert_allclose(exact.sd[varies], np.std(draws, axis=0)[varies], rtol=0.15)


def test_the_table_and_the_summary_say_what_is_exact():
    found = permutation_moments_of("pole_ei", SMALL)
    row = found.table.loc["pole_ei"]
    assert row["z"] == pytest.approx((row["observed"] - row["expected"]) / row["sd"])
    assert "sans tirage" in found.summary("fr")
    assert "without drawing" in found.summary("en")
    assert list(permutation_moments_of("sector_mixing", SMALL).table.index.names) == ["row", "column"]


def test_z_is_undefined_where_labels_cannot_change_the_measure():
    """Everybody linked with everybody: whoever bears which label, the index is the same."""
    complete = built_multiplex(
        [(a, b) for a in "abcd" for b in "abcd" if a < b],
        sectors={"a": "food", "b": "food", "c": "culture", "d": "culture"},
    )
    found = permutation_moments_of("pole_ei", complete)
    assert found.sd[0] == 0
    assert np.isnan(found.z[0])


def test_a_measure_without_closed_form_is_refused_with_the_list():
    with pytest.raises(UnknownWord, match="pole_ei_rescaled"):
        permutation_moments_of("pole_density", SMALL)


def test_a_pole_without_labels_has_nothing_to_shuffle():
    with pytest.raises(UndefinedMeasure):
        permutation_moments_of("pole_ei", built_multiplex([("a", "b")]))
    with pytest.raises(UndefinedMeasure, match="Fewer than two"):
        permutation_moments_of("actor_ei", built_multiplex([("a", "b")], sectors={"a": "food"}))


def test_sectors_bear_french_labels_where_people_read_french_and_a_single_number_the_label_of_its_measure():
    pole = simulated_pole(rng=np.random.default_rng(2), n_actors=40, n_ess=6)
    many, one = permutation_moments_of("sector_density", pole), permutation_moments_of("pole_ei", pole)
    code = str(many.items[0][0])
    assert many.shown("fr").iloc[0, 0] == vocabulary().label("sectors", code, "fr") != code
    assert many.shown("en").iloc[0, 0] == many.tidy()["row"][0] == code
    assert "Ouverture des secteurs" in one.shown("fr")["item"][0]
