"""How sectors, kinds and verdicts look: colour, and always a second sign that survives grey printing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import matplotlib as mpl

from coopnet.vocabulary import Vocabulary

Marker: TypeAlias = str | tuple[int, int, int]
"""A marker as matplotlib names it, or (corners, 1 for a star, angle)."""

INK = "#1b1b1b"
SOFT_INK = "#5a5a5a"
GRID = "#d9d9d9"
PAPER = "#ffffff"
NO_SECTOR = "no_sector"

# the colour-blind safe colours of Okabe and Ito; the first, black, is kept for text and outlines
SECTOR_COLOURS: tuple[str, ...] = tuple(mpl.colors.to_hex(colour) for colour in mpl.color_sequences["okabe_ito"][1:])
# the square is left to structures; thirteen is prime to seven, so no (colour, marker) comes back before 91 sectors
SECTOR_MARKERS: tuple[Marker, ...] = ("o", "^", "D", "v", "p", "P", "h", "X", "<", ">", "*", "d", (4, 1, 0))
LINK_COLOURS: tuple[str, ...] = ("#00507f", "#b04000", "#00684c", "#8a2d6b", "#4a3500", "#202020", "#005f6b", "#7a0019")
LINK_DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (5.0, 1.6),
    (1.2, 1.5),
    (7.0, 1.6, 1.2, 1.6),
    (9.0, 3.0),
    (3.0, 1.2, 1.0, 1.2, 1.0, 1.2),
    (2.2, 2.2),
    (12.0, 1.5, 3.0, 1.5),
    (1.0, 3.5),
)
OTHER_COLOURS: tuple[str, ...] = ("#6f6f6f", "#8c8c8c", "#777777")
MEMBERSHIP_COLOUR = "#9a9a9a"
DOT = 0.3
"""Width of the dot in a marker, as a share of it."""


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """How a sector looks: a fill and a marker, with a dot in its middle or not."""

    colour: str
    marker: Marker
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a kind of link looks.

    Attributes
    ----------
    colour : str
    dashes : tuple of float
        Lengths of strokes and gaps in points; empty for a full line.
    width : float
        In points.
    """

    colour: str
    dashes: tuple[float, ...]
    width: float

    @property
    def matplotlib(self) -> tuple[float, Sequence[float]] | Literal["solid"]:
        """The dashes as matplotlib takes them, in multiples of the width."""
        return (0.0, [length / self.width for length in self.dashes]) if self.dashes else "solid"


NO_SECTOR_STYLE = NodeStyle("#ffffff", "o")


def sector_styles(sectors: Iterable[str], vocabulary: Vocabulary) -> dict[str, NodeStyle]:
    """Return the look of each sector present, in the order of the vocabulary, then alphabetically.

    The first seven differ both by colour and by marker, the first thirteen by marker, the first twenty-six by marker
    and dot, whatever the printer does of colours, the first ninety-one by all three.
    """
    present = set(sectors)
    order = [code for code in vocabulary.words("sectors") if code in present]
    order += sorted(present.difference(order))
    return {
        sector: NodeStyle(
            SECTOR_COLOURS[position % len(SECTOR_COLOURS)],
            SECTOR_MARKERS[position % len(SECTOR_MARKERS)],
            dotted=position // len(SECTOR_MARKERS) % 2 == 1,
        )
        for position, sector in enumerate(order)
    }


def link_styles(kinds: Iterable[str], vocabulary: Vocabulary) -> dict[str, LineStyle]:
    """Return the look of each kind of direct link present: dashes and colour; other natures are thinner and grey.

    Two kinds never share both their dashes and their colour until there are seventy-two of one nature.
    """
    present = set(kinds)
    order = [code for code in vocabulary.kinds if code in present]
    cooperation = [code for code in order if vocabulary.nature(code) == "cooperation"]
    other = [code for code in order if vocabulary.nature(code) != "cooperation"]
    styles = {
        kind: LineStyle(LINK_COLOURS[rank % len(LINK_COLOURS)], LINK_DASHES[rank % len(LINK_DASHES)], 1.5)
        for rank, kind in enumerate(cooperation)
    }
    for rank, kind in enumerate(other):
        dashes = LINK_DASHES[1:][rank % (len(LINK_DASHES) - 1)]
        styles[kind] = LineStyle(OTHER_COLOURS[rank % len(OTHER_COLOURS)], dashes, 0.9)
    return styles


def structure_letters(kinds: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return the letter that stands for each kind of structure present, A, B, C and so on.

    >>> from coopnet.vocabulary import vocabulary
    >>> structure_letters(["scic", "geiq"], vocabulary())
    {'geiq': 'A', 'scic': 'B'}
    """
    present = set(kinds)
    order = [code for code in vocabulary.kinds if code in present]
    return {kind: _letter(rank) for rank, kind in enumerate(order)}


def _letter(rank: int) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return alphabet[rank] if rank < 26 else alphabet[rank // 26 - 1] + alphabet[rank % 26]
