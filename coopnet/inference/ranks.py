"""Ranks with their doubt: between which ranks an actor stands, and which actors cannot be ranked against each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.errors import CostRefused, Language, UndefinedMeasure, UnknownWord
from coopnet.inference.pvalues import ROUNDING, Reals
from coopnet.inference.telling import FEWEST_WAYS, told
from coopnet.numbers import percent
from coopnet.printing.result import Result, flat
from coopnet.printing.words import draws_note, said
from coopnet.typography import typeset

HELD = 0.95
LARGEST = 5_000  # items: their pairs are 12 million


@dataclass(frozen=True, eq=False, repr=False)
class Ranks(Result):
    """Ranks of items (actors, most often) by one measure, over many draws of a reduced or resampled pole.

    Attributes
    ----------
    observed : Series (items)
        The measure; items without value are not ranked.
    draws : float64 array (draws × items)
        The measure in each draw, NaN where the item is not there or has no value.
    held : float
        Share of draws in which an order must hold to be said.
    """

    observed: pd.Series
    draws: Reals
    held: float = HELD

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per ranked item, the highest value first.

        ``observed``; ``rank``: 1 is the highest, equals share the mean of their ranks; ``rank_low``, ``rank_high``:
        between which whole ranks it stands in the central 95 % of the draws where it is there, NaN when they are fewer
        than 40; ``draws``: how many those are; ``unranked``: number of others with which its order cannot be told.
        """
        observed, draws = self._ranked
        ranks = np.array([scaled_ranks(row) for row in draws])
        there = np.isfinite(ranks).sum(axis=0)
        enough = there >= FEWEST_WAYS
        low, high = np.full(len(observed), np.nan), np.full(len(observed), np.nan)
        if enough.any():
            found = np.nanquantile(ranks[:, enough], [0.025, 0.975], axis=0)
            low[enough], high[enough] = np.floor(found[0] + ROUNDING), np.ceil(found[1] - ROUNDING)
        cannot = (self.order < self.held) | ~np.isfinite(self.order)
        np.fill_diagonal(cannot, False)
        table = pd.DataFrame(
            {
                "observed": observed,
                "rank": scaled_ranks(observed.to_numpy()),
                "rank_low": low,
                "rank_high": high,
                "draws": there,
                "unranked": cannot.sum(axis=1),
            },
            index=observed.index,
        )
        return table.sort_values("observed", ascending=False, kind="stable")

    @cached_property
    def order(self) -> Reals:
        """Share of the draws in which two items stand in their observed order, ranked items × ranked items.

        Symmetric; draws in which both are equal count for half, so do all of them where the observed values are equal;
        NaN where fewer than 40 draws hold both. The ranked items are the index of ``observed`` without its NaN.
        """
        observed, draws = self._ranked
        values = observed.to_numpy()
        n = len(values)
        if n > LARGEST:
            raise CostRefused(
                f"{n:,} items make {n * (n - 1) // 2:,} pairs to rank; the limit is {LARGEST:,} items. Rank fewer.",
                f"{n:,} éléments font {n * (n - 1) // 2:,} paires à classer ; la limite est de {LARGEST:,} éléments. "
                "Classez-en moins.",
            )
        order = np.full((n, n), np.nan)
        for i in range(n):
            with np.errstate(invalid="ignore"):
                gap = draws[:, [i]] - draws
            slack = ROUNDING * np.maximum(1.0, abs(values[i]))
            both = np.isfinite(gap).sum(axis=0)
            above = (gap > slack).sum(axis=0) + 0.5 * (np.abs(gap) <= slack).sum(axis=0)
            with np.errstate(invalid="ignore", divide="ignore"):
                share = np.where(both >= FEWEST_WAYS, above / both, np.nan)
            tied = np.abs(values[i] - values) <= slack
            order[i] = np.where(
                tied, np.where(np.isnan(share), np.nan, 0.5), np.where(values[i] > values, share, 1 - share)
            )
        return order

    @property
    def unranked(self) -> pd.DataFrame:
        """Pairs whose order cannot be told: ``first`` (higher or equal), ``second``, ``held`` (how often it holds)."""
        observed, _ = self._ranked
        descending = np.argsort(-observed.to_numpy(), kind="stable")
        order = self.order[np.ix_(descending, descending)]
        rows, columns = np.triu_indices(len(observed), k=1)
        share = order[rows, columns]
        cannot = ~(share >= self.held)
        names = observed.index[descending]
        return pd.DataFrame({"first": names[rows[cannot]], "second": names[columns[cannot]], "held": share[cannot]})

    @property
    def share_ranked(self) -> float:
        """Share of the pairs of items whose order can be told."""
        n = len(self._ranked[0])
        return 1.0 - len(self.unranked) / (n * (n - 1) / 2)

    @property
    def key(self) -> str:
        """``ranks``."""
        return "ranks"

    @property
    def quantity(self) -> str:
        """Name of what is ranked, where the observed values have one."""
        return str(self.observed.name or "")

    def title(self, language: Language) -> str:
        """Return what is ranked."""
        of = f" [{self.quantity}]" if self.quantity else ""
        return said(f"Rangs et leur doute{of}", f"Ranks with their doubt{of}", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return how many pairs can be ranked, and over how many draws."""
        share, held = percent(self.share_ranked, language), percent(self.held, language)
        return (
            said(
                f"On peut classer {share} des paires (ordre tenu dans au moins {held} des tirages) ; rangs entre "
                "lesquels tombent 95 % des tirages.",
                f"{share} of the pairs can be ranked (order held in at least {held} of the draws); ranks between which "
                "95% of the draws fall.",
                language,
            ),
            draws_note(len(self.draws), "", language),
        )

    def tidy(self) -> pd.DataFrame:
        """Return one row per ranked item, the highest first: item, and the columns of ``table``."""
        return flat(self.table)

    def summary(self, language: Language = "en") -> str:
        """Return the share of pairs that can be ranked, and the ranks of the first ones, as a few lines."""
        words = _WORDS[language]
        share = percent(self.share_ranked, language)
        lines = [words["pairs"].format(share=share, held=percent(self.held, language))]
        for item, row in self.table.head(5).iterrows():
            between = words["between"].format(low=row["rank_low"], high=row["rank_high"])
            known = between if np.isfinite(row["rank_low"]) else words["unknown"]
            lines.append(f"{_label(item)}{words['colon']} {told(float(row['rank']), language)} ({known})")
        text = "\n".join(lines)
        return typeset(text) if language == "fr" else text

    @cached_property
    def _ranked(self) -> tuple[pd.Series, Reals]:
        defined = self.observed.notna().to_numpy()
        if defined.sum() < 2:
            raise UndefinedMeasure(
                "Fewer than two items have a value: there is nothing to rank.",
                "Moins de deux éléments ont une valeur : il n’y a rien à classer.",
            )
        return self.observed[defined], self.draws[:, defined]


_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "pairs": "On peut classer {share} des paires (ordre tenu dans au moins {held} des tirages). "
        "Rangs des premiers :",
        "between": "entre {low:.0f} et {high:.0f}",
        "unknown": "on ne peut pas dire",
        "colon": " :",
    },
    "en": {
        "pairs": "{share} of the pairs can be ranked (order held in at least {held} of the draws). Ranks of the first:",
        "between": "between {low:.0f} and {high:.0f}",
        "unknown": "cannot tell",
        "colon": ":",
    },
}


def columns_of(items: pd.Index, *, is_table: bool) -> dict[str, npt.NDArray[np.intp]]:
    """Return the positions of the items of each column of a table of several columns; all under "" otherwise.

    Ranks compare what is counted in the same way: brokers of one role with brokers of that role.
    """
    if not is_table or items.nlevels < 2:
        return {"": np.arange(len(items))}
    names = items.get_level_values(-1)
    return {str(name): np.flatnonzero(names == name) for name in names.unique()}


def in_column(observed: pd.Series, draws: Reals, column: str | None, *, is_table: bool) -> tuple[pd.Series, Reals]:
    """Return the items of one column of a table, and their draws; all of them where there are no columns.

    Raises
    ------
    UnknownWord
        When a column must be chosen among several, or is not there.
    """
    columns = columns_of(observed.index, is_table=is_table)
    if list(columns) == [""]:
        return observed, draws
    if column not in columns:
        raise UnknownWord(
            f"Ranks are those of one column; column is {column!r}, and there are {', '.join(columns)}.",
            f"On classe une colonne à la fois ; column vaut {column!r}, et il y a {', '.join(columns)}.",
        )
    return observed.iloc[columns[column]].droplevel(-1), draws[..., columns[column]]


def scaled_ranks(values: Reals) -> Reals:
    """Return ranks as if all items were there: 1 for the highest, n for the lowest, n being the number of all items.

    Equals share the mean of their ranks. Where only m of the n items have a value, rank r among them becomes
    1 + (r − 1)(n − 1)/(m − 1), so that ranks of draws that miss different items compare; NaN where m < 2.

    Examples
    --------
    >>> scaled_ranks(np.array([5.0, 9.0, 5.0, 1.0]))
    array([2.5, 1. , 2.5, 4. ])
    >>> scaled_ranks(np.array([5.0, 9.0, np.nan, 1.0]))
    array([2.5, 1. , nan, 4. ])
    """
    ranks = np.full(values.shape, np.nan)
    known = np.flatnonzero(np.isfinite(values))
    if known.size < 2:
        return ranks
    found = _mean_ranks(-values[known])
    ranks[known] = 1.0 + (found - 1.0) * (values.size - 1) / (known.size - 1)
    return ranks


def rank_correlation(one: Reals, other: Reals) -> float:
    """Return Spearman's correlation over items that have both values; NaN with fewer than three, or without variation.

    Examples
    --------
    >>> rank_correlation(np.array([1.0, 2.0, 3.0, np.nan]), np.array([2.0, 4.0, 9.0, 1.0]))
    1.0
    """
    both = np.isfinite(one) & np.isfinite(other)
    if both.sum() < 3:
        return float("nan")
    x, y = (_mean_ranks(values[both]) for values in (one, other))
    x, y = x - x.mean(), y - y.mean()
    scale = np.sqrt((x**2).sum() * (y**2).sum())
    return float((x * y).sum() / scale) if scale > 0 else float("nan")


def _mean_ranks(values: Reals) -> Reals:
    """Ascending ranks from 1, equals (closer than rounding) sharing the mean of theirs."""
    order = np.argsort(values, kind="stable")
    ascending = values[order]
    new = np.concatenate(([True], np.diff(ascending) > ROUNDING * np.maximum(1.0, np.abs(ascending[1:]))))
    group = np.cumsum(new) - 1
    last = np.cumsum(np.bincount(group))
    mean: npt.NDArray[np.float64] = last - (np.bincount(group) - 1) / 2.0
    ranks = np.empty(values.size)
    ranks[order] = mean[group]
    return ranks


def _label(item: object) -> str:
    return " – ".join(str(part) for part in item) if isinstance(item, tuple) else str(item)
