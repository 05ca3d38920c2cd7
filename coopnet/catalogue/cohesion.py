"""Entries of the catalogue: cohesion."""

from __future__ import annotations

from coopnet.measures.declaration import Measure

COHESION: tuple[Measure, ...] = ()
