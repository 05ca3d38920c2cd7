"""Simulated structures and who is named as a member of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from coopnet.synthetic.actors import EVIDENCE, Cast, Columns

FIRST_YEAR, LAST_YEAR = 2001, 2024


@dataclass(frozen=True, slots=True)
class Plan:
    """One structure to make.

    Attributes
    ----------
    id, name, kind : str
    shares : mapping of actor type to float
        Share of the actors of each type who are named members (at least two members in all).
    favoured : tuple of str
        Sectors whose actors are ten times more likely to be drawn.
    declared : float
        Declared number of members as a share of the number of actors of the pole; 0 for none.
    ess_rank : int
        Position of the ESS organisation that the structure also is; −1 for none.
    smallest : int
        Number of actors under which a pole has no such structure.
    """

    id: str
    name: str
    kind: str
    shares: Mapping[str, float]
    favoured: tuple[str, ...] = ()
    declared: float = 0.0
    ess_rank: int = -1
    smallest: int = 60


BUILDING = ("construction",)
PRODUCTION = ("industry", "food", "mobility", "trade")
PLANS = (
    Plan("S_GEIQ1", "GEIQ du bâtiment", "geiq", {"firm": 0.40, "ess": 0.1}, BUILDING, 0.75, 1),
    Plan("S_GEIQ2", "GEIQ interprofessionnel", "geiq", {"firm": 0.18, "ess": 0.2}, PRODUCTION, 0.32, 2),
    Plan("S_GE", "Groupement d’employeurs", "employers_group", {"firm": 0.10, "ess": 0.3}, (), 0.14, 3),
    Plan(
        "S_SCIC1", "SCIC de restauration", "scic", {"ess": 0.4, "local_authority": 0.2, "firm": 0.06}, (), 0.25, 4, 20
    ),
    Plan("S_SCIC2", "SCIC de formation", "scic", {"ess": 0.3, "training": 0.5, "firm": 0.02}, (), 0.0, 5, 40),
    Plan("S_CAE", "CAE", "cae", {"ess": 0.3, "firm": 0.03, "local_authority": 0.1}, ("digital",), 0.22, 6, 20),
    Plan(
        "S_GPEC",
        "GPEC territoriale",
        "territorial_gpec",
        {"firm": 0.30, "local_authority": 0.5, "other": 0.5},
        (),
        0.43,
    ),
    Plan(
        "S_AERO",
        "Grappe aéronautique",
        "thematic_cluster",
        {"firm": 0.07, "research": 0.5, "training": 0.25},
        ("aeronautics",),
    ),
    Plan("S_LIEU1", "Locaux partagés", "shared_premises", {"ess": 0.6, "other": 0.2}, smallest=4),
    Plan(
        "S_LIEU2",
        "Pépinière",
        "shared_premises",
        {"firm": 0.05, "ess": 0.1},
        ("digital", "business_services"),
        smallest=30,
    ),
    Plan("S_MUT1", "Comptabilité mutualisée", "mutualised_service", {"ess": 0.45}, smallest=5),
    Plan(
        "S_MUT2",
        "Achats groupés",
        "mutualised_service",
        {"ess": 0.4, "firm": 0.04, "local_authority": 0.2},
        smallest=12,
    ),
    Plan("S_MUT3", "Service informatique mutualisé", "mutualised_service", {"ess": 0.35}, smallest=20),
    Plan("S_COMITE", "Comité de coopération", "joint_governance", {"ess": 0.9, "local_authority": 0.3}, smallest=3),
    Plan(
        "S_FORM",
        "Parcours de formation commun",
        "joint_training",
        {"ess": 0.3, "training": 0.75, "firm": 0.03},
        smallest=15,
    ),
)


@dataclass(eq=False)
class Shared:
    """Structures and memberships under construction.

    Attributes
    ----------
    structures, memberships : dict of column to list of str
    members : list of int64 array
        Positions of the named members of each structure.
    """

    structures: Columns = field(
        default_factory=lambda: {
            key: [] for key in ("id", "name", "kind", "actor", "size", "founded", "closed", "evidence", "certainty")
        }
    )
    memberships: Columns = field(
        default_factory=lambda: {
            key: [] for key in ("actor", "structure", "role", "since", "until", "evidence", "certainty", "reported_by")
        }
    )
    members: list[npt.NDArray[np.int64]] = field(default_factory=list)


def simulated_structures(cast: Cast, activity: float, *, rng: np.random.Generator) -> Shared:
    """Return the structures of a simulated pole and their memberships.

    Parameters
    ----------
    cast : Cast
    activity : float
        1 for a pole in full activity; less makes fewer structures.
    rng : numpy.random.Generator
    """
    shared = Shared()
    n_actors, n_ess = len(cast.ids), len(cast.of_type("ess"))
    for plan in PLANS:
        if n_actors < plan.smallest or plan.ess_rank >= n_ess or rng.random() > activity:
            continue
        members = _planned_members(cast, plan, rng)
        declared = str(max(round(plan.declared * n_actors), len(members))) if plan.declared else ""
        founded = str(rng.integers(FIRST_YEAR, LAST_YEAR - 4))
        actor = cast.ids[plan.ess_rank] if plan.ess_rank >= 0 else ""
        _add(shared, cast, (plan.id, plan.name, plan.kind, actor, declared, founded, ""), members, rng)
    for rank in range(1, round(activity * np.sqrt(n_actors)) + 1):
        size = int(min(2 + rng.geometric(0.3), n_actors))
        members = _drawn(cast.propensity, size, rng)
        begun = int(rng.integers(2008, LAST_YEAR + 1))
        over = str(min(begun + int(rng.integers(1, 6)), LAST_YEAR)) if rng.random() < 0.35 else ""
        _add(
            shared,
            cast,
            (f"S_PROJET{rank:02d}", f"Projet {rank}", "common_project", "", "", str(begun), over),
            members,
            rng,
        )
    return shared


def _planned_members(cast: Cast, plan: Plan, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    weights = cast.propensity * np.where(np.isin(cast.sectors, plan.favoured), 10.0, 1.0)
    parts = []
    for kind, share in plan.shares.items():
        pool = cast.of_type(kind)
        # no structure is a member of itself
        pool = pool[pool != plan.ess_rank] if kind == "ess" else pool
        number = min(round(share * len(pool)), len(pool))
        parts.append(pool[_drawn(weights[pool], number, rng)])
    members = np.concatenate(parts)
    if len(members) < 2:
        pool = np.setdiff1d(np.arange(len(cast.ids)), [*members, plan.ess_rank])
        members = np.concatenate([members, pool[_drawn(weights[pool], min(2 - len(members), len(pool)), rng)]])
    return np.sort(members)


def _drawn(weights: npt.NDArray[np.float64], number: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    if number == 0:
        return np.zeros(0, dtype=np.int64)
    return np.sort(rng.choice(len(weights), size=number, replace=False, p=weights / weights.sum()))


def _add(
    shared: Shared,
    cast: Cast,
    row: tuple[str, str, str, str, str, str, str],
    members: npt.NDArray[np.int64],
    rng: np.random.Generator,
) -> None:
    founded, closed = row[5:]
    for key, value in zip(shared.structures, (*row, EVIDENCE, "certain"), strict=True):
        shared.structures[key].append(value)
    shared.members.append(members)
    last = int(closed) if closed else LAST_YEAR
    for rank, member in enumerate(members):
        begun = max(int(rng.integers(int(founded), last + 1)), int(cast.joined[member]))
        since = str(begun) if rng.random() < 0.7 and begun <= last else ""
        until = closed if closed and since else ""
        role = "porteur" if rank == 0 else "membre"
        certainty = "certain" if rng.random() < 0.85 else "probable"
        actor = cast.ids[member]
        values = (actor, row[0], role, since, until, EVIDENCE, certainty, actor)
        for key, value in zip(shared.memberships, values, strict=True):
            shared.memberships[key].append(value)
