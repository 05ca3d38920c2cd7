"""Standard errors without a model: the actors of a pole drawn again, with replacement (vertex bootstrap)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from coopnet.chance import known_draws
from coopnet.errors import Language, UndefinedMeasure, ViewRefused
from coopnet.inference.comparison import seed_of
from coopnet.inference.ensemble import ensemble
from coopnet.inference.evaluation import Asked, Given
from coopnet.inference.of_measure import OfMeasure
from coopnet.inference.pvalues import Reals
from coopnet.inference.ranks import HELD, Ranks, in_column
from coopnet.inference.retaken import Retaken, retaken
from coopnet.inference.telling import FEWEST_WAYS, Doubt, cannot_tell, doubt_of_bootstrap, known_level, told
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import Network, ViewName
from coopnet.pole import Pole
from coopnet.printing.words import draws_note, said
from coopnet.resampling import Resample, projected_to_links, resample_of, resampled_multiplex, resampled_network
from coopnet.typography import typeset

LEVEL = 0.95
DEFAULT_DRAWS = 999


@dataclass(frozen=True, eq=False, repr=False)
class VertexBootstrap(OfMeasure):
    """One number of a pole, and what it becomes when actors are drawn again.

    Attributes
    ----------
    asked : Asked
        The measure, its view, its kinds and its column.
    observed : float
    n_actors : int
    draws : float64 array (draws)
        The measure in each draw, NaN where undefined.
    scope, seed : str
        Which rows of the pole counted; where the generator came from.
    """

    asked: Asked
    observed: float
    n_actors: int
    draws: Reals
    scope: str
    seed: str

    @property
    def standard_error(self) -> float:
        """Standard deviation of the draws; NaN with fewer than two that are defined."""
        return _deviation(self.draws)

    @property
    def bias(self) -> float:
        """Mean of the draws minus the observed value: how far resampling itself moves the measure."""
        known = self.draws[np.isfinite(self.draws)]
        return float(known.mean()) - self.observed if known.size else float("nan")

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Return observed ± z · standard error, within the values that the measure can take; NaN when too few actors.

        It is centred on the observed value, because the draws themselves are shifted (``bias``).
        """
        if self.doubt in ("few_actors", "few_draws", "undefined"):
            return float("nan"), float("nan")
        return self._interval(level)

    @property
    def doubt(self) -> Doubt:
        """Why the interval means nothing, empty when it means something."""
        low, high = self._interval(LEVEL)
        return doubt_of_bootstrap(self.n_actors, self.draws, low, high, self.measure.bounds)

    @property
    def table(self) -> pd.DataFrame:
        """One row: measure, view, observed, standard error, low, high, bias, defined draws, doubt."""
        low, high = self.interval()
        row = {
            "measure": self.measure.name,
            "view": self.view,
            "observed": self.observed,
            "standard_error": self.standard_error,
            "low": low,
            "high": high,
            "bias": self.bias,
            "draws": int(np.isfinite(self.draws).sum()),
            "doubt": self.doubt,
        }
        return pd.DataFrame([row])

    def tidy(self) -> pd.DataFrame:
        """Return the row of ``table``."""
        return self.of_measure(self.table)

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the measure in words, with its margin."""
        return self.tidy().drop(columns="view").assign(measure=self.measure.label(language))

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, how actors were drawn again, number of draws and seed."""
        return *super().notes(language), *_drawn_again(self.n_actors, len(self.draws), self.seed, language)

    def summary(self, language: Language = "en") -> str:
        """Return the value with its margin, or the sentence that says why one cannot tell."""
        words, (low, high) = _WORDS[language], self.interval()
        lines = [
            self.headline(language),
            words["value"].format(
                value=told(self.observed, language), error=told(self.standard_error, language), n=self.n_actors
            ),
        ]
        if np.isfinite(low):
            lines.append(words["between"].format(low=told(low, language), high=told(high, language)))
        if self.doubt:
            lines.append(cannot_tell(self.doubt, language))
        text = "\n".join([*lines, words["honest"]])
        return typeset(text) if language == "fr" else text

    def _interval(self, level: float) -> tuple[float, float]:
        margin = NormalDist().inv_cdf((1 + known_level(level)) / 2) * self.standard_error
        lowest, highest = self.measure.bounds
        return float(max(self.observed - margin, lowest)), float(min(self.observed + margin, highest))


@dataclass(frozen=True, eq=False, repr=False)
class VertexBootstrapEach(OfMeasure):
    """Many numbers of a pole (per actor, sector or kind), and what they become when actors are drawn again.

    Attributes
    ----------
    asked, n_actors, scope, seed
        As in :class:`VertexBootstrap`.
    observed : Series (items)
    draws : float64 array (draws × items)
        For an actor the mean over its copies; NaN where it was not drawn, or has no value.
    """

    asked: Asked
    observed: pd.Series
    n_actors: int
    draws: Reals
    scope: str
    seed: str

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per item: observed, standard error, low, high, bias, defined draws, doubt."""
        rows = []
        for value, draws in zip(self.observed.to_numpy(dtype=np.float64), self.draws.T, strict=True):
            known = draws[np.isfinite(draws)]
            # an actor is missing from a third of the draws: those speak of others only
            speaking = known if self.measure.level == "actor" and known.size >= FEWEST_WAYS else draws
            one = VertexBootstrap(self.asked, float(value), self.n_actors, speaking, self.scope, self.seed)
            rows.append(one.table.drop(columns=["measure", "view"]).iloc[0])
        table = pd.DataFrame(rows).set_axis(self.observed.index)
        table.attrs.update(measure=self.measure.name, view=self.view, scope=self.scope)
        return table

    def ranks(self, *, column: str | None = None, held: float = HELD) -> Ranks:
        """Return the ranks of the items with their doubt; of one column, for tables of several."""
        return Ranks(*in_column(self.observed, self.draws, column, is_table=self.measure.is_table), held)

    def tidy(self) -> pd.DataFrame:
        """Return one row per item: measure, view, item, and the columns of ``table``."""
        return self.of_measure(self.table)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, how actors were drawn again, number of draws and seed."""
        return *super().notes(language), *_drawn_again(self.n_actors, len(self.draws), self.seed, language)

    def summary(self, language: Language = "en") -> str:
        """Return how many items have a margin, and how far they can be ranked."""
        words = _WORDS[language]
        doubts = self.table["doubt"]
        lines = [
            self.headline(language),
            words["items"].format(sure=int((doubts == "").sum()), all=len(doubts)),
        ]
        if self.measure.level == "actor" and not self.measure.is_table:
            lines.append(self.ranks().summary(language))
        text = "\n".join([*lines, words["honest"]])
        return typeset(text) if language == "fr" else text


def _drawn_again(n_actors: int, n_draws: int, seed: str, language: Language) -> tuple[str, ...]:
    return (
        said(
            f"Bootstrap sur les {n_actors} acteurs ; intervalle : observé ± 1,96 erreur type.",
            f"Vertex bootstrap over {n_actors} actors; interval: observed ± 1.96 standard errors.",
            language,
        ),
        draws_note(n_draws, seed, language),
        _WORDS[language]["honest"],
    )


_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "value": "Valeur : {value} ; erreur type : {error} ({n} acteurs)",
        "between": "Marge à 95 % : de {low} à {high}",
        "items": "{sure} valeurs sur {all} ont une marge qui veut dire quelque chose.",
        "honest": "La marge suppose que d’autres acteurs semblables auraient pu être là ; elle est trop étroite quand "
        "tout tient à un acteur ou à une structure.",
    },
    "en": {
        "value": "Value: {value}; standard error: {error} ({n} actors)",
        "between": "95% interval: {low} to {high}",
        "items": "{sure} of {all} values have an interval that means something.",
        "honest": "The interval supposes that other actors like these could have been there; it is too narrow where "
        "all rests on one actor or one structure.",
    },
}


def vertex_bootstrap_of(
    measure: str | Measure | Callable[..., Any],
    pole: Pole | Multiplex,
    *,
    rng: np.random.Generator,
    n_draws: int = DEFAULT_DRAWS,
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
) -> VertexBootstrap | VertexBootstrapEach:
    """Take a measure on actors drawn again with replacement, for its standard error.

    n actors are drawn with replacement from the n of the pole. Two copies of different actors have the links of these
    two; two copies of one actor have those of a pair of distinct actors drawn at random from the pole. All the links of
    a pair go together, whatever their kinds and whether direct or through a structure.

    Parameters
    ----------
    measure : str, Measure or function of the catalogue
        Of the pole, its actors, sectors or kinds.
    pole : Pole or Multiplex
        Make the multiplex first (``multiplex_of``) to choose natures, date or limit.
    rng : numpy.random.Generator
        One child is spawned per draw: same seed, same numbers, on any number of processes.
    n_draws : int
    view, kinds, by : optional
        As in :func:`coopnet.compare_to_null`.

    Returns
    -------
    VertexBootstrap or VertexBootstrapEach
        For one number of the pole, or for a measure of many items.

    Raises
    ------
    ViewRefused
        For measures of structures or single links, and the view ``structures``: actors are what is drawn again.
    UndefinedMeasure
        When the measure has no value on the pole, or the pole has a single actor.

    Notes
    -----
    It supposes actors that could have been others of the same make: a sample, not a census. Its known faults, with what
    ``analyses/bench_interval_coverage.py`` measures of them:

    - The expected density of a resample is that of the pole, but other measures shift (``bias``): pairs of copies link
      at random, which blurs groups and triangles. Intervals are therefore centred on the observed value.
    - A resample has the noise of its actors on top of that of the pole's pairs: where links are independent given the
      actors, standard errors are 1.2 to 1.9 times too large, and intervals hold nearly always.
    - A structure joins all its members at once, which drawing pairs again does not know: on simulated poles of 10 to 15
      actors, standard errors of density and transitivity are half to two thirds of what they should be; intervals hold
      in 75 % of poles of 10 actors, 85 % at 20 and 90 % at 30.
    - Where all rests on one actor it misleads: a hub is missing from a third of the resamples and doubled in a quarter,
      but never larger than it is. See :func:`leave_one_actor_out`.

    With fewer than 20 actors, no value in more than 5 % of the draws, or an interval over more than half of what the
    measure can take, it says that one cannot tell.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999). Non-parametric standard errors and tests for network statistics.
    Connections, 22(2), 161–170.

    Chen, Y., Gel, Y. R., Lyubchich, V. & Nezafati, K. (2018). Snowboot: Bootstrap methods for network inference. The R
    Journal, 10(2), 95–113. https://doi.org/10.32614/RJ-2018-056

    Examples
    --------
    Where everybody is linked to everybody, whoever is drawn again is too:

    >>> from coopnet.measures.examples import example_pole
    >>> found = vertex_bootstrap_of("pole_density", example_pole("ab ac bc"), rng=np.random.default_rng(1), n_draws=50)
    >>> found.standard_error, found.doubt
    (0.0, 'few_actors')
    """
    seed = seed_of(rng)
    taken = retaken(measure, multiplex_of(pole), view=view, kinds=kinds, by=by, rng=rng)
    _refuse_what_is_not_drawn(taken)
    if not isinstance(taken.given, Network):
        taken = replace(taken, multiplex=projected_to_links(taken.multiplex))
    draws = np.vstack(ensemble(_DrawAgain(taken), known_draws(n_draws, DEFAULT_DRAWS), rng=rng))
    scope = taken.multiplex.scope.name
    n_actors = taken.multiplex.n_actors
    if taken.is_one_number:
        return VertexBootstrap(taken.asked, float(taken.observed[0]), n_actors, draws[:, 0], scope, seed)
    return VertexBootstrapEach(taken.asked, taken.series, n_actors, draws, scope, seed)


@dataclass(frozen=True)
class _DrawAgain:
    """Draw actors again and measure; picklable, so that any worker can run it."""

    taken: Retaken

    def __call__(self, rng: np.random.Generator) -> Reals:
        taken = self.taken
        resample = resample_of(taken.multiplex.n_actors, rng=rng)
        given: Given = (
            resampled_network(taken.given, resample)
            if isinstance(taken.given, Network)
            else resampled_multiplex(taken.multiplex, resample)
        )
        if taken.asked.measure.level != "actor":
            return taken.asked.values(given, taken.layout, rng)
        try:
            result = taken.asked.result(given, rng)
        except UndefinedMeasure:
            return np.full(taken.layout.size, np.nan)
        return taken.layout.read(mean_of_copies(result, resample, taken.multiplex.actors))


def mean_of_copies(result: pd.Series | pd.DataFrame, resample: Resample, actors: pd.Index) -> Any:
    """Return the result of each actor: the mean over its copies that have a value, NaN where there is none.

    Parameters
    ----------
    result : Series or DataFrame (copies)
    resample : Resample
    actors : Index (actors)
    """
    copies = result.reindex(resample.labels(actors))
    numbers = copies.select_dtypes("number") if isinstance(copies, pd.DataFrame) else copies.to_frame()
    values = numbers.to_numpy(dtype=np.float64, na_value=np.nan)
    known = np.isfinite(values)
    total, count = np.zeros((len(actors), values.shape[1])), np.zeros((len(actors), values.shape[1]))
    np.add.at(total, resample.chosen, np.where(known, values, 0.0))
    np.add.at(count, resample.chosen, known)
    mean = np.full(total.shape, np.nan)
    np.divide(total, count, out=mean, where=count > 0)
    if isinstance(result, pd.DataFrame):
        return pd.DataFrame(mean, index=actors, columns=numbers.columns)
    return pd.Series(mean[:, 0], index=actors)


def _refuse_what_is_not_drawn(taken: Retaken) -> None:
    question = taken.asked
    of_pairs = question.measure.takes != "affiliation" and question.view != "structures"
    if not of_pairs or question.measure.level in ("structure", "link"):
        raise ViewRefused(
            f"The vertex bootstrap draws actors and their pairs again; {question.measure.name} looks at structures or "
            "single links. Use leave_one_structure_out or missing_data_of.",
            f"On tire de nouveau les acteurs et leurs paires ; {question.measure.name} regarde des structures ou des "
            "liens un à un. Utilisez leave_one_structure_out ou missing_data_of.",
        )
    if taken.multiplex.n_actors < 2:
        raise UndefinedMeasure(
            "Drawing actors again needs at least two of them.",
            "Pour tirer de nouveau les acteurs, il en faut au moins deux.",
        )


def _deviation(draws: Reals) -> float:
    known = draws[np.isfinite(draws)]
    return float(known.std(ddof=1)) if known.size > 1 else float("nan")
