"""Poles whose answer is known beforehand, for tests. Ids and the order of rows are shuffled, so that no order helps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from coopnet.errors import UnknownWord
from coopnet.pole import Pole
from coopnet.synthetic.poles import labelled
from coopnet.vocabulary import vocabulary

Pair = tuple[int, int]


def homophilous_pole(
    *,
    rng: np.random.Generator,
    sizes: Sequence[int] = (30, 20, 10),
    p_in: float = 0.3,
    p_out: float = 0.05,
    kind: str = "convention",
) -> Pole:
    """Return a pole whose links prefer the own sector: each pair is linked independently, p_in within, p_out between.

    With I* pairs within sectors and E* between, the expected numbers of internal and external links are p_in · I* and
    p_out · E*. With ``p_in == p_out`` there is nothing to find.
    """
    groups = np.repeat(np.arange(len(sizes)), sizes)
    first, second = np.triu_indices(len(groups), k=1)
    chance = np.where(groups[first] == groups[second], p_in, p_out)
    linked = rng.random(len(first)) < chance
    pairs = zip(first[linked].tolist(), second[linked].tolist(), strict=True)
    return _pole("Homophilie", groups, [(*pair, kind) for pair in pairs], rng=rng)


def random_pole(
    *,
    rng: np.random.Generator,
    n_actors: int = 40,
    n_links: int = 120,
    n_sectors: int = 4,
    kinds: Sequence[str] = ("convention", "common_project"),
) -> Pole:
    """Return a pole without any structure: sectors drawn evenly, pairs and kinds of links drawn evenly.

    ``n_links`` distinct (pair, kind) are drawn without replacement among all possible ones; every null
    hypothesis holds.
    """
    pairs = list(combinations(range(n_actors), 2))
    _refuse_more(n_links, len(pairs) * len(kinds))
    drawn = rng.choice(len(pairs) * len(kinds), size=n_links, replace=False)
    links = [(*pairs[code // len(kinds)], kinds[code % len(kinds)]) for code in drawn.tolist()]
    return _pole("Hasard", rng.integers(n_sectors, size=n_actors), links, rng=rng)


def star_pole(*, rng: np.random.Generator, n_actors: int = 12, kind: str = "convention") -> Pole:
    """Return a star: the actor named « Centre » linked to all others, who have no other link. Centralisation is 1."""
    links = [(0, other, kind) for other in range(1, n_actors)]
    return _pole("Étoile", np.arange(n_actors) % 3, links, rng=rng, names={0: "Centre"})


def ring_of_cliques_pole(
    *, rng: np.random.Generator, n_cliques: int = 5, clique_size: int = 4, kind: str = "convention"
) -> Pole:
    """Return cliques, one sector each, joined in a ring by single links between distinct actors.

    n·C(m,2) + n pairs (n ≥ 3, m ≥ 2); m = clique_size; density and every degree (m − 1, or m at the two gates) follow.
    """
    if n_cliques < 3 or clique_size < 2:
        raise UnknownWord(
            f"A ring takes at least 3 cliques of 2 actors, not {n_cliques} of {clique_size}.",
            f"Un anneau demande au moins 3 cliques de 2 acteurs, et non {n_cliques} de {clique_size}.",
        )
    size = clique_size
    links = [
        (clique * size + one, clique * size + two, kind)
        for clique in range(n_cliques)
        for one, two in combinations(range(size), 2)
    ]
    links += [(c * size + 1, ((c + 1) % n_cliques) * size, kind) for c in range(n_cliques)]
    return _pole("Anneau de cliques", np.repeat(np.arange(n_cliques), size), links, rng=rng)


def two_component_pole(*, rng: np.random.Generator, sizes: Sequence[int] = (8, 5), extra: int = 2) -> Pole:
    """Return connected components of the given sizes: random trees, with up to ``extra`` more links in each."""
    links: list[tuple[int, int, str]] = []
    start = 0
    for size in sizes:
        tree = [(start + int(rng.integers(node)), start + node) for node in range(1, size)]
        others = sorted(set(combinations(range(start, start + size), 2)) - set(tree))
        more = rng.permutation(len(others))[:extra].tolist()
        links += [(*pair, "convention") for pair in [*tree, *(others[code] for code in more)]]
        start += size
    return _pole("Composantes", rng.integers(3, size=start), links, rng=rng)


def multiplex_pole(
    *,
    rng: np.random.Generator,
    n_actors: int = 30,
    n_first: int = 60,
    n_second: int = 40,
    p_overlap: float = 0.5,
    kinds: tuple[str, str] = ("convention", "common_project"),
) -> Pole:
    """Return a pole of two kinds of link with a planted overlap.

    ``n_first`` pairs hold the first kind. Each of the ``n_second`` links of the second kind falls on one of them with
    probability ``p_overlap``, else on a pair that has none; so the number of pairs with both kinds is
    Binomial(n_second, p_overlap) where room allows.
    """
    pairs = list(combinations(range(n_actors), 2))
    _refuse_more(n_first + n_second, len(pairs))
    _refuse_more(n_second, n_first)
    order = rng.permutation(len(pairs)).tolist()
    first, free = order[:n_first], order[n_first:]
    both = int(rng.binomial(n_second, p_overlap))
    second = [*first[:both], *free[: n_second - both]]
    links = [(*pairs[code], kinds[0]) for code in first] + [(*pairs[code], kinds[1]) for code in second]
    return _pole("Multiplexité", rng.integers(3, size=n_actors), links, rng=rng)


def brokered_pole(
    *, rng: np.random.Generator, n_groups: int = 4, group_size: int = 5, kind: str = "convention"
) -> Pole:
    """Return complete groups, one sector each, that only the actor named « Courtier » joins, by one link to each.

    The broker has a sector of its own: it is liaison of C(n_groups, 2) pairs and of nothing else, the only
    articulation point besides the one gate of each group, and lies on every path between groups.
    """
    links = [(0, 1 + group * group_size, kind) for group in range(n_groups)]
    links += [
        (1 + group * group_size + one, 1 + group * group_size + two, kind)
        for group in range(n_groups)
        for one, two in combinations(range(group_size), 2)
    ]
    groups = np.concatenate([[n_groups], np.repeat(np.arange(n_groups), group_size)])
    return _pole("Courtage", groups, links, rng=rng, names={0: "Courtier"})


def lead_organisation_pole(
    *, rng: np.random.Generator, n_actors: int = 25, n_pairs: int = 6, kind: str = "convention"
) -> Pole:
    """Return a pole led by the actor named « Tête de réseau »: linked to all, the others linked in disjoint pairs only.

    It is connected; without the lead it falls into n_actors − 1 − n_pairs components.
    """
    _refuse_more(2 * n_pairs, n_actors - 1)
    links = [(0, other, kind) for other in range(1, n_actors)]
    links += [(2 * pair + 1, 2 * pair + 2, kind) for pair in range(n_pairs)]
    return _pole("Tête de réseau", rng.integers(4, size=n_actors), links, rng=rng, names={0: "Tête de réseau"})


def affiliated_pole(
    *,
    rng: np.random.Generator,
    n_actors: int = 30,
    sizes: Sequence[int] = (12, 8, 8, 5, 4, 3, 2),
    kind: str = "mutualised_service",
    declared: Sequence[int | None] = (),
) -> Pole:
    """Return a pole of memberships only: each structure draws its members evenly.

    Whatever cohesion the projection shows, it made.

    ``declared`` gives the declared size of each structure; None or absent is none.
    """
    _refuse_more(max(sizes, default=0), n_actors)
    members = [
        (structure, int(actor)) for structure, size in enumerate(sizes) for actor in rng.permutation(n_actors)[:size]
    ]
    ids = [f"S{structure + 1}" for structure in range(len(sizes))]
    stated = [*declared, *[None] * (len(sizes) - len(declared))]
    structures = {
        "id": ids,
        "kind": [kind] * len(ids),
        "size": ["" if number is None else str(number) for number in stated],
    }
    memberships = [(actor, ids[structure]) for structure, actor in members]
    return _pole(
        "Adhésions", rng.integers(4, size=n_actors), [], rng=rng, structures=structures, memberships=memberships
    )


def _refuse_more(wanted: int, possible: int) -> None:
    if wanted > possible:
        raise UnknownWord(
            f"{wanted} were asked for where {possible} are possible; ask for more actors or fewer links.",
            f"{wanted} demandés pour {possible} possibles ; demandez plus d’acteurs ou moins de liens.",
        )


def _pole(
    name: str,
    groups: npt.NDArray[np.int64],
    links: Iterable[tuple[int, int, str]],
    *,
    rng: np.random.Generator,
    names: dict[int, str] | None = None,
    structures: dict[str, list[str]] | None = None,
    memberships: Sequence[tuple[int, str]] = (),
) -> Pole:
    """Return the pole with shuffled ids, rows and ends of links; groups become sectors, in the vocabulary's order."""
    n_actors = len(groups)
    sectors = list(vocabulary().words("sectors"))
    types = list(vocabulary().words("actor_types"))
    ranks = rng.permutation(n_actors)
    ids = [f"A{rank + 1:0{len(str(n_actors))}d}" for rank in ranks.tolist()]
    called = names or {}
    rows = [
        (ids[actor], called.get(actor, f"Acteur {ids[actor]}"), types[group % len(types)], sectors[group])
        for actor, group in enumerate(groups.tolist())
    ]
    ends = [((one, two) if rng.random() < 0.5 else (two, one), kind) for one, two, kind in links]
    return Pole.from_tables(
        {
            "actors": _columns(("id", "name", "type", "sector"), rows, rng),
            "structures": structures or {"id": [], "kind": []},
            "memberships": _columns(("actor", "structure"), [(ids[a], s) for a, s in memberships], rng),
            "links": _columns(("source", "target", "kind"), [(ids[a], ids[b], kind) for (a, b), kind in ends], rng),
            "about": labelled(name),
        }
    )


def _columns(headers: Sequence[str], rows: Sequence[tuple[Any, ...]], rng: np.random.Generator) -> dict[str, list[Any]]:
    shuffled = [rows[code] for code in rng.permutation(len(rows)).tolist()]
    return {header: [row[place] for row in shuffled] for place, header in enumerate(headers)}
