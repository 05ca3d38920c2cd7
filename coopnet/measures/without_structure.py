"""What the pole's measures become without its largest structure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.layers import AffiliationLayer
from coopnet.measures.affiliation import pole_affiliation_density
from coopnet.measures.cohesion import pole_components, pole_density, pole_largest_component_share
from coopnet.measures.declaration import on_multiplex
from coopnet.measures.ei import pole_ei
from coopnet.measures.multiplexity import pole_mean_kinds, pole_multiplex_share
from coopnet.measures.undefined import undefined
from coopnet.multiplex import Multiplex
from coopnet.network import affiliation_of, carrying_view, network_of, view_of

PoleMeasure = Callable[..., float]
USUAL: tuple[PoleMeasure, ...] = (
    pole_density,
    pole_components,
    pole_largest_component_share,
    pole_ei,
    pole_mean_kinds,
    pole_multiplex_share,
    pole_affiliation_density,
)


@on_multiplex
def pole_without_structure_table(
    multiplex: Multiplex, structure: str | None = None, measures: Sequence[PoleMeasure] = USUAL
) -> pd.DataFrame:
    """Measures of the pole with and without one structure, the largest unless told.

    A large structure makes a link between every two of its members: one row of data may hold most of the density.
    ``with_it`` and ``without``: the measure on its default view; ``change``: without − with.

    Parameters
    ----------
    multiplex : Multiplex
    structure : str, optional
        Which structure to leave out; the one of most named members if not given (the first of them, if several).
    measures : sequence of pole measures
        Measures named ``pole_…``; those that matter most to projection if not given.

    Returns
    -------
    DataFrame (measures × with_it, without, change)
        In the unit of each measure; NaN where it is undefined. ``attrs["structure"]``: which one was left out.

    Raises
    ------
    UndefinedMeasure
        When the pole has no structure.
    UnknownWord
        When it has none of that name, or for something that is no measure of the pole.

    See Also
    --------
    structure_bridging_loss_table : pairs and unity lost with each structure.

    Notes
    -----
    Actors stay, linked or not: only what the structure made goes. Its kind stays too, so that the number of kinds does
    not change.

    References
    ----------
    Arithmetic.

    Examples
    --------
    G alone links a, b and c; without it, only a and d are linked.

    >>> from coopnet.measures.cohesion import pole_density
    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex("ad", structures={"G": "abc"})
    >>> pole_without_structure_table(pole, measures=[pole_density]).round(4).loc["pole_density"].to_dict()
    {'with_it': 0.6667, 'without': 0.1667, 'change': -0.5}
    """
    _refuse_what_is_no_measure(measures)
    left_out = _chosen(multiplex, structure)
    rest = without_structure(multiplex, left_out)
    with_it = [_value(measure, multiplex) for measure in measures]
    without = [_value(measure, rest) for measure in measures]
    names = pd.Index([measure.__name__ for measure in measures], name="measure", dtype="str")
    frame = pd.DataFrame(
        {"with_it": with_it, "without": without, "change": np.subtract(without, with_it)}, index=names, dtype=np.float64
    )
    frame.attrs["structure"] = left_out
    return carrying_view(frame, "pole_without_structure_table", view_of(multiplex, "structures"))


def without_structure(multiplex: Multiplex, structure: str) -> Multiplex:
    """Return the multiplex without the memberships of one structure; its kind stays, be it empty."""
    layers: Mapping[str, AffiliationLayer] = {
        kind: _without(layer, structure) if structure in layer.structures else layer
        for kind, layer in multiplex.affiliations.items()
    }
    return replace(multiplex, affiliations=MappingProxyType(dict(layers)))


def _without(layer: AffiliationLayer, structure: str) -> AffiliationLayer:
    kept = layer.structures != structure
    return replace(
        layer, structures=layer.structures[kept], incidence=layer.incidence[:, kept], declared=layer.declared[kept]
    )


def _chosen(multiplex: Multiplex, structure: str | None) -> str:
    affiliation = affiliation_of(multiplex)
    if not len(affiliation.structures):
        raise undefined(
            "pole_without_structure_table",
            "no structure counts here, and none can be left out",
            "aucune structure ne compte ici, et aucune ne peut être mise de côté",
        )
    if structure is None:
        return str(affiliation.structures[int(affiliation.named.argmax())])
    if structure not in affiliation.structures:
        there = ", ".join(affiliation.structures[:8])
        raise UnknownWord(
            f"No structure “{structure}” counts here. Structures: {there}…",
            f"Aucune structure « {structure} » ne compte ici. Structures : {there}…",
        )
    return structure


def _refuse_what_is_no_measure(measures: object) -> None:
    given = list(measures) if isinstance(measures, Sequence) and not isinstance(measures, str) else [str(measures)]
    for measure in given:
        name = getattr(measure, "__name__", str(measure))
        if not (name.startswith("pole_") and "takes" in getattr(measure, "__dict__", {})):
            raise UnknownWord(
                f"{name} cannot be measured with and without a structure; give a list of functions that measure the "
                "pole, measures=[cn.pole_density] for instance.",
                f"{name} ne se mesure pas avec et sans une structure ; donnez une liste de fonctions qui mesurent le "
                "pôle, measures=[cn.pole_density] par exemple.",
            )


def _value(measure: PoleMeasure, multiplex: Multiplex) -> float:
    """Take a declared measure on its default view, NaN where it is undefined."""
    takes: str = measure.__dict__["takes"]
    given: Any = multiplex
    if takes == "network":
        given = network_of(multiplex, view=measure.__dict__["views"][0])
    elif takes == "affiliation":
        given = affiliation_of(multiplex)
    try:
        return measure(given)
    except UndefinedMeasure:
        return float("nan")
