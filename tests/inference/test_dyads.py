"""QAP and MRQAP against their definition, R's sna, and planted effects."""

import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.correlation import dyadic_correlation_of
from coopnet.inference.dyads import dyadic_model_of
from coopnet.kernels.qap import least_squares, permuted_correlations, semi_partialled_t, upper_triangle
from coopnet.measures.examples import example_pole
from coopnet.numbers import written
from coopnet.pole import Pole

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "sna_netlm.json").read_text(encoding="utf-8"))
SNA_REPLICATES = 20_000
# printed by R with 15 significant digits from inputs of 10
COEFFICIENTS = 1e-8


def _golden():
    matrices = {name: np.array(GOLDEN[name]) for name in ("y", "same", "distance", "size")}
    rows, columns = upper_triangle(len(matrices["y"]))
    dyads = {name: matrix[rows, columns] for name, matrix in matrices.items()}
    design = np.column_stack([np.ones(rows.size), dyads["same"], dyads["distance"], dyads["size"]])
    return matrices, design, dyads["y"]


def _permutations(n, draws, seed=3):
    rng = np.random.default_rng(seed)
    return np.array([rng.permutation(n) for _ in range(draws)], dtype=np.int32)


def test_coefficients_and_t_are_those_of_sna():
    _, design, response = _golden()
    fit = least_squares(design, response)

    np.testing.assert_allclose(fit.coefficients, GOLDEN["coefficients"], rtol=COEFFICIENTS)
    np.testing.assert_allclose(fit.t, GOLDEN["t"], rtol=COEFFICIENTS)
    assert fit.r_squared == pytest.approx(GOLDEN["r_squared"], rel=1e-8)


def test_permutation_p_values_are_those_of_sna_within_monte_carlo_error():
    _, design, response = _golden()
    fit = least_squares(design, response)
    draws = 4000
    permutations = _permutations(14, draws)

    for term in (1, 2, 3):
        t = semi_partialled_t(design, response, term, permutations)
        p = (1 + (np.abs(t) >= abs(fit.t[term])).sum()) / (1 + draws)
        theirs = GOLDEN["p_abs"][term]
        error = np.sqrt(p * (1 - p) / draws + theirs * (1 - theirs) / SNA_REPLICATES)
        assert abs(p - theirs) < 4 * error + 1 / draws


def test_qap_correlation_and_its_p_value_are_those_of_sna():
    matrices, _, _ = _golden()
    names = [f"a{k}" for k in range(14)]
    first, second = (pd.DataFrame(matrices[name], names, names) for name in ("y", "same"))

    found = dyadic_correlation_of(first, second, rng=np.random.default_rng(2), n_draws=2000)

    assert found.observed == pytest.approx(GOLDEN["gcor"], rel=1e-12)
    assert (found.draws >= found.observed).mean() == pytest.approx(GOLDEN["qap_p_greater"], abs=0.005)


def test_the_t_of_one_draw_is_that_of_a_regression_done_in_full():
    _, design, response = _golden()
    (order,) = permutation = _permutations(14, 1)
    rows, columns = upper_triangle(14)
    others = np.delete(design, 2, axis=1)
    residuals = design[:, 2] - others @ np.linalg.lstsq(others, design[:, 2], rcond=None)[0]
    square = np.zeros((14, 14))
    for i, j, value in zip(rows, columns, residuals, strict=True):
        square[i, j] = square[j, i] = value
    permuted = np.array([square[order[i], order[j]] for i, j in zip(rows, columns, strict=True)])
    full = least_squares(np.column_stack([others, permuted]), response).t[-1]

    assert semi_partialled_t(design, response, 2, permutation)[0] == pytest.approx(full, rel=1e-10)


def test_permuting_nothing_gives_the_observed_values():
    _, design, response = _golden()
    still = np.arange(14, dtype=np.int32)[None, :]

    assert semi_partialled_t(design, response, 1, still)[0] == pytest.approx(least_squares(design, response).t[1])
    assert permuted_correlations(design[:, 1], response, still)[0] == pytest.approx(GOLDEN["gcor"])


def test_exact_fits_are_ties_so_that_p_counts_the_arrangements_that_repeat_the_data():
    """Two groups of three, linked within and nowhere else: one of ten ways to part six actors in three and three."""
    groups = np.array([0, 0, 0, 1, 1, 1])
    rows, columns = upper_triangle(6)
    linked = (groups[rows] == groups[columns]).astype(float)
    design = np.column_stack([np.ones(15), linked])
    every = np.array(list(itertools.permutations(range(6))), dtype=np.int32)

    draws = semi_partialled_t(design, linked, 1, every)

    observed = least_squares(design, linked).t[1]
    assert np.isfinite(draws).all()
    assert np.mean(draws >= observed * (1 - 1e-9)) == pytest.approx(1 / 10)


@pytest.mark.parametrize("unit", [1e-200, 1e14])
def test_the_unit_of_the_response_does_not_matter(unit):
    _, design, response = _golden()
    plain, in_unit = least_squares(design, response), least_squares(design, response * unit)

    np.testing.assert_allclose(in_unit.coefficients / unit, plain.coefficients, rtol=1e-10)
    np.testing.assert_allclose(in_unit.t, plain.t, rtol=1e-10)
    assert in_unit.r_squared == pytest.approx(plain.r_squared, rel=1e-10)
    draws = (semi_partialled_t(design, response * one, 1, _permutations(14, 3)) for one in (1.0, unit))
    np.testing.assert_allclose(*draws, rtol=1e-10)


def test_a_term_whose_permuted_residuals_the_others_explain_has_no_t():
    rows, columns = upper_triangle(4)
    term = ((rows == 0) | (columns == 0)).astype(float)
    moved = ((rows == 1) | (columns == 1)).astype(float)
    design = np.column_stack([np.ones(6), term, moved])

    swapped = np.array([[1, 0, 2, 3], [0, 1, 2, 3]], dtype=np.int32)
    # what is left of the term beside the other one, once the two actors are swapped, is still no multiple of it
    assert np.isfinite(semi_partialled_t(design, np.array([1.0, 0, 1, 1, 0, 0]), 1, swapped)).all()
    # a response that the other term explains in full leaves nothing to test
    assert np.isnan(semi_partialled_t(design, 3 * moved + 1, 1, swapped)).all()


def _pole(rng, n=16, within=0.3, across=0.3):
    sectors = rng.permutation(["food", "housing", "culture", "mobility"] * (n // 4))
    ends = [(i, j) for i in range(n) for j in range(i + 1, n)]
    linked = [(i, j) for i, j in ends if rng.random() < (within if sectors[i] == sectors[j] else across)]
    return Pole.from_tables(
        {
            "actors": {
                "id": [f"a{i}" for i in range(n)],
                "sector": sectors,
                "type": rng.choice(["ess", "firm"], n),
                "longitude": rng.uniform(-1.6, -1.3, n),
                "latitude": rng.uniform(43.4, 43.7, n),
                "employees": rng.integers(0, 200, n),
            },
            "links": {
                "source": [f"a{i}" for i, _ in linked],
                "target": [f"a{j}" for _, j in linked],
                "kind": ["convention"] * len(linked),
            },
        }
    )


def test_a_planted_preference_for_the_same_sector_is_found():
    model = dyadic_model_of(
        _pole(np.random.default_rng(1), within=0.8, across=0.1),
        ["same_sector", "same_type", "distance", "size_difference"],
        rng=np.random.default_rng(2),
        n_draws=499,
    )
    table = model.table

    assert table.loc["same_sector", "p"] < 0.01
    assert table.loc["same_sector", "estimate"] > 0.4
    assert np.isnan(table.loc["intercept", "p"])
    assert (table["p"].dropna() > 0).all()


def test_without_any_preference_p_values_are_uniform():
    p = []
    for seed in range(60):
        model = dyadic_model_of(
            _pole(np.random.default_rng(seed)), ["same_sector", "distance"], rng=np.random.default_rng(seed), n_draws=99
        )
        p.append(model.table.loc["distance", "p"])

    assert kstest(p, "uniform").pvalue > 0.001
    assert np.mean(np.array(p) <= 0.05) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 60)


def test_two_actors_of_the_same_place_are_at_no_distance_and_a_degree_of_latitude_is_111_km():
    tables = {
        "actors": {
            "id": list("abcde"),
            "longitude": [0, 0, 0, 1, 0],
            "latitude": [45, 46, 45, 45, 44],
        },
        "links": {"source": ["a", "b"], "target": ["b", "c"], "kind": ["convention"] * 2},
    }
    from coopnet.inference.terms import term_named

    kilometres = term_named("distance", Pole.from_tables(tables).actors).between(np.arange(5))
    assert kilometres[0, 1] == pytest.approx(111.195, abs=1e-3)
    assert kilometres[0, 2] == 0
    assert kilometres[0, 3] == pytest.approx(78.626, abs=1e-3)


def test_actors_without_an_attribute_are_left_out_and_named():
    pole = _pole(np.random.default_rng(1))
    actors = pole.actors.reset_index()
    actors.loc[3, "sector"] = None
    partly = Pole.from_tables({"actors": actors, "links": pole.links})

    model = dyadic_model_of(partly, ["same_sector"], rng=np.random.default_rng(2), n_draws=19)
    assert model.left_out == ("a3",)
    assert (model.n_actors, model.n_dyads) == (15, 105)


@pytest.mark.parametrize(
    ("terms", "view", "refusal", "named"),
    [
        (["same_colour"], "pairs", UnknownWord, "same_sector"),
        (["same_sector"], "structures", UnknownWord, "newman"),
        (["same_commune"], "pairs", UndefinedMeasure, "0 of 16"),
        (["same_sector", "same_sector"], "pairs", UndefinedMeasure, "same thing"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_sentence(terms, view, refusal, named):
    with pytest.raises(refusal, match=named):
        dyadic_model_of(_pole(np.random.default_rng(1)), terms, rng=np.random.default_rng(2), view=view, n_draws=9)


def test_distance_without_coordinates_is_refused():
    pole = Pole.from_tables(
        {"actors": {"id": list("abcd")}, "links": {"source": ["a"], "target": ["b"], "kind": ["convention"]}}
    )

    with pytest.raises(UndefinedMeasure, match="coordinates"):
        dyadic_model_of(pole, ["distance"], rng=np.random.default_rng(2))


def test_the_table_is_printed_and_written_in_latex():
    model = dyadic_model_of(_pole(np.random.default_rng(1)), rng=np.random.default_rng(2), n_draws=19)

    assert "same sector" in model.summary()
    assert "même secteur" in model.summary("fr")
    assert "double semi-partialling" in model.summary()
    for language, words in (
        ("en", ("two-sided", "suppose independent pairs")),
        ("fr", ("bilatérale", "indépendantes")),
    ):
        for word in words:
            assert word in model.summary(language)
            assert word in model.to_latex(language)
    assert r"\toprule" in model.to_latex()
    assert "same sector" in model.to_latex(decimal=",")


def test_too_few_actors_to_test_a_term_are_said_to_be():
    """Four actors, two of each sector: the links keep their t under two arrangements in three or more."""
    pole = example_pole("ab cd ac", sectors={"food": "ab", "culture": "cd"})
    model = dyadic_model_of(pole, "same_sector", rng=np.random.default_rng(1), n_draws=999)
    least = written(model.table.loc["same_sector", "p"], "en", 3)

    assert f"Cannot tell for same sector (p ≥ {least}): no arrangement of these actors gives less." in model.summary(
        "en"
    )
    assert "On ne peut pas se prononcer sur même secteur (p ≥ 0," in model.summary("fr")
    assert "\n\n" not in model.summary("en")
    few = dyadic_model_of(pole, "same_sector", rng=np.random.default_rng(1), n_draws=19)
    assert "More draws are needed to be sure: about 150." in few.summary("en")
    enough = dyadic_model_of(_pole(np.random.default_rng(1)), rng=np.random.default_rng(2), n_draws=199)
    assert "Cannot tell" not in enough.summary("en")


def test_a_correlation_of_too_few_actors_says_so():
    names = list("abcd")
    one = pd.DataFrame([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]], names, names)
    found = dyadic_correlation_of(one, one, rng=np.random.default_rng(1), n_draws=199)

    assert found.p_value > 0.05  # read backwards, a path is the same: two arrangements in 24
    assert "Cannot tell for r" in found.summary("en")
    assert "p: two-sided" in found.to_latex("en")
    assert "On ne peut pas se prononcer sur r" in found.summary("fr")
