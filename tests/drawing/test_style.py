import matplotlib as mpl

from coopnet.drawing.style import LINK_DASHES, SECTOR_MARKERS, link_styles, sector_styles, structure_letters
from coopnet.vocabulary import Kind, vocabulary


def _luminance(colour: str) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in mpl.colors.to_rgb(colour)]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def test_thirteen_sectors_differ_by_marker_alone_so_that_grey_printing_tells_them_apart() -> None:
    styles = sector_styles(list(vocabulary().words("sectors"))[:13], vocabulary())
    assert len({style.marker for style in styles.values()}) == 13


def test_twenty_six_sectors_differ_by_marker_and_dot_whatever_becomes_of_colours() -> None:
    styles = sector_styles([f"own_{number:02d}" for number in range(26)], vocabulary())
    assert len({(style.marker, style.dotted) for style in styles.values()}) == 26
    assert not any(style.dotted for style in list(styles.values())[:13])


def test_every_sector_of_the_vocabulary_has_its_own_colour_and_marker() -> None:
    sectors = list(vocabulary().words("sectors"))
    styles = sector_styles(sectors, vocabulary())
    assert len({(style.colour, style.marker) for style in styles.values()}) == len(sectors)


def test_ninety_sectors_of_a_poles_own_still_differ() -> None:
    styles = sector_styles([f"own_{number:02d}" for number in range(90)], vocabulary())
    assert len({(style.colour, style.marker) for style in styles.values()}) == 90


def test_no_sector_is_a_square_since_structures_are() -> None:
    assert "s" not in SECTOR_MARKERS


def test_every_kind_of_link_has_its_own_dashes_within_its_nature() -> None:
    kinds = list(vocabulary().words("link_kinds"))
    styles = link_styles(kinds, vocabulary())
    cooperation = [styles[kind].dashes for kind in kinds if vocabulary().nature(kind) == "cooperation"]
    other = [styles[kind].dashes for kind in kinds if vocabulary().nature(kind) != "cooperation"]
    assert len(set(cooperation)) == len(cooperation) <= len(LINK_DASHES)
    assert len(set(other)) == len(other)


def test_links_that_are_not_cooperation_are_thinner_and_grey() -> None:
    styles = link_styles(["convention", "funding"], vocabulary())
    assert styles["funding"].width < styles["convention"].width
    assert len(set(mpl.colors.to_rgb(styles["funding"].colour))) == 1


def test_lines_stand_out_against_white_paper() -> None:
    """A contrast of at least 3 to 1, what WCAG asks of graphics."""
    for style in link_styles(list(vocabulary().words("link_kinds")), vocabulary()).values():
        assert 1.05 / (_luminance(style.colour) + 0.05) >= 3.0


def test_letters_go_past_the_alphabet() -> None:
    kinds = [Kind(f"own_{number}", str(number), str(number), stands_as=("structure",)) for number in range(30)]
    words = vocabulary().extended(kinds=kinds)
    letters = structure_letters([kind.code for kind in kinds], words)
    assert list(letters.values())[25:28] == ["Z", "AA", "AB"]
    assert len(set(letters.values())) == 30
