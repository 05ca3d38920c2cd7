"""The package's own words: tables of the data format, findings, null models, criteria, commands, benchmarks."""

import click
from docutils import nodes
from tabular import code, definitions, table

from coopnet.catalogue import MEASURES
from coopnet.cli.entry import Commands
from coopnet.cli.wording import speak
from coopnet.inference.telling import cannot_tell
from coopnet.inference.verdict import VERDICTS
from coopnet.nulls import NULLS
from coopnet.referentiel.grid import read_grid
from coopnet.referentiel.wording import VERDICT_LABELS, indicator_label
from coopnet.report.glossary import GLOSSARY
from coopnet.tables.findings import SEVERITIES, SEVERITY_LABELS
from coopnet.tables.messages import advices, messages
from coopnet.typography import typeset
from coopnet.vocabulary import vocabulary

FORMATS = {
    "identifier": "short code, unique",
    "reference": "id of {to}",
    "text": "text",
    "word": "word of {words}",
    "integer": "whole number",
    "number": "number",
    "date": "date",
    "siren": "9 digits, checked",
    "siret": "14 digits, checked",
    "naf": "NAF code",
    "commune": "INSEE code, 5 signs",
    "flag": "yes or no",
    "declaration": "code | label, repeatable",
}


def columns(name):
    """Return the columns of a table of a pole, or the items of ``about``."""
    found = vocabulary().about if name == "items" else vocabulary().tables[name].columns
    rows = [
        (
            code(one.name),
            one.fr,
            FORMATS[one.format].format(to=one.to, words=one.words) + between(one),
            "yes" if one.required else "",
            one.about("en"),
            ", ".join(one.aliases + one.fallback),
        )
        for one in found.values()
    ]
    header = ("Column", "In French", "Format", "Required", "Meaning", "Also understood")
    return [table(("Item", *header[1:]) if name == "items" else header, rows, widths=(12, 14, 14, 8, 30, 22))]


def between(column):
    """Return the ends of a number as text."""
    if column.above is not None:
        return f", greater than {column.above:g}"
    ends = [f"{end:g}".replace("-", "−") for end in (column.minimum, column.maximum) if end is not None]
    return f", {' to '.join(ends)}" if len(ends) == 2 else f", {ends[0]} or more" if ends else ""


def listed(name):
    """Return a list of words: codes, labels and what else is understood."""
    rows = [(code(one.code), one.fr, one.en, ", ".join(one.aliases)) for one in vocabulary().words(name).values()]
    return [table(("Code", "French", "English", "Also understood"), rows, widths=(16, 24, 24, 36))]


def kinds():
    """Return the kinds of structure and of link, with their nature."""
    rows = [
        (
            code(one.code),
            one.fr,
            one.en,
            one.nature.replace("_", " "),
            ", ".join(one.stands_as),
            "yes" if one.directed else "",
        )
        for one in vocabulary().kinds.values()
    ]
    return [table(("Code", "French", "English", "Nature", "Stands as", "Directed"), rows, (18, 24, 28, 12, 10, 8))]


def findings(severity):
    """Return the findings of one severity: code, sentence and advice in both languages."""
    advice = advices()
    rows = []
    for name, one in messages().items():
        if one.severity == severity:
            en, fr = advice[one.advice] if one.advice else ("", "")
            rows.append((code(name), f"{one.en} {en}".strip(), typeset(f"{one.fr} {fr}".strip())))
    return [table(("Code", "In English", "In French"), rows, widths=(20, 40, 40))]


def severities(language=None):
    """Return the severities, gravest first, in both languages or as the words of one."""
    if language:
        return bullets(SEVERITY_LABELS[one][language] for one in SEVERITIES)
    rows = [(code(one), SEVERITY_LABELS[one]["fr"], SEVERITY_LABELS[one]["en"]) for one in SEVERITIES]
    return [table(("Severity", "French", "English"), rows, widths=(20, 40, 40))]


def nulls():
    """Return the null models with their hypotheses, in both languages."""
    rows = [(code(one.name), one.sentence("en"), typeset(one.sentence("fr"))) for one in NULLS.values()]
    return [table(("Null model", "Hypothesis", "Hypothèse"), rows, widths=(20, 40, 40))]


def verdicts(language=None):
    """Return the verdict words, in both languages or as the words of one."""
    if language:
        return bullets(VERDICT_LABELS[one][language] for one in VERDICTS)
    rows = [(code(one), VERDICT_LABELS[one]["en"], VERDICT_LABELS[one]["fr"]) for one in VERDICTS]
    return [table(("Verdict", "English", "French"), rows, widths=(30, 35, 35))]


def doubts():
    """Return the sentences said instead of an interval."""
    asked = ("few_actors", "few_ways", "few_draws", "undefined", "wide")
    rows = [(code(one), cannot_tell(one, "en"), cannot_tell(one, "fr")) for one in asked]
    return [table(("Doubt", "English", "French"), rows, widths=(14, 43, 43))]


def glossary(language):
    """Return the glossary of the report."""
    spaced = typeset if language == "fr" else str
    return [definitions((term, spaced(meaning)) for term, meaning in GLOSSARY[language])]


def criteria():
    """Return the criteria of the référentiel, with our labels and how sure they are."""
    grid = read_grid()
    rows = [
        (one.letter, str(one.position), grid.block(one.block).label.en, one.label.fr, one.label.en, one.confidence)
        for one in grid.criteria
    ]
    return [
        table(
            ("Letter", "Row", "Block", "Our label, French", "Our label, English", "Confidence"),
            rows,
            (7, 6, 20, 29, 27, 11),
        )
    ]


def indicators():
    """Return the indicators of the référentiel: criterion, measure, null and limit."""
    rows = [
        (
            one.criterion,
            indicator_label(MEASURES[one.measure], one.by, vocabulary(), "en"),
            code(one.measure),
            code(one.null or ""),
            one.limit.en,
            one.question.en,
        )
        for one in read_grid().indicators
    ]
    header = ("Criterion", "Proxy", "Measure", "Null model", "What it does not see", "Question to discuss")
    return [table(header, rows, widths=(8, 18, 18, 14, 22, 20))]


def unmeasured():
    """Return the criteria that links cannot measure, and why."""
    said = {one.criterion for one in read_grid().indicators}
    rows = [
        (one.letter, one.label.en, one.unmeasured.en if one.unmeasured else "")
        for one in read_grid().criteria
        if one.letter not in said
    ]
    return [table(("Letter", "Our label", "Why links do not show it"), rows, widths=(8, 32, 60))]


def open_questions():
    """Return what the source of the référentiel leaves open."""
    return bullets(one.en for one in read_grid().open_questions)


def bullets(texts):
    """Return a list of texts."""
    return [nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", text)) for text in texts))]


def command(name):
    """Return one command: what it does, how it is called, its arguments and options."""
    group = Commands(speak("en"), "en")
    context = click.Context(group, info_name="coopnet")
    found = group.get_command(context, name)
    inner = click.Context(found, info_name=name, parent=context)
    usage = " ".join([inner.command_path, *found.collect_usage_pieces(inner)])
    records = [one.get_help_record(inner) for one in found.get_params(inner)]
    options = [(code(left), right) for left, right in (one for one in records if one and one[1])]
    parts = [nodes.literal_block(usage, usage, language="text"), nodes.paragraph("", found.help)]
    if found.epilog:
        parts.append(nodes.paragraph("", found.epilog))
    return [*parts, table(("Option", "What it does"), options, widths=(40, 60))]


MAKERS = {
    one.__name__: one
    for one in (
        columns,
        listed,
        kinds,
        findings,
        severities,
        nulls,
        verdicts,
        doubts,
        glossary,
        criteria,
        indicators,
        unmeasured,
        open_questions,
        command,
    )
}
