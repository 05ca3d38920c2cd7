"""Directed kinds: who gives, who receives, and whether it comes back."""

import numpy as np
import pytest

from coopnet.measures.degrees import actor_degree
from coopnet.measures.directed import actor_directed_degree_table, kind_reciprocity_table
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of


@pytest.fixture
def funded(pole_of):
    """Give a pole where a funds b (twice) and c, b funds a, and c and d support each other; a–d is a convention."""
    links = [("a", "b", "funding"), ("a", "b", "funding"), ("a", "c", "funding"), ("b", "a", "funding")]
    return pole_of([*links, ("c", "d", "political_support"), ("d", "c", "political_support"), ("a", "d")])


def test_out_and_in_degrees_count_distinct_others(funded):
    table = actor_directed_degree_table(multiplex_of(funded, natures="all"))
    assert list(table.columns) == ["funding_out", "funding_in", "political_support_out", "political_support_in"]
    assert table["funding_out"].tolist() == [2, 1, 0, 0]
    assert table["funding_in"].tolist() == [1, 1, 1, 0]
    assert table["political_support_out"].tolist() == table["political_support_in"].tolist() == [0, 0, 1, 1]


def test_reciprocity_is_the_share_of_ties_that_are_answered(funded):
    """Of the three funding ties among twelve ordered pairs two answer each other; so do both ties of support."""
    table = kind_reciprocity_table(multiplex_of(funded, natures="all"))
    assert table["ties"].tolist() == [3, 2]
    assert table["reciprocity"].tolist() == pytest.approx([2 / 3, 1])
    assert table["density"].tolist() == pytest.approx([3 / 12, 2 / 12])
    assert table["rho"].tolist() == pytest.approx([(2 / 3 - 1 / 4) / (3 / 4), 1])


def test_rho_is_the_correlation_between_a_tie_and_its_answer(pole_of, rng):
    """Garlaschelli and Loffredo define it so: over ordered pairs, the correlation of a_ij with a_ji."""
    ids = "abcdefg"
    links = [(a, b, "funding") for a in ids for b in ids if a != b and rng.random() < 0.4]
    table = kind_reciprocity_table(multiplex_of(pole_of(links, actors=ids), natures="all"))
    ties = np.array([[(a, b, "funding") in links for b in ids] for a in ids], dtype=float)
    off = ~np.eye(len(ids), dtype=bool)
    assert table["rho"].tolist() == pytest.approx([np.corrcoef(ties[off], ties.T[off])[0, 1]], rel=1e-10)


def test_the_view_of_directed_measures_keeps_directions_and_that_of_others_says_they_are_dropped(funded):
    everything = multiplex_of(funded, natures="all")
    for table in (actor_directed_degree_table(everything), kind_reciprocity_table(everything)):
        assert "directions dropped" not in table.attrs["view"]
    assert "directions dropped" in actor_degree(network_of(everything)).attrs["view"]


def test_nothing_is_said_where_no_directed_kind_counts(f1):
    multiplex = multiplex_of(f1)
    assert actor_directed_degree_table(multiplex).shape == (5, 0)
    assert kind_reciprocity_table(multiplex).empty
