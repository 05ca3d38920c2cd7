"""Simulated poles of realistic make, and a corpus of them. Every one says on every output that it is simulated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coopnet.errors import UnknownWord
from coopnet.pole import Pole
from coopnet.synthetic.actors import Columns, drawn_words, simulated_cast
from coopnet.synthetic.links import simulated_links
from coopnet.synthetic.structures import simulated_structures
from coopnet.synthetic.territory import SECTORS
from coopnet.vocabulary import vocabulary

Tables = dict[str, Columns]
NOTICE = "Données simulées\u202f: ce pôle est inventé, aucun de ses acteurs n’existe."
NOTICE_EN = "Simulated data: this pole is invented, none of its actors exists."
PAIRS_PER_ACTOR = 2.5
DENSEST = 0.4  # share of the possible pairs that direct links join at most, which binds in small poles

# Activity of a pole by status: a project has fewer structures and links than a pole that works.
ACTIVITY = {"existing": 1.0, "project": 0.6, "interest": 0.35}

# The 2012 call had 150 answers of three statuses, about twenty of them from local authorities; its other shares are not
# published. 46 % of the poles surveyed in 2017 had one dominant line of trade. The remaining figures are ours.
STATUS_SHARES = {"existing": 0.35, "project": 0.40, "interest": 0.25}
APPROACH_SHARES = {"sector_based": 0.46, "multi_activity": 0.28, "shared_place": 0.13, "authority_led": 0.13}
SURVEYED_MEAN = 7.8  # member structures per pole in the survey of 2017: 187 in 24 poles
LARGEST = 280


def simulated_tables(
    *,
    rng: np.random.Generator,
    n_actors: int = LARGEST,
    n_ess: int = 15,
    name: str = "Pôle simulé",
    approach: str = "multi_activity",
    status: str = "existing",
) -> Tables:
    """Return the tables of a simulated pole as columns of text, ready to be written or checked.

    Parameters
    ----------
    rng : numpy.random.Generator
    n_actors : int
        Number of actors, at least 2.
    n_ess : int
        Number of ESS organisations among them, the lead organisation first.
    name, approach, status : str
        What ``about`` says; a sector-based pole has a dominant sector, a project fewer structures and links.

    Returns
    -------
    dict of table name to dict of column name to list of str
    """
    for words, code in (("approaches", approach), ("statuses", status)):
        if code not in vocabulary().words(words):
            known = ", ".join(vocabulary().words(words))
            raise UnknownWord(
                f"Unknown word “{code}” in {words}; known ones: {known}.",
                f"Mot inconnu « {code} » dans la liste {words} ; mots connus : {known}.",
            )
    if n_actors < 2 or n_ess < 1:
        raise UnknownWord(
            f"A simulated pole has at least 2 actors and 1 ESS organisation, not {n_actors} and {n_ess}.",
            f"Un pôle simulé a au moins 2 acteurs et 1 organisation de l’ESS, et non {n_actors} et {n_ess}.",
        )
    dominant = ""
    if approach == "sector_based":
        dominant = str(drawn_words(dict.fromkeys([*SECTORS["firm"], "reuse", "culture"], 1.0), 1, rng=rng)[0])
    cast = simulated_cast(n_actors, n_ess, dominant, rng=rng)
    shared = simulated_structures(cast, ACTIVITY[status], rng=rng)
    wanted = round(PAIRS_PER_ACTOR * ACTIVITY[status] * n_actors)
    n_pairs = max(1, min(wanted, round(DENSEST * n_actors * (n_actors - 1) / 2)))
    links = simulated_links(cast, shared.members, n_pairs, rng=rng)
    return {
        "actors": {name: cast.columns[name] for name in vocabulary().tables["actors"].columns if name in cast.columns},
        "structures": shared.structures,
        "memberships": shared.memberships,
        "links": links,
        "about": labelled(name, approach=approach, status=status, territory="Territoire fictif, communes réelles"),
    }


def labelled(name: str, **items: str) -> Columns:
    """Return an ``about`` table that labels a pole as simulated.

    >>> labelled("Étoile")["key"]
    ['name', 'reference_date', 'source', 'licence', 'notice', 'notice_en', 'simulated']
    """
    about = {
        "name": name,
        **items,
        "reference_date": "2025",
        "source": "coopnet.synthetic",
        "licence": "CC0-1.0",
        "notice": NOTICE,
        "notice_en": NOTICE_EN,
        "simulated": "yes",
    }
    return {"key": list(about), "value": list(about.values())}


def simulated_pole(
    *,
    rng: np.random.Generator,
    n_actors: int = LARGEST,
    n_ess: int = 15,
    name: str = "Pôle simulé",
    approach: str = "multi_activity",
    status: str = "existing",
) -> Pole:
    """Return a simulated pole, by default of the size that the article gives the pole Sud Aquitaine.

    About 280 actors of heavy-tailed activity, 15 ESS organisations, three employers' groups (the largest declares 210
    members and names some of them), a territorial GPEC of more than 100 declared members, eleven supporting
    authorities, research and training bodies. Parameters as in :func:`simulated_tables`.

    Examples
    --------
    >>> import numpy as np
    >>> pole = simulated_pole(rng=np.random.default_rng(1), n_actors=40, n_ess=8)
    >>> len(pole.actors), pole.about.simulated
    (40, True)
    """
    tables = simulated_tables(rng=rng, n_actors=n_actors, n_ess=n_ess, name=name, approach=approach, status=status)
    return Pole.from_tables(tables)


def corpus(n_poles: int = 150, *, rng: np.random.Generator) -> Iterator[tuple[str, Pole]]:
    """Yield simulated poles of very different sizes, in the mix of approaches and statuses of the 2012 call.

    The number of ESS organisations is 3 + a negative binomial, 7.8 on average; partners come on top, heavy-tailed, up
    to 280 actors. In a corpus of at least twenty the first pole has that largest size and 15 ESS organisations.

    Parameters
    ----------
    n_poles : int
        Number of poles; the call of 2012 had 150 answers.
    rng : numpy.random.Generator

    Yields
    ------
    tuple of str and Pole
        Name (``pole_001`` …) and pole.
    """
    statuses = drawn_words(STATUS_SHARES, n_poles, rng=rng)
    approaches = drawn_words(APPROACH_SHARES, n_poles, rng=rng)
    extra = SURVEYED_MEAN - 3
    n_ess = 3 + rng.negative_binomial(2, 2 / (2 + extra), n_poles)
    partners = np.ceil(n_ess * rng.lognormal(-0.5, 1.0, n_poles)).astype(np.int64)
    n_actors = np.minimum(n_ess + partners, LARGEST)
    if n_poles >= 20:
        n_actors[0], n_ess[0], statuses[0] = LARGEST, 15, "existing"
    for rank, seed in enumerate(rng.spawn(n_poles)):
        name = f"pole_{rank + 1:0{max(3, len(str(n_poles)))}d}"
        yield (
            name,
            simulated_pole(
                rng=seed,
                n_actors=int(n_actors[rank]),
                n_ess=int(n_ess[rank]),
                name=f"Pôle simulé {rank + 1}",
                approach=str(approaches[rank]),
                status=str(statuses[rank]),
            ),
        )
