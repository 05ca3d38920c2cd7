"""Many actors at once: how many were compared, what one alone could reach, and no word where it could not."""

import numpy as np
import pytest

from coopnet.inference.comparison import compare_to_null
from coopnet.inference.pvalues import benjamini_hochberg
from coopnet.numbers import written
from coopnet.synthetic import homophilous_pole


@pytest.fixture(scope="module")
def pole():
    return homophilous_pole(rng=np.random.default_rng(11), sizes=(9, 8, 7), p_in=0.6, p_out=0.1)


def compared(pole, **options):
    return compare_to_null("actor_ei", pole, "shuffle_sectors", rng=np.random.default_rng(12), **options)


def test_too_few_draws_for_one_actor_alone_say_cannot_tell_of_every_actor(pole):
    few = compared(pole, n_draws=99)
    assert few.smallest_q > 0.05
    assert set(few.table["verdict"]) == {"cannot_tell"}


def test_draws_left_to_coopnet_are_enough_for_one_actor_alone(pole):
    """Unless the null itself puts too much mass on the most extreme value, which no number of draws mends."""
    found = compared(pole)
    assert found.n_draws > 999
    lowest = 2 / (found.n_draws + 1) * found.n_comparisons
    assert lowest <= 0.05
    assert found.smallest_q >= lowest
    told = found.table["verdict"] != "cannot_tell"
    assert (found.table.loc[told, "attainable_q"] <= 0.05).all()
    assert told.any()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_number_of_comparisons_and_the_smallest_q_are_printed(pole, language):
    found = compared(pole, n_draws=99)
    text = found.summary(language)
    assert f"q = {written(found.smallest_q, language, 4)}" in text
    assert str(found.n_comparisons) in text
    assert found.n_comparisons == found.table["p"].notna().sum()


def test_q_values_are_those_of_benjamini_and_hochberg_over_what_was_compared(pole):
    table = compared(pole, n_draws=999).table
    known = table["p"].dropna().to_numpy()
    plain = [min(1.0, min(p * len(known) / (known <= p).sum() for p in known if p >= one)) for one in known]
    assert table["q"].dropna().to_numpy() == pytest.approx(plain)
    assert benjamini_hochberg(known) == pytest.approx(plain)
