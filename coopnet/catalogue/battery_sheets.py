"""A battery of measures as people read it: one table for the pole, its actors, its structures, and for each other one.

Codes stay in the long table; here they are told in words, and each name of a measure stands beside its label.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from coopnet.catalogue import MEASURES
from coopnet.catalogue.battery_tables import ENTRIES, full_name, labels_of_row, parts_of
from coopnet.errors import Language
from coopnet.numbers import written
from coopnet.printing.table import Form, ReportColumn, ReportTable
from coopnet.printing.views import grouping_label, view_label
from coopnet.printing.words import said
from coopnet.vocabulary import Vocabulary

if TYPE_CHECKING:
    from coopnet.catalogue.battery import Battery

_LONGEST, _LONGEST_VIEW = 31, 22  # characters in the name of a sheet, and of the view at its end
_POLE_HEADERS: dict[Language, tuple[str, ...]] = {
    "fr": ("Mesure", "Nom", "Vue", "Par", "Valeur", "Minimum", "Maximum", "Pourquoi sans valeur"),
    "en": ("Measure", "Name", "View", "By", "Value", "Lowest", "Highest", "Why no value"),
}
_SHEETS: dict[Language, dict[str, str]] = {
    "fr": {
        "pole": "Pôle",
        "actors": "Acteurs",
        "structures": "Structures",
        "codebook": "Dictionnaire",
        "sampled": "Estimations",
        "left_out": "Sans valeur",
    },
    "en": {
        "pole": "Pole",
        "actors": "Actors",
        "structures": "Structures",
        "codebook": "Codebook",
        "sampled": "Estimates",
        "left_out": "Without value",
    },
}
_NOTES: dict[Language, dict[str, str]] = {
    "fr": {
        "pole": "Mesures du pôle entier.",
        "actors": "Une ligne par acteur, une colonne par mesure : son nom, sa vue entre crochets, son libellé.",
        "structures": "Une ligne par structure, une colonne par mesure : son nom, sa vue entre crochets, son libellé.",
        "codebook": "Toutes les mesures : ce que dit une grande valeur, entre quelles bornes, d’après qui.",
        "sampled": "Mesures trop longues à calculer exactement sur un si grand pôle, et leur estimation.",
        "left_out": "Mesures sans valeur sur ce pôle, et pourquoi.",
    },
    "en": {
        "pole": "Measures of the whole pole.",
        "actors": "One row per actor, one column per measure: its name, its view in brackets, its label.",
        "structures": "One row per structure, one column per measure: its name, its view in brackets, its label.",
        "codebook": "All measures: what a high value means, between which bounds, after whom.",
        "sampled": "Measures too long to take exactly on so large a pole, and what estimates them.",
        "left_out": "Measures without a value on this pole, and why.",
    },
}
_CODEBOOK_HEADERS: dict[Language, tuple[str, ...]] = {
    "fr": ("Nom", "Mesure", "Ce que dit une grande valeur", "Minimum", "Maximum", "Sens convenu", "Source"),
    "en": ("Name", "Measure", "What a high value means", "Lowest", "Highest", "Agreed direction", "Source"),
}
_DIRECTIONS: dict[Language, dict[str | None, str]] = {
    "fr": {"more": "plus est mieux", "less": "moins est mieux", None: "pas de sens convenu"},
    "en": {"more": "more is better", "less": "less is better", None: "no agreed direction"},
}
_SAMPLED_HEADERS: dict[Language, tuple[str, ...]] = {
    "fr": ("Mesure", "Estimée par", "Vue", "Par", "Points de départ", "Écart maximal (95 %)"),
    "en": ("Measure", "Estimated by", "View", "By", "Starting points", "Largest error (95%)"),
}
_LEFT_OUT_HEADERS: dict[Language, tuple[str, ...]] = {
    "fr": ("Mesure", "Vue", "Par", "Pourquoi"),
    "en": ("Measure", "View", "By", "Why"),
}
_CHOICES: Mapping[tuple[object, object], tuple[str, str]] = {
    ("among", "all"): ("Parmi tous les acteurs du pôle.", "Among all actors of the pole."),
    ("among", "active"): ("Parmi les acteurs qui ont ces natures de lien.", "Among the actors who have these kinds."),
    ("method", "pearson"): ("Corrélation de Pearson.", "Pearson’s correlation."),
    ("method", "spearman"): ("Corrélation de Spearman.", "Spearman’s correlation."),
    ("chance", "labels"): (
        "Le hasard redistribue les acteurs entre les groupes.",
        "Chance hands the labels out to actors anew.",
    ),
    ("chance", "degrees"): (
        "Le hasard apparie les bouts de liens de chaque groupe.",
        "Chance pairs the tie ends that each group holds.",
    ),
}
# columns of measures of several values: English readers see the names that the library gives them
_COLUMNS_FR: Mapping[str, str] = {
    "actor": "acteur", "structure": "structure", "source": "de", "target": "avec", "kind": "nature", "role": "rôle",
    "measure": "mesure", "value": "valeur", "k": "k", "actors": "acteurs",
    "share": "part", "pairs": "paires", "removed": "retirés", "share_removed": "part retirée",
    "largest_component": "plus grande composante", "efficiency": "proximité moyenne", "last_removed": "dernier retiré",
    "largest_component_low": "plus grande composante, bas", "largest_component_high": "plus grande composante, haut",
    "efficiency_low": "proximité moyenne, bas", "efficiency_high": "proximité moyenne, haut", "observed": "observé",
    "expected": "attendu", "sd": "écart-type", "z": "z", "ei": "indice E–I", "minimum": "minimum", "maximum": "maximum",
    "rescaled": "dans l’intervalle possible", "n_layers": "groupes de natures", "merged": "réunies ici",
    "quality": "qualité", "size": "effectif", "weight": "intensité", "with_it": "avec", "without": "sans",
    "change": "changement", "ties": "liens", "reciprocity": "réciprocité", "density": "densité", "rho": "rho",
}  # fmt: skip
_LISTS = {"sector": "sectors", "type": "actor_types", "authority_role": "authority_roles"}
_ROLES: dict[Language, Mapping[str, str]] = {
    "fr": {
        "coordinator": "coordinateur", "itinerant": "consultant", "boundary": "passeur", "liaison": "agent de liaison",
        "total": "total", "focused": "concentré", "mixed": "mixte", "multiplex": "multiplexe",
    },
    "en": {},
}  # fmt: skip


def pole_table(battery: Battery, words: Vocabulary, language: Language) -> ReportTable:
    """Return the measures of the whole pole, one row each."""
    forms = {4: "number", 5: "figure", 6: "figure"}
    columns = [
        ReportColumn(header, forms.get(place, "text"))  # type: ignore[arg-type]
        for place, header in enumerate(_POLE_HEADERS[language])
    ]
    title = _SHEETS[language]["pole"]
    note = said(_NOTES["fr"]["pole"], _NOTES["en"]["pole"], language)
    return ReportTable("pole", title, title, note, columns, list(_pole_rows(battery, words, language)))


def tables_of(battery: Battery, words: Vocabulary, language: Language) -> list[ReportTable]:
    """Return one table for the pole, its actors, its structures, the codebook, and each measure that fits none of them.

    Then what was estimated because it was too dear, and what has no value and why, where there is any.
    """
    tables = [pole_table(battery, words, language)]
    for key, axis in (("actors", "actor"), ("structures", "structure")):
        frame = getattr(battery, key).rename_axis(axis)
        tables.append(_wide(key, _SHEETS[language][key], _NOTES[language][key], frame, words, language))
    tables.append(codebook(language))
    taken = {name.casefold() for name in _SHEETS[language].values()}
    for name, result in battery.others.items():
        frame = result.to_frame(name) if isinstance(result, pd.Series) else result
        note = f"{full_name(name, language)}. {_explained(name, result, language)}"
        tables.append(_wide(name, _sheet_name(name, taken), note, frame, words, language))
    return [*tables, *_told_apart(battery, words, language)]


def codebook(language: Language) -> ReportTable:
    """Return every measure of the catalogue: name, label, what a high value means, bounds, direction, source."""
    forms: tuple[Form, ...] = ("verbatim", "text", "text", "figure", "figure", "text", "text")
    columns = [ReportColumn(*one) for one in zip(_CODEBOOK_HEADERS[language], forms, strict=True)]
    rows = [
        (
            name,
            measure.label(language),
            measure.reading(language),
            *(bound if math.isfinite(bound) else None for bound in measure.bounds),
            _DIRECTIONS[language][measure.direction],
            measure.source,
        )
        for name, measure in MEASURES.items()
    ]
    title = _SHEETS[language]["codebook"]
    return ReportTable("codebook", title, title, _NOTES[language]["codebook"], columns, rows)


def captioned(battery: Battery, name: str, words: Vocabulary, language: Language) -> tuple[str, str]:
    """Return the caption of a table, its label, its view and its grouping, and what explains its numbers."""
    measure, _, view, by = parts_of(name)
    entry, seen, grouping = ENTRIES[measure], view_label(view, language), grouping_label(by, words, language)
    fr = f"{entry.fr} (vue : {seen}{f' ; par {grouping}' if by else ''})"
    en = f"{entry.en} (view: {seen}{f'; by {grouping}' if by else ''})"
    return said(fr, en, language), _explained(name, battery.others[name], language)


def _explained(name: str, result: pd.DataFrame | pd.Series, language: Language) -> str:
    """Return what a high value means, and the choices behind the numbers that the result carries with it."""
    chosen = [_CHOICES[key, value] for key, value in result.attrs.items() if (key, value) in _CHOICES]
    if "structure" in result.attrs:
        left_out = result.attrs["structure"]
        chosen.append((f"Structure mise de côté : {left_out}.", f"Structure left out: {left_out}."))
    reading = ENTRIES[parts_of(name)[0]].reading(language)
    return " ".join([reading, *(said(fr, en, language) for fr, en in chosen)])


def further_notes(battery: Battery, words: Vocabulary, language: Language) -> tuple[str, ...]:
    """Return what else must be read with the numbers: actors whom measures by group leave out, kinds with a direction.

    How many actors have no label travels with each result by group.
    """
    unknown = {
        by: result.attrs["n_unknown"]
        for result in battery.others.values()
        if (by := result.attrs.get("by")) and result.attrs.get("n_unknown")
    }
    total = written(len(battery.actors), language, 0)
    notes = []
    for by, number in unknown.items():
        label, left = grouping_label(by, words, language), written(number, language, 0)
        fr = f"Acteurs sans {label}, hors des mesures par {label} : {left} sur {total}."
        en = f"Actors without {label}, left out of measures by {label}: {left} of {total}."
        notes.append(said(fr, en, language))
    if "kind_reciprocity_table[directed]" in battery.others:
        directed = battery.others["kind_reciprocity_table[directed]"].index
        kinds = ", ".join(words.kind_label(str(kind), language) for kind in directed)
        fr, en = f"Liens dirigés, de toute nature : {kinds}.", f"Directed links, whatever their nature: {kinds}."
        notes.append(said(fr, en, language))
    return tuple(notes)


def _told_apart(battery: Battery, words: Vocabulary, language: Language) -> Iterator[ReportTable]:
    reason = "reason" if language == "en" else "reason_fr"
    sampled = [
        (row["measure"], row["estimate"], *_seen(row, words, language), row["n_sources"], row["largest_error"])
        for row in battery.sampled.to_dict("records")
    ]
    without = [
        (row["measure"], *_seen(row, words, language), row[reason]) for row in battery.left_out.to_dict("records")
    ]
    for key, headers, rows in (
        ("sampled", _SAMPLED_HEADERS[language], sampled),
        ("left_out", _LEFT_OUT_HEADERS[language], without),
    ):
        if rows:
            title, note = _SHEETS[language][key], _NOTES[language][key]
            forms = [{int: "count", float: "number"}.get(type(value), "text") for value in rows[0]]
            columns = [ReportColumn(header, form) for header, form in zip(headers, forms, strict=True)]  # type: ignore[arg-type]
            yield ReportTable(key, title, title, note, columns, rows)


def _seen(row: dict[Any, Any], words: Vocabulary, language: Language) -> tuple[str, str]:
    """Return the labels of a row's view and grouping."""
    by = grouping_label(row["by"], words, language) if row["by"] else ""
    return view_label(row["view"], language), by


def _pole_rows(battery: Battery, words: Vocabulary, language: Language) -> Iterator[tuple[Any, ...]]:
    for row in battery.pole.to_dict("records"):
        value, *bounds = (x if math.isfinite(x) else None for x in (row["value"], row["lowest"], row["highest"]))
        reason = row["undefined" if language == "en" else "undefined_fr"]
        if value is not None and MEASURES[row["measure"]].counts:
            value = int(value)  # printed without decimals
        yield row[f"label_{language}"], row["measure"], *_seen(row, words, language), value, *bounds, reason


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and that no other one has; what it must lose, it does not lose of its view.

    >>> _sheet_name("pole_random_structure_removal_table[multiplex]", set())
    'pole_random_structur(multiplex)'
    """
    plain = "".join("(" if c == "[" else ")" if c == "]" else "-" if c in ":*?/\\'" else c for c in name)
    measure, _, view = plain.partition("(")
    view = f"({view}" if len(view) < _LONGEST_VIEW else f"({view[: _LONGEST_VIEW - 2]})"
    found, number = measure[: _LONGEST - len(view)] + view, 2
    while found.casefold() in taken:
        ending = f"~{number}{view}"
        found, number = measure[: _LONGEST - len(ending)] + ending, number + 1
    taken.add(found.casefold())
    return found


def _wide(key: str, sheet: str, note: str, frame: pd.DataFrame, words: Vocabulary, language: Language) -> ReportTable:
    """Return a frame as people read it: words of the vocabulary by their labels, names of measures with theirs."""
    numeric = [pd.api.types.is_numeric_dtype(dtype) for dtype in frame.dtypes]
    axes = [str(name or "") for name in frame.index.names]
    columns = [ReportColumn(_header(name, words, language), "verbatim") for name in axes]
    square = str(frame.columns.name or "")
    columns += [
        ReportColumn(
            _word(str(name), square, words, language) if square else _header(str(name), words, language),
            form,
        )
        for name, form in zip(frame.columns, _forms(frame, numeric, together=bool(square)), strict=True)
    ]
    holds = [parts_of(str(name))[1] or str(name) for name in frame.columns]
    rows = [
        (
            *(_word(label, axis, words, language) for label, axis in zip(labels_of_row(index), axes, strict=True)),
            *(
                (None if pd.isna(v) else float(v)) if number else _word(v, column, words, language)
                for v, number, column in zip(values, numeric, holds, strict=True)
            ),
        )
        for index, values in zip(frame.index, frame.itertuples(index=False, name=None), strict=True)
    ]
    return ReportTable(key, sheet, note, note, columns, rows)


def _forms(frame: pd.DataFrame, numeric: list[bool], *, together: bool) -> list[Form]:
    """Return the form of each column: whole numbers have no decimals, those of a square table all or none of them."""
    whole = [number and bool((frame.iloc[:, place].dropna() % 1 == 0).all()) for place, number in enumerate(numeric)]
    if together:
        whole = [all(whole)] * len(whole)
    return ["count" if one else "number" if number else "verbatim" for one, number in zip(whole, numeric, strict=True)]


def _header(name: str, words: Vocabulary, language: Language) -> str:
    """Return the header of a column: a measure with its label, a column of a table or of actors in words."""
    if parts_of(name)[0] in ENTRIES:
        return full_name(name, language)
    if language == "fr" and name in _COLUMNS_FR:
        return _COLUMNS_FR[name]
    column = words.tables["actors"].columns.get(name)
    return column.header(language) if column else name


def _word(value: Any, column: str, words: Vocabulary, language: Language) -> Any:
    """Return a code in words where its column tells which list it is of; anything else as it is."""
    if not isinstance(value, str):
        return None if pd.isna(value) else value
    if column == "measure":
        return full_name(value, language)
    if column == "merged":
        return re.sub(r"[^\s|+]+", lambda code: words.kind_label(code[0], language), value)
    if column == "kind":
        return words.kind_label(value, language)
    if column == "role":
        return _ROLES[language].get(value, value)
    return words.label(_LISTS[column], value, language) if column in _LISTS else value
