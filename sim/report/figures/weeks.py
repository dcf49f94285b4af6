"""Places in use over the weeks of one year: some simulated years as step lines, and what 8 of 10 lie between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sim.report.drawing import short
from sim.report.figures.axes import Scale, whole_ticks
from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, RULE, SMALL, Canvas, Point, Width, path_of
from sim.report.figures.year_axis import CLOSED_FILL, YearAxis
from sim.report.numbers import MONTHS
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

BAND = "#c9dcef"
ONE_YEAR = "#8fb4da"  # a light blue instead of a see-through one, which costs a PDF a layer for each line


@dataclass(frozen=True)
class PlacesByWeek:
    """One resource in one calendar year.

    ``weeks``: the first day of each week; ``lines[i][w]``: places in use in the middle of week w of simulated year i;
    ``low``, ``middle`` and ``high``: 10, 50 and 90 % quantile over all simulated years.
    """

    name: str
    titles: Titles
    year: int
    weeks: tuple[date, ...]
    capacity: tuple[float, ...]
    lines: tuple[tuple[float, ...], ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    mean: tuple[float, ...]
    starts: tuple[date, ...] = ()  # planned starts of holds
    closed: tuple[tuple[date, date], ...] = ()  # closed weeks: first day, day after the last

    @property
    def axis(self) -> YearAxis:
        return YearAxis(self.year, self.closed)


def finding(data: PlacesByWeek, language: str) -> str:
    """How many places are in use on average, and in which month fewest."""
    texts, write = Texts(language), Texts(language).write
    months: dict[int, list[float]] = {}
    for day, mean in zip(data.weeks, data.mean, strict=True):
        months.setdefault((day + timedelta(days=3)).month, []).append(mean)
    averages = {month: sum(values) / len(values) for month, values in months.items()}
    fewest = min(averages, key=lambda month: averages[month])
    return texts(
        "figure.weeks", title=texts.title(data.titles, data.name), year=data.year,
        mean=write.number(sum(data.mean) / len(data.mean), 1), capacity=_capacity(data, texts),
        month=MONTHS[language][fewest - 1], fewest=write.number(averages[fewest], 1),
    )  # fmt: skip


def _capacity(data: PlacesByWeek, texts: Texts) -> str:
    low, high = min(data.capacity), max(data.capacity)
    return short(high, texts) if low == high else f"{short(low, texts)}–{short(high, texts)}"


def places_by_week(data: PlacesByWeek, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    most = max(*data.capacity, *data.high, *(value for line in data.lines for value in line), 1.0)
    canvas.paragraph(texts("figure.weeks.y"), SMALL, colour=GREY)
    top = canvas.y + 26
    base = top + (190 if canvas.narrow else 240)
    across = Scale(0.0, float(len(data.weeks)), canvas.left + 26, canvas.right - 4)
    up = Scale(0.0, 1.06 * most, base, top)
    data.axis.draw_closures(canvas, across, top, base)
    for value in whole_ticks(0.0, most, 6):
        canvas.line((across.left, up(value)), (across.right, up(value)), RULE)
        canvas.text(across.left - 5, up(value) + 4, short(value, texts), "end", colour=GREY)
    upper, lower = _steps(data.high, across, up), _steps(data.low, across, up)
    canvas.path(path_of([*upper, *reversed(lower)]) + "Z", fill=BAND, opacity=0.75)
    for line in data.lines:
        canvas.polyline(_steps(line, across, up), ONE_YEAR, 0.8)
    canvas.polyline(_steps(data.middle, across, up), BLUE, 2.6)
    canvas.path(path_of(_steps(data.capacity, across, up)), INK, 1.6, dashes="6 3")
    _starts(canvas, data, across, top, base)
    data.axis.draw_months(canvas, across, base, language)
    _key(canvas, data, texts)
    return canvas.finish(texts("figure.weeks.desc", n=len(data.lines)))


def _steps(values: Sequence[float], across: Scale, up: Scale) -> list[Point]:
    """A level for each week."""
    found: list[Point] = []
    for week, value in enumerate(values):
        if found and week < len(values) and value == values[week - 1]:
            found[-1] = (across(week + 1), up(value))
        else:
            found += [(across(week), up(value)), (across(week + 1), up(value))]
    return found


def _starts(canvas: Canvas, data: PlacesByWeek, across: Scale, top: float, base: float) -> None:
    """A triangle above the plot where a hold starts."""
    for day in data.starts:
        week = data.axis.week_of(day)
        if 0 <= week <= len(data.weeks):
            x = across(week)
            canvas.path(path_of(((x - 5, top - 10), (x + 5, top - 10), (x, top - 1))) + "Z", fill=ORANGE)
            canvas.line((x, top), (x, base), ORANGE, 1, "1 3")


def _key(canvas: Canvas, data: PlacesByWeek, texts: Texts) -> None:
    """What the marks mean, each beside its mark."""
    marks = [
        "capacity",
        "middle",
        "band",
        "lines",
        *(["start"] if data.starts else []),
        *(["closed"] if data.closed else []),
    ]
    x, y, column = float(canvas.left), canvas.y + 14, (canvas.right - canvas.left) / (1 if canvas.narrow else 2)
    for i, mark in enumerate(marks):
        if mark == "capacity":
            canvas.line((x, y - 4), (x + 22, y - 4), INK, 1.6, "6 3")
        elif mark == "middle":
            canvas.line((x, y - 4), (x + 22, y - 4), BLUE, 2.6)
        elif mark == "band":
            canvas.rect(x, y - 10, 22, 12, BAND)
        elif mark == "lines":
            canvas.line((x, y - 4), (x + 22, y - 4), ONE_YEAR, 1.2)
        elif mark == "start":
            canvas.path(path_of(((x + 6, y - 9), (x + 16, y - 9), (x + 11, y))) + "Z", fill=ORANGE)
        else:
            canvas.rect(x, y - 10, 22, 12, CLOSED_FILL, GREY)
        canvas.text(x + 28, y, _meaning(mark, data, texts))
        if canvas.narrow or i % 2:
            x, y = canvas.left, y + 18
        else:
            x += column
    canvas.y = y if x == canvas.left else y + 18
    canvas.y -= 10


def _meaning(mark: str, data: PlacesByWeek, texts: Texts) -> str:
    if mark == "capacity":
        return texts("figure.weeks.key.capacity", n=_capacity(data, texts))
    return texts(f"figure.weeks.key.{mark}", n=len(data.lines))


def places_table(data: PlacesByWeek, language: str) -> Table:
    texts, write = Texts(language), Texts(language).write
    rows = tuple(
        (texts("figure.week", week=day.isocalendar().week, year=day.isocalendar().year), short(capacity, texts),
         write.number(mean, 1), write.number(middle), write.span(low, high))
        for day, capacity, mean, middle, low, high in zip(
            data.weeks, data.capacity, data.mean, data.middle, data.low, data.high, strict=True
        )
    )  # fmt: skip
    columns = ("week", "places", "mean", "fifty", "eight_of_ten")
    return Table(finding(data, language), tuple(texts(f"figure.column.{column}") for column in columns), rows)
