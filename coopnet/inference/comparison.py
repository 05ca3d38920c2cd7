"""A measure against a null model: observed, all draws, expectation, interval, p-value, verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from coopnet.errors import Language, NullRefused, UndefinedMeasure, UnknownWord
from coopnet.inference.ensemble import ensemble
from coopnet.inference.evaluation import Asked, Given, asked, flattened
from coopnet.inference.pvalues import (
    ROUNDING,
    Alternative,
    Reals,
    attainable_p,
    benjamini_hochberg,
    known_alternative,
    p_error,
    p_values,
)
from coopnet.inference.verdict import Verdict, verdict
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import ViewName
from coopnet.nulls import Null, null_named
from coopnet.pole import Pole

DEFAULT_DRAWS = 999
# so that one item alone among m could reach q ≤ 0.05: m · 2/(draws + 1) ≤ 0.05
DRAWS_PER_ITEM = 40
LARGEST_DEFAULT = 20_000


@dataclass(frozen=True, eq=False)
class NullComparison:
    """One number of a pole against what a null model gives.

    Attributes
    ----------
    asked : Asked
        The measure, its view, its kinds and its column.
    null : Null
        The null model, with its sentence.
    options : dict
        What the null model was given besides the multiplex (``by``, ``strata`` …).
    alternative : str
    observed : float
    draws : float64 array (draws)
        The value in every draw, NaN where undefined; kept, in case another definition is preferred.
    scope : str
        Which rows of the pole counted.
    seed : str
        Entropy of the generator that the draws came from.
    """

    asked: Asked
    null: Null
    options: dict[str, Any]
    alternative: Alternative
    observed: float
    draws: Reals
    scope: str
    seed: str

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.asked.measure

    @property
    def view(self) -> str:
        """Short name of the view."""
        return self.asked.view_name

    @property
    def n_draws(self) -> int:
        """Number of draws in which the measure is defined."""
        return int(np.isfinite(self.draws).sum())

    @property
    def expected(self) -> float:
        """Mean of the draws."""
        return float(np.nanmean(self.draws))

    @property
    def sd(self) -> float:
        """Standard deviation of the draws."""
        return float(np.nanstd(self.draws, ddof=1))

    @property
    def z(self) -> float:
        """(observed − expected) / sd; NaN where the draws do not vary."""
        return (self.observed - self.expected) / self.sd if self.sd > 0 else float("nan")

    @property
    def p_value(self) -> float:
        """In (0, 1]: the observed value counts among the draws."""
        return float(p_values(np.array([self.observed]), self.draws[:, None], self.alternative)[0])

    @property
    def p_error(self) -> float:
        """Monte-Carlo standard error of the p-value."""
        return float(p_error(np.array([self.p_value]), self.n_draws)[0])

    @property
    def attainable_p(self) -> float:
        """The smallest p-value that any observation could reach against these draws."""
        return float(attainable_p(self.draws[:, None], self.alternative)[0])

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the central interval that holds that share of the draws."""
        low, high = np.nanquantile(self.draws, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)

    @property
    def verdict(self) -> Verdict:
        """The word that the thresholds give."""
        return verdict(self.p_value, self.z, self.attainable_p, above=self.observed > self.expected)

    @property
    def table(self) -> pd.DataFrame:
        """One row: measure, view, observed, expected, sd, z, interval, p and its error, draws, null, verdict."""
        low, high = self.interval()
        row = {
            "measure": self.measure.name,
            "view": self.view,
            "observed": self.observed,
            "expected": self.expected,
            "sd": self.sd,
            "z": self.z,
            "low": low,
            "high": high,
            "p": self.p_value,
            "p_error": self.p_error,
            "attainable_p": self.attainable_p,
            "draws": self.n_draws,
            "null": self.null.name,
            "verdict": self.verdict,
        }
        return pd.DataFrame([row])

    def summary(self, language: Language = "en") -> str:
        """Return the comparison as a few lines of text."""
        low, high = self.interval()
        words = _WORDS[language]
        return "\n".join(
            [
                f"{self.measure.label(language)} [{self.view}] — {self.scope}",
                f"{words['observed']} {self.observed:.4g}; {words['expected']} {self.expected:.4g} "
                f"[{low:.4g}, {high:.4g}]; z = {self.z:.2f}; p = {self.p_value:.4g} ± {self.p_error:.2g} "
                f"({self.n_draws} {words['draws']})",
                self.null.sentence(language),
            ]
        )


@dataclass(frozen=True, eq=False)
class NullComparisons:
    """Many numbers of a pole (per actor, structure, sector or kind) against what a null model gives.

    Attributes
    ----------
    asked, null, options, alternative, scope, seed
        As in :class:`NullComparison`.
    observed : Series (items)
    draws : float64 array (draws × items)
    """

    asked: Asked
    null: Null
    options: dict[str, Any]
    alternative: Alternative
    observed: pd.Series
    draws: Reals
    scope: str
    seed: str

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.asked.measure

    @property
    def view(self) -> str:
        """Short name of the view."""
        return self.asked.view_name

    @property
    def n_comparisons(self) -> int:
        """Number of items that have a p-value: those whose observed value and draws are defined."""
        return int(self.table["p"].notna().sum())

    @property
    def smallest_q(self) -> float:
        """The smallest q-value that one item alone could reach, all others showing nothing."""
        return float(np.nanmin(self.table["attainable_q"])) if self.n_comparisons else float("nan")

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per item: observed, expected, sd, z, interval, p, q (Benjamini–Hochberg), attainable q, verdict."""
        observed = self.observed.to_numpy(dtype=np.float64)
        n = np.isfinite(self.draws).sum(axis=0)
        usable = n > 0
        held = np.where(usable, self.draws, 0.0)
        expected, sd = np.nanmean(held, axis=0), np.nanstd(held, axis=0, ddof=1)
        low, high = np.nanquantile(held, [0.025, 0.975], axis=0)
        p = p_values(observed, self.draws, self.alternative)
        q = benjamini_hochberg(p)
        attainable = np.minimum(1.0, attainable_p(self.draws, self.alternative) * np.isfinite(p).sum())
        with np.errstate(invalid="ignore", divide="ignore"):
            z = np.where(sd > ROUNDING, (observed - expected) / sd, np.nan)
        table = pd.DataFrame(
            {
                "observed": observed,
                "expected": expected,
                "sd": sd,
                "z": z,
                "low": low,
                "high": high,
                "p": p,
                "p_error": p_error(p, len(self.draws)),
                "q": q,
                "attainable_q": attainable,
            },
            index=self.observed.index,
        )
        table.loc[~usable, ["expected", "sd", "low", "high"]] = np.nan
        table["draws"] = n
        table["verdict"] = [
            verdict(*row, above=bool(above)) for *row, above in zip(q, z, attainable, observed > expected, strict=True)
        ]
        table.attrs.update(measure=self.measure.name, view=self.view, null=self.null.name, scope=self.scope)
        return table

    def summary(self, language: Language = "en") -> str:
        """Return the number of comparisons, the smallest attainable q and the items that stand out."""
        words = _WORDS[language]
        told = self.table[~self.table["verdict"].isin(["as_expected", "cannot_tell"])].sort_values("q")
        lines = [
            f"{self.measure.label(language)} [{self.view}] — {self.scope}",
            self.null.sentence(language),
            f"{self.n_comparisons} {words['comparisons']} q = {self.smallest_q:.3g}; {len(told)} {words['stand_out']}",
        ]
        return "\n".join([*lines, told[["observed", "expected", "z", "p", "q"]].to_string()] if len(told) else lines)


_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "observed": "observé",
        "expected": "attendu",
        "draws": "tirages",
        "comparisons": "comparaisons ; plus petit seuil atteignable par une seule :",
        "stand_out": "se distinguent du hasard",
    },
    "en": {
        "observed": "observed",
        "expected": "expected",
        "draws": "draws",
        "comparisons": "comparisons; smallest that one alone could reach:",
        "stand_out": "stand out from chance",
    },
}


@dataclass(frozen=True)
class _Redraw:
    """Draw a whole multiplex and measure it; picklable, so that any worker can run it."""

    asked: Asked
    multiplex: Multiplex
    null: Null
    options: dict[str, Any]
    items: pd.Index | None

    def __call__(self, rng: np.random.Generator) -> Reals:
        drawn = self.null.function(self.multiplex, rng=rng, **self.options)
        return self.asked.values(self.asked.given(drawn), self.items)


@dataclass(frozen=True)
class _Relabel:
    """Draw labels only: links are collapsed once, and every draw measures them under other labels."""

    asked: Asked
    multiplex: Multiplex
    given: Given
    null: Null
    options: dict[str, Any]
    items: pd.Index | None

    def __call__(self, rng: np.random.Generator) -> Reals:
        drawn = self.null.function(self.multiplex, rng=rng, **self.options)
        return self.asked.values(self.asked.relabelled(self.given, drawn), self.items)


def compare_to_null(
    measure: str | Measure | Callable[..., Any],
    pole: Pole | Multiplex,
    null: str | Null | Callable[..., Multiplex],
    *,
    rng: np.random.Generator,
    n_draws: int | None = None,
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
    alternative: str = "two-sided",
    **options: Any,
) -> NullComparison | NullComparisons:
    """Compare a measure of a pole with what a null model gives.

    Parameters
    ----------
    measure : str, Measure or function of the catalogue
    pole : Pole or Multiplex
        Make the multiplex first (``multiplex_of``) to choose natures, date or limit.
    null : str, Null or function of ``coopnet.nulls``
    rng : numpy.random.Generator
        One child is spawned per draw: same seed, same numbers, on any number of processes.
    n_draws : int, optional
        999 for one number; for many, enough for one alone to reach q ≤ 0.05 (40 per item), at most 20,000.
    view, kinds : optional
        The view of the network, the measure's own default if not given, and the kinds kept.
    by : str
        Column that plays the sector, for the measure and for nulls that shuffle it.
    alternative : {"two-sided", "greater", "less"}
    **options
        Further arguments of the null model (``strata="commune"``).

    Returns
    -------
    NullComparison or NullComparisons
        One number for a pole-level measure; a table otherwise, with Benjamini–Hochberg q-values.

    Raises
    ------
    UndefinedMeasure
        When the measure has no value on the observed pole.
    NullRefused
        When the null leaves a single arrangement, or holds the measure constant.
    """
    question = asked(measure, view=view, kinds=None if kinds is None else tuple(kinds), by=by)
    chosen, side = null_named(null), known_alternative(alternative)
    multiplex = multiplex_of(pole)
    settings = {**({"by": by} if chosen.moves_labels else {}), **options}
    given = question.given(multiplex)
    observed, items = _observed(question, given)
    draws = _known_draws(n_draws, observed.size)
    draw = (
        _Relabel(question, multiplex, given, chosen, settings, items)
        if chosen.moves_labels
        else _Redraw(question, multiplex, chosen, settings, items)
    )
    drawn = np.vstack(ensemble(draw, draws, rng=rng))
    refuse_constant(question, chosen, observed, drawn)
    entropy = str(getattr(rng.bit_generator.seed_seq, "entropy", ""))
    shared = (question, chosen, settings, side)
    if items is None:
        return NullComparison(*shared, float(observed[0]), drawn[:, 0], multiplex.scope.name, entropy)
    return NullComparisons(*shared, pd.Series(observed, index=items), drawn, multiplex.scope.name, entropy)


def _observed(question: Asked, given: Given) -> tuple[Reals, pd.Index | None]:
    if question.measure.level == "pole" and not question.measure.is_table:
        value = question.result(given)  # an undefined measure refuses here, in its own words
        return np.array([float(value)]), None
    from_result = question.result(given)
    flat = _series(from_result)
    return flat.to_numpy(dtype=np.float64), flat.index


def _series(result: Any) -> pd.Series:
    flat = flattened(result)
    if isinstance(flat, float) or flat.empty:
        raise UndefinedMeasure(
            "There is nothing to compare: the measure has no item here.",
            "Il n’y a rien à comparer : la mesure ne porte ici sur aucun élément.",
        )
    return flat


def _known_draws(n_draws: int | None, n_items: int) -> int:
    if n_draws is None:
        return DEFAULT_DRAWS if n_items == 1 else min(LARGEST_DEFAULT, max(DEFAULT_DRAWS, DRAWS_PER_ITEM * n_items - 1))
    if n_draws < 1:
        raise UnknownWord(
            f"n_draws is {n_draws}; at least one draw is needed, and 999 are usual.",
            f"n_draws vaut {n_draws} ; il faut au moins un tirage, et 999 est l’usage.",
        )
    return n_draws


def refuse_constant(question: Asked, null: Null, observed: Reals, draws: Reals) -> None:
    """Refuse a comparison in which every draw has the observed value."""
    slack = ROUNDING * np.maximum(1.0, np.abs(observed))
    same = (np.abs(draws - observed) <= slack) | ~np.isfinite(draws) | ~np.isfinite(observed)
    if same.all():
        raise NullRefused(
            f"{null.name} holds {question.measure.name} constant: every draw has the observed value, so there is "
            "nothing to compare. Choose a null model that breaks what the measure looks at.",
            f"{null.name} laisse {question.measure.name} inchangée : chaque tirage donne la valeur observée, il n’y a "
            "rien à comparer. Choisissez un modèle nul qui défait ce que la mesure regarde.",
        )
