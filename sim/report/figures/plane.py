"""A plane of two scales with faint lines, and the key of its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from sim.report.drawing import short
from sim.report.figures.axes import Scale, ticks
from sim.report.figures.canvas import GREY, INK, RULE, SMALL, Canvas, Point, path_of, text_width
from sim.report.texts import Texts

BAND = "#c9dcef"


@dataclass(frozen=True)
class Mark:
    """What a mark of the figure means.  ``kind``: ``line``, ``band`` or ``dashes``."""

    kind: str
    colour: str
    meaning: str


@dataclass(frozen=True)
class Plane:
    """``across`` and ``up``: values to pixels."""

    across: Scale
    up: Scale

    def steps(self, x: Sequence[float], y: Sequence[float]) -> list[list[Point]]:
        """A level from each x to the next one, in pieces where y is NaN."""
        pieces: list[list[Point]] = [[]]
        for here, following, value in zip(x, [*x[1:], x[-1]], y, strict=True):
            if isnan(value):
                pieces.append([])
                continue
            height = self.up(value)
            if pieces[-1] and pieces[-1][-1][1] == height:
                pieces[-1][-1] = (self.across(following), height)
            else:
                pieces[-1] += [(self.across(here), height), (self.across(following), height)]
        return [piece for piece in pieces if piece]

    def line(self, canvas: Canvas, x: Sequence[float], y: Sequence[float], colour: str, thick: float = 1.8) -> None:
        for piece in self.steps(x, y):
            canvas.polyline(piece, colour, thick)

    def band(self, canvas: Canvas, x: Sequence[float], low: Sequence[float], high: Sequence[float]) -> None:
        upper, lower = self.steps(x, high), self.steps(x, low)
        for above, below in zip(upper, lower, strict=True):
            canvas.path(path_of([*above, *reversed(below)]) + "Z", fill=BAND)


def plane(
    canvas: Canvas, left: float, right: float, high: float, last: float, most: float, texts: Texts, labels: int = 5
) -> Plane:
    """A plane below what is there: x from 0 to ``last``, y from 0 to ``most``; moves ``canvas.y`` to its base."""
    top, base = canvas.y + 8, canvas.y + 8 + high
    found = Plane(Scale(0.0, last, left + 30, right - 4), Scale(0.0, most, base, top))
    for value in ticks(0.0, most, labels):
        canvas.line((found.across.left, found.up(value)), (found.across.right, found.up(value)), RULE)
        canvas.text(found.across.left - 5, found.up(value) + 4, short(value, texts), "end", colour=GREY)
    canvas.line((found.across.left, base), (found.across.right, base), GREY)
    canvas.y = base
    return found


def key(canvas: Canvas, marks: Sequence[Mark]) -> None:
    """What the marks mean, side by side where there is room."""
    x, y = float(canvas.left), canvas.y + 18
    for mark in marks:
        wide = 34 + text_width(mark.meaning, SMALL)
        if x > canvas.left and x + wide > canvas.right:
            x, y = float(canvas.left), y + 18
        if mark.kind == "band":
            canvas.rect(x, y - 10, 22, 12, mark.colour)
        else:
            canvas.line((x, y - 4), (x + 22, y - 4), mark.colour, 2, "6 3" if mark.kind == "dashes" else "")
        canvas.text(x + 28, y, mark.meaning, colour=INK)
        x += wide + 14
    canvas.y = y + 4
