"""Every measure, one explicit entry each: from here follow the CLI list, axis labels, sentences, grid tests."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from coopnet.catalogue.affiliation import AFFILIATION
from coopnet.catalogue.bridging import BRIDGING
from coopnet.catalogue.centrality import CENTRALITY
from coopnet.catalogue.cohesion import COHESION
from coopnet.catalogue.multiplexity import MULTIPLEXITY
from coopnet.errors import UnknownWord
from coopnet.measures.declaration import Measure

FAMILIES: Mapping[str, tuple[Measure, ...]] = MappingProxyType(
    {
        "centrality": CENTRALITY,
        "cohesion": COHESION,
        "bridging": BRIDGING,
        "multiplexity": MULTIPLEXITY,
        "affiliation": AFFILIATION,
    }
)
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {measure.name: measure for family in FAMILIES.values() for measure in family}
)


def measure_named(name: str) -> Measure:
    """Return a measure of the catalogue by its name.

    Raises
    ------
    UnknownWord
        When there is none of that name.
    """
    if name not in MEASURES:
        raise UnknownWord(
            f"Unknown measure “{name}”; coopnet measures lists them all.",
            f"Mesure inconnue « {name} » ; la commande « coopnet measures » les énumère.",
        )
    return MEASURES[name]
