"""Simulated actors: types, sectors, communes, and a heavy-tailed propensity to cooperate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coopnet.synthetic.territory import COMMUNES, ESS_SECTORS, LEGAL_FORMS, PREFIXES, SECTORS
from coopnet.vocabulary import vocabulary

Columns = dict[str, list[str]]
EVIDENCE = "simulation"
AUTHORITIES = 11  # eight communes, their grouping, the département, the région
LEAD_FACTOR = 1.5  # over the most active of the others
PROPENSITY_TAIL = 2.2
LARGEST_PROPENSITY = 6.0


@dataclass(frozen=True, eq=False)
class Cast:
    """The actors of a simulated pole.

    Attributes
    ----------
    ids : list of str (actors)
        The lead organisation comes first.
    types, sectors : object array of str (actors)
    places : int64 array (actors)
        Position of each actor's commune in the list of communes.
    propensity : float64 array (actors)
        How much more than another the actor cooperates; heavy-tailed.
    joined : int64 array (actors)
        Year in which the actor joined; 0 where the table does not say.
    columns : dict of column to list of str
        The table ``actors``.
    """

    ids: list[str]
    types: npt.NDArray[np.object_]
    sectors: npt.NDArray[np.object_]
    places: npt.NDArray[np.int64]
    propensity: npt.NDArray[np.float64]
    joined: npt.NDArray[np.int64]
    columns: Columns

    def of_type(self, kind: str) -> npt.NDArray[np.int64]:
        """Positions of the actors of one type."""
        return np.flatnonzero(self.types == kind)


def composition(n_actors: int, n_ess: int) -> dict[str, int]:
    """Return how many actors of each type a pole of that size has; firms are what remains.

    >>> composition(280, 15)
    {'ess': 15, 'local_authority': 11, 'research': 3, 'training': 4, 'other': 6, 'firm': 241}
    >>> composition(4, 3)
    {'ess': 3, 'local_authority': 1, 'research': 0, 'training': 0, 'other': 0, 'firm': 0}
    """
    n_ess = min(n_ess, n_actors)
    wanted = {
        "ess": n_ess,
        "local_authority": min(AUTHORITIES, max(1, round(n_actors / 20))),
        "research": round(n_actors / 90),
        "training": round(n_actors / 70),
        "other": round(n_actors / 50),
    }
    left, counts = n_actors, {}
    for kind, number in wanted.items():
        counts[kind] = min(number, left)
        left -= counts[kind]
    return {**counts, "firm": left}


def drawn_words(weights: Mapping[str, float], size: int, *, rng: np.random.Generator) -> npt.NDArray[np.object_]:
    """Return words drawn with the given weights."""
    shares = np.array(list(weights.values()))
    return np.array(list(weights), dtype=object)[rng.choice(len(shares), size=size, p=shares / shares.sum())]


def simulated_cast(n_actors: int, n_ess: int, dominant: str, *, rng: np.random.Generator) -> Cast:
    """Return the actors of a simulated pole.

    Parameters
    ----------
    n_actors, n_ess : int
        Number of actors, and of ESS organisations among them.
    dominant : str
        Sector of about three fifths of the ESS organisations and firms; empty for none.
    rng : numpy.random.Generator
    """
    counts = composition(n_actors, n_ess)
    types = np.repeat(np.array(list(counts), dtype=object), list(counts.values()))
    sectors = _sectors(types, dominant, rng)
    places = rng.choice(len(COMMUNES), size=n_actors, p=[commune.share for commune in COMMUNES])
    authorities = np.flatnonzero(types == "local_authority")
    places[authorities] = np.minimum(np.arange(len(authorities)), 7)
    propensity = np.minimum(rng.pareto(PROPENSITY_TAIL, n_actors) + 0.3, LARGEST_PROPENSITY)
    propensity[types != "firm"] *= 2.0
    propensity[types == "ess"] *= 2.0
    propensity[0] = LEAD_FACTOR * propensity.max()
    ranks = np.concatenate([np.arange(1, number + 1) for number in counts.values()])
    width = {kind: len(str(number)) for kind, number in counts.items()}
    ids = [f"{PREFIXES[kind][0]}{rank:0{width[kind]}d}" for kind, rank in zip(types, ranks, strict=True)]
    joined = np.where(rng.random(n_actors) < 0.6, rng.integers(2002, 2024, n_actors), 0)
    columns = _columns(ids, types, sectors, places, ranks, rng)
    columns["joined"] = [str(year) if year else "" for year in joined]
    return Cast(ids, types, sectors, places, propensity, joined, columns)


def _sectors(types: npt.NDArray[np.object_], dominant: str, rng: np.random.Generator) -> npt.NDArray[np.object_]:
    sectors = np.empty(len(types), dtype=object)
    for kind, weights in SECTORS.items():
        here = np.flatnonzero(types == kind)
        sectors[here] = drawn_words(weights, len(here), rng=rng)
    ess = np.flatnonzero(types == "ess")
    sectors[ess] = [ESS_SECTORS[rank % len(ESS_SECTORS)] for rank in range(len(ess))]
    if dominant:
        followers = np.flatnonzero(np.isin(types, ("ess", "firm")) & (rng.random(len(types)) < 0.6))
        sectors[followers[followers > 0]] = dominant
    return sectors


def _columns(
    ids: list[str],
    types: npt.NDArray[np.object_],
    sectors: npt.NDArray[np.object_],
    places: npt.NDArray[np.int64],
    ranks: npt.NDArray[np.int64],
    rng: np.random.Generator,
) -> Columns:
    n_actors = len(ids)
    forms = np.empty(n_actors, dtype=object)
    for kind, weights in LEGAL_FORMS.items():
        here = np.flatnonzero(types == kind)
        forms[here] = drawn_words(weights, len(here), rng=rng)
    jitter = rng.normal(0.0, 0.008, size=(n_actors, 2))
    employees = np.where(types == "local_authority", 0, np.ceil(rng.lognormal(2.3, 1.2, n_actors))).astype(np.int64)
    authority = types == "local_authority"
    large = authority & (ranks > 8)  # the grouping, the département and the région have no commune
    roles = drawn_words({"funder": 0.6, "initiator": 0.2, "facilitator": 0.2}, n_actors, rng=rng)
    forms[large] = np.array(["communauté de communes", "département", "région"], dtype=object)[ranks[large] - 9]
    return {
        "id": ids,
        "name": [_name(kind, sector, rank) for kind, sector, rank in zip(types, sectors, ranks, strict=True)],
        "type": list(types),
        "sector": list(sectors),
        "legal_form": list(forms),
        "commune": ["" if big else COMMUNES[place].code for place, big in zip(places, large, strict=True)],
        "epci": ["" if big else COMMUNES[place].epci for place, big in zip(places, large & (ranks != 9), strict=True)],
        "longitude": [f"{COMMUNES[place].longitude + by:.4f}" for place, by in zip(places, jitter[:, 0], strict=True)],
        "latitude": [f"{COMMUNES[place].latitude + by:.4f}" for place, by in zip(places, jitter[:, 1], strict=True)],
        "employees": ["" if public else str(number) for number, public in zip(employees, authority, strict=True)],
        "authority_role": [role if public else "" for role, public in zip(roles, authority, strict=True)],
        "evidence": [EVIDENCE] * n_actors,
        "certainty": ["certain"] * n_actors,
    }


def _name(kind: str, sector: str, rank: int) -> str:
    if kind == "local_authority":
        large = ("Communauté de communes", "Département", "Région")
        return f"Commune {rank}" if rank <= 8 else large[rank - 9]
    label = PREFIXES[kind][1]
    return (
        f"{label} {rank} ({vocabulary().label('sectors', sector, 'fr').lower()})"
        if kind == "ess"
        else f"{label} {rank}"
    )
