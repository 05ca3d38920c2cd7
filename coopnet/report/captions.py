"""The words around figures: a title, what is seen, and how it was measured (view, rows that count, null, draws)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from coopnet.drawing.picture import Picture
from coopnet.errors import Language
from coopnet.multiplex import Multiplex
from coopnet.numbers import written
from coopnet.referentiel.wording import scope_sentences
from coopnet.report.words import view_label
from coopnet.typography import dated

_TITLES: Mapping[str, Mapping[Language, str]] = {
    "multigraph": {"fr": "Qui coopère avec qui", "en": "Who cooperates with whom"},
    "hulls": {"fr": "Qui partage quelles structures", "en": "Who shares which structures"},
    "kinds": {"fr": "Une nature de lien à la fois", "en": "One kind of link at a time"},
    "two_mode": {"fr": "Acteurs et structures", "en": "Actors and structures"},
    "kind_combinations": {"fr": "Quelles natures de lien vont ensemble", "en": "Which kinds of link go together"},
    "sector_mixing": {"fr": "Quels secteurs se lient, face au hasard", "en": "Which sectors link, against chance"},
    "openness_of_sectors": {"fr": "Ouverture des secteurs, face au hasard", "en": "Openness of sectors against chance"},
    "brokerage": {"fr": "Qui relie ceux qui ne sont pas liés entre eux", "en": "Who stands between those not linked"},
    "centrality_ranks": {"fr": "Les intermédiaires, et le doute sur leur rang", "en": "Who is between, and how surely"},
    "vulnerability": {"fr": "Si des acteurs partaient", "en": "If actors left"},
    "profile": {"fr": "Profil de coopération", "en": "Cooperation profile"},
    "coevaluation": {"fr": "Ce que pensent les membres, ce que montrent les liens", "en": "Perception and links"},
}  # fmt: skip
_EXPLAINED: Mapping[str, Mapping[Language, str]] = {
    "kind_combinations": {
        "fr": "Une barre par ensemble exact de natures : le nombre de paires d’acteurs liées par celles-là et aucune "
        "autre ; les membres d’une même structure comptent comme liés.",
        "en": "One bar per exact set of kinds: the number of pairs of actors joined by those and no other; members of "
        "one structure count as linked.",
    },
    "openness_of_sectors": {
        "fr": "Indice E–I : −1, tous les liens restent dans leur secteur ; 1, tous en sortent. Barres : ce que donnent "
        "les tirages ; trait gris : leurs 95 % du milieu ; tireté : la valeur observée.",
        "en": "E–I index: −1, every link stays within its sector; 1, every link leaves it. Bars: what draws give; grey "
        "line: their central 95%; dashed: the value observed.",
    },
    "brokerage": {
        "fr": "Chaque paire compte une fois. Les acteurs sans secteur ne comptent pas. Au plus 20 acteurs.",
        "en": "Each pair counts once. Actors without a sector do not count; at most 20 actors.",
    },
    "centrality_ranks": {
        "fr": "Intermédiarité : part des plus courts chemins entre les autres acteurs qui passent par celui-ci. "
        "Point : rang observé ; trait : 95 % des rangs si un acteur sur dix, au hasard, manquait au fichier. Au plus "
        "20 acteurs, des ex æquo tous ou aucun.",
        "en": "Betweenness: share of the shortest paths between other actors that run through this one. Dot: observed "
        "rank; line: 95% of the ranks if one actor in ten, at random, were missing from the file. At most 20 actors, "
        "of equals all or none.",
    },
    "vulnerability": {
        "fr": "À chaque départ la centralité est mesurée à nouveau parmi ceux qui restent.",
        "en": "After each departure centrality is measured again among those who stay.",
    },
    "profile": {
        "fr": "Point : la valeur observée, flèche si elle est à plus de six écarts-types ; bande : 95 % de ce que "
        "donne le hasard. L’hypothèse et la vue sont propres à chaque indicateur (voir le CSV). Aucun sens n’est dit "
        "bon ou mauvais.",
        "en": "Dot: the value observed, an arrow if it is more than six standard deviations away; band: 95% of what "
        "chance gives. Hypothesis and view are each indicator’s own (see the CSV). No direction is called good or bad.",
    },
    "coevaluation": {
        "fr": "Disques : nombre de membres qui ont donné chaque note ; ◆ : perception et liens diffèrent. ▲ plus que "
        "le hasard, ▼ moins, = autant, ? on ne peut pas dire.",
        "en": "Discs: number of members who gave each rating; ◆: perception and links differ. ▲ above chance, ▼ below, "
        "= as chance, ? cannot tell.",
    },
}
_SHOWN: Mapping[str, Mapping[Language, str]] = {
    "multigraph": {
        "fr": "Un trait par lien direct et par participation, {when}.",
        "en": "One line per direct link and per membership, {when}.",
    },
    "hulls": {
        "fr": "Un contour par structure, autour de ses membres et de sa lettre ; un acteur peut se trouver dans un "
        "contour sans en être. Un trait par lien direct, {when}.",
        "en": "One outline per structure, around its members and its letter; an actor may stand inside an outline "
        "without being a member. One line per direct link, {when}.",
    },
    "kinds": {
        "fr": "Chaque acteur garde sa place d’une vignette à l’autre ; en pâle, ceux que cette nature ne touche pas. "
        "Carrés : structures, reliées à leurs membres. Lignes actives {when}.",
        "en": "Every actor keeps its place from panel to panel; pale, those whom the kind does not touch. Squares: "
        "structures, joined to their members. Rows active {when}.",
    },
    "two_mode": {
        "fr": "Carrés : structures, d’aire proportionnelle au nombre de membres nommés, les plus petites exceptées, "
        "qui ont toutes la même ; les acteurs sans structure ne sont pas montrés. Participations {when}.",
        "en": "Squares: structures, their area as the number of named members, save the smallest, which all have the "
        "same; actors without a structure are not shown. Memberships {when}.",
    },
}


def title(name: str, pole_name: str, language: Language) -> str:
    """Return the title of a figure and the name of the pole."""
    said = _TITLES[name][language]
    return f"{said} — {pole_name}" if pole_name else said


def explained(name: str, language: Language) -> str:
    """Return what is seen in a figure."""
    return _EXPLAINED[name][language]


def shown(picture: Picture, name: str, language: Language) -> str:
    """Return what is seen in a drawing of a graph, with its date and how many actors and structures it has."""
    at = dated(picture.at or "", language)
    when = {"fr": f"à la date {at}" if at else "à toute date", "en": f"at {at}" if at else "at any date"}[language]
    said = _SHOWN[name][language].format(when=when)
    actors, structures = (written(float(len(some)), language, 0) for some in (picture.actors, picture.structures))
    counts = {
        "fr": f"Acteurs :\u00a0{actors} ; structures :\u00a0{structures}.",
        "en": f"Actors: {actors}; structures: {structures}.",
    }
    return f"{said} {counts[language]}"


def scope(multiplex: Multiplex, language: Language) -> str:
    """Return which rows counted."""
    fr, en = scope_sentences(multiplex.scope, multiplex.vocabulary)
    return fr if language == "fr" else en


def drawn(n_draws: int, seed: int, language: Language, *, at_most: bool = False) -> str:
    """Return how many draws were made, or were made at most, and from which seed."""
    number = written(float(n_draws), language, 0)
    most_fr, most_en = (" au plus", " at most") if at_most else ("", "")
    return {
        "fr": f"Tirages : {number}{most_fr} ; graine : {seed}.",
        "en": f"Draws: {number}{most_en}; seed: {seed}.",
    }[language]


def measured(
    multiplex: Multiplex, view: str, language: Language, *, null: str = "", n_draws: int = 0, seed: int = 0
) -> str:
    """Return how something was measured: view, rows that counted, null hypothesis, draws and seed."""
    label = view_label(view, language)
    parts = [{"fr": f"Vue : {label}.", "en": f"View: {label}."}[language], scope(multiplex, language)]
    if null:
        parts.append({"fr": f"Hasard : {null}", "en": f"Chance: {null}"}[language])
    if n_draws:
        parts.append(drawn(n_draws, seed, language))
    return " ".join(parts)


def left_out(table: pd.DataFrame, most: int, language: Language) -> str:
    """Return how many combinations of kinds are not drawn, and how many pairs they hold; nothing when all are."""
    rest = table.iloc[most:]
    if rest.empty:
        return ""
    sets, pairs = (written(float(number), language, 0) for number in (len(rest), int(rest["pairs"].sum())))
    return {
        "fr": f"Autres ensembles, plus rares, non dessinés : {sets} ; paires qu’ils lient : {pairs}.",
        "en": f"Other, rarer sets, not drawn: {sets}; pairs that they join: {pairs}.",
    }[language]
