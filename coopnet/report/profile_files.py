"""A profile, or what changed between two, as a file: workbook, CSV or LaTeX; and as lines to be read."""

from __future__ import annotations

from pathlib import Path

from coopnet.errors import Language, UnknownWord
from coopnet.printing.table import Form, ReportColumn, ReportTable
from coopnet.printing.text import text_table
from coopnet.printing.workbook import workbook_bytes
from coopnet.referentiel.change import ProfileChange
from coopnet.referentiel.profile import Profile
from coopnet.referentiel.wording import CHANGE_LABELS, VERDICT_LABELS, confidence_text
from coopnet.report.coevaluation import CoevaluationSection
from coopnet.report.glossary import GLOSSARY
from coopnet.report.measure_tables import profile_table
from coopnet.report.words import grouping_label, view_label
from coopnet.tables.writing import put_in_place
from coopnet.typography import typeset
from coopnet.vocabulary import vocabulary

ENDINGS = (".xlsx", ".csv", ".tex")
_SENTENCES: dict[Language, tuple[str, str, tuple[str, ...]]] = {
    "fr": (
        "Phrases et questions",
        "Une ligne par indicateur : ce que les liens montrent, ce que le hasard en donnerait, une question à discuter.",
        (
            *("Critère", "Intitulé", "Indicateur", "Ce que montrent les liens", "Par rapport au hasard"),
            *("Si des acteurs manquent", "Sans le principal acteur ou groupe"),
            *("Question à discuter", "Ce que l’indicateur ne voit pas", "Sens convenu"),
        ),
    ),
    "en": (
        "Sentences and questions",
        "One row per indicator: what links show, what chance would give, a question to discuss.",
        (
            *("Criterion", "Label", "Indicator", "What links show", "Against chance"),
            *("If actors are missing", "Without the main actor or group"),
            *("Question to discuss", "What the indicator does not see", "Agreed direction"),
        ),
    ),
}
_CHANGES: dict[Language, tuple[str, str, tuple[str, ...]]] = {
    "fr": (
        "Changements",
        "Une ligne par indicateur : avant, après, et si l’écart dépasse le doute que laisserait un acteur manquant sur "
        "dix.",
        (
            *("Critère", "Indicateur", "Vue", "Par", "Avant", "Après", "Écart", "Avant, de", "Avant, à", "Après, de"),
            *("Après, à", "Changement", "En une phrase"),
        ),
    ),
    "en": (
        "Changes",
        "One row per indicator: before, after, and whether the difference exceeds the doubt of one missing actor in "
        "ten.",
        (
            *("Criterion", "Indicator", "View", "By", "Before", "After", "Difference", "Before, from", "Before, to"),
            *("After, from", "After, to", "Change", "In one sentence"),
        ),
    ),
}
_GLOSSARY: dict[Language, tuple[str, str, tuple[str, ...]]] = {
    "fr": ("Glossaire", "Une ligne par mot de ce classeur ou du rapport.", ("Mot", "En clair")),
    "en": ("Glossary", "One row per word of this workbook or of the report.", ("Word", "Meaning")),
}
_DIRECTIONS: dict[str, dict[Language, str]] = {
    "": {"fr": "aucun", "en": "none"},
    "more": {"fr": "plus", "en": "more"},
    "less": {"fr": "moins", "en": "less"},
}
_CHANGE_NUMBERS = ("before", "after", "difference", "before_low", "before_high", "after_low", "after_high")


def written_as(path: str | Path) -> str:
    """Return the ending that says the format of a file.

    Raises
    ------
    UnknownWord
        When it names no format.

    Examples
    --------
    >>> written_as("profil.XLSX")
    '.xlsx'
    """
    ending = Path(path).suffix
    if ending.casefold() not in ENDINGS:
        raise UnknownWord(
            f"The name “{Path(path).name}” does not say how to write a profile; end it with .xlsx, .csv or .tex.",
            f"Le nom « {Path(path).name} » ne dit pas sous quelle forme écrire un profil ; finissez-le par .xlsx, .csv "
            "ou .tex.",
        )
    return ending.casefold()


def write_profile(
    result: Profile | ProfileChange,
    path: str | Path,
    *,
    language: Language = "fr",
    seed: int | None = None,
    coevaluation: CoevaluationSection | None = None,
) -> Path:
    """Write a profile, or what changed between two; a file already there is replaced.

    Parameters
    ----------
    result : Profile or ProfileChange
        From ``coopnet.profile_of`` or ``coopnet.profile_change_of``.
    path : str or Path
        ``.xlsx``: tables and sentences; ``.csv``: the whole table, French files with semicolons and decimal commas as a
        French Excel expects; ``.tex``: the printed table, for booktabs.
    language : {"fr", "en"}
    seed : int, optional
        What the draws started from, printed with the result.
    coevaluation : CoevaluationSection, optional
        What members think of the same criteria: a workbook holds its tables too.

    Returns
    -------
    Path
        The file; the same bytes every time.

    Raises
    ------
    UnknownWord
        When the ending names no format.
    WriteRefused
        When the file cannot be written.
    """
    path, ending = Path(path), written_as(path)
    if ending == ".csv":
        sep, decimal, encoding = (";", ",", "utf-8-sig") if language == "fr" else (",", ".", "utf-8")
        content = result.table.to_csv(index=False, lineterminator="\n", sep=sep, decimal=decimal).encode(encoding)
    elif ending == ".tex":
        content = result.to_latex(language).encode("utf-8")
    else:
        tables = (
            [profile_table(result, vocabulary(), language), sentences_table(result, language)]
            if isinstance(result, Profile)
            else [change_table(result, language)]
        )
        first = read_first(result, language, seed=seed)
        if coevaluation is not None:
            tables += coevaluation.tables
            first += [line for line in (coevaluation.intro, coevaluation.agreement) if line]
        tables.append(glossary_table(language))
        content = workbook_bytes(result.title(language), first, tables, language)
    put_in_place(path, content)
    return path


def shown_profile(
    result: Profile | ProfileChange,
    language: Language,
    *,
    seed: int | None = None,
    coevaluation: CoevaluationSection | None = None,
) -> str:
    """Return a profile, or what changed between two, as lines to be read; then what members think, where they said."""
    lines = [result.summary(language)]
    if coevaluation is not None:
        lines += ["", *_told(coevaluation, language)]
    lines += ["", _seed_line(seed, language)] if seed is not None else []
    return "\n".join(lines) + "\n"


def _told(section: CoevaluationSection, language: Language) -> list[str]:
    lines = [section.heading, *(f"   {line}" for line in (section.intro, section.agreement) if line)]
    for table in section.tables[:1]:  # the ratings; questions follow as sentences, and comments in a workbook
        lines += ["", text_table(table, language), "", section.questions_heading]
        lines += [f"   {question}" for question in section.questions or (section.no_question,)]
    return lines


def read_first(result: Profile | ProfileChange, language: Language, *, seed: int | None = None) -> list[str]:
    """Return what must be read before any number: notice, which rows counted, caution of the grid, seed."""
    lines = [result.notice(language), result.scope_sentence(language), result.grid.caution.text(language)]
    if isinstance(result, Profile):
        lines += [result.direction_sentence(language), result.notable_sentence(language)]
        lines += [question.text(language) for question in result.grid.open_questions]
    return [line for line in [*lines, *([_seed_line(seed, language)] if seed is not None else [])] if line]


def sentences_table(profile: Profile, language: Language) -> ReportTable:
    """Return the sentences of a profile and its questions, one row per indicator."""
    sheet, note, headers = _SENTENCES[language]
    texts = ("sentence", "verdict_sentence", "missing", "without", "question", "limit")
    rows = [
        (
            f"{row['criterion']}. {row[f'criterion_label_{language}']}",
            confidence_text(row["confidence"], language),
            _named(row, language) or VERDICT_LABELS[row["verdict"]][language],
            *(row[f"{text}_{language}"] for text in texts),
            _DIRECTIONS[row["direction"]][language] if row["indicator"] else "",
        )
        for row in profile.table.to_dict("records")
    ]
    return ReportTable("sentences", sheet, sheet, note, [ReportColumn(header) for header in headers], rows)


def glossary_table(language: Language) -> ReportTable:
    """Return the words of the report, for a workbook that travels without it."""
    sheet, note, headers = _GLOSSARY[language]
    spaced = typeset if language == "fr" else str
    rows = [(term, spaced(meaning)) for term, meaning in GLOSSARY[language]]
    return ReportTable("glossary", sheet, sheet, note, [ReportColumn(header) for header in headers], rows)


def change_table(change: ProfileChange, language: Language) -> ReportTable:
    """Return what changed, one row per indicator."""
    sheet, note, headers = _CHANGES[language]
    forms: list[Form] = [*["text"] * 4, *["number"] * len(_CHANGE_NUMBERS), *["text"] * 2]  # type: ignore[list-item]
    columns = [ReportColumn(header, form) for header, form in zip(headers, forms, strict=True)]
    rows = [
        (
            row["criterion"],
            row[f"label_{language}"],
            view_label(row["view"], language),
            grouping_label(row["by"], vocabulary(), language) if row["by"] else None,
            *(row[name] for name in _CHANGE_NUMBERS),
            CHANGE_LABELS[row["change"]][language],
            row[f"sentence_{language}"],
        )
        for row in change.table.to_dict("records")
    ]
    return ReportTable("changes", sheet, sheet, note, columns, rows)


def _named(row: dict[object, object], language: Language) -> str:
    return str(row[f"label_{language}"])


def _seed_line(seed: int, language: Language) -> str:
    return typeset(f"Graine des tirages : {seed}") if language == "fr" else f"Seed of the draws: {seed}"
