"""Cohesion: how many actors must leave before those who stay are cut off from each other (White & Harary 2001).

A k-component is a maximal set of actors whose induced subgraph has node connectivity k or more; k-components of one
level overlap in fewer than k actors, and each lies inside one of the level below. They are found from the bottom:
components, then biconnected blocks, then, in what the k-core leaves, exact vertex cuts of fewer than k actors, until no
such cut is left. A cut of fewer than k actors never separates a set that is k-connected, so that each side, with the
cut, can be searched alone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from coopnet.kernels.adjacency import rows_of
from coopnet.kernels.compiled import Flags, Indices, Pointers, compiled
from coopnet.kernels.components import biconnected_blocks, component_labels, core_numbers
from coopnet.kernels.cuts import NO_CUT, OUT_OF_BUDGET, small_cuts

BUDGET = 1_000_000_000


class Block(NamedTuple):
    """A k-component for every k from ``lowest`` to ``highest``.

    ``members`` (int32, ascending). ``parent``: position, in the list of blocks, of the one it lies inside, −1 at the
    bottom. ``highest`` is the node connectivity of the induced subgraph, or a lower bound of it where the search spent
    its budget.
    """

    members: Indices
    lowest: int
    highest: int
    parent: int


class Cohesion(NamedTuple):
    """Nested k-components of a graph.

    ``cohesion`` (int32, n): largest k such that the actor is in a k-component, 0 for isolates. ``upper`` (int32, n):
    what it could still be, equal to ``cohesion`` everywhere when the search is ``exact``. ``blocks``: the k-components,
    parents before children.
    """

    cohesion: Indices
    upper: Indices
    blocks: list[Block]
    exact: bool


@compiled
def _induced(indptr: Pointers, indices: Indices, members: Indices) -> tuple[Pointers, Indices]:
    """The subgraph among some actors (ascending), renumbered in their order."""
    place = np.full(indptr.size - 1, -1, np.int32)
    room = 0
    for i in range(members.size):
        place[members[i]] = i
        room += indptr[members[i] + 1] - indptr[members[i]]
    starts = np.zeros(members.size + 1, np.int64)
    kept = np.empty(room, np.int32)
    at = 0
    for i in range(members.size):
        for e in range(indptr[members[i]], indptr[members[i] + 1]):
            if place[indices[e]] >= 0:
                kept[at] = place[indices[e]]
                at += 1
        starts[i + 1] = at
    return starts, kept[:at].copy()


def _pieces(indptr: Pointers, indices: Indices, members: Indices, k: int) -> list[Indices]:
    """What the k-core and the biconnected split leave of some actors: sets in which k-components may lie."""
    waiting, done = [np.asarray(members)], []
    while waiting:
        some = waiting.pop()
        starts, ends = _induced(indptr, indices, some)
        core = core_numbers(starts, ends)
        if core.size and core.min() < k:
            if (core >= k).any():
                waiting.append(some[core >= k])
            continue
        if k == 1:
            labels, sizes = component_labels(starts, ends)
            parts = [some[labels == label] for label in range(sizes.size)]
        else:
            parts = _members_of_blocks(starts, ends, some)
        if len(parts) == 1 and parts[0].size == some.size:
            done.append(some)
        else:
            waiting.extend(part for part in parts if part.size > k)
    return done


def _members_of_blocks(indptr: Pointers, indices: Indices, members: Indices) -> list[Indices]:
    blocks = biconnected_blocks(indptr, indices)
    if blocks.n_blocks == 1:
        return [members]
    return _grouped(blocks.of_entry, rows_of(indptr), members, blocks.n_blocks)


def _sides(indptr: Pointers, indices: Indices, members: Indices, side: Indices) -> list[Indices]:
    """Each far side with the actors that cut it off, then those who stay, taking one cut after the other."""
    rows = rows_of(indptr)
    from_side, to_side = side[rows], side[indices]
    # what the sides before have taken away is no longer there when this one is cut off
    crossing = (from_side > 0) & ((to_side == 0) | (to_side > from_side))
    group = np.concatenate((from_side[crossing], side))
    place = np.concatenate((indices[crossing], np.arange(members.size)))
    return _grouped(group, place, members, int(side.max()) + 1)


def _grouped(group: Indices, place: Indices, members: Indices, n_groups: int) -> list[Indices]:
    """The distinct members at the places named for each group, ascending."""
    n = members.size
    keys = np.unique(group.astype(np.int64) * n + place)
    bounds = np.searchsorted(keys, np.arange(n_groups + 1) * n)
    return [members[keys[a:b] % n] for a, b in pairwise(bounds)]


def _sure_connectivity(indptr: Pointers) -> int:
    """A lower bound of node connectivity from the fewest links δ: κ ≥ 2δ − n + 2, and δ in a complete graph."""
    n = len(indptr) - 1
    fewest = int(np.diff(indptr).min(initial=n))
    return min(max(2 * fewest - n + 2, 0), fewest) if n > 1 else 0


def cohesive_blocks(indptr: Pointers, indices: Indices, budget: int = BUDGET) -> Cohesion:
    """All k-components of a graph, nested, and the cohesion number of each actor.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    budget : int
        How many links may be walked along in the search for cuts; when it is spent, the answer holds what was proved,
        and bounds (at most core numbers) for the rest.

    Returns
    -------
    Cohesion
        The blocks of one level overlap in fewer than k actors. Polynomial, and near linear on the sparse or clustered
        graphs met in practice; the worst case is far beyond the budget.

    References
    ----------
    White, D. R., & Harary, F. (2001). The cohesiveness of blocks in social networks: node connectivity and conditional
    density. Sociological Methodology, 31(1), 305–359. https://doi.org/10.1111/0081-1750.00098. Moody, J., & White,
    D. R. (2003). Structural cohesion and embeddedness. American Sociological Review, 68(1), 103–127.
    https://doi.org/10.2307/3088904
    """
    n = len(indptr) - 1
    cohesion = np.zeros(n, np.int32)
    upper = np.zeros(n, np.int32)
    blocks: list[Block] = []
    exact = True
    # sets still to be searched for k-components, with the position of the block they lie inside
    waiting: list[tuple[Indices, int, int]] = [(np.arange(n, dtype=np.int32), 1, -1)] if n else []
    while waiting:
        members, k, parent = waiting.pop()
        for piece in _pieces(indptr, indices, members, k):
            starts, ends = _induced(indptr, indices, piece)
            least, most, work = _connectivity_from(starts, ends, k, budget)
            budget -= work
            if most < k:  # not k-connected: search what small cuts leave
                _, side, _, work = small_cuts(starts, ends, k, True, max(budget, 0))
                budget -= int(work)
                waiting.extend((part, k, parent) for part in _sides(starts, ends, piece, side))
                continue
            if least >= k:
                cohesion[piece] = np.maximum(cohesion[piece], least)
                blocks.append(Block(piece, k, least, parent))
                waiting.append((piece, least + 1, len(blocks) - 1))
            else:  # the budget is spent
                exact = False
                upper[piece] = np.maximum(upper[piece], core_numbers(starts, ends))
    return Cohesion(cohesion, np.maximum(upper, cohesion), _merged(blocks), exact)


def _merged(blocks: list[Block]) -> list[Block]:
    """A set found again one level up, which happens where a search was cut short, is one block and not two."""
    kept: list[Block] = []
    position = {-1: -1}
    for number, block in enumerate(blocks):
        parent = position[block.parent]
        if parent >= 0 and kept[parent].members.size == block.members.size:
            kept[parent] = kept[parent]._replace(highest=block.highest)
            position[number] = parent
        else:
            position[number] = len(kept)
            kept.append(block._replace(parent=parent))
    return kept


def _connectivity_from(indptr: Pointers, indices: Indices, k: int, budget: int) -> tuple[int, int, int]:
    """Bounds of the node connectivity of a piece, equal unless it is below k or the budget is spent; and the work."""
    most = int(np.diff(indptr).min())
    least = max(min(k, 2), _sure_connectivity(indptr))  # a piece is connected, and biconnected from k = 2
    spent = 0
    while least < most:
        outcome, _, smallest, work = small_cuts(indptr, indices, most, False, budget - spent)
        spent += int(work)
        if outcome == OUT_OF_BUDGET:
            return least, most, spent
        if outcome == NO_CUT:
            return most, most, spent
        most = int(smallest)
        if most < k:
            return min(least, most), most, spent
    return least, most, spent


def node_connectivity(indptr: Pointers, indices: Indices, budget: int = BUDGET) -> tuple[int, int]:
    """Fewest actors whose loss disconnects the others, or leaves one alone: n − 1 for a complete graph.

    Parameters
    ----------
    indptr, indices
        A simple undirected graph.
    budget : int
        How many links may be walked along in the search for cuts.

    Returns
    -------
    least, most : int
        Bounds of the connectivity, equal unless the budget was spent. 0 for a disconnected graph or fewer than two
        actors.
    """
    n = len(indptr) - 1
    if n < 2 or np.diff(indptr).min() == 0 or component_labels(indptr, indices)[1].size > 1:
        return 0, 0
    least, most, _ = _connectivity_from(np.asarray(indptr), np.asarray(indices), 1, budget)
    return least, most


def members_at(found: Cohesion, k: int, n: int) -> list[Flags]:
    """The k-components of one level, each as n truth values."""
    levels = []
    for block in found.blocks:
        if block.lowest <= k <= block.highest:
            flags = np.zeros(n, np.bool_)
            flags[block.members] = True
            levels.append(flags)
    return levels
