"""What every measure of the catalogue owes, whatever it measures: run on every kind of pole."""

import contextlib
import inspect
import re

import numpy as np
import pandas as pd
import pytest

from coopnet.catalogue import FAMILIES, MEASURES, measure_named
from coopnet.errors import CoopnetError, CostRefused, UndefinedMeasure, UnknownWord, ViewRefused
from coopnet.multiplex import multiplex_of
from coopnet.network import VIEWS, affiliation_of, network_of
from coopnet.pole import Pole

EVERY = [pytest.param(measure, id=measure.name) for measure in MEASURES.values()]
OF_NETWORKS = [pytest.param(measure, id=measure.name) for measure in MEASURES.values() if measure.takes == "network"]
PREFIXES = {
    "pole": ("pole_",),
    "actor": ("actor_",),
    "structure": ("structure_",),
    "sector": ("sector_",),
    "kind": ("kind_",),
    "link": ("link_",),
}


def _pole(links="", structures=None, actors="", sectors=None, kinds=None):
    """Build a pole whose actors are letters; ``links`` are pairs of letters, their kinds cycle."""
    pairs = links.split()
    structures = structures or {}
    ids = sorted({*actors, *"".join(pairs), *"".join(structures.values())})
    cycle = kinds or ["convention", "joint_bid", "co_founding"]
    return Pole.from_tables(
        {
            "actors": {
                "id": ids,
                "sector": [(sectors or {}).get(one, "") for one in ids],
                "type": [("ess", "firm", "local_authority")[k % 3] for k in range(len(ids))],
            },
            "structures": {
                "id": list(structures),
                "kind": ["geiq" if k % 2 else "scic" for k in range(len(structures))],
            },
            "memberships": {
                "actor": [one for members in structures.values() for one in members],
                "structure": [name for name, members in structures.items() for _ in members],
            },
            "links": {
                "source": [pair[0] for pair in pairs],
                "target": [pair[1] for pair in pairs],
                "kind": [cycle[k % len(cycle)] for k in range(len(pairs))],
                "evidence": [str(k) for k in range(len(pairs))],
            },
        }
    )


SECTORS = {"a": "food", "b": "food", "c": "housing", "d": "culture", "e": "housing", "f": "food"}
POLES = {
    "ordinary": _pole("ab ab bc ca cd de ef", {"G": "abd", "H": "cdef"}, "xy", SECTORS),
    "one actor": _pole(actors="a"),
    "two actors": _pole("ab", sectors=SECTORS),
    "no link": _pole(actors="abcd", sectors=SECTORS),
    "one sector": _pole("ab bc ca cd", sectors=dict.fromkeys("abcd", "food")),
    "no sector": _pole("ab bc ca cd"),
    "two components": _pole("ab bc ca de ef", sectors=SECTORS),
    "parallel links of one kind": _pole("ab ab ab bc", sectors=SECTORS, kinds=["convention"]),
    "structures only": _pole("", {"G": "abc", "H": "cd", "empty": "", "solo": "e"}, "f", SECTORS),
    "complete": _pole("ab ac ad bc bd cd", {"G": "abcd"}, sectors=SECTORS),
    "star": _pole("ab ac ad ae", sectors=SECTORS),
}


def _options(measure):
    return {"rng": np.random.default_rng(1)} if measure.chance else {}


def _given(measure, pole, view=None):
    if measure.takes == "network":
        return network_of(pole, view=view or measure.views[0])
    return affiliation_of(pole) if measure.takes == "affiliation" else multiplex_of(pole)


@pytest.mark.parametrize("measure", EVERY)
def test_the_name_tells_the_level(measure):
    assert measure.name.startswith(PREFIXES[measure.level])


@pytest.mark.parametrize("measure", EVERY)
def test_the_entry_has_words_in_both_languages_bounds_and_a_source(measure):
    assert measure.fr.strip()
    assert measure.en.strip()
    assert measure.fr != measure.en or measure.en.isupper()
    assert measure.reading_fr.strip().endswith(".")
    assert measure.reading_en.strip().endswith(".")
    assert measure.bounds[0] < measure.bounds[1]
    assert re.search(r"\d{4}|definition|arithmetic", measure.source, re.IGNORECASE)
    assert measure.direction in ("more", "less", None)


@pytest.mark.parametrize("measure", EVERY)
def test_the_docstring_says_what_goes_in_what_comes_out_and_shows_an_example(measure):
    text = inspect.getdoc(measure.function)

    for section in ("Parameters\n----------", "Returns\n-------", ">>>"):
        assert section in text


@pytest.mark.parametrize("measure", EVERY)
def test_by_and_chance_are_declared_as_the_function_has_them(measure):
    parameters = inspect.signature(measure.function).parameters

    assert measure.by == ("by" in parameters)
    assert measure.chance == ("rng" in parameters)
    if measure.chance:
        assert parameters["rng"].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters["rng"].default is inspect.Parameter.empty


@pytest.mark.parametrize("name", POLES)
@pytest.mark.parametrize("measure", EVERY)
def test_any_pole_gives_the_promised_shape_within_bounds_or_a_refusal(measure, name):
    for view in measure.views or (None,):
        given = _given(measure, POLES[name], view)
        try:
            result = measure.function(given, **_options(measure))
        except (UndefinedMeasure, CostRefused) as refused:
            _refuses_in_two_languages(measure, refused)
        else:
            _holds_its_promise(measure, given, result)


def _refuses_in_two_languages(measure, refusal):
    assert refusal.fr.strip()
    assert refusal.fr != refusal.en
    assert measure.level == "pole" or measure.takes != "network" or measure.is_table


def _holds_its_promise(measure, given, result):
    low, high = measure.bounds
    if measure.is_table:
        assert isinstance(result, pd.DataFrame)
        return
    if measure.level == "pole":
        assert type(result) is float
        assert np.isfinite(result)
    elif measure.level in ("actor", "structure", "link") and not isinstance(result, pd.DataFrame):
        assert isinstance(result, pd.Series)
        if measure.level == "actor":
            assert list(result.index) == list(given.actors)
        assert result.name.startswith(measure.name + "[")
        assert result.attrs["view"]
    values = np.asarray(result, dtype=np.float64)
    defined = values[np.isfinite(values)]
    assert (defined >= low - 1e-9).all()
    assert (defined <= high + 1e-9).all()


@pytest.mark.parametrize("measure", OF_NETWORKS)
def test_a_view_without_meaning_is_refused_with_the_sentence_to_type(measure):
    for view in set(VIEWS) - set(measure.views):
        with pytest.raises(ViewRefused, match=re.escape(f"cn.{measure.name}(cn.network_of(pole, view=")):
            measure.function(network_of(POLES["ordinary"], view=view), **_options(measure))


@pytest.mark.parametrize("measure", EVERY)
def test_anything_but_what_it_takes_is_refused_with_the_sentence_to_type(measure):
    with pytest.raises(ViewRefused, match=f"cn.{measure.name}"):
        measure.function(POLES["ordinary"])


@pytest.mark.parametrize("measure", EVERY)
def test_nothing_that_is_given_is_changed(measure):
    given = _given(measure, POLES["ordinary"])
    before = _fingerprint(given)

    with contextlib.suppress(CoopnetError):  # a refusal must change nothing either
        measure.function(given, **_options(measure))

    assert _fingerprint(given) == before


def _fingerprint(given):
    arrays = [getattr(given, name) for name in ("matrix", "incidence") if hasattr(given, name)]
    if hasattr(given, "links"):
        arrays += [layer.counts for layer in given.links.values()]
        arrays += [layer.incidence for layer in given.affiliations.values()]
    return [array.toarray().tobytes() for array in arrays], given.attributes.to_json()


PROPORTIONAL = ("actor_strength", "pole_algebraic_connectivity", "sector_mixing")
IN_THEIR_UNIT = [pytest.param(measure, id=measure.name) for measure in MEASURES.values() if "newman" in measure.views]


def _weighed(unit):
    """Two triangles joined by a link, on weights from 1 to 4; an isolate."""
    pairs = ("ab", "bc", "ca", "cd", "de", "ef", "fd")
    return Pole.from_tables(
        {
            "actors": {"id": list("abcdefx"), "sector": [SECTORS.get(one, "") for one in "abcdefx"]},
            "links": {
                "source": [pair[0] for pair in pairs],
                "target": [pair[1] for pair in pairs],
                "kind": ["convention"] * len(pairs),
                "weight": [repr(unit * (1 + k % 4)) for k in range(len(pairs))],
            },
        }
    )


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("unit", [1e-15, 1e14])
@pytest.mark.parametrize("measure", IN_THEIR_UNIT)
def test_the_unit_of_weight_does_not_matter_be_it_tiny_or_huge(measure, unit):
    plain, in_unit = (
        np.asarray(measure.function(network_of(_weighed(one), view="newman"), **_options(measure)), dtype=np.float64)
        for one in (1.0, unit)
    )

    scale = unit if measure.name in PROPORTIONAL else 1.0
    np.testing.assert_allclose(in_unit / scale, plain, rtol=1e-10, atol=1e-13)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("measure", IN_THEIR_UNIT)
def test_weights_of_very_different_sizes_give_values_within_bounds_or_a_refusal(measure):
    tables = _weighed(1.0).links.assign(weight=[1e-15, 1.0, 1e-9, 1e-15, 1e15, 1.0, 1e-9])
    sectors = [SECTORS.get(one, "") for one in "abcdefx"]
    pole = Pole.from_tables({"actors": {"id": list("abcdefx"), "sector": sectors}, "links": tables})
    given = network_of(pole, view="newman")
    if measure.name == "actor_current_flow_betweenness":
        with pytest.raises(UndefinedMeasure, match="too far apart"):
            measure.function(given)
        return
    result = measure.function(given, **_options(measure))

    _holds_its_promise(measure, given, result)
    assert not np.isinf(np.asarray(result, dtype=np.float64)).any()


def test_no_measure_stands_twice():
    names = [measure.name for family in FAMILIES.values() for measure in family]

    assert len(names) == len(set(names))


def test_an_unknown_measure_is_refused():
    with pytest.raises(UnknownWord, match="pole_happiness"):
        measure_named("pole_happiness")
