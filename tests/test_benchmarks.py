"""The benchmarks run, and what they compare does the same work."""

from pathlib import Path

import numpy as np
import pytest

ANALYSES = Path(__file__).resolve().parents[1] / "analyses"
PEERS = ("networkx", "igraph")
# nothing is measured from an isolate, tables are shaped otherwise: compared elsewhere in the suite
SHAPED_OTHERWISE = ("sector_mixing", "actor_brokerage_table")


@pytest.fixture
def battery(monkeypatch):
    monkeypatch.syspath_prepend(str(ANALYSES))
    return __import__("bench_battery")


def in_order(found, actors):
    """Return a peer's numbers in the order of the actors."""
    values = [found[actor] for actor in actors] if isinstance(found, dict) else found
    return np.asarray(values, dtype=float)


@pytest.mark.parametrize("peer", PEERS)
def test_plain_scripts_agree_with_coopnet(battery, peer):
    pytest.importorskip(peer)
    tables = battery.tables_of(30)
    multiplex = battery.seen(battery.Pole.from_tables(tables))
    script = battery.scripts([peer])[peer]
    graph = script.graph_of(tables)
    for name, measure in script.MEASURES.items():
        if name not in SHAPED_OTHERWISE:
            expected = np.asarray(battery.measured(multiplex, name)(), dtype=float)
            assert in_order(measure(graph), multiplex.actors) == pytest.approx(expected, rel=1e-6), name


@pytest.mark.parametrize("peer", PEERS)
def test_plain_mixing_counts_the_pairs_that_coopnet_counts(battery, peer):
    pytest.importorskip(peer)
    tables = battery.tables_of(30)
    ours = battery.measured(battery.seen(battery.Pole.from_tables(tables)), "sector_mixing")()
    script = battery.scripts([peer])[peer]
    counted = script.mixing(script.graph_of(tables))
    assert sum(counted.values()) == np.triu(ours.to_numpy()).sum()
    assert all(ours.loc[one, other] == number for (one, other), number in counted.items())


def test_growth_is_the_exponent_of_a_power(monkeypatch):
    monkeypatch.syspath_prepend(str(ANALYSES))
    rounds = __import__("_rounds")
    assert rounds.growth([10, 100, 1000], [2 * 10**1.5, 2 * 100**1.5, 2 * 1000**1.5]) == pytest.approx(1.5)
