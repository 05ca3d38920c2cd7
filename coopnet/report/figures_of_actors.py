"""Whole figures of actors: roles, ranks with their doubt, departures, and members' ratings beside links."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from coopnet.drawing.brokerage import draw_brokerage, drawn_brokers
from coopnet.drawing.coevaluation import ROW_HEIGHT, draw_coevaluation
from coopnet.drawing.lettering import COLUMN
from coopnet.drawing.ranks import draw_ranks, drawn_ranks
from coopnet.drawing.vulnerability import draw_vulnerability
from coopnet.errors import Language
from coopnet.inference.ranks import Ranks
from coopnet.referentiel.coevaluation import Coevaluation
from coopnet.referentiel.profile import Profile
from coopnet.report.sheet import Margins, sheet_of

_NONE = Margins()
_NAMES = 148.0
_ROW = 19.0


def brokerage_figure(
    table: pd.DataFrame, names: pd.Series | None = None, margins: Margins = _NONE, *, language: Language = "fr"
) -> Figure:
    """Return the roles of the actors who stand between most pairs, as stacked bars."""
    rows = max(len(drawn_brokers(table)), 1)
    bottom, top = 34.0, 50.0
    sheet = sheet_of(COLUMN, rows * _ROW + bottom + top, margins, language=language)
    ax = sheet.axes(_NAMES, bottom, COLUMN - _NAMES - 22.0, rows * _ROW)
    draw_brokerage(ax, table, names=names, language=language)
    return sheet.figure


def ranks_figure(
    ranks: Ranks, names: pd.Series | None = None, margins: Margins = _NONE, *, language: Language = "fr"
) -> Figure:
    """Return the ranks of the first actors, each with the ranks between which it stands."""
    rows = len(drawn_ranks(ranks))
    bottom, top = 34.0, 14.0
    sheet = sheet_of(COLUMN, rows * _ROW + bottom + top, margins, language=language)
    ax = sheet.axes(_NAMES, bottom, COLUMN - _NAMES - 86.0, rows * _ROW)
    draw_ranks(ax, ranks, names=names, digits=3, language=language)
    return sheet.figure


def vulnerability_figure(
    targeted: Mapping[str, pd.DataFrame],
    random: pd.DataFrame,
    margins: Margins = _NONE,
    *,
    language: Language = "fr",
) -> Figure:
    """Return what remains of a pole as actors leave."""
    height, bottom, left = 190.0, 36.0, 62.0
    sheet = sheet_of(COLUMN, height + bottom + 32.0, margins, language=language)
    ax = sheet.axes(left, bottom, COLUMN - left - 24.0, height)
    draw_vulnerability(ax, targeted, random, language=language)
    return sheet.figure


def coevaluation_figure(
    coevaluation: Coevaluation, profile: Profile, margins: Margins = _NONE, *, language: Language = "fr"
) -> Figure:
    """Return members' ratings of each criterion, and what links say of it."""
    rows = len(coevaluation.grid.criteria)
    bottom, top, left, right = 34.0, 14.0, 176.0, 142.0
    sheet = sheet_of(COLUMN, rows * ROW_HEIGHT + bottom + top, margins, language=language)
    ax = sheet.axes(left, bottom, COLUMN - left - right, rows * ROW_HEIGHT)
    draw_coevaluation(ax, coevaluation, profile, language=language)
    return sheet.figure
