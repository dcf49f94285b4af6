"""Tornado: what one figure is where each assumption is low or high and the others are as uncertain as they are."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.axes import cut_note, draw_x_axis, spread
from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, SMALL, Canvas, Width, text_width
from sim.report.figures.rows import place_rows
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

MOST_ROWS = 12


@dataclass(frozen=True)
class Swing:
    """The figure with one parameter low or high; ``low`` and ``high`` are its values there as text.

    ``between_low`` and ``between_high`` are 95 % intervals of the figure at the two ends, or None.
    """

    titles: Titles
    low: Titles
    high: Titles
    at_low: float
    at_high: float
    between_low: tuple[float, float] | None = None
    between_high: tuple[float, float] | None = None

    @property
    def ends(self) -> tuple[float, ...]:
        """Everything that has to be on the axis."""
        return (self.at_low, self.at_high, *(self.between_low or ()), *(self.between_high or ()))

    def range(self, texts: Texts) -> str:
        return f"{texts.title(self.low, '')}–{texts.title(self.high, '')}"

    @property
    def size(self) -> float:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Swings:
    """One figure; values in per cent where ``unit`` is ``share``."""

    titles: Titles
    unit: str  # "number" | "share" | "chance" | "kr."
    base: float
    swings: tuple[Swing, ...]

    @property
    def ranked(self) -> tuple[Swing, ...]:
        """The widest first."""
        return tuple(sorted(self.swings, key=lambda one: -one.size))


def finding(data: Swings, language: str) -> str:
    """Which assumption moves the figure most, and from where to where."""
    texts = Texts(language)
    first = data.ranked[0]
    low, high = sorted((first.at_low, first.at_high))
    return texts("figure.tornado", title=texts.title(data.titles, ""), first=texts.title(first.titles, ""),
                 low=_value(low, data, texts), high=_value(high, data, texts))  # fmt: skip


def _value(value: float, data: Swings, texts: Texts) -> str:
    if data.unit == "kr.":
        return texts.write.money(value)
    return texts.write.number(value, 1) + (texts("figure.percent") if data.unit == "share" else "")


def tornado(data: Swings, language: str, width: Width = "wide") -> str:
    """The figure as SVG: a circle where the parameter is low, a square where it is high."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    shown = data.ranked[:MOST_ROWS]
    every = [data.base, *(value for one in shown for value in one.ends)]
    low, high = spread(min(every), max(every), 0.5)
    labels = [f"{texts.title(one.titles, '')}: {one.range(texts)}" for one in shown]
    _key(canvas, texts)
    rows = place_rows(canvas, labels, low, high)
    x0 = rows.scale(data.base)
    for one, y in zip(shown, rows.middles, strict=True):
        for value, between, colour in ((one.at_low, one.between_low, BLUE), (one.at_high, one.between_high, ORANGE)):
            canvas.line((x0, y), (rows.scale(value), y), colour, 5)
            if between is not None:
                canvas.line((rows.scale(between[0]), y), (rows.scale(between[1]), y), INK, 1.2)
        canvas.circle(rows.scale(one.at_low), y, 6, BLUE)
        canvas.square(rows.scale(one.at_high), y, 6, ORANGE)
    canvas.line((x0, rows.top), (x0, rows.base), INK, 1.4)
    axis = texts.title(data.titles, "") + (f", {texts('figure.axis.percent')}" if data.unit == "share" else "")
    draw_x_axis(canvas, rows.scale, rows.base, texts, axis, top=rows.top)
    if len(data.swings) > len(shown):
        canvas.paragraph(texts("figure.tornado.rest", n=len(data.swings) - len(shown)), SMALL, colour=GREY)
    return canvas.finish(f"{texts('figure.tornado.desc', base=_value(data.base, data, texts))} "
                         f"{cut_note(rows.scale, texts)}".strip())  # fmt: skip


def _key(canvas: Canvas, texts: Texts) -> None:
    """Circle: the low end; square: the high end."""
    low, high = texts("figure.tornado.low"), texts("figure.tornado.high")
    y = canvas.y + 13
    canvas.circle(canvas.left + 6, y - 4, 6, BLUE)
    canvas.text(canvas.left + 17, y, low)
    x = canvas.left + 40 + text_width(low, SMALL)
    canvas.square(x, y - 4, 6, ORANGE)
    canvas.text(x + 11, y, high)
    canvas.y = y + 6


def _with(value: float, between: tuple[float, float] | None, data: Swings, texts: Texts) -> str:
    """The value, and its interval in brackets."""
    if between is None:
        return _value(value, data, texts)
    return f"{_value(value, data, texts)} ({texts.write.span(*between, 1)})"


def tornado_table(data: Swings, language: str) -> Table:
    texts = Texts(language)
    rows = tuple(
        (texts.title(one.titles, ""), texts.title(one.low, ""), _with(one.at_low, one.between_low, data, texts),
         texts.title(one.high, ""), _with(one.at_high, one.between_high, data, texts), texts.write.number(one.size, 1))
        for one in data.ranked
    )  # fmt: skip
    columns = ("assumption", "low", "at_low", "high", "at_high", "range")
    return Table(finding(data, language), tuple(texts(f"figure.column.{column}") for column in columns), rows)
