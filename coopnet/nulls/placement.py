"""Null models that place links afresh: anywhere, or between the same sectors as before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from coopnet.chance import known_generator
from coopnet.errors import NullRefused
from coopnet.layers import LinkLayer
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.nulls.links import pair_codes, refuse_no_link
from coopnet.pole import Pole

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Blocks:
    """The linked pairs of one kind, sorted into blocks (a group of actors and another), where they are placed afresh.

    Attributes
    ----------
    pair_of_link : int64 array (links)
        Which linked pair each link is on; the links of a pair move together.
    block : int64 array (pairs)
        Block of each linked pair.
    room : int64 array (blocks)
        Number of possible pairs.
    first, second : int64 arrays (blocks)
        The two groups.
    order : int64 array (actors)
        Actors sorted by group.
    start, size : int64 arrays (groups)
        Where the actors of each group stand in ``order``, and how many they are.
    directed : bool
    """

    pair_of_link: Numbers
    block: Numbers
    room: Numbers
    first: Numbers
    second: Numbers
    order: Numbers
    start: Numbers
    size: Numbers
    directed: bool

    @property
    def alone(self) -> bool:
        """Whether a single arrangement is possible: every block full, with as many links on each of its pairs."""
        linked = np.bincount(self.block, minlength=len(self.room))
        if (linked < self.room).any():
            return False
        links = np.bincount(self.pair_of_link, minlength=len(self.block))
        most, fewest = np.zeros(len(self.room)), np.full(len(self.room), np.inf)
        np.maximum.at(most, self.block, links)
        np.minimum.at(fewest, self.block, links)
        return bool((most == fewest).all())

    def ends(self, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
        """Return new ends of every link: distinct pairs of the block, all choices equally likely."""
        code = distinct_codes(self.block, self.room, rng)
        first, second = self.first[self.block], self.second[self.block]
        size = self.size[first]
        within = first == second
        near = code % size
        # within a group, pairs are told apart by an actor and a number of steps round the circle of all its actors
        steps = np.where(within, (near + 1 + code // size) % size, code // size)
        source = self.order[self.start[first] + near]
        target = self.order[self.start[second] + steps]
        return source[self.pair_of_link], target[self.pair_of_link]


def distinct_codes(block: Numbers, room: Numbers, rng: np.random.Generator) -> Numbers:
    """Return one number below its block's room for each entry, no two alike within a block, all choices equally likely.

    Parameters
    ----------
    block : int64 array (entries)
    room : int64 array (blocks)
        At least as large as the number of entries of the block.
    rng : numpy.random.Generator

    Returns
    -------
    int64 array (entries)

    Notes
    -----
    Entries that repeat an earlier number are drawn again until none does: no number of a block is favoured by that, so
    that all ordered choices stay equally likely. Blocks more than half full are shuffled instead.
    """
    code = np.empty(len(block), dtype=np.int64)
    wanted = np.bincount(block, minlength=len(room))
    crowded = 2 * wanted > room
    for one in np.flatnonzero(crowded & (wanted > 0)):
        code[block == one] = rng.permutation(room[one])[: wanted[one]]
    entries = np.flatnonzero(~crowded[block])
    offset = np.concatenate(([0], np.cumsum(room)))[block[entries]]
    width = room[block[entries]]
    drawn = rng.integers(0, width)
    while True:
        _, earliest = np.unique(offset + drawn, return_index=True)
        again = np.ones(len(entries), dtype=bool)
        again[earliest] = False
        if not again.any():
            break
        # entries are looked at in an order of their own: those kept stand before those drawn again
        keep = np.flatnonzero(~again)
        turn = np.flatnonzero(again)
        entries, offset, width = (np.concatenate((a[keep], a[turn])) for a in (entries, offset, width))
        drawn = np.concatenate((drawn[keep], rng.integers(0, width[len(keep) :])))
    code[entries] = drawn
    return code


def blocks_of(layer: LinkLayer, groups: Numbers) -> Blocks:
    """Return the linked pairs of a kind sorted into blocks by the groups of their ends.

    Parameters
    ----------
    layer : LinkLayer
    groups : int64 array (actors)
        From 0 on.
    """
    pairs, pair_of_link = np.unique(pair_codes(layer), return_inverse=True)
    ends = groups[pairs // layer.n_actors], groups[pairs % layer.n_actors]
    first, second = ends if layer.directed else (np.minimum(*ends), np.maximum(*ends))
    n_groups = int(groups.max(initial=-1)) + 1
    present, block = np.unique(first * n_groups + second, return_inverse=True)
    first, second = present // max(n_groups, 1), present % max(n_groups, 1)
    size = np.bincount(groups, minlength=n_groups).astype(np.int64)
    within = size[first] * (size[first] - 1) // (1 if layer.directed else 2)
    return Blocks(
        pair_of_link=pair_of_link,
        block=block,
        room=np.where(first == second, within, size[first] * size[second]),
        first=first,
        second=second,
        order=np.argsort(groups, kind="stable"),
        start=np.concatenate(([0], np.cumsum(size)[:-1])) if n_groups else np.zeros(0, dtype=np.int64),
        size=size,
        directed=layer.directed,
    )


@dataclass(frozen=True, eq=False)
class Placing:
    """``random_links`` or ``random_links_between_sectors`` made ready for one multiplex."""

    multiplex: Multiplex
    blocks: Mapping[str, Blocks]

    def __call__(self, rng: np.random.Generator) -> Multiplex:
        """Return one draw."""
        layers = {}
        for kind, layer in self.multiplex.links.items():
            source, target = self.blocks[kind].ends(rng)
            layers[kind] = replace(layer, source=source.astype(np.int32), target=target.astype(np.int32))
        return replace(self.multiplex, links=MappingProxyType(layers))


def ready_to_place_links(multiplex: Pole | Multiplex) -> Placing:
    """Return :func:`random_links` made ready for a multiplex.

    Raises
    ------
    NullRefused
        As :func:`random_links`.
    """
    multiplex = multiplex_of(multiplex)
    placing = _placing(multiplex, np.zeros(multiplex.n_actors, dtype=np.int64))
    if all(blocks.alone for blocks in placing.blocks.values()):
        refuse_no_link(multiplex)
        raise NullRefused(
            "Placing links afresh leaves a single graph: in every kind, all pairs of actors are linked already. "
            "Shuffle the sectors instead.",
            "Placer les liens au hasard ne laisse qu’un seul graphe : dans chaque nature de lien, toutes les paires "
            "d’acteurs sont déjà liées. Redistribuez plutôt les secteurs.",
        )
    return placing


def ready_to_place_links_between_sectors(multiplex: Pole | Multiplex, *, by: str = "sector") -> Placing:
    """Return :func:`random_links_between_sectors` made ready for a multiplex.

    Raises
    ------
    NullRefused
        As :func:`random_links_between_sectors`.
    """
    multiplex = multiplex_of(multiplex)
    groups = multiplex.groups(by)
    placing = _placing(multiplex, np.where(groups.codes < 0, len(groups.labels), groups.codes))
    if all(blocks.alone for blocks in placing.blocks.values()):
        refuse_no_link(multiplex)
        raise NullRefused(
            f"Placing links between the same groups of “{by}” leaves a single graph: wherever two groups are linked, "
            "all their pairs of actors are. Compare by a coarser column, or use random_links.",
            f"Placer les liens entre les mêmes groupes de « {by} » ne laisse qu’un seul graphe : là où deux groupes "
            "sont liés, toutes leurs paires d’acteurs le sont. Choisissez une colonne moins fine, ou random_links.",
        )
    return placing


def _placing(multiplex: Multiplex, groups: Numbers) -> Placing:
    return Placing(multiplex, {kind: blocks_of(layer, groups) for kind, layer in multiplex.links.items()})


def random_links(multiplex: Pole | Multiplex, *, rng: np.random.Generator) -> Multiplex:
    """Hold how many pairs each kind links, by how many links each, and all memberships; break which pairs.

    Density alone: all choices of pairs are equally likely. The links of a pair move together; each keeps its kind, its
    weight and its row in the pole's table. In a directed kind, pairs are ordered.

    Parameters
    ----------
    multiplex : Pole or Multiplex
    rng : numpy.random.Generator

    Returns
    -------
    Multiplex
        The same actors, structures and links, with other ends.

    Raises
    ------
    NullRefused
        When there is no link, or when all pairs are linked in every kind.

    See Also
    --------
    rewire_links : holds the number of links of every actor as well; usually the fairer question.

    References
    ----------
    Erdős, P. & Rényi, A. (1959). On random graphs I. Publicationes Mathematicae Debrecen, 6, 290–297.
    https://doi.org/10.5486/PMD.1959.6.3-4.12

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> drawn = random_links(example_multiplex("ab bc", actors="d"), rng=np.random.default_rng(1)).links["convention"]
    >>> len(set(zip(drawn.source.tolist(), drawn.target.tolist())))
    2
    """
    return ready_to_place_links(multiplex)(known_generator(rng))


def random_links_between_sectors(
    multiplex: Pole | Multiplex, *, rng: np.random.Generator, by: str = "sector"
) -> Multiplex:
    """Hold how many pairs each kind links from sector to sector, and all memberships; break which actors.

    The stochastic block model with its counts held exactly: what the preferences of sectors alone would give. The links
    of a pair move together; each keeps its kind, its weight and its row in the pole's table.

    Parameters
    ----------
    multiplex : Pole or Multiplex
    rng : numpy.random.Generator
    by : str
        The categorical column that plays the sector. Actors without a label form one group together.

    Returns
    -------
    Multiplex
        The same actors, structures and links, with other ends in the same sectors.

    Raises
    ------
    NullRefused
        When there is no link, or when wherever two sectors are linked all their pairs are.

    References
    ----------
    Holland, P. W., Laskey, K. B. & Leinhardt, S. (1983). Stochastic blockmodels: first steps. Social Networks, 5(2),
    109–137. https://doi.org/10.1016/0378-8733(83)90021-7

    Examples
    --------
    The one link joins the two sectors still:

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex("ac", sectors={"food": "ab", "culture": "cd"})
    >>> drawn = random_links_between_sectors(pole, rng=np.random.default_rng(1)).links["convention"]
    >>> sorted(pole.attributes["sector"].iloc[[drawn.source[0], drawn.target[0]]])
    ['culture', 'food']
    """
    return ready_to_place_links_between_sectors(multiplex, by=by)(known_generator(rng))
