"""The profile of a pole: for each criterion, what links say of it, against what chance would give."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopnet.errors import Language, UnknownWord
from coopnet.inference.comparison import seed_of
from coopnet.inference.leave_one_out import Notable, notable_of
from coopnet.inference.pvalues import benjamini_hochberg
from coopnet.inference.telling import verdict_doubt
from coopnet.inference.verdict import PLAIN_Q, judged
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.pole import Pole
from coopnet.printing.result import Result
from coopnet.printing.views import grouping_label, view_label
from coopnet.printing.words import said
from coopnet.referentiel.cost import affordable_draws, fewer_draws_sentences
from coopnet.referentiel.grid import Grid, read_grid
from coopnet.referentiel.indicators import indicator_rows, unmeasured_row
from coopnet.referentiel.wording import (
    LANGUAGES,
    VERDICT_LABELS,
    alone_sentences,
    confidence_text,
    direction_sentences,
    notable_sentences,
    null_sentences,
    scope_sentences,
    verdict_sentences,
)
from coopnet.typography import typeset
from coopnet.vocabulary import vocabulary

TEXTS = ("sentence", "verdict_sentence", "missing", "without", "question", "limit", "null")
NUMBERS = (
    *("observed", "expected", "low", "high", "p", "p_low", "p_high", "q", "q_high", "effect", "attainable_p", "draws"),
    *("missing_low", "missing_high", "without_lead", "without_group", "unlabelled"),
)
# what a text says of an indicator, in that order
SPOKEN = ("sentence", "verdict_sentence", "missing", "without", "question")
COLUMNS = (
    *("block", "criterion", "criterion_label_fr", "criterion_label_en", "confidence", "theme"),
    *("indicator", "label_fr", "label_en", "by", "view", "written"),
    *NUMBERS,
    *("lead", "group", "null_model", "verdict", "doubt", "direction", "with_rating"),
    *(f"{text}_{language}" for text in TEXTS for language in ("fr", "en")),
)
# among some fifteen comparisons, enough for one alone to be told: 15 · 2 · (1 − 0.025^(1/draws)) is 0.05 at 2,200 draws
DRAWS = 1999
THEMES: dict[Language, dict[str, str]] = {
    "fr": {
        "centrality": "Qui fait tenir le pôle, et à quel point il dépend d’un seul",
        "cohesion": "Est-ce que le pôle tient, et plus que la taille des groupes ne l’explique",
        "bridging": "Les liens traversent-ils les secteurs et les types d’acteurs",
        "multiplexity": "Les types d’actions en commun se multiplient-ils",
    },
    "en": {
        "centrality": "Who holds the pole together, and how far it depends on one",
        "cohesion": "Does the pole hold, and more than the size of its groups explains",
        "bridging": "Do links cross sectors and types of actors",
        "multiplexity": "Do the kinds of common action multiply",
    },
}


@dataclass(frozen=True, eq=False, repr=False)
class Profile(Result):
    """What the links of a pole say of each criterion; a plain table of indicators with their doubt.

    Attributes
    ----------
    table : DataFrame
        One row per indicator, and one per criterion that links cannot measure (``indicator`` empty). ``observed``,
        ``expected``, ``low``, ``high`` (central 95 % of the null), ``p`` with its Monte-Carlo 95 % interval ``p_low``,
        ``p_high``, ``q`` (Benjamini–Hochberg over the profile) and ``q_high`` (``p_high`` · q / p), ``effect`` (z),
        ``missing_low`` and ``missing_high`` (central 95 % were a tenth of the actors missing), ``without_lead`` and
        ``without_group`` (without the actor with the most partners, ``lead``, and without the structure with the most
        named members, ``group``), ``unlabelled`` (actors whose column ``by`` is empty, who take no part), ``verdict``
        (``descriptive`` where there is nothing to compare with; ``not_measured``) and ``doubt`` (why one cannot tell;
        :class:`coopnet.inference.verdict.Judgement`), ``direction`` (empty: no agreed direction), ``with_rating``
        (what a high rating would expect: ``more``, ``less``, or nothing that one could say), then sentences, questions
        and limits in both languages.
    grid : Grid
    pole_name, notice_fr, notice_en : str
    scope : str
        Which rows of the pole counted.
    scope_fr, scope_en : str
        The same as a sentence.
    seed : str
        Entropy of the generator of the draws.
    notable : Notable
        The actor with the most partners and the group with the most named members.
    actors : tuple of str
        Ids of the actors profiled, so that two profiles can say whom they have in common.
    theme_name : str
        Of a sub-profile: centrality, cohesion, bridging or multiplexity; empty for the whole.
    """

    table: pd.DataFrame
    grid: Grid
    pole_name: str
    notice_fr: str
    notice_en: str
    scope: str
    scope_fr: str
    scope_en: str
    seed: str
    notable: Notable = field(default_factory=Notable)
    actors: tuple[str, ...] = ()
    theme_name: str = ""

    def title(self, language: Language) -> str:
        """Return the name of the grid and of the pole, and the question of a sub-profile."""
        question = THEMES[language].get(self.theme_name, "")
        return " — ".join(part for part in (self.grid.label.text(language), self.pole_name, question) if part)

    def scope_sentence(self, language: Language) -> str:
        """Return the sentence that says which rows counted."""
        return self.scope_fr if language == "fr" else self.scope_en

    def notable_sentence(self, language: Language) -> str:
        """Return the sentence that says on whom the pole may rest; empty where nobody has a partner."""
        return notable_sentences(self.notable)[LANGUAGES.index(language)]

    def notice(self, language: Language) -> str:
        """Return the sentence that every output prints."""
        return self.notice_fr if language == "fr" else self.notice_en

    def direction_sentence(self, language: Language) -> str:
        """Return in which direction the literature agrees that an indicator is better, or that it agrees on none."""
        return direction_sentences(self.table)[LANGUAGES.index(language)]

    def theme(self, name: str) -> Profile:
        """Return the sub-profile of one theme, with the q-values of the whole.

        Parameters
        ----------
        name : {"centrality", "cohesion", "bridging", "multiplexity"}

        Raises
        ------
        UnknownWord
            For another theme.
        """
        if name not in THEMES["en"]:
            raise UnknownWord(
                f"Unknown theme “{name}”. Themes: {', '.join(THEMES['en'])}.",
                f"Thème inconnu « {name} ». Thèmes : {', '.join(THEMES['en'])}.",
            )
        return replace(self, table=self.table[self.table["theme"] == name].reset_index(drop=True), theme_name=name)

    def summary(self, language: Language = "en") -> str:
        """Return the profile as text: a paragraph per criterion, what chance held and broke, what the grid doubts."""
        first = (self.title(language), self.notice(language), self.scope_sentence(language))
        last = (self.grid.caution.text(language), self.direction_sentence(language), self.notable_sentence(language))
        lines = [line for line in (*first, *last) if line]
        for (letter, label), rows in self.table.groupby(["criterion", f"criterion_label_{language}"], sort=False):
            sure = confidence_text(rows["confidence"].iloc[0], language)
            lines += ["", f"{letter}. {label}" + (f" ({sure})" if sure else "")]
            for row in rows.to_dict("records"):
                told = (row[f"{text}_{language}"] for text in SPOKEN)
                lines.append("   " + " ".join(text for text in told if text))
        nulls = null_sentences(self.table, language)
        heading = said("Ce que le hasard garde, et ce qu’il tire :", "What chance holds, and what it breaks:", language)
        lines += ["", heading, *(f"   {line}" for line in nulls)] if nulls else []
        open_ones = [question.text(language) for question in self.grid.open_questions]
        heading = said("Ce qui reste incertain dans cette grille :", "What remains doubtful in this grid:", language)
        return "\n".join([*lines, *(["", heading, *(f"   {line}" for line in open_ones)] if open_ones else [])])

    def printed_table(self, language: Language = "en") -> pd.DataFrame:
        """Return the table that an article prints: measured indicators, numbers, verdict in words."""
        rows = self.table[self.table["indicator"] != ""]
        names = {
            "fr": ("critère", "indicateur", "selon", "vue", "observé", "attendu", "bas", "haut", "q", "z", "verdict"),
            "en": ("criterion", "indicator", "by", "view", "observed", "expected", "low", "high", "q", "z", "verdict"),
        }[language]
        cells = ("criterion", f"label_{language}", "by", "view", "observed", "expected", "low", "high", "q", "effect")
        words = vocabulary()
        table = rows[list(cells)].assign(
            by=[grouping_label(by, words, language) if by else "" for by in rows["by"]],
            view=[view_label(view, language) if view else "" for view in rows["view"]],
            verdict=[VERDICT_LABELS[word][language] for word in rows["verdict"]],
        )
        return table.set_axis(list(names), axis=1).reset_index(drop=True)

    @property
    def key(self) -> str:
        """``profile``."""
        return "profile"

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return notice, scope, what q and the interval are, the null models, agreed directions, and the seed."""
        seed = said(f" Graine : {self.seed}.", f" Seed: {self.seed}.", language) if self.seed else ""
        how = said(
            "q : Benjamini–Hochberg sur tout le profil ; bas et haut : 95 % des tirages du hasard entre les deux.",
            "q: Benjamini–Hochberg over the profile; low and high: the central 95% of the draws of the null.",
            language,
        )
        nulls = null_sentences(self.table, language)
        told = said(f"Hasard — {' '.join(nulls)}", f"Null models — {' '.join(nulls)}", language) if nulls else ""
        last = (told, self.direction_sentence(language), seed.strip())
        return tuple(note for note in (self.notice(language), self.scope_sentence(language), how, *last) if note)

    def tidy(self) -> pd.DataFrame:
        """Return the whole table: one row per indicator, and per criterion that links cannot measure."""
        return self.table

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the table that an article prints."""
        return self.printed_table(language)


def profile_of(
    pole: Pole,
    *,
    rng: np.random.Generator,
    n_draws: int = DRAWS,
    referentiel: Grid | str | Path | None = None,
    by: str | None = None,
    multiplex: Multiplex | None = None,
) -> Profile:
    """Return the profile of a pole against the référentiel, or against a grid of one's own.

    Parameters
    ----------
    pole : Pole
    rng : numpy.random.Generator
        Children are spawned per null model and per indicator.
    n_draws : int
        Draws per null model. A measure that its grid says is slow is given the number that the grid says, and all draws
        only where these leave p at 0.1 or less: a claim always rests on all of them.
    referentiel : Grid or path, optional
        The référentiel of 2012 when not given.
    by : str, optional
        The column that plays the sector in the indicators by sector; those by type or commune stay what they are.
    multiplex : Multiplex, optional
        The pole's links, when other natures, another date or another limit than the defaults are wanted.

    Returns
    -------
    Profile

    Raises
    ------
    UnknownWord
        When actors cannot be grouped by that column.

    Notes
    -----
    An indicator that has no value on the pole, or whose null refuses, keeps its row and says why: nothing is dropped.
    Beyond some 250,000 linked pairs a null model is drawn fewer times, 99 at least; the scope sentence says so, and the
    column ``draws``.
    """
    grid = referentiel if isinstance(referentiel, Grid) else read_grid(referentiel)
    links = multiplex_of(pole) if multiplex is None else multiplex
    if by is not None:
        links.groups(by)  # an unknown column refuses before any work
        grid = grid.grouped_by(by)
    seed = seed_of(rng)
    notable = notable_of(links, {str(key): str(name) for key, name in pole.structures["name"].dropna().items()})
    drawn = affordable_draws(n_draws, links)
    spoken = indicator_rows(grid, links, rng=rng, n_draws=drawn, notable=notable)
    scope_fr, scope_en = scope_sentences(links.scope, links.vocabulary)
    fewer_fr, fewer_en = fewer_draws_sentences(n_draws, drawn, links)
    rows = []
    for criterion in grid.criteria:
        own = [row for row in spoken if row["criterion"] == criterion.letter]
        rows += own or [unmeasured_row(criterion)]
    return Profile(
        table=_with_verdicts(pd.DataFrame(rows, columns=list(COLUMNS))),
        grid=grid,
        pole_name=pole.about.name,
        notice_fr=pole.about.printed_notice("fr"),
        notice_en=pole.about.printed_notice("en"),
        scope=links.scope.name,
        scope_fr=scope_fr + typeset(fewer_fr),
        scope_en=scope_en + fewer_en,
        seed=seed,
        notable=notable,
        actors=tuple(str(one) for one in links.actors),
    )


def _with_verdicts(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with q-values over all its comparisons, and the verdict and sentence that follow."""
    numbers = list(NUMBERS)
    table[numbers] = table[numbers].astype(np.float64)
    table["q"] = benjamini_hochberg(table["p"].to_numpy())
    table["q_high"] = np.minimum(1.0, table["p_high"] * table["q"] / table["p"])
    texts = [column for column in table.columns if column not in numbers]
    table[texts] = table[texts].astype("object").where(table[texts].notna(), "").astype("str")
    compared = int(table["p"].notna().sum())
    told = [
        _told({str(name): cell for name, cell in row.items()}, compared) if np.isfinite(row["p"]) else {}
        for row in table.to_dict("records")
    ]
    for column in ("verdict", "doubt", "verdict_sentence_fr", "verdict_sentence_en"):
        table[column] = [cells.get(column, cell) for cells, cell in zip(told, table[column], strict=True)]
    return table


def _told(row: dict[str, Any], compared: int) -> dict[str, str]:
    """Return the verdict on one comparison out of several, and its sentences."""
    word, doubt = judged(
        row["q"], row["effect"], row["attainable_p"], above=row["observed"] > row["expected"], q_high=row["q_high"],
        chance=(row["low"], row["high"]), missing=(row["missing_low"], row["missing_high"]),
    )  # fmt: skip
    sentence_of, alone, share, ratio = str(word), ("", ""), row["p"], row["q"] / row["p"]
    if doubt == "unreachable" and 2 / (row["draws"] + 1) > PLAIN_Q:
        doubt, share, ratio = "few_draws", 0.0, float(compared)
    if doubt == "few_draws" and row["p"] <= row["attainable_p"]:
        share = 0.0  # beyond every draw: how rare it is, these draws cannot say, and nothing says that it is near 0.05
    if word == "as_expected" and row["p"] <= PLAIN_Q:
        if 2 * compared / (row["draws"] + 1) <= PLAIN_Q:
            sentence_of, alone = "alone", alone_sentences(compared)
        else:  # these draws could not have told one comparison alone: “as expected” would be a promise
            word, doubt, share, ratio = "cannot_tell", "few_draws", 0.0, float(compared)
            sentence_of = word
    said = {}
    for language, sentence, more in zip(LANGUAGES, verdict_sentences(sentence_of, row), alone, strict=True):
        why = verdict_doubt(doubt, language, p=share, ratio=ratio)
        said[f"verdict_sentence_{language}"] = " ".join(text for text in (sentence, why, more) if text)
    return {"verdict": word, "doubt": doubt, **said}
