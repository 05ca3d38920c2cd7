"""One self-contained HTML page: templates, inline pictures and scripts, and a policy that forbids any network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from coopnet.drawing.saving import figure_bytes
from coopnet.errors import Language
from coopnet.printing.table import ReportTable, cell_text
from coopnet.report.typography import spaced
from coopnet.tables.messages import many

CYTOSCAPE_VERSION = "3.34.4"
_IDENTIFIED = re.compile(r'(\bid="|href="#|url\(#)')
_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_SIZE = re.compile(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', re.DOTALL)
_SPACES = re.compile(r"\n\s+")
_OUTLINE = re.compile(r' d="[^"]*"')
_FINER = re.compile(r"(\.[0-9]{2})[0-9]+")


@cache
def template_text(name: str) -> str:
    """Return a file of the templates folder."""
    return files("coopnet.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def vendored_text(name: str) -> str:
    """Return a vendored script."""
    return files("coopnet.report").joinpath("vendored", name).read_text(encoding="utf-8")


def inline_svg(figure: Figure, name: str, title: str, *, widest: float = 1.9) -> Markup:
    """Return a figure as an SVG element: its ids prefixed by its name, its title for screen readers.

    It takes the width of the page, up to ``widest`` pixels per point, so that letters are never huge.
    """
    text = _METADATA.sub("", _PROLOGUE.sub("", figure_bytes(figure, "svg", outlines=False).decode("utf-8")))
    text = _IDENTIFIED.sub(rf"\g<1>{name}-", text)
    # a hundredth of a point is finer than any screen; outlines are a third of what a drawing weighs
    text = _OUTLINE.sub(lambda outline: _FINER.sub(r"\1", outline[0]), text)
    found = _SIZE.search(text)
    assert found is not None  # matplotlib always writes a viewBox
    label = f"{name}-title"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{found[1]}" '
        f'role="img" aria-labelledby="{label}" class="drawing {name}" '
        f'style="max-width: {72 * figure.get_figwidth() * widest:.0f}px"><title id="{label}">{escape(title)}</title>'
    )
    return Markup(_SPACES.sub("\n", text.replace(found[0], opening, 1)).strip())  # matplotlib escapes its texts


def page_scripts() -> tuple[str, ...]:
    """Return the scripts of the page, in the order in which they run."""
    return (
        vendored_text("cytoscape.min.js"),
        *(template_text(name).strip() for name in ("tables.js", "explorer.js")),
    )


def script_hash(script: str) -> str:
    """Return what a Content-Security-Policy calls a script: the only scripts that may run are those of this page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def security_policy(scripts: tuple[str, ...]) -> str:
    """Return a policy under which nothing is fetched, sent or framed, and only the given scripts run."""
    sources = " ".join(script_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {sources}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def rendered(name: str, language: Language, content: Mapping[str, Any]) -> str:
    """Return a template filled in; every text is escaped, and French ones get their narrow spaces."""
    environment = Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=lambda value: spaced(value, language) if type(value) is str else value,
    )
    environment.filters["verbatim"] = lambda text: Markup(escape(text))
    environment.globals["cell"] = lambda value, form: cell_text(value, form, language)
    environment.globals["sort_key"] = _sort_key
    environment.globals["rows_counted"] = lambda number: many(number, "row", "ligne")[language == "fr"]
    return environment.get_template(name).render(content)


def _sort_key(table: ReportTable, row: tuple[Any, ...], position: int) -> str:
    """Return what a numeric cell is sorted by; empty where the text itself is."""
    value = row[position]
    if not table.columns[position].is_number or value is None or value != value:
        return ""
    return f"{float(value):.7g}"
