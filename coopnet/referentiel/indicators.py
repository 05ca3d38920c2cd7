"""The indicators of a grid on one pole: observed, against the null that fits, with the doubt of missing actors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from coopnet.catalogue import MEASURES
from coopnet.errors import CoopnetError, CostRefused, NullRefused, UndefinedMeasure, UnknownWord
from coopnet.inference.comparison import NullComparison
from coopnet.inference.evaluation import Asked, asked
from coopnet.inference.leave_one_out import Notable, without_notable
from coopnet.inference.missing import DEFAULT_DRAWS, missing_intervals
from coopnet.inference.together import compare_together
from coopnet.inference.verdict import PLAIN_Q
from coopnet.multiplex import Multiplex
from coopnet.nulls import NULLS
from coopnet.referentiel.cost import FEWEST
from coopnet.referentiel.grid import Criterion, Grid, Indicator
from coopnet.referentiel.wording import (
    LANGUAGES,
    NOTHING_TO_COMPARE,
    NOTHING_TO_DRAW,
    column_label,
    decimals_apart,
    indicator_label,
    missing_sentences,
    printed,
    unlabelled_sentences,
    without_sentences,
)
from coopnet.typography import typeset

Row = dict[str, Any]
# a tenth is what a careful survey of a pole still misses
MISSING_SHARE = 0.1
# a slow measure is given all draws only where its first ones leave a doubt: no verdict but “as expected” is at stake
# above twice the threshold, and a claim always rests on all of them
LOOK_AGAIN = 2 * PLAIN_Q


def indicator_rows(
    grid: Grid, links: Multiplex, *, rng: np.random.Generator, n_draws: int, notable: Notable
) -> list[Row]:
    """Return one row per indicator, in the order of the grid; nothing is dropped, what has no value says why.

    Indicators that share a null model share its draws.
    """
    rows: list[Row] = []
    questions: list[Asked | None] = []
    for indicator in grid.indicators:
        row, question = _observed(grid, indicator, links)
        rows.append(row)
        questions.append(question)
    shared = _shared_nulls(grid, questions, n_draws)
    for null_rng, (members, name, column, first) in zip(rng.spawn(len(rows)), shared, strict=False):
        for k, answer in _answers(questions, members, links, name, column, null_rng, (first, n_draws)).items():
            rows[k].update(_null_cells(name, answer, column))
    for indicator, row in zip(grid.indicators, rows, strict=True):
        if np.isfinite(row.get("low", np.nan)):  # as many decimals as the interval beside it
            row.update(_sentences(indicator, row, links, decimals_apart(row)))
    measured = [(row, question) for row, question in zip(rows, questions, strict=True) if question is not None]
    asked_again = [question for _, question in measured]
    intervals = _missing(asked_again, links, rng.spawn(1)[0], max(FEWEST, min(n_draws, DEFAULT_DRAWS)))
    without = without_notable(asked_again, links, notable)
    for (row, _), (low, high), (no_lead, no_group) in zip(measured, intervals, without, strict=True):
        row.update(_missing_cells(low, high, row["written"]))
        row.update(_without_cells(notable, no_lead, no_group, row))
    return rows


def criterion_cells(criterion: Criterion) -> Row:
    """Return the cells that say which criterion a row speaks of."""
    return {
        "block": criterion.block,
        "criterion": criterion.letter,
        "criterion_label_fr": criterion.label.fr,
        "criterion_label_en": criterion.label.en,
        "confidence": criterion.confidence,
    }


def unmeasured_row(criterion: Criterion) -> Row:
    """Return the row of a criterion that links cannot measure."""
    assert criterion.unmeasured is not None  # the grid's own check sees to it
    return {
        **criterion_cells(criterion),
        "indicator": "",
        "verdict": "not_measured",
        "sentence_fr": criterion.unmeasured.fr,
        "sentence_en": criterion.unmeasured.en,
    }


def _observed(grid: Grid, indicator: Indicator, links: Multiplex) -> tuple[Row, Asked | None]:
    measure = MEASURES[indicator.measure]
    question = asked(measure, view=indicator.view, by=indicator.by)  # type: ignore[arg-type]  # the grid checked it
    criterion = next(one for one in grid.criteria if one.letter == indicator.criterion)
    row: Row = {
        **criterion_cells(criterion),
        "theme": indicator.theme,
        "indicator": measure.name,
        **{f"label_{one}": indicator_label(measure, indicator.by, links.vocabulary, one) for one in LANGUAGES},
        "by": indicator.by if measure.by else "",
        "view": question.view_name,
        "written": indicator.written,
        "direction": measure.direction or "",
        "with_rating": indicator.with_rating or "",
        "verdict": "descriptive",
        "question_fr": indicator.question.fr,
        "question_en": indicator.question.en,
        "limit_fr": indicator.limit.fr,
        "limit_en": indicator.limit.en,
    }
    try:
        observed = float(question.result(question.given(links)))
    except (UndefinedMeasure, UnknownWord, CostRefused) as refusal:
        return {**row, "verdict": "cannot_tell", **_reason(refusal, "sentence")}, None
    unlabelled = int((links.groups(indicator.by).codes < 0).sum()) if measure.by else 0
    row.update({"observed": observed, "unlabelled": unlabelled})
    return {**row, **_sentences(indicator, row, links)}, question


def _sentences(indicator: Indicator, row: Row, links: Multiplex, more: int = 0) -> Row:
    """Return what the indicator says, its value with ``more`` decimals than usual, and who takes no part in it."""
    column = {language: column_label(indicator.by, links.vocabulary, language) for language in LANGUAGES}
    left_out = dict(zip(LANGUAGES, unlabelled_sentences(row["unlabelled"], column), strict=True))
    sentences = {}
    for language in LANGUAGES:
        value = printed(row["observed"], row["written"], language, more)
        told = indicator.sentence.text(language).format(value=value, by=column[language])
        sentences[f"sentence_{language}"] = " ".join(part for part in (told, left_out[language]) if part)
    return sentences


def _shared_nulls(grid: Grid, questions: list[Asked | None], n_draws: int) -> list[tuple[list[int], str, str, int]]:
    """Return which indicators share which null, by which column, and how many draws they are given first."""
    shared: dict[tuple[str, str, int], list[int]] = {}
    for k, (indicator, question) in enumerate(zip(grid.indicators, questions, strict=True)):
        if indicator.null is not None and question is not None:
            column = question.by if NULLS[indicator.null].by else ""
            first = n_draws if indicator.draws is None else min(n_draws, indicator.draws)
            shared.setdefault((indicator.null, column, first), []).append(k)
    return [(members, *key) for key, members in shared.items()]


def _answers(
    questions: list[Asked | None],
    members: list[int],
    links: Multiplex,
    name: str,
    column: str,
    rng: np.random.Generator,
    draws: tuple[int, int],
) -> dict[int, NullComparison | NullRefused | None]:
    """Return the answer to each member: on its first draws, on all where these leave a doubt."""
    first, all_draws = draws
    (again,) = rng.spawn(1)
    found = dict(zip(members, _compared(_kept(questions, members), links, name, column, rng, first), strict=True))
    doubtful = [k for k, one in found.items() if isinstance(one, NullComparison) and one.p_value <= LOOK_AGAIN]
    if first < all_draws and doubtful:
        asked_again = _kept(questions, doubtful)
        found.update(zip(doubtful, _compared(asked_again, links, name, column, again, all_draws), strict=True))
    return found


def _kept(questions: list[Asked | None], members: list[int]) -> list[Asked]:
    return [one for one in (questions[k] for k in members) if one is not None]


def _compared(
    questions: list[Asked], links: Multiplex, name: str, column: str, rng: np.random.Generator, n_draws: int
) -> Iterable[NullComparison | NullRefused | None]:
    """Return an answer per question; a refusal where the null holds it constant, None where it cannot be drawn."""
    options = {"by": column} if column else {}
    try:
        return compare_together(questions, links, NULLS[name], rng=rng, n_draws=n_draws, **options)
    except NullRefused:
        return [None] * len(questions)


def _null_cells(name: str, answer: NullComparison | NullRefused | None, column: str) -> Row:
    null = NULLS[name]
    said_fr, said_en = typeset(null.sentence_fr), null.sentence_en
    if column not in ("", "sector"):  # the sentence is told of sectors, and another column plays them here
        said_fr, said_en = said_fr.replace("secteur", "groupe"), said_en.replace("sector", "group")
    row: Row = {"null_model": name, "null_fr": said_fr, "null_en": said_en}
    if not isinstance(answer, NullComparison):
        fr, en = NOTHING_TO_DRAW if answer is None else NOTHING_TO_COMPARE
        return {**row, "verdict": "descriptive", "verdict_sentence_fr": fr, "verdict_sentence_en": en}
    low, high = answer.interval()
    p_low, p_high = answer.p_interval()
    return {
        **row,
        "expected": answer.expected,
        "low": low,
        "high": high,
        "p": answer.p_value,
        "p_low": p_low,
        "p_high": p_high,
        "effect": answer.z,
        "attainable_p": answer.attainable_p,
        "draws": answer.n_draws,
    }


def _missing(
    questions: list[Asked], links: Multiplex, rng: np.random.Generator, n_draws: int
) -> list[tuple[float, float]]:
    try:
        return missing_intervals(questions, links, rng=rng, share=MISSING_SHARE, n_draws=n_draws)
    except UndefinedMeasure:  # a pole of one actor: nobody can be missing, there is no interval to tell
        return [(np.nan, np.nan)] * len(questions)


def _missing_cells(low: float, high: float, form: str) -> Row:
    if not (np.isfinite(low) and np.isfinite(high)):
        return {}
    fr, en = missing_sentences(low, high, form)
    return {"missing_low": low, "missing_high": high, "missing_fr": fr, "missing_en": en}


def _without_cells(notable: Notable, no_lead: float, no_group: float, row: Row) -> Row:
    cells: Row = {"lead": notable.lead_name, "without_lead": no_lead}
    if notable.group:
        cells.update({"group": notable.group_name, "without_group": no_group})
    beyond = [
        (name, value)
        for name, value in ((notable.lead_name, no_lead), (notable.group_name, no_group))
        if name and _leaves(value, row)
    ]
    fr, en = without_sentences(beyond, row["written"])
    return {**cells, "without_fr": fr, "without_en": en}


def _leaves(value: float, row: Row) -> bool:
    """Tell whether a value is none, or out of what any tenth of the actors missing would give.

    Where that is unknown, whether it is printed otherwise than the observed one.
    """
    if not np.isfinite(value):
        return True
    if "missing_low" in row:
        return not row["missing_low"] <= value <= row["missing_high"]
    return printed(value, row["written"], "en") != printed(row["observed"], row["written"], "en")


def _reason(refusal: CoopnetError, column: str) -> Row:
    """Return a refusal as cells; who reads a profile types no argument, and is told of columns only."""
    return {f"{column}_fr": refusal.fr.replace(" avec by=", ""), f"{column}_en": refusal.en.replace(" with by=", "")}
