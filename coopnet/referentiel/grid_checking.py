"""What keeps a TOML document from being a grid of criteria: every finding at its entry, with what to do."""

from __future__ import annotations

import difflib
import json
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from coopnet.catalogue import MEASURES
from coopnet.measures.declaration import Measure
from coopnet.nulls import NULLS
from coopnet.tables.findings import Finding

CONFIDENCES = ("high", "medium", "low")
THEMES = ("centrality", "cohesion", "bridging", "multiplexity")
FORMATS = ("number", "percent", "count")
FEWEST_DRAWS = 19

Form = Literal["text", "name", "number"]


class Key(NamedTuple):
    """What stands at a key of an entry: a text, a name (a text on one line) or a whole number from a least one on."""

    form: Form
    required: bool
    least: int = 1


def _keys(names: str = "", texts: str = "", **others: Key) -> Mapping[str, Key]:
    """Return the keys of an entry: those required by their names, the others one by one."""
    required = {name: Key("name", required=True) for name in names.split()}
    return MappingProxyType({**required, **{name: Key("text", required=True) for name in texts.split()}, **others})


_TEXT, _NAME = Key("text", required=False), Key("name", required=False)
TABLES: Mapping[str, Mapping[str, Key]] = MappingProxyType(
    {
        "grid": _keys("code", "fr en", source=_TEXT, caution_fr=_TEXT, caution_en=_TEXT),
        "open_questions": _keys("", "fr en"),
        "blocks": _keys("code", "fr en", confidence=_NAME, position=Key("number", required=False), first_letter=_NAME),
        "criteria": _keys(
            "letter block",
            "fr en",
            confidence=_NAME,
            position=Key("number", required=False),
            unmeasured_fr=_TEXT,
            unmeasured_en=_TEXT,
        ),
        "indicators": _keys(
            "criterion theme measure written",
            "limit_fr limit_en sentence_fr sentence_en question_fr question_en",
            view=_NAME,
            by=_NAME,
            null=_NAME,
            with_rating=_NAME,
            draws=Key("number", required=False, least=FEWEST_DRAWS),
        ),
    }
)
NEEDED = ("blocks", "criteria")
SENTENCES = ("sentence_fr", "sentence_en")
_LISTED_ELSEWHERE = (
    "The command “coopnet measures” lists them, those of the level “pole”.",
    "La commande « coopnet measures » les liste ; ce sont celles du niveau pôle.",
)
_ANOTHER = ("Choose another measure.", "Choisissez une autre mesure.")


def grid_findings(raw: Mapping[str, Any], place: str, text: str = "") -> list[Finding]:
    """Return everything that keeps a TOML document from being a grid, each thing at its entry.

    Parameters
    ----------
    raw : mapping
        The document, parsed.
    place : str
        Its file, as the user knows it.
    text : str
        The document as it is written, for the lines of its entries.
    """
    check = _Check(raw, place, text)
    check.shape()
    check.agreement()
    return sorted(check.found, key=lambda finding: finding.row or 0)


class _Check:
    def __init__(self, raw: Mapping[str, Any], place: str, text: str) -> None:
        self.raw, self.place = raw, place
        self.found: list[Finding] = []
        self.faulty: set[tuple[str, int]] = set()
        self.lines = {table: _headers(text, table) for table in TABLES}

    def entries(self, table: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the entries of a table with their numbers, from 1; those that are none were told of."""
        entries = self.raw.get(table)
        listed = entries if isinstance(entries, list) else [entries]
        for number, entry in enumerate(listed, start=1):
            if isinstance(entry, Mapping):
                yield number, entry

    def tell(
        self, table: str, number: int, key: str, value: object, reason: tuple[str, str], advice: tuple[str, str]
    ) -> None:
        """Keep a finding: reason and advice are each in English, then in French."""
        headers = self.lines.get(table, [])
        at_headers = number > 0 and len(headers) == sum(1 for _ in self.entries(table))
        row = headers[number - 1] if at_headers else None
        where = f"[[{table}]] {number}" if number else f"[{table}]"
        said = None if value is None else _read(value)
        at = f"{where}, {key}" if key else where
        self.faulty.add((table, number))
        self.found.append(Finding("error", "faulty_grid", "", self.place, row, at, said, *reason, *advice))

    def shape(self) -> None:
        """Tell what is missing, what is not known, and what is not of the form that it should have."""
        for name in self.raw:
            if name not in TABLES:
                reason = f"“{name}” is no table of a grid.", f"« {name} » n’est pas une table de grille."
                self.tell(name, 0, "", None, reason, near(name, tuple(TABLES)))
        for table, keys in TABLES.items():
            if self._has_entries(table):
                for number, entry in self.entries(table):
                    self._entry(table, 0 if table == "grid" else number, entry, keys)

    def _has_entries(self, table: str) -> bool:
        value = self.raw.get(table)
        if table == "grid":
            if not isinstance(value, Mapping):
                reason = "There is no table [grid].", "Il n’y a pas de table [grid]."
                advice = (
                    "Begin the file with [grid], then lines code, fr and en.",
                    "Commencez le fichier par [grid], puis des lignes code, fr et en.",
                )
                self.tell("grid", 0, "", None, reason, advice)
                return False
            return True
        if value is None and table not in NEEDED:
            return False
        if not isinstance(value, list) or not value or not all(isinstance(entry, Mapping) for entry in value):
            reason = f"There is no entry [[{table}]].", f"Il n’y a pas d’entrée [[{table}]]."
            advice = (
                f"Begin each entry with a line [[{table}]], in double brackets.",
                f"Commencez chaque entrée par une ligne [[{table}]], entre crochets doubles.",
            )
            self.tell(table, 0, "", value, reason, advice)
            return False
        return True

    def _entry(self, table: str, number: int, entry: Mapping[str, Any], keys: Mapping[str, Key]) -> None:
        for name, key in keys.items():
            if key.required and name not in entry:
                reason = f"“{name}” is missing.", f"« {name} » manque."
                advice = f'Add a line: {name} = "…".', f'Ajoutez une ligne : {name} = "…".'
                self.tell(table, number, name, None, reason, advice)
        for name, value in entry.items():
            if name in keys:
                self._form(table, number, name, value, keys[name])
            else:
                reason = f"“{name}” is no key of such an entry.", f"« {name} » n’est pas une clé d’une telle entrée."
                self.tell(table, number, name, value, reason, near(name, tuple(keys)))

    def _form(self, table: str, number: int, name: str, value: object, key: Key) -> None:
        if key.form == "number":
            if not isinstance(value, int) or isinstance(value, bool) or value < key.least:
                reason = (
                    f"“{name}” is not a whole number of at least {key.least}.",
                    f"« {name} » n’est pas un nombre entier d’au moins {key.least}.",
                )
                advice = (
                    f"Write it without quotation marks, 199 for instance, or remove {name}.",
                    f"Écrivez-le sans guillemets, 199 par exemple, ou retirez {name}.",
                )
                self.tell(table, number, name, value, reason, advice)
        elif not isinstance(value, str):
            reason = f"“{name}” is not a text.", f"« {name} » n’est pas un texte."
            advice = (
                f'Write one text between straight quotation marks: {name} = "…".',
                f'Écrivez un seul texte, entre guillemets droits : {name} = "…".',
            )
            self.tell(table, number, name, value, reason, advice)
        elif not value.strip():
            reason = f"“{name}” is empty.", f"« {name} » est vide."
            self.tell(table, number, name, None, reason, ("Write a text.", "Écrivez un texte."))
        elif key.form == "name" and (value != value.strip() or "\n" in value):
            reason = (
                f"“{name}” begins or ends with a space, or runs over several lines.",
                f"« {name} » commence ou finit par une espace, ou tient sur plusieurs lignes.",
            )
            advice = "Write it on one line, without those spaces.", "Écrivez-le sur une ligne, sans ces espaces."
            self.tell(table, number, name, value, reason, advice)

    def agreement(self) -> None:
        """Tell what does not agree; what its form already refuses is told once, and leads to no second finding."""
        codes, letters = self._texts("blocks", "code"), self._texts("criteria", "letter")
        for number, block in self.entries("blocks"):
            self._closed("blocks", number, block, "confidence", CONFIDENCES)
            self._once("blocks", number, "code", codes)
        spoken = self._texts("indicators", "criterion")
        for number, criterion in self.entries("criteria"):
            if all(codes):
                self._closed("criteria", number, criterion, "block", codes)
            self._closed("criteria", number, criterion, "confidence", CONFIDENCES)
            self._once("criteria", number, "letter", letters)
            if all(spoken) and ("criteria", number) not in self.faulty:
                self._spoken(number, criterion)
        seen: dict[tuple[object, ...], int] = {}
        for number, indicator in self.entries("indicators"):
            whole = ("indicators", number) not in self.faulty
            self._indicator(number, indicator, letters)
            if whole:
                self._alone(number, indicator, seen)

    def _texts(self, table: str, key: str) -> list[str]:
        """Return what stands at a key of each entry, empty where that is no text."""
        values = [entry.get(key) for _, entry in self.entries(table)]
        return [value if isinstance(value, str) else "" for value in values]

    def _alone(self, number: int, indicator: Mapping[str, Any], seen: dict[tuple[object, ...], int]) -> None:
        """Tell of an indicator that asks what an earlier one asks."""
        usual = (("criterion", ""), ("measure", ""), ("view", ""), ("by", "sector"))
        key = tuple(indicator.get(name, otherwise) for name, otherwise in usual)
        if key in seen:
            reason = (
                f"The same measure, view and column already speak to that criterion, in entry {seen[key]}.",
                f"La même mesure, avec la même vue et la même colonne, parle déjà de ce critère, à l’entrée "
                f"{seen[key]}.",
            )
            advice = (
                "Remove one of the two, or change its view or its column (by).",
                "Retirez l’une des deux, ou changez sa vue (view) ou sa colonne (by).",
            )
            self.tell("indicators", number, "measure", indicator["measure"], reason, advice)
        seen.setdefault(key, number)

    def _closed(
        self,
        table: str,
        number: int,
        entry: Mapping[str, Any],
        name: str,
        known: Sequence[str],
        otherwise: tuple[str, str] | None = None,
    ) -> None:
        text = entry.get(name)
        if isinstance(text, str) and text.strip() and text not in known:
            value = _read(text)
            reason = f"{name} is “{value}”, which is not known.", f"{name} vaut « {value} », qui est inconnu."
            self.tell(table, number, name, value, reason, near(value, known, otherwise))

    def _once(self, table: str, number: int, name: str, values: Sequence[str]) -> None:
        value = values[number - 1]
        # ratings name a criterion in capitals or not: letters that differ by that alone would be one
        if value and value.casefold() in (one.casefold() for one in values[: number - 1]):
            reason = f"“{value}” is used twice.", f"« {value} » sert deux fois."
            advice = f"Give each entry a {name} of its own.", f"Donnez à chaque entrée son propre « {name} »."
            self.tell(table, number, name, value, reason, advice)

    def _spoken(self, number: int, criterion: Mapping[str, Any]) -> None:
        """Tell of a criterion of which nothing speaks, or of which an indicator speaks though it is not measurable."""
        letter = criterion["letter"]
        measured = letter in self._texts("indicators", "criterion")
        told = [name for name in ("unmeasured_fr", "unmeasured_en") if name in criterion]
        if measured and told:
            reason = (
                f"An indicator speaks to criterion {letter}, and {told[0]} says that links cannot measure it.",
                f"Un indicateur parle du critère {letter}, et {told[0]} dit que les liens ne le mesurent pas.",
            )
            advice = f"Remove {' and '.join(told)}, or the indicator.", f"Retirez {' et '.join(told)}, ou l’indicateur."
            self.tell("criteria", number, told[0], criterion[told[0]], reason, advice)
        elif not measured and len(told) < 2:
            lacking = next(name for name in ("unmeasured_fr", "unmeasured_en") if name not in told)
            reason = (
                f"No indicator speaks to criterion {letter}, and {lacking} does not say why.",
                f"Aucun indicateur ne parle du critère {letter}, et {lacking} ne dit pas pourquoi.",
            )
            advice = (
                f'Add a line {lacking} = "…", or an entry [[indicators]] with criterion = "{letter}".',
                f'Ajoutez une ligne {lacking} = "…", ou une entrée [[indicators]] avec criterion = "{letter}".',
            )
            self.tell("criteria", number, "letter", letter, reason, advice)

    def _indicator(self, number: int, indicator: Mapping[str, Any], letters: Sequence[str]) -> None:
        measures = tuple(name for name, one in MEASURES.items() if one.level == "pole")
        single = tuple(name for name in measures if not (MEASURES[name].is_table or MEASURES[name].chance))
        lists: dict[str, Sequence[str]] = {"theme": THEMES, "written": FORMATS, "null": tuple(NULLS)}
        lists["with_rating"] = ("more", "less")
        if all(letters):
            lists["criterion"] = tuple(dict.fromkeys(letters))
        for name, known in lists.items():
            self._closed("indicators", number, indicator, name, known)
        self._closed("indicators", number, indicator, "measure", measures, _LISTED_ELSEWHERE)
        if indicator.get("measure") in measures and indicator["measure"] not in single:
            name = indicator["measure"]
            reason = (
                f"{name} gives a table, or draws at random: an indicator needs one number, always the same.",
                f"{name} donne un tableau, ou tire au hasard : un indicateur veut un seul nombre, toujours le même.",
            )
            self.tell("indicators", number, "measure", name, reason, near(name, single, _ANOTHER))
        told = {name: value for name, value in indicator.items() if isinstance(value, str) and value.strip()}
        measure = MEASURES[told["measure"]] if told.get("measure") in single else None
        for name in SENTENCES:
            if name in told:
                self._sentence(number, name, told[name], grouped=measure is None or bool(measure.by))
        if measure is not None:
            self._suited(number, measure, told)

    def _suited(self, number: int, measure: Measure, indicator: Mapping[str, str]) -> None:
        """Tell what an indicator asks that its measure cannot answer."""
        view, null = indicator.get("view"), NULLS.get(indicator.get("null", ""))
        if view is not None and view not in measure.views:
            reason = (
                f"{measure.name} has no meaning on the view “{view}”.",
                f"{measure.name} n’a pas de sens sur la vue « {view} ».",
            )
            accepted = ", ".join(measure.views)
            advice = (
                (f"Accepted: {accepted}.", f"Vues acceptées : {accepted}.")
                if accepted
                else ("Remove view.", "Retirez view.")
            )
            self.tell("indicators", number, "view", view, reason, advice)
        if "by" in indicator and not measure.by:
            reason = f"{measure.name} goes by no column.", f"{measure.name} ne dépend d’aucune colonne."
            advice = "Remove by, or choose another measure.", "Retirez by, ou choisissez une autre mesure."
            self.tell("indicators", number, "by", indicator["by"], reason, advice)
        if null is not None and null.moves_labels and not measure.by:
            reason = (
                f"{null.name} moves groups of actors, and {measure.name} does not look at them.",
                f"{null.name} redistribue les groupes d’acteurs, et {measure.name} ne les regarde pas.",
            )
            others = ", ".join(name for name, one in NULLS.items() if not one.moves_labels)
            self.tell("indicators", number, "null", null.name, reason, (f"Known: {others}.", f"Possibles : {others}."))

    def _sentence(self, number: int, name: str, sentence: str, *, grouped: bool) -> None:
        fields = _fields(sentence)
        if fields is None or not fields <= {"value", "by"}:
            reason = (
                f"{name} may hold {{value}} and {{by}}, and no other brace.",
                f"{name} ne peut contenir que {{value}} et {{by}} entre accolades.",
            )
            advice = (
                "Write {value} where the number goes, {by} where the column goes.",
                "Écrivez {value} à la place du nombre, {by} à celle de la colonne.",
            )
        elif "value" not in fields:
            reason = f"{name} does not say the number.", f"{name} ne dit pas le nombre."
            advice = "Write {value} where the number goes.", "Écrivez {value} à la place du nombre."
        elif "by" in fields and not grouped:
            reason = (
                f"{name} holds {{by}}, and the measure goes by no column.",
                f"{name} contient {{by}}, et la mesure ne dépend d’aucune colonne.",
            )
            advice = "Remove {by}, or choose another measure.", "Retirez {by}, ou choisissez une autre mesure."
        else:
            return
        self.tell("indicators", number, name, sentence, reason, advice)


def near(text: str, known: Sequence[str], otherwise: tuple[str, str] | None = None) -> tuple[str, str]:
    """Return what to type instead of an unknown word, in English and in French: the word most like it, or the list.

    >>> near("nul", ("null", "by"))[0], near("zigzag", ("null", "by"))[1]
    ('Did you mean “null”?', 'Possibles : null, by.')
    """
    close = difflib.get_close_matches(text.casefold(), known, n=1, cutoff=0.75)
    if close:
        return f"Did you mean “{close[0]}”?", f"Vouliez-vous dire « {close[0]} » ?"
    words = ", ".join(known)
    return otherwise or (f"Known: {words}.", f"Possibles : {words}.")


def _fields(sentence: str) -> set[str] | None:
    """Return the names in braces of a sentence; None where a brace is something else than a plain name."""
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError:
        return None
    if any(spec or conversion for _, _, spec, conversion in parts):
        return None
    return {name for _, name, _, _ in parts if name is not None}


def _read(value: object) -> str:
    r"""Return a value as the file writes it, on one line, its first 80 signs.

    >>> _read(True), _read(["a", 1]), _read("un\ntexte")
    ('true', '["a", 1]', 'un texte')
    """
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return " ".join(text.split())[:80]


def _headers(text: str, table: str) -> list[int]:
    """Return the lines, from 1, on which the entries of a table begin."""
    header = re.compile(r"\s*\[grid\]" if table == "grid" else rf"\s*\[\[\s*{table}\s*\]\]")
    return [number for number, line in enumerate(text.splitlines(), start=1) if header.match(line)]
