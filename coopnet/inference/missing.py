"""How a measure reacts when actors, links or memberships are missing from the file.

It is a sensitivity to *further* missing data, by the design of Borgatti, Carley and Krackhardt: the pole as it was
observed plays the complete one, a share of it is hidden, and the measure is taken on the rest. It corrects nothing: it
cannot see who is missing already, nor false rows. Hiding at random is the optimistic case; hiding the most linked
first (``bias="degree"``) is the pessimistic one.

References
----------
Borgatti, S. P., Carley, K. M. & Krackhardt, D. (2006). On the robustness of centrality measures under conditions of
imperfect data. Social Networks, 28(2), 124–136. https://doi.org/10.1016/j.socnet.2005.05.001

Costenbader, E. & Valente, T. W. (2003). The stability of centrality measures when networks are sampled. Social
Networks, 25(4), 283–307. https://doi.org/10.1016/S0378-8733(03)00012-1

Smith, J. A. & Moody, J. (2013). Structural effects of network sampling coverage I: Nodes missing at random. Social
Networks, 35(4), 652–668. https://doi.org/10.1016/j.socnet.2013.09.003
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from numbers import Real
from typing import Any

import numpy as np

from coopnet.chance import known_draws
from coopnet.errors import UnknownWord
from coopnet.inference.comparison import seed_of
from coopnet.inference.ensemble import ensemble
from coopnet.inference.evaluation import Asked
from coopnet.inference.gaps import LEVEL, MissingData, MissingDataEach
from coopnet.inference.hiding import Bias, Hide, Missing, hiding_of
from coopnet.inference.pvalues import Reals
from coopnet.inference.retaken import retaken, retaken_each
from coopnet.inference.telling import doubt_of_missing
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import ViewName
from coopnet.pole import Pole

SHARES = (0.05, 0.1, 0.2, 0.3)
DEFAULT_DRAWS = 199
UNKNOWN = (float("nan"), float("nan"))


def missing_data_of(
    measure: str | Measure | Callable[..., Any],
    pole: Pole | Multiplex,
    *,
    rng: np.random.Generator,
    shares: float | Sequence[float] = SHARES,
    n_draws: int = DEFAULT_DRAWS,
    missing: Missing = "actors",
    bias: Bias = "none",
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
) -> MissingData | MissingDataEach:
    """Take a measure again when a share of the actors, direct links or memberships is missing, many times over.

    For each share, round(share × n) of the n actors (at least one) are hidden without replacement, with all their links
    and memberships; structures still declare the size that they declare.

    Parameters
    ----------
    measure : str, Measure or function of the catalogue
    pole : Pole or Multiplex
        Make the multiplex first (``multiplex_of``) to choose natures, date or limit.
    rng : numpy.random.Generator
        One child is spawned per draw: same seed, same numbers, on any number of processes.
    shares : float or sequence of float
        Shares missing, between 0 and 1.
    n_draws : int
        Draws per share.
    missing : {"actors", "links", "memberships"}
        What is hidden.
    bias : {"none", "degree", "inverse_degree"}
        ``none``: each as likely; ``degree``: drawn with weight 1 + number of partners (for a link the mean of both
        ends, for a membership the actor's), so that the most linked go first; ``inverse_degree``: one over that.
    view, kinds, by : optional
        As in :func:`coopnet.compare_to_null`.

    Returns
    -------
    MissingData or MissingDataEach
        For one number of the pole, or for a measure of many items.

    Raises
    ------
    UndefinedMeasure
        When the measure has no value on the pole, or there is nothing that could be missing.
    UnknownWord
        For a share, a bias or a number of draws that is none.

    Notes
    -----
    Sensitivity to *further* missing data, starting from the observed pole: it corrects nothing, and an actor without
    whom the measure collapses is hidden in a share of the draws only; read it beside :func:`leave_one_actor_out`.
    Random deletion is the optimistic case: bias is worse when central actors are missing (Smith, Moody & Morgan 2017).
    With fewer than 40 ways of hiding so few, or no value in more than 5 % of the draws, it says that one cannot tell.

    References
    ----------
    Borgatti, S. P., Carley, K. M. & Krackhardt, D. (2006). On the robustness of centrality measures under conditions of
    imperfect data. Social Networks, 28(2), 124–136. https://doi.org/10.1016/j.socnet.2005.05.001

    Costenbader, E. & Valente, T. W. (2003). The stability of centrality measures when networks are sampled. Social
    Networks, 25(4), 283–307. https://doi.org/10.1016/S0378-8733(03)00012-1

    Smith, J. A. & Moody, J. (2013). Structural effects of network sampling coverage I: Nodes missing at random. Social
    Networks, 35(4), 652–668. https://doi.org/10.1016/j.socnet.2013.09.003

    Smith, J. A., Moody, J. & Morgan, J. H. (2017). Network sampling coverage II: The effect of non-random missing data
    on network measurement. Social Networks, 48, 78–99. https://pmc.ncbi.nlm.nih.gov/articles/PMC5110009

    Examples
    --------
    A ring of twelve: whoever is missing, nine pairs out of 45 remain when two neighbours go, eight when others do.

    >>> from coopnet.measures.examples import example_pole
    >>> ring = example_pole("ab bc cd de ef fg gh hi ij jk kl la")
    >>> found = missing_data_of("pole_density", ring, rng=np.random.default_rng(1), shares=[0.17])
    >>> found.n_missing, found.interval(0.17)
    ((2,), (0.17777777777777778, 0.2))
    """
    multiplex = multiplex_of(pole)
    seed = seed_of(rng)
    taken = retaken(measure, multiplex, view=view, kinds=kinds, by=by, rng=rng)
    hiding = hiding_of(taken.multiplex, missing, bias)
    parts = _known_shares(shares)
    numbers = tuple(hiding.number(share) for share in parts)
    drawn = np.array(
        [ensemble(Hide((taken,), hiding, number), known_draws(n_draws, DEFAULT_DRAWS), rng=rng) for number in numbers]
    )[:, :, 0]
    shared = (hiding.n, parts, numbers)
    scope = multiplex.scope.name
    if taken.is_one_number:
        return MissingData(taken.asked, missing, bias, float(taken.observed[0]), *shared, drawn[:, :, 0], scope, seed)
    return MissingDataEach(taken.asked, missing, bias, taken.series, *shared, drawn, scope, seed)


def missing_interval(
    asked: Asked, multiplex: Multiplex, *, rng: np.random.Generator, share: float = 0.1, n_draws: int = DEFAULT_DRAWS
) -> tuple[float, float]:
    """Return between which values a pole-level measure would lie, were a share of the actors missing at random.

    Parameters
    ----------
    asked : Asked
        A pole-level measure.
    multiplex : Multiplex
    rng : numpy.random.Generator
    share : float
    n_draws : int

    Returns
    -------
    low, high : float
        Central 95 %; NaN where one cannot tell, and where the measure has no value on the multiplex.

    See Also
    --------
    missing_data_of : with all draws, other shares, other gaps, and the reason why one cannot tell.
    missing_intervals : several measures on the same draws.
    """
    return missing_intervals((asked,), multiplex, rng=rng, share=share, n_draws=n_draws)[0]


def missing_intervals(
    questions: Sequence[Asked],
    multiplex: Multiplex,
    *,
    rng: np.random.Generator,
    share: float = 0.1,
    n_draws: int = DEFAULT_DRAWS,
) -> list[tuple[float, float]]:
    """Return :func:`missing_interval` of several pole-level measures, on the same draws: each view is cut once.

    Raises
    ------
    UnknownWord
        For a measure that is not a single number of the pole.
    """
    for question in questions:
        if question.measure.level != "pole" or question.measure.is_table:
            raise UnknownWord(
                f"{question.measure.name} is not one number of the pole; use missing_data_of.",
                f"{question.measure.name} n’est pas un nombre unique du pôle ; utilisez missing_data_of.",
            )
    each = retaken_each(questions, multiplex, rng=rng)
    taken = tuple(one for one in each if one is not None)
    hiding = hiding_of(multiplex, "actors", "none")
    number = hiding.number(share)
    drawn = np.array(ensemble(Hide(taken, hiding, number), known_draws(n_draws, DEFAULT_DRAWS), rng=rng))
    found = (_central(hiding.n, number, drawn[:, k, 0]) for k in range(len(taken)))
    return [next(found) if one is not None else UNKNOWN for one in each]


def _known_shares(shares: float | Sequence[float]) -> tuple[float, ...]:
    given = np.atleast_1d(np.asarray(shares, dtype=object)).tolist()
    for share in given:
        if not isinstance(share, Real):
            raise UnknownWord(
                f"{share!r} is not a share of what is missing; it lies between 0 and 1.",
                f"{share!r} n’est pas une part de ce qui manque ; elle va de 0 à 1.",
            )
    known = tuple(float(share) for share in given)
    if not known:
        raise UnknownWord(
            "shares is empty; give at least one share that is missing, 0.1 for instance.",
            "shares est vide ; donnez au moins une part qui manque, 0.1 par exemple.",
        )
    return known


def _central(n: int, n_missing: int, draws: Reals) -> tuple[float, float]:
    if doubt_of_missing(n, n_missing, draws):
        return UNKNOWN
    low, high = np.nanquantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
