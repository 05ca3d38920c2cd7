"""What a pole's graph says, in plain sentences: each number with its view, each silence of the data named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from coopnet.drawing.picture import Picture
from coopnet.errors import CoopnetError, Language
from coopnet.numbers import percent
from coopnet.referentiel.profile import Profile
from coopnet.report.measured import Measured
from coopnet.report.typography import counted, listed
from coopnet.report.words import view_label
from coopnet.typography import dated

_UNCOUNTED: dict[str, dict[Language, tuple[str, str]]] = {
    "contract": {"fr": ("contrat", "contrats"), "en": ("contract", "contracts")},
    "funding": {"fr": ("financement", "financements"), "en": ("funding link", "funding links")},
    "political_support": {
        "fr": ("soutien politique", "soutiens politiques"),
        "en": ("political support", "political supports"),
    },
}


@dataclass(frozen=True, eq=False)
class Told:
    """All that sentences are made from.

    Attributes
    ----------
    picture : Picture
        What is active at the reference date, every nature.
    measured : Measured
    profile : Profile
    language : str
    named : bool
        Whether actors may be named.
    everything : Picture, optional
        What the file holds at all dates, to say how much of it the date leaves out.
    """

    picture: Picture
    measured: Measured
    profile: Profile
    language: Language
    named: bool = True
    everything: Picture | None = None


def summary_sentences(told: Told) -> tuple[str, ...]:
    """Return what the report says first, one sentence each; a measure without value leaves its sentence out."""
    makers: tuple[Callable[[Told], str | None], ...] = (
        _content,
        _out_of_date,
        _uncounted,
        _without_partner,
        _density,
        _most_connected,
        _multiplexity,
        _openness,
        _unnamed_members,
        _certainty,
    )
    return tuple(sentence for maker in makers if (sentence := maker(told)))


def _content(told: Told) -> str:
    language, edges = told.language, told.picture.edges
    counted_edges = edges[edges["counts"]]
    links = int((counted_edges["what"] == "link").sum())
    memberships = len(counted_edges) - links
    actors, structures = len(told.picture.actors), len(told.picture.structures)
    at = dated(told.picture.at or "", language)
    if language == "fr":
        when = f"À la date de référence ({at})" if at else "Toutes dates confondues"
        return (
            f"{when}, le fichier décrit {counted(actors, 'acteur', 'acteurs', 'fr')} et "
            f"{counted(structures, 'structure', 'structures', 'fr')}, reliés par "
            f"{counted(links, 'lien direct', 'liens directs', 'fr')} de coopération et "
            f"{counted(memberships, 'participation', 'participations', 'fr')} à une structure."
        )
    when = f"At the reference date ({at})" if at else "All dates together"
    return (
        f"{when}, the file describes {counted(actors, 'actor', 'actors', 'en')} and "
        f"{counted(structures, 'structure', 'structures', 'en')}, joined by "
        f"{counted(links, 'direct cooperation link', 'direct cooperation links', 'en')} and "
        f"{counted(memberships, 'membership', 'memberships', 'en')} of a structure."
    )


def _out_of_date(told: Told) -> str | None:
    """Return how much of the file is past or yet to come: a year mistyped shows here."""
    shown, whole, language = told.picture, told.everything, told.language
    if whole is None:
        return None
    words = {
        "fr": (
            ("acteur", "acteurs"),
            ("structure", "structures"),
            ("lien", "liens"),
            ("participation", "participations"),
        ),
        "en": (("actor", "actors"), ("structure", "structures"), ("link", "links"), ("membership", "memberships")),
    }[language]
    numbers = [after - before for before, after in zip(_sizes(shown), _sizes(whole), strict=True)]
    parts = [counted(number, *word, language) for number, word in zip(numbers, words, strict=True) if number > 0]
    if not parts:
        return None
    if language == "fr":
        return (
            f"À d’autres dates, le fichier décrit aussi {listed(parts, 'fr')}, que les mesures ne comptent pas ; le "
            "graphe montre tout si l’on y choisit « Toutes les dates »."
        )
    return (
        f"At other dates the file also describes {listed(parts, 'en')}, which measures do not count; the graph shows "
        "everything when “Every date” is chosen in it."
    )


def _sizes(picture: Picture) -> tuple[int, ...]:
    what = picture.edges["what"]
    return len(picture.actors), len(picture.structures), int((what == "link").sum()), int((what == "membership").sum())


def _uncounted(told: Told) -> str | None:
    language, edges = told.language, told.picture.edges
    other = edges[edges["nature"] != "cooperation"]["nature"].value_counts()
    if other.empty:
        return None
    parts = [
        counted(int(other[nature]), *words[language], language)
        for nature, words in _UNCOUNTED.items()
        if nature in other
    ]
    single = int(other.sum()) == 1
    if language == "fr":
        what = "ce n’est pas une coopération, cette ligne est dessinée mais pas mesurée"
        if not single:
            what = "ce ne sont pas des coopérations, ces lignes sont dessinées mais pas mesurées"
        return f"Le fichier contient aussi {listed(parts, 'fr')} : {what}."
    what = "it does not count as cooperation; it is" if single else "these do not count as cooperation; they are"
    return f"The file also holds {listed(parts, 'en')}: {what} drawn, not measured."


def _without_partner(told: Told) -> str | None:
    degrees = told.measured.series("actor_degree")
    alone, everyone = int((degrees == 0).sum()), len(degrees)
    linked = everyone - alone
    if not linked:
        return None
    if told.language == "fr":
        verb = "coopèrent" if linked > 1 else "coopère"
        start = f"{counted(linked, 'acteur', 'acteurs', 'fr')} sur {everyone} {verb} avec au moins un autre"
        doubt = f" ; sans coopération connue : {alone}. Ou bien il n’y en a pas, ou bien le fichier ne la connaît pas"
        return f"{start} {_view('pairs', 'fr')}{doubt if alone else ''}."
    verb = "cooperate" if linked > 1 else "cooperates"
    start = f"{counted(linked, 'actor', 'actors', 'en')} out of {everyone} {verb} with at least one other"
    doubt = f"; without cooperation in the file: {alone}. Either there is none, or the file does not know it"
    return f"{start} {_view('pairs', 'en')}{doubt if alone else ''}."


def _density(told: Told) -> str | None:
    density = told.measured.number("pole_density")
    if isinstance(density, CoopnetError):
        return None
    everyone = told.measured.multiplex.n_actors
    possible = everyone * (everyone - 1) // 2
    linked = round(density * possible)
    share = percent(density, told.language, 1)
    if told.language == "fr":
        pairs = counted(possible, "paire d’acteurs possible", "paires d’acteurs possibles", "fr")
        return f"Sur {pairs}, {counted(linked, 'coopère', 'coopèrent', 'fr')}, soit {share} {_view('pairs', 'fr')}."
    return (
        f"Of {counted(possible, 'possible pair', 'possible pairs', 'en')} of actors, "
        f"{counted(linked, 'cooperates', 'cooperate', 'en')}, that is {share} {_view('pairs', 'en')}."
    )


def _most_connected(told: Told) -> str | None:
    degrees = told.measured.series("actor_degree")
    if not told.named or degrees.empty or degrees.max() == 0:
        return None
    top = degrees[degrees == degrees.max()]
    if len(top) > 3:
        return None
    names = listed(
        [
            f"« {_name(told, str(actor))} »" if told.language == "fr" else f"“{_name(told, str(actor))}”"
            for actor in top.index
        ],
        told.language,
    )
    most = int(degrees.max())
    if told.language == "fr":
        verb = "a" if len(top) == 1 else "ont"
        return (
            f"{names} {verb} le plus de partenaires : {most} {_view('pairs', 'fr')}. Celui dont on documente le "
            "mieux les liens paraît toujours le plus relié."
        )
    verb = "has" if len(top) == 1 else "have"
    return (
        f"{names} {verb} most partners: {most} {_view('pairs', 'en')}. Whoever is best documented always looks best "
        "connected."
    )


def _multiplexity(told: Told) -> str | None:
    share = told.measured.number("pole_multiplex_share")
    if isinstance(share, CoopnetError):
        return None
    if told.language == "fr":
        return (
            f"Parmi les paires d’acteurs qui coopèrent, {percent(share, 'fr')} le font d’au moins deux façons "
            f"différentes {_view('kinds', 'fr')}."
        )
    return (
        f"Of the pairs of actors that cooperate, {percent(share, 'en')} do so in at least two different ways "
        f"{_view('kinds', 'en')}."
    )


def _openness(told: Told) -> str | None:
    rows = told.profile.table
    rows = rows[(rows["indicator"] == "pole_ei") & (rows["by"] == "sector") & rows["p"].notna()]
    if rows.empty:
        return None
    verdict, doubt = str(rows.iloc[0]["verdict"]), str(rows.iloc[0]["doubt"])
    told_as: dict[str, dict[Language, str]] = {
        "above": {
            "fr": "Les coopérations franchissent plus souvent les frontières des secteurs que le hasard ne le ferait",
            "en": "Cooperation crosses the boundaries of sectors more often than chance would",
        },
        "below": {
            "fr": "Les coopérations restent plus souvent à l’intérieur d’un secteur que le hasard ne le ferait",
            "en": "Cooperation stays within a sector more often than chance would",
        },
        "as_expected": {
            "fr": "Les coopérations franchissent les frontières des secteurs ni plus ni moins que le hasard ne le "
            "ferait",
            "en": "Cooperation crosses the boundaries of sectors neither more nor less than chance would",
        },
        "cannot_tell": {
            "fr": f"{_WHY_NOT['fr'].get(doubt, _WHY_NOT['fr'][''])} pour dire si les coopérations franchissent les "
            "frontières des secteurs plus que le hasard ne le ferait",
            "en": f"{_WHY_NOT['en'].get(doubt, _WHY_NOT['en'][''])} to tell whether cooperation crosses the boundaries "
            "of sectors more than chance would",
        },
    }
    sentence = told_as[verdict.removeprefix("well_")][told.language]
    return f"{sentence} {_view(str(rows.iloc[0]['view']), told.language)}."


_WHY_NOT: dict[Language, dict[str, str]] = {
    "fr": {
        "": "Le pôle est trop petit, ou ses secteurs trop déséquilibrés,",
        "few_draws": "Les tirages sont trop peu nombreux",
        "missing": "Trop d’acteurs peuvent manquer au fichier, qui changeraient la réponse,",
    },
    "en": {
        "": "The pole is too small, or its sectors too uneven,",
        "few_draws": "Draws are too few",
        "missing": "Too many actors may be missing from the file, who would change the answer,",
    },
}


def _unnamed_members(told: Told) -> str | None:
    structures, edges = told.picture.structures, told.picture.edges
    named = edges.loc[edges["what"] == "membership", "target"].value_counts().reindex(structures.index, fill_value=0)
    declared = pd.to_numeric(structures["size"])
    missing = (declared - named).where(declared > named)
    count, total = int(missing.notna().sum()), missing.sum()
    if not count:
        return None
    if told.language == "fr":
        return (
            f"{counted(count, 'structure déclare', 'structures déclarent', 'fr')} "
            f"{counted(float(total), 'membre', 'membres', 'fr')} que le fichier ne nomme pas : ces coopérations "
            "manquent au dessin et aux mesures."
        )
    return (
        f"{counted(count, 'structure declares', 'structures declare', 'en')} "
        f"{counted(float(total), 'member', 'members', 'en')} whom the file does not name: that cooperation is missing "
        "from the drawing and from the measures."
    )


def _certainty(told: Told) -> str | None:
    edges = told.picture.edges[told.picture.edges["counts"]]
    known = edges["certainty"].dropna()
    doubtful = int((known != "certain").sum())
    if not doubtful:
        return None
    if told.language == "fr":
        marked = "sont marquées probables ou incertaines" if doubtful > 1 else "est marquée probable ou incertaine"
        count = "elles comptent comme les autres" if doubtful > 1 else "elle compte comme les autres"
        start = f"{counted(doubtful, 'coopération', 'coopérations', 'fr')} sur {len(edges)} {marked} dans le fichier"
        return f"{start} ; {count}."
    marked, count = ("are", "they count like the others") if doubtful > 1 else ("is", "it counts like the others")
    return (
        f"{counted(doubtful, 'cooperation', 'cooperations', 'en')} out of {len(edges)} {marked} marked probable or "
        f"uncertain in the file; {count}."
    )


def _view(view: str, language: Language) -> str:
    return f"[{view_label(view, language)}]"


def _name(told: Told, actor: str) -> str:
    return str(told.picture.nodes.loc[actor, "name"])
