"""What every measure promises, run on all of them."""

import functools
import inspect
import re

import numpy as np
import pandas as pd
import pytest

from coopnet.catalogue import MEASURES
from coopnet.errors import UndefinedMeasure, ViewRefused
from coopnet.measures.declaration import INFINITY
from coopnet.multiplex import multiplex_of
from coopnet.network import VIEWS, affiliation_of, network_of
from coopnet.pole import Pole

EVERY_VIEW = [(name, view) for name, measure in MEASURES.items() for view in measure.views or ("",)]
# where, of equal actors or structures, the first of the pole leaves first
ORDERED = {
    "pole_targeted_robustness",
    "pole_targeted_removal_table",
    "pole_structure_removal_table",
    "pole_without_structure_table",
}
SEED = 11


@functools.cache
def seen(pole, takes, view):
    if takes == "network":
        return network_of(pole, view=view)
    return multiplex_of(pole, natures="all") if takes == "multiplex" else affiliation_of(pole)


def measured(name, pole, view=""):
    """Measure a pole; undefined pole-level values are NaN, so that two runs can be compared."""
    measure = MEASURES[name]
    options = {"rng": np.random.default_rng(SEED)} if measure.chance else {}
    try:
        return measure.function(seen(pole, measure.takes, view), **options)
    except UndefinedMeasure:
        return float("nan")


def values(result):
    """Flatten a result to label → number, whatever its shape; a pair has no order, unless both orders are there."""
    if isinstance(result, pd.DataFrame):
        if "structure" in result:  # one row per pair and structure
            result = result.set_index("structure", append=True)
        numbers = result.select_dtypes("number")
        labels = [frozenset(row) if isinstance(row, tuple) else row for row in numbers.index]
        return {
            (label, column): float(value)
            for column in numbers
            for label, value in zip(labels, numbers[column], strict=True)
        }
    if isinstance(result, pd.Series):
        ordered = result.name.startswith("link_constraint")
        return {
            frozenset(label) if isinstance(label, tuple) and not ordered else label: float(v)
            for label, v in result.items()
        }
    return {"pole": float(result)}


@functools.cache
def rebuilt(pole, *, shuffled=False, renamed=False, more=()):
    """Build the pole again from its tables: rows in another order, actors of other names, or more actors."""
    tables = {name: getattr(pole, name).reset_index() for name in ("actors", "structures", "memberships", "links")}
    tables["actors"] = pd.concat([tables["actors"], pd.DataFrame({"id": list(more)})], ignore_index=True)
    if shuffled:
        rng = np.random.default_rng(SEED)
        tables = {name: table.iloc[rng.permutation(len(table))] for name, table in tables.items()}
    if renamed:
        names = {actor: f"Z{number}" for number, actor in enumerate(pole.actors.index)}
        for table, column in (
            ("actors", "id"),
            ("memberships", "actor"),
            ("links", "source"),
            ("links", "target"),
        ):
            tables[table][column] = tables[table][column].map(names)
    return Pole.from_tables({name: table.drop(columns="row", errors="ignore") for name, table in tables.items()})


@pytest.mark.parametrize(("name", "view"), EVERY_VIEW)
def test_values_stay_in_their_bounds(any_pole, name, view):
    low, high = MEASURES[name].bounds
    found = np.array(list(values(measured(name, any_pole, view)).values()))
    assert (found[~np.isnan(found)] >= low - 1e-12).all()
    assert (found[~np.isnan(found)] <= high + 1e-12).all()


@pytest.mark.parametrize(("name", "view"), EVERY_VIEW)
def test_the_order_of_rows_does_not_matter(any_pole, name, view):
    if name in ORDERED or MEASURES[name].chance:
        says = MEASURES[name].function.__doc__
        assert "order" in says or "the first of them" in says or MEASURES[name].chance
        return
    again = values(measured(name, rebuilt(any_pole, shuffled=True), view))
    assert again == pytest.approx(values(measured(name, any_pole, view)), rel=1e-9, abs=1e-11, nan_ok=True)


@pytest.mark.parametrize(("name", "view"), EVERY_VIEW)
def test_the_names_of_actors_do_not_matter(any_pole, name, view):
    # in the same order, so that nothing but the names differs
    again, before = measured(name, rebuilt(any_pole, renamed=True), view), measured(name, any_pole, view)
    assert list(values(again).values()) == pytest.approx(list(values(before).values()), rel=1e-12, nan_ok=True)


# adding an actor without link: what may change is written here, and everything else must not
CHANGED_BY_ISOLATES = {
    "actor_betweenness",
    "actor_harmonic_closeness",
    "actor_closeness",
    "actor_pagerank",
    "actor_two_mode_closeness",
    "actor_two_mode_betweenness",
    "actor_pagerank_versatility",
    "actor_bridging_centrality",
}


@pytest.mark.parametrize(
    ("name", "view"), [(n, v) for n, v in EVERY_VIEW if MEASURES[n].level == "actor" and not MEASURES[n].chance]
)
def test_an_isolate_changes_other_actors_only_where_it_should(any_pole, name, view):
    before = values(measured(name, any_pole, view))
    after = values(measured(name, rebuilt(any_pole, more=("alone",)), view))
    after = {label: after[label] for label in before}
    if name in CHANGED_BY_ISOLATES:
        assert after != pytest.approx(before, rel=1e-9, nan_ok=True)
    else:
        assert after == pytest.approx(before, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(("name", "view"), EVERY_VIEW)
def test_results_carry_their_name_and_view(any_pole, name, view):
    result = measured(name, any_pole, view)
    if MEASURES[name].level == "pole" and not MEASURES[name].is_table:
        assert isinstance(result, float)
        return
    if not isinstance(result, pd.DataFrame | pd.Series):
        assert np.isnan(result)  # the curves of structures, on a pole without structure
        return
    assert result.attrs["measure"] == name
    assert "cooperation" in result.attrs["view"]
    if isinstance(result, pd.Series):
        assert result.name.startswith(f"{name}[{view}")


@pytest.mark.parametrize("name", [name for name, measure in MEASURES.items() if measure.takes == "network"])
def test_other_views_are_refused_with_what_to_type_in_both_languages(f1, name):
    for view in set(VIEWS) - set(MEASURES[name].views):
        with pytest.raises(ViewRefused) as refusal:
            MEASURES[name].function(network_of(f1, view=view))
        for language in ("en", "fr"):
            assert f"cn.{name}(cn.network_of(pole, view=" in refusal.value.sentence(language)


@pytest.mark.parametrize(("name", "view"), EVERY_VIEW)
def test_a_pole_without_links_gives_a_value_nan_or_a_refusal_never_a_crash(isolates, name, view):
    for value in values(measured(name, isolates, view)).values():
        assert np.isfinite(value) or np.isnan(value)


@pytest.mark.parametrize(("name", "view"), EVERY_VIEW)
def test_a_single_actor_gives_a_value_nan_or_a_refusal_never_a_crash(pole_of, name, view):
    for value in values(measured(name, pole_of(actors="a"), view)).values():
        assert np.isfinite(value) or np.isnan(value)


@pytest.mark.parametrize("name", [name for name, m in MEASURES.items() if m.views == ("pairs",) and not m.chance])
def test_parallel_links_change_nothing_on_the_view_pairs(f1, pole_of, name):
    sectors = f1.actors["sector"].to_dict()
    once = pole_of([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e")], sectors=sectors)
    assert values(measured(name, f1, "pairs")) == pytest.approx(values(measured(name, once, "pairs")), nan_ok=True)


# a weight is an intensity: doubling the unit changes nothing, except sums of weights
IN_UNITS_OF_WEIGHT = {"actor_strength": 2.0, "pole_algebraic_connectivity": 2.0}


@pytest.mark.parametrize("name", [name for name, m in MEASURES.items() if "newman" in m.views and not m.chance])
def test_the_unit_of_weight_does_not_matter_but_for_sums(any_pole, pole_of, name):
    rows = [(row.source, row.target, row.kind, row.weight) for row in any_pole.links.itertuples()]
    actors = any_pole.actors.index
    single, double = pole_of(rows, actors=actors), pole_of([(*row[:3], 2 * row[3]) for row in rows], actors=actors)
    expected = {k: v * IN_UNITS_OF_WEIGHT.get(name, 1) for k, v in values(measured(name, single, "newman")).items()}
    assert values(measured(name, double, "newman")) == pytest.approx(expected, rel=1e-8, abs=1e-10, nan_ok=True)


SECTIONS = ("Parameters", "Returns", "Raises", "See Also", "Notes", "References", "Examples")
# books and chapters that have no DOI
WITHOUT_DOI = {"pole_degree_gini", "pole_connectedness", "pole_efficiency", "actor_blau"}


@pytest.mark.parametrize("name", MEASURES)
class TestDocstring:
    def test_opens_with_the_idea_in_one_line_and_then_the_formula(self, name):
        first, second = inspect.getdoc(MEASURES[name].function).split("\n")[:2]
        assert first.endswith(".")
        assert second == ""

    def test_sections_come_in_their_order(self, name):
        found = re.findall(r"^(\w[\w ]+)\n-{3,}$", inspect.getdoc(MEASURES[name].function), re.MULTILINE)
        assert found == [section for section in SECTIONS if section in found]
        assert {"Parameters", "Returns", "References", "Examples"} <= set(found)
        assert (
            ("Raises" in found) or not name.startswith("pole_") or "Never undefined" in MEASURES[name].function.__doc__
        )

    def test_cites_the_sources_of_the_catalogue_with_their_doi(self, name):
        text = inspect.getdoc(MEASURES[name].function)
        dois = re.findall(r"doi:(\S+?)(?:;|$)", MEASURES[name].source)
        assert dois or name in WITHOUT_DOI or MEASURES[name].source.startswith("Arithmetic")
        for doi in dois:
            assert f"https://doi.org/{doi}" in text


def test_no_direction_is_claimed():
    """Whether more density, centralisation or closeness is better is not agreed upon."""
    assert {measure.direction for measure in MEASURES.values()} == {None}


def test_bounds_are_finite_or_infinite_numbers_in_order():
    for measure in MEASURES.values():
        low, high = measure.bounds
        assert -INFINITY <= low < high <= INFINITY
