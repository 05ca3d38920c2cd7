"""Who is linked with whom, and why: MRQAP regression of dyads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from coopnet.chance import known_draws
from coopnet.errors import Language, UndefinedMeasure, UnknownWord
from coopnet.inference.comparison import seed_of
from coopnet.inference.ensemble import Batch, batches_of_draws, drawn_in_order
from coopnet.inference.pvalues import Reals, attainable_p, p_error, p_values
from coopnet.inference.terms import term_label, term_named
from coopnet.inference.untold import how_p, out_of_reach
from coopnet.kernels.compiled import Indices
from coopnet.kernels.qap import least_squares, semi_partialled_t, upper_triangle
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import network_of
from coopnet.numbers import written
from coopnet.pole import Pole
from coopnet.printing.result import Result, flat, result_text
from coopnet.printing.words import draws_note, said, view_note, view_text

DyadView = Literal["pairs", "links", "kinds", "newman"]
RESPONSES: dict[DyadView, str] = {"pairs": "linked", "links": "links", "kinds": "kinds", "newman": "intensity"}
"""Name of the response in a table of dyads, by view."""
SENTENCE_EN = (
    "Hold the links and what the other terms explain of this one; break which actor holds which row of what is left of "
    "it (double semi-partialling)."
)
SENTENCE_FR = (
    "On garde les liens et ce que les autres facteurs expliquent de celui-ci ; on redistribue au hasard entre les "
    "acteurs ce qui lui reste en propre."
)


@dataclass(frozen=True, eq=False, repr=False)
class DyadicModel(Result):
    """A regression of dyads with permutation p-values (MRQAP, double semi-partialling).

    Attributes
    ----------
    terms : tuple of str
        The intercept, then the terms asked for.
    coefficients, errors, t : float64 arrays (terms)
        Least squares; the standard errors assume independent dyads and are printed for comparison only.
    draws : float64 array (draws × terms)
        t statistics under the null; NaN for the intercept, which is not tested.
    view : str
        What the response counts.
    n_actors, n_dyads : int
        Actors that have every attribute asked for, and their pairs.
    left_out : tuple of str
        Actors that lack one.
    r_squared : float
    scope : str
    seed : str
        Where the generator of the draws came from.
    """

    terms: tuple[str, ...]
    coefficients: Reals
    errors: Reals
    t: Reals
    draws: Reals
    view: str
    n_actors: int
    n_dyads: int
    left_out: tuple[str, ...]
    r_squared: float
    scope: str
    seed: str = ""

    @property
    def table(self) -> pd.DataFrame:
        """One row per term: estimate, standard error, t, permutation p-value and its Monte-Carlo error."""
        p = p_values(self.t, self.draws)
        return pd.DataFrame(
            {
                "estimate": self.coefficients,
                "std_error": self.errors,
                "t": self.t,
                "p": p,
                "p_error": p_error(p, np.isfinite(self.draws).sum(axis=0)),
            },
            index=pd.Index(self.terms, name="term"),
        )

    def tidy(self) -> pd.DataFrame:
        """Return one row per term: ``term``, ``estimate``, ``std_error``, ``t``, ``p``, ``p_error``."""
        return flat(self.table)

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the terms in words, without the error of p."""
        table = self.tidy().drop(columns="p_error")
        return table.assign(term=[term_label(term, language) for term in self.terms])

    @property
    def quantity(self) -> str:
        """What is explained, ``linked[pairs]``."""
        return f"MRQAP[{self.view}]"

    @property
    def key(self) -> str:
        """``mrqap``."""
        return "mrqap"

    def title(self, language: Language) -> str:
        """Return what is explained."""
        view = view_text(self.view, language)
        return said(
            f"Qui est lié à qui : régression des dyades [{view}]",
            f"Who is linked with whom: regression of dyads [{view}]",
            language,
        )

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, dyads, R², how p was made, draws, seed, who was left out, and of what one cannot tell."""
        actors, dyads = written(self.n_actors, language, 0), written(self.n_dyads, language, 0)
        fit = written(self.r_squared, language, 3)
        out = ", ".join(self.left_out)
        return (
            view_note(self.view, self.scope, language),
            said(
                f"{dyads} dyades de {actors} acteurs ; R² = {fit}. Moindres carrés ; p-valeurs par permutation "
                f"(MRQAP, double semi-partialisation). {SENTENCE_FR}",
                f"{dyads} dyads of {actors} actors; R² = {fit}. Least squares; permutation p-values (MRQAP, double "
                f"semi-partialling). {SENTENCE_EN}",
                language,
            ),
            said(
                "Les erreurs types et t supposent des paires indépendantes, ce qu’elles ne sont pas : lisez p.",
                "Standard errors and t suppose independent pairs, which these are not: read p.",
                language,
            ),
            how_p("two-sided", language),
            draws_note(len(self.draws), self.seed, language),
            said(f"Acteurs sans donnée, laissés de côté : {out}.", f"Left out for want of data: {out}.", language)
            if out
            else "",
            self._untold(language),
        )

    def _untold(self, language: Language) -> str:
        """Return which terms too few actors leave no room to test."""
        names = [term_label(term, language) for term in self.terms]
        return out_of_reach(names, attainable_p(self.draws, observed=self.t), len(self.draws), language)

    def summary(self, language: Language = "en") -> str:
        """Return the table with what it was measured on, as text."""
        return result_text(self, language)


def _known_terms(terms: object, *, least: int = 1) -> tuple[str, ...]:
    """Return the names of terms, or refuse what is no name nor list of names; a table may have none, a model not."""
    names = (terms,) if isinstance(terms, str) else tuple(terms) if isinstance(terms, Iterable) else None
    if names is None or len(names) < least or not all(isinstance(name, str) for name in names):
        raise UnknownWord(
            f'terms is {terms!r}; give names in a list, ["same_sector", "same_type"] for instance.',
            f'terms vaut {terms!r} ; donnez des noms dans une liste, ["same_sector", "same_type"] par exemple.',
        )
    return names


def dyads_of(
    pole: Pole | Multiplex, terms: Iterable[str] = ("same_sector", "same_type"), *, view: DyadView = "pairs"
) -> pd.DataFrame:
    """Return the pairs of actors of a pole as rows: what they share, and whether or how much they are linked.

    Ready for formulas (``linked ~ same_sector + distance`` in statsmodels or R): least squares on it gives the
    coefficients of :func:`dyadic_model_of`. Its standard errors would be wrong, because dyads of one actor are not
    independent: take p-values from there.

    Parameters
    ----------
    pole : Pole or Multiplex
    terms : iterable of str
        As in :func:`dyadic_model_of`.
    view : {"pairs", "links", "kinds", "newman"}

    Returns
    -------
    DataFrame (pairs)
        ``first`` and ``second`` (ids, in the order of the pole), the response (``linked``, 0 or 1; ``links``;
        ``kinds``; ``intensity``), then one column per term. Pairs of actors that lack an attribute are left out;
        ``attrs`` hold ``view``, ``scope`` and ``left_out``.

    Raises
    ------
    UnknownWord
        For an unknown term or view.
    UndefinedMeasure
        When there is no distance for want of coordinates.

    Examples
    --------
    >>> from coopnet.measures.examples import example_pole
    >>> dyads_of(example_pole("ab", sectors={"food": "ab", "culture": "c"}), ["same_sector"]).to_dict("list")
    {'first': ['a', 'a', 'b'], 'second': ['b', 'c', 'c'], 'linked': [1.0, 0.0, 0.0], 'same_sector': [1.0, 0.0, 0.0]}
    """
    names = _known_terms(terms, least=0)
    multiplex = multiplex_of(pole)
    if view not in RESPONSES:
        raise UnknownWord(
            f"Dyads are pairs of actors: the view “{view}” has none; take pairs, links, kinds or newman.",
            f"Une dyade est une paire d’acteurs : la vue « {view} » n’en a pas ; prenez pairs, links, kinds ou newman.",
        )
    columns = {name: term_named(name, multiplex.attributes) for name in names}
    usable = np.ones(multiplex.n_actors, dtype=np.bool_)
    for column in columns.values():
        usable &= np.isfinite(column.values).all(axis=1)
    actors = np.flatnonzero(usable)
    rows, cols = upper_triangle(actors.size)
    network = network_of(multiplex, view=view)
    ids = multiplex.actors[usable]
    found = {"first": ids[rows], "second": ids[cols]}
    found[RESPONSES[view]] = network.matrix[actors][:, actors].toarray()[rows, cols]
    table = pd.DataFrame({**found, **{name: column.between(actors)[rows, cols] for name, column in columns.items()}})
    left_out = tuple(multiplex.actors[~usable])
    table.attrs.update(view=network.view.name, scope=multiplex.scope.name, left_out=left_out)
    return table


def dyadic_model_of(
    pole: Pole | Multiplex,
    terms: Iterable[str] = ("same_sector", "same_type"),
    *,
    rng: np.random.Generator,
    view: DyadView = "pairs",
    n_draws: int = 999,
) -> DyadicModel:
    """Regress links between actors on what the two actors share, with permutation p-values.

    y_ij = β₀ + Σ β_k x_ij,k over pairs i < j, by least squares; y is whether i and j are linked (``pairs``), how many
    links they have (``links``) or of how many kinds (``kinds``). The p-value of each term is that of its t statistic
    under double semi-partialling, two-sided by doubling the smaller tail.

    Parameters
    ----------
    pole : Pole or Multiplex
    terms : iterable of str
        ``same_sector``, ``same_type``, ``same_commune``, ``same_epci``, ``distance`` (km between coordinates),
        ``size_difference`` (absolute difference of ln(1 + employees)); ``same_X`` for any categorical column X.
    rng : numpy.random.Generator
    view : {"pairs", "links", "kinds", "newman"}
    n_draws : int

    Returns
    -------
    DyadicModel

    Raises
    ------
    UnknownWord
        For an unknown term or view.
    UndefinedMeasure
        When too few actors have every attribute, when a term does not vary, or when terms say the same thing.

    Notes
    -----
    Actors that lack an attribute asked for are left out, and named: their pairs have no x.

    References
    ----------
    Krackhardt, D. (1988). Predicting with networks: Nonparametric multiple regression analysis of dyadic data. Social
    Networks, 10, 359–381. https://doi.org/10.1016/0378-8733(88)90004-4
    Dekker, D., Krackhardt, D. & Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to collinearity and
    autocorrelation conditions. Psychometrika, 72, 563–581. https://doi.org/10.1007/s11336-007-9016-1

    Examples
    --------
    Both pairs of one sector are linked, and one pair in four of two sectors:

    >>> from coopnet.measures.examples import example_pole
    >>> pole = example_pole("ab cd ac", sectors={"food": "ab", "culture": "cd"})
    >>> dyadic_model_of(pole, "same_sector", rng=np.random.default_rng(1), n_draws=9).coefficients.round(6).tolist()
    [0.25, 0.75]
    """
    names = _known_terms(terms)
    multiplex = multiplex_of(pole)
    dyads = dyads_of(multiplex, names, view=view)
    left_out: tuple[str, ...] = dyads.attrs["left_out"]
    n_actors = multiplex.n_actors - len(left_out)
    if len(dyads) <= len(names) + 1:
        raise _too_few(n_actors, multiplex.n_actors, names)
    response = dyads[RESPONSES[view]].to_numpy(dtype=np.float64)
    design = np.column_stack([np.ones(len(dyads)), *(dyads[name].to_numpy(dtype=np.float64) for name in names)])
    _refuse_without_variation(design, response, names)
    fit = least_squares(design, response)
    seed = seed_of(rng)
    draws = permuted(_SemiPartialled(design, response, n_actors), n_draws, rng)
    return DyadicModel(
        terms=("intercept", *names),
        coefficients=fit.coefficients,
        errors=fit.errors,
        t=fit.t,
        draws=draws,
        view=dyads.attrs["view"],
        n_actors=n_actors,
        n_dyads=len(dyads),
        left_out=left_out,
        r_squared=fit.r_squared,
        scope=multiplex.scope.name,
        seed=seed,
    )


@dataclass(frozen=True, eq=False)
class _SemiPartialled:
    """The t statistics of all terms under permutations of actors; travels to worker processes."""

    design: Reals
    response: Reals
    n_actors: int

    def __call__(self, batch: Batch) -> Reals:
        """Return draws × terms; the intercept has none."""
        permutations = permutations_of(batch, self.n_actors)
        draws = np.full((batch.size, self.design.shape[1]), np.nan)
        for term in range(1, self.design.shape[1]):
            draws[:, term] = semi_partialled_t(self.design, self.response, term, permutations)
        return draws


def permutations_of(batch: Batch, n: int) -> Indices:
    """Return one permutation of n actors per draw."""
    return np.array([child.permutation(n) for child in batch.generators], dtype=np.int32)


def _too_few(n: int, of: int, names: tuple[str, ...]) -> UndefinedMeasure:
    listed = ", ".join(names)
    return UndefinedMeasure(
        f"Only {n} of {of} actors have every attribute asked for ({listed}): too few pairs for a regression.",
        f"Seuls {n} acteurs sur {of} ont les attributs demandés ({listed}) : trop peu de paires.",
    )


def _refuse_without_variation(design: Reals, response: Reals, names: tuple[str, ...]) -> None:
    flat = [name for name, column in zip(names, design.T[1:], strict=True) if np.ptp(column) == 0]
    if flat or np.ptp(response) == 0:
        what = flat[0] if flat else "the links"
        what_fr = flat[0] if flat else "la présence de liens"
        raise UndefinedMeasure(
            f"{what} does not vary over the pairs of actors, so nothing can be said of it.",
            f"{what_fr} ne varie pas entre les paires d’acteurs : on ne peut rien en dire.",
        )
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise UndefinedMeasure(
            f"Terms say the same thing ({', '.join(names)}); leave one out.",
            f"Des facteurs disent la même chose ({', '.join(names)}) ; retirez-en un.",
        )


def permuted(draw: Callable[[Batch], Reals], n_draws: int, rng: np.random.Generator) -> Reals:
    """Return what a function of batches gives, draw after draw."""
    return np.concatenate(list(drawn_in_order(draw, batches_of_draws(known_draws(n_draws, 999), rng=rng))))
