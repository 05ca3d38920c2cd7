"""The words of a verdict, at and beside every threshold."""

import pytest

from coopnet.inference.verdict import VERDICTS, verdict

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
