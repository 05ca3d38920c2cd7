"""Entries of the catalogue: centrality."""

from __future__ import annotations

from coopnet.measures.declaration import Measure

CENTRALITY: tuple[Measure, ...] = ()
