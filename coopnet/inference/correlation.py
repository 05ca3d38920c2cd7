"""How alike two tables of actors are: the QAP correlation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coopnet.errors import Language, UndefinedMeasure, UnknownWord
from coopnet.inference.comparison import seed_of
from coopnet.inference.dyads import permutations_of, permuted
from coopnet.inference.ensemble import Batch
from coopnet.inference.pvalues import Reals, attainable_p, p_error, p_values
from coopnet.inference.untold import how_p, out_of_reach
from coopnet.kernels.qap import permuted_correlations, upper_triangle
from coopnet.numbers import p_written, written
from coopnet.printing.result import Result
from coopnet.printing.words import draws_note, said


@dataclass(frozen=True, eq=False, repr=False)
class DyadicCorrelation(Result):
    """A QAP correlation: how alike two matrices of dyads are, against permutations of the actors of one.

    Attributes
    ----------
    observed : float
        Pearson correlation over dyads, in [−1, 1].
    draws : float64 array (draws)
    n_dyads : int
    seed : str
        Where the generator of the draws came from.
    """

    observed: float
    draws: Reals
    n_dyads: int
    seed: str = ""

    @property
    def p_value(self) -> float:
        """Two-sided, in (0, 1]."""
        return float(p_values(np.array([self.observed]), self.draws[:, None])[0])

    @property
    def table(self) -> pd.DataFrame:
        """One row: correlation, mean of the draws, p-value and its Monte-Carlo error, dyads, draws."""
        row = {
            "correlation": self.observed,
            "expected": float(self.draws.mean()),
            "p": self.p_value,
            "p_error": float(p_error(np.array([self.p_value]), len(self.draws))[0]),
            "dyads": self.n_dyads,
            "draws": len(self.draws),
        }
        return pd.DataFrame([row])

    def tidy(self) -> pd.DataFrame:
        """Return the row of ``table``."""
        return self.table

    @property
    def key(self) -> str:
        """``qap``."""
        return "qap"

    def title(self, language: Language) -> str:
        """Return what it is."""
        return said("Corrélation QAP de deux tableaux d’acteurs", "QAP correlation of two tables of actors", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the hypothesis, the draws and their seed, and whether too few actors leave no room to test."""
        attainable = attainable_p(self.draws[:, None], observed=np.array([self.observed]))
        return (
            said(
                "On garde les deux tableaux ; on redistribue au hasard les acteurs du second.",
                "Hold both tables; break which actor holds which row and column of the second.",
                language,
            ),
            how_p("two-sided", language),
            draws_note(len(self.draws), self.seed, language),
            out_of_reach(["r"], attainable, len(self.draws), language),
        )

    def summary(self, language: Language = "en") -> str:
        """Return the correlation and its p-value as text."""
        dyads, value = written(self.n_dyads, language, 0), written(self.observed, language, 3)
        found = said(
            f"r = {value} ; {p_written(self.p_value, language)} ({dyads} dyades)",
            f"r = {value}; {p_written(self.p_value, language)} ({dyads} dyads)",
            language,
        )
        return "\n".join([self.title(language), found, *(note for note in self.notes(language) if note)])


def dyadic_correlation_of(
    first: pd.DataFrame, second: pd.DataFrame, *, rng: np.random.Generator, n_draws: int = 999
) -> DyadicCorrelation:
    """Return the QAP correlation of two actor × actor tables, over pairs i < j.

    Parameters
    ----------
    first, second : DataFrame (actors × actors)
        Symmetric, with the same actors; the second is put in the order of the first.
    rng : numpy.random.Generator
    n_draws : int

    Returns
    -------
    DyadicCorrelation
        The correlation, from −1 to 1, with its draws and its p-value.

    Raises
    ------
    UnknownWord
        When they are not two symmetric tables over the same actors, each pair of whom has a value.
    UndefinedMeasure
        When one of them does not vary.

    Examples
    --------
    Of the six pairs of four actors, each table marks three, and they agree on two: r = (2/6 − 1/4)/(1/4).

    >>> one, other = (pd.DataFrame(0, list("abcd"), list("abcd")) for _ in range(2))
    >>> for table, pairs in ((one, "ab bc cd"), (other, "ab bc ad")):
    ...     for i, j in pairs.split():
    ...         table.loc[i, j] = table.loc[j, i] = 1
    >>> round(dyadic_correlation_of(one, other, rng=np.random.default_rng(1), n_draws=9).observed, 4)
    0.3333
    """
    x, y = _paired(first, second)
    if x.size < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        raise UndefinedMeasure(
            "A correlation needs two tables that vary over at least three pairs.",
            "Une corrélation demande deux tableaux qui varient sur au moins trois paires.",
        )
    seed = seed_of(rng)
    observed = float(permuted_correlations(x, y, np.arange(len(first), dtype=np.int32)[None, :])[0])
    return DyadicCorrelation(observed, permuted(_Correlated(x, y, len(first)), n_draws, rng), int(x.size), seed)


def _paired(first: pd.DataFrame, second: pd.DataFrame) -> tuple[Reals, Reals]:
    """Return the values of both tables over the pairs i < j of the first one's actors, or refuse tables of no pairs."""
    if not _same_actors(first, second):
        raise UnknownWord(
            "The two tables must have the same actors in rows and in columns, each once.",
            "Les deux tableaux doivent porter les mêmes acteurs en lignes et en colonnes, chacun une fois.",
        )
    actors = first.index
    rows, cols = upper_triangle(len(actors))
    found = []
    for table in (first, second):
        values = table.loc[actors, actors].to_numpy(dtype=np.float64)
        above, below = values[rows, cols], values[cols, rows]
        if not (np.isfinite(above).all() and np.isfinite(below).all()):
            raise UnknownWord(
                "A pair of actors has no value in one of the two tables; leave out actors, or fill it in.",
                "Une paire d’acteurs n’a pas de valeur dans l’un des deux tableaux ; retirez des acteurs, ou "
                "remplissez-la.",
            )
        if not np.allclose(above, below, rtol=1e-9, atol=0):
            raise UnknownWord(
                "One of the two tables is not symmetric: what i is to j must be what j is to i. Take the mean of the "
                "table and of its transpose, for instance.",
                "L’un des deux tableaux n’est pas symétrique : ce que i est pour j doit être ce que j est pour i. "
                "Prenez par exemple la moyenne du tableau et de son transposé.",
            )
        found.append(above)
    return found[0], found[1]


def _same_actors(first: object, second: object) -> bool:
    if not (isinstance(first, pd.DataFrame) and isinstance(second, pd.DataFrame)):
        return False
    sides = (first.index, first.columns, second.index, second.columns)
    return all(set(labels) == set(first.index) and labels.is_unique for labels in sides)


@dataclass(frozen=True, eq=False)
class _Correlated:
    """A correlation under permutations of actors; travels to worker processes."""

    first: Reals
    second: Reals
    n_actors: int

    def __call__(self, batch: Batch) -> Reals:
        """Return one number per draw."""
        return permuted_correlations(self.first, self.second, permutations_of(batch, self.n_actors))
