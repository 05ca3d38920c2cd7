"""A large pole is given fewer draws, and says so."""

import numpy as np
import pytest

from coopnet.measures.examples import example_pole
from coopnet.multiplex import multiplex_of
from coopnet.referentiel import cost
from coopnet.referentiel.profile import profile_of

POLE = example_pole("ab bc ca cd de ef fa", sectors={"food": "abc", "housing": "def"})


@pytest.mark.parametrize(
    ("budget", "wanted", "given"),
    [(7 * 999, 999, 999), (7 * 998, 999, 998), (7 * 500 + 6, 999, 500), (7, 999, 99), (7, 19, 19)],
)
def test_draws_of_all_pairs_stay_within_the_budget_down_to_99(monkeypatch, budget, wanted, given):
    monkeypatch.setattr(cost, "DRAWS_BUDGET", budget)
    assert cost.affordable_draws(wanted, multiplex_of(POLE)) == given


def test_a_profile_of_fewer_draws_says_how_many_and_why(monkeypatch):
    monkeypatch.setattr(cost, "DRAWS_BUDGET", 7 * 10)
    monkeypatch.setattr(cost, "FEWEST", 10)
    profile = profile_of(POLE, rng=np.random.default_rng(1), n_draws=19)
    assert profile.table["draws"].max() == 10
    assert profile.scope_en.endswith(" 10 draws per null model instead of 19: the pole has 7 linked pairs.")
    assert "10 tirages par modèle nul au lieu de 19\u202f: le pôle compte 7 paires liées." in profile.scope_fr


def test_a_profile_of_all_draws_says_nothing_of_it():
    profile = profile_of(POLE, rng=np.random.default_rng(1), n_draws=19)
    assert profile.table["draws"].max() == 19
    assert "instead of" not in profile.scope_en
