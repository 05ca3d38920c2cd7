"""The words of a verdict, at and beside every threshold."""

import numpy as np
import pytest
from scipy.stats import binom

from coopnet.inference.comparison import compare_to_null
from coopnet.inference.exact import ExactMoments
from coopnet.inference.pvalues import draws_needed, p_interval
from coopnet.inference.telling import verdict_doubt
from coopnet.inference.verdict import VERDICTS, judged, verdict
from coopnet.synthetic import homophilous_pole

NAN = float("nan")


@pytest.mark.parametrize(
    ("q", "z", "attainable", "above", "word"),
    [
        (0.01, 3.0, 0.002, True, "well_above"),
        (0.01, -3.0, 0.002, False, "well_below"),
        (0.011, 9.0, 0.002, True, "above"),  # a large effect alone is not enough
        (0.001, 2.9, 0.002, True, "above"),  # nor is a small q alone
        (0.001, NAN, 0.002, True, "above"),  # draws that do not vary have no z
        (0.05, 2.0, 0.002, False, "below"),
        (0.051, 2.0, 0.002, True, "as_expected"),
        (1.0, 0.0, 0.05, True, "as_expected"),
        (0.001, 5.0, 0.051, True, "cannot_tell"),
        (NAN, 5.0, 0.002, True, "cannot_tell"),
        (0.4, 0.1, NAN, True, "cannot_tell"),
    ],
)
def test_the_word_follows_from_q_effect_and_what_could_be_reached(q, z, attainable, above, word):
    assert word in VERDICTS
    assert verdict(q, z, attainable, above=above) == word


@pytest.mark.parametrize(
    ("q", "q_high", "word", "doubt"),
    [
        (0.002, 0.01, "well_above", ""),
        (0.002, 0.0101, "above", ""),  # well above on its estimate alone: the weaker word
        (0.01, 0.05, "above", ""),
        (0.01, 0.0501, "cannot_tell", "few_draws"),
        (0.05, 0.0501, "cannot_tell", "few_draws"),
        (0.0501, 0.9, "as_expected", ""),  # “as expected” is no claim: no doubt takes it back
        (0.01, None, "well_above", ""),  # an exact p-value has no Monte-Carlo interval
        (0.05, None, "above", ""),
    ],
)
def test_a_claim_needs_the_whole_monte_carlo_interval_on_its_side(q, q_high, word, doubt):
    assert judged(q, 5.0, 0.001, above=True, q_high=q_high) == (word, doubt)


@pytest.mark.parametrize(
    ("above", "missing", "word"),
    [
        (True, (0.31, 0.6), "well_above"),
        (True, (0.30, 0.6), "cannot_tell"),  # it touches the play of chance
        (True, (0.05, 0.6), "cannot_tell"),  # it lies on both sides
        (True, (0.31, NAN), "well_above"),  # unknown: it says nothing
        (False, (-0.5, 0.09), "well_below"),
        (False, (-0.5, 0.10), "cannot_tell"),
    ],
)
def test_a_claim_needs_the_interval_of_missing_data_clear_of_chance(above, missing, word):
    found = judged(0.001, 5.0, 0.001, above=above, q_high=0.005, chance=(0.1, 0.3), missing=missing)

    assert found == (word, "missing" if word == "cannot_tell" else "")
    assert judged(0.06, 1.0, 0.001, above=above, chance=(0.1, 0.3), missing=missing).word == "as_expected"


def test_the_interval_of_a_p_value_leaves_the_right_mass_beyond_each_end():
    """Clopper and Pearson by definition: at its ends, as few or as many extreme draws come in 2.5 % of the cases."""
    for n, k in ((99, 3), (999, 0), (999, 20)):
        p = 2 * (k + 1) / (n + 1)
        low, high = (float(end[0]) for end in p_interval(np.array([p]), n))
        assert binom.cdf(k, n, high / 2) == pytest.approx(0.025)
        assert low == 0 if k == 0 else binom.sf(k - 1, n, low / 2) == pytest.approx(0.025)
        alone = p_interval(np.array([p / 2]), n, "greater")
        assert [float(end[0]) for end in alone] == pytest.approx([low / 2, high / 2])


def test_the_interval_is_capped_and_unknown_where_p_is():
    low, high = p_interval(np.array([1.0, NAN]), 99)

    assert high[0] == 1
    assert 0 < low[0] < 1
    assert np.isnan([low[1], high[1]]).all()


def test_as_many_draws_as_are_said_to_be_needed_would_do():
    for p, ratio in ((0.02, 1.0), (0.002, 10.0), (0.03, 1.0)):
        needed = draws_needed(p, ratio, 0.05)
        assert p_interval(np.array([p]), needed)[1][0] * ratio <= 0.05
        assert p_interval(np.array([p]), needed // 2)[1][0] * ratio > 0.05
    assert draws_needed(0.05, 1.0, 0.05) is None


def test_too_few_draws_say_how_many_would_tell():
    """99 draws: p = 0.02 at best, and it may be 0.073."""
    pole = homophilous_pole(rng=np.random.default_rng(1))
    few, enough = (
        compare_to_null("pole_ei", pole, "shuffle_sectors", rng=np.random.default_rng(1), n_draws=n) for n in (99, 999)
    )

    assert few.p_value == pytest.approx(0.02)
    assert few.judgement == ("cannot_tell", "few_draws")
    assert verdict_doubt("few_draws", "fr", p=0.02) in few.summary("fr")
    assert "about 280" in few.summary("en")
    assert enough.verdict == "well_below"


def test_a_sequential_p_value_has_the_interval_of_the_draws_before_the_last():
    """Ten extreme draws, the last of which ended it: nine out of one fewer."""
    pole = homophilous_pole(rng=np.random.default_rng(1), p_in=0.1, p_out=0.1)
    found = compare_to_null(
        "pole_ei", pole, "shuffle_sectors", rng=np.random.default_rng(1), n_draws=999, stop_after=10
    )
    n = found.n_draws

    assert n < 999
    expected = p_interval(np.array([found.p_value]), n - 1)
    assert found.p_interval() == pytest.approx([float(end[0]) for end in expected])


def test_closed_forms_have_no_monte_carlo_interval():
    """Their mean and spread are exact, and no p-value is told from them."""
    assert not {"p_value", "p_interval", "p_error", "judgement", "verdict"} & set(dir(ExactMoments))


def test_every_doubt_has_its_sentence_in_both_languages():
    for doubt in ("unreachable", "few_draws", "missing"):
        french, english = (verdict_doubt(doubt, language, p=0.05) for language in ("fr", "en"))
        assert french.endswith(".")
        assert english.endswith(".")
        assert french != english
    assert "million" in verdict_doubt("few_draws", "en", p=0.05)
    assert verdict_doubt("", "fr") == ""
