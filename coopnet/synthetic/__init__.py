"""Poles with known answers: simulated ones of realistic make, planted ones for tests, large tables for benchmarks."""

from coopnet.synthetic.large import big_tables
from coopnet.synthetic.planted import (
    affiliated_pole,
    brokered_pole,
    homophilous_pole,
    lead_organisation_pole,
    multiplex_pole,
    random_pole,
    ring_of_cliques_pole,
    star_pole,
    two_component_pole,
)
from coopnet.synthetic.poles import corpus, simulated_pole, simulated_tables
from coopnet.synthetic.ratings import simulated_ratings

__all__ = [
    "affiliated_pole",
    "big_tables",
    "brokered_pole",
    "corpus",
    "homophilous_pole",
    "lead_organisation_pole",
    "multiplex_pole",
    "random_pole",
    "ring_of_cliques_pole",
    "simulated_pole",
    "simulated_ratings",
    "simulated_tables",
    "star_pole",
    "two_component_pole",
]
