"""The benchmarks run, and what they compare does the same work."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ANALYSES = Path(__file__).resolve().parents[1] / "analyses"
PEERS = ("networkx", "igraph", "rustworkx", "networkit")
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


@pytest.mark.parametrize("peer", ["networkx", "igraph"])
def test_plain_mixing_counts_the_pairs_that_coopnet_counts(battery, peer):
    pytest.importorskip(peer)
    tables = battery.tables_of(30)
    ours = battery.measured(battery.seen(battery.Pole.from_tables(tables)), "sector_mixing")()
    script = battery.scripts([peer])[peer]
    counted = script.mixing(script.graph_of(tables))
    assert sum(counted.values()) == np.triu(ours.to_numpy()).sum()
    assert all(ours.loc[one, other] == number for (one, other), number in counted.items())


def test_the_r_script_agrees_with_coopnet_and_times_itself(battery, tmp_path):
    if not battery.r_is_there():
        pytest.skip("R with igraph and sna is not installed")
    multiplex = battery.seen(battery.Pole.from_tables(battery.tables_of(30)))
    timed, megabytes = battery.in_r(multiplex, 1, tmp_path, least=0)
    assert len(timed) == 5
    assert all(seconds >= 0 and rounds == 1 for _, seconds, rounds in timed)
    assert megabytes > 10 or np.isnan(megabytes)
    for name, _, _ in timed:
        theirs = pd.read_csv(tmp_path / f"{name}.csv", index_col=0)
        ours = battery.measured(multiplex, name)()
        np.testing.assert_array_equal(theirs.index, ours.index)
        np.testing.assert_allclose(theirs.to_numpy().squeeze(), ours.to_numpy(), rtol=1e-6)


def test_what_is_made_afresh_is_not_timed(monkeypatch):
    monkeypatch.syspath_prepend(str(ANALYSES))
    rounds = __import__("_rounds")
    clock, used = [0.0], []

    def spend(seconds):
        clock[0] += seconds
        return seconds

    monkeypatch.setattr(rounds.time, "process_time", lambda: clock[0])
    job = rounds.Afresh(lambda: spend(5.0), lambda made: used.append(made) or spend(1.0))
    assert rounds.seconds_of(job, 4) == 1.0
    assert used == [5.0] * 4
    assert rounds.seconds_of(lambda: spend(2.0), 3) == 2.0


def test_a_tool_alone_says_its_peak_memory(battery, tmp_path):
    pytest.importorskip("networkx")
    path = tmp_path / "tables.json"
    path.write_text(json.dumps(battery.tables_of(30)), encoding="utf-8")
    found = battery.peak_of("networkx", path)
    assert 5 < found["imported"] <= found["megabytes"]


def test_growth_is_the_exponent_of_a_power(monkeypatch):
    monkeypatch.syspath_prepend(str(ANALYSES))
    rounds = __import__("_rounds")
    assert rounds.growth([10, 100, 1000], [2 * 10**1.5, 2 * 100**1.5, 2 * 1000**1.5]) == pytest.approx(1.5)


ENSEMBLE_PEERS = ("networkx", "igraph")


@pytest.fixture
def ensembles(monkeypatch):
    monkeypatch.syspath_prepend(str(ANALYSES))
    return __import__("bench_ensembles")


def plain_ensembles(ensembles, peer):
    pytest.importorskip(peer)
    return ensembles.import_module(f"plain.{peer}_ensembles")


@pytest.mark.parametrize("peer", ENSEMBLE_PEERS)
def test_plain_ensembles_hold_what_coopnet_holds(ensembles, peer):
    """Degrees, kind by kind, and both margins of memberships."""
    script = plain_ensembles(ensembles, peer)
    tables = ensembles.tables_of(30, "pairs")
    degrees = np.sort(np.diff(ensembles.seen(tables).combined.indptr))
    (drawn,) = script.ENSEMBLES["links"](tables, 1)
    found = [degree for _, degree in drawn.degree] if peer == "networkx" else drawn.degree()
    np.testing.assert_array_equal(np.sort(found), degrees)
    if peer == "networkx":
        members = ensembles.tables_of(30, "members")["memberships"]
        (groups,) = script.ENSEMBLES["memberships"](ensembles.tables_of(30, "members"), 1)
        sizes = {name: members["structure"].count(name) for name in groups}
        assert {name: len(group) for name, group in groups.items()} == sizes
        named = [actor for group in groups.values() for actor in group]
        assert sorted(named) == sorted(members["actor"])


@pytest.mark.parametrize("peer", ENSEMBLE_PEERS)
def test_plain_ensembles_measure_what_coopnet_measures(ensembles, peer, monkeypatch):
    """On the data itself, where nothing was drawn."""
    script = plain_ensembles(ensembles, peer)
    monkeypatch.setattr(script, "rewired", lambda graph: graph.copy())
    tables = ensembles.tables_of(30, "pairs")
    (measured,) = script.ENSEMBLES["links, six measures"](tables, 1)
    network = ensembles.seen(tables)
    for name, theirs in zip(ensembles.SIX, measured, strict=True):
        ours = ensembles.compare_all_to_null([name], network, "random_links", rng=np.random.default_rng(1), n_draws=2)
        observed = np.asarray(ours[0].observed, dtype=float)
        if name == "actor_brokerage_table":
            values = list(theirs.values()) if peer == "networkx" else theirs
            order = list(theirs) if peer == "networkx" else list(network.actors)
            table = ours[0].observed.unstack().loc[order]
            columns = ["coordinator", "itinerant", "boundary", "liaison"]
            np.testing.assert_array_equal(np.array(values), table[columns].to_numpy())
        elif name != "actor_clustering":  # the peers write 0 where it is undefined
            assert in_order(theirs, network.actors) == pytest.approx(observed, nan_ok=True), name
    kinds = ensembles.tables_of(30, "kinds")
    (overlap,) = script.ENSEMBLES["links, overlap of kinds"](kinds, 1)
    ours = ensembles.seen(kinds)
    (found,) = ensembles.compare_all_to_null(
        ["kind_overlap"], ours, "rewire_links", rng=np.random.default_rng(1), n_draws=9
    )
    assert [overlap[pair] for pair in found.observed.index] == pytest.approx(found.observed.tolist())


def test_ensembles_are_timed_and_told(ensembles):
    """All seven, at a tiny size: a table, a page and a figure of what was timed."""
    peers = [peer for peer in ENSEMBLE_PEERS if ensembles.installed([peer])]
    times = ensembles.timed(30, peers, 1, 0.002)
    assert set(times["ensemble"]) == set(ensembles.MEANT)
    assert (times["seconds_per_1000_draws"] >= 0).all()
    memory = ensembles.pd.DataFrame({"tool": ["coopnet"], "30 actors": [1.0]})
    page = ensembles.page(times, memory, peers)
    assert all(told in page for told in ensembles.MEANT.values())
    panels = ensembles.drawn(times, ["coopnet", *peers]).axes
    assert all(len(panel.lines) >= 1 for panel in panels[:7])
