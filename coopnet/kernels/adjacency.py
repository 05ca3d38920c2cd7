"""From links as rows to adjacency as CSR: gather, symmetrise, combine kinds, project memberships.

Everything is counted rather than sorted: two stable passes of counting sort put n-row CSRs in order in time
proportional to links plus actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from coopnet.kernels.compiled import Flags, Indices, Pointers, Reals, compiled


class Gathered(NamedTuple):
    """A CSR whose entries say how many rows of a table fell there, and the sum of their weights.

    ``indptr`` (int64, rows + 1), ``indices`` (int32, ascending within rows), ``counts`` and ``sums`` (float64, one per
    entry of ``indices``).
    """

    indptr: Pointers
    indices: Indices
    counts: Reals
    sums: Reals


class Combined(NamedTuple):
    """Several kinds of links on one pattern.

    ``indptr`` (int64, n + 1), ``indices`` (int32), and per entry of ``indices`` (float64): ``links``, the number of
    parallel links; ``kinds``, the number of distinct kinds; ``weights``, the sum of weights.
    """

    indptr: Pointers
    indices: Indices
    links: Reals
    kinds: Reals
    weights: Reals


class Projected(NamedTuple):
    """Actors joined through what they are members of.

    ``indptr`` (int64, n + 1), ``indices`` (int32), and per entry of ``indices`` (float64): ``shared``, the number of
    structures in common; ``newman``, the sum over them of 1/(size − 1). ``left_out`` (bool, one per structure): has
    more named members than the limit.
    """

    indptr: Pointers
    indices: Indices
    shared: Reals
    newman: Reals
    left_out: Flags


@compiled
def _in_order(rows: Indices, columns: Indices, n_rows: int, n_columns: int) -> Pointers:
    """Table rows by row, then column, then as they come."""
    n = rows.size
    # stable counting sort by column, then by row: each row of the result is then in ascending order of column
    start = np.zeros(max(n_rows, n_columns) + 1, np.int64)
    for i in range(n):
        start[columns[i] + 1] += 1
    for c in range(n_columns):
        start[c + 1] += start[c]
    by_column = np.empty(n, np.int64)
    for i in range(n):
        c = columns[i]
        by_column[start[c]] = i
        start[c] += 1
    start[:] = 0
    for i in range(n):
        start[rows[i] + 1] += 1
    for r in range(n_rows):
        start[r + 1] += start[r]
    order = np.empty(n, np.int64)
    for k in range(n):
        i = by_column[k]
        r = rows[i]
        order[start[r]] = i
        start[r] += 1
    return order


@compiled
def gathered_rows(
    rows: Indices, columns: Indices, weights: Reals, n_rows: int, n_columns: int
) -> tuple[Pointers, Indices, Reals, Reals]:
    """Table rows (row, column, weight) as a CSR with duplicates counted and summed, in O(rows + n)."""
    indptr, indices, counts, sums, _ = _gathered_twice(rows, columns, weights, weights[:0], n_rows, n_columns)
    return indptr, indices, counts, sums


@compiled
def _gathered_twice(
    rows: Indices, columns: Indices, first: Reals, second: Reals, n_rows: int, n_columns: int
) -> tuple[Pointers, Indices, Reals, Reals, Reals]:
    """The same with two weights; the second may be empty."""
    n = rows.size
    order = _in_order(rows, columns, n_rows, n_columns)
    indptr = np.zeros(n_rows + 1, np.int64)
    indices = np.empty(n, np.int32)
    counts = np.empty(n, np.float64)
    sums = np.empty(n, np.float64)
    others = np.zeros(second.size, np.float64)
    kept = 0
    last_row = -1
    last_column = -1
    for k in range(n):
        i = order[k]
        r = rows[i]
        c = columns[i]
        if r == last_row and c == last_column:
            counts[kept - 1] += 1.0
            sums[kept - 1] += first[i]
        else:
            indices[kept] = c
            counts[kept] = 1.0
            sums[kept] = first[i]
            kept += 1
            indptr[r + 1] += 1
            last_row = r
            last_column = c
        if second.size > 0:
            others[kept - 1] += second[i]
    for r in range(n_rows):
        indptr[r + 1] += indptr[r]
    return indptr, indices[:kept].copy(), counts[:kept].copy(), sums[:kept].copy(), others[:kept].copy()


def directed_adjacency(source: Indices, target: Indices, weight: Reals | None, n_rows: int, n_columns: int) -> Gathered:
    """Rows (source, target) as a CSR of counts and summed weights, direction kept.

    Serves directed kinds (``n_rows = n_columns = n``) and memberships (actors × structures).

    Parameters
    ----------
    source, target : int arrays, one entry per table row
        Numbers of the two ends.
    weight : float array or None
        Weight of each row; None counts 1 each.
    n_rows, n_columns : int
        Numbers of possible sources and targets.

    Returns
    -------
    Gathered
        Entry (i, j): number of rows i → j and the sum of their weights. O(rows + n_rows + n_columns).
    """
    weights = np.ones(len(source)) if weight is None else weight
    return Gathered(*gathered_rows(source, target, weights, n_rows, n_columns))


def undirected_adjacency(source: Indices, target: Indices, weight: Reals | None, n: int) -> Gathered:
    """Links as a symmetric CSR of counts and summed weights; rows that join an actor to itself are left out.

    Parameters
    ----------
    source, target : int arrays, one entry per link
        Numbers of the two ends, in either order.
    weight : float array or None
        Weight of each link; None counts 1 each.
    n : int
        Number of actors.

    Returns
    -------
    Gathered
        Entry (i, j) = entry (j, i): number of links between i and j and the sum of their weights. O(links + n).
    """
    source, target = np.asarray(source), np.asarray(target)
    weights = np.ones(source.size) if weight is None else np.asarray(weight)
    between_two = source != target
    if not between_two.all():
        source, target, weights = source[between_two], target[between_two], weights[between_two]
    ends = np.concatenate((source, target)), np.concatenate((target, source))
    return Gathered(*gathered_rows(*ends, np.concatenate((weights, weights)), n, n))


def symmetric_adjacency(indptr: Pointers, indices: Indices, counts: Reals, sums: Reals) -> Gathered:
    """A directed CSR made undirected: entry (i, j) becomes the sum of (i, j) and (j, i), for counts and for sums.

    Parameters
    ----------
    indptr, indices, counts, sums
        What ``directed_adjacency`` returns for n × n.

    Returns
    -------
    Gathered
        Symmetric, without self-links. O(entries + n).
    """
    rows = rows_of(indptr)
    n = len(indptr) - 1
    ways = undirected_adjacency(rows, indices, counts, n)
    return Gathered(ways.indptr, ways.indices, ways.sums, undirected_adjacency(rows, indices, sums, n).sums)


def rows_of(indptr: Pointers) -> Indices:
    """Row number of each entry of a CSR (int32, one per entry): [0, 2, 3] → [0, 0, 1]."""
    return np.repeat(np.arange(len(indptr) - 1, dtype=np.int32), np.diff(indptr))


def links_of(indptr: Pointers, indices: Indices) -> tuple[Indices, Indices, Pointers]:
    """Each link of a symmetric CSR once, the smaller end first.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.

    Returns
    -------
    source, target : int32 arrays of length m
        The ends, ``source < target``, in ascending order.
    position : int64 array of length m
        Where the link stands in ``indices`` (entry source → target).
    """
    rows = rows_of(indptr)
    position = np.flatnonzero(rows < indices)
    return rows[position], indices[position], position


@compiled
def mirrored_entries(indptr: Pointers, indices: Indices) -> Pointers:
    """Where the entry (j, i) stands, for each entry (i, j) of a symmetric CSR (int64, one per entry). O(entries)."""
    n = indptr.size - 1
    mirror = np.empty(indices.size, np.int64)
    # rows are read in order, so row j meets i = 0, 1, 2 … in the order in which it lists them itself
    cursor = indptr[:n].copy()
    for i in range(n):
        for e in range(indptr[i], indptr[i + 1]):
            j = indices[e]
            mirror[e] = cursor[j]
            cursor[j] += 1
    return mirror


def combined_kinds(kinds: Sequence[Gathered], n: int) -> Combined:
    """Several symmetric CSRs, one per kind, on one pattern: how many links, of how many kinds, with what weight.

    The four views of a multigraph are read off the result: *pairs* (the pattern), *links*, *kinds*, *weights*.

    Parameters
    ----------
    kinds : sequence of Gathered
        One symmetric CSR per kind, all of n actors.
    n : int
        Number of actors.

    Returns
    -------
    Combined
        O(entries + n).
    """
    if not kinds:
        empty = np.zeros(0)
        return Combined(np.zeros(n + 1, np.int64), np.zeros(0, np.int32), empty, empty.copy(), empty.copy())
    rows = np.concatenate([rows_of(kind.indptr) for kind in kinds])
    columns = np.concatenate([kind.indices for kind in kinds])
    links = np.concatenate([kind.counts for kind in kinds])
    weights = np.concatenate([kind.sums for kind in kinds])
    indptr, indices, distinct, total, weight = _gathered_twice(rows, columns, links, weights, n, n)
    return Combined(indptr, indices, total, distinct, weight)


def transposed(indptr: Pointers, indices: Indices, n_columns: int) -> tuple[Pointers, Indices]:
    """A binary CSR seen from its columns: structures × actors from actors × structures. O(entries + n)."""
    turned = gathered_rows(indices, rows_of(indptr), np.zeros(len(indices)), n_columns, len(indptr) - 1)
    return turned[0], turned[1]


@compiled
def _projected(
    member_indptr: Pointers, members: Indices, indptr: Pointers, indices: Indices, share: Reals
) -> tuple[Pointers, Indices, Reals, Reals]:
    """Walk actor → structure → fellow member, gathering each row in one pass; structures of share < 0 are closed."""
    n = indptr.size - 1
    met = np.full(n, -1, np.int64)  # where the fellow stands in this actor's row
    out = np.zeros(n + 1, np.int64)
    for i in range(n):  # how long each row is
        for k in range(indptr[i], indptr[i + 1]):
            s = indices[k]
            if share[s] >= 0.0:
                for q in range(member_indptr[s], member_indptr[s + 1]):
                    j = members[q]
                    if j != i and met[j] != i:
                        met[j] = i
                        out[i + 1] += 1
    for i in range(n):
        out[i + 1] += out[i]
    columns = np.empty(out[n], np.int32)
    shared = np.zeros(out[n], np.float64)
    newman = np.zeros(out[n], np.float64)
    met[:] = -1
    for i in range(n):
        end = out[i]
        for k in range(indptr[i], indptr[i + 1]):
            s = indices[k]
            if share[s] >= 0.0:
                for q in range(member_indptr[s], member_indptr[s + 1]):
                    j = members[q]
                    if j != i:
                        if met[j] < out[i]:
                            met[j] = end
                            columns[end] = j
                            end += 1
                        shared[met[j]] += 1.0
                        newman[met[j]] += share[s]
    return out, columns, shared, newman


def projected_memberships(indptr: Pointers, indices: Indices, n_structures: int, sizes: Reals, limit: int) -> Projected:
    """Actors joined through the structures they share, with Newman's weights.

    w_ij = Σ_s δ_is δ_js / (k_s − 1), over structures s of size k_s ≥ 2 with at most ``limit`` named members. Where all
    members are named (k_s = named), an actor's strength is the number of its structures of two members or more.

    Parameters
    ----------
    indptr, indices
        Actors × structures, binary.
    n_structures : int
        Number of structures.
    sizes : float array, one per structure
        Declared sizes; NaN where none is. A size below the number of named members counts as that number.
    limit : int
        Structures with more named members are left out.

    Returns
    -------
    Projected
        O(Σ named²) over the structures kept.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted networks, and centrality.
    Physical Review E, 64, 016132. https://doi.org/10.1103/PhysRevE.64.016132
    """
    member_indptr, members = transposed(indptr, indices, n_structures)
    named = np.diff(member_indptr).astype(np.float64)
    size = np.fmax(np.asarray(sizes, dtype=np.float64), named)
    left_out = named > limit
    share = np.where(left_out | (named < 2), -1.0, 1.0 / np.maximum(size - 1.0, 1.0))
    out, columns, shared, newman = _projected(member_indptr, members, indptr, indices, share)
    rows = rows_of(out)
    first, ordered, _, shared, newman = _gathered_twice(rows, columns, shared, newman, len(out) - 1, len(out) - 1)
    return Projected(first, ordered, shared, newman, left_out)


def membership_pairs(
    indptr: Pointers, indices: Indices, n_structures: int, limit: int
) -> tuple[Indices, Indices, Indices]:
    """Every pair of fellow members of every structure, one row per pair and structure (the projection as a multigraph).

    Parameters
    ----------
    indptr, indices
        Actors × structures, binary.
    n_structures : int
        Number of structures.
    limit : int
        Structures with more named members are left out.

    Returns
    -------
    source, target, structure : int32 arrays
        ``source < target``; ordered by structure, then source, then target.
    """
    member_indptr, members = transposed(indptr, indices, n_structures)
    named = np.diff(member_indptr)
    return _pairs_within(member_indptr, members, np.where(named > limit, 0, named))


@compiled
def _pairs_within(member_indptr: Pointers, members: Indices, named: Pointers) -> tuple[Indices, Indices, Indices]:
    n_pairs = 0
    for s in range(named.size):
        n_pairs += named[s] * (named[s] - 1) // 2
    source = np.empty(n_pairs, np.int32)
    target = np.empty(n_pairs, np.int32)
    structure = np.empty(n_pairs, np.int32)
    at = 0
    for s in range(named.size):
        first = member_indptr[s]
        for a in range(first, first + named[s]):
            for b in range(a + 1, first + named[s]):
                source[at] = members[a]
                target[at] = members[b]
                structure[at] = s
                at += 1
    return source, target, structure
