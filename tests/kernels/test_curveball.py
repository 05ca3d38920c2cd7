from collections import Counter
from itertools import product

import numpy as np
import pytest
from scipy import stats

from coopnet.kernels.curveball import rows_are_nested, traded_rows

TABLES = {
    "identity of three": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "margins 2 1 1 and 2 1 1": [[1, 1, 0], [1, 0, 0], [0, 0, 1]],
    "two rows": [[1, 1, 0, 0, 0], [0, 0, 1, 1, 1]],
    "with an empty row and a full one": [[1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 0, 0], [1, 1, 1, 1]],
    "wider": [[1, 1, 0, 0, 1], [0, 1, 1, 0, 0], [0, 0, 0, 1, 0]],
}
ALONE = {
    "nested": [[1, 1, 1], [1, 1, 0], [0, 1, 0]],
    "equal rows": [[0, 1, 1], [0, 1, 1]],
    "one row": [[1, 0, 1]],
    "one column": [[1], [0], [1]],
    "empty": [[0, 0], [0, 0]],
}


def rows(table):
    table = np.array(table)
    return np.concatenate([[0], np.cumsum(table.sum(axis=1))]), np.flatnonzero(table.ravel()) % table.shape[1]


def dense(indptr, indices, n_columns):
    table = np.zeros((len(indptr) - 1, n_columns), dtype=int)
    table[np.repeat(np.arange(len(indptr) - 1), np.diff(indptr)), indices] += 1
    return table


def tables_with_the_same_totals(table):
    table = np.array(table)
    found = set()
    for cells in product((0, 1), repeat=table.size):
        other = np.reshape(cells, table.shape)
        if (other.sum(axis=0) == table.sum(axis=0)).all() and (other.sum(axis=1) == table.sum(axis=1)).all():
            found.add(cells)
    return found


def trades(rng, n_rows, n_trades, longest):
    first = rng.integers(0, n_rows, n_trades)
    return first, (first + rng.integers(1, n_rows, n_trades)) % n_rows, rng.random(n_trades * longest)


@pytest.mark.parametrize("name", TABLES, ids=lambda name: name.replace(" ", "_"))
def test_every_table_with_the_same_totals_is_drawn_equally_often(rng, name):
    table = np.array(TABLES[name])
    n_rows, n_columns = table.shape
    indptr, indices = rows(table)
    possible = tables_with_the_same_totals(table)
    drawn = Counter()
    for _ in range(200 * len(possible)):
        after, _ = traded_rows(indptr, indices, n_columns, *trades(rng, n_rows, 40, n_columns))
        drawn[tuple(dense(indptr, after, n_columns).ravel().tolist())] += 1
    assert len(possible) > 1
    assert set(drawn) == possible
    assert stats.chisquare([drawn[one] for one in possible]).pvalue > 0.001


@pytest.mark.parametrize("name", [*TABLES, *ALONE], ids=lambda name: name.replace(" ", "_"))
def test_rows_are_nested_exactly_where_no_other_table_has_the_same_totals(name):
    table = {**TABLES, **ALONE}[name]
    alone = len(tables_with_the_same_totals(table)) == 1
    assert rows_are_nested(*rows(table), np.shape(table)[1]) == alone == (name in ALONE)


def test_nestedness_is_that_of_any_random_table(rng):
    """Definition: of any two rows, one contains the other."""
    for _ in range(300):
        table = rng.random((int(rng.integers(1, 5)), int(rng.integers(1, 5)))) < rng.random()
        sets = [frozenset(np.flatnonzero(row).tolist()) for row in table]
        nested = all(one <= two or two <= one for one in sets for two in sets)
        assert rows_are_nested(*rows(table), table.shape[1]) == nested


def test_totals_are_held_and_tables_change(rng):
    table = (rng.random((12, 40)) < 0.3).astype(int)
    indptr, indices = rows(table)
    after, traded = traded_rows(indptr, indices, 40, *trades(rng, 12, 100, 40))
    drawn = dense(indptr, after, 40)
    assert drawn.max() == 1
    np.testing.assert_array_equal(drawn.sum(axis=0), table.sum(axis=0))
    np.testing.assert_array_equal(drawn.sum(axis=1), table.sum(axis=1))
    assert traded == 100
    assert (drawn != table).any()


def test_a_trade_between_nested_rows_moves_nothing(rng):
    indptr, indices = rows([[1, 1, 1, 0], [0, 1, 1, 0]])
    after, traded = traded_rows(indptr, indices, 4, *trades(rng, 2, 20, 4))
    assert traded == 0
    assert after.tolist() == indices.tolist()


def test_trades_are_the_same_compiled_and_plain(rng):
    table = (rng.random((8, 15)) < 0.4).astype(int)
    indptr, indices = rows(table)
    given = (indptr, indices, 15, *trades(rng, 8, 60, 15))
    for fast, slow in zip(traded_rows(*given), traded_rows.plain(*given), strict=True):
        np.testing.assert_array_equal(fast, slow)
    assert rows_are_nested(indptr, indices, 15) == rows_are_nested.plain(indptr, indices, 15)
