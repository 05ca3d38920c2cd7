"""Formulas as MathML, written when the page is built: a browser needs neither script nor network to show them."""

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from sphinx.errors import SphinxError


def mathml_of(latex, *, block):
    """Return a formula as a MathML element.

    >>> print(mathml_of("D", block=False))
    <math xmlns="http://www.w3.org/1998/Math/MathML">
      <mi>D</mi>
    </math>
    """
    try:
        return latex2mathml.tex2mathml(latex, as_block=block)
    except MathError as error:
        raise SphinxError(f"This formula cannot be written as MathML: {latex} ({error})") from error


def _inline(translator, node):
    translator.body.append(" ".join(mathml_of(node.astext(), block=False).split("\n")))
    raise nodes.SkipNode


def _block(translator, node):
    translator.body.append(f'<div class="formula">{mathml_of(node.astext(), block=True)}</div>\n')
    raise nodes.SkipNode


def setup(app):
    """Register the renderer that ``html_math_renderer`` names."""
    app.add_html_math_renderer("mathml", inline_renderers=(_inline, None), block_renderers=(_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
