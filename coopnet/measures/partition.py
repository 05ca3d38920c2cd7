"""Partitions: how far the links of a pole stay within its sectors, or within the best groups that could be found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coopnet.errors import Language, UnknownWord
from coopnet.kernels.communities import communities
from coopnet.measures.declaration import on_views
from coopnet.measures.grouped import ends_between, no_ties
from coopnet.measures.undefined import needs_links
from coopnet.network import Network, View
from coopnet.numbers import written
from coopnet.printing.result import Result, flat
from coopnet.printing.words import said, view_note, view_text


@dataclass(frozen=True, eq=False, slots=True)
class Communities(Result):
    """Groups of actors found in the links alone.

    Attributes
    ----------
    of_actor : Series of int, by actor
        Number of the actor's community, from 1, in the order of their first actors; an actor without link is alone.
    modularity : float
        Share of the links within communities, beyond what chance would put there.
    n_starts : int
        Number of searches, of which this is the best.
    view : View
    """

    of_actor: pd.Series
    modularity: float
    n_starts: int
    view: View

    @property
    def sizes(self) -> pd.Series:
        """Number of actors of each community."""
        return self.of_actor.value_counts().sort_index().rename("actors").rename_axis("community")

    def title(self, language: Language) -> str:
        """Return what it is, and on which view."""
        view = view_text(self.view.full_name, language)
        return said(f"Communautés [{view}]", f"Communities [{view}]", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the view, and how it was found."""
        found = written(self.modularity, language, 3)
        note = said(
            f"Modularité : {found} ; le meilleur de {self.n_starts} essais.",
            f"Modularity: {found}; the best of {self.n_starts} searches.",
            language,
        )
        return view_note(self.view.full_name, "", language), note

    def tidy(self) -> pd.DataFrame:
        """Return one row per actor: ``actor``, ``community``."""
        return flat(self.of_actor.rename("community").rename_axis("actor").to_frame())

    def __repr__(self) -> str:
        return f"<Communities [{self.view.full_name}]: {len(self.sizes)}, modularity {self.modularity:.3f}>"


@on_views("pairs", "links", "kinds", "newman")
def pole_sector_modularity(network: Network, by: str = "sector") -> float:
    """Share of the links within sectors, beyond what chance would put there, degrees being what they are.

    Q = Σ_s (e_ss − a_s²), e_st being the share of link ends that go from sector s to sector t and a_s = Σ_t e_st.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` a pair counts its weight.
    by : str
        Categorical column of the actors that plays the sector.

    Returns
    -------
    float
        Below 0 when sectors mix more than by chance, down to −½ when every link joins the same two sectors; 0 at chance
        level, or with a single sector; above 0 when links stay within sectors, below 1.

    Raises
    ------
    UndefinedMeasure
        When no link joins two actors whose sector is known.
    UnknownWord
        When actors have no such column.

    See Also
    --------
    pole_community_modularity : the largest modularity that any partition could have.

    Notes
    -----
    Actors without a sector leave with their links. The largest possible value depends on the sizes of the sectors:
    assortativity is modularity over that maximum. Neither the unit of weight nor isolates matter.

    References
    ----------
    Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical Review E, 69,
    026113. https://doi.org/10.1103/PhysRevE.69.026113

    Newman, M. E. J. (2004). Analysis of weighted networks. Physical Review E, 70, 056131.
    https://doi.org/10.1103/PhysRevE.70.056131

    Examples
    --------
    Path a–b–c–d, a and b in one sector, c and d in the other: two links of three stay within; each sector has half of
    the ends: 2/3 − (1/4 + 1/4).

    >>> from coopnet.measures.examples import example_network
    >>> network = example_network("ab bc cd", sectors={"food": "ab", "culture": "cd"})
    >>> round(pole_sector_modularity(network), 4)
    0.1667
    """
    groups = network.groups(by)
    ends = ends_between(network, groups)
    if not ends.sum():
        raise no_ties("pole_sector_modularity", groups)
    shares = ends / ends.sum()
    return float(np.trace(shares) - (shares.sum(axis=1) ** 2).sum())


@on_views("pairs", "links", "kinds", "newman")
def communities_of(network: Network, *, rng: np.random.Generator, n_starts: int = 10) -> Communities:
    """Groups of actors that keep more of the links within than any other partition that was tried.

    The partition of highest modularity Q = Σ_c (e_cc − a_c²) among ``n_starts`` searches, each of which moves one
    actor, then one community at a time (Louvain), as long as Q rises.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` a pair counts its weight.
    rng : numpy.random.Generator
        Draws the starts and the orders of search.
    n_starts : int
        Number of searches.

    Returns
    -------
    Communities
        The community of each actor, all connected, and the modularity. It is the best found, not proved the best.

    Raises
    ------
    UndefinedMeasure
        When there is no link.
    UnknownWord
        For fewer than one search.

    See Also
    --------
    pole_community_modularity : the modularity alone.
    pole_sector_modularity : of sectors, given rather than found.

    Notes
    -----
    Very different partitions may have almost the same modularity, and groups of fewer than about √(2M) links, of M, may
    be merged (Fortunato and Barthélemy 2007): describe with it, do not conclude from it. Chance alone gives a random
    network communities too: compare with a null.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of communities in large
    networks. Journal of Statistical Mechanics, P10008. https://doi.org/10.1088/1742-5468/2008/10/P10008

    Fortunato, S. & Barthélemy, M. (2007). Resolution limit in community detection. PNAS, 104(1), 36–41.
    https://doi.org/10.1073/pnas.0605965104

    Examples
    --------
    Two triangles joined by one link:

    >>> from coopnet.measures.examples import example_network
    >>> network = example_network("ab bc ac cd de ef df")
    >>> communities_of(network, rng=np.random.default_rng(1)).of_actor.to_dict()
    {'a': 1, 'b': 1, 'c': 1, 'd': 2, 'e': 2, 'f': 2}
    """
    needs_links("communities_of", network)
    searches = known_searches(n_starts)
    labels, reached = communities(network.indptr, network.indices, network.weights, rng, searches)
    return Communities(network.actor_series(labels + 1, "community"), reached, searches, network.view)


@on_views("pairs", "links", "kinds", "newman")
def pole_community_modularity(network: Network, *, rng: np.random.Generator, n_starts: int = 10) -> float:
    """How far a pole falls into groups that cooperate within themselves, whatever these groups are.

    Q = Σ_c (e_cc − a_c²) of the best partition found: the share of link ends within communities, beyond what chance
    would put there.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` a pair counts its weight.
    rng : numpy.random.Generator
        Draws the starts and the orders of search.
    n_starts : int
        Number of searches.

    Returns
    -------
    float
        From 0 (no groups: a complete pole, a star) to 1 − 1/C for C separate communities of equal size. A lower bound
        of the largest modularity.

    Raises
    ------
    UndefinedMeasure
        When there is no link.
    UnknownWord
        For fewer than one search.

    See Also
    --------
    communities_of : the groups themselves, and how to read them.
    pole_sector_modularity : the same for sectors; when it is close, the sectors are the communities.

    Notes
    -----
    Neither the unit of weight nor isolates matter.

    References
    ----------
    Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical Review E, 69,
    026113. https://doi.org/10.1103/PhysRevE.69.026113

    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of communities in large
    networks. Journal of Statistical Mechanics, P10008. https://doi.org/10.1088/1742-5468/2008/10/P10008

    Examples
    --------
    Two couples: all links within, each couple with half of the ends: 1 − (1/4 + 1/4).

    >>> from coopnet.measures.examples import example_network
    >>> pole_community_modularity(example_network("ab cd"), rng=np.random.default_rng(1))
    0.5
    """
    needs_links("pole_community_modularity", network)
    searches = known_searches(n_starts)
    return communities(network.indptr, network.indices, network.weights, rng, searches)[1]


def known_searches(n_starts: int) -> int:
    """Return a number of searches, or refuse one below 1."""
    if n_starts < 1:
        raise UnknownWord(
            f"Nothing is found by {n_starts} searches; n_starts is 1 or more.",
            f"Rien ne se trouve en {n_starts} recherches ; n_starts vaut 1 ou plus.",
        )
    return int(n_starts)
