"""A figure measured in points: its title above, its caption and its notice below, whatever is drawn between."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopnet.drawing.lettering import LINE_SPACING, PLAIN, text_size
from coopnet.drawing.style import INK, SOFT_INK
from coopnet.errors import Language
from coopnet.report.typography import spaced

POINT = 1 / 72
TITLE_FONT = 8.6
FOOT_FONT = 6.4
MARGIN = 8.0
GAP = 6.0
SLACK = 1.04
"""How much wider than measured a line may come out in a PNG, whose letters are fitted to its dots."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands around a drawing.

    Attributes
    ----------
    title : str
        Above, in bold.
    caption : str
        Below: what is seen, the view, the null hypothesis.
    notice : str
        Last, in italics: what the pole asks every output to print.
    """

    title: str = ""
    caption: str = ""
    notice: str = ""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A figure whose axes are placed in points, from the lower left corner of the room left to the drawing.

    Attributes
    ----------
    figure : Figure
    width, height : float
        Of that room.
    foot : float
        Height of what stands below it.
    """

    figure: Figure
    width: float
    height: float
    foot: float

    def axes(self, left: float, low: float, width: float, height: float) -> Axes:
        """Return new axes at a place, in points."""
        whole = self.figure.get_figheight() / POINT
        return self.figure.add_axes((left / self.width, (low + self.foot) / whole, width / self.width, height / whole))


def sheet_of(width: float, height: float, margins: Margins, *, language: Language) -> Sheet:
    """Return an empty figure with room for a drawing of some size, and around it what its margins say."""
    title = _lines(margins.title, width, language, font=TITLE_FONT, bold=True)
    feet = [
        (_lines(margins.caption, width, language, font=FOOT_FONT), False),
        (_lines(margins.notice, width, language, font=FOOT_FONT, italic=True), True),
    ]
    feet = [(text, italic) for text, italic in feet if text]
    head = text_size(title, TITLE_FONT, bold=True)[1] + 2 * GAP if title else 0.0
    foot = sum(text_size(text, FOOT_FONT)[1] + GAP for text, _ in feet) + (MARGIN / 2 if feet else 0.0)
    whole = head + height + foot
    figure = Figure(figsize=(width * POINT, whole * POINT))
    left = MARGIN / width
    if title:
        figure.text(left, 1 - GAP / whole, title, fontsize=TITLE_FONT, **PLAIN, color=INK,
                    fontweight="bold", linespacing=LINE_SPACING, va="top")  # fmt: skip
    top = foot - GAP
    for text, italic in feet:
        figure.text(left, top / whole, text, fontsize=FOOT_FONT, **PLAIN, linespacing=LINE_SPACING,
                    style="italic" if italic else "normal", color=SOFT_INK, va="top")  # fmt: skip
        top -= text_size(text, FOOT_FONT)[1] + GAP
    return Sheet(figure, width, height, foot)


def _lines(
    text: str, width: float, language: Language, *, font: float, italic: bool = False, bold: bool = False
) -> str:
    """Return a text cut to a width in points."""

    def fits(line: str) -> bool:
        return SLACK * text_size(line, font, italic=italic, bold=bold)[0] <= width - 2 * MARGIN

    words, lines = spaced(text, language).split(" "), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if fits(longer) or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
        while not fits(lines[-1]) and len(lines[-1]) > 1:  # a single word, too long for any line
            kept = next(size for size in range(len(lines[-1]) - 1, 0, -1) if size == 1 or fits(lines[-1][:size]))
            lines[-1:] = [lines[-1][:kept], lines[-1][kept:]]
    return "\n".join(lines) if text else ""
