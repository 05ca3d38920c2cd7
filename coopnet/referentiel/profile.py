"""The profile of a pole: for each criterion, what links say of it, against what chance would give."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from coopnet.errors import Language, WriteRefused
from coopnet.inference.comparison import seed_of
from coopnet.inference.pvalues import benjamini_hochberg
from coopnet.inference.verdict import PLAIN_Q, Verdict, verdict
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.pole import Pole
from coopnet.referentiel.grid import Grid, read_grid
from coopnet.referentiel.indicators import indicator_rows, unmeasured_row
from coopnet.referentiel.latex import latex_table
from coopnet.referentiel.wording import (
    VERDICT_LABELS,
    alone_sentences,
    few_draws_sentences,
    scope_sentences,
    verdict_sentences,
)

TEXTS = ("sentence", "verdict_sentence", "missing", "question", "limit", "null")
NUMBERS = (
    *("observed", "expected", "low", "high", "p", "q", "effect", "attainable_p", "draws"),
    *("missing_low", "missing_high"),
)
COLUMNS = (
    *("block", "criterion", "criterion_label_fr", "criterion_label_en", "confidence", "theme"),
    *("indicator", "label_fr", "label_en", "by", "view", "written"),
    *NUMBERS,
    *("null_model", "verdict", "direction"),
    *(f"{text}_{language}" for text in TEXTS for language in ("fr", "en")),
)
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


@dataclass(frozen=True, eq=False)
class Profile:
    """What the links of a pole say of each criterion; a plain table of indicators with their doubt.

    Attributes
    ----------
    table : DataFrame
        One row per indicator, and one per criterion that links cannot measure (``indicator`` empty). ``observed``,
        ``expected``, ``low``, ``high`` (central 95 % of the null), ``p``, ``q`` (Benjamini–Hochberg over the profile),
        ``effect`` (z), ``missing_low`` and ``missing_high`` (central 95 % were a tenth of the actors missing),
        ``verdict`` (``descriptive`` where no null fits; ``not_measured``), ``direction`` (empty: no agreed direction),
        then sentences, questions and limits in both languages.
    grid : Grid
    pole_name, notice_fr, notice_en : str
    scope : str
        Which rows of the pole counted.
    scope_fr, scope_en : str
        The same as a sentence.
    seed : str
        Entropy of the generator of the draws.
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

    def title(self, language: Language) -> str:
        """Return the name of the grid and of the pole."""
        return f"{self.grid.label.text(language)} — {self.pole_name}"

    def scope_sentence(self, language: Language) -> str:
        """Return the sentence that says which rows counted."""
        return self.scope_fr if language == "fr" else self.scope_en

    def notice(self, language: Language) -> str:
        """Return the sentence that every output prints."""
        return self.notice_fr if language == "fr" else self.notice_en

    def theme(self, name: str) -> pd.DataFrame:
        """Return the sub-profile of one theme: centrality, cohesion, bridging or multiplexity."""
        return self.table[self.table["theme"] == name].reset_index(drop=True)

    def summary(self, language: Language = "en") -> str:
        """Return the profile as text: one paragraph per criterion."""
        first = (self.title(language), self.notice(language), self.scope_sentence(language))
        lines = [*(line for line in first if line), self.grid.caution.text(language)]
        for (letter, label), rows in self.table.groupby(["criterion", f"criterion_label_{language}"], sort=False):
            lines += ["", f"{letter}. {label}"]
            for row in rows.to_dict("records"):
                told = (row[f"{text}_{language}"] for text in ("sentence", "verdict_sentence", "question"))
                lines.append("   " + " ".join(text for text in told if text))
        return "\n".join(lines)

    def printed_table(self, language: Language = "en") -> pd.DataFrame:
        """Return the table that an article prints: measured indicators, numbers, verdict in words."""
        rows = self.table[self.table["indicator"] != ""]
        names = {
            "fr": ("critère", "indicateur", "selon", "vue", "observé", "attendu", "bas", "haut", "q", "z", "verdict"),
            "en": ("criterion", "indicator", "by", "view", "observed", "expected", "low", "high", "q", "z", "verdict"),
        }[language]
        cells = ("criterion", f"label_{language}", "by", "view", "observed", "expected", "low", "high", "q", "effect")
        table = rows[list(cells)].assign(verdict=[VERDICT_LABELS[word][language] for word in rows["verdict"]])
        return table.set_axis(list(names), axis=1).reset_index(drop=True)

    def to_latex(self, language: Language = "en") -> str:
        """Return the printed table in LaTeX (booktabs), with scope and notice in its caption."""
        caption = f"{self.title(language)}. {self.scope_sentence(language)} {self.notice(language)}"
        return latex_table(self.printed_table(language), caption, language)

    def to_excel(self, path: str | Path, language: Language = "en") -> Path:
        """Write the printed table and the whole table to a workbook, the same bytes every time."""
        target = Path(path)
        tables = {"profil" if language == "fr" else "profile": self.printed_table(language), "table": self.table}
        try:
            with pd.ExcelWriter(target, engine="xlsxwriter") as writer:
                writer.book.set_properties({"created": pd.Timestamp("2000-01-01").to_pydatetime()})
                for name, table in tables.items():
                    table.to_excel(writer, sheet_name=name, index=False)
        except OSError as error:
            raise WriteRefused(
                f"{target} cannot be written ({error.strerror}); close it if it is open, or choose another place.",
                f"{target} ne peut pas être écrit ({error.strerror}) ; fermez-le s’il est ouvert, ou changez de place.",
            ) from None
        return target


def profile_of(
    pole: Pole,
    *,
    rng: np.random.Generator,
    n_draws: int = 999,
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
        Draws per null model.
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
    """
    grid = referentiel if isinstance(referentiel, Grid) else read_grid(referentiel)
    links = multiplex_of(pole) if multiplex is None else multiplex
    if by is not None:
        links.groups(by)  # an unknown column refuses before any work
        grid = grid.grouped_by(by)
    seed = seed_of(rng)
    spoken = indicator_rows(grid, links, rng=rng, n_draws=n_draws)
    scope_fr, scope_en = scope_sentences(links.scope, links.vocabulary)
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
        scope_fr=scope_fr,
        scope_en=scope_en,
        seed=seed,
    )


def _with_verdicts(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with q-values over all its comparisons, and the verdict and sentence that follow."""
    numbers = list(NUMBERS)
    table[numbers] = table[numbers].astype(np.float64)
    table["q"] = benjamini_hochberg(table["p"].to_numpy())
    texts = [column for column in table.columns if column not in numbers]
    table[texts] = table[texts].astype("object").where(table[texts].notna(), "").astype("str")
    compared = int(table["p"].notna().sum())
    for index, row in table[table["p"].notna()].iterrows():
        word: Verdict = verdict(row["q"], row["effect"], row["attainable_p"], above=row["observed"] > row["expected"])
        more = ("", "")
        if word == "as_expected" and row["p"] <= PLAIN_Q:
            # the smallest q that one comparison alone may reach: with too few draws the verdict would be a promise
            needed = int(np.ceil(2 * compared / PLAIN_Q)) - 1
            enough = row["draws"] >= needed
            word = "as_expected" if enough else "cannot_tell"
            more = alone_sentences(compared) if enough else few_draws_sentences(compared, needed)
        table.loc[index, "verdict"] = word
        fr, en = (
            " ".join(text for text in pair if text)
            for pair in zip(verdict_sentences(word, {str(name): cell for name, cell in row.items()}), more, strict=True)
        )
        table.loc[index, ["verdict_sentence_fr", "verdict_sentence_en"]] = [fr, en]
    return table
