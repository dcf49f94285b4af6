"""Every link of the documentation leads somewhere, and every page can be come to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.pages import PAGES, ROOT, anchors, links

ELSEWHERE = re.compile(r"[a-z]+:")
MADE = "_made"
"""Pages that are written when the site is built."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    dead = []
    for link in links(page):
        if ELSEWHERE.match(link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


def test_every_page_is_in_the_contents_of_the_site() -> None:
    """``docs/site/index.md`` lists the pages by kind; a page that it does not list cannot be found by reading on."""
    index = ROOT / "docs" / "site" / "index.md"
    listed = re.findall(r"^/([\w./*-]+)$", index.read_text("utf-8"), re.M)
    named = {page for name in listed for page in ROOT.glob(f"{name}.md")}
    assert [
        name for name in listed if "*" not in name and MADE not in name and not (ROOT / f"{name}.md").exists()
    ] == []
    assert {page.relative_to(ROOT).as_posix() for page in set(PAGES) - named - {index}} == set()
