"""Paired differences: each option less the baseline, with its 95 % interval, the largest first."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.axes import draw_x_axis
from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, Canvas, Width
from sim.report.figures.rows import place_rows
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles


@dataclass(frozen=True)
class PairedDifference:
    """One option against the baseline; ``settled``: the interval does not reach over 0."""

    letter: str
    titles: Titles
    mean: float
    low: float
    high: float
    settled: bool
    exactly_none: bool = False


@dataclass(frozen=True)
class Differences:
    """One figure; ``scale`` multiplies the values (100 for shares and chances), ``better`` is +1, -1 or 0 (unknown)."""

    titles: Titles  # of the figure
    unit: str  # "number" | "share" | "chance" | "days" | "kr."
    base: str  # letter of the baseline
    base_titles: Titles
    options: tuple[PairedDifference, ...]
    better: int = 1


def finding(data: Differences, language: str) -> str:
    """The largest settled difference in words, or that none is settled."""
    texts = Texts(language)
    title = texts.title(data.titles, "")
    if all(one.exactly_none for one in data.options):
        return texts("figure.differences.none", title=title, base=data.base)
    settled = [one for one in data.options if one.settled]
    if not settled:
        return texts("figure.differences.unsettled", title=title, base=data.base)
    best = max(settled, key=lambda one: abs(one.mean))
    key = "figure.differences.more" if best.mean > 0 else "figure.differences.less"
    return texts(key, title=title, letter=best.letter, base=data.base, change=_written(abs(best.mean), data, texts))


def _written(value: float, data: Differences, texts: Texts) -> str:
    if data.unit == "kr.":
        return texts.write.money(value)
    number = texts.write.number(value * _scale(data), 1)
    if data.unit == "days":
        return f"{number} {texts('table.unit.days')}"
    return number if data.unit == "number" else texts(f"figure.unit.{data.unit}", n=number)


def _scale(data: Differences) -> float:
    return 100.0 if data.unit in ("share", "chance") else 1.0


def _signed(value: float, data: Differences, texts: Texts) -> str:
    number = texts.write.number(value * _scale(data), 0 if data.unit == "kr." else 1)
    return f"+{number}" if value > 0 and any(digit in number for digit in "123456789") else number


def differences(data: Differences, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    if all(one.exactly_none for one in data.options):
        return canvas.finish(finding(data, language))
    scale = _scale(data)
    low = min(0.0, *(scale * one.low for one in data.options))
    high = max(0.0, *(scale * one.high for one in data.options))
    air = 0.08 * ((high - low) or 1.0)
    ordered = sorted(data.options, key=lambda one: -one.mean)
    labels = [f"{one.letter}: {texts.title(one.titles, one.letter)}" for one in ordered]
    values = [_signed(one.mean, data, texts) for one in ordered]
    rows = place_rows(canvas, labels, low - air, high + air, values)
    for one, y, words in zip(ordered, rows.middles, values, strict=True):
        good = one.settled and data.better * one.mean > 0
        bad = one.settled and data.better * one.mean < 0
        colour = BLUE if good else ORANGE if bad else GREY
        canvas.line((rows.scale(scale * one.low), y), (rows.scale(scale * one.high), y), colour, 3)
        x = rows.scale(scale * one.mean)
        if bad:
            canvas.square(x, y, 6, colour)
        else:
            canvas.circle(x, y, 6, colour if one.settled else "#ffffff", "none" if one.settled else colour)
        canvas.text(canvas.right, y + 4, words, "end", bold=True)
    draw_x_axis(canvas, rows.scale, rows.base, texts, _axis(data, texts), top=rows.top)
    canvas.line((rows.scale(0), rows.top), (rows.scale(0), rows.base), INK, 1.6)
    canvas.paragraph(texts("figure.differences.key"), 12.5, colour=GREY)
    return canvas.finish(texts("figure.differences.desc", base=data.base))


def _axis(data: Differences, texts: Texts) -> str:
    unit = {"share": texts("figure.points"), "chance": texts("figure.years_of_hundred"), "kr.": "kr."}.get(data.unit)
    base = texts("figure.differences.axis", base=data.base, title=texts.title(data.base_titles, ""))
    return f"{base}, {unit}" if unit else base


def differences_table(data: Differences, language: str) -> Table:
    texts = Texts(language)
    rows = tuple(
        (f"{one.letter}: {texts.title(one.titles, one.letter)}",
         *(_signed(value, data, texts) for value in (one.mean, one.low, one.high)))
        for one in data.options
    )  # fmt: skip
    columns = ("option", "difference", "from", "to")
    return Table(finding(data, language), tuple(texts(f"figure.column.{column}") for column in columns), rows)
