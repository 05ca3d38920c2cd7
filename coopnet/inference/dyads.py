"""Who is linked with whom, and why: QAP correlation and MRQAP regression of dyads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.pvalues import Reals, p_error, p_values
from coopnet.kernels.compiled import Indices
from coopnet.kernels.qap import least_squares, permuted_correlations, semi_partialled_t, upper_triangle
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import ViewName, network_of
from coopnet.pole import Pole
from coopnet.tables.communes import epci_of

EARTH_RADIUS_KM = 6371.0088
SENTENCE_EN = (
    "Hold the links and what the other terms explain of this one; break which actor holds which row of what is left of "
    "it (double semi-partialling)."
)
SENTENCE_FR = (
    "On garde les liens et ce que les autres facteurs expliquent de celui-ci ; on redistribue au hasard entre les "
    "acteurs ce qui lui reste en propre."
)


@dataclass(frozen=True, eq=False)
class DyadicModel:
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

    def tidy(self) -> pd.DataFrame:
        """Return one row per term: estimate, standard error, t, permutation p-value and its Monte-Carlo error."""
        p = p_values(self.t, self.draws)
        return pd.DataFrame(
            {
                "estimate": self.coefficients,
                "std_error": self.errors,
                "t": self.t,
                "p": p,
                "p_error": p_error(p, len(self.draws)),
            },
            index=pd.Index(self.terms, name="term"),
        )

    def summary(self) -> str:
        """Return the table with what it was measured on, as text."""
        head = (
            f"MRQAP of [{self.view}] on {self.n_dyads} dyads of {self.n_actors} actors; R² = {self.r_squared:.4f}; "
            f"{len(self.draws)} draws\n{self.scope}\n{SENTENCE_EN}"
        )
        return f"{head}\n\n{self.tidy().to_string(float_format='{:.4g}'.format)}"

    def to_latex(self, *, decimal: str = ".") -> str:
        """Return the table in LaTeX (booktabs), with a decimal point or comma."""
        caption = f"MRQAP of {self.view}: {self.n_dyads} dyads, {self.n_actors} actors, $R^2 = {self.r_squared:.3f}$"
        styled = self.tidy().rename(index=lambda term: term.replace("_", " ")).rename(columns={"std_error": "s.e."})
        styled = styled.drop(columns="p_error")
        return styled.style.format(precision=4, decimal=decimal, na_rep="—", escape="latex").to_latex(
            hrules=True, caption=caption, position="htbp"
        )


@dataclass(frozen=True, eq=False)
class DyadicCorrelation:
    """A QAP correlation: how alike two matrices of dyads are, against permutations of the actors of one.

    Attributes
    ----------
    observed : float
        Pearson correlation over dyads, in [−1, 1].
    draws : float64 array (draws)
    n_dyads : int
    """

    observed: float
    draws: Reals
    n_dyads: int

    @property
    def p_value(self) -> float:
        """Two-sided, in (0, 1]."""
        return float(p_values(np.array([self.observed]), self.draws[:, None])[0])


def dyadic_model_of(
    pole: Pole | Multiplex,
    terms: Iterable[str] = ("same_sector", "same_type"),
    *,
    rng: np.random.Generator,
    view: ViewName = "pairs",
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
    """
    names = (terms,) if isinstance(terms, str) else tuple(terms)
    multiplex = multiplex_of(pole)
    columns = {name: _term(name, multiplex.attributes) for name in names}
    usable = np.all([np.isfinite(column.values).all(axis=1) for column in columns.values()], axis=0)
    actors = np.flatnonzero(usable)
    rows, cols = upper_triangle(actors.size)
    network = network_of(multiplex, view=view)
    if view == "structures":
        raise UnknownWord(
            "Dyads are pairs of actors: the view “structures” has none; take pairs, links, kinds or newman.",
            "Une dyade est une paire d’acteurs : la vue « structures » n’en a pas ; prenez pairs ou links.",
        )
    if rows.size <= len(names) + 1:
        raise _too_few(actors.size, multiplex.n_actors, names)
    response = network.matrix[actors][:, actors].toarray()[rows, cols]
    design = np.column_stack([np.ones(rows.size)] + [columns[name].between(actors)[rows, cols] for name in names])
    _refuse_without_variation(design, response, names)
    fit = least_squares(design, response)
    permutations = _permutations(rng, n_draws, actors.size)
    draws = np.full((n_draws, len(names) + 1), np.nan)
    for term in range(1, len(names) + 1):
        draws[:, term] = semi_partialled_t(design, response, term, permutations)
    return DyadicModel(
        terms=("intercept", *names),
        coefficients=fit.coefficients,
        errors=fit.errors,
        t=fit.t,
        draws=draws,
        view=network.view.name,
        n_actors=int(actors.size),
        n_dyads=int(rows.size),
        left_out=tuple(multiplex.actors[~usable]),
        r_squared=fit.r_squared,
        scope=multiplex.scope.name,
    )


def dyadic_correlation_of(
    first: pd.DataFrame, second: pd.DataFrame, *, rng: np.random.Generator, n_draws: int = 999
) -> DyadicCorrelation:
    """Return the QAP correlation of two actor × actor tables, over pairs i < j.

    Parameters
    ----------
    first, second : DataFrame (actors × actors)
        Symmetric, with the same actors; the second is put in the order of the first.
    rng : numpy.random.Generator
    n_draws : int

    Raises
    ------
    UndefinedMeasure
        When one of them does not vary.
    """
    if set(first.index) != set(second.index) or list(first.index) != list(first.columns):
        raise UnknownWord(
            "The two tables must have the same actors in rows and in columns.",
            "Les deux tableaux doivent porter les mêmes acteurs en lignes et en colonnes.",
        )
    other = second.loc[first.index, first.index].to_numpy(dtype=np.float64)
    rows, cols = upper_triangle(len(first))
    x, y = first.to_numpy(dtype=np.float64)[rows, cols], other[rows, cols]
    if x.size < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        raise UndefinedMeasure(
            "A correlation needs two tables that vary over at least three pairs.",
            "Une corrélation demande deux tableaux qui varient sur au moins trois paires.",
        )
    permutations = _permutations(rng, n_draws, len(first))
    observed = float(permuted_correlations(x, y, np.arange(len(first), dtype=np.int32)[None, :])[0])
    return DyadicCorrelation(observed, permuted_correlations(x, y, permutations), int(x.size))


@dataclass(frozen=True, eq=False)
class _Term:
    """Values of actors (actors × dimensions, NaN where unknown), and what two of them make."""

    values: Reals
    between: Callable[[Indices], Reals]


def _same(column: pd.Series) -> _Term:
    codes = pd.Categorical(column.astype("str")).codes.astype(np.float64)
    codes[codes < 0] = np.nan
    return _Term(codes[:, None], lambda actors: (codes[actors][:, None] == codes[actors][None, :]).astype(np.float64))


def _distance(attributes: pd.DataFrame) -> _Term:
    degrees = attributes[["longitude", "latitude"]].to_numpy(dtype=np.float64)
    if not np.isfinite(degrees).all(axis=1).any():
        raise UndefinedMeasure(
            "No actor has coordinates, so there is no distance: fill in longitude and latitude, or leave the term out.",
            "Aucun acteur n’a de coordonnées, donc pas de distance : remplissez longitude et latitude, ou retirez ce "
            "facteur.",
        )

    def kilometres(actors: Indices) -> Reals:
        longitude, latitude = np.radians(degrees[actors]).T
        across = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
        along = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
        haversine = along + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * across
        return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(haversine, 0.0, 1.0))))

    return _Term(degrees, kilometres)


def _size_difference(attributes: pd.DataFrame) -> _Term:
    size = np.log1p(attributes["employees"].to_numpy(dtype=np.float64, na_value=np.nan))
    return _Term(size[:, None], lambda actors: np.abs(size[actors][:, None] - size[actors][None, :]))


def _same_epci(attributes: pd.DataFrame) -> _Term:
    given = attributes["epci"]
    deduced = attributes["commune"].map(lambda code: epci_of(code) or np.nan, na_action="ignore")
    return _same(given.fillna(deduced))


_TERMS: Mapping[str, Callable[[pd.DataFrame], _Term]] = MappingProxyType(
    {"distance": _distance, "size_difference": _size_difference, "same_epci": _same_epci}
)


def _term(name: str, attributes: pd.DataFrame) -> _Term:
    if name in _TERMS:
        return _TERMS[name](attributes)
    column = name.removeprefix("same_")
    if column != name and column in attributes.columns:
        return _same(attributes[column])
    known = [*_TERMS, *(f"same_{column}" for column in ("sector", "type", "commune"))]
    raise UnknownWord(
        f"Unknown term “{name}”. Terms: {', '.join(known)}, or same_X for a column X of actors.",
        f"Facteur inconnu « {name} ». Facteurs : {', '.join(known)}, ou same_X pour une colonne X des acteurs.",
    )


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


def _permutations(rng: np.random.Generator, n_draws: int, n: int) -> Indices:
    if n_draws < 1:
        raise UnknownWord(
            f"n_draws is {n_draws}; at least one draw is needed, and 999 are usual.",
            f"n_draws vaut {n_draws} ; il faut au moins un tirage, et 999 est l’usage.",
        )
    return np.array([child.permutation(n) for child in rng.spawn(n_draws)], dtype=np.int32)
