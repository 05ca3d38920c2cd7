"""The same numbers on a real cluster, even when one of its workers dies at work."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import joblib
import numpy as np
import pytest

from coopnet.inference.ensemble import drawn_in_order
from coopnet.inference.evaluation import asked
from coopnet.inference.redrawing import ready_to_redraw
from coopnet.multiplex import multiplex_of
from coopnet.nulls import NULLS
from coopnet.synthetic import simulated_pole

PATIENCE = 120  # seconds that the cluster has to start, and the ensemble to finish
ROOT = Path(__file__).parents[2]


def started(part, *words):
    """Start a part of the cluster on loopback, with the package within its reach."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{part}", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def cluster(tmp_path):
    """Yield the scheduler's file and two worker processes; all are stopped by their ids, and none is left."""
    pytest.importorskip("distributed", reason="the extra « distribue » is not installed")
    file = tmp_path / "scheduler.json"
    own = ["--host", "127.0.0.1", "--no-dashboard"]
    processes = [started("scheduler", *own, "--port", "0", "--scheduler-file", str(file))]
    worker = ["--scheduler-file", str(file), "--nthreads", "1", "--no-nanny", *own, "--local-directory", str(tmp_path)]
    try:
        wait_for(lambda: file.exists() or processes[0].poll() is not None)
        assert processes[0].poll() is None, "the scheduler ended before it started"
        processes += [started("worker", *worker) for _ in range(2)]
        yield file, processes[1:]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait(timeout=PATIENCE)
        assert not any(is_there(process.pid) for process in processes)


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the cluster did not start in time"
        time.sleep(0.01)


def test_a_worker_killed_midway_changes_no_number(cluster):
    distributed = pytest.importorskip("distributed", reason="the extra « distribue » is not installed")
    file, workers = cluster
    multiplex = multiplex_of(simulated_pole(rng=np.random.default_rng(2), n_actors=80, n_ess=9))
    redrawing = ready_to_redraw(
        [asked("pole_transitivity")], multiplex, NULLS["rewire_links"], {}, rng=np.random.default_rng(3)
    )

    def batches():
        return redrawing.batches(1200, rng=np.random.default_rng(4))

    alone = np.vstack(list(drawn_in_order(redrawing, batches())))
    with distributed.Client(scheduler_file=str(file), timeout=PATIENCE) as client:
        client.wait_for_workers(2, timeout=PATIENCE)
        address = {pid: where for where, pid in client.run(os.getpid).items()}
        assert set(address) == {worker.pid for worker in workers}
        assert all(where.startswith("tcp://127.0.0.1:") for where in address.values())
        with joblib.parallel_config(backend="dask"):
            clustered = drawn_in_order(redrawing, batches())
            first = next(clustered)
            at_work = []

            def somebody_works():
                under_way = client.processing()
                at_work.extend(worker for worker in workers if under_way[address[worker.pid]])
                return bool(at_work)

            wait_for(somebody_works)  # between two chunks nobody may; the one that dies has draws under way
            victim = at_work[0]
            victim.send_signal(signal.SIGKILL)
            rest = list(clustered)
        assert victim.wait(timeout=PATIENCE) == -signal.SIGKILL
        assert len(client.scheduler_info()["workers"]) == 1
    np.testing.assert_array_equal(np.vstack([first, *rest]), alone)
