"""The recipes of whole figures: from a pole to a figure and its twin, exactly the numbers that it draws.

Scripts, the command line and whoever wants one in a notebook call the same ones; see :mod:`coopnet.report.figure_set`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from coopnet.drawing.brokerage import drawn_brokers
from coopnet.drawing.coevaluation import ratings_given
from coopnet.drawing.combinations import MOST, kind_combinations_of
from coopnet.drawing.kinds import drawn_kinds
from coopnet.drawing.layout import Layout, layout_of
from coopnet.drawing.mixing import mixing_caption, sectors_of
from coopnet.drawing.picture import Picture, picture_of
from coopnet.drawing.profile import drawn_indicators
from coopnet.drawing.ranks import drawn_ranks
from coopnet.drawing.two_mode import members_of, two_mode_layout_of, two_mode_of
from coopnet.errors import Language, UndefinedMeasure, UnknownWord
from coopnet.inference.comparison import NullComparison, compare_to_null
from coopnet.inference.gaps import MissingDataEach
from coopnet.inference.missing import missing_data_of
from coopnet.measures.brokerage import actor_brokerage_table
from coopnet.measures.vulnerability import Order as Departures
from coopnet.measures.vulnerability import pole_random_removal_table, pole_targeted_removal_table
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.referentiel.coevaluation import coevaluation_of
from coopnet.referentiel.grid import Grid
from coopnet.referentiel.profile import Profile, profile_of
from coopnet.report import captions
from coopnet.report.figures import mixing_figure, multigraph_figure, null_figure, profile_figure
from coopnet.report.figures_of_actors import brokerage_figure, coevaluation_figure, ranks_figure, vulnerability_figure
from coopnet.report.figures_of_kinds import combinations_figure, kinds_figure, two_mode_figure
from coopnet.report.sector_map import sector_map_of
from coopnet.report.sheet import Margins

CROWD = 60
"""Above this many nodes outlines cover each other, and say nothing more."""
SECTORS = 45
"""Above this many, names beside the sector map would be under six points."""
COSTLY_DRAWS = 199
"""Draws at most where each one measures the whole pole again."""
MISSING_SHARE = 0.1
_LAYOUTS: WeakKeyDictionary[Pole, Layout] = WeakKeyDictionary()
DEPARTURES: tuple[Departures, ...] = ("degree", "betweenness")


@dataclass(frozen=True, eq=False)
class Drawn:
    """A figure and its twin: exactly the numbers drawn.

    Attributes
    ----------
    figure : Figure
    numbers : DataFrame
    """

    figure: Figure
    numbers: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Order:
    """What a figure is asked to be: language, number of draws, and its own generator.

    Attributes
    ----------
    language : {"fr", "en"}
    n_draws : int
    seed : int
        What the caption prints.
    rng : numpy.random.Generator
    grid : Grid or None
        What the profile and the co-evaluation follow; None for the référentiel of 2012.
    """

    language: Language
    n_draws: int
    seed: int
    rng: np.random.Generator
    grid: Grid | None = None


Recipe = Callable[[Pole, Order], Drawn]


def _margins(pole: Pole, order: Order, name: str, caption: str) -> Margins:
    """Return what stands around a figure: its title, its caption and the notice of the pole."""
    title = captions.title(name, pole.about.name, order.language)
    return Margins(title, caption, pole.about.printed_notice(order.language))


def _measured(multiplex: Multiplex, order: Order, name: str, view: str, null: str = "", draws: int = 0) -> str:
    said = captions.explained(name, order.language)
    how = captions.measured(multiplex, view, order.language, null=null, n_draws=draws, seed=order.seed)
    return f"{said} {how}"


def _placed(pole: Pole) -> Layout:
    """Return where a pole's nodes stand, worked out once for all its figures: a large pole takes half a minute."""
    if pole not in _LAYOUTS:
        _LAYOUTS[pole] = layout_of(pole)
    return _LAYOUTS[pole]


def _graph_numbers(picture: Picture, layout: Layout) -> pd.DataFrame:
    nodes = picture.nodes[["what", "id", "sector", "kind"]].join(layout.nodes[["x", "y"]]).reset_index(names="node")
    edges = picture.edges[["what", "source", "target", "kind", "nature"]]
    return pd.concat([nodes, edges])


def _multigraph(pole: Pole, order: Order) -> Drawn:
    picture = picture_of(pole)
    layout = _placed(pole)
    margins = _margins(pole, order, "multigraph", captions.shown(picture, "multigraph", order.language))
    figure = multigraph_figure(picture, layout, margins, language=order.language)
    return Drawn(figure, _graph_numbers(picture, layout))


def _hulls(pole: Pole, order: Order) -> Drawn:
    picture = picture_of(pole)
    _refuse_without_memberships(picture)
    if len(picture.nodes) > CROWD:
        raise UndefinedMeasure(
            f"Outlines of structures are drawn up to {CROWD} actors and structures; here there are "
            f"{len(picture.nodes)}, and outlines would cover each other.",
            f"Les contours des structures se dessinent jusqu’à {CROWD} acteurs et structures ; il y en a ici "
            f"{len(picture.nodes)}, et les contours se couvriraient.",
        )
    layout = _placed(pole)
    margins = _margins(pole, order, "hulls", captions.shown(picture, "hulls", order.language))
    figure = multigraph_figure(picture, layout, margins, structures="hulls", language=order.language)
    return Drawn(figure, _graph_numbers(picture, layout))


def _kinds(pole: Pole, order: Order) -> Drawn:
    picture = picture_of(pole)
    table = drawn_kinds(picture)
    _refuse_single_kind(len(table))
    layout = _placed(pole)
    margins = _margins(pole, order, "kinds", captions.shown(picture, "kinds", order.language))
    figure = kinds_figure(picture, layout, margins, language=order.language)
    nodes = picture.nodes[["what"]].join(layout.nodes[["x", "y"]]).reset_index(names="node")
    edges = picture.edges[["kind", "what", "source", "target"]]
    return Drawn(figure, pd.concat([table.reset_index().assign(what="kind"), nodes, edges]))


def _two_mode(pole: Pole, order: Order) -> Drawn:
    picture = two_mode_of(pole)
    _refuse_without_memberships(picture)
    layout = two_mode_layout_of(picture)
    margins = _margins(pole, order, "two_mode", captions.shown(picture, "two_mode", order.language))
    figure = two_mode_figure(picture, layout, margins, language=order.language)
    numbers = _graph_numbers(picture, layout)
    return Drawn(figure, numbers.assign(members=numbers["node"].map(members_of(picture))))


def _combinations(pole: Pole, order: Order) -> Drawn:
    multiplex = multiplex_of(pole)
    table = kind_combinations_of(multiplex)
    _refuse_single_kind(table.shape[1] - 1)
    left = captions.left_out(table, MOST, order.language)
    caption = _measured(multiplex, order, "kind_combinations", "kinds kept apart")
    margins = _margins(pole, order, "kind_combinations", f"{left} {caption}".strip())
    figure = combinations_figure(table, pole.vocabulary, margins, language=order.language)
    kinds = table.columns.drop("pairs")
    return Drawn(figure, table.assign(**table[kinds].astype(int)))


def _profile(pole: Pole, order: Order) -> Drawn:
    profile = profile_of(pole, rng=order.rng, n_draws=order.n_draws, referentiel=order.grid)
    if drawn_indicators(profile).empty:
        raise UndefinedMeasure(
            "No indicator of the profile has a value to compare with chance on this pole.",
            "Aucun indicateur du profil n’a de valeur à comparer au hasard sur ce pôle.",
        )
    caption = f"{captions.explained('profile', order.language)} {captions.scope(multiplex_of(pole), order.language)}"
    drawn = captions.drawn(order.n_draws, order.seed, order.language, at_most=True)
    margins = _margins(pole, order, "profile", f"{caption} {drawn}")
    return Drawn(profile_figure(profile, margins, language=order.language), _profile_numbers(profile, order.language))


def _profile_numbers(profile: Profile, language: Language) -> pd.DataFrame:
    """Return what is drawn of a profile; each indicator is compared with a null of its own, on a view of its own."""
    columns = ["criterion", "indicator", f"label_{language}", "by", "view", "observed", "expected", "low", "high"]
    columns += ["effect", "p", "q", "draws", "verdict", "null_model", f"null_{language}"]
    said = {f"label_{language}": "label", "effect": "z", f"null_{language}": "null"}
    return drawn_indicators(profile)[columns].rename(columns=said)


def _mixing(pole: Pole, order: Order) -> Drawn:
    multiplex = multiplex_of(pole)
    found = sector_map_of(multiplex, rng=order.rng, n_draws=order.n_draws)
    _refuse_specks(len(sectors_of(found.table)))
    said = mixing_caption(found.table, order.language)
    null = found.sentence(order.language)
    how = captions.measured(multiplex, found.view, order.language, null=null, n_draws=found.n_draws, seed=order.seed)
    margins = _margins(pole, order, "sector_mixing", f"{said} {how}")
    figure = mixing_figure(found, pole.vocabulary, margins=margins, language=order.language)
    return Drawn(figure, found.table.reset_index())


def _openness(pole: Pole, order: Order) -> Drawn:
    multiplex = multiplex_of(pole)
    found = compare_to_null("pole_ei", multiplex, "shuffle_sectors", rng=order.rng, n_draws=order.n_draws)
    assert isinstance(found, NullComparison)  # one number of the pole
    draws = pd.DataFrame({"what": "draw", "pole_ei": found.draws})
    observed = pd.DataFrame({"what": ["observed"], "pole_ei": [found.observed]})
    caption = _measured(
        multiplex, order, "openness_of_sectors", found.view, found.sentence(order.language), found.n_draws
    )
    margins = _margins(pole, order, "openness_of_sectors", caption)
    return Drawn(null_figure(found, margins=margins, language=order.language), pd.concat([observed, draws]))


def _brokerage(pole: Pole, order: Order) -> Drawn:
    multiplex = multiplex_of(pole)
    table = actor_brokerage_table(network_of(multiplex, view="pairs"))
    rows = drawn_brokers(table)
    if rows.empty:
        raise UndefinedMeasure(
            "No actor whose sector is known stands between two others who are not linked: there is no role to draw.",
            "Aucun acteur de secteur connu n’en relie deux autres qui ne soient pas liés entre eux : aucun rôle à "
            "dessiner.",
        )
    margins = _margins(pole, order, "brokerage", _measured(multiplex, order, "brokerage", "pairs"))
    figure = brokerage_figure(table, pole.actors["name"], margins, language=order.language)
    return Drawn(figure, rows.rename_axis("actor").reset_index())


def _centrality(pole: Pole, order: Order) -> Drawn:
    multiplex = multiplex_of(pole)
    n_draws = min(order.n_draws, COSTLY_DRAWS)
    found = missing_data_of(
        "actor_betweenness", multiplex, rng=order.rng, shares=[MISSING_SHARE], n_draws=n_draws, missing="actors"
    )
    assert isinstance(found, MissingDataEach)  # one number per actor
    ranks = found.ranks(MISSING_SHARE)
    if not (ranks.observed > 0).any():
        raise UndefinedMeasure(
            "Nobody stands on a shortest path between two others: there is no rank to draw.",
            "Personne ne se trouve sur un plus court chemin entre deux autres : aucun rang à dessiner.",
        )
    caption = _measured(multiplex, order, "centrality_ranks", found.view, draws=n_draws)
    margins = _margins(pole, order, "centrality_ranks", caption)
    figure = ranks_figure(ranks, pole.actors["name"], margins, language=order.language)
    columns = ["observed", "rank", "rank_low", "rank_high", "draws"]
    return Drawn(figure, drawn_ranks(ranks)[columns].rename_axis("actor").reset_index())


def _vulnerability(pole: Pole, order: Order) -> Drawn:
    multiplex = multiplex_of(pole)
    network = network_of(multiplex, view="pairs")
    targeted: dict[str, pd.DataFrame] = {name: pole_targeted_removal_table(network, order=name) for name in DEPARTURES}
    n_draws = min(order.n_draws, COSTLY_DRAWS)
    random = pole_random_removal_table(network, rng=order.rng, n_draws=n_draws)
    caption = _measured(multiplex, order, "vulnerability", "pairs", draws=n_draws)
    margins = _margins(pole, order, "vulnerability", caption)
    figure = vulnerability_figure(targeted, random, margins, language=order.language)
    drawn: dict[str, pd.DataFrame] = {**targeted, "random": random}
    columns = ["share_removed", "largest_component", "largest_component_low", "largest_component_high"]
    parts = [table.reindex(columns=columns).assign(order=name) for name, table in drawn.items()]
    return Drawn(figure, pd.concat(parts)[["order", *columns]])


def _coevaluation(pole: Pole, order: Order) -> Drawn:
    if not len(pole.ratings):
        raise UndefinedMeasure(
            "No member rated a criterion: fill in the table ratings to compare perception with links.",
            "Aucun membre n’a noté de critère : remplissez la table des notes pour comparer la perception aux liens.",
        )
    own = np.random.default_rng(order.seed)  # the profile is that of its own figure
    profile = profile_of(pole, rng=own, n_draws=order.n_draws, referentiel=order.grid)
    try:
        found = coevaluation_of(pole.ratings, profile.grid, rng=order.rng)
    except UnknownWord as refusal:  # of the file: this figure cannot be, the others can
        raise UndefinedMeasure(refusal.sentence("en"), refusal.sentence("fr")) from None
    said = captions.explained("coevaluation", order.language)
    caption = f"{said} {found.sentence(order.language)} {captions.scope(multiplex_of(pole), order.language)}"
    drawn = captions.drawn(order.n_draws, order.seed, order.language, at_most=True)
    margins = _margins(pole, order, "coevaluation", f"{caption} {drawn}")
    figure = coevaluation_figure(found, profile, margins, language=order.language)
    return Drawn(figure, ratings_given(found, profile))


def _refuse_specks(n_sectors: int) -> None:
    if n_sectors > SECTORS:
        raise UndefinedMeasure(
            f"A page has room for a map of {SECTORS} sectors in letters that can be read; here there are {n_sectors}. "
            "Group them, or see the table of couples in the report.",
            f"Une page a la place d’une carte de {SECTORS} secteurs, en lettres lisibles ; il y en a ici {n_sectors}. "
            "Regroupez-les, ou voyez le tableau des couples dans le rapport.",
        )


def _refuse_single_kind(n_kinds: int) -> None:
    if n_kinds < 2:
        raise UndefinedMeasure(
            "This figure sets kinds of link side by side; "
            + ("only one joins actors here." if n_kinds else "none joins actors here."),
            "Cette figure met côte à côte plusieurs natures de lien ; "
            + ("une seule relie ici des acteurs." if n_kinds else "aucune ne relie ici des acteurs."),
        )


def _refuse_without_memberships(picture: Picture) -> None:
    if not (picture.edges["what"] == "membership").any():
        raise UndefinedMeasure(
            "Nobody takes part in a structure at that date: there are no members to draw.",
            "Personne ne participe à une structure à cette date : il n’y a pas de membres à dessiner.",
        )


RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "multigraph": _multigraph,
        "hulls": _hulls,
        "kinds": _kinds,
        "two_mode": _two_mode,
        "kind_combinations": _combinations,
        "sector_mixing": _mixing,
        "openness_of_sectors": _openness,
        "brokerage": _brokerage,
        "centrality_ranks": _centrality,
        "vulnerability": _vulnerability,
        "profile": _profile,
        "coevaluation": _coevaluation,
    }
)
