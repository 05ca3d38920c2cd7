"""Core and periphery: whether a pole is a well-linked core with others around it (Borgatti & Everett 2000)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from coopnet.errors import Language, UnknownWord
from coopnet.kernels.compiled import Flags
from coopnet.kernels.core_periphery import APART, IGNORED, LINKED, core_periphery
from coopnet.measures.declaration import on_views
from coopnet.measures.partition import known_searches
from coopnet.measures.undefined import undefined
from coopnet.network import Network, View
from coopnet.numbers import written
from coopnet.printing.result import Result, flat
from coopnet.printing.words import said, view_note, view_text

Between = Literal["linked", "apart", "ignored"]
_IDEALS = {"linked": LINKED, "apart": APART, "ignored": IGNORED}


@dataclass(frozen=True, eq=False, slots=True)
class CorePeriphery(Result):
    """A split of a pole into a core and a periphery.

    Attributes
    ----------
    in_core : Series of bool, by actor
        Who is in the core.
    fit : float
        Correlation of the pairs with those of an ideal core and periphery, from −1 to 1.
    between : str
        What the ideal has between core and periphery: ``linked``, ``apart`` or ``ignored``.
    n_starts : int
        Number of searches, of which this is the best.
    view : View
    """

    in_core: pd.Series
    fit: float
    between: str
    n_starts: int
    view: View

    @property
    def core(self) -> tuple[str, ...]:
        """Actors of the core, in the order of the pole."""
        return tuple(self.in_core.index[self.in_core])

    def title(self, language: Language) -> str:
        """Return what it is, and on which view."""
        view = view_text(self.view.full_name, language)
        return said(f"Cœur et périphérie [{view}]", f"Core and periphery [{view}]", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the view, and how it was found."""
        found = written(self.fit, language, 3)
        note = said(
            f"Ajustement : {found} ; le meilleur de {self.n_starts} essais.",
            f"Fit: {found}; the best of {self.n_starts} searches.",
            language,
        )
        return view_note(self.view.full_name, "", language), note

    def tidy(self) -> pd.DataFrame:
        """Return one row per actor: ``actor``, ``core`` (1 or 0)."""
        return flat(self.in_core.astype("int64").rename("core").rename_axis("actor").to_frame())

    def __repr__(self) -> str:
        return f"<CorePeriphery [{self.view.full_name}]: {len(self.core)} of {len(self.in_core)}, fit {self.fit:.3f}>"


@on_views("pairs")
def core_periphery_of(
    network: Network, *, rng: np.random.Generator, between: Between = "linked", n_starts: int = 10
) -> CorePeriphery:
    """Core without which the pole would look least like a core with a periphery around it.

    The core C that maximises the correlation, over pairs of actors, between a_ij and an ideal: 1 for two actors of the
    core, 0 for two of the periphery, and between the two what ``between`` says.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    rng : numpy.random.Generator
        Draws the cores from which searches start.
    between : {"linked", "apart", "ignored"}
        The ideal has core and periphery all linked (Borgatti and Everett's first model: a star is perfect), not linked
        at all, or says nothing of these pairs, which are then left out.
    n_starts : int
        Number of searches; each moves or exchanges actors as long as the correlation rises.

    Returns
    -------
    CorePeriphery
        The best found, not proved the best.

    Raises
    ------
    UndefinedMeasure
        When no core gives a correlation: without links, when all are linked, or with too few actors.
    UnknownWord
        For an unknown ideal, or fewer than one search.

    See Also
    --------
    pole_core_periphery_fit : the correlation alone.
    pole_degree_centralisation : when the core is one actor.

    Notes
    -----
    Several cores may fit equally well. A high fit is no proof of a core: heavy-tailed degrees alone raise it; compare
    with a null that holds degrees.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (2000). Models of core/periphery structures. Social Networks, 21(4), 375–395.
    https://doi.org/10.1016/S0378-8733(99)00019-2

    Examples
    --------
    A couple a–b, to whom all others are linked:

    >>> from coopnet.measures.examples import example_network
    >>> found = core_periphery_of(example_network("ab ac ad ae bc bd be"), rng=np.random.default_rng(1))
    >>> found.core, round(found.fit, 6)
    (('a', 'b'), 1.0)
    """
    core, fit = _fitted("core_periphery_of", network, rng, between, n_starts)
    return CorePeriphery(network.actor_series(core, "in_core"), fit, between, n_starts, network.view)


@on_views("pairs")
def pole_core_periphery_fit(
    network: Network, *, rng: np.random.Generator, between: Between = "linked", n_starts: int = 10
) -> float:
    """How much a pole looks like a core with a periphery around it.

    The largest correlation, over pairs of actors and over the cores that were tried, between a_ij and an ideal: 1 for
    two actors of the core, 0 for two of the periphery, 1 between the two (or what ``between`` says).

    Parameters
    ----------
    network : Network
        View ``pairs``.
    rng : numpy.random.Generator
        Draws the cores from which searches start.
    between : {"linked", "apart", "ignored"}
        What the ideal has between core and periphery; see ``core_periphery_of``.
    n_starts : int
        Number of searches.

    Returns
    -------
    float
        Correlation, at most 1: an ideal core and periphery; near 0 when no split helps. A lower bound of the best fit.

    Raises
    ------
    UndefinedMeasure
        When no core gives a correlation: without links, when all are linked, or with too few actors.
    UnknownWord
        For an unknown ideal, or fewer than one search.

    See Also
    --------
    core_periphery_of : who is in the core.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (2000). Models of core/periphery structures. Social Networks, 21(4), 375–395.
    https://doi.org/10.1016/S0378-8733(99)00019-2

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> round(pole_core_periphery_fit(example_network("ab ac ad"), rng=np.random.default_rng(1)), 6)
    1.0
    """
    return _fitted("pole_core_periphery_fit", network, rng, between, n_starts)[1]


def _fitted(name: str, network: Network, rng: np.random.Generator, between: str, n_starts: int) -> tuple[Flags, float]:
    if between not in _IDEALS:
        raise UnknownWord(
            f"Unknown ideal “{between}” between core and periphery; ideals: {', '.join(_IDEALS)}.",
            f"Idéal inconnu « {between} » entre cœur et périphérie ; idéaux : {', '.join(_IDEALS)}.",
        )
    core, fit = core_periphery(network.indptr, network.indices, _IDEALS[between], rng, known_searches(n_starts))
    if np.isnan(fit):
        raise undefined(
            name,
            "no split into core and periphery can be compared with these links: there are none, or all, or too few "
            "actors",
            "aucun partage en cœur et périphérie ne peut être comparé à ces liens : il n’y en a aucun, ou tous, ou "
            "trop peu d’acteurs",
        )
    return core, fit
