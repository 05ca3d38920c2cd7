"""Ensembles: in order, with seeds of their own, the same on any number of workers."""

import joblib
import numpy as np
import pytest

from coopnet import waiting
from coopnet.inference.ensemble import batches_of_draws, batches_of_size, drawn_in_order, ensemble


def first_number(rng):
    return float(rng.random())


def test_every_draw_has_a_generator_of_its_own_spawned_in_order():
    children = np.random.default_rng(5).spawn(70)
    assert ensemble(first_number, 70, rng=np.random.default_rng(5)) == [child.random() for child in children]


@pytest.mark.parametrize(
    "workers", [{"n_jobs": 2}, {"n_jobs": 2, "backend": "threading"}], ids=["processes", "threads"]
)
def test_the_numbers_are_the_same_on_any_workers(workers):
    alone = ensemble(first_number, 100, rng=np.random.default_rng(5))
    with joblib.parallel_config(**workers):
        assert ensemble(first_number, 100, rng=np.random.default_rng(5)) == alone


def test_batches_hold_all_draws_and_do_not_depend_on_workers():
    one_by_one = batches_of_draws(1000, rng=np.random.default_rng(5))
    assert sum(batch.size for batch in one_by_one) == 1000
    assert all(len(batch.generators) == batch.size for batch in one_by_one)
    together = batches_of_size(601, 250, rng=np.random.default_rng(5))
    assert [batch.size for batch in together] == [250, 250, 101]
    assert all(len(batch.generators) == 1 for batch in together)


def test_draws_come_one_batch_after_the_other_and_no_sooner():
    """A test that stops early must not have paid for what it did not look at."""
    seen = []

    def draw(batch):
        seen.append(batch.size)
        return batch.size

    drawn = drawn_in_order(draw, batches_of_size(5, 1, rng=np.random.default_rng(5)))
    next(drawn)
    assert len(seen) < 5
    assert list(drawn) == [1] * 4


def test_a_bar_appears_on_a_terminal_and_only_for_those_who_wait(capsys, monkeypatch):
    monkeypatch.setattr(waiting.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    ensemble(first_number, 100, rng=np.random.default_rng(5))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    ensemble(first_number, 100, rng=np.random.default_rng(5))
    assert "/100" in capsys.readouterr().err


def test_nothing_is_written_where_there_is_no_terminal(capsys, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    ensemble(first_number, 100, rng=np.random.default_rng(5))
    captured = capsys.readouterr()
    assert captured.err == captured.out == ""
