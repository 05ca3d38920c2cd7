"""What chance enters with: a generator and a number of draws, refused in words where they are something else."""

from __future__ import annotations

import math
from numbers import Real

import numpy as np

from coopnet.errors import UnknownWord


def known_generator(rng: object) -> np.random.Generator:
    """Return a random generator, or refuse a seed or anything else given in its place.

    Raises
    ------
    UnknownWord
        The sentence says what to type.

    Examples
    --------
    >>> known_generator(42)
    Traceback (most recent call last):
    coopnet.errors.UnknownWord: rng is 42, and chance needs a generator; type rng=np.random.default_rng(42).
    """
    if isinstance(rng, np.random.Generator):
        return rng
    is_seed = isinstance(rng, int | np.integer) and rng >= 0
    shown = rng if is_seed or rng is None else f"a {type(rng).__name__}"
    shown_fr = rng if is_seed or rng is None else f"un objet {type(rng).__name__}"
    typed = f"rng=np.random.default_rng({rng if is_seed else 1})"
    raise UnknownWord(
        f"rng is {shown}, and chance needs a generator; type {typed}.",
        f"rng est {shown_fr}, or le hasard demande un générateur ; écrivez {typed}.",
    )


def known_steps(steps: object, name: str, usual: float) -> float:
    """Return how many steps a walk tries for each of its links or rows, or refuse what is no number above 0.

    Examples
    --------
    >>> known_steps(0.5, "attempts_per_link", usual=10)
    0.5
    """
    number = float(steps) if isinstance(steps, Real) else math.nan
    if math.isfinite(number) and number > 0:
        return number
    raise UnknownWord(
        f"{name} is {steps!r}; it is a number above 0, and {usual:g} is usual.",
        f"{name} vaut {steps!r} ; c’est un nombre plus grand que 0, et {usual:g} est l’usage.",
    )


def known_draws(n_draws: object, usual: int, name: str = "n_draws") -> int:
    """Return a number of draws, or refuse one that is below 1 or not whole; 1e3 is a thousand.

    Examples
    --------
    >>> known_draws(1e3, usual=999)
    1000
    """
    number = float(n_draws) if isinstance(n_draws, Real) else math.nan
    if number >= 1 and number.is_integer():
        return int(number)
    raise UnknownWord(
        f"{name} is {n_draws!r}; it is a whole number, at least one draw is needed, and {usual} are usual.",
        f"{name} vaut {n_draws!r} ; c’est un nombre entier, il faut au moins un tirage, et {usual} est l’usage.",
    )
