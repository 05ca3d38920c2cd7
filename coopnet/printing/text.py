"""A printed table on a terminal: columns of equal width, numbers to the right."""

from __future__ import annotations

from coopnet.errors import Language
from coopnet.printing.cells import texts_of
from coopnet.printing.table import ReportTable

BETWEEN = "  "


def text_table(table: ReportTable, language: Language) -> str:
    r"""Return a table as lines of text.

    >>> from coopnet.printing.table import ReportColumn
    >>> columns = [ReportColumn("secteur"), ReportColumn("observé", "figure")]
    >>> print(text_table(ReportTable("t", "t", "t", "", columns, [("habitat", 0.5), ("bois", 12.25)]), "fr"))
    secteur  observé
    ----------------
    habitat    0,500
    bois      12,250
    """
    lines = [[column.header for column in table.columns], *texts_of(table, language)]
    widths = [max(len(line[position]) for line in lines) for position in range(len(table.columns))]
    right = [column.is_number for column in table.columns]
    shown = [
        BETWEEN.join(
            cell.rjust(width) if to_the_right else cell.ljust(width)
            for cell, width, to_the_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    ]
    rule = "-" * (sum(widths) + len(BETWEEN) * (len(widths) - 1))
    return "\n".join([shown[0], rule, *shown[1:]])
