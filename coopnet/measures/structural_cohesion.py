"""Structural cohesion: how many actors must leave before those who stay are cut off from each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coopnet.errors import CostRefused, Language
from coopnet.kernels.connectivity import BUDGET, cohesive_blocks, node_connectivity
from coopnet.kernels.spectra import algebraic_connectivity
from coopnet.measures.declaration import on_views
from coopnet.measures.undefined import needs_actors, refuse_wide_weights
from coopnet.network import Network, View
from coopnet.printing.result import Result
from coopnet.printing.words import said, view_note, view_text


@dataclass(frozen=True, slots=True)
class CohesiveBlock:
    """A k-component: a largest set of actors that stays in one piece when any k − 1 of them leave.

    Attributes
    ----------
    members : tuple of str
        Its actors, in the order of the pole.
    lowest, highest : int
        It is a k-component for every k from ``lowest`` to ``highest``; ``highest`` is its node connectivity (a lower
        bound of it when the search stopped early).
    parent : int or None
        Position, among the blocks, of the block that it lies inside; None when it lies in none.
    """

    members: tuple[str, ...]
    lowest: int
    highest: int
    parent: int | None


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class CohesiveBlocks(Result):
    """The nested k-components of a pole.

    Attributes
    ----------
    blocks : tuple of CohesiveBlock
        Parents before children.
    cohesion : Series of float, by actor
        Largest k such that the actor is in a k-component; 0 for an isolate.
    upper : Series of float, by actor
        What it could still be, at most the core number; equal to ``cohesion`` for everybody when ``exact``.
    exact : bool
        Whether the search ended within its budget.
    view : View
    """

    blocks: tuple[CohesiveBlock, ...]
    cohesion: pd.Series
    upper: pd.Series
    exact: bool
    view: View

    def table(self) -> pd.DataFrame:
        """Return one row per block: ``lowest``, ``highest``, ``size``, ``parent``, ``members`` (names, by commas)."""
        rows = [
            (block.lowest, block.highest, len(block.members), block.parent, ", ".join(block.members))
            for block in self.blocks
        ]
        table = pd.DataFrame(rows, columns=["lowest", "highest", "size", "parent", "members"])
        return table.astype({"parent": "Int64"}).rename_axis("block")

    def title(self, language: Language) -> str:
        """Return what it is, and on which view."""
        view = view_text(self.view.full_name, language)
        return said(f"Blocs de cohésion [{view}]", f"Cohesive blocks [{view}]", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the view, and whether the search is exact."""
        return view_note(self.view.full_name, "", language), self.sentence(language)

    def tidy(self) -> pd.DataFrame:
        """Return one row per block: ``block``, and the columns of ``table()``."""
        return self.table().reset_index()

    def sentence(self, language: Language) -> str:
        """Return what may be said of the search: that it is exact, or where it stopped."""
        undecided = int((self.cohesion < self.upper).sum())
        if self.exact:
            return "Cohésion exacte." if language == "fr" else "Cohesion is exact."
        if language == "fr":
            return (
                f"Recherche arrêtée à la limite de calcul : pour {undecided} acteurs la cohésion n’est "
                f"qu’encadrée (au plus {self.upper.max():.0f})."
            )
        return (
            f"The search stopped at its budget: the cohesion of {undecided} actors is known by bounds only "
            f"(at most {self.upper.max():.0f})."
        )


@on_views("pairs")
def cohesive_blocks_of(network: Network, *, budget: int = BUDGET) -> CohesiveBlocks:
    """Nested sets of actors that stay in one piece when any k − 1 of them leave.

    A k-component is a largest set whose members are joined, two by two, by k paths or more that share no other member.
    Components are the 1-components; blocks without articulation actor are the 2-components; and so on inwards.

    Parameters
    ----------
    network : Network
        View ``pairs``: parallel links make no new path between other actors.
    budget : int
        Number of links that the search may walk along before it stops and says so.

    Returns
    -------
    CohesiveBlocks
        Blocks of two actors or more, cohesion of each actor, and whether the search is exact.

    See Also
    --------
    actor_cohesion : the number of each actor.

    Notes
    -----
    Two k-components share at most k − 1 actors. The released versions of networkx (3.6.1, ``k_components``) and igraph
    (``cohesive_blocks``) miss some of them.

    References
    ----------
    White, D. R. & Harary, F. (2001). The cohesiveness of blocks in social networks: Node connectivity and conditional
    density. Sociological Methodology, 31(1), 305–359. https://doi.org/10.1111/0081-1750.00098

    Moody, J. & White, D. R. (2003). Structural cohesion and embeddedness: A hierarchical concept of social groups.
    American Sociological Review, 68(1), 103–127. https://doi.org/10.2307/3088904

    Examples
    --------
    A triangle a, b, c, with d hanging on it:

    >>> from coopnet.measures.examples import example_network
    >>> cohesive_blocks_of(example_network("ab bc ac cd")).table()[["highest", "members"]].values.tolist()
    [[1, 'a, b, c, d'], [2, 'a, b, c']]
    """
    found = cohesive_blocks(network.indptr, network.indices, budget)
    names = network.actors
    blocks = tuple(
        CohesiveBlock(
            tuple(names[block.members]), block.lowest, block.highest, block.parent if block.parent >= 0 else None
        )
        for block in found.blocks
    )
    return CohesiveBlocks(
        blocks=blocks,
        cohesion=network.actor_series(found.cohesion.astype(np.float64), "cohesion"),
        upper=network.actor_series(found.upper.astype(np.float64), "cohesion_upper"),
        exact=found.exact,
        view=network.view,
    )


@on_views("pairs")
def actor_cohesion(network: Network, *, budget: int = BUDGET) -> pd.Series:
    """Largest k such that the actor belongs to a group that stays in one piece when any k − 1 of its members leave.

    The cohesion number of Moody and White: the depth of the innermost k-component that holds the actor. At 3, the actor
    belongs to a group that no two departures can cut in two.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    budget : int
        Number of links that the search may walk along.

    Returns
    -------
    Series of float, by actor
        A whole number, from 0 (no partner) to n − 1 (complete pole). NaN where the budget ended the search before
        the number was proved; ``attrs["n_undecided"]`` counts them, and ``cohesive_blocks_of`` gives their bounds.

    See Also
    --------
    cohesive_blocks_of : the groups themselves.
    actor_core_number : an upper bound, found at once.

    Notes
    -----
    A member of a projected structure of m named members has a cohesion of m − 1 or more.

    References
    ----------
    Moody, J. & White, D. R. (2003). Structural cohesion and embeddedness: A hierarchical concept of social groups.
    American Sociological Review, 68(1), 103–127. https://doi.org/10.2307/3088904

    Examples
    --------
    >>> from coopnet.measures.examples import example_network
    >>> actor_cohesion(example_network("ab bc ac cd", actors="e")).to_dict()
    {'a': 2.0, 'b': 2.0, 'c': 2.0, 'd': 1.0, 'e': 0.0}
    """
    found = cohesive_blocks(network.indptr, network.indices, budget)
    proved = np.where(found.cohesion == found.upper, found.cohesion, np.nan)
    cohesion = network.actor_series(proved, "actor_cohesion")
    cohesion.attrs["n_undecided"] = int(np.isnan(proved).sum())
    return cohesion


@on_views("pairs")
def pole_node_connectivity(network: Network, *, budget: int = BUDGET) -> float:
    """Fewest actors whose departure cuts the others off from each other.

    κ = the smallest number of actors to remove so that the rest falls apart or is a single actor.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    budget : int
        Number of links that the search may walk along.

    Returns
    -------
    float
        A whole number: 0 when the pole is already in several parts, 1 when it hangs on one actor, n − 1 when everybody
        is linked to everybody.

    Raises
    ------
    UndefinedMeasure
        With fewer than two actors.
    CostRefused
        When the budget is spent; the sentence gives the bounds reached.

    See Also
    --------
    actor_cohesion : the same within the groups of a pole, more telling when one actor hangs on the others.

    Notes
    -----
    At most the smallest degree: one peripheral actor with a single partner brings it down to 1.

    References
    ----------
    White, D. R. & Harary, F. (2001). The cohesiveness of blocks in social networks: Node connectivity and conditional
    density. Sociological Methodology, 31(1), 305–359. https://doi.org/10.1111/0081-1750.00098

    Examples
    --------
    A ring of four holds after one departure, not after two:

    >>> from coopnet.measures.examples import example_network
    >>> pole_node_connectivity(example_network("ab bc cd ad"))
    2.0
    """
    needs_actors("pole_node_connectivity", network, 2)
    least, most = node_connectivity(network.indptr, network.indices, budget)
    if least < most:
        raise CostRefused(
            f"pole_node_connectivity stopped at its budget of {budget} links: it lies between {least} and {most}; "
            "give a larger budget.",
            f"pole_node_connectivity s’est arrêtée à sa limite de {budget} liens parcourus : valeur comprise entre "
            f"{least} et {most} ; donnez une limite (budget) plus grande.",
        )
    return float(least)


@on_views("pairs", "links", "kinds", "newman")
def pole_algebraic_connectivity(network: Network) -> float:
    """How hard a pole is to cut in two, weights included.

    λ₂, the second smallest eigenvalue of the Laplacian L = D − A, D holding the strengths and A the weights.

    Parameters
    ----------
    network : Network
        View ``pairs``; on ``links``, ``kinds`` and ``newman`` intense links are harder to cut.

    Returns
    -------
    float
        0 when the pole is in several parts, n when everybody is linked to everybody (view ``pairs``); in units of
        weight, no upper bound otherwise.

    Raises
    ------
    UndefinedMeasure
        With fewer than two actors, or when the largest weight of a connected pole is more than 10⁹ times the smallest.

    See Also
    --------
    pole_node_connectivity : at least λ₂ on the view ``pairs``, unless the pole is complete.

    Notes
    -----
    Grows with the number of actors at a given density. Proportional to the unit of weight. Not to be mistaken for the
    eigenvalue of the normalised Laplacian. Known to about 10⁻¹⁴ of the largest strength: the value of a pole that is
    nearly in two parts has fewer exact digits.

    References
    ----------
    Fiedler, M. (1973). Algebraic connectivity of graphs. Czechoslovak Mathematical Journal, 23(2), 298–305.
    https://doi.org/10.21136/CMJ.1973.101168

    Examples
    --------
    On the path a–b–c the eigenvalues of L are 0, 1 and 3:

    >>> from coopnet.measures.examples import example_network
    >>> round(pole_algebraic_connectivity(example_network("ab bc")), 6)
    1.0
    """
    needs_actors("pole_algebraic_connectivity", network, 2)
    second = algebraic_connectivity(network.indptr, network.indices, network.weights)
    if second != 0.0:  # which it is exactly for a pole in several parts, whatever its weights
        refuse_wide_weights("pole_algebraic_connectivity", network)
    return max(second, 0.0)  # rounding must not make a connected pole less than disconnected
