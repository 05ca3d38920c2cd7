"""Co-evaluation on the page and in the workbook: what members think, beside what links show; never who thinks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopnet.errors import CoopnetError, Language
from coopnet.pole import Pole
from coopnet.printing.table import Form, ReportColumn, ReportTable
from coopnet.referentiel.coevaluation import Coevaluation, coevaluation_of, discussion_table
from coopnet.referentiel.profile import Profile
from coopnet.referentiel.wording import VERDICT_LABELS
from coopnet.typography import typeset

MOST_ROWS = 10
"""Rows of the file that one sentence lists."""
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "heading": "La co-évaluation",
        "intro": "{n} membres ont noté les critères, de 1 à 4. Leurs noms restent dans le fichier. Un écart entre ce "
        "qu’ils pensent et ce que montrent les liens est une question, pas une faute.",
        "intro_one": "Un seul membre a noté les critères, de 1 à 4 ; son nom reste dans le fichier.",
        "refused": "La co-évaluation ne peut pas être lue.",
        "left_out": "Notes laissées de côté, parce que leur critère n’est pas une lettre de la grille : {n}{where}.",
        "where": " (feuille Co-évaluation, {rows})",
        "questions": "À discuter",
        "no_question": "Aucun critère où les notes et les liens s’opposent nettement.",
        "comments": "Commentaires des membres",
        "ratings_sheet": "Co-évaluation",
        "ratings_title": "Les notes, critère par critère",
        "ratings_note": "Une ligne par critère ; l’écart est celui de deux évaluateurs pris au hasard, en moyenne.",
        "discussion_sheet": "Perception et liens",
        "discussion_title": "Ce que pensent les membres, à côté de ce que montrent les liens",
        "discussion_note": "Une ligne par critère ; une question là où les deux s’opposent nettement.",
        "comments_sheet": "Commentaires",
        "comments_note": "Une ligne par commentaire, sans le nom de son auteur.",
    },
    "en": {
        "heading": "Co-evaluation",
        "intro": "{n} members rated the criteria, from 1 to 4. Their names stay in the file. A difference between what "
        "they think and what links show is a question, not a fault.",
        "intro_one": "A single member rated the criteria, from 1 to 4; the name stays in the file.",
        "refused": "The co-evaluation cannot be read.",
        "left_out": "Ratings left out, because their criterion is no letter of the grid: {n}{where}.",
        "where": " (sheet Ratings, {rows})",
        "questions": "To discuss",
        "no_question": "No criterion where ratings and links clearly disagree.",
        "comments": "Members’ comments",
        "ratings_sheet": "Co-evaluation",
        "ratings_title": "Ratings, criterion by criterion",
        "ratings_note": "One row per criterion; the distance is the mean one between two evaluators.",
        "discussion_sheet": "Perception and links",
        "discussion_title": "What members think, beside what links show",
        "discussion_note": "One row per criterion; a question where the two clearly disagree.",
        "comments_sheet": "Comments",
        "comments_note": "One row per comment, without the name of its author.",
    },
}
_RATED: Mapping[Language, tuple[str, ...]] = {
    "fr": ("Critère", "Notes", "Médiane", "La plus basse", "La plus haute", "Écart entre évaluateurs"),
    "en": ("Criterion", "Ratings", "Median", "Lowest", "Highest", "Distance between evaluators"),
}
_DISCUSSED: Mapping[Language, tuple[str, ...]] = {
    "fr": ("Critère", "Médiane des notes", "Ce que montrent les liens", "Question"),
    "en": ("Criterion", "Median rating", "What links show", "Question"),
}
_COMMENTED: Mapping[Language, tuple[str, str]] = {"fr": ("Critère", "Commentaire"), "en": ("Criterion", "Comment")}


@dataclass(frozen=True)
class CoevaluationSection:
    """What the section says, and the tables that the page and the workbook share.

    Attributes
    ----------
    heading, intro, agreement : str
    questions_heading : str
    questions : tuple of str
        One per criterion where ratings and links disagree.
    no_question : str
        What is said when there is none.
    tables : tuple of ReportTable
        Ratings, discussion, and comments where they may be shown.
    """

    heading: str
    intro: str
    agreement: str
    questions_heading: str
    questions: tuple[str, ...]
    no_question: str
    tables: tuple[ReportTable, ...]


def coevaluation_section(
    pole: Pole, profile: Profile, language: Language, *, rng: np.random.Generator, comments: bool
) -> CoevaluationSection | None:
    """Return the section of a pole whose members rated the criteria, None when nobody did.

    Parameters
    ----------
    pole : Pole
    profile : Profile
        Ratings are read against its grid.
    language : {"fr", "en"}
    rng : numpy.random.Generator
        For the interval of the agreement.
    comments : bool
        Whether the file may be quoted: comments may name somebody.

    Notes
    -----
    A rating whose criterion is no letter of the grid, small or capital, is left out, and the section says so: one slip
    of the keyboard would else cost the pole its whole co-evaluation.
    """
    ratings = pole.ratings
    if not len(ratings):
        return None
    words = _WORDS[language]
    ratings, unknown = _of_the_grid(ratings, [one.letter for one in profile.grid.criteria])
    left_out = _left_out(unknown, language, places=comments)
    try:
        found = coevaluation_of(ratings, profile.grid, rng=rng)
    except CoopnetError as refusal:
        told = f"{words['refused']} {left_out or refusal.sentence(language)}"
        return CoevaluationSection(words["heading"], told, "", "", (), "", ())
    discussed = discussion_table(found, profile)
    differing = discussed[discussed["differs"]]
    intro = words["intro_one"] if found.n_evaluators == 1 else words["intro"].format(n=found.n_evaluators)
    intro = f"{intro} {left_out}".strip()
    tables = [_rated(found, language), _discussed(discussed, language)]
    if comments and len(found.comments):
        tables.append(_commented(found, language))
    return CoevaluationSection(
        heading=words["heading"],
        intro=typeset(intro) if language == "fr" else intro,
        agreement=found.sentence(language),
        questions_heading=words["questions"],
        questions=tuple(
            f"{letter}. {row[f'label_{language}']} — {row[f'sentence_{language}']}"
            for letter, row in differing.iterrows()
        ),
        no_question=words["no_question"],
        tables=tuple(tables),
    )


def _of_the_grid(ratings: pd.DataFrame, letters: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the ratings of criteria of a grid, their letters as the grid writes them, and the others."""
    known = {letter.casefold(): letter for letter in letters}
    meant = ratings["criterion"].map(lambda text: known.get(str(text).casefold(), ""))
    return ratings.assign(criterion=meant)[meant != ""], ratings[meant == ""]


def _left_out(unknown: pd.DataFrame, language: Language, *, places: bool) -> str:
    """Return how many ratings are left out, and which rows of the sheet they are; nothing where there is none."""
    if unknown.empty:
        return ""
    words = _WORDS[language]
    one, many = ("ligne", "lignes") if language == "fr" else ("row", "rows")
    rows = f"{one if len(unknown) == 1 else many} {', '.join(str(row) for row in unknown.index[:MOST_ROWS])}"
    rows += ", …" if len(unknown) > MOST_ROWS else ""
    return words["left_out"].format(n=len(unknown), where=words["where"].format(rows=rows) if places else "")


def _rated(found: Coevaluation, language: Language) -> ReportTable:
    forms: tuple[Form, ...] = ("text", "count", "number", "count", "count", "number")
    numbers = ("ratings", "median", "lowest", "highest", "distance")
    rows = [
        (f"{letter}. {row[f'label_{language}']}", *(row[name] for name in numbers))
        for letter, row in found.table.iterrows()
    ]
    return _table("ratings", "coevaluation", language, zip(_RATED[language], forms, strict=True), rows)


def _discussed(discussed: Any, language: Language) -> ReportTable:
    forms: tuple[Form, ...] = ("text", "number", "text", "text")
    rows = []
    for letter, row in discussed.iterrows():
        said = dict.fromkeys(VERDICT_LABELS[word][language] for word in row["verdicts"].split(", ") if word)
        label = f"{letter}. {row[f'label_{language}']}"
        rows.append((label, row["median"], " ; ".join(said) if language == "fr" else "; ".join(said),
                     row[f"sentence_{language}"]))  # fmt: skip
    return _table("discussion", "perception", language, zip(_DISCUSSED[language], forms, strict=True), rows)


def _commented(found: Coevaluation, language: Language) -> ReportTable:
    labels = {one.letter: one.label.text(language) for one in found.grid.criteria}
    rows = [
        (f"{letter}. {labels[letter]}", comment)
        for letter, comment in found.comments[["criterion", "comment"]].itertuples(index=False, name=None)
    ]
    forms: tuple[Form, ...] = ("text", "verbatim")
    words = _WORDS[language]
    columns = [ReportColumn(header, form) for header, form in zip(_COMMENTED[language], forms, strict=True)]
    return ReportTable("comments", words["comments_sheet"], words["comments"], words["comments_note"], columns, rows)


def _table(name: str, key: str, language: Language, columns: Any, rows: list[tuple[Any, ...]]) -> ReportTable:
    words = _WORDS[language]
    made = [ReportColumn(header, form) for header, form in columns]
    return ReportTable(
        key, words[f"{name}_sheet"], words[f"{name}_title"], words[f"{name}_note"], made, rows
    )  # fmt: skip
