"""What stands on each part of the report, in the order in which a pole's staff needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import pandas as pd
from markupsafe import Markup

from coopnet.catalogue import MEASURES
from coopnet.drawing.layout import Layout
from coopnet.drawing.picture import Picture
from coopnet.errors import CoopnetError, Language, NullRefused
from coopnet.inference.comparison import NullComparisons
from coopnet.numbers import p_written, written
from coopnet.pole import Pole
from coopnet.printing.table import ReportTable
from coopnet.referentiel.profile import TEXTS, Profile
from coopnet.report.coevaluation import CoevaluationSection
from coopnet.report.explorer import explorer_content
from coopnet.report.glossary import GLOSSARY, Term
from coopnet.report.measured import Measured
from coopnet.report.method import Method
from coopnet.report.page import CYTOSCAPE_VERSION, page_scripts, security_policy, template_text
from coopnet.report.pole_tables import ACTOR_MEASURES, STRUCTURE_MEASURES
from coopnet.report.sector_map import stands_out
from coopnet.report.sentences import Told, summary_sentences
from coopnet.report.typography import listed
from coopnet.report.words import VIEW_MEANINGS, grouping_label, texts, view_label
from coopnet.tables.findings import SEVERITY_LABELS
from coopnet.typography import dated

FINDINGS_SHOWN = 300
REJECTED_SHOWN = 20
"""Of the rows rejected, before all else; beyond, the page would begin with nothing else."""


@dataclass(frozen=True, eq=False)
class Materials:
    """Everything measured, drawn and tabulated for one report.

    Attributes
    ----------
    pole : Pole
        As shown: with pseudonyms where asked.
    picture, everything : Picture
        What is active at the reference date, and at every date.
    layout : Layout
    measured : Measured
    profile : Profile
    mixing : NullComparisons or CoopnetError
        Sector mixing against chance, or why it is not measured.
    tables : mapping of key to ReportTable or None
        None: left out of this version.
    method : Method
    language : str
    hidden, public : bool
        Whether names are pseudonyms, and whether the report is meant to be published.
    coevaluation : CoevaluationSection or None
        None: no member rated the criteria.
    rows_rejected, rows_read : int
        Of the file, before anything was hidden.
    """

    pole: Pole
    picture: Picture
    everything: Picture
    layout: Layout
    measured: Measured
    profile: Profile
    mixing: NullComparisons | CoopnetError
    tables: Mapping[str, ReportTable | None]
    method: Method
    language: Language
    hidden: bool
    public: bool
    coevaluation: CoevaluationSection | None = None
    rows_rejected: int = 0
    rows_read: int = 0


def page_content(materials: Materials, workbook_name: str) -> dict[str, Any]:
    """Return what the template is filled with, pictures apart."""
    language, tables = materials.language, materials.tables
    heading = texts(language)
    findings, rejected = tables["findings"], _rejected(materials)
    scripts = page_scripts()
    told = Told(
        materials.picture,
        materials.measured,
        materials.profile,
        language,
        named=not materials.public,
        everything=materials.everything,
    )
    return {
        "language": language,
        "texts": heading,
        "version": version("coopnet"),
        "policy": security_policy(scripts),
        "scripts": [Markup(script) for script in scripts],
        **explorer_content(materials.everything, materials.layout, materials.picture, language),
        "style": Markup(template_text("style.css")),
        "pole_name": materials.pole.about.name or heading["title"],
        "about": _about(materials),
        "notices": notices(materials),
        "sections": _sections(materials, rejected),
        "rejected": rejected,
        "rejected_limit": REJECTED_SHOWN,
        "rejected_intro": _rows_rejected(materials, "rejected_intro"),
        "rejected_cut": _rejected_cut(rejected, heading, language),
        "summary": summary_sentences(told),
        "graph_caption": _graph_caption(materials),
        "links": tables["links"],
        "caution": materials.profile.grid.caution.text(language),
        "notable": "" if materials.public else materials.profile.notable_sentence(language),
        "profile_blocks": _profile_blocks(materials),
        "profile_table": tables["profile"],
        "open_questions": [question.text(language) for question in materials.profile.grid.open_questions],
        "coevaluation": materials.coevaluation,
        "mixing_table": tables["mixing"],
        "mixing_refusal": _mixing_refusal(materials, heading),
        "mixing_note": _mixing_note(materials, heading),
        "findings": findings,
        "findings_limit": FINDINGS_SHOWN,
        "findings_cut": _findings_cut(findings, heading, language),
        "counts": tables["counts"],
        "tables": [tables[key] for key in ("actors", "structures", "measures")],
        "tables_intro": heading["tables_intro"].format(workbook=workbook_name),
        "glossary": glossary_of(language),
        "method_items": _method_items(materials),
        "vendored_note": heading["method_vendored"].format(version=CYTOSCAPE_VERSION),
        "footer": heading["footer"].format(version=version("coopnet")),
    }


def glossary_of(language: Language) -> tuple[Term, ...]:
    """Return the words of the report, then the measures that are columns of its tables, as the catalogue reads them."""
    known = {term for term, _ in GLOSSARY[language]}
    columns = (MEASURES[name] for name in (*ACTOR_MEASURES, *STRUCTURE_MEASURES) if name in MEASURES)
    read = ((measure.label(language), measure.reading(language)) for measure in columns)
    return (*GLOSSARY[language], *((label, reading) for label, reading in read if label not in known))


def _mixing_refusal(materials: Materials, heading: Mapping[str, str]) -> str:
    """Return why there is no sector map; what only a programmer could act on is said as what it means for a pole."""
    if materials.picture.actors["sector"].isna().all():
        return heading["mixing_no_sector"]
    if isinstance(materials.mixing, NullRefused):
        return heading["mixing_nothing"]
    return materials.mixing.sentence(materials.language) if isinstance(materials.mixing, CoopnetError) else ""


def _mixing_note(materials: Materials, heading: Mapping[str, str]) -> str:
    """Return how to read the sector map: which cells first, or that none is told from chance."""
    told = isinstance(materials.mixing, NullComparisons) and stands_out(materials.mixing)
    return heading["mixing_small" if told else "mixing_as_chance"]


def notices(materials: Materials) -> list[str]:
    """Return the sentences that every output prints first."""
    heading = texts(materials.language)
    lines = [materials.pole.about.printed_notice(materials.language)]
    if materials.pole.about.simulated:
        lines.append(heading["simulated"])
    if materials.hidden:
        lines.append(heading["pseudonyms_note"])
        if materials.rows_rejected:  # which rows, and why, would quote the file
            lines.append(_rows_rejected(materials, "rejected_note"))
    return [line for line in lines if line]


def workbook_lines(materials: Materials) -> list[str]:
    """Return what the first sheet of the workbook says."""
    items = [f"{term} : {'; '.join(lines)}" if materials.language == "fr" else f"{term}: {'; '.join(lines)}"
             for term, lines in _method_items(materials)[:4]]  # fmt: skip
    return [*notices(materials), *items]


def _about(materials: Materials) -> list[tuple[str, str]]:
    about, heading, words = materials.pole.about, texts(materials.language), materials.pole.vocabulary
    items = [
        (heading["about_territory"], about.territory),
        (heading["about_approach"], words.label("approaches", about.approach, materials.language)),
        (heading["about_status"], words.label("statuses", about.status, materials.language)),
        (heading["about_date"], dated(about.reference_date, materials.language)),
        (heading["about_source"], about.source),
        (heading["about_licence"], about.licence),
    ]
    return [(term, value) for term, value in items if value]


def _sections(materials: Materials, rejected: ReportTable | None) -> list[tuple[str, str]]:
    heading = texts(materials.language)
    anchors = ["rejected"] if rejected else []
    anchors += ["summary", "graph", "profile", "mixing"]
    anchors += ["findings"] if materials.tables["findings"] is not None else []
    anchors += ["tables", "glossary", "method"]
    sections = [(anchor, heading[f"{anchor}_heading"]) for anchor in anchors]
    if materials.coevaluation is not None:
        sections.insert(anchors.index("mixing"), ("coevaluation", materials.coevaluation.heading))
    return sections


def _rejected(materials: Materials) -> ReportTable | None:
    """Return the findings that made rows be rejected, None when no row was."""
    table = materials.tables["findings"]
    if table is None:
        return None
    grave = {SEVERITY_LABELS[severity][materials.language] for severity in ("fatal", "error")}
    rows = [row for row in table.rows if row[0] in grave]
    heading = texts(materials.language)
    return ReportTable("rejected", "", heading["rejected_heading"], "", table.columns, rows) if rows else None


def _rows_rejected(materials: Materials, key: str) -> str:
    rejected, read = (written(n, materials.language, 0) for n in (materials.rows_rejected, materials.rows_read))
    return texts(materials.language)[key].format(rejected=rejected, read=read)


def _rejected_cut(rejected: ReportTable | None, heading: Mapping[str, str], language: Language) -> str:
    if rejected is None or len(rejected.rows) <= REJECTED_SHOWN:
        return ""
    shown, everything = (written(count, language, 0) for count in (REJECTED_SHOWN, len(rejected.rows)))
    return heading["rejected_cut"].format(shown=shown, all=everything, section=heading["findings_heading"])


def _findings_cut(findings: ReportTable | None, heading: Mapping[str, str], language: Language) -> str:
    if findings is None or len(findings.rows) <= FINDINGS_SHOWN:
        return ""
    shown, everything = (written(count, language, 0) for count in (FINDINGS_SHOWN, len(findings.rows)))
    return heading["findings_cut"].format(shown=shown, all=everything)


def _graph_caption(materials: Materials) -> str:
    heading, picture = texts(materials.language), materials.picture
    at = dated(picture.at or "", materials.language)
    caption = heading["graph_figure_caption"].format(at=at) if at else heading["graph_figure_caption_undated"]
    own = materials.layout.nodes.loc[picture.actors.index]
    unnamed = int((own["label"] == "").sum())
    if unnamed:
        caption += " " + heading["graph_unlabelled"].format(n=written(unnamed, materials.language, 0))
    return caption


def _profile_blocks(materials: Materials) -> list[dict[str, Any]]:
    language, grid, table = materials.language, materials.profile.grid, materials.profile.table
    heading = texts(language)
    blocks = []
    for block in grid.blocks:
        criteria = []
        for criterion in (one for one in grid.criteria if one.block == block.code):
            rows = table[table["criterion"] == criterion.letter].to_dict("records")
            unmeasured = [row[f"sentence_{language}"] for row in rows if not row["indicator"]]
            criteria.append(
                {
                    "letter": criterion.letter,
                    "label": criterion.label.text(language),
                    "confidence": heading[f"confidence_{criterion.confidence}"] if criterion.confidence else "",
                    "indicators": [_indicator(row, materials) for row in rows if row["indicator"]],
                    "unmeasured": unmeasured[0] if unmeasured else "",
                }
            )
        blocks.append({"label": block.label.text(language), "criteria": criteria})
    return blocks


def _indicator(row: dict[Any, Any], materials: Materials) -> dict[str, str]:
    language = materials.language
    words = materials.pole.vocabulary
    texts_of = {name: row[f"{name}_{language}"] for name in TEXTS}
    if materials.public:
        texts_of["without"] = ""  # it names who is central
    return {
        **texts_of,
        "label": row[f"label_{language}"],
        "view": view_label(row["view"], language),
        "by": grouping_label(row["by"], words, language) if row["by"] else "",
        "numbers": _numbers(row, language),
    }


def _numbers(row: dict[Any, Any], language: Language) -> str:
    if pd.isna(row["p"]):
        return ""
    q = p_written(float(row["q"]), language).replace("p", "q", 1)
    z = written(float(row["effect"]), language, 1)
    draws = f"{written(float(row['draws']), language, 0)} {texts(language)['draws_label']}"
    return ", ".join([p_written(float(row["p"]), language), q, f"z = {z}", draws])


def _method_items(materials: Materials) -> list[tuple[str, list[str]]]:
    language, method, heading = materials.language, materials.method, texts(materials.language)
    grid = materials.profile.grid
    views = [f"{view_label(view, language)} — {VIEW_MEANINGS[view][language]}" for view in _views(materials)]
    nulls, described = _measured_against(materials)
    items: list[tuple[str, list[str]]] = [
        (heading["method_scope"], [_scope_words(materials)]),
        (heading["method_input"], [method.input_name] if method.input_name else []),
        (heading["method_data"], [method.data_sha256] if method.data_sha256 else []),
        (heading["method_seed"], [str(method.seed)]),
        (heading["method_draws"], _draws_words(materials)),
        (heading["method_views"], views),
        (heading["method_nulls"], nulls),
        (heading["method_described"], described),
        (heading["method_doubts"], _doubts_words(materials)),
        (heading["method_reference"], [" — ".join(part for part in (grid.label.text(language), grid.source) if part)]),
        (heading["method_versions"], [", ".join(f"{name} {number}" for name, number in method.versions)]),
    ]
    return [(term, lines) for term, lines in items if lines]


def _views(materials: Materials) -> list[str]:
    """Return the views on which some number of the report is measured."""
    language, tables = materials.language, materials.tables
    profiled = set(materials.profile.table["view"])
    shown = [table for key in ("actors", "structures", "measures") if (table := tables[key]) is not None]
    told = {column.header for table in shown for column in table.columns}
    told |= {f"[{cell}]" for table in shown for row in table.rows for cell in row if isinstance(cell, str)}
    labels = {view: f"[{view_label(view, language)}]" for view in VIEW_MEANINGS}
    return [view for view, label in labels.items() if view in profiled or any(label in text for text in told)]


def _draws_words(materials: Materials) -> list[str]:
    """Return how many draws each comparison has, where the numbers are if some has fewer, and those of the map."""
    n_draws, language, heading = materials.method.n_draws, materials.language, texts(materials.language)
    drawn = materials.profile.table["draws"].dropna()
    told = written(n_draws, language, 0)
    lines = [heading["method_draws_at_most"].format(n=told) if (drawn < n_draws).any() else told]
    if isinstance(materials.mixing, NullComparisons) and materials.mixing.n_draws != n_draws:
        title, n = heading["mixing_heading"], written(materials.mixing.n_draws, language, 0)
        lines.append(heading["method_draws_map"].format(title=title, n=n))
    return lines


def _doubts_words(materials: Materials) -> list[str]:
    """Return how what the profile says of missing actors, and of the pole without some, was obtained; if it does."""
    table, language, heading = materials.profile.table, materials.language, texts(materials.language)
    shown = ["missing"] if materials.public else ["missing", "without"]  # whom the pole rests on is not published
    return [heading[f"method_{what}_how"] for what in shown if (table[f"{what}_{language}"] != "").any()]


def _measured_against(materials: Materials) -> tuple[list[str], list[str]]:
    """Return what was compared with each kind of chance, then what was measured without; each with its view."""
    language, heading, words = materials.language, texts(materials.language), materials.pole.vocabulary
    apart = " ; " if language == "fr" else "; "
    compared: dict[str, list[str]] = {}
    for row in materials.profile.table.to_dict("records"):
        if row["indicator"]:
            by = f", {heading['by_label']} {grouping_label(row['by'], words, language)}" if row["by"] else ""
            named = f"{row[f'label_{language}']} [{view_label(row['view'], language)}{by}]"
            compared.setdefault(row[f"null_{language}"], []).append(named)
    if isinstance(materials.mixing, NullComparisons):
        named = f"{heading['mixing_heading']} [{view_label('pairs', language)}]"
        compared.setdefault(materials.mixing.null.sentence(language), []).append(named)
    alone = compared.pop("", [])
    nulls = [heading["method_compared"].format(null=null, measures=apart.join(ones)) for null, ones in compared.items()]
    quoted = "« {} »" if language == "fr" else "“{}”"
    tables = (materials.tables[key] for key in ("actors", "structures", "measures"))
    titles = listed([quoted.format(table.title) for table in tables if table is not None], language)
    return nulls, [*([f"{apart.join(alone)}."] if alone else []), heading["method_in_tables"].format(tables=titles)]


def _scope_words(materials: Materials) -> str:
    """Return which rows counted, in words."""
    scope, words, language = materials.measured.multiplex.scope, materials.pole.vocabulary, materials.language
    natures = ", ".join(words.label("natures", nature, language) for nature in scope.natures)
    at = dated(scope.at or "", language)
    if language == "fr":
        when = f"actives à la date de référence ({at})" if at else "de toutes dates"
        return (
            f"Les lignes de nature « {natures} », {when} ; les lignes sans date comptent toujours. Les structures de "
            "plus de "
            f"{scope.limit} membres nommés ne sont pas projetées en paires."
        )
    when = f"active at the reference date ({at})" if at else "of every date"
    return (
        f"Rows of nature “{natures}”, {when}; undated rows always count. Structures of more than {scope.limit} named "
        "members "
        "are not projected to pairs."
    )
