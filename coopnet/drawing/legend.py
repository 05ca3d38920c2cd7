"""The legend of a multigraph, measured before it is drawn so that nothing of it is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from coopnet.drawing.lettering import COLUMN, LINE_SPACING, PLAIN, SMALLEST, text_size, wrapped
from coopnet.drawing.picture import Picture
from coopnet.drawing.style import (
    DOT,
    INK,
    LINK_COLOURS,
    MEMBERSHIP_COLOUR,
    NO_SECTOR_STYLE,
    PAPER,
    SOFT_INK,
    LineStyle,
    NodeStyle,
    link_styles,
    sector_styles,
    structure_letters,
)
from coopnet.errors import Language
from coopnet.vocabulary import Vocabulary

FONT = 6.5
SIGN = 24.0
NARROWEST = 118.0
"""Width that a column takes at least, in points: four stand side by side in a page."""
LEAST = 2 * NARROWEST + 4.0
"""Width of a figure with a legend below, at least: two columns, for a pole of two actors too."""
LONG = 13
"""A group of more lines is cut in two."""
IDENTITY_STYLE = LineStyle("#bdbdbd", (1.0, 1.6), 0.8)
MEMBERSHIP_STYLE = LineStyle(MEMBERSHIP_COLOUR, (), 0.9)
HULL_STYLE = LineStyle(LINK_COLOURS[0], (), 0.9)

_TITLES: dict[str, dict[Language, str]] = {
    "sectors": {"fr": "Acteurs, par secteur", "en": "Actors, by sector"},
    "structures": {"fr": "Structures, par nature", "en": "Structures, by kind"},
    "links": {"fr": "Liens directs de coopération", "en": "Direct cooperation links"},
    "other": {"fr": "Autres liens, non comptés", "en": "Other links, not counted"},
    "sectors_again": {"fr": "Secteurs (suite)", "en": "Sectors (continued)"},
    "structures_again": {"fr": "Structures (suite)", "en": "Structures (continued)"},
    "links_again": {"fr": "Liens directs (suite)", "en": "Direct links (continued)"},
    "other_again": {"fr": "Autres liens (suite)", "en": "Other links (continued)"},
    "no_sector": {"fr": "Secteur non renseigné", "en": "Sector not given"},
    "membership": {"fr": "participation à une structure", "en": "takes part in a structure"},
    "hull": {"fr": "entoure les membres d’une structure", "en": "holds the members of a structure"},
    "identity": {"fr": "même organisation", "en": "same organisation"},
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a legend: a sign and what it means. The sign is a node style, a line style or a letter."""

    sign: NodeStyle | LineStyle | str
    label: str

    @property
    def lines(self) -> str:
        """The label cut to the width of a column."""
        return wrapped(self.label, width=22, lines=3)

    @property
    def height(self) -> float:
        """Height in points."""
        return max(text_size(self.lines, FONT)[1], FONT * LINE_SPACING) + 2.5


@dataclass(frozen=True, slots=True)
class Group:
    """Some lines of a legend under one title."""

    title: str
    entries: tuple[Entry, ...]
    again: str = ""
    """Title of its second half, where it is cut in two."""

    @property
    def height(self) -> float:
        """Height in points, title and space after it included."""
        return FONT * LINE_SPACING + 4.0 + sum(entry.height for entry in self.entries) + 7.0


def title_of(key: str, language: Language) -> str:
    """Return a title or a label of the legend."""
    return _TITLES[key][language]


def legend_groups(picture: Picture, language: Language, *, hulls: bool = False) -> tuple[Group, ...]:
    """Return what the legend of a picture says, in the language asked for; structures are nodes, or else hulls."""
    words = picture.vocabulary
    present = set(picture.actors["sector"].dropna())
    sectors = sector_styles(picture.sectors, words)
    entries = [
        Entry(style, words.label("sectors", code, language)) for code, style in sectors.items() if code in present
    ]
    if picture.actors["sector"].isna().any():
        entries.append(Entry(NO_SECTOR_STYLE, title_of("no_sector", language)))
    letters, standing = structure_letters(picture.structure_kinds, words), set(picture.structures["kind"])
    structures = [
        Entry(letter, words.kind_label(code, language)) for code, letter in letters.items() if code in standing
    ]
    if (picture.edges["what"] == "membership").any():
        held = Entry(HULL_STYLE, title_of("hull", language)) if hulls else None
        structures.append(held or Entry(MEMBERSHIP_STYLE, title_of("membership", language)))
    if picture.structures["itself"].notna().any():
        structures.append(Entry(IDENTITY_STYLE, title_of("identity", language)))
    drawn = set(picture.edges.loc[picture.edges["what"] == "link", "kind"])
    styles = {kind: style for kind, style in link_styles(picture.link_kinds, words).items() if kind in drawn}
    groups = (
        ("sectors", tuple(entries)),
        ("structures", tuple(structures)),
        ("links", _link_entries(styles, words, language, cooperation=True)),
        ("other", _link_entries(styles, words, language, cooperation=False)),
    )
    return tuple(
        Group(title_of(name, language), held, title_of(f"{name}_again", language)) for name, held in groups if held
    )


def _link_entries(
    styles: dict[str, LineStyle], words: Vocabulary, language: Language, *, cooperation: bool
) -> tuple[Entry, ...]:
    arrow = {"fr": " (du soutien vers le soutenu)", "en": " (from giver to receiver)"}[language]
    return tuple(
        Entry(style, words.kind_label(code, language) + (arrow if words.kinds[code].directed else ""))
        for code, style in styles.items()
        if (words.nature(code) == "cooperation") is cooperation
    )


def legend_columns(groups: Sequence[Group], width: float) -> list[list[Group]]:
    """Return the groups dealt into as many columns as the width holds, as level as they can be without being cut."""
    n_columns = max(1, int(width // NARROWEST))
    order = [part for group in groups for part in _halved(group)]
    columns: list[list[Group]] = [[] for _ in range(min(n_columns, len(order)))]
    for group in sorted(order, key=lambda group: -group.height):
        min(columns, key=lambda column: sum(one.height for one in column)).append(group)
    columns = [sorted(column, key=order.index) for column in columns if column]
    return sorted(columns, key=lambda column: order.index(column[0]))


def _halved(group: Group) -> tuple[Group, ...]:
    """Return a long group in two halves."""
    if len(group.entries) <= LONG:
        return (group,)
    middle = (len(group.entries) + 1) // 2
    return Group(group.title, group.entries[:middle]), Group(group.again or " ", group.entries[middle:])


def legend_height(groups: Sequence[Group], width: float) -> float:
    """Return the height that the legend takes at a width, in points."""
    return max((sum(group.height for group in column) for column in legend_columns(groups, width)), default=0.0)


def width_with_legend(drawing: float) -> float:
    """Return the width of a figure whose legend stands below a drawing of some width, in points.

    A wide drawing takes the whole column, so that the legend has its four; a narrow one has two at least.

    >>> width_with_legend(90.0), width_with_legend(300.0), width_with_legend(450.0)
    (240.0, 300.0, 480.0)
    """
    return COLUMN if drawing > 0.75 * COLUMN else max(drawing, LEAST)


def draw_legend(ax: Axes, groups: Sequence[Group], *, width: float, scale: float = 1.0) -> Axes:
    """Draw a legend in columns from the top left of the axes, one data unit to a point of the legend.

    Such a unit takes ``scale`` points of paper, and so do letters and signs.
    """
    height = legend_height(groups, width)
    ax.set_xlim(0, width)
    ax.set_ylim(-height, 0)
    ax.set_axis_off()
    columns = legend_columns(groups, width)
    step = width / max(len(columns), 1)
    for position, column in enumerate(columns):
        y = 0.0
        for group in column:
            y = _draw_group(ax, group, 4.0 + position * step, y, scale)
    return ax


def _draw_group(ax: Axes, group: Group, x: float, y: float, scale: float) -> float:
    text: dict[str, Any] = {**PLAIN, "fontsize": FONT * scale, "color": INK, "linespacing": LINE_SPACING}
    ax.text(x, y, group.title, va="top", ha="left", fontweight="bold", **text)
    y -= FONT * LINE_SPACING + 4.0
    for entry in group.entries:
        middle = y - (entry.height - 2.5) / 2
        draw_sign(ax, entry.sign, x + SIGN / 2 - 3, middle, scale=scale)
        ax.text(x + SIGN, middle, entry.lines, va="center", ha="left", **text)
        y -= entry.height
    return y - 7.0


def draw_sign(ax: Axes, sign: NodeStyle | LineStyle | str, x: float, y: float, *, scale: float = 1.0) -> None:
    """Draw one sign of the legend centred on a point."""
    if isinstance(sign, LineStyle):
        line = Line2D([x - 10, x + 10], [y, y], color=sign.colour, linewidth=sign.width * scale)
        line.set_linestyle(sign.matplotlib)
        ax.add_line(line)
    elif isinstance(sign, NodeStyle):
        ax.plot(
            [x], [y], linestyle="none", marker=sign.marker, markersize=6.5 * scale, markerfacecolor=sign.colour,
            markeredgecolor=INK, markeredgewidth=0.6 * scale,
        )  # fmt: skip
        if sign.dotted:
            size = 6.5 * scale * DOT
            ax.plot([x], [y], linestyle="none", marker="o", markersize=size, color=INK, markeredgewidth=0.0)
    else:
        ax.plot(
            [x], [y], linestyle="none", marker="s", markersize=8.5 * scale, markerfacecolor=PAPER,
            markeredgecolor=SOFT_INK, markeredgewidth=0.9 * scale,
        )  # fmt: skip
        ax.text(x, y, sign, ha="center", va="center_baseline", fontsize=SMALLEST * scale, **PLAIN, color=INK)
