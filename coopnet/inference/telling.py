"""When an interval means something, and the sentence that coopnet says instead when it does not.

The thresholds come from ``analyses/bench_interval_coverage.py``, which measures on simulated poles of every size how
often intervals hold what they should.
"""

from __future__ import annotations

from math import comb, floor, isfinite, log10
from typing import Literal

import numpy as np

from coopnet.errors import Language, UnknownWord
from coopnet.inference.pvalues import Alternative, Reals, draws_needed
from coopnet.inference.verdict import PLAIN_Q, VerdictDoubt
from coopnet.numbers import percent, written
from coopnet.typography import typeset

Doubt = Literal["", "few_actors", "few_ways", "few_draws", "undefined", "wide"]

# 95 % intervals of the vertex bootstrap hold the truth in three simulated poles out of four at 10 actors, 85 % or more
# from 20 on, 90 % or more from 30 on
FEWEST_ACTORS = 20
# the central 95 % leaves one draw in forty on each side: with fewer ways there is nothing outside. On simulated poles,
# intervals hold the value before anything was hidden in 66 to 94 % of cases with ten ways or fewer, and in 85 to 100 %
# from a hundred ways on (80 % for the centralisation of large poles)
FEWEST_WAYS = 40
FEWEST_DRAWS = 40  # for the same reason
MOST_UNDEFINED = 0.05  # share of draws without value that an interval may ignore
WIDEST = 0.5  # share of the possible values beyond which an interval separates nothing


def told(value: float, language: Language) -> str:
    """Return a number for a sentence: whole where it is, else with two figures that count.

    >>> told(18.0, "en"), told(0.354, "fr"), told(0.000082, "en"), told(float("nan"), "en")
    ('18', '0,35', '0.000082', '—')
    """
    if not isfinite(value) or float(value).is_integer():
        return written(value, language, 0)
    return written(value, language, max(2, 1 - floor(log10(abs(value)))))


def known_level(level: float) -> float:
    """Return the level of an interval, or refuse one outside 0 to 1.

    >>> known_level(0.9)
    0.9
    """
    if not 0 < level < 1:
        raise UnknownWord(
            f"The level is {level}; it is a share, 0.95 for instance.",
            f"Le niveau vaut {level} ; c’est une part, 0.95 par exemple.",
        )
    return level


def ways(n: int, n_missing: int) -> int:
    """Return the number of different sets of that many missing among n."""
    return comb(n, n_missing)


def doubt_of_missing(n: int, n_missing: int, draws: Reals) -> Doubt:
    """Return why the interval of a measure under missing data means nothing, empty when it means something.

    Parameters
    ----------
    n, n_missing : int
        How many there are (actors, links or memberships) and how many are missing in each draw.
    draws : float64 array (draws)

    Examples
    --------
    One actor missing out of twelve can happen in twelve ways only:

    >>> doubt_of_missing(12, 1, np.ones(199))
    'few_ways'
    """
    if ways(n, n_missing) < FEWEST_WAYS:
        return "few_ways"
    if draws.size < FEWEST_DRAWS:
        return "few_draws"
    return "undefined" if _often_undefined(draws) else ""


def doubt_of_bootstrap(n_actors: int, draws: Reals, low: float, high: float, bounds: tuple[float, float]) -> Doubt:
    """Return why the interval of a vertex bootstrap means nothing, empty when it means something.

    Parameters
    ----------
    n_actors : int
    draws : float64 array (draws)
    low, high : float
        The interval.
    bounds : pair of float
        Smallest and largest possible value of the measure, infinite where there is none.

    Examples
    --------
    >>> doubt_of_bootstrap(30, np.linspace(0, 1, 99), 0.1, 0.9, (0, 1))
    'wide'
    """
    if n_actors < FEWEST_ACTORS:
        return "few_actors"
    if draws.size < FEWEST_DRAWS:
        return "few_draws"
    if _often_undefined(draws) or not isfinite(high - low):
        return "undefined"
    possible = bounds[1] - bounds[0]
    return "wide" if isfinite(possible) and high - low > WIDEST * possible else ""


def verdict_doubt(
    doubt: VerdictDoubt,
    language: Language,
    *,
    p: float = float("nan"),
    ratio: float = 1.0,
    alternative: Alternative = "two-sided",
) -> str:
    """Return why a verdict is “cannot tell”; empty when there is no doubt.

    Parameters
    ----------
    doubt : str
    language : {"fr", "en"}
    p, ratio, alternative
        Of the comparison, to say how many draws would tell: the p-value (0: that of a value beyond all draws), q / p,
        and the side tested.

    Examples
    --------
    >>> verdict_doubt("few_draws", "en", p=0.02)
    'More draws are needed to be sure: about 280.'
    """
    if not doubt or doubt == "undefined":
        return ""
    sentences = _DOUBTS_FR if language == "fr" else _DOUBTS_EN
    said = sentences[doubt]
    if doubt == "few_draws":
        needed = draws_needed(p, ratio, PLAIN_Q, alternative)
        said = sentences["endless"] if needed is None else said.format(needed=written(needed, language, 0))
    return typeset(said) if language == "fr" else said


def _often_undefined(draws: Reals) -> bool:
    return draws.size == 0 or bool(np.isfinite(draws).mean() < 1 - MOST_UNDEFINED)


def cannot_tell(doubt: Doubt, language: Language) -> str:
    """Return the sentence said instead of an interval; empty when there is no doubt."""
    return "" if not doubt else (typeset(_FR[doubt]) if language == "fr" else _EN[doubt])


_EN: dict[Doubt, str] = {
    "few_actors": f"Cannot tell: an interval needs at least {FEWEST_ACTORS} actors.",
    "few_ways": f"Cannot tell: so few can be missing that there are less than {FEWEST_WAYS} ways of it; see the table "
    "of what changes without each one.",
    "few_draws": f"Cannot tell: an interval needs at least {FEWEST_DRAWS} draws.",
    "undefined": f"Cannot tell: the measure has no value in more than {percent(MOST_UNDEFINED, 'en')} of the draws.",
    "wide": f"Cannot tell: the interval covers more than {percent(WIDEST, 'en')} of the values that the measure can "
    "take.",
}
_FR: dict[Doubt, str] = {
    "few_actors": f"On ne peut pas dire : il faut au moins {FEWEST_ACTORS} acteurs pour donner une marge.",
    "few_ways": f"On ne peut pas dire : il y a moins de {FEWEST_WAYS} façons d’en perdre si peu ; voyez le tableau de "
    "ce qui change sans chacun.",
    "few_draws": f"On ne peut pas dire : il faut au moins {FEWEST_DRAWS} tirages pour donner une marge.",
    "undefined": f"On ne peut pas dire : la mesure n’a pas de valeur dans plus de {percent(MOST_UNDEFINED, 'fr')} des "
    "tirages.",
    "wide": f"On ne peut pas dire : la marge couvre plus de {percent(WIDEST, 'fr')} des valeurs que la mesure peut "
    "prendre.",
}
_DOUBTS_EN: dict[str, str] = {
    "unreachable": "The pole leaves chance too little room: even the most extreme value would not stand out.",
    "few_draws": "More draws are needed to be sure: about {needed}.",
    "endless": "It stands so near the limit that even a million draws would not settle it.",
    "missing": "A few actors missing from the file could change the answer.",
}
_DOUBTS_FR: dict[str, str] = {
    "unreachable": "Ce pôle laisse trop peu de place au hasard : même la valeur la plus extrême ne s’en distinguerait "
    "pas.",
    "few_draws": "Il faut plus de tirages pour en être sûr : environ {needed}.",
    "endless": "C’est si près de la limite que même un million de tirages ne trancheraient pas.",
    "missing": "Quelques acteurs absents du fichier suffiraient à changer la réponse.",
}
