"""Poles that drawings are tried on."""

from __future__ import annotations

import pytest

from coopnet.drawing.layout import Layout, layout_of
from coopnet.exchange import read_pole
from coopnet.pole import Pole


@pytest.fixture(scope="package")
def sud() -> Pole:
    """The documented pole."""
    return read_pole("datasets/sud_aquitaine")


@pytest.fixture(scope="package")
def large() -> Pole:
    """The simulated pole at the real size: 280 actors."""
    return read_pole("datasets/pole_simule")


@pytest.fixture(scope="package")
def sud_layout(sud: Pole) -> Layout:
    """Where the documented pole is drawn."""
    return layout_of(sud)


@pytest.fixture(scope="package")
def large_layout(large: Pole) -> Layout:
    """Where the simulated pole is drawn."""
    return layout_of(large)


@pytest.fixture
def parallel() -> Pole:
    """Two actors joined by three links, one the other way round, and by a structure; a third stands alone."""
    return Pole.from_tables(
        {
            "actors": {
                "id": ["a", "b", "c"],
                "name": ["Atelier", "Boulangerie", "Crèche"],
                "sector": ["food", "training", ""],
            },
            "structures": {"id": ["s"], "name": ["Local"], "kind": ["shared_premises"]},
            "memberships": {"actor": ["a", "b"], "structure": ["s", "s"]},
            "links": {
                "source": ["a", "b", "a"],
                "target": ["b", "a", "b"],
                "kind": ["convention", "common_project", "funding"],
            },
        }
    )
