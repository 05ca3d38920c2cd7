"""A printed table in LaTeX: booktabs, a caption, a label, and notes under it that say what was measured and how."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from coopnet.errors import Language
from coopnet.printing.cells import texts_of
from coopnet.printing.table import ReportColumn, ReportTable

PACKAGES = (r"\usepackage[T1]{fontenc}", r"\usepackage{booktabs}")
FOR_LONG, FOR_WIDE, FOR_BROKEN = r"\usepackage{longtable}", r"\usepackage{graphicx}", r"\usepackage{array}"
# columns, or characters over all of them, from which a table is shrunk where it exceeds the text; columns up to which
# it can be and still be read
WIDE, WIDE_TEXT, TOO_WIDE = 7, 60, 24
UPRIGHT = 16  # characters of a header from which all those above numbers are turned in such a table
LONGEST = 45  # rows that one page holds
WIDEST, BREADTH = 40, "5cm"  # characters from which the texts of a column are broken into lines, and its width then
# what a table over pages, which cannot be shrunk, is set in: its letters and their mean width in points (digits are
# wider than most), and the text of a plain article, on which shares of its width are worked out
SIZES = (("footnotesize", 4.3), ("scriptsize", 3.8), ("tiny", 3.1))
TEXT_WIDTH, COLUMN_GAP, NARROWEST = 345.0, 3.0, 8
_SHRUNK = r"\resizebox{\ifdim\width>\linewidth \linewidth\else\width\fi}{!}{%"
_NOTES: dict[Language, str] = {"fr": "Notes\u202f:", "en": "Notes:"}
_SPECIAL = {
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}"},
    **{">": r"\textgreater{}", "|": r"\textbar{}", "\u202f": r"\,", "\u2009": r"\,", "\u00a0": "~", "\u2212": "$-$"},
    **{"—": "---", "–": "--", "’": "'", "‘": "`", "“": "``", "”": "''", "…": r"\ldots{}", "€": r"\texteuro{}"},
    **{"≤": r"$\leq$", "≥": r"$\geq$", "×": r"$\times$", "±": r"$\pm$", "→": r"$\rightarrow$", "∞": r"$\infty$"},
    **{"≠": r"$\neq$", "σ": r"$\sigma$", "ω": r"$\omega$", "α": r"$\alpha$", "β": r"$\beta$", "²": "$^2$"},
    **{"œ": r"\oe{}", "Œ": r"\OE{}", "\u00ad": r"\-", "\u2011": "-", "\u2010": "-"},
}
# what the encoding T1 has beyond Latin-1
_FURTHER = frozenset("ĂăĄąĆćČčĎďĐđĘęĚěĞğĹĺĽľŁłŃńŇňŐőŔŕŘřŚśŞşŠšŢţŤťŮůŰűŸŹźŻżŽžİı")


def latex_table(
    table: ReportTable,
    language: Language,
    *,
    caption: str,
    label: str,
    notes: Sequence[str] = (),
    decimal: str | None = None,
) -> str:
    """Return a table in LaTeX; one of more than 45 rows runs over pages (``longtable``).

    One of many columns, or of long headers, is shrunk to the width of the text where it exceeds it.

    Parameters
    ----------
    table : ReportTable
    language : {"fr", "en"}
    caption, label : str
        Empty for none.
    notes : sequence of str
        Sentences printed under the table.
    decimal : {".", ","}, optional
        That of the language when not given.

    Returns
    -------
    str
        Its first line is a comment that names the packages it needs.
    """
    lines = texts_of(table, language, decimal=decimal)
    long = len(lines) > LONGEST
    columns = [[line[place] for line in lines] for place in range(len(table.columns))]
    layout = "".join(_layout(column, cells) for column, cells in zip(table.columns, columns, strict=True))
    titled = "".join(
        [rf"\caption{{{escaped(caption)}}}" if caption else "", rf"\label{{{_label(label)}}}" if label else ""]
    )
    rows = [" & ".join(escaped(cell) for cell in line) + r" \\" for line in lines]
    # a table of many columns is shrunk to the width of the text, if it must be; one over pages cannot be, but is set in
    # small letters, its texts broken; one of very many columns still compiles, and the author chooses what to leave out
    broad = (len(table.columns) >= WIDE or _breadth(table, lines) > WIDE_TEXT) and len(table.columns) <= TOO_WIDE
    wide = broad and not long
    turned = broad and any(column.is_number and len(column.header) > UPRIGHT for column in table.columns)
    header = " & ".join(_header(column, turned=turned) for column in table.columns) + r" \\"
    body = [r"\toprule", header, r"\midrule", *(["\\endhead"] if long else []), *rows, r"\bottomrule"]
    if long:
        size, layout = _over_pages(table.columns, columns, turned=turned) if broad else ("", layout)
        small = [rf"\begingroup\{size}\setlength{{\tabcolsep}}{{{COLUMN_GAP:g}pt}}"] if size else []
        top = [*small, rf"\begin{{longtable}}{{{layout}}}", *([rf"{titled}\\"] if titled else [])]
        made = [
            _needs(FOR_LONG, *([FOR_WIDE] if turned else []), *([FOR_BROKEN] if ">{" in layout else [])),
            *top,
            *body,
            r"\end{longtable}",
            *([r"\endgroup"] if size else []),
            *_under(notes, language, r"\noindent"),
        ]
    else:
        top = [r"\begin{table}[htbp]", r"\centering", *([titled] if titled else []), *([_SHRUNK] if wide else [])]
        made = [_needs(FOR_WIDE) if wide else _needs(), *top, rf"\begin{{tabular}}{{{layout}}}", *body]
        made += [rf"\end{{tabular}}{'}' if wide else ''}", *_under(notes, language), r"\end{table}"]
    return "\n".join(made) + "\n"


def _over_pages(columns: Sequence[ReportColumn], cells: Sequence[Sequence[str]], *, turned: bool) -> tuple[str, str]:
    """Return the size of letters, and the layout, with which a long table stays within the text; the smallest at worst.

    Numbers take what they need; columns of text share what is left in proportion to what they hold, and break lines.
    """
    longest = [max(map(len, texts), default=0) for texts in cells]
    words = [max((len(word) for text in texts for word in text.split()), default=0) for texts in cells]
    asked = [
        max(length, 0 if turned else len(column.header)) if column.is_number else max(length, len(column.header))
        for column, length in zip(columns, longest, strict=True)
    ]
    texts = [place for place, column in enumerate(columns) if not column.is_number]
    least = sum(max(words[place], NARROWEST) for place in texts)
    room = TEXT_WIDTH - 2 * COLUMN_GAP * len(columns)
    numbers = sum(length for length, column in zip(asked, columns, strict=True) if column.is_number)
    size, sign = next((one for one in SIZES if room >= one[1] * (numbers + least)), SIZES[-1])
    left = room - sign * numbers
    if sign * sum(asked[place] for place in texts) <= left:  # every text fits as it is
        return size, "".join("r" if column.is_number else "l" for column in columns)
    # a column has its longest word, then its share of the rest
    more = [max(asked[place] - max(words[place], NARROWEST), 0) for place in texts]
    spare = max(left - sign * least, 0.0)
    widths = {
        place: sign * max(words[place], NARROWEST) + spare * extra / max(sum(more), 1)
        for place, extra in zip(texts, more, strict=True)
    }
    return size, "".join(
        "r" if column.is_number else _broken(widths[place] / TEXT_WIDTH) for place, column in enumerate(columns)
    )


def _broken(share: float) -> str:
    r"""Return a column of text whose lines break at a share of the width of the page.

    >>> print(_broken(0.25))
    >{\raggedright\arraybackslash}p{0.250\linewidth}
    """
    return rf">{{\raggedright\arraybackslash}}p{{{share:.3f}\linewidth}}"


def _header(column: ReportColumn, *, turned: bool) -> str:
    """Return a header, upright above numbers where it is turned."""
    text = escaped(column.header)
    if not turned or not column.is_number:
        return text
    breakable = text.replace(r"\_", r"\_\allowbreak{}")  # the name of a measure is one long word
    broken = rf"\parbox{{{BREADTH}}}{{\raggedright {breakable}}}" if len(column.header) > WIDEST else text
    return rf"\rotatebox{{90}}{{{broken}}}"


def _breadth(table: ReportTable, lines: Sequence[Sequence[str]]) -> int:
    """Return how many characters the widest line would have, texts being broken past a width."""
    columns = [
        max(len(column.header), min(WIDEST, max((len(line[place]) for line in lines), default=0)))
        for place, column in enumerate(table.columns)
    ]
    return sum(columns) + 2 * len(columns)


def _needs(*more: str) -> str:
    r"""Return the comment that names the packages that a table needs.

    >>> print(_needs(FOR_WIDE))
    % needs \usepackage[T1]{fontenc}, \usepackage{booktabs} and \usepackage{graphicx}
    """
    packages = [*PACKAGES, *more]
    return f"% needs {', '.join(packages[:-1])} and {packages[-1]}"


def escaped(text: str) -> str:
    r"""Return a text that LaTeX prints as it is, on one line; a sign that its fonts lack is named by its number.

    >>> print(escaped("50 % de A & B_1, ≤ 3"))
    50 \% de A \& B\_1, $\leq$ 3
    >>> print(escaped("Le Châlut 🌱"))
    Le Châlut [U+1F331]
    """
    line = " ".join(unicodedata.normalize("NFC", text).replace("\u202f", "\0").replace("\u00a0", "\1").split())
    return "".join(_sign(sign) for sign in line.replace("\0", "\u202f").replace("\1", "\u00a0"))


def _sign(sign: str) -> str:
    if sign in _SPECIAL:
        return _SPECIAL[sign]
    if sign in "&%$#_{}":
        return f"\\{sign}"
    if " " <= sign <= "~" or "\u00a1" <= sign <= "\u00ff" or sign in _FURTHER:
        return sign
    plain = "".join(one for one in unicodedata.normalize("NFKD", sign) if " " <= one <= "~")
    return escaped(plain) if plain else "" if unicodedata.combining(sign) else f"[U+{ord(sign):04X}]"


def _layout(column: ReportColumn, cells: Sequence[str]) -> str:
    if column.is_number:
        return "r"
    return f"p{{{BREADTH}}}" if max(map(len, cells), default=0) > WIDEST else "l"


def _label(text: str) -> str:
    r"""Return a label without the signs that LaTeX reads otherwise.

    >>> _label("tab:pole_ei[pairs]")
    'tab:pole-ei-pairs'
    """
    kept = "".join(sign if sign.isascii() and (sign.isalnum() or sign in ":-.") else "-" for sign in text)
    return "-".join(part for part in kept.split("-") if part)


def _under(notes: Sequence[str], language: Language, start: str = "") -> list[str]:
    said = " ".join(note for note in notes if note)
    if not said:
        return []
    words = escaped(f"{_NOTES[language]} {said}")
    return [r"\par\smallskip", rf"{start}\begin{{minipage}}{{\linewidth}}\footnotesize {words}\end{{minipage}}"]
