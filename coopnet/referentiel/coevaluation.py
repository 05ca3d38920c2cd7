"""Co-evaluation: what members think of each criterion, read beside what links say of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coopnet.errors import Language, UndefinedMeasure, UnknownWord
from coopnet.inference.ensemble import ensemble
from coopnet.inference.pvalues import Reals
from coopnet.kernels.agreement import Scale, krippendorff_alpha
from coopnet.numbers import written
from coopnet.printing.result import Result, flat, result_text
from coopnet.printing.words import said
from coopnet.referentiel.grid import Grid
from coopnet.referentiel.profile import Profile
from coopnet.referentiel.wording import LANGUAGES, VERDICT_LABELS
from coopnet.typography import typeset

LOWEST, HIGHEST = 1, 4
# below these, resampled criteria say nothing of what other criteria would have given
FEWEST_CRITERIA, FEWEST_EVALUATORS = 5, 2
HIGH, LOW = 3.0, 2.0


@dataclass(frozen=True, eq=False, repr=False)
class Coevaluation(Result):
    """Ratings of the criteria by several members, without their names.

    Attributes
    ----------
    ratings : DataFrame (criteria × evaluators)
        From 1 to 4, NaN where not rated; evaluators are numbered, their names stay in the file.
    alpha : float
        Krippendorff's alpha (ordinal): 1 full agreement, 0 as chance would have it.
    draws : float64 array (draws)
        Alpha over criteria resampled with replacement, NaN where a resample leaves it undefined.
    comments : DataFrame
        Criterion and comment, in the order of the criteria, without evaluator.
    grid : Grid
    """

    ratings: pd.DataFrame
    alpha: float
    draws: Reals
    comments: pd.DataFrame
    grid: Grid

    @property
    def n_evaluators(self) -> int:
        """Number of evaluators."""
        return self.ratings.shape[1]

    @property
    def interval(self) -> tuple[float, float]:
        """Central 95 % of alpha over resampled criteria; NaN when there are too few criteria or evaluators to tell."""
        rated = (self.ratings.notna().sum(axis=1) >= 2).sum()
        if rated < FEWEST_CRITERIA or self.n_evaluators < FEWEST_EVALUATORS or not np.isfinite(self.draws).any():
            return float("nan"), float("nan")
        low, high = np.nanquantile(self.draws, [0.025, 0.975])
        return float(low), float(high)

    @property
    def table(self) -> pd.DataFrame:
        """One row per criterion: number of ratings, median, lowest, highest, and mean distance between evaluators."""
        rows = self.ratings
        distance = [_mean_distance(row[np.isfinite(row)]) for row in rows.to_numpy(dtype=np.float64)]
        return pd.DataFrame(
            {
                "label_fr": [criterion.label.fr for criterion in self.grid.criteria],
                "label_en": [criterion.label.en for criterion in self.grid.criteria],
                "ratings": rows.notna().sum(axis=1),
                "median": rows.median(axis=1),
                "lowest": rows.min(axis=1),
                "highest": rows.max(axis=1),
                "distance": distance,
            },
            index=rows.index,
        )

    def sentence(self, language: Language) -> str:
        """Return what the agreement between evaluators is, in one sentence."""
        low, high = (written(value, language) for value in self.interval)
        alpha = written(self.alpha, language)
        told_fr = f"Accord entre évaluateurs (alpha de Krippendorff) : {alpha} (1 : accord complet ; 0 : hasard)"
        told_en = f"Agreement between evaluators (Krippendorff’s alpha): {alpha} (1: full; 0: chance)"
        if not (self.ratings.notna().sum(axis=1) >= 2).any():
            fr = "L’accord entre évaluateurs ne peut pas être mesuré : aucun critère n’a été noté par deux membres."
            en = "Agreement between evaluators cannot be measured: no criterion was rated by two members."
        elif not np.isfinite(self.alpha):
            fr = (
                "L’accord entre évaluateurs ne peut pas être mesuré : toutes les notes que l’on peut comparer sont les "
                "mêmes, et l’on ne peut pas dire ce que le hasard en donnerait."
            )
            en = (
                "Agreement between evaluators cannot be measured: all ratings that can be compared are the same, and "
                "one cannot tell what chance would give."
            )
        elif not np.isfinite(self.interval[0]):
            fr = f"{told_fr} ; trop peu de notes pour en dire la précision."
            en = f"{told_en}; too few ratings to say how precise that is."
        else:
            fr = f"{told_fr}, entre {low} et {high} selon les critères retenus."
            en = f"{told_en}, between {low} and {high} over resampled criteria."
        return typeset(fr) if language == "fr" else en

    @property
    def key(self) -> str:
        """``coevaluation``."""
        return "coevaluation"

    def title(self, language: Language) -> str:
        """Return what it is, and by how many."""
        n = self.n_evaluators
        return said(
            f"Co-évaluation par {n} {'membre' if n < 2 else 'membres'}",
            f"Co-evaluation by {n} {'member' if n == 1 else 'members'}",
            language,
        )

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the scale, the agreement between evaluators, and how it was measured."""
        scale = said(
            f"Notes de {LOWEST} à {HIGHEST} ; distance : écart moyen entre deux évaluateurs.",
            f"Ratings from {LOWEST} to {HIGHEST}; distance: mean one between two evaluators.",
            language,
        )
        n = len(self.draws)
        how = said(
            f"Alpha sur une échelle ordinale ; intervalle à 95 % : critères tirés à nouveau avec remise, "
            f"{written(n, 'fr', 0)} fois ; avec une dizaine de critères, il est un peu trop étroit.",
            f"Alpha on an ordinal scale; 95% interval: criteria drawn again with replacement, {written(n, 'en', 0)} "
            "times; with some ten criteria it is somewhat too narrow.",
            language,
        )
        return (scale, self.sentence(language), *([how] if np.isfinite(self.interval[0]) else []))

    def tidy(self) -> pd.DataFrame:
        """Return one row per criterion: ``criterion``, and the columns of ``table``."""
        return flat(self.table.rename_axis("criterion"))

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the criteria in words with their ratings."""
        table = self.tidy()
        labels = table["criterion"] + ". " + table[f"label_{language}"]
        return table.assign(criterion=labels).drop(columns=["label_fr", "label_en"])

    def summary(self, language: Language = "en") -> str:
        """Return agreement and ratings as text."""
        return result_text(self, language)


def coevaluation_of(
    ratings: pd.DataFrame, grid: Grid, *, rng: np.random.Generator, n_draws: int = 1999
) -> Coevaluation:
    """Return the co-evaluation that a table of ratings makes.

    Parameters
    ----------
    ratings : DataFrame
        Columns ``evaluator``, ``criterion`` (a letter of the grid, small or capital), ``rating`` (1 to 4), and
        ``comment`` if any.
    grid : Grid
    rng : numpy.random.Generator
        For the interval: criteria are resampled with replacement.
    n_draws : int

    Raises
    ------
    UnknownWord
        For a criterion that the grid does not have, or a rating outside 1–4.
    UndefinedMeasure
        When nothing was rated, or when one evaluator rates a criterion twice.

    Notes
    -----
    Ten criteria are few: in simulated co-evaluations of ten criteria by three to eight members, this interval held the
    alpha of all possible criteria in 80 to 92 cases out of 100, not 95. Read it as the least that one should doubt.

    References
    ----------
    Zapf, A., Castell, S., Morawietz, L. & Karch, A. (2016). Measuring inter-rater reliability for nominal data – which
    coefficients and confidence intervals are appropriate? BMC Medical Research Methodology, 16, 93.
    https://doi.org/10.1186/s12874-016-0200-9 (the bootstrap over units, used here for an ordinal scale).
    """
    letters = [criterion.letter for criterion in grid.criteria]
    if "criterion" in ratings:
        ratings = ratings.assign(criterion=_letters(ratings["criterion"], letters))
    _refuse_faulty(ratings, letters)
    numbers = {name: k + 1 for k, name in enumerate(dict.fromkeys(ratings["evaluator"]))}
    wide = (
        ratings.assign(evaluator=ratings["evaluator"].map(numbers), rating=ratings["rating"].astype(np.float64))
        .set_index(["criterion", "evaluator"])["rating"]
        .unstack("evaluator")  # one rating per cell, checked above: nothing to aggregate
        .reindex(letters)
    )
    values = wide.to_numpy(dtype=np.float64)
    comments = ratings[ratings["comment"].notna()] if "comment" in ratings else ratings.iloc[:0].assign(comment="")
    ordered = comments.assign(place=comments["criterion"].map(letters.index)).sort_values("place", kind="stable")
    return Coevaluation(
        ratings=wide,
        alpha=krippendorff_alpha(values),
        draws=np.array(ensemble(_Resample(values), n_draws, rng=rng)),
        comments=ordered[["criterion", "comment"]].reset_index(drop=True),
        grid=grid,
    )


def discussion_table(coevaluation: Coevaluation, profile: Profile) -> pd.DataFrame:
    """Return perception and network side by side, criterion by criterion, with a sentence where they differ.

    A difference is a question, not a fault: members see what links do not show, and the other way round. It is pointed
    out only where the median rating is clear (2 or less, 3 or more), where indicators say more, or less, than chance,
    all on the other side, and where the grid says that a high rating goes with more, or less, of them
    (``with_rating``): on centralisation, say, nobody can tell.

    Returns
    -------
    DataFrame (criteria)
        ``median``, ``distance``, ``verdicts`` (of the indicators, joined), ``differs`` and a sentence in each language.
    """
    rows = []
    for criterion, row in coevaluation.table.iterrows():
        spoken = profile.table[profile.table["criterion"] == criterion]
        sides = [_side(verdict, expected) for verdict, expected in spoken[["verdict", "with_rating"]].to_numpy()]
        against = {"high": -1, "low": 1}.get(_rated(float(row["median"])), 0)
        differs = against != 0 and against in sides and -against not in sides
        told = spoken[[side == against for side in sides]] if differs else spoken.iloc[:0]
        fr, en = _discussion(float(row["median"]), told)
        rows.append(
            {
                "criterion": criterion,
                "label_fr": row["label_fr"],
                "label_en": row["label_en"],
                "median": row["median"],
                "distance": row["distance"],
                "verdicts": ", ".join(spoken["verdict"]),
                "differs": differs,
                "sentence_fr": typeset(fr),
                "sentence_en": en,
            }
        )
    return pd.DataFrame(rows).set_index("criterion")


def _side(verdict: str, with_rating: str) -> int:
    """Return 1 where an indicator shows what a high rating expects, −1 where the contrary, 0 where one cannot say."""
    shown = 1 if verdict in ("above", "well_above") else -1 if verdict in ("below", "well_below") else 0
    return {"more": shown, "less": -shown}.get(with_rating, 0)


def _rated(median: float) -> str:
    return "high" if median >= HIGH else "low" if median <= LOW else ""


def _discussion(median: float, told: pd.DataFrame) -> tuple[str, str]:
    """Return the question that ratings raise beside the indicators that say otherwise; empty where there is none."""
    if not np.isfinite(median):
        return "Aucun membre n’a noté ce critère.", "No member rated this criterion."
    if not len(told):
        return "", ""
    fr, en = written(median, "fr", 1), written(median, "en", 1)
    shown_fr, shown_en = (
        "; ".join(f"{row[f'label_{one}']}: {VERDICT_LABELS[row['verdict']][one]}" for _, row in told.iterrows())
        for one in LANGUAGES
    )
    shown_fr = shown_fr.replace("; ", " ; ").replace(": ", " : ")
    if _rated(median) == "high":
        return (
            f"Les membres notent plutôt haut ({fr} sur 4), les liens disent autre chose ({shown_fr}) : que voient-ils "
            "que le fichier ne montre pas ?",
            f"Members rate it rather high ({en} of 4), links say otherwise ({shown_en}): what do they see that the "
            "file does not?",
        )
    return (
        f"Les membres notent plutôt bas ({fr} sur 4), les liens disent autre chose ({shown_fr}) : que manque-t-il à "
        "ces liens ?",
        f"Members rate it rather low ({en} of 4), links say otherwise ({shown_en}): what do these links lack?",
    )


@dataclass(frozen=True)
class _Resample:
    """Alpha over criteria drawn again with replacement."""

    values: Reals
    scale: Scale = "ordinal"

    def __call__(self, rng: np.random.Generator) -> float:
        return krippendorff_alpha(self.values[rng.integers(0, len(self.values), len(self.values))], self.scale)


def _mean_distance(row: Reals) -> float:
    """Mean absolute difference between two evaluators; NaN with fewer than two."""
    if row.size < 2:
        return float("nan")
    return float(np.abs(row[:, None] - row[None, :]).sum() / (row.size * (row.size - 1)))


def _letters(criteria: pd.Series, letters: list[str]) -> pd.Series:
    """Return criteria as the grid writes its letters, whether they were typed small, capital or with a full stop."""
    known = {_plain(letter): letter for letter in letters}
    return criteria.map(lambda text: known.get(_plain(text), text))


def _plain(text: object) -> str:
    return str(text).strip().rstrip(".)").casefold()


def _refuse_faulty(ratings: pd.DataFrame, letters: list[str]) -> None:
    missing = [name for name in ("evaluator", "criterion", "rating") if name not in ratings]
    if missing:
        raise UnknownWord(
            f"The table of ratings has no column {missing[0]}; it needs evaluator, criterion and rating.",
            f"Le tableau des notes n’a pas de colonne {missing[0]} ; il faut evaluator, criterion et rating.",
        )
    if not len(ratings):
        raise UndefinedMeasure(
            "Nobody rated anything: there is no co-evaluation.", "Aucune note : il n’y a pas de co-évaluation."
        )
    unknown = ratings.loc[~ratings["criterion"].isin(letters), "criterion"]
    if len(unknown):
        raise UnknownWord(
            f"Unknown criterion “{unknown.iloc[0]}”. Criteria of the grid: {', '.join(letters)}.",
            f"Critère inconnu « {unknown.iloc[0]} ». Critères de la grille : {', '.join(letters)}.",
        )
    outside = ratings.loc[~ratings["rating"].isin(range(LOWEST, HIGHEST + 1)), "rating"]
    if len(outside):
        raise UnknownWord(
            f"A rating is {outside.iloc[0]}; ratings go from {LOWEST} to {HIGHEST}, whole numbers.",
            f"Une note vaut {outside.iloc[0]} ; les notes vont de {LOWEST} à {HIGHEST}, en nombres entiers.",
        )
    twice = ratings[ratings.duplicated(["evaluator", "criterion"])]
    if len(twice):
        raise UndefinedMeasure(
            f"The same evaluator rates criterion {twice['criterion'].iloc[0]} twice; keep one rating.",
            f"Le même évaluateur note deux fois le critère {twice['criterion'].iloc[0]} ; gardez une seule note.",
        )
