"""What pages do not retype: tables, entries and words that Sphinx takes from the package when it builds."""

import importlib
import operator
import re
import sys
from pathlib import Path

import entries
import words
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import coopnet
from coopnet.catalogue import FAMILIES, MEASURES
from coopnet.cli.entry import COMMANDS

log = logging.getLogger(__name__)
BENCH = Path(__file__).resolve().parents[2] / "figures" / "bench"
A_ROLE = re.compile(r":(?:py:)?(?:func|class|data|obj|exc|mod|meth|attr):`([^`]+)`")
DIRECTED = "coopnet.measures.directed"
FRENCH = ("equipe",)
properties = {}


class FromThePackage(SphinxDirective):
    """What changes with the package, not with its page: the page is read again whenever pages are built."""

    def run(self):
        """Return what stands in the place of the directive."""
        self.env.note_reread()
        return self.taken()


class MeasureTable(FromThePackage):
    """The measures of a family of the catalogue, in a table; ``directed`` names those of directed kinds."""

    required_arguments = 1

    def taken(self):
        """Return the table."""
        return [entries.measure_table(measures_of(self.arguments[0]), self.env.docname)]


class MeasureEntries(FromThePackage):
    """The whole docstring of each measure of a family."""

    required_arguments = 1

    def taken(self):
        """Return the entries."""
        return self.parse_text_to_nodes(entries.entries_of([one.name for one in measures_of(self.arguments[0])]))


class PublicNames(FromThePackage):
    """Every public name that lives in the rooms named, measures of the catalogue left to the page of their family."""

    required_arguments = 1
    final_argument_whitespace = True

    def taken(self):
        """Return the entries."""
        names = entries.public_names(self.arguments[0].split())
        return self.parse_text_to_nodes(entries.entries_of(names))


class Words(FromThePackage):
    """A table or a list made of the package's own words: ``{words} sectors``."""

    required_arguments = 1
    optional_arguments = 1

    def taken(self):
        """Return what the first argument names."""
        return words.MAKERS[self.arguments[0]](*self.arguments[1:])


class Benchmarks(FromThePackage):
    """The tables of ``figures/bench``, each with its plot; a sentence when there is none yet."""

    def taken(self):
        """Return the tables, their headings below those of the page."""
        parts = []
        for path in sorted(BENCH.glob("*.md")):
            text = re.sub(r"^!\[.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            text = re.sub(r"^#", "##", text, flags=re.MULTILINE)
            parts += self.parse_text_to_nodes(text, allow_section_headings=True)
            if path.with_suffix(".svg").exists():
                drawn = f"../figures/bench/{path.stem}.svg"
                parts.append(nodes.image("", uri=drawn, alt=f"Plot of the tables above, {path.stem}", width="80%"))
        none = "No benchmark has been run in this copy: type make bench."
        return parts or [nodes.paragraph("", none)]


def measures_of(family):
    """Return the measures that the page of a family shows: those of directed kinds have a page of their own."""
    if family == "directed":
        return [one for one in MEASURES.values() if one.function.__module__ == DIRECTED]
    return [one for one in FAMILIES[family] if one.function.__module__ != DIRECTED]


def everything_is_documented(app, env):
    """Warn, and so fail the build, about a public name, a family or a command that no page shows."""
    shown = set(env.domaindata["py"]["objects"])
    for name in sorted(set(coopnet.__all__) - {"__version__"}):
        if f"coopnet.{name}" not in shown:
            log.warning("no page documents the public name coopnet.%s", name)
    pages = env.found_docs
    for family in FAMILIES:
        if f"measures/{family}" not in pages:
            log.warning("no page measures/%s.md shows the family %s of the catalogue", family, family)
    commands = env.doc2path("commands").read_text(encoding="utf-8")
    for name in COMMANDS:
        if f"{{words}} command {name}\n" not in commands:
            log.warning("commands.md does not show coopnet %s", name)


def as_prose(app, what, name, obj, options, lines):
    """Print docstrings as they read.

    Bars are absolute values, the type of an attribute is words and no link, and a link goes to the public name of what
    it names; what has no public name is printed as code.
    """
    if name in properties:
        lines[:] = properties.pop(name)
    text = A_ROLE.sub(lambda found: linked(found, obj), "\n".join(lines))
    printed, in_example = [], False
    for line in listed_attributes(text.split("\n")):
        in_example = bool(line.strip()) and (in_example or line.lstrip().startswith(">>>"))
        printed.append(line if in_example or "``" in line else line.replace("|", r"\|"))
    lines[:] = printed


def keep_property(app, what, name, obj, options, lines):
    """Keep a property as it is written: a colon in its sentence does not announce a type."""
    if what in ("property", "attribute"):
        properties[name] = list(lines)


def in_french(app, pagename, templatename, context, doctree):
    """Say to browsers and screen readers which page is in French."""
    if pagename in FRENCH:
        context["language"] = "fr"


def listed_attributes(lines):
    """Yield the lines of a docstring, its attributes as one list: name, type in words, meaning."""
    types = {one[1]: one[2] for one in (re.match(r":vartype ([^:]+): (.*)", line) for line in lines) if one}
    inside = False
    for line in lines:
        field = re.match(r":(ivar|vartype) ([^:]+): ?(.*)", line)
        if field is None:
            inside = inside and (not line or line.startswith(" "))
            yield f"   {line}" if inside and line else line
        elif field[1] == "ivar":
            if not inside:
                yield ":Attributes:"
            inside, kind = True, types.get(field[2], "")
            yield f"   * **{field[2]}**{f' (*{kind}*)' if kind else ''}{' – ' if field[3] else ''}{field[3]}"


def without_signature(app, what, *_):
    """Leave out how a class is made: results come from functions, and a pole from its reader."""
    return ("", None) if what in ("class", "exception") else None


def linked(found, obj):
    """Return a link of a docstring, to a public name where there is one; what exists nowhere stays, and warns."""
    words = "".join(found[1].split()).lstrip("~").split(".")
    for start in range(len(words)):
        if words[start] in coopnet._HOMES:
            return f":py:obj:`coopnet.{'.'.join(words[start:])}`"
    known = vars(sys.modules[obj.__module__]) if getattr(obj, "__module__", None) in sys.modules else {}
    return f"``{'.'.join(words)}``" if words[0] in known or exists(words) else found[0]


def exists(words):
    """Return whether a dotted name leads to something of the package."""
    for end in range(len(words), 0, -1):
        try:
            place = importlib.import_module(".".join(words[:end]))
            return bool(operator.attrgetter(".".join(words[end:]))(place)) if words[end:] else True
        except (ImportError, AttributeError):
            continue
    return False


def setup(app):
    """Register the directives and the last check."""
    app.add_directive("measure-table", MeasureTable)
    app.add_directive("measure-entries", MeasureEntries)
    app.add_directive("public-names", PublicNames)
    app.add_directive("words", Words)
    app.add_directive("benchmarks", Benchmarks)
    app.connect("autodoc-process-docstring", keep_property, priority=400)
    app.connect("autodoc-process-docstring", as_prose, priority=600)
    app.connect("html-page-context", in_french)
    app.connect("autodoc-process-signature", without_signature)
    app.connect("env-check-consistency", everything_is_documented)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
