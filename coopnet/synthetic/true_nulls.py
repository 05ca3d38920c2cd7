"""Poles on which a null model is true: made by another road than its draws, so that one can check the other.

Given what a null model holds, all arrangements must be equally likely. Independent cells whose odds are products of a
factor of the row and one of the column do that: given the totals of rows and columns, the factors cancel. So do labels
dealt without a look at links, and pairs chosen without a look at actors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from coopnet.errors import UnknownWord
from coopnet.pole import Pole
from coopnet.synthetic.poles import labelled
from coopnet.vocabulary import vocabulary

Reals = npt.NDArray[np.float64]
Link = tuple[int, int, str]
KINDS = ("convention", "common_project", "joint_bid")


def pole_under(null: str, *, rng: np.random.Generator, n_actors: int = 16) -> Pole:
    """Return a small pole on which a null model of the list is true.

    Parameters
    ----------
    null : str
        Name of the null model. ``rewire_links`` makes poles without parallel links of one kind;
        ``rewire_links, parallel`` makes the other sort.
    rng : numpy.random.Generator
    n_actors : int

    Returns
    -------
    Pole
        Sectors and types are uneven, and actors differ much in how many links they have.
    """
    if null not in _MAKERS:
        raise UnknownWord(
            f"No pole is made under “{null}”; null models: {', '.join(_MAKERS)}.",
            f"Aucun pôle n’est prévu sous « {null} » ; modèles nuls : {', '.join(_MAKERS)}.",
        )
    return _MAKERS[null](rng, n_actors)


def _groups(n: int, shares: Sequence[float]) -> npt.NDArray[np.int64]:
    """Return uneven groups, in blocks."""
    return np.searchsorted(np.cumsum(shares), (np.arange(n) + 0.5) / n).astype(np.int64)


def _under_shuffled_sectors(rng: np.random.Generator, n: int) -> Pole:
    # links follow types; sectors look at neither
    types, activity = _groups(n, (0.5, 0.3, 0.2)), rng.gamma(1.0, 1.0, n)
    linked = _pairs(rng, _odds(np.outer(activity, activity) * np.where(types[:, None] == types, 1.0, 0.2)))
    return _pole(
        rng, n, [(*pair, "convention") for pair in linked], rng.permutation(_groups(n, (0.5, 0.3, 0.2))), types
    )


def _under_shuffled_sectors_within(rng: np.random.Generator, n: int) -> Pole:
    # sectors follow types, and so do links: within a type, sectors look at nothing
    types = _groups(n, (0.5, 0.5))
    chances = np.where(types[:, None] == types, 0.45, 0.1)
    sectors = np.where(types == 0, rng.integers(0, 2, n), rng.integers(1, 3, n))
    return _pole(rng, n, [(*pair, "convention") for pair in _pairs(rng, chances)], sectors, types)


def _under_rewired_links(rng: np.random.Generator, n: int) -> Pole:
    links: list[Link] = []
    for kind in KINDS[:2]:
        activity = rng.gamma(1.5, 0.4, n)
        links += [(*pair, kind) for pair in _pairs(rng, _odds(np.outer(activity, activity)))]
    # sectors gather the active: what they have with each other follows from numbers of links
    return _pole(rng, n, links, np.argsort(np.argsort(rng.gamma(1.0, 1.0, n))) * 3 // n)


def _under_rewired_parallel_links(rng: np.random.Generator, n: int) -> Pole:
    # geometric numbers of links: given the degrees, every matrix of counts is as likely
    activity = rng.uniform(0.2, 0.75, n)
    first, second = np.triu_indices(n, k=1)
    counts = rng.geometric(1.0 - activity[first] * activity[second]) - 1
    links = [(int(a), int(b), KINDS[0]) for a, b, k in zip(first, second, counts, strict=True) for _ in range(k)]
    return _pole(rng, n, links, rng.integers(0, 3, n))


def _under_rewired_memberships(rng: np.random.Generator, n: int) -> Pole:
    activity, appeal = rng.gamma(1.5, 0.5, n), rng.gamma(1.5, 0.5, 7)
    members = rng.random((n, 7)) < _odds(np.outer(activity, appeal))
    return _pole(rng, n, [], rng.integers(0, 3, n), members=members)


def _under_shuffled_kinds(rng: np.random.Generator, n: int) -> Pole:
    pairs = _pairs(rng, np.full((n, n), 0.35))
    weight, appeal = rng.gamma(2.0, 0.5, len(pairs)), np.array([1.2, 0.7, 0.4])
    borne = rng.random((len(pairs), 3)) < _odds(np.outer(weight, appeal))
    links = [
        (*pair, kind)
        for pair, row in zip(pairs, borne, strict=True)
        for kind, has in zip(KINDS, row, strict=True)
        if has
    ]
    return _pole(rng, n, links, rng.integers(0, 3, n))


def _under_random_links(rng: np.random.Generator, n: int) -> Pole:
    possible = list(combinations(range(n), 2))
    links = [
        (*possible[code], kind)
        for kind, number in zip(KINDS, (n, 2 * n, n // 2), strict=True)
        for code in rng.permutation(len(possible))[:number]
    ]
    return _pole(rng, n, links, rng.integers(0, 3, n))


def _under_random_links_between_sectors(rng: np.random.Generator, n: int) -> Pole:
    sectors, preference = _groups(n, (0.5, 0.3, 0.2)), rng.uniform(0.05, 0.6, (3, 3))
    chances = (preference + preference.T)[sectors][:, sectors] / 2
    return _pole(rng, n, [(*pair, "convention") for pair in _pairs(rng, chances)], sectors)


def _odds(odds: Reals) -> Reals:
    """Return the chances of odds."""
    return odds / (1.0 + odds)


def _pairs(rng: np.random.Generator, chances: Reals) -> list[tuple[int, int]]:
    """Return pairs linked independently, each with its chance."""
    first, second = np.triu_indices(len(chances), k=1)
    linked = rng.random(len(first)) < chances[first, second]
    return list(zip(first[linked].tolist(), second[linked].tolist(), strict=True))


def _pole(
    rng: np.random.Generator,
    n: int,
    links: Iterable[Link],
    sectors: npt.NDArray[np.int64],
    types: npt.NDArray[np.int64] | None = None,
    members: npt.NDArray[np.bool_] | None = None,
) -> Pole:
    """Return the pole; some actors have no sector."""
    ids = [f"A{number:03d}" for number in range(n)]
    words, kinds = list(vocabulary().words("sectors")), list(vocabulary().words("actor_types"))
    known = rng.random(n) < 0.95
    rows = list(links)
    named = np.argwhere(members) if members is not None else np.empty((0, 2), dtype=np.int64)
    structures = [f"S{number}" for number in range(0 if members is None else members.shape[1])]
    return Pole.from_tables(
        {
            "actors": {
                "id": ids,
                "sector": [words[code] if known[k] else "" for k, code in enumerate(sectors.tolist())],
                "type": [kinds[code] for code in (sectors if types is None else types).tolist()],
            },
            "structures": {"id": structures, "kind": ["mutualised_service"] * len(structures)},
            "memberships": {
                "actor": [ids[actor] for actor, _ in named.tolist()],
                "structure": [structures[structure] for _, structure in named.tolist()],
            },
            "links": {
                "source": [ids[a] for a, _, _ in rows],
                "target": [ids[b] for _, b, _ in rows],
                "kind": [kind for _, _, kind in rows],
                "evidence": [f"{number}" for number in range(len(rows))],  # parallel links are no duplicates
            },
            "about": labelled("Hypothèse nulle"),
        }
    )


_MAKERS: Mapping[str, Callable[[np.random.Generator, int], Pole]] = MappingProxyType(
    {
        "shuffle_sectors": _under_shuffled_sectors,
        "shuffle_sectors_within": _under_shuffled_sectors_within,
        "rewire_links": _under_rewired_links,
        "rewire_links, parallel": _under_rewired_parallel_links,
        "rewire_memberships": _under_rewired_memberships,
        "shuffle_kinds": _under_shuffled_kinds,
        "random_links": _under_random_links,
        "random_links_between_sectors": _under_random_links_between_sectors,
    }
)
TRUE_NULLS = tuple(_MAKERS)
"""What :func:`pole_under` can make."""
