"""Tables as large as the library promises to take, made in seconds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from coopnet.errors import UnknownWord
from coopnet.synthetic.poles import Tables, labelled

BIG_SECTORS = ("construction", "industry", "trade", "business_services", "food", "training", "culture", "support")
BIG_TYPES = ("firm", "ess", "local_authority", "research", "training", "other")
BIG_KINDS = ("convention", "common_project", "joint_bid", "joint_training", "contract")
GROUP_KINDS = ("employers_group", "geiq", "scic", "mutualised_service", "common_project")
TAIL = 0.6  # propensity of the r-th actor is r^−0.6: degrees spread over three decades at 100,000 actors


def big_tables(n_actors: int, n_links: int, n_memberships: int, *, rng: np.random.Generator) -> Tables:
    """Return tables of any size with heavy-tailed degrees, uneven sectors, parallel links and memberships.

    No link joins an actor to itself, no row is there twice, and structures have about twelve named members, so
    that a check has nothing to reject or merge.

    Parameters
    ----------
    n_actors, n_links, n_memberships : int
        Exact numbers of rows.
    rng : numpy.random.Generator

    Returns
    -------
    dict of table name to dict of column name to list of str

    Examples
    --------
    >>> import numpy as np
    >>> tables = big_tables(50, 200, 60, rng=np.random.default_rng(0))
    >>> [len(next(iter(columns.values()))) for columns in tables.values()][:4]
    [50, 5, 60, 200]
    """
    n_structures = max(1, n_memberships // 12)
    _refuse_impossible(n_links, len(BIG_KINDS) * n_actors * (n_actors - 1) // 2, "links", "liens")
    _refuse_impossible(n_memberships, n_actors * n_structures, "memberships", "adhésions")
    ids = np.array([f"A{rank:07d}" for rank in range(1, n_actors + 1)], dtype=object)
    groups = np.array([f"S{rank:06d}" for rank in range(1, n_structures + 1)], dtype=object)
    reach = np.cumsum(np.arange(1, n_actors + 1) ** -TAIL)
    order = rng.permutation(n_actors)
    source, target, kind = _distinct_links(reach, order, n_links, rng)
    actor, group = _distinct_memberships(reach, order, n_structures, n_memberships, rng)
    uneven = 1.0 / np.arange(1, len(BIG_SECTORS) + 1, dtype=np.float64)
    since = np.array([str(year) for year in range(1990, 2025)], dtype=object)
    return {
        "actors": {
            "id": ids.tolist(),
            "name": [f"Acteur {rank}" for rank in range(1, n_actors + 1)],
            "type": _drawn(BIG_TYPES, n_actors, rng),
            "sector": _drawn(BIG_SECTORS, n_actors, rng, uneven),
        },
        "structures": {"id": groups.tolist(), "kind": _drawn(GROUP_KINDS, n_structures, rng)},
        "memberships": {"actor": ids[actor].tolist(), "structure": groups[group].tolist()},
        "links": {
            "source": ids[source].tolist(),
            "target": ids[target].tolist(),
            "kind": np.array(BIG_KINDS, dtype=object)[kind].tolist(),
            "weight": np.array(["1", "2", "3"], dtype=object)[rng.integers(3, size=n_links)].tolist(),
            "since": since[rng.integers(len(since), size=n_links)].tolist(),
        },
        "about": labelled("Grand pôle simulé"),
    }


def _refuse_impossible(wanted: int, possible: int, en: str, fr: str) -> None:
    # drawing without replacement close to everything possible would take for ever
    if wanted > possible // 2:
        raise UnknownWord(
            f"{wanted} {en} are more than half of the {possible} possible ones; ask for more actors or fewer {en}.",
            f"{wanted} {fr} : plus de la moitié des {possible} possibles ; demandez plus d’acteurs ou moins de {fr}.",
        )


def _drawn(
    words: tuple[str, ...], size: int, rng: np.random.Generator, weights: npt.NDArray[np.float64] | None = None
) -> list[str]:
    shares = None if weights is None else weights / weights.sum()
    return list(np.array(words, dtype=object)[rng.choice(len(words), size=size, p=shares)])


def _active(
    reach: npt.NDArray[np.float64], order: npt.NDArray[np.int64], size: int, rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    ranks = np.searchsorted(reach, rng.random(size) * reach[-1])
    return np.asarray(order[np.minimum(ranks, len(reach) - 1)])


def _distinct_links(
    reach: npt.NDArray[np.float64], order: npt.NDArray[np.int64], number: int, rng: np.random.Generator
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    n_actors, n_kinds = len(reach), len(BIG_KINDS)
    found = np.zeros(0, dtype=np.int64)
    while len(found) < number:
        size = 1000 + int(1.3 * (number - len(found)))
        one = _active(reach, order, size, rng)
        # one end in two is drawn evenly, or the busiest pairs would be all that there is
        two = np.where(rng.random(size) < 0.5, rng.integers(n_actors, size=size), _active(reach, order, size, rng))
        low, high = np.minimum(one, two), np.maximum(one, two)
        codes = (low * n_actors + high) * n_kinds + rng.integers(n_kinds, size=size)
        found = np.union1d(found, codes[low < high])
    found = rng.permutation(found)[:number]
    pairs, kind = np.divmod(found, n_kinds)
    low, high = np.divmod(pairs, n_actors)
    turned = rng.random(number) < 0.5
    return np.where(turned, high, low), np.where(turned, low, high), kind


def _distinct_memberships(
    reach: npt.NDArray[np.float64],
    order: npt.NDArray[np.int64],
    n_structures: int,
    number: int,
    rng: np.random.Generator,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    found = np.zeros(0, dtype=np.int64)
    while len(found) < number:
        size = 1000 + int(1.3 * (number - len(found)))
        even = rng.integers(len(reach), size=size)
        actor = np.where(rng.random(size) < 0.5, even, _active(reach, order, size, rng))
        found = np.union1d(found, actor * n_structures + rng.integers(n_structures, size=size))
    actor, group = np.divmod(rng.permutation(found)[:number], n_structures)
    return actor, group
