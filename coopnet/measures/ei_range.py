"""E–I index of sectors and of actors beside what it can be: chance, the range that their ties allow, the place in it.

A sector, or an actor, has few possible partners of its own: with many ties it must turn outwards, whatever it wishes.
The range is exact: every value in it that the number of ties allows can be reached (a test builds them all).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.kernels.compiled import Reals
from coopnet.kernels.mixing import own_ends_of_draws
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import actor_frame, by_group, ends_between
from coopnet.network import Network


@on_views("pairs")
def sector_ei_table(network: Network, by: str = "sector") -> pd.DataFrame:
    """E–I index of each sector, beside chance and the range that its number of tie ends allows.

    With n_s actors in s of N, T_s tie ends held by s, I* = C(n_s, 2) possible ties within and E* = n_s·(N − n_s) to
    others: ``ei`` = 1 − 4·I_s / T_s, I_s the ties within (both of whose ends are in s); ``expected`` = (E* − 2·I*) /
    (E* + 2·I*) = (N − 2·n_s + 1) / (N − 1), the index of a sector whose partners fall at random; ``minimum`` and
    ``maximum``, ``ei`` with as many ties within as possible, min(I*, ⌊T_s / 2⌋), and as few, max(0, ⌈(T_s − E*) / 2⌉);
    ``rescaled`` = 2·(ei − minimum) / (maximum − minimum) − 1.

    Parameters
    ----------
    network : Network
        View ``pairs``: parallel links have no largest number, hence no bound.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    DataFrame (sectors × ei, expected, minimum, maximum, rescaled)
        In [−1, 1]. NaN everywhere for a sector without ties; ``rescaled`` also where the index can take one value only
        (a sector of one actor, a single sector). ``attrs["n_unknown"]``: actors without a label, left out with their
        ties.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    sector_ei_each : the index alone, also on ``links``.
    actor_ei_table, pole_ei_rescaled

    Notes
    -----
    The range holds the tie ends of the sector and lets all else vary. An odd number of ends cannot all be inside:
    ``minimum`` is then above −1. Rescaling does not remove chance: compare ``ei`` with ``expected``.

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835 (for the whole network; here the same
    reasoning for one sector).

    Examples
    --------
    {a, b} holds four ends, a–b being linked: one tie within is the most that two actors can have, none the least.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac bd", sectors={"food": "ab", "health": "cd"})
    >>> sector_ei_table(trio).loc["food"].round(4).to_dict()
    {'ei': 0.0, 'expected': 0.3333, 'minimum': 0.0, 'maximum': 1.0, 'rescaled': -1.0}
    """
    groups = network.groups(by)
    ends = ends_between(network, groups)
    sizes = groups.sizes.astype(np.float64)
    columns = _beside_its_range(
        ends.sum(axis=1), np.diag(ends), sizes * (sizes - 1) / 2, sizes * (sizes.sum() - sizes), ends_inside=2
    )
    frame = pd.DataFrame(columns, index=pd.Index(groups.labels, name=by))
    return by_group(frame, "sector_ei_table", network.view, groups)


@on_views("pairs")
def actor_ei_table(network: Network, by: str = "sector") -> pd.DataFrame:
    """E–I index of each actor, beside chance and the range that its number of partners allows.

    With k_i labelled partners and n_s actors in the sector of i, of N in all: ``ei`` = 1 − 2·I_i / k_i, I_i partners of
    its own sector; ``expected`` = (N − 2·n_s + 1) / (N − 1), the mean of the index when k_i partners fall at random
    among the N − 1 others; ``minimum`` and ``maximum``, ``ei`` with as many partners of its own sector as there are,
    min(n_s − 1, k_i), and as few, max(0, k_i − (N − n_s)); ``rescaled`` = 2·(ei − minimum) / (maximum − minimum) − 1.

    Parameters
    ----------
    network : Network
        View ``pairs``: parallel links have no largest number, hence no bound.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    DataFrame (actors × ei, expected, minimum, maximum, rescaled)
        In [−1, 1]. NaN everywhere for an actor without label or without labelled partner; ``rescaled`` also where the
        index can take one value only (nobody else in its sector, nobody outside it, everybody a partner).
        ``attrs["n_unknown"]``: actors without a label.

    Raises
    ------
    UnknownWord
        When actors have no such column.

    See Also
    --------
    actor_ei : the index alone, also on ``links``.
    sector_ei_table, pole_ei_rescaled

    Notes
    -----
    ``expected`` does not depend on the number of partners; the spread around it does: one partner gives −1 or 1.

    References
    ----------
    Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: An experimental simulation.
    Social Psychology Quarterly, 51(2), 123–140. https://doi.org/10.2307/2786835 (for the whole network; here the same
    reasoning for one actor).

    Examples
    --------
    a has two partners, b of its sector and c of another, and nobody else is of its sector: at best one is internal.

    >>> from coopnet.measures.examples import example_network
    >>> trio = example_network("ab ac", sectors={"food": "ab", "health": "cd"})
    >>> actor_ei_table(trio).loc["a"].round(4).to_dict()
    {'ei': 0.0, 'expected': 0.3333, 'minimum': 0.0, 'maximum': 1.0, 'rescaled': -1.0}
    """
    groups = network.groups(by)
    own, known = own_ends_of_draws(network.indptr, network.indices, network.weights, groups.codes[None, :])
    labelled = groups.codes >= 0
    sizes = np.append(groups.sizes, 1).astype(np.float64)[groups.codes]  # the last one serves the code −1
    ties = np.where(labelled, known[0], 0.0)
    columns = _beside_its_range(ties, own[0], sizes - 1, float(labelled.sum()) - sizes, ends_inside=1)
    return actor_frame(columns, network.actors, "actor_ei_table", network.view, groups)


def _beside_its_range(
    ends: Reals, own_ends: Reals, inside: Reals, outside: Reals, *, ends_inside: int
) -> dict[str, Reals]:
    """Return the columns of a table, NaN without ends.

    ``ends`` that a sector or an actor holds, ``own_ends`` of them in ties within, each of which takes ``ends_inside``
    of them; ``inside`` and ``outside``, ties that could be.
    """
    held = np.where(ends > 0, ends, np.nan)
    most = np.minimum(inside, np.floor(held / ends_inside))
    fewest = np.maximum(0.0, np.ceil((held - outside) / ends_inside))
    low, high, found = ((held - 2 * one) / held for one in (ends_inside * most, ends_inside * fewest, own_ends))
    possible = outside + ends_inside * inside
    expected = np.where(ends > 0, outside - ends_inside * inside, np.nan) / np.where(possible > 0, possible, np.nan)
    width = np.where(high > low, high - low, np.nan)
    rescaled = 2 * (found - low) / width - 1
    return {"ei": found, "expected": expected, "minimum": low, "maximum": high, "rescaled": rescaled}
