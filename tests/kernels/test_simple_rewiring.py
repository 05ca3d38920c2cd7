import numpy as np
import pytest

from coopnet.kernels.rewiring import exchanged_ends
from coopnet.kernels.simple_rewiring import exchanged_ends_of_simple, fits


@pytest.fixture(params=[5, 64, 70, 200], ids="{} actors".format)
def graph(request):
    """A simple graph with a busy actor; some sizes end a row of bits exactly, others do not."""
    n, rng = request.param, np.random.default_rng(request.param)
    pairs = {(0, other) for other in range(1, n, 3)} | {
        tuple(sorted(rng.choice(n, 2, replace=False).tolist())) for _ in range(2 * n)
    }
    source, target = np.array(sorted(pairs), dtype=np.int32).T
    return n, source, target


def test_walks_as_the_general_exchange_does(graph):
    n, source, target = graph
    picks = np.random.default_rng(1).random(500 + 10 * len(source))
    expected = exchanged_ends(source, target, n, False, np.ones(n, dtype=bool), picks, np.zeros(0))
    found = exchanged_ends_of_simple(source, target, n, picks)
    assert found[2] == expected[2] > 0
    np.testing.assert_array_equal(found[:2], expected[:2])


def test_runs_the_same_uncompiled(graph):
    n, source, target = graph
    picks = np.random.default_rng(2).random(300)
    plain, fast = (run(source, target, n, picks) for run in (exchanged_ends_of_simple.plain, exchanged_ends_of_simple))
    assert plain[2] == fast[2]
    np.testing.assert_array_equal(plain[:2], fast[:2])


def test_a_table_fits_up_to_eight_megabytes():
    assert fits(300)
    assert fits(8_192)
    assert not fits(8_193)
