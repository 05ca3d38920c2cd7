"""Entries of the catalogue: multiplexity."""

from __future__ import annotations

from coopnet.measures.declaration import Measure

MULTIPLEXITY: tuple[Measure, ...] = ()
