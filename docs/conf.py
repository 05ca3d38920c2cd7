"""How the documentation is built; nothing here goes to the network."""

import sys
from pathlib import Path

import coopnet

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "_ext"))

project = "coopnet"
author = "The coopnet developers"
project_copyright = author
version = release = coopnet.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "mathml",
    "from_the_package",
]
exclude_patterns = ["_ext", "_static"]
source_suffix = {".md": "markdown"}

myst_enable_extensions = ["deflist", "dollarmath", "fieldlist", "attrs_block"]
myst_heading_anchors = 3
suppress_warnings = ["config.cache"]
smartquotes = False  # pages are typed as they must be printed, in French and in English

autodoc_typehints = "none"  # docstrings give each type, with its shape and its unit
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_param = False
napoleon_use_rtype = False
napoleon_use_ivar = True
add_module_names = False
python_display_short_literal_types = True
toc_object_entries = False

nitpicky = True
# types are prose (“float64 array (draws × terms)”), and other libraries are not fetched to be linked to
nitpick_ignore_regex = [("py:class", r"(?!coopnet\.).*")]

html_theme = "alabaster"
html_static_path = ["_static"]
html_css_files = ["page.css"]
html_title = f"coopnet {version}"
html_show_sourcelink = False
html_show_sphinx = False
html_copy_source = False
html_math_renderer = "mathml"
html_last_updated_fmt = None
html_theme_options = {
    "description": "Measures of cooperation in French PTCE poles",
    "page_width": "72rem",
    "body_max_width": "none",
    "sidebar_width": "15rem",
    "fixed_sidebar": True,
    "show_powered_by": False,
    "show_related": False,
}
