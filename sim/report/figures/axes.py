"""Scales and axes: round numbers, the decimal mark of the language, and a mark where an axis does not begin at 0."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

from sim.report.drawing import short
from sim.report.figures.canvas import GREY, INK, RULE, SMALL, Canvas, text_width, wrap
from sim.report.texts import Texts


@dataclass(frozen=True)
class Scale:
    """Values from ``low`` to ``high`` on pixels from ``left`` to ``right``."""

    low: float
    high: float
    left: float
    right: float

    def __call__(self, value: float) -> float:
        return self.left + (value - self.low) / ((self.high - self.low) or 1.0) * (self.right - self.left)


def spread(low: float, high: float, least: float = 1.0) -> tuple[float, float]:
    """A range with some air on both sides; it begins at 0 where that is near."""
    if high - low < least:
        middle = (low + high) / 2
        low, high = middle - least / 2, middle + least / 2
    air = 0.06 * (high - low)
    begins = low - air
    if low >= 0 and (begins < 0 or low < 0.25 * high):
        begins = 0.0
    return begins, high + air


def ticks(low: float, high: float, most: int) -> list[float]:
    """At most so many round numbers between the two."""
    if not high > low:
        return [low]
    rough = (high - low) / max(most - 1, 1)
    unit = 10.0 ** floor(log10(rough))
    for times in (1, 2, 5, 10, 20):
        step = times * unit
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [round(i * step, 10) for i in range(first, last + 1)]
    return [low, high]


def whole_ticks(low: float, high: float, most: int) -> list[float]:
    """As :func:`ticks`, whole numbers only."""
    found = [value for value in ticks(low, high, most) if value == round(value)]
    return found or [float(round(low))]


def draw_x_axis(
    canvas: Canvas, scale: Scale, y: float, texts: Texts, title: str = "", whole: bool = False, top: float | None = None
) -> None:
    """The axis at ``y`` with numbers below, faint lines up to ``top``, and the title under it; moves ``canvas.y``."""
    most = max(2, int((scale.right - scale.left) / 70))
    marks = (whole_ticks if whole else ticks)(scale.low, scale.high, most)
    widest = max(text_width(short(value, texts), SMALL) for value in marks)
    while len(marks) > 2 and (scale(marks[1]) - scale(marks[0])) < widest + 10:
        marks = marks[::2]
    for value in marks:
        x = scale(value)
        if top is not None:
            canvas.line((x, top), (x, y), RULE)
        canvas.line((x, y), (x, y + 4), GREY)
        canvas.text(x, y + 17, short(value, texts), "middle", colour=GREY)
    canvas.line((scale.left, y), (scale.right, y), GREY)
    if scale.low > 0:
        draw_cut(canvas, scale.left, y)
    canvas.y = y + 20
    for line in wrap(title, canvas.right - scale.left, SMALL) if title else ():
        canvas.y += 1.3 * SMALL
        canvas.text(scale.left, canvas.y - 0.25 * SMALL, line, colour=GREY)
    canvas.y += 2


def draw_cut(canvas: Canvas, x: float, y: float) -> None:
    """Two strokes across the beginning of an axis: it does not begin at 0."""
    canvas.rect(x + 5, y - 3, 7, 6, "#ffffff")
    for at in (x + 4, x + 10):
        canvas.line((at, y + 5), (at + 4, y - 5), INK, 1.2)


def cut_note(scale: Scale, texts: Texts) -> str:
    """What the strokes mean, for the description; empty where the axis begins at 0."""
    return texts("figure.cut", value=short(round(scale.low, 1), texts)) if scale.low > 0 else ""
