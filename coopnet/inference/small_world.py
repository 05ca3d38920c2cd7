"""Small worlds: is a pole more clustered than chance while staying as short as chance, with the draws that say so."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import pandas as pd

from coopnet.chance import known_draws
from coopnet.errors import CostRefused, Language, UnknownWord
from coopnet.inference.comparison import refuse_constant, seed_of
from coopnet.inference.ensemble import ensemble
from coopnet.inference.evaluation import asked
from coopnet.inference.pvalues import Reals, attainable_p, p_interval, p_values
from coopnet.inference.redrawing import ready_to_redraw
from coopnet.inference.results import held_constant
from coopnet.inference.telling import told
from coopnet.inference.verdict import Verdict, verdict
from coopnet.kernels.adjacency import links_of, undirected_adjacency
from coopnet.kernels.compiled import Indices
from coopnet.kernels.lattice import latticised_ends
from coopnet.kernels.triangles import actor_triangles, transitivity
from coopnet.kernels.triangles import clustering as clustering_of_actors
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import Network, network_of
from coopnet.nulls import Null, null_named
from coopnet.numbers import p_written
from coopnet.pole import Pole
from coopnet.printing.result import Result, flat
from coopnet.printing.words import VERDICT_LABELS, draws_note, said, scope_text, view_note, view_text
from coopnet.typography import typeset

Clustering = Literal["mean", "transitivity"]
Distance = Literal["mean", "harmonic"]
DEFAULT_DRAWS = 199
DEFAULT_LATTICES = 10
ATTEMPTS_PER_LINK = 200
LARGEST_LATTICE = 5_000  # actors: a lattice holds one truth value per pair
UNEVEN = 0.02  # difference of connectedness from which two mean distances speak of different pairs

CLUSTERINGS: Mapping[str, str] = MappingProxyType({"mean": "pole_mean_clustering", "transitivity": "pole_transitivity"})
DISTANCES: Mapping[str, str] = MappingProxyType({"mean": "pole_mean_distance", "harmonic": "pole_global_efficiency"})


@dataclass(frozen=True, eq=False, repr=False)
class SmallWorld(Result):
    """Clustering and distance of a pole against the same draws of a null model, and against lattices.

    Attributes
    ----------
    clustering, distance : float
        C and L of the pole.
    clustering_draws, distance_draws : float64 arrays (draws)
        C and L of every draw of the null, in the same order; NaN where undefined.
    lattice_draws : float64 array (lattices)
        C of graphs of the same degrees made as regular as can be; empty when none was asked for.
    connectedness : float
    connectedness_draws : float64 array (draws)
        Share of the pairs that a path joins: those that a mean distance speaks of.
    clustering_name, distance_name : str
        Which C (``mean``: of actors; ``transitivity``) and which L (``mean``: of joined pairs; ``harmonic``: one over
        global efficiency).
    null : Null
    scope, seed : str
        Which rows of the pole counted; where the generator came from.
    view : str
        ``pairs``, with the kinds kept where not all were.
    """

    clustering: float
    distance: float
    clustering_draws: Reals
    distance_draws: Reals
    lattice_draws: Reals
    connectedness: float
    connectedness_draws: Reals
    clustering_name: Clustering
    distance_name: Distance
    null: Null
    scope: str
    seed: str
    view: str = "pairs"

    @property
    def clustering_ratio(self) -> float:
        """C over its mean in the draws; NaN where chance gives none."""
        return _ratio(self.clustering, _mean(self.clustering_draws))

    @property
    def distance_ratio(self) -> float:
        """L over its mean in the draws."""
        return _ratio(self.distance, _mean(self.distance_draws))

    @property
    def sigma(self) -> float:
        """σ = (C / C_random) / (L / L_random); above 1, more clustered than it is long (Humphries & Gurney 2008)."""
        return _ratio(self.clustering_ratio, self.distance_ratio)

    @property
    def sigma_draws(self) -> Reals:
        """σ of each draw against the mean of the draws: what σ is when the null is true."""
        with np.errstate(invalid="ignore", divide="ignore"):
            c = self.clustering_draws / _mean(self.clustering_draws)
            found = c / (self.distance_draws / _mean(self.distance_draws))
        return np.where(np.isfinite(found), found, np.nan)

    @property
    def omega(self) -> float:
        """ω = L_random / L − C / C_lattice; 0 in a small world, −1 in a lattice, 1 at random (Telesford et al. 2011).

        C_lattice is the largest of ``lattice_draws``. NaN without lattice, or where lattices have no triangle.
        """
        if not np.isfinite(self.lattice_draws).any():
            return float("nan")
        return _ratio(1.0, self.distance_ratio) - _ratio(self.clustering, float(np.nanmax(self.lattice_draws)))

    @property
    def same_pairs(self) -> bool:
        """Whether the mean distances of the pole and of the draws speak of about as many pairs."""
        expected = _mean(self.connectedness_draws)
        return self.distance_name == "harmonic" or abs(self.connectedness - expected) <= UNEVEN

    @property
    def table(self) -> pd.DataFrame:
        """One row for clustering, distance and σ: observed, expected, low, high (central 95 %), ratio, p, verdict."""
        observed = {"clustering": self.clustering, "distance": self.distance, "sigma": self.sigma}
        draws = {"clustering": self.clustering_draws, "distance": self.distance_draws, "sigma": self.sigma_draws}
        rows = {name: _row(value, draws[name]) for name, value in observed.items()}
        table = pd.DataFrame.from_dict(rows, orient="index")
        table.attrs.update(null=self.null.name, scope=self.scope)
        return table

    @property
    def key(self) -> str:
        """``small-world``."""
        return "small-world"

    @property
    def quantity(self) -> str:
        """On which view all was measured."""
        return f"small world[{self.view}]"

    def title(self, language: Language) -> str:
        """Return what it is."""
        view = view_text(self.view, language)
        return said(f"Petit monde [{view}]", f"Small world [{view}]", language)

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return view, hypothesis, draws and seed, ω, and a warning where distances speak of different pairs."""
        uneven = "" if self.same_pairs else _WORDS[language]["uneven"]
        return (
            view_note(self.view, self.scope, language),
            said(self.null.sentence("fr"), self.null.sentence("en"), language),
            draws_note(len(self.clustering_draws), self.seed, language),
            said(
                "Bas et haut : 95 % des tirages entre les deux.",
                "Low and high: the central 95% of the draws.",
                language,
            ),
            f"ω = {told(self.omega, language)}.",
            typeset(uneven) if language == "fr" else uneven,
        )

    def tidy(self) -> pd.DataFrame:
        """Return one row for clustering, distance and σ: quantity, and the columns of ``table``."""
        return flat(self.table.rename_axis("quantity"))

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the three quantities in words."""
        words = {"fr": ("regroupement", "distance", "σ"), "en": ("clustering", "distance", "σ")}[language]
        return self.tidy().assign(quantity=list(words))

    def summary(self, language: Language = "en") -> str:
        """Return the ratios as sentences, with what they rest on."""
        words = _WORDS[language]
        rows = {str(row["quantity"]): row for row in self.tidy().to_dict("records")}
        stop = " ;" if language == "fr" else ";"
        ends = {
            name: f"{stop} {p_written(row['p'], language)}{stop} {VERDICT_LABELS[row['verdict']][language]}"
            for name, row in rows.items()
        }
        sigma = words["sigma"].format(sigma=told(self.sigma, language), omega=told(self.omega, language))
        lines = [
            f"{self.title(language)} — {scope_text(self.scope, language)}",
            self.null.sentence(language),
            _against(words["clustering"], rows["clustering"], language) + ends["clustering"],
            _against(words["distance"], rows["distance"], language) + ends["distance"],
            sigma + ends["sigma"],
            draws_note(len(self.clustering_draws), self.seed, language),
        ]
        if not self.same_pairs:
            lines.append(words["uneven"])
        text = "\n".join(lines)
        return typeset(text) if language == "fr" else text


_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "clustering": "Regroupement : {value}, soit {times} fois le hasard (95 fois sur 100 entre {low} et {high})",
        "distance": "Distance : {value}, soit {times} fois le hasard (95 fois sur 100 entre {low} et {high})",
        "sigma": "Petit monde : ω = {omega} ; σ = {sigma}",
        "uneven": "Le tirage ne relie pas autant de paires que le pôle : les deux distances ne parlent pas des mêmes "
        "paires. Demandez distance='harmonic'.",
    },
    "en": {
        "clustering": "Clustering: {value}, {times} times chance (95 times in 100 between {low} and {high})",
        "distance": "Distance: {value}, {times} times chance (95 times in 100 between {low} and {high})",
        "sigma": "Small world: ω = {omega}; σ = {sigma}",
        "uneven": "Draws do not join as many pairs as the pole: the two distances speak of different pairs. Ask for "
        "distance='harmonic'.",
    },
}


def small_world_of(
    pole: Pole | Multiplex,
    *,
    rng: np.random.Generator,
    null: str | Null | Callable[..., Multiplex] = "rewire_links",
    n_draws: int = DEFAULT_DRAWS,
    n_lattices: int = DEFAULT_LATTICES,
    kinds: Iterable[str] | None = None,
    clustering: Clustering = "mean",
    distance: Distance = "mean",
) -> SmallWorld:
    """Compare the clustering and the distance of a pole with the same draws of a null model, and with lattices.

    C, the mean clustering of actors (or the transitivity), and L, the mean distance (or one over global efficiency),
    on the view ``pairs``. σ = (C / C_random) / (L / L_random) with means over draws; ω = L_random / L − C / C_lattice.

    Parameters
    ----------
    pole : Pole or Multiplex
    rng : numpy.random.Generator
        One child is spawned per draw and lattice.
    null : str, Null or function of ``coopnet.nulls``
        ``rewire_links`` holds the numbers of links of all actors; ``random_links`` their number only;
        ``rewire_memberships`` asks the same of structures.
    n_draws, n_lattices : int
        Draws of the null; lattices for ω (0: none, and ω is NaN).
    kinds : iterable of str, optional
        Kinds kept.
    clustering : {"mean", "transitivity"}
        Watts and Strogatz's, each actor counting the same; or the share of closed triples.
    distance : {"mean", "harmonic"}
        Over joined pairs only; or one over the mean of 1/d, pairs out of reach counting 0: for poles in several parts.

    Returns
    -------
    SmallWorld
        With all draws of both.

    Raises
    ------
    UndefinedMeasure
        When C or L has no value on the pole.
    NullRefused
        When the null leaves a single arrangement, or holds clustering and distance both.
    CostRefused
        For lattices of more than 5,000 actors.

    Notes
    -----
    Structures projected to pairs are cliques, which make triangles in the pole and, where the null moves direct links
    only, in every draw: σ then says little. Ask ``rewire_memberships`` for them, and :func:`pole_two_mode_clustering`.
    σ grows with the number of actors and has no value to compare across poles; on sparse draws C_random is close to 0
    and σ very large with very little behind it: read the interval of C first. A lattice exchanges ends of links of the
    view ``pairs`` so that they join neighbours on a ring drawn at random; a pole of cliques may be more clustered than
    its lattices, and ω below −1.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ networks. Nature, 393, 440–442.
    https://doi.org/10.1038/30918

    Humphries, M. D. & Gurney, K. (2008). Network ‘small-world-ness’: A quantitative method for determining canonical
    network equivalence. PLoS ONE, 3(4), e0002051. https://doi.org/10.1371/journal.pone.0002051

    Telesford, Q. K., Joyce, K. E., Hayasaka, S., Burdette, J. H. & Laurienti, P. J. (2011). The ubiquity of small-world
    networks. Brain Connectivity, 1(5), 367–375. https://doi.org/10.1089/brain.2011.0038

    Examples
    --------
    Two triangles joined by one link have more triangles than graphs of the same degrees:

    >>> from coopnet.measures.examples import example_pole
    >>> found = small_world_of(example_pole("ab bc ca cd de ef fd"), rng=np.random.default_rng(1), n_draws=99)
    >>> round(found.clustering, 3), found.clustering_ratio > 1
    (0.778, True)
    """
    if clustering not in CLUSTERINGS or distance not in DISTANCES:
        raise UnknownWord(
            f"clustering is one of {', '.join(CLUSTERINGS)}, and distance one of {', '.join(DISTANCES)}.",
            f"clustering vaut {' ou '.join(CLUSTERINGS)}, et distance {' ou '.join(DISTANCES)}.",
        )
    multiplex = multiplex_of(pole)
    whole = asked("pole_connectedness", kinds=kinds)
    multiplex = multiplex if whole.kinds is None else multiplex.restricted(whole.kinds)
    seed, chosen = seed_of(rng), null_named(null)
    questions = [asked(name) for name in (CLUSTERINGS[clustering], DISTANCES[distance], "pole_connectedness")]
    redrawing = ready_to_redraw(questions, multiplex, chosen, {}, rng=rng)
    drawn = [values[:, 0] for values in redrawing.drawn(known_draws(n_draws, DEFAULT_DRAWS), rng=rng)]
    observed = [float(values[0]) for values in redrawing.observed]
    pairs = zip(redrawing.observed[:2], drawn[:2], strict=True)
    if all(held_constant(one, draws[:, None]).all() for one, draws in pairs):
        refuse_constant(questions[0], chosen, redrawing.observed[0], drawn[0][:, None])
    if distance == "harmonic":
        observed[1], drawn[1] = _ratio(1.0, observed[1]), _inverse(drawn[1])
    return SmallWorld(
        clustering=observed[0],
        distance=observed[1],
        clustering_draws=drawn[0],
        distance_draws=drawn[1],
        lattice_draws=lattice_clustering(network_of(multiplex), n_lattices, clustering=clustering, rng=rng),
        connectedness=observed[2],
        connectedness_draws=drawn[2],
        clustering_name=clustering,
        distance_name=distance,
        null=chosen,
        scope=multiplex.scope.name,
        seed=seed,
        view=whole.view_name,
    )


def lattice_clustering(
    network: Network, n_lattices: int, *, clustering: Clustering = "mean", rng: np.random.Generator
) -> Reals:
    """Return the clustering of lattices of the same degrees as a network.

    Parameters
    ----------
    network : Network
        View ``pairs``.
    n_lattices : int
    clustering : {"mean", "transitivity"}
    rng : numpy.random.Generator
        One child is spawned per lattice.

    Returns
    -------
    float64 array (lattices)
    """
    if n_lattices == 0:
        return np.empty(0)
    n_lattices = known_draws(n_lattices, DEFAULT_LATTICES, name="n_lattices")
    if network.n_actors > LARGEST_LATTICE:
        raise CostRefused(
            f"A lattice of {network.n_actors:,} actors needs one cell per pair; the limit is {LARGEST_LATTICE:,}. Ask "
            "for n_lattices=0.",
            f"Un treillis de {network.n_actors:,} acteurs demande une case par paire ; la limite est de "
            f"{LARGEST_LATTICE:,}. Demandez n_lattices=0.",
        )
    source, target, _ = links_of(network.indptr, network.indices)
    draw = _Lattice(source, target, network.n_actors, clustering)
    return np.array(ensemble(draw, n_lattices, rng=rng))


@dataclass(frozen=True, eq=False)
class _Lattice:
    """Draw a ring, exchange ends towards it, and measure; picklable, so that any worker can run it."""

    source: Indices
    target: Indices
    n: int
    clustering: Clustering

    def __call__(self, rng: np.random.Generator) -> float:
        m = len(self.source)
        place = rng.permutation(self.n).astype(np.int32)
        picks = rng.integers(2 * m * m, size=ATTEMPTS_PER_LINK * m)
        source, target, _ = latticised_ends(self.source, self.target, place, picks, m)
        graph = undirected_adjacency(source, target, None, self.n)
        triangles = actor_triangles(graph.indptr, graph.indices)
        if self.clustering == "transitivity":
            return transitivity(graph.indptr, triangles)
        each = clustering_of_actors(graph.indptr, triangles)
        return _mean(each)


def _against(sentence: str, row: Mapping[Hashable, Any], language: Language) -> str:
    value, times, low, high = (told(float(row[name]), language) for name in ("observed", "ratio", "low", "high"))
    return sentence.format(value=value, times=times, low=low, high=high)


def _interval(draws: Reals) -> tuple[float, float]:
    """Central 95 % of the draws that are defined."""
    known = draws[np.isfinite(draws)]
    if not known.size:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _row(observed: float, draws: Reals) -> dict[str, float | Verdict]:
    known = draws[np.isfinite(draws)]
    if not known.size or not np.isfinite(observed):
        unknown = dict.fromkeys(("expected", "low", "high", "ratio", "p"), float("nan"))
        return {"observed": observed, **unknown, "verdict": "cannot_tell"}
    expected, (low, high) = float(known.mean()), _interval(draws)
    sd = float(known.std(ddof=1)) if known.size > 1 else float("nan")
    p = float(p_values(np.array([observed]), draws[:, None])[0])
    attainable = float(attainable_p(draws[:, None], observed=np.array([observed]))[0])
    largest_p = float(p_interval(np.array([p]), known.size)[1][0])
    word = verdict(p, _ratio(observed - expected, sd), attainable, above=observed > expected, q_high=largest_p)
    return {
        "observed": observed,
        "expected": expected,
        "low": low,
        "high": high,
        "ratio": _ratio(observed, expected),
        "p": p,
        "verdict": word,
    }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _mean(values: Reals) -> float:
    """Mean of the values that are defined, NaN when none is."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else float("nan")


def _inverse(values: Reals) -> Reals:
    inverse = np.full(values.shape, np.nan)
    np.divide(1.0, values, out=inverse, where=values > 0)
    return inverse
