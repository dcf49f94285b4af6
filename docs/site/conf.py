"""The documentation site, built by Sphinx from the pages as they stand in the checkout (``make docs``).

The folder of sources is the checkout itself, so that a link between pages means the same on the site as it does in
a file browser.  Everything that the site needs is in it: no fonts, scripts or pictures are fetched from elsewhere.
"""

from __future__ import annotations

import importlib.metadata
import logging
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

logging.getLogger("rengsim").setLevel(logging.WARNING)  # a package of the theme prints what anybody logs

project = "rengsim"
release = importlib.metadata.version("rengsim")
root_doc = "docs/site/index"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
include_patterns = ["*.md", "docs/**.md", "scenarios/**.md", "results/README.md"]
exclude_patterns = [".*", "build", "dist", "tests", "sim", "benchmarks", "notebooks", "requirements", "results/[!R]*"]

html_theme = "furo"
html_title = f"rengsim {release}"
html_copy_source = False
html_show_sphinx = False
html_static_path = ["static"]
html_css_files = ["tables.css"]
DANISH = ("README.da", "docs/planner-page", "docs/accessibility", "docs/egne-tal", "docs/site/_made/da-")

myst_heading_anchors = 4
autodoc_typehints = "description"
autodoc_member_order = "bysource"
suppress_warnings = ["config.cache"]


def _make_pages(_app: object) -> None:
    from made import write_all

    write_all(HERE / "_made")


def _language(_app: object, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Say of each page in which language it is, for screen readers and hyphenation."""
    context["language"] = "da" if page.startswith(DANISH) else "en"


def _door(app: Any, error: Exception | None) -> None:
    """The first page is that of the folder, too."""
    if error is None and app.builder.name == "html":
        to = f'<meta charset="utf-8"><title>rengsim</title><meta http-equiv="refresh" content="0; url={root_doc}.html">'
        (Path(app.outdir) / "index.html").write_text(f'<!doctype html><html lang="en">{to}</html>\n', encoding="utf-8")


def setup(app: Any) -> None:
    app.connect("builder-inited", _make_pages)
    app.connect("html-page-context", _language)
    app.connect("build-finished", _door)
