"""The documentation site builds without a warning, and needs nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.pages import ROOT

LOADED = re.compile(r"""<(?:script|img|iframe|source)\b[^>]*\bsrc="(https?:)?//|<link\b[^>]*\bhref="(https?:)?//""")
OF_STYLES = re.compile(r"(?:url\(|@import)\s*['\"]?(https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sphinx")
    folder = tmp_path_factory.mktemp("site")
    command = ("-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "--conf-dir", "docs/site",
               "--doctree-dir", str(folder / "trees"), ".", str(folder / "html"))  # fmt: skip
    done = subprocess.run(
        (sys.executable, *command), cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder / "html"


@pytest.mark.slow
def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 40
    assert [page.name for page in pages if LOADED.search(page.read_text("utf-8"))] == []
    styles = [path for path in site.rglob("*.css") if OF_STYLES.search(path.read_text("utf-8"))]
    assert styles == []


@pytest.mark.slow
def test_what_the_site_holds(site: Path) -> None:
    first = (site / "index.html").read_text("utf-8")
    assert 'url=docs/site/index.html"' in first
    api = (site / "docs/site/_made/api.html").read_text("utf-8")
    assert 'id="sim.run"' in api
    assert 'id="sim.Result.frame"' in api
    gallery = site / "docs/site/_made/gallery.html"
    assert gallery.read_text("utf-8").count("<img") >= 6
    danish = ["README.da", "docs/planner-page", "docs/egne-tal", "docs/accessibility"]
    danish += [f"docs/site/_made/da-{name}" for name in ("kommandoer", "noegler", "figurer", "scenarier", "ordliste")]
    for name in danish:
        assert '<html lang="da"' in (site / f"{name}.html").read_text("utf-8").replace('class="no-js" ', ""), name
    studies = (site / "docs/site/_made/studies-gallery.html").read_text("utf-8")
    assert studies.count("<img") >= 5
    commands = (site / "docs/site/_made/da-kommandoer.html").read_text("utf-8")
    assert "tag egne tal og fordelinger med" in commands
    assert "–own" not in commands, "two hyphens became a dash"
    assert "stage" in (site / "searchindex.js").read_text("utf-8"), "the search needs no server"
