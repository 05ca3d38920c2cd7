"""What a comparison with a null model gives: observed, all draws, expectation, interval, p- and q-values, verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from coopnet.errors import Language
from coopnet.inference.evaluation import Asked
from coopnet.inference.of_measure import AgainstNull
from coopnet.inference.pvalues import (
    ROUNDING,
    Alternative,
    Reals,
    attainable_p,
    benjamini_hochberg,
    p_error,
    p_interval,
    p_values,
    sequential_attainable_p,
    sequential_error,
    sequential_p,
    sides_of,
    stopped_early,
    ties_around,
)
from coopnet.inference.telling import known_level, verdict_doubt
from coopnet.inference.untold import (
    error_written,
    how_p,
    how_q,
    least_written,
    of_whom_one_cannot_tell,
    side_tested,
)
from coopnet.inference.verdict import PLAIN_Q, Judgement, Verdict, judged, verdict
from coopnet.kernels.tails import tails_of_draws
from coopnet.nulls import Null
from coopnet.numbers import p_written, written
from coopnet.printing.result import printed_table
from coopnet.printing.text import text_table
from coopnet.printing.words import VERDICT_LABELS
from coopnet.typography import typeset

TIDY = ("measure", "view", "item", "observed", "expected", "sd", "z", "low", "high", "p", "p_error", "q", "attainable",
        "draws", "null", "verdict")  # fmt: skip
_SHOWN = ("observed", "expected", "low", "high", "z", "p")
_COPIED = 500_000  # draws of items taken together: what a table needs at once, beside the draws themselves


@dataclass(frozen=True, eq=False, repr=False)
class NullComparison(AgainstNull):
    """One number of a pole against what a null model gives.

    Attributes
    ----------
    asked : Asked
        The measure, its view, its kinds and its column.
    null : Null
        The null model, with its sentence.
    options : mapping
        What the null model was given besides the multiplex (``by``, ``strata`` …).
    alternative : str
    observed : float
    draws : float64 array (draws)
        The value in every draw, in order, NaN where undefined; kept, in case another definition is preferred.
    scope : str
        Which rows of the pole counted.
    seed : str
        Where the generator of the draws came from.
    stop_after : int or None
        Number of extreme draws after which drawing stopped, None when all draws were made beforehand.
    most_draws : int or None
        Number of draws at which a sequential test would have stopped anyway.
    """

    asked: Asked
    null: Null
    options: Mapping[str, Any]
    alternative: Alternative
    observed: float
    draws: Reals
    scope: str
    seed: str
    stop_after: int | None = None
    most_draws: int | None = None

    @cached_property
    def defined(self) -> Reals:
        """The draws in which the measure is defined."""
        return self.draws[np.isfinite(self.draws)]

    @property
    def n_draws(self) -> int:
        """Number of draws in which the measure is defined."""
        return len(self.defined)

    @property
    def expected(self) -> float:
        """Mean of the draws."""
        return float(self.defined.mean())

    @property
    def sd(self) -> float:
        """Standard deviation of the draws; NaN with fewer than two."""
        return float(self.defined.std(ddof=1)) if self.n_draws > 1 else float("nan")

    @property
    def z(self) -> float:
        """(observed − expected) / sd; NaN where the draws do not vary."""
        return (self.observed - self.expected) / self.sd if self.sd > ROUNDING else float("nan")

    @cached_property
    def p_value(self) -> float:
        """In (0, 1]: the observed value counts among the draws, so that it is never 0."""
        if self.stop_after is None or self.most_draws is None:
            return float(p_values(np.array([self.observed]), self.draws[:, None], self.alternative)[0])
        return sequential_p(self.observed, self.draws, self.stop_after, self.most_draws, self.alternative)

    @property
    def p_error(self) -> float:
        """Monte-Carlo standard error of the p-value."""
        if self.stop_after is None:
            return float(p_error(np.array([self.p_value]), self.n_draws, self.alternative)[0])
        return sequential_error(self.p_value, self.stop_after, self.n_draws, self.alternative)

    @cached_property
    def attainable_p(self) -> float:
        """The smallest p-value that an observation could reach against these draws."""
        if self.most_draws is None:
            return float(attainable_p(self.draws[:, None], self.alternative, np.array([self.observed]))[0])
        return min(self.p_value, sequential_attainable_p(self.defined, self.most_draws, self.alternative))

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the central interval that holds that share of the draws."""
        low, high = np.quantile(self.defined, [(1 - known_level(level)) / 2, (1 + level) / 2])
        return float(low), float(high)

    def p_interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return between which values the p-value would lie with endless draws (Clopper & Pearson 1934)."""
        # a test that stopped at its h-th extreme draw stopped on one: h − 1 of the draws before it were
        h = self.stop_after
        made = self.n_draws - (h is not None and stopped_early(self.p_value, h, self.n_draws, self.alternative))
        low, high = p_interval(np.array([self.p_value]), made, self.alternative, known_level(level))
        return float(low[0]), float(high[0])

    @property
    def judgement(self) -> Judgement:
        """The word that the thresholds give, and why one cannot tell where one cannot."""
        above, high = self.observed > self.expected, self.p_interval()[1]
        return judged(self.p_value, self.z, self.attainable_p, above=above, q_high=high)

    @property
    def verdict(self) -> Verdict:
        """The word that the thresholds give."""
        return self.judgement.word

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

    def tidy(self) -> pd.DataFrame:
        """Return one row with the columns ``TIDY``, those of every comparison; one number is its own q-value."""
        table = self.table.rename(columns={"attainable_p": "attainable"})
        return table.assign(item="", q=table["p"])[list(TIDY)]

    def summary(self, language: Language = "en") -> str:
        """Return the comparison as a few lines of text."""
        low, high = (_short(value, language) for value in self.interval())
        words = _WORDS[language]
        z = written(self.z, language, 2)
        error, side = error_written(self.p_error, language), side_tested(self.alternative, language)
        numbers = (
            f"{words['observed']} {_short(self.observed, language)} ; {words['expected']} "
            f"{_short(self.expected, language)} [{low} ; {high}] ; z = {z} ; {p_written(self.p_value, language)} "
            f"± {error} ({f'{side} ; ' if side else ''}{written(self.n_draws, language, 0)} {words['draws']}) ; "
            f"{VERDICT_LABELS[self.verdict][language]}"
        )
        lines = [self.headline(language), _joined(numbers, language)]
        if self.verdict == "cannot_tell":
            if self.judgement.doubt == "few_draws":
                lines.append(verdict_doubt("few_draws", language, p=self.p_value, alternative=self.alternative))
            else:
                least = _joined(f"{words['attainable']} {p_written(self.attainable_p, language)}.", language)
                lines.append(f"{least} {self._more_draws(language)}".rstrip())
        return "\n".join([*lines, _joined(self.sentence(language), language)])

    def _more_draws(self, language: Language) -> str:
        """Return how many draws would do where their number alone forbids any word; empty elsewhere."""
        nothing_beyond = p_interval(
            np.array([sides_of(self.alternative) / (self.n_draws + 1)]), self.n_draws, self.alternative
        )
        if float(nothing_beyond[1][0]) <= PLAIN_Q:
            return ""
        return verdict_doubt("few_draws", language, p=0.0, alternative=self.alternative)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, hypothesis, number of draws and seed, what the interval is, and how p was made."""
        made = how_p(self.alternative, language, stop_after=self.stop_after, most=self.most_draws)
        return *super().notes(language), made

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the measure in words, with what a printed table holds."""
        return self.tidy().assign(measure=self.measure.label(language))[["measure", *_SHOWN]]

    def __repr__(self) -> str:
        told = f"{self.observed:.4g}, expected {self.expected:.4g}, p = {self.p_value:.4g}"
        return f"<NullComparison: {self.quantity} {told}; {self.n_draws} draws of {self.null.name}>"


@dataclass(frozen=True, eq=False, repr=False)
class NullComparisons(AgainstNull):
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
    options: Mapping[str, Any]
    alternative: Alternative
    observed: pd.Series
    draws: Reals
    scope: str
    seed: str

    @property
    def n_comparisons(self) -> int:
        """Number of items that have a p-value: the measure is defined there and the null lets it vary."""
        return int(self.table["p"].notna().sum())

    @property
    def smallest_q(self) -> float:
        """The smallest q-value that one item alone could reach, all others showing nothing."""
        return float(np.nanmin(self.table["attainable_q"])) if self.n_comparisons else float("nan")

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per item: observed, expected, sd, z, interval, p, q (Benjamini–Hochberg), attainable q, verdict.

        ``q_high`` is the upper end of the Monte-Carlo 95 % interval of q: that of p, times q / p.
        Items that the null holds constant at their observed value are no comparisons: they have no p-value.
        """
        observed = self.observed.to_numpy(dtype=np.float64)
        blocks = [
            _compared(observed[items], np.ascontiguousarray(self.draws[:, items]), self.alternative)
            for items in _blocks(len(observed), len(self.draws))
        ]
        n, expected, sd, low, high, p, attainable = (np.concatenate(each) for each in zip(*blocks, strict=True))
        q = benjamini_hochberg(p)
        attainable = np.minimum(1.0, attainable * np.isfinite(p).sum())
        attainable[~np.isfinite(p)] = np.nan
        q_high = np.minimum(1.0, p_interval(p, n, self.alternative)[1] * q / p)
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
                "p_error": p_error(p, n, self.alternative),
                "q": q,
                "q_high": q_high,
                "attainable_q": attainable,
                "draws": n,
            },
            index=self.observed.index,
        )
        table["verdict"] = [
            verdict(*row, above=bool(above), q_high=float(high))
            for *row, above, high in zip(q, z, attainable, observed > expected, q_high, strict=True)
        ]
        table.attrs.update(measure=self.measure.name, view=self.view, null=self.null.name, scope=self.scope)
        return table

    def tidy(self) -> pd.DataFrame:
        """Return one row per item with the columns ``TIDY``, those of every comparison."""
        table = self.table.rename(columns={"attainable_q": "attainable"})
        items = [" × ".join(map(str, item)) if isinstance(item, tuple) else str(item) for item in table.index]
        table = table.assign(measure=self.measure.name, view=self.view, null=self.null.name, item=items)
        return table.reset_index(drop=True)[list(TIDY)]

    def summary(self, language: Language = "en") -> str:
        """Return the number of comparisons, the smallest q that one alone could reach, and the items that stand out."""
        words = _WORDS[language]
        stands_out = ~self.table["verdict"].isin(["as_expected", "cannot_tell"]).to_numpy()
        told = self._in_words(language)[stands_out].sort_values("q", kind="stable")
        plural = {"fr": (self.n_comparisons > 1, len(told) > 1), "en": (self.n_comparisons != 1, len(told) != 1)}
        compared, distinct = plural[language]
        side = side_tested(self.alternative, language)
        lines = [
            self.headline(language),
            _joined(self.sentence(language), language),
            _joined(
                f"{self.n_comparisons} {words['comparisons'][compared]} ; {words['least']} q = "
                f"{least_written(self.smallest_q, language)} ({f'{side} ; ' if side else ''}"
                f"{written(self.n_draws, language, 0)} {words['draws']}) ; {len(told)} {words['stand_out'][distinct]}",
                language,
            ),
            *self._untold(language),
        ]
        if not len(told):
            return "\n".join(lines)
        shown = told[["item", "observed", "expected", "z", "p", "q"]]
        return "\n".join([*lines, text_table(printed_table(shown, language, key="", sheet="", title=""), language)])

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, hypothesis, draws and seed, the interval, how p and q were made, and of whom one cannot tell."""
        made = how_p(self.alternative, language), how_q(self.n_comparisons, self.smallest_q, language)
        return *super().notes(language), *made, *self._untold(language)

    def _untold(self, language: Language) -> list[str]:
        items = list(self._in_words(language)["item"])
        return of_whom_one_cannot_tell(self.table, items, self.n_draws, self.alternative, language)

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the items with what a printed table holds."""
        return self._in_words(language)[["item", *_SHOWN, "q"]]

    def _in_words(self, language: Language) -> pd.DataFrame:
        return self.tidy().assign(item=[self.item_label(item, language) for item in self.observed.index])

    def __repr__(self) -> str:
        return f"<NullComparisons: {len(self.observed)} of {self.quantity}; {self.n_draws} draws of {self.null.name}>"


def held_constant(observed: Reals, draws: Reals) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return for which items every draw has the observed value, or none."""
    defined, _, _, tied = tails_of_draws(draws, *ties_around(observed))
    return np.asarray((tied == defined) | ~np.isfinite(observed))


def _blocks(n_items: int, n_draws: int) -> list[slice]:
    """Return runs of items whose draws are few enough to be copied several times over."""
    width = max(1, _COPIED // max(n_draws, 1))
    return [slice(start, start + width) for start in range(0, max(n_items, 1), width)]


def _compared(observed: Reals, draws: Reals, alternative: Alternative) -> tuple[Any, ...]:
    """Return the number of draws, mean, deviation, central 95 %, p and attainable p of each of some items."""
    n = np.isfinite(draws).sum(axis=0)
    varies = ~held_constant(observed, draws)
    p = np.where(varies, p_values(observed, draws, alternative), np.nan)
    return n, *_moments(draws, n), p, attainable_p(draws, alternative, observed)


def _moments(draws: Reals, n: Any) -> tuple[Reals, Reals, Reals, Reals]:
    """Return mean, standard deviation and central 95 % of the defined draws of each item, NaN where there is none."""
    held = np.where(n > 0, draws, 0.0)
    quantile = np.quantile if (n == len(draws)).all() else np.nanquantile  # which takes items one by one
    low, high = quantile(held, [0.025, 0.975], axis=0)
    mean = np.nanmean(held, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        sd = np.sqrt(np.nansum((held - mean) ** 2, axis=0) / np.maximum(n - 1, 0))
    found = tuple(np.where(n > 0, values, np.nan) for values in (mean, sd, low, high))
    return found[0], found[1], found[2], found[3]


def _short(value: float, language: Language) -> str:
    digits = 0 if value == round(value) else 2 if abs(value) >= 10 else 3 if abs(value) >= 0.1 else 4
    return written(value, language, digits)


def _joined(text: str, language: Language) -> str:
    return typeset(text) if language == "fr" else text.replace(" ;", ";").replace(" :", ":")


_WORDS: dict[Language, dict[str, Any]] = {
    "fr": {
        "observed": "observé",
        "expected": "attendu",
        "draws": "tirages",
        "attainable": "Même l’observation la plus extrême ne donnerait que",
        "comparisons": ("comparaison", "comparaisons"),
        "least": "plus petite valeur q qu’un seul élément pourrait atteindre :",
        "stand_out": ("se distingue du hasard", "se distinguent du hasard"),
    },
    "en": {
        "observed": "observed",
        "expected": "expected",
        "draws": "draws",
        "attainable": "Even the most extreme observation would only give",
        "comparisons": ("comparison", "comparisons"),
        "least": "the smallest q-value that one item alone could reach:",
        "stand_out": ("stands out from chance", "stand out from chance"),
    },
}
