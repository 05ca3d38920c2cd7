"""Entries of the catalogue: bridging."""

from __future__ import annotations

from coopnet.measures.declaration import Measure

BRIDGING: tuple[Measure, ...] = ()
