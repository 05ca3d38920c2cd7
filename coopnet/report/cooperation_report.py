"""The cooperation report of a pole: one HTML page that opens offline, and a workbook of the same tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from coopnet.drawing.layout import layout_of
from coopnet.drawing.mixing import mixing_caption
from coopnet.drawing.picture import picture_of
from coopnet.drawing.profile import drawn_indicators
from coopnet.drawing.saving import shipped_style
from coopnet.errors import CoopnetError, Language, WriteRefused, cause
from coopnet.inference.comparison import NullComparisons
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.pole import Pole
from coopnet.printing.workbook import workbook_bytes
from coopnet.referentiel.grid import Grid
from coopnet.referentiel.profile import Profile, profile_of
from coopnet.report.coevaluation import coevaluation_section
from coopnet.report.content import Materials, page_content, workbook_lines
from coopnet.report.figures import mixing_figure, multigraph_figure, profile_figure
from coopnet.report.measure_tables import measures_table, mixing_table, profile_table
from coopnet.report.measured import Measured
from coopnet.report.method import method_of
from coopnet.report.page import inline_svg, rendered
from coopnet.report.pole_tables import actors_table, counts_table, findings_table, links_table, structures_table
from coopnet.report.pseudonyms import pseudonymous
from coopnet.report.sector_map import sector_map_of
from coopnet.report.words import texts

FILE_NAMES: dict[Language, tuple[str, str]] = {
    "fr": ("rapport_cooperation.html", "tableaux_cooperation.xlsx"),
    "en": ("cooperation_report.html", "cooperation_tables.xlsx"),
}


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Where a report was written."""

    html: Path
    workbook: Path


def write_report(
    pole: Pole,
    folder: str | Path,
    *,
    seed: int,
    language: Language = "fr",
    n_draws: int = 1999,
    referentiel: Grid | str | Path | None = None,
    profile: Profile | None = None,
    pseudonyms: bool = False,
    public: bool = False,
) -> WrittenReport:
    """Write the cooperation report of a pole.

    Parameters
    ----------
    pole : Pole
    folder : str or Path
        Made where it does not exist; a report already there is replaced.
    seed : int
        Of the draws; printed in the report. Same pole, same seed: same bytes.
    language : {"fr", "en"}
    n_draws : int
        Draws per comparison.
    referentiel : Grid or path, optional
        The grid that the profile and the co-evaluation follow; the référentiel of 2012 when not given.
    profile : Profile, optional
        Already measured; its grid is then the one followed. With pseudonyms it is measured again, since it says names.
    pseudonyms : bool
        Whether actors and structures bear pseudonyms.
    public : bool
        Whether the report is meant to be published: pseudonyms, no finding, no evaluator, nothing on who is central.

    Returns
    -------
    WrittenReport
        Paths of the page and of the workbook.

    Raises
    ------
    WriteRefused
        When the folder cannot be written.
    CostRefused
        Above 3,000 actors and structures, which no page can show.
    """
    hidden = pseudonyms or public
    shown = pseudonymous(pole, language) if hidden else pole
    multiplex = multiplex_of(shown)
    picture, everything = picture_of(shown), picture_of(shown, at=None)
    layout = layout_of(everything)  # first: refuses what no page can show, before hours of draws
    drawing = partial(np.random.default_rng, seed)  # the same numbers as the profile and the figures of that seed
    # what draws at random follows the rows of the file, or pseudonyms would change numbers and verdicts
    drawn = pseudonymous(pole, language, in_file_order=True) if hidden else pole
    links = multiplex_of(drawn) if hidden else multiplex
    known = profile
    if known is None or hidden:  # a profile measured already says names
        followed = referentiel if known is None else known.grid
        known = profile_of(drawn, rng=drawing(), n_draws=n_draws, referentiel=followed, multiplex=links)
    measured = Measured(multiplex)
    mixing = _mixing(links, drawing(), n_draws)
    words = shown.vocabulary
    tables = {
        "actors": actors_table(measured, language, ranked=not public),
        "structures": structures_table(picture, measured, shown, language),
        "links": links_table(everything, language),
        "measures": measures_table(Measured(links) if hidden else measured, language),  # ties too follow the rows
        "profile": profile_table(known, words, language),
        "findings": None if hidden else findings_table(shown.findings, language),
        "counts": None if hidden else counts_table(shown, language),
        "mixing": mixing_table(mixing, words, language) if isinstance(mixing, NullComparisons) else None,
    }
    section = coevaluation_section(pole, known, language, rng=drawing(), comments=not hidden)
    tables.update({table.key: table for table in (section.tables if section else ())})
    materials = Materials(
        pole=shown,
        picture=picture,
        everything=everything,
        layout=layout,
        measured=measured,
        profile=known,
        mixing=mixing,
        tables=tables,
        method=method_of(pole, scope=multiplex.scope.name, seed=seed, n_draws=n_draws, told=not hidden),
        language=language,
        hidden=hidden,
        public=public,
        coevaluation=section,
        rows_rejected=sum(counts.rejected for counts in pole.counts.values()),
        rows_read=sum(counts.read for counts in pole.counts.values()),
    )
    page_name, workbook_name = FILE_NAMES[language]
    with shipped_style():
        figures = _figures(materials)
    content = {**page_content(materials, workbook_name), **figures}
    page = rendered("report.html.j2", language, content).encode("utf-8")
    title = f"{texts(language)['title']} — {shown.about.name}"
    book = workbook_bytes(
        title, workbook_lines(materials), [one for one in tables.values() if one is not None], language
    )
    return WrittenReport(_written(Path(folder) / page_name, page), _written(Path(folder) / workbook_name, book))


def _mixing(multiplex: Multiplex, rng: np.random.Generator, n_draws: int) -> NullComparisons | CoopnetError:
    try:
        return sector_map_of(multiplex, rng=rng, n_draws=n_draws)
    except CoopnetError as refusal:
        return refusal


def _figures(materials: Materials) -> dict[str, Any]:
    language, heading = materials.language, texts(materials.language)
    graph = multigraph_figure(materials.picture, materials.layout, language=language)
    profile = materials.profile
    has_profile = not drawn_indicators(profile).empty
    mixing = materials.mixing
    notice = materials.pole.about.printed_notice(language)
    return {
        "graph_svg": inline_svg(graph, "multigraph", heading["graph_heading"]),
        "profile_svg": inline_svg(
            profile_figure(profile, language=language), "profile", heading["profile_heading"], widest=1.6
        )
        if has_profile
        else "",
        "mixing_svg": inline_svg(
            mixing_figure(mixing, materials.pole.vocabulary, notice, language=language),
            "mixing",
            heading["mixing_heading"],
            widest=1.6,
        )
        if isinstance(mixing, NullComparisons)
        else "",
        "mixing_caption": mixing_caption(mixing.table, language) if isinstance(mixing, NullComparisons) else "",
    }


def _written(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise WriteRefused(
            f"{path}: cannot be written ({error.strerror}); close the file if it is open, or choose another folder.",
            f"{path} : impossible d’écrire ce fichier ({cause(error)}) ; fermez-le s’il est ouvert, ou choisissez un "
            "autre dossier.",
        ) from error
    return path
