"""Tables that describe a pole: its actors and structures with their measures, its links, and what the check found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.drawing.picture import Picture
from coopnet.errors import Language
from coopnet.measures.declaration import Measure
from coopnet.pole import Pole
from coopnet.printing.table import Form, ReportColumn, ReportTable
from coopnet.report.measured import Measured
from coopnet.report.words import view_label
from coopnet.tables.findings import SEVERITIES, SEVERITY_LABELS, Finding

ACTOR_MEASURES = (
    *("actor_degree", "actor_links", "actor_kinds", "actor_structures"),
    *("actor_betweenness", "actor_constraint", "actor_ei"),
)
"""What the table of actors shows, in that order: how much, how diverse, between whom."""
STRUCTURE_MEASURES = ("structure_sectors_joined", "structure_exclusivity")
_WHOLE = frozenset({"actor_degree", "actor_links", "actor_kinds", "actor_structures", "structure_sectors_joined"})

_FOLLOWING = frozenset({"rejected_actor", "rejected_structure", "unchecked_references"})

_HEADERS: Mapping[str, Mapping[Language, str]] = {
    "id": {"fr": "Identifiant", "en": "Id"},
    "name": {"fr": "Nom", "en": "Name"},
    "type": {"fr": "Type", "en": "Type"},
    "sector": {"fr": "Secteur", "en": "Sector"},
    "kind": {"fr": "Nature", "en": "Kind"},
    "nature": {"fr": "Ce que c’est", "en": "What it is"},
    "members": {"fr": "Membres nommés", "en": "Named members"},
    "size": {"fr": "Membres déclarés", "en": "Declared members"},
    "founded": {"fr": "Depuis", "en": "Since"},
    "closed": {"fr": "Jusqu’à", "en": "Until"},
    "from": {"fr": "De", "en": "From"},
    "to": {"fr": "À", "en": "To"},
    "role": {"fr": "Rôle", "en": "Role"},
    "certainty": {"fr": "Certitude", "en": "Certainty"},
    "counts": {"fr": "Compté", "en": "Counted"},
    "evidence": {"fr": "Source", "en": "Source"},
    "severity": {"fr": "Gravité", "en": "Severity"},
    "place": {"fr": "Feuille ou fichier", "en": "Sheet or file"},
    "row": {"fr": "Ligne", "en": "Row"},
    "column": {"fr": "Colonne", "en": "Column"},
    "value": {"fr": "Valeur lue", "en": "Value read"},
    "reason": {"fr": "Pourquoi", "en": "Why"},
    "suggestion": {"fr": "Que faire", "en": "What to do"},
    "table": {"fr": "Table", "en": "Table"},
    "read": {"fr": "Lues", "en": "Read"},
    "kept": {"fr": "Gardées", "en": "Kept"},
    "merged": {"fr": "Fusionnées", "en": "Merged"},
    "rejected": {"fr": "Écartées", "en": "Rejected"},
}
_TITLES: Mapping[str, Mapping[Language, tuple[str, str, str]]] = {
    "actors": {
        "fr": (
            "Acteurs",
            "Les acteurs et leurs mesures",
            "Une ligne par acteur présent à la date de référence. Entre crochets, la vue sur laquelle chaque nombre "
            "est "
            "mesuré ; seules les coopérations comptent. Un tiret : la mesure n’a pas de sens pour cet acteur.",
        ),
        "en": (
            "Actors",
            "Actors and their measures",
            "One row per actor present at the reference date. In brackets, the view on which each number is measured; "
            "only cooperation counts. A dash: the measure has no meaning for that actor.",
        ),
    },
    "structures": {
        "fr": (
            "Structures",
            "Les structures",
            "Une ligne par structure active à la date de référence. Les membres déclarés mais non nommés ne sont pas "
            "des acteurs du graphe.",
        ),
        "en": (
            "Structures",
            "Structures",
            "One row per structure active at the reference date. Members declared but not named are not actors of the "
            "graph.",
        ),
    },
    "links": {
        "fr": (
            "Liens et participations",
            "Les liens et les participations",
            "Une ligne par lien direct et par participation à une structure, à toutes les dates. « Compté » : c’est "
            "une "
            "coopération, active à la date de référence.",
        ),
        "en": (
            "Links and memberships",
            "Links and memberships",
            "One row per direct link and per membership, at every date. “Counted”: it is cooperation, active at the "
            "reference date.",
        ),
    },
    "findings": {
        "fr": (
            "Remarques du contrôle",
            "Les remarques du contrôle",
            "Une ligne par remarque, la plus grave d’abord ; ce qui vient d’une autre ligne après elle.",
        ),
        "en": (
            "Findings",
            "Findings of the check",
            "One row per finding, the gravest first; what follows from another row after it.",
        ),
    },
    "counts": {
        "fr": ("Lignes lues", "Les lignes lues", "Lues = gardées + fusionnées + écartées, toujours."),
        "en": ("Rows read", "Rows read", "Read = kept + merged + rejected, always."),
    },
}


def header(key: str, language: Language, form: Form = "text") -> ReportColumn:
    """Return a column of the report by its key."""
    return ReportColumn(_HEADERS[key][language], form)


def measure_column(measure: Measure, view: str, language: Language, form: Form = "number") -> ReportColumn:
    """Return the column of a measure, which names its view."""
    return ReportColumn(f"{measure.label(language)} [{view_label(view, language)}]", form)


def _table(key: str, language: Language, columns: list[ReportColumn], rows: list[tuple[Any, ...]]) -> ReportTable:
    sheet, title, note = _TITLES[key][language]
    return ReportTable(key, sheet, title, note, columns, rows)


def actors_table(measured: Measured, language: Language, *, ranked: bool = True) -> ReportTable:
    """Return the actors with their measures: most partners first where they may be ranked, else in their own order."""
    multiplex = measured.multiplex
    words, attributes = multiplex.vocabulary, multiplex.attributes
    columns = [header(key, language) for key in ("name", "type", "sector")]
    values: dict[str, pd.Series] = {}
    for name in (name for name in ACTOR_MEASURES if name in MEASURES):
        question = measured.ask(name)
        columns.append(
            measure_column(question.measure, question.view_name, language, "count" if name in _WHOLE else "number")
        )
        values[name] = measured.series(name).reindex(multiplex.actors)
    frame = pd.DataFrame(values, index=multiplex.actors)
    order = frame.sort_values("actor_degree", ascending=False, kind="stable").index if ranked else frame.index
    rows: list[tuple[Any, ...]] = []
    for actor in order:
        own = attributes.loc[actor]
        described = (
            _or_none(own["name"]) or actor,
            _word(words.label("actor_types", str(own["type"]), language), own["type"]),
            _word(words.label("sectors", str(own["sector"]), language), own["sector"]),
        )
        rows.append((*described, *frame.loc[actor], actor))
    columns.append(header("id", language, "verbatim"))
    return _table("actors", language, columns, rows)


def structures_table(picture: Picture, measured: Measured, pole: Pole, language: Language) -> ReportTable:
    """Return the structures active at the reference date, with their members named and declared."""
    columns = [
        header("id", language, "verbatim"),
        header("name", language),
        header("kind", language),
        header("members", language, "count"),
        header("size", language, "count"),
        header("founded", language, "date"),
        header("closed", language, "date"),
    ]
    names = [name for name in STRUCTURE_MEASURES if name in MEASURES]
    values = {name: measured.series(name) for name in names}
    for name in names:
        question = measured.ask(name)
        form: Form = "count" if name in _WHOLE else "number"
        columns.append(measure_column(question.measure, question.view_name, language, form))
    members = picture.edges.loc[picture.edges["what"] == "membership", "target"].value_counts()
    dates = pole.structures[["founded", "closed"]]
    rows = [
        (
            node["id"],
            node["name"],
            picture.vocabulary.kind_label(str(node["kind"]), language),
            int(members.get(index, 0)),
            _or_none(node["size"]),
            *(_or_none(date) for date in dates.loc[str(node["id"])]),
            *(values[name].get(node["id"], float("nan")) for name in names),
        )
        for index, node in picture.structures.iterrows()
    ]
    return _table("structures", language, columns, rows)


def links_table(picture: Picture, language: Language) -> ReportTable:
    """Return every link and membership of a picture."""
    words, names = picture.vocabulary, picture.nodes["name"]
    columns = [header(key, language) for key in ("from", "to", "kind", "nature", "role")]
    columns += [header(key, language, "date") for key in ("founded", "closed")]
    columns += [header(key, language) for key in ("certainty", "counts")]
    yes, no = ("oui", "non") if language == "fr" else ("yes", "no")
    joined = {"fr": "participation", "en": "membership"}[language]
    rows: list[tuple[Any, ...]] = []
    for edge in picture.edges.to_dict("records"):
        nature = words.label("natures", str(edge["nature"]), language)
        certainty = edge["certainty"]
        rows.append(
            (
                names[edge["source"]],
                names[edge["target"]],
                words.kind_label(str(edge["kind"]), language),
                joined if edge["what"] == "membership" else nature,
                _or_none(edge["role"]),
                _or_none(edge["since"]),
                _or_none(edge["until"]),
                _word(words.label("certainties", str(certainty), language), certainty),
                yes if edge["counts"] else no,
            )
        )
    return _table("links", language, columns, rows)


def findings_table(findings: tuple[Finding, ...], language: Language) -> ReportTable:
    """Return what the check found, the gravest first, each with its sheet, row and column."""
    columns = [
        header("severity", language),
        header("place", language, "verbatim"),
        header("row", language, "count"),
        header("column", language, "verbatim"),
        header("value", language, "verbatim"),
        header("reason", language),
        header("suggestion", language),
    ]
    # what follows from another row goes once that row is corrected: it comes after what has to be corrected
    ordered = sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), one.code in _FOLLOWING))
    rows: list[tuple[Any, ...]] = [
        (
            SEVERITY_LABELS[finding.severity][language],
            finding.place or finding.table,
            finding.row,
            finding.column,
            finding.value,
            finding.reason(language),
            finding.suggestion(language),
        )
        for finding in ordered
    ]
    return _table("findings", language, columns, rows)


def counts_table(pole: Pole, language: Language) -> ReportTable:
    """Return how many rows of each table were read, kept, merged and rejected."""
    columns = [
        header("table", language),
        *(header(key, language, "count") for key in ("read", "kept", "merged", "rejected")),
    ]
    rows: list[tuple[Any, ...]] = [
        (pole.vocabulary.tables[name].label(language), counts.read, counts.kept, counts.merged, counts.rejected)
        for name, counts in pole.counts.items()
    ]
    return _table("counts", language, columns, rows)


def _or_none(value: Any) -> Any:
    return None if pd.isna(value) else value


def _word(label: str, value: Any) -> str | None:
    return None if pd.isna(value) else label
