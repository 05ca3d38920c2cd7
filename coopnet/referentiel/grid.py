"""A grid of criteria as data: the référentiel of 2012, or a user's own in the same format."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.errors import GridRefused, Language, UnreadableInput, cause
from coopnet.network import VIEWS
from coopnet.nulls import NULLS
from coopnet.printing.result import Result, result_text
from coopnet.tables.findings import Finding
from coopnet.typography import typeset

CONFIDENCES = ("high", "medium", "low")
THEMES = ("centrality", "cohesion", "bridging", "multiplexity")
FEWEST_DRAWS = 19
FORMATS = ("number", "percent", "count")


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
    """A block of criteria: its label, its position in the source and how sure the label is."""

    code: str
    label: Words
    confidence: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: letter, block, our label, how sure that label is, and why links cannot measure it if they cannot."""

    letter: str
    block: str
    label: Words
    confidence: str
    unmeasured: Words | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What links can say of a criterion: a measure, its view and column, the null that fits it, and its sentences.

    Every indicator is a proxy; ``limit`` says what it does not see. ``draws`` is how many draws a slow measure is
    given first; the others follow only where these leave p at 0.1 or less.
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

        ``block``, ``criterion``, ``confidence``, ``theme``, ``measure``, ``view``, ``by``, ``null``; ``label_*`` of the
        criterion, ``limit_*`` of the indicator or why links cannot measure it, in both languages.
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
                        "confidence": criterion.confidence,
                        "label_fr": criterion.label.fr,
                        "label_en": criterion.label.en,
                        "theme": one.theme if one else "",
                        "measure": one.measure if one else "",
                        "view": (one.view or "") if one else "",
                        "by": one.key[3] if one else "",
                        "null": (one.null or "") if one else "",
                        "limit_fr": limit.fr if limit else "",
                        "limit_en": limit.en if limit else "",
                    }
                )
        return pd.DataFrame(rows)

    def shown(self, language: Language) -> pd.DataFrame:
        """Return criteria in words, and what speaks to each."""
        table = self.tidy()
        named = [MEASURES[name].label(language) if name else "" for name in table["measure"]]
        labels = table["criterion"] + ". " + table[f"label_{language}"]
        return table.assign(criterion=labels, indicator=named)[["criterion", "confidence", "indicator", "by"]]

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
    place = "ptce_2012.toml" if path is None else str(path)
    raw = _loaded(path, place)
    findings = list(_findings(raw, place))
    if findings:
        first = findings[0]
        raise GridRefused(
            f"{place}, {first.column}: {first.reason_en} {first.suggestion_en}".rstrip()
            + (f" ({len(findings)} problems in all.)" if len(findings) > 1 else ""),
            f"{place}, {first.column} : {first.reason_fr} {first.suggestion_fr}".rstrip()
            + (f" ({len(findings)} problèmes en tout.)" if len(findings) > 1 else ""),
            findings,
        )
    return Grid(
        code=raw["grid"]["code"],
        label=_words(raw["grid"]),
        source=raw["grid"].get("source", ""),
        caution=_words(raw["grid"], "caution_"),
        open_questions=tuple(_words(question) for question in raw.get("open_questions", ())),
        blocks=tuple(Block(block["code"], _words(block), block["confidence"]) for block in raw["blocks"]),
        criteria=tuple(_criterion(criterion) for criterion in raw["criteria"]),
        indicators=tuple(_indicator(indicator) for indicator in raw.get("indicators", ())),
    )


def _loaded(path: str | Path | None, place: str) -> Mapping[str, Any]:
    try:
        if path is None:
            text = files("coopnet.referentiel").joinpath("ptce_2012.toml").read_text(encoding="utf-8")
        else:
            text = Path(path).read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raison = "ce n’est pas du texte en UTF-8" if isinstance(error, UnicodeDecodeError) else cause(error)
        raise UnreadableInput(
            f"{place}: the grid cannot be read ({reason}); give the path of a TOML file in UTF-8.",
            f"{place} : la grille est illisible ({raison}) ; indiquez un fichier TOML en UTF-8.",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(
            f"{place}: not valid TOML ({error}); compare with the grid that coopnet ships.",
            f"{place} : ce n’est pas du TOML valide ({error}) ; comparez avec la grille fournie par coopnet.",
        ) from None


def _words(entry: Mapping[str, Any], prefix: str = "") -> Words:
    return Words(typeset(str(entry.get(f"{prefix}fr", ""))), str(entry.get(f"{prefix}en", "")))


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    unmeasured = _words(entry, "unmeasured_") if "unmeasured_fr" in entry else None
    return Criterion(entry["letter"], entry["block"], _words(entry), entry["confidence"], unmeasured)


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    texts: dict[str, Any] = {name: _words(entry, f"{name}_") for name in ("limit", "sentence", "question")}
    named = {name: entry[name] for name in ("criterion", "theme", "measure", "written")}
    return Indicator(
        **named, **texts, **{name: entry[name] for name in ("view", "by", "null", "draws") if name in entry}
    )


_REQUIRED = {
    "blocks": ("code", "fr", "en", "confidence"),
    "criteria": ("letter", "block", "fr", "en", "confidence"),
    "indicators": (
        *("criterion", "theme", "measure", "written", "limit_fr", "limit_en"),
        *("sentence_fr", "sentence_en", "question_fr", "question_en"),
    ),
}


def _findings(raw: Mapping[str, Any], place: str) -> list[Finding]:
    """Return everything that keeps a TOML document from being a grid, each thing at its entry."""
    found: list[Finding] = []

    def tell(where: str, value: object, en: str, fr: str, known: tuple[str, ...] = ()) -> None:
        listed = ", ".join(known)
        suggestion = (f"Known: {listed}.", f"Possibles : {listed}.") if known else ("", "")
        text = None if value is None else str(value)[:80]
        found.append(Finding("error", "faulty_grid", "grid", place, None, where, text, en, fr, *suggestion))

    if not isinstance(raw.get("grid"), Mapping) or not {"code", "fr", "en"} <= set(raw["grid"]):
        tell("[grid]", None, "The table [grid] needs code, fr and en.", "La table [grid] doit donner code, fr et en.")
    for table, required in _REQUIRED.items():
        entries = raw.get(table, [] if table == "indicators" else None)
        if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
            tell(f"[[{table}]]", None, f"No entry [[{table}]].", f"Aucune entrée [[{table}]].")
            continue
        for number, entry in enumerate(entries, start=1):
            for name in required:
                if not isinstance(entry.get(name), str) or not entry[name].strip():
                    tell(
                        f"[[{table}]] n° {number}", entry.get(name),
                        f"“{name}” is missing or is not a text.", f"« {name} » manque ou n’est pas un texte.",
                    )  # fmt: skip
    if found:
        return found
    _check_agreement(raw, tell)
    return found


def _check_agreement(raw: Mapping[str, Any], tell: Any) -> None:
    """Tell what does not agree inside a grid whose entries are complete."""
    blocks = tuple(block["code"] for block in raw["blocks"])
    letters = tuple(criterion["letter"] for criterion in raw["criteria"])
    measured = {indicator["criterion"] for indicator in raw.get("indicators", [])}
    nulls, measures = tuple(NULLS), tuple(name for name, one in MEASURES.items() if one.level == "pole")
    closed: list[tuple[str, int, str, object, tuple[str, ...]]] = []
    for number, criterion in enumerate(raw["criteria"], start=1):
        closed.append(("criteria", number, "block", criterion["block"], blocks))
        closed.append(("criteria", number, "confidence", criterion["confidence"], CONFIDENCES))
        if letters.count(criterion["letter"]) > 1:
            tell(
                f"[[criteria]] n° {number}", criterion["letter"],
                f"The letter “{criterion['letter']}” is used twice.",
                f"La lettre « {criterion['letter']} » sert deux fois.",
            )  # fmt: skip
        if criterion["letter"] not in measured and not criterion.get("unmeasured_fr"):
            tell(
                f"[[criteria]] n° {number}", criterion["letter"],
                "No indicator speaks to it, and unmeasured_fr does not say why.",
                "Aucun indicateur n’en parle, et unmeasured_fr ne dit pas pourquoi.",
            )  # fmt: skip
    seen: set[tuple[object, ...]] = set()
    for number, indicator in enumerate(raw.get("indicators", []), start=1):
        key = tuple(indicator.get(name) for name in ("criterion", "measure", "view", "by"))
        if key in seen:
            tell(
                f"[[indicators]] n° {number}", indicator["measure"],
                "The same measure, view and column already speak to that criterion.",
                "La même mesure, avec la même vue et la même colonne, parle déjà de ce critère.",
            )  # fmt: skip
        seen.add(key)
        closed.append(("indicators", number, "criterion", indicator["criterion"], letters))
        closed.append(("indicators", number, "theme", indicator["theme"], THEMES))
        closed.append(("indicators", number, "written", indicator["written"], FORMATS))
        closed.append(("indicators", number, "measure", indicator["measure"], measures))
        for name in ("sentence_fr", "sentence_en"):
            if not _can_be_filled(indicator[name]):
                tell(
                    f"[[indicators]] n° {number}", indicator[name],
                    f"{name} may hold {{value}} and {{by}}, and no other brace.",
                    f"{name} ne peut contenir que {{value}} et {{by}} entre accolades.",
                )  # fmt: skip
        if "draws" in indicator and not (isinstance(indicator["draws"], int) and indicator["draws"] >= FEWEST_DRAWS):
            tell(
                f"[[indicators]] n° {number}", indicator["draws"],
                f"draws is not a whole number of at least {FEWEST_DRAWS}.",
                f"draws n’est pas un nombre entier d’au moins {FEWEST_DRAWS}.",
            )  # fmt: skip
        if "null" in indicator:
            closed.append(("indicators", number, "null", indicator["null"], nulls))
        if "view" in indicator:
            closed.append(("indicators", number, "view", indicator["view"], VIEWS))
    for table, number, name, value, known in closed:
        if value not in known:
            tell(
                f"[[{table}]] n° {number}", value,
                f"{name} is “{value}”, which is not known.", f"{name} vaut « {value} », qui est inconnu.", known,
            )  # fmt: skip


def _can_be_filled(sentence: str) -> bool:
    try:
        sentence.format(value="", by="")
    except (KeyError, IndexError, ValueError):
        return False
    return True
