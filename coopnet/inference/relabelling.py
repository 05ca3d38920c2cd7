"""Measures under many labellings of the same links: labels are handed over as codes, and no table is rebuilt.

Measures by group that only look at ties between groups, at ties of actors with their own group, or at brokerage are
evaluated for all draws at once; they give the same numbers as one draw at a time. Every other measure is asked draw by
draw, on a network that answers ``groups(by)`` with the labels of the draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from types import MappingProxyType

import numpy as np

from coopnet.catalogue import MEASURES
from coopnet.inference.evaluation import Asked, Layout, Reals
from coopnet.kernels.adjacency import links_of
from coopnet.kernels.brokerage import brokerage_counts_of_draws
from coopnet.kernels.mixing import ends_of_draws, own_ends_of_draws
from coopnet.layers import IntArray
from coopnet.measures.ei import pole_ei_maximum, pole_ei_minimum
from coopnet.multiplex import Groups
from coopnet.network import Affiliation, Network

WHOLE_NUMBERS = ("pairs", "links", "kinds")  # their sums do not depend on the order of terms, not even in the last bit


@dataclass(frozen=True, eq=False)
class GroupedNetwork(Network):
    """A network whose groups by one column are known beforehand."""

    known: Groups

    def groups(self, by: str = "sector") -> Groups:
        """Return the groups of actors by a categorical column."""
        return self.known if by == self.known.by else super().groups(by)


@dataclass(frozen=True, eq=False)
class GroupedAffiliation(Affiliation):
    """An affiliation whose groups by one column are known beforehand."""

    known: Groups

    def groups(self, by: str = "sector") -> Groups:
        """Return the groups of actors by a categorical column."""
        return self.known if by == self.known.by else super().groups(by)


def with_groups(given: Network | Affiliation, groups: Groups) -> GroupedNetwork | GroupedAffiliation:
    """Return what was given with the groups of one column set, whatever its attributes say."""
    own = {field.name: getattr(given, field.name) for field in fields(given) if field.name != "known"}
    if isinstance(given, Network):
        return GroupedNetwork(**own, known=groups)
    return GroupedAffiliation(**own, known=groups)


@dataclass(frozen=True, eq=False)
class LabelDraws:
    """One network under many labellings.

    Attributes
    ----------
    network : Network
    groups : Groups
        Labels of the data, which the codes number.
    codes : int32 array (draws × actors)
    """

    network: Network
    groups: Groups
    codes: IntArray

    @cached_property
    def ends(self) -> Reals:
        """Ends of ties between groups, draws × groups × groups; a tie within a group counts twice on the diagonal."""
        source, target, place = links_of(self.network.indptr, self.network.indices)
        weights = self.network.weights[place]
        return ends_of_draws(source, target, weights, self.codes, len(self.groups.labels))

    @cached_property
    def own_ends(self) -> tuple[Reals, Reals]:
        """Ties of each actor with its own group and with any, draws × actors each; NaN for an actor without label."""
        network = self.network
        own, known = own_ends_of_draws(network.indptr, network.indices, network.weights, self.codes)
        own[self.codes < 0] = np.nan
        return own, known


def batched(question: Asked, draws: LabelDraws, layout: Layout) -> Reals | None:
    """Return a measure under many labellings at once, draws × items; None where it has no batched form."""
    formula = _FORMULAS.get(question.measure.name)
    of_the_catalogue = MEASURES.get(question.measure.name) is question.measure
    if formula is None or not of_the_catalogue or question.by != draws.groups.by:
        return None
    if draws.network.view.collapse not in WHOLE_NUMBERS:
        return None
    return layout.picked(formula(draws))


def _pole_ei(draws: LabelDraws) -> Reals:
    total = draws.ends.sum(axis=(1, 2))
    return _over(total - 2 * np.trace(draws.ends, axis1=1, axis2=2), total)


def _pole_ei_rescaled(draws: LabelDraws) -> Reals:
    # the number of ties and the sizes of sectors are the same in all draws, hence the range of the index
    data = with_groups(draws.network, draws.groups)
    assert isinstance(data, Network)
    low, high = pole_ei_minimum(data, draws.groups.by), pole_ei_maximum(data, draws.groups.by)
    return 2 * (_pole_ei(draws) - low) / (high - low) - 1


def _pole_assortativity(draws: LabelDraws) -> Reals:
    held = draws.ends.sum(axis=2)
    total = held.sum(axis=1)
    by_chance = _over((held**2).sum(axis=1), total**2)
    by_chance[np.count_nonzero(held, axis=1) < 2] = np.nan
    internal = np.trace(draws.ends, axis1=1, axis2=2)
    return np.asarray((_over(internal, total) - by_chance) / (1 - by_chance))


def _sector_mixing(draws: LabelDraws) -> Reals:
    ties = draws.ends.copy()
    diagonal = np.arange(ties.shape[1])
    ties[:, diagonal, diagonal] /= 2
    return ties


def _sector_mixing_shares(draws: LabelDraws) -> Reals:
    return _over(draws.ends, draws.ends.sum(axis=(1, 2), keepdims=True))


def _sector_density(draws: LabelDraws) -> Reals:
    return _over(draws.ends, _possible_ends(draws.groups))


def _sector_mixing_ratio(draws: LabelDraws) -> Reals:
    possible = _possible_ends(draws.groups)
    return _over(_sector_mixing_shares(draws), possible / possible.sum())


def _sector_ei_each(draws: LabelDraws) -> Reals:
    total = draws.ends.sum(axis=2)
    return _over(total - 2 * np.diagonal(draws.ends, axis1=1, axis2=2), total)


def _actor_ei(draws: LabelDraws) -> Reals:
    own, known = draws.own_ends
    return _over(known - 2 * own, known)


def _actor_brokerage_table(draws: LabelDraws) -> Reals:
    network = draws.network
    return brokerage_counts_of_draws(network.indptr, network.indices, draws.codes, len(draws.groups.labels))


def _possible_ends(groups: Groups) -> Reals:
    sizes = groups.sizes.astype(np.float64)
    return np.asarray(np.outer(sizes, sizes) - np.diag(sizes))


def _over(parts: Reals, wholes: Reals) -> Reals:
    """Return parts over wholes, NaN where there is no whole."""
    values = np.full(parts.shape, np.nan)
    np.divide(parts, wholes, out=values, where=np.broadcast_to(wholes > 0, parts.shape))
    return values


_FORMULAS: Mapping[str, Callable[[LabelDraws], Reals]] = MappingProxyType(
    {
        "pole_ei": _pole_ei,
        "pole_ei_rescaled": _pole_ei_rescaled,
        "pole_assortativity": _pole_assortativity,
        "sector_ei_each": _sector_ei_each,
        "actor_ei": _actor_ei,
        "sector_mixing": _sector_mixing,
        "sector_mixing_shares": _sector_mixing_shares,
        "sector_mixing_ratio": _sector_mixing_ratio,
        "sector_density": _sector_density,
        "actor_brokerage_table": _actor_brokerage_table,
    }
)
BATCHED = tuple(_FORMULAS)
"""Names of the measures that are evaluated for many labellings at once."""
