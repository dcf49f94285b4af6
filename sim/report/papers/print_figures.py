"""Figures as WeasyPrint prints them small: text that begins where it is put, in a font that is the same everywhere.

WeasyPrint draws a text that is anchored at its middle or end, and a line that is partly transparent, as a form of its
own with its own resources: a third of a paper's bytes.  Moved by its width a text is a part of the page like any other.
The width is known because the font is the one that comes with matplotlib, in which the pictures of Word documents are
drawn too.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY, SCHEME = "rengsim figures", "rengsim-font:"
FILES = {400: "DejaVuSans.ttf", 600: "DejaVuSans-Bold.ttf"}
MEASURED = 1000  # pixels in which letters are measured
_SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
_OPACITY = re.compile(r' opacity="([\d.]+)"')
_TEXT = re.compile(r'<text x="(?P<x>[-\d.]+)"(?P<more>[^>]*) text-anchor="(?P<anchor>middle|end)"(?P<rest>[^>]*)>'
                   r"(?P<words>[^<]*)</text>")  # fmt: skip


def faces() -> str:
    """The font as a style sheet; its addresses are answered by :func:`font_at`."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:url({SCHEME}{name})}}"
        for weight, name in FILES.items()
    )


def font_at(address: str) -> bytes | None:
    """The bytes of a font of :func:`faces`; None for any other address."""
    name = address.removeprefix(SCHEME)
    return (_folder() / name).read_bytes() if address.startswith(SCHEME) and name in FILES.values() else None


def for_print(page: str) -> str:
    """A page with its figures in our font, every text of theirs from its left end."""
    return _SVG.sub(lambda found: _svg(found[0]), page)


def _svg(svg: str) -> str:
    svg = re.sub(r'font-family="[^"]*"', f'font-family="{FAMILY}"', svg)
    svg = _OPACITY.sub(r' fill-opacity="\1" stroke-opacity="\1"', svg)
    return _TEXT.sub(_from_the_left, svg)


def _from_the_left(found: re.Match[str]) -> str:
    from html import unescape

    attributes = found["more"] + found["rest"]
    size = re.search(r'font-size="([\d.]+)"', attributes)
    if size is None:
        return found[0]
    weight = 600 if 'font-weight="600"' in attributes else 400
    wide = sum(_advance(letter, weight) for letter in unescape(found["words"])) * float(size[1])
    x = float(found["x"]) - (wide / 2 if found["anchor"] == "middle" else wide)
    return f'<text x="{x:.2f}"{attributes}>{found["words"]}</text>'


@cache
def _advance(letter: str, weight: int) -> float:
    """The width of a letter in a font of size 1; WeasyPrint sets every letter by itself, without kerning."""
    return float(_font(weight).getlength(letter)) / MEASURED


@cache
def _font(weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(_folder() / FILES[weight]), MEASURED)


@cache
def _folder() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"
