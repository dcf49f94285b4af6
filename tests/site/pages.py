"""The pages of the documentation: what stands in them, and where their links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "scenarios/**/*.md", "results/README.md")
    for page in ROOT.glob(pattern)
    if "_made" not in page.parts
)
_FENCE = re.compile(r"^```.*?^```", re.M | re.S)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\(([^()\s]+(?:\([^()]*\))?)\)")


@cache
def prose(page: Path) -> str:
    """The page without its code."""
    return _CODE.sub("", _FENCE.sub("", page.read_text("utf-8")))


def blocks(page: Path, kind: str) -> list[str]:
    """The code blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)


def links(page: Path) -> Iterator[str]:
    """Where the links of a page lead, as they are written."""
    yield from _LINK.findall(prose(page))


@cache
def anchors(page: Path) -> frozenset[str]:
    """The names of the headings of a page, as GitHub and the site make them."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    return frozenset(_anchor(heading) for heading in re.findall(r"^#+ +(.+?) *$", text, re.M))


def _anchor(heading: str) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
