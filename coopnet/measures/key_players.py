"""Key players (Borgatti 2006): the few actors without whom a pole falls apart, or from whom everybody is near.

The best set is not the set of the best: two actors who hold the same part of the network together are one too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.errors import Language, UnknownWord
from coopnet.kernels.departures import component_sizes_without, distances_from_set, inverse_distances_without
from coopnet.measures.declaration import on_views
from coopnet.measures.undefined import needs_actors
from coopnet.network import Network, View
from coopnet.numbers import written
from coopnet.printing.result import Result
from coopnet.printing.words import said, view_note, view_text

Criterion = Literal["fragmentation", "distance_fragmentation", "reach"]
Flags = npt.NDArray[np.bool_]
EXHAUSTIVE = 20_000


@dataclass(frozen=True, slots=True, repr=False)
class KeyPlayers(Result):
    """A set of key players.

    Attributes
    ----------
    actors : tuple of str
        The set, in the order of the pole.
    criterion : str
        ``fragmentation``, ``distance_fragmentation`` or ``reach``.
    value : float
        What the set achieves, from 0 to 1.
    before : float
        The same of the empty set: fragmentation of the whole pole, or 0 for reach.
    exact : bool
        True when every set of that size was tried, False when it is the best found by exchanges.
    view : View
    """

    actors: tuple[str, ...]
    criterion: str
    value: float
    before: float
    exact: bool
    view: View

    def title(self, language: Language) -> str:
        """Return what it is, and on which view."""
        view = view_text(self.view.full_name, language)
        return said(f"Acteurs clés [{view}]", f"Key players [{view}]", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the view, what the set achieves, and whether every set was tried."""
        value, before = written(self.value, language, 3), written(self.before, language, 3)
        exact = said(
            "tous les ensembles ont été essayés" if self.exact else "le meilleur trouvé par échanges",
            "every set was tried" if self.exact else "the best found by exchanges",
            language,
        )
        note = said(
            f"{self.criterion} : {value}, au lieu de {before} ; {exact}.",
            f"{self.criterion}: {value}, instead of {before}; {exact}.",
            language,
        )
        return view_note(self.view.full_name, "", language), note

    def tidy(self) -> pd.DataFrame:
        """Return one row per actor of the set: ``actor``, ``criterion``, ``value`` and ``before`` of the whole set."""
        table = pd.DataFrame({"actor": list(self.actors)})
        return table.assign(criterion=self.criterion, value=self.value, before=self.before, exact=self.exact)


@on_views("pairs")
def fragmentation_without(network: Network, actors: Iterable[str] = (), *, by_distance: bool = False) -> float:
    """Share of the pairs of those who stay that no longer reach each other, once some actors have left.

    F = 1 − Σ_c n_c (n_c − 1) / (n (n − 1)), over the components left and the n actors who stay; by distance,
    F_D = 1 − Σ_{i≠j} (1/d_ij) / (n (n − 1)), which also sees the paths that grow longer.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    actors : iterable of str
        Those who leave.
    by_distance : bool
        Whether longer paths count too.

    Returns
    -------
    float
        0 when those who stay all reach each other (by distance: are all partners), 1 when nobody reaches anybody.

    Raises
    ------
    UndefinedMeasure
        When fewer than two actors stay.
    UnknownWord
        For an actor who is not there.

    See Also
    --------
    key_players : the set that maximises it.
    pole_connectedness : one minus fragmentation of the whole.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational and Mathematical
    Organization Theory, 12, 21–34. https://doi.org/10.1007/s10588-006-7084-x

    Examples
    --------
    Without c, the path a–b–c–d–e is two couples: of six pairs, two still reach each other.

    >>> from coopnet.measures.examples import example_network
    >>> round(fragmentation_without(example_network("ab bc cd de"), ["c"]), 4)
    0.6667
    """
    gone = _flags(network, actors)
    needs_actors("fragmentation_without", network, int(gone.sum()) + 2)
    return (_distance_fragmentation if by_distance else _fragmentation)(network, gone)


@on_views("pairs")
def reach_of(network: Network, actors: Iterable[str]) -> float:
    """Mean nearness of the pole to a set of actors.

    R = Σ_j (1/d_Sj) / n, d_Sj being the number of steps from j to the nearest of the set; its own members count 1,
    actors out of reach 0.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    actors : iterable of str
        The set.

    Returns
    -------
    float
        0 for the empty set, 1 when everybody outside the set is a partner of one of its members.

    Raises
    ------
    UndefinedMeasure
        Without actor.
    UnknownWord
        For an actor who is not there.

    See Also
    --------
    key_players : the set that maximises it.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational and Mathematical
    Organization Theory, 12, 21–34. https://doi.org/10.1007/s10588-006-7084-x

    Examples
    --------
    From b on the path a–b–c–d–e: 1 for b, a and c, ½ for d, ⅓ for e.

    >>> from coopnet.measures.examples import example_network
    >>> round(reach_of(example_network("ab bc cd de"), ["b"]), 4)
    0.7667
    """
    needs_actors("reach_of", network, 1)
    return _reach(network, _flags(network, actors))


@on_views("pairs")
def key_players(
    network: Network,
    size: int,
    *,
    criterion: Criterion = "fragmentation",
    rng: np.random.Generator,
    n_starts: int = 5,
) -> KeyPlayers:
    """Set of actors without whom the pole falls apart the most, or from whom it is the nearest.

    The set S of ``size`` actors that maximises ``fragmentation_without(S)``, the same by distance, or ``reach_of(S)``.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    size : int
        Number of key players.
    criterion : {"fragmentation", "distance_fragmentation", "reach"}
        What they must do: hold the pole together, keep it close, or reach it.
    rng : numpy.random.Generator
        Draws the starting sets; not used when every set can be tried.
    n_starts : int
        Number of starting sets.

    Returns
    -------
    KeyPlayers
        Exact when there are at most 20,000 sets of that size (the first of equal ones, in the order of the pole);
        otherwise the best of ``n_starts`` searches that exchange one actor at a time as long as the value rises.

    Raises
    ------
    UndefinedMeasure
        When fewer than two actors would stay.
    UnknownWord
        For a size below 1 or an unknown criterion.

    See Also
    --------
    actor_betweenness : of each actor alone.

    Notes
    -----
    The most central actors, taken one by one, often do the same thing twice.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational and Mathematical
    Organization Theory, 12, 21–34. https://doi.org/10.1007/s10588-006-7084-x

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> found = key_players(example_network("ab bc cd de"), 1, rng=np.random.default_rng(1))
    >>> found.actors, round(found.value, 4), found.exact
    (('c',), 0.6667, True)
    """
    achieved = _achievement(criterion)
    n = network.n_actors
    if not isinstance(size, int | np.integer) or size < 1:
        raise UnknownWord(
            f"A set of {size} key players cannot be sought; size is a whole number, 1 or more.",
            f"Impossible de chercher {size} acteurs clés ; size est un nombre entier, 1 ou plus.",
        )
    needs_actors("key_players", network, size + (1 if criterion == "reach" else 2))
    exact = comb(n, size) <= EXHAUSTIVE
    if exact:
        found = max(
            (_chosen(n, members) for members in combinations(range(n), size)), key=lambda one: achieved(network, one)
        )
    else:
        starts = (_chosen(n, rng.choice(n, size, replace=False)) for _ in range(max(n_starts, 1)))
        found = max(
            (_exchanged(network, start, achieved, rng) for start in starts), key=lambda one: achieved(network, one)
        )
    return KeyPlayers(
        actors=tuple(network.actors[found]),
        criterion=criterion,
        value=achieved(network, found),
        before=achieved(network, np.zeros(n, dtype=bool)),
        exact=exact,
        view=network.view,
    )


def _exchanged(
    network: Network, chosen: Flags, achieved: Callable[[Network, Flags], float], rng: np.random.Generator
) -> Flags:
    """Exchange a member for an outsider as long as one such exchange raises the value."""
    best, improving = achieved(network, chosen), True
    while improving:
        improving = False
        members, outsiders = np.flatnonzero(chosen), np.flatnonzero(~chosen)
        for pair in rng.permutation(len(members) * len(outsiders)):
            member, outsider = members[pair // len(outsiders)], outsiders[pair % len(outsiders)]
            tried = chosen.copy()
            tried[[member, outsider]] = False, True
            value = achieved(network, tried)
            if value > best * (1 + 1e-12):
                chosen, best, improving = tried, value, True
                break
    return chosen


def _fragmentation(network: Network, gone: Flags) -> float:
    sizes, stay = component_sizes_without(network.indptr, network.indices, gone), int((~gone).sum())
    return 1 - int((sizes * (sizes - 1)).sum()) / (stay * (stay - 1))


def _distance_fragmentation(network: Network, gone: Flags) -> float:
    stay = int((~gone).sum())
    return 1 - inverse_distances_without(network.indptr, network.indices, gone) / (stay * (stay - 1))


def _reach(network: Network, chosen: Flags) -> float:
    steps = distances_from_set(network.indptr, network.indices, chosen)
    reached = np.maximum(steps[steps >= 0], 1)
    return float((1 / reached).sum()) / network.n_actors


def _achievement(criterion: str) -> Callable[[Network, Flags], float]:
    achievements: dict[str, Callable[[Network, Flags], float]] = {
        "fragmentation": _fragmentation,
        "distance_fragmentation": _distance_fragmentation,
        "reach": _reach,
    }
    if criterion not in achievements:
        raise UnknownWord(
            f"Unknown criterion “{criterion}”; criteria: {', '.join(achievements)}.",
            f"Critère inconnu « {criterion} » ; critères : {', '.join(achievements)}.",
        )
    return achievements[criterion]


def _flags(network: Network, actors: Iterable[str]) -> Flags:
    wanted = [actors] if isinstance(actors, str) else list(actors)
    unknown = [actor for actor in wanted if actor not in network.actors]
    if unknown:
        raise UnknownWord(
            f"No actor “{unknown[0]}” in this network; give identifiers of the sheet of actors.",
            f"Aucun acteur « {unknown[0]} » dans ce réseau ; donnez des identifiants de la feuille des acteurs.",
        )
    return _chosen(network.n_actors, network.actors.get_indexer(pd.Index(wanted, dtype=network.actors.dtype)))


def _chosen(n: int, members: npt.ArrayLike) -> Flags:
    chosen = np.zeros(n, dtype=bool)
    chosen[np.asarray(members, dtype=np.int64)] = True
    return chosen
