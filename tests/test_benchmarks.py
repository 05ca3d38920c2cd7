"""The benchmarks run, and what they compare does the same work."""

import importlib
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


def test_what_gains_less_than_wanted_is_told_with_the_reason(ensembles):
    gains = {"networkx / coopnet": [40.0, 25.8], "wanted of networkx": [31.0, 31.0]}
    side = pd.DataFrame({"ensemble": ["links", "memberships"], **gains})
    told = ensembles.against_targets(side, ["networkx"])
    assert "- memberships: 25.8 times faster than networkx, wanted 31. Trades" in told
    assert "links:" not in told
    assert ensembles.against_targets(side[:1], ["networkx"]) == "Every ensemble gains what is wanted."


@pytest.fixture
def analysis(monkeypatch):
    """Return an analysis by its name."""
    monkeypatch.syspath_prepend(str(ANALYSES))
    return __import__


def test_the_benchmark_of_scale_says_what_each_step_costs(analysis, tmp_path, capsys, monkeypatch):
    scale = analysis("bench_scale")
    rooms = importlib.import_module("coopnet.catalogue.battery")
    monkeypatch.setattr(rooms, "_taken", rooms._taken)  # the benchmark puts its own in place: taken back afterwards
    monkeypatch.setattr(rooms, "FAMILIES", {"centrality": rooms.FAMILIES["centrality"]})
    scale.write(tmp_path, 40)
    scale.run_coopnet(tmp_path, rounds=1, draws=0)
    costs = scale.results_of(40, "coopnet", capsys.readouterr().out)
    assert set(scale.STEPS) - {scale.PROFILE} <= set(costs["job"])
    assert "actor_harmonic_closeness[pairs]" in set(costs["job"])
    assert (costs["megabytes"] > 1).all()
    told = scale.summary(costs)[40]
    assert told["battery (s)"] > 0
    text = scale.page(costs, 19, [])
    assert "peak (MB)" in text


def costs_of_scale(scale, exponents, harmonic=(1.0, 50.0)):
    """Return costs at three sizes as the benchmark keeps them: a second at the smallest, then powers of links."""
    rows = []
    for n in (10_000, 30_000, 100_000):
        times = {job: (n / 10_000) ** exponent for job, exponent in exponents.items()}
        times |= dict.fromkeys(scale.STEPS, 1.0) | {"actor_harmonic_closeness[pairs]": harmonic[0]}
        rows += [(job, seconds, 700.0, 1, "", n, 10 * n, "coopnet") for job, seconds in times.items()]
        theirs = {"network": 1.0, "actor_harmonic_closeness": harmonic[1], "actor_closeness": 40.0, "pole_ei": 2.0}
        rows += [(job, seconds, 700.0, 1, "", n, 10 * n, "igraph") for job, seconds in theirs.items()]
    return pd.DataFrame(rows, columns=["job", "seconds", "megabytes", "rounds", "outcome", "actors", "links", "tool"])


def test_the_page_of_scale_says_which_target_is_reached_and_which_is_not(analysis):
    scale = analysis("bench_scale")
    reached = " ".join(scale.against_targets(costs_of_scale(scale, {"pole_ei[pairs]": 1.0, scale.WALK: 1.0})))
    assert reached.count(": reached.") == 5
    assert "short" not in reached
    assert "50 times faster" in reached
    beyond = {"pole_ei[pairs]": 1.4, "actor_constraint[pairs]": 1.5, scale.WALK: 1.3}
    short = scale.against_targets(costs_of_scale(scale, beyond, harmonic=(10.0, 50.0)))
    assert "5 times faster than igraph; target at least 10: **short**" in short[3]
    assert "the highest 1.40 (pole_ei[pairs])" in short[4]  # constraint looks at triangles: it is not linear
    assert "one value read per link, 1.30" in short[4]
    assert "**short**" in short[4]


def test_the_benchmark_of_reading_reads_rejects_and_tells(analysis):
    reading = analysis("bench_reading")
    costs = reading.measured([100], 1).set_index("file")
    assert costs.loc[reading.VALID, "kept"] == costs.loc[reading.FAULTY, "rejected"] == 100
    assert costs["without_numpy"].all()
    longer = [costs.reset_index().assign(links=links, read=links / 100, check=0.0) for links in (100, 200, 400)]
    told = reading.opening(reading.medians_of(pd.concat(longer)))
    assert told.startswith("Valid: 4.0 CPU seconds to read and check 400 links; time grows as links^1.00")
    assert told.count("target at most 1.1: reached") == 2


def test_a_kept_benchmark_goes_on_from_where_it_was(analysis, tmp_path):
    scale = analysis("bench_scale")
    kept = tmp_path / "coopnet_40.txt"
    kept.write_text('["read", 1.5, 20.0, ""]\n["read", 2.5, 30.0, ""]\nnot a line of results\n')
    (row,) = scale.results_of(40, "coopnet", scale.lines_of(["--none"], kept)).to_dict("records")
    assert (row["seconds"], row["megabytes"], row["rounds"], row["links"]) == (2.0, 30.0, 2, 400)


def test_the_benchmark_of_many_poles_breaks_one_and_measures_the_others(analysis, tmp_path):
    many = analysis("bench_corpus")
    many.write_corpus(tmp_path / "poles", 2)
    many.measure(tmp_path / "poles", 1, tmp_path / "table.csv")
    assert "pole_001" in (tmp_path / "table.csv").read_text()
    assert "pole_002" in (tmp_path / "table.refused.csv").read_text()
    assert "pole_002" not in (tmp_path / "table.csv").read_text()
    assert json.loads((tmp_path / "table.json").read_text()) >= 0


def test_the_gain_of_two_processes_is_told_on_the_wall_when_calm_and_by_cpu_time_when_busy(analysis):
    many = analysis("bench_corpus")
    rows = [
        (many.ONE, 0, 0.5, 40.0, 40.0, 0.0, 40.0, 200.0),
        (many.TWO, 0, 0.5, 44.0, 2.0, 42.0, 20.0, 200.0),
        (many.START, 0, 0.5, 3.0, 3.0, 0.0, 3.0, 200.0),
        (many.IN_TURN, 0, 0.5, 6.0, 0.0, 6.0, 6.0, np.nan),
        (many.AT_ONCE, 0, 0.5, 6.0, 0.0, 6.0, 4.0, np.nan),
    ]
    names = ["job", "round", "load", "seconds", "of the main process", "of workers", "wall", "megabytes"]
    costs = pd.DataFrame(rows, columns=names)
    (gained,) = many.gains(costs).to_dict("records")
    assert (gained["wall"], round(gained["free"], 4), gained["loops"]) == (2.0, round(40 / 23, 4), 1.5)
    assert "reached" in many.opening(costs)
    busy = many.opening(costs.assign(load=8.0))
    assert "load of 8.0" in busy
    assert "**short** by 0.06" in busy


def test_commands_are_timed_in_turn_and_a_failing_one_is_not(analysis):
    commands = analysis("_commands")
    jobs = {"nothing": commands.python("-c", "pass"), "work": commands.python("-c", "sum(range(3_000_000))")}
    costs = commands.interleaved(jobs, 1, warm=False)
    assert list(costs["job"]) == ["nothing", "work"]
    medians = commands.medians_of(costs)
    assert medians.loc["work", "seconds"] > medians.loc["nothing", "seconds"] > 0
    with pytest.raises(SystemExit, match="ended with 3"):
        commands.cost_of(commands.python("-c", "raise SystemExit(3)"))


def test_benchmarks_of_commands_compare_what_they_say(analysis, tmp_path):
    start, report = analysis("bench_import"), analysis("bench_main_job")
    seconds = {"import click": 0.1, "import networkx": 0.4, "import coopnet": 0.2, "coopnet --help": 0.1}
    medians = pd.DataFrame({"seconds": {**seconds, "coopnet check": 0.3}})
    assert set(seconds) <= set(start.commands_on(tmp_path))
    assert start.against_targets(medians)["times"].round(6).to_dict() == {
        "coopnet --help": 1.0,
        "coopnet check": 3.0,
        "import coopnet": 0.5,
    }
    costs = {report.REPORT: (6.0, 300.0), report.SCRIPT: (2.0, 100.0), report.FIRST: (20.0, 400.0)}
    reached = report.against_targets(pd.DataFrame(costs, index=["seconds", "megabytes"]).T)["reached"]
    assert reached.tolist() == [3.0, 300.0, 14.0]
    slower = pd.DataFrame({**costs, report.REPORT: (7.5, 300.0)}, index=["seconds", "megabytes"]).T
    assert report.verdict_of(pd.DataFrame(costs, index=["seconds", "megabytes"]).T) == "The target of time is reached."
    assert report.verdict_of(slower).startswith("Short by 1.5 CPU seconds.")


def test_the_shares_of_the_report_s_parts_are_told_by_name(analysis, tmp_path):
    report = analysis("bench_main_job")
    shares = report.shares_of(report.report_command("datasets/sud_aquitaine", tmp_path, 19), tmp_path)
    assert list(shares.index) == list(report.PARTS)
    assert ((shares > 0) & (shares < 1)).all()


def test_the_script_beside_the_report_saves_the_report_s_own_figures(analysis, tmp_path):
    report = analysis("bench_main_job")
    assert report.keep_figures("datasets/sud_aquitaine", tmp_path) == 3
    report.cost_of(report.python(str(report.PLAIN), str(tmp_path)))
    assert [path.stat().st_size > 10_000 for path in sorted(tmp_path.glob("*.svg"))] == [True] * 3
