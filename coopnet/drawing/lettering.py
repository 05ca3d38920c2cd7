"""Labels: names cut into lines, and the room that they take, measured once and for all in points."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

COLUMN = 480.0
"""Width of the text of an A4 page in points: no figure is wider."""
SMALLEST = 6.0
"""Size in points below which no letter of a figure is written, since no page should have to shrink it."""
LINE_SPACING = 1.15
FONT_FAMILY = "DejaVu Sans"
PLAIN: Mapping[str, Any] = MappingProxyType({"fontfamily": FONT_FAMILY, "parse_math": False})
"""How every text is written; what stands between two dollars in a name is that name, and no formula."""
_BREAKABLE = re.compile(r"[^\S\u00a0\u202f]+")
"""White space at which a line may end: French no-break spaces are none."""


def wrapped(name: str, *, width: int = 20, lines: int = 3) -> str:
    r"""Return a name on at most so many lines of about so many characters, with an ellipsis where it is cut.

    >>> wrapped("Communauté de communes du Seignanx")
    'Communauté de\ncommunes du Seignanx'
    """
    text = _BREAKABLE.sub(" ", name).strip()
    found: list[str] = []
    # a compound place name is kept whole where it can be, and a word is cut only when nothing else helps
    for hyphens, inside in ((False, False), (True, False), (True, True)):
        found = textwrap.wrap(text, width=width, break_on_hyphens=hyphens, break_long_words=inside)
        if max(map(len, found), default=0) <= width * 1.3:
            break
    if len(found) <= lines:
        return "\n".join(found)
    last = textwrap.shorten(" ".join(found[lines - 1 :]), width=width, placeholder=" …")
    return "\n".join([*found[: lines - 1], last])


def fitted(name: str, room: float, font_size: float, *, lines: int = 2, bold: bool = False) -> str:
    """Return a name on at most so many lines, none wider than a room in points, with an ellipsis where it is cut.

    >>> fitted("COMITÉ DE PILOTAGE", 60.0, 6.5).split(chr(10))
    ['COMITÉ DE', 'PILOTAGE']
    """
    most = max(int(room / (0.3 * font_size)), 1)
    tried = (wrapped(name, width=width, lines=lines) for width in range(most, 0, -1))
    return next((one for one in tried if text_size(one, font_size, bold=bold)[0] <= room), "…")


@cache
def text_size(text: str, font_size: float, *, italic: bool = False, bold: bool = False) -> tuple[float, float]:
    """Return the width and the height of a text of several lines, in points.

    Measured on the bundled DejaVu Sans, whatever fonts the machine has.
    """
    font = FontProperties(
        family=FONT_FAMILY, size=font_size, style="italic" if italic else "normal", weight="bold" if bold else "normal"
    )
    lines = text.split("\n")
    widths = [TextToPath().get_text_width_height_descent(line, font, False)[0] for line in lines if line]
    return round(max(widths, default=0.0), 3), round(len(lines) * font_size * LINE_SPACING, 3) if text else 0.0
