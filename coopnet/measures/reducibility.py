"""Reducibility: which kinds of link draw the same graph, and how many of them it takes to describe the pole."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopnet.errors import CostRefused
from coopnet.kernels.reducibility import Reduction, reduction
from coopnet.layers import Csr
from coopnet.measures.declaration import on_multiplex
from coopnet.measures.once import once
from coopnet.measures.undefined import undefined
from coopnet.multiplex import Multiplex
from coopnet.network import carrying_view, view_of

ENTROPY_LIMIT = 2_000  # actors: each entropy takes the cube of their number


@on_multiplex
def kind_distance(multiplex: Multiplex) -> pd.DataFrame:
    """How differently two kinds bind the pole (Jensen–Shannon distance of their graphs).

    √[h((ρ + σ)/2) − (h(ρ) + h(σ))/2], ρ and σ being the Laplacians of the two kinds over their traces, and h the von
    Neumann entropy −Tr ρ log₂ ρ. It looks at the whole graphs, not pair by pair as ``kind_overlap`` does.

    Parameters
    ----------
    multiplex : Multiplex
        Each kind counts as a graph of pairs; parallel links of one kind count once.

    Returns
    -------
    DataFrame (kinds × kinds)
        Symmetric, in [0, 1]: 0, the same graph; 1, graphs that touch no common actor. NaN for kinds that join nobody.

    Raises
    ------
    CostRefused
        Above 2,000 active actors.

    See Also
    --------
    pole_reducibility, pole_reduction_table, kind_overlap

    Notes
    -----
    The mixture of the source is that of density matrices. Code published with it averages the adjacencies instead,
    which weighs a kind by its number of links; the two agree when kinds have as many links.

    References
    ----------
    De Domenico, M., Nicosia, V., Arenas, A., & Latora, V. (2015). Structural reducibility of multilayer networks.
    Nature Communications, 6, 6864. https://doi.org/10.1038/ncomms7864

    Examples
    --------
    One link each, without a common actor: entropies 0 and 0, and 1 bit for their mixture.

    >>> from coopnet.measures.examples import example_multiplex
    >>> kind_distance(example_multiplex({"convention": "ab", "joint_bid": "cd"})).round(6).to_numpy().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    there = _joining("kind_distance", multiplex)
    found = np.full((len(multiplex.kinds),) * 2, np.nan)
    if there:
        found[np.ix_(there, there)] = _merging(multiplex).apart
    kinds = pd.Index(multiplex.kinds, name="kind")
    return carrying_view(pd.DataFrame(found, index=kinds, columns=kinds), "kind_distance", view_of(multiplex, "kinds"))


@on_multiplex
def pole_reducibility(multiplex: Multiplex) -> float:
    """Share of the kinds that could be merged with another without losing what sets the kinds apart.

    χ = (L − L*) / (L − 1), L kinds that join somebody, L* the number of merged layers at which q = 1 − mean entropy of
    layers / entropy of the aggregate is largest, when the two nearest layers are merged again and again.

    Parameters
    ----------
    multiplex : Multiplex
        Each kind counts as a graph of pairs.

    Returns
    -------
    float
        In [0, 1]: 0, every kind draws a graph of its own; 1, all draw the same and one would do.

    Raises
    ------
    UndefinedMeasure
        When fewer than two kinds join somebody, or when all links join a single pair.
    CostRefused
        Above 2,000 active actors.

    See Also
    --------
    pole_reduction_table : the steps.
    kind_distance

    Notes
    -----
    Where several numbers of layers are as good, the smallest counts. Kinds are merged by Ward's linkage, as in the
    source.

    References
    ----------
    De Domenico, M., Nicosia, V., Arenas, A., & Latora, V. (2015). Structural reducibility of multilayer networks.
    Nature Communications, 6, 6864. https://doi.org/10.1038/ncomms7864

    Examples
    --------
    Two kinds on the same pairs, where one would do; two that share no actor.

    >>> from coopnet.measures.examples import example_multiplex
    >>> pole_reducibility(example_multiplex({"convention": "ab bc", "joint_bid": "ab bc"}))
    1.0
    >>> pole_reducibility(example_multiplex({"convention": "ab bc", "joint_bid": "de ef"}))
    0.0
    """
    steps, there = _reduced("pole_reducibility", multiplex)
    return (len(there) - steps.best) / (len(there) - 1)


@on_multiplex
def pole_reduction_table(multiplex: Multiplex) -> pd.DataFrame:
    """Kinds merged two by two, from all of them to one, and what each merging does to their distinguishability.

    One row per number of layers: ``merged``, the two groups of kinds put together to come there; ``quality``, q = 1 −
    mean entropy of the layers / entropy of the aggregate.

    Parameters
    ----------
    multiplex : Multiplex
        Each kind counts as a graph of pairs.

    Returns
    -------
    DataFrame (number of layers × merged, quality)
        From L layers, where nothing is merged, to 1, where quality is 0. Quality is 1 at most; it may be negative.

    Raises
    ------
    UndefinedMeasure
        When fewer than two kinds join somebody, or when all links join a single pair.
    CostRefused
        Above 2,000 active actors.

    See Also
    --------
    pole_reducibility

    References
    ----------
    De Domenico, M., Nicosia, V., Arenas, A., & Latora, V. (2015). Structural reducibility of multilayer networks.
    Nature Communications, 6, 6864. https://doi.org/10.1038/ncomms7864

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> pole = example_multiplex({"convention": "ab bc", "joint_bid": "ab bc", "co_founding": "de"})
    >>> pole_reduction_table(pole)["merged"].to_list()
    ['', 'convention | joint_bid', 'convention + joint_bid | co_founding']
    """
    steps, there = _reduced("pole_reduction_table", multiplex)
    names = [multiplex.kinds[position] for position in there]
    merged = [" | ".join(" + ".join(names[k] for k in group) for group in sorted(both)) for both in steps.merged]
    n_layers = pd.RangeIndex(len(there), 0, -1, name="n_layers")
    frame = pd.DataFrame({"merged": ["", *merged], "quality": steps.quality}, index=n_layers)
    return carrying_view(frame, "pole_reduction_table", view_of(multiplex, "kinds"))


def _reduced(name: str, multiplex: Multiplex) -> tuple[Reduction, list[int]]:
    there = _joining(name, multiplex)
    if len(there) < 2:
        raise undefined(
            name,
            f"it compares kinds, and {len(there)} kind joins actors here",
            f"elle compare des natures de lien, et {len(there)} nature joint des acteurs ici",
        )
    steps = _merging(multiplex)
    if np.isnan(steps.quality).any():
        raise undefined(name, "all links join a single pair", "tous les liens joignent une seule paire d’acteurs")
    return steps, there


@once
def _merging(multiplex: Multiplex) -> Reduction:
    """Return the merging of the kinds that join somebody, each pair of weight 1 in its kind."""
    counts: list[Csr] = [multiplex.pair_counts(kind) for kind in multiplex.kinds]
    return reduction([layer.sign() for layer in counts if layer.nnz])


def _joining(name: str, multiplex: Multiplex) -> list[int]:
    """Return the positions of the kinds that join somebody; refuse where their entropies cost too much."""
    counts = [multiplex.pair_counts(kind) for kind in multiplex.kinds]
    there = [position for position, layer in enumerate(counts) if layer.nnz]
    n = int(np.logical_or.reduce([np.diff(layer.indptr) > 0 for layer in counts]).sum()) if counts else 0
    if n > ENTROPY_LIMIT:
        raise CostRefused(
            f"{name} takes the cube of the number of actors: {n:,} are linked, the limit is {ENTROPY_LIMIT:,}. "
            "Measure a part of the pole, or read kind_overlap.",
            f"{name} coûte le cube du nombre d’acteurs : {n:,} sont liés, la limite est de {ENTROPY_LIMIT:,}. "
            "Mesurez une partie du pôle, ou lisez kind_overlap.",
        )
    return there
