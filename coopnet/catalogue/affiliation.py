"""Entries of the catalogue: affiliation."""

from __future__ import annotations

from coopnet.measures.declaration import Measure

AFFILIATION: tuple[Measure, ...] = ()
