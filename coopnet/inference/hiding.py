"""Hiding a share of a pole: actors, direct links or memberships, at random or by how linked they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.evaluation import Given
from coopnet.inference.pvalues import Reals
from coopnet.inference.retaken import Retaken, given_without_actors
from coopnet.multiplex import Multiplex
from coopnet.network import network_of
from coopnet.reduction import Positions, n_links, n_memberships, without_links, without_memberships

Missing = Literal["actors", "links", "memberships"]
Bias = Literal["none", "degree", "inverse_degree"]


@dataclass(frozen=True, eq=False)
class Hiding:
    """What is hidden, among how many, and how likely each is.

    Attributes
    ----------
    missing : {"actors", "links", "memberships"}
    n : int
        How many there are.
    chances : float64 array (n) or None
        Chance of each to be drawn first, in the order of :mod:`coopnet.reduction`; None where all are equal.
    """

    missing: Missing
    n: int
    chances: Reals | None

    def number(self, share: float) -> int:
        """Return how many are hidden at a share: the nearest whole number, at least one, never all."""
        if not 0 < share < 1:
            raise UnknownWord(
                f"{share} is not a share of what is missing; it lies between 0 and 1.",
                f"{share} n’est pas une part de ce qui manque ; elle va de 0 à 1.",
            )
        return min(max(1, round(share * self.n)), self.n - 1)

    def positions(self, number: int, rng: np.random.Generator) -> Positions:
        """Return that many positions, drawn without replacement."""
        return np.sort(rng.choice(self.n, size=number, replace=False, p=self.chances))


@dataclass(frozen=True)
class Hide:
    """Hide some and measure the rest; picklable, so that any worker can run it.

    Attributes
    ----------
    taken : tuple of Retaken
        Measures taken on one multiplex.
    hiding : Hiding
    number : int
        How many are hidden in each draw.
    """

    taken: tuple[Retaken, ...]
    hiding: Hiding
    number: int

    def __call__(self, rng: np.random.Generator) -> list[Reals]:
        """Return the numbers of each measure in one draw."""
        positions = self.hiding.positions(self.number, rng)
        seen: dict[object, Given] = {}  # measures that take the same thing are given it once
        values = []
        for one in self.taken:
            if one.asked.source not in seen:
                seen[one.asked.source] = self._left(one, positions)
            values.append(one.asked.values(seen[one.asked.source], one.layout, rng))
        return values

    def _left(self, one: Retaken, positions: Positions) -> Given:
        if self.hiding.missing == "actors":
            return given_without_actors(one, positions, declared="same")
        cut = (
            without_links(one.multiplex, positions)
            if self.hiding.missing == "links"
            else without_memberships(one.multiplex, positions, declared="same")
        )
        return one.given_on(cut)


def hiding_of(multiplex: Multiplex, missing: Missing, bias: Bias) -> Hiding:
    """Return what can be hidden on a multiplex, and how likely each is.

    Parameters
    ----------
    multiplex : Multiplex
    missing : {"actors", "links", "memberships"}
        What is hidden.
    bias : {"none", "degree", "inverse_degree"}
        As in :func:`coopnet.missing_data_of`.

    Returns
    -------
    Hiding

    Raises
    ------
    UnknownWord
        When it is unknown what is missing, or how.
    UndefinedMeasure
        When there are fewer than two.

    Examples
    --------
    Of twelve actors, a tenth is one:

    >>> from coopnet.measures.examples import example_multiplex
    >>> ring = example_multiplex("ab bc cd de ef fg gh hi ij jk kl la")
    >>> hiding = hiding_of(ring, "actors", "none")
    >>> hiding.n, hiding.number(0.1)
    (12, 1)
    """
    _refuse_unknown("missing", missing, get_args(Missing))
    _refuse_unknown("bias", bias, get_args(Bias))
    n = {"actors": lambda m: m.n_actors, "links": n_links, "memberships": n_memberships}[missing](multiplex)
    if n < 2:
        raise UndefinedMeasure(
            f"There are fewer than two {missing} here ({multiplex.scope.name}): none can be missing.",
            f"Il y a moins de deux {_FRENCH[missing]} ici : rien ne peut manquer.",
        )
    if bias == "none":
        return Hiding(missing, n, None)
    partners: Reals = 1.0 + network_of(multiplex).degrees.astype(np.float64)
    weight = _weights(multiplex, missing, partners)
    weight = weight if bias == "degree" else 1.0 / weight
    return Hiding(missing, n, weight / weight.sum())


_FRENCH: dict[Missing, str] = {"actors": "acteurs", "links": "liens directs", "memberships": "adhésions"}


def _weights(multiplex: Multiplex, missing: Missing, partners: Reals) -> Reals:
    if missing == "actors":
        return partners
    if missing == "links":
        return np.concatenate(
            [(partners[layer.source] + partners[layer.target]) / 2 for layer in multiplex.links.values()]
        )
    return np.concatenate(
        [np.repeat(partners, np.diff(layer.incidence.indptr)) for layer in multiplex.affiliations.values()]
    )


def _refuse_unknown(option: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise UnknownWord(
            f"{option} is “{given}”; it takes {', '.join(known)}.",
            f"{option} vaut « {given} » ; valeurs possibles : {', '.join(known)}.",
        )
