"""Measures and public names: a table of promises, and the docstrings whole."""

import inspect
import math
import re

from docutils import nodes
from sphinx import addnodes
from tabular import table

import coopnet
from coopnet.catalogue import MEASURES

A_DOI = re.compile(r"(?:https://doi\.org/|doi:)(10\.\S*[^\s;,.])")
TAKEN = {"multiplex": "the multiplex", "affiliation": "the affiliation"}


def measure_table(measures, docname):
    """Return one row per measure: what it speaks of, what it takes, its ends, when it is undefined, its source."""
    header = ("Measure", "One value per", "Takes", "From … to", "Undefined", "Source")
    rows = [
        (
            [reference(one.name, docname), nodes.Text(f" {one.en}")],
            one.level,
            views(one),
            f"{bound(one.bounds[0])} … {bound(one.bounds[1])}",
            undefined(one.function),
            source(one.source),
        )
        for one in measures
    ]
    return table(header, rows, widths=(26, 8, 14, 9, 25, 18))


def reference(name, docname):
    """Return a link to the entry of a public name."""
    return addnodes.pending_xref(
        "",
        nodes.literal("", name),
        refdomain="py",
        reftype="obj",
        reftarget=f"coopnet.{name}",
        refexplicit=True,
        refwarn=True,
        refdoc=docname,
    )


def views(measure):
    """Return the views that a measure accepts, the default one first, or the object that it takes instead."""
    return ", ".join(measure.views) if measure.views else TAKEN[measure.takes]


def bound(value):
    """Return an end as it is written.

    >>> bound(-1), bound(float("inf")), bound(0.5)
    ('−1', '∞', '0.5')
    """
    return ("−" if value < 0 else "") + ("∞" if math.isinf(value) else f"{abs(value):g}")


def undefined(function):
    """Return what the docstring says of the undefined case: what is refused, then what is NaN."""
    text = inspect.getdoc(function) or ""
    refused = re.search(r"^UndefinedMeasure\n((?: +.*\n?)+)", section(text, "Raises"), re.MULTILINE)
    said = [plain(refused.group(1))] if refused else []
    said += [one for one in re.split(r"(?<=[.;])\s+", plain(section(text, "Returns"))) if "NaN" in one]
    return " ".join(f"{one.rstrip('.;')}." for one in dict.fromkeys(said)) or "never"


def section(text, name):
    r"""Return the body of one section of a docstring, empty when it has none.

    >>> section("Idea.\n\nRaises\n------\nThis\n    When.\n\nNotes\n-----\nMore.", "Raises")
    'This\n    When.\n'
    """
    found = re.search(rf"^{name}\n-+\n(.*?)(?=^\w[\w ]*\n-+\n|\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(1).rstrip() + "\n" if found else ""


def plain(text):
    r"""Return a text on one line, without the marks of code.

    >>> plain("NaN for ``k < 2``,\n    say.")
    'NaN for k < 2, say.'
    """
    return " ".join(text.replace("``", "").split())


def source(text):
    """Return a source with its DOIs as links."""
    found, end = [], 0
    for match in A_DOI.finditer(text):
        found.append(nodes.Text(text[end : match.start()]))
        found.append(nodes.reference("", match.group(1), refuri=f"https://doi.org/{match.group(1)}"))
        end = match.end()
    return [*found, nodes.Text(text[end:])]


def public_names(rooms):
    """Return the public names that live in rooms (modules, or folders of them) and are not in the catalogue."""
    return [
        name
        for name, module in sorted(coopnet._HOMES.items())
        if name not in MEASURES and any(module == room or module.startswith(f"{room}.") for room in rooms)
    ]


def entries_of(names):
    """Return the text that makes autodoc print each name, whole.

    >>> print(entries_of(["pole_density"]))
    ```{eval-rst}
    .. currentmodule:: coopnet
    .. autofunction:: coopnet.pole_density
    ```
    """
    lines = ["```{eval-rst}", ".. currentmodule:: coopnet"]
    for name in names:
        value = getattr(coopnet, name)
        if isinstance(value, type) and issubclass(value, Exception):
            lines += [f".. autoexception:: coopnet.{name}"]
        elif isinstance(value, type):
            lines += [f".. autoclass:: coopnet.{name}", "   :members:", ""]
        else:
            lines += [f".. autofunction:: coopnet.{name}"]
    return "\n".join([*lines, "```"])
