"""Null model of kinds: links stay where they are and exchange what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from coopnet.chance import known_generator, known_steps
from coopnet.errors import NullRefused
from coopnet.layers import IntArray, LinkLayer
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.nulls.links import ATTEMPTS_PER_LINK, Walk, linked_once, pair_codes, refuse_no_link, walk_of
from coopnet.pole import Pole


@dataclass(frozen=True, eq=False)
class Exchange:
    """Kinds that may be exchanged among links: all undirected ones, or all directed ones.

    Attributes
    ----------
    kinds : tuple of str
    walk : Walk
        A link goes from its pair to its kind, and exchanges that end.
    """

    kinds: tuple[str, ...]
    walk: Walk

    @property
    def name(self) -> str:
        """The kinds in one string."""
        return " + ".join(self.kinds)

    def kinds_of_links(self, rng: np.random.Generator) -> tuple[npt.NDArray[np.int64], int]:
        """Return the number of the new kind of every link, in the order of the walk, and how many exchanges it made."""
        pair, kind, accepted = self.walk.ends(rng)
        # which of a pair's links bears which of its kinds is drawn too
        drawn = np.empty(len(kind), dtype=np.int64)
        drawn[np.lexsort((rng.random(len(pair)), pair))] = kind[np.argsort(pair, kind="stable")]
        return drawn - (self.walk.n - len(self.kinds)), accepted


@dataclass(frozen=True, eq=False)
class KindShuffling:
    """``shuffle_kinds`` made ready for one multiplex."""

    moves_memberships: ClassVar[bool] = False

    multiplex: Multiplex
    exchanges: Sequence[Exchange]

    def __call__(self, rng: np.random.Generator) -> Multiplex:
        """Return one draw."""
        return self.drawn(rng)[0]

    def drawn(self, rng: np.random.Generator) -> tuple[Multiplex, dict[str, int]]:
        """Return one draw, and how many exchanges were made among the kinds that may be exchanged."""
        layers, accepted = dict(self.multiplex.links), {}
        for exchange in self.exchanges:
            old = [self.multiplex.links[kind] for kind in exchange.kinds]
            drawn, accepted[exchange.name] = exchange.kinds_of_links(rng)
            layers.update(_sorted_again(old, drawn))
        return replace(self.multiplex, links=MappingProxyType(layers)), accepted

    def starting_from(self, multiplex: Multiplex) -> KindShuffling:
        """Return the same null, whose walks start from one of its draws."""
        exchanges = []
        for exchange in self.exchanges:
            pair, kind, _ = _ends([multiplex.links[kind] for kind in exchange.kinds])
            exchanges.append(replace(exchange, walk=replace(exchange.walk, source=pair, target=kind)))
        return KindShuffling(multiplex, exchanges)

    @property
    def attempts(self) -> Mapping[str, int]:
        """Exchanges tried in one draw, for each set of kinds."""
        return {exchange.name: exchange.walk.attempts for exchange in self.exchanges}


def _sorted_again(layers: list[LinkLayer], drawn: npt.NDArray[np.int64]) -> dict[str, LinkLayer]:
    """Return the layers with the links that drew their kind, in the order of the pole's table."""
    source = np.concatenate([layer.source for layer in layers])
    target = np.concatenate([layer.target for layer in layers])
    weight = np.concatenate([layer.weight for layer in layers])
    row = np.concatenate([layer.row for layer in layers])
    found = {}
    for number, layer in enumerate(layers):
        links = np.flatnonzero(drawn == number)
        links = links[np.argsort(row[links], kind="stable")]
        found[layer.kind] = replace(
            layer, source=source[links], target=target[links], weight=weight[links], row=row[links]
        )
    return found


def ready_to_shuffle_kinds(
    multiplex: Pole | Multiplex, *, attempts_per_link: float = ATTEMPTS_PER_LINK
) -> KindShuffling:
    """Return :func:`shuffle_kinds` made ready for a multiplex.

    Raises
    ------
    NullRefused
        As :func:`shuffle_kinds`.
    """
    multiplex, per_link = (
        multiplex_of(multiplex),
        known_steps(attempts_per_link, "attempts_per_link", ATTEMPTS_PER_LINK),
    )
    sets = [[layer for layer in multiplex.links.values() if layer.directed is way] for way in (False, True)]
    exchanges = [_exchange(layers, per_link) for layers in sets if layers]
    if not any(exchange.walk.attempts for exchange in exchanges):
        refuse_no_link(multiplex)
        raise NullRefused(
            f"Shuffling kinds leaves a single arrangement: no two direct links on different pairs could exchange their "
            f"kinds ({', '.join(multiplex.links)}). Use a null model that moves links.",
            "Redistribuer les natures ne laisse qu’un seul arrangement : il n’y a pas deux liens directs, sur des "
            f"paires différentes, qui puissent échanger leurs natures ({', '.join(multiplex.links)}). Utilisez un "
            "modèle nul qui déplace les liens.",
        )
    return KindShuffling(multiplex, exchanges)


def _ends(layers: list[LinkLayer]) -> tuple[IntArray, IntArray, int]:
    """Return the pair of each link, its kind (numbered after the pairs), and how many pairs there are."""
    _, pair = np.unique(np.concatenate([pair_codes(layer) for layer in layers]), return_inverse=True)
    n_pairs = int(pair.max(initial=-1)) + 1
    kind = n_pairs + np.repeat(np.arange(len(layers)), [layer.source.size for layer in layers])
    return pair.astype(np.int32), kind.astype(np.int32), n_pairs


def _exchange(layers: list[LinkLayer], per_link: float) -> Exchange:
    pair, kind, n_pairs = _ends(layers)
    once = np.concatenate([np.zeros(n_pairs, dtype=bool), [linked_once(layer) for layer in layers]])
    # an attempt moves nothing when both links are of one kind, or when a pair has already what it is offered
    shares = np.bincount(kind - n_pairs, minlength=len(layers)) / max(len(kind), 1)
    success = (1.0 - float(shares @ shares)) * (1.0 - len(kind) / max(n_pairs * len(layers), 1)) ** 2
    walk = walk_of(
        pair,
        kind,
        n_pairs + len(layers),
        directed=True,
        once=once,
        per_link=per_link,
        success=success,
    )
    return Exchange(tuple(layer.kind for layer in layers), walk)


def shuffle_kinds(
    multiplex: Pole | Multiplex, *, rng: np.random.Generator, attempts_per_link: float = ATTEMPTS_PER_LINK
) -> Multiplex:
    """Hold the linked pairs, each pair's number of links, and the links of each kind; break which pair has which kind.

    Direct links exchange their kinds. Every link keeps its two ends, its weight and its row in the pole's table. A kind
    comes twice on a pair only if it does in the data.

    Parameters
    ----------
    multiplex : Pole or Multiplex
    rng : numpy.random.Generator
    attempts_per_link : float
        Exchanges tried per link and draw, more where kinds are few or pairs crowded, at least 1,000 in all.

    Returns
    -------
    Multiplex
        The same actors, structures, pairs and weights, with other kinds.

    Raises
    ------
    NullRefused
        When no two links could exchange their kinds (a single kind, for instance).

    Notes
    -----
    Structures stay as they are. The pairs that a structure joins come and go together, so they cannot change kind one
    by one, and exchanging the kinds of whole structures of different sizes would not hold the links of each kind. What
    this null asks is therefore whether kinds of *direct* links gather on the same pairs, given the structures.

    Directed kinds are exchanged with directed kinds only, so that directions are held. All arrangements (how many links
    of each kind each pair has) are equally likely; then, which of a pair's links bears which kind. A draw is the end of
    a random walk that starts from the multiplex given; the walk is reversible.

    Examples
    --------
    Of the two pairs, one has a convention and the other a joint bid:

    >>> from coopnet.measures.examples import example_multiplex
    >>> drawn = shuffle_kinds(example_multiplex({"convention": "ab", "joint_bid": "cd"}), rng=np.random.default_rng(1))
    >>> sorted((int(layer.source[0]), int(layer.target[0])) for layer in drawn.links.values())
    [(0, 1), (2, 3)]
    """
    return ready_to_shuffle_kinds(multiplex, attempts_per_link=attempts_per_link)(known_generator(rng))
