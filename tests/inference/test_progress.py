"""Whoever waits for more than two seconds at a terminal sees how much is done; nobody else sees anything."""

from types import SimpleNamespace

import numpy as np
import pytest

from coopnet import (
    compare_to_null,
    dyadic_model_of,
    leave_one_actor_out,
    measure_all,
    missing_data_of,
    vertex_bootstrap_of,
    waiting,
)
from coopnet.inference.small_world import small_world_of
from coopnet.inference.together import compare_all_to_null
from coopnet.multiplex import multiplex_of
from coopnet.synthetic import homophilous_pole
from coopnet.tables.checking import check_tables
from coopnet.tables.reading import read_tables

POLE = multiplex_of(homophilous_pole(rng=np.random.default_rng(4), sizes=(8, 7, 5), p_in=0.6, p_out=0.2))

RAW = read_tables("datasets/pole_simule")


def rng():
    return np.random.default_rng(5)


LONG = {
    "compare_to_null": lambda: compare_to_null("pole_ei", POLE, "rewire_links", rng=rng(), n_draws=64),
    "compare_to_null, stopping early": lambda: compare_to_null(
        "pole_transitivity", POLE, "rewire_links", rng=rng(), n_draws=640, stop_after=500
    ),
    "compare_all_to_null": lambda: compare_all_to_null(
        ["pole_ei", "actor_ei"], POLE, "shuffle_sectors", rng=rng(), n_draws=600
    ),
    "dyadic_model_of": lambda: dyadic_model_of(POLE, ["same_sector"], rng=rng(), n_draws=64),
    "missing_data_of": lambda: missing_data_of("pole_density", POLE, rng=rng(), shares=[0.2], n_draws=64),
    "vertex_bootstrap_of": lambda: vertex_bootstrap_of("pole_density", POLE, rng=rng(), n_draws=64),
    "small_world_of": lambda: small_world_of(POLE, rng=rng(), n_draws=64, n_lattices=4),
    "leave_one_actor_out": lambda: leave_one_actor_out("pole_density", POLE),
    "measure_all": lambda: measure_all(POLE, rng=rng()),
    "read_tables": lambda: read_tables("datasets/pole_simule"),
    "check_tables": lambda: check_tables(RAW),
}


@pytest.fixture
def terminal(monkeypatch):
    """Errors go to a terminal that shows everything, and every look at the clock finds it later by what is set."""
    clock = SimpleNamespace(now=0.0, step=0.0, there=True)

    def monotonic():
        clock.now += clock.step
        return clock.now

    monkeypatch.setattr(waiting, "time", SimpleNamespace(monotonic=monotonic))
    monkeypatch.setattr(waiting, "sys", SimpleNamespace(stderr=SimpleNamespace(isatty=lambda: clock.there)))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    return clock


@pytest.mark.parametrize("name", LONG)
def test_a_bar_appears_for_whoever_waits_more_than_two_seconds(name, terminal, capsys):
    terminal.step = 2.1
    LONG[name]()
    shown = capsys.readouterr()
    assert "/" in shown.err
    assert "━" in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    "name", ["compare_to_null", "dyadic_model_of", "leave_one_actor_out", "read_tables", "check_tables"]
)
def test_nothing_appears_within_two_seconds(name, terminal, capsys):
    LONG[name]()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "name", ["compare_to_null", "dyadic_model_of", "leave_one_actor_out", "read_tables", "check_tables"]
)
def test_nothing_appears_away_from_a_terminal_however_long_it_takes(name, terminal, capsys):
    terminal.there = False
    terminal.step = 100.0
    LONG[name]()
    assert capsys.readouterr().err == ""


def test_one_bar_counts_all_waves_of_a_test_that_may_stop_early(terminal, capsys):
    terminal.step = 0.5  # no wave takes two seconds, all of them do
    LONG["compare_to_null, stopping early"]()
    assert "/640" in capsys.readouterr().err
