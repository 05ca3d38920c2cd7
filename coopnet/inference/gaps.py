"""What came of hiding a share of a pole: intervals and ranks, with the sentence that says what they are not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from coopnet.errors import Language, UnknownWord
from coopnet.inference.evaluation import Asked
from coopnet.inference.hiding import Bias, Missing
from coopnet.inference.of_measure import OfMeasure
from coopnet.inference.pvalues import Reals
from coopnet.inference.ranks import HELD, LARGEST, Ranks, columns_of, in_column, rank_correlation
from coopnet.inference.telling import FEWEST_WAYS, Doubt, cannot_tell, doubt_of_missing, known_level, told
from coopnet.numbers import percent
from coopnet.printing.words import draws_note, said
from coopnet.typography import typeset

LEVEL = 0.95


@dataclass(frozen=True, eq=False, repr=False)
class MissingData(OfMeasure):
    """One number of a pole when a share of its actors, links or memberships is missing.

    Attributes
    ----------
    asked : Asked
        The measure, its view, its kinds and its column.
    missing : {"actors", "links", "memberships"}
        What is hidden.
    bias : {"none", "degree", "inverse_degree"}
        Who is likelier to be hidden: nobody, the most linked, or the least linked.
    observed : float
        The measure of the pole as it is.
    n : int
        How many actors, links or memberships there are.
    shares : tuple of float
    n_missing : tuple of int
        How many are hidden for each share.
    draws : float64 array (shares × draws)
        The measure in every draw, NaN where undefined.
    scope, seed : str
        Which rows of the pole counted; where the generator came from.
    """

    asked: Asked
    missing: Missing
    bias: Bias
    observed: float
    n: int
    shares: tuple[float, ...]
    n_missing: tuple[int, ...]
    draws: Reals
    scope: str
    seed: str

    def doubt(self, share: float) -> Doubt:
        """Return why the interval at a share means nothing, empty when it means something."""
        at = _place(self.shares, share)
        return doubt_of_missing(self.n, self.n_missing[at], self.draws[at])

    def interval(self, share: float, level: float = LEVEL) -> tuple[float, float]:
        """Return the central interval of the draws at a share; NaN where one cannot tell."""
        if self.doubt(share):
            return float("nan"), float("nan")
        outside = (1 - known_level(level)) / 2
        low, high = np.nanquantile(self.draws[_place(self.shares, share)], [outside, (1 + level) / 2])
        return float(low), float(high)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per share.

        ``missing``: how many are hidden; ``mean``, ``sd``, ``low``, ``high`` (central 95 %, NaN where one cannot tell);
        ``shift``: mean − observed; ``undefined``: share of the draws without value; ``doubt``.
        """
        rows = []
        for at, share in enumerate(self.shares):
            draws = self.draws[at][np.isfinite(self.draws[at])]
            low, high = self.interval(share)
            mean = float(draws.mean()) if draws.size else float("nan")
            rows.append(
                {
                    "missing": self.n_missing[at],
                    "mean": mean,
                    "sd": float(draws.std(ddof=1)) if draws.size > 1 else float("nan"),
                    "low": low,
                    "high": high,
                    "shift": mean - self.observed,
                    "undefined": 1.0 - draws.size / self.draws.shape[1],
                    "doubt": self.doubt(share),
                }
            )
        table = pd.DataFrame(rows, index=pd.Index(self.shares, name="share"))
        table.attrs.update(measure=self.measure.name, view=self.view, scope=self.scope, bias=self.bias)
        return table

    def tidy(self) -> pd.DataFrame:
        """Return one row per share: measure, view, and the columns of ``table``."""
        return self.of_measure(self.table)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, what was hidden, number of draws and seed, and what this is not."""
        hidden = _hidden(self.missing, self.bias, self.n, language)
        low = said(
            "Bas et haut : 95 % des tirages entre les deux.", "Low and high: the central 95% of the draws.", language
        )
        drawn = draws_note(self.draws.shape[1], self.seed, language)
        return *super().notes(language), hidden, low, drawn, _WORDS[language]["honest"]

    def summary(self, language: Language = "en") -> str:
        """Return one line per share, and the sentence that says what this is not."""
        words = _WORDS[language]
        lines = [
            self.headline(language),
            f"{words['observed']} {told(self.observed, language)}",
        ]
        for share, hidden in zip(self.shares, self.n_missing, strict=True):
            low, high = self.interval(share)
            what = words["if"].format(
                share=percent(share, language), what=words[self.missing], who=words[self.bias], hidden=hidden, n=self.n
            )
            doubt = self.doubt(share)
            between = words["between"].format(low=told(low, language), high=told(high, language))
            lines.append(what + (cannot_tell(doubt, language) if doubt else between))
        text = "\n".join([*lines, words["honest"]])
        return typeset(text) if language == "fr" else text


@dataclass(frozen=True, eq=False, repr=False)
class MissingDataEach(OfMeasure):
    """Many numbers of a pole (per actor, structure, sector, kind or link) when a share of it is missing.

    Attributes
    ----------
    asked, missing, bias, n, shares, n_missing, scope, seed
        As in :class:`MissingData`.
    observed : Series (items)
    draws : float64 array (shares × draws × items)
        NaN where the item is hidden or has no value.
    """

    asked: Asked
    missing: Missing
    bias: Bias
    observed: pd.Series
    n: int
    shares: tuple[float, ...]
    n_missing: tuple[int, ...]
    draws: Reals
    scope: str
    seed: str

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per share, and per column for tables of several columns: what becomes of the order of the items.

        ``missing``: how many are hidden; ``rank_correlation``: mean over draws of Spearman's correlation with the pole
        as it is, over items that are left; ``low``: its 5 % quantile; ``pairs_ranked``: share of the pairs of items
        whose order can be told (:class:`coopnet.inference.ranks.Ranks`), NaN past 5,000 items.
        """
        values = self.observed.to_numpy(dtype=np.float64)
        rows, keys = [], []
        for at, share in enumerate(self.shares):
            for column, own in columns_of(self.observed.index, is_table=self.measure.is_table).items():
                found = np.array([rank_correlation(values[own], draw[own]) for draw in self.draws[at]])
                known = found[np.isfinite(found)]
                keys.append((share, column))
                rows.append(
                    {
                        "missing": self.n_missing[at],
                        "rank_correlation": float(known.mean()) if known.size else float("nan"),
                        "low": float(np.quantile(known, 0.05)) if known.size else float("nan"),
                        "pairs_ranked": self._share_ranked(share, column or None, int(np.isfinite(values[own]).sum())),
                    }
                )
        index = pd.MultiIndex.from_tuples(keys, names=["share", "column"])
        table = pd.DataFrame(rows, index=index if any(index.get_level_values(1)) else index.droplevel(1))
        table.attrs.update(measure=self.measure.name, view=self.view, scope=self.scope, bias=self.bias)
        return table

    def _share_ranked(self, share: float, column: str | None, n_defined: int) -> float:
        """Share of the pairs that can be ranked; NaN with no pair, or with more than it is reasonable to compare."""
        return self.ranks(share, column=column).share_ranked if 2 <= n_defined <= LARGEST else float("nan")

    def items(self, share: float) -> pd.DataFrame:
        """Return one row per item at a share: observed, mean, sd, central 95 %, draws where it has a value, doubt."""
        draws = self.draws[_place(self.shares, share)]
        hidden = self.n_missing[_place(self.shares, share)]
        rows = []
        for value, one in zip(self.observed.to_numpy(dtype=np.float64), draws.T, strict=True):
            known = one[np.isfinite(one)]
            # the item itself is often the one that is hidden: only draws that hold it speak of it
            doubt = doubt_of_missing(self.n, hidden, known) if known.size >= FEWEST_WAYS else "undefined"
            low, high = (float("nan"),) * 2 if doubt else np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
            mean = float(known.mean()) if known.size else float("nan")
            sd = float(known.std(ddof=1)) if known.size > 1 else float("nan")
            rows.append((value, mean, sd, float(low), float(high), known.size, doubt))
        return pd.DataFrame(
            rows, index=self.observed.index, columns=["observed", "mean", "sd", "low", "high", "draws", "doubt"]
        )

    def ranks(self, share: float, *, column: str | None = None, held: float = HELD) -> Ranks:
        """Return the ranks of the items with their doubt, at a share; of one column, for tables of several."""
        draws = self.draws[_place(self.shares, share)]
        return Ranks(*in_column(self.observed, draws, column, is_table=self.measure.is_table), held)

    def tidy(self) -> pd.DataFrame:
        """Return one row per share (and column, for tables): measure, view, and the columns of ``table``."""
        return self.of_measure(self.table)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, what was hidden, number of draws and seed, and what this is not."""
        hidden = _hidden(self.missing, self.bias, self.n, language)
        low = said("Bas : quantile à 5 % des tirages.", "Low: the 5% quantile of the draws.", language)
        drawn = draws_note(self.draws.shape[1], self.seed, language)
        return *super().notes(language), hidden, low, drawn, _WORDS[language]["honest"]

    def summary(self, language: Language = "en") -> str:
        """Return one line per share, and the sentence that says what this is not."""
        words = _WORDS[language]
        lines = [self.headline(language)]
        for key, row in zip(self.table.index, self.table.to_dict("records"), strict=True):
            share, column = key if isinstance(key, tuple) else (key, "")
            what = words["if"].format(
                share=percent(share, language),
                what=words[self.missing],
                who=words[self.bias],
                hidden=row["missing"],
                n=self.n,
            )
            lines.append(
                (f"{column} — " if column else "")
                + what
                + words["ranks"].format(
                    correlation=told(row["rank_correlation"], language),
                    low=told(row["low"], language),
                    ranked=percent(row["pairs_ranked"], language),
                )
            )
        text = "\n".join([*lines, words["honest"]])
        return typeset(text) if language == "fr" else text


def _hidden(missing: Missing, bias: Bias, n: int, language: Language) -> str:
    words = _WORDS[language]
    return said(
        f"On cache une part {words[missing]} ({n}){words[bias]}.",
        f"A share {words[missing]} ({n}) is hidden{words[bias]}.",
        language,
    )


_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "observed": "Observé :",
        "if": "S’il manquait {share} {what} ({hidden} sur {n}){who} : ",
        "actors": "des acteurs",
        "links": "des liens directs",
        "memberships": "des adhésions aux structures",
        "none": ", au hasard",
        "degree": ", surtout parmi les plus liés",
        "inverse_degree": ", surtout parmi les moins liés",
        "between": "on lirait entre {low} et {high} (95 fois sur 100)",
        "ranks": "corrélation des rangs {correlation} en moyenne (au moins {low} 95 fois sur 100) ; {ranked} des "
        "paires restent classées",
        "honest": "C’est la sensibilité de la mesure à d’autres oublis, non une correction de ceux qui ont eu lieu.",
    },
    "en": {
        "observed": "Observed:",
        "if": "Were {share} {what} missing ({hidden} of {n}){who}: ",
        "actors": "of the actors",
        "links": "of the direct links",
        "memberships": "of the memberships of structures",
        "none": ", at random",
        "degree": ", mostly among the most linked",
        "inverse_degree": ", mostly among the least linked",
        "between": "one would read between {low} and {high} (95 times in 100)",
        "ranks": "rank correlation {correlation} on average (at least {low} 95 times in 100); {ranked} of the pairs "
        "still ranked",
        "honest": "This is how sensitive the measure is to further gaps, not a correction of those there are.",
    },
}


def _place(shares: tuple[float, ...], share: float) -> int:
    if share not in shares:
        raise UnknownWord(
            f"{share} was not drawn; shares: {', '.join(map(str, shares))}.",
            f"{share} n’a pas été tiré ; parts : {', '.join(map(str, shares))}.",
        )
    return shares.index(share)
