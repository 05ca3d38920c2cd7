"""Null models of direct links that hold how many each actor has: ends are exchanged, nothing else moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from coopnet.chance import known_generator, known_steps
from coopnet.errors import CostRefused, NullRefused
from coopnet.kernels.rewiring import LARGEST, exchanged_ends, first_exchange
from coopnet.kernels.simple_rewiring import exchanged_ends_of_simple, fits
from coopnet.layers import IntArray, LinkLayer
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.pole import Pole

Flags = npt.NDArray[np.bool_]
ATTEMPTS_PER_LINK = 10
FEWEST_ATTEMPTS = 1_000  # tiny graphs: a thousand attempts cost nothing
LOWEST_SUCCESS = 0.05  # dense kinds refuse most attempts: up to twenty times as many are made
BLOCK = 1 << 22  # random numbers held at once
BUDGET = 50_000_000  # pairs of links looked at before giving up the search for one that can be exchanged


@dataclass(frozen=True, eq=False)
class Walk:
    """Links whose ends are exchanged at random, and how long the walk is.

    Attributes
    ----------
    source, target : int32 array (links)
    n : int
        Number of nodes.
    directed : bool
    once : bool array (nodes)
        Whether a pair that ends at this node may be linked once only.
    attempts : int
        Exchanges tried in one draw; 0 where none is possible.
    """

    source: IntArray
    target: IntArray
    n: int
    directed: bool
    once: Flags
    attempts: int

    def ends(self, rng: np.random.Generator) -> tuple[IntArray, IntArray, int]:
        """Return the ends after the walk, and how many attempts changed the graph."""
        source, target, accepted = self.source, self.target, 0
        needs_chances = self.directed or not self.once.all()
        on_bits = not needs_chances and fits(self.n)
        for start in range(0, self.attempts, BLOCK):
            size = min(BLOCK, self.attempts - start)
            if on_bits:
                source, target, more = exchanged_ends_of_simple(source, target, self.n, rng.random(size))
                accepted += more
                continue
            chances = rng.random(size) if needs_chances else np.zeros(0)
            picks = rng.random(size)
            source, target, more = exchanged_ends(source, target, self.n, self.directed, self.once, picks, chances)
            accepted += more
        return source, target, accepted


def walk_of(
    source: IntArray, target: IntArray, n: int, *, directed: bool, once: Flags, per_link: float, success: float
) -> Walk:
    """Return the walk that draws a graph with the same degrees: long enough, and empty where no exchange is possible.

    Parameters
    ----------
    source, target, n, directed, once
        As in :class:`Walk`.
    per_link : float
        Attempts per link that should have a chance to succeed.
    success : float
        Roughly the share of attempts that do; below 0.05 counts as that.

    Raises
    ------
    NullRefused
        When the search for a possible exchange was given up.
    """
    if len(source) >= LARGEST:
        raise CostRefused(
            f"One kind has {len(source):,} direct links; ends can be exchanged among {LARGEST:,}. Use random_links.",
            f"Une nature compte {len(source):,} liens directs ; on peut en échanger les extrémités jusqu’à "
            f"{LARGEST:,}. Utilisez random_links.".replace(",", " "),
        )
    found = first_exchange(source, target, n, directed, once, BUDGET)
    if found < 0:
        millions = BUDGET // 1_000_000
        raise NullRefused(
            f"Among {millions} million pairs of links none was found that could exchange an end: the walk over random "
            "graphs would not move. Use random_links, which places links afresh.",
            f"Parmi {millions} millions de paires de liens, aucune ne peut échanger une extrémité : le tirage "
            "n’avancerait pas. Utilisez random_links, qui place les liens de nouveau.",
        )
    attempts = 0
    if found:
        attempts = max(FEWEST_ATTEMPTS, int(np.ceil(per_link * len(source) / max(success, LOWEST_SUCCESS))))
    return Walk(source, target, n, directed, once, attempts)


def linked_once(layer: LinkLayer) -> bool:
    """Tell whether no pair of actors bears two links of this kind (of the same direction, if it is directed)."""
    return np.unique(pair_codes(layer)).size == layer.source.size


def pair_codes(layer: LinkLayer) -> npt.NDArray[np.int64]:
    """Return one number per link, the same for links of the same pair (and direction, if the kind is directed)."""
    source, target = layer.source.astype(np.int64), layer.target.astype(np.int64)
    if not layer.directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    return source * layer.n_actors + target


@dataclass(frozen=True, eq=False)
class Rewiring:
    """``rewire_links`` made ready for one multiplex."""

    moves_memberships: ClassVar[bool] = False

    multiplex: Multiplex
    walks: Mapping[str, Walk]

    def __call__(self, rng: np.random.Generator) -> Multiplex:
        """Return one draw."""
        return self.drawn(rng)[0]

    def drawn(self, rng: np.random.Generator) -> tuple[Multiplex, dict[str, int]]:
        """Return one draw, and how many exchanges each kind made."""
        layers, accepted = {}, {}
        for kind, layer in self.multiplex.links.items():
            source, target, accepted[kind] = self.walks[kind].ends(rng)
            order = rng.permutation(source.size)  # which link stands where is drawn too
            layers[kind] = replace(layer, source=source[order], target=target[order])
        return replace(self.multiplex, links=MappingProxyType(layers)), accepted

    def starting_from(self, multiplex: Multiplex) -> Rewiring:
        """Return the same null, whose walks start from one of its draws."""
        walks = {
            kind: replace(self.walks[kind], source=layer.source, target=layer.target)
            for kind, layer in multiplex.links.items()
        }
        return Rewiring(multiplex, walks)

    @property
    def attempts(self) -> Mapping[str, int]:
        """Exchanges tried in one draw, for each kind."""
        return {kind: walk.attempts for kind, walk in self.walks.items()}


def ready_to_rewire_links(multiplex: Pole | Multiplex, *, attempts_per_link: float = ATTEMPTS_PER_LINK) -> Rewiring:
    """Return :func:`rewire_links` made ready for a multiplex.

    Raises
    ------
    NullRefused
        As :func:`rewire_links`.
    """
    multiplex, per_link = (
        multiplex_of(multiplex),
        known_steps(attempts_per_link, "attempts_per_link", ATTEMPTS_PER_LINK),
    )
    walks = {kind: _walk(layer, per_link) for kind, layer in multiplex.links.items()}
    if not any(walk.attempts for walk in walks.values()):
        refuse_no_link(multiplex)
        raise NullRefused(
            "Rewiring leaves a single graph: in no kind of link can two links exchange an end while every actor keeps "
            "its number of links (a star, for instance). Shuffle the sectors instead.",
            "Tirer les liens de nouveau ne laisse qu’un seul graphe : dans aucune nature de lien deux liens ne peuvent "
            "échanger une extrémité sans changer le nombre de liens d’un acteur (une étoile, par exemple). "
            "Redistribuez plutôt les secteurs.",
        )
    return Rewiring(multiplex, walks)


def _walk(layer: LinkLayer, per_link: float) -> Walk:
    once = linked_once(layer)
    n = np.unique(np.concatenate((layer.source, layer.target))).size
    possible = n * (n - 1) / (1 if layer.directed else 2)
    # an attempt fails when one of the two pairs it would link is linked already
    success = (1.0 - layer.source.size / possible) ** 2 if once and possible else 1.0
    flags = np.full(layer.n_actors, once)
    return walk_of(
        layer.source,
        layer.target,
        layer.n_actors,
        directed=layer.directed,
        once=flags,
        per_link=per_link,
        success=success,
    )


def refuse_no_link(multiplex: Multiplex) -> None:
    """Raise :class:`NullRefused` when there is no direct link to move."""
    if not any(layer.source.size for layer in multiplex.links.values()):
        raise NullRefused(
            f"There is no direct link to move ({multiplex.scope.name}). Structures are moved by rewire_memberships.",
            f"Il n’y a aucun lien direct à déplacer ({multiplex.scope.name}). Pour les structures, utilisez "
            "rewire_memberships.",
        )


def rewire_links(
    multiplex: Pole | Multiplex, *, rng: np.random.Generator, attempts_per_link: float = ATTEMPTS_PER_LINK
) -> Multiplex:
    """Hold every actor's number of links of each kind, and all memberships; break who is linked with whom.

    Two links of one kind exchange an end, many times over. Every link keeps its kind, its weight and its row in the
    pole's table (hence its dates). In a directed kind, the numbers of links that leave and that reach every actor are
    both held. Where no pair has two links of a kind, none has afterwards; where some has, all loop-free multigraphs
    with these degrees are equally likely, actors being told apart and parallel links not (Fosdick et al. 2018).

    Parameters
    ----------
    multiplex : Pole or Multiplex
    rng : numpy.random.Generator
    attempts_per_link : float
        Exchanges tried per link and draw; kinds that are dense try more, and tiny ones at least 1,000 in all. See
        ``coopnet.nulls.mixing_of`` for whether that is enough.

    Returns
    -------
    Multiplex
        The same actors, structures and links, with other ends. A kind in which no exchange is possible keeps its graph.

    Raises
    ------
    NullRefused
        When no kind has another graph with the same degrees, or no possible exchange was found.

    See Also
    --------
    random_links : holds the number of links of each kind only.
    rewire_memberships : the same question about structures.

    Notes
    -----
    A draw is the end of a random walk that starts from the multiplex given; the walk is reversible.

    References
    ----------
    Fosdick, B. K., Larremore, D. B., Nishimura, J. & Ugander, J. (2018). Configuring random graph models with fixed
    degree sequences. SIAM Review, 60(2), 315–355. https://doi.org/10.1137/16M1087175

    Examples
    --------
    Whoever is linked with whom, each of four actors keeps one link:

    >>> from coopnet.measures.examples import example_multiplex
    >>> drawn = rewire_links(example_multiplex("ab cd"), rng=np.random.default_rng(1)).links["convention"]
    >>> np.bincount(np.append(drawn.source, drawn.target)).tolist()
    [1, 1, 1, 1]
    """
    return ready_to_rewire_links(multiplex, attempts_per_link=attempts_per_link)(known_generator(rng))
