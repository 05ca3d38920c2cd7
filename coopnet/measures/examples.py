"""Poles small enough for a hand: the examples of the docstrings of measures are worked on these.

Actors are letters, a link is two letters side by side: ``"ab bc"`` is the path from a to c.
"""

from __future__ import annotations

from collections.abc import Mapping

from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import Affiliation, Network, ViewName, affiliation_of, network_of
from coopnet.pole import Pole

Links = str | Mapping[str, str]


def example_pole(
    links: Links = "",
    *,
    structures: Mapping[str, str] | None = None,
    sectors: Mapping[str, str] | None = None,
    actors: str = "",
) -> Pole:
    """Return a pole whose actors are letters.

    Parameters
    ----------
    links : str or mapping of kind to str
        Pairs of letters, conventions unless a kind is given; the same pair twice is two parallel links.
    structures : mapping of str to str, optional
        Members of each structure, as letters; every structure is an employers' group.
    sectors : mapping of str to str, optional
        Actors of each sector, as letters.
    actors : str
        Letters of actors without link; the others are found in links and structures.

    Examples
    --------
    >>> pole = example_pole("ab ab bc", structures={"G": "cd"}, sectors={"food": "ab"}, actors="e")
    >>> len(pole.actors), len(pole.links), len(pole.memberships)
    (5, 3, 2)
    """
    by_kind = {"convention": links} if isinstance(links, str) else links
    rows = [(pair[0], pair[1], kind) for kind, pairs in by_kind.items() for pair in pairs.split()]
    members = [(actor, name) for name, letters in (structures or {}).items() for actor in letters]
    sector_of = {actor: sector for sector, letters in (sectors or {}).items() for actor in letters}
    ids = sorted({*actors, *sector_of, *(end for row in rows for end in row[:2]), *(actor for actor, _ in members)})
    return Pole.from_tables(
        {
            "actors": {"id": ids, "sector": [sector_of.get(actor, "") for actor in ids]},
            "structures": {"id": list(structures or {}), "kind": ["employers_group"] * len(structures or {})},
            "memberships": {"actor": [row[0] for row in members], "structure": [row[1] for row in members]},
            "links": {
                "source": [row[0] for row in rows],
                "target": [row[1] for row in rows],
                "kind": [row[2] for row in rows],
                # two rows that say the same are one link; parallel links rest on different documents
                "evidence": [f"document {number}" for number in range(len(rows))],
            },
        }
    )


def example_network(
    links: Links = "",
    *,
    view: ViewName = "pairs",
    structures: Mapping[str, str] | None = None,
    sectors: Mapping[str, str] | None = None,
    actors: str = "",
) -> Network:
    """Return a small pole as a network; see :func:`example_pole`.

    Examples
    --------
    >>> example_network("ab ab bc", view="links").matrix.toarray().tolist()
    [[0.0, 2.0, 0.0], [2.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """
    return network_of(example_pole(links, structures=structures, sectors=sectors, actors=actors), view=view)


def example_multiplex(
    links: Links = "",
    *,
    structures: Mapping[str, str] | None = None,
    sectors: Mapping[str, str] | None = None,
    actors: str = "",
) -> Multiplex:
    """Return a small pole as a multiplex of every nature; see :func:`example_pole`.

    Examples
    --------
    >>> example_multiplex({"convention": "ab", "funding": "ba"}).kinds
    ('convention', 'funding')
    """
    pole = example_pole(links, structures=structures, sectors=sectors, actors=actors)
    return multiplex_of(pole, natures="all")


def example_affiliation(
    structures: Mapping[str, str], *, sectors: Mapping[str, str] | None = None, actors: str = ""
) -> Affiliation:
    """Return the two-mode side of a small pole; see :func:`example_pole`.

    Examples
    --------
    >>> example_affiliation({"G": "ab", "H": "b"}).incidence.toarray().tolist()
    [[1.0, 0.0], [1.0, 1.0]]
    """
    return affiliation_of(example_pole(structures=structures, sectors=sectors, actors=actors))
