"""Null models of memberships that hold both margins: how many structures an actor is in, how many members each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coopnet.chance import known_generator, known_steps
from coopnet.errors import NullRefused
from coopnet.kernels.curveball import rows_are_nested, traded_rows
from coopnet.kernels.turning import turned
from coopnet.layers import AffiliationLayer, Csr, IntArray, csr
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.pole import Pole

TRADES_PER_ROW = 5
FEWEST_TRADES = 100


@dataclass(frozen=True, eq=False)
class Trading:
    """A 0/1 table whose rows trade: actors or structures, whichever are fewer.

    Attributes
    ----------
    indptr, indices : int arrays
        The rows that trade.
    n_columns : int
    turned : bool
        Whether the rows are the structures (columns of the incidence).
    able : int32 array
        Rows that have something and lack something.
    trades : int
        Trades in one draw; 0 where the margins leave a single table.
    """

    indptr: npt.NDArray[np.int64]
    indices: IntArray
    n_columns: int
    turned: bool
    able: IntArray
    trades: int

    @cached_property
    def sizes(self) -> npt.NDArray[np.int64]:
        """Number of entries of the rows that are able to trade."""
        return np.diff(self.indptr)[self.able]

    def incidence(self, rng: np.random.Generator) -> tuple[Csr, int]:
        """Return a random actor × structure incidence with the same margins, and how many trades could be made."""
        n_able = max(len(self.able), 2)
        first = rng.integers(0, n_able, self.trades)
        second = (first + rng.integers(1, n_able, self.trades)) % n_able
        sizes = self.sizes
        room = int(np.minimum(sizes[first], sizes[second]).sum()) if self.trades else 0
        indices, traded = traded_rows(
            self.indptr, self.indices, self.n_columns, self.able[first], self.able[second], rng.random(room)
        )
        n_rows = len(self.indptr) - 1
        indptr, columns = turned(self.indptr, indices, self.n_columns)
        if not self.turned:  # turned twice, so that columns ascend within rows
            indptr, columns = turned(indptr, columns, n_rows)
        shape = (n_rows, self.n_columns)
        return csr(indptr, columns, np.ones(len(columns)), *(shape[::-1] if self.turned else shape)), traded


def trading_of(incidence: Csr, per_row: float) -> Trading:
    """Return the trading that draws tables with the same margins: between structures where they are fewer."""
    indptr, indices = _rows(incidence)
    n_columns, turned = max(incidence.shape), _turned(incidence)
    sizes = np.diff(indptr)
    able = np.flatnonzero((sizes > 0) & (sizes < n_columns)).astype(np.int32)
    alone = rows_are_nested(indptr, indices, n_columns)
    trades = 0 if alone else max(FEWEST_TRADES, int(np.ceil(per_row * len(able))))
    return Trading(indptr, indices, n_columns, turned, able, trades)


def _turned(incidence: Csr) -> bool:
    n_actors, n_structures = incidence.shape
    return bool(n_structures <= n_actors)


def _rows(incidence: Csr) -> tuple[npt.NDArray[np.int64], IntArray]:
    """Return the rows that trade: structures where they are no more than actors."""
    indptr, indices = incidence.indptr.astype(np.int64), incidence.indices.astype(np.int32)
    return turned(indptr, indices, incidence.shape[1]) if _turned(incidence) else (indptr, indices)


@dataclass(frozen=True, eq=False)
class MembershipRewiring:
    """``rewire_memberships`` made ready for one multiplex."""

    moves_memberships: ClassVar[bool] = True

    multiplex: Multiplex
    tradings: Mapping[tuple[str, ...], Trading]

    def __call__(self, rng: np.random.Generator) -> Multiplex:
        """Return one draw."""
        return self.drawn(rng)[0]

    def drawn(self, rng: np.random.Generator) -> tuple[Multiplex, dict[str, int]]:
        """Return one draw, and how many trades each kind made (all kinds one number where they trade together)."""
        layers = dict(self.multiplex.affiliations)
        traded = {}
        for kinds, trading in self.tradings.items():
            if not trading.trades:  # a single table: the layers stay the very same, and are collapsed once
                traded[" + ".join(kinds)] = 0
                continue
            incidence, made = trading.incidence(rng)
            traded[" + ".join(kinds)] = made
            layers.update(_shared_out(incidence, [self.multiplex.affiliations[kind] for kind in kinds]))
        return replace(self.multiplex, affiliations=MappingProxyType(layers)), traded

    def starting_from(self, multiplex: Multiplex) -> MembershipRewiring:
        """Return the same null, whose walks start from one of its draws."""
        tradings = {
            kinds: replace(trading, indices=_rows(_incidence([multiplex.affiliations[kind] for kind in kinds]))[1])
            for kinds, trading in self.tradings.items()
        }
        return MembershipRewiring(multiplex, tradings)

    @property
    def attempts(self) -> Mapping[str, int]:
        """Trades tried in one draw, for each kind."""
        return {" + ".join(kinds): trading.trades for kinds, trading in self.tradings.items()}


def _shared_out(incidence: Csr, layers: list[AffiliationLayer]) -> dict[str, AffiliationLayer]:
    """Return layers with the columns of an incidence, in order."""
    if len(layers) == 1:
        return {layers[0].kind: replace(layers[0], incidence=incidence)}
    ends = np.cumsum([0, *(len(layer.structures) for layer in layers)])
    return {
        layer.kind: replace(layer, incidence=sparse.csr_array(incidence[:, start:end]))
        for layer, start, end in zip(layers, ends[:-1], ends[1:], strict=True)
    }


def ready_to_rewire_memberships(
    multiplex: Pole | Multiplex, *, within_kinds: bool = True, trades_per_row: float = TRADES_PER_ROW
) -> MembershipRewiring:
    """Return :func:`rewire_memberships` made ready for a multiplex.

    Raises
    ------
    NullRefused
        As :func:`rewire_memberships`.
    """
    multiplex, per_row = multiplex_of(multiplex), known_steps(trades_per_row, "trades_per_row", TRADES_PER_ROW)
    kinds = tuple(multiplex.affiliations)
    sets: list[tuple[str, ...]] = [(kind,) for kind in kinds] if within_kinds else [kinds] if kinds else []
    tradings = {
        chosen: trading_of(_incidence([multiplex.affiliations[kind] for kind in chosen]), per_row) for chosen in sets
    }
    if not any(trading.trades for trading in tradings.values()):
        _refuse(multiplex, within_kinds)
    return MembershipRewiring(multiplex, tradings)


def _incidence(layers: list[AffiliationLayer]) -> Csr:
    if len(layers) == 1:
        return layers[0].incidence
    return sparse.csr_array(sparse.hstack([layer.incidence for layer in layers], format="csr"))


def _refuse(multiplex: Multiplex, within_kinds: bool) -> None:
    n_structures = sum(len(layer.structures) for layer in multiplex.affiliations.values())
    more = " Try within_kinds=False, which lets structures of different kinds exchange members." if within_kinds else ""
    more_fr = (
        " Essayez within_kinds=False, qui laisse des structures de natures différentes échanger des membres."
        if within_kinds
        else ""
    )
    apart, apart_fr = (" of one kind", " d’une même nature") if within_kinds else ("", "")
    raise NullRefused(
        f"Rewiring memberships leaves a single arrangement: among the {n_structures} structures, no two{apart} could "
        f"exchange members.{more}",
        f"Tirer les adhésions de nouveau ne laisse qu’un seul arrangement : parmi les {n_structures} structures, il "
        f"n’y en a pas deux{apart_fr} qui puissent échanger des membres.{more_fr}",
    )


def rewire_memberships(
    multiplex: Pole | Multiplex,
    *,
    rng: np.random.Generator,
    within_kinds: bool = True,
    trades_per_row: float = TRADES_PER_ROW,
) -> Multiplex:
    """Hold the structures of every actor and the members of every structure, in number; break who is a member of what.

    The honest null model of the cohesion that shared structures make: pairs follow from the drawn memberships, so what
    the sizes of structures alone would give is what is expected. Structures keep their kind, their number of named
    members and their declared size; direct links stay.

    Parameters
    ----------
    multiplex : Pole or Multiplex
    rng : numpy.random.Generator
    within_kinds : bool
        Whether an actor keeps its number of structures of each kind (the default), or only in all; the latter is for
        poles with one or two structures of a kind, where the former leaves little to draw.
    trades_per_row : float
        Trades per structure (or per actor, if they are fewer) and draw, at least 100 in all.

    Returns
    -------
    Multiplex
        The same actors, structures and links, with other members.

    Raises
    ------
    NullRefused
        When these numbers leave a single arrangement.

    Notes
    -----
    All arrangements with the same numbers are equally likely (Carstens 2015). A draw is the end of a random walk that
    starts from the multiplex given; the walk is reversible.

    References
    ----------
    Strona, G., Nappo, D., Boccacci, F., Fattorini, S. & San-Miguel-Ayanz, J. (2014). A fast and unbiased procedure to
    randomize ecological binary matrices with fixed row and column totals. Nature Communications, 5, 4114.
    https://doi.org/10.1038/ncomms5114

    Examples
    --------
    Both structures keep two members, and each actor one structure:

    >>> from coopnet.measures.examples import example_multiplex
    >>> drawn = rewire_memberships(example_multiplex(structures={"G": "ab", "H": "cd"}), rng=np.random.default_rng(1))
    >>> members = drawn.affiliations["employers_group"].incidence
    >>> members.sum(axis=0).tolist(), members.sum(axis=1).tolist()
    ([2.0, 2.0], [1.0, 1.0, 1.0, 1.0])
    """
    return ready_to_rewire_memberships(multiplex, within_kinds=within_kinds, trades_per_row=trades_per_row)(
        known_generator(rng)
    )
