"""The rest of the year: how many have come so far by the end of each week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sim.report.figures.canvas import BLUE, GREY, INK, Canvas, Width
from sim.report.figures.plane import BAND, Mark, key, plane
from sim.report.numbers import MONTHS
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

LABELS = 6  # dates at the axis


@dataclass(frozen=True)
class Fan:
    """One target: 10, 50 and 90 % points at the end of each of ``weeks``; the first is the day of the forecast."""

    titles: Titles
    weeks: tuple[date, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    bound: float | None


def finding(data: Fan, language: str) -> str:
    texts, write = Texts(language), Texts(language).write
    return texts("figure.fan", title=texts.title(data.titles, ""), day=write.date(data.weeks[0]),
                 so_far=write.number(data.middle[0]), middle=write.number(data.middle[-1]),
                 low=write.number(data.low[-1]), high=write.number(data.high[-1]))  # fmt: skip


def fan(data: Fan, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    days = [float((day - data.weeks[0]).days) for day in data.weeks]
    most = 1.08 * max(*data.high, data.bound or 0.0, 1.0)
    area = plane(canvas, canvas.left, canvas.right, 180 if canvas.narrow else 220, max(days[-1], 1.0), most, texts)
    area.band(canvas, days, data.low, data.high)
    area.line(canvas, days, data.middle, BLUE, 2.4)
    if data.bound is not None:
        height = area.up(data.bound)
        canvas.line((area.across.left, height), (area.across.right, height), INK, 1.6, "6 3")
    for day in data.weeks[:: -(-len(data.weeks) // (LABELS if not canvas.narrow else 3))]:
        x = area.across(float((day - data.weeks[0]).days))
        canvas.line((x, canvas.y), (x, canvas.y + 4), GREY)
        canvas.text(x, canvas.y + 17, _short(day, language), "middle", colour=GREY)
    canvas.y += 20
    bound = [Mark("dashes", INK, texts("forecast.figure.target"))] if data.bound is not None else []
    key(canvas, [Mark("line", BLUE, texts("forecast.figure.middle")),
                 Mark("band", BAND, texts("forecast.figure.most")), *bound])  # fmt: skip
    return canvas.finish(texts("figure.fan.desc"))


def _short(day: date, language: str) -> str:
    """``21. nov.`` as it fits below an axis."""
    month = MONTHS[language][day.month - 1][:3]
    return f"{day.day}. {month}" if language == "da" else f"{day.day} {month}"


def fan_table(data: Fan, language: str) -> Table:
    texts, write = Texts(language), Texts(language).write
    rows = tuple((write.date(day), write.number(middle), write.span(low, high))
                 for day, low, middle, high in zip(data.weeks, data.low, data.middle, data.high, strict=True)
    )  # fmt: skip
    header = tuple(texts(f"forecast.column.{name}") for name in ("until", "middle", "spread"))
    return Table(finding(data, language), header, rows)
