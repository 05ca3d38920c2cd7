"""What members think, read beside what links say."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.ensemble import ensemble
from coopnet.kernels.agreement import krippendorff_alpha
from coopnet.referentiel.coevaluation import _Resample, coevaluation_of, discussion_table
from coopnet.referentiel.grid import read_grid
from coopnet.referentiel.profile import profile_of
from tests.kernels.test_agreement import FOUR_OBSERVERS
from tests.referentiel.test_profile import _across, _cliques

GRID = read_grid()


def _ratings(*columns, names=("Anne", "Bachir", "Chloé")):
    rows = [
        (name, letter, rating, "un avis" if letter == "a" else None)
        for name, column in zip(names, columns, strict=False)
        for letter, rating in zip("abcdefghij", column, strict=True)
        if rating is not None
    ]
    return pd.DataFrame(rows, columns=["evaluator", "criterion", "rating", "comment"])


AGREE = ([1, 2, 3, 4, 1, 2, 3, 4, 1, 2],) * 3


def _of(ratings, draws=199):
    return coevaluation_of(ratings, GRID, rng=np.random.default_rng(4), n_draws=draws)


def test_full_agreement_is_one():
    found = _of(_ratings(*AGREE))

    assert found.alpha == 1
    assert found.interval == (1, 1)
    assert (found.table["distance"] == 0).all()


@pytest.mark.parametrize(("level", "published"), [(0.95, (0.422, 1.0)), (0.99, (0.336, 1.0))])
def test_the_interval_is_the_one_published_for_the_four_observers(level, published):
    """R's krippendorffsalpha prints 0.422 to 1 and 0.336 to 1 from 100 draws of units, hence the tolerance."""
    draws = ensemble(_Resample(FOUR_OBSERVERS, "nominal"), 1999, rng=np.random.default_rng(3))
    found = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])

    assert found == pytest.approx(published, abs=0.05)


def test_the_interval_is_the_central_95_percent_of_alpha_over_criteria_drawn_again():
    found = _of(_ratings(AGREE[0], [1, 2, 2, 4, 1, 3, 3, 4, 2, 2]), draws=99)
    values = found.ratings.to_numpy(dtype=float)
    again = [krippendorff_alpha(values[one.integers(0, 10, 10)]) for one in np.random.default_rng(4).spawn(99)]

    assert list(found.draws) == again
    assert found.interval == tuple(np.quantile(again, [0.025, 0.975]))


def _simulated(rng, n_criteria):
    """Five evaluators who see each criterion alike up to a noise of their own, from 1 to 4."""
    seen = rng.normal(size=(n_criteria, 1)) * 0.4**0.5 + rng.normal(size=(n_criteria, 5)) * 0.6**0.5
    return np.digitize(seen, [-0.7, 0, 0.7]) + 1.0


def test_with_ten_criteria_the_interval_is_too_narrow_by_about_what_its_notes_say():
    rng = np.random.default_rng(7)
    truth = krippendorff_alpha(_simulated(rng, 5000))
    held = 0
    for _ in range(100):
        draws = ensemble(_Resample(_simulated(rng, 10)), 99, rng=rng)
        low, high = np.nanquantile(draws, [0.025, 0.975])
        held += low <= truth <= high

    assert 72 <= held <= 94


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_printed_table_names_the_coefficient_its_scale_and_how_its_interval_was_made(language):
    found = _of(_ratings(AGREE[0], [1, 2, 2, 4, 1, 3, 3, 4, 2, 2]))
    alone = _of(_ratings(AGREE[0]))
    notes = " ".join(found.notes(language))

    assert ("alpha de Krippendorff" if language == "fr" else "Krippendorff’s alpha") in found.sentence(language)
    assert ("ordinale" if language == "fr" else "ordinal") in notes
    assert "199 fois" in notes if language == "fr" else "199 times" in notes
    assert "199" not in " ".join(alone.notes(language))


def test_names_of_evaluators_are_nowhere_in_the_result():
    found = _of(_ratings(*AGREE))
    everything = found.ratings.to_csv() + found.table.to_csv() + found.comments.to_csv()

    assert list(found.ratings.columns) == [1, 2, 3]
    for name in ("Anne", "Bachir", "Chloé"):
        assert name not in everything + repr(found)


def test_the_distance_is_the_mean_gap_between_two_evaluators():
    table = _of(_ratings([1] + [2] * 9, [2] + [2] * 9, [4] + [2] * 9)).table

    assert table.loc["a", "distance"] == pytest.approx((1 + 3 + 2) / 3)
    assert table.loc["a", "median"] == 2
    assert table.loc["b", "distance"] == 0


def test_with_too_few_criteria_the_precision_cannot_be_told():
    few = _ratings([1, 2, 3] + [None] * 7, [2, 2, 4] + [None] * 7)
    found = _of(few)

    assert np.isnan(found.interval[0])
    assert "trop peu" in found.sentence("fr")


def test_a_single_evaluator_has_no_agreement():
    found = _of(_ratings(AGREE[0]))

    assert np.isnan(found.alpha)
    assert found.sentence("en").endswith("cannot be measured: no criterion was rated by two members.")
    assert "aucun critère n’a été noté par deux membres" in found.sentence("fr")


def test_members_who_all_give_the_same_rating_have_no_measurable_agreement_and_are_told_why():
    found = _of(_ratings(*([3] * 10,) * 3))

    assert np.isnan(found.alpha)
    assert "all ratings that can be compared are the same" in found.sentence("en")
    assert "toutes les notes que l’on peut comparer sont les mêmes" in found.sentence("fr")


def test_perception_and_network_are_said_to_differ_where_they_do():
    closed = profile_of(_cliques(), rng=np.random.default_rng(1), n_draws=499)
    high, low = ([4] * 10,) * 3, ([1] * 10,) * 3

    assert discussion_table(_of(_ratings(*high)), closed).loc["c", "differs"]
    assert not discussion_table(_of(_ratings(*low)), closed).loc["c", "differs"]
    opened = profile_of(_across(), rng=np.random.default_rng(1), n_draws=499)
    assert discussion_table(_of(_ratings(*low)), opened).loc["c", "differs"]
    assert discussion_table(_of(_ratings(*low)), opened).loc["c", "sentence_fr"].endswith("?")


def _verdicts(profile, **words):
    """Return a profile with the verdicts given to the first indicator of each criterion, the others as expected."""
    table = profile.table.copy()
    measured = table["indicator"] != ""
    table.loc[measured, "verdict"] = "as_expected"
    for letter, word in words.items():
        table.loc[table.index[measured & (table["criterion"] == letter)][0], "verdict"] = word
    return replace(profile, table=table)


def test_ratings_are_set_against_links_only_where_the_grid_says_what_a_high_rating_goes_with():
    profile = profile_of(_cliques(), rng=np.random.default_rng(1), n_draws=19)
    high, low = (_of(_ratings(*([rating] * 10,) * 3)) for rating in (4, 1))
    above = _verdicts(profile, a="above", c="above", e="well_above", f="above")
    below = _verdicts(profile, a="below", c="below", e="well_below", f="below")

    assert set(discussion_table(low, above).query("differs").index) == {"c", "e"}
    assert set(discussion_table(high, below).query("differs").index) == {"c", "e"}
    assert not discussion_table(high, above)["differs"].any()
    assert not discussion_table(low, below)["differs"].any()


def test_a_high_rating_may_go_with_less_of_a_measure():
    profile = profile_of(_cliques(), rng=np.random.default_rng(1), n_draws=19)
    above = _verdicts(profile, f="above")
    above.table.loc[above.table["criterion"] == "f", "with_rating"] = "less"
    found = discussion_table(_of(_ratings(*([4] * 10,) * 3)), above).loc["f"]

    assert found["differs"]
    assert "Centralisation des partenariats\u202f: plus que le hasard" in found["sentence_fr"]
    assert "Degree centralisation: above chance" in found["sentence_en"]


def test_a_criterion_that_nobody_rated_says_so():
    closed = profile_of(_cliques(), rng=np.random.default_rng(1), n_draws=19)
    partly = _ratings([None] + [3] * 9, [None] + [3, 1] * 4 + [3])

    assert discussion_table(_of(partly), closed).loc["a", "sentence_fr"] == "Aucun membre n’a noté ce critère."


@pytest.mark.parametrize(
    ("change", "refusal", "named"),
    [
        (lambda t: t.assign(criterion="z"), UnknownWord, "“z”"),
        (lambda t: t.assign(rating=5), UnknownWord, "from 1 to 4"),
        (lambda t: t.assign(rating=2.5), UnknownWord, "whole numbers"),
        (lambda t: pd.concat([t, t.head(1)]), UndefinedMeasure, "twice"),
        (lambda t: t.head(0), UndefinedMeasure, "Nobody"),
        (lambda t: t.drop(columns="rating"), UnknownWord, "rating"),
    ],
)
def test_faulty_ratings_are_refused_in_one_sentence(change, refusal, named):
    with pytest.raises(refusal, match=named):
        _of(change(_ratings(*AGREE)))


def test_a_criterion_may_be_typed_small_capital_or_with_a_full_stop_whatever_its_letter_in_the_grid():
    """A pole keeps letters small; the grid of somebody else may write them in capitals."""
    criteria = tuple(replace(one, letter=f"{one.letter.upper()}1") for one in GRID.criteria)
    indicators = tuple(replace(one, criterion=f"{one.criterion.upper()}1") for one in GRID.indicators)
    grid = replace(GRID, criteria=criteria, indicators=indicators)
    typed = _ratings(*AGREE).assign(criterion=lambda rows: rows["criterion"] + "1.")
    found = coevaluation_of(typed, grid, rng=np.random.default_rng(4), n_draws=19)

    assert list(found.table.index) == [f"{letter}1" for letter in "ABCDEFGHIJ"]
    assert (found.table["ratings"] == 3).all()
    assert found.comments["criterion"].tolist() == ["A1"] * 3


def test_the_same_seed_gives_the_same_interval():
    ratings = _ratings(AGREE[0], [1, 2, 2, 4, 1, 3, 3, 4, 2, 2])

    assert _of(ratings).interval == _of(ratings).interval
