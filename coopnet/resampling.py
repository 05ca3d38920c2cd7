"""A pole whose actors are drawn again, with replacement: the vertex bootstrap, on a network or on a whole multiplex.

Two copies of different actors have the links of these two. Two copies of the same actor have no pair to copy, since
nobody is linked with itself: they take all the links of a pair of distinct actors drawn at random (Snijders & Borgatti
1999).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.kernels.resampling import resampled_graph
from coopnet.layers import Csr, IntArray, LinkLayer, csr
from coopnet.multiplex import Multiplex
from coopnet.network import Network

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Resample:
    """Actors drawn with replacement, as many as there are, and the pairs drawn for copies of one actor.

    Attributes
    ----------
    chosen : int32 array (copies)
        Actor of each copy, ascending.
    one, other : int32 array (pairs of copies of one actor)
        The pair of distinct actors whose links they take; pairs of copies follow actor after actor, (1, 2), (1, 3),
        (2, 3) … within an actor.
    """

    chosen: IntArray
    one: IntArray
    other: IntArray

    @cached_property
    def copies(self) -> Counts:
        """Number of copies of each actor."""
        return np.bincount(self.chosen, minlength=len(self.chosen)).astype(np.int64)

    @cached_property
    def start(self) -> Counts:
        """Position of the first copy of each actor."""
        return np.concatenate(([0], np.cumsum(self.copies)))[:-1]

    @cached_property
    def twins(self) -> tuple[IntArray, IntArray]:
        """Both copies of each pair of copies of one actor, in the order of ``one`` and ``other``."""
        pairs = [
            (first + low, first + high)
            for first, copies in zip(self.start.tolist(), self.copies.tolist(), strict=True)
            for high in range(copies)
            for low in range(high)
        ]
        low, high = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
        return low, high

    def labels(self, actors: pd.Index) -> pd.Index:
        """Return a label per copy: ``id``, then ``id (2)``, ``id (3)`` and so on."""
        rank = np.arange(len(self.chosen)) - self.start[self.chosen]
        names = actors[self.chosen]
        return pd.Index(
            [name if number == 0 else f"{name} ({number + 1})" for name, number in zip(names, rank, strict=True)],
            dtype=actors.dtype,
        )


def resample_of(n_actors: int, *, rng: np.random.Generator) -> Resample:
    """Return a resample of that many actors.

    Raises
    ------
    UndefinedMeasure
        With fewer than two actors: there is no pair.
    """
    if n_actors < 2:
        raise UndefinedMeasure(
            "Drawing actors again needs at least two of them.",
            "Pour tirer de nouveau les acteurs, il en faut au moins deux.",
        )
    chosen = np.sort(rng.integers(n_actors, size=n_actors, dtype=np.int32))
    copies = np.bincount(chosen)
    n_twins = int((copies * (copies - 1) // 2).sum())
    one = rng.integers(n_actors, size=n_twins, dtype=np.int32)
    other = rng.integers(n_actors - 1, size=n_twins, dtype=np.int32)
    return Resample(chosen, one, other + (other >= one).astype(np.int32))


def resampled_network(network: Network, resample: Resample) -> Network:
    """Return the network among the copies.

    Raises
    ------
    UnknownWord
        On the view ``structures``, where nodes are not all actors.
    """
    if network.view.collapse == "structures":
        raise UnknownWord(
            "Actors are drawn again, and structures are not: take the view pairs, links, kinds or newman.",
            "On tire de nouveau les acteurs, non les structures : prenez la vue pairs, links, kinds ou newman.",
        )
    arrays = resampled_graph(
        network.indptr, network.indices, network.weights, resample.copies, resample.one, resample.other
    )
    return replace(
        network,
        nodes=resample.labels(network.nodes),
        matrix=csr(*arrays, network.n_actors),
        attributes=network.attributes.take(resample.chosen),
    )


def resampled_multiplex(multiplex: Multiplex, resample: Resample) -> Multiplex:
    """Return the multiplex among the copies, shared structures having become links first.

    A pair keeps all its links together, whatever their kinds. Memberships are not copied: two copies of one actor would
    share all their structures, and every resample would look more cohesive than the pole.
    """
    dyadic = projected_to_links(multiplex)
    return replace(
        dyadic,
        actors=resample.labels(multiplex.actors),
        attributes=multiplex.attributes.take(resample.chosen),
        links=MappingProxyType({kind: _resampled(layer, resample) for kind, layer in dyadic.links.items()}),
    )


def projected_to_links(multiplex: Multiplex) -> Multiplex:
    """Return the multiplex with every shared structure turned into a direct link of the same kind and Newman weight.

    Every network of actors collapsed from it is the same (structures above the projection limit have no pair in both);
    the two-mode side is gone.

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> dyadic = projected_to_links(example_multiplex("ab", structures={"G": "abc"}))
    >>> dyadic.links["employers_group"].source.size, dyadic.kinds
    (3, ('employers_group', 'convention'))
    """
    links = dict(multiplex.links)
    indirect = replace(multiplex, links=MappingProxyType({}))
    for kind, layer in multiplex.affiliations.items():
        shared, newman = indirect.pair_counts(kind), indirect.pair_weights(kind)
        more = _links_of(kind, layer.nature, shared, newman, multiplex.n_actors)
        links[kind] = _together(links[kind], more) if kind in links else more
    return replace(multiplex, links=MappingProxyType(links), affiliations=MappingProxyType({}))


def _links_of(kind: str, nature: str, shared: Csr, newman: Csr, n_actors: int) -> LinkLayer:
    upper = sparse.triu(shared, k=1).tocoo()
    each = sparse.triu(newman, k=1).tocoo().data / upper.data  # the two have the same pattern
    times = upper.data.astype(np.int64)
    return LinkLayer(
        kind=kind,
        nature=nature,
        directed=False,
        source=np.repeat(upper.row, times).astype(np.int32),
        target=np.repeat(upper.col, times).astype(np.int32),
        weight=np.repeat(each, times),
        row=np.full(int(times.sum()), -1, dtype=np.int64),
        n_actors=n_actors,
    )


def _together(layer: LinkLayer, more: LinkLayer) -> LinkLayer:
    return replace(
        layer,
        source=np.concatenate([layer.source, more.source]),
        target=np.concatenate([layer.target, more.target]),
        weight=np.concatenate([layer.weight, more.weight]),
        row=np.concatenate([layer.row, more.row]),
    )


def _resampled(layer: LinkLayer, resample: Resample) -> LinkLayer:
    rows, source, target = _between_copies(layer, resample)
    twin_rows, twin_source, twin_target = _between_twins(layer, resample)
    rows = np.concatenate([rows, twin_rows])
    return replace(
        layer,
        source=np.concatenate([source, twin_source]).astype(np.int32),
        target=np.concatenate([target, twin_target]).astype(np.int32),
        weight=layer.weight[rows],
        row=layer.row[rows],
    )


def _between_copies(layer: LinkLayer, resample: Resample) -> tuple[Counts, Counts, Counts]:
    """Each link once per copy of one end and copy of the other: row of the link, and both copies."""
    copies, start = resample.copies, resample.start
    times = copies[layer.source] * copies[layer.target]
    rows = np.repeat(np.arange(times.size), times)
    within = np.arange(rows.size) - np.repeat(np.cumsum(times) - times, times)
    across = copies[layer.target][rows]
    return rows, start[layer.source][rows] + within // across, start[layer.target][rows] + within % across


def _between_twins(layer: LinkLayer, resample: Resample) -> tuple[Counts, Counts, Counts]:
    """Each link of the pairs drawn for copies of one actor: row of the link, and both copies."""
    codes = _pair_codes(layer.source, layer.target, layer.n_actors)
    order = np.argsort(codes, kind="stable")
    wanted = _pair_codes(resample.one, resample.other, layer.n_actors)
    first, last = (np.searchsorted(codes[order], wanted, side=side) for side in ("left", "right"))
    times = last - first
    of_pair = np.repeat(np.arange(wanted.size), times)
    within = np.arange(of_pair.size) - np.repeat(np.cumsum(times) - times, times)
    rows = order[first[of_pair] + within]
    low, high = (twin[of_pair].astype(np.int64) for twin in resample.twins)
    same_way = layer.source[rows] == resample.one[of_pair]
    return rows, np.where(same_way, low, high), np.where(same_way, high, low)


def _pair_codes(source: IntArray, target: IntArray, n_actors: int) -> Counts:
    low, high = np.minimum(source, target).astype(np.int64), np.maximum(source, target).astype(np.int64)
    return low * n_actors + high
