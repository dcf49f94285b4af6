"""Several options beside each other: what 8 of 10 years lie between, the middle year, and the target."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.axes import cut_note, draw_x_axis, spread
from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, Canvas, Width
from sim.report.figures.rows import place_rows
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles


@dataclass(frozen=True)
class OptionYears:
    """The single years of one option: 10, 50 and 90 % quantile, and the chance to meet the target."""

    letter: str
    titles: Titles
    low: float
    middle: float
    high: float
    chance: float


@dataclass(frozen=True)
class Intervals:
    """One target under several options; values in per cent where the target is a share."""

    name: str
    titles: Titles
    unit: str  # "people" | "share" | "kr." | "number"
    options: tuple[OptionYears, ...]
    at_least: float | None = None
    at_most: float | None = None


def finding(data: Intervals, language: str) -> str:
    """Which option meets the target most often."""
    texts, write = Texts(language), Texts(language).write
    title = texts.title(data.titles, data.name)
    if data.at_least is None and data.at_most is None:
        return texts("figure.intervals.plain", title=title)
    best = max(data.options, key=lambda one: one.chance)
    chances = [write.of_hundred(one.chance) for one in data.options]
    if len(set(chances)) == 1:
        return texts("figure.intervals.same", title=title, n=chances[0])
    least = min(data.options, key=lambda one: one.chance)
    return texts("figure.intervals", title=title, best=best.letter, n=write.of_hundred(best.chance),
                 worst=least.letter, m=write.of_hundred(least.chance))  # fmt: skip


def intervals(data: Intervals, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    bounds = [bound for bound in (data.at_least, data.at_most) if bound is not None]
    low, high = spread(min([*(one.low for one in data.options), *bounds]),
                       max([*(one.high for one in data.options), *bounds]), 4)  # fmt: skip
    canvas.y += 20 * len(bounds)
    labels = [f"{one.letter}: {texts.title(one.titles, one.letter)}" for one in data.options]
    rows = place_rows(canvas, labels, low, high)
    for one, y in zip(data.options, rows.middles, strict=True):
        met = not bounds or one.chance >= 0.5
        colour = BLUE if met else ORANGE
        canvas.line((rows.scale(one.low), y), (rows.scale(one.high), y), colour, 3)
        (canvas.circle if met else canvas.square)(rows.scale(one.middle), y, 6, colour)
    above = 9
    for bound, key in ((data.at_least, "figure.target.at_least"), (data.at_most, "figure.target.at_most")):
        if bound is not None:
            x = rows.scale(bound)
            canvas.line((x, rows.top - 4), (x, rows.base), INK, 1.6)
            written = f"{texts.write.number(bound)}{texts('figure.percent') if data.unit == 'share' else ''}"
            canvas.text(x, rows.top - above, texts(key, bound=written), "middle", bold=True)
            above += 17
    unit = texts("figure.axis.percent") if data.unit == "share" else ""
    draw_x_axis(canvas, rows.scale, rows.base, texts, unit, top=rows.top)
    if bounds:
        canvas.paragraph(texts("figure.intervals.key"), 12.5, colour=GREY)
    return canvas.finish(f"{texts('figure.intervals.desc')} {cut_note(rows.scale, texts)}".strip())


def intervals_table(data: Intervals, language: str) -> Table:
    texts, write = Texts(language), Texts(language).write
    decimals = 0 if data.unit != "number" else 1
    rows = tuple(
        (f"{one.letter}: {texts.title(one.titles, one.letter)}",
         *(write.number(value, decimals) for value in (one.low, one.middle, one.high)), write.of_hundred(one.chance))
        for one in data.options
    )  # fmt: skip
    columns = ("option", "ten", "fifty", "ninety", "chance")
    return Table(finding(data, language), tuple(texts(f"figure.column.{column}") for column in columns), rows)
