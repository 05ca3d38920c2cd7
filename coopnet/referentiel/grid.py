"""A grid of criteria as data: the référentiel of 2012, or a user's own in the same format."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.errors import GridRefused, Language, UnreadableInput, cause
from coopnet.printing.result import Result, result_text
from coopnet.printing.views import grouping_label
from coopnet.referentiel.grid_checking import grid_findings
from coopnet.referentiel.wording import indicator_label
from coopnet.tables.findings import Finding
from coopnet.typography import typeset
from coopnet.vocabulary import vocabulary

SHIPPED = "ptce_2012.toml"
_LINES = re.compile(r"\s*\n\s*")  # a text may run over lines in the file, and is printed on one


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    fr: str
    en: str

    def text(self, language: Language) -> str:
        """Return the text in the language asked for."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Block:
    """A block of criteria: its label, and how sure it is where it reconstructs another; empty where it is one's own."""

    code: str
    label: Words
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: letter, block, label, and why links cannot measure it if they cannot.

    ``confidence``: how sure the label is where it reconstructs another, empty where it is one's own; ``position``: its
    row in the table of the source, from 1, None where there is none.
    """

    letter: str
    block: str
    label: Words
    confidence: str = ""
    unmeasured: Words | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What links can say of a criterion: a measure, its view and column, the null that fits it, and its sentences.

    Every indicator is a proxy; ``limit`` says what it does not see. ``draws`` is how many draws a slow measure is
    given first; the others follow only where these leave p at 0.1 or less. ``with_rating``: whether members who rate
    the criterion high would expect ``more`` of the measure, or ``less``; None where one cannot say.
    """

    criterion: str
    theme: str
    measure: str
    written: str
    limit: Words
    sentence: Words
    question: Words
    view: str | None = None
    by: str = "sector"
    null: str | None = None
    draws: int | None = None
    with_rating: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What no two indicators of a grid share: criterion, measure, view and column."""
        return self.criterion, self.measure, self.view or "", self.by if MEASURES[self.measure].by else ""


@dataclass(frozen=True, slots=True, repr=False)
class Grid(Result):
    """A référentiel: blocks, criteria, indicators, and the questions that its source leaves open."""

    code: str
    label: Words
    source: str
    caution: Words
    open_questions: tuple[Words, ...]
    blocks: tuple[Block, ...]
    criteria: tuple[Criterion, ...]
    indicators: tuple[Indicator, ...]

    def grouped_by(self, column: str) -> Grid:
        """Return the grid with another column in the place of the sector, wherever an indicator goes by sector.

        An indicator that the grid already holds by that column is not asked twice.
        """
        moved = [replace(one, by=column) if one.by == "sector" else one for one in self.indicators]
        kept = {one.key: one for one in reversed(moved)}  # the first of two that became the same is the one kept
        return replace(self, indicators=tuple(one for one in moved if kept[one.key] is one))

    def block(self, code: str) -> Block:
        """Return a block by its code."""
        return next(block for block in self.blocks if block.code == code)

    @property
    def key(self) -> str:
        """The code of the grid."""
        return self.code

    def title(self, language: Language) -> str:
        """Return the name of the grid."""
        return self.label.text(language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return source and caution."""
        return tuple(note for note in (self.source, self.caution.text(language)) if note)

    def tidy(self) -> pd.DataFrame:
        """Return one row per indicator, and one per criterion without any.

        ``block``, ``criterion``, ``position``, ``confidence``, ``measured`` (``proxy``, as every indicator is, or
        ``not_measured``: not measurable from links), ``theme``, ``measure``, ``view``, ``by``, ``null``,
        ``with_rating``; ``label_*`` of the criterion, ``limit_*`` of the indicator or why links cannot measure it, in
        both languages.
        """
        rows = []
        for criterion in self.criteria:
            own = [one for one in self.indicators if one.criterion == criterion.letter]
            for one in [*own] if own else [None]:
                limit = one.limit if one else criterion.unmeasured
                rows.append(
                    {
                        "block": criterion.block,
                        "criterion": criterion.letter,
                        "position": criterion.position,
                        "confidence": criterion.confidence,
                        "measured": "proxy" if one else "not_measured",
                        "label_fr": criterion.label.fr,
                        "label_en": criterion.label.en,
                        "theme": one.theme if one else "",
                        "measure": one.measure if one else "",
                        "view": (one.view or "") if one else "",
                        "by": one.key[3] if one else "",
                        "null": (one.null or "") if one else "",
                        "with_rating": (one.with_rating or "") if one else "",
                        "limit_fr": limit.fr if limit else "",
                        "limit_en": limit.en if limit else "",
                    }
                )
        return pd.DataFrame(rows).astype({"position": "Int64"})

    def shown(self, language: Language) -> pd.DataFrame:
        """Return criteria in words, and what speaks to each."""
        table = self.tidy()
        words = vocabulary()
        named = [
            indicator_label(MEASURES[name], column, words, language) if name else ""
            for name, column in zip(table["measure"], table["by"], strict=True)
        ]
        labels = table["criterion"] + ". " + table[f"label_{language}"]
        by = [grouping_label(column, words, language) if column else "" for column in table["by"]]
        shown = table.assign(criterion=labels, indicator=named, by=by)
        return shown[["criterion", "confidence", "measured", "indicator", "by"]]

    def summary(self, language: Language = "en") -> str:
        """Return the grid as text."""
        return result_text(self, language)


def read_grid(path: str | Path | None = None) -> Grid:
    """Return a grid of criteria: the référentiel of 2012, or one's own.

    Parameters
    ----------
    path : path, optional
        A TOML file in the format of ``coopnet/referentiel/ptce_2012.toml``.

    Raises
    ------
    UnreadableInput
        When the file cannot be read as TOML.
    GridRefused
        When its content is not that of a grid; ``error.findings`` says everything that is wrong.

    Examples
    --------
    >>> "".join(criterion.letter for criterion in read_grid().criteria)
    'abcdefghij'
    """
    place = SHIPPED if path is None else str(path)
    raw, findings = _checked(path, place)
    if findings:
        raise _refusal(place, findings)
    return Grid(
        code=raw["grid"]["code"],
        label=_words(raw["grid"]),
        source=raw["grid"].get("source", ""),
        caution=_words(raw["grid"], "caution_"),
        open_questions=tuple(_words(question) for question in raw.get("open_questions", ())),
        blocks=tuple(Block(block["code"], _words(block), block.get("confidence", "")) for block in raw["blocks"]),
        criteria=tuple(_criterion(criterion) for criterion in raw["criteria"]),
        indicators=tuple(_indicator(indicator) for indicator in raw.get("indicators", ())),
    )


def check_grid(path: str | Path) -> list[Finding]:
    """Return everything that keeps a file from being a grid of criteria, each thing at its line and entry.

    Raises
    ------
    UnreadableInput
        When the file cannot be read as TOML.
    """
    return _checked(path, str(path))[1]


def _checked(path: str | Path | None, place: str) -> tuple[Mapping[str, Any], list[Finding]]:
    text = _text(path, place)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line = found[1] if found else str(len(text.splitlines()))
        raise UnreadableInput(
            f"{place}, line {line}: not valid TOML ({error}); a straight quotation mark, a bracket or a “=” may be "
            "missing there.",
            f"{place}, ligne {line} : ce n’est pas du TOML valide ; il y manque peut-être un guillemet droit, un "
            "crochet ou un « = ».",
        ) from None
    return raw, grid_findings(raw, place, text)


def _text(path: str | Path | None, place: str) -> str:
    try:
        if path is None:
            return files("coopnet.referentiel").joinpath(SHIPPED).read_text(encoding="utf-8")
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raison = "ce n’est pas du texte en UTF-8" if isinstance(error, UnicodeDecodeError) else cause(error)
        raise UnreadableInput(
            f"{place}: the grid cannot be read ({reason}); give the path of a TOML file in UTF-8.",
            f"{place} : la grille est illisible ({raison}) ; indiquez un fichier TOML en UTF-8.",
        ) from None


def _refusal(place: str, findings: Sequence[Finding]) -> GridRefused:
    """Return the refusal that tells the first finding and how many there are."""
    first = findings[0]
    line_en, line_fr = (f", line {first.row}", f", ligne {first.row}") if first.row else ("", "")
    repeated = first.value is None or first.value in first.reason_fr
    value_en, value_fr = ("", "") if repeated else (f" “{first.value}”:", f" « {first.value} » :")
    more_en, more_fr = "", ""
    if len(findings) > 1:
        more_en = f" {len(findings)} problems in all; “coopnet check” lists them."
        more_fr = f" {len(findings)} problèmes en tout ; « coopnet check » les liste."
    return GridRefused(
        f"{place}{line_en}, {first.column}:{value_en} {first.reason_en} {first.suggestion_en}{more_en}",
        f"{place}{line_fr}, {first.column} :{value_fr} {first.reason_fr} {first.suggestion_fr}{more_fr}",
        findings,
    )


def _words(entry: Mapping[str, Any], prefix: str = "") -> Words:
    fr, en = (_LINES.sub(" ", entry.get(f"{prefix}{language}", "")).strip() for language in ("fr", "en"))
    return Words(typeset(fr), en)


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    unmeasured = _words(entry, "unmeasured_") if "unmeasured_fr" in entry else None
    own = {name: entry[name] for name in ("confidence", "position") if name in entry}
    return Criterion(entry["letter"], entry["block"], _words(entry), unmeasured=unmeasured, **own)


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    texts: dict[str, Any] = {name: _words(entry, f"{name}_") for name in ("limit", "sentence", "question")}
    named = {name: entry[name] for name in ("criterion", "theme", "measure", "written")}
    return Indicator(
        **named,
        **texts,
        **{name: entry[name] for name in ("view", "by", "null", "draws", "with_rating") if name in entry},
    )
