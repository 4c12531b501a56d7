"""The documentation's site: `make docs` builds it, strictly, into build/docs."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Planspor"
author = "The authors of Planspor"
copyright = f"2026, {author}"  # noqa: A001 (Sphinx reads it by this name)
release = version_of("planspor")
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "planspor_docs",
]
exclude_patterns = ["_ext"]
myst_heading_anchors = 3
nitpicky = True
# The reference documents the library's face; what its signatures name beside that has no page.
nitpick_ignore_regex = [("py:.*", ".*")]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = "Planspor"
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
