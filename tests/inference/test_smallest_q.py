"""Many actors at once: how many were compared, what one alone could reach, and no word where it could not."""

import numpy as np
import pandas as pd
import pytest

from coopnet.inference.comparison import compare_to_null
from coopnet.inference.pvalues import benjamini_hochberg, draws_needed, p_interval
from coopnet.inference.untold import error_written, least_written, of_whom_one_cannot_tell
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


def test_a_summary_says_that_no_item_alone_could_be_told_and_how_many_draws_would_do(pole):
    """24 actors at most: 2/100 times their number is far above 0.05."""
    few = compared(pole, n_draws=99)
    needed = draws_needed(0.0, float(few.n_comparisons), 0.05)
    assert f"Cannot tell for any item. More draws are needed to be sure: about {needed:,}." in few.summary("en")
    assert "On ne peut se prononcer sur aucun élément. Il faut plus de tirages" in few.summary("fr")
    assert "Cannot tell for any item" in " ".join(few.notes("en"))
    assert "Cannot tell for any item" not in compared(pole).summary("en")


def _table(p, n_draws):
    """Items of these p-values, the null putting no more than one draw on its extreme value."""
    p = np.array(p)
    q = benjamini_hochberg(p)
    high = np.minimum(1, p_interval(p, n_draws)[1] * q / p)
    return pd.DataFrame({"p": p, "q": q, "q_high": high, "attainable_q": len(p) * 2 / (n_draws + 1)})


def _untold(p, n_draws, language="en"):
    names = [f"A{place}" for place in range(len(p))]
    return of_whom_one_cannot_tell(_table(p, n_draws), names, n_draws, "two-sided", language)


def test_an_item_beyond_every_draw_is_named_where_draws_are_too_few_to_be_sure():
    """At best q = 3 · 2/200 = 0.03, but it may be 0.11: silence would read as “nothing stands out”."""
    (english,) = _untold([2 / 200, 0.8, 0.8], 199)
    (french,) = _untold([2 / 200, 0.8, 0.8], 199, "fr")
    assert english == f"Cannot tell for A0. More draws are needed to be sure: about {draws_needed(0.0, 3.0, 0.05)}."
    assert french.startswith("On ne peut pas se prononcer sur A0. Il faut plus de tirages pour en être sûr")
    assert _untold([2 / 1000, 0.8, 0.8], 999) == []


def test_many_items_near_the_limit_are_counted_and_the_draws_are_those_that_tell_of_all():
    """All have q = 0.04, from 0.03 to 0.06 with endless draws."""
    (said,) = _untold([0.04] * 6, 999)
    needed = draws_needed(0.04, 1.0, 0.05)
    assert said == f"Cannot tell for 6 items. More draws are needed to be sure: about {needed:,}."
    (said,) = _untold([0.05] * 6, 999)
    assert said == "Cannot tell for 6 items. It stands so near the limit that even a million draws would not settle it."


def test_items_that_no_number_of_draws_would_tell_are_told_apart_from_those_that_more_draws_may_tell():
    """Ten comparisons, 999 draws: 2/1000 · 10 = 0.02, but the null gives the most extreme value three times, or 300."""
    table = _table([0.8] * 10, 999)
    table.loc[0, "attainable_q"] = 10 * 2 * 4 / 1000
    table.loc[1:3, "attainable_q"] = 1.0
    names = list("abcdefghij")
    few, shut = of_whom_one_cannot_tell(table, names, 999, "two-sided", "en")
    needed = draws_needed(0.0, 10.0, 0.05)
    assert few == f"Cannot tell for 1 item. More draws are needed to be sure: about {needed:,}."
    assert shut == "Cannot tell for 3 items. Even the most extreme value would not stand out among 10 comparisons."
    _, shut = of_whom_one_cannot_tell(table, names, 999, "two-sided", "fr")
    assert shut.startswith("On ne peut pas se prononcer sur 3 éléments. Même la valeur la plus extrême")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_note_of_a_table_says_how_many_comparisons_q_corrects_for(pole, language):
    found = compared(pole, n_draws=99)
    note = next(one for one in found.notes(language) if one.startswith("q"))
    assert "Benjamini" in note
    assert str(found.n_comparisons) in note
    assert written(found.smallest_q, language, 4) in note


def test_a_smallest_q_is_never_printed_as_zero():
    assert least_written(2e-6, "en") == "< 0.0001"
    assert least_written(2e-6, "fr") == "< 0,0001"
    assert error_written(2e-6, "en") == "0.0000020"
