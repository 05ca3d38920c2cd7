"""Exact mean and spread of measures by group when labels are shuffled: an answer without drawing, and a check of draws.

Let w be the ties between the N labelled actors (w_ij = w_ji, no diagonal) and b(g, h) = b(h, g) a score of two labels.
S = Σ_{i≠j} w_ij·b(g_i, g_j), labels being dealt anew among the actors, is a sum over ordered couples; two couples have
both, one or no actor in common. With, for w and alike for b (actors for its i, j, k):

    T₂ = Σ_{i≠j} w_ij,   Q = Σ_{i≠j} w_ij²,   T₃ = Σ_i [(Σ_{j≠i} w_ij)² − Σ_{j≠i} w_ij²],   T₄ = T₂² − 4·T₃ − 2·Q

(products of two couples with no, any one, and both actors in common), and (N)_k = N(N − 1)…(N − k + 1),

    E[S]  = T₂(w)·T₂(b) / (N)₂
    E[S²] = 2·Q(w)·Q(b) / (N)₂ + 4·T₃(w)·T₃(b) / (N)₃ + T₄(w)·T₄(b) / (N)₄.

For a score of 0 or 1, Q(b) = T₂(b). Counts of ties are S/2.

References
----------
Mantel, N. (1967). The detection of disease clustering and a generalized regression approach. Cancer Research, 27,
209–220.

Hubert, L. & Schultz, J. (1976). Quadratic assignment as a general data analysis strategy. British Journal of
Mathematical and Statistical Psychology, 29, 190–241. https://doi.org/10.1111/j.2044-8317.1976.tb00714.x
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from coopnet.errors import Language, UndefinedMeasure, UnknownWord
from coopnet.inference.evaluation import Asked, Layout, Reals, asked
from coopnet.inference.of_measure import OfMeasure
from coopnet.kernels.brokerage import ROLES, brokerage_counts
from coopnet.measures.declaration import Measure
from coopnet.measures.ei import pole_ei_maximum, pole_ei_minimum
from coopnet.multiplex import Groups, Multiplex, multiplex_of
from coopnet.network import Network, ViewName
from coopnet.nulls import NULLS
from coopnet.pole import Pole
from coopnet.printing.result import printed_table
from coopnet.printing.text import text_table
from coopnet.printing.words import said
from coopnet.typography import typeset


class Couples(NamedTuple):
    """T₂, Q and T₃ of a symmetric matrix without diagonal, or of scores of labels (arrays: one per score)."""

    two: Any
    squares: Any
    three: Any

    @property
    def four(self) -> Any:
        """T₄: products of two couples without a common actor."""
        return self.two**2 - 4 * self.three - 2 * self.squares


@dataclass(frozen=True, eq=False, repr=False)
class ExactMoments(OfMeasure):
    """A measure against its exact mean and standard deviation when labels are shuffled (``shuffle_sectors``).

    Attributes
    ----------
    asked : Asked
        The measure, its view, its kinds and its column.
    items : Index or None
        Labels of the numbers, None for a single one.
    observed, expected, sd : float64 arrays (items)
        ``sd`` is NaN where only the mean has a closed form. No p-value follows: the distribution is not normal on small
        poles. Draw for that.
    scope : str
    """

    asked: Asked
    items: pd.Index | None
    observed: Reals
    expected: Reals
    sd: Reals
    scope: str

    @property
    def z(self) -> Reals:
        """(observed − expected) / sd; NaN where the spread is not known, or where labels cannot change the measure."""
        z = np.full(self.observed.shape, np.nan)
        np.divide(self.observed - self.expected, self.sd, out=z, where=self.sd > 0)
        return z

    @property
    def table(self) -> pd.DataFrame:
        """One row per item: observed, expected, sd, z."""
        index = pd.Index([self.asked.measure.name]) if self.items is None else self.items
        columns = {"observed": self.observed, "expected": self.expected, "sd": self.sd, "z": self.z}
        return pd.DataFrame(columns, index=index)

    def tidy(self) -> pd.DataFrame:
        """Return one row per item: measure, view, item, observed, expected, sd, z."""
        return self.of_measure(self.table)

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the items in words, with observed, expected, spread and z."""
        table = super().shown(language)
        if self.items is None:
            return table.assign(item=self.measure.label(language))
        named = list(table.columns[: self.items.nlevels])
        return table.assign(**{name: [self.part_label(one, language) for one in table[name]] for name in named})

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, hypothesis, and that nothing was drawn."""
        return *super().notes(language), self.sentence(language)

    def sentence(self, language: Language) -> str:
        """Return the hypothesis, and that mean and spread are exact."""
        null = NULLS["shuffle_sectors"]
        fr = f"{null.sentence('fr', by=self.asked.by)} Moyenne et écart-type exacts, sans tirage."
        en = f"{null.sentence('en', by=self.asked.by)} Exact mean and spread, without drawing."
        return said(fr, en, language)

    def summary(self, language: Language = "en") -> str:
        """Return the table with its hypothesis, as text."""
        table = printed_table(self.shown(language), language, key="", sheet="", title="")
        return "\n".join([self.headline(language), self.sentence(language), text_table(table, language)])


def permutation_moments_of(
    measure: str | Measure | Callable[..., Any],
    pole: Pole | Multiplex,
    *,
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
) -> ExactMoments:
    """Return the exact mean and standard deviation of a measure when sectors are shuffled, without drawing.

    Parameters
    ----------
    measure : str, Measure or function of the catalogue
        ``pole_ei``, ``pole_ei_rescaled``, ``actor_ei``, ``sector_mixing``, ``sector_mixing_shares``,
        ``sector_mixing_ratio``, ``sector_density``, ``pole_sector_modularity``; for ``actor_brokerage_table`` the mean
        only (open pairs × the probability of the role).
    pole : Pole or Multiplex
    view, kinds, by
        As in :func:`coopnet.compare_to_null`.

    Returns
    -------
    ExactMoments

    Raises
    ------
    UnknownWord
        When the measure has no closed form: assortativity and the E–I index of a sector divide by the ends that sectors
        hold, which change with the labels. What assortativity divides, the modularity of sectors, has one.
    UndefinedMeasure
        When the measure has no value on the data.

    See Also
    --------
    coopnet.compare_to_null : p-values, for any measure and null model.

    Examples
    --------
    One link, sectors of two actors and of one: it is internal one time out of three, and E–I is −1 then, 1 otherwise:
    mean 1/3, variance 1 − 1/9.

    >>> from coopnet.measures.examples import example_pole
    >>> found = permutation_moments_of("pole_ei", example_pole("ab", sectors={"food": "ab", "culture": "c"}))
    >>> found.table.round(4)[["observed", "expected", "sd"]].values.tolist()
    [[-1.0, 0.3333, 0.9428]]
    """
    question = asked(measure, view=view, kinds=kinds, by=by)
    formula = _FORMULAS.get(question.measure.name)
    if formula is None:
        raise UnknownWord(
            f"{question.measure.name} has no closed form under shuffled labels; those that have: "
            f"{', '.join(_FORMULAS)}. Use compare_to_null.",
            typeset(
                f"{question.measure.name} n’a pas de forme exacte quand on redistribue les étiquettes ; en ont une : "
                f"{', '.join(_FORMULAS)}. Utilisez compare_to_null."
            ),
        )
    multiplex = multiplex_of(pole)
    network = question.given(multiplex)
    assert isinstance(network, Network)  # every measure with a formula takes one
    result = question.result(network)
    layout, groups = Layout.of(result), network.groups(by)
    if layout.size == 0 or groups.sizes.sum() < 2:
        raise UndefinedMeasure(
            f"Fewer than two actors have a value for “{by}”: there is nothing to shuffle. Fill in that column.",
            typeset(
                f"Moins de deux acteurs ont une valeur pour « {by} » : il n’y a rien à redistribuer. Remplissez cette "
                "colonne."
            ),
        )
    mean, variance = (
        layout.picked(np.asarray(values, dtype=np.float64)[None])[0] for values in formula(network, groups)
    )
    sd = np.sqrt(np.where(variance > 1e-12, variance, np.where(np.isnan(variance), np.nan, 0.0)))
    return ExactMoments(question, layout.items, layout.read(result), mean, sd, multiplex.scope.name)


def _ties(network: Network, groups: Groups) -> Couples:
    """Return the couples of ties between labelled actors."""
    known = np.flatnonzero(groups.codes >= 0)
    matrix = network.matrix[known][:, known]
    strength = np.asarray(matrix.sum(axis=1)).ravel()
    squares = float((matrix.data**2).sum())
    return Couples(float(matrix.data.sum()), squares, float((strength**2).sum()) - squares)


def _same_group(groups: Groups) -> Couples:
    """Return the couples of the score: both actors in one group."""
    n = groups.sizes.astype(np.float64)
    two = float((n * (n - 1)).sum())
    return Couples(two, two, float((n * (n - 1) * (n - 2)).sum()))


def _each_two_groups(groups: Groups) -> Couples:
    """Return the couples of each score (groups × groups): one actor in g and the other in h."""
    n = groups.sizes.astype(np.float64)
    product, diagonal = np.outer(n, n), np.diag_indices(len(n))
    two = 2 * product
    two[diagonal] = n * (n - 1)
    three = product * (n[:, None] + n[None, :] - 2)
    three[diagonal] = n * (n - 1) * (n - 2)
    return Couples(two, two, three)


def _falling(n: float, k: int) -> float:
    return float(np.prod(n - np.arange(k)))


def _sum_moments(ties: Couples, scores: Couples, n: float) -> tuple[Any, Any]:
    """Return mean and variance of S."""
    mean = ties.two * scores.two / _falling(n, 2)
    second = 2 * ties.squares * scores.squares / _falling(n, 2)
    if n >= 3:
        second = second + 4 * ties.three * scores.three / _falling(n, 3)
    if n >= 4:
        second = second + ties.four * scores.four / _falling(n, 4)
    return mean, second - mean**2


def _ei(network: Network, groups: Groups) -> tuple[Any, Any]:
    ties = _ties(network, groups)
    mean, variance = _sum_moments(ties, _same_group(groups), float(groups.sizes.sum()))
    # S counts internal ends, T₂ all of them
    return np.array(1 - 2 * mean / ties.two), np.array(4 * variance / ties.two**2)


def _ei_rescaled(network: Network, groups: Groups) -> tuple[Any, Any]:
    low, high = pole_ei_minimum(network, groups.by), pole_ei_maximum(network, groups.by)
    mean, variance = _ei(network, groups)
    return 2 * (mean - low) / (high - low) - 1, variance * (2 / (high - low)) ** 2


def _actor_ei(network: Network, groups: Groups) -> tuple[Any, Any]:
    n, score = float(groups.sizes.sum()), _same_group(groups)
    known = (groups.codes >= 0).astype(np.float64)
    total = np.where(known > 0, network.matrix @ known, np.nan)
    squares = network.matrix.power(2) @ known
    total[total == 0] = np.nan
    alike = score.two / _falling(n, 2)
    all_three = score.three / _falling(n, 3) if n >= 3 else 0.0
    # two partners are both in the actor's group when the three are in one
    variance = squares * alike + (total**2 - squares) * all_three - (total * alike) ** 2
    return np.where(np.isnan(total), np.nan, 1 - 2 * alike), 4 * variance / total**2


def _mixing(network: Network, groups: Groups) -> tuple[Any, Any]:
    mean, variance = _sum_moments(_ties(network, groups), _each_two_groups(groups), float(groups.sizes.sum()))
    return mean / 2, variance / 4


def _shares(network: Network, groups: Groups) -> tuple[Any, Any]:
    ends = _ties(network, groups).two
    return _scaled(_mixing(network, groups), _ends_per_tie(groups) / ends if ends else np.nan)


def _density(network: Network, groups: Groups) -> tuple[Any, Any]:
    possible = _possible_ends(groups)
    per_tie = np.full(possible.shape, np.nan)
    np.divide(_ends_per_tie(groups), possible, out=per_tie, where=possible > 0)
    return _scaled(_mixing(network, groups), per_tie)


def _ratio(network: Network, groups: Groups) -> tuple[Any, Any]:
    possible = _possible_ends(groups)
    per_share = np.full(possible.shape, np.nan)
    np.divide(possible.sum(), possible, out=per_share, where=possible > 0)
    return _scaled(_shares(network, groups), per_share)


def _scaled(moments: tuple[Any, Any], by: Any) -> tuple[Any, Any]:
    return moments[0] * by, moments[1] * by**2


def _ends_per_tie(groups: Groups) -> Reals:
    """Return how many ends a tie adds to each cell: two on the diagonal."""
    return np.asarray(np.ones((len(groups.labels),) * 2) + np.eye(len(groups.labels)))


def _possible_ends(groups: Groups) -> Reals:
    n = groups.sizes.astype(np.float64)
    return np.asarray(np.outer(n, n) - np.diag(n))


def _modularity(network: Network, groups: Groups) -> tuple[Any, Any]:
    # Q = Σ_ij b_ij·[g_i = g_j], b_ij = w_ij/T − k_i·k_j/T²; rows of b sum to 0, hence to k_i²/T² beside the diagonal
    known = np.flatnonzero(groups.codes >= 0)
    matrix = network.matrix[known][:, known]
    total = float(matrix.data.sum())
    held = np.asarray(matrix.sum(axis=1)).ravel() / total
    alone = float((held**2).sum())
    squares = float((matrix.data**2).sum()) / total**2 - 2 * float(held @ (matrix @ held)) / total
    squares += alone**2 - float((held**4).sum())
    ties = Couples(alone, squares, float((held**4).sum()) - squares)
    mean, variance = _sum_moments(ties, _same_group(groups), float(groups.sizes.sum()))
    return np.array(mean - alone), np.array(variance)


def _brokerage(network: Network, groups: Groups) -> tuple[Any, Any]:
    n = groups.sizes.astype(np.float64)
    total = n.sum()
    triples = max(_falling(total, 3), 1.0)
    alike, two_alike = (n * (n - 1) * (n - 2)).sum() / triples, (n * (n - 1) * (total - n)).sum() / triples
    probability = {"coordinator": alike, "itinerant": two_alike, "boundary": 2 * two_alike, "total": 1.0}
    probability["liaison"] = 1 - alike - 3 * two_alike
    open_pairs = brokerage_counts(network.indptr, network.indices, groups.codes, len(groups.labels))[:, -1]
    mean = np.outer(open_pairs, [probability[role] for role in ROLES])
    return mean, np.full(mean.shape, np.nan)


_FORMULAS: Mapping[str, Callable[[Network, Groups], tuple[Any, Any]]] = MappingProxyType(
    {
        "pole_ei": _ei,
        "pole_ei_rescaled": _ei_rescaled,
        "actor_ei": _actor_ei,
        "sector_mixing": _mixing,
        "sector_mixing_shares": _shares,
        "sector_mixing_ratio": _ratio,
        "sector_density": _density,
        "pole_sector_modularity": _modularity,
        "actor_brokerage_table": _brokerage,
    }
)
EXACT = tuple(_FORMULAS)
"""Names of the measures whose mean under shuffled labels has a closed form."""
