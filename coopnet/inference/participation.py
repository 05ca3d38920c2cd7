"""Participation corrected for what few partners and uneven sectors give by chance (Pedersen et al. 2020)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopnet.chance import known_draws
from coopnet.inference.comparison import seed_of
from coopnet.inference.ensemble import ensemble
from coopnet.inference.evaluation import asked
from coopnet.kernels.compiled import Reals
from coopnet.kernels.diversity import blau
from coopnet.measures.grouped import by_group, neighbours_by_group
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import ViewName, network_of
from coopnet.nulls import Null, null_named
from coopnet.nulls.declaration import Draw
from coopnet.pole import Pole

DEFAULT_DRAWS = 199
HALF = 0.5  # B₀ of the source: brings the largest distance between two profiles of shares to 1


def actor_participation_corrected_table(
    pole: Pole | Multiplex,
    *,
    rng: np.random.Generator,
    null: str | Null | Callable[..., Multiplex] = "rewire_links",
    n_draws: int = DEFAULT_DRAWS,
    view: ViewName = "pairs",
    kinds: Iterable[str] | None = None,
    by: str = "sector",
    **options: Any,
) -> pd.DataFrame:
    """Participation of each actor beside what draws of a null give to as many partners.

    corrected_i = 1 − median over draws r of √(½ Σ_s ((k_is − k_is^r)/k_i)²), k_is being the ties of i with sector s
    and k_is^r those it has in draw r: near 1, its ties are spread as chance would spread them; low, they avoid or
    favour some sectors more than chance does.

    Parameters
    ----------
    pole : Pole or Multiplex
    rng : numpy.random.Generator
        One child is spawned per draw.
    null : str, Null or function of ``coopnet.nulls``
        ``rewire_links`` (the source's null: holds the numbers of links of all actors), ``rewire_memberships`` when ties
        come from structures.
    n_draws : int
    view : str
        ``pairs`` (default), ``links``, ``kinds`` or ``newman``.
    kinds : iterable of str, optional
        Kinds kept.
    by : str
        Categorical column of the actors that plays the sector.
    **options
        Handed to the null.

    Returns
    -------
    DataFrame (actors)
        ``ties``: k_i, ties with labelled partners; ``participation``: :func:`coopnet.measures.diversity.
        actor_participation`; ``expected``: its mean over draws where it is defined; ``corrected``: in [0, 1]. NaN for
        an actor without labelled partner. ``attrs``: view, null, n_draws, seed, n_unknown.

    Raises
    ------
    ViewRefused
        For another view.
    NullRefused
        When the null leaves a single arrangement.
    UnknownWord
        When actors have no such column, or fewer than one draw is asked for.

    See Also
    --------
    coopnet.measures.diversity.actor_participation : biased downwards by few partners.
    coopnet.inference.comparison.compare_to_null : a p-value for each actor.

    Notes
    -----
    The source's scale reads in reverse of what its name suggests: an actor whose ties all cross over is low too, if
    chance would not have had it so. Read ``participation`` and ``expected`` first.

    References
    ----------
    Pedersen, M., Omidvarnia, A., Shine, J. M., Jackson, G. D., & Zalesky, A. (2020). Reducing the influence of
    intramodular connectivity in participation coefficient. Network Neuroscience, 4(2), 416–431.
    https://doi.org/10.1162/netn_a_00127

    Examples
    --------
    >>> from coopnet.measures.examples import example_pole
    >>> ring = example_pole("ab bc cd de ef fa", sectors={"food": "abc", "health": "def"})
    >>> found = actor_participation_corrected_table(ring, rng=np.random.default_rng(1), n_draws=50)
    >>> found["participation"].tolist()
    [0.5, 0.0, 0.5, 0.5, 0.0, 0.5]
    >>> bool(found["corrected"].between(0, 1).all())
    True
    """
    multiplex = multiplex_of(pole)
    multiplex = multiplex if kinds is None else multiplex.restricted(kinds)
    asked("actor_participation", view=view)  # refuses a view that it does not accept
    seed, chosen = seed_of(rng), null_named(null)
    network = network_of(multiplex, view=view)
    groups = multiplex.groups(by)
    observed = neighbours_by_group(network, groups)
    ties = observed.sum(axis=1)
    settings = {**({"by": by} if chosen.by else {}), **options}
    draw = _Redraw(chosen.drawing_from(multiplex, **settings), view, by)
    drawn = np.array(ensemble(draw, known_draws(n_draws, DEFAULT_DRAWS), rng=rng))
    columns = {
        "ties": ties,
        "participation": blau(observed),
        "expected": _mean_where_defined(np.array([blau(one) for one in drawn])),
        "corrected": corrected(observed, drawn),
    }
    table = pd.DataFrame(columns, index=network.actors)
    table.attrs.update(null=chosen.name, n_draws=n_draws, seed=seed)
    return by_group(table, "actor_participation_corrected_table", network.view, groups)


def corrected(observed: Reals, drawn: Reals) -> Reals:
    """Return the corrected participation of each actor.

    Parameters
    ----------
    observed : float64 array (actors × sectors)
    drawn : float64 array (draws × actors × sectors)

    Returns
    -------
    float64 array (actors)
        NaN for an actor without ties.

    Examples
    --------
    One draw moves one of two ties from the first sector to the second: 1 − √(½ (¼ + ¼)).

    >>> corrected(np.array([[2.0, 0.0]]), np.array([[[1.0, 1.0]]]))
    array([0.5])
    """
    ties = observed.sum(axis=1)
    scale = np.where(ties > 0, ties, np.nan)
    distances = np.sqrt(HALF * (((observed - drawn) / scale[:, None]) ** 2).sum(axis=2))
    return np.asarray(1 - np.median(distances, axis=0), dtype=np.float64)


def _mean_where_defined(values: Reals) -> Reals:
    known = np.isfinite(values)
    sums = np.where(known, values, 0.0).sum(axis=0)
    return np.asarray(sums / np.where(known.any(axis=0), known.sum(axis=0), np.nan), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class _Redraw:
    """Draw, collapse and count ties by sector; picklable, so that any worker can run it."""

    draw: Draw
    view: ViewName
    by: str

    def __call__(self, rng: np.random.Generator) -> Reals:
        drawn = self.draw(rng)
        return neighbours_by_group(network_of(drawn, view=self.view), drawn.groups(self.by))
