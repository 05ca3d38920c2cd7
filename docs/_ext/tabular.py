"""A table and a list of definitions as nodes: words are printed as they are, whatever signs they hold."""

from docutils import nodes


def cell(content):
    """Return what stands in a cell: a text, or nodes as they are."""
    inline = [nodes.Text(content)] if isinstance(content, str) else list(content)
    return nodes.entry("", nodes.paragraph("", "", *inline))


def code(text):
    """Return a word as code."""
    return [nodes.literal("", text)] if text else ""


def table(header, rows, widths):
    """Return a table of texts and nodes."""
    group = nodes.tgroup(cols=len(header))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += nodes.thead("", nodes.row("", *map(cell, header)))
    group += nodes.tbody("", *(nodes.row("", *map(cell, row)) for row in rows))
    return nodes.table("", group)


def definitions(pairs):
    """Return a list of terms, each with its meaning."""
    return nodes.definition_list(
        "",
        *(
            nodes.definition_list_item("", nodes.term("", term), nodes.definition("", nodes.paragraph("", meaning)))
            for term, meaning in pairs
        ),
    )
