"""A small writer of SVG: text as text, two widths, the same bytes every time.

A figure is drawn from top to bottom on a canvas of fixed width, 720 px (``wide``) or 320 px (``narrow``); the height is
known at the end.  Sizes are pixels of the page, so no text is smaller than 12 px where the figure is shown in its own
width.  Text is measured with the widths of DejaVu Sans, the widest of the usual fonts, so that what fits here fits
everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal
from zlib import crc32

Width = Literal["wide", "narrow"]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

PIXELS: dict[Width, int] = {"wide": 720, "narrow": 320}
FONT = "'IBM Plex Sans','Segoe UI',Roboto,Arial,'DejaVu Sans',sans-serif"
TEXT, SMALL, HEADING = 14, 12.5, 17
MARGIN = 8

BLUE, ORANGE = "#1f6fb4", "#e08214"  # safe for colour blindness
BLUE_TEXT, ORANGE_TEXT = "#175a94", "#8f4e00"  # text needs more contrast than a mark
INK, GREY, RULE, PALE = "#1a1a1a", "#616161", "#d5d5d5", "#eef2f6"

_WIDTHS = {
    0.28: "'ijl", 0.3: "IJ", 0.32: " ,.·\u00a0’", 0.35: "/:;\\|f", 0.37: "-", 0.4: "()[]t!", 0.41: "r", 0.46: '"',
    0.5: "*_`–°§", 0.53: "sz“”?", 0.56: "cLFk", 0.6: "vxyPTY", 0.62: "aoøåäöeé", 0.64: "ESbdghnpquüß$0123456789{}",
    0.69: "KAVÅBRXZC", 0.75: "UHN", 0.79: "DG&OQØ", 0.84: "w#+<=>^~−→±×≥≤", 0.87: "M●", 0.98: "%m■Wæ½Æ", 1.0: "@—…",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def text_width(words: str, size: float = TEXT, bold: bool = False) -> float:
    """An upper estimate of the width of a text in pixels."""
    return sum(_WIDTH_OF.get(letter, 0.8) for letter in words) * size * (1.16 if bold else 1.0)


def wrap(words: str, pixels: float, size: float = TEXT, bold: bool = False) -> list[str]:
    """The text in lines that fit; a word that is too long for a line is broken."""
    lines: list[str] = []
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold) <= pixels:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, size, bold) > pixels and len(line) > 2:
            fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or text_width(line[:n], size, bold) <= pixels)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


def shortened(words: str, pixels: float, size: float = TEXT, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is too long; for labels whose full text stands in the table."""
    if text_width(words, size, bold) <= pixels:
        return words
    while words and text_width(words + "…", size, bold) > pixels:
        words = words[:-1]
    return words.rstrip() + "…"


class Canvas:
    """What has been drawn so far; ``y`` is the height that is used."""

    def __init__(self, width: Width, title: str) -> None:
        self.width = PIXELS[width]
        self.narrow = width == "narrow"
        self.left, self.right = MARGIN, self.width - MARGIN
        self._title = title
        self._parts: list[str] = []
        self._labels: list[str] = []  # drawn last, over all lines
        self.y = 4.0
        self.cuts: list[float] = []  # heights at which a printer may begin another page
        self.paragraph(title, HEADING if not self.narrow else 15.5, bold=True)
        self.y += 6

    def paragraph(self, words: str, size: float = TEXT, bold: bool = False, colour: str = INK) -> None:
        """Wrapped lines over the whole width below what is there."""
        for line in wrap(words, self.right - self.left, size, bold):
            self.y += 1.3 * size
            self.text(self.left, self.y - 0.25 * size, line, size=size, bold=bold, colour=colour)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        anchor: Anchor = "start",
        size: float = SMALL,
        bold: bool = False,
        colour: str = INK,
    ) -> None:
        """One line of text with its base line at ``y``, moved sideways where it would leave the canvas."""
        half = text_width(words, size, bold)
        before = {"start": 0.0, "middle": half / 2, "end": half}[anchor]
        x = max(min(x, self.width - 2 - (half - before)), 2 + before)
        weight = ' font-weight="600"' if bold else ""
        end = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{weight}{end} fill="{colour}">{written(words)}</text>'
        )

    def label(self, x: float, y: float, words: str, size: float = SMALL) -> None:
        """A line of text on white, over every line that would cross it."""
        wide = min(text_width(words, size), self.right - x)
        back = (
            f'<rect x="{_n(x - 1)}" y="{_n(y - size)}" width="{_n(wide + 2)}" height="{_n(1.3 * size)}" fill="#fff"/>'
        )
        text = f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{INK}">{written(words)}</text>'
        self._labels += [back, text]

    def number(self, x: float, y: float, words: str, size: float = SMALL) -> None:
        """A short text on white around ``x``, over every line that would cross it."""
        wide = text_width(words, size)
        self._labels.append(
            f'<rect x="{_n(x - wide / 2 - 1)}" y="{_n(y - 0.85 * size)}" width="{_n(wide + 2)}" '
            f'height="{_n(1.05 * size)}" fill="#fff"/><text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" '
            f'text-anchor="middle" fill="{INK}">{written(words)}</text>'
        )

    def line(
        self, a: Point, b: Point, colour: str = INK, thick: float = 1.0, dashes: str = "", opacity: float = 1.0
    ) -> None:
        self.path(f"M{_n(a[0])} {_n(a[1])}L{_n(b[0])} {_n(b[1])}", colour, thick, dashes=dashes, opacity=opacity)

    def path(
        self,
        d: str,
        colour: str = "none",
        thick: float = 1.0,
        fill: str = "none",
        dashes: str = "",
        opacity: float = 1.0,
    ) -> None:
        more = f' stroke-dasharray="{dashes}"' if dashes else ""
        more += f' opacity="{_n(opacity)}"' if opacity < 1 else ""
        stroke = f' stroke="{colour}" stroke-width="{_n(thick)}"' if colour != "none" else ""
        self._parts.append(f'<path d="{d}" fill="{fill}"{stroke}{more}/>')

    def polyline(self, points: Sequence[Point], colour: str, thick: float = 1.5, opacity: float = 1.0) -> None:
        self.path(path_of(points), colour, thick, opacity=opacity)

    def rect(self, x: float, y: float, wide: float, high: float, fill: str, stroke: str = "none") -> None:
        edge = f' stroke="{stroke}"' if stroke != "none" else ""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(wide, 0))}" height="{_n(high)}" fill="{fill}"{edge}/>'
        )

    def circle(self, x: float, y: float, r: float, fill: str = BLUE, stroke: str = "none") -> None:
        edge = f' stroke="{stroke}" stroke-width="2"' if stroke != "none" else ""
        self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" fill="{fill}"{edge}/>')

    def square(self, x: float, y: float, r: float, fill: str = ORANGE, stroke: str = "none") -> None:
        """A square about as large as a circle of radius r around the point."""
        side = 1.8 * r
        self.rect(x - side / 2, y - side / 2, side, side, fill, stroke)

    def diamond(self, x: float, y: float, r: float, fill: str = INK) -> None:
        self.path(path_of(((x, y - r), (x + r, y), (x, y + r), (x - r, y))) + "Z", fill=fill)

    def finish(self, description: str) -> str:
        """The SVG; the description says in a sentence or two what is seen."""
        height = round(self.y + MARGIN)
        cuts = f' data-cuts="{" ".join(map(_n, self.cuts))}"' if self.cuts else ""
        body = "".join((*self._parts, *self._labels))
        key = f"{crc32(f'{self.width}{self._title}{body}'.encode()):08x}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {height}" width="{self.width}" '
            f'height="{height}"{cuts} role="img" aria-labelledby="t{key} d{key}" font-family="{FONT}" '
            f'style="max-width:100%;height:auto">'
            f'<title id="t{key}">{written(self._title)}</title><desc id="d{key}">{written(description)}</desc>'
            f'<rect width="{self.width}" height="{height}" fill="#ffffff"/>{body}</svg>\n'
        )


def written(words: str) -> str:
    """Text that XML can hold: markup escaped, control characters left out."""
    return escape("".join(letter for letter in words if letter >= " "))


def path_of(points: Sequence[Point]) -> str:
    """The path through the points."""
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
