"""How much of what is said of sud_aquitaine rests on its cooperation committee, whose membership is inferred?

Reads ``datasets/sud_aquitaine``; writes ``figures/sud_aquitaine/committee.csv``: a few measures of the pole, with the
committee (the structures of kind ``joint_governance``) and without it.

    python -m analyses committee
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analyses._making import Making, pole_named, put
from coopnet.inference.evaluation import asked
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import network_of
from coopnet.reduction import without_structures

POLE, KIND = "sud_aquitaine", "joint_governance"
MEASURES = (
    "pole_density",
    "pole_degree_centralisation",
    "pole_transitivity",
    "pole_ei",
    "pole_mean_kinds",
    "pole_largest_component_share",
)


def makings() -> list[Making]:
    """Return the one table."""
    parameters = {"kind_left_out": KIND, "measures": list(MEASURES)}
    return [Making(f"{POLE}/committee", "committee", POLE, make=committee_of, parameters=parameters)]


def committee_of(folder: Path) -> list[Path]:
    """Write the measures with and without the committee."""
    whole = multiplex_of(pole_named(POLE))
    others = without_structures(whole, whole.affiliations[KIND].structures)
    table = pd.DataFrame({"with_committee": taken(whole), "without_committee": taken(others)})
    text = table.to_csv(index_label="measure", float_format="%.10g", lineterminator="\n")
    return [put(folder / POLE / "committee.csv", text)]


def taken(multiplex: Multiplex) -> dict[str, float]:
    """Return the number of linked pairs and the measures of a multiplex."""
    questions = [asked(name) for name in MEASURES]
    measured = {one.measure.name: float(one.result(one.given(multiplex))) for one in questions}
    return {"linked_pairs": float(network_of(multiplex, view="pairs").n_pairs), **measured}
