"""What a measure is: a function and its promises; and the door that refuses views which give it no meaning."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from coopnet.chance import known_generator
from coopnet.errors import Language, ViewRefused
from coopnet.multiplex import Multiplex
from coopnet.network import Affiliation, Network, ViewName

P = ParamSpec("P")
R = TypeVar("R")
Level = Literal["pole", "actor", "structure", "sector", "kind", "link"]
Takes = Literal["network", "multiplex", "affiliation"]
Direction = Literal["more", "less"]
INFINITY = float("inf")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the catalogue: a function, what it takes, and what it promises.

    Attributes
    ----------
    function : callable
        The measure itself; its name is the measure's name.
    level : str
        What one value speaks of: pole, actor, structure, sector, kind or link.
    fr, en : str
        Label in each language, as printed on an axis or in a table.
    bounds : pair of float
        Smallest and largest possible value, infinite where there is none.
    reading_fr, reading_en : str
        What a high value means, one short sentence in plain language.
    source : str
        Author, year and DOI.
    direction : {"more", "less"} or None
        The direction on which the literature agrees; None when there is no agreed direction.
    by : bool
        Whether it takes ``by=``, the categorical column that plays the sector.
    costly : bool
        Whether it is dear on large poles (above linear), so that ensembles use fewer draws.
    chance : bool
        Whether it takes ``rng``.
    directed : bool
        Whether it speaks of directed kinds only, whose nature is seldom cooperation: it is then taken on every nature.
    counts : bool
        Whether its value is a whole number, printed without decimals.
    sampled : callable or None
        The measure that estimates it from a sample, with its error, where a pole is too large for it.
    """

    function: Callable[..., Any]
    level: Level
    fr: str
    en: str
    bounds: tuple[float, float]
    reading_fr: str
    reading_en: str
    source: str
    direction: Direction | None = None
    by: bool = False
    costly: bool = False
    chance: bool = False
    directed: bool = False
    counts: bool = False
    sampled: Callable[..., Any] | None = None

    @property
    def name(self) -> str:
        """Name of the function, which is the name of the measure."""
        return self.function.__name__

    @property
    def takes(self) -> Takes:
        """What the function takes: a network, a multiplex or an affiliation."""
        return self.function.__dict__["takes"]  # type: ignore[no-any-return]

    @property
    def views(self) -> tuple[ViewName, ...]:
        """Views that the measure accepts, the default one first; empty when it does not take a network."""
        return self.function.__dict__["views"]  # type: ignore[no-any-return]

    @property
    def is_table(self) -> bool:
        """Whether the function returns several named columns per row."""
        return self.name.endswith("_table")

    def label(self, language: Language) -> str:
        """Return the label in the language asked for."""
        return self.fr if language == "fr" else self.en

    def reading(self, language: Language) -> str:
        """Return what a high value means, in the language asked for."""
        return self.reading_fr if language == "fr" else self.reading_en


def on_views(
    *views: ViewName,
) -> Callable[[Callable[Concatenate[Network, P], R]], Callable[Concatenate[Network, P], R]]:
    """Declare the views that a measure of a network accepts, its default first; any other is refused."""

    def declared(function: Callable[Concatenate[Network, P], R]) -> Callable[Concatenate[Network, P], R]:
        name = function.__name__

        @functools.wraps(function)
        def measured(network: Network, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not isinstance(network, Network):
                raise _wrong_input(name, network, f"cn.network_of(pole, view={views[0]!r})")
            if network.view.collapse not in views:
                raise ViewRefused(
                    f"{name} has no meaning on the view “{network.view.collapse}”; it accepts {', '.join(views)}. "
                    f"Type cn.{name}(cn.network_of(pole, view={views[0]!r})).",
                    f"{name} n’a pas de sens sur la vue « {network.view.collapse} » ; vues acceptées : "
                    f"{', '.join(views)}. Écrivez cn.{name}(cn.network_of(pole, view={views[0]!r})).",
                )
            if "rng" in kwargs:
                known_generator(kwargs["rng"])
            return function(network, *args, **kwargs)

        measured.__dict__.update(takes="network", views=views)
        return measured

    return declared


def on_multiplex(
    function: Callable[Concatenate[Multiplex, P], R],
) -> Callable[Concatenate[Multiplex, P], R]:
    """Declare a measure of a multiplex."""
    return _on(function, Multiplex, "multiplex", "cn.multiplex_of(pole)")


def on_affiliation(
    function: Callable[Concatenate[Affiliation, P], R],
) -> Callable[Concatenate[Affiliation, P], R]:
    """Declare a measure of an affiliation (actors × structures)."""
    return _on(function, Affiliation, "affiliation", "cn.affiliation_of(pole)")


def _on(function: Callable[..., R], wanted: type, takes: Takes, sentence: str) -> Callable[..., R]:
    name = function.__name__

    @functools.wraps(function)
    def measured(given: object, /, *args: Any, **kwargs: Any) -> R:
        if not isinstance(given, wanted):
            raise _wrong_input(name, given, sentence)
        if "rng" in kwargs:
            known_generator(kwargs["rng"])
        return function(given, *args, **kwargs)

    measured.__dict__.update(takes=takes, views=())
    return measured


def _wrong_input(name: str, given: object, sentence: str) -> ViewRefused:
    return ViewRefused(
        f"{name} does not take a {type(given).__name__}; type cn.{name}({sentence}).",
        f"{name} ne prend pas un objet {type(given).__name__} ; écrivez cn.{name}({sentence}).",
    )
