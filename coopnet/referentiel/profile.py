"""The profile of a pole: for each criterion, what links say of it, against what chance would give."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.errors import CoopnetError, CostRefused, Language, NullRefused, UndefinedMeasure, UnknownWord
from coopnet.inference.comparison import NullComparison, compare_to_null
from coopnet.inference.evaluation import asked
from coopnet.inference.pvalues import benjamini_hochberg
from coopnet.inference.verdict import verdict
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.nulls import NULLS
from coopnet.numbers import percent, written
from coopnet.pole import Pole
from coopnet.referentiel.grid import Criterion, Grid, Indicator, read_grid
from coopnet.typography import typeset

LANGUAGES: tuple[Language, ...] = ("fr", "en")
TEXTS = ("sentence", "verdict_sentence", "question", "limit", "null")
COLUMNS = (
    *("block", "criterion", "criterion_label_fr", "criterion_label_en", "confidence", "theme"),
    *("indicator", "label_fr", "label_en", "by", "view", "written", "observed", "expected", "low", "high"),
    *("p", "q", "effect", "attainable_p", "draws", "null_model", "verdict", "direction"),
    *(f"{text}_{language}" for text in TEXTS for language in ("fr", "en")),
)


@dataclass(frozen=True, eq=False)
class Profile:
    """What the links of a pole say of each criterion; a plain table of indicators with their doubt.

    Attributes
    ----------
    table : DataFrame
        One row per indicator, and one per criterion that links cannot measure (``indicator`` empty). ``observed``,
        ``expected``, ``low``, ``high`` (central 95 % of the null), ``p``, ``q`` (Benjamini–Hochberg over the profile),
        ``effect`` (z), ``verdict`` (``descriptive`` where no null fits; ``not_measured``), ``direction`` (empty: no
        agreed direction), then sentences, questions and limits in both languages.
    grid : Grid
    pole_name, notice_fr, notice_en : str
    scope : str
        Which rows of the pole counted.
    seed : str
        Entropy of the generator of the draws.
    """

    table: pd.DataFrame
    grid: Grid
    pole_name: str
    notice_fr: str
    notice_en: str
    scope: str
    seed: str

    def notice(self, language: Language) -> str:
        """Return the sentence that every output prints."""
        return self.notice_fr if language == "fr" else self.notice_en

    def summary(self, language: Language = "en") -> str:
        """Return the profile as text: one paragraph per criterion."""
        lines = [f"{self.grid.label.text(language)} — {self.pole_name}", self.notice(language), self.scope]
        for (letter, label), rows in self.table.groupby(["criterion", f"criterion_label_{language}"], sort=False):
            lines += ["", f"{letter}. {label}"]
            for row in rows.to_dict("records"):
                lines.append(f"   {row[f'sentence_{language}']} {row[f'verdict_sentence_{language}']}".rstrip())
        return "\n".join(line for line in lines if line is not None)


def profile_of(
    pole: Pole,
    *,
    rng: np.random.Generator,
    n_draws: int = 999,
    referentiel: Grid | str | Path | None = None,
    multiplex: Multiplex | None = None,
) -> Profile:
    """Return the profile of a pole against the référentiel, or against a grid of one's own.

    Parameters
    ----------
    pole : Pole
    rng : numpy.random.Generator
        One child is spawned per indicator.
    n_draws : int
        Draws per comparison.
    referentiel : Grid or path, optional
        The référentiel of 2012 when not given.
    multiplex : Multiplex, optional
        The pole's links, when other natures, another date or another limit than the defaults are wanted.

    Returns
    -------
    Profile

    Notes
    -----
    An indicator that has no value on the pole, or whose null refuses, keeps its row and says why: nothing is dropped.
    """
    grid = referentiel if isinstance(referentiel, Grid) else read_grid(referentiel)
    links = multiplex_of(pole) if multiplex is None else multiplex
    children = rng.spawn(len(grid.indicators))
    rows: list[dict[str, Any]] = []
    for criterion in grid.criteria:
        spoken = [(one, child) for one, child in zip(grid.indicators, children, strict=True)
                  if one.criterion == criterion.letter]  # fmt: skip
        rows += [_indicator_row(grid, criterion, one, links, child, n_draws) for one, child in spoken]
        if not spoken:
            rows.append(_unmeasured_row(criterion))
    table = _with_verdicts(pd.DataFrame(rows, columns=list(COLUMNS)))
    return Profile(
        table=table,
        grid=grid,
        pole_name=pole.about.name,
        notice_fr=pole.about.printed_notice("fr"),
        notice_en=pole.about.printed_notice("en"),
        scope=links.scope.name,
        seed=str(getattr(rng.bit_generator.seed_seq, "entropy", "")),
    )


def _criterion_cells(criterion: Criterion) -> dict[str, Any]:
    return {
        "block": criterion.block,
        "criterion": criterion.letter,
        "criterion_label_fr": criterion.label.fr,
        "criterion_label_en": criterion.label.en,
        "confidence": criterion.confidence,
    }


def _unmeasured_row(criterion: Criterion) -> dict[str, Any]:
    assert criterion.unmeasured is not None  # the grid's own check sees to it
    return {
        **_criterion_cells(criterion),
        "indicator": "",
        "verdict": "not_measured",
        "sentence_fr": criterion.unmeasured.fr,
        "sentence_en": criterion.unmeasured.en,
    }


def _indicator_row(
    grid: Grid, criterion: Criterion, indicator: Indicator, links: Multiplex, rng: np.random.Generator, n_draws: int
) -> dict[str, Any]:
    measure = MEASURES[indicator.measure]
    question = asked(measure, view=indicator.view, by=indicator.by)  # type: ignore[arg-type]  # the grid checked it
    row: dict[str, Any] = {
        **_criterion_cells(criterion),
        "theme": indicator.theme,
        "indicator": measure.name,
        "label_fr": measure.fr,
        "label_en": measure.en,
        "by": indicator.by if measure.by else "",
        "view": question.view_name,
        "written": indicator.written,
        "direction": measure.direction or "",
        "null_model": "",
        "verdict": "descriptive",
        "question_fr": indicator.question.fr,
        "question_en": indicator.question.en,
        "limit_fr": indicator.limit.fr,
        "limit_en": indicator.limit.en,
    }
    try:
        row["observed"] = float(question.result(question.given(links)))
    except (UndefinedMeasure, UnknownWord, CostRefused) as refusal:
        return {**row, "verdict": "cannot_tell", **_reason(refusal, "sentence")}
    row["sentence_fr"], row["sentence_en"] = (
        indicator.sentence.text(language).format(value=printed(row["observed"], indicator.written, language))
        for language in LANGUAGES
    )
    if indicator.null is None:
        return row
    null = NULLS[indicator.null]
    row.update(null_model=null.name, null_fr=typeset(null.sentence_fr), null_en=null.sentence_en)
    try:
        comparison = compare_to_null(
            measure, links, null, rng=rng, n_draws=n_draws, view=question.view, by=indicator.by
        )
    except NullRefused as refusal:
        return {**row, "verdict": "cannot_tell", **_reason(refusal, "verdict_sentence")}
    assert isinstance(comparison, NullComparison)  # indicators are pole-level, the grid checked it
    low, high = comparison.interval()
    return {
        **row,
        "expected": comparison.expected,
        "low": low,
        "high": high,
        "p": comparison.p_value,
        "effect": comparison.z,
        "attainable_p": comparison.attainable_p,
        "draws": comparison.n_draws,
    }


def _reason(refusal: CoopnetError, column: str) -> dict[str, str]:
    return {f"{column}_fr": refusal.fr, f"{column}_en": refusal.en}


def printed(value: float, form: str, language: Language) -> str:
    """Return an indicator's value as its sentence prints it."""
    if form == "percent":
        return percent(value, language)
    return written(value, language, 0 if form == "count" else 2)


_VERDICT_SENTENCES: dict[str, tuple[str, str]] = {
    "well_above": ("C’est nettement plus que le hasard n’en donnerait", "Well above what chance would give"),
    "above": ("C’est plus que le hasard n’en donnerait", "Above what chance would give"),
    "as_expected": ("Le hasard en donnerait autant", "What chance would give"),
    "below": ("C’est moins que le hasard n’en donnerait", "Below what chance would give"),
    "well_below": ("C’est nettement moins que le hasard n’en donnerait", "Well below what chance would give"),
    "cannot_tell": ("On ne peut pas dire si c’est plus ou moins que le hasard", "One cannot tell it from chance"),
}


def _with_verdicts(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with q-values over all its comparisons, and the verdict and sentence that follow."""
    numeric = ["observed", "expected", "low", "high", "p", "q", "effect", "attainable_p", "draws"]
    table[numeric] = table[numeric].astype(np.float64)
    table["q"] = benjamini_hochberg(table["p"].to_numpy())
    texts = [column for column in table.columns if column not in numeric]
    table[texts] = table[texts].astype("object").where(table[texts].notna(), "").astype("str")
    for index, row in table[table["p"].notna()].iterrows():
        word = verdict(row["q"], row["effect"], row["attainable_p"], above=row["observed"] > row["expected"])
        table.loc[index, "verdict"] = word
        fr, en = _VERDICT_SENTENCES[word]
        given = {language: _against(row, language) for language in LANGUAGES}
        told = "{} (attendu : {} ; 95 fois sur 100 entre {} et {}).".format(fr, *given["fr"])
        table.loc[index, "verdict_sentence_fr"] = typeset(told)
        table.loc[index, "verdict_sentence_en"] = "{} (expected {}; 95 times in 100 between {} and {}).".format(
            en, *given["en"]
        )
    return table


def _against(row: pd.Series, language: Language) -> list[str]:
    return [printed(row[name], row["written"], language) for name in ("expected", "low", "high")]
