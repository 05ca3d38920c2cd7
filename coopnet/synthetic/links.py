"""Simulated direct links: between the active, the similar, the near and those who already share a structure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from coopnet.synthetic.actors import EVIDENCE, Cast, Columns, drawn_words
from coopnet.synthetic.structures import LAST_YEAR
from coopnet.synthetic.territory import LINK_KINDS
from coopnet.vocabulary import vocabulary

SAME_SECTOR, SAME_COMMUNE, SAME_STRUCTURE = 3.0, 1.5, 3.0
SMALL_STRUCTURE = 40  # sharing a very large group brings nobody nearer
SECOND_KIND = 0.25


def simulated_links(
    cast: Cast, members: Sequence[npt.NDArray[np.int64]], number: int, *, rng: np.random.Generator
) -> Columns:
    """Return the direct links of a simulated pole.

    Pairs are drawn without replacement with probability proportional to the product of the two propensities, times 3
    when the sector is shared, 1.5 when the commune is, and 3 when a structure of at most 40 named members is. A quarter
    of the linked pairs receive a second link of another kind.

    Parameters
    ----------
    cast : Cast
    members : sequence of int64 array
        Positions of the members of each structure.
    number : int
        Number of linked pairs wanted; fewer when there are not as many pairs.
    rng : numpy.random.Generator
    """
    first, second = np.triu_indices(len(cast.ids), k=1)
    columns: Columns = {
        key: []
        for key in ("source", "target", "kind", "weight", "since", "until", "evidence", "certainty", "reported_by")
    }
    if not len(first):
        return columns
    affinity = _affinity(cast, members)[first, second]
    drawn = rng.choice(len(first), size=min(number, len(first)), replace=False, p=affinity / affinity.sum())
    for pair in drawn:
        ends = (int(first[pair]), int(second[pair]))
        weights = dict(LINK_KINDS[_particular(cast, ends)])
        kind = str(drawn_words(weights, 1, rng=rng)[0])
        _add(columns, cast, ends, kind, rng)
        if rng.random() < SECOND_KIND:
            del weights[kind]
            _add(columns, cast, ends, str(drawn_words(weights, 1, rng=rng)[0]), rng)
    return columns


def _affinity(cast: Cast, members: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.float64]:
    affinity = np.outer(cast.propensity, cast.propensity)
    affinity *= np.where(cast.sectors[:, None] == cast.sectors[None, :], SAME_SECTOR, 1.0)
    affinity *= np.where(cast.places[:, None] == cast.places[None, :], SAME_COMMUNE, 1.0)
    together = np.zeros(affinity.shape, dtype=bool)
    for group in members:
        if len(group) <= SMALL_STRUCTURE:
            together[np.ix_(group, group)] = True
    return affinity * np.where(together, SAME_STRUCTURE, 1.0)


def _particular(cast: Cast, ends: tuple[int, int]) -> str:
    types = {cast.types[end] for end in ends}
    return next(kind for kind in LINK_KINDS if kind in types)


def _add(columns: Columns, cast: Cast, ends: tuple[int, int], kind: str, rng: np.random.Generator) -> None:
    if vocabulary().kinds[kind].directed:  # money and support come from the authority
        ends = ends if cast.types[ends[0]] == "local_authority" else ends[::-1]
    source, target = (cast.ids[end] for end in ends)
    begun = max(int(rng.integers(2004, LAST_YEAR + 1)), *(int(cast.joined[end]) for end in ends))
    dated = rng.random() < 0.8
    over = dated and rng.random() < 0.12
    values = (
        source,
        target,
        kind,
        str(rng.choice(5, p=(0.45, 0.25, 0.15, 0.1, 0.05)) + 1) if rng.random() < 0.6 else "",
        str(begun) if dated else "",
        str(rng.integers(begun, LAST_YEAR + 1)) if over else "",
        EVIDENCE,
        str(drawn_words({"certain": 0.7, "probable": 0.2, "uncertain": 0.1}, 1, rng=rng)[0]),
        source if rng.random() < 0.7 else target,
    )
    for key, value in zip(columns, values, strict=True):
        columns[key].append(value)
